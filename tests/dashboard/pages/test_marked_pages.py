"""The marked authority on each page that draws or lists authorities: in words, and by more than colour."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.dashboard.oracle.tables import Tables, cut_off
from tests.dashboard.pages.said import by_id, components, words

LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


def said_of_mark(content: Any) -> list[str]:
    return [words(part) for part in components(content) if part["props"].get("className") == "marked-here"]


@pytest.mark.parametrize(("slug", "date", "judgement"), [("dudley", "2024-03-31", "overall_effectiveness"),
                                                         ("dudley", "2017-03-31", "leadership"),
                                                         ("liverpool", "2026-08-22", "help_and_protection"),
                                                         ("city-of-london", "2019-03-31", "care_leavers")])  # fmt: skip
def test_england_says_what_it_held(page_at: Any, tables: Tables, slug: str, date: str, judgement: str) -> None:
    content, _ = page_at("/national", f"?as_at={date}&judgement={judgement}&mark={slug}")
    day, body = dt.date.fromisoformat(date), tables.by_slug[slug]
    held = tables.held(judgement, day, min(cut_off(day), tables.reach))[body.code]
    about = {"overall_effectiveness": "overall", "leadership": "for the impact of leaders",
             "help_and_protection": "for help and protection", "care_leavers": "for care leavers"}[judgement]  # fmt: skip
    grade = held.grade or f"no grade ({held.reason})"
    name = body.called[0].upper() + body.called[1:]
    assert said_of_mark(content) == [f"{name}: {grade} {about} on {day.day} {LONG[day.month - 1]} {day.year}."]


def test_a_body_that_was_not_there_is_named_and_nothing_is_said_of_it(page_at: Any) -> None:
    content, _ = page_at("/national", "?as_at=2019-03-31&mark=cumberland")
    assert said_of_mark(content) == []
    assert any("mark-note" in str(part["props"].get("className")) for part in components(content))


def test_other_statistics_ring_its_dot(page_at: Any) -> None:
    content, _ = page_at("/by-grade", "?measure=caseload&year=2024&mark=dudley")
    (said,) = said_of_mark(content)
    drawing = BeautifulSoup(by_id(content, "by-grade-dots")["props"]["svg"], "lxml")
    (dot,) = (one for one in drawing.select("g[data-name='E08000027']"))
    (ring,) = drawing.select("g[data-name='marked'] circle")
    middle = dot.circle
    assert middle and (middle["cx"], middle["cy"]) == (ring["cx"], ring["cy"])
    assert float(str(ring["r"])) > float(str(middle["r"])) + 3 and ring["fill"] == "none"
    told = dot.title
    assert told is not None
    name, facts = told.get_text().split("\n")[:2]
    value, grade = facts.split(", ")
    assert name == "Dudley" and said == f"Dudley, in a ring: {value}, in the column of {grade}."
    plain, _ = page_at("/by-grade", "?measure=caseload&year=2024")
    assert "marked" not in by_id(plain, "by-grade-dots")["props"]["svg"]


def test_changes_flag_its_rows(page_at: Any) -> None:
    content, _ = page_at("/changes", "?from=2022-12-31&to=2023-01-31&mark=dudley")
    markup = next(
        part for part in components(content) if part["type"] == "Markup" and "<table" in part["props"]["children"]
    )
    table = BeautifulSoup(markup["props"]["children"], "lxml")
    flagged = [
        " ".join(row.th.get_text(" ").split())
        for row in table.select("tbody tr")
        if row.select(".mark-flag") and row.th
    ]
    assert flagged == ["Dudley Marked"]
    assert said_of_mark(content) == ["One of these publications is of Dudley."]
    none, _ = page_at("/changes", "?from=2022-12-31&to=2023-01-31&mark=walsall")
    assert said_of_mark(none) == ["None of these publications is of Walsall."]


@pytest.mark.parametrize(("slug", "code", "n"), [("dudley", "E08000027", 1), ("hackney", "E09000012", 2)])
def test_the_map_outlines_it(page_at: Any, tables: Tables, slug: str, code: str, n: int) -> None:
    """Once on the map, and of London also among the tiles."""
    content, _ = page_at("/map", f"?date=2024-03-31&judgement=overall_effectiveness&mark={slug}")
    day = dt.date(2024, 3, 31)
    grade = tables.held("overall_effectiveness", day, cut_off(day))[code].grade
    assert said_of_mark(content) == [f"{slug.capitalize()}: {grade} overall on 31 March 2024."]
    drawing = BeautifulSoup(by_id(content, "map-england")["props"]["svg"], "lxml")
    lines = [one.find(["path", "rect", "circle"]) for one in drawing.select("g[data-name='marked']")]
    assert len(lines) == 2 * n and {line["stroke-width"] for line in lines if line} == {"6", "3"}
    # around a small shape a ring, with the shape within
    shape = next(one.path for one in drawing.select(f"g[data-name='{code}']") if one.title and one.path)
    ring = next(line for line in lines if line and line.name == "circle")
    points = [tuple(map(float, pair.split(","))) for pair in re.findall(r"[-\d.]+,[-\d.]+", str(shape["d"]))]
    x, y, radius = (float(str(ring[key])) for key in ("cx", "cy", "r"))
    assert all(math.dist((x, y), point) < radius * 1.25 for point in points) and ring["fill"] == "none"


def test_the_map_outlines_a_large_shape(page_at: Any) -> None:
    content, _ = page_at("/map", "?mark=devon")
    drawing = BeautifulSoup(by_id(content, "map-england")["props"]["svg"], "lxml")
    shape = next(one.path for one in drawing.select("g[data-name='E10000008']") if one.title and one.path)
    outlines = [one.path for one in drawing.select("g[data-name='marked']")]
    assert [line["d"] for line in outlines if line] == [shape["d"]] * 2


@pytest.mark.parametrize(
    "path", ["/map", "/national", "/by-grade", "/changes", "/compare", "/improved", "/visits/waiting"]
)
def test_every_page_names_it_and_lets_it_go(page_at: Any, path: str) -> None:
    content, _ = page_at(path, "?mark=dudley")
    (note,) = (part for part in components(content) if "mark-note" in str(part["props"].get("className")))
    links = {part["props"]["children"]: part["props"]["href"] for part in components(note) if "href" in part["props"]}
    assert links == {"Dudley": "/authority/dudley", "Clear the mark": path}
