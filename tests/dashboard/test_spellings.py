"""Every body under the spellings that other registers use, at every door: none wrong, none unknown."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.briefing.subjects import UnknownWhoError, read_one
from dashboard.statistics.compare_set import asked
from loaders import Body, Dataset, Register, register_of

ANY = ("{}", "{} Council", "the {}", "Council of {}", "{} LA", "{} (England)", "{}.", " {} ", "{}, England")
STYLES = {
    "Unitary authority": (
        *("{} UA", "{} Unitary Authority", "{} (UA)", "{} Borough Council", "{} Borough", "Borough of {}", "{} BC"),
        *("City of {}", "{}, City of", "{} City Council", "{} City", "{} City UA", "Royal Borough of {}"),
        *("{}, Royal Borough of", "{} CC"),
    ),
    "Metropolitan district": (
        *("{} MBC", "{} MDC", "{} Metropolitan Borough Council", "Metropolitan Borough of {}", "{} Borough Council"),
        *("City of {}", "{}, City of", "{} City Council", "{} Metropolitan District Council", "{} District", "{} CC"),
        "{} (Met District)",
    ),
    "London borough": (
        *("London Borough of {}", "{}, London Borough of", "LB {}", "LB of {}", "{} LBC", "{} LB", "{} London Boro"),
        *("{} London Borough Council", "Royal Borough of {}", "{}, Royal Borough of", "{} Borough Council"),
    ),
    "County": ("{} County Council", "{} CC", "County of {}", "{}, County of", "{} County"),
    "City corporation": ("{} Corporation",),
}
"""How registers style each type of authority: ONS, DfE, Companies House, gov.uk and councils themselves."""
AMBIGUOUS = {"dorset", "dorset-county-to-2019"}
"""Two bodies of one name: without a day both are offered."""


def names(body: Body) -> list[str]:
    """A name as registers write it: and or &, hyphens or not, St or Saint, capitals."""
    name = body.name
    found = [name, name.upper(), name.lower(), name.replace(" and ", " & "), name.replace("-", " ")]
    if name.startswith("St "):
        found += [name.replace("St ", "St. "), name.replace("St ", "Saint ")]
    if "upon" in name or " on " in name:
        found += [name.replace(" ", "-"), name.replace(" upon ", "-upon-")]
    if name.startswith("County "):
        found += [f"{name.removeprefix('County ')} County", name.removeprefix("County ")]
    if ", " in name:
        found.append(name.replace(", ", " "))
    return list(dict.fromkeys(found))


def spellings(body: Body) -> Iterator[str]:
    for name in names(body):
        for style in (*ANY, *STYLES[body.type]):
            yield style.format(name)
    yield from (body.slug, body.code, body.code.lower(), *body.earlier_codes)
    yield from filter(None, (body.dfe_code, body.urn))


@pytest.fixture(scope="module")
def register(dataset: Dataset) -> Register:
    return register_of(dataset)


@pytest.fixture(scope="module")
def some(register: Register) -> list[tuple[str, str]]:
    """A spelling or two of every body, another style for each: enough for the doors behind the register."""
    found = []
    for place, body in enumerate(register.bodies()):
        if body.slug not in AMBIGUOUS:
            every = [text for text in spellings(body) if text.strip(" .") == text]
            found += [(every[(7 * place) % len(every)], body.slug), (every[(7 * place + 3) % len(every)], body.slug)]
    return found


def test_every_spelling_is_its_body(register: Register) -> None:
    wrong, unknown, n = {}, [], 0
    for body in register.bodies():
        for text in spellings(body):
            n += 1
            found = register.find(text)
            if found.body is None:
                unknown += [text] if body.slug not in AMBIGUOUS else []
            elif found.body.code != body.code and body.slug not in AMBIGUOUS:
                wrong[text] = found.body.slug
    assert (wrong, unknown) == ({}, [])
    assert n > 4_000


@pytest.mark.parametrize("text", ["Dorset", "DORSET", "Dorset LA"])
def test_two_bodies_of_one_name_are_both_offered(text: str, register: Register) -> None:
    found = register.find(text)
    assert found.body is None
    assert {body.slug for body in found.choices} == AMBIGUOUS


@pytest.fixture(scope="module")
def visitor(dash_app: Dash) -> FlaskClient:
    return dash_app.server.test_client()


@pytest.mark.parametrize("door", ["/authority/{}", "/find?q={}", "/api/v1/authority/{}.json"])
def test_an_address_leads_to_the_one_of_the_body(door: str, some: list[tuple[str, str]], visitor: FlaskClient) -> None:
    wrong = {}
    for text, slug in some:
        if "/" in text or (text == slug and door != "/find?q={}"):
            continue
        answer = visitor.get(door.format(quote(text, safe="")))
        there = answer.headers.get("Location", "").removesuffix(".json").rsplit("/", 1)[-1]
        if answer.status_code != 302 or there != slug:
            wrong[text] = (answer.status_code, there)
    assert wrong == {}


def test_an_export_takes_every_spelling(some: list[tuple[str, str]], dataset: Dataset) -> None:
    wrong = {}
    for text, slug in some:
        try:
            subject = read_one(text, dataset)
        except UnknownWhoError as error:
            wrong[text] = str(error)
        else:
            if subject.name != slug:
                wrong[text] = subject.name
    assert wrong == {}


def test_a_set_takes_every_spelling(some: list[tuple[str, str]], dataset: Dataset, register: Register) -> None:
    bodies = dataset.bodies()
    wrong = {}
    for (one, first), (other, second) in itertools.pairwise(some):
        found = asked(f"{one},{other}", bodies, register)
        expected = ",".join(dict.fromkeys([first, second]))
        if found.comparison is None or found.comparison.key != expected or found.unknown or found.unclear:
            wrong[f"{one},{other}"] = found
    assert wrong == {}
