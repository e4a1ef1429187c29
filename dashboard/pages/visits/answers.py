"""What the visits page asks of a dataset, each answer worked out once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
from dash import dcc

from dashboard.dates import date_range, long_date, month_year
from dashboard.figures.spells import Spell, Visit
from dashboard.figures.waits import Wait
from dashboard.statistics import coverage, lag, survival, visits, waiting
from dashboard.statistics.graded import graded
from dashboard.text import visits as words
from loaders import FULL_INSPECTIONS, Dataset, EventType, Kind, Precision

LAGS: dict[str, frozenset[str]] = {
    "full": frozenset(FULL_INSPECTIONS),
    "focused": frozenset({EventType.FOCUSED_VISIT.value}),
    "monitoring": frozenset({EventType.MONITORING_VISIT.value}),
}
LAG_WORDS = {"full": "full inspections", "focused": "focused visits", "monitoring": "monitoring visits"}
OUTCOMES = {"typically positive": 0, "inconsistent": 1, "widespread and/or systemic failings": 2}
"""The order of the outcomes since 2023; those of 2016 to 2022 and those not known follow."""
STATE_WORDS = {
    "before": "not yet as long as the shortest gap",
    "within": "within the gaps seen so far",
    "after": "longer than any gap seen so far",
}


@dataclass(frozen=True, slots=True)
class View:
    """What the page is asked to show."""

    region: str
    sort: str
    spells: str
    lag: str
    width: int


@dataclass(eq=False)
class Answers:
    """Statistics of one dataset."""

    dataset: Dataset

    def __post_init__(self) -> None:
        self.lag = lru_cache(maxsize=8)(self._lag)

    @cached_property
    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Authorities, inspections, judgements."""
        return self.dataset.bodies(), self.dataset.inspections(), self.dataset.judgements()

    @cached_property
    def today(self) -> dt.date:
        """The newest publication in the dataset."""
        return self.dataset.reach

    @cached_property
    def regions(self) -> list[str]:
        """The nine regions of ONS, in order of name."""
        return sorted(self.tables[0]["region"].dropna().unique())

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Code of each body, closed ones too -> its name and slug."""
        frame = self.tables[0]
        return dict(zip(frame["code"], zip(frame["name"], frame["slug"], strict=True), strict=True))

    def link(self, code: str) -> dcc.Link:
        """A body's name, which leads to its page."""
        name, slug = self.names[code]
        return dcc.Link(name, href=f"/authority/{slug}")

    @cached_property
    def known(self) -> str:
        """What is not known of each kind of event, as a sentence."""
        return coverage.caution(self.dataset, self.today, Kind.FULL, *coverage.VISITS)

    @cached_property
    def record_ends(self) -> dict[str, dt.date]:
        """The day on which the record of an authority ends early, by its code."""
        return coverage.record_ends(self.dataset)

    @cached_property
    def listed(self) -> tuple[dt.date, dt.date]:
        """The first and last day of official lists of monitoring visits."""
        return coverage.known(self.dataset).window(Kind.MONITORING_VISIT)

    @cached_property
    def graded(self) -> pd.DataFrame:
        """The full inspections that gave an overall grade."""
        return graded(self.dataset.deciding())

    @cached_property
    def focused(self) -> pd.DataFrame:
        """Every focused visit with the name of its authority."""
        return self._named(visits.focused_visits(self.tables[1], self.graded))

    @cached_property
    def joint(self) -> pd.DataFrame:
        """Every joint inspection with the name of its authority."""
        return self._named(visits.joint_inspections(self.tables[1], self.graded))

    @cached_property
    def send(self) -> pd.DataFrame:
        """Outcomes of area SEND inspections by grade held, the best of the present three first."""
        frame = visits.area_send(self.tables[1], self.graded)
        return frame.sort_values(
            "outcome", key=lambda column: column.map(OUTCOMES).fillna(len(OUTCOMES)), kind="stable"
        )

    @cached_property
    def spells(self) -> pd.DataFrame:
        """Spells of inadequacy to this day."""
        return survival.spells(self.dataset.deciding(), as_at=self.today)

    @cached_property
    def monitoring(self) -> pd.DataFrame:
        """What is known of the monitoring visits of each spell, with what ended it and the region; newest first."""
        frame = visits.monitoring(self.tables[1], self.spells, listed=self.listed)
        frame = frame.assign(ended_by=self.spells["ended_by"], next_grade=self.spells["next_grade"])
        region = dict(zip(self.tables[0]["code"], self.tables[0]["region"], strict=True))
        return frame.assign(region=frame["code"].map(region)).sort_values("began", ascending=False, kind="stable")

    @cached_property
    def outside(self) -> pd.DataFrame:
        """Monitoring visits in no spell, with the name of their authority."""
        return self._named(visits.outside_spells(self.tables[1], self.spells))

    @cached_property
    def visits_of(self) -> dict[int, tuple[Visit, ...]]:
        """The visits of each spell as its row is drawn, by the spell's index."""
        frame = visits.monitoring_visits(self.tables[1], self.spells)
        rows: dict[int, list[Visit]] = {}
        for row in frame.to_dict("records"):
            rows.setdefault(int(row["spell"]), []).append(self._visit(row))
        return {spell: tuple(found) for spell, found in rows.items()}

    @cached_property
    def waits(self) -> pd.DataFrame:
        """The wait of every authority of today, with the grade held and where it stands in the window."""
        frame = waiting.waiting(self.tables[0], self.tables[1], as_at=self.today)
        windows = waiting.windows(self.tables[1], self.dataset.deciding(), as_at=self.today)
        frame = frame.merge(windows[["code", "grade", "earliest", "latest", "state"]], on="code", how="left")
        return frame.assign(is_known=~frame["code"].isin(list(self.record_ends)))

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """The gaps from one ILACS inspection to the next."""
        return waiting.gaps(self.tables[1], self.graded, as_at=self.today)

    def _lag(self, kind: str) -> pd.DataFrame:
        return lag.by_year(self.tables[1], event_types=LAGS[kind])

    def _named(self, events: pd.DataFrame) -> pd.DataFrame:
        return events.assign(name=[self.names[code][0] for code in events["authority_code"]])

    def _visit(self, row: dict[Any, Any]) -> Visit:
        spell = self.spells.loc[row["spell"]]
        date, number = row["date"], row["visit_number"]
        is_start = pd.notna(row["start_date"])
        precision = Precision(str(row["date_precision"] if is_start else row["publication_precision"]))
        heading = "Monitoring visit" + (f" {number}" if pd.notna(number) else ", number not known")
        if pd.isna(date):
            when = "Date not known"
        elif is_start:
            end = row["end_date"].date() if pd.notna(row["end_date"]) else None
            when = f"Visited {date_range(date.date(), end, precision)}"
        else:
            when = f"Letter of {long_date(date.date(), precision)}; date of the visit not known"
        return Visit(
            day=None if pd.isna(date) else (date - spell["began"]).days,
            number=None if pd.isna(number) else int(number),
            precision=precision,
            hover=f"{heading}\n{spell['name']}\n{when}",
        )

    def rows_of_spells(self, frame: pd.DataFrame) -> list[Spell]:
        """The spells of (a part of) `monitoring` as rows to draw."""
        return [
            self._spell(int(str(index)), row) for index, row in zip(frame.index, frame.to_dict("records"), strict=True)
        ]

    def _spell(self, index: int, row: dict[Any, Any]) -> Spell:
        began, days = pd.Timestamp(row["began"]), int(row["days"])
        start, stop = (min(max((pd.Timestamp(day) - began).days, 0), days) for day in self.listed)
        ended = pd.Timestamp(row["ended"]) if pd.notna(row["ended"]) else None
        until = f"Ended {long_date(ended.date())}: {row['ended_by']}" if ended is not None else "No end is known"
        return Spell(
            name=str(row["name"]),
            began=began.date(),
            days=days,
            next_grade=str(row["next_grade"]) if pd.notna(row["next_grade"]) else "",
            ended=until,
            covered=(start, stop),
            visits=self.visits_of.get(index, ()),
            words=words.spell_words(row),
        )

    def rows_of_waits(self, frame: pd.DataFrame) -> list[Wait]:
        """The waits of (a part of) `waits` as rows to draw."""
        return [self._wait(row) for row in frame.to_dict("records")]

    def _wait(self, row: dict[Any, Any]) -> Wait:
        grade = str(row["grade"]) if pd.notna(row["grade"]) else None
        since = pd.Timestamp(row["since"]).date()
        lines = [
            str(row["name"]),
            f"Last full inspection that is known began {long_date(since)}",
            f"{row['days']:,} days, rank {row['rank']} of {row['of']}",
            f"Overall grade held: {grade or 'none'}",
        ]
        if pd.notna(row["state"]):
            lines.append(f"The wait is {STATE_WORDS[str(row['state'])]}")
        if not row["is_known"]:
            lines.append(f"Reports since {month_year(self.record_ends[row['code']])} not read: {words.UNSURE}")
        return Wait(
            rank=int(row["rank"]),
            name=str(row["name"]),
            days=int(row["days"]),
            grade=grade,
            is_known=bool(row["is_known"]),
            hover="\n".join(lines),
        )
