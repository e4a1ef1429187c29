"""A server that takes a new dataset while it serves: the new one whole, or the old one."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dashboard.factory import create_app
from dashboard.web.downloads import with_names
from dashboard.web.live import Live
from loaders import Dataset, csv_bytes, digest_of, load_dataset
from loaders.paths import DATA


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


@pytest.fixture
def live(folder: Path) -> Live:
    return Live(folder, create_app, every=3600)


def visitor(live: Live) -> FlaskClient:
    server: Flask = live.app.server
    return server.test_client()


def rename(folder: Path, old: str, new: str) -> None:
    """Write a table anew, as a refresh does: another file in the place of the one before."""
    table = folder / "authorities.csv"
    text = table.read_text(encoding="utf-8").replace(f",{old},", f",{new},")
    beside = folder / ".authorities"
    beside.write_text(text, encoding="utf-8")
    beside.replace(table)


def name_of(client: FlaskClient) -> Any:
    return client.get("/api/v1/authority/birmingham.json").get_json()["authority"]["name"]


def test_a_new_dataset_takes_the_place_of_the_old_one(live: Live, folder: Path) -> None:
    client = visitor(live)
    before = client.get("/healthz").get_json()["dataset"]
    assert before == digest_of(DATA)
    assert name_of(client) == "Birmingham"
    assert live.look() is False
    rename(folder, "Birmingham", "Elsewhere")
    # what is not looked at yet is served as it was, files too: nothing of the new one shows in part
    assert "Elsewhere" not in client.get("/download/authorities.csv").text
    assert live.look() is True
    assert name_of(client) == "Elsewhere"
    assert "Elsewhere" in client.get("/download/authorities.csv").text
    after = client.get("/healthz").get_json()["dataset"]
    assert after == digest_of(folder) != before


def test_an_answer_that_has_begun_ends_with_the_dataset_that_it_began_with(live: Live, folder: Path) -> None:
    old = visitor(live).get("/download/authorities.csv", buffered=False)
    rename(folder, "Birmingham", "Elsewhere")
    assert live.look() is True
    assert old.data == csv_bytes(with_names(load_dataset(DATA), "authorities"), for_people=True)


def test_the_same_bytes_written_again_change_nothing(live: Live, folder: Path) -> None:
    shutil.copy(DATA / "authorities.csv", folder / "authorities.csv")
    assert live.look() is False


def test_a_dataset_that_is_being_moved_in_waits(live: Live, folder: Path) -> None:
    (folder / ".ready").mkdir()
    rename(folder, "Birmingham", "Elsewhere")
    assert live.look() is False
    (folder / ".ready").rmdir()
    assert live.look() is True


def test_a_broken_dataset_is_told_and_the_old_one_stays(
    live: Live, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = (folder / "judgements.csv").read_bytes()
    (folder / "judgements.csv").write_text("nothing,of,the,kind\n")
    assert live.look() is False
    said = caplog.text
    assert "judgements.csv" in said and "the one before is served" in said
    assert name_of(visitor(live)) == "Birmingham"
    (folder / "judgements.csv").write_bytes(whole)
    rename(folder, "Birmingham", "Elsewhere")
    assert live.look() is True
    assert name_of(visitor(live)) == "Elsewhere"


def test_it_looks_by_itself_once_it_serves(folder: Path) -> None:
    live = Live(folder, create_app, every=0.05)
    client = visitor(live)
    assert name_of(client) == "Birmingham"
    rename(folder, "Birmingham", "Elsewhere")
    for _ in range(600):  # waits for what must come, however slow the machine
        if name_of(client) == "Elsewhere":
            return
        time.sleep(0.1)
    pytest.fail("the new dataset was not taken within a minute")


def test_no_two_first_requests_meet_in_the_setup(live: Live, folder: Path) -> None:
    """Dash ends its setup at the first request without a lock; of two at once the second found it half done."""
    assert live.app._got_first_request["setup_server"]
    made: list[Any] = []

    def kept(dataset: Dataset) -> Any:
        made.append(create_app(dataset))
        return made[-1]

    other = Live(folder, kept, every=3600)
    rename(folder, "Birmingham", "Elsewhere")
    assert other.look() is True
    assert [app._got_first_request["setup_server"] for app in made] == [True, True]
