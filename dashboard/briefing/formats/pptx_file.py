"""A council's PowerPoint file made into an empty deck: its masters and layouts, and nothing that tells of its slides."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck

from dashboard.briefing.house import HouseError

Parts = dict[str, bytes]
"""The parts of a package by their names, such as ppt/presentation.xml."""

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MACROS_LEFT_OUT = "Its macros are left out: the decks are saved as .pptx, which holds none."
_MICROSOFT = "application/vnd.ms-powerpoint"
_KINDS = (
    MAIN,
    MAIN.replace("presentation.main", "template.main"),
    MAIN.replace("presentation.main", "slideshow.main"),
    *(f"{_MICROSOFT}.{kind}.macroEnabled.main+xml" for kind in ("presentation", "template", "slideshow")),
)
"""What .pptx, .potx, .ppsx, .pptm, .potm and .ppsm say that they are: that alone tells the first three apart."""
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MACRO_ENDS = ("/vbaProject", "/wordVbaData", "/ui/extensibility", "/control", "/attachedToolbars")
_TELLS_OF_SLIDES = (RT.SLIDE, RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.COMMENT_AUTHORS)
"""Relationships to the slides, their picture, the list of their titles, and those who wrote comments on them."""
_NAMES_SLIDES = (
    f".//{{{_P}}}sldIdLst",
    f".//{{{_P}}}custShowLst",
    ".//{http://schemas.microsoft.com/office/powerpoint/2010/main}sectionLst/..",
)
"""What of presentation.xml names slides: their list, custom shows and sections."""
_OLD = b"\xd0\xcf\x11\xe0"
_SAVE = "Open it in PowerPoint and save it as .pptx."
_OTHERS = {
    b"application/vnd.oasis.opendocument": "is an OpenDocument file",
    b"wordprocessingml": "is a Word document",
    b"spreadsheetml": "is an Excel workbook",
}
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


class TemplateError(HouseError):
    """A council's template cannot be used; the message names the file and says what to do."""


