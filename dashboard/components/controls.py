"""Controls with visible labels: those of dash-mantine-components that axe finds clean, set up once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html

Options = Mapping[str, str] | Sequence[str]
"""Value to label in order, or labels that are their own values."""

COMBOBOX = {
    "input": {"role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false"},
    "options": {"tabIndex": -1},
}
"""Mantine's inputs behave as a combobox but do not say so; assets/combobox.js keeps aria-expanded true.

The list is no stop of the Tab key, which Chromium makes of whatever scrolls: arrows lead through it.
"""

IN_PLACE = {"withinPortal": False, "shadow": "sm"}
"""Lists open beside their input, inside the page's main landmark, not at the end of the document."""

CALENDAR = {
    f"{way}{unit}": f"{way.capitalize()} {unit.lower()}"
    for way in ("previous", "next")
    for unit in ("Month", "Year", "Decade")
}
"""Names of the arrows of a calendar."""


def _data(options: Options) -> list[dict[str, str]]:
    pairs = options.items() if isinstance(options, Mapping) else ((text, text) for text in options)
    return [{"value": str(value), "label": str(label)} for value, label in pairs]


def select(id: str, label: str, options: Options, value: str | None, **props: Any) -> dmc.Select:
    """One of many; typing finds an option."""
    defaults: dict[str, Any] = {
        "searchable": True,
        "allowDeselect": False,
        "nothingFoundMessage": "Nothing found",
        "checkIconPosition": "right",
        "comboboxProps": IN_PLACE,
        "withScrollArea": False,  # the list itself scrolls, by the style sheet
        "className": "control",
        "attributes": COMBOBOX,
    }
    return dmc.Select(id=id, label=label, data=_data(options), value=value, **{**defaults, **props})


def multi_select(id: str, label: str, options: Options, value: Sequence[str], **props: Any) -> dmc.MultiSelect:
    """Any number of many; typing finds an option."""
    defaults: dict[str, Any] = {
        "searchable": True,
        "clearable": True,
        "clearButtonProps": {"aria-label": f"Clear: {label}"},
        "hidePickedOptions": True,
        "comboboxProps": IN_PLACE,
        "withScrollArea": False,
        "nothingFoundMessage": "Nothing found",
        "className": "control",
        "attributes": COMBOBOX,
    }
    return dmc.MultiSelect(id=id, label=label, data=_data(options), value=list(value), **{**defaults, **props})


def segmented(id: str, label: str, options: Options, value: str, **props: Any) -> html.Div:
    """One of a few, all in sight; on a narrow screen they wrap."""
    control = dmc.SegmentedControl(
        id=id, data=_data(options), value=value, className="segmented", radius=0, **{"aria-label": label}, **props
    )
    return html.Div(
        [html.Span(label, className="control-label", **{"aria-hidden": "true"}), control], className="control"
    )


def date_input(
    id: str, label: str, value: dt.date, *, earliest: dt.date | None = None, latest: dt.date | None = None, **props: Any
) -> dmc.DateInput:
    """A day, typed or picked, shown in words; its value is an ISO date."""
    defaults: dict[str, Any] = {
        "valueFormat": "D MMMM YYYY",
        "popoverProps": IN_PLACE,
        "className": "control",
        "debounce": 400,
        "ariaLabels": CALENDAR,
    }
    return dmc.DateInput(
        id=id,
        label=label,
        value=value.isoformat(),
        minDate=earliest.isoformat() if earliest else None,
        maxDate=latest.isoformat() if latest else None,
        **{**defaults, **props},
    )


def controls(*children: Any, label: str = "What to show") -> html.Div:
    """Controls in a row that wraps, as one named group."""
    return html.Div(list(children), className="controls no-print", role="group", **{"aria-label": label})


def link_button(text: str, href: str, *, secondary: bool = False, **props: Any) -> html.A:
    """A link that looks like a button, for a file or the next step."""
    return html.A(text, href=href, className="button secondary" if secondary else "button", **props)
