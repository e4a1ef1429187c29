"""The tables of data/ as plain values, and what they say of a body: read with csv, without a line of the product."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[3] / "data"
FULL_KINDS = {"full inspection", "re-inspection", "standard inspection", "short inspection"}
RANK = {"inadequate": 1, "requires improvement": 2, "good": 3, "outstanding": 4}
BETTER = {"good", "outstanding"}
FOUR = ("leadership", "help_and_protection", "children_in_care", "care_leavers")
OVERALL = "overall_effectiveness"
OVERALL_ENDS = dt.date(2026, 4, 1)
LISTS_BEGIN = dt.date(2022, 4, 1)
COVID_STOP = dt.date(2020, 3, 17)
CUT_OFFS = {
    "2015-06-30": "2015-06-30",
    "2017-03-31": "2017-04-30",
    "2017-10-31": "2017-12-08",
    "2018-08-31": "2018-08-31",
    "2018-09-30": "2018-10-31",
    "2019-08-31": "2019-09-30",
}
"""Releases of Ofsted's with a cut-off that is not the usual one."""


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def number(text: str) -> int | None:
    return int(float(text)) if text else None


def month_end(year: int, month: int) -> dt.date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def cut_off(date: dt.date) -> dt.date:
    """The end of the next month, of the third from 31 March 2024 on, or what a release says."""
    if date.isoformat() in CUT_OFFS:
        return dt.date.fromisoformat(CUT_OFFS[date.isoformat()])
    return month_end(date.year, date.month + (3 if date >= dt.date(2024, 3, 31) else 1))


@dataclass(frozen=True)
class Body:
    code: str
    name: str
    slug: str
    region: str
    ofsted_region: str
    established: dt.date | None
    abolished: dt.date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    neighbours: tuple[str, ...]

    @property
    def called(self) -> str:
        """The name within a sentence."""
        articles = {"Isle of Wight": "the Isle of Wight", "City of London": "the City of London",
                    "Isles of Scilly": "the Council of the Isles of Scilly"}  # fmt: skip
        return articles.get(self.name, self.name.split(" (to ")[0])

    def lives(self, date: dt.date) -> bool:
        return (self.established is None or self.established <= date) and (
            self.abolished is None or date < self.abolished
        )


@dataclass(frozen=True)
class Event:
    id: str
    code: str
    framework: str
    kind: str
    start: dt.date | None
    end: dt.date | None
    start_known: str
    published: dt.date | None
    published_known: str
    theme: str
    number: int | None
    priority: int | None
    outcome: str
    source: str
    grades: Mapping[str, str]
    """Judgement -> grade in small letters, of those that have one."""
    absent: Mapping[str, str]
    """Judgement -> why it has no grade."""

    @property
    def is_full(self) -> bool:
        return self.framework in {"SIF", "ILACS"} and self.kind in FULL_KINDS

    @property
    def best(self) -> dt.date | None:
        return self.start or self.published

    def when(self, by: str) -> dt.date | None:
        return (self.published or self.start) if by == "publication" else (self.start or self.published)

    def known(self, by: str) -> str:
        """How exactly `when` is known."""
        first, second = (self.published, self.start) if by == "publication" else (self.start, self.published)
        precision = {True: self.published_known, False: self.start_known}
        return precision[by == "publication"] if first else precision[by != "publication"] if second else "unknown"

    def counts_on(self, date: dt.date, published_by: dt.date) -> bool:
        """Whether it had started on a date, and its report was out by another; a month has passed when it is over."""
        if self.published is None:
            return False
        started, out = self.start, self.published
        if started and self.start_known == "month":
            started = month_end(started.year, started.month)
        if self.published_known == "month":
            out = month_end(out.year, out.month)
        return (started is None or started <= date) and out <= published_by


@dataclass(frozen=True)
class Held:
    """What a body held on a date: its grade, or why it has none."""

    grade: str | None
    reason: str
    event: Event | None


REASONS = {
    "not_judged": "not judged (no such children)",
    "not_separate": "not judged separately at the latest full inspection",
    "not_given": "not given since April 2026",
    "unreadable": "the report could not be read",
}


