"""The timeline, read back: every grade stands on its rung and in its lane from its day until its day, as in the tables."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.timeline.figure import timeline
from dashboard.figures.timeline.forms import FORMS, Width
from dashboard.history.awaited import Awaited, awaited
from dashboard.history.story import By, Story, stories
from loaders import Dataset
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import LETTERS, letter_of
from tests.dashboard.figures.read_back.timeline import DATE, EPOCH, MONTHS, Timeline, read
from tests.each_row import each_row

LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
               "November", "December"]  # fmt: skip
LANES: dict[str, list[str]] = {
    "Overall effectiveness": ["overall_effectiveness"],
    "Impact of leaders": ["leadership"],
    "Help and protection": ["help_and_protection", "safeguarding", "child_protection"],
    "Children in care": ["children_in_care", "looked_after_children"],
    "Care leavers": ["care_leavers"],
    "Adoption": ["adoption"],
    "Safeguarding board": ["lscb"],
}
SIF_ALONE = {"Adoption", "Safeguarding board"}
NAMES = {
    "overall_effectiveness": "Overall effectiveness", "leadership": "Impact of leaders",
    "help_and_protection": "Help and protection", "children_in_care": "Children in care",
    "care_leavers": "Care leavers", "adoption": "Adoption", "lscb": "Safeguarding board (LSCB)",
    "safeguarding": "Safeguarding", "looked_after_children": "Looked after children",
    "child_protection": "Child protection",
}  # fmt: skip
ABSENT = {
    "not_separate": "not judged separately",
    "not_judged": "not judged: there were no such children",
    "not_given": "not given since April 2026",
    "unreadable": "the report could not be read",
}
DASHES = {"not_separate": "dash", "not_judged": "solid", "not_given": "dashdot", "unreadable": "dot"}
FULL = {"full inspection", "re-inspection", "standard inspection", "short inspection"}
VISITS = {
    "Monitoring visits": ("monitoring visit", "diamond"),
    "Focused visits": ("focused visit", "circle"),
    "Joint inspections (JTAI)": ("joint targeted area inspection", "square"),
    "Area SEND": ("area SEND inspection", "triangle-up"),
}
LAST_OVERALL = dt.date(2026, 4, 1)


@dataclass(frozen=True)
class Stood:
    """A judgement, or its absence, from a day until another, as the tables tell it."""

    lane: str
    owner: str
    judgement: str
    grade: str
    status: str
    begins: dt.date
    ends: dt.date
    is_last: bool
    day_words: list[str]
    is_month: bool


def plain(story: Story) -> list[dict[str, Any]]:
    """The events of a story as rows of the dataset's tables."""
    return [
        {
            "id": event.id, "framework": str(event.framework), "kind": str(event.kind), "start": event.start,
            "published": event.published, "start_precision": str(event.start_precision),
            "published_precision": str(event.published_precision), "number": event.number,
            "priority": event.priority, "theme": event.theme,
            "judgements": {str(j): (str(v.grade) if v.grade else "", str(v.status)) for j, v in event.judgements.items()},
        }
        for event in story.events
    ]  # fmt: skip


def from_tables(dataset: Dataset, code: str) -> list[dict[str, Any]]:
    """The same rows, from the tables themselves."""
    frame = dataset.inspections()
    mine = frame[frame["authority_code"] == code]
    table = dataset.judgements()
    table = table[table["inspection_id"].isin(mine["inspection_id"])]
    judged: dict[str, dict[str, tuple[str, str]]] = {name: {} for name in mine["inspection_id"]}
    cells = zip(table["inspection_id"], table["judgement"], table["grade"].fillna(""), table["status"], strict=True)
    for name, judgement, grade, status in cells:
        judged[name][judgement] = grade, status
    rows = []
    for row in mine.to_dict("records"):
        rows.append(
            {
                "id": row["inspection_id"], "framework": row["framework"], "kind": row["event_type"],
                "start": None if pd.isna(row["start_date"]) else row["start_date"].date(),
                "published": None if pd.isna(row["publication_date"]) else row["publication_date"].date(),
                "start_precision": row["date_precision"], "published_precision": row["publication_precision"],
                "number": None if pd.isna(row["visit_number"]) else int(row["visit_number"]),
                "priority": None if pd.isna(row["priority_action_areas"]) else int(row["priority_action_areas"]),
                "theme": "" if pd.isna(row["theme"]) else row["theme"],
                "judgements": judged[row["inspection_id"]],
            }
        )  # fmt: skip
    return rows


def when(row: dict[str, Any], by: By) -> tuple[dt.date | None, bool, bool]:
    """Its day, whether only the month is known, and whether the other of its dates had to serve."""
    two = [(row["published"], row["published_precision"]), (row["start"], row["start_precision"])]
    first, second = two if by == "publication" else two[::-1]
    if first[0]:
        return first[0], first[1] == "month", False
    return second[0], second[1] == "month", True


