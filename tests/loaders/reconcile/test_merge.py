"""The merge: one record per inspection, whatever the order of the sources."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import permutations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status
from loaders.observation import JudgementRecord, Observation
from loaders.reconcile.merge import Merged, merge
from loaders.reconcile.observation_table import from_frame, to_frame
from loaders.schema import OBSERVATIONS

RELEASES = ["ofsted-2023", "ofsted-2024", "ofsted-2025"]
DAY = dt.date(2022, 9, 5)


def observation(source: str = "ofsted-2025", **changes: object) -> Observation:
    values: dict[str, object] = {
        "authority_code": "E08000027",
        "framework": Framework.ILACS,
        "event_type": EventType.STANDARD_INSPECTION,
        "source": source,
        "where": f"{source}, row 7",
    }
    values |= changes
    if values.get("start_date") and "date_precision" not in changes:
        values["date_precision"] = Precision.DAY
    if values.get("publication_date") and "publication_precision" not in changes:
        values["publication_precision"] = Precision.DAY
    return Observation(**values)  # type: ignore[arg-type]


def overall(grade: Grade) -> tuple[JudgementRecord, ...]:
    return (JudgementRecord(Judgement.OVERALL, grade, str(grade)),)


def merged(*observations: Observation, known_ids: dict[Observation, str] | None = None) -> Merged:
    return merge(
        observations,
        slugs={"E08000027": "dudley"},
        releases=RELEASES,
        page_of=lambda _: "https://reports.ofsted.gov.uk/provider/44/80464",
        known_ids=known_ids,
    )


def ledger(result: Merged) -> list[tuple[str, str, str, str, str]]:
    columns = ["field", "value_used", "source_used", "value_other", "source_other"]
    return list(result.disagreements[columns].itertuples(index=False, name=None))


def test_the_report_s_own_address_comes_before_any_other_page() -> None:
    """The highest source names a page of the authority, the press one of its own; only the report has the document."""
    pages = {
        "ofsted-2025": observation(
            "ofsted-2025", start_date=DAY, report_url="https://reports.ofsted.gov.uk/provider/44/1"
        ),
        "press": observation("press", start_date=DAY, report_url="https://example.org/news"),
        "ofsted-reports": observation(
            "ofsted-reports", start_date=DAY, document="ab" * 32, report_url="https://files.ofsted.gov.uk/v1/file/7"
        ),
    }
    for names in permutations(pages):
        (row,) = merged(*(pages[name] for name in names)).inspections.to_dict("records")
        assert row["report_url"] == "https://files.ofsted.gov.uk/v1/file/7"
    (row,) = merged(pages["press"], pages["ofsted-2025"]).inspections.to_dict("records")
    assert row["report_url"] == "https://reports.ofsted.gov.uk/provider/44/1"


def test_a_day_that_any_source_knows_comes_before_a_month() -> None:
    """The latest workbook knows the month of the start alone; the day is used, and the month contradicts nobody."""
    month = observation(
        "ofsted-2025", start_date=DAY.replace(day=1), date_precision=Precision.MONTH, publication_date=DAY
    )
    day = observation("ofsted-reports", start_date=DAY, publication_date=DAY)
    for pair in permutations([month, day]):
        (row,) = merged(*pair).inspections.to_dict("records")
        assert (row["start_date"], row["date_precision"]) == ("2022-09-05", "day")


def test_of_two_earlier_workbooks_the_later_one_wins() -> None:
    """The latest that lists the event is believed first; what it does not give comes from the later of the others."""
    three = [
        observation("ofsted-2023", start_date=DAY, theme="Front door"),
        observation("ofsted-2024", start_date=DAY, theme="Care leavers"),
        observation("ofsted-2025", start_date=DAY),
    ]
    for order in permutations(three):
        (row,) = merged(*order).inspections.to_dict("records")
        assert row["theme"] == "Care leavers"


def test_equal_starts_are_one_inspection() -> None:
    result = merged(
        observation(start_date=DAY, judgements=overall(Grade.GOOD)),
        observation("ofsted-reports", start_date=DAY, end_date=DAY + dt.timedelta(days=11), document="ab" * 32),
    )
    assert len(result.inspections) == 1
    row = result.inspections.iloc[0]
    assert row["inspection_id"] == "dudley-ilacs-2022-09-05"
    assert row["end_date"] == "2022-09-16"
    assert row["source"] == "ofsted-2025"
    assert row["report_url"] == "https://reports.ofsted.gov.uk/provider/44/80464"


def test_publications_within_ten_days_are_one_inspection_and_later_ones_are_not() -> None:
    first = observation("ofsted-2023", publication_date=DAY)
    assert (
        len(merged(first, observation("ofsted-reports", publication_date=DAY + dt.timedelta(days=10))).inspections) == 1
    )
    assert (
        len(merged(first, observation("ofsted-reports", publication_date=DAY + dt.timedelta(days=11))).inspections) == 2
    )


def test_a_wrong_start_in_an_earlier_workbook_is_kept_in_the_ledger() -> None:
    result = merged(
        observation("ofsted-2023", start_date=dt.date(2022, 11, 5)),
        observation("ofsted-2025", start_date=DAY),
        observation("ofsted-reports", start_date=DAY),
    )
    assert list(result.inspections["start_date"]) == ["2022-09-05"]
    assert ledger(result) == [("start_date", "2022-09-05", "ofsted-2025", "2022-11-05", "ofsted-2023")]


def test_the_later_release_wins_and_the_earlier_grade_is_kept() -> None:
    result = merged(
        observation("ofsted-2024", start_date=DAY, judgements=overall(Grade.GOOD)),
        observation("ofsted-2025", start_date=DAY, judgements=overall(Grade.REQUIRES_IMPROVEMENT)),
    )
    assert list(result.judgements["grade"]) == ["Requires improvement"]
    assert ledger(result) == [("overall_effectiveness", "Requires improvement", "ofsted-2025", "Good", "ofsted-2024")]


def test_the_report_comes_before_an_earlier_workbook_but_after_the_latest() -> None:
    report = observation("ofsted-reports", start_date=DAY, theme="Front door", document="cd" * 32)
    early, late = (
        observation(name, start_date=DAY, theme=theme)
        for name, theme in (("ofsted-2023", "Care leavers"), ("ofsted-2025", "Children in care"))
    )
    assert list(merged(report, early, late).inspections["theme"]) == ["Children in care"]
    undecided = replace(late, theme=None)
    assert list(merged(report, early, undecided).inspections["theme"]) == ["Front door"]


def test_a_grade_counts_before_silence_and_silence_has_its_reason() -> None:
    blank = (JudgementRecord(Judgement.CARE_LEAVERS, None, "", Status.NOT_SEPARATE),)
    graded = (JudgementRecord(Judgement.CARE_LEAVERS, Grade.GOOD, "Good"),)
    alone = merged(observation(start_date=DAY, judgements=blank)).judgements.iloc[0]
    assert pd.isna(alone["grade"])
    assert alone["status"] == "not_separate"
    both = merged(
        observation(start_date=DAY, judgements=blank), observation("ofsted-reports", start_date=DAY, judgements=graded)
    )
    assert list(both.judgements["grade"]) == ["Good"]
    assert ledger(both) == [("care_leavers", "Good", "ofsted-reports", "not_separate", "ofsted-2025")]


def test_a_month_joins_a_day_of_that_month_and_makes_no_disagreement() -> None:
    visit = {"event_type": EventType.MONITORING_VISIT}
    press = observation(
        "press", start_date=dt.date(2017, 2, 1), date_precision=Precision.MONTH, visit_number=2, **visit
    )
    letter = observation("ofsted-reports", start_date=dt.date(2017, 2, 21), **visit)
    result = merged(press, letter)
    assert list(result.inspections["start_date"]) == ["2017-02-21"]
    assert list(result.inspections["date_precision"]) == ["day"]
    assert list(result.inspections["visit_number"]) == ["2"]
    assert result.disagreements.empty


def test_a_visit_known_by_its_number_alone_is_kept_without_a_date() -> None:
    result = merged(observation("press", event_type=EventType.MONITORING_VISIT, visit_number=7))
    row = result.inspections.iloc[0]
    assert row["inspection_id"] == "dudley-monitoring-visit-number-7"
    assert pd.isna(row["start_date"])
    assert row["date_precision"] == "unknown"


def test_a_printed_date_that_differs_from_the_link_is_in_the_ledger() -> None:
    letter = observation(
        "ofsted-reports",
        event_type=EventType.FOCUSED_VISIT,
        start_date=dt.date(2019, 12, 18),
        publication_date=dt.date(2020, 1, 21),
        printed_publication_date=dt.date(2019, 1, 21),
    )
    result = merged(letter)
    assert list(result.inspections["publication_date"]) == ["2020-01-21"]
    assert ledger(result) == [("publication_date", "2020-01-21", "ofsted-site", "2019-01-21", "ofsted-reports")]


def test_an_event_keeps_the_key_that_it_had() -> None:
    before = observation("ofsted-2023", publication_date=DAY)
    result = merged(
        before,
        observation("ofsted-reports", start_date=DAY - dt.timedelta(days=40), publication_date=DAY),
        known_ids={before: "dudley-sif-2022-09-05"},
    )
    assert list(result.inspections["inspection_id"]) == ["dudley-sif-2022-09-05"]


def test_each_difference_says_why_the_value_used_is_used() -> None:
    printed = dt.date(2021, 9, 5)
    misprinted = observation("ofsted-reports", start_date=DAY, printed_start_date=printed, publication_date=DAY)
    result = merged(misprinted, observation("press", publication_date=DAY + dt.timedelta(days=2)))
    assert list(result.disagreements[["field", "value_other", "reason"]].itertuples(index=False, name=None)) == [
        ("publication_date", "2022-09-07", "what the report says, before what earlier workbooks say"),
        ("start_date", "2021-09-05", "the year printed is a misprint: the other end and the letter's own date tell"),
    ]
    month = observation(start_date=dt.date(2022, 10, 1), date_precision=Precision.MONTH, publication_date=DAY)
    day = observation("ofsted-reports", start_date=dt.date(2022, 9, 5), publication_date=DAY)
    result = merged(month, day)
    assert list(result.disagreements["reason"]) == ["known to the day"]
    releases = merged(
        observation("ofsted-2023", start_date=DAY, judgements=overall(Grade.GOOD)),
        observation("ofsted-2025", start_date=DAY, judgements=overall(Grade.INADEQUATE)),
    )
    assert list(releases.disagreements["reason"]) == ["the latest official workbook that lists the event"]


def test_a_row_an_element_and_a_blank_for_a_point_without_one() -> None:
    elements = (("outcome 3", "enabler 2"), (), ("outcome 1",))
    result = merged(
        observation(start_date=DAY),
        observation("ofsted-reports", start_date=DAY, elements=elements, improvement_areas=3),
    )
    key = result.inspections["inspection_id"].iloc[0]
    assert result.improvements.fillna("").to_numpy().tolist() == [
        [key, "1", "outcome 3"],
        [key, "1", "enabler 2"],
        [key, "2", ""],
        [key, "3", "outcome 1"],
    ]
    assert merged(observation(start_date=DAY, improvement_areas=3)).improvements.empty


def test_a_board_that_a_report_did_not_review_contradicts_nobody() -> None:
    graded = (JudgementRecord(Judgement.LSCB, Grade.GOOD, "Good"),)
    silent = (JudgementRecord(Judgement.LSCB, None, "", Status.NOT_SEPARATE),)
    result = merged(
        observation(start_date=DAY, judgements=graded), observation("ofsted-reports", start_date=DAY, judgements=silent)
    )
    assert list(result.judgements["grade"]) == ["Good"]
    assert result.disagreements.empty


dates = st.dates(dt.date(2015, 1, 1), dt.date(2016, 1, 1))


@st.composite
def observations(draw: st.DrawFn) -> Observation:
    start = draw(st.none() | dates)
    published = draw(st.none() | dates)
    grade = draw(st.sampled_from(list(Grade)))
    elements = draw(st.sampled_from([(), (("outcome 3",), ("enabler 2", "principle 4")), ((), ("outcome 1",))]))
    return observation(
        draw(st.sampled_from([*RELEASES, "ofsted-reports", "press"])),
        where=str(draw(st.integers(0, 5))),
        event_type=draw(st.sampled_from([EventType.STANDARD_INSPECTION, EventType.FOCUSED_VISIT])),
        start_date=start,
        publication_date=published,
        judgements=overall(grade),
        elements=elements,
        improvement_areas=len(elements) if elements else draw(st.none() | st.just(2)),
        printed_start_date=draw(st.none() | dates),
    )


@given(st.lists(observations(), min_size=1, max_size=6))
def test_points_run_from_one_to_the_number_of_points_of_the_inspection(items: list[Observation]) -> None:
    result = merged(*items)
    counts = dict(zip(result.inspections["inspection_id"], result.inspections["improvement_areas"], strict=True))
    for key, rows in result.improvements.groupby("inspection_id"):
        assert list(dict.fromkeys(rows["point"])) == [str(number) for number in range(1, int(counts[key]) + 1)]


@given(st.lists(observations(), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(items: list[Observation], random: object) -> None:
    shuffled = items + items[:3]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = merged(*items), merged(*shuffled)
    for name in ("inspections", "judgements", "disagreements", "improvements", "observations"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name))


@given(st.lists(observations(), min_size=1, max_size=12))
def test_no_observation_is_lost_and_no_key_stands_twice(items: list[Observation]) -> None:
    result = merged(*items)
    assert len(result.observations) == len(set(items))
    assert result.inspections["inspection_id"].is_unique
    assert set(result.observations["inspection_id"]) == set(result.inspections["inspection_id"])


@given(st.lists(observations(), min_size=1, max_size=12))
def test_merging_what_was_kept_again_gives_the_same(items: list[Observation]) -> None:
    first = merged(*items)
    frame = first.observations.copy()
    for column in OBSERVATIONS.columns:
        if column.type == "date":
            frame[column.name] = pd.to_datetime(frame[column.name])
        elif column.type == "integer":
            frame[column.name] = pd.to_numeric(frame[column.name]).astype("Int64")
    pairs = list(from_frame(frame))
    again = merged(*(item for _, item in pairs), known_ids={item: key for key, item in pairs})
    pd.testing.assert_frame_equal(first.inspections, again.inspections)
    pd.testing.assert_frame_equal(first.observations, to_frame((key, item) for key, item in pairs))
