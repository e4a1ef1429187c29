"""One briefing into files: which pictures they need, and which writer makes each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from dashboard.briefing.formats.docx import write_document
from dashboard.briefing.formats.html import write_page
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.formats.xlsx import write_csv, write_workbook
from dashboard.briefing.model import ALL_SIZES, DECK, DOCUMENT, SIZES, SLIDE, Content, Picture, Size
from dashboard.briefing.naming import FORMATS, PICTURES, file_name
from dashboard.briefing.pictures.browser import BrowserMissingError, Shot, Studio, finish
from dashboard.briefing.pictures.printed import printed
from dashboard.drawing.scene import Scene

PICTURE_OF = {"pptx": DECK, "docx": DOCUMENT}
"""The size of the pictures that a format holds."""


@dataclass(frozen=True, slots=True)
class Exported:
    """One file: its name and its bytes."""

    name: str
    data: bytes

    @property
    def media(self) -> str:
        """The media type, from the name's ending."""
        suffix = self.name.rpartition(".")[2]
        return FORMATS[suffix] + ("; charset=utf-8" if suffix in ("csv", "html") else "")


Key = tuple[str, str, str]
"""A picture's name, its format and its size's name."""


class Sitting:
    """The pictures of one briefing, each drawn once whatever number of files holds it.

    Drawing begins at once, so that the browser works while other files are written.
    """

    def __init__(self, content: Content, studio: Studio | None, keys: Iterable[Key] = ()) -> None:
        self.content, self._studio = content, studio
        self._pictures = {picture.name: picture for picture in (*content.pictures, *content.slide_pictures)}
        self._waiting: dict[Key, Future[bytes]] = {}
        self._printed: dict[Key, bytes] = {}
        for key in keys:
            self._begin(key)

    def take(self, key: Key) -> bytes:
        """The finished picture; raises BrowserMissingError where nothing can draw it."""
        self._begin(key)
        if key in self._printed:
            return self._printed[key]
        assert self._studio is not None
        data = self._studio.result(self._waiting[key])
        return finish(data, key[1], self._pictures[key[0]], self.content)

    def all_at(self, size: Size) -> Mapping[str, bytes]:
        """PNGs of every picture of a deck or document; nothing where there is no browser."""
        try:
            return {name: self.take((name, "png", size.name)) for name in _names(self.content, size)}
        except BrowserMissingError:
            return {}

    def _begin(self, key: Key) -> None:
        if key in self._waiting or key in self._printed:
            return
        picture: Picture = self._pictures[key[0]]
        size = ALL_SIZES[key[2]]
        drawn = picture.draw(size)
        if isinstance(drawn, Scene):
            self._printed[key] = printed(drawn, key[1], size, picture, self.content)
            return
        if self._studio is None:
            raise BrowserMissingError
        self._waiting[key] = self._studio.submit(Shot(drawn, key[1], size))


def needed(content: Content, formats: Iterable[str], sizes: Iterable[str] = SIZES) -> list[Key]:
    """The pictures that the formats need: PNG in every size, SVG and PDF at the slide's."""
    keys: list[Key] = []
    for suffix in formats:
        if suffix in PICTURE_OF:
            size = PICTURE_OF[suffix]
            keys += [(name, "png", size.name) for name in _names(content, size)]
        elif suffix in PICTURES:
            named = sizes if suffix == "png" else [SLIDE.name]
            keys += [(picture.name, suffix, size) for picture in content.pictures for size in named]
    return list(dict.fromkeys(keys))


def _names(content: Content, size: Size) -> list[str]:
    return [picture.name for picture in (content.slide_pictures if size is DECK else content.pictures)]


def make(sitting: Sitting, suffix: str, *, size: str = SLIDE.name, template: Path | None = None) -> Exported:
    """One file of the briefing: the first picture at one size, or the whole in a format that holds it all."""
    content = sitting.content
    if suffix in PICTURES:
        picture = content.pictures[0]
        data = sitting.take((picture.name, suffix, size))
        return Exported(file_name(content, suffix, size=size, picture=picture.name), data)
    if suffix == "pptx":
        data = write_deck(content, sitting.all_at(DECK), template=template)
    elif suffix == "docx":
        data = write_document(content, sitting.all_at(DOCUMENT))
    elif suffix == "xlsx":
        data = write_workbook(content)
    elif suffix == "html":
        data = write_page(content)
    else:
        data = write_csv(content.tables[0])
    return Exported(file_name(content, suffix), data)


def make_all(sitting: Sitting, suffix: str, *, template: Path | None = None) -> Iterable[Exported]:
    """Every file of a format: each picture in each size, each table, or the one file that holds all."""
    content = sitting.content
    if suffix in PICTURES:
        for name, _, size in needed(content, [suffix]):
            yield Exported(file_name(content, suffix, size=size, picture=name), sitting.take((name, suffix, size)))
    elif suffix == "csv":
        for table in content.tables:
            yield Exported(file_name(content, suffix, table=table.name), write_csv(table))
    else:
        yield make(sitting, suffix, template=template)
