"""Every door after Surrey's split, and before it: pages, compare, map, national, exports, find, the API."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.searching import entries
from dashboard.web.routing import pages
from loaders import load_dataset, register_of
from loaders.paths import REFERENCE, ROOT
from tests.dashboard.asking import page_request
from tests.loaders.surrey import split_dataset

NEW = ("East Surrey", "West Surrey")
WALKED = [
    *(("/authority/surrey", ""), ("/authority/buckinghamshire", ""), ("/compare", "?set=neighbours:surrey")),
    *(("/compare", "?set=region:south-east"), ("/improved", "?set=region:south-east")),
    ("/side-by-side", "?a=surrey&b=buckinghamshire"),
]
"""Views beside the usual one of every page."""


def views(client: FlaskClient) -> list[tuple[str, str]]:
    """The usual view of every page that has one address, and WALKED."""
    found = [(page.path, "") for page in pages(client.application).values() if page.path and page.path != "/not-found"]
    return [*found, *WALKED]


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The app with the split entered, while it lies ahead."""
    return create_app(load_dataset(split_dataset(tmp_path_factory.mktemp("ahead")))).server.test_client()


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The app on 1 May 2027."""
    folder = split_dataset(tmp_path_factory.mktemp("after"), "2027-05-01")
    return create_app(load_dataset(folder)).server.test_client()


def page(client: FlaskClient, path: str, search: str = "") -> dict[str, Any]:
    answer = client.post("/_dash-update-component", json=page_request(path, search))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()["response"]
    return found


def words(client: FlaskClient, path: str, search: str = "") -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", said(page(client, path, search))).split())


def said(part: Any) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, list):
        return " ".join(map(said, part))
    if isinstance(part, dict):
        return " ".join(said(value) for key, value in part.items() if key not in ("id", "className", "data-dash-is"))
    return ""


def test_before_its_day_a_split_changes_no_page(ahead: FlaskClient, client: FlaskClient) -> None:
    assert len(views(ahead)) > 18
    changed = [view for view in views(ahead) if page(ahead, *view) != page(client, *view)]
    assert changed == []


@pytest.mark.parametrize(
    "address",
    [
        *("/api/v1/authorities.json", "/api/v1/authority/surrey.json", "/api/v1/as-at/2026-08-22.json?by=region"),
        *("/changes.atom", "/export/surrey.csv", "/export/map:2026-08-22.csv", "/find?q=East+Surrey"),
        *("/authority/east-surrey", "/export/east-surrey.csv", "/download/datapackage.zip?", "/healthz"),
    ],
)
def test_before_its_day_a_split_changes_no_answer(ahead: FlaskClient, client: FlaskClient, address: str) -> None:
    here, there = ahead.get(address), client.get(address)
    assert here.status_code == there.status_code
    if "zip" not in address and "healthz" not in address:
        assert here.data == there.data


def test_after_its_day_every_page_is_shown(after: FlaskClient) -> None:
    for view in [*views(after), ("/national", "?as_at=2027-03-31"), ("/map", "?date=2027-03-31")]:
        text = words(after, *view)
        assert len(text) > 800 or view[0] == "/find", view
        assert not re.search(r"\b(nan|NaT|None|<NA>)\b", text), view


def test_the_first_page_counts_154(after: FlaskClient) -> None:
    text = words(after, "/")
    assert "All 154 authorities, A to Z" in text
    assert "Surrey (until 2027)" in text
    assert "Of 154 authorities two are not yet inspected: East Surrey and West Surrey." in text


def test_the_countys_timeline_ends_with_a_labelled_break(after: FlaskClient) -> None:
    text = words(after, "/authority/surrey")
    assert "Surrey was last judged good in May 2025, and was abolished in April 2027" in text
    assert "Surrey was abolished on 1 April 2027 and replaced by East Surrey and West Surrey." in text
    assert "Abolished 1 April 2027" in text
    assert "When the next inspection may come" not in text


@pytest.mark.parametrize("slug", ["east-surrey", "west-surrey"])
def test_a_new_body_inherits_nothing_and_says_what_is_not_published(after: FlaskClient, slug: str) -> None:
    name = slug.replace("-", " ").title()
    text = words(after, f"/authority/{slug}")
    assert f"{name} came into being on 1 April 2027, when Surrey was abolished, and inherits no grade." in text
    assert f"{name} came into being in April 2027 and has not yet been inspected" in text
    answer = after.get(f"/api/v1/authority/{slug}.json").get_json()
    missing = "an ONS code, a DfE number, a page at Ofsted, statistical neighbours and boundaries"
    assert f"Not published yet for {name}: {missing}." in answer["coverage"]
    assert f"Not published yet for {name}: an ONS code, a DfE number, a page at Ofsted," in text
    assert answer["events"] == []
    assert answer["authority"]["dfe_code"] is None


def test_a_neighbour_that_ended_is_kept_with_a_word(after: FlaskClient) -> None:
    assert "Surrey (until 2027)" in words(after, "/authority/buckinghamshire")
    book = openpyxl.load_workbook(io.BytesIO(after.get("/export/buckinghamshire.xlsx").data))
    cells = {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}
    assert "Surrey (until 2027)" in cells


def test_the_map_says_whose_area_stands_for_whom(after: FlaskClient) -> None:
    text = words(after, "/map")
    assert (
        "No boundaries are published yet for East Surrey and West Surrey: the area of Surrey stands for both." in text
    )
    assert "Shapes are those of April 2023" in text
    assert "No boundaries" not in words(after, "/map", "?date=2027-03-31")
    assert "East Surrey: Not yet inspected" in text and "West Surrey: Not yet inspected" in text


def test_an_area_without_a_grade_does_not_look_like_the_sea(after: FlaskClient) -> None:
    svg = ElementTree.fromstring(after.get("/export/map:2027-05-01.svg").data)
    hovers = [one for one in svg.iter() if (one.text or "").startswith("East Surrey: Not yet inspected")]
    assert len(hovers) <= 1
    drawn = [one for one in svg.iter() if one.tag.endswith("path") and one.get("stroke-width") == "1.4"]
    assert [(one.get("fill"), one.get("stroke")) for one in drawn] == [("#ffffff", "#0b0c0c")]
    assert "–" in [one.text for one in svg.iter() if one.tag.endswith("text")]


def test_a_district_of_the_county_offers_both_successors_until_its_own_is_entered(after: FlaskClient) -> None:
    text = words(after, "/find", "?q=Guildford")
    assert after.get("/find?q=Guildford").status_code == 200
    assert all(f"Was in Surrey, which was abolished; now perhaps in {name}" in text for name in NEW)
    assert not after.get("/find?q=Surrey").headers["Location"].endswith(("east-surrey", "west-surrey"))


@pytest.mark.parametrize(("complete_to", "leads_to"), [(None, "surrey"), ("2027-05-01", "west-surrey")])
def test_a_district_leads_to_the_body_of_the_date(complete_to: str | None, leads_to: str, tmp_path: Path) -> None:
    folder = split_dataset(tmp_path, complete_to)
    (folder / "reference").mkdir(exist_ok=True)
    for name in ("aliases.csv", "districts.csv", "former_slugs.csv"):
        shutil.copy(REFERENCE / name, folder / "reference" / name)
    with (folder / "reference" / "districts.csv").open("a", encoding="utf-8") as file:
        file.write("west-surrey,Guildford,2027\n")
    dataset = load_dataset(folder)
    found = register_of(dataset).find("Guildford Borough Council")
    assert found.body and found.body.slug == leads_to
    (entry,) = (one for one in entries(dataset) if one.name == "Guildford")
    said = "District in Surrey" if leads_to == "surrey" else "District until 2027, now in West Surrey"
    assert (entry.slug, entry.what) == (leads_to, said)


def test_national_names_the_two_and_counts_the_county_to_its_last_day(after: FlaskClient) -> None:
    text = words(after, "/national")
    assert "Not counted, not yet inspected: East Surrey, West Surrey." in text
    assert "not yet inspected" not in words(after, "/national", "?as_at=2027-03-31")
    count = after.get("/api/v1/as-at/2027-05-01.json?judgement=help_and_protection").get_json()
    before = after.get("/api/v1/as-at/2027-03-31.json?judgement=help_and_protection").get_json()
    assert count["published_by"] and count["as_at"] == "2027-05-01"
    rows = list(csv.DictReader(io.StringIO(after.get("/export/map:2027-05-01.csv").data.decode("utf-8-sig"))))
    assert len(rows) == 154
    assert len(list(csv.reader(io.StringIO(after.get("/export/map:2027-03-31.csv").data.decode("utf-8-sig"))))) == 154
    assert before != count


@pytest.mark.parametrize("text", ["East Surrey", "east surrey council", "EAST-SURREY", "West%20Surrey"])
def test_a_new_body_is_found_by_its_name(after: FlaskClient, text: str) -> None:
    answer = after.get(f"/authority/{text}")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(("/authority/east-surrey", "/authority/west-surrey"))


@pytest.mark.parametrize(
    "what",
    [
        "east-surrey.csv",
        "east-surrey.html",
        "surrey.html",
        "compare:neighbours:buckinghamshire.xlsx",
        "map:2027-05-01.html",
    ],
)
def test_briefings_are_made(after: FlaskClient, what: str) -> None:
    assert after.get(f"/export/{what}").status_code == 200


def test_changes_list_the_end_and_both_beginnings(after: FlaskClient) -> None:
    text = words(after, "/changes", "?from=2027-03-01&to=2027-05-01")
    assert all(name in text for name in (*NEW, "Council abolished"))


def test_what_is_shown_takes_the_bodies_of_the_day() -> None:
    """The whole table of authorities knows what lies ahead: in the dashboard only the files of the tables show it."""
    asking = {path.name for path in (ROOT / "dashboard").rglob("*.py") if ".authorities()" in path.read_text()}
    assert asking == {"downloads.py"}
