"""What several sheets of one workbook say of the same inspection."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grades import EventType, Framework, Grade, Judgement, Precision
from loaders.observation import JudgementRecord, Observation
from loaders.workbooks.joining import LONGEST_WAIT, join_sheets

START, PUBLISHED = dt.date(2022, 7, 11), dt.date(2022, 9, 5)


def seen(
    where: str,
    *,
    start: dt.date | None = None,
    published: dt.date | None = None,
    event_type: EventType = EventType.STANDARD_INSPECTION,
    grade: Grade = Grade.GOOD,
    authority: str = "E06000018",
) -> Observation:
    judgements = (JudgementRecord(Judgement.OVERALL, grade, str(grade)),) if event_type.is_full else ()
    return Observation(
        authority_code=authority,
        framework=Framework.ILACS,
        event_type=event_type,
        source="made",
        where=where,
        start_date=start,
        date_precision=Precision.DAY if start else Precision.UNKNOWN,
        publication_date=published,
        publication_precision=Precision.DAY if published else Precision.UNKNOWN,
        judgements=judgements,
    )


def test_a_start_and_a_publication_meet() -> None:
    latest = seen("latest", start=START, event_type=EventType.FULL_INSPECTION)
    history = seen("history", published=PUBLISHED, event_type=EventType.SHORT_INSPECTION)
    (joined,) = join_sheets([latest, history])
    assert (joined.start_date, joined.publication_date) == (START, PUBLISHED)
    assert (joined.event_type, joined.where) == (EventType.SHORT_INSPECTION, "history; latest")
    assert (joined.date_precision, joined.publication_precision) == (Precision.DAY, Precision.DAY)


def test_the_publication_that_came_soonest_is_the_one() -> None:
    found = join_sheets(
        [
            seen("first", published=START - dt.timedelta(days=900)),
            seen("second", published=PUBLISHED),
            seen("latest", start=START, event_type=EventType.FULL_INSPECTION),
        ]
    )
    assert [(item.where, item.start_date) for item in found] == [("first", None), ("second; latest", START)]


@pytest.mark.parametrize("order", [("soon", "late"), ("late", "soon")])
def test_of_two_publications_that_could_be_it_is_the_nearer(order: tuple[str, str]) -> None:
    days = {"soon": PUBLISHED, "late": START + dt.timedelta(days=290)}
    latest = seen("latest", start=START, event_type=EventType.FULL_INSPECTION)
    found = {
        item.where: item.start_date
        for item in join_sheets([*(seen(one, published=days[one]) for one in order), latest])
    }
    assert found == {"soon; latest": START, "late": None}


def test_grades_that_differ_stay_apart_with_both_dates() -> None:
    found = join_sheets([seen("a", start=START), seen("b", published=PUBLISHED, grade=Grade.INADEQUATE)])
    assert sorted(item.judgements[0].as_published for item in found) == ["Good", "Inadequate"]
    assert {(item.start_date, item.publication_date) for item in found} == {(START, PUBLISHED)}


def test_visits_and_other_authorities_are_left_alone() -> None:
    visit = seen("visit", start=START, event_type=EventType.FOCUSED_VISIT)
    report = seen("report", published=PUBLISHED)
    elsewhere = seen("elsewhere", start=START, authority="E06000019")
    assert set(join_sheets([visit, report, elsewhere])) == {visit, report, elsewhere}


def test_a_report_too_late_is_of_another_inspection() -> None:
    late = seen("late", published=START + LONGEST_WAIT + dt.timedelta(days=1))
    assert len(join_sheets([seen("latest", start=START), late])) == 2


DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2023, 12, 31))


@given(st.lists(st.tuples(st.sampled_from(["E06000018", "E06000019"]), DAYS, st.booleans(), st.booleans()), max_size=8))
def test_nothing_said_is_lost(facts: list[tuple[str, dt.date, bool, bool]]) -> None:
    items = [
        seen(
            f"row {number}",
            authority=authority,
            start=day if by_start else None,
            published=None if by_start else day,
            grade=Grade.GOOD if good else Grade.INADEQUATE,
        )
        for number, (authority, day, by_start, good) in enumerate(facts)
    ]
    found = join_sheets(items)
    rows = sorted(row for item in found for row in item.where.split("; "))
    assert rows == sorted(item.where for item in items)
    for item in found:
        for row in item.where.split("; "):
            (told,) = [one for one in items if one.where == row]
            assert told.judgements == item.judgements
            assert told.start_date in (None, item.start_date)
            assert told.publication_date in (None, item.publication_date)
