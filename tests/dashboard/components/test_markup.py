from __future__ import annotations

from dash import dcc, html

from dashboard.components.badge import badge
from dashboard.components.markup import element, written
from dashboard.components.table import table


def test_elements_are_written_with_their_attributes() -> None:
    assert written(html.Td(4, className="numeric", **{"aria-label": "Four"})) in (
        '<td className="numeric" aria-label="Four">4</td>',
        '<td aria-label="Four" className="numeric">4</td>',
    )


def test_a_link_stays_a_link_within_the_app() -> None:
    assert written(dcc.Link("Dudley", href="/authority/dudley")) == '<dccLink href="/authority/dudley">Dudley</dccLink>'


def test_what_is_not_there_is_not_written() -> None:
    assert written(html.Tr([None, html.Td(None), html.Td("x", className=None)])) == "<tr><td></td><td>x</td></tr>"


def test_text_can_be_no_code() -> None:
    said = written(html.P("<b>{1 + 1}</b> & “so”\n\nmore", title='a"{b}'))
    assert said == '<p title="a&quot;&#123;b&#125;">&lt;b&gt;&#123;1 + 1&#125;&lt;/b&gt; &amp; “so”  more</p>'


def test_a_style_is_written_as_declarations() -> None:
    assert 'style="backgroundColor:#6BACE6;color:' in written(badge("Good"))


def test_a_table_is_one_component() -> None:
    made = table(["A", "B"], [["x", badge("Good")]], caption="c")
    assert isinstance(made, dcc.Markdown)
    assert '<th scope="row">x</th><td><span className="badge">' in made.children
    assert "\n" not in made.children


def test_what_is_written_is_not_written_twice() -> None:
    assert written([element("b", "1 < 2"), "&"]) == "<b>1 &lt; 2</b>&amp;"
