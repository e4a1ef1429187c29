"""The picture that a pasted link shows: /card/<address of a page>.png, 1200 by 630 pixels, of one scene."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Lock

import flask
import pandas as pd
from cachetools import LRUCache
from dash import Dash

from dashboard import theme
from dashboard.dates import long_date
from dashboard.drawing.placing import Box
from dashboard.drawing.render import picture
from dashboard.drawing.scene import AnyItem, Rect, Scene, Words
from dashboard.drawing.text_width import text_width, wrapped
from dashboard.history.spans import LANES, OVERALL
from dashboard.history.standing import stands
from dashboard.history.story import stories
from dashboard.judgements import ABSENCES, FOUR, NAMES
from dashboard.statistics import counts, england
from dashboard.web import first_paint, routing
from dashboard.web.downloads import answer
from dashboard.words import upper_first
from loaders import Dataset

WIDTH, HEIGHT = first_paint.CARD
MARGIN = 64
NAME, FINDING, LONG = 64, 40, 34
"""Sizes of type, of a long finding too: a card is shown at a third of its width."""
TILE = 64
STILL = dt.datetime(2000, 1, 1)
"""The time that a picture is made at, so that the same card is the same bytes."""
ROOM = 16_000_000
"""Bytes of pictures that are kept."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A judgement on a card: its name, its grade, or why there is none."""

    name: str
    grade: str | None
    words: str


def add_cards(app: Dash, dataset: Dataset) -> None:
    """Serve the picture of every page and authority."""
    kept: LRUCache[str, bytes] = LRUCache(ROOM, getsizeof=len)
    lock = Lock()

    @cache
    def england_now() -> pd.DataFrame:
        day = dataset.reach
        return england.standing({judgement: dataset.as_at(day, day, judgement) for judgement in england.LABELS})

    def card(name: str) -> flask.Response:
        path = path_of(name)
        found = routing.resolve(app.server, path)
        if found is None:
            flask.abort(404)
        with lock:
            made = kept.get(path)
        if made is None:
            page, variables = found
            finding = first_paint.finding(routing.layout_at(path, {}))
            slug = variables.get("slug")
            foot = _tiles(tiles(dataset, slug)) if slug else _bars(england_now())
            made = _drawn(scene(page.title_of(variables), finding, foot, dataset.built))
            with lock:
                kept[path] = made
        return answer(made, "image/png")

    app.server.add_url_rule("/card/<path:name>.png", "card", card)


def _drawn(made: Scene) -> bytes:
    return picture.png(picture.pdf(made, moment=STILL))


def path_of(name: str) -> str:
    """The path of the page whose card has this name."""
    return "/" if name == "home" else f"/{name}"


def tiles(dataset: Dataset, slug: str) -> list[Tile]:
    """The judgements of an authority as they stand now or stood at its end."""
    story = stories(dataset)[slug]
    made = []
    for lane in (*(lane for lane in LANES if not lane.sif_only), OVERALL):
        found = stands(story, lane, "publication", dataset.reach)
        name = NAMES[lane.judgements[0]]
        if found is None:
            made.append(Tile(name, None, "Not yet judged"))
        elif found.now:
            made.append(Tile(name, found.now, found.now))
        else:
            made.append(Tile(name, None, upper_first(ABSENCES[found.latest.judged.status])))
    return made


def scene(name: str, finding: str, foot: Sequence[AnyItem], built: dt.date | None) -> Scene:
    """The card: the page's name, what it finds, and what is drawn at its foot."""
    room = WIDTH - 2 * MARGIN
    items: list[AnyItem] = [
        Rect(box=Box(0, 0, WIDTH, 16), fill=theme.GRADES[next(iter(theme.GRADES))].fill),
        Words(MARGIN, 60, routing.SERVICE, 28, theme.MUTED),
    ]
    heads = _lines(name, NAME, room, 2, bold=True)
    y = 130.0
    for number, text in enumerate(heads):
        items.append(Words(MARGIN, y + number * NAME * 1.15, text, NAME, bold=True))
    y += len(heads) * NAME * 1.15
    is_long = len(heads) == 1 and len(wrapped(finding, room, FINDING)) > 3
    size, most = (LONG, 4) if is_long else (FINDING, 4 - len(heads))
    for number, text in enumerate(_lines(finding, size, room, most)):
        items.append(Words(MARGIN, y + number * size * 1.25, text, size))
    items += foot
    known = f"Data to {long_date(built)}. " if built else ""
    items.append(
        Words(
            MARGIN, HEIGHT - 40, f"{known}From Ofsted’s reports and statistics; not an Ofsted service", 24, theme.MUTED
        )
    )
    return Scene(WIDTH, HEIGHT, tuple(items), title=name, description=finding)


def _tiles(judged: Sequence[Tile]) -> list[AnyItem]:
    """A square a judgement with its letter, its name and its grade beside each other along the foot."""
    items: list[AnyItem] = []
    step = (WIDTH - 2 * MARGIN) / max(len(judged), 1)
    top = HEIGHT - 250
    names = [_lines(tile.name, 22, step - 12, 2, bold=True) for tile in judged]
    deep = max((len(lines) for lines in names), default=0)  # the grades stand on one line
    for number, tile in enumerate(judged):
        x, look = MARGIN + number * step, theme.swatch(tile.grade)
        items += [
            Rect(
                box=Box(x, top, x + TILE, top + TILE),
                fill=look.fill,
                line=theme.INK,
                width=2,
                dash="solid" if tile.grade else "dash",
            ),
            Words(x + TILE / 2, top + TILE / 2, look.letter, 30, look.ink, "center", bold=True),
        ]
        for place, text in enumerate(names[number]):
            items.append(Words(x, top + TILE + 24 + 27 * place, text, 22, bold=True))
        for place, text in enumerate(_lines(tile.words, 20, step - 12, 2)):
            items.append(Words(x, top + TILE + 24 + 27 * deep + 24 * place, text, 20, theme.MUTED))
    return items


def _bars(frame: pd.DataFrame) -> list[AnyItem]:
    """England: a bar for each judgement of today, as long as the shares of the grades."""
    items: list[AnyItem] = []
    left, room = MARGIN + 290, WIDTH - 2 * MARGIN - 290
    for number, judgement in enumerate(FOUR):
        row = frame[frame["judgement"] == judgement.value].iloc[0]
        top, x = HEIGHT - 262 + 47 * number, float(left)
        items.append(Words(MARGIN, top + 18, NAMES[judgement], 24, bold=True))
        for grade in counts.GRADES:
            n, look = int(row[grade]), theme.swatch(grade)
            wide = room * n / max(int(row["total"]), 1)
            if n:
                items.append(Rect(box=Box(x, top, x + wide, top + 36), fill=look.fill, line=theme.INK, width=1.5))
            text = f"{look.letter} {n}" if wide > 74 else look.letter if wide > 36 else ""
            if text:
                items.append(Words(x + wide / 2, top + 18, text, 22, look.ink, "center", bold=True))
            x += wide
    return items


def _lines(text: str, size: float, room: float, most: int, *, bold: bool = False) -> list[str]:
    """Words in lines that fit, the last one cut where there are too many."""
    lines = wrapped(text, room, size, bold=bold)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and text_width(f"{last}…", size, bold) > room:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last}…"]
