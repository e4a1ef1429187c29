"""The window for the next inspection: a band after today, as far as the gaps so far reach, and a lane that names it."""

from __future__ import annotations

from dashboard.dates import long_date, month_year, short_date
from dashboard.drawing.placing import Box
from dashboard.drawing.text_width import first_that_fits, text_width
from dashboard.figures.timeline.bands import pieces
from dashboard.figures.timeline.lanes import lane_label
from dashboard.figures.timeline.sheet import CLEAR, Sheet
from dashboard.history.awaited import Awaited
from dashboard.theme import INK, PAPER
from loaders import Precision

LABEL = "Next inspection"
AWAY = 7
"""Pixels between the words and the window."""
TINT, EDGE = "#e8eff7", "#12436d"


def window_lane(sheet: Sheet, top: float) -> float:
    """Draw the window in a lane of its own; gives back where it ends."""
    if sheet.coming is None:
        return top
    form, canvas = sheet.form, sheet.canvas
    height = form.small * 1.05 if form.is_compact else form.block * 0.75
    top = lane_label(sheet, LABEL, top + (0 if form.is_compact else 4), height)
    left, right = _ends(sheet)
    box = Box(left, top, right, top + height)
    canvas.rect(box, fill=PAPER, line=EDGE, width=1.5, dash="dash", name=LABEL)
    middle = sheet.scale.x(sheet.coming.window.average)
    canvas.line(middle, box.top, middle, box.bottom, colour=EDGE, width=1.5)
    canvas.hover(box, hover(sheet.coming, sheet), name=LABEL)
    # The words stand before the window and before the line where the record ends, which a thin line may cross.
    x, y = min(left - AWAY, sheet.own.right - AWAY), top + height / 2
    words = first_that_fits(_words(sheet), x - form.left, form.small)
    if text_width(words, form.small) > x - form.left:
        canvas.text(right + AWAY, y, words, size=form.small, colour=INK)
    else:
        canvas.text(x, y, words, size=form.small, colour=INK, anchor="right")
        if left - x > AWAY + 1:
            canvas.line(x + CLEAR, y, left, y, colour=EDGE, width=1)
    return top + height + (0 if form.is_compact else form.gap)


def window_band(sheet: Sheet, top: float, bottom: float) -> None:
    """Tint the window from `top` to `bottom`, beneath everything else."""
    if sheet.coming:
        left, right = _ends(sheet)
        sheet.canvas.rect(Box(left, top, right, bottom), fill=TINT, name=LABEL)
        for x in (left, right):
            for begin, end in pieces(sheet, x, top, bottom):
                sheet.canvas.line(x, begin, x, end, colour=EDGE, width=1, dash="dash")


def _ends(sheet: Sheet) -> tuple[float, float]:
    assert sheet.coming
    window = sheet.coming.window
    left, right = sheet.scale.x(window.earliest), sheet.scale.x(window.latest)
    return left, max(right, left + 2)


def _words(sheet: Sheet) -> list[str]:
    """When, from the fullest wording to the shortest."""
    assert sheet.coming
    window = sheet.coming.window
    short = f"{short_date(window.earliest, Precision.MONTH)} to {short_date(window.latest, Precision.MONTH)}"
    if end := sheet.story.ends_early(sheet.today):
        return [f"{short}, unless inspected after {short_date(end)}", short]
    if window.is_past(sheet.today):
        return [f"{short}, now past", short]
    return [f"{short}, if like {window.n} waits so far", short]


def hover(coming: Awaited, sheet: Sheet) -> str:
    """What a pointer reads over the window."""
    window = coming.window
    lines = [
        f"{LABEL}: {month_year(window.earliest)} to {month_year(window.latest)}",
        f"If this wait is like the {window.n} after {window.grade.lower()} so far",
        f"On average {month_year(window.average)}",
    ]
    if end := sheet.story.ends_early(sheet.today):
        lines.append(f"Unless there was one after {long_date(end)}")
    elif window.is_past(sheet.today):
        lines.append("This window has passed")
    return "\n".join([*lines, "It is no schedule of Ofsted’s"])
