"""What inspectors ask to improve: points by element of the national framework, by grade, region and year, with their reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart, details
from dashboard.components.headings import section
from dashboard.components.markup import Written
from dashboard.components.table import table
from dashboard.figures import gradebars
from dashboard.pages.visits import rows
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.frame import Choice, Filtered, View
from dashboard.statistics import improving
from dashboard.statistics.graded import GRADES
from dashboard.statistics.improving import NO_OVERALL
from dashboard.text import visits as words
from dashboard.text import visits_improve as say
from dashboard.words import upper_first
from loaders import ELEMENTS

PATH = "/improve"
ALL = "all"
NARROW = 560
"""Pixels below which an element stands by its short name in the drawing."""
AT_ONCE = 40
"""Reports that stand open; more are folded."""
HELD = [*GRADES, NO_OVERALL]
EARLIEST = dt.date(2024, 1, 1)
"""The national framework is statutory since 2024: no report before names its elements."""


def selected(facts: Facts, region: str, since: dt.date, until: dt.date, grade: str) -> pd.DataFrame:
    """The reports of a region, period and grade."""
    found = facts.within(facts.improving, region)
    found = found[found["publication_date"].between(pd.Timestamp(since), pd.Timestamp(until))]
    return found[found["grade"] == grade] if grade != ALL else found


def _chosen(value: str) -> str:
    return "" if value == ALL else value


def finding(facts: Facts, view: View) -> str:
    """What points name most, as a sentence."""
    found = selected(facts, view.region, view.since, view.until, view.grade)
    counts = improving.by_element(improving.points_of(found, facts.improvements), "grade", HELD)
    return say.finding(counts, found, grade=_chosen(view.grade), region=view.region, since=view.begun, until=view.ended)


def by_element(
    facts: Facts,
    *,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    grade: str,
    width: int,
) -> Component:
    """Points by element and grade as bars."""
    found = selected(facts, region, since, until, grade)
    points = improving.points_of(found, facts.improvements)
    counts = improving.by_element(points, "grade", HELD)
    title = say.finding(counts, found, grade=_chosen(grade), region=region, since=begun, until=ended)
    if points.empty:
        return notices.empty(f"{title}.")
    label = say.element if width >= NARROW else say.short
    shown = counts.assign(element=counts["element"].map(label))
    key = badge.key(ungraded=NO_OVERALL) if int(counts[NO_OVERALL].sum()) else badge.key()
    return chart(
        gradebars.grade_bars([("", shown)], label="element", width=width, none=NO_OVERALL, held=""),
        id="improve-elements",
        title=title,
        before=[html.P(say.base(found, grade=_chosen(grade))), key],
        description=say.aloud(title),
        caption=f"{say.COUNTED} {say.begins(improving.since(facts.improving))} {words.SOURCE}",
        data=lambda: _by_grade(counts),
        reading=say.READING,
    )


def _by_grade(counts: pd.DataFrame) -> Written:
    """What is drawn, as a table."""
    made = [
        [say.element(row["element"]), *(int(row[grade]) for grade in HELD), int(row["total"]), int(row["reports"])]
        for row in counts.to_dict("records")
    ]
    headers = ["Element", *HELD, "All points", "In reports"]
    return table(headers, made, caption="Points by element and overall grade", numeric=range(1, len(headers)))


def grouped(
    facts: Facts,
    *,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    grade: str,
    by: str,
) -> Component:
    """Points by element and by grade, region or year, each count with its reports."""
    found = selected(facts, region, since, until, grade)
    points = improving.points_of(found, facts.improvements)
    if points.empty:
        return html.Div()
    state = {"region": region, "from": begun, "to": ended, "grade": _chosen(grade)}
    return section(
        say.grouped(by),
        *_grouped(facts, found, points, by, state),
        id="counts",
        in_embed=True,
    )


def _grouped(facts: Facts, found: pd.DataFrame, points: pd.DataFrame, by: str, state: Mapping[str, Any]) -> list[Any]:
    """Points by element and group; each count leads to its reports."""
    groups = {
        "grade": [one for one in HELD if (found["grade"] == one).any()],
        "region": [one for one in facts.regions if (found["region"] == one).any()],
        "year": sorted(found["year"].unique()),
    }[by]
    frame = improving.by_element(points, by, groups)
    sizes = {str(group): int(((found[by] == group) & (found["named"] > 0)).sum()) for group in groups}
    made = [
        [
            say.element(row["element"]),
            *(_count(int(row[group]), row["element"], by, group, state) for group in groups),
            _count(int(row["total"]), row["element"], "", None, state),
            int(row["reports"]),
        ]
        for row in frame.to_dict("records")
    ]
    made.append(["Reports that name elements", *sizes.values(), "–", int((found["named"] > 0).sum())])
    headers = ["Element", *map(str, groups), "All points", "In reports"]
    return [
        table(
            headers,
            made,
            caption=say.grouped(by),
            hide_caption=True,
            numeric=range(1, len(headers)),
            stacks=True,
            look="counts",
        ),
        html.P(say.each_leads(sizes), className="source"),
    ]


def _count(n: int, element: str, by: str, group: Any, state: Mapping[str, Any]) -> Any:
    """A count that leads to its reports."""
    if not n:
        return 0
    asked = {**state, "element": element}
    if by == "year":
        asked |= {
            "from": max(dt.date(group, 1, 1), state["from"] or EARLIEST),
            "to": min(dt.date(group, 12, 31), state["to"] or dt.date.max),
        }
    elif by:
        asked[by] = group
    query = urlencode({name: value for name, value in asked.items() if value}, safe=",:")
    said = {"aria-label": say.count_aloud(n, element)}
    return html.A(str(n), href=f"{PATH}?{query}#reports", **said)


def listed(
    facts: Facts, *, region: str, since: dt.date, until: dt.date, grade: str, element: str, marked: str
) -> Component:
    """The reports that are counted, newest first."""
    found = selected(facts, region, since, until, grade)
    found = found[found["named"] > 0]
    points = improving.points_of(found, facts.improvements)
    if element != ALL:
        found = found[found["inspection_id"].isin(set(points.loc[points["element"] == element, "inspection_id"]))]
    if found.empty:
        return html.Div(id="reports")
    newest = found.iloc[::-1]
    named = points.groupby("inspection_id")["element"].value_counts()
    title = say.listed(newest, _chosen(element), _chosen(grade))
    made = [
        [
            facts.link(row["authority_code"]),
            rows.report(words.published(row), row, row["name"]),
            upper_first(str(row["event_type"])),
            badge.badge(
                None if row["grade"] == NO_OVERALL else row["grade"], NO_OVERALL if row["grade"] == NO_OVERALL else None
            ),
            int(row["points"]),
            say.elements({one: int(n) for one, n in named[row["inspection_id"]].items()}),
        ]
        for row in newest.to_dict("records")
    ]
    headers = ["Authority", "Published", "What", "Overall grade", "Points", "Elements that they name"]
    marks = [place for place, code in enumerate(newest["authority_code"]) if code == marked]
    shown = table(headers, made, caption=title, hide_caption=True, numeric=[4], stacks=True, marked=marks)
    source = html.P(f"{say.DATES_LEAD} {words.SOURCE}", className="source")
    body = shown if len(made) <= AT_ONCE else details("Show these reports", shown)
    return section(title, body, source, id="reports", in_embed=True)


PAGE = Filtered(
    key="improve",
    path=PATH,
    title="What inspectors ask to improve",
    member="What inspectors ask to improve",
    lead="Points under “what needs to improve” by the element of the national framework that they name: counts, names and dates, each "
    "with its report.",
    heading=lambda view: say.heading(view.region, view.begun, view.ended),
    finding=finding,
    parts=(by_element, grouped, listed),
    dates="period",
    earliest=EARLIEST,
    choices={
        "grade": Choice("Overall grade", {ALL: "All grades", **{one: one for one in HELD}}, "select"),
        "element": Choice(
            "Reports with a point on", {ALL: "Any element", **{one: say.element(one) for one in ELEMENTS}}, "select"
        ),
        "by": Choice("Table by", say.GROUPS),
    },
)
