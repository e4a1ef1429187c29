"""A view's state in its address: read and checked on the server, written by the browser.

A page reads query values in `layout(**query)` with the functions below, each of which gives a usable value
for any text; `bind_url` makes the browser keep the address in step with the controls, without a
request, a history entry or a redraw.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import flask
from dash import Dash, Input, Output, dcc

from dashboard import ids
from dashboard.asking import UnreadDateError, read_day, read_period


def choice(value: Any, allowed: Collection[str], default: str) -> str:
    """`value` if it is one of `allowed`, else `default`; takes anything a visitor may send."""
    return value if isinstance(value, str) and value in allowed else default


def choices(value: Any, allowed: Collection[str], default: Sequence[str] = ()) -> list[str]:
    """Those of `value` (a list, or text separated by commas) that are allowed, each once, in the order given."""
    parts = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
    known = list(dict.fromkeys(part for part in parts if isinstance(part, str) and part in allowed))
    return known or list(default)


def day(value: Any, default: dt.date, *, earliest: dt.date | None = None, latest: dt.date | None = None) -> dt.date:
    """The day that `value` names in one of asking.FORMS; `default`, held between the limits, for anything else."""
    try:
        return read_day(value if isinstance(value, str) else "", earliest=earliest, latest=latest)
    except UnreadDateError:
        held = default if earliest is None else max(default, earliest)
        return held if latest is None else min(held, latest)


def flag(value: Any) -> bool:
    """Whether a switch such as `embed=1` is on."""
    return value in {"1", "true", True}


def unknown(query: Mapping[str, Any], checked: Mapping[str, Any]) -> list[str]:
    """The names of query values that were given, but not taken as given: for `notices.ignored`.

    `checked` holds the values in use (str, list of str or date) by the same names.
    """
    return [name for name, used in checked.items() if query.get(name) not in (None, "") and not _is(query[name], used)]


def _is(given: Any, used: Any) -> bool:
    """Whether a value was taken as given; a date may be written in any form, and a month or year end with the record."""
    if isinstance(used, dt.date):
        period = read_period(str(given))
        return period is not None and period[0] <= used <= period[1]
    return bool(given == as_text(used))


def as_text(value: Any) -> str:
    """A state's value as it stands in the address."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ",".join(map(str, value))
    return str(value)


def bind_url(app: Dash, page: str, bindings: Mapping[str, str], defaults: Mapping[str, Any] | None = None) -> None:
    """Keep query keys in step with properties of components.

    `bindings` maps a query key to "component-id.property"; a key whose value is its default (or blank) is left
    out of the address. The page's layout must hold `url_sink(page)`.
    """
    defaults = {key: as_text((defaults or {}).get(key)) for key in bindings}
    bound(app.server)[page] = tuple(bindings)
    names = json.dumps([[key, default] for key, default in defaults.items()])
    app.clientside_callback(
        f"(...values) => window.dash_clientside.urlstate.write({names}, values)",
        Output(ids.url_sink(page), "data"),
        [Input(*target.rsplit(".", 1)) for target in bindings.values()],
        prevent_initial_call=True,
    )


def bound(server: flask.Flask) -> dict[str, tuple[str, ...]]:
    """The query keys that `bind_url` binds, by page."""
    found: dict[str, tuple[str, ...]] = server.extensions.setdefault("bound_keys", {})
    return found


def url_sink(page: str) -> dcc.Store:
    """The empty store that `bind_url` writes to; part of the page's layout."""
    return dcc.Store(id=ids.url_sink(page))
