"""Labels and marks never cover each other: the geometry alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.placing import Box, Spot, Wish, place, place_most, spread

PLACES = st.lists(st.floats(0, 1000, allow_nan=False), max_size=30).map(sorted)


@given(PLACES, st.floats(0.5, 30))
def test_spread_keeps_order_gap_and_bounds(wanted: list[float], gap: float) -> None:
    moved = spread(wanted, gap, 0, 1000)
    assert moved == sorted(moved)
    assert all(later - earlier >= gap - 1e-6 for earlier, later in itertools.pairwise(moved))
    assert all(-1e-6 <= place <= 1000 + 1e-6 for place in moved)


@given(PLACES.filter(bool))
def test_spread_leaves_what_is_already_apart(wanted: list[float]) -> None:
    apart = [index * 40.0 for index, _ in enumerate(wanted)]
    assert spread(apart, 20, 0, 2000) == pytest.approx(apart)


def test_spread_moves_neighbours_equally() -> None:
    assert spread([50, 50], 10, 0, 100) == pytest.approx([45, 55])


def test_spread_shares_a_room_that_is_too_small() -> None:
    assert spread([5, 5, 5], 100, 0, 10) == pytest.approx([0, 5, 10])


def test_place_takes_the_full_wording_in_a_lesser_spot_before_a_short_one() -> None:
    bounds, spots = Box(0, 0, 200, 100), [Spot(100, 20), Spot(100, 80)]
    placed = place(["10 Dec 2018", "2018"], spots, [Box(80, 10, 120, 30)], bounds, 12)
    assert placed is not None
    assert (placed.text, placed.spot) == ("10 Dec 2018", spots[1])


def test_place_gives_up_rather_than_cover() -> None:
    assert place(["words"], [Spot(50, 50)], [Box(0, 0, 100, 100)], Box(0, 0, 100, 100), 12) is None
    assert place(["far too long for this"], [Spot(10, 10)], [], Box(0, 0, 20, 20), 12) is None


def beside(x: float, *texts: str) -> Wish:
    return Wish(texts, (Spot(x + 10, 20, "left"), Spot(x - 10, 20, "right")))


@given(st.lists(st.tuples(st.floats(0, 1000), st.sampled_from(["In care", "Front door", "Children in care"]))))
def test_most_labels_have_a_place_and_none_covers_another(asked: list[tuple[float, str]]) -> None:
    marks = [Box(x - 8, 12, x + 8, 28) for x, _ in asked]
    wishes, bounds = [beside(x, text, "RI") for x, text in asked], Box(0, 0, 1000, 40)
    placed = place_most(wishes, marks, bounds, 12)
    boxes = [label.box for label in placed]
    assert all(box.within(bounds) for box in boxes)
    assert not any(one.hits(other) for one, other in itertools.combinations([*boxes, *marks], 2) if one in boxes)
    alone = [place(wish.texts, wish.spots, marks, bounds, 12) for wish in wishes]
    assert (len(placed) > 0) == any(alone)
    assert len(placed) <= sum(found is not None for found in alone)


def test_a_label_gives_way_so_that_its_neighbour_has_room() -> None:
    marks = [Box(92, 12, 108, 28), Box(162, 12, 178, 28)]
    wishes = [beside(100, "In care"), beside(170, "In care")]
    placed = place_most(wishes, marks, Box(30, 0, 180, 40), 12)
    assert [label.spot.anchor for label in placed] == ["right", "right"]
