"""The panel of overall effectiveness: a step line that holds, with a dot and a date at each inspection."""

from __future__ import annotations

from collections.abc import Container

from dashboard.dates import short_date
from dashboard.drawing.canvas import mark_box
from dashboard.drawing.placing import Anchor, Box, Spot, place, spread
from dashboard.drawing.text_width import first_that_fits
from dashboard.figures.timeline.bands import NO_OVERALL
from dashboard.figures.timeline.forms import Form
from dashboard.figures.timeline.hovers import span_hover, span_name
from dashboard.figures.timeline.sheet import BREAK, CLEAR, Segment, Sheet, grade_names
from dashboard.history.spans import OVERALL, Span, spans
from dashboard.theme import FAINT, GRADES, INK, MUTED, PAPER, swatch
from loaders import OVERALL_UNTIL, Grade, Precision, Status

THICK = 5
"""Half the thickness of the step line."""

NONE_WORDS = {
    Status.NOT_GIVEN: "no overall grade",
    Status.NOT_JUDGED: "not judged",
    Status.NOT_SEPARATE: "no overall grade",
    Status.UNREADABLE: "report not readable",
}


def overall_panel(sheet: Sheet, top: float) -> float:
    """Draw the panel from `top` down; gives back where it ends."""
    form = sheet.form
    drawn = {id(segment): spans(segment.story, OVERALL, sheet.by, segment.until) for segment in sheet.segments}
    top = _notes(sheet, top, bool(drawn[id(sheet.own)]))
    held = {span.judged.grade for found in drawn.values() for span in found}
    first = top + form.dot + _date_room(form, Grade.OUTSTANDING in held)
    rows = {grade: first + form.row * index for index, grade in enumerate(GRADES)}
    bottom = rows[Grade.INADEQUATE] + form.dot + _date_room(form, Grade.INADEQUATE in held)
    names = _axis(sheet, rows, held)
    for segment in sheet.segments:
        _segment(sheet, segment, drawn[id(segment)], rows, _bounds(sheet, segment, top - 2, bottom), names)
    return bottom


def _date_room(form: Form, is_used: bool) -> float:
    """Room for a date above the best grade or below the worst: in a compact form, only where a dot stands there."""
    return form.small * 1.3 + 5 if is_used or not form.is_compact else 2


def _bounds(sheet: Sheet, segment: Segment, top: float, bottom: float) -> Box:
    """Where a body's labels may stand: on its own side of a break."""
    left = segment.left if segment.left > sheet.scale.left else sheet.form.left - 26 if sheet.form.beside else 0
    return Box(left, top, sheet.form.width if segment.is_own else segment.right, bottom)


def _notes(sheet: Sheet, top: float, inspected: bool) -> float:
    form, scale, canvas = sheet.form, sheet.scale, sheet.canvas
    if form.is_compact and form.beside:  # beside the names of the frameworks; the note stands above them
        canvas.text(form.column - 12, top - 14, "Overall effectiveness", size=form.size, bold=True, anchor="right")
        sheet.notes_end = top
        return top
    y = top + 9
    if form.beside:
        canvas.text(form.column - 12, y, "Overall effectiveness", size=form.size, bold=True, anchor="right")
    else:
        canvas.text(form.left, y, "Overall effectiveness", size=form.size, bold=True)
        y += 18
    if scale.start < OVERALL_UNTIL < sheet.own.until:
        right = sheet.end.left - CLEAR
        text = first_that_fits(NO_OVERALL, right - form.left, form.small)
        canvas.text(right, y, text, size=form.small, colour=MUTED, anchor="right")
    elif form.beside:
        return top + 14
    sheet.notes_end = y + 9
    return y + 9


