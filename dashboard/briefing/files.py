"""One briefing into files: each chart drawn once, and which writer makes each file."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dashboard.briefing.formats.docx import write_document
from dashboard.briefing.formats.docx_report import write_report
from dashboard.briefing.formats.html import write_page
from dashboard.briefing.formats.pdf import write_briefing, write_one_page
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.formats.pptx_single import write_slide
from dashboard.briefing.formats.xlsx import write_csv, write_workbook
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import ALL_SIZES, DOCUMENT, SIZES, SLIDE, Content, Picture, Size, drawn
from dashboard.briefing.naming import FORMATS, PICTURES, file_name
from dashboard.briefing.pictures.printed import page_of, painted
from dashboard.drawing.render.svg import svg
from dashboard.drawing.scene import Scene

AT_ONCE = 2
"""Pictures made at once: while one is painted, another is set or packed."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file: its name and its bytes."""

    name: str
    data: bytes
    format: str

    @property
    def media(self) -> str:
        """The media type of its format."""
        media = FORMATS[self.format].media
        return media + ("; charset=utf-8" if media.startswith("text/") else "")


class PartError(RuntimeError):
    """A chart that could not be drawn, or a table that could not be written: which one, and why."""


class Charts:
    """The charts of one briefing, each drawn once a size whatever number of files holds it.

    A part that cannot be made is told in `faults` and costs no other: files are written without it.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.faults: list[PartError] = []
        self._lock = threading.Lock()
        self._scenes: dict[tuple[str, Size], Scene | None] = {}
        self._pages: dict[tuple[str, Size], bytes] = {}
        self._painted: dict[str, dict[str, bytes]] = {}

    def scene(self, picture: Picture, size: Size) -> Scene | None:
        """The chart as a size has it, with its title and description; None where it cannot be drawn."""
        key = (picture.name, size.shape)
        with self._lock:
            if key not in self._scenes:
                try:
                    self._scenes[key] = drawn(picture, size)
                except Exception as error:  # noqa: BLE001 - one chart's failure must not stop the others
                    self._undrawn(picture, size, error)
                    self._scenes[key] = None
            return self._scenes[key]

    def print(self, picture: Picture, suffix: str, size: Size) -> bytes | None:
        """The chart as PNG, SVG or PDF; None where it cannot be drawn."""
        scene = self.scene(picture, size)
        if scene is None:
            return None
        try:
            if suffix == "svg":
                return svg(scene, is_file=True).encode()
            page = self._page(picture, size, scene)
            return page if suffix == "pdf" else painted(scene, page, size, self.content)
        except Exception as error:  # noqa: BLE001 - as above
            self._undrawn(picture, size, error)
            return None

    def _page(self, picture: Picture, size: Size, scene: Scene) -> bytes:
        key = (picture.name, size.shape)
        with self._lock:
            if key not in self._pages:
                self._pages[key] = page_of(scene, self.content)
            return self._pages[key]

    def all_at(self, size: Size) -> Mapping[str, bytes]:
        """PNGs of every chart, by name."""
        if size.name in self._painted:  # both documents in Word hold them
            return self._painted[size.name]
        found = {picture.name: self.print(picture, "png", size) for picture in self.content.pictures}
        whole = {name: data for name, data in found.items() if data is not None}
        if len(whole) == len(found):  # each file that lacks a chart tells so
            self._painted[size.name] = whole
        return whole

    def _undrawn(self, picture: Picture, size: Size, error: Exception) -> None:
        self.failed(f"the chart {picture.name!r} at the size {size.name!r} could not be drawn", error)

    def failed(self, what: str, error: Exception) -> None:
        """Note a part that could not be made, and go on."""
        fault = PartError(f"{what} ({reason(error)})")
        fault.__cause__ = error
        self.faults.append(fault)


def reason(error: BaseException) -> str:
    """Why something failed, in a line."""
    return f"{type(error).__name__}: {error}".splitlines()[0]


def make(charts: Charts, suffix: str, *, size: str = SLIDE.name, house: House = PLAIN) -> Exported:
    """One file of the briefing: the first chart at one size, or the whole in a format that holds it all.

    Raises PartError where the chart that is asked for cannot be drawn.
    """
    content = charts.content.found_at(house.address)
    if suffix in PICTURES:
        picture = content.pictures[0]
        data = charts.print(picture, suffix, ALL_SIZES[size])
        if data is None:
            raise charts.faults[-1]
        return Exported(file_name(content, suffix, size=size, picture=picture.name), data, suffix)
    if suffix == "pptx":
        data = write_deck(content, charts.scene, house=house)
    elif suffix == "slide":
        data = write_slide(content, charts.scene, house=house)
    elif suffix == "docx":
        data = write_document(content, charts.all_at(DOCUMENT), house=house)
    elif suffix == "report":
        data = write_report(content, charts.all_at(DOCUMENT), house=house)
    elif suffix == "briefing-pdf":
        data = write_briefing(content, charts.scene, house=house)
    elif suffix == "one-page":
        data = write_one_page(content, charts.scene, house=house)
    elif suffix == "xlsx":
        data = write_workbook(content)
    elif suffix == "html":
        data = write_page(content, charts.scene)
    else:
        data = write_csv(content.tables[0])
    return Exported(file_name(content, suffix), data, suffix)


def make_all(charts: Charts, suffix: str, *, house: House = PLAIN) -> Iterable[Exported]:
    """Every file of a format: each chart (PNG in each size), each table, or the one file that holds all."""
    content = charts.content
    if suffix in PICTURES:
        sizes: Sequence[Size] = list(SIZES.values()) if suffix == "png" else [SLIDE]
        wanted = [(picture, size) for picture in content.pictures for size in sizes]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            printing = pool.map(lambda one: charts.print(one[0], suffix, one[1]), wanted)
            for (picture, size), data in zip(wanted, printing, strict=True):
                if data is not None:
                    yield Exported(file_name(content, suffix, size=size.name, picture=picture.name), data, suffix)
    elif suffix == "csv":
        for table in content.tables:
            try:
                data = write_csv(table)
            except Exception as error:  # noqa: BLE001 - one table's failure must not stop the others
                charts.failed(f"the table {table.name!r} could not be written", error)
            else:
                yield Exported(file_name(content, suffix, table=table.name), data, suffix)
    else:
        yield make(charts, suffix, house=house)
