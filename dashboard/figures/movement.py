"""Movement between grades: who rose and fell, which grade followed which, and why a count changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import pandas as pd

from dashboard import theme
from dashboard.drawing.placing import Anchor, Box
from dashboard.drawing.scale import Linear
from dashboard.drawing.scene import AnyItem, Line, Mark, Rect, Scene, Words
from dashboard.drawing.segments import Part, stacked
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.statistics.movement import Movement
from loaders import Grade

NARROW = 560
"""Pixels; below it labels stand above what they name."""

ROW, THICK = 70, 36
"""Pixels for one bar and the words above it, and of the bar."""

LOOKS = {
    Movement.IMPROVED: ("#00703c", "#ffffff", "▲"),
    Movement.RETAINED: ("#b5dcc6", theme.INK, "="),
    Movement.SAME: ("#dcdde0", theme.INK, "="),
    Movement.DECLINED: ("#5a3a7e", "#ffffff", "▼"),
}
"""Fill, ink and sign of each movement: other colours than those of the grades, which they are not."""


def bars(rows: Sequence[tuple[str, pd.DataFrame]], *, width: int = 1100) -> Scene:
    """A stacked bar of 100 per cent for each comparison: label and a frame of `statistics.movement.summary`."""
    items: list[AnyItem] = []
    for number, (label, frame) in enumerate(rows):
        top = 2 + ROW * number
        items.append(Words(0, top + 13, label, 15 if text_width(label, 15) < width - 4 else 13))
        items += stacked(_parts(label, frame, width - 2), 1, top + 26, THICK, line=theme.PAPER, width=2, pad=6)
    return Scene(width, ROW * len(rows) + 6, tuple(items))


def _parts(label: str, frame: pd.DataFrame, room: float) -> list[Part]:
    counted = dict(zip(frame["movement"], frame["n"], strict=True))
    whole = max(1, sum(counted.values()))
    parts = []
    for kind in Movement:
        fill, ink, sign = LOOKS[kind]
        n = int(counted.get(kind.value, 0))
        parts.append(
            Part(
                length=n / whole * room,
                fill=fill,
                ink=ink,
                words=(f"{sign} {n} {kind.value}", f"{sign} {n}", f"{n}"),
                hover=f"{label}\n{kind.value}: {n} ({100 * n / whole:.0f}%)",
                name=f"{label}: {kind.value}",
            )
        )
    return parts


def transitions(frame: pd.DataFrame, *, width: int = 1100) -> Scene:
    """Which grade followed which: a square of cells, darker for a larger share of its row.

    `frame` is that of `statistics.movement.transitions`.
    """
    narrow = width < NARROW
    names = {grade: grade.letter if narrow else grade.value for grade in Grade}
    left = 70.0 if narrow else max(text_width(name, 14) for name in names.values()) + 16
    top, high = 52, 71
    wide = (width - 1 - left) / len(Grade)
    counted = dict(zip(zip(frame["from_grade"], frame["to_grade"], strict=True), frame["n"], strict=True))
    totals = dict(zip(frame["from_grade"], frame["total"], strict=True))
    items: list[AnyItem] = [Words(left + 2 * wide, 9, "Next grade", 14, anchor="center")]
    for number, (after, name) in enumerate(names.items()):
        head = first_that_fits((name, name.replace(" ", "\n")), wide - 4, 14)
        items.append(Words(left + (number + 0.5) * wide, 35, head, 14, anchor="center", name=f"then {after.value}"))
    for number, (before, name) in enumerate(names.items()):
        total = int(totals.get(before.value, 0))
        y = top + (number + 0.5) * high
        items += [
            Words(left - 10, y - 9, name, 14, anchor="right"),
            Words(left - 10, y + 9, f"n = {total}", 14, theme.MUTED, "right"),
        ]
        for column, after in enumerate(Grade):
            x = left + column * wide
            cell = Box(x + 1, y - high / 2 + 1, x + wide - 1, y + high / 2 - 1)
            n = int(counted.get((before.value, after.value), 0))
            items += _cell(cell, n, total, f"{before.value}, then {after.value.lower()}")
    return Scene(width, top + high * len(Grade) + 4, tuple(items))


def _cell(cell: Box, n: int, total: int, name: str) -> list[AnyItem]:
    share = n / total if total else 0.0
    ink = theme.PAPER if share > 0.5 else theme.INK
    x, y = cell.middle
    hover = f"{name}\n{n} of {total} ({100 * share:.0f}%)" if total else f"{name}\nnone"
    shown = Rect(box=cell, fill=_shade(share), line=theme.RULE, name=name, hover=hover)
    if not total:
        return [shown, Words(x, y, "–", 14, ink, "center", name=name)]
    return [
        shown,
        Words(x, y - 9, f"{100 * share:.0f}%", 14, ink, "center", bold=True, name=name),
        Words(x, y + 9, str(n), 14, ink, "center", name=name),
    ]


def _shade(share: float) -> str:
    """White for none, and the darker the larger the share."""
    full = theme.GRADES[Grade.OUTSTANDING].fill
    parts = (255 + (int(full[at : at + 2], 16) - 255) * share for at in (1, 3, 5))
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def bridge(
    before: tuple[str, int], moves: Sequence[tuple[str, int]], after: tuple[str, int], *, width: int = 1100
) -> Scene:
    """How one count became another: each reason as a bar that starts where the last one ended.

    `before` and `after` are words and counts; `moves` words and changes, which add up.
    """
    narrow = width < NARROW
    labels = [before[0], *(label for label, _ in moves), after[0]]
    left = 0 if narrow else max(text_width(label, 14, bold=True) for label in labels) + 14
    levels = list(accumulate((change for _, change in moves), initial=before[1]))
    low, high = min(*levels, after[1]), max(*levels, after[1])
    air = max(2.0, (high - low) * (0.5 if narrow else 0.2))
    x = Linear(low - air, high + air, left, width - 8)
    pitch, lift = (52, 35) if narrow else (40, 20)
    tops = [4 + pitch * place for place in range(len(labels))]
    items = [
        _label(label, top, left, narrow, bold=label in (before[0], after[0]))
        for label, top in zip(labels, tops, strict=True)
    ]
    middles = [top + lift for top in tops]
    for level, label, top in zip([*levels, after[1]], labels[1:], tops[1:], strict=False):
        items.append(_drop(x(level), top - pitch + lift, top + lift, text_width(label, 14, bold=True) if narrow else 0))
    for (label, change), start, middle in zip(moves, levels, middles[1:], strict=False):
        items += _move(label, change, x(start), x(start + change), middle)
    for words, count, middle in ((*before, middles[0]), (*after, middles[-1])):
        items.append(
            Mark(
                x=x(count), y=middle, symbol="circle", radius=6.5, fill=theme.INK, hover=f"{words}\n{count}", name=words
            )
        )
        items.append(Words(x(count) + 12, middle, str(count), 16, bold=True, name=words))
    return Scene(width, pitch * len(labels) + 8, tuple(items))


def _drop(x: float, start: float, end: float, label: float) -> AnyItem:
    """A dotted line from one bar to the next, cut where it would run through the `label` pixels of words between."""
    runs = (((x, start), (x, end)),) if x > label + 3 else (((x, start), (x, end - 32)), ((x, end - 12), (x, end)))
    return Line(runs, theme.RULE, dash="dot")


def _label(words: str, top: float, left: float, narrow: bool, *, bold: bool) -> AnyItem:
    if narrow:
        return Words(0, top + 13, words, 14, bold=bold)
    return Words(left - 10, top + 20, words, 14, anchor="right", bold=bold)


def _move(label: str, change: int, start: float, end: float, middle: float) -> list[AnyItem]:
    fill = LOOKS[Movement.IMPROVED if change > 0 else Movement.DECLINED][0]
    words = f"{change:+d}".replace("-", "−")
    box = Box(min(start, end), middle - 10, max(start, end), middle + 10)
    place: tuple[float, Anchor] = (end + 5, "left") if change > 0 else (end - 5, "right")
    return [
        Rect(box=box, fill=fill, name=label, hover=f"{label}\n{words}"),
        Words(place[0], middle, words, 14, anchor=place[1], name=label),
    ]
