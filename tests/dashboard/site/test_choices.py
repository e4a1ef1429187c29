"""Controls as links: what each becomes, and that the layout of the app is not touched."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from bs4 import BeautifulSoup
from dash import html
from dash.development.base_component import Component
from plotly.utils import PlotlyJSONEncoder

from dashboard.components import controls
from dashboard.components.export import export_bar
from dashboard.site.choices import still
from dashboard.site.places import Places, View
from dashboard.web.marks import replaced
from dashboard.web.markup import written

HERE = View("/plants", "plants/")
TALL = View("/plants", "plants/tall/", (("size", "tall"),))
DAY = View("/plants", "plants/2024-03-31/", (("on", "2024-03-31"),))
PLACES = Places([HERE, TALL, DAY], [], lambda _path, _query: {"size": "any", "on": "2024-06-30"})
SIZES = {"any": "Any size", "tall": "Tall", "low": "Low"}


def form(**more: Any) -> Component:
    return controls.controls(
        controls.select("a", "Size", SIZES, "any", name="size"),
        controls.radios("b", "Colour", {"red": "Red", "blue": "Blue"}, "red", name="colour"),
        controls.date_input("c", "On", dt.date(2024, 6, 30), name="on", latest=dt.date(2024, 6, 30)),
        controls.link_button("All as a feed", "/plants.atom"),
        html.Button("A year back", className="script-only"),
        action="/plants#list",
        **more,
    )


def links(content: object) -> list[tuple[str, str, str | None]]:
    soup = BeautifulSoup(written(content), "lxml")
    return [
        (link.text, str(link["href"]), str(link["aria-current"]) if "aria-current" in link.attrs else None)
        for link in soup.select("a")
    ]


def test_each_control_leads_to_the_pages_there_are() -> None:
    made = still(html.Div([form(label="Which plants")]), HERE, PLACES)
    assert links(made) == [
        ("Any size", "/plants", "page"),
        ("Tall", "/plants?size=tall", None),
        ("Newest: 30 June 2024", "/plants", "page"),
        ("31 March 2024", "/plants?on=2024-03-31", None),
        ("All as a feed", "/plants.atom", None),
    ]
    text = written(made)
    assert '<nav class="choices-nav no-print" aria-label="Which plants">' in text
    assert "More can be chosen where the service itself runs" in text
    for word in ("<form", "<button", "Colour", "Low"):
        assert word not in text


def test_a_choice_keeps_the_others_or_is_none() -> None:
    """No page is both tall and of a date, so that neither control of such a page leads on but to its usual state."""
    made = links(still(form(), TALL, PLACES))
    assert ("31 March 2024", "/plants?on=2024-03-31", None) not in made
    assert ("Any size", "/plants", None) in made
    assert ("Tall", "/plants?size=tall", "page") in made


def test_a_form_without_any_page_is_left_out() -> None:
    made = still(
        html.Div([controls.controls(controls.names("n", "Names", [], [], name="n", many=True), action="/x")]),
        HERE,
        PLACES,
    )
    assert written(made) == "<div></div>"


def test_many_choices_are_folded_under_their_headings() -> None:
    values = [f"v{number}" for number in range(20)]
    views = [View("/many", f"many/{value}/", (("v", value),)) for value in values]
    control = controls.select("m", "Many", values, "v3", name="v", groups=dict.fromkeys(values[10:], "Later ones"))
    made = still(controls.controls(control, action="/many"), views[3], Places(views, []))
    soup = BeautifulSoup(written(made), "lxml")
    assert [one.text for one in soup.select("summary")] == ["Many: v3"]
    assert [len(one.select("li")) for one in soup.select("ul")] == [10, 10]
    assert [one.text for one in soup.select("p")] == ["Later ones"]


def test_exports_are_left_out_or_those_there_are() -> None:
    from dashboard.briefing.views import USUAL

    bar = html.Div([html.P("Before"), export_bar("dudley", USUAL, csv="the table")])
    assert written(still(bar, HERE, PLACES)) == "<div><p>Before</p></div>"
    there = Places([HERE], ["/export/dudley.docx", "/export/dudley-page.png"])
    assert [address for _, address, _ in links(still(bar, HERE, there))] == [
        "/export/dudley.docx",
        "/export/dudley.png?size=page",
    ]


def test_what_the_app_shows_is_not_altered() -> None:
    layout = html.Div([html.P("Words"), html.Div([form(), html.Div("Drawing", className="drawing")])])
    before = json.dumps(layout, cls=PlotlyJSONEncoder)
    made = still(layout, HERE, PLACES)
    assert json.dumps(layout, cls=PlotlyJSONEncoder) == before
    assert made.children[0] is layout.children[0]
    assert replaced(layout, lambda part: part) is layout
