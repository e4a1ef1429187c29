"""The parts of the visits page: each a chart with its title, its source and its table."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart
from dashboard.components.table import table
from dashboard.dates import date_range, month_year
from dashboard.figures import gradebars, joint, waits
from dashboard.figures import lag as lags
from dashboard.pages.visits.answers import LAG_WORDS, Answers
from dashboard.statistics import visits
from dashboard.statistics.graded import GRADES, NO_GRADE
from dashboard.statistics.waiting import gap_summary
from dashboard.text import visits as words
from dashboard.words import number, upper_first
from loaders import Precision

HELD = [*GRADES, NO_GRADE]


def focused(answers: Answers, *, width: int) -> Component:
    """Focused visits by theme and grade held, the Covid visits apart."""
    found = answers.focused
    if found.empty:
        return notices.empty("No focused visit is on record.")
    counts = visits.by_theme_and_grade(found[~found["is_covid"]])
    covid = visits.by_theme_and_grade(found[found["is_covid"]])
    title = words.focused(counts, int(covid["total"].sum()))
    groups = [("", counts)]
    if len(covid):
        groups.append(("Autumn 2020 to spring 2021", covid))
    rows = [_counts(row, "theme") for frame in (counts, covid) for row in frame.to_dict("records")]
    return chart(
        gradebars.grade_bars(groups, label="theme", width=width),
        id="visits-focused",
        title=title,
        before=_key(found),
        description=f"Stacked bars of focused visits by theme and by the overall grade held then. {title}.",
        caption=f"{len(found)} focused visits by theme and by the overall effectiveness grade that was published when the "
        f"visit began, {_closed(answers, found)}. Assurance visits of the pandemic stand "
        f"apart. {words.SOURCE}",
        table=table(
            ["Theme", *HELD, "All"], rows, caption="Focused visits by theme and grade held", numeric=range(1, 7)
        ),
    )


def priority(answers: Answers) -> Component:
    """The focused visits that set areas for priority action."""
    found = answers.focused
    mine = found[found["priority_action_areas"] > 0].iloc[::-1]
    rows = [
        [
            answers.link(row["authority_code"]),
            _visited(row),
            row["theme"],
            badge.badge(None if row["grade_held"] == NO_GRADE else row["grade_held"], None),
            int(row["priority_action_areas"]),
            html.A("Letter", href=row["report_url"], **{"aria-label": f"Letter to {row['name']}"})
            if pd.notna(row["report_url"])
            else None,
        ]
        for row in mine.to_dict("records")
    ]
    unknown = int(found["priority_action_areas"].isna().sum())
    headers = ["Authority", "Visited", "Theme", "Grade held then", "Areas", "Letter"]
    caption = "Focused visits that set areas for priority action, newest first"
    return html.Section(
        [
            html.H2(words.priority(found), className="chart-title"),
            table(headers, rows, caption=caption, numeric=[4], hide_caption=True, stacks=True) if rows else None,
            html.P(
                f"An area for priority action is a serious weakness that places children at risk of harm. Of {unknown} focused "
                "visits it is not known whether any was set: their letters have not been read. " + words.SOURCE,
                className="source",
            ),
        ]
    )


def themes(answers: Answers, *, width: int) -> Component:
    """The themes of joint inspections through time."""
    found = answers.joint
    title = words.joint(found)
    if found.empty:
        return notices.empty(f"{title}.")
    order = visits.joint_themes(found)
    rows = [
        [row["theme"].capitalize(), int(row["n"]), month_year(row["first"].date()), month_year(row["last"].date())]
        for row in order.to_dict("records")
    ]
    every = [
        [answers.link(row["authority_code"]), _visited(row), row["theme"].capitalize(), row["grade_held"]]
        for row in found.iloc[::-1].to_dict("records")
    ]
    return chart(
        joint.themes(list(order["theme"]), found, today=answers.today, width=width),
        id="visits-themes",
        title=title,
        before=_key(found),
        description=f"A row for each theme with a square for each inspection along time. {title}.",
        caption=f"Joint targeted area inspections by theme, with the overall grade that the authority held then. "
        f"{words.SOURCE}",
        table=html.Div(
            [
                table(
                    ["Theme", "Inspections", "First", "Last"], rows, caption="Themes of joint inspections", numeric=[1]
                ),
                table(
                    ["Authority", "Inspected", "Theme", "Grade held"],
                    every,
                    caption="Every joint inspection, newest first",
                ),
            ]
        ),
    )


def send(answers: Answers, *, width: int) -> Component:
    """Area SEND outcomes beside the grade held."""
    found = answers.send
    title = words.send(found)
    if found.empty:
        return notices.empty(f"{title}.")
    shown = found.assign(outcome=found["outcome"].map(upper_first))
    rows = [_counts(row, "outcome") for row in shown.to_dict("records")]
    return chart(
        gradebars.grade_bars([("", shown)], label="outcome", width=width),
        id="visits-send",
        title=title,
        before=badge.key(),
        description=f"Stacked bars of area SEND inspections by outcome and by the overall grade held then. {title}.",
        caption="Area SEND inspections, with the Care Quality Commission, by outcome and by the overall effectiveness grade of "
        f"children’s services held then. The two look at different things. {words.SOURCE}",
        table=table(["Outcome", *HELD, "All"], rows, caption="Area SEND outcomes by grade held", numeric=range(1, 7)),
    )


def published(answers: Answers, *, lag: str, width: int) -> Component:
    """Days from the first day on site to publication."""
    frame = answers.lag(lag)
    kind = LAG_WORDS[lag]
    title = words.lag(frame, kind)
    unknown = int(frame["unknown"].sum())
    rows = [
        [
            str(row["year"]),
            *(int(row[name]) if pd.notna(row[name]) else "–" for name in ("n", "minimum")),
            f"{row['median']:g}" if pd.notna(row["median"]) else "–",
            int(row["maximum"]) if pd.notna(row["maximum"]) else "–",
            int(row["unknown"]),
        ]
        for row in frame.iloc[::-1].to_dict("records")
    ]
    return chart(
        lags.ranges(frame, width=width),
        id="visits-published",
        title=title,
        description=f"For each year a line from the shortest to the longest wait with a dot at the median. {title}.",
        caption=f"Days from the first day on site to publication, by the year in which {kind} began: shortest, median and longest. "
        f"{unknown} whose first day or publication is not known to the day are left out; the table counts them. "
        f"{words.SOURCE}",
        table=table(
            ["Year", "n", "Shortest", "Median", "Longest", "Dates not known"],
            rows,
            caption=f"Days to publication of {kind}",
            numeric=range(1, 6),
        ),
    )


def window(answers: Answers, *, width: int) -> Component:
    """The gaps between ILACS inspections by grade."""
    gaps = answers.gaps
    summary = gap_summary(gaps)
    title = words.window(summary)
    rows = []
    for kind, frame in (("Left out", summary), ("Counted", gap_summary(gaps, with_covid=True))):
        for row in frame.to_dict("records"):
            numbers = [
                int(row["n"]),
                *(round(row[name]) if row["n"] else "–" for name in ("minimum", "mean", "maximum")),
            ]
            dates = [row[name].date() if row["n"] else "–" for name in ("first_date", "last_date")]
            rows.append([row["grade"], kind, *numbers, *dates])
    spanning = int(gaps["spans_covid"].sum())
    return chart(
        waits.gaps(summary, gaps[~gaps["spans_covid"]], width=width),
        id="visits-window",
        title=title,
        description=f"Dots for the gaps between ILACS inspections by the grade held, with the range and the mean. {title}.",
        caption=f"Days from the start of one ILACS inspection to the start of the next, by the overall grade that the first gave, "
        f"{words.period(summary)}; the upright line is the mean. {words.NOT_A_SCHEDULE} {spanning} gaps in which the pandemic stopped routine inspection "
        f"are left out; the table has both. {words.SOURCE}",
        table=table(
            ["Grade held", "Gaps over the pandemic", "n", "Shortest", "Mean", "Longest", "First", "Last"],
            rows,
            caption="Gaps between ILACS inspections by grade, in days",
            numeric=range(2, 6),
        ),
    )


def _closed(answers: Answers, found: pd.DataFrame) -> str:
    """How many of the visits were to authorities that no longer exist, in words."""
    register = answers.tables[0]
    n = int(found["authority_code"].isin(register.loc[register["abolished"].notna(), "code"]).sum())
    return (
        f"{number(n)} of them to authorities that no longer exist"
        if n
        else "none to an authority that no longer exists"
    )


def _key(found: pd.DataFrame) -> Component:
    """The key to the grades, with the white mark where it is drawn."""
    return badge.key(ungraded=NO_GRADE) if found["grade_held"].eq(NO_GRADE).any() else badge.key()


def _counts(row: dict[Any, Any], label: str) -> list[Any]:
    return [row[label], *(int(row[grade]) for grade in HELD), int(row["total"])]


def _visited(row: dict[Any, Any]) -> str | None:
    if pd.isna(row["start_date"]):
        return None
    end = row["end_date"].date() if pd.notna(row["end_date"]) else None
    return date_range(row["start_date"].date(), end, Precision(str(row["date_precision"])))
