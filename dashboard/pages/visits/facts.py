"""What the pages of visits ask of a dataset, each thing worked out once: what never changes, and what stood on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd
from dash import dcc

from dashboard.judgements import TODAY
from dashboard.statistics import coverage, improving, inadequate, lag, survival, visits, waiting
from dashboard.statistics.graded import graded
from dashboard.text.coverage import caution
from loaders import FULL_INSPECTIONS, Dataset, EventType, Judgement, Kind, default_cut_off

LAGS: dict[str, frozenset[str]] = {
    "full": frozenset(FULL_INSPECTIONS),
    "focused": frozenset({EventType.FOCUSED_VISIT.value}),
    "monitoring": frozenset({EventType.MONITORING_VISIT.value}),
}


@dataclass(eq=False)
class Facts:
    """Statistics of one dataset."""

    dataset: Dataset

    def __post_init__(self) -> None:
        self.on = lru_cache(maxsize=32)(lambda date: Day(self, date))

    @cached_property
    def tables(self) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
        """Authorities, inspections, judgements."""
        return self.dataset.bodies(), self.dataset.inspections(), self.dataset.judgements()

    @property
    def reach(self) -> dt.date:
        """The day that the dataset reaches."""
        return self.dataset.reach

    @cached_property
    def regions(self) -> list[str]:
        """The nine regions of ONS, in order of name."""
        return sorted(self.tables[0]["region"].dropna().unique())

    @cached_property
    def region_of(self) -> dict[str, str]:
        """Code of each body, closed ones too -> its region."""
        return dict(zip(self.tables[0]["code"], self.tables[0]["region"], strict=True))

    @cached_property
    def names(self) -> dict[str, tuple[str, str]]:
        """Code of each body, closed ones too -> its name and slug."""
        frame = self.tables[0]
        return dict(zip(frame["code"], zip(frame["name"], frame["slug"], strict=True), strict=True))

    def link(self, code: str) -> dcc.Link:
        """A body's name, which leads to its page."""
        name, slug = self.names[code]
        return dcc.Link(name, href=f"/authority/{slug}")

    def within(self, frame: pd.DataFrame, region: str, column: str = "authority_code") -> pd.DataFrame:
        """The rows of a region's bodies, or all."""
        return frame[frame[column].map(self.region_of) == region] if region else frame

    def cut_off(self, date: dt.date) -> dt.date:
        """The day by which a report must have been published to count on a date."""
        return min(default_cut_off(date), self.reach)

    def known(self, until: dt.date, *kinds: Kind) -> str:
        """What is not known of these kinds of event up to a day, as a sentence."""
        return caution(self.dataset, until, *kinds)

    @cached_property
    def record_ends(self) -> dict[str, dt.date]:
        """The day on which the record of an authority ends early, by its code."""
        return coverage.record_ends(self.dataset)

    @cached_property
    def listed(self) -> tuple[dt.date, dt.date]:
        """The first and last day of official lists of monitoring visits."""
        return coverage.known(self.dataset).window(Kind.MONITORING_VISIT)

    @cached_property
    def events(self) -> dict[str, dict[Any, Any]]:
        """Every event by its id, as a row of inspections."""
        return {row["inspection_id"]: row for row in self.tables[1].to_dict("records")}

    @cached_property
    def judged(self) -> dict[str, tuple[Judgement, ...]]:
        """For which judgements each inspection said inadequate."""
        return inadequate.judged(self.tables[2])

    @cached_property
    def graded(self) -> pd.DataFrame:
        """The full inspections that gave an overall grade."""
        return graded(self.dataset.deciding())

    @cached_property
    def focused(self) -> pd.DataFrame:
        """Every focused visit with the name of its authority."""
        return self._named(visits.focused_visits(self.tables[1], self.dataset.deciding()))

    @cached_property
    def joint(self) -> pd.DataFrame:
        """Every joint inspection with the name of its authority."""
        return self._named(visits.joint_inspections(self.tables[1], self.dataset.deciding()))

    @cached_property
    def send(self) -> pd.DataFrame:
        """Every area SEND inspection with its outcome, the overall grade held then and the name of its authority."""
        return self._named(visits.area_send_inspections(self.tables[1], self.dataset.deciding()))

    @cached_property
    def lags(self) -> dict[str, pd.DataFrame]:
        """Reports by kind, each with the days that it took, where they are known."""
        events = self.tables[1]
        return {kind: self._named(lag.lags(events[events["event_type"].isin(types)])) for kind, types in LAGS.items()}

    @cached_property
    def improvements(self) -> pd.DataFrame:
        """The elements that points to improve name."""
        return self.dataset.improvements()

    @cached_property
    def improving(self) -> pd.DataFrame:
        """Reports with points to improve, each with the name and region of its authority and the year it came out."""
        found = self._named(
            improving.reports(self.tables[1], self.improvements, self.tables[2], self.dataset.deciding())
        )
        region = [self.region_of[code] for code in found["authority_code"]]
        return found.assign(region=region, year=found["publication_date"].dt.year)

    def _named(self, events: pd.DataFrame) -> pd.DataFrame:
        return events.assign(name=[self.names[code][0] for code in events["authority_code"]])


