"""Joint targeted area inspections and area SEND inspections, beside the grade held then."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import notices
from dashboard.components.chart import chart
from dashboard.components.markup import Written
from dashboard.components.table import table
from dashboard.dates import month_year
from dashboard.figures import gradebars, joint
from dashboard.pages.visits import rows
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.focused import HELD, held_then, key
from dashboard.pages.visits.frame import Filtered, View
from dashboard.statistics import visits
from dashboard.text import visits as words
from dashboard.text import visits_joint as say
from dashboard.words import upper_first
from loaders import Kind


def selected(facts: Facts, events: pd.DataFrame, region: str, since: dt.date, until: dt.date) -> pd.DataFrame:
    """The inspections of a region in a period."""
    found = facts.within(events, region)
    return found[found["day"].between(pd.Timestamp(since), pd.Timestamp(until))].reset_index(drop=True)


def finding(facts: Facts, view: View) -> str:
    """How many joint inspections are known, as a sentence."""
    found = selected(facts, facts.joint, view.region, view.since, view.until)
    return say.joint(found, region=view.region, since=view.begun, until=view.ended)


def themes(
    facts: Facts,
    *,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    marked: str,
    width: int,
) -> Component:
    """The themes of joint inspections through time."""
    found = selected(facts, facts.joint, region, since, until)
    title = say.joint(found, region=region, since=begun, until=ended)
    if found.empty:
        return notices.empty(f"{title}.")
    order = visits.joint_themes(found)
    made = [
        [row["theme"].capitalize(), int(row["n"]), month_year(row["first"].date()), month_year(row["last"].date())]
        for row in order.to_dict("records")
    ]
    counts = table(["Theme", "Inspections", "First", "Last"], made, caption="Themes of joint inspections", numeric=[1])
    every = _listed(facts, found, "theme", "Theme", "Every joint inspection, newest first", marked)
    return chart(
        joint.themes(list(order["theme"]), found, today=until, width=width),
        id="visits-themes",
        title=title,
        before=key(found),
        description=say.joint_aloud(title),
        caption=f"{say.JOINT} {say.THEN} {words.SOURCE}",
        table=html.Div([counts, every]),
        data=lambda: every,
    )


def send(
    facts: Facts,
    *,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    marked: str,
    width: int,
) -> Component:
    """Area SEND outcomes beside the grade held."""
    found = selected(facts, facts.send, region, since, until)
    counts = visits.by_outcome_and_grade(found)
    title = say.send(counts, region=region, since=begun, until=ended)
    if found.empty:
        return notices.empty(f"{title}.")
    shown = counts.assign(outcome=counts["outcome"].map(upper_first))
    made = [_counts(row) for row in shown.to_dict("records")]
    by_grade = table(["Outcome", *HELD, "All"], made, caption="Area SEND outcomes by grade held", numeric=range(1, 7))
    every = _listed(facts, found, "outcome", "Outcome", "Every area SEND inspection, newest first", marked)
    return chart(
        gradebars.grade_bars([("", shown)], label="outcome", width=width),
        id="visits-send",
        title=title,
        before=key(found),
        description=say.send_aloud(title),
        caption=f"{say.SEND} {say.THEN} {words.SOURCE}",
        table=html.Div([by_grade, every]),
        data=lambda: by_grade,
    )


def _listed(facts: Facts, found: pd.DataFrame, column: str, header: str, caption: str, marked: str) -> Written:
    newest = found.iloc[::-1]
    made = [
        [
            facts.link(row["authority_code"]),
            rows.report(words.visited(row), row, row["name"]),
            upper_first(str(row[column])),
            held_then(row["grade_held"]),
        ]
        for row in newest.to_dict("records")
    ]
    marks = [place for place, code in enumerate(newest["authority_code"]) if code == marked]
    return table(
        ["Authority", "Inspected", header, "Grade held then"], made, caption=caption, stacks=True, marked=marks
    )


def _counts(row: dict[Any, Any]) -> list[Any]:
    return [row["outcome"], *(int(row[grade]) for grade in HELD), int(row["total"])]


PAGE = Filtered(
    key="visits_joint",
    path="/visits/joint",
    title="Joint and area SEND inspections",
    member="Joint and SEND",
    lead="Inspections made with others: of how agencies work together, and of special educational needs and disabilities.",
    heading=lambda view: say.heading(view.region, view.begun, view.ended),
    finding=finding,
    parts=(themes, send),
    dates="period",
    earliest=dt.date(2016, 1, 1),
    kinds=lambda view: (Kind.JTAI, Kind.AREA_SEND),
    note=words.NO_OVERALL,
)
