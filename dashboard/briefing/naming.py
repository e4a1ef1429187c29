"""Names of exported files: who, what and the date, such as dudley-timeline-2026-05-12.png."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.words import slugify

if TYPE_CHECKING:
    from dashboard.briefing.model import Content

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type, the ending of its addresses, and what a file of it holds.

    The ending's last part is that of the file's name. A picture is named after its chart, a CSV after its table.
    """

    media: str
    ending: str
    what: str = ""

    @property
    def suffix(self) -> str:
        """What the name of a file ends with."""
        return self.ending.rpartition(".")[2]


FORMATS = {
    "png": Format("image/png", "png"),
    "svg": Format("image/svg+xml", "svg"),
    "pdf": Format("application/pdf", "pdf"),
    "briefing-pdf": Format("application/pdf", "briefing.pdf", "briefing"),
    "one-page": Format("application/pdf", "one-page.pdf", "one-page"),
    "html": Format("text/html", "html", "page"),
    "pptx": Format(f"{_OFFICE}presentationml.presentation", "pptx", "deck"),
    "slide": Format(f"{_OFFICE}presentationml.presentation", "slide.pptx", "slide"),
    "docx": Format(f"{_OFFICE}wordprocessingml.document", "docx", "briefing"),
    "report": Format(f"{_OFFICE}wordprocessingml.document", "report.docx", "report"),
    "xlsx": Format(f"{_OFFICE}spreadsheetml.sheet", "xlsx", "tables"),
    "csv": Format("text/csv", "csv"),
}
"""The formats by their names, in the order that they are offered."""

PICTURES = frozenset({"png", "svg", "pdf"})
"""The formats of a single chart."""

LONGEST, KEPT = 80, 60
"""Characters of a subject's part of a name, and those that are kept of a longer one."""


def format_at(address: str) -> tuple[str, str]:
    """The name and the format of an address such as dudley.pptx; raises KeyError for one of no format."""
    for name, one in sorted(FORMATS.items(), key=lambda item: -len(item[1].ending)):
        if address.endswith(f".{one.ending}"):
            return address.removesuffix(f".{one.ending}"), name
    raise KeyError(address)


def file_name(content: Content, suffix: str, *, size: str = "", picture: str = "", table: str = "") -> str:
    """The name of one file of the format `suffix`; `size` is named where it is not the slide's."""
    named = {"csv": table or content.tables[0].name, **dict.fromkeys(PICTURES, picture or content.what)}
    what = named.get(suffix) or FORMATS[suffix].what
    # a briefing that is not of an authority says so in each name: england-map-deck, england-national-deck
    kind = "" if content.what == "timeline" or what.startswith(content.what) else content.what
    who = short_slug(content.slug)
    parts = [who, kind, what, content.view, size if size != "slide" else "", content.as_at.isoformat()]
    return "-".join(slugify(part) for part in parts if part) + f".{FORMATS[suffix].suffix}"


def short_slug(slug: str) -> str:
    """A subject's part of a name; of a long one its beginning, and eight characters that tell it from any other."""
    if len(slug) <= LONGEST:
        return slug
    return f"{slug[:KEPT].rpartition('-')[0]}-{hashlib.sha256(slug.encode()).hexdigest()[:8]}"
