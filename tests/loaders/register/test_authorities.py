"""The register: every name and code is one body by its date, or an error that says what to do."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.errors import RegisterError
from loaders.paths import DATA, REFERENCE
from loaders.register.authorities import GRACE, Body, Register, build_authorities, load_register, name_key
from loaders.register.lookups import OFSTED_REGIONS, REGIONS, slug
from loaders.schema import AUTHORITIES
from loaders.store import table_bytes

REGISTER = load_register()
DAYS = st.dates(dt.date(2009, 1, 1), dt.date(2030, 12, 31))
TODAY = dt.date(2026, 6, 1)


def frame() -> pd.DataFrame:
    return pd.read_csv(DATA / AUTHORITIES.path, dtype="str", keep_default_na=False)


# The table


@pytest.mark.parametrize(
    ("day", "bodies"),
    [
        ("2009-06-01", 152),
        ("2019-03-31", 152),
        ("2019-04-01", 151),
        ("2021-04-01", 152),
        ("2023-04-01", 153),
        ("2026-06-01", 153),
    ],
)
def test_bodies_of_a_day(day: str, bodies: int) -> None:
    assert len(REGISTER.bodies(dt.date.fromisoformat(day))) == bodies


def test_every_authority_has_its_facts() -> None:
    table = frame()
    today = table[table["abolished"] == ""]
    assert len(today) == 153
    assert set(table["region"]) == set(REGIONS)
    assert set(table["ofsted_region"]) == {OFSTED_REGIONS.get(region, region) for region in REGIONS}
    assert len(set(table["ofsted_region"])) == 8
    for column in ("urn", "dfe_code", "slug", "name"):
        assert today[column].ne("").all(), column
    for column in ("slug", "name", "code"):
        assert table[column].is_unique, column


NEIGHBOURS_OF_DUDLEY = [
    "E08000036",
    "E06000020",
    "E06000004",
    "E08000018",
    "E08000038",
    "E06000035",
    "E08000008",
    "E10000017",
    "E06000005",
    "E10000019",
]


def test_ten_neighbours_of_today() -> None:
    table = frame()
    today = table[table["abolished"] == ""].set_index("code")["neighbours"].str.split(";")
    codes = set(today.index)
    for code, neighbours in today.items():
        assert len(set(neighbours)) == 10
        assert set(neighbours) <= codes - {code}
    assert today["E08000027"] == NEIGHBOURS_OF_DUDLEY


def test_successions_are_said_by_both_and_meet_in_a_day() -> None:
    for body in REGISTER.bodies():
        for code in body.successors:
            successor = REGISTER.body(code)
            assert body.code in successor.predecessors
            assert successor.established == body.abolished
        assert bool(body.abolished) == bool(body.successors)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("E06000059", "dorset"),
        ("E10000009", "dorset-county-to-2019"),
        ("E06000058", "bournemouth-christchurch-and-poole"),
        ("E08000027", "dudley"),
        ("E06000010", "kingston-upon-hull"),
        ("E08000013", "st-helens"),
        ("E06000047", "county-durham"),
    ],
)
def test_slugs(code: str, expected: str) -> None:
    assert dict(zip(frame()["code"], frame()["slug"], strict=True))[code] == expected


def test_slug_of_a_name() -> None:
    assert slug("St. Helens & Bo'ness") == "st-helens-and-boness"


def test_the_table_is_built_from_the_published_lookups(sources: Path) -> None:
    built = table_bytes(build_authorities(sources / "lookups", REFERENCE), AUTHORITIES)
    assert built == (DATA / AUTHORITIES.path).read_bytes()


# Resolving


@pytest.mark.parametrize(
    ("text", "day", "code"),
    [
        ("Dorset", "2019-03-31", "E10000009"),
        ("Dorset", "2019-04-01", "E06000059"),
        ("Dorset County Council", "2018-01-01", "E10000009"),
        ("E10000009", "2018-01-01", "E10000009"),
        ("Cumbria", "2022-09-20", "E10000006"),
        ("Northamptonshire", "2021-07-01", "E10000021"),
        ("Bournemouth", "2018-07-16", "E06000028"),
        ("BCP", "2021-12-06", "E06000058"),
        ("East Riding", "2021-05-12", "E06000011"),
        ("Bournemouth, Christchurch & Poole", "2021-12-06", "E06000058"),
        ("E10000002", "2015-01-01", "E06000060"),
        ("E06000060", "2015-01-01", "E06000060"),
        ("E08000016", "2024-01-01", "E08000038"),
        ("e08000019 ", "2024-01-01", "E08000039"),
        ("332", "2020-01-01", "E08000027"),
        ("80464", "2020-01-01", "E08000027"),
        ("London Corporation", "2020-01-01", "E09000001"),
        ("City of London", "2020-01-01", "E09000001"),
        ("Hull", "2020-01-01", "E06000010"),
        ("Kingston Upon Hull, City of", "2020-01-01", "E06000010"),
        ("Herefordshire, County of", "2020-01-01", "E06000019"),
        ("Bristol, City of", "2020-01-01", "E06000023"),
        ("Durham", "2020-01-01", "E06000047"),
        ("Bedford Borough", "2020-01-01", "E06000055"),
        ("St. Helens", "2020-01-01", "E08000013"),
        ("Southend on Sea", "2020-01-01", "E06000033"),
        ("Telford & Wrekin", "2020-01-01", "E06000020"),
        ("Hammersmith  &  Fulham", "2020-01-01", "E09000013"),
        ("Richmond Upon Thames", "2020-01-01", "E09000027"),
        ("Royal Borough of Windsor and Maidenhead", "2020-01-01", "E06000040"),
        ("City of York Council", "2020-01-01", "E06000014"),
        ("Wirral Metropolitan Borough Council", "2020-01-01", "E08000015"),
        ("Stoke-on-Trent City Council", "2020-01-01", "E06000021"),
        ("City of Bradford Metropolitan District Council", "2020-01-01", "E08000032"),
        ("Hammersmith and Fulham, London Borough of", "2020-01-01", "E09000013"),
        ("Kensington & Chelsea (Royal Borough of)", "2020-01-01", "E09000020"),
        ("Council of the Isles of Scilly", "2020-01-01", "E06000053"),
        ("City of Kingston-upon-Hull Council", "2020-01-01", "E06000010"),
        ("Durham County Council", "2020-01-01", "E06000047"),
        ("BCP Council", "2020-01-01", "E06000058"),
        ("Nottingham City", "2020-01-01", "E06000018"),
        ("Nottinghamshire County Council", "2020-01-01", "E10000024"),
        ("Knowsley MBC", "2020-01-01", "E08000011"),
        ("Bournemouth Borough Council", "2018-07-16", "E06000028"),
        ("Dorset Council", "2021-10-04", "E06000059"),
    ],
)
def test_names_and_codes_seen(text: str, day: str, code: str) -> None:
    assert REGISTER.resolve(text, dt.date.fromisoformat(day)) == code


@pytest.mark.parametrize(
    ("text", "day", "parts"),
    [
        ("Barnett", TODAY, ["'Barnett' is no authority", "Similar: Barnet (E09000003)", "aliases.csv"]),
        (
            "Cumberland",
            dt.date(2022, 1, 1),
            ["means no authority on 2022-01-01", "Cumberland (E06000063, from 2023-04-01)"],
        ),
        ("Cumbria", dt.date(2024, 4, 2), ["means no authority on 2024-04-02", "until 2023-04-01"]),
        ("Dorset", None, ["means 2 authorities", "E06000059", "E10000009", "Give the ONS code or a day"]),
        ("", TODAY, ["'' is no authority"]),
        ("E06009999", TODAY, ["'E06009999' is no authority"]),
        ("London", TODAY, ["'London' is no authority"]),
    ],
)
def test_refusals_say_what_to_do(text: str, day: dt.date | None, parts: list[str]) -> None:
    with pytest.raises(RegisterError) as caught:
        REGISTER.resolve(text, day)
    assert not [part for part in parts if part not in str(caught.value)], str(caught.value)


def test_a_report_that_came_out_after_the_end_is_of_the_abolished_body() -> None:
    assert REGISTER.resolve("Cumbria", dt.date(2023, 4, 1)) == "E10000006"
    assert REGISTER.resolve("Cumbria", dt.date(2024, 3, 31)) == "E10000006"
    with pytest.raises(RegisterError, match="means no authority on 2024-04-01"):
        REGISTER.resolve("Cumbria", dt.date(2024, 4, 1))


@pytest.mark.parametrize(
    ("urn", "day", "code"),
    [
        ("80464", dt.date(2016, 1, 1), "E08000027"),
        ("80464", None, "E08000027"),
        ("2532283", dt.date(2020, 1, 1), "E06000059"),
        ("2532283", dt.date(2018, 1, 1), "E10000009"),
        ("2733690", dt.date(2022, 9, 20), "E10000006"),
        ("2637539", dt.date(2019, 6, 24), "E10000021"),
    ],
)
def test_a_page_of_ofsted_carries_reports_of_the_body_before(urn: str, day: dt.date | None, code: str) -> None:
    assert REGISTER.by_urn(urn, day) == code


def test_a_page_of_two_bodies_before_says_so() -> None:
    with pytest.raises(RegisterError, match=r"means 2 authorities on 2018-01-01: Bournemouth .*; Poole"):
        REGISTER.by_urn("2532287", dt.date(2018, 1, 1))
    with pytest.raises(RegisterError, match="No authority has the URN 1"):
        REGISTER.by_urn("1", None)


# Properties


@given(st.sampled_from(sorted(REGISTER.names())), DAYS)
def test_every_name_is_one_body_by_its_day_or_an_error(name: str, day: dt.date) -> None:
    candidates = REGISTER.names()[name]
    try:
        code = REGISTER.resolve(name, day)
    except RegisterError as error:
        assert str(day) in str(error)
        assert not [one for one in candidates if REGISTER.body(one).exists(day)]
    else:
        assert code in candidates
        body = REGISTER.body(code)
        assert body.exists(day) or (body.abolished and body.abolished <= day < body.abolished + GRACE)


@given(st.sampled_from(REGISTER.bodies()), DAYS)
def test_every_body_is_found_by_all_that_it_is_called(body: Body, day: dt.date) -> None:
    if body.exists(day):
        for text in (body.code, *body.earlier_codes, body.dfe_code, body.urn, body.name, f" {body.name.upper()} "):
            assert text is None or REGISTER.resolve(text, day) == body.code


def test_lifetimes_never_overlap_in_a_name() -> None:
    for name, codes in REGISTER.names().items():
        for one, other in itertools.combinations(sorted(codes), 2):
            first, second = REGISTER.body(one), REGISTER.body(other)
            starts = max(first.established or dt.date.min, second.established or dt.date.min)
            ends = min(first.abolished or dt.date.max, second.abolished or dt.date.max)
            assert ends <= starts, name


@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_body_or_an_error(text: str, day: dt.date) -> None:
    try:
        assert REGISTER.body(REGISTER.resolve(text, day))
    except RegisterError as error:
        assert repr(text) in str(error)


@given(st.text(max_size=40))
def test_the_key_of_a_name_is_its_own_key(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)


# Faults of the tables


def test_a_spelling_of_no_authority(tmp_path: Path) -> None:
    aliases = tmp_path / "aliases.csv"
    aliases.write_text("code,name,use\nE06009999,Nowhere,spelling\n")
    with pytest.raises(RegisterError, match="'Nowhere' is of E06009999"):
        Register.from_frame(frame(), aliases)
    aliases.write_text("code,spelling\n")
    with pytest.raises(RegisterError, match=r"aliases\.csv: no column name, use; found code, spelling"):
        Register.from_frame(frame(), aliases)
    with pytest.raises(RegisterError, match="cannot be read"):
        Register.from_frame(frame(), tmp_path / "absent.csv")


LOOKUP = "urn,la_code,la_code_new,local_authority_ons_name,region_name\n"


def lookups(folder: Path, provider: str, neighbours: str) -> Path:
    (folder / "provider_lookup.csv").write_text(LOOKUP + provider)
    heads = ",".join(f"SN_{rank}" for rank in range(1, 11))
    (folder / "sn_model_2025_wide.csv").write_text(f"old_la_code,{heads}\n{neighbours}")
    return folder


def reference(folder: Path, extra: str = "") -> Path:
    target = folder / "reference"
    target.mkdir()
    shutil.copy(REFERENCE / "aliases.csv", target)
    heads = (REFERENCE / "succession.csv").read_text().splitlines()[0]
    (target / "succession.csv").write_text(f"{heads}\n{extra}")
    return target


@pytest.mark.parametrize(
    ("provider", "neighbours", "extra", "message"),
    [
        ("1,301,E09000002,Barking and Dagenham,Mars\n", "", "", r"row 2: expected one of the regions .*; found 'Mars'"),
        ("1,301,W06000001,Anglesey,London\n", "", "", r"row 2: expected an ONS code that begins with E06.*'W06000001'"),
        ("1,301,E09000002,Barking,London\n", "301" + ",999" * 10 + "\n", "", "row 2: 999, .* is the DfE number of no"),
        ("1,301,E09000002,Barking,London\n", "301" + ",301" * 10 + "\n", "", "row 2: an authority is named twice"),
        ("1,301,E09000002,Barking,London\n", "", "", "differ on E09000002"),
        ("1,301\n", "", "", "row 2: expected 5 cells"),
        (
            "",
            "",
            "E10000006,Cumbria,cumbria,909,County,North West,,2023-04-01,,E06000063,,\n",
            "not the other way round",
        ),
        ("", "", "E10000006,Cumbria,cumbria,909,County,North West,,2023-04-01,,,,\n", "no successor is named"),
    ],
)
def test_faults_of_the_lookups_are_named(
    tmp_path: Path, provider: str, neighbours: str, extra: str, message: str
) -> None:
    with pytest.raises(RegisterError, match=message):
        build_authorities(lookups(tmp_path, provider, neighbours), reference(tmp_path, extra))
