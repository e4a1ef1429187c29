"""A PowerPoint file as its parts, checked as PowerPoint itself does before it offers to repair."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter

from lxml import etree

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)), [name for name, count in Counter(names).items() if count > 1]
        return {name: archive.read(name) for name in names}


def checked(data: bytes) -> dict[str, bytes]:
    """The parts of a deck whose relationships all lead somewhere, whose slides are listed once, and nothing is left."""
    parts = parts_of(data)
    led_to: set[str] = set()
    for name, part in parts.items():
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        ids = []
        for relation in etree.fromstring(part).iter(RELATIONS):
            ids.append(relation.get("Id"))
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", base, relation.get("Target"))).lstrip("/")
                assert target in parts, (name, target)
                led_to.add(target)
        assert len(ids) == len(set(ids)), name
        owner = posixpath.join(base, posixpath.basename(name).removesuffix(".rels"))
        if owner in parts:
            used = {
                value
                for one in etree.fromstring(parts[owner]).iter()
                for key, value in one.attrib.items()
                if key.startswith(R)
            }
            assert used - {""} <= set(ids), (owner, used - set(ids))
    left = {name for name in parts if not name.endswith(".rels")} - led_to - {"[Content_Types].xml"}
    assert not left, f"nothing leads to {left}"
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = [one.get("PartName").lstrip("/") for one in types.iterfind("{*}Override")]
    assert len(named) == len(set(named))
    assert set(named) <= set(parts), set(named) - set(parts)
    root = etree.fromstring(parts["ppt/presentation.xml"])
    slides = [entry.get("id") for entry in root.iter(f"{P}sldId")]
    assert len(slides) == len(set(slides)) == sum(name.startswith("ppt/slides/slide") for name in parts)
    for name, part in parts.items():
        if name.startswith("ppt/slides/slide"):
            numbers = [one.get("id") for one in etree.fromstring(part).iter(f"{P}cNvPr")]
            assert len(numbers) == len(set(numbers)), name
    return parts
