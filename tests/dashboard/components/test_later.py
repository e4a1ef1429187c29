from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

PAGES = {
    "compare-table": (
        ("compare-key", "data", "all"),
        ("compare-mark", "data", ""),
        ("compare-judgement", "value", "all"),
        ("compare-sort", "value", "name"),
    ),
    "map-table": (("map-date", "value", "2024-03-31"), ("map-judgement", "value", "overall_effectiveness")),
    "visits-history": (
        ("visits-region", "value", "London"),
        ("visits-date", "value", "2024-03-31"),
        ("visits-room", "data", 1100),
        ("visits-mark", "data", ""),
    ),
    "visits-focused-every": (
        ("visits-focused-region", "value", "England"),
        ("visits-focused-from", "value", "2018-01-01"),
        ("visits-focused-to", "value", "2024-03-31"),
        ("visits-focused-room", "data", 1100),
        ("visits-focused-mark", "data", ""),
    ),
}


def opened(client: FlaskClient, id: str, clicks: Any, changed: str | None = None, **values: Any) -> Any:
    inputs = [{"id": f"{id}-open", "property": "n_clicks", "value": clicks}]
    for name, prop, value in PAGES[id]:
        inputs.append({"id": name, "property": prop, "value": values.get(name, value)})
    return client.post(
        "/_dash-update-component",
        json={
            "output": f"{id}-slot.children",
            "outputs": {"id": f"{id}-slot", "property": "children"},
            "inputs": inputs,
            "changedPropIds": [changed or f"{id}-open.n_clicks"],
        },
    )


@pytest.mark.parametrize("id", PAGES)
def test_the_table_comes_when_it_is_opened(id: str, client: FlaskClient) -> None:
    answer = opened(client, id, 1)
    assert answer.status_code == 200
    assert "table" in answer.text


@pytest.mark.parametrize("id", PAGES)
def test_closing_it_asks_for_nothing(id: str, client: FlaskClient) -> None:
    assert opened(client, id, 2).get_json()["response"] == {}


@pytest.mark.parametrize("id", PAGES)
def test_a_change_is_followed_once_it_was_opened(id: str, client: FlaskClient) -> None:
    name, prop, _ = PAGES[id][0]
    assert opened(client, id, 0, changed=f"{name}.{prop}").get_json()["response"] == {}
    assert f"{id}-slot" in opened(client, id, 2, changed=f"{name}.{prop}").get_json()["response"]


@pytest.mark.parametrize("value", [None, 7, "nothing", ["all"], {"a": 1}])
@pytest.mark.parametrize("id", PAGES)
def test_odd_values_are_no_fault(id: str, value: Any, client: FlaskClient) -> None:
    for name, *_ in PAGES[id]:
        assert opened(client, id, 1, **{name: value}).status_code == 200


def test_every_authority_is_in_the_tables_of_map_and_comparison(client: FlaskClient) -> None:
    for id in ("map-table", "compare-table"):
        said = opened(client, id, 1).text
        assert said.count("/authority/".replace("/", "\\u002f")) >= 150
