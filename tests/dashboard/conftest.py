"""The app in memory, made once and asked without a network; and histories made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.history.story import Story
from loaders import Dataset
from tests.dashboard.asking import page_request
from tests.dashboard.made_stories import MADE


@pytest.fixture(scope="session")
def dash_app(dataset: Dataset) -> Dash:
    return create_app(dataset)


class Client(FlaskClient):
    """A client that reads every answer to its end, so that files are closed."""

    def open(self, *args: Any, buffered: bool = True, **kwargs: Any) -> Any:
        return super().open(*args, buffered=buffered, **kwargs)


@pytest.fixture
def client(dash_app: Dash) -> FlaskClient:
    return Client(dash_app.server, dash_app.server.response_class)


@pytest.fixture
def page_at(client: FlaskClient) -> Any:
    """What the browser is given for an address: the page's components as JSON, and its title."""

    def ask(path: str, search: str = "") -> tuple[dict[str, Any], str]:
        answer = client.post("/_dash-update-component", json=page_request(path, search))
        assert answer.status_code == 200, answer.text
        response = answer.get_json()["response"]
        return response["_pages_content"]["children"], response["_pages_store"]["data"]["title"]

    return ask


@pytest.fixture(scope="session")
def made() -> dict[str, Story]:
    """Dudley, Cumberland, the Isles of Scilly and a long story, by those names."""
    return {name: make() for name, make in MADE.items()}
