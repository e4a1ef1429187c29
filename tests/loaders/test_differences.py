"""What `python -m loaders diff` says of two datasets that differ in known ways."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from loaders.__main__ import main
from loaders.differences import differences
from loaders.paths import DATA

DUDLEY = "E08000027"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    shutil.copytree(DATA, folder)
    return folder


def change(folder: Path, name: str, work: Callable[[pd.DataFrame], pd.DataFrame]) -> None:
    """Write a table again as `work` makes it anew."""
    path = folder / f"{name}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    work(frame).to_csv(path, index=False, lineterminator="\n")


def test_the_same_dataset_says_that_nothing_changed(capsys: pytest.CaptureFixture[str], copy: Path) -> None:
    assert main(["diff", str(DATA), str(copy)]) == 0
    assert capsys.readouterr().out == "Nothing changed\n"


def test_new_changed_and_gone_events_are_told_with_their_facts(copy: Path) -> None:
    inspections = pd.read_csv(DATA / "inspections.csv", dtype=str, keep_default_na=False)
    graded = inspections[
        (inspections["authority_code"] == DUDLEY) & (inspections["event_type"] == "standard inspection")
    ]
    there = graded.iloc[-1]
    judgements = pd.read_csv(DATA / "judgements.csv", dtype=str, keep_default_na=False)
    held = judgements[
        (judgements["inspection_id"] == there["inspection_id"]) & (judgements["judgement"] == "leadership")
    ]
    was = held.iloc[0]["grade"]
    other = "Outstanding" if was != "Outstanding" else "Good"
    dropped = inspections[inspections["event_type"] == "focused visit"].iloc[0]

    new = dict.fromkeys(inspections.columns, "")
    new |= {
        "inspection_id": "dudley-focused-visit-2030-03-05",
        "authority_code": DUDLEY,
        "framework": "ILACS",
        "event_type": "focused visit",
        "start_date": "2030-03-05",
        "date_precision": "day",
        "publication_date": "2030-04-01",
        "publication_precision": "month",
        "source": "ofsted-reports",
    }

    def events(frame: pd.DataFrame) -> pd.DataFrame:
        kept = frame[frame["inspection_id"] != dropped["inspection_id"]].copy()
        kept.loc[kept["inspection_id"] == there["inspection_id"], "lead_inspector"] = "Somebody Else"
        return pd.concat([kept, pd.DataFrame([new])])

    def grades(frame: pd.DataFrame) -> pd.DataFrame:
        row = (frame["inspection_id"] == there["inspection_id"]) & (frame["judgement"] == "leadership")
        frame.loc[row, "grade"] = other
        return frame[frame["inspection_id"] != dropped["inspection_id"]]

    change(copy, "inspections", events)
    change(copy, "judgements", grades)
    found = differences(DATA, copy)
    assert found.new == ("Dudley: focused visit of 5 March 2030, published April 2030",)
    assert len(found.gone) == 1 and "focused visit of " in found.gone[0]
    assert any(line.endswith(f": leadership '{was}' is now '{other}'") for line in found.changed)
    assert any(line.endswith("is now 'Somebody Else'") for line in found.changed)
    assert len(found.changed) == 2
    assert next(found.lines()) == "1 new, 2 changed, 1 gone"


def test_another_address_is_counted_and_not_listed(copy: Path) -> None:
    def address(frame: pd.DataFrame) -> pd.DataFrame:
        frame.loc[frame.index[:3], "report_url"] = "https://example.org/report"
        return frame

    change(copy, "inspections", address)
    found = differences(DATA, copy)
    assert (found.new, found.changed, found.gone) == ((), (), ())
    assert found.counted == ("3 events name another source or address",)
    assert list(found.lines()) == ["3 events name another source or address"]


def test_a_renamed_authority_and_a_revised_figure(copy: Path) -> None:
    def rename(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.replace({"name": {"Dudley": "Dudley and Netherton"}})

    def revise(frame: pd.DataFrame) -> pd.DataFrame:
        first = frame.index[frame["value"] != ""][0]
        frame.loc[first, "value"] = "123456"
        return frame

    change(copy, "authorities", rename)
    change(copy, "context", revise)
    found = differences(DATA, copy)
    assert found.changed == ("Dudley and Netherton: name 'Dudley' is now 'Dudley and Netherton'",)
    assert len(found.counted) == 1 and found.counted[0].endswith(": 1 figure revised")


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(DATA), str(tmp_path)]) == 1
    assert "authorities.csv is missing" in capsys.readouterr().err
