"""Form elements as browsers have them, as Dash components: the script beside them is assets/controls.js.

Dash's own have no select that every device opens in its own way, and no input that says what is wrong with a date.
Each component here is one element of the layout with its label, and has a `plain` form: the same elements without
script, for the first HTML. Both forms have the same elements and classes, so that nothing moves between them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component

from dashboard.dates import long_date
from dashboard.web.markup import Element, Markup

Option = dict[str, str]
"""`value` and `label`; of a select also `group`, of names also `also`: other words that find it."""


class Native(Component):
    """What every component of ours needs to be one of Dash's."""

    _namespace = "native_controls"
    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _valid_wildcard_attributes: ClassVar[list[str]] = []
    available_wildcard_properties: ClassVar[list[str]] = []

    def __init__(self, **given: Any) -> None:
        # Dash's own would look on the disk for a package of the name of our namespace, once for each property
        if unknown := given.keys() - set(self._prop_names):
            raise TypeError(f"{self._type} has no {', '.join(sorted(unknown))}, only {', '.join(self._prop_names)}")
        self.available_properties = self._prop_names
        for name, value in given.items():
            if value is not None:
                setattr(self, name, value)

    def get(self, name: str, default: Any = None) -> Any:
        """A property, or `default` where it was not given."""
        return getattr(self, name, default)

    def plain(self) -> Component | Element | Markup:
        """The same without script."""
        raise NotImplementedError


class Kept(Native):
    """What else the address says, kept when a form is sent."""

    _type = "Kept"
    _prop_names: ClassVar[list[str]] = ["name", "value"]

    def plain(self) -> Element:
        """A hidden input."""
        return Element("input", type="hidden", name=self.get("name"), value=self.get("value"))


class Select(Native):
    """One of many."""

    _type = "Select"
    _prop_names: ClassVar[list[str]] = ["id", "name", "label", "options", "value"]

    def plain(self) -> Component:
        """A label and a select; options of a group stand together."""
        id, chosen = self.get("id"), self.get("value")
        children: list[Any] = []
        for option in self.get("options"):
            made = Element("option", option["label"], value=option["value"], selected=option["value"] == chosen)
            if not option.get("group"):
                children.append(made)
            elif children and children[-1].properties.get("label") == option["group"]:
                children[-1].content.append(made)
            else:
                children.append(Element("optgroup", [made], label=option["group"]))
        return html.Div(
            [
                html.Label(self.get("label"), htmlFor=id, className="control-label"),
                Element("select", children, id=id, name=self.get("name"), className="field"),
            ],
            className="control",
        )


class Radios(Native):
    """One of a few, all in sight."""

    _type = "Radios"
    _prop_names: ClassVar[list[str]] = ["id", "name", "label", "options", "value"]

    def plain(self) -> Component:
        """A named group of radio buttons."""
        items = [
            html.Label(
                [
                    Element(
                        "input",
                        type="radio",
                        name=self.get("name"),
                        value=option["value"],
                        checked=option["value"] == self.get("value"),
                    ),
                    html.Span(option["label"]),
                ],
                className="choice",
            )
            for option in self.get("options")
        ]
        legend = html.Legend(self.get("label"), className="control-label")
        return html.Fieldset(
            [legend, html.Div(items, className="choices")], id=self.get("id"), className="control radios"
        )


class DateField(Native):
    """A day as text; its `value` is always an ISO date that was read.

    `typed` and `error` hold what was asked for and could not be read; `presets` are ISO dates with their words.
    """

    _type = "DateField"
    _prop_names: ClassVar[list[str]] = [
        *("id", "name", "label", "value", "words", "typed", "error", "earliest", "latest", "presets", "reader")
    ]

    def plain(self) -> Component:
        """A text input, what is wrong with it, and the usual dates."""
        id, error = self.get("id"), self.get("error", "")
        field = Element(
            "input",
            id=id,
            name=self.get("name"),
            type="text",
            value=self.get("typed") or self.get("words"),
            autocomplete="off",
            spellcheck="false",
            className="field",
            **{"aria-describedby": f"{id}-error", "aria-invalid": "true" if error else "false"},
        )
        options = [Element("option", "Usual dates", value="", selected=True)]
        options += [
            Element("option", one["label"], value=one["value"])
            for one in self.get("presets")
            if one["value"] <= self.get("latest", "9")
        ]
        usual = Element(
            "select",
            options,
            className="field presets script-only",
            **{"aria-label": f"{self.get('label')}: usual dates"},
        )
        return html.Div(
            [
                html.Label(self.get("label"), htmlFor=id, className="control-label"),
                html.Div([field, usual], className="date-row"),
                html.P(error, id=f"{id}-error", className="control-error", role="alert"),
            ],
            className="control date-control",
        )


class TimeSlider(Native):
    """Days to be run through: a slider, and a button that plays them; `value` is an ISO date, `stops` are those offered.

    Without script it is not shown: the date beside it is typed.
    """

    _type = "TimeSlider"
    _prop_names: ClassVar[list[str]] = ["id", "label", "value", "stops", "className"]

    def plain(self) -> Component:
        """The same before script is there, which keeps its room; the style sheet hides it where there will be none."""
        id, stops = self.get("id"), self.get("stops")
        place = max(0, sum(day <= self.get("value") for day in stops) - 1)
        day = long_date(dt.date.fromisoformat(stops[place]))
        slider = {"min": 0, "max": len(stops) - 1, "step": 1, "value": place, "aria-valuetext": day}
        return html.Div(
            [
                html.Label(self.get("label"), htmlFor=id, className="control-label"),
                html.Div(
                    [
                        html.Button("Play", type="button", className="button secondary"),
                        Element("input", id=id, type="range", **slider),
                        html.Span(day, className="time-ends", **{"aria-hidden": "true"}),
                    ],
                    className="time-row",
                ),
            ],
            className=f"control time-slider {self.get('className', '')}".strip(),
        )


class Names(Native):
    """Names to be found by typing: one (`value`), or with `many` a list of them."""

    _type = "Names"
    _prop_names: ClassVar[list[str]] = [
        *("id", "name", "label", "hint", "placeholder", "options", "value", "many", "nothing", "className")
    ]

    def plain(self) -> Component:
        """A text input with the browser's own list of suggestions, and what is chosen."""
        id, hint = self.get("id"), self.get("hint")
        label = {option["value"]: option["label"] for option in self.get("options")}
        chosen = [label[value] for value in self.get("value", []) if value in label] if self.get("many") else []
        field = Element(
            "input",
            id=id,
            name=self.get("name"),
            type="text",
            value=", ".join(chosen),
            placeholder=self.get("placeholder"),
            autocomplete="off",
            spellcheck="false",
            className="field",
            list=f"{id}-names",
            **{"aria-describedby": f"{id}-hint" if hint else None},
        )
        names = [Element("option", value=text) for text in label.values()]
        return html.Div(
            [
                html.Label(self.get("label"), htmlFor=id, className="control-label"),
                html.P(hint, id=f"{id}-hint", className="control-hint") if hint else None,
                html.Div([field, Element("datalist", names, id=f"{id}-names")], className="names-field"),
                html.P("", className="control-error names-nothing", role="status"),
            ],
            className=f"control names {self.get('className', '')}".strip(),
        )
