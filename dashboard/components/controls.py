"""Controls with visible labels: native form elements, which are a plain form where there is no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.asking import UnreadDateError, read_day
from dashboard.components.native import DateField, Kept, Names, Option, Radios, Select, TimeSlider
from dashboard.dates import long_date
from dashboard.web.asked_dates import READER

Options = Mapping[str, str] | Sequence[str]
"""Value to label in order, or labels that are their own values."""

FIRST_PRESET = 2015
"""The year of the first 31 March among the usual dates."""


def _pairs(options: Options) -> list[Option]:
    pairs = options.items() if isinstance(options, Mapping) else ((text, text) for text in options)
    return [{"value": str(value), "label": str(label)} for value, label in pairs]


def select(
    id: str, label: str, options: Options, value: str, *, name: str, groups: Mapping[str, str] | None = None
) -> Component:
    """One of many; `name` is the key in the address, `groups` the heading that a value stands under."""
    offered = [option | _group(option, groups or {}) for option in _pairs(options)]
    return Select(id=id, name=name, label=label, options=offered, value=value)


def _group(option: Option, groups: Mapping[str, str]) -> Option:
    return {"group": groups[option["value"]]} if option["value"] in groups else {}


def time_slider(id: str, label: str, value: dt.date, stops: Sequence[dt.date]) -> Component:
    """A slider through days with a button that plays them, for those who have script; a date stands beside it."""
    return TimeSlider(
        id=id, label=label, value=value.isoformat(), stops=[day.isoformat() for day in stops], className="script-only"
    )


def radios(id: str, label: str, options: Options, value: str, *, name: str) -> Component:
    """One of a few, all in sight; on a narrow screen they wrap."""
    return Radios(id=id, name=name, label=label, options=_pairs(options), value=value)


def date_input(
    id: str,
    label: str,
    value: dt.date,
    *,
    name: str,
    earliest: dt.date | None = None,
    latest: dt.date | None = None,
    newest: dt.date | None = None,
    asked: str | None = None,
) -> Component:
    """A day, typed as people write it or chosen among the usual ones; its value is an ISO date.

    `newest` is the last of the usual dates, `latest` where it is not given. `asked` is what the address holds: if it cannot be read, the field keeps it and says what to write.
    """
    error = ""
    if asked:
        try:
            read_day(asked, earliest=earliest, latest=latest)
        except UnreadDateError as fault:
            error = str(fault)
    return DateField(
        id=id,
        name=name,
        label=label,
        value=value.isoformat(),
        words=long_date(value),
        typed=asked if error else None,
        error=error,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        presets=presets(earliest, newest or latest),
        reader=READER,
    )


def presets(earliest: dt.date | None, newest: dt.date | None) -> list[Option]:
    """Each 31 March since 2015 that is not before `earliest`, newest first, after the newest date of all."""
    if newest is None:
        return []
    days = [dt.date(year, 3, 31) for year in range(newest.year, FIRST_PRESET - 1, -1)]
    days = [day for day in days if day < newest and (earliest is None or day >= earliest)]
    last = {"value": newest.isoformat(), "label": f"Newest: {long_date(newest)}"}
    return [last, *({"value": day.isoformat(), "label": long_date(day)} for day in days)]


def names(
    id: str,
    label: str,
    options: Sequence[Option],
    value: str | Sequence[str] | None = None,
    *,
    name: str,
    many: bool = False,
    **properties: Any,
) -> Component:
    """A name to be found by typing; with `many` any number of them."""
    given = list(value or []) if many else value
    nothing = "No authority has this name. Check the spelling."
    return Names(
        id=id, name=name, label=label, options=list(options), value=given, many=many, nothing=nothing, **properties
    )


def controls(
    *children: Any,
    action: str,
    label: str = "What to show",
    keep: Mapping[str, str] | None = None,
    folds: bool = True,
) -> Component:
    """Controls in a row that wraps, as one named form to `action`; `keep` holds what else the address says.

    The button that sends it is seen without script alone. On a narrow screen a form that `folds` is closed until the
    reader opens it, so that what the page found comes first; one with an error is open.
    """
    row = html.Div([*children, *submit(keep or {})], className="controls")
    is_wrong = any(getattr(child, "error", "") for child in children)
    fold = html.Details([html.Summary("Change view"), row], className="change-view", open=is_wrong)
    return html.Form(fold if folds else row, action=action, method="get", className="no-print", **{"aria-label": label})


def submit(keep: Mapping[str, str]) -> list[Component]:
    """The end of a form that works without script."""
    hidden = [Kept(name=name, value=value) for name, value in keep.items()]
    return [*hidden, html.Button("Show", type="submit", className="button without-script")]


def link_button(text: str, href: str, *, secondary: bool = False, **props: Any) -> html.A:
    """A link that looks like a button, for a file or the next step."""
    return html.A(text, href=href, className="button secondary" if secondary else "button", **props)
