"""Lanes of other statistics on the time axis of an authority's timeline: its own figures, England's and its neighbours'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan

import pandas as pd

from dashboard.dates import long_date
from dashboard.drawing.placing import Box
from dashboard.drawing.scene import AnyItem, Area, Dash, Line, Mark, Point, Rect, Scene, Words, line
from dashboard.drawing.text_width import text_width, wrapped
from dashboard.figures.context.axes import Say, Upright, upright
from dashboard.figures.timeline.bands import absences, edges, heads, year_ticks, years
from dashboard.figures.timeline.forms import FORMS, Form, Width
from dashboard.figures.timeline.lanes import blocks, lane_label
from dashboard.figures.timeline.sheet import Sheet, make_sheet
from dashboard.history.awaited import Awaited
from dashboard.history.spans import OVERALL, spans
from dashboard.history.story import By, Story
from dashboard.theme import FAINT, GRADES, INK, MUTED, PAPER

BAND = "#c9cdd0"
"""The middle half of the neighbours."""
ENGLAND = "#6f777b"
TINT = 0.16
"""How much of a grade's colour stands behind the lanes."""
NONE = "×"
"""Stands where there is no figure, and says why to a pointer."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of `statistics.context.around.through_years` as plain values; None where there is no figure."""

    day: dt.date
    code: str
    value: float | None
    status: str
    england: float | None
    lower: float | None
    upper: float | None


def figures_of(frame: pd.DataFrame) -> tuple[Figure, ...]:
    """The rows of the frame, oldest first."""
    numbers = ([None if isnan(n) else n for n in frame[name]] for name in ("value", "england", "lower", "upper"))
    days, statuses = frame["period_end"].dt.date, frame["status"].fillna("")
    return tuple(
        Figure(day, code, value, status, england, lower, upper)
        for day, code, status, value, england, lower, upper in zip(
            days, frame["authority_code"], statuses, *numbers, strict=True
        )
    )


@dataclass(frozen=True, slots=True)
class Measured:
    """A lane: a measure of one authority."""

    key: str
    name: str
    said: tuple[str, ...]
    """The last figure and how it stands to England's, a line each."""
    say: Say
    figures: tuple[Figure, ...]
    why: Mapping[str, str]
    """What each status without a figure means, in words."""


def lanes(
    story: Story,
    measured: Sequence[Measured],
    *,
    by: By = "publication",
    today: dt.date,
    width: Width | Form = "wide",
    coming: Awaited | None = None,
) -> Scene:
    """A lane for each measure, under the overall grade, on the axis that `figures.timeline` has in the same form.

    The authority's own line is dark, England's grey, the band is the middle half of its statistical neighbours; a
    dashed line is a predecessor's. Behind them stand the colours of the overall grade. A gap is a gap.
    """
    form = width if isinstance(width, Form) else FORMS[width]
    sheet = make_sheet(story, by, today, form, coming)
    names = {one.authority.code: one.authority.name for one in (story, *story.before)}
    top = band_top = heads(sheet, 2)
    sheet.notes_end = band_top
    top = lane_label(sheet, "Overall grade", top + 4, form.block)
    blocks(sheet, sheet.segments, OVERALL, top)
    top += form.block + form.gap
    ground: list[AnyItem] = []
    is_last_told = all(_has_room_after(sheet, one) for one in measured)
    for one in measured:
        start = _label(sheet, one, top)
        bottom = start + _height(form)
        bottom = max(bottom, top + _label_height(sheet, one)) if form.beside else bottom
        axis = _axis(one, start + 6, bottom - 6)
        ground += _tints(sheet, start, bottom)
        ground += [line(form.left, axis.scale(value), sheet.edge, axis.scale(value), FAINT) for value in axis.numbers]
        _draw(sheet, one, axis, names, bottom)
        if is_last_told and (last := _last(sheet, one)):
            sheet.canvas.text(sheet.scale.x(last.day) + 8, axis.scale(last.value or 0), one.say(last.value or 0),
                              size=form.small, bold=True, name=f"{one.key} last")  # fmt: skip
        _numbers(sheet, axis)
        top = bottom + form.gap
    years(sheet, top + 8)
    _lay_ground(sheet, ground, band_top, top - 2, measured)
    return sheet.canvas.scene(top + 20)


