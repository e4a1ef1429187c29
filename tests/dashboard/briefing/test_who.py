"""Names of subjects, and the names of their files."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.briefing.content import content_for
from dashboard.briefing.naming import file_name
from dashboard.briefing.subjects import UnknownWhoError, read_one, read_who
from dashboard.words import slugify
from loaders import Dataset
from tests.dashboard.briefing.handmade import content


def slugs(names: list[str], dataset: Dataset) -> list[str]:
    return [subject.name for subject in read_who(names, dataset)]


def test_one_by_slug_code_or_name(dataset: Dataset) -> None:
    assert slugs(["dudley", "E08000027", "Dudley", "332", "80464", "Dudley MBC"], dataset) == ["dudley"]
    assert slugs(["Bristol, City of", "Hull", "Barking & Dagenham"], dataset) == [
        "bristol",
        "kingston-upon-hull",
        "barking-and-dagenham",
    ]
    assert slugs(["E10000002"], dataset) == ["buckinghamshire"]


def test_groups(dataset: Dataset) -> None:
    register = dataset.authorities()
    today = register[register["abolished"].isna()]
    assert len(slugs(["all"], dataset)) == len(today)
    region = slugs(["region:west-midlands"], dataset)
    assert region == list(today.loc[today["region"] == "West Midlands", "slug"])
    row = register[register["slug"] == "dudley"].iloc[0]
    near = read_who(["neighbours:dudley"], dataset)
    assert [subject.codes[0] for subject in near] == row["neighbours"].split(";")


def test_england_and_comparisons(dataset: Dataset) -> None:
    assert read_one("national:2024-03-31", dataset).view.date == dt.date(2024, 3, 31)
    assert read_one("map:2024-03-31", dataset).kind == "map"
    near = read_one("compare:neighbours:dudley", dataset)
    assert near.kind == "compare" and len(near.codes) == 11
    assert len(read_one("compare:dudley,walsall", dataset).codes) == 2


VIEWS = (
    "improved:all",
    "improved:region:west-midlands:care_leavers:previous",
    "improved:neighbours:dudley:2025-03-31:overall_effectiveness:since-2019-03-31",
    "improved:dudley,walsall",
    "national:2024-03-31:help_and_protection",
    "national:2024-03-31:2024-04-30:care_leavers:ofsted-region",
    "map:2024-03-31:leadership",
    "compare:neighbours:dudley:care_leavers:name",
    "compare:dudley,walsall:waiting",
    "compare:region:north-east-yorkshire-and-the-humber",
)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_read_and_written_alike(name: str, dataset: Dataset) -> None:
    subject = read_one(name, dataset)
    assert subject.name == name
    assert read_one(subject.name, dataset) == subject


def test_a_view_in_other_words_is_the_same(dataset: Dataset) -> None:
    plain = read_one("national:2024-03-31:help_and_protection", dataset)
    assert read_one("national:2024-03-31:help-and-protection", dataset) == plain
    # the usual cut-off, the nine regions and the usual order need no words
    assert read_one("national:2024-03-31:2024-06-30:region", dataset).name == "national:2024-03-31"
    assert read_one("improved:neighbours:Dudley MBC:since-31/3/2024:first-ilacs", dataset).name == (
        "improved:neighbours:dudley:since-2024-03-31"
    )
    assert read_one("improved:region:West Midlands", dataset).name == "improved:region:west-midlands"
    assert read_one("compare:all:grade", dataset).name == "compare:all"
    assert read_one("compare:E08000027,Walsall", dataset).name == "compare:dudley,walsall"
    assert read_one("compare:neighbours:Dudley MBC,Walsall", dataset).name == "compare:neighbours:dudley,walsall"


def test_a_set_is_called_by_its_name(dataset: Dataset) -> None:
    regions = {*dataset.authorities()["region"], *dataset.authorities()["ofsted_region"]}
    for region in sorted(regions):
        made = content_for(dataset, read_one("compare:region:" + region.upper().replace(",", ""), dataset))
        assert made.subject.casefold().removeprefix("the ") == f"{region}: children’s services".casefold()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("dudly", "Did you mean dudley"),
        ("Richmond", "Did you mean richmond-upon-thames, north-yorkshire"),
        ("region:narnia", "west-midlands"),
        ("national:2024-02-31", "Write it as national:2024-03-31"),
        ("national:2024-03-31:adoption", "cannot be read .adoption."),
        ("map:2024-03-31:ofsted-region", "cannot be read .ofsted-region."),
        ("compare:dudley:leaders", "No authority is called 'dudley:leaders'"),
        ("improved:region:narnia", "names nobody"),
        ("improved:dudly", "Did you mean dudley"),
        ("improved:all:since-2199-01-01", "Enter a date from 1 November 2013"),
        ("improved:all:2020-03-31:since-2024-03-31", "cannot be compared"),
        ("national:1999-01-01", "Enter a date from 31 March 2014"),
        ("", "No authority is called"),
        ("qqqqqqqqqq", "Expected a slug or code"),
    ],
)
def test_a_mistake_is_answered(dataset: Dataset, name: str, message: str) -> None:
    with pytest.raises(UnknownWhoError, match=message):
        read_who([name], dataset)


def test_one_file_is_not_for_many(dataset: Dataset) -> None:
    with pytest.raises(UnknownWhoError, match="compare:"):
        read_one("all", dataset)


def test_file_names_say_who_what_and_when() -> None:
    assert file_name(content(), "png", size="slide", picture="timeline") == "dudley-timeline-2026-05-12.png"
    assert file_name(content(), "png", size="page", picture="timeline") == "dudley-timeline-page-2026-05-12.png"
    assert file_name(content(), "pptx") == "dudley-deck-2026-05-12.pptx"
    assert file_name(content(), "csv", table="visits") == "dudley-visits-2026-05-12.csv"


def test_slugs_are_safe_in_every_file_system() -> None:
    assert slugify("St. Helens / Côte: “x”") == "st-helens-cote-x"
