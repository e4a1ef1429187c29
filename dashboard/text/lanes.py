"""Lanes of other statistics with their words: an authority's measures, ready to be drawn."""

from __future__ import annotations

from functools import partial

from dashboard.figures.context.lanes import Measured, figures_of
from dashboard.statistics.context.chosen import Around
from dashboard.text import context as words


def measured(one: Around, code: str) -> Measured:
    """A measure of the authority of a code with its words, as `figures.context.lanes` draws it."""
    measure = one.measure
    said = words.in_short(one.frame, code, measure)
    return Measured(
        measure.key, measure.label, said, partial(words.bare, measure), figures_of(one.frame), words.STATUSES
    )


def alternative(title: str) -> str:
    """The drawing in words, for who does not see it; a table of its figures follows."""
    return f"Lanes of figures through the years, under the overall grade. {title}."


def alternative_alone(title: str, said: str) -> str:
    """The drawing in words where no table of its figures follows; `said` has the latest of them."""
    return f"{alternative(title)} {said}"
