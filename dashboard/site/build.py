"""The whole site into a folder: pages and files made by a few processes, put in place when all are there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dashboard.site.folder import MADE_BY, MANIFEST, replacing
from dashboard.site.maker import ASSETS, NOT_FOUND, style_sheet
from dashboard.site.plan import ALL, Plan, Scope, plan
from dashboard.site.work import Each, Work, told, workers
from dashboard.web.health import app_version
from loaders import Dataset, Progress, digest_of, silent

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: where the site will stand, what it holds, and how many processes make it.

    `base` is the path under which it stands, `root` the address before that or "" where it is not known.
    """

    base: str = "/"
    root: str = ""
    has_briefings: bool = False
    scope: Scope = ALL
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """How much was written, and which charts of briefings could not be drawn."""

    pages: int
    files: int
    missing: tuple[str, ...] = ()


def build(dataset: Dataset, folder: Path, order: Order, tell: Progress = silent) -> Built:
    """Write the site; raises LoaderError and leaves what was in `folder` where anything fails."""
    with replacing(folder) as new:
        files = _Files(new)
        missing: list[str] = []
        exports: list[str] = []
        if order.has_briefings:
            slugs = [slug for slug in dataset.bodies()["slug"] if order.scope.holds(slug)]
            with workers(dataset, Work(order.scope), order.processes) as each:
                for briefed in told(each("briefing", slugs), len(slugs), "Briefings", tell):
                    missing += briefed.missing
                    exports += briefed.files
                    for address, data in briefed.files.items():
                        files.write(address.removeprefix("/"), data)
        work = Work(order.scope, tuple(exports), order.base, order.root)
        planned = plan(dataset, order.scope, exports, has_cards=bool(order.root))
        with workers(dataset, work, order.processes) as each:
            pages = _write_all(files, dataset, order, planned, each, set(exports), tell)
        _write_rest(files, dataset, order, pages)
    return Built(len(pages), files.count, tuple(dict.fromkeys(missing)))


def _write_all(
    files: _Files, dataset: Dataset, order: Order, planned: Plan, each: Each, exports: set[str], tell: Progress
) -> list[dict[str, str]]:
    """Pages, then the files that the app answers; returns what the manifest says of each page."""
    pages: list[dict[str, str]] = []
    places = {address: address.removeprefix("/") for address in planned.files if address not in exports}
    views = (*planned.views, NOT_FOUND)
    for view, made in zip(views, told(each("page", views), len(views), "Pages", tell), strict=True):
        files.write(view.file, made.text.encode())
        places |= made.asked
        if view is not NOT_FOUND:
            pages.append({"path": order.base + view.place, "title": made.title, "file": view.file})
    addresses = sorted(places)
    for address, data in zip(addresses, told(each("file", addresses), len(addresses), "Files", tell), strict=True):
        files.write(places[address], data)
    return pages


class _Files:
    """Files in a folder, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.count = folder, 0

    def write(self, name: str, data: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
        self.count += 1


def _write_rest(files: _Files, dataset: Dataset, order: Order, pages: Sequence[dict[str, str]]) -> None:
    """Styles, fonts, what search engines ask for, and the list of pages by which the folder is known as ours."""
    files.write("assets/style.css", style_sheet())
    files.write("assets/favicon.ico", (ASSETS / "favicon.ico").read_bytes())
    for font in sorted((ASSETS / "fonts").iterdir()):
        if font.suffix in (".woff2", ".txt"):
            files.write(f"assets/fonts/{font.name}", font.read_bytes())
    robots = "User-agent: *\nAllow: /\n"
    if order.root:
        files.write("sitemap.xml", sitemap([order.root + page["path"] for page in pages], dataset))
        robots += f"\nSitemap: {order.root}{order.base}sitemap.xml\n"
    files.write("robots.txt", robots.encode())
    manifest = {
        "made_by": MADE_BY,
        "version": app_version(),
        "dataset": digest_of(dataset.folder),
        "data_reach": dataset.built.isoformat() if dataset.built else None,
        "base": order.root + order.base,
        "pages": pages,
    }
    files.write(MANIFEST, (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode())


def sitemap(addresses: Iterable[str], dataset: Dataset) -> bytes:
    """Every page for search engines (sitemaps.org), as of the newest publication in the dataset."""
    ElementTree.register_namespace("", SITEMAP)
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for address in addresses:
        url = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
        ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = address
        if dataset.built:
            ElementTree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = dataset.built.isoformat()
    ElementTree.indent(root)
    xml: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"
