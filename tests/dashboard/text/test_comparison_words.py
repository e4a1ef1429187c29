"""What a comparison says in sentences, against standings made by hand."""

from __future__ import annotations

import datetime as dt

from dashboard.history.standing import Standing
from dashboard.statistics.compare_set import Comparison
from dashboard.text.comparison import counted, finding, standings_words
from loaders import Grade, Judgement, Status
from tests.dashboard.made_stories import made_span

NAMES = {"A": "Alder", "B": "Beech", "C": "Cedar", "D": "Damson"}
CHOSEN = Comparison("a,b,c,d", ("A", "B", "C", "D"), "A", "The authorities chosen")
NONE = Comparison("a,b,c,d", ("A", "B", "C", "D"), None, "The authorities chosen")


def stand(grade: Grade | None, held: Grade | None = None, status: Status = Status.GRADED) -> Standing:
    day = dt.date(2024, 3, 1)
    latest = made_span(grade, day, day, status=status)
    graded = made_span(held, day, day) if held else latest if grade else None
    return Standing(latest, graded, None)


LEADERSHIP = {
    "A": stand(Grade.REQUIRES_IMPROVEMENT),
    "B": stand(Grade.OUTSTANDING),
    "C": stand(Grade.REQUIRES_IMPROVEMENT),
    "D": stand(Grade.INADEQUATE),
}
LEAVERS = {
    "A": stand(None, Grade.GOOD, Status.NOT_SEPARATE),
    "B": stand(Grade.GOOD),
    "C": stand(Grade.GOOD),
}


def test_the_chosen_authority_stands_beside_the_others() -> None:
    stands = {Judgement.LEADERSHIP: LEADERSHIP, Judgement.CARE_LEAVERS: LEAVERS}
    assert standings_words(CHOSEN, stands, NAMES) == [
        "Impact of leaders: Alder requires improvement; of three others with a grade, one holds a better grade, one the same "
        "and one a worse one.",
        "Care leavers: Alder holds no grade.",
    ]


def test_where_none_is_chosen_the_ends_are_named() -> None:
    assert standings_words(NONE, {Judgement.LEADERSHIP: LEADERSHIP}, NAMES) == [
        "Outstanding for one judgement or more: Beech (the impact of leaders).",
        "Inadequate for one judgement or more: Damson (the impact of leaders).",
    ]
    assert standings_words(NONE, {Judgement.CARE_LEAVERS: LEAVERS}, NAMES)[1].endswith(": no authority.")


def test_a_grade_that_a_later_inspection_did_not_give_again_is_not_counted() -> None:
    assert counted(LEAVERS, CHOSEN.codes) == (2, 2)
    assert finding(NONE, {Judgement.CARE_LEAVERS: LEAVERS}, NAMES).startswith("The authorities chosen: 2 of 2 are good")


def test_an_overall_grade_ends_where_none_is_given_any_more() -> None:
    overall = {"A": stand(None, Grade.GOOD, Status.NOT_GIVEN), "B": stand(Grade.GOOD, Grade.GOOD)}
    assert counted(overall, ("A", "B")) == (1, 1)
