"""What a briefing says, before any file format: plain values that every writer takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.words import upper_first

LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


NARROW = 800
"""Pixels; a picture of less has room for one judgement of several alone."""


@dataclass(frozen=True, slots=True)
class Size:
    """A picture's drawing size in CSS pixels, each a point where it is shown; `scale` pixels are written for each."""

    name: str
    width: int
    height: int
    scale: float
    is_free: bool = False
    """As high as its content, not more: `height` is the most that a timeline takes."""
    is_bare: bool = False
    """Without title and caption, which the file that holds the picture gives in words of its own."""

    @property
    def is_narrow(self) -> bool:
        """Whether it has room for one judgement of several alone."""
        return self.width < NARROW

    @property
    def shape(self) -> Size:
        """The same for all sizes that are drawn alike, and differ in their pixels alone."""
        return replace(self, name="slide" if self.name == "web" else self.name, scale=1)


SLIDE = Size("slide", 960, 540, 8 / 3)
"""A 16:9 slide of 13.33 inches: a CSS pixel is a point. Written at 2560 by 1440."""
PAGE = Size("page", 500, 660, 4, is_free=True)
"""The text of an A4 page, 17.6 cm wide: again a CSS pixel is a point. Written at 2000 pixels across."""
WEB = Size("web", 960, 540, 1.25)
"""What sites show for a link: 1200 by 675."""
DECK = Size("deck", 872, 378, 2.5, is_bare=True)
"""The room for a chart under a slide's title: a CSS pixel is a point."""
DOCUMENT = Size("document", 493, 400, 4, is_free=True, is_bare=True)
"""A chart as wide as the text of our Word document: a CSS pixel is a point."""
OFFLINE = Size("offline", 1000, 560, 1, is_bare=True)
"""A chart on an offline page."""
PHONE = Size("phone", 280, 480, 1, is_free=True, is_bare=True)
"""The same on a phone of 320 pixels."""
SIZES = {size.name: size for size in (SLIDE, PAGE, WEB)}
ALL_SIZES = {size.name: size for size in (SLIDE, PAGE, WEB, DECK, DOCUMENT)}
LEAST_TEXT = 12
"""Least size of text in a picture, in CSS pixels, which are points on slide and page."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A chart: `draw` gives its scene at a size, with title and caption inside unless the size is bare."""

    name: str
    title: str
    alt: str
    reading: str
    """How to read it, in sentences."""
    source: str
    """Coverage, source and licence, in sentences."""
    draw: Callable[[Size], Scene]
    caution: str = ""
    """What of it is not known: a file of several parts says it once, with its method."""
    narrow: Picture | None = None
    """What is drawn in its place where there is less room, and says so in its own words."""
    span: str = ""
    """Which rows a part of a picture has, for its slide's title: ": Barking and Dagenham to Brent"."""
    left_out: str = ""
    """What the pictures leave out and the page that works offline shows."""

    def at(self, size: Size) -> Picture:
        """The picture that a size has room for: what is drawn there, and the words of that."""
        return self.narrow if self.narrow and size.is_narrow else self

    @property
    def caption(self) -> str:
        """What stands below the picture where nothing around it says the same."""
        return " ".join(part for part in (self.reading, self.left_out, self.source, self.caution) if part)


Draw = Callable[[Picture, Size], Scene | None]
"""Gives a chart's scene at a size; None where it cannot be drawn."""


