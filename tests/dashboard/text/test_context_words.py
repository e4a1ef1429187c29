"""Sentences on other statistics: what they say of made figures, and what they never say."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from typing import get_args

import pandas as pd
import pytest

from dashboard.statistics.context import around as near
from dashboard.statistics.context import before_after, by_grade, children
from dashboard.statistics.context.figures import Measure, named, of_period, periods
from dashboard.statistics.graded import graded
from dashboard.text import context as words
from loaders import Dataset, Judgement

PERCENT = Measure("rate", "Made rate", "percent", "at 30 September", "A rate.", "Nobody", "Made")
YEARLY = PERCENT._replace(period="the year to 30 September")
CASES = PERCENT._replace(unit="cases")
PER_CHILD = PERCENT._replace(unit="per 10,000 children", period="on 31 March")
CHILDREN = PERCENT._replace(label="Children", unit="children", period="on 30 June")
DAY = dt.date(2024, 9, 30)


@pytest.mark.parametrize(
    ("measure", "figure", "said"),
    [
        (PERCENT, 13, "13.0%"),
        (CASES, 15.24, "15.2 cases"),
        (PER_CHILD, 67, "67 per 10,000 children"),
        (CHILDREN, 12183016, "12,183,016 children"),
    ],
)
def test_a_figure_with_its_unit(measure: Measure, figure: float, said: str) -> None:
    assert words.value(measure, figure) == said


def test_from_one_figure_to_another() -> None:
    assert words.span(PERCENT, 4.4, 14.62) == "4.4% to 14.6%"
    assert words.span(PER_CHILD, 71, 111) == "71 to 111 per 10,000 children"


def test_the_period_of_a_figure() -> None:
    assert words.when(PERCENT, DAY) == "at 30 September 2024"
    assert words.when(YEARLY, DAY) == "in the year to 30 September 2024"
    assert words.when(PER_CHILD, dt.date(2024, 3, 31)) == "on 31 March 2024"


@pytest.mark.parametrize(
    ("figure", "other", "said"),
    [
        (14.5, 13, "1.5 percentage points above"),
        (12, 13, "1.0 percentage point below"),
        (13.04, 12.96, "the same as"),  # as shown both are 13.0
    ],
)
def test_how_a_figure_stands_to_another(figure: float, other: float, said: str) -> None:
    assert words.beside(PERCENT, figure, other) == said


def lanes(**changes: object) -> pd.DataFrame:
    row = {
        "period_end": pd.Timestamp(DAY),
        "authority_code": "a",
        "value": 14.5,
        "status": None,
        "england": 13.0,
        "lower": 4.2,
        "middle": 9.0,
        "upper": 14.5,
        "neighbours": 10,
    }
    return pd.DataFrame([{**row, **changes}])


def test_the_last_figure_beside_england_and_the_neighbours() -> None:
    assert words.around(lanes(), "a", "Ashby", PERCENT) == (
        "Ashby: made rate 14.5% at 30 September 2024, 1.5 percentage points above England’s 13.0% and within the middle "
        "half of its ten statistical neighbours (4.2% to 14.5%)"
    )
    assert words.around(lanes(value=3.0, status="joint", neighbours=8), "a", "Ashby", CASES, ["Barton"]) == (
        "Ashby: made rate 3.0 cases at 30 September 2024 (one return with Barton), 10.0 below England’s 13.0 and below "
        "the middle half of its ten statistical neighbours, of which eight have a figure (4.2 to 14.5 cases)"
    )
    assert words.around(lanes(lower=None, england=None), "a", "Ashby", PERCENT) == (
        "Ashby: made rate 14.5% at 30 September 2024"
    )
    assert words.around(lanes(value=1234.0), "a", "Ashby", CHILDREN) == "Ashby: children 1,234 on 30 September 2024"


def test_a_last_figure_that_is_not_the_newest_says_so() -> None:
    later = lanes(period_end=pd.Timestamp("2025-09-30"), value=None, status="rounds_to_zero", lower=None)
    both = pd.concat([lanes(), later], ignore_index=True)
    assert words.around(both, "a", "Ashby", PERCENT).endswith(
        "; no figure since (2025: so small that it rounds to zero)"
    )
    assert words.around(later, "a", "Ashby", PERCENT) == "Ashby: no figure of made rate is published"


def test_the_table_beside_the_lanes_is_newest_first_and_names_the_predecessor() -> None:
    rows = pd.concat(
        [
            lanes(authority_code="old", period_end=pd.Timestamp("2020-09-30"), value=None, status="low_reliability"),
            lanes(status="joint", lower=None),
        ],
        ignore_index=True,
    )
    assert words.lane_table(rows, {"a": "Ashby", "old": "Oldby"}, PERCENT) == [
        ["30 September 2024", "Ashby", "14.5% (joint return)", "13.0%", "Too few"],
        ["30 September 2020", "Oldby", "Too unreliable to print", "13.0%", "4.2% to 14.5%"],
    ]


def summary(*n: int) -> pd.DataFrame:
    grades = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    rows = [
        {"grade": grade, "n": count, "mean": 10.0 + place, "median": 20.0 + place}
        for place, (grade, count) in enumerate(zip(grades, n, strict=True))
    ]
    return pd.DataFrame(rows)


def test_the_title_by_grade_takes_grades_that_enough_authorities_hold() -> None:
    def title(*n: int, as_at: dt.date = DAY) -> str:
        return words.by_grade(summary(*n), CASES, DAY, as_at, Judgement.OVERALL)

    assert title(19, 57, 53, 4) == (
        "Made rate at 30 September 2024, by the grade held overall on that day: median 20.0 cases where it was "
        "outstanding (19 authorities), 22.0 where it required improvement (53)"
    )
    assert title(4, 57, 4, 4, as_at=dt.date(2025, 1, 1)) == (
        "Made rate at 30 September 2024, by the grade held overall on 1 January 2025: too few authorities to compare"
    )


def test_the_title_through_the_years_has_both_ends_with_their_numbers() -> None:
    def years(*counts: tuple[int, int, int, int]) -> pd.DataFrame:
        frames = [
            summary(*n).assign(period_end=pd.Timestamp(2020 + place, 9, 30), median=summary(*n)["median"] + place)
            for place, n in enumerate(counts)
        ]
        return pd.concat(frames, ignore_index=True)

    assert words.by_grade_years(years((19, 57, 53, 19), (9, 9, 9, 9), (30, 57, 30, 4)), YEARLY) == (
        "Made rate, by the grade held on 30 September of each year: median 20.0% in 2020 (19 authorities) and 22.0% in "
        "2022 (30) where it was outstanding; median 22.0% in 2020 (53 authorities) and 24.0% in 2022 (30) where it "
        "required improvement"
    )
    assert words.by_grade_years(years((9, 9, 9, 9)), YEARLY).endswith("of each year: too few years to compare")
    assert words.by_grade_years(years((9, 9, 1, 1), (1, 1, 9, 9)), YEARLY).endswith("too few authorities to compare")


def test_the_caption_by_grade_names_the_rule() -> None:
    said = words.by_grade_caption(DAY, dt.date(2024, 12, 31))
    assert "held on 30 September 2024 by Ofsted’s rule, of reports published by 31 December 2024" in said
    assert said.endswith(words.BY_GRADE_LIMITS)


def test_one_grade_in_a_sentence() -> None:
    lines = [words.grade_line(row, PERCENT) for row in summary(1, 0, 9, 19).to_dict("records")]
    assert lines == [
        "One authority was outstanding (fewer than ten): on average 10.0%, half of them 20.0% or less",
        "No authority with a figure was good",
        "Nine authorities required improvement (fewer than ten): on average 12.0%, half of them 22.0% or less",
        "19 authorities were inadequate: on average 13.0%, half of them 23.0% or less",
    ]


def test_who_stands_in_no_column() -> None:
    lacking = pd.DataFrame(
        {"code": ["a", "b", "c"], "name": ["A", "B", "C"], "why": ["no grade", "no figure", "no grade"]}
    )
    assert words.without(lacking) == "Without: no figure: B; no grade: A and C."
    assert words.without(lacking.iloc[:0]) == ""
    assert words.gone(["Oldby"], DAY) == "Oldby has a figure and was no more on 30 September 2024."
    assert words.gone([], DAY) == words.joint([]) == ""


def test_before_and_after_says_both_groups_or_that_there_are_too_few() -> None:
    def medians(n: int) -> pd.DataFrame:
        keys = [("changed", -1), ("changed", 1), ("stayed", -1), ("stayed", 1)]
        rows = [
            {"group": group, "year": year, "n": n, "median": 10.0 + place} for place, (group, year) in enumerate(keys)
        ]
        return pd.DataFrame(rows)

    assert words.before_after_title(medians(12), PERCENT, "improved") == (
        "Made rate around 12 inspections that gave a better grade: median 10.0% before and 11.0% after; "
        "around 12 that gave the same grade, 12.0% and 13.0%"
    )
    assert "around 9 inspections (fewer than ten) that gave a worse grade" in words.before_after_title(
        medians(9), PERCENT, "declined"
    )
    too_few = "Made rate around inspections that gave a worse grade: too few have figures on both sides"
    assert words.before_after_title(medians(4), PERCENT, "declined") == too_few
    assert words.before_after_title(medians(12).iloc[:3], PERCENT, "declined") == too_few


def shares(**england: float) -> pd.DataFrame:
    row = {
        "good_authorities": 91,
        "authorities": 151,
        "percent_authorities": 60.3,
        "good_children": 640,
        "children": 1000,
        "percent_children": 64.0,
        "without_population": 0,
        "ungraded_children": 0,
    }
    return pd.DataFrame([{"area": "England", **row, **england}])


def test_children_first_then_authorities_and_of_whom() -> None:
    day = dt.date(2024, 3, 31)
    assert words.children_title(shares(), day, Judgement.OVERALL) == (
        "On 31 March 2024, 64% of children lived where services were good or outstanding overall; "
        "so were 60% of authorities (91 of 151)"
    )
    assert "64% of children in authorities with a grade lived where" in words.children_title(
        shares(ungraded_children=500), day, Judgement.OVERALL
    )
    assert words.children_title(shares(authorities=0), day, Judgement.CARE_LEAVERS) == (
        "On 31 March 2024 no authority held a grade for care leavers"
    )
    assert words.children_title(shares(children=0), day, Judgement.OVERALL).startswith("No estimate says")
    said = words.children_caption(shares(ungraded_children=5), dt.date(2023, 6, 30), ["Poole"], day)
    assert said.startswith(
        "Of the 1,000 children aged 0 to 17 who lived in authorities with a grade (estimate for 30 June 2023)."
    )
    assert "A further 5 lived where no grade was held yet." in said
    assert "no figure for Poole" in said


def test_regions_that_tie_are_all_named_and_few_are_not_ranked() -> None:
    def regions(*percents: float) -> pd.DataFrame:
        names = ["London", "North East", "North West", "South West", "West Midlands"]
        rows = [{"area": name, "percent_children": each} for name, each in zip(names, percents, strict=False)]
        return pd.concat([shares(), pd.DataFrame(rows)], ignore_index=True)

    assert words.children_by_region(regions(80.2, 80.4, 60, 50, 41)) == (
        "By region it was 80% of children in London and the North East, the most, and 41% in the West Midlands, the fewest."
    )
    assert words.children_by_region(regions(80, 70, 60, 50)) == ""
    assert words.children_by_region(regions(50, 50, 50, 50, 50)) == "In every region it was 50% of children."


CAUSES = re.compile(
    r"\b(because|caus\w+|due to|thanks to|result\w*|effect\w*|impact of (?!leaders)|drive\w*|help(s|ed) to|leads?|improve[sd]? by|owing)\b"
)


def test_no_sentence_of_the_real_figures_says_a_cause(dataset: Dataset) -> None:
    context, measures, register = dataset.context(), dataset.measures(), dataset.authorities()
    made = graded(dataset.deciding())
    names = dict(zip(register["code"], register["name"], strict=True))
    said: list[str] = [words.BY_GRADE_LIMITS, words.BEFORE_AFTER_LIMITS, words.STRADDLES, *measures["definition"]]
    for key in measures["measure"]:
        measure = named(measures, key)
        assert measure is not None
        end = periods(context, key)[-1]
        placed = by_grade.points(dataset.as_at(end), of_period(context, key, end))
        said.append(words.by_grade(by_grade.summary(placed), measure, end, end, Judgement.OVERALL))
        said.append(words.without(by_grade.without(placed)))
        for way in get_args(before_after.Direction):
            found = before_after.points(before_after.inspections(made, way), context, key)
            said.append(words.before_after_title(before_after.summary(found), measure, way))
            said.append(words.before_after_caption(found, measure, years=2, whole=True))
        for code in ("E08000027", "E06000061", "E09000020", "E09000001", "E10000021"):
            said.append(
                words.around(
                    near.through_years(near.lived(context, register, key), register, code), code, names[code], measure
                )
            )
    for date in (dt.date(2015, 6, 30), dt.date(2024, 3, 31)):
        shown = children.behind_grades(dataset.as_at(date), children.Population.of(context), date, by="region")
        said += [words.children_title(shown, date, Judgement.OVERALL), words.children_by_region(shown)]
    assert len(said) > 80
    assert [sentence for sentence in said if CAUSES.search(sentence) or "nan" in sentence.split()] == []


def test_neither_do_the_words_of_the_module() -> None:
    text = inspect.getsource(words)
    found = [line for line in text.splitlines() if '"' in line and CAUSES.search(line) and '"""' not in line]
    assert found == []
