"""What a person means who types into the search: names, former names, codes, districts, and slips of typing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from dashboard.searching import MOST, Entry, entries, search
from loaders import Dataset, load_dataset
from loaders.register.spelling import ONE_SLIP
from tests.each_row import each_row

KNOWN = entries(load_dataset())
LOOKUP = "lookups/LTLA-UTLA_Apr23_Lookup_England-Wales.csv"


@pytest.mark.parametrize(
    ("typed", "name", "what", "slug"),
    [
        ("dud", "Dudley", "Metropolitan district in the West Midlands", "dudley"),
        ("bcp", "Bournemouth, Christchurch and Poole", "Unitary authority in the South West", ""),
        ("st. helens", "St Helens", "Metropolitan district in the North West", "st-helens"),
        ("barking & dagenham", "Barking and Dagenham", "London borough", "barking-and-dagenham"),
        ("bristol, city", "Bristol", "Unitary authority in the South West", "bristol"),
        ("K&C", "Kensington and Chelsea", "London borough", "kensington-and-chelsea"),
        ("332", "Dudley", "Metropolitan district in the West Midlands", "dudley"),
        ("E08000027", "Dudley", "Metropolitan district in the West Midlands", "dudley"),
        ("80464", "Dudley", "Metropolitan district in the West Midlands", "dudley"),
        ("guildford", "Guildford", "District in Surrey", "surrey"),
        ("Kettering", "Kettering", "District until 2021, now in North Northamptonshire", "north-northamptonshire"),
        ("poole", "Poole", "Unitary authority in the South West, until 2019", "poole"),
        ("dorset county", "Dorset county", "County in the South West, until 2019", "dorset-county-to-2019"),
    ],
)
def test_the_first_is_what_is_meant(typed: str, name: str, what: str, slug: str) -> None:
    found, is_near = search(KNOWN, typed)
    assert (found[0].name, found[0].what, is_near) == (name, what, False)
    assert found[0].slug == slug or not slug


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("dudly", ["Dudley"]),
        ("wolverhamton", ["Wolverhampton"]),
        ("Brimingham", ["Birmingham"]),
        ("guilford", ["Guildford"]),
        ("atlantis", []),
        ("qq", []),
    ],
)
def test_a_slip_of_typing_is_said_to_be_one(typed: str, names: list[str]) -> None:
    found, is_near = search(KNOWN, typed)
    assert ([one.name for one in found], is_near) == (names, True)


def made(name: str, *keys: str) -> Entry:
    return Entry(name=name, what="Made up", slug=keys[0], keys=keys)


def test_another_name_that_is_typed_whole_comes_before_the_beginning_of_a_name() -> None:
    known = [made("Ambry Moor", "ambry moor"), made("Zeal", "zeal", "ambry")]
    assert [one.name for one in search(known, "Ambry")[0]] == ["Zeal", "Ambry Moor"]


def test_fewest_slips_of_typing_come_first() -> None:
    known = [made("Aldermoor", "stonebrodge"), made("Zeal", "stonebridge")]
    found, is_near = search(known, "stonebridgg")
    assert ([one.name for one in found], is_near) == (["Zeal", "Aldermoor"], True)


@given(st.sampled_from(KNOWN), st.integers(1, 30), st.characters(categories=["Ll"], codec="ascii"))
def test_a_letter_too_many_is_still_offered(entry: Entry, place: int, letter: str) -> None:
    """Unless the text begins something else, or many names lie as near."""
    name = entry.keys[0]
    found, is_near = search(KNOWN, name[:place] + letter + name[place:])
    assert entry in found or not is_near or len(found) == MOST or len(name) < ONE_SLIP


@given(st.text(max_size=100))
def test_any_text_is_answered(typed: str) -> None:
    found, _ = search(KNOWN, typed)
    assert len(found) <= 8


def test_every_authority_is_first_by_its_name_and_codes(dataset: Dataset) -> None:
    for row in each_row(dataset.bodies()):
        for typed in (row.name, row.code, row.urn, row.dfe_code):
            if isinstance(typed, str) and typed:
                assert row.slug in [one.slug for one in search(KNOWN, typed)[0][:2]], typed


def test_every_district_of_the_official_lookup_leads_to_its_county(sources: Path, dataset: Dataset) -> None:
    authorities = dataset.bodies()
    now = {
        code: row.slug
        for row in each_row(authorities.fillna({"earlier_codes": ""}))
        for code in (row.code, *row.earlier_codes.split(";"))
    }
    with (sources / LOOKUP).open(encoding="utf-8-sig", newline="") as file:
        wanted = {
            (row["LTLA23NM"], now[row["UTLA23CD"]]) for row in csv.DictReader(file) if row["LTLA23CD"].startswith("E07")
        }
    kept = {(one.name, one.slug) for one in KNOWN if one.what.startswith("District in ")}
    assert len(wanted) == 164
    assert kept == wanted


def test_the_page_without_script_sends_on_only_what_is_certain(client: FlaskClient) -> None:
    assert client.get("/find?q=bcp").location == "/authority/bournemouth-christchurch-and-poole"
    assert client.get("/find?q=Guildford").location == "/authority/surrey"
    for typed in ("dudly", "north", "Dorset", "atlantis", ""):
        assert client.get(f"/find?q={typed}").status_code == 200


def test_the_names_keep_under_their_digest(client: FlaskClient) -> None:
    source = client.get("/about").text.partition('"source"')[2]
    assert not source  # the first HTML needs none
    assert client.get("/search/else").status_code == 404
    old = client.get("/search/names-000000000000.json")
    assert old.status_code == 200 and old.headers["Cache-Control"] == "no-cache"
