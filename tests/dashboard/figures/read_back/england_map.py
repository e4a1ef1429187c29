"""The map read back: what colour and letter each authority has where it lies, and each tile of London."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from shapely import Point, Polygon

from tests.dashboard.figures.read_back.drawn import CLEAR, Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, LETTERS
from tests.each_row import each_row

PATTERNS = {"Requires improvement": ".", "Inadequate": "/"}
"""What lies upon a colour, so that colour is not alone."""


def areas(drawing: Drawing) -> pd.DataFrame:
    """Of each authority on the map: whom its words name, the grade of its fill and of its letter, whether it is patterned."""
    fills = _fills(drawing.curves)
    points = drawing.marks[(drawing.marks["hover"] != "") & ~_in_tiles(drawing, drawing.marks)]
    rows = []
    for mark in each_row(points):
        point = Point(mark.x, mark.y)
        # A shape is filled where its rings turn about the point; a hole's ring turns the other way.
        inside = [look for look, rings in fills if sum(turn for ring, turn in rings if ring.intersects(point))]
        assert len(inside) == 1, f"{mark.hover} lies in {len(inside)} colours"
        colour, pattern = inside[0][:7], inside[0][7:]
        letter = _at(drawing.words, mark.x, mark.y)
        rows.append(
            {
                "hover": mark.hover,
                "grade": COLOURS.get(colour, ""),
                "letter": LETTERS.get(letter, ""),
                "pattern": pattern,
                "chip": _chip(drawing.marks, mark.x, mark.y),
            }
        )
    return pd.DataFrame(rows)


def tiles(drawing: Drawing) -> pd.DataFrame:
    """Of each tile: the grade of its fill and letter, its short name, its hover."""
    rows = []
    for rect in each_row(drawing.rects):
        words = drawing.words[
            drawing.words["x"].between(rect.left, rect.right) & drawing.words["y"].between(rect.top, rect.bottom)
        ].sort_values("y")
        letter, name = words["text"]
        rows.append(
            {"hover": rect.hover, "grade": COLOURS.get(rect.fill, ""), "letter": LETTERS.get(letter, ""),
             "said": letter, "name": name, "ink": words["colour"].iloc[0]}
        )  # fmt: skip
    return pd.DataFrame(rows)


def _in_tiles(drawing: Drawing, marks: pd.DataFrame) -> pd.Series:
    hits = pd.Series(False, index=marks.index)
    left, right = drawing.rects["left"].min(), drawing.rects["right"].max()
    top, bottom = drawing.rects["top"].min(), drawing.rects["bottom"].max()
    return hits | (marks["x"].between(left, right) & marks["y"].between(top, bottom))


def _fills(curves: pd.DataFrame) -> list[tuple[str, list[tuple[Polygon, int]]]]:
    """Every colour with its rings and the way that each turns."""
    found = []
    for _, trace in curves.groupby("curve"):
        breaks = trace["x"].isna().cumsum()
        rings = []
        for _, ring in trace.dropna(subset=["x", "y"]).groupby(breaks):
            polygon = Polygon(list(zip(ring["x"], ring["y"], strict=True)))
            rings.append((polygon, 1 if polygon.exterior.is_ccw else -1))
        found.append((trace["fill"].iloc[0], rings))
    return found


def _at(words: pd.DataFrame, x: float, y: float) -> str:
    found = words.loc[(words["x"] - x).abs().lt(0.1) & (words["y"] - y).abs().lt(0.1), "text"]
    return str(found.iloc[0]) if len(found) else ""


def _chip(marks: pd.DataFrame, x: float, y: float) -> str:
    """The colour of the ground that a letter has upon a pattern."""
    found = marks.loc[
        (marks["x"] - x).abs().lt(0.1) & (marks["y"] - y).abs().lt(0.1) & (marks["fill"] != CLEAR), "fill"
    ]
    return COLOURS.get(found.iloc[0], "") if len(found) else ""


def names_in(hover: str) -> Mapping[str, str]:
    """Whom a hover names, and what it says of each."""
    lines = hover.split("<br>")
    said = [line.removeprefix("<b>").removesuffix("</b>").split(": ") for line in lines]
    return {parts[0]: parts[1] for parts in said if len(parts) == 2}
