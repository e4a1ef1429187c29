"""How everything looks: grade colours, ink, fonts, and the defaults of every figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from loaders import Grade

FONT = "'Trajectory Sans', Arial, 'Liberation Sans', Helvetica, sans-serif"
"""The first is served from here and measured in `drawing.text_width`; the others have letters of the same width."""

INK = "#0b0c0c"
MUTED = "#505a5f"
RULE = "#b1b4b6"
FAINT = "#e4e5e6"
"""The lines of a grid."""
PALE = "#f3f2f1"
PAPER = "#ffffff"
ACCENT = "#1d70b8"


@dataclass(frozen=True, slots=True)
class Swatch:
    """How one grade is drawn: its fill, the ink of the letter upon it, and the letter."""

    fill: str
    ink: str
    letter: str


GRADES: dict[Grade, Swatch] = {
    Grade.OUTSTANDING: Swatch("#12436D", "#ffffff", Grade.OUTSTANDING.letter),
    Grade.GOOD: Swatch("#6BACE6", INK, Grade.GOOD.letter),
    Grade.REQUIRES_IMPROVEMENT: Swatch("#F6B26B", INK, Grade.REQUIRES_IMPROVEMENT.letter),
    Grade.INADEQUATE: Swatch("#9E3A06", "#ffffff", Grade.INADEQUATE.letter),
}
"""Best first. Good beside Requires improvement differs little in luminance: draw an outline and the letter."""

UNGRADED = Swatch(PAPER, INK, "")
"""Anything without a grade: white, outlined, and said in words."""

GRAPH_CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "responsive": True,
}
"""The config of every dcc.Graph. plotly's toolbar offers an upload to a cloud: it is never shown."""


def swatch(grade: str | None) -> Swatch:
    """The swatch of a grade's word, or the ungraded one for a blank."""
    return GRADES[Grade(grade)] if grade else UNGRADED
