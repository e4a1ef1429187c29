"""A table that is made when the reader opens it: hundreds of rows would hold up every answer of their page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash, Input, Output, ctx, dcc, html, no_update


def later(id: str, make: Callable[[], Any], summary: str = "Show this chart as a table") -> html.Details:
    """Something closed, empty until the reader opens it; `bind_later` says what comes then.

    The first HTML holds what `make` gives. It stands beside what a callback redraws, not within, so that what was
    opened stays open.
    """
    made = html.Details(
        [
            html.Summary(summary, id=f"{id}-open", n_clicks=0),
            dcc.Loading(html.Div(id=f"{id}-slot"), delay_show=300),
        ],
        className="details in-embed",
    )
    made.plain = lambda: html.Details([html.Summary(summary), make()], className="details in-embed")
    return made


def bind_later(app: Dash, id: str, state: Sequence[Input], make: Callable[..., Any]) -> None:
    """Fill `later(id)` with what `make` gives for the values of `state`, which are any that a browser may send.

    Once opened it follows every change of the state.
    """
    opener = f"{id}-open"

    @app.callback(Output(f"{id}-slot", "children"), Input(opener, "n_clicks"), list(state), prevent_initial_call=True)
    def fill(clicks: Any, *values: Any) -> Any:
        is_new = clicks == 1 or ctx.triggered_id != opener
        return make(*values) if clicks and is_new else no_update
