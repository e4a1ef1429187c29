"""Other statistics beside the grades, read back from the drawing: each dot, line and number is that of the frame."""

from __future__ import annotations

import datetime as dt
from itertools import combinations, pairwise
from statistics import mean, median

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.placing import swarm
from dashboard.drawing.scale import ticks
from dashboard.drawing.scene import Area, Line, Mark, Rect, Scene, Words
from dashboard.figures.context import around_change, children
from dashboard.figures.context.columns import columns
from dashboard.figures.context.lanes import Measured, figures_of, lanes
from dashboard.figures.context.years import medians
from dashboard.figures.timeline.figure import timeline
from dashboard.figures.timeline.forms import FORMS, Width
from dashboard.figures.timeline.sheet import make_sheet
from dashboard.history.spans import OVERALL, spans
from dashboard.history.story import stories
from dashboard.statistics.context.by_grade import summary as summed
from dashboard.statistics.context.chosen import USUAL, around_authority
from dashboard.text.lanes import measured
from loaders import Dataset
from tests.dashboard.figures.read_back.drawn import Drawing, drawn
from tests.dashboard.figures.read_back.legend import GRADES

QUICK = settings(max_examples=25)
WIDTHS = st.sampled_from([280, 340, 720, 1100])


def say(value: float) -> str:
    return f"{value:.1f}%"


def axis(scene: Scene) -> tuple[float, float]:
    """The value at y nought and what one pixel adds, from the numbers at the left."""
    numbers = [
        (item.y, float(item.text.rstrip("%")))
        for item in scene.only(Words)
        if item.anchor == "right" and item.text.endswith("%")
    ]
    (y0, low), (y1, high) = max(numbers), min(numbers)
    per_pixel = (high - low) / (y1 - y0)
    return low - y0 * per_pixel, per_pixel


def value(scene: Scene, y: float) -> float:
    base, per_pixel = axis(scene)
    return base + y * per_pixel


@given(st.lists(st.floats(0, 300), max_size=40), st.floats(2, 12))
def test_no_dot_of_a_swarm_covers_another(ys: list[float], apart: float) -> None:
    xs = swarm(ys, apart)
    for (xa, ya), (xb, yb) in combinations(zip(xs, ys, strict=True), 2):
        assert (xa - xb) ** 2 + (ya - yb) ** 2 >= apart**2 - 1e-3
    assert not ys or xs[min(range(len(ys)), key=lambda index: (ys[index], index))] == 0


@given(st.floats(0, 1000), st.floats(0.01, 1000), st.integers(3, 8))
def test_ticks_are_even_and_hold_all_values(low: float, more: float, most: int) -> None:
    found = ticks(low, low + more, most)
    assert found[0] <= low + 1e-6 and found[-1] >= low + more - 1e-6
    assert 2 <= len(found) <= max(most, 3)
    steps = {round(b - a, 6) for a, b in pairwise(found)}
    assert len(steps) == 1


@st.composite
def placed(draw: st.DrawFn) -> pd.DataFrame:
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from([*GRADES, None]), st.one_of(st.none(), st.integers(0, 900)), st.booleans()),
            min_size=1,
            max_size=60,
        )
    )
    return pd.DataFrame(
        {
            "code": [f"E{place:03}" for place in range(len(rows))],
            "name": [f"Place {place}" for place in range(len(rows))],
            "grade": pd.array([grade for grade, _, _ in rows], dtype="string"),
            "value": [float("nan") if figure is None else figure / 10 for _, figure, _ in rows],
            "joint": [joint for _, _, joint in rows],
        }
    )


