"""How long reports take from the first day on site to publication."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from dash.development.base_component import Component

from dashboard.components import notices
from dashboard.components.chart import chart
from dashboard.components.table import table
from dashboard.figures import lag as dots
from dashboard.pages.visits.facts import LAGS, Facts
from dashboard.pages.visits.frame import Choice, Filtered, View
from dashboard.statistics import lag
from dashboard.text import visits as words
from dashboard.text import visits_timeliness as say
from dashboard.words import upper_first
from loaders import SIF_FROM, Kind

KNOWN = {"full": Kind.FULL, "focused": Kind.FOCUSED_VISIT, "monitoring": Kind.MONITORING_VISIT}
KINDS = {name: upper_first(text) for name, text in say.KINDS.items()}


def selected(facts: Facts, kind: str, region: str, since: dt.date, until: dt.date) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The reports of a kind whose days are known, and all of them by year."""
    reports = facts.within(facts.lags[kind], region)
    reports = reports[reports["start_date"].between(pd.Timestamp(since), pd.Timestamp(until))]
    events = facts.within(facts.tables[1], region)
    day = events["start_date"].fillna(events["publication_date"])
    events = events[day.between(pd.Timestamp(since), pd.Timestamp(until))]
    return reports, lag.by_year(events, event_types=LAGS[kind])


def finding(facts: Facts, view: View) -> str:
    """How long reports took, as a sentence."""
    reports, years = selected(facts, view.kind, view.region, view.since, view.until)
    return say.finding(years, reports["days"], view.kind, region=view.region, since=view.begun, until=view.ended)


def published(
    facts: Facts,
    *,
    kind: str,
    region: str,
    since: dt.date,
    until: dt.date,
    begun: dt.date | None,
    ended: dt.date | None,
    width: int,
) -> Component:
    """Days from the first day on site to publication: a dot for each report, a row for each year."""
    reports, years = selected(facts, kind, region, since, until)
    title = say.finding(years, reports["days"], kind, region=region, since=begun, until=ended)
    if reports.empty:
        return notices.empty(f"{title}.")
    made = [
        [
            str(row["year"]),
            *(int(row[name]) if pd.notna(row[name]) else "–" for name in ("n", "minimum")),
            f"{row['median']:g}" if pd.notna(row["median"]) else "–",
            int(row["maximum"]) if pd.notna(row["maximum"]) else "–",
            int(row["unknown"]),
        ]
        for row in years.iloc[::-1].to_dict("records")
    ]
    return chart(
        dots.swarms(reports, years, width=width),
        id="visits-published",
        title=title,
        description=say.aloud(title),
        caption=f"{say.how_counted(kind, int(years['unknown'].sum()))} {words.SOURCE}",
        table=table(
            ["Year", "n", "Shortest", "Median", "Longest", "Dates not known"],
            made,
            caption=f"Days to publication of {say.KINDS[kind]}",
            numeric=range(1, 6),
        ),
    )


PAGE = Filtered(
    key="visits_timeliness",
    path="/visits/timeliness",
    title="How long reports take",
    member="Timeliness",
    lead="Days from inspectors’ first day on site to the report or letter, for each one whose dates are known.",
    heading=lambda view: say.heading(view.kind, view.region, view.begun, view.ended),
    finding=finding,
    parts=(published,),
    dates="period",
    earliest=SIF_FROM,
    choices={"kind": Choice("Reports of", KINDS)},
    kinds=lambda view: (KNOWN[view.kind],),
)
