"""The timeline of one authority: its overall grade, each judgement, and the visits between inspections."""

from __future__ import annotations

import datetime as dt

from dashboard.drawing.scale import Days
from dashboard.drawing.scene import Scene
from dashboard.figures.timeline.bands import absences, bands, edges, heads, year_ticks, years
from dashboard.figures.timeline.coming import window_band, window_lane
from dashboard.figures.timeline.forms import FORMS, Form, Width
from dashboard.figures.timeline.lanes import judgement_lanes, predecessor_lanes
from dashboard.figures.timeline.marks import visit_lanes
from dashboard.figures.timeline.overall import overall_panel
from dashboard.figures.timeline.sheet import Lead, Sheet, make_sheet, report
from dashboard.history.awaited import Awaited
from dashboard.history.story import By, Story


def timeline(
    story: Story,
    *,
    by: By = "publication",
    today: dt.date,
    width: Width | Form = "wide",
    coming: Awaited | None = None,
    lead: Lead = report,
) -> Scene:
    """The drawing of one authority's history; its marks and blocks carry the id of their inspection and lead to its report.

    `by` says on which of its two dates an inspection stands; `today` is the right edge of the axis: how far
    the data reach. `coming` is the window for the next inspection, for which the axis goes on beyond today; `lead` says
    where else a mark or block leads.
    Nothing sloped, nothing joined across an abolition: a grade holds until the next inspection.
    """
    sheet, height = draw(story, by=by, today=today, width=width, coming=coming, lead=lead)
    return sheet.canvas.scene(height)


def draw(
    story: Story,
    *,
    by: By,
    today: dt.date,
    width: Width | Form,
    coming: Awaited | None = None,
    lead: Lead = report,
    scale: Days | None = None,
) -> tuple[Sheet, float]:
    """The drawing itself and its height in pixels: what `timeline` hands out and the tests measure."""
    form = width if isinstance(width, Form) else FORMS[width]
    sheet = make_sheet(story, by, today, form, coming, lead, scale)
    ground = len(sheet.canvas.items)
    top = heads(sheet, 2)
    band_top = top
    top = overall_panel(sheet, top + 26)
    if not form.is_compact:
        years(sheet, top + 8)
        top += 24
    top = judgement_lanes(sheet, top)
    top = visit_lanes(sheet, top + (4 if form.is_compact else 8))
    top = window_lane(sheet, top)
    top = predecessor_lanes(sheet, top)
    bottom = top + 2
    years(sheet, bottom + 11)
    _lay_ground(sheet, ground, band_top, bottom)
    return sheet, bottom + 22


def _lay_ground(sheet: Sheet, index: int, top: float, bottom: float) -> None:
    """Draw the ground, whose height is known only now, and put it beneath everything else."""
    upper = sheet.canvas.items[index:]
    del sheet.canvas.items[index:]
    bands(sheet, top, bottom)
    window_band(sheet, max(top + 22, sheet.notes_end), bottom)
    year_ticks(sheet, top + 24, bottom)
    absences(sheet, top, bottom)
    edges(sheet, top, bottom)
    sheet.canvas.items.extend(upper)
