"""The ground of the timeline: framework bands, years, today's edge, breaks, and what did not exist."""

from __future__ import annotations

import datetime as dt

from dashboard.dates import long_date, short_date
from dashboard.drawing.placing import Box
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.timeline.sheet import BREAK, Sheet
from dashboard.theme import FAINT, INK, MUTED, PALE
from loaders import ILACS_FROM, OVERALL_UNTIL, SIF_FROM

FRAMEWORKS: tuple[tuple[dt.date, tuple[str, ...]], ...] = (
    (dt.date(2009, 1, 1), ("Earlier inspections (SLAC, CPI, TLAC)", "Earlier inspections", "Earlier")),
    (SIF_FROM, ("Single inspection framework (SIF)", "Single inspection (SIF)", "SIF")),
    (
        ILACS_FROM,
        ("Inspection of local authority children’s services (ILACS)", "Inspection of LA children’s services", "ILACS"),
    ),
    (OVERALL_UNTIL, ()),
)
"""When each inspection framework began, and its names from the fullest to the shortest."""

NO_OVERALL = ("no overall grade in inspections from April 2026", "no overall grade from April 2026")
"""What is said of the end of overall effectiveness, from the fullest wording to the shortest."""

HATCH = "#d8dadc"


def bands(sheet: Sheet, top: float, bottom: float) -> None:
    """Tint every other framework from `top` to `bottom` and name each along the top."""
    scale, form = sheet.scale, sheet.form
    starts = [start for start, _ in FRAMEWORKS]
    for index, (start, names) in enumerate(FRAMEWORKS):
        left = max(scale.left, scale.x(start))
        right = min(sheet.edge, scale.x(starts[index + 1]) if index + 1 < len(starts) else sheet.edge)
        known = min(right, sheet.own.right)
        if index == 0:
            left = scale.left
        if right - left < 1:
            continue
        if index % 2 == 0:
            sheet.canvas.rect(Box(left, top, right, bottom), fill=PALE)
        left, right = _widest_part(sheet, left, known)
        name = first_that_fits(names, right - left - 6, form.small)
        sheet.canvas.text((left + right) / 2, top + 12, name, size=form.small, colour=MUTED, anchor="center")


def _widest_part(sheet: Sheet, left: float, right: float) -> tuple[float, float]:
    """The larger part of a band that a break cuts in two, where its name has the most room."""
    established = sheet.story.authority.established
    if established is None or not left < (cut := sheet.scale.x(established)) < right:
        return left, right
    return (left, cut - BREAK) if cut - left > right - cut else (cut + BREAK, right)


def years(sheet: Sheet, y: float) -> None:
    """Name the years along one line, as many as have room."""
    sheet.cuts.append(y)
    half = text_width("2026", sheet.form.small) / 2
    for x, year in _named_years(sheet):
        if sheet.scale.left + half <= x <= sheet.form.width - half:
            sheet.canvas.text(x, y, str(year), size=sheet.form.small, colour=MUTED, anchor="center")


def _named_years(sheet: Sheet) -> list[tuple[float, int]]:
    """The New Years that are named, with their pixels: every year, or every second, third and so on."""
    scale = sheet.scale
    room = text_width("2026", sheet.form.small) + 10
    step = next(step for step in (1, 2, 3, 4, 5, 10) if step * 365.25 * scale.per_day >= room)
    first = scale.start.year + 1 if scale.start > dt.date(scale.start.year, 1, 1) else scale.start.year
    return [(scale.x(dt.date(year, 1, 1)), year) for year in range(first, scale.end.year + 1) if year % step == 0]


def year_ticks(sheet: Sheet, top: float, bottom: float) -> None:
    """A faint upright line at each New Year that is named."""
    places = [x for x, _ in _named_years(sheet)]
    sheet.canvas.grid([(x, begin, x, end) for x in places for begin, end in pieces(sheet, x, top, bottom)], FAINT)


def pieces(sheet: Sheet, x: float, top: float, bottom: float) -> list[tuple[float, float]]:
    """An upright line cut where it would run through words: the lines of years and notes, and every label."""
    half = sheet.form.small * 0.75
    gaps = [(y - half, y + half) for y in sheet.cuts]
    gaps += [
        (box.top, box.bottom)
        for words, box in sheet.canvas.boxes
        if box.left - 2 < x < box.right + 2 and not words.startswith("mark ")
    ]
    found, begin = [], top
    for low, high in sorted(gap for gap in gaps if gap[1] > top and gap[0] < bottom):
        if begin < low:
            found.append((begin, low))
        begin = max(begin, high)
    return [*found, (begin, bottom)] if begin < bottom else found