@QUICK
@given(placed(), WIDTHS)
def test_dots_by_grade(frame: pd.DataFrame, width: int) -> None:
    slugs = {code: code.lower() for code in frame["code"]}
    scene = columns(frame, summed(frame), say, slugs=slugs, width=width)
    known = frame.dropna(subset=["grade", "value"]).set_index("code")
    marks = {item.name: item for item in scene.only(Mark)}
    assert set(marks) == set(known.index)
    heads = {item.name: item.bounds.middle[0] for item in scene.only(Rect) if item.bounds.top == 0}
    assert list(heads) == list(GRADES)
    room = sorted(heads.values())[1] - sorted(heads.values())[0]
    for code, row in known.iterrows():
        mark = marks[str(code)]
        assert value(scene, mark.y) == pytest.approx(row["value"], abs=0.11)
        assert abs(mark.x - heads[row["grade"]]) + mark.radius <= room / 2, "it keeps to its column"
        assert mark.hover.startswith(f"{row['name']}\n{say(row['value'])}, {row['grade'].lower()}")
        assert ("one return" in mark.hover, mark.fill == "#ffffff") == (row["joint"], row["joint"])
        assert mark.link == f"/authority/{str(code).lower()}"
    for a, b in combinations(marks.values(), 2):
        assert (a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (a.radius + b.radius) ** 2 - 0.01, "no dot covers another"
    numbers = {item.name: item.text for item in scene.only(Words) if item.name}
    solid = [item for item in scene.only(Line) if item.width == 3]
    dotted = [item for item in scene.only(Line) if item.dash == "dot"]
    for grade in GRADES:
        found = sorted(known.loc[known["grade"] == grade, "value"])
        shown = [numbers[f"{grade} {key}"] for key in ("n", "median", "mean")]
        if not found:
            assert shown == ["0", "–", "–"]
            continue
        assert shown == [str(len(found)), say(float(pd.Series(found).median())), say(float(pd.Series(found).mean()))]
        (line,) = (item for item in solid if item.bounds.left < heads[grade] < item.bounds.right)
        assert value(scene, line.bounds.top) == pytest.approx(median(found), abs=0.11)
        (line,) = (item for item in dotted if item.bounds.left < heads[grade] < item.bounds.right)
        assert value(scene, line.bounds.top) == pytest.approx(mean(found), abs=0.11)


@QUICK
@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 900)), min_size=4, max_size=4), min_size=2, max_size=9
    ),
    WIDTHS,
)
def test_medians_through_the_years(years: list[list[tuple[int, int]]], width: int) -> None:
    rows = [
        (pd.Timestamp(2017 + place, 9, 30), grade, n, middle / 10 if n else None, middle / 10 if n else None)
        for place, grades in enumerate(years)
        for grade, (n, middle) in zip(GRADES, grades, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["period_end", "grade", "n", "median", "mean"])
    scene = medians(frame, say, fewest=5, width=width)
    marks = {item.name: item for item in scene.only(Mark)}
    drawn_rows = [row for row in rows if row[2] >= 5]
    assert set(marks) == {f"{grade} {day.year}" for day, grade, *_ in drawn_rows}
    for day, grade, n, middle, _ in drawn_rows:
        mark = marks[f"{grade} {day.year}"]
        assert value(scene, mark.y) == pytest.approx(middle, abs=0.16)
        assert (mark.fill == "#ffffff") == (n < 10) == ("fewer than ten" in mark.hover)
        assert f"n = {n}" in mark.hover and f"median {say(middle)}" in mark.hover
    lines = [run for item in scene.only(Line) if item.width == 3 for run in item.runs]
    joined = {
        (round(a[0], 2), round(a[1], 2), round(b[0], 2), round(b[1], 2)) for run in lines for a, b in pairwise(run)
    }
    neighbours = {
        (a := marks[f"{grade} {year}"], b := marks[f"{grade} {year + 1}"])
        and (round(a.x, 2), round(a.y, 2), round(b.x, 2), round(b.y, 2))
        for grade in GRADES
        for year in range(2017, 2030)
        if f"{grade} {year}" in marks and f"{grade} {year + 1}" in marks
    }
    assert joined == neighbours, "years that follow each other are joined, and no gap is bridged"
    ends = [item for item in scene.only(Words) if item.bold]
    assert len(ends) == len({grade for _, grade, *_ in drawn_rows})
    for one, other in combinations(ends, 2):
        assert not one.bounds.hits(other.bounds, -1)


@QUICK
@given(
    st.lists(
        st.tuples(st.integers(1, 90), st.integers(1, 500), st.integers(0, 100), st.integers(0, 100)),
        min_size=8,
        max_size=8,
    ),
    WIDTHS,
)
def test_around_inspections(numbers: list[tuple[int, int, int, int]], width: int) -> None:
    keys = [(group, year) for group in ("changed", "stayed") for year in (-2, -1, 1, 2)]
    rows = [
        (group, year, n, middle / 10, (middle - min(low, middle)) / 10, (middle + high) / 10)
        for (group, year), (n, middle, low, high) in zip(keys, numbers, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["group", "year", "n", "median", "lower", "upper"])
    scene = around_change.panels(frame, {"changed": "Changed", "stayed": "Stayed"}, say, width=width)
    marks = {item.name: item for item in scene.only(Mark)}
    texts = {item.name: item.text for item in scene.only(Words) if item.name}
    areas = {item.name: item for item in scene.only(Area)}
    counts = {item.name: item.text for item in scene.only(Words) if item.name.endswith(" n")}
    for group, year, n, middle, low, high in rows:
        mark = marks[f"{group} {year}"]
        assert f"median {say(middle)}\nmiddle half {say(low)} to {say(high)}\nn = {n}" in mark.hover
        assert texts[f"{group} {year}"] == say(middle)
        assert counts[f"{group} {year} n"] == f"n = {n}"
        (ring,) = areas[f"{group} {1 if year > 0 else -1}"].rings
        ys = sorted(y for x, y in ring if x == pytest.approx(mark.x))
        scale = (ys[1] - ys[0]) / (high - low) if high > low else None
        if scale:
            assert (mark.y - ys[0]) / scale == pytest.approx(high - middle, abs=0.05)
    for item in scene.only(Line):
        if item.width == 3:
            (run,) = item.runs
            assert {round(x, 1) for x, _ in run} <= {round(mark.x, 1) for mark in marks.values()}
            assert len(run) == 2, "nothing joins the year before with the year after"


def share_rows(page: Drawing, scene: Scene) -> dict[str, float]:
    zero = next(item.x for item in scene.only(Words) if item.text == "0%")
    full = next(item.x for item in scene.only(Words) if item.text == "100%")
    return {item.name: 100 * (item.x - zero) / (full - zero) for item in scene.only(Mark) if item.name}


@QUICK
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 900), st.integers(0, 900)),
        min_size=2,
        max_size=10,
    ),
    WIDTHS,
)
def test_children_by_area(numbers: list[tuple[int, int, int, int]], width: int) -> None:
    rows = []
    for place, (good, other, children_good, children_other) in enumerate(numbers):
        total, everyone = good + other, children_good + children_other
        rows.append(
            {
                "area": "England" if place == 0 else f"Region {place}",
                "good_authorities": good,
                "authorities": total,
                "percent_authorities": 100 * good / total if total else float("nan"),
                "good_children": children_good,
                "children": everyone,
                "percent_children": 100 * children_good / everyone if total else float("nan"),
            }
        )
    scene = children.by_area(pd.DataFrame(rows), width=width)
    shown = share_rows(drawn(scene, width), scene)
    for row in rows:
        area = row["area"]
        if not row["authorities"]:
            assert f"{area} authorities" not in shown
            continue
        assert shown[f"{area} authorities"] == pytest.approx(row["percent_authorities"], abs=0.01)
        assert shown[f"{area} children"] == pytest.approx(row["percent_children"], abs=0.01)
    hovers = {item.name: item.hover for item in scene.only(Mark) if item.name}
    for name, hover in hovers.items():
        assert hover.startswith(name.rsplit(" ", 1)[0])


