"""Downloads of the Export button: files, mistakes, a full queue, and no wait for others."""

from __future__ import annotations

import csv
import io
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import dash
import pytest
from flask.testing import FlaskClient
from PIL import Image

from dashboard.briefing import content
from dashboard.briefing.naming import FORMATS
from dashboard.briefing.worker import QueueFullError, Worker
from dashboard.components.export import CHOICES, export_address, export_control
from dashboard.factory import create_app
from dashboard.settings import Settings, SettingsError
from dashboard.web.exports import add_exports
from loaders import Dataset

JSON = {"Accept": "application/json"}


@pytest.fixture
def worker_and_client(dataset: Dataset) -> Iterator[tuple[Worker, FlaskClient]]:
    app = dash.Dash("export-test")
    app.layout = dash.html.Div()
    worker = add_exports(app, dataset)
    yield worker, app.server.test_client()
    worker.close()


def test_a_csv_holds_the_events_of_the_authority(
    dataset: Dataset, worker_and_client: tuple[Worker, FlaskClient]
) -> None:
    _, client = worker_and_client
    answer = client.get("/export/dudley.csv")
    assert answer.status_code == 200
    assert f'filename="dudley-timeline-{dataset.built}.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == len(dataset.timeline("E08000027"))


@pytest.mark.parametrize(
    ("address", "name", "start"),
    [
        ("dudley.report.docx", "dudley-report-", b"PK"),
        ("dudley.briefing.pdf", "dudley-briefing-", b"%PDF"),
        ("dudley.one-page.pdf", "dudley-one-page-", b"%PDF"),
        ("St. Helens.pdf", "st-helens-timeline-", b"%PDF"),
    ],
)
def test_formats_of_more_than_one_word_have_addresses(
    worker_and_client: tuple[Worker, FlaskClient], address: str, name: str, start: bytes
) -> None:
    answer = worker_and_client[1].get(f"/export/{address}")
    assert answer.status_code == 200
    assert f'filename="{name}' in answer.headers["Content-Disposition"]
    assert answer.data.startswith(start)


@pytest.mark.parametrize("address", ["dudly.csv", "dudley.gif", "all.csv", "dudley.png?size=huge"])
def test_a_mistake_is_a_404_with_words(worker_and_client: tuple[Worker, FlaskClient], address: str) -> None:
    answer = worker_and_client[1].get(f"/export/{address}", headers=JSON)
    assert answer.status_code == 404
    assert answer.json["message"]


def test_a_full_queue_is_a_503_that_says_when_to_come_back(
    worker_and_client: tuple[Worker, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, client = worker_and_client

    def full(order: object) -> None:
        raise QueueFullError(10)

    monkeypatch.setattr(worker, "order", full)
    answer = client.get("/export/dudley.csv", headers=JSON)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "try again" in answer.json["message"]


def test_the_button_is_told_that_the_file_is_being_made(
    worker_and_client: tuple[Worker, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    real = content.content_for
    monkeypatch.setattr(content, "content_for", lambda *parts: (go.wait(10), real(*parts))[1])
    worker, client = worker_and_client
    first = client.get("/export/dudley.xlsx", headers=JSON)
    assert (first.status_code, first.json["ready"]) == (202, False)
    go.set()
    worker.order(("dudley", "xlsx", "")).result(20)
    assert client.get("/export/dudley.xlsx", headers=JSON).json["ready"]


def test_a_chart_that_cannot_be_drawn_is_told_in_words(
    worker_and_client: tuple[Worker, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*parts: object, **more: object) -> None:
        raise ValueError("no lanes")

    monkeypatch.setattr("dashboard.briefing.pictures.timeline_sizes.timeline", failing)
    client = worker_and_client[1]
    assert b"try another format" in client.get("/export/dudley.svg").data
    assert client.get("/export/dudley.docx").status_code == 200


def test_the_control_offers_every_format_as_a_plain_link() -> None:
    control = export_control("dudley")
    links = [item.children.href for item in control.children[1].children[0].children]
    assert links == [export_address("dudley", suffix, size) for _, _, suffix, size in CHOICES]
    assert {suffix for _, _, suffix, _ in CHOICES} == set(FORMATS)


def test_a_service_with_a_logo_puts_it_on_slides_and_documents(dataset: Dataset, tmp_path: Path) -> None:
    logo = tmp_path / "crest.png"
    Image.new("RGB", (60, 40), (170, 30, 90)).save(logo)
    client = create_app(dataset, Settings(export_logo=logo)).server.test_client()
    for address in ("dudley.slide.pptx", "dudley.report.docx"):
        with zipfile.ZipFile(io.BytesIO(client.get(f"/export/{address}").data)) as package:
            assert logo.read_bytes() in [package.read(name) for name in package.namelist() if "/media/" in name]


@pytest.mark.parametrize("data", [None, b"no picture"])
def test_a_logo_that_is_none_is_told_before_anything_is_served(
    dataset: Dataset, tmp_path: Path, data: bytes | None
) -> None:
    logo = tmp_path / "crest.png"
    if data:
        logo.write_bytes(data)
    with pytest.raises(SettingsError, match=r"^EXPORT_LOGO: .*crest\.png"):
        create_app(dataset, Settings(export_logo=logo))
