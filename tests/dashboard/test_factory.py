from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from dash import Dash
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.pages import PAGES
from dashboard.web import routing
from loaders import Dataset, load_dataset
from tests.dashboard.asking import page_request, smaller_dataset


def test_every_page_of_the_tuple_is_registered_and_answers(dash_app: Dash, page_at: Any) -> None:
    found = routing.pages(dash_app.server)
    assert len(found) >= len(PAGES)
    for page in found.values():
        if page.path and page.key != "not_found_404":
            content, title = page_at(page.path)
            assert "Page not found" not in title, page.key
            assert '"H1"' in json.dumps(content), f"{page.key} has no h1"


def test_the_addresses_beside_the_pages_are_those_that_the_factory_lists(dash_app: Dash) -> None:
    rules = {rule.rule for rule in dash_app.server.url_map.iter_rules()}
    own = {rule for rule in rules if not rule.startswith(("/_", "/assets", "/static", "/<path:path>")) and rule != "/"}
    starts = (
        "/healthz",
        "/api/v1/",
        "/download/",
        "/export/",
        "/changes.",
        "/authority/",
        "/region/",
        "/read-date",
        "/card/",
        "/chart/",
        "/search/",
    )
    assert own and {rule for rule in own if not rule.startswith(starts)} == set()
    assert all(any(rule.startswith(start) for rule in own) for start in starts)


def test_two_apps_in_one_process_do_not_share_what_they_show(page_at: Any, tmp_path: Path) -> None:
    other = create_app(load_dataset(smaller_dataset(tmp_path)))
    assert '"Birmingham"' in json.dumps(page_at("/")[0])
    answer = other.server.test_client().post("/_dash-update-component", json=page_request("/")).text
    assert '"Elsewhere"' in answer
    assert '"Birmingham"' not in answer
    assert '"Birmingham"' in json.dumps(page_at("/")[0])


def test_the_first_html_has_language_title_and_no_foreign_address(client: FlaskClient) -> None:
    html = client.get("/about").text
    assert '<html lang="en-GB">' in html
    assert "<title>About – Children’s services trajectories</title>" in html
    assert 'src="http' not in html
    assert not re.search(r'<link rel="(?:stylesheet|icon)"[^>]* href="http', html)


def test_a_title_from_the_address_cannot_carry_markup(client: FlaskClient) -> None:
    html = client.get("/<script>alert(1)</script>?embed=<b>").text
    assert "<script>alert" not in html


def test_the_body_of_an_embedded_page_says_so(client: FlaskClient) -> None:
    assert 'class="embed"' in client.get("/?embed=1").text
    assert 'class="whole"' in client.get("/?embed=0").text


def test_the_shell_names_no_crown_and_says_whose_it_is_not(client: FlaskClient, dataset: Dataset) -> None:
    layout = client.get("/_dash-layout").text
    assert "This is not an Ofsted service." in layout
    assert dataset.built is not None
    assert f"{dataset.built:%Y}" in layout