def short(day: dt.date) -> list[str]:
    """How a label may say a day: in full, by its month, by its year."""
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return [f"{day.day} {month}", month, str(day.year)]


def stood(rows: list[dict[str, Any]], owner: str, lane: str, by: By, until: dt.date, named: str = "") -> list[Stood]:
    """What stood in a lane: each full inspection ends what stood before it, also where it does not judge the lane."""
    kept: list[tuple[dt.date, str, str, str, bool]] = []
    dated = sorted((day, row["id"], row) for row in rows if (day := when(row, by)[0]))
    for day, _, row in dated:
        judged = next((judgement for judgement in LANES[lane] if judgement in row["judgements"]), None)
        is_full = row["kind"] in FULL and row["framework"] in {"SIF", "ILACS"}
        if judged is None and not is_full:
            continue
        grade, status = row["judgements"].get(judged, ("", "not_separate"))
        if not grade and kept and not kept[-1][2] and kept[-1][3] == status:
            continue  # nothing upon the same nothing is one
        if not grade and not kept and lane in SIF_ALONE and status == "not_separate":
            continue
        kept.append((day, judged or LANES[lane][0], grade, status, when(row, by)[1]))
    ends = [*(day for day, *_ in kept[1:]), None][: len(kept)]
    return [
        Stood(named or lane, owner, judged, grade, status, day, end or max(until, day), end is None, short(day), month)
        for (day, judged, grade, status, month), end in zip(kept, ends, strict=True)
        if end is None or day < end
    ]


def compare(back: Timeline, expected: list[Stood], slack: float) -> None:
    """Each lane's spans are those of the tables; `slack` in pixels, for the gap beside a break between bodies."""
    near = (0.3 + slack) / back.a_day
    for lane in {one.lane for one in expected} | set(back.spans["lane"]):
        wanted = [one for one in expected if one.lane == lane]
        if lane == "Overall effectiveness":
            wanted = [one for one in wanted if one.ends > one.begins or not one.grade]
        mine = back.spans[back.spans["lane"] == lane].sort_values("begins", kind="stable")
        assert list(mine["grade"]) == [one.grade for one in wanted], lane
        for row, one in zip(each_row(mine), wanted, strict=True):
            where = f"{lane}, {one.begins}"
            assert abs(row.begins - (one.begins - EPOCH).days) <= near, where
            least = 6.3 if lane == "Overall effectiveness" and not one.grade else 1.3
            end = max((one.ends - EPOCH).days, (one.begins - EPOCH).days + (least - 0.3) / back.a_day)
            assert abs(row.ends - (one.ends - EPOCH).days) <= near or abs(row.ends - end) <= near, where
            told = row.hover.split("<br>")
            name = NAMES[one.judgement]
            assert told[0] == (f"<b>{name}: {one.grade}</b>" if one.grade else f"<b>{name}: {ABSENT[one.status]}</b>")
            assert any(line.startswith(f"{one.owner}: ") for line in told[1:3]), told
            until = f"{one.ends.day} {LONG_MONTHS[one.ends.month - 1]} {one.ends.year}"
            assert told[-1] == ("The latest such judgement" if one.is_last else f"Stood until {until}"), where
            if lane != "Overall effectiveness" and not one.grade and row.dash:
                ended = lane in SIF_ALONE and one.status == "not_separate"
                assert ended or row.dash == DASHES[one.status], where
            if row.said and one.grade:
                assert row.said in {one.grade, letter_of(one.grade)}, where


def compare_dots(back: Timeline, expected: list[Stood]) -> None:
    graded = [one for one in expected if one.lane == "Overall effectiveness" and one.grade]
    dots = back.dots.sort_values("day", kind="stable")
    for column in ("rung", "grade", "letter"):
        assert list(dots[column]) == [one.grade for one in graded], column
    assert list(dots["dashed"]) == [one.is_month for one in graded]
    for row, one in zip(each_row(dots), graded, strict=True):
        assert row.hover.startswith(f"<b>Overall effectiveness: {one.grade}</b>")
        assert DATE.match(row.date), f"{one.begins} has no date beside it"
    # Every date that is written is the date of a dot, and no dot is without one: each has its own words.
    said = sorted(row.date.split()[-1] for row in each_row(dots))
    assert len(said) == len(graded)