def _axis(sheet: Sheet, rows: dict[Grade, float], held: Container[Grade | None]) -> list[Box]:
    form, canvas = sheet.form, sheet.canvas
    boxes: list[Box] = []
    for name, (grade, y) in zip(grade_names(form), rows.items(), strict=True):
        colour = INK if grade in held else MUTED
        if form.beside:
            canvas.line(form.left, y, sheet.edge, y, colour=FAINT)
            canvas.text(form.column - 12, y, name, size=form.size, colour=colour, anchor="right")
        else:
            canvas.text(form.left, y, name, size=form.small, colour=colour)
            boxes.append(canvas.boxes[-1][1])
            canvas.line(boxes[-1].right + 3, y, sheet.edge, y, colour=FAINT)
    return boxes


def _segment(
    sheet: Sheet, segment: Segment, found: list[Span], rows: dict[Grade, float], bounds: Box, names: list[Box]
) -> None:
    form, scale = sheet.form, sheet.scale
    if not found:
        _nothing(sheet, segment, rows)
        return
    taken = [*names, sheet.end]
    for before, span in zip([None, *found], found, strict=False):
        left = scale.x(span.start)
        right = segment.right if span.is_last else min(scale.x(span.until), segment.right)
        if span.judged.grade is None:
            taken.append(_gradeless(sheet, span, left, right, rows, segment))
            continue
        y = rows[span.judged.grade]
        _hold(sheet, segment, span, left, right, y)
        taken.append(Box(left, y - THICK, right, y + THICK))
        if before and before.judged.grade and (above := rows[before.judged.grade]) != y:
            sheet.canvas.line(left, above, left, y, colour=INK, width=1.5)
            taken.append(Box(left - 1, min(above, y), left + 1, max(above, y)))
    graded = [(span, span.judged.grade) for span in found if span.judged.grade]
    low, high = segment.left + (0 if segment.is_own else form.dot), segment.right
    xs = spread([scale.x(span.start) for span, _ in graded], 2 * form.dot + 2, low, max(low, high))
    dots = [(x, rows[grade], span) for x, (span, grade) in zip(xs, graded, strict=True)]
    taken += [mark_box(x, y, form.dot) for x, y, _ in dots]
    for x, y, span in dots:
        _dot(sheet, span, x, y, segment)
        _date(sheet, span, x, y, bounds, segment.right, taken)
    for span in found:
        if span.judged.grade is None:
            _said(sheet, span, scale.x(span.start), rows, bounds, taken)


def _date(sheet: Sheet, span: Span, x: float, y: float, bounds: Box, right: float, taken: list[Box]) -> None:
    """The date of a dot, above or below it, in the fullest words that have room."""
    form = sheet.form
    near, far = _spots(x, y, form.dot, form.small), _spots(x, y, form.dot + form.small + 3, form.small)
    full, month, year = _date_words(span)
    stacked = month.replace(" ", "\n")
    tall = _spots(x, y, form.dot, form.small * (1 + stacked.count("\n")))
    inner = Box(bounds.left, bounds.top, min(bounds.right, right), bounds.bottom)
    placed = (
        place([full], near, taken, inner, form.small, gap=6 if form.beside else 2)
        or place([full], far, taken, inner, form.small)
        or place([full, month], near, taken, bounds, form.small)
        or place([full, month], far, taken, bounds, form.small)
        or place([stacked], tall, taken, bounds, form.small)
        or place([year], near, taken, bounds, form.small)
    )
    if placed:
        sheet.canvas.put(placed, form.small)
        taken.append(placed.box)


def _gradeless(sheet: Sheet, span: Span, left: float, right: float, rows: dict[Grade, float], segment: Segment) -> Box:
    """An inspection without an overall grade: a dashed box through every rung, for it stands on none of them."""
    box = Box(left, rows[Grade.OUTSTANDING] - sheet.form.dot, right, rows[Grade.INADEQUATE] + sheet.form.dot)
    sheet.canvas.rect(box, fill=PAPER, line=MUTED, width=1, dash="dash", name=span_name(span))
    sheet.canvas.hover(
        Box(left, box.top, max(right, left + 6), box.bottom),
        span_hover(span, segment.story.authority.name),
        name=span_name(span),
        link=sheet.lead(span.event),
    )
    return Box(left - 2, box.top, left + 2, box.bottom)


