from __future__ import annotations

from flask.testing import FlaskClient

from dashboard.web.health import app_version
from loaders import Dataset


def test_it_says_how_far_the_data_reach_and_which_version_this_is(client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    found = answer.get_json()
    assert found["status"] == "ok"
    assert found["version"] == app_version()
    assert dataset.built is not None
    assert found["data_reach"] == dataset.built.isoformat()
    assert found["inspections"] == len(dataset.inspections())
