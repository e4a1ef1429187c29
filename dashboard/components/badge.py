"""A grade as a mark: colour, letter and outline, with its words."""

from __future__ import annotations

from dash import html

from dashboard import theme

NO_GRADE = "No grade"


def badge(grade: str | None, words: str | None = None, *, letter_only: bool = False) -> html.Span:
    """A grade's mark and its words; `words` says why there is none where `grade` is blank.

    With `letter_only` the words are there for screen readers alone.
    """
    look = theme.swatch(grade or None)
    text = words or (grade or NO_GRADE)
    square = html.Span(
        look.letter,
        className="badge-mark" if grade else "badge-mark badge-none",
        style={"backgroundColor": look.fill, "color": look.ink},
        **{"aria-hidden": "true"},
    )
    return html.Span(
        [square, html.Span(text, className="visually-hidden" if letter_only else "badge-words")], className="badge"
    )


def dash(words: str) -> html.Span:
    """A dash where there is no grade; why, for screen readers."""
    return html.Span(
        [html.Span("–", **{"aria-hidden": "true"}), html.Span(words, className="visually-hidden")], className="no-mark"
    )


def key(*, ungraded: str | None = None) -> html.Ul:
    """The four grades with their words, as a legend; `ungraded` adds the white mark with these words."""
    items = [html.Li(badge(grade)) for grade in theme.GRADES]
    if ungraded:
        items.append(html.Li(badge(None, ungraded)))
    return html.Ul(items, className="grade-key", **{"aria-label": "Key to the grades"})
