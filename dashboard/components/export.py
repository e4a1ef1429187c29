"""The Export button of a page, and the addresses that it downloads from."""

from __future__ import annotations

from dash import html

from dashboard.briefing.naming import FORMATS
from dashboard.briefing.views import View

CHOICES = (
    ("PowerPoint", "slides with notes and tables", "pptx", ""),
    ("PowerPoint, one slide", "the story at a glance", "slide", ""),
    ("Word", "a two-page briefing", "docx", ""),
    ("Word report", "for a committee, with blanks for its author", "report", ""),
    ("PDF briefing", "the whole on A4, for print and screen readers", "briefing-pdf", ""),
    ("PDF on one page", "what matters most, on A4", "one-page", ""),
    ("Excel", "every table, a sheet each", "xlsx", ""),
    ("CSV", "the table of events", "csv", ""),
    ("PNG for a slide", "16:9", "png", "slide"),
    ("PNG for a page", "the width of A4", "png", "page"),
    ("PNG for the web", "1200 by 675", "png", "web"),
    ("SVG", "a drawing that scales", "svg", ""),
    ("PDF of the chart", "alone on a page", "pdf", ""),
    ("HTML", "works without a network", "html", ""),
)
"""What the button offers: name, what it is, format, size."""


def export_control(what: str, *, csv: str = "the table of events") -> html.Details:
    """One Export button that opens a list of downloads; plain links, so that it works without JavaScript.

    `what` names the subject as the command line does: `dudley`, `compare:neighbours:dudley`, `national:2024-03-31`.
    """
    items = [
        html.Li(
            html.A(
                [name, html.Span(f", {csv if suffix == 'csv' else note}", className="export-note")],
                href=export_address(what, suffix, size),
                className="export-link",
                download="",
                **{"data-export": "1"},
            )
        )
        for name, note, suffix, size in CHOICES
    ]
    return html.Details(
        [
            html.Summary("Export", className="button secondary export-button"),
            html.Div(
                [html.Ul(items, className="export-list"), html.P("", className="export-state", role="status")],
                className="export-panel",
            ),
        ],
        className="export no-print",
    )


def export_bar(subject: str, view: View, *, csv: str) -> html.Div:
    """The Export button of a page whose controls say what of the subject is shown; drawn anew with the view."""
    return html.Div(export_control(f"{subject}{view.suffix}", csv=csv), className="export-bar no-print")


def export_address(what: str, suffix: str, size: str = "") -> str:
    """Where a file is downloaded from."""
    query = f"?size={size}" if size and size != "slide" else ""
    return f"/export/{what}.{FORMATS[suffix].ending}{query}"
