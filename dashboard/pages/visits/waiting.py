"""How long each authority has waited since its last full inspection, and the gaps seen so far."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, bars, notices
from dashboard.components.chart import chart, details
from dashboard.components.headings import section
from dashboard.components.table import table
from dashboard.dates import month_year
from dashboard.figures import waits
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.frame import Choice, Filtered, View
from dashboard.statistics.waiting import gap_summary
from dashboard.text import visits as words
from dashboard.text import visits_waiting as say
from loaders import SIF_FROM, Kind

YEAR = 365.25
AT_ONCE, FIRST = 40, 20
"""Rows of a table that stand open; where there are more, the first of them do."""
HEADERS = ("Authority", "Years waited", "Rank", "Last began", "Overall grade", "Next inspection, by gaps so far")
SORTS = {"waiting": "Longest wait first", "name": "Name"}


def finding(facts: Facts, view: View) -> str:
    """Who has waited longest, as a sentence."""
    known = facts.within(facts.on(view.date).waits[0], view.region, "code")
    return say.finding(known, region=view.region, day=view.day, as_at=view.date)


def ranking(facts: Facts, *, region: str, date: dt.date, day: dt.date | None, sort: str, marked: str) -> Component:
    """The known waits, the longest first, each as a bar."""
    every = facts.on(date).waits[0]
    known = facts.within(every, region, "code")
    title = say.finding(known, region=region, day=day, as_at=date)
    if known.empty:
        return notices.empty(f"{title}.")
    known = known.sort_values("name", kind="stable") if sort == "name" else known
    longest = int(every["days"].max()) or 1
    mine = every[every["code"] == marked].to_dict("records")
    caption = f"{say.heading(region, day)}, {SORTS[sort].lower()}"
    shown, rest = (known, known.iloc[:0]) if len(known) <= AT_ONCE else (known.iloc[:FIRST], known.iloc[FIRST:])
    return section(
        title,
        html.P(" ".join([say.half(known, date), *(say.of_one(row, date) for row in mine)])),
        _table(facts, shown, caption, longest, marked),
        details(
            f"Show the other {len(rest)}",
            _table(facts, rest, f"{caption}: the other {len(rest)}", longest, marked),
            open=marked in set(rest["code"]),
        )
        if len(rest)
        else None,
        html.P(f"{say.ranked(len(every))} {words.NOT_A_SCHEDULE} {words.SOURCE}", className="source"),
        id="ranking",
        in_embed=True,
    )


def _table(facts: Facts, waits: pd.DataFrame, caption: str, longest: int, marked: str) -> Component:
    made = [_row(facts, row, longest) for row in waits.to_dict("records")]
    marks = [place for place, code in enumerate(waits["code"]) if code == marked]
    return table(HEADERS, made, caption=caption, hide_caption=True, numeric=[2], marked=marks, look="waits")


def _row(facts: Facts, row: dict[Any, Any], longest: int) -> list[Any]:
    grade = row["grade"] if pd.notna(row["grade"]) else None
    return [
        facts.link(row["code"]),
        bars.bar(int(row["days"]) / longest, f"{row['days'] / YEAR:.1f}"),
        int(row["rank"]),
        month_year(row["since"].date()),
        badge.badge(grade, None if grade else "not given"),
        words.window(row["earliest"].date(), row["latest"].date(), str(row["state"]))
        if pd.notna(row["state"])
        else "no window",
    ]


def unknown(facts: Facts, *, region: str, date: dt.date) -> Component:
    """Those whose wait is not known, each with the reason."""
    found = facts.within(facts.on(date).waits[1], region, "code")
    if found.empty:
        return html.Div()
    made = []
    for row in found.to_dict("records"):
        ends = row["record_end"] if pd.notna(row["record_end"]) else None
        since = row["since"].date() if pd.notna(row["since"]) else None
        made.append([facts.link(row["code"]), say.why(str(row["counted_from"]), since, ends)])
    title = say.apart(len(made))
    return section(
        title, table(["Authority", "Why"], made, caption=title, hide_caption=True), id="unknown", in_embed=True
    )


def window(facts: Facts, *, region: str, date: dt.date, width: int) -> Component:
    """The gaps between ILACS inspections by grade."""
    gaps = facts.within(facts.on(date).gaps, region)
    summary = gap_summary(gaps)
    title = say.window(summary, region)
    if gaps.empty:
        return notices.empty(f"{title}.")
    made = []
    for kind, frame in (("Left out", summary), ("Counted", gap_summary(gaps, with_covid=True))):
        for row in frame.to_dict("records"):
            numbers = [
                int(row["n"]),
                *(round(row[name]) if row["n"] else "–" for name in ("minimum", "mean", "maximum")),
            ]
            dates = [row[name].date() if row["n"] else "–" for name in ("first_date", "last_date")]
            made.append([row["grade"], kind, *numbers, *dates])
    return chart(
        waits.gaps(summary, gaps[~gaps["spans_covid"]], width=width),
        id="visits-window",
        title=title,
        description=say.window_aloud(title),
        caption=f"{say.gaps(summary, int(gaps['spans_covid'].sum()))} {words.SOURCE}",
        table=table(
            ["Grade held", "Gaps over the pandemic", "n", "Shortest", "Mean", "Longest", "First", "Last"],
            made,
            caption="Gaps between ILACS inspections by grade, in days",
            numeric=range(2, 6),
        ),
    )


PAGE = Filtered(
    key="visits_waiting",
    path="/visits/waiting",
    title="Waiting times",
    member="Waiting times",
    lead="How long each authority has waited since its last full inspection began, and how long such waits have been so far.",
    heading=lambda view: say.heading(view.region, view.day),
    finding=finding,
    parts=(ranking, unknown, window),
    dates="day",
    earliest=SIF_FROM,
    choices={"sort": Choice("Order", SORTS)},
    kinds=lambda view: (Kind.FULL,),
    note=words.NO_OVERALL,
)
