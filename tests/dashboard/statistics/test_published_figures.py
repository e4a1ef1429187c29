"""The figures that Ofsted printed come out exactly from the dataset as committed."""

from __future__ import annotations

from dashboard.statistics import counts
from loaders import Dataset


def test_every_published_figure_is_reproduced(dataset: Dataset) -> None:
    figures = dataset.published_figures()
    assert len(figures) >= 12
    wrong = []
    for row in figures.to_dict("records"):
        key = row["judgement"].replace(" ", "_")
        held = dataset.as_at(row["as_at"].date(), row["published_by"].date(), key)
        found = counts.figure(counts.counts(held, by="ofsted_region"), area=row["scope"], measure=row["measure"])
        if found != (row["numerator"], row["denominator"]):
            wrong.append((row["as_at"].date().isoformat(), row["scope"], row["measure"], found))
    assert wrong == []


def test_the_default_cut_off_is_that_of_the_release(dataset: Dataset) -> None:
    for row in dataset.published_figures().to_dict("records"):
        by_default = dataset.as_at(row["as_at"].date())
        as_printed = dataset.as_at(row["as_at"].date(), row["published_by"].date())
        assert by_default["grade"].equals(as_printed["grade"])
