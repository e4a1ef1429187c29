"""Joint inspections of a peer's summaries: the file, each fault of it, when it is believed, and how it agrees with letters."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from loaders import load_dataset
from loaders.dataset import read_table
from loaders.errors import LoaderError
from loaders.grades import EventType, Framework, Precision
from loaders.observation import Observation
from loaders.paths import DATA
from loaders.peers import COLUMNS, read_peers
from loaders.reconcile.merge import merge
from loaders.register.authorities import Register, load_register
from loaders.schema import OBSERVATIONS

SEND = {
    "urn": "80464",
    "event_type": "area SEND inspection",
    "start_date": "2025-07-07",
    "end_date": "2025-07-11",
    "publication_date": "2025-09-09",
    "theme": "",
    "outcome": "inconsistent",
    "report_url": "https://files.example.org/1",
}
JOINT = SEND | {
    "event_type": "joint targeted area inspection",
    "start_date": "",
    "end_date": "",
    "theme": "Abuse and neglect",
    "outcome": "",
}


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def save(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "joint_inspections.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_rows_of_the_file(sources: Path, register: Register) -> None:
    found = read_peers(sources / "peers" / "joint_inspections.csv", register)
    assert len(found) == 121
    assert {item.source for item in found} == {"peers"}
    assert sum(item.event_type is EventType.JTAI for item in found) == 49
    assert all(item.start_date is None for item in found if item.event_type is EventType.JTAI)
    assert sum(item.start_date is not None for item in found) == 69
    assert all(item.publication_precision is Precision.DAY for item in found)


def test_a_guessed_theme_is_left_out(tmp_path: Path, register: Register) -> None:
    joint, send = read_peers(save(tmp_path, JOINT, SEND), register)
    assert (joint.theme, joint.framework, joint.date_precision) == (None, Framework.JTAI, Precision.UNKNOWN)
    assert (send.start_date, send.outcome) == (dt.date(2025, 7, 7), "inconsistent")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"urn": "1"}, "row 2, column urn: "),
        ({"event_type": "focused visit"}, "row 2, column event_type: expected one of joint .*; found 'focused visit'"),
        ({"start_date": "7/7/2025"}, "row 2, column start_date: expected a date such as 2025-09-09; found '7/7/2025'"),
        ({"publication_date": ""}, "row 2, column publication_date: expected a date; found none"),
        ({"end_date": "2025-07-06"}, "row 2, column end_date: expected a day at most two months after"),
        ({"publication_date": "2025-07-01"}, "row 2, column publication_date: expected a day within 400 days"),
        ({"outcome": "good"}, "row 2, column outcome: expected typically positive, .*; found 'good'"),
        ({"event_type": JOINT["event_type"]}, "row 2, column outcome: expected nothing; found 'inconsistent'"),
        ({"report_url": "files"}, "row 2, column report_url: expected the address of the letter"),
    ],
)
def test_a_fault_is_named_with_its_place(
    tmp_path: Path, register: Register, change: dict[str, str], message: str
) -> None:
    with pytest.raises(LoaderError, match=message) as caught:
        read_peers(save(tmp_path, SEND | change), register)
    assert "joint_inspections.csv" in str(caught.value)


def test_an_inspection_listed_twice(tmp_path: Path, register: Register) -> None:
    with pytest.raises(LoaderError, match="row 3, column urn: the inspection is listed twice"):
        read_peers(save(tmp_path, SEND, SEND), register)


def _letter(**facts: object) -> Observation:
    known: dict[str, object] = {
        "authority_code": "E08000027",
        "framework": Framework.AREA_SEND,
        "event_type": EventType.AREA_SEND,
        "source": "ofsted-reports",
        "where": "a.pdf",
        "start_date": dt.date(2025, 7, 7),
        "date_precision": Precision.DAY,
        "document": "0" * 64,
    }
    return Observation(**(known | facts))  # type: ignore[arg-type]


def test_a_peer_fills_nothing_where_a_letter_was_read(tmp_path: Path, register: Register) -> None:
    (peer,) = read_peers(save(tmp_path, SEND), register)
    options = {"slugs": {"E08000027": "dudley"}, "releases": [], "page_of": lambda _: None}
    alone = merge([peer], **options)  # type: ignore[arg-type]
    assert alone.inspections.loc[0, ["outcome", "source"]].tolist() == ["inconsistent", "peers"]
    beside = merge([peer, _letter()], **options)  # type: ignore[arg-type]
    row = beside.inspections.iloc[0]
    assert len(beside.inspections) == 1
    assert row["source"] == "ofsted-reports"
    assert row[["outcome", "publication_date"]].isna().all()
    assert len(beside.observations) == 2  # what it says is kept
    differing = merge([peer, _letter(outcome="typically positive")], **options)  # type: ignore[arg-type]
    ledger = differing.disagreements.iloc[0]
    assert ledger[["field", "value_used", "value_other", "source_other"]].tolist() == [
        "outcome", "typically positive", "inconsistent", "peers"]  # fmt: skip


def test_where_a_letter_was_read_the_peer_says_the_same() -> None:
    """How far a peer's summaries can be believed: measured where both are there, in the dataset itself."""
    every = read_table(DATA, OBSERVATIONS)
    letters = every[every["source"] == "ofsted-reports"].drop_duplicates("inspection_id")
    both = every[every["source"] == "peers"].merge(letters, on="inspection_id", suffixes=("", "_letter"))
    events = load_dataset().inspections().set_index("inspection_id")
    assert len(both) >= 20
    gap = both["publication_date"] - events.loc[both["inspection_id"], "publication_date"].to_numpy()
    assert gap.abs().dt.days.max() <= 10
    send = both[both["event_type"] == "area SEND inspection"]
    for fact in ("outcome", "start_date", "end_date"):
        said = send[send[fact].notna()]
        assert len(said) >= len(send) - 2
        assert (said[fact] == said[f"{fact}_letter"]).all(), fact