def drawn(picture: Picture, size: Size) -> Scene | None:
    """The scene of a chart with its title and description: what a writer draws with, unless it is told otherwise."""
    here = picture.at(size)
    return replace(here.draw(size), title=here.title, description=here.alt)


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as readers see it: the frame's column names are the headings.

    Dates are datetime64, grades are words. `links` names the column whose addresses belong to
    the words of another, as (column of words, column of addresses).
    """

    name: str
    title: str
    frame: pd.DataFrame
    caption: str = ""
    strong: str = ""
    """The first cell of a row that stands out."""
    is_counts: bool = False
    """Its columns named after grades count authorities: a slide with room draws them as bars too."""
    typed: pd.DataFrame | None = None
    """The same for spreadsheets, where it differs: numbers, dates, months (as periods), and how exactly they are known."""
    links: tuple[str, str] | None = None

    @property
    def data(self) -> pd.DataFrame:
        """The frame for spreadsheets."""
        return self.frame if self.typed is None else self.typed

    @property
    def shown(self) -> pd.DataFrame:
        """The frame without its column of addresses."""
        return self.frame.drop(columns=self.links[1]) if self.links else self.frame

    @cached_property
    def cells(self) -> list[list[str]]:
        """What is shown as words, its headings first; formed once, as a slide tries many sizes of type."""
        head = [str(column) for column in self.shown.columns]
        return [head, *([say_value(value) for value in row] for row in self.shown.itertuples(index=False, name=None))]


@dataclass(frozen=True, slots=True)
class Source:
    """A published source: who published what, where and when."""

    title: str
    publisher: str
    url: str
    date: dt.date | None = None

    @property
    def label(self) -> str:
        """Publisher, title and date, without the address."""
        when = f", {long_date(self.date)}" if self.date and long_date(self.date) not in self.title else ""
        return f"{upper_first(self.publisher)}, {self.title}{when}"

    def __str__(self) -> str:
        return f"{self.label}. {self.url}" if self.url else self.label


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Script:
    """What a presenter says at a slide: what matters, what fills the time, and the questions that may be asked."""

    say: tuple[str, ...] = ()
    background: tuple[str, ...] = ()
    questions: tuple[tuple[str, str], ...] = ()
    """A question and its answer; one without an answer is left out."""


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of a briefing: a slide, or a heading of a document.

    `notes` are plain words for the person who presents it; `cites` are the sources that it rests on.
    """

    key: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    picture: Picture | None = None
    table: Table | None = None
    notes: str = ""
    script: Script = Script()
    parts: tuple[Picture, ...] = ()
    """The picture cut into several for slides, where one slide cannot hold it."""
    brief: str = ""
    """What stands in place of the table in a document that has room for few of its rows."""
    is_table_extra: bool = False
    """The table says more than the words do, and a document with little room leaves it out."""
    cites: tuple[Source, ...] = ()
    links: tuple[Link, ...] = ()
    links_lead: str = ""
    """What the links lead to, in a few words that come before them."""

    @property
    def on_slides(self) -> tuple[Picture, ...]:
        """The pictures that slides hold, a slide each."""
        return self.parts or ((self.picture,) if self.picture else ())


@dataclass(frozen=True, kw_only=True)
class Content:
    """Everything that a briefing says; `slug`, `what`, `view` and `as_at` make the names of its files."""

    slug: str
    what: str
    subject: str
    headline: str
    as_at: dt.date
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    sources: tuple[Source, ...]
    method: tuple[str, ...]
    licence: str = f"Contains public sector information licensed under the {LICENCE}."
    keywords: tuple[str, ...] = field(default=())
    view: str = ""
    """What of the subject is shown, where it is not the usual, for the names of files."""
    links: tuple[Link, ...] = ()
    """Where more stands."""
    path: str = ""
    """The page of the service that shows the same."""
    front: Section | None = None
    """What stands on the one slide of a briefing in brief, where it is none of the sections."""

    @property
    def single(self) -> Section:
        """What a briefing of one slide holds: its own section, or the first chart that a slide can hold, or the first."""
        if self.front is not None:
            return self.front
        charts = [section for section in self.sections if section.picture and not section.parts]
        return replace(charts[0], table=None) if charts else self.sections[0]

    def found_at(self, address: str) -> Content:
        """The same with a link to its page, where it is known at which address the service is found."""
        if not address or not self.path:
            return self
        return replace(self, links=(*self.links, Link("The page of this briefing", address + self.path)))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures of all sections, in order."""
        return tuple(section.picture for section in self.sections if section.picture)

    @property
    def slide_pictures(self) -> tuple[Picture, ...]:
        """The pictures of a deck: those of the sections, or the parts that they are cut into."""
        return tuple(picture for section in self.sections for picture in section.on_slides)

    @property
    def publishers(self) -> str:
        """Who published the sources, each once."""
        return ", ".join(dict.fromkeys(source.publisher for source in self.sources)) or "Ofsted"

    @property
    def moment(self) -> dt.datetime:
        """The as-at date as a date and time, for files that must record one."""
        return dt.datetime(self.as_at.year, self.as_at.month, self.as_at.day)


def say_value(value: Any) -> str:
    """A cell as a reader sees it: dates in words, whole numbers without a point, nothing for a blank."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, pd.Period):
        return f"{value.to_timestamp():%b %Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
