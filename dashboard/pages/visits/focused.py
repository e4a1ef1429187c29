"""Focused visits: what they looked at year by year, by the grade held then, and what they set."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart
from dashboard.components.headings import section
from dashboard.components.table import table
from dashboard.figures import gradebars, themes
from dashboard.pages.visits import rows
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.frame import Filtered, View
from dashboard.statistics import visits
from dashboard.statistics.graded import GRADES, NO_GRADE
from dashboard.text import visits as words
from dashboard.text import visits_focused as say
from dashboard.words import counted
from loaders import ILACS_FROM, Kind, of_before

HELD = [*GRADES, NO_GRADE]


def selected(facts: Facts, region: str, since: dt.date, until: dt.date) -> pd.DataFrame:
    """The visits of a region that began in a period."""
    found = facts.within(facts.focused, region)
    return found[found["start_date"].between(pd.Timestamp(since), pd.Timestamp(until))]


def _counted(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Visits by theme and grade held: those of every other year, and those of the pandemic."""
    apart = found["is_covid"].astype(bool)
    return visits.by_theme_and_grade(found[~apart]), visits.by_theme_and_grade(found[apart])


def finding(facts: Facts, view: View) -> str:
    """What visits looked at most, as a sentence."""
    counts, covid = _counted(selected(facts, view.region, view.since, view.until))
    return say.finding(counts, int(covid["total"].sum()), region=view.region, since=view.begun, until=view.ended)


def by_year(
    facts: Facts,
    *,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    width: int,
) -> Component:
    """Themes by year."""
    found = selected(facts, region, since, until)
    counts, covid = _counted(found)
    title = say.finding(counts, int(covid["total"].sum()), region=region, since=begun, until=ended)
    if found.empty:
        return notices.empty(f"{title}.")
    frame = visits.by_theme_and_year(found)
    years = [name for name in frame.columns if name not in ("theme", "total")]
    made = [[row["theme"], *(int(row[year]) for year in years), int(row["total"])] for row in frame.to_dict("records")]
    return chart(
        themes.by_year(frame, _named(found), width=width),
        id="visits-themes-by-year",
        title=title,
        description=say.by_year_aloud(title),
        caption=f"{say.by_year(len(found), _of_before(facts, found))} {words.SOURCE}",
        table=table(
            ["Theme", *map(str, years), "All"],
            made,
            caption="Focused visits by theme and year",
            numeric=range(1, len(years) + 2),
        ),
    )


def _named(found: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Which authorities were visited, by theme and year, as words."""
    who: dict[tuple[str, int], set[str]] = {}
    for theme, day, name in zip(found["theme"], found["start_date"], found["name"], strict=True):
        who.setdefault((str(theme), day.year), set()).add(str(name))
    return {cell: say.some(sorted(names)) for cell, names in who.items()}


def by_grade(facts: Facts, *, region: str, since: dt.date, until: dt.date, width: int) -> Component:
    """Themes by the grade held when the visit began, the pandemic's visits apart."""
    found = selected(facts, region, since, until)
    if found.empty:
        return html.Div()
    counts, covid = _counted(found)
    groups = [("", counts)] if len(counts) else []
    if len(covid):
        groups.append((say.PANDEMIC, covid))
    made = [_counts(row, "theme") for frame in (counts, covid) for row in frame.to_dict("records")]
    return chart(
        gradebars.grade_bars(groups, label="theme", width=width),
        id="visits-focused",
        title=say.BY_GRADE,
        before=key(found),
        description=say.BY_GRADE_ALOUD,
        caption=f"{say.GRADE_THEN} {words.SOURCE}",
        table=table(
            ["Theme", *HELD, "All"], made, caption="Focused visits by theme and grade held", numeric=range(1, 7)
        ),
    )


def priority(facts: Facts, *, region: str, since: dt.date, until: dt.date, marked: str) -> Component:
    """The focused visits that set areas for priority action."""
    found = selected(facts, region, since, until)
    if found.empty:
        return html.Div()
    mine = found[found["priority_action_areas"] > 0].iloc[::-1]
    unknown = int(found["priority_action_areas"].isna().sum())
    return section(
        say.priority(found),
        _listed(facts, mine, say.WITH_PRIORITY, marked) if len(mine) else None,
        html.P(f"{say.priority_known(unknown)} {words.SOURCE}", className="source"),
        id="priority",
        in_embed=True,
    )


def every(facts: Facts, *, region: str, since: dt.date, until: dt.date, marked: str) -> Component:
    """Each visit under what it looked at, newest first."""
    found = selected(facts, region, since, until)
    if found.empty:
        return notices.empty(say.NONE)
    order = found["theme"].value_counts(sort=True)
    return html.Div(
        [
            section(
                f"{theme}: {counted(int(n), 'visit')}",
                _listed(
                    facts,
                    found[found["theme"] == theme].iloc[::-1],
                    f"{theme}, newest first",
                    marked,
                    is_one_theme=True,
                ),
                level=3,
            )
            for theme, n in order.items()
        ]
    )


def _listed(facts: Facts, found: pd.DataFrame, caption: str, marked: str, *, is_one_theme: bool = False) -> Component:
    """Visits as a table; those of one theme under its heading need not name it."""
    themed = [] if is_one_theme else ["Looked at"]
    headers = ["Authority", "Visited", *themed, "Grade held then", "Priority action", "To improve"]
    made = [
        [
            facts.link(row["authority_code"]),
            rows.report(words.visited(row), row, row["name"]),
            *(row["theme"] for _ in themed),
            held_then(row["grade_held"]),
            *(
                int(row[name]) if pd.notna(row[name]) else None
                for name in ("priority_action_areas", "improvement_areas")
            ),
        ]
        for row in found.to_dict("records")
    ]
    marks = [place for place, code in enumerate(found["authority_code"]) if code == marked]
    return table(
        headers,
        made,
        caption=caption,
        hide_caption=is_one_theme,
        numeric=[len(headers) - 2, len(headers) - 1],
        stacks=True,
        marked=marks,
    )


def _of_before(facts: Facts, found: pd.DataFrame) -> int:
    """How many of the visits were to authorities that no longer exist."""
    return int(found["authority_code"].isin(of_before(facts.tables[0])["code"]).sum())


def key(found: pd.DataFrame) -> Component:
    """The key to the grades, with the white mark where it is drawn."""
    return badge.key() if found["grade_held"].isin(GRADES).all() else badge.key(ungraded=NO_GRADE)


def held_then(grade: Any) -> html.Span:
    """The grade that was held at a visit, or why there was none."""
    return badge.badge(grade) if grade in GRADES else badge.badge(None, NO_GRADE if pd.isna(grade) else grade)


def _counts(row: dict[Any, Any], label: str) -> list[Any]:
    return [row[label], *(int(row[grade]) for grade in HELD), int(row["total"])]


PAGE = Filtered(
    key="visits_focused",
    path="/visits/focused",
    title="Focused visits",
    member="Focused visits",
    lead="Two-day visits between inspections: what inspectors looked at, where, and what they set.",
    heading=lambda view: say.heading(view.region, view.begun, view.ended),
    finding=finding,
    parts=(by_year, by_grade, priority),
    dates="period",
    earliest=ILACS_FROM,
    kinds=lambda view: (Kind.FOCUSED_VISIT,),
    note=words.NO_OVERALL,
    laters={"every": ("Show each visit: which authority, when, what it looked at", every)},
)
