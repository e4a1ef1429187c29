"""A refresh leaves the figures of other statistics, and their sources, as they were."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from loaders import load_dataset
from loaders.dataset import read_table
from loaders.errors import DatasetError
from loaders.paths import DATA
from loaders.reread import merge_again
from loaders.schema import DOCUMENTS


def merged_again(data: Path) -> None:
    known = read_table(data, DOCUMENTS)
    table = known.assign(published=known["published"].dt.strftime("%Y-%m-%d"))
    merge_again(data, load_dataset(data), table, [], {})


def test_figures_and_sources_stay(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    sources = {source["name"] for source in load_dataset(data).package["sources"]}
    merged_again(data)
    for name in ("context.csv", "measures.csv"):
        assert (data / name).read_bytes() == (DATA / name).read_bytes()
    assert {source["name"] for source in load_dataset(data).package["sources"]} == sources


def test_a_dataset_from_before_there_were_such_figures_is_refused_in_words(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "context.csv").unlink()
    package = data / "datapackage.json"
    package.write_text(
        package.read_text(encoding="utf-8").replace("Not an Ofsted product", "As it was"), encoding="utf-8"
    )
    with pytest.raises(DatasetError, match=r"context\.csv is missing. Restore it from the repository"):
        merged_again(data)
    assert not (data / "context.csv").exists()
    assert not list(data.glob(".*"))
