"""The strips of the compare page: each grade one block of its time, in rows that no word of another covers."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re

import pandas as pd
import pytest

from dashboard.drawing.scene import Line, Rect, Scene, Words
from dashboard.figures.strips.figure import CHOSEN, Row, strips
from dashboard.figures.strips.panels import PANEL_TITLES
from dashboard.history.compared import Blocks, blocks, in_order, standings
from dashboard.history.story import Story, stories
from dashboard.judgements import TODAY as JUDGEMENTS_OF_TODAY
from dashboard.statistics.compare_set import with_predecessors
from dashboard.statistics.over_time import good_shares
from dashboard.theme import INK
from loaders import Dataset, Grade, Judgement, Status
from tests.dashboard.made_stories import Maker, made_span

TODAY = dt.date(2026, 8, 18)
WIDTHS = (280, 340, 640, 720, 960, 1100)
OVERALL, LEADERSHIP = Judgement.OVERALL, Judgement.LEADERSHIP


def made() -> dict[str, Story]:
    """Ashby: inadequate, then good, then without an overall grade; Barton, abolished in 2021 for Carlton."""
    make = Maker()
    make.body("A", "Ashby")
    make.body("B", "Barton", abolished="2021-04-01", successors="C")
    make.body("C", "Carlton", predecessors="B")
    for code, published, overall, leaders in (
        ("A", "2015-06-01", "Inadequate", "Inadequate"),
        ("A", "2019-06-01", "Good", "Outstanding"),
        ("A", "2026-05-01", "not_given", "Good"),
        ("B", "2016-01-01", "Requires improvement", "Good"),
    ):
        grades = {"overall_effectiveness": overall, "leadership": leaders, "care_leavers": "not_separate"}
        make.event(code, "ILACS", "standard inspection", None, published, grades)
    return make.stories()


@pytest.fixture
def found() -> Blocks:
    return blocks(made().values(), TODAY)


ROWS = [
    Row("A", "Ashby", "Good, Jun 2019", chosen=True),
    Row("C", "Carlton", "Not yet inspected"),
    Row("B", "Barton", "until Apr 2021", predecessor=True),
]


def test_a_block_runs_from_a_publication_to_the_next_or_to_the_end_of_the_body(found: Blocks) -> None:
    assert [(block.grade, block.start, block.until, block.is_last) for block in found["A", OVERALL]] == [
        (Grade.INADEQUATE, dt.date(2015, 6, 1), dt.date(2019, 6, 1), False),
        (Grade.GOOD, dt.date(2019, 6, 1), dt.date(2026, 5, 1), False),
        (None, dt.date(2026, 5, 1), TODAY, True),
    ]
    assert [block.until for block in found["B", OVERALL]] == [dt.date(2021, 4, 1)]


def test_the_grade_held_outlives_an_inspection_without_one(found: Blocks) -> None:
    stand = standings(found, OVERALL)["A"]
    assert (stand.latest.judged.status, stand.held, stand.previous, stand.change) == (
        Status.NOT_GIVEN,
        Grade.GOOD,
        Grade.INADEQUATE,
        2,
    )


def test_absences_one_after_the_other_are_one_block_as_on_the_timeline(found: Blocks) -> None:
    (block,) = found["A", Judgement.CARE_LEAVERS]
    assert (block.start, block.until, block.confirmed) == (dt.date(2015, 6, 1), TODAY, dt.date(2026, 5, 1))


def test_a_body_stands_above_those_that_it_replaced() -> None:
    register = pd.DataFrame({"code": ["A", "B", "C"], "predecessors": [None, None, "B"]})
    assert with_predecessors(["A", "C"], register) == [("A", "A"), ("C", "C"), ("B", "C")]


def drawn_bars(scene: Scene, today: float = math.inf) -> list[Rect]:
    """The bars of all rows up to the pixel of today, in their order along time."""
    bars = [item for item in scene.only(Rect) if item.hover and not item.name.startswith("England")]
    return sorted((bar for bar in bars if bar.box.right <= today), key=lambda bar: (bar.box.top, bar.box.left))


@pytest.mark.parametrize("width", WIDTHS)
def test_each_block_is_one_bar_of_its_length(found: Blocks, width: int) -> None:
    bars = drawn_bars(strips(ROWS, found, judgements=(OVERALL,), today=TODAY, width=width))
    assert [(bar.name[0], bar.hover.split("\n")[1]) for bar in bars] == [
        ("A", "Inadequate"),
        ("A", "Good"),
        ("A", "Not given since April 2026"),
        ("B", "Requires improvement"),
    ]
    first, _, last, barton = (bar.box for bar in bars)
    per_day = (last.left - first.left) / (dt.date(2026, 5, 1) - dt.date(2015, 6, 1)).days
    days = [1461, 2526, 109, 1917]
    lengths = [bar.box.width + 2 * min(1, day * per_day / 4) for bar, day in zip(bars, days, strict=True)]
    assert lengths == pytest.approx([day * per_day for day in days], abs=0.02)
    assert barton.left - first.left == pytest.approx((dt.date(2016, 1, 1) - dt.date(2015, 6, 1)).days * per_day)
    assert len({bar.box.top for bar in bars}) == 2  # Ashby and Barton; Carlton has nothing to show


@pytest.mark.parametrize("width", [320, 700, 900, 1100, 1400])
def test_the_years_of_several_panels_have_room_below_their_titles(found: Blocks, width: int) -> None:
    scene = strips(ROWS, found, judgements=tuple(PANEL_TITLES), today=TODAY, width=width)
    titles = {form for forms in PANEL_TITLES.values() for form in forms}
    heads = [words for words in scene.only(Words) if words.text in titles and words.bold]
    years = [words for words in scene.only(Words) if re.fullmatch(r"20\d\d", words.text)]
    assert len(heads) == len(PANEL_TITLES)
    expected = ["2020", "2025"] if width == 320 else ["2015", "2020", "2025"]
    assert [words.text for words in years] in ([], expected * len(PANEL_TITLES))
    for one, other in itertools.combinations([*heads, *years], 2):
        assert not one.bounds.hits(other.bounds, -2), (one.text, other.text)


def test_several_panels_end_with_the_grade_held_today(found: Blocks) -> None:
    scene = strips(ROWS, found, judgements=(LEADERSHIP, OVERALL), today=TODAY)
    assert [words.text for words in scene.only(Words) if words.bold][:2] == [
        "Impact of leaders",
        "Overall effectiveness",
    ]
    chips = [bar for bar in drawn_bars(scene) if bar.line == INK]
    letters = [words for words in scene.only(Words) if (words.x, words.y) in [bar.box.middle for bar in chips]]
    assert [(words.text, words.name) for words in letters] == [("G", "A leadership"), ("–", "A overall_effectiveness")]


def test_the_chosen_one_is_marked_and_the_end_of_overall_is_a_line(found: Blocks) -> None:
    scene = strips(ROWS, found, judgements=(OVERALL,), today=TODAY)
    (band,) = (item for item in scene.only(Rect) if item.fill == CHOSEN)
    (name,) = (words for words in scene.only(Words) if words.text == "Ashby")
    assert (band.box.left, band.box.right) == (0, scene.width) and band.box.top < name.y < band.box.bottom
    eras = [item.runs[0][0][0] for item in scene.only(Line) if item.dash == "dot"]
    years = {words.text: words.x for words in scene.only(Words) if words.text.startswith("20")}
    assert eras[0] == years["2018"] and years["2026"] < eras[1]


def test_england_is_a_step_of_its_shares() -> None:
    share = {OVERALL: [(dt.date(2016, 3, 31), 0.25), (dt.date(2020, 3, 31), 0.5)]}
    scene = strips(ROWS, {}, judgements=(OVERALL,), today=TODAY, england=share)
    (steps,) = (item for item in scene.only(Line) if item.name.startswith("England"))
    (_, low), (_, still), (_, high), (_, last), _ = steps.runs[0]
    assert low == still > high == last  # y grows downwards
    said = [item.hover for item in scene.only(Rect) if item.hover]
    assert said == ["England\ngood or outstanding: 25%, March 2016", "England\ngood or outstanding: 50%, March 2020"]


def test_a_name_and_a_block_lead_where_they_are_told_to(found: Blocks) -> None:
    scene = strips(ROWS, found, judgements=(OVERALL,), today=TODAY, links={"A": "/authority/ashby"})
    linked = [item for item in scene.items if item.link]
    assert {item.link for item in linked} == {"/authority/ashby"}
    assert [item.text for item in linked if isinstance(item, Words)] == ["Ashby"]
    assert len(linked) == 4


@pytest.mark.parametrize("sort", ["grade", "name", "waiting", "improvement"])
def test_every_order_has_every_authority_once(found: Blocks, sort: str) -> None:
    names = {"A": "Ashby", "B": "Barton", "C": "Carlton"}
    stands = [standings(found, OVERALL)]
    expected = {"grade": "BAC", "name": "ABC", "waiting": "BAC", "improvement": "ABC"}
    assert "".join(in_order(names, stands, sort)) == expected[sort]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [11, 153])
@pytest.mark.parametrize("judgements", [(OVERALL,), JUDGEMENTS_OF_TODAY])
def test_no_name_covers_another_or_a_grade(
    dataset: Dataset, count: int, width: int, judgements: tuple[Judgement, ...]
) -> None:
    authorities = dataset.authorities()
    found = blocks(stories(dataset).values(), TODAY)
    today = authorities[authorities["abolished"].isna()].head(count)
    rows = [
        Row(code, name, "Requires improvement, Sep 2022", chosen=place == 3)
        for place, (code, name) in enumerate(zip(today["code"], today["name"], strict=True))
    ]
    scene = strips(rows, found, judgements=judgements, today=TODAY, width=width)
    names = [words for row in rows for words in scene.only(Words) if words.name == row.code]
    now = [words for row in rows for words in scene.only(Words) if words.name == f"{row.code} now"]
    assert len(names) == len(now) == count
    assert all(below.y - above.y >= above.bounds.height * 0.75 for above, below in itertools.pairwise(names))
    blocks_of = [bar.box for bar in drawn_bars(scene)]
    for left, right in zip(names, now, strict=True):
        assert left.bounds.right <= right.bounds.left and left.bounds.left >= 0 and right.bounds.right <= width
    for words in [*names, *now]:
        around = [box for box in blocks_of if abs(box.middle[1] - words.y) < 40]
        assert not any(words.bounds.hits(box, -3) for box in around), words.text


def test_the_bars_of_the_dataset_add_up(dataset: Dataset) -> None:
    authorities = dataset.authorities()
    found = blocks(stories(dataset).values(), TODAY)
    for items in found.values():
        assert all(one.until == next_one.start for one, next_one in itertools.pairwise(items))
        assert [block.is_last for block in items] == [False] * (len(items) - 1) + [True]
    rows = [Row(code, name, "") for code, name in zip(authorities["code"], authorities["name"], strict=True)]
    scene = strips(rows, found, judgements=(OVERALL,), today=TODAY)
    every = [block for (_, judgement), items in found.items() if judgement is OVERALL for block in items]
    seen = [block.is_last or block.until > max(block.start, dt.date(2013, 11, 1)) for block in every]
    assert len(drawn_bars(scene)) == sum(seen)


def test_england_is_the_share_of_the_as_at_rule(dataset: Dataset) -> None:
    share = good_shares(dataset.deciding(), today=TODAY)
    held = dataset.as_at(dt.date(2024, 3, 31))["grade"].dropna()
    expected = held.isin(["Good", "Outstanding"]).mean()
    assert dict(share)[dt.date(2024, 3, 31)] == pytest.approx(expected)


def test_a_grade_of_the_last_day_and_no_row_are_drawn() -> None:
    block = made_span(Grade.GOOD, TODAY, TODAY)
    (bar,) = drawn_bars(strips(ROWS[:1], {("A", OVERALL): [block]}, judgements=(OVERALL,), today=TODAY))
    assert (bar.hover.split("\n")[1], bar.box.width) == ("Good", pytest.approx(3 - 2 * 0.75))
    assert drawn_bars(strips([], {}, judgements=(OVERALL,), today=TODAY)) == []
