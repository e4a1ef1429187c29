"""Strips, read back: each block is a judgement of the tables in its time, its colour and its letter; so is England's share."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Any

import pandas as pd
import pytest

from dashboard.figures.strips.figure import Row, strips
from dashboard.history.compared import compared
from dashboard.web import room
from loaders import Dataset, Judgement
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import GRADES, letter_of
from tests.dashboard.figures.read_back.strips import EPOCH, Strips, read
from tests.dashboard.pages.said import by_id
from tests.each_row import each_row

FULL = ["full inspection", "re-inspection", "standard inspection", "short inspection"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
REASONS = {
    "not_given": "Not given since April 2026",
    "not_judged": "Not judged: there were no such children",
    "not_separate": "Not judged separately",
    "unreadable": "The report could not be read",
}
FIVE = [Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION, Judgement.CHILDREN_IN_CARE, Judgement.CARE_LEAVERS,
        Judgement.OVERALL]  # fmt: skip
Shares = dict[Judgement, list[tuple[dt.date, float]]]
Found = dict[tuple[str, str], list[tuple[dt.date, str, str, str]]]


@pytest.fixture(scope="module")
def judged(dataset: Dataset) -> Found:
    """By code and judgement: day of publication (or start), grade, status and framework, in time order."""
    inspections, judgements = dataset.inspections(), dataset.judgements()
    full = inspections[inspections["event_type"].isin(FULL) & inspections["framework"].isin(["SIF", "ILACS"])]
    both = judgements.merge(full, on="inspection_id")
    both["day"] = both["publication_date"].fillna(both["start_date"])
    both = both[both["day"].notna() & (both["day"] <= pd.Timestamp(dataset.reach))]
    found: Found = {}
    for row in each_row(both.sort_values(["day", "inspection_id"])):
        grade = "" if pd.isna(row.grade) else row.grade
        mine = found.setdefault((row.authority_code, row.judgement), [])
        if grade or not mine or mine[-1][1] or mine[-1][2] != row.status:  # nothing upon the same nothing is one
            mine.append((row.day.date(), grade, row.status, row.framework))
    return found


def merged(blocks: pd.DataFrame) -> list[dict[str, Any]]:
    """The blocks of one row and panel in time order, gaps of one kind in a row as one."""
    rows: list[dict[str, Any]] = []
    for row in blocks.sort_values("begins", kind="stable").to_dict("records"):
        reason = row["hover"].split("<br>")[1]
        if rows and not row["grade"] and rows[-1]["grade"] == "" and rows[-1]["hover"].split("<br>")[1] == reason:
            rows[-1]["ends"] = row["ends"]
        else:
            rows.append({str(column): value for column, value in row.items()})
    return rows


def compare(back: Strips, codes: dict[str, str], asked: list[Judgement], judged: Found, dataset: Dataset,
            first: dt.date) -> None:  # fmt: skip
    register = dataset.authorities().set_index("code")
    for (name, code), (panel, judgement) in itertools.product(codes.items(), enumerate(asked)):
        there = back.blocks[(back.blocks["name"] == name) & (back.blocks["panel"] == panel)]
        mine, chips = merged(there[~there["is_chip"]]), there[there["is_chip"]]
        full = judged.get((code, judgement.value), [])
        ends = [day for day, *_ in full[1:]]
        gone = register["abolished"][code]
        wanted = [
            (*one, end) for one, end in zip(full, [*ends, None][: len(full)], strict=True)
            if (end or dataset.reach) > max(one[0], first) or end is None
        ]  # fmt: skip
        where = f"{name}, {judgement}"
        assert [row["grade"] for row in mine] == [one[1] for one in wanted], where
        for row, (day, grade, status, framework, end) in zip(mine, wanted, strict=True):
            near = 0.3 / row["a_day"] + 0.6
            sliver = 3 / row["a_day"] if end is None else 0
            assert abs(row["begins"] - (max(day, first) - EPOCH).days) <= near + sliver, where
            if end is None:
                last = dataset.reach if pd.isna(gone) else gone.date()
                assert row["ends"] <= (last - EPOCH).days + near + sliver and row["ends"] > row["begins"], where
                assert pd.isna(gone) or abs(row["ends"] - (last - EPOCH).days) <= near, where
            else:
                assert abs(row["ends"] - (end - EPOCH).days) <= near, where
            lines = row["hover"].split("<br>")
            assert lines[:2] == [f"<b>{register['name'][code]}</b>", grade or REASONS[status]]
            begun = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
            assert lines[2].startswith(f"{begun} to ") and lines[2].endswith(f" ({framework})"), lines
            if end is not None and grade:
                assert lines[2] == f"{begun} to {MONTHS[end.month - 1]} {end.year} ({framework})", where
            if grade and row["said"]:
                assert row["said"] in {grade, letter_of(grade)}, where
        if len(asked) > 1 and pd.isna(gone):
            assert len(chips) == bool(full), where
            for chip in each_row(chips):
                assert (chip.grade, chip.said) == (full[-1][1], letter_of(full[-1][1]) if full[-1][1] else "–"), where
                assert chip.begins > (dataset.reach - EPOCH).days


@pytest.fixture(scope="module")
def shares(dataset: Dataset) -> Shares:
    """England's share that is good or outstanding at the end of some quarters, where fifty or more held a grade."""
    found: Shares = {judgement: [] for judgement in FIVE}
    for day, judgement in itertools.product(pd.date_range("2013-12-31", dataset.reach, freq="QE")[::5], FIVE):
        held = dataset.as_at(day.date(), None, judgement)["grade"].dropna()
        if len(held) >= 50:
            found[judgement].append((day.date(), float(held.isin(["Outstanding", "Good"]).mean())))
    return found


