"""The lanes of the judgements: a block for each grade, held until the next inspection that judges it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import Dash
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.timeline.forms import BESIDE
from dashboard.figures.timeline.hovers import span_hover, span_name
from dashboard.figures.timeline.sheet import Segment, Sheet, shown_lanes
from dashboard.history.spans import LANES, OVERALL, Lane, Span, spans
from dashboard.theme import FAINT, INK, MUTED, PAPER, swatch
from loaders import Grade, Status

PAD = 12
"""Pixels that a block is at least wider than the word in it."""

LABEL = 18
"""Height of a label above its lane."""

WORDS: dict[Status, tuple[str, ...]] = {
    Status.NOT_SEPARATE: ("not judged separately", "not separate", "–"),
    Status.NOT_JUDGED: ("Not judged", "–"),
    Status.NOT_GIVEN: ("not given since April 2026", "not given", "–"),
    Status.UNREADABLE: ("report could not be read", "not readable", "?"),
}

DASHES: dict[Status, Dash] = {Status.NOT_JUDGED: "solid", Status.NOT_GIVEN: "dashdot", Status.UNREADABLE: "dot"}
"""How the box of a judgement without a grade is outlined; a dashed one was not judged separately."""


def lane_label(sheet: Sheet, name: str, top: float, height: float) -> float:
    """Write a lane's name beside it or above it; gives back the top of the lane itself."""
    form, canvas = sheet.form, sheet.canvas
    if form.beside:
        canvas.text(form.column - 12, top + height / 2, name, size=form.size, anchor="right")
        return top
    canvas.text(form.left, top + LABEL / 2, name, size=form.small)
    return top + LABEL


def heading(sheet: Sheet, name: str, top: float, *, is_needed: bool = False) -> float:
    """Write the heading of a group of lanes, in a compact form where it `is_needed`; where the lanes begin."""
    form = sheet.form
    if form.is_compact and not is_needed:
        return top + 2
    if form.beside:
        sheet.canvas.text(form.column - 12, top + 9, name, size=form.size, bold=True, anchor="right")
    else:
        sheet.canvas.text(form.left, top + 9, name, size=form.size, bold=True)
    return top + (18 if form.is_compact else 22)


def judgement_lanes(sheet: Sheet, top: float) -> float:
    """Draw every lane that has something to show; gives back where they end."""
    wanted = shown_lanes(sheet)
    if not wanted:
        return top
    top = heading(sheet, "Judgements", top)
    for index in wanted:
        top = lane_label(sheet, LANES[index].name, top, sheet.form.block)
        blocks(sheet, sheet.segments, LANES[index], top)
        top += sheet.form.block + sheet.form.gap
    return top


def _spelled(sheet: Sheet, segments: Sequence[Segment], lane: Lane) -> frozenset[Grade]:
    """The grades that a lane writes out: those whose blocks all have room for the word, so that none has two forms.

    Blocks too narrow for a letter hold neither and do not count.
    """
    rooms: dict[Grade, list[float]] = {}
    size = sheet.form.small
    for segment in segments:
        for span in spans(segment.story, lane, sheet.by, segment.until):
            if grade := span.judged.grade:
                room = _place(sheet, segment, span, 0).width
                if text_width(swatch(grade).letter, size, bold=True) <= room - 4:
                    rooms.setdefault(grade, []).append(room)
    return frozenset(grade for grade, found in rooms.items() if text_width(grade, size) <= min(found) - PAD)


def _place(sheet: Sheet, segment: Segment, span: Span, top: float) -> Box:
    """Where a block lies."""
    left = max(segment.left, sheet.scale.x(span.start))
    right = segment.right if span.is_last else min(segment.right, sheet.scale.x(span.until))
    return Box(left, top, max(right, left + 1), top + sheet.form.block)


def predecessor_lanes(sheet: Sheet, top: float) -> float:
    """Draw the overall grades of several predecessors, a lane each, apart from the body's own."""
    if len(sheet.story.before) < 2 or sheet.story.authority.established is None:
        return top
    top = heading(sheet, "Bodies before", top + (4 if sheet.form.is_compact else 8), is_needed=True)
    border = sheet.scale.x(sheet.story.authority.established)
    for story in sheet.story.before:
        top = lane_label(sheet, story.authority.name, top, sheet.form.block)
        until = story.authority.abolished or sheet.story.authority.established
        segment = Segment(story, sheet.scale.left, min(border, sheet.scale.x(until)) - 3, until, False)
        if not blocks(sheet, [segment], OVERALL, top):
            y = top + sheet.form.block / 2
            sheet.canvas.text(segment.left + 4, y, "no overall grade", size=sheet.form.small, colour=MUTED)
        top += sheet.form.block + sheet.form.gap
    return top


