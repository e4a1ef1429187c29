"""A split that lies ahead is one edit of one file, and changes nothing before its day."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import box, mapping

from loaders import load_dataset
from loaders.errors import RegisterError
from loaders.paths import REFERENCE
from loaders.register.authorities import Register
from loaders.register.boundaries import build_boundaries
from loaders.register.lookups import build_authorities
from tests.loaders.surrey import EAST, EDIT, SURREY, WEST, edited_authorities, edited_reference, split_dataset

BEFORE, AFTER = dt.date(2027, 3, 31), dt.date(2027, 5, 1)


def test_counts_before_are_as_they_were_and_after_there_are_154_bodies(tmp_path: Path) -> None:
    plain, split = load_dataset(), load_dataset(split_dataset(tmp_path))
    for day in (dt.date(2019, 3, 31), dt.date(2025, 3, 31), plain.reach, BEFORE):
        pd.testing.assert_frame_equal(split.as_at(day), plain.as_at(day))
    pd.testing.assert_frame_equal(split.bodies(), plain.bodies())
    then, now = split.as_at(BEFORE).set_index("code"), split.as_at(AFTER).set_index("code")
    assert (len(then), len(now)) == (153, 154)
    assert set(now.index) - set(then.index) == {EAST, WEST}
    assert now.loc[[EAST, WEST], "grade"].isna().all(), "nothing inherits"
    assert set(now.loc[[EAST, WEST], "reason"]) == {"not yet inspected"}
    assert set(now[now["reason"] == "not yet inspected"].index) == {EAST, WEST}


def test_the_register_knows_the_county_to_its_last_day_and_by_its_page_after_it(tmp_path: Path) -> None:
    register = Register.from_frame(edited_authorities(), REFERENCE / "aliases.csv")
    assert register.resolve("Surrey", BEFORE) == SURREY
    assert register.by_urn("80567", AFTER) == SURREY
    assert register.resolve("East Surrey", AFTER) == EAST
    with pytest.raises(RegisterError, match="means no authority on 2027-03-31"):
        register.resolve("West Surrey", BEFORE)


# Made files, for those who have no published ones

PROVIDERS = """\
urn,la_code,la_code_new,local_authority_ons_name,region_name
1,900,E10000901,Madeshire,South East
2,901,E06000901,Othertown,South East
"""
SPLIT = "E10000901,,,,,,,2027-04-01,,North Madeshire;South Madeshire,,\n"
NORTH = ",North Madeshire,,,,,2027-04-01,,Madeshire,,,\n"
SOUTH = ",South Madeshire,,,,,2027-04-01,,Madeshire,,,\n"


def made(folder: Path, changes: str) -> tuple[Path, Path]:
    """Lookups of two authorities, each the other's ten neighbours but for the number; and the tables by hand."""
    lookups, reference = folder / "lookups", folder / "reference"
    lookups.mkdir()
    reference.mkdir()
    (lookups / "provider_lookup.csv").write_text(PROVIDERS)
    heads = ",".join(f"SN_{rank}" for rank in range(1, 11))
    others = ",".join(str(number) for number in range(911, 920))
    (lookups / "sn_model_2025_wide.csv").write_text(f"old_la_code,{heads}\n900,901,{others}\n901,900,{others}\n")
    gone = "".join(
        f"E109000{number},Gone {number},,{number},County,South East,,2019-04-01,,E06000901,,\n"
        for number in range(911, 920)
    )
    ends = ";".join(f"E109000{number}" for number in range(911, 920))
    head = (REFERENCE / "succession.csv").read_text().splitlines()[0]
    (reference / "succession.csv").write_text(f"{head}\nE06000901,,,,,,2019-04-01,,{ends},,,\n{gone}{changes}")
    (reference / "aliases.csv").write_text("code,name,use\n")
    return lookups, reference