@dataclass(eq=False)
class Day:
    """What stood on one day, by Ofsted's rule for what counts on it."""

    facts: Facts
    date: dt.date

    @cached_property
    def events(self) -> pd.DataFrame:
        """The events that had been made by the day; those without a date are known on the newest day alone."""
        events = self.facts.tables[1]
        made = events["start_date"].fillna(events["publication_date"])
        is_made = made <= pd.Timestamp(self.date)
        return events[is_made | made.isna()] if self.date >= self.facts.reach else events[is_made]

    @cached_property
    def overall(self) -> pd.DataFrame:
        """The overall grade that each authority held, as every page and the API count it."""
        return self.facts.dataset.as_at(self.date)

    def holding(self, region: str) -> int:
        """How many held an overall grade, in a region or in all."""
        return int(self.facts.within(self.overall, region, "code")["grade"].notna().sum())

    @cached_property
    def spells(self) -> pd.DataFrame:
        """Every spell of inadequacy that had begun."""
        return survival.spells(self.facts.dataset.deciding(), as_at=self.date)

    @cached_property
    def inadequate(self) -> pd.DataFrame:
        """The spells that went on, the longest first, with their visits and the window for the next inspection."""
        frame = inadequate.spells_on(self.spells, self.events)
        return frame.merge(self.windows[["code", "earliest", "latest", "state", "n"]], on="code", how="left")

    @cached_property
    def in_part(self) -> pd.DataFrame:
        """Who was inadequate for a judgement, but not overall."""
        dataset = self.facts.dataset
        return inadequate.in_part({one: dataset.as_at(self.date, judgement=one) for one in TODAY})

    @cached_property
    def history(self) -> pd.DataFrame:
        """What is known of the monitoring visits of each spell, with what ended it; newest first."""
        frame = visits.monitoring(self.events, self.spells, listed=self.facts.listed)
        frame = frame.assign(ended_by=self.spells["ended_by"], next_grade=self.spells["next_grade"])
        return frame.sort_values("began", ascending=False, kind="stable")

    @cached_property
    def visits_of(self) -> dict[int, list[dict[Any, Any]]]:
        """The monitoring visits of each spell, by its index."""
        rows: dict[int, list[dict[Any, Any]]] = {}
        for row in visits.monitoring_visits(self.events, self.spells).to_dict("records"):
            rows.setdefault(int(row["spell"]), []).append(row)
        return rows

    @cached_property
    def outside(self) -> pd.DataFrame:
        """Monitoring visits in no spell."""
        return visits.outside_spells(self.events, self.spells)

    @cached_property
    def windows(self) -> pd.DataFrame:
        """The window for the next inspection of every authority."""
        return waiting.windows(self.events, self.facts.dataset.deciding(), as_at=self.date)

    @cached_property
    def waits(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The waits that are known, the longest first, with grade and window; and those that are not."""
        frame = waiting.waiting(self.facts.tables[0], self.events, as_at=self.date)
        frame = frame.merge(self.windows[["code", "grade", "earliest", "latest", "state", "n"]], on="code", how="left")
        return waiting.ranked(frame, self.facts.record_ends, as_at=self.date)

    @cached_property
    def gaps(self) -> pd.DataFrame:
        """The gaps from one ILACS inspection to the next."""
        return waiting.gaps(self.events, self.facts.graded, as_at=self.date)

    def unsure(self, codes: Collection[str]) -> list[str]:
        """Those whose record ended before the day: they may have been inspected since."""
        ends = self.facts.record_ends
        return [code for code in codes if code in ends and ends[code] < self.date]
