from __future__ import annotations

from dash import html

from dashboard import theme
from dashboard.components.badge import badge, key
from dashboard.components.chart import chart


def test_a_chart_has_a_title_a_description_a_source_and_its_data() -> None:
    figure = {"data": [], "layout": {"height": 240}}
    made = chart(
        figure, id="x", title="The finding", description="What is drawn.", caption="Source.", table=html.Div("t")
    )
    heading, drawing, caption, table = made.children
    assert getattr(made, "aria-labelledby") == heading.id
    assert (drawing.role, getattr(drawing, "aria-label")) == ("img", "What is drawn.")
    assert drawing.children.config is theme.GRAPH_CONFIG
    assert drawing.children.style == {"minHeight": "240px"}
    assert isinstance(caption, html.Figcaption)
    assert isinstance(table, html.Details)


def test_a_grade_is_said_in_words_even_where_only_its_letter_is_seen() -> None:
    square, words = badge("Requires improvement", letter_only=True).children
    assert square.children == "RI"
    assert getattr(square, "aria-hidden") == "true"
    assert (words.children, words.className) == ("Requires improvement", "visually-hidden")


def test_what_has_no_grade_says_why() -> None:
    square, words = badge(None, "Not judged").children
    assert square.children == ""
    assert words.children == "Not judged"
    assert len(key(ungraded="No grade").children) == 5