@QUICK
@given(
    st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 100), st.integers(0, 100))), min_size=3, max_size=40), WIDTHS
)
def test_children_through_time(shares: list[tuple[int, int] | None], width: int) -> None:
    shares = [*shares, (40, 60), (50, 50)]
    ends = list(pd.date_range("2015-01-31", periods=len(shares), freq="ME"))
    frame = pd.DataFrame(
        {
            "date": ends,
            "percent_children": [one[0] if one else float("nan") for one in shares],
            "percent_authorities": [one[1] if one else float("nan") for one in shares],
            "good_authorities": 1,
            "authorities": 2,
        }
    )
    scene = children.over_time(frame, width=width)
    first = next(day for day, share in zip(ends, shares, strict=True) if share)
    for day, there in ((first, True), (first - pd.Timedelta(days=1), False), (ends[-1], True)):
        marks = [item for item in children.marked(scene, frame, day.date()).only(Line) if item.dash == "dot"]
        assert len(marks) == there
    (mark,) = marks
    (line,) = (item for item in scene.only(Line) if item.name == "Children")
    assert mark.runs[0][0][0] == pytest.approx(line.runs[-1][-1][0]), "the last day stands where the line ends"
    for name, place in (("Children", 0), ("Authorities", 1)):
        (line,) = (item for item in scene.only(Line) if item.name == name)
        points = [point for run in line.runs for point in run]
        known = [one for one in shares if one]
        assert [round(value(scene, y), 1) for _, y in points] == pytest.approx([one[place] for one in known], abs=0.11)
        starts = sum(1 for before, one in zip([None, *shares], shares, strict=False) if one and not before)
        assert len(line.runs) == starts, "a gap stays a gap"
        assert any(item.text == f"{name} {known[-1][place]}%" for item in scene.only(Words))
    strips = [item for item in scene.only(Rect) if item.hover]
    assert len(strips) == sum(1 for one in shares if one)


