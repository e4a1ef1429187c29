"""What a person means who types or pastes a name: one body, or the choices, or none."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.register.authorities import Body, load_register
from loaders.register.spelling import name_key, plain, spelt_out

REGISTER = load_register()
BODIES = REGISTER.bodies()
STYLES = ("{} Council", "{} UA", "{} council", "the {}", "{} (Unitary Authority)", "{} LA", "  {}  ", "{}.", "({})")
LONDON = ("London Borough of {}", "{} london boro", "LB {}", "{} LBC", "{}, London Borough of", "Royal Borough of {}")
METROPOLITAN = ("{} MBC", "Metropolitan Borough of {}", "{} Metropolitan District Council", "{} City Council")


def slug(text: str, on: dt.date | None = None) -> str | None:
    found = REGISTER.find(text, on)
    assert found.body is None or not found.choices
    return found.body.slug if found.body else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bristol, City of", "bristol"),
        ("Durham County Council", "county-durham"),
        ("County Durham", "county-durham"),
        ("London Borough of Barnet", "barnet"),
        ("Barnet london boro", "barnet"),
        ("Stoke on Trent", "stoke-on-trent"),
        ("Barking & Dagenham", "barking-and-dagenham"),
        ("Hull", "kingston-upon-hull"),
        ("Kingston upon Hull, City of", "kingston-upon-hull"),
        ("Dudley UA", "dudley"),
        ("Dudley MBC", "dudley"),
        ("332", "dudley"),
        ("80464", "dudley"),
        ("E08000027", "dudley"),
        ("e08000016 ", "barnsley"),
        ("E08000038", "barnsley"),
        ("E10000023", "north-yorkshire"),
        ("Dorset UA", "dorset"),
        ("Dorset County Council", "dorset-county-to-2019"),
        ("dorset-county-to-2019", "dorset-county-to-2019"),
        ("dorset", "dorset"),
        ("Cumbria", "cumbria"),
        ("Nottingham City Council", "nottingham"),
        ("Nottingham County Council", "nottinghamshire"),
        ("Leicester County", "leicestershire"),
        ("London, City of", "city-of-london"),
        ("City of London", "city-of-london"),
        ("st. helens", "st-helens"),
        ("Saint Helens", "st-helens"),
        ("bcp", "bournemouth-christchurch-and-poole"),
        ("K&C", "kensington-and-chelsea"),
        ("N E Lincs", "north-east-lincolnshire"),
        ("Lincolnshire, North East", "north-east-lincolnshire"),
        ("Windsor & Maidenhead, Royal Borough of", "windsor-and-maidenhead"),
        ("dudley.)", "dudley"),
    ],
)
def test_a_spelling_means_one_authority(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Dorset", {"dorset", "dorset-county-to-2019"}),
        ("Richmond", {"richmond-upon-thames", "north-yorkshire"}),
        ("Kingston", {"kingston-upon-hull", "kingston-upon-thames"}),
        ("Sussex", {"east-sussex", "west-sussex"}),
        ("dudly", {"dudley"}),
        ("Wolverhamton", {"wolverhampton"}),
        ("Yorkshire", set()),
        ("nowhere at all", set()),
        ("", set()),
        ("999", set()),
    ],
)
def test_what_is_not_certain_is_offered_and_never_chosen(text: str, choices: set[str]) -> None:
    found = REGISTER.find(text)
    assert found.body is None
    assert {body.slug for body in found.choices} == choices


def test_a_day_decides_between_two_bodies_of_one_name() -> None:
    assert slug("Dorset", dt.date(2018, 6, 1)) == "dorset-county-to-2019"
    assert slug("Dorset", dt.date(2024, 6, 1)) == "dorset"


def styled(name: str, type_of_authority: str) -> list[str]:
    forms = list(STYLES)
    forms += LONDON if type_of_authority == "London borough" else []
    forms += METROPOLITAN if type_of_authority == "Metropolitan district" else []
    forms += ["{} County Council", "{} CC", "County of {}"] if type_of_authority == "County" else []
    return [form.format(name) for form in forms]


def test_every_body_is_found_by_its_codes_and_under_every_style() -> None:
    wrong: dict[str, str | None] = {}
    for body in BODIES:
        texts = [body.slug, body.code, *body.earlier_codes, *filter(None, (body.urn, body.dfe_code))]
        if body.slug not in ("dorset", "dorset-county-to-2019"):
            names = {body.name, body.name.replace(" and ", " & "), body.name.replace("-", " "), body.name.upper()}
            texts += [form for name in names for form in styled(name, body.type)]
        wrong |= {text: slug(text) for text in texts if slug(text) != body.slug}
    assert wrong == {}


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = REGISTER.find(text)
    assert found.body is None or not found.choices
    assert name_key(name_key(text)) == name_key(text)
    shorter, _ = plain(name_key(text))
    assert plain(shorter)[0] == shorter


@given(st.sampled_from(BODIES), st.integers(0, 40), st.characters(categories=["Ll"]))
def test_a_slip_never_gives_another_authority_unseen(body: Body, place: int, letter: str) -> None:
    """One letter put in anywhere: the right body, or choices; another alone only where that is its name, or short for it: Derbys."""
    name = body.name
    slipped = name[:place] + letter + name[place:]
    found = REGISTER.find(slipped)
    if found.body is not None and found.body.code != body.code:
        assert spelt_out(name_key(slipped)) in REGISTER.names()
