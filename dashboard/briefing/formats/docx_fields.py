"""Fields and links of Word, which python-docx has no call for: numbers that Word keeps right, and addresses."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field such as PAGE or SEQ Figure at the end of a paragraph; `shown` stands there until Word works it out."""
    for kind, words in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run(words if kind == "text" else "")
        if kind == "text":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = f" {words} "
        run._r.append(element)


def add_link(paragraph: Any, words: str, address: str) -> Any:
    """Words at the end of a paragraph that lead to an address; returns their run."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(words, style="Hyperlink")
    link.append(run._r)
    paragraph._p.append(link)
    return run


def leads_somewhere(address: object) -> bool:
    """Whether a cell or a source holds an address of the web."""
    return isinstance(address, str) and address.startswith(("https://", "http://"))
