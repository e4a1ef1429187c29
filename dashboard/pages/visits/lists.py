"""The two long lists of the visits page: monitoring visits by spell of inadequacy, and waiting times."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart
from dashboard.components.grid import grid
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures import spells as rows_of_visits
from dashboard.figures import waits
from dashboard.pages.visits.answers import STATE_WORDS, Answers
from dashboard.statistics import visits
from dashboard.text import visits as words
from dashboard.words import upper_first

AT_ONCE = 40
"""Rows of a table; more are shown as a grid, in which they can be searched."""

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
WAIT_COLUMNS = {
    "name": ("Authority", 220),
    "rank": ("Rank", 100),
    "since": ("Last began", 140),
    "days": ("Days", 110),
    "grade": ("Grade held", 190),
    "region": ("Region", 200),
    "known": ("Later reports read", 180),
    "state": ("The wait is", 260),
}


def table_id(key: str) -> str:
    """The id of the table of a list, where it is made on demand."""
    return f"visits-{key}-table"


def monitoring(answers: Answers, *, spells: str, width: int) -> Component:
    """Monitoring visits of each spell of inadequacy, gaps told apart from none."""
    shown = _spells(answers, spells)
    title = words.monitoring(answers.monitoring)
    if shown.empty:
        return notices.empty("No spell of inadequacy is known for this choice.", html.P(f"In all of England: {title}."))
    return chart(
        rows_of_visits.strip(answers.rows_of_spells(shown), width=width),
        id="visits-monitoring",
        title=title,
        before=_how_to_read(),
        description=f"A row for each spell of inadequacy, newest first, with a mark for each monitoring visit. {title}.",
        caption=f"A spell runs from the report that said inadequate to the next "
        "one that did not; the letter on the first visit is often not published."
        f"{_outside(answers)} {words.WITH_PRESS}",
    )


def monitoring_table(answers: Answers, *, spells: str) -> Component:
    """The same spells as a table."""
    rows = [
        [
            answers.link(row["code"]),
            row["began"].date(),
            row["ended"].date() if pd.notna(row["ended"]) else "no end known",
            int(row["n"]),
            row["numbers"] or "not known",
            row["missing"] or "none",
            int(row["undated"]),
            visits.STATES[row["state"]].capitalize(),
        ]
        for row in _spells(answers, spells).to_dict("records")
    ]
    return table(SPELL_HEADERS, rows, caption="Monitoring visits of each spell of inadequacy", numeric=[3, 6])


def _spells(answers: Answers, spells: str) -> pd.DataFrame:
    every = answers.monitoring
    return every[every["ended"].isna()] if spells == "open" else every


def _outside(answers: Answers) -> str:
    """The visits to bodies that were not judged inadequate themselves, in words."""
    found = answers.outside
    if found.empty:
        return ""
    who = " and ".join(sorted(set(found["name"])))
    return f" {len(found)} visits to {who}, which were not judged inadequate themselves, are not drawn."


def _how_to_read() -> Component:
    """The marks of the strip in words."""
    return html.Ul(
        [
            html.Li(
                "Diamond: a visit, with its number where known; dashed where only the month is; moved aside from a neighbour"
            ),
            html.Li("Solid line: official lists cover these days, so no diamond means no visit listed"),
            html.Li("Dotted line: they do not, so visits may be missing"),
            html.Li("Square: the grade that ended the spell; ring: no better grade is known"),
        ],
        className="visits-notes",
        **{"aria-label": "How to read the rows"},
    )


def waiting(answers: Answers, *, region: str, sort: str, width: int) -> Component:
    """Every authority ranked by the wait since its last full inspection."""
    frame = _waits(answers, region, sort)
    place = region or "England"
    title = words.waiting(frame, place)
    if frame.empty:
        return notices.empty(f"{title}.")
    unsure = int((~frame["is_known"]).sum())
    note = f"A hollow bar marks {unsure} of these {len(frame)} authorities: the wait if none has followed."
    return chart(
        waits.ranking(answers.rows_of_waits(frame), width=width),
        id="visits-waiting",
        title=title,
        before=[notices.inset(html.P(note)) if unsure else None, badge.key()],
        description=f"Bars of the years since each authority’s last full inspection, ranked. {title}.",
        caption=f"Years from the start of the last known full inspection to {long_date(answers.today)}, beside the last "
        f"overall grade given. Rank 1 of {int(frame['of'].iloc[0])} is the longest wait in England. "
        f"{words.SOURCE}",
    )


def waiting_table(answers: Answers, *, region: str, sort: str) -> Component:
    """The same waits as a table; of all England as a grid, in which the rows can be searched."""
    frame = _waits(answers, region, sort)
    caption = f"Waiting times, {region or 'England'}"
    cells = [
        {
            "name": row["name"],
            "rank": int(row["rank"]),
            "since": row["since"].date(),
            "days": int(row["days"]),
            "grade": row["grade"] if pd.notna(row["grade"]) else "no grade",
            "region": row["region"],
            "known": "Yes" if row["is_known"] else "No",
            "state": upper_first(STATE_WORDS[row["state"]]) if pd.notna(row["state"]) else "No gap seen",
        }
        for row in frame.to_dict("records")
    ]
    if len(frame) > AT_ONCE:
        dated = [cell | {"since": cell["since"].isoformat()} for cell in cells]
        return grid("visits-waiting-grid", WAIT_COLUMNS, dated, label=caption, numeric=frozenset({"rank", "days"}))
    linked = [[answers.link(code), *list(cell.values())[1:]] for code, cell in zip(frame["code"], cells, strict=True)]
    return table([words for words, _ in WAIT_COLUMNS.values()], linked, caption=caption, numeric=[1, 3])


def _waits(answers: Answers, region: str, sort: str) -> pd.DataFrame:
    frame = answers.waits
    frame = frame[frame["region"] == region] if region else frame
    return frame.sort_values("name", kind="stable") if sort == "name" else frame


TABLES: dict[str, Callable[..., Component]] = {"monitoring": monitoring_table, "waiting": waiting_table}
"""The tables that are made on demand, by the key of their part."""
