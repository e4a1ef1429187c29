"""Server time of each page against a Dash callback that returns a constant of the same size."""

from typing import Any

import dash
from dash import Dash, Input, Output, dcc, html

from bench.floors import report, seconds
from dashboard.factory import create_app
from loaders import load_dataset

PATHS = ("/authority/dudley", "/", "/compare", "/national", "/map", "/visits", "/changes", "/data")


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


def constant(size: int) -> Dash:
    app = Dash("constant", use_pages=False)
    app.layout = html.Div([dcc.Input(id="in"), html.Div(id="out")])
    body = "x" * size
    app.callback(Output("out", "children"), Input("in", "value"))(lambda _value: body)
    return app


if __name__ == "__main__":
    client = create_app(load_dataset()).server.test_client()
    for path in PATHS:
        body = request(path)
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, (path, answer.status_code)
        ours = seconds(lambda body=body: client.post("/_dash-update-component", json=body), 20)  # type: ignore[misc]
        dash.page_registry.clear()
        floor_client = constant(len(answer.get_data())).server.test_client()
        plain = {
            "output": "out.children",
            "outputs": {"id": "out", "property": "children"},
            "inputs": [{"id": "in", "property": "value", "value": "1"}],
            "changedPropIds": ["in.value"],
        }
        floor = seconds(lambda: floor_client.post("/_dash-update-component", json=plain), 20)
        report(path, ours, floor, "a constant of the same size", 3)
        client = create_app(load_dataset()).server.test_client()
        client.post("/_dash-update-component", json=body)
