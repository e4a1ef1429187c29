"""What the files of a site link to, read from the files alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html


@dataclass(frozen=True)
class Link:
    """A link or source in a file of the site."""

    file: str
    tag: str
    attribute: str
    address: str


def links_in(folder: Path) -> Iterator[Link]:
    """Every href, src, action and srcset of every page, and the links of every feed."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html" and not name.startswith("export/"):
            for element in html.fromstring(path.read_bytes()).iter(etree.Element):
                for attribute in ("href", "src", "action", "srcset", "poster", "formaction"):
                    if (address := element.get(attribute)) is not None:
                        yield Link(name, str(element.tag), attribute, address)
        if path.suffix == ".atom":
            for element in etree.fromstring(path.read_bytes()).iter("{http://www.w3.org/2005/Atom}link"):
                yield Link(name, "atom", "href", str(element.get("href")))


def broken(folder: Path, base: str, root: str) -> list[tuple[Link, str]]:
    """The links that lead to no file, or to no element of a file, each with what is wrong."""
    ids: dict[Path, set[str]] = {}
    found = []
    for link in links_in(folder):
        address = link.address.removeprefix(root) if root else link.address
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        target = folder / link.file
        if parts.path:
            if not parts.path.startswith(base):
                found.append((link, f"not under {base}"))
                continue
            target = folder / unquote(parts.path.removeprefix(base))
        if parts.query:
            found.append((link, "a query that no file answers"))
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            found.append((link, "no file"))
        elif parts.fragment:
            known = ids.setdefault(target, set(html.fromstring(target.read_bytes()).xpath("//@id")))
            if parts.fragment not in known:
                found.append((link, "no element of this id"))
    return found
