"""Pictures of strips: as many rows as a picture can hold with full-sized type, and slides for the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from dashboard.briefing.model import DECK, PHONE, Picture, Size
from dashboard.briefing.pictures.captioned import MARGIN, room, standalone
from dashboard.drawing.scene import Scene
from dashboard.figures.strips.figure import Row, strips
from dashboard.history.compared import Compared, Standings
from dashboard.statistics.compare_set import Comparison
from dashboard.text import comparison as words
from loaders import Judgement

PITCHES = (44.0, 34.0, 30.0, 26.0, 24.0, 22.0)
"""Pixels from row to row, of which a picture takes the most that fits; more rows make it taller."""
ENGLAND_ROWS, AROUND = 1.8, 44
"""Rows that England's share takes above the strips, and the pixels of the dates on top."""
NARROW = (Judgement.HELP_AND_PROTECTION,)
"""What a picture shows of all judgements where it has no room for them."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """The strips of one comparison; `shown` are its judgements, `register` the table of authorities."""

    compared: Compared
    comparison: Comparison
    shown: tuple[Judgement, ...]
    register: pd.DataFrame
    today: dt.date
    known: str = ""
    """What is not known, as a sentence."""

    def picture(self, order: Sequence[str], name: str = "comparison") -> Picture:
        """The authorities in `order`; a narrow picture has one judgement, and says which."""
        whole = self._picture(order, name, self.shown)
        return replace(whole, narrow=self._picture(order, f"{name}-of-one", NARROW)) if len(self.shown) > 1 else whole

    def _picture(self, order: Sequence[str], name: str, judgements: tuple[Judgement, ...]) -> Picture:
        title, source, reading = self._title(judgements), words.source(self.today), words.reading(judgements)

        def draw(size: Size) -> Scene:
            is_phone = size.name == PHONE.name  # where names stand above their rows
            caption = f"{reading} {source} {self.known}".rstrip()
            rows = self._rows(order, judgements, is_short=size.is_narrow and not is_phone)
            figure = strips(
                rows,
                self.compared.blocks,
                judgements=judgements,
                today=self.today,
                england=self.compared.england,
                width=_width(size),
                pitch=None if is_phone else _pitch(len(rows), room(title, caption, size)),
            )
            return standalone(figure, title, caption, size)

        return Picture(
            name=name,
            title=title,
            alt=words.description(
                title,
                [
                    (row.name, words.drawn(row, judgements[-1], self.compared.blocks))
                    for row in self._rows(order, judgements[-1:])
                ],
                judgements[-1],
            ),
            reading=reading,
            source=source,
            caution=self.known,
            draw=draw,
        )

    def parts(self, order: Sequence[str]) -> tuple[Picture, ...]:
        """The same in pictures that a slide can hold, as even as can be; none where one slide holds all."""
        most = int((DECK.height - AROUND) / PITCHES[-1] - ENGLAND_ROWS)
        count = -(-len(self._rows(order, self.shown)) // most)
        while any(len(self._rows(part, self.shown)) > most for part in _cut(order, count)):
            count += 1
        cut = _cut(order, count)
        if count == 1:
            return ()
        names = dict(zip(self.register["code"], self.register["name"], strict=True))
        return tuple(
            replace(
                self.picture(part, f"comparison-{number}"),
                span=f": {names[part[0]]} to {names[part[-1]]}" if len(part) > 1 else f": {names[part[0]]}",
            )
            for number, part in enumerate(cut, 1)
        )

    def _stands(self, judgements: Sequence[Judgement]) -> dict[Judgement, Standings]:
        return {judgement: self.compared.stands[judgement] for judgement in judgements}

    def _title(self, judgements: Sequence[Judgement]) -> str:
        names = dict(zip(self.register["code"], self.register["name"], strict=True))
        return words.finding(self.comparison, self._stands(judgements), names)

    def _rows(self, order: Sequence[str], judgements: Sequence[Judgement], *, is_short: bool = False) -> list[Row]:
        stands = self._stands(judgements)
        return words.strip_rows_of(
            order, self.comparison, stands, self.compared.blocks, self.register, is_short=is_short
        )


def _width(size: Size) -> int:
    return size.width if size.is_bare else size.width - 2 * MARGIN


def _pitch(rows: int, height: float) -> float:
    """The widest pitch at which so many rows fit the height, or the closest."""
    fitting = (pitch for pitch in PITCHES if pitch * (rows + ENGLAND_ROWS) + AROUND <= height)
    return next(fitting, PITCHES[-1])


def _cut(order: Sequence[str], count: int) -> list[Sequence[str]]:
    """The order in `count` runs whose lengths differ by one at most."""
    ends = [round(len(order) * number / count) for number in range(count + 1)]
    return [order[start:end] for start, end in pairwise(ends)]
