"""The first HTML of every page against the components that Dash shows later: no word and no cell is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.pages import PAGES
from loaders import Dataset
from tests.dashboard.pages.said import components

ADDRESSES = (
    *(
        "/",
        "/authority/dudley",
        "/authority/cumbria",
        "/compare",
        "/national",
        "/map",
        "/visits",
        "/changes",
        "/improved",
        "/side-by-side",
        "/side-by-side?a=dudley&b=walsall&by=inspection",
    ),
    *(
        "/by-grade",
        "/data",
        "/about",
        "/find?q=north",
        "/nowhere",
        "/visits/joint",
        "/visits/waiting?region=London",
        "/improve",
        "/compare?set=dudley,walsall&sort=name",
    ),
    *("/national?as_at=31/3/2024&by=ofsted-region", "/map?date=banana", "/changes?from=2023-12-25&to=2023-12-26"),
)


def spaced(text: str) -> str:
    return " ".join(text.split())


def pieces(content: Any) -> Iterator[str]:
    """Every text of the components, as it would stand on the screen."""
    for part in [{"props": {"children": content}, "type": ""}, *components(content)]:
        props = part["props"]
        if part["type"] == "Markup":
            yield from (spaced(text) for text in BeautifulSoup(props["children"], "lxml").stripped_strings)
            continue
        children = props.get("children")
        yield from (
            spaced(str(one))
            for one in (children if isinstance(children, list) else [children])
            if isinstance(one, str | int | float)
        )
        yield from (
            props[name]
            for name in ("label", "hint", "words", "error")
            if isinstance(props.get(name), str)
            and name in props
            and "namespace" in part
            and part["namespace"] == "native_controls"
        )
        yield from (
            option["label"]
            for option in props.get("options", [])
            if part.get("namespace") == "native_controls" and part["type"] != "Names"
        )


def tables(soup: BeautifulSoup | Tag) -> list[list[list[str]]]:
    return [
        [[spaced(cell.get_text(" ")) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
        for table in soup.find_all("table")
    ]


def first_html(client: FlaskClient, address: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(address).text, "lxml")


def check(client: FlaskClient, page_at: Any, address: str) -> None:
    path, mark, search = address.partition("?")
    content, title = page_at(path, mark + search)
    soup = first_html(client, address)
    assert soup.title is not None and soup.title.string == title
    main = soup.select_one("#first-paint main")
    assert main is not None
    values = " ".join(str(field.get("value", "")) for field in main.find_all("input"))
    said = spaced(main.get_text(" ")) + " " + spaced(values)
    bare = re.sub(r"\s", "", said)
    missing = [text for text in pieces(content) if re.sub(r"\s", "", text) not in bare]
    assert missing == []
    shown = tables(main)
    for part in components(content):
        if part["type"] == "Markup":
            for table in tables(BeautifulSoup(part["props"]["children"], "lxml")):
                assert table in shown


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_word_and_cell_is_in_the_first_html(address: str, client: FlaskClient, page_at: Any) -> None:
    check(client, page_at, address)


def test_each_page_of_the_app_is_read() -> None:
    keys = {module.__name__.rpartition(".")[2].replace("_", "-") for module in PAGES} - {"not-found", "home"}
    assert {key for key in keys if any(address.startswith(f"/{key}") for address in ADDRESSES)} == keys


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_so_it_is_of_any_authority_and_date(
    data: st.DataObject, client: FlaskClient, page_at: Any, dataset: Dataset
) -> None:
    slug = data.draw(st.sampled_from(sorted(dataset.authorities()["slug"])))
    date = data.draw(st.dates(dataset.reach.replace(year=2014), dataset.reach))
    check(
        client,
        page_at,
        data.draw(
            st.sampled_from(
                [
                    f"/authority/{slug}?by=inspection",
                    f"/compare?set={slug}",
                    f"/map?date={date}",
                    f"/national?as_at={date}",
                    f"/changes?to={date}",
                ]
            )
        ),
    )


@pytest.mark.parametrize("address", [one for one in ADDRESSES if one != "/nowhere"])
def test_the_head_says_what_a_pasted_link_shows(address: str, client: FlaskClient) -> None:
    soup = first_html(client, address)
    told = {
        str(tag.get("name") or tag.get("property")): str(tag["content"]) for tag in soup.find_all("meta", content=True)
    }
    assert told["og:title"] == (soup.title and soup.title.string)
    assert 20 < len(told["description"]) <= 300
    assert told["og:description"] == told["description"]
    assert told["og:url"].startswith("http://localhost/")
    canonical = soup.find("link", rel="canonical")
    assert canonical is not None and canonical["href"] == told["og:url"]
    feed = soup.find("link", rel="alternate", type="application/atom+xml")
    assert feed is not None and feed["href"] == "http://localhost/changes.atom"


def test_the_one_address_of_a_view_has_its_state_and_no_more(client: FlaskClient) -> None:
    soup = first_html(client, "/map?date=2024-03-31&embed=1&utm_source=x&judgement=leadership")
    canonical = soup.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == "http://localhost/map?date=2024-03-31&judgement=leadership"


def test_what_is_not_there_is_not_to_be_found(client: FlaskClient) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    robots = BeautifulSoup(answer.text, "lxml").find("meta", attrs={"name": "robots"})
    assert robots is not None and robots["content"] == "noindex"


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{x}}", "{0}"])
@pytest.mark.parametrize(
    "address", ["/find?q=", "/national?as_at=", "/compare?set=choice&own=", "/visits?region=", "/authority/"]
)
def test_an_address_cannot_carry_markup(address: str, value: str, client: FlaskClient) -> None:
    from urllib.parse import quote

    answer = client.get(address + quote(value))
    assert answer.status_code in (200, 404)
    soup = BeautifulSoup(answer.text, "lxml")
    first = soup.select_one("#first-paint")
    assert first is not None
    assert first.find(["script", "img"]) is None
    assert not any(name.startswith("on") for tag in first.find_all(True) for name in tag.attrs)


def test_the_first_html_is_kept_and_has_a_tag(client: FlaskClient) -> None:
    first = client.get("/authority/dudley")
    tag = first.headers["ETag"]
    again = client.get("/authority/dudley", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/authority/walsall", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_every_control_has_a_name_and_every_form_a_button(client: FlaskClient) -> None:
    for address in ("/", "/national", "/compare", "/map", "/visits", "/changes", "/authority/dudley"):
        soup = first_html(client, address)
        forms = soup.select("#first-paint form")
        assert forms, address
        for form in forms:
            assert form["method"] == "get"
            assert form.find("button", type="submit") is not None
            named = [tag for tag in form.find_all(["input", "select"]) if "presets" not in (tag.get("class") or [])]
            named = [tag for tag in named if tag.get("type") != "range"]  # the slider only moves the date beside it
            assert named and all(tag.get("name") for tag in named)