def test_a_made_county_is_split_by_three_rows(tmp_path: Path) -> None:
    table = build_authorities(*made(tmp_path, SPLIT + NORTH + SOUTH)).set_index("name")
    assert table.loc["Madeshire", ["abolished", "successors", "urn"]].tolist() == [
        "2027-04-01",
        "north-madeshire;south-madeshire",
        "1",
    ]
    north = table.loc["North Madeshire"]
    assert north[["code", "slug", "region", "established"]].tolist() == [
        "north-madeshire",
        "north-madeshire",
        "South East",
        "2027-04-01",
    ]
    assert north[["dfe_code", "urn", "neighbours"]].isna().all()
    assert str(table.at["Othertown", "neighbours"]).startswith("E10000901;"), "a neighbour that ends is kept"


def test_codes_numbers_and_a_page_are_entered_when_they_are_known(tmp_path: Path) -> None:
    lookups, reference = made(tmp_path, "")
    rows = (
        "E10000901,,,,,,,2027-04-01,,E06000902;South Madeshire,,,\n"
        "E06000902,North Madeshire,,950,Unitary authority,South East,2027-04-01,,E10000901,,,,2999001\n" + SOUTH
    )
    path = reference / "succession.csv"
    path.write_text(path.read_text() + rows)
    table = build_authorities(lookups, reference).set_index("name")
    assert table.loc["North Madeshire", ["code", "dfe_code", "urn"]].tolist() == ["E06000902", "950", "2999001"]
    register = Register.from_frame(build_authorities(lookups, reference), reference / "aliases.csv")
    assert register.by_urn("2999001", AFTER) == "E06000902"
    assert register.by_urn("2999001", BEFORE) == "E10000901"


def test_an_end_may_be_entered_before_it_is_known_who_follows(tmp_path: Path) -> None:
    table = build_authorities(*made(tmp_path, SPLIT.replace("North Madeshire;South Madeshire", ""))).set_index("name")
    assert table.loc["Madeshire", "abolished"] == "2027-04-01"
    assert table["successors"].isna()["Madeshire"]


def test_a_newer_lookup_gives_a_new_body_its_code_and_numbers(tmp_path: Path) -> None:
    lookups, reference = made(tmp_path, SPLIT + NORTH + SOUTH)
    with (lookups / "provider_lookup.csv").open("a") as file:
        file.write("2999001,950,E06000902,North Madeshire,South East\n")
    table = build_authorities(lookups, reference).set_index("name")
    north = table.loc["North Madeshire"]
    assert north[["code", "dfe_code", "urn", "established"]].tolist() == ["E06000902", "950", "2999001", "2027-04-01"]
    assert north["predecessors"] == "E10000901"
    assert table.loc["Madeshire", "successors"] == "E06000902;south-madeshire"
    assert pd.isna(north["neighbours"]), "the neighbours of 2025 do not know it yet"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (SPLIT + NORTH, "E10000901 has South Madeshire among its successors, but not the other way round"),
        (SPLIT.replace("2027-04-01", "1 April 2027") + NORTH + SOUTH, r"row 12, column abolished: .*'1 April 2027'"),
        (SPLIT + NORTH.replace("2027", "2028") + SOUTH, "Give both the same day"),
        (SPLIT + NORTH + SOUTH + ",,,,,,2027-04-01,,,,,\n", "row 15: expected an ONS code or a name; found neither"),
        (SPLIT + NORTH + NORTH + SOUTH, "row 14: north-madeshire stands in the table twice"),
        (SPLIT + NORTH + SOUTH + ",Nowhere,,,,South East,,,,,,\n", "row 15: Nowhere is in no lookup, and neither"),
        (SPLIT + NORTH + SOUTH + "E06000777,,,,,South East,2027-04-01,,,,,\n", "E06000777 is in no lookup, and has no"),
    ],
)
def test_a_slip_in_the_edit_is_named(tmp_path: Path, changes: str, message: str) -> None:
    with pytest.raises(RegisterError, match=message):
        build_authorities(*made(tmp_path, changes))


BOUNDARIES = {"E07000901": box(-2.0, 52.0, -1.5, 52.5), "E06000901": box(-1.5, 52.0, -1.0, 52.5)}