def _height(form: Form) -> float:
    return 58 if form.is_compact else 78


def _axis(one: Measured, top: float, bottom: float) -> Upright:
    values = (value for row in one.figures for value in (row.value, row.england, row.lower, row.upper))
    return upright((value for value in values if value is not None), top, bottom, one.say, most=3)


def _lines(sheet: Sheet, one: Measured) -> list[tuple[str, bool]]:
    """The lines of a lane's label, and whether each is bold."""
    form = sheet.form
    room = form.column - 16 if form.beside else form.right - form.left
    size = form.small
    return [
        *((text, True) for text in wrapped(one.name, room, size, bold=True)),
        *((text, False) for part in one.said for text in wrapped(part, room, size)),
    ]


def _label_height(sheet: Sheet, one: Measured) -> float:
    return len(_lines(sheet, one)) * sheet.form.small * 1.3 + 2


def _label(sheet: Sheet, one: Measured, top: float) -> float:
    """Write a lane's name, its last figure and how that stands to England's; gives back where the lane begins."""
    form, pitch = sheet.form, sheet.form.small * 1.3
    if form.beside:
        for place, (text, bold) in enumerate(_lines(sheet, one)):
            y = top + pitch * (place + 0.5)
            sheet.canvas.text(form.column - 12, y, text, size=form.small, bold=bold, anchor="right",
                              colour=INK if bold else MUTED, name=one.key)  # fmt: skip
        return top
    y = top + pitch / 2 + 2
    sheet.canvas.text(form.left, y, one.name, size=form.size, bold=True, name=one.key)
    said, room = ", ".join(one.said), form.right - form.left
    for text in wrapped(said, room, form.small):
        y += pitch
        sheet.canvas.text(form.left, y, text, size=form.small, colour=MUTED, name=one.key)
    return y + pitch / 2 + 3


def _tints(sheet: Sheet, top: float, bottom: float) -> list[AnyItem]:
    """The colour of the overall grade behind a lane, faint, for as long as it stood."""
    items: list[AnyItem] = []
    for segment in sheet.segments:
        for span in spans(segment.story, OVERALL, sheet.by, segment.until):
            if span.judged.grade is None:
                continue
            left = max(segment.left, sheet.scale.x(span.start))
            right = segment.right if span.is_last else min(segment.right, sheet.scale.x(span.until))
            box = Box(left, top, max(right, left), bottom)
            items.append(Rect(box=box, fill=tint(GRADES[span.judged.grade].fill), name=f"{span.judged.grade}"))
    return items


