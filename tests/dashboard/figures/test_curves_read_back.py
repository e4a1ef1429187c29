"""Curves and ranges, read back from the drawing: what is drawn is the frame that was asked for."""

from __future__ import annotations

import datetime as dt
import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dashboard.figures import distribution, lag, survival
from tests.dashboard.figures.read_back.curves import at_risk, end_labels, lags, remaining, shares, unfinished
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import GRADES, letter_of
from tests.each_row import each_row

WIDTHS = st.sampled_from([390, 600, 1100])
QUICK = settings(max_examples=25)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
EPOCH = dt.date(1970, 1, 1)
NINETY_FIVE = 1.959964
"""Standard errors on either side that hold 95 of 100."""


def months_of_counts(seed: int) -> list[list[int]]:
    """Nine years of counts by grade; in the first months fewer than fifty authorities hold a grade."""
    chance = random.Random(seed)
    counts = [[chance.randint(0, 12) for _ in GRADES] for _ in range(chance.randint(0, 8))]
    for _ in range(100):
        numbers = [chance.choice([0, chance.randint(0, 5), chance.randint(6, 90)]) for _ in GRADES]
        counts.append([n + (50 if place == 2 and sum(numbers) < 50 else 0) for place, n in enumerate(numbers)])
    return counts


@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(st.integers(0, 10**6), WIDTHS)
def test_shares_through_time(seed: int, width: int) -> None:
    counts = months_of_counts(seed)
    days = [day.date() for day in pd.date_range("2013-11-30", periods=len(counts), freq="ME")]
    rows = [
        {"date": pd.Timestamp(day), "grade": grade, "n": n, "total": sum(numbers), "percent": 100 * n / sum(numbers)}
        for day, numbers in zip(days, counts, strict=True)
        for grade, n in zip(GRADES, numbers, strict=True)
        if sum(numbers)
    ]
    frame = pd.DataFrame(rows, columns=["date", "grade", "n", "total", "percent"])
    expected = frame[frame["total"] >= 50]
    page = drawn(distribution.over_time(frame, width=width), width)
    back = shares(page).sort_values(["day", "grade"], ignore_index=True)
    wanted = expected.sort_values(["date", "grade"], ignore_index=True)
    assert len(back) == len(wanted), "months with fewer than fifty are left out"
    assert list(back["grade"]) == list(wanted["grade"])
    for row, ask in zip(each_row(back), each_row(wanted), strict=True):
        assert abs(row.day - (ask.date.date() - EPOCH).days) < 0.5
        assert row.percent == pytest.approx(ask.percent, abs=0.02)
        month = f"{MONTHS[ask.date.month - 1]} {ask.date.year}"
        assert row.hover.startswith(f"{month}<br>{ask.grade}: {ask.n} of {ask.total} (")
        assert float(row.hover.rpartition("(")[2].rstrip("%)")) == pytest.approx(ask.percent, abs=0.51)
    last = wanted[wanted["date"] == wanted["date"].max()].set_index("grade")
    labels = end_labels(page)
    assert list(labels["grade"]) == (GRADES if width >= 560 else [letter_of(grade) for grade in GRADES])
    assert all(abs(said - last.at[grade, "percent"]) <= 0.5 for grade, said in zip(GRADES, labels["said"], strict=True))
    # From the bottom: each in the middle of its band, unless a neighbour stands in the way.
    room = 100 * 19 / (242 if width < 560 else 322)
    below = 0.0
    for grade, stands in zip(GRADES, labels["stands"], strict=True):
        share = last.at[grade, "percent"]
        if share > room and all(other > room for other in last["percent"]):
            assert stands == pytest.approx(below + share / 2, abs=0.1)
        below += share
    assert (labels["stands"].diff().dropna() >= room - 0.1).all()


def test_the_marked_date_stands_at_its_day() -> None:
    days = pd.date_range("2016-01-31", periods=60, freq="ME")
    frame = pd.DataFrame([{"date": day, "grade": grade, "n": 20, "total": 80, "percent": 25.0} for day in days
                          for grade in GRADES])  # fmt: skip
    page = drawn(distribution.marked(distribution.over_time(frame, width=1100), frame, dt.date(2018, 3, 31)), 1100)
    (line,) = each_row(page.lines[page.lines["width"] == 2])
    curve = shares(page)
    there = curve.loc[curve["day"].sub((dt.date(2018, 3, 31) - EPOCH).days).abs() < 0.5, "x"].unique()
    assert line.x0 == line.x1 == pytest.approx(there[0], abs=0.1)
    assert page.said("31 March 2018")["x"].iloc[0] == pytest.approx(line.x0, abs=0.1)


