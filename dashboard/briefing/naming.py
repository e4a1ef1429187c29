"""Names of exported files: who, what and the date, such as dudley-timeline-2026-05-12.png."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.words import slugify

if TYPE_CHECKING:
    from dashboard.briefing.model import Content

FORMATS = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}
"""The formats, in the order that they are offered, and their media types."""

PICTURES = frozenset({"png", "svg", "pdf"})
"""The formats of a single chart."""

WHAT = {"html": "page", "pptx": "deck", "docx": "briefing", "xlsx": "tables"}
"""What a file holds, where the format says it; a picture is named after its chart, a CSV after its table."""


def file_name(content: Content, suffix: str, *, size: str = "", picture: str = "", table: str = "") -> str:
    """The name of one exported file; `size` is named where it is not the slide's."""
    named = {"csv": table or content.tables[0].name, **dict.fromkeys(PICTURES, picture or content.what)}
    what = named.get(suffix) or WHAT[suffix]
    # a briefing that is not of an authority says so in each name: england-map-deck, england-national-deck
    kind = "" if content.what == "timeline" or what.startswith(content.what) else content.what
    parts = [content.slug, kind, what, content.view, size if size != "slide" else "", content.as_at.isoformat()]
    return "-".join(slugify(part) for part in parts if part) + f".{suffix}"
