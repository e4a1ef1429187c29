"""Every family of document, from made reports and letters in the layout of the real ones."""

from __future__ import annotations

import datetime as dt

import pytest

from loaders.grades import Grade, Judgement, Status
from loaders.reports import parse as parse_clean
from loaders.reports.reading import Document, Reading
from loaders.reports.text import clean
from tests.loaders.reports.made_reports import ilacs, jtai, letter, send, sif


def parse(pages: list[str]) -> Reading:
    """What a document says whose pages hold this text as a PDF gives it."""
    return parse_clean([clean(page) for page in pages])


MONITORED = (
    "The visit was the {ordinal} monitoring visit since the local authority was judged inadequate in April 2016. "
)


@pytest.mark.parametrize(
    ("ordinal", "number"), [("first", 1), ("second", 2), ("fourth", 4), ("seventh", 7), ("eleventh", 11)]
)
@pytest.mark.parametrize("name", ["Northbridge", "Dudley", "North East Lincolnshire", "Kingston upon Hull"])
def test_a_monitoring_letter_says_which_it_is_and_since_when(ordinal: str, number: int, name: str) -> None:
    pages = letter(
        kind="monitoring",
        name=name,
        dated="15 September 2020",
        days="on 20 August 2020",
        number=MONITORED.format(ordinal=ordinal),
    )
    said = parse(pages)
    assert said.document == Document.MONITORING_VISIT
    assert said.authority == name
    assert (said.start_date, said.end_date) == (dt.date(2020, 8, 20), dt.date(2020, 8, 20))
    assert said.visit_number == number
    assert said.inadequate_since == dt.date(2016, 4, 1)
    assert said.theme == "Front door"
    assert said.judgements == {}


def test_a_monitoring_letter_that_gives_no_number_has_none() -> None:
    said = parse(letter(kind="monitoring", days="on 20 August 2020"))
    assert said.document == Document.MONITORING_VISIT
    assert said.visit_number is None


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on 18 and 19 December 2019", (2019, 12, 18), (2019, 12, 19)),
        ("on 3 to 4 December 2025", (2025, 12, 3), (2025, 12, 4)),
        ("on 31 October and 1 November 2023", (2023, 10, 31), (2023, 11, 1)),
        ("on 20 August 2020", (2020, 8, 20), (2020, 8, 20)),
    ],
)
def test_a_focused_letter(words: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    said = parse(letter(days=words, dated=None, priority=["The one."], points=3))
    assert said.document == Document.FOCUSED_VISIT
    assert (said.start_date, said.end_date) == (dt.date(*start), dt.date(*end))
    assert (said.theme, said.priority_action_areas, said.improvement_areas) == ("Front door", 1, 3)
    assert said.visit_number is None


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("are inadequate", Grade.INADEQUATE),
        ("require improvement", Grade.REQUIRES_IMPROVEMENT),
        ("requires improvement", Grade.REQUIRES_IMPROVEMENT),
        ("require improvement to be good", Grade.REQUIRES_IMPROVEMENT),
        ("are good", Grade.GOOD),
        ("are outstanding", Grade.OUTSTANDING),
    ],
)
def test_a_sif_report_in_every_wording(words: str, grade: Grade) -> None:
    said = parse(
        sif(
            ["Inadequate", "Requires improvement", "Good", "Outstanding", "Good"],
            overall=f"Children’s services in Northbridge {words}",
        )
    )
    assert said.document == Document.SIF
    assert said.judgements == {
        Judgement.OVERALL: grade,
        Judgement.HELP_AND_PROTECTION: Grade.INADEQUATE,
        Judgement.CHILDREN_IN_CARE: Grade.REQUIRES_IMPROVEMENT,
        Judgement.ADOPTION: Grade.GOOD,
        Judgement.CARE_LEAVERS: Grade.OUTSTANDING,
        Judgement.LEADERSHIP: Grade.GOOD,
        Judgement.LSCB: Grade.REQUIRES_IMPROVEMENT,
    }
    assert (said.start_date, said.end_date) == (dt.date(2016, 1, 11), dt.date(2016, 2, 8))
    assert said.publication_date == dt.date(2016, 4, 5)


def test_a_sif_reinspection_is_one() -> None:
    assert parse(sif(["Good"] * 5, again=True, overall="Children’s services in Northbridge are good")).is_reinspection


LABELS = (
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
)


def test_the_three_shapes_of_ilacs() -> None:
    combined = [*LABELS[:2], "The experiences and progress of children in care and care leavers", LABELS[4]]
    first = parse(ilacs([(label, "Good") for label in combined]))
    assert first.not_graded[Judgement.CARE_LEAVERS] == Status.NOT_SEPARATE
    assert Judgement.CARE_LEAVERS not in first.judgements
    second = parse(ilacs([(label, "Good") for label in LABELS], days="9 to 20 October 2023"))
    assert len(second.judgements) == 5
    third = parse(ilacs([(label, "Good") for label in LABELS[:4]], days="11 to 22 May 2026"))
    assert third.not_graded[Judgement.OVERALL] == Status.NOT_GIVEN
    assert Judgement.OVERALL not in third.judgements


def test_a_joint_inspection_has_its_theme_and_days() -> None:
    said = parse(jtai("children who are victims of domestic abuse"))
    assert said.document == Document.JTAI
    assert said.theme == "domestic abuse"
    assert (said.start_date, said.end_date) == (dt.date(2024, 12, 9), dt.date(2024, 12, 13))


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("The local area partnership’s arrangements typically lead to positive", "typically positive"),
        ("The local area partnership’s arrangements lead to inconsistent", "inconsistent"),
        (
            "There are widespread and/or systemic failings leading to significant concerns about the",
            "widespread and/or systemic failings",
        ),
    ],
)
def test_an_area_send_report_has_one_of_three_outcomes_and_ofsteds_lead(words: str, outcome: str) -> None:
    said = parse(send(words))
    assert (said.document, said.outcome, said.lead_inspector) == (Document.AREA_SEND, outcome, "Jane Example")
