"""The form that finds an authority: a name to be typed, which leads to its page."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import ClientsideFunction, Dash, Input, Output, html

from dashboard import ids
from dashboard.components.controls import names, submit

FIND = "find-authority"
ADDRESS = "/find"
"""Where the form leads without script."""


def finder(authorities: pd.DataFrame) -> html.Form:
    """The form; one a page."""
    called = dict(zip(authorities["code"], authorities["name"], strict=True))
    options = [
        {"value": str(row.slug), "label": until(row), "also": _before(row, called)} for row in authorities.itertuples()
    ]
    field = names(
        FIND,
        "Find a local authority",
        options,
        name="q",
        hint="Start typing its name, such as “dud” for Dudley, then press Enter",
        placeholder="Name of an authority",
        className="find",
    )
    return html.Form([field, *submit({})], action=ADDRESS, method="get", role="search", className="controls no-print")


def bind_finder(app: Dash) -> None:
    """Let a name that is chosen lead to its page."""
    app.clientside_callback(
        ClientsideFunction("shell", "openAuthority"),
        Output(ids.LOCATION, "pathname"),
        Input(FIND, "value"),
        prevent_initial_call=True,
    )


def until(row: Any) -> str:
    """The name of a body, with the last year of one that is gone."""
    return str(row.name) if pd.isna(row.abolished) else f"{row.name} (until {row.abolished - pd.Timedelta(days=1):%Y})"


def _before(row: Any, called: dict[str, str]) -> str:
    """The names of the bodies that an authority replaced: they find it too."""
    return " ".join(called[code] for code in str(row.predecessors).split(";") if code in called)