def edges(sheet: Sheet, top: float, bottom: float) -> None:
    """Draw today's edge, the end of overall effectiveness, and every break between bodies."""
    scale, canvas, body = sheet.scale, sheet.canvas, sheet.story.authority
    if scale.start < OVERALL_UNTIL < sheet.own.until:
        x = scale.x(OVERALL_UNTIL)
        for begin, end in pieces(sheet, x, sheet.notes_end, bottom):
            canvas.line(x, begin, x, end, colour=MUTED, width=1, dash="dot")
    if body.established and body.established > scale.start:
        _break(sheet, scale.x(body.established), top, bottom)
    if body.abolished and sheet.story.is_gone(sheet.today):
        x = scale.x(body.abolished)
        _break(sheet, x, top, bottom)
        canvas.hatch(Box(x + BREAK, top, sheet.edge, bottom), HATCH)
        return
    if sheet.story.ends_early(sheet.today):
        canvas.hatch(Box(sheet.own.right, top, sheet.edge, bottom), HATCH)
    for begin, end in pieces(sheet, sheet.own.right, top, bottom):
        canvas.line(sheet.own.right, begin, sheet.own.right, end, colour=INK, width=1.5)


def _break(sheet: Sheet, x: float, top: float, bottom: float) -> None:
    sheet.canvas.rect(Box(x - BREAK, top - 2, x + BREAK, bottom + 2), fill="#ffffff")
    for side in (x - BREAK, x + BREAK):
        for begin, end in pieces(sheet, side, top - 2, bottom + 2):
            sheet.canvas.line(side, begin, side, end, colour=INK)


def heads(sheet: Sheet, top: float) -> float:
    """Name today's edge and the breaks above the bands; gives back where the bands begin."""
    canvas, form, scale, body = sheet.canvas, sheet.form, sheet.scale, sheet.story.authority
    line = form.small * 1.3 + 2
    right = form.width - 2
    y = top + line / 2
    if body.abolished and sheet.story.is_gone(sheet.today):
        heirs = _names([heir.name for heir in sheet.story.after])
        options = [f"Abolished {long_date(body.abolished)}, replaced by {heirs}"] if heirs else []
        options.append(f"Abolished {long_date(body.abolished)}")
        room = right - (form.left if form.beside else 0)
        text = first_that_fits(options, room, form.small, bold=True)
        canvas.text(right, y, text, size=form.small, anchor="right", bold=True)
        return top + line + 4
    early = sheet.story.ends_early(sheet.today)
    today = f"{_record(sheet, early)} {short_date(early)}" if early else f"Data to {short_date(sheet.today)}"
    at: float = right
    if sheet.edge < form.right:  # the words end where the data do
        at = min(right, max(sheet.edge + 2, 2 + text_width(today, form.small)))
    if form.is_compact and form.beside and scale.start < OVERALL_UNTIL < sheet.own.until:
        room = at - text_width(today, form.small) - 16
        note = first_that_fits(NO_OVERALL, room - form.left, form.small)
        canvas.text(room, y, note[:1].upper() + note[1:], size=form.small, colour=MUTED, anchor="right")
    if not (body.established and body.established > scale.start):
        canvas.text(at, y, today, size=form.small, colour=MUTED, anchor="right")
        return top + line + 4
    x = scale.x(body.established)
    lone = sheet.segments[0].story.authority if len(sheet.segments) > 1 else None
    day = long_date(body.established)
    if lone:
        options = [f"{lone.name}, abolished {day}", f"{lone.name}, to {day}", f"{lone.name} (ended)"]
    else:
        options = [f"Before {day} {body.name} did not exist", f"Did not exist before {day}", f"New on {day}"]
    left_edge = form.left
    before = first_that_fits(options, x - BREAK - left_edge, form.small, bold=bool(lone))
    inherits = [f"{body.name} inherits no grade", "New body, no grade inherited", "No grade inherited"]
    fits_after = right - x - BREAK > text_width(inherits[0], form.small, True)
    canvas.text(at, y, today, size=form.small, colour=MUTED, anchor="right")
    y += line
    if fits_after and before:
        canvas.text(x - BREAK - 2, y, before, size=form.small, anchor="right", bold=bool(lone), colour=INK)
        canvas.text(x + BREAK + 2, y, inherits[0], size=form.small, bold=True)
        return y + line / 2 + 4
    wide_room = right - left_edge
    canvas.text(left_edge, y, first_that_fits(options, wide_room, form.small, True), size=form.small, bold=True)
    y += line
    canvas.text(
        right, y, first_that_fits(inherits, wide_room, form.small, True), size=form.small, bold=True, anchor="right"
    )
    return y + line / 2 + 4


def _record(sheet: Sheet, end: dt.date) -> str:
    """Visits are known from other sources than inspections: where one came later, the record of these alone ends."""
    days = [day for event in sheet.story.events if (day := event.when(sheet.by).day)]
    return "Inspections known to" if max(days, default=end) > end else "Record ends"


def _names(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def absences(sheet: Sheet, top: float, bottom: float) -> None:
    """Hatch the time before a body existed, where no single predecessor stands there."""
    if len(sheet.segments) == 1 and sheet.own.left > sheet.scale.left + 1:
        sheet.canvas.hatch(Box(sheet.scale.left, top, sheet.own.left - 2 * BREAK, bottom), HATCH)
