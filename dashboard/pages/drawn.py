"""Parts of a page, each drawn once for the very arguments that it takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from dash.development.base_component import Component

Part = Callable[..., Component]
"""A part: `part(answers, *, date, judgement, ...)`, whose keywords are names of fields of the page's view."""


class Drawn:
    """Draws parts from `answers`; what was drawn before with the same arguments is given again.

    A part sees those fields of the view that it names in its signature and no other, and they are the key under
    which it is kept: two views that differ in anything that a part can see never share its answer.
    """

    def __init__(self, answers: Any, size: int = 512) -> None:
        self.answers = answers
        self._draw = lru_cache(maxsize=size)(partial(_drawn, answers))

    def __call__(self, part: Part, view: Any) -> Component:
        """A part of the page that is in the state of `view`."""
        return self._draw(part, tuple((name, getattr(view, name)) for name in fields_of(part)))


@lru_cache(maxsize=256)
def fields_of(part: Part) -> tuple[str, ...]:
    """The fields of a view that a part depends on: its keyword-only parameters."""
    kinds = inspect.signature(part).parameters.values()
    return tuple(parameter.name for parameter in kinds if parameter.kind is parameter.KEYWORD_ONLY)


def _drawn(answers: Any, part: Part, arguments: tuple[tuple[str, Any], ...]) -> Component:
    return part(answers, **dict(arguments))
