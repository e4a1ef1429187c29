"""Every body under the spellings that other registers use, at every door: none wrong, none unknown."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.briefing.subjects import UnknownWhoError, read_one
from dashboard.searching import entries, search
from dashboard.statistics.compare_set import asked
from loaders import Body, Dataset, Register, name_key, register_of

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
    yield name_key(body.name).replace(" ", "")
    yield from (f"{body.code} {body.name}", f"{body.name} [{body.code}]", f"ONS code: {body.code}")
    if body.dfe_code:
        yield from (f"{body.dfe_code} - {body.name}", f"{body.name} ({body.dfe_code})", f"LA {body.dfe_code}")
        yield from (f"{body.dfe_code}.0", f"{body.dfe_code}/")
    if body.urn:
        yield from (f"URN: {body.urn}", f"{body.urn}.0")


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


def test_the_search_leads_to_every_spelling_s_body(register: Register, dataset: Dataset) -> None:
    """The first that the search offers, of every third spelling: it has a reading of its own, which the browser shares."""
    known, wrong = entries(dataset), {}
    for place, body in enumerate(register.bodies()):
        for text in itertools.islice(spellings(body), place % 3, None, 3):
            found, _ = search(known, text)
            if body.slug not in AMBIGUOUS and [one.slug for one in found[:1]] != [body.slug]:
                wrong[text] = [one.slug for one in found]
    assert wrong == {}


AS_WRITTEN = {
    "isles-of-scilly": "Council of the Isles of Scilly|Isles of Scilly, Council of the|IOS|Isles Of Scilly (UA)",
    "kensington-and-chelsea": "RBKC|Royal Borough of Kensington & Chelsea|Kensington and Chelsea (RB)|Kensington & Chelsea RB",
    "hammersmith-and-fulham": "LBHF|H&F|H&amp;F|Hammersmith &amp; Fulham|LB H&F|Hammersmith/Fulham|HAMMERSMITH  &  FULHAM LBC",
    "bath-and-north-east-somerset": "B&NES|B&amp;NES|BaNES|Bath & N.E. Somerset|Bath/NES|Bath",
    "windsor-and-maidenhead": "RBWM|Windsor|Windsor & Maidenhead (Royal Borough of)|Windsor and Maidenhead (B)",
    "telford-and-wrekin": "Telford|Telford and the Wrekin|Wrekin, Telford and the|Borough of Telford & Wrekin",
    "herefordshire": "Herefordshire, County of|Herefordshire, County of (UA)|County of Herefordshire District Council|Hereford",
    "kingston-upon-hull": "Hull|Hull, City of|Kingston upon Hull, City of (UA)|Kingston u Hull|Hull CC",
    "kingston-upon-thames": "RBK|LB Kingston|Royal Borough of Kingston|R B of Kingston upon Thames|Kingston-on-Thames",
    "richmond-upon-thames": "LBRuT|LB Richmond|Richmond Council|Richmond-upon-Thames",
    "greenwich": "Royal Greenwich|RBG|Greenwich RB",
    "barnet": "L. B. Barnet|L.B.Barnet|LB. Barnet|Barnet (LB)|Barnet London Boro|Barnet, L.B.",
    "city-of-london": "City of London Corp|CoL|London, City of|Common Council of the City of London",
    "st-helens": "St. Helen’s|St.Helens|ST.  HELENS MBC,|Saint Helen's|St. Helens M.B.C.",
    "stoke-on-trent": "Stoke‑on‑Trent|“Stoke–on–Trent”|City of Stoke-on-Trent (B)|Stoke|Stoke_on_Trent|stoke-on-trent-ua",
    "bristol": "Bristol, City of UA|Bristol (City of)|City & County of Bristol|Bristol\u00a0City\u00a0Council",
    "county-durham": "Co.Durham|Co. of Durham|Durham, County of|Durham CC|County Durham UA",
    "kirklees": "Kirklees MC|Kirklees Metropolitan Council",
    "bradford": "CBMDC|City of Bradford MDC|City of Bradford Metropolitan District Council",
    "dudley": "Dudley District (B)|Dudley MBC,|‘Dudley’|Dudley (Metropolitan Borough)|80464|332",
    "north-lincolnshire": "N.Lincs|N. Lincs|Nth Lincs|NLC",
    "north-east-lincolnshire": "N.E.Lincs|NE Lincs Council|N E Lincolnshire|NELC",
    "nottingham": "Notts City|Nottingham (B)|Nottm|Nottingham CC",
    "nottinghamshire": "Notts|Notts CC|Nottingham County Council",
    "norfolk": "Norfolk County Council (NCC)|Norfolk (County)",
    "hertfordshire": "Hertfordshire County Council (HCC)|Herts CC.",
    "sunderland": "Sunderland City Council (Met)|The Council of the City of Sunderland|Together for Children",
    "essex": "LA Essex|Local Authority of Essex|Essex  County  Council.|Essex C.C.|ECC",
    "east-riding-of-yorkshire": "ERYC|East Yorkshire|E. Riding of Yorks|East Riding of Yorkshire (B)",
    "newcastle-upon-tyne": "Newcastle u Tyne|Newcastle City Council|Newcastle-Upon-Tyne",
    "brighton-and-hove": "Hove|The City of Brighton and Hove (B)|Brighton/Hove",
    "slough": "Slough Children First|Slough (B)",
    "birmingham": "Birmingham Children’s Trust|B'ham|Birmingham CC",
    "doncaster": "Doncaster Children's Services Trust|City of Doncaster Council",
    "westmorland-and-furness": "W&F|Westmoreland & Furness|Westmorland  &  Furness UA|Barrow",
    "bournemouth-christchurch-and-poole": "BCP|Bournemouth, Christchurch and Poole (BCP)|Bournemouth, Poole & Christchurch",
    "north-yorkshire": "NYCC|N. Yorkshire|North Yorks CC|North Yorkshire UA",
    "dorset": "Dorset UA|Dorset Council",
    "dorset-county-to-2019": "Dorset County Council",
}
"""What people and registers write that no style makes."""
OFFERED = {
    "Kingston": {"kingston-upon-hull", "kingston-upon-thames"},
    "Kingston Council": {"kingston-upon-hull", "kingston-upon-thames"},
    "Richmond": {"richmond-upon-thames", "north-yorkshire"},
    "Avon": {"bath-and-north-east-somerset", "bristol", "north-somerset", "south-gloucestershire"},
    "West Yorkshire": {"bradford", "calderdale", "kirklees", "leeds", "wakefield"},
    "Sussex": {"east-sussex", "west-sussex"},
    "Beds": {"bedford", "central-bedfordshire", "luton"},
    "LBH": {"hackney", "haringey", "harrow", "havering", "hillingdon", "hounslow"},
    "WCC": {"westminster", "warwickshire", "worcestershire"},
    "DCC": {"county-durham", "derbyshire", "devon", "dorset-county-to-2019"},
    "RMBC": {"rotherham", "rochdale"},
    "Cornwall & Isles of Scilly": {"cornwall", "isles-of-scilly"},
    "Achieving for Children": {"kingston-upon-thames", "richmond-upon-thames", "windsor-and-maidenhead"},
}
"""What may be several."""


def test_what_people_write_is_its_body(register: Register) -> None:
    asked = {text: slug for slug, texts in AS_WRITTEN.items() for text in texts.split("|")}
    found = {text: body.slug if (body := register.find(text).body) else None for text in asked}
    assert found == asked


@pytest.mark.parametrize(
    "text",
    ["Norfolk County Council (HCC)", "Richmond (Dudley)", "Kent (Dudley MBC)", "332 Kent", "332 333", "332 pupils"],
)
def test_two_names_of_two_bodies_are_neither(text: str, register: Register) -> None:
    assert register.find(text).body is None


def test_what_may_be_several_is_offered(register: Register) -> None:
    found = {text: register.find(text) for text in OFFERED}
    assert {text: {body.slug for body in one.choices} for text, one in found.items()} == OFFERED


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