def compare_visits(back: Timeline, bodies: list[tuple[str, list[dict[str, Any]]]], by: By) -> None:
    for lane, (kind, symbol) in VISITS.items():
        wanted = []
        for owner, rows in bodies:
            dated = [(when(row, by), row) for row in rows if row["kind"] == kind]
            ordered = sorted(
                (found[0], row["number"] or 0, row["id"], found[1], found[2], row)
                for found, row in dated if found[0] is not None
            )  # fmt: skip
            wanted += [(owner, *one) for one in ordered]
        mine = back.visits[back.visits["lane"] == lane]
        middles = [day.replace(day=15) if month else day for _, day, _, _, month, _, _ in wanted]
        order = sorted(range(len(wanted)), key=lambda place: middles[place])
        assert len(mine) == len(wanted), lane
        for row, place in zip(each_row(mine), order, strict=True):
            owner, _, number, _, month, borrowed, event = wanted[place]
            assert abs(row.day - (middles[place] - EPOCH).days) <= 0.3 / back.a_day + 0.01, (lane, middles[place])
            assert (row.is_month > 0, row.dashed) == (month, month)
            assert not month or 28 <= row.is_month <= 31
            priority = lane == "Focused visits" and bool(event["priority"])
            assert row.symbol == ("octagon" if priority else symbol)
            assert row.fill == ("#d4351c" if priority else "#ffffff")
            assert row.muted == borrowed
        # Marks of one month are drawn in the order of their dates; what is said of them is what the tables say.
        says = sorted(mine["said"])
        assert says == sorted(
            "!" if lane == "Focused visits" and event["priority"] else str(number or "") if symbol == "diamond" else ""
            for _, _, number, _, _, _, event in wanted
        )
        for owner, _, number, _, _, _, event in wanted:
            title = f" {number}</b><br>{owner}" if lane == "Monitoring visits" and number else f"</b><br>{owner}"
            assert mine["hover"].str.contains(title, regex=False).any(), (lane, owner, number)
            if event["priority"]:
                many = f"{event['priority']} area{'s' if event['priority'] > 1 else ''} for priority action"
                assert mine["hover"].str.contains(many, regex=False).any()


Waits = dict[str, list[int]]
"""Days from the start of one ILACS inspection to that of the next, by the overall grade that the first gave."""
STOPPED = dt.date(2020, 3, 17)


def waits_of(tables: dict[str, list[dict[str, Any]]], today: dt.date) -> Waits:
    """The waits so far, but for those in which the pandemic stopped routine inspection."""
    found: Waits = {}
    for rows in tables.values():
        begun = sorted((row["start"], row["judgements"].get("overall_effectiveness", ("", ""))[0]) for row in rows
                       if row["framework"] == "ILACS" and row["kind"] in FULL and row["start"] and row["start"] <= today)  # fmt: skip
        for (start, grade), (end, _) in itertools.pairwise(begun):
            if grade and not start <= STOPPED < end:
                found.setdefault(grade, []).append((end - start).days)
    return found


def compare_window(
    back: Timeline, story: Story, rows: list[dict[str, Any]], waits: Waits | None, today: dt.date
) -> None:
    """The band lies from the shortest wait to the longest after the latest inspection, and nowhere else is one."""
    full = [row for row in rows if row["kind"] in FULL and row["framework"] in {"SIF", "ILACS"}]
    full.sort(key=lambda row: row["start"] or row["published"] or dt.date.min)
    start = full[-1]["start"] if full else None
    grade = full[-1]["judgements"].get("overall_effectiveness", ("", ""))[0] if full else ""
    days = (waits or {}).get(grade, [])
    gone = story.authority.abolished is not None and story.authority.abolished <= today
    if not days or gone or start is None:
        assert not len(back.window)
        return
    (window,) = each_row(back.window)
    near = 0.3 / back.a_day
    wanted = [(start - EPOCH).days + round(n) for n in (min(days), max(days), sum(days) / len(days))]
    assert abs(window.begins - wanted[0]) <= near and abs(window.average - wanted[2]) <= near + 1
    assert abs(window.ends - max(wanted[1], wanted[0] + 2 / back.a_day)) <= near
    assert window.tint == pytest.approx((window.begins, window.ends), abs=near)
    said = [f"{MONTHS[day.month - 1]} {day.year}" for day in (EPOCH + dt.timedelta(days=n) for n in wanted[:2])]
    assert window.words.startswith(" to ".join(said))
    is_past = EPOCH + dt.timedelta(days=wanted[1]) < today
    assert not window.words.endswith("now past") or is_past
    assert f"If this wait is like the {len(days)} after {grade.lower()} so far" in window.hover


def said_edge(back: Timeline) -> dt.date:
    """The day that the words at the edge name."""
    day, month, year = back.edge.removeprefix("Abolished ").split(",")[0].split()[-3:]
    return dt.date(int(year), [*MONTHS, *LONG_MONTHS].index(month) % 12 + 1, int(day))