# Lanes on the axis of the timeline

OWN = "E08000027"


def lane_frame(rows: list[tuple[int, str, float | None, str | None, float | None, float | None]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "period_end": pd.Timestamp(year, 9, 30),
                "authority_code": code,
                "value": float("nan") if value is None else value,
                "status": status,
                "england": float("nan") if england is None else england,
                "lower": float("nan") if low is None else low,
                "middle": float("nan"),
                "upper": float("nan") if low is None else low + 4,
                "neighbours": 0 if low is None else 10,
            }
            for year, code, value, status, england, low in rows
        ]
    )


FIGURES = st.one_of(st.none(), st.integers(0, 600).map(lambda tenths: tenths / 10))


@st.composite
def lane_rows(draw: st.DrawFn, codes: list[str]) -> pd.DataFrame:
    rows = []
    for year in range(2013, 2026):
        if draw(st.booleans()):
            code = codes[-1] if year >= 2023 or len(codes) == 1 else codes[0]
            value = draw(FIGURES)
            status = draw(st.sampled_from([None, "joint"])) if value is not None else "suppressed"
            rows.append((year, code, value, status, draw(FIGURES), draw(FIGURES)))
    return lane_frame(rows)


@settings(max_examples=20)
@given(
    st.data(),
    st.sampled_from(["large", "wide", "medium", "narrow", "slide"]),
    st.sampled_from(["dudley", "cumberland"]),
)
def test_lanes_on_the_axis_of_the_timeline(dataset: Dataset, data: st.DataObject, width: Width, slug: str) -> None:
    story = stories(dataset)[slug]
    codes = [one.authority.code for one in (*story.before, story)]
    frame = data.draw(lane_rows(codes).filter(lambda frame: len(frame) > 0))
    one = Measured("rate", "Made rate", ("1.0% in 2025",), say, figures_of(frame), {"suppressed": "suppressed"})
    today = dataset.reach
    scene = lanes(story, [one], today=today, width=width)
    sheet = make_sheet(story, "publication", today, FORMS[width])
    assert scene.width == timeline(story, today=today, width=width).width, "both are as wide"
    numbers = sorted(
        (item.y + (6 if index == 0 else -7), float(item.text.rstrip("%")))
        for index, item in enumerate(
            [
                w
                for w in scene.only(Words)
                if w.size == 12 and w.text.rstrip("%").replace(".", "").isdigit() and w.x == sheet.form.left + 3
            ]
        )
    )
    (top, high), (bottom, low) = numbers
    marks = {item.name: item for item in scene.only(Mark)}
    crosses = {item.name: item for item in scene.only(Words) if item.text == "×"}
    names = {
        story.authority.code: story.authority.name,
        **{before.authority.code: before.authority.name for before in story.before},
    }
    for row in frame.to_dict("records"):
        if row["period_end"].date() < sheet.scale.start:
            continue
        name = f"rate {row['authority_code']} {row['period_end'].year}"
        x = sheet.scale.x(row["period_end"].date())
        if pd.isna(row["value"]):
            assert crosses[name].x == pytest.approx(x) and name not in marks
            assert any(item.name == name and "No figure: suppressed" in item.hover for item in scene.only(Rect))
            continue
        mark = marks[name]
        assert mark.x == pytest.approx(x)
        assert low + (bottom - mark.y) / (bottom - top) * (high - low) == pytest.approx(row["value"], abs=0.2)
        assert (mark.fill == "#ffffff") == (row["status"] == "joint") == ("one return of two" in mark.hover)
        assert mark.hover.startswith(f"{names[row['authority_code']]}, 30 September {row['period_end'].year}")
    drawn_years: dict[str, list[int]] = {code: [] for code in codes}
    for row in frame.dropna(subset=["value"]).to_dict("records"):
        if row["period_end"].date() >= sheet.scale.start:
            drawn_years[row["authority_code"]].append(row["period_end"].year)
    for code in codes:
        joined = {
            (round(a[0], 1), round(b[0], 1))
            for item in scene.only(Line)
            if item.name == f"rate {code}"
            for run in item.runs
            for a, b in pairwise(run)
        }
        expected = {
            tuple(round(sheet.scale.x(dt.date(one, 9, 30)), 1) for one in (year, year + 1))
            for year in drawn_years[code]
            if year + 1 in drawn_years[code]
        }
        assert joined == expected, "a year without a figure is a gap, and nothing joins two bodies"
        for item in scene.only(Line):
            if item.name == f"rate {code}":
                assert item.dash == ("solid" if code == story.authority.code else "dash")
    tints = [item for item in scene.only(Rect) if item.name in GRADES]
    held = [
        span
        for segment in sheet.segments
        for span in spans(segment.story, OVERALL, "publication", segment.until)
        if span.grade
    ]
    assert sorted(item.name for item in tints) == sorted(str(span.grade) for span in held)
    for tint in tints:
        assert tint.fill not in ("#ffffff", ""), "the colour of a grade, faint"