def blocks(sheet: Sheet, segments: Sequence[Segment], lane: Lane, top: float) -> int:
    """Draw the blocks of one lane, each body's on its own stretch; gives back how many."""
    spelled = _spelled(sheet, segments, lane)
    return sum(_blocks(sheet, segment, lane, top, spelled) for segment in segments)


def _blocks(sheet: Sheet, segment: Segment, lane: Lane, top: float, spelled: Collection[Grade]) -> int:
    found = spans(segment.story, lane, sheet.by, segment.until)
    middle = top + sheet.form.block / 2
    if segment.is_own or found:
        sheet.canvas.line(segment.left, middle, segment.right, middle, colour=FAINT)
    for span in found:
        box = _place(sheet, segment, span, top)
        if span.judged.grade:
            said = _graded(sheet, span, box, is_word=span.judged.grade in spelled)
        elif lane.sif_only and span.judged.status is Status.NOT_SEPARATE:
            said = _ended(sheet, box)
        else:
            said = _absent(sheet, span, box)
        if not said and span.is_last and segment.is_own:
            _beside(sheet, span, box)
        sheet.canvas.hover(
            box, span_hover(span, segment.story.authority.name), name=span_name(span), link=sheet.lead(span.event)
        )
    return len(found)


def _beside(sheet: Sheet, span: Span, box: Box) -> None:
    # The newest block is as wide as its time: where that is too little for a letter, the letter stands after it.
    look, size, middle = swatch(span.judged.grade), sheet.form.small, (box.top + box.bottom) / 2
    text = look.letter or WORDS[span.judged.status][-1]
    left = box.right + BESIDE
    half = text_width("RI", size, bold=True) / 2  # every chip is as wide as the widest letter
    chip = Box(left - 2, middle - size * 0.7, left + 2 * half + 2, middle + size * 0.7)
    sheet.canvas.line(box.right, middle, chip.left, middle, colour=INK)
    sheet.canvas.rect(chip, fill=look.fill, line=INK if look.letter else MUTED, width=0.75)
    sheet.canvas.text(left + half, middle, text, size=size, colour=look.ink, anchor="center", bold=True)


def _graded(sheet: Sheet, span: Span, box: Box, *, is_word: bool) -> bool:
    look, size = swatch(span.judged.grade), sheet.form.small
    edge = min(1, (box.right - box.left) / 4)
    inset = Box(box.left + edge, box.top, box.right - edge, box.bottom)
    sheet.canvas.rect(inset, fill=look.fill, line=INK, width=0.75, name=span_name(span))
    room = inset.right - inset.left
    text = first_that_fits((str(span.judged.grade) if is_word else look.letter,), room - 2, size, bold=not is_word)
    middle = (inset.top + inset.bottom) / 2
    sheet.canvas.text(
        (inset.left + inset.right) / 2,
        middle,
        text,
        size=size,
        colour=look.ink,
        anchor="center",
        bold=not is_word,
    )
    return bool(text)


def _absent(sheet: Sheet, span: Span, box: Box) -> bool:
    status = span.judged.status
    edge = min(2, (box.right - box.left) / 4)
    inset = Box(box.left + edge, box.top + 1, box.right - edge, box.bottom - 1)
    sheet.canvas.rect(inset, fill=PAPER, line=MUTED, width=1, dash=DASHES.get(status, "dash"), name=span_name(span))
    room = inset.right - inset.left - 3
    text = first_that_fits(WORDS[status], room, sheet.form.small)
    middle = (inset.top + inset.bottom) / 2
    x = (inset.left + inset.right) / 2
    sheet.canvas.text(x, middle, text, size=sheet.form.small, colour=MUTED, anchor="center")
    return bool(text)


def _ended(sheet: Sheet, box: Box) -> bool:
    room = box.right - box.left - 12
    text = first_that_fits(("no longer judged", "not judged"), room, sheet.form.small)
    sheet.canvas.text(box.left + 6, (box.top + box.bottom) / 2, text, size=sheet.form.small, colour=MUTED)
    return True  # what ended long ago needs no word where there is no room for one
