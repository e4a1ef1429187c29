"""The search for an authority: in the header of every page, and as the first thing on home's."""

from __future__ import annotations

from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component

from dashboard.components.native import Native
from dashboard.text.finding import NOTHING
from dashboard.web.markup import Element
from dashboard.web.search_file import search_file
from loaders import Dataset

ADDRESS = "/find"
"""Where the form leads without script, and where nothing is found."""


class Search(Native):
    """A form with one field; the script beside it is assets/search.js."""

    _type = "Search"
    _prop_names: ClassVar[list[str]] = [
        *("id", "name", "label", "hint", "placeholder", "value", "action", "source", "nothing", "className")
    ]

    def plain(self) -> Component:
        """The same without script."""
        id, label, hint = self.get("id"), self.get("label"), self.get("hint")
        field = Element(
            "input",
            id=id,
            name=self.get("name"),
            type="text",
            value=self.get("value", ""),
            placeholder=self.get("placeholder"),
            autocomplete="off",
            spellcheck="false",
            className="field",
            **{"aria-describedby": f"{id}-hint" if hint else None},
        )
        return html.Form(
            [
                html.Label(label, htmlFor=id, className="control-label"),
                html.P(hint, id=f"{id}-hint", className="control-hint") if hint else None,
                html.Div(
                    [
                        html.Div(field, className="names-field"),
                        html.Button("Search", type="submit", className="search-button"),
                    ],
                    className="search-row",
                ),
                html.P("", className="control-error search-nothing", role="status"),
                html.P("", className="visually-hidden", role="status"),
            ],
            action=self.get("action"),
            method="get",
            role="search",
            className=f"search no-print {self.get('className', '')}".strip(),
            **{"aria-label": label},
        )


def search(source: str, id: str, label: str, **properties: Any) -> Search:
    """The search; `source` is the address of the names (`web.search_file`)."""
    return Search(id=id, name="q", label=label, action=ADDRESS, source=source, nothing=NOTHING, **properties)


def header_search(source: str) -> Search:
    """The search in the header."""
    return search(
        source, "search", "Search for an authority", placeholder="Authority or district", className="in-header"
    )


def page_search(dataset: Dataset, typed: str = "") -> Search:
    """The search as the main thing on a page."""
    return search(
        search_file(dataset),
        "find-authority",
        "Find a local authority",
        hint="A name, a former name, a district or a code: “dud” and Enter is enough for Dudley",
        value=typed,
        className="find",
    )
