"""Two authorities side by side: what is said is what the tables say, and both are drawn on one axis."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from dashboard.drawing.scene import Rect, Words
from dashboard.figures.timeline.forms import ON_SCREEN, Width
from dashboard.figures.timeline.pair import pair
from dashboard.history.awaited import awaited
from dashboard.history.story import stories
from loaders import Dataset
from tests.dashboard.oracle.grammar import NUMBERS
from tests.dashboard.oracle.tables import FOUR, OVERALL, RANK, Tables
from tests.dashboard.pages.said import by_id, chart, components, rows, words

NAMES = {"leadership": "Impact of leaders", "help_and_protection": "Help and protection",
         "children_in_care": "Children in care", "care_leavers": "Care leavers", OVERALL: "Overall effectiveness"}  # fmt: skip
IS = {"outstanding": "is outstanding", "good": "is good", "requires improvement": "requires improvement",
      "inadequate": "is inadequate"}  # fmt: skip
ARE = {"outstanding": "are outstanding", "good": "are good", "requires improvement": "require improvement",
       "inadequate": "are inadequate"}  # fmt: skip
PAIRS = [
    ("dudley", "walsall", "2026-08-22"),
    ("walsall", "dudley", "2026-08-22"),
    ("liverpool", "isle-of-wight", "2026-08-22"),
    ("bradford", "city-of-london", "2026-08-22"),
    ("cumberland", "westmorland-and-furness", "2025-06-30"),
    ("isles-of-scilly", "dudley", "2017-03-31"),
    ("trafford", "dudley", "2018-12-09"),
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def held(tables: Tables, slug: str, judgement: str, day: dt.date) -> str | None:
    """The grade of the latest full inspection that was out on a day."""
    out = [one for one in tables.full(tables.by_slug[slug].code) if (one.published or one.start or day) <= day]
    dated = [one for one in out if one.published or one.start]
    return max(dated, key=lambda one: one.when("publication") or day).grades.get(judgement) if dated else None


def so(first: tuple[str, str | None], second: tuple[str, str | None]) -> str:
    """What should be said of one judgement."""
    if not first[1] and not second[1]:
        return "neither holds a grade"
    if first[1] == second[1]:
        return f"both {ARE[str(first[1])]}"
    if not first[1] or not second[1]:
        (name, grade), (other, _) = (first, second) if first[1] else (second, first)
        return f"{name} {IS[str(grade)]}, and {other} holds no grade"
    return f"{first[0]} {IS[first[1]]}, and {second[0]} {IS[second[1]]}"


@pytest.mark.parametrize(("a", "b", "date"), PAIRS)
def test_each_judgement_is_told_as_the_tables_have_it(page_at: Any, tables: Tables, a: str, b: str, date: str) -> None:
    content, _ = page_at("/side-by-side", f"?a={a}&b={b}&date={date}")
    day = dt.date.fromisoformat(date)
    one, other = (tables.by_slug[slug].called for slug in (a, b))
    grades = {key: (held(tables, a, key, day), held(tables, b, key, day)) for key in NAMES}
    figure = chart(content, "side-by-side-pair")
    told = [words(part) for part in components(figure) if part["type"] == "Li"]
    assert told == [f"{NAMES[key]}: {so((one, first), (other, second))}." for key, (first, second) in grades.items()]
    both = [(RANK[x], RANK[y]) for x, y in (grades[key] for key in FOUR) if x and y]
    more, worse = sum(x > y for x, y in both), sum(x < y for x, y in both)
    title = words(by_id(content, "side-by-side-pair-title"))
    if not both:
        assert title.endswith("hold no grade for the same judgement")
    elif not more and not worse:
        assert "hold the same grade in" in title and f"{NUMBERS[len(both)]} judgement" in title
    else:
        leader, most = (one, more) if more >= worse else (other, worse)
        follower, least = (other, worse) if more >= worse else (one, more)
        many = f"{NUMBERS[len(both)]} judgement{'s' if len(both) > 1 else ''}"
        which = f"{NUMBERS[most]} of {many}"
        if most == len(both):
            which = "the one judgement" if most == 1 else f"all {NUMBERS[most]} judgements"
        start = f"{leader} is better than {follower} in {which} that both hold"
        assert title.lower().startswith(start.lower())
        assert (f"{follower} in {NUMBERS[least]}" in title) == bool(least)
        same = len(both) - more - worse
        assert (f"they are alike in {NUMBERS[same]}" in title) == bool(same)
    cells = rows(next(part for part in components(content) if part["type"] == "Markup"))
    for row, (key, (first, second)) in zip(cells, grades.items(), strict=True):
        assert row[0] == NAMES[key]
        assert all((grade or "no").lower() in (cell.lower() or "no") for grade, cell in
                   zip((first, second), row[1:3], strict=True) if grade)  # fmt: skip
        if first and second:
            steps = abs(RANK[first] - RANK[second])
            grown = f"by {NUMBERS[steps]} grade{'s' if steps > 1 else ''}"
            better = tables.by_slug[a if RANK[first] > RANK[second] else b].name
            assert row[3] == ("the same" if not steps else f"{better}, {grown}")
        else:
            assert row[3] == "cannot be compared"


def test_one_authority_alone_stands_beside_its_nearest_neighbour(page_at: Any, tables: Tables) -> None:
    content, _ = page_at("/side-by-side", "?a=dudley")
    nearest = tables.bodies[tables.by_slug["dudley"].neighbours[0]]
    assert by_id(content, "side-by-side-b")["props"]["value"] == nearest.slug
    marked, _ = page_at("/side-by-side", "?mark=dudley&b=walsall")
    assert by_id(marked, "side-by-side-a")["props"]["value"] == "dudley"


@pytest.mark.parametrize("search", ["", "?a=atlantis", "?a=dudley&b=dudley", "?a=cumberland&b=dudley&date=2020-03-31"])
def test_what_cannot_be_shown_is_said(page_at: Any, search: str) -> None:
    content, _ = page_at("/side-by-side", search)
    assert any(part["props"].get("className") == "empty" for part in components(content))


def test_names_and_codes_find_an_authority(page_at: Any) -> None:
    content, _ = page_at("/side-by-side", "?a=Dudley&b=E08000030")
    assert (by_id(content, "side-by-side-a")["props"]["value"], by_id(content, "side-by-side-b")["props"]["value"]) == (
        "dudley", "walsall")  # fmt: skip


@pytest.mark.parametrize("width", ON_SCREEN)
def test_a_day_stands_at_the_same_place_in_both(dataset: Dataset, width: Width) -> None:
    every = stories(dataset)
    for a, b in (("dudley", "cumberland"), ("isles-of-scilly", "birmingham"), ("barnet", "liverpool")):
        two = every[a], every[b]
        coming = [awaited(dataset, one, dataset.reach) for one in two]
        scene = pair(two, today=dataset.reach, width=width, coming=coming)
        years: dict[str, set[float]] = {}
        for item in scene.only(Words):
            if item.text.isdigit() and len(item.text) == 4 and item.anchor == "center":
                years.setdefault(item.text, set()).add(round(item.x, 3))
        assert all(len(places) == 1 for places in years.values())  # each year at one place in both
        (first, *_, last) = sorted((int(year), place) for year, (place,) in years.items())
        a_year = (last[1] - first[1]) / (last[0] - first[0])
        published = {f"{event.id} {judgement}": event.published for one in two for event in one.events
                     for judgement in event.judgements if event.is_full and event.published and len(one.before) < 2}  # fmt: skip
        seen = 0
        for block in scene.only(Rect):
            if block.hover and block.name in published and (day := published[block.name]):
                place = first[1] + ((day - dt.date(first[0], 1, 1)).days / 365.25) * a_year
                assert abs(block.box.left - place) < a_year * 0.02 + 4, block.name
                seen += 1
        assert seen > 8
        middles = [
            item.y for item in scene.only(Words) if item.text in {one.authority.name for one in two} and item.x == 0
        ]
        assert len(middles) == 2 and middles[0] < middles[1]


def test_nothing_leaves_the_drawing_nor_covers_words(dataset: Dataset) -> None:
    every = stories(dataset)
    for width, (a, b) in itertools.product(ON_SCREEN, (("dudley", "cumberland"), ("bournemouth-christchurch-and-poole", "surrey"))):  # fmt: skip
        scene = pair((every[a], every[b]), today=dataset.reach, width=width)
        assert all(item.bounds.left >= -0.5 and item.bounds.right <= scene.width + 0.5 for item in scene.only(Words))


@pytest.mark.parametrize(("a", "b", "lines"), [("dudley", "wakefield", 1), ("dudley", "sutton", 2)])
def test_what_is_not_known_of_both_is_said_once(page_at: Any, a: str, b: str, lines: int) -> None:
    content, _ = page_at("/side-by-side", f"?a={a}&b={b}")
    known = [words(part) for part in components(content) if part["props"].get("className") == "record-status"]
    assert len(known) == lines
    assert all("Known in full" in said for said in known)
    assert [said.partition(":")[0] for said in known] == (["Known in full"] if lines == 1 else ["Dudley", "Sutton"])
