from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures import england as drawing
from dashboard.statistics import england


def frame() -> pd.DataFrame:
    held = pd.DataFrame({"code": [1, 2, 3], "grade": pd.array(["Good", "Inadequate", None], dtype="string")})
    return england.standing(dict.fromkeys(england.LABELS, held))


def test_plotly_knows_every_property() -> None:
    figure = drawing.figure(frame())
    assert len(go.Figure(figure).data) == 5


def test_bars_end_where_the_authorities_end_and_carry_their_letter() -> None:
    figure = drawing.figure(frame())
    assert sum(bar["x"][0] for bar in figure["data"]) == 3
    texts = [bar["text"][0] for bar in figure["data"]]
    assert texts == ["", "<b>G </b>1", "", "<b>I </b>1", "<b></b>1"]
