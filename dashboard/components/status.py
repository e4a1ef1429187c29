"""What a page says once of how far its record is known: a line under the heading, where anything is missing."""

from __future__ import annotations

from dash import dcc, html


def status_line(*sentences: str) -> html.P | None:
    """The cautions of a page with the way to why; None where nothing is missing."""
    said = " ".join(sentence for sentence in sentences if sentence)
    if not said:
        return None
    return html.P([f"{said} ", dcc.Link("How far each kind is known", href="/data#covered")], className="record-status")
