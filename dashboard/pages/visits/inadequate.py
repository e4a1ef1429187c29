"""Who is inadequate, the longest first, with what was seen of them since; and every spell of inadequacy before."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, bars, notices
from dashboard.components.chart import chart
from dashboard.components.headings import section
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures import spells as rows_of_visits
from dashboard.pages.visits import rows
from dashboard.pages.visits.facts import Day, Facts
from dashboard.pages.visits.frame import HEAD, Filtered, View
from dashboard.statistics import visits
from dashboard.text import visits as words
from dashboard.text import visits_inadequate as say
from loaders import SIF_FROM, Kind

HEADERS = (
    "Authority",
    "Inadequate since",
    "Latest full inspection",
    "Visits on record since",
    "Latest visit",
    "Next inspection, by gaps so far",
)
SPELL_HEADERS = (
    "Authority",
    "From",
    "Until",
    "Visits known",
    "Their numbers",
    "Numbers without a record",
    "Undated",
    "How far known",
)


def finding(facts: Facts, view: View) -> str:
    """Who has been inadequate longest, as a sentence."""
    day = facts.on(view.date)
    found = facts.within(day.inadequate, view.region, "code")
    return say.finding(found, day.holding(view.region), region=view.region, day=view.day, as_at=view.date)


def now(facts: Facts, *, region: str, date: dt.date, day: dt.date | None, marked: str) -> Component:
    """A row for each authority that is inadequate, the longest first."""
    on = facts.on(date)
    found = facts.within(on.inadequate, region, "code")
    title = say.finding(found, on.holding(region), region=region, day=day, as_at=date)
    if found.empty:
        return notices.empty(f"{title}.")
    longest = int(on.inadequate["days"].max()) or 1
    made = [_row(facts, on, row, longest) for row in found.to_dict("records")]
    marks = [place for place, code in enumerate(found["code"]) if code == marked]
    n = int(found["n"].max()) if found["n"].notna().any() else 0
    return section(
        title,
        table(
            HEADERS,
            made,
            caption=say.heading(region, day),
            hide_caption=True,
            stacks=True,
            marked=marks,
            look="inadequate",
        ),
        html.P(
            " ".join(
                filter(
                    None,
                    (
                        say.how_counted(on.holding(region), day=day, published_by=facts.cut_off(date)),
                        f"{say.window(n)} {words.NOT_A_SCHEDULE}" if n else "",
                        say.unread(len(on.unsure(list(found["code"])))),
                        words.WITH_PRESS,
                    ),
                )
            ),
            className="source",
        ),
        id="now",
        in_embed=True,
    )


def _row(facts: Facts, on: Day, row: dict[Any, Any], longest: int) -> list[Any]:
    began = row["began"].date()
    first, full = facts.events[row["began_id"]], facts.events[row["latest_full"]]
    is_first = row["latest_full"] == row["began_id"]
    out = long_date(full["publication_date"].date())
    latest = "The same" if is_first else rows.report(out, full, row["name"])
    judged = say.again(facts.judged.get(row["latest_full"], ()), is_first=is_first)
    visit = facts.events.get(row["latest_visit"]) if pd.notna(row["latest_visit"]) else None
    window = (
        words.window(row["earliest"].date(), row["latest"].date(), str(row["state"]))
        if pd.notna(row["state"])
        else "no window"
    )
    return [
        facts.link(row["code"]),
        [
            rows.report(long_date(began), first, row["name"]),
            bars.bar(row["days"] / longest, ""),
            html.Span(say.lasted(began, on.date), className="muted"),
        ],
        [latest, f", {judged}"],
        say.visits_since(row),
        _visit(visit, row["name"]) if visit else "none with a date",
        window,
    ]


def _visit(visit: dict[Any, Any], name: str) -> list[Any]:
    what, *facts = say.latest_visit(visit)
    return [rows.report(what, visit, name), *(html.Div(fact) for fact in facts)]


def in_part(facts: Facts, *, region: str, date: dt.date, day: dt.date | None, marked: str) -> Component:
    """Those that hold inadequate for a judgement, but not overall."""
    found = facts.within(facts.on(date).in_part, region, "code")
    if found.empty:
        return html.Div()
    made = [
        [
            facts.link(row["code"]),
            say.judged(row["judgements"]),
            badge.badge(
                row["overall"] if pd.notna(row["overall"]) else None, None if pd.notna(row["overall"]) else "not given"
            ),
            rows.report(long_date(row["publication_date"].date()), facts.events[row["inspection_id"]], row["name"]),
        ]
        for row in found.to_dict("records")
    ]
    marks = [place for place, code in enumerate(found["code"]) if code == marked]
    title = say.in_part(found, region=region, day=day)
    return section(
        title,
        table(
            ["Authority", "Inadequate for", "Overall", "Report of"],
            made,
            caption=title,
            hide_caption=True,
            stacks=True,
            marked=marks,
        ),
        html.P(words.NO_OVERALL_SINCE, className="source") if found["overall"].isna().any() else None,
        id="in-part",
        in_embed=True,
    )


def history(facts: Facts, *, region: str, date: dt.date, width: int) -> Component:
    """Every spell of inadequacy with its monitoring visits, gaps told apart from none."""
    on = facts.on(date)
    shown = facts.within(on.history, region, "code")
    title = say.monitoring(shown)
    if shown.empty:
        return notices.empty(f"{title}{words.where(region)}.")
    return chart(
        rows_of_visits.strip(rows.of_spells(on, shown), width=width),
        id="visits-monitoring",
        title=title,
        description=say.monitoring_aloud(title),
        caption=f"{say.spells(*_outside(facts, on, region))} {words.WITH_PRESS}",
        reading=say.READING,
        table=_history_table(facts, shown),
    )


def _history_table(facts: Facts, shown: pd.DataFrame) -> Component:
    made = [
        [
            facts.link(row["code"]),
            row["began"].date(),
            row["ended"].date() if pd.notna(row["ended"]) else "no end known",
            int(row["n"]),
            row["numbers"] or "not known",
            say.missing_words(row["missing"]) if row["missing"] else "none",
            int(row["undated"]),
            visits.STATES[row["state"]].capitalize(),
        ]
        for row in shown.to_dict("records")
    ]
    return table(SPELL_HEADERS, made, caption="Monitoring visits of each spell of inadequacy", numeric=[3, 6])


def _outside(facts: Facts, on: Day, region: str) -> tuple[int, list[str]]:
    """The visits to bodies that were not judged inadequate themselves: how many, and to whom."""
    found = facts.within(on.outside, region)
    return len(found), sorted({facts.names[code][0] for code in found["authority_code"]})


PAGE = Filtered(
    key=HEAD,
    path="/visits",
    title="Inadequate now",
    nav="Visits",
    member="Inadequate now",
    lead="Authorities judged inadequate overall: since when, what inspectors have seen since, and when they may come again.",
    heading=lambda view: say.heading(view.region, view.day),
    finding=finding,
    parts=(now, in_part),
    dates="day",
    earliest=SIF_FROM,
    kinds=lambda view: (Kind.FULL, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT),
    laters={"history": ("Show every spell of inadequacy, with its monitoring visits", history)},
)