def _said(sheet: Sheet, span: Span, x: float, rows: dict[Grade, float], bounds: Box, taken: list[Box]) -> None:
    """The date of an inspection without an overall grade and what it lacks, beside its upright line."""
    size, half = sheet.form.small, sheet.form.row / 2
    full, month, year = _date_words(span)
    why = NONE_WORDS[span.judged.status]
    heights = [rows[Grade.OUTSTANDING], *(y + half for y in rows.values()), *rows.values()]
    sides: tuple[tuple[float, Anchor], ...] = ((x + 5, "left"), (x - 5, "right"))
    spots = [Spot(at, y, anchor) for y in heights for at, anchor in sides]
    stacked = why.replace(" ", "\n", 1)
    wordings = [f"{full}\n{why}", f"{month}\n{why}", f"{month}\n{stacked}", full, month, year]
    placed = place(wordings, spots, taken, bounds, size)
    if placed:
        sheet.canvas.put(placed, size, colour=MUTED)
        taken.append(placed.box)


def _hold(sheet: Sheet, segment: Segment, span: Span, left: float, right: float, y: float) -> None:
    fill, name = swatch(span.judged.grade).fill, span_name(span)
    canvas = sheet.canvas
    end = sheet.scale.x(OVERALL_UNTIL)
    solid = min(right, max(left, end - BREAK))
    if solid > left:
        canvas.rect(Box(left, y - THICK, solid, y + THICK), fill=fill, line=INK, width=0.75, name=name)
    if right > end + BREAK:
        # After April 2026 the grade still stands, but no inspection can renew it: hollow, and apart.
        canvas.rect(Box(max(left, end + BREAK), y - THICK, right, y + THICK), fill=PAPER, line=fill, width=2, name=name)
    if right > left:
        place = Box(left, y - 12, right, y + 12)
        canvas.hover(
            place, span_hover(span, segment.story.authority.name), name=span_name(span), link=sheet.lead(span.event)
        )


def _dot(sheet: Sheet, span: Span, x: float, y: float, segment: Segment) -> None:
    form, canvas = sheet.form, sheet.canvas
    hover = span_hover(span, segment.story.authority.name)
    look = swatch(span.judged.grade)
    dashed = span.when.precision is Precision.MONTH or span.judged.grade is None
    whose = {"name": span_name(span), "link": sheet.lead(span.event)}
    canvas.mark(x, y, "circle", form.dot, hover, fill=look.fill, width=1.75, dashed=dashed, **whose)
    canvas.text(x, y, look.letter or "–", size=form.size, colour=look.ink, anchor="center", bold=True, inside=True)


def _date_words(span: Span) -> list[str]:
    day, when = span.start, span.when
    if when.borrowed:
        other = "publ." if span.event.published == day else "insp."
        return [f"{other} {short_date(day)}", f"{other} {short_date(day, Precision.MONTH)}", str(day.year)]
    return [short_date(day, when.precision), short_date(day, Precision.MONTH), str(day.year)]


def _spots(x: float, y: float, dot: float, size: float) -> list[Spot]:
    rise = dot + size * 0.65 + 3
    return [
        Spot(x, y - rise),
        Spot(x - dot, y - rise, "left"),
        Spot(x + dot, y - rise, "right"),
        Spot(x, y + rise),
        Spot(x - dot, y + rise, "left"),
        Spot(x + dot, y + rise, "right"),
        Spot(x + 4, y - rise, "left"),
        Spot(x - 4, y - rise, "right"),
        Spot(x + 4, y + rise, "left"),
        Spot(x - 4, y + rise, "right"),
    ]


def _nothing(sheet: Sheet, segment: Segment, rows: dict[Grade, float]) -> None:
    form = sheet.form
    y = (rows[Grade.GOOD] + rows[Grade.REQUIRES_IMPROVEMENT]) / 2
    room = segment.right - segment.left - 4
    words = first_that_fits(("not inspected under SIF or ILACS", "not inspected", "not\ninspected"), room, form.small)
    sheet.canvas.text((segment.left + segment.right) / 2, y, words, size=form.small, colour=MUTED, anchor="center")