def test_what_a_lane_says_of_dudley(dataset: Dataset) -> None:
    """The agency workers of Dudley, read off the drawing: 30.8% in 2017, 14.5% in 2025; England 13.0%."""
    story = stories(dataset)["dudley"]
    (found,) = around_authority(dataset, OWN, ("agency_social_workers",))
    scene = lanes(story, [measured(found, OWN)], today=dataset.reach, width="wide")
    hovers = {item.name: item.hover for item in scene.only(Mark)}
    assert len(hovers) == 9
    assert hovers[f"agency_social_workers {OWN} 2017"].startswith(
        "Dudley, 30 September 2017\nAgency social workers: 30.8%"
    )
    assert "England: 13.0%" in hovers[f"agency_social_workers {OWN} 2025"]
    label = [item.text for item in scene.only(Words) if item.name == "agency_social_workers"]
    assert " ".join(label) == "Agency social workers 14.5% in 2025 1.5 points above England’s"


@pytest.mark.parametrize("width", ["wide", "slide", "large"])
def test_the_last_figure_stands_beside_every_line_or_beside_none(dataset: Dataset, width: Width) -> None:
    """Three lanes without it and one with it look as if the one meant something."""
    for slug in ("dudley", "cumberland", "isles-of-scilly", "hertfordshire"):
        story = stories(dataset)[slug]
        code = story.authority.code
        found = [measured(one, code) for one in around_authority(dataset, code, USUAL)]
        drawing = lanes(story, found, today=dataset.reach, width=width)
        told = [item.name for item in drawing.only(Words) if item.name.endswith(" last")]
        assert len(told) in (0, len(found)), (slug, told)