def empty_deck(path: Path) -> tuple[Deck, tuple[str, ...]]:
    """The presentation without slides, and what of the file is not kept, in sentences; raises TemplateError."""
    try:
        data, warnings = _emptied(path, path.stat().st_mtime_ns)
        return Presentation(io.BytesIO(data)), warnings
    except FileNotFoundError:
        raise TemplateError(f"There is no file {path}. Give the place of a PowerPoint file (.pptx or .potx).") from None
    except OSError as error:
        raise TemplateError(f"{path} cannot be read: {error.strerror}.") from error
    except (KeyError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        if isinstance(error, TemplateError):
            raise
        raise TemplateError(f"{path} is damaged, or of a kind that only PowerPoint reads. {_SAVE}") from error


@lru_cache(maxsize=2)
def _emptied(path: Path, stamp: int) -> tuple[bytes, tuple[str, ...]]:
    parts, kind = _parts_of(path)
    had_macros = "macroEnabled" in kind
    for name in [name for name in parts if name.endswith(".rels")]:
        _unlink(parts, name)
    main = _main(parts)
    root = etree.fromstring(parts[main], _SAFE)
    for place in _NAMES_SLIDES:
        for element in root.findall(place):
            _remove(element)
    parts[main] = _written(root)
    _show_all(parts)
    types = parts[TYPES].replace(kind.encode(), MAIN.encode())
    return _packed(parts, types), (MACROS_LEFT_OUT,) if had_macros else ()


def _parts_of(path: Path) -> tuple[Parts, str]:
    """The parts of a PowerPoint file and the content type of its presentation; raises TemplateError for another."""
    data = path.read_bytes()
    if data.startswith(_OLD):
        raise TemplateError(f"{path} is protected by a password, or older than 2007 (.ppt, .pot). {_SAVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = {name: old.read(name) for name in old.namelist() if not name.endswith("/")}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, zlib.error) as error:
        raise TemplateError(f"{path} is not a PowerPoint file (.pptx or .potx), or is damaged. {_SAVE}") from error
    types = parts.get(TYPES) or parts.get("mimetype", b"")
    kind = next((kind for kind in _KINDS if f'"{kind}"'.encode() in types), None)
    if kind is None:
        what = next((words for mark, words in _OTHERS.items() if mark in types), "is not a PowerPoint file")
        raise TemplateError(f"{path} {what}: a PowerPoint file is needed (.pptx or .potx). {_SAVE}")
    if any(b"purl.oclc.org/ooxml" in data for name, data in parts.items() if name == "_rels/.rels"):
        raise TemplateError(
            f"{path} is saved as Strict Open XML. In PowerPoint, save it as 'PowerPoint Presentation (*.pptx)'."
        )
    return parts, kind


def _main(parts: Parts) -> str:
    """The name of the presentation's part."""
    for name, kind, _ in _targets(parts, "_rels/.rels").values():
        if kind == RT.OFFICE_DOCUMENT:
            return name
    raise KeyError("officeDocument")


def _targets(parts: Parts, rels: str) -> dict[str, tuple[str, str, str]]:
    """Where the relationships of a .rels file lead, by id: the part or the address, the type, and the mode."""
    base = posixpath.dirname(posixpath.dirname(rels))
    found = {}
    for element in etree.fromstring(parts[rels], _SAFE).iterfind(f"{{{_RELATIONS}}}Relationship"):
        mode, target = element.get("TargetMode", "Internal"), element.get("Target", "")
        if mode == "Internal":
            target = posixpath.normpath(posixpath.join("/", base, unquote(target))).lstrip("/")
        found[element.get("Id", "")] = (target, element.get("Type", ""), mode)
    return found


def _unlink(parts: Parts, rels: str) -> None:
    """Take relationships to slides and macros out of a .rels file, and what of its part used them."""
    root = etree.fromstring(parts[rels], _SAFE)
    owner = posixpath.join(posixpath.dirname(posixpath.dirname(rels)), posixpath.basename(rels).removesuffix(".rels"))
    gone = []
    for element in root.findall(f"{{{_RELATIONS}}}Relationship"):
        kind = element.get("Type", "")
        if kind in _TELLS_OF_SLIDES or kind.endswith(_MACRO_ENDS):
            gone.append(element.get("Id", ""))
            root.remove(element)
    parts[rels] = _written(root)
    if owner in parts and (gone or b"ppaction://" in parts[owner]):
        parts[owner] = _without(parts[owner], gone)


def _without(part: bytes, gone: list[str]) -> bytes:
    """The part without the elements that use these relationships, and without actions that have nothing to act on."""
    root = etree.fromstring(part, _SAFE)
    for element in root.xpath("//*[@r:id]", namespaces={"r": _OFFICE}):
        if element.get(f"{{{_OFFICE}}}id") in gone:
            _remove(element)
    for element in root.xpath("//a:hlinkClick|//a:hlinkHover", namespaces={"a": _A}):
        if element.get("action", "").startswith(("ppaction://customshow", "ppaction://macro", "ppaction://hlinksld")):
            _remove(element)
    return _written(root)


def _show_all(parts: Parts) -> None:
    """A show of some slides, or of a custom show, becomes one of all."""
    for name in [name for name in parts if name.endswith("presProps.xml")]:
        root = etree.fromstring(parts[name], _SAFE)
        for some in root.xpath("//p:custShow|//p:sldRg", namespaces={"p": _P}):
            some.getparent().replace(some, etree.Element(f"{{{_P}}}sldAll"))
        parts[name] = _written(root)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _remove(element: Any) -> None:
    """Take an element out, and a list or an extension that is empty then."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    if not len(parent) and etree.QName(parent).localname in ("extLst", "ext", "sldLst", "controls"):
        _remove(parent)


def _packed(parts: Parts, types: bytes) -> bytes:
    """What can be reached from the presentation, as a file."""
    kept, waiting = set(), ["_rels/.rels"]
    while waiting:
        rels = waiting.pop()
        kept.add(rels)
        for name, _, mode in _targets(parts, rels).values():
            if mode == "Internal" and name in parts and name not in kept:
                kept.add(name)
                own = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
                waiting += [own] if own in parts else []
    root = etree.fromstring(types, _SAFE)
    for element in root.findall("{*}Override"):
        if element.get("PartName", "").lstrip("/") not in kept:
            root.remove(element)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as new:
        new.writestr(TYPES, _written(root))
        for name in parts:
            if name in kept:
                new.writestr(name, parts[name])
    return target.getvalue()
