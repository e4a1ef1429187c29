"""Gaps, spells and joint inspections, read back from the drawing: what is drawn is what was asked for."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.figures import joint as joint_figure
from dashboard.figures import spells as spells_figure
from dashboard.figures import waits as waits_figure
from loaders import Precision
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import GRADES, LETTERS
from tests.dashboard.figures.read_back.rows import gaps, joint, labels_of_gaps, spells, visits_of_spells
from tests.each_row import each_row

QUICK = settings(max_examples=25)
EPOCH = dt.date(1970, 1, 1)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
NONE = "No grade held"


@QUICK
@given(
    st.lists(st.lists(st.integers(700, 1800), max_size=8), min_size=4, max_size=4), st.sampled_from([390, 700, 1100])
)
def test_the_gaps_between_inspections(found: list[list[int]], width: int) -> None:
    found[1] = [900, 1400, *found[1]]
    rows = [
        (grade, len(days), min(days, default=None), sum(days) / len(days) if days else None, max(days, default=None))
        for grade, days in zip(GRADES, found, strict=True)
    ]
    summary = pd.DataFrame(rows, columns=["grade", "n", "minimum", "mean", "maximum"])
    for column in ("n", "minimum", "maximum"):
        summary[column] = summary[column].astype("Int64")
    observed = pd.DataFrame(
        [(grade, days) for grade, seen in zip(GRADES, found, strict=True) for days in seen], columns=["grade", "days"]
    )
    page = drawn(waits_figure.gaps(summary, observed, width=width), width)
    labels = labels_of_gaps(page)
    assert len(labels) == 4
    dots, ranges = gaps(page)
    assert len(ranges) == sum(map(bool, found))
    for label, grade, days in zip(labels, GRADES, found, strict=True):
        mine = dots[dots["label"] == label]
        assert sorted(round(day) for day in mine["days"]) == sorted(days)
        assert (mine["days"] - mine["days"].round()).abs().max() < 0.1 or not days
        assert set(mine["grade"]) <= {grade}
        assert sorted(mine["hover"]) == sorted(f"<b>{grade}</b><br>{day:,} days" for day in days)
        if not days:
            assert label == f"{grade}: no gap seen yet"
            continue
        span, mean = f"{min(days):,} to {max(days):,}", sum(days) / len(days)
        if len(days) == 1:
            assert label == f"{grade}, n = 1: {days[0]:,} days"
        else:
            assert label.startswith(grade) and span in label
            assert f"n = {len(days)}" in label or width < 560
            assert f"mean {mean:,.0f}" in label or width < 1100
        (line,) = each_row(ranges[ranges["label"] == label])
        assert (line.minimum, line.mean, line.maximum) == pytest.approx((min(days), mean, max(days)), abs=0.1)
        assert line.hover == f"<b>{grade}</b><br>mean {mean:,.0f} days"


@st.composite
def made_spells(draw: st.DrawFn) -> list[spells_figure.Spell]:
    made = []
    for place in range(draw(st.integers(1, 4))):
        days = draw(st.integers(400, 2200))
        covered = sorted(draw(st.lists(st.integers(0, days), min_size=2, max_size=2)))
        visits = tuple(
            spells_figure.Visit(day, number, draw(st.sampled_from([Precision.DAY, Precision.MONTH])), f"visit {number}")
            for number, day in enumerate(sorted(draw(st.lists(st.integers(0, days), max_size=6))), start=1)
        )
        grade = draw(st.sampled_from([*GRADES[:3], ""]))
        began = dt.date(2015 + place, draw(st.integers(1, 12)), 3)
        made.append(
            spells_figure.Spell(f"Place {place}", began, days, grade, "How it ended", (covered[0], covered[1]), visits,
                                ("long words that say what is missing", "short"))
        )  # fmt: skip
    return made


@QUICK
@given(made_spells(), st.sampled_from([300, 640, 1100]))
def test_spells_of_inadequacy(made: list[spells_figure.Spell], width: int) -> None:
    page = drawn(spells_figure.strip(made, width=width), width)
    back = spells(page)
    radius = 11.5 if width >= 560 else 6.0
    assert list(back["label"]) == [f"{one.name}, {MONTHS[one.began.month - 1]} {one.began.year}" for one in made]
    diamonds = visits_of_spells(page)
    longest = max(one.days for one in made)
    per_day = (diamonds["pixels"].max() - diamonds["pixels"].min()) / max(1, longest) if len(diamonds) else 0
    assert per_day * longest <= width
    for row, one in zip(each_row(back), made, strict=True):
        assert row.days == pytest.approx(one.days, abs=1)
        first, last = one.covered
        pieces = [(0, first, False), (first, last, True), (last, one.days, False)]
        wanted = [piece for piece in pieces if piece[1] > piece[0]]
        assert [piece[2] for piece in row.rail] == [piece[2] for piece in wanted]
        for drawn_piece, piece in zip(row.rail, wanted, strict=True):
            assert drawn_piece[:2] == pytest.approx(piece[:2], abs=1)
        assert (row.next_grade, LETTERS.get(row.letter, "")) == (one.next_grade, one.next_grade)
        day = f"{one.began.day} {MONTHS[one.began.month - 1]} {one.began.year}"
        assert row.hover == f"<b>{one.name}</b><br>Judged inadequate: report of {day}<br>How it ended"
        mine = diamonds[diamonds["label"] == row.label]
        assert list(mine["hover"]) == [visit.hover for visit in one.visits]
        assert list(mine["dashed"]) == [visit.precision is Precision.MONTH for visit in one.visits]
        assert list(mine["number"]) == [str(visit.number) if radius > 10 else "" for visit in one.visits]
        days = [visit.day for visit in one.visits if visit.day is not None]
        assert list(mine["day"]) == sorted(mine["day"])
        # A visit that stands alone stands at its day; others make room for each other.
        pixels = [float(x) for x in mine["pixels"]]
        for place, (day_asked, x) in enumerate(zip(days, pixels, strict=True)):
            near = [other for spot, other in enumerate(days) if spot != place and abs(other - day_asked) < 400]
            if not near and 150 < day_asked < one.days - 150 and width > 600:
                assert mine["day"].iloc[place] == pytest.approx(day_asked, abs=1.5), x


@QUICK
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["neglect", "domestic abuse"]), st.integers(0, 3500), st.sampled_from([*GRADES, NONE])
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([390, 1100]),
)
def test_joint_inspections_by_theme(asked: list[tuple[str, int, str]], width: int) -> None:
    first = dt.date(2016, 2, 1)
    asked = sorted([("neglect", 0, "Good"), *asked], key=lambda one: one[1])
    frame = pd.DataFrame(
        {
            "name": [f"Place {place}" for place in range(len(asked))],
            "theme": [theme for theme, _, _ in asked],
            "grade_held": [grade for _, _, grade in asked],
            "start_date": pd.to_datetime([first + dt.timedelta(days=days) for _, days, _ in asked]),
        }
    )
    frame["day"] = frame["start_date"]
    order = list(dict.fromkeys(frame["theme"]))
    page = drawn(joint_figure.themes(order, frame, today=dt.date(2026, 1, 31), width=width), width)
    back = joint(page)
    assert set(back["symbol"]) == {"square"}
    for theme in order:
        mine = back[back["theme"] == theme.capitalize()]
        wanted = frame[frame["theme"] == theme]
        assert len(mine) == len(wanted)
        assert list(mine["day"]) == sorted(mine["day"])
        days = [(day.date() - EPOCH).days for day in wanted["start_date"]]
        for place, (row, ask) in enumerate(zip(each_row(mine), each_row(wanted), strict=True)):
            grade = "" if ask.grade_held == NONE else ask.grade_held
            assert row.grade == grade
            day = ask.start_date
            held = f"{grade} held then" if grade else NONE
            assert row.hover == f"<b>{ask.name}</b><br>From {day.day} {MONTHS[day.month - 1]} {day.year}<br>{held}"
            if not any(abs(other - days[place]) < 400 for spot, other in enumerate(days) if spot != place):
                assert row.day == pytest.approx(days[place], abs=1.5) or width < 600
