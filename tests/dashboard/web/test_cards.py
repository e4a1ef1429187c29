"""Pictures of pasted links: every page and authority has one, of the size that its head says."""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import Rect, Scene, Words
from dashboard.web.cards import HEIGHT, MARGIN, WIDTH, _bars, _tiles, scene, tiles
from dashboard.web.routing import pages
from loaders import Dataset
from tests.each_row import each_row


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize("path", ["/", "/authority/dudley", "/authority/cumbria", "/national", "/about", "/find"])
def test_the_head_of_a_page_names_its_picture(path: str, client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get(path).text, "lxml")
    told: dict[str, Any] = {str(tag["property"]): str(tag["content"]) for tag in soup.find_all("meta", property=True)}
    answer = client.get(told["og:image"].removeprefix("http://localhost"))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert size_of(answer.data) == (1200, 630) == (int(told["og:image:width"]), int(told["og:image:height"]))
    again = client.get(told["og:image"], headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_every_page_has_one(client: FlaskClient) -> None:
    for page in pages(client.application).values():
        if page.path and page.key != "not_found_404":
            assert client.get(f"/card/{page.path.strip('/') or 'home'}.png").status_code == 200, page.key


@pytest.mark.parametrize("name", ["atlantis", "authority/atlantis", "authority", "../data"])
def test_what_is_no_page_has_none(name: str, client: FlaskClient) -> None:
    assert client.get(f"/card/{name}.png").status_code == 404


def test_dudley_stands_as_its_report_of_2023_says(dataset: Dataset) -> None:
    assert [(tile.name, tile.grade) for tile in tiles(dataset, "dudley")] == [
        ("Impact of leaders", "Requires improvement"),
        ("Help and protection", "Requires improvement"),
        ("Children in care", "Requires improvement"),
        ("Care leavers", None),
        ("Overall effectiveness", "Requires improvement"),
    ]


def test_england_s_bars_are_the_shares_of_the_grades() -> None:
    grades = ["Outstanding", "Good", "Requires improvement", "Inadequate"]
    shares = {
        "leadership": [10, 20, 8, 2],
        "help_and_protection": [0, 5, 5, 10],
        "children_in_care": [1, 1, 1, 1],
        "care_leavers": [0, 0, 0, 7],
    }
    frame = pd.DataFrame(
        [{"judgement": key, **dict(zip(grades, n, strict=True)), "total": sum(n)} for key, n in shares.items()]
    )
    rows: dict[float, list[Box]] = {}
    for one in _bars(frame):
        if isinstance(one, Rect):
            rows.setdefault(one.box.top, []).append(one.box)
    whole = 1200 - 2 * MARGIN - 290
    drawn = [[round((box.right - box.left) / whole, 6) for box in row] for row in rows.values()]
    assert drawn == [[0.25, 0.5, 0.2, 0.05], [0.25, 0.25, 0.5], [0.25, 0.25, 0.25, 0.25], [1.0]]
    assert all(one.right == pytest.approx(other.left) for row in rows.values() for one, other in pairwise(row))


def within(made: Scene) -> list[Words]:
    """Words that reach over the edge of the card."""
    return [one for one in made.only(Words) if one.bounds.right > WIDTH - MARGIN + 8 or one.bounds.bottom > HEIGHT]


def test_no_card_of_an_authority_is_too_small_for_its_words(dataset: Dataset) -> None:
    for body in each_row(dataset.authorities()):
        finding = f"{body.name} left inadequate in September 2018 and has required improvement since, at last"
        made = scene(str(body.name), finding, _tiles(tiles(dataset, str(body.slug))), dataset.built)
        assert within(made) == [], body.slug
        tops = sorted(one.bounds.top for one in made.only(Words) if one.size in (34, 40))
        assert tops[-1] + 40 + 12 <= HEIGHT - 250, body.slug
        grades = [one.y for one in made.only(Words) if one.size == 20]
        assert min(grades) == sorted(grades)[4], f"{body.slug}: the grades stand on one line"


def test_a_finding_keeps_off_the_bars_below_it() -> None:
    for many in range(1, 40):
        finding = [
            one
            for one in scene("By grade", "agency workers " * many, [], None).only(Words)
            if one.text.startswith(("agency", "workers"))
        ]
        assert max(one.bounds.bottom for one in finding) + 12 <= HEIGHT - 262, many
        whole = " ".join(one.text for one in finding).split() == ["agency", "workers"] * many
        assert whole == (not finding[-1].text.endswith("…")), many


@given(text=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=400))
def test_any_finding_is_cut_to_its_room(text: str) -> None:
    spaced = " ".join(text[start : start + 12] for start in range(0, len(text), 12))
    assert within(scene("Dudley", spaced, [], None)) == []
