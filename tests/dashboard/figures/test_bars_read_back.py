"""Bars of every kind, read back from the drawing: what is drawn is the frame that was asked for."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import distribution, england, gradebars, movement
from dashboard.text import england as side_by_side
from tests.dashboard.figures.read_back.bars import area_bars, bridge, counted, followed, moved, totals
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import GRADES, INKS, LETTERS, SIGNS, letter_of
from tests.each_row import each_row

WIDTHS = st.sampled_from([280, 390, 600, 1100])
COUNTS = st.lists(st.integers(0, 60), min_size=4, max_size=4)
QUICK = settings(max_examples=25)
NONE = "No grade held"


def words_of(grade: str, n: int) -> set[str]:
    """What a segment may say: its letter and number, the number alone where there is little room, or nothing."""
    return {f"{letter_of(grade)} {n}", str(n), ""} if n else {""}


@QUICK
@given(st.dictionaries(st.sampled_from(["London", "South East", "Yorkshire and The Humber"]), COUNTS), COUNTS, WIDTHS)
def test_bars_of_areas(regions: dict[str, list[int]], whole: list[int], width: int) -> None:
    asked = {"England": whole, **regions}
    rows = [
        {"area": area, "grade": grade, "n": n, "total": sum(counts), "percent": 100 * n / sum(counts) if n else 0.0}
        for area, counts in asked.items()
        for grade, n in zip(GRADES, counts, strict=True)
    ]
    frame = pd.DataFrame(rows)
    shown = frame[frame["n"] > 0]
    back = area_bars(drawn(distribution.bars(frame, width=width), width))
    found = back.merge(shown, on=["area", "grade"], suffixes=("", "_asked"), validate="one_to_one")
    assert len(found) == len(shown) == len(back)
    assert ((found["percent"] - found["percent_asked"]).abs() < 0.01).all()
    assert list(found["total"]) == list(found["total_asked"])
    for row in each_row(found):
        assert row.words in words_of(row.grade, row.n)
        assert row.words or row.percent * width < 45 * 100, "a segment with room says its number"
        assert row.ink == (INKS[row.grade] if row.words else "")
        assert row.hover == f"<b>{row.area}</b><br>{row.grade}: {row.n} ({row.percent_asked:.0f}%)"
    # England leads, and the grades of a bar stand best first; areas by the share good or outstanding.
    if not all(any(counts) for counts in asked.values()):
        return
    order = list(dict.fromkeys(back["area"]))
    good = {area: sum(counts[:2]) / max(1, sum(counts)) for area, counts in asked.items()}
    assert order[0] == "England"
    assert [good[area] for area in order[1:]] == sorted((good[area] for area in regions), reverse=True)
    for area in order:
        assert list(back.loc[back["area"] == area, "grade"]) == [
            g for g, n in zip(GRADES, asked[area], strict=True) if n
        ]


LABELS = {
    "leadership": "Impact of leaders",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
}


@QUICK
@given(st.lists(st.lists(st.integers(0, 150), min_size=5, max_size=5).filter(any), min_size=3, max_size=3))
def test_bars_of_judgements(counts: list[list[int]]) -> None:
    columns = [*GRADES, "ungraded"]
    frame = pd.DataFrame(counts, columns=columns).assign(judgement=list(LABELS), label=list(LABELS.values()))
    frame["total"] = frame[GRADES].sum(axis="columns")
    frame["good_or_better"] = frame[GRADES[:2]].sum(axis="columns")
    back = counted(drawn(england.figure(frame, width=800), 800), ungraded="No grade")
    most = max(map(sum, counts))
    unit = back.groupby("label")["length"].sum().max() / most
    assert unit * most == pytest.approx(797, abs=6), "the longest bar fills the width"
    expected = [
        (label, means, n)
        for label, numbers in zip(LABELS.values(), counts, strict=True)
        for means, n in zip([*GRADES, "No grade"], numbers, strict=True)
        if n
    ]
    assert list(zip(back["label"], back["means"], strict=True)) == [(label, means) for label, means, _ in expected]
    for row, (label, means, n) in zip(each_row(back), expected, strict=True):
        assert row.length == pytest.approx(n * unit, abs=0.01)
        letter = means if means == "No grade" else letter_of(means)
        assert row.words in {f"{letter} {n}", str(n), ""}
        assert row.words or row.length < 30
        assert row.hover == f"<b>{label}</b><br>{means}: {n}"
        assert row.ink == (INKS.get(means, "#0b0c0c") if row.words else "")
    said = side_by_side.description(frame)
    for label, numbers in zip(LABELS.values(), counts, strict=True):
        o, g, r, i, none = numbers
        rest = f", {none} without a grade" if none else ""
        assert f"{label}: {o} outstanding, {g} good, {r} requires improvement, {i} inadequate{rest}." in said


THEMES = st.dictionaries(
    st.sampled_from(["Front door", "Care leavers", "Children in care", "Vulnerable adolescents"]),
    st.lists(st.integers(0, 30), min_size=5, max_size=5).filter(any),
    min_size=1,
)


def counts_frame(found: dict[str, list[int]]) -> pd.DataFrame:
    frame = pd.DataFrame([[label, *n] for label, n in found.items()], columns=["theme", *GRADES, NONE])
    return frame.assign(total=frame[[*GRADES, NONE]].sum(axis="columns"))


@QUICK
@given(THEMES, st.lists(st.integers(0, 9), min_size=5, max_size=5).filter(any), WIDTHS)
def test_bars_of_events(found: dict[str, list[int]], covid: list[int], width: int) -> None:
    groups = [("", counts_frame(found)), ("Apart", counts_frame({"Covid assurance visit": covid}))]
    page = drawn(gradebars.grade_bars(groups, label="theme", width=width), width)
    back = counted(page, ungraded=NONE)
    asked = {**found, "Covid assurance visit": covid}
    most = max(1, max(map(sum, asked.values())))
    longest = back.groupby("label")["length"].sum().max()
    assert longest <= width
    unit = longest / max(map(sum, asked.values())) if longest else 0
    assert not longest or unit * most > 0.8 * width
    expected = [
        (label, grade, n) for label, row in asked.items() for grade, n in zip([*GRADES, NONE], row, strict=True) if n
    ]
    assert list(zip(back["label"], back["means"], strict=True)) == [(label, grade) for label, grade, _ in expected]
    for row, (label, means, n) in zip(each_row(back), expected, strict=True):
        assert row.length == pytest.approx(n * unit, abs=0.01)
        assert row.words in ({f"{NONE} {n}", str(n), ""} if means == NONE else words_of(means, n))
        held = means if means == NONE else f"{means} held then"
        assert row.hover == f"<b>{label}</b><br>{held}: {n}"
    ends = totals(page).set_index("label")
    assert ends["total"].to_dict() == {label: sum(row) for label, row in asked.items()}
    assert ((ends["x"] - ends["end"]).between(4, 8)).all()
    assert page.said("Apart")["y"].iloc[0] < page.said("Covid assurance visit")["y"].iloc[0]


MOVES = ["improved", "retained", "same", "declined"]


def summary(counts: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"movement": MOVES, "n": counts})


@QUICK
@given(COUNTS.filter(any), COUNTS.filter(any), WIDTHS)
def test_bars_of_movement(first: list[int], before: list[int], width: int) -> None:
    asked = {"Against the first": first, "Against the one before": before}
    figure = movement.bars([(label, summary(counts)) for label, counts in asked.items()], width=width)
    back = moved(drawn(figure, width))
    expected = [(label, kind, n) for label, counts in asked.items() for kind, n in zip(MOVES, counts, strict=True) if n]
    assert list(zip(back["label"], back["movement"], strict=True)) == [(label, kind) for label, kind, _ in expected]
    for row, (label, kind, n) in zip(each_row(back), expected, strict=True):
        share = 100 * n / sum(asked[label])
        assert row.percent == pytest.approx(share, abs=0.01)
        assert row.width == pytest.approx(share / 100 * width, abs=2.5)
        sign = SIGNS[kind]
        assert row.words in {f"{sign} {n} {kind}", f"{sign} {n}", str(n), ""}
        assert row.hover == f"<b>{label}</b><br>{kind}: {n} ({share:.0f}%)"


@QUICK
@given(st.lists(COUNTS, min_size=4, max_size=4), st.sampled_from([390, 760]))
def test_cells_of_which_grade_followed(counts: list[list[int]], width: int) -> None:
    rows = [
        (before, after, n, sum(counts[i]))
        for i, before in enumerate(GRADES)
        for after, n in zip(GRADES, counts[i], strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["from_grade", "to_grade", "n", "total"])
    back = followed(drawn(movement.transitions(frame, width=width), width))
    assert len(back) == 16
    for (before, after, n, total), row in zip(rows, each_row(back), strict=True):
        names = {row.grade, LETTERS.get(row.grade)}, {row.next, LETTERS.get(row.next)}
        assert before in names[0] and after in names[1]
        assert row.total == total
        assert row.words == (f"{100 * n / total:.0f}% {n}" if total else "–")
        assert row.dark == pytest.approx(n / total if total else 0, abs=0.01)
        assert row.ink == ("#ffffff" if total and n / total > 0.5 else "#0b0c0c")
        told = f"{n} of {total} ({100 * n / total:.0f}%)" if total else "none"
        assert row.hover == f"<b>{before}, then {after.lower()}</b><br>{told}"


@QUICK
@given(st.integers(0, 150), st.lists(st.integers(-40, 40).filter(bool), max_size=6), WIDTHS)
def test_the_bridge(start: int, changes: list[int], width: int) -> None:
    moves = [(f"Reason {place}", change) for place, change in enumerate(changes)]
    end = start + sum(changes)
    figure = movement.bridge(("Good, March", start), moves, ("Good, June", end), width=width)
    ends, between = bridge(drawn(figure, width))
    assert list(zip(ends["label"], ends["count"], strict=True)) == [("Good, March", start), ("Good, June", end)]
    assert list(between["label"]) == [label for label, _ in moves]
    assert list(between["words"]) == [f"+{n}" if n > 0 else f"−{-n}" for n in changes]
    assert list(between["fill"]) == ["#00703c" if n > 0 else "#5a3a7e" for n in changes]
    levels = [start]
    for change in changes:
        levels.append(levels[-1] + change)
    xs = [ends["x"].iloc[0], *between["leaves"]]
    assert list(between["begins"]) == pytest.approx(xs[:-1], abs=0.01)
    assert ends["x"].iloc[1] == pytest.approx(xs[-1], abs=0.01)
    span = max(levels) - min(levels)
    if span:
        unit = (max(xs) - min(xs)) / span
        assert xs == pytest.approx([min(xs) + (level - min(levels)) * unit for level in levels], abs=0.05)
        assert unit * span > 0.3 * width * 0.5