def compare_england(back: Strips, asked: list[Judgement], shares: Shares, first: dt.date) -> None:
    """England's share at the end of each quarter, by Ofsted's as-at rule, is the height above the line."""
    for panel, judgement in enumerate(asked):
        mine = back.england[back.england["panel"] == panel]
        wanted = [(day, share) for day, share in shares[judgement] if day >= first]
        per_unit = []
        for day, share in wanted:
            near = mine[(mine["day"] - (day - EPOCH).days).abs() < 3]
            assert len(near), (judgement, day)
            assert near["hover"].iloc[0] == (
                f"<b>England</b><br>good or outstanding: {share:.0%}, {MONTHS[day.month - 1]} {day.year}"
            )
            per_unit.append(near["height"].iloc[0] / share)
        assert len(wanted) > 1
        assert max(per_unit) - min(per_unit) < 0.05 * max(per_unit) and min(per_unit) > 15
        for said in each_row(back.said[back.said["panel"] == panel]):
            height = mine.loc[mine["day"] <= said.day + 1, "height"].iloc[-1]
            assert said.percent == pytest.approx(100 * height / per_unit[0], abs=0.9)


@pytest.mark.parametrize("width", [280, 390, 720, 1100])
def test_every_block_is_a_judgement_of_the_tables(dataset: Dataset, judged: Found, shares: Shares, width: int) -> None:
    register = dataset.authorities()
    shown = register[register["region"].isin(["East Midlands", "North West"])].sort_values("name")
    rows = [
        Row(row.code, row.name, f"Good, {place}", chosen=place == 3, predecessor=pd.notna(row.abolished))
        for place, row in enumerate(each_row(shown))
    ]
    found = compared(dataset, dataset.reach)
    for asked in ([Judgement.LEADERSHIP], [Judgement.OVERALL], FIVE):
        figure = strips(
            rows, found.blocks, judgements=asked, today=dataset.reach, england=found.england, width=width
        )  # fmt: skip
        back = read(drawn(figure, width), dataset.reach)
        assert all(stands_for(name, row.name) for name, row in zip(back.rows["name"], rows, strict=True))
        assert list(back.rows["now"]) == [row.now for row in rows]
        assert list(back.rows["chosen"]) == list(back.rows["bold"]) == [row.chosen for row in rows]
        assert list(back.rows["is_former"]) == [row.predecessor for row in rows]
        first = dt.date(2013, 11, 1)
        codes = dict(zip(back.rows["owner"], (row.code for row in rows), strict=True))
        compare(back, codes, asked, judged, dataset, first)
        compare_england(back, asked, shares, first)
        assert len(back.headings) == (0 if len(asked) == 1 else 5)


def stands_for(shown: str, name: str) -> bool:
    """Whether the words are the name, or its letters in their order."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in shown.casefold().replace("&", "and") if letter.isalpha())


@pytest.mark.parametrize("judgement", ["leadership", "overall_effectiveness"])
@pytest.mark.parametrize("region", ["london", "south-west"])
def test_most_improved_first_counts_from_the_grade_before(
    page_at: Any, dataset: Dataset, judged: Found, region: str, judgement: str
) -> None:
    content, _ = page_at("/compare", f"?set=region:{region}&judgement={judgement}&sort=improvement")
    figure = by_id(content, "compare-strips")["props"]["figure"]
    back = read(drawn(figure, room.guess()), dataset.reach)
    register = dataset.authorities()
    today = register[register["abolished"].isna()]
    today = today[today["region"].map(lambda name: re.sub("[^a-z]+", "-", name.casefold())) == region]
    steps: dict[str, tuple[float, int, str]] = {}
    for row in each_row(today):
        ranks = [3 - GRADES.index(grade) for _, grade, _, _ in judged.get((row.code, judgement), []) if grade]
        if len(ranks) < 2:
            steps[row.name] = (float("inf"), 0, row.name)
            continue
        status = judged[row.code, judgement][-1]
        counts = bool(status[1])
        steps[row.name] = (-(ranks[-1] - ranks[-2]), -ranks[-1] if counts else 0, row.name)
    own = [name for name, former in zip(back.rows["owner"], back.rows["is_former"], strict=True) if not former]
    assert own == sorted(steps, key=lambda name: steps[name])
    first = [judged[code, judgement] for code in today["code"] if (code, judgement) in judged]
    assert any(len([one for one in found if one[1]]) > 2 for found in first), "a first grade would tell another order"


def test_the_page_draws_the_tables(page_at: Any, dataset: Dataset, judged: Found) -> None:
    content, _ = page_at("/compare", "?set=neighbours:dudley")
    back = read(drawn(by_id(content, "compare-strips")["props"]["figure"], room.guess()), dataset.reach)
    register = dataset.authorities()
    named = dict(zip(register["name"], register["code"], strict=True))
    codes = {name: named[name] for name in back.rows["owner"]}
    assert len(codes) == 11 and back.rows["chosen"].tolist().count(True) == 1
    compare(back, codes, FIVE, judged, dataset, dt.date(2013, 11, 1))
