"""Server time of each page and of its callback against a Dash callback that returns a constant of the same size.

Each is timed when its state is asked for the first time in the process, and when it is asked for again.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from typing import Any

import dash
from dash import Dash, Input, Output, dcc, html
from flask.testing import FlaskClient

from bench.floors import report, seconds
from dashboard.factory import create_app
from loaders import load_dataset

ADDRESS = "/_dash-update-component"
AIM = 3
PATHS = ("/authority/dudley", "/", "/compare", "/national", "/map", "/visits", "/changes", "/data", "/about")

YEARS = [f"{year}-03-31" for year in range(2016, 2026)]
CALLBACKS: dict[str, tuple[str, list[Any]]] = {
    "authority, other date": ("authority-by.value", ["inspection", "publication"]),
    "compare, set": ("compare-key.data", ["region:london", "region:south-west", "neighbours:dudley", "all"]),
    "national, date": ("national-as_at.value", YEARS),
    "map, date": ("map-date.value", YEARS),
    "visits, region": ("visits-region.value", ["London", "South West", "North East", "South East", "East Midlands"]),
    "changes, date": ("changes-since.value", YEARS),
}
"""What changes -> the input of the callback, and the values that it gets in turn."""


def request(path: str) -> dict[str, Any]:
    return {
        "output": ".._pages_content.children..._pages_store.data..",
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": path},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }


def _names(callback: dict[str, Any]) -> list[str]:
    return [f"{item['id']}.{item['property']}" for item in callback["inputs"]]


def call(app: Dash, name: str, value: Any) -> dict[str, Any]:
    """The request of the server callback with this input, of several the one with most inputs; the others are blank."""
    found = [
        (output, callback)
        for output, callback in app.callback_map.items()
        if "callback" in callback and name in _names(callback)
    ]
    output, callback = max(found, key=lambda item: len(item[1]["inputs"]))

    def filled(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            {"id": item["id"], "property": item["property"], "value": value}
            if f"{item['id']}.{item['property']}" == name
            else {"id": item["id"], "property": item["property"], "value": None}
            for item in items
        ]

    outputs = [dict(zip(("id", "property"), one.rsplit(".", 1), strict=True)) for one in output.strip(".").split("...")]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": filled(callback["inputs"]),
        "state": filled(callback["state"]),
        "changedPropIds": [name],
    }


def constant(size: int) -> Dash:
    app = Dash("constant", use_pages=False)
    app.layout = html.Div([dcc.Input(id="in"), html.Div(id="out")])
    body = "x" * size
    app.callback(Output("out", "children"), Input("in", "value"))(lambda _value: body)
    return app


def floor(size: int) -> float:
    """Seconds of a callback that returns a constant of this size."""
    kept = dict(dash.page_registry)
    dash.page_registry.clear()
    client = constant(size).server.test_client()
    plain = {
        "output": "out.children",
        "outputs": {"id": "out", "property": "children"},
        "inputs": [{"id": "in", "property": "value", "value": "1"}],
        "changedPropIds": ["in.value"],
    }
    least = seconds(lambda: client.post(ADDRESS, json=plain), 20)
    dash.page_registry.update(kept)
    return least


def answered(client: FlaskClient, body: dict[str, Any]) -> int:
    """Bytes of the answer, which has to be one."""
    answer = client.post(ADDRESS, json=body)
    assert answer.status_code in (200, 204), (body["output"], answer.status_code, answer.text[:200])
    return len(answer.get_data())


def pages(client: FlaskClient) -> Iterator[tuple[str, float, int]]:
    for path in PATHS:
        body = request(path)
        start = time.perf_counter()
        size = answered(client, body)
        yield f"{path}, first asked", time.perf_counter() - start, size
        yield f"{path}, asked again", seconds(lambda: client.post(ADDRESS, json=body), 20), size


def callbacks(app: Dash, client: FlaskClient) -> Iterator[tuple[str, float, int]]:
    for words, (name, values) in CALLBACKS.items():
        bodies = [call(app, name, value) for value in values]
        times, size = [], 0
        for body in bodies:
            start = time.perf_counter()
            size = answered(client, body)
            times.append(time.perf_counter() - start)
        yield f"{words}, first asked", sorted(times)[len(times) // 2], size
        again = itertools.cycle(bodies)
        yield f"{words}, asked again", seconds(lambda: client.post(ADDRESS, json=next(again)), 20), size


def main() -> None:
    app = create_app(load_dataset())
    client = app.server.test_client()
    for words, ours, size in itertools.chain(pages(client), callbacks(app, client)):
        report(words, ours, floor(size), "a constant of the same size", AIM)


if __name__ == "__main__":
    main()
