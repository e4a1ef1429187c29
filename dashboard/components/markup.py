"""Many components as one: the browser looks at each component of a page at every answer, at markup once."""

from __future__ import annotations

from typing import Any, ClassVar

from dashboard.components.native import Native
from dashboard.web.markup import Markup, written
from dashboard.web.taken import Table


class Written(Native):
    """HTML that was written by `web.markup`, shown as it stands."""

    _type = "Markup"
    _prop_names: ClassVar[list[str]] = ["children"]
    data: Table | None = None
    """Of a table what it holds, for its file; the browser has no need of it."""

    def plain(self) -> Markup:
        """The same without script."""
        return Markup(f'<div class="markup">{self.get("children", "")}</div>')


def markup(content: Any, *, data: Table | None = None) -> Written:
    """HTML elements, links and text, drawn as one component; for what has no callbacks of its own."""
    made = Written(children=str(written(content)))
    made.data = data
    return made
