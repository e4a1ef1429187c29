"""The empty document that briefings start from: A4 with our styles, or a council's own Word template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from dashboard.briefing.formats.docx_style import (
    USED,
    Paper,
    add_marks,
    paper_of,
    set_language,
    set_page,
    set_styles,
)
from dashboard.briefing.house import HouseError
from dashboard.words import counted, series

_TEMPLATE, _DOCUMENT = (
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml" for kind in ("template", "document")
)  # fmt: skip
ROOM, LOW = 0.97 * 493 * 739, 520.0
"""The room of our own page in points, less a little, and the height below which few charts find room."""
LEAST_BODY = 12.0
"""Points of body text that many councils require."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to fill, the room that it has, and what of a council's template could not be kept, in sentences."""

    document: Any
    paper: Paper
    warnings: tuple[str, ...] = ()
    is_own: bool = False
    """Made from a council's template."""


def open_sheet(template: Path | None = None) -> Sheet:
    """Our own empty document, or the council's; raises HouseError for a file that is no usable template."""
    if template is None:
        document = Document()
        set_page(document)
        set_styles(document)
        add_marks(document)
        set_language(document)
        return Sheet(document, paper_of(document))
    document = _opened(template)
    warnings = [*_emptied(document), *_styled(document)]
    add_marks(document)
    set_language(document)
    return Sheet(document, paper_of(document), tuple(f"{template.name}: {words}" for words in warnings), is_own=True)


def _opened(template: Path) -> Any:
    try:
        with zipfile.ZipFile(template) as archive:
            kinds = archive.read("[Content_Types].xml").decode()
            if "macroEnabled" in kinds:
                raise HouseError(f"{template} holds macros, which no briefing may bring. Save it as .docx or .dotx.")
            if _TEMPLATE not in kinds and _DOCUMENT not in kinds:
                raise HouseError(f"{template} is no Word file. Save it as .docx or .dotx.")
            target = io.BytesIO()
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as plain:
                for name in archive.namelist():
                    data = archive.read(name)
                    # a template differs from a document by the type of its main part
                    plain.writestr(name, kinds.replace(_TEMPLATE, _DOCUMENT) if name == "[Content_Types].xml" else data)
        return Document(io.BytesIO(target.getvalue()))
    except HouseError:
        raise
    except OSError as error:
        raise HouseError(f"{template} cannot be read: {error.strerror}.") from None
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        hint = "It may be protected by a password." if _is_encrypted(template) else "Save it as .docx or .dotx."
        raise HouseError(f"{template} is not a Word file that can be opened. {hint}") from error


def _is_encrypted(template: Path) -> bool:
    return template.read_bytes()[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _emptied(document: Any) -> list[str]:
    """Take out the template's own text: it is an example, not ours to hand on. Headers, footers and the page stay."""
    body = document.element.body
    words = sum(bool(paragraph.text.strip()) for paragraph in document.paragraphs)
    tables, sections = len(document.tables), len(document.sections)
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    said = []
    if words or tables:
        parts = [counted(words, "paragraph")] * bool(words) + [counted(tables, "table")] * bool(tables)
        said.append(f"its own text ({series(parts)}) was left out.")
    if sections > 1:
        said.append("of its sections the last one’s page, header and footer are used.")
    return said


def _styled(document: Any) -> list[str]:
    """Keep the template's styles, add ours where it has none, and say which and what is smaller than it should be."""
    names = {style.name for style in document.styles}
    missing = tuple(name for name in USED if name not in names)
    set_styles(document, missing)
    said = []
    if told := [name for name in missing if name != "footnote text"]:
        said.append(f"it has no style {series(told)}, which look as in our own documents.")
    paper = paper_of(document)
    if (body := paper.sizes["Normal"]) < LEAST_BODY:
        said.append(f"its body text has {body:g} points, and many councils require 12.")
    if paper.height < LOW:
        said.append("its page is too low for most charts: tables stand in their place.")
    if paper.width * paper.height < ROOM:
        said.append("its margins leave less room than ours: a briefing may need more than two pages.")
    return said