def geojson(column: str, shapes: dict[str, object]) -> str:
    features = [
        {"type": "Feature", "properties": {column: code}, "geometry": mapping(square)}
        for code, square in shapes.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_boundaries_of_another_year_need_an_edit_of_data_alone(tmp_path: Path) -> None:
    lookups, reference = made(tmp_path, SPLIT + NORTH + SOUTH)
    authorities = build_authorities(lookups, reference)
    (lookups / "lad_2024.geojson").write_text(geojson("LAD24CD", BOUNDARIES))
    (lookups / "tiers_2024.csv").write_text("LTLA24CD,UTLA24CD\nE07000901,E10000901\nE06000901,E06000901\n")
    with pytest.raises(RegisterError, match=r"lad_2023_.*lookups\.toml"):
        build_boundaries(lookups, authorities, reference)
    said = (REFERENCE / "lookups.toml").read_text()
    said = said.replace("lad_2023_boundaries_ultra_generalised.geojson", "lad_2024.geojson").replace(
        "LAD23CD", "LAD24CD"
    )
    said = said.replace("LTLA-UTLA_Apr23_Lookup_England-Wales.csv", "tiers_2024.csv").replace(
        "2023-04-01", "2024-04-01"
    )
    (reference / "lookups.toml").write_text(said.replace("LTLA23CD", "LTLA24CD").replace("UTLA23CD", "UTLA24CD"))
    collection = json.loads(build_boundaries(lookups, authorities, reference))
    assert collection["as_at"] == "2024-04-01"
    assert [feature["id"] for feature in collection["features"]] == ["E06000901", "E10000901"], "no shape, no error"


def test_boundaries_of_after_the_split_have_the_new_bodies(tmp_path: Path) -> None:
    north = "E06000902,North Madeshire,,,,,2027-04-01,,Madeshire,,,\n"
    south = "E06000903,South Madeshire,,,,,2027-04-01,,Madeshire,,,\n"
    lookups, reference = made(tmp_path, SPLIT + north + south)
    shapes = {"E06000902": box(-2.0, 52.0, -1.5, 52.2), "E06000903": box(-2.0, 52.2, -1.5, 52.5)}
    (lookups / "lad_2027.geojson").write_text(geojson("LAD27CD", shapes | {"E06000901": BOUNDARIES["E06000901"]}))
    (lookups / "tiers_2027.csv").write_text("LTLA27CD,UTLA27CD\nE06000901,E06000901\nE06000902,E06000902\n")
    said = (REFERENCE / "lookups.toml").read_text()
    said = said.replace("lad_2023_boundaries_ultra_generalised.geojson", "lad_2027.geojson").replace(
        "LAD23CD", "LAD27CD"
    )
    said = said.replace("LTLA-UTLA_Apr23_Lookup_England-Wales.csv", "tiers_2027.csv").replace(
        "2023-04-01", "2027-05-01"
    )
    (reference / "lookups.toml").write_text(said.replace("LTLA23CD", "LTLA27CD").replace("UTLA23CD", "UTLA27CD"))
    collection = json.loads(build_boundaries(lookups, build_authorities(lookups, reference), reference))
    assert [feature["id"] for feature in collection["features"]] == ["E06000901", "E06000902", "E06000903"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('district = "LAD23CD"', 'colour = "LAD23CD"', r"\[districts\]: expected columns for district"),
        ("as_at = 2023-12-31", 'as_at = "December"', r"\[districts\]: expected a file, and as_at as a date"),
        ("[districts]", "[districts", "cannot be read"),
    ],
)
def test_a_slip_in_the_list_of_lookups_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    lookups, reference = made(tmp_path, SPLIT + NORTH + SOUTH)
    (reference / "lookups.toml").write_text((REFERENCE / "lookups.toml").read_text().replace(old, new))
    with pytest.raises(RegisterError, match=message):
        build_authorities(lookups, reference)


def test_the_edit_is_three_rows_of_one_file(tmp_path: Path) -> None:
    edited = edited_reference(tmp_path)
    changed = [path.name for path in edited.iterdir() if path.read_bytes() != (REFERENCE / path.name).read_bytes()]
    assert changed == ["succession.csv"]
    assert len(EDIT.splitlines()) == 3