def tint(colour: str) -> str:
    """A colour made faint upon white paper."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - (255 - part) * TINT):02x}" for part in parts)


def _draw(sheet: Sheet, one: Measured, axis: Upright, names: Mapping[str, str], bottom: float) -> None:
    shown = [row for row in one.figures if row.day >= sheet.scale.start]
    own, items = sheet.story.authority.code, sheet.canvas.items
    mine = [row for row in shown if row.code == own]

    def at(row: Figure, value: float | None) -> Point:
        return sheet.scale.x(row.day), axis.scale(value or 0)

    for run in _runs(mine, lambda row: row.lower):
        low, high = [at(row, row.lower) for row in run], [at(row, row.upper) for row in run]
        name = f"{one.key} neighbours"
        if len(run) > 1:
            items.append(Area(rings=((*low, *reversed(high)),), fill=BAND, name=name))
        else:
            items.append(Line(((low[0], high[0]),), BAND, 6, name=name))
    every = list({row.day: row for row in reversed(shown)}.values())[::-1]
    england = [tuple(at(row, row.england) for row in run) for run in _runs(every, lambda row: row.england)]
    if england:
        items.append(Line(tuple(england), ENGLAND, 2, name=f"{one.key} England"))
    for code in sorted({row.code for row in shown}):
        rows = [row for row in shown if row.code == code]
        runs = [tuple(at(row, row.value) for row in run) for run in _runs(rows, lambda row: row.value) if len(run) > 1]
        is_own = code == own
        if runs:
            dash: Dash = "solid" if is_own else "dash"
            items.append(Line(tuple(runs), INK, 2.5 if is_own else 1.75, dash, name=f"{one.key} {code}"))
        for row in rows:
            _mark(sheet, one, row, names[code], axis, bottom, is_own=is_own)


def _runs(rows: Sequence[Figure], value: Callable[[Figure], float | None]) -> list[list[Figure]]:
    """Rows that follow each other year by year with a figure; a year without one ends a run."""
    runs: list[list[Figure]] = []
    before: int | None = None
    for row in rows:
        if value(row) is None:
            continue
        if before is None or row.day.year != before + 1:
            runs.append([])
        runs[-1].append(row)
        before = row.day.year
    return runs


def _mark(sheet: Sheet, one: Measured, row: Figure, who: str, axis: Upright, bottom: float, *, is_own: bool) -> None:
    x, head = sheet.scale.x(row.day), f"{who}, {long_date(row.day)}"
    name = f"{one.key} {row.code} {row.day.year}"
    if row.value is None:
        y = bottom - 9
        sheet.canvas.items.append(Words(x, y, NONE, 12, MUTED, "center", bold=True, name=name))
        why = one.why.get(row.status, "not published")
        sheet.canvas.hover(Box(x - 7, y - 7, x + 7, y + 7), f"{head}\nNo figure: {why}", name=name)
        return
    lines = [head, f"{one.name}: {one.say(row.value)}" + (" (one return of two authorities)" if row.status else "")]
    if row.england is not None:
        lines.append(f"England: {one.say(row.england)}")
    if row.lower is not None and row.upper is not None:
        lines.append(f"Middle half of neighbours: {one.say(row.lower)} to {one.say(row.upper)}")
    radius = 3.2 if sheet.form.is_compact or not sheet.form.beside else 4.0
    fill = PAPER if row.status else INK if is_own else MUTED
    sheet.canvas.items.append(
        Mark(x=x, y=axis.scale(row.value), symbol="circle", radius=radius, fill=fill, line=INK, width=1.25,
             name=name, hover="\n".join(lines))
    )  # fmt: skip


def _last(sheet: Sheet, one: Measured) -> Figure | None:
    """The last figure of the authority itself."""
    own = sheet.story.authority.code
    known = [row for row in one.figures if row.code == own and row.value is not None and row.day >= sheet.scale.start]
    return known[-1] if known else None


def _has_room_after(sheet: Sheet, one: Measured) -> bool:
    """Whether the last figure can stand beside its dot: in all lanes or in none, as their labels say it too."""
    last = _last(sheet, one)
    if last is None:
        return True
    x = sheet.scale.x(last.day)
    return x + 8 + text_width(one.say(last.value or 0), sheet.form.small, bold=True) <= sheet.own.right - 2


def _numbers(sheet: Sheet, axis: Upright) -> None:
    """The lowest and the highest number of a lane, on its lines, where its time begins."""
    for value in (axis.numbers[0], axis.numbers[-1]):
        y = axis.scale(value)
        above = -6 if value == axis.numbers[0] else 7
        sheet.canvas.text(sheet.form.left + 3, y + above, axis.say(value), size=12, colour=MUTED)


def _lay_ground(sheet: Sheet, ground: list[AnyItem], top: float, bottom: float, measured: Sequence[Measured]) -> None:
    """Put what lies beneath the lines beneath them: tints, years, breaks, and what did not exist."""
    upper = sheet.canvas.items[:]
    sheet.canvas.items[:] = ground
    year_ticks(sheet, top + 4, bottom)
    if all(row.code == sheet.story.authority.code for one in measured for row in one.figures):
        absences(sheet, top, bottom)
    edges(sheet, top, bottom)
    sheet.canvas.items.extend(upper)