class Tables:
    """Everything that the oracle knows."""

    def __init__(self, folder: Path = DATA) -> None:
        self.folder = folder
        grades: dict[str, dict[str, str]] = {}
        absent: dict[str, dict[str, str]] = {}
        for row in self.rows("judgements"):
            if row["status"] == "graded":
                grades.setdefault(row["inspection_id"], {})[row["judgement"]] = row["grade"].lower()
            else:
                absent.setdefault(row["inspection_id"], {})[row["judgement"]] = row["status"]
        self.bodies = {
            row["code"]: Body(
                row["code"], row["name"], row["slug"], row["region"], row["ofsted_region"],
                day(row["established"]), day(row["abolished"]),
                *(tuple(filter(None, row[key].split(";"))) for key in ("predecessors", "successors", "neighbours")),
            )
            for row in self.rows("authorities")
        }  # fmt: skip
        self.events: dict[str, list[Event]] = {code: [] for code in self.bodies}
        for row in self.rows("inspections"):
            event = Event(
                row["inspection_id"], row["authority_code"], row["framework"], row["event_type"],
                day(row["start_date"]), day(row["end_date"]), row["date_precision"],
                day(row["publication_date"]), row["publication_precision"], row["theme"],
                number(row["visit_number"]), number(row["priority_action_areas"]),
                row["outcome"], row["source"],
                grades.get(row["inspection_id"], {}), absent.get(row["inspection_id"], {}),
            )  # fmt: skip
            self.events[event.code].append(event)
        for events in self.events.values():
            events.sort(key=lambda one: (one.best or dt.date.max, one.number or 0, one.id))
        self.by_slug = {body.slug: body for body in self.bodies.values()}

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    @property
    def every(self) -> Iterator[Event]:
        for events in self.events.values():
            yield from events

    @cached_property
    def reach(self) -> dt.date:
        """The day of the newest publication, or the later one to which full inspections are complete."""
        newest = max(event.published for event in self.every if event.published)
        return max(newest, day(self.coverage["full inspection"]["complete_to"]) or newest)

    @cached_property
    def coverage(self) -> dict[str, dict[str, str]]:
        """The rows of the table of coverage by their kind."""
        return {row["kind"]: row for row in self.rows("coverage")}

    @cached_property
    def all_read(self) -> bool:
        """Whether some report of every body of today was read."""
        return all(body.code in self.read for body in self.of_today())

    def complete(self, kind: str) -> tuple[dt.date, dt.date]:
        """From when to when no event of a kind is missing; the lists' end at most, where not all reports were read."""
        begin, end = (day(self.coverage[kind][key]) for key in ("complete_from", "complete_to"))
        assert begin and end
        is_cut = not self.all_read and kind in ("full inspection", "focused visit")
        return begin, min(end, self.lists_end) if is_cut else end

    @cached_property
    def seen(self) -> set[str]:
        """Codes of bodies whose reports were read after full inspections of all are complete."""
        if not self.all_read:
            return self.read
        end = self.complete("full inspection")[1]
        return {
            row["authority_code"]
            for row in self.rows("documents")
            if row["sha256"] and (day(row["published"]) or end) > end
        }

    def is_cut(self, body: Body) -> bool:
        """Whether later inspections of a body would not be known."""
        return self.complete("full inspection")[1] < self.reach and body.code not in self.seen

    @cached_property
    def lists_end(self) -> dt.date:
        """The last 31 March that an official list of visits covers."""
        newest = max(
            event.start
            for event in self.every
            if event.kind in {"focused visit", "monitoring visit"}
            and event.source.startswith("ofsted-2")
            and event.start
        )
        return dt.date(newest.year + (newest > dt.date(newest.year, 3, 31)), 3, 31)

    @cached_property
    def read(self) -> set[str]:
        """Codes of bodies of which some report was read."""
        return {row["authority_code"] for row in self.rows("documents") if row["sha256"]}

    def of_today(self) -> list[Body]:
        return [body for body in self.bodies.values() if body.abolished is None]

    def full(self, code: str) -> list[Event]:
        return [event for event in self.events[code] if event.is_full]

    def is_gone(self, body: Body) -> bool:
        return body.abolished is not None and body.abolished <= self.reach

    def record_end(self, body: Body) -> dt.date | None:
        """Where the record of a living body ends, if that is before the dataset does."""
        return None if self.is_gone(body) or self.until(body) >= self.reach else self.until(body)

    def until(self, body: Body) -> dt.date:
        """The last day of which the record of a body speaks."""
        last = body.abolished if body.abolished and body.abolished < self.reach else self.reach
        if not self.is_cut(body) or self.is_gone(body):
            return last
        end = self.complete("full inspection")[1]
        return min(last, max([end, *(event.published for event in self.full(body.code) if event.published)]))

    def latest(self, code: str, by: str) -> Event | None:
        """The latest full inspection with a date."""
        dated = [event for event in self.full(code) if event.when(by)]
        return max(dated, key=lambda event: event.when(by) or dt.date.min) if dated else None

    def graded(self, code: str, by: str, judgement: str = OVERALL) -> list[tuple[dt.date, str, Event]]:
        """The full inspections that gave a grade for a judgement, in the order of one of their dates."""
        found = [
            (when, event.grades[judgement], event)
            for event in self.full(code)
            if judgement in event.grades and (when := event.when(by))
        ]
        return sorted(found, key=lambda one: (one[0], one[2].id))

    @lru_cache(maxsize=4096)  # noqa: B019  one Tables lives as long as the tests
    def held(self, judgement: str, date: dt.date, published_by: dt.date | None = None) -> dict[str, Held]:
        """What every body that existed on a date held, by Ofsted's as-at rule."""
        limit = published_by or cut_off(date)
        found = {}
        for body in self.bodies.values():
            if not body.lives(date):
                continue
            counting = [event for event in self.full(body.code) if event.counts_on(date, limit)]
            counting = [event for event in counting if event.grades or event.absent]
            counting.sort(key=lambda one: (one.best or dt.date.min, one.published or dt.date.min, one.id))
            if not counting:
                found[body.code] = Held(None, "not yet inspected", None)
                continue
            event = counting[-1]
            grade = event.grades.get(judgement)
            why = "" if grade else REASONS[event.absent.get(judgement, "not_separate")]
            found[body.code] = Held(grade, why, event)
        return found

    def share(self, held: Mapping[str, Held], codes: set[str] | None = None) -> tuple[int, int]:
        """How many hold good or outstanding, and how many hold a grade."""
        grades = [one.grade for code, one in held.items() if one.grade and (codes is None or code in codes)]
        return sum(grade in BETTER for grade in grades), len(grades)
