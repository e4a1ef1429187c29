"""About: method, limits, and the meaning of each measure."""

from __future__ import annotations

from typing import Any

import pytest
from said import by_id, words

from loaders import Dataset


@pytest.mark.parametrize(("address", "name"), [("/about", "other-statistics"), ("/data", "other-statistics")])
def test_each_measure_is_explained(page_at: Any, dataset: Dataset, address: str, name: str) -> None:
    said = words(by_id(page_at(address)[0], name))
    measures = dataset.measures()
    assert len(measures) == 10
    for row in measures.to_dict("records"):
        for text in (row["label"], row["definition"], row["publisher"]):
            assert text in said


def test_method_and_limits_of_other_statistics(page_at: Any) -> None:
    said = words(by_id(page_at("/about")[0], "other-statistics"))
    for words_of_it in (
        "never a cause",
        "the mid-year before",
        "one return",
        "A body has no figure from before it existed",
        "This cannot show what an inspection did",
    ):
        assert words_of_it in said