def check(story: Story, rows: list[dict[str, Any]], before: list[tuple[Story, list[dict[str, Any]]]], by: By,
          today: dt.date, width: Width, waits: Waits | None = None, coming: Awaited | None = None) -> None:  # fmt: skip
    """One drawing against the tables; `waits` are those that the tables tell, of which a window is drawn."""
    form = FORMS[width]
    back = read(drawn(timeline(story, by=by, today=today, width=width, coming=coming), form.width))
    compare_window(back, story, rows, waits, today)
    body = story.authority
    gone = body.abolished is not None and body.abolished <= today
    until = body.abolished if gone and body.abolished else said_edge(back)
    assert back.edge.startswith("Abolished " if gone else ("Data to", "Record ends", "Inspections known to"))
    assert said_edge(back) == until
    assert until == today or gone or not back.edge.startswith("Data to")
    alone = before if len(before) == 1 else []
    expected: list[Stood] = []
    for lane in LANES:
        if lane in SIF_ALONE and form.is_compact:
            continue
        for old, old_rows in alone:
            expected += stood(old_rows, old.authority.name, lane, by, body.established or until)
        expected += stood(rows, body.name, lane, by, until)
    if len(before) > 1:
        for old, old_rows in before:
            ended = old.authority.abolished or until
            expected += stood(
                old_rows, old.authority.name, "Overall effectiveness", by, ended, named=old.authority.name
            )
    compare(back, expected, slack=3.2 if before or gone or body.established else 0)
    compare_dots(back, expected)
    compare_visits(back, [*((old.authority.name, old_rows) for old, old_rows in alone), (body.name, rows)], by)


@pytest.fixture(scope="module")
def every(dataset: Dataset) -> dict[str, Story]:
    return stories(dataset)


def test_every_authority_as_in_the_tables(every: dict[str, Story], dataset: Dataset) -> None:
    tables = {story.authority.code: from_tables(dataset, story.authority.code) for story in every.values()}
    waits = waits_of(tables, dataset.reach)
    for place, (slug, story) in enumerate(sorted(every.items())):
        by: By = "inspection" if place % 3 == 0 else "publication"
        width: Width = (*FORMS,)[place % len(FORMS)]
        before = [(old, tables[old.authority.code]) for old in story.before]
        coming = awaited(dataset, story, dataset.reach)
        try:
            check(story, tables[story.authority.code], before, by, dataset.reach, width, waits, coming)
        except AssertionError as fault:
            raise AssertionError(f"{slug} by {by}, {width}") from fault


CASES = [
    *("dudley", "birmingham", "cumberland", "westmorland-and-furness", "west-northamptonshire", "isles-of-scilly"),
    *("bournemouth-christchurch-and-poole", "bournemouth", "dorset", "northamptonshire"),
]


@pytest.mark.parametrize("width", FORMS)
@pytest.mark.parametrize("by", ["publication", "inspection"])
def test_hard_cases_at_every_width(every: dict[str, Story], dataset: Dataset, by: By, width: Width) -> None:
    for slug in CASES:
        story = every[slug]
        before = [(old, from_tables(dataset, old.authority.code)) for old in story.before]
        for today in (dataset.reach, dt.date(2027, 5, 17)):
            check(story, from_tables(dataset, story.authority.code), before, by, today, width)


def made_cases(made: dict[str, Story]) -> Iterator[Story]:
    yield from made.values()
    dudley = made["dudley"]
    month = [
        replace(event, start_precision=type(event.start_precision).MONTH) if event.start and place % 2 else event
        for place, event in enumerate(dudley.events)
    ]
    yield replace(dudley, events=tuple(month))
    yield replace(dudley, events=dudley.events[:1])


@pytest.mark.parametrize("width", FORMS)
def test_histories_made_by_hand(made: dict[str, Story], width: Width) -> None:
    for story in made_cases(made):
        for by in ("publication", "inspection"):
            before = [(old, plain(old)) for old in story.before]
            check(story, plain(story), before, by, dt.date(2026, 11, 24), width)


def test_a_month_is_as_wide_as_it_is_and_stands_at_its_middle(made: dict[str, Story]) -> None:
    back = read(drawn(timeline(made["dudley"], by="inspection", today=dt.date(2026, 11, 24), width="large"), 1040))
    (visit,) = each_row(back.visits[back.visits["is_month"] > 0].query("said == '5'"))
    assert EPOCH + dt.timedelta(days=round(visit.day)) == dt.date(2018, 1, 15)
    assert round(visit.is_month) == 30


def test_letters_are_those_of_the_grades() -> None:
    assert LETTERS == {"O": "Outstanding", "G": "Good", "RI": "Requires improvement", "I": "Inadequate"}
