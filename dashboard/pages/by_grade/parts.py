"""The parts of the page: a measure by the grade held, the same through the years, and around inspections."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures.context import around_change
from dashboard.figures.context.columns import columns
from dashboard.figures.context.years import medians
from dashboard.pages.by_grade.answers import ByGradeFacts
from dashboard.statistics.context import before_after, by_grade
from dashboard.statistics.context.figures import Measure
from dashboard.statistics.graded import GRADES
from dashboard.text import context as words
from dashboard.text.marked import measured
from dashboard.words import upper_first
from loaders import Judgement

YEARS = 2
"""How many years before and after an inspection are shown."""
GROUPS = {before_after.CHANGED: "The grade changed", before_after.STAYED: "The grade stayed"}


def on_a_date(
    answers: ByGradeFacts,
    *,
    measure: str,
    period_end: dt.date,
    date: dt.date,
    judgement: Judgement,
    marked: str,
    width: int,
) -> Component:
    """Each authority in the column of the grade that it held on the date."""
    one = answers.measures[measure]
    found = answers.column(measure, period_end, date, judgement)
    title = words.by_grade(found.summary, one, period_end, date, judgement)
    mine = found.placed[found.placed["code"] == marked]["value"].dropna()
    of_marked = measured(found.placed, marked, words.bare(one, mine.iloc[0]) if len(mine) else "") if marked else ""
    shared = sorted(found.placed.loc[found.placed["joint"] & found.placed["why"].isna(), "name"])
    notes = (words.without(by_grade.without(found.placed)), words.joint(shared), words.gone(found.gone, date))
    said = [note for note in notes if note]
    return html.Div(
        [
            chart(
                columns(
                    found.placed,
                    found.summary,
                    partial(words.bare, one),
                    slugs=answers.slugs,
                    width=width,
                    marked=marked,
                ),
                id="by-grade-dots",
                title=title,
                before=[html.P(of_marked, className="marked-here") if of_marked else None, badge.key()],
                description=words.dots_aloud(title),
                caption=f"{words.by_grade_short(one, judgement, date)} {words.SOURCE}",
                reading=[words.by_grade_caption(date, answers.cut_off(date)), words.DOTS],
                table=_authorities(found.placed, one, answers, title),
            ),
            notices.inset(*(html.P(note) for note in said)) if said else None,
        ],
        className="stack",
    )


def _authorities(placed: pd.DataFrame, measure: Measure, answers: ByGradeFacts, title: str) -> Component:
    """Every authority of the date, best grade first and then by its figure, those without either last."""
    order = {str(grade): place for place, grade in enumerate(GRADES)}
    ranked = placed.assign(place=placed["grade"].astype("object").map(order).fillna(9))
    ranked = ranked.sort_values(["place", "value", "name"], na_position="last")
    rows = [
        [
            dcc.Link(row["name"], href=f"/authority/{answers.slugs[row['code']]}"),
            badge.badge(None if pd.isna(row["grade"]) else str(row["grade"])),
            words.bare(measure, row["value"]) if pd.notna(row["value"]) else "",
            upper_first(row["why"]) if pd.notna(row["why"]) else "Joint return" if row["joint"] else "",
        ]
        for row in ranked.to_dict("records")
    ]
    return table(["Authority", "Grade held", measure.label, "Note"], rows, caption=title, numeric=[2])


def through_years(answers: ByGradeFacts, *, measure: str, judgement: Judgement, width: int) -> Component:
    """The median of each grade, year by year, by the grades held when each year's period ended."""
    one = answers.measures[measure]
    frame = answers.years(measure, judgement)
    title = words.by_grade_years(frame, one)
    rows = [
        [
            long_date(row["period_end"].date()),
            row["grade"],
            int(row["n"]),
            *(words.bare(one, row[name]) if row["n"] else "" for name in ("median", "mean")),
        ]
        for row in frame.iloc[::-1].to_dict("records")
    ]
    return chart(
        medians(frame, partial(words.bare, one), fewest=words.FEWEST, width=width),
        id="by-grade-years",
        title=title,
        description=words.years_aloud(title),
        caption=f"{words.years_caption(one, judgement)} {words.SOURCE}",
        reading=words.YEARS,
        table=table(
            ["Period to", "Grade", "Authorities", "Median", "Mean"],
            rows,
            caption=f"{one.label} by grade, year by year",
            numeric=[2, 3, 4],
        ),
    )


def around_inspections(
    answers: ByGradeFacts, *, measure: str, judgement: Judgement, way: before_after.Direction, width: int
) -> Component:
    """The years before and after inspections that changed the grade, beside those that left it as it was."""
    one = answers.measures[measure]
    found = answers.changed(measure, judgement, way)
    summary = before_after.summary(found)
    title = words.before_after_title(summary, one, way)
    if summary.empty:
        return notices.empty(title)
    names = GROUPS | {before_after.CHANGED: words.new_grade(way)}
    return chart(
        around_change.panels(summary, names, partial(words.bare, one), width=width),
        id="by-grade-around",
        title=title,
        description=words.around_aloud(title, YEARS),
        caption=f"{words.around_caption(judgement)} {words.BEFORE_AFTER_LIMITS}",
        reading=[words.before_after_caption(found, one, years=YEARS, whole=True), words.SOURCE],
        table=_inspections(before_after.named(found, answers.dataset.bodies()), one, title),
    )


def _inspections(named: pd.DataFrame, measure: Measure, title: str) -> Component:
    """The inspections behind both panels, with the figure of each year."""
    years: list[Any] = [name for name in named.columns if isinstance(name, int)]
    rows: list[list[Any]] = [
        [
            dcc.Link(row["name"], href=f"/authority/{row['slug']}"),
            row["date"].date(),
            f"{row['from_grade']}, then {str(row['to_grade']).lower()}",
            *(words.bare(measure, row[year]) for year in years),
        ]
        for row in named.to_dict("records")
    ]
    headers = ["Authority", "Inspected", "Grades", *(words.year_name(year) for year in years)]
    return table(headers, rows, caption=f"Inspections counted. {title}", numeric=range(3, len(headers)))