@st.composite
def curves_of_survival(draw: st.DrawFn) -> tuple[pd.DataFrame, list[tuple[int, bool]]]:
    """Cases (days, finished), and the product-limit curve of them worked out here, a step after the other."""
    cases = draw(st.lists(st.tuples(st.integers(1, 3000), st.booleans()), min_size=1, max_size=40))
    rows, left, spread = [(0, len(cases), 0, 0, 1.0, 0.0)], 1.0, 0.0
    for day in sorted({days for days, _ in cases}):
        risk = sum(days >= day for days, _ in cases)
        over = sum(days == day and finished for days, finished in cases)
        cut = sum(days == day and not finished for days, finished in cases)
        left *= 1 - over / risk
        spread += over / (risk * (risk - over)) if risk > over else math.inf
        error = left * math.sqrt(spread) if left else math.nan
        rows.append((day, risk, over, cut, left, error))
    columns = ["duration", "at_risk", "finished", "censored", "remaining", "standard_error"]
    return pd.DataFrame(rows, columns=columns), cases


@QUICK
@given(curves_of_survival(), WIDTHS)
def test_the_curve_of_those_still_inadequate(made: tuple[pd.DataFrame, list[tuple[int, bool]]], width: int) -> None:
    frame, cases = made
    page = drawn(survival.curve(frame, middle=None, width=width), width)
    back = remaining(page)
    assert list(back["years"]) == pytest.approx(list(frame["duration"] / 365.25), abs=0.001)
    assert list(back["left"]) == pytest.approx(list(100 * frame["remaining"]), abs=0.01)
    error = np.nan_to_num(frame["standard_error"].to_numpy(dtype=float))
    half = 100 * NINETY_FIVE * error
    assert list(back["upper"]) == pytest.approx(list(np.minimum(100, 100 * frame["remaining"] + half)), abs=0.05)
    assert list(back["lower"]) == pytest.approx(list(np.maximum(0, 100 * frame["remaining"] - half)), abs=0.05)
    for row in each_row(back):
        assert row.hover == f"<b>{row.left:.0f}% still inadequate</b><br>after {row.years:.1f} years" or _near(
            row.hover, row
        )
    ticks = unfinished(page)
    cut = frame[frame["censored"] > 0]
    assert list(ticks["years"]) == pytest.approx(list(cut["duration"] / 365.25), abs=0.001)
    assert list(ticks["left"]) == pytest.approx(list(100 * cut["remaining"]), abs=0.01)
    assert at_risk(page) == {
        year: sum(days >= year * 365.25 for days, _ in cases) for year in range(math.ceil(max(cases)[0] / 365.25) + 1)
    }


def _near(hover: str, row: object) -> bool:
    """Whether a hover's numbers are right where a half could be rounded either way."""
    share, years = hover.removeprefix("<b>").split("% still inadequate</b><br>after ")
    return abs(float(share) - row.left) <= 0.51 and abs(float(years.removesuffix(" years")) - row.years) <= 0.051  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (700, "1 year and 11 months"),
        (365, "1 year"),
        (760, "2 years and 1 month"),
        (183, "6 months"),
        (1461, "4 years"),
    ],
)
def test_the_median_is_named_in_years_and_months(days: int, words: str) -> None:
    frame = pd.DataFrame({"duration": [0, days, 2000], "at_risk": [4, 4, 2], "finished": [0, 2, 2],
                          "censored": [0, 0, 0], "remaining": [1.0, 0.5, 0.0], "standard_error": [0.0, 0.1, np.nan]})  # fmt: skip
    page = drawn(survival.curve(frame, middle=float(days), width=1100), 1100)
    (label,) = each_row(page.said("half had left after"))
    (below,) = each_row(page.words[(page.words["x"] == label.x) & (page.words["y"] - label.y).between(10, 20)])
    assert (below.text, below.bold) == (words, True)


@QUICK
@given(
    st.dictionaries(st.integers(2014, 2026), st.lists(st.integers(60, 230), min_size=1, max_size=30), min_size=1),
    WIDTHS,
)
def test_days_to_publication(found: dict[int, list[int]], width: int) -> None:
    start = pd.Timestamp(2014, 3, 3)
    reports = pd.DataFrame(
        [(f"{year}-{place}", f"Place {place}", year, days, start, start + pd.Timedelta(days=days))
         for year, taken in found.items() for place, days in enumerate(taken)],
        columns=["inspection_id", "name", "year", "days", "start_date", "publication_date"],
    )  # fmt: skip
    years = [(year, len(days), min(days), float(np.median(days)), max(days)) for year, days in sorted(found.items())]
    frame = pd.DataFrame(years, columns=["year", "n", "minimum", "median", "maximum"])
    back = lags(drawn(lag.swarms(reports, frame, width=width), width))
    assert list(back["year"]) == sorted(found, reverse=True)
    for row in each_row(back):
        days = sorted(found[row.year])
        assert row.days == pytest.approx(days, abs=0.05)
        middle = float(np.median(days))
        assert row.line == pytest.approx(middle, abs=0.05)
        assert row.median == f"{middle:.0f}" and row.n == len(days)
        assert (
            row.hover == f"<b>{row.year}</b><br>median {middle:g} days<br>{days[0]} to {days[-1]} days, n = {len(days)}"
        )
        for place, taken in enumerate(found[row.year]):
            out = start + dt.timedelta(days=taken)
            words = f"<b>Place {place}</b><br>{taken} days<br>First day 3 March 2014, out {out.day} {out.month_name()} {out.year}"
            assert words in row.dots
