"""Bars read back: areas by grade, England's judgements, counts of events, movement, the bridge, which grade followed."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.dashboard.figures.read_back.drawn import Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, GRADES, MOVES, PAPER, ruler, under_labels
from tests.each_row import each_row


def _rows(drawing: Drawing, meaning: dict[str, str]) -> pd.DataFrame:
    """Every bar with its label, what its colour means, its length in pixels, and what it says."""
    rects = drawing.rects[drawing.rects["fill"].isin(meaning)].copy()
    aside = [*rects["text"]]
    edge = rects["left"].min() + 1 if len(rects) else 1.0
    labels = drawing.words[(drawing.words["x"] <= edge) & ~drawing.words["text"].isin(aside)]
    rects["label"] = under_labels(rects, labels)
    rects["means"] = rects["fill"].map(meaning)
    rects["length"] = rects["right"] - rects["left"]
    rects["words"] = rects["text"].str.replace(r"</?b>", "", regex=True)
    return rects.sort_values(["top", "left"], kind="stable")


def area_bars(drawing: Drawing) -> pd.DataFrame:
    """Of each area and grade: n that hold one, per cent by the ruler, words, ink, hover."""
    ticks = drawing.words[drawing.words["text"].str.fullmatch(r"0|\d+%")]
    zero, unit = ruler(ticks, [float(text.rstrip("%")) for text in ticks["text"]], "x")
    places = _rows(Drawing(drawing.width, drawing.height, drawing.rects, drawing.lines, drawing.marks,
                           drawing.words.drop(ticks.index), drawing.curves), COLOURS)  # fmt: skip
    parts = places["label"].str.extract(r"^(?P<area>.+), n = (?P<total>\d+)$")
    # Bars of one row follow each other without a gap: a segment begins where the one before it ends.
    for _, row in places.groupby("label"):
        assert abs(row["left"].iloc[0] - zero) < 0.5
        assert ((row["left"].iloc[1:].to_numpy() - row["right"].iloc[:-1].to_numpy()) ** 2 < 0.25).all()
    return pd.DataFrame(
        {
            "area": parts["area"],
            "total": parts["total"].astype(int),
            "grade": places["means"],
            "percent": places["length"] / unit,
            "words": places["words"],
            "ink": places["ink"],
            "hover": places["hover"],
        }
    ).reset_index(drop=True)


def counted(drawing: Drawing, *, ungraded: str) -> pd.DataFrame:
    """Of each label and grade: length in pixels, words, ink, hover; `ungraded` names the white segments."""
    found = _rows(drawing, {**COLOURS, PAPER: ungraded})
    return found[["label", "means", "length", "words", "ink", "hover", "top"]].reset_index(drop=True)


def totals(drawing: Drawing) -> pd.DataFrame:
    """The numbers that stand at the ends of bars: the label of the bar, the number, the end of the bar and its place."""
    rects = _rows(drawing, {**COLOURS, PAPER: ""})
    ends = rects.groupby("label").agg(right=("right", "max"), middle=("top", "max"), bottom=("bottom", "max"))
    ends["middle"] = (ends["middle"] + ends["bottom"]) / 2
    numbers = drawing.words[drawing.words["bold"] & drawing.words["text"].str.fullmatch(r"\d+")]
    rows = []
    for word in each_row(numbers):
        label = (ends["middle"] - word.y).abs().idxmin()
        rows.append((label, int(word.text), ends.at[label, "right"], word.x))
    return pd.DataFrame(rows, columns=["label", "total", "end", "x"])


def moved(drawing: Drawing) -> pd.DataFrame:
    """Of each comparison and movement: its share of the width in per cent, words, hover."""
    found = _rows(drawing, MOVES)
    return pd.DataFrame(
        {
            "label": found["label"],
            "movement": found["means"],
            "percent": 100 * found["length"] / found.groupby("label")["length"].transform("sum"),
            "width": found["length"],
            "words": found["words"],
            "hover": found["hover"],
        }
    ).reset_index(drop=True)


def followed(drawing: Drawing) -> pd.DataFrame:
    """Of each grade and the next one: what its cell says and how dark it is (0 white, 1 the darkest)."""
    totals = drawing.words[drawing.words["text"].str.contains("n = ")]
    side = drawing.words[drawing.words["x"].isin(totals["x"]) & ~drawing.words.index.isin(totals.index)]
    heads = drawing.words[drawing.words["y"] < drawing.rects["top"].min() - 1]
    heads = heads[heads["text"] != "Next grade"]
    rows = []
    for cell in each_row(drawing.rects):
        x, y = (cell.left + cell.right) / 2, (cell.top + cell.bottom) / 2
        total = totals.loc[(totals["y"] - y).abs().idxmin(), "text"].removeprefix("n = ")
        grade = side.loc[(side["y"] - y).abs().idxmin(), "text"]
        head = heads.loc[(heads["x"] - x).abs().idxmin(), "text"]
        dark = (255 - int(cell.fill[1:3], 16)) / (255 - 0x12)
        rows.append((grade, head, int(total), cell.text, dark, cell.ink, cell.hover))
    return pd.DataFrame(rows, columns=["grade", "next", "total", "words", "dark", "ink", "hover"])


def bridge(drawing: Drawing) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two counts at the ends (label, count, x), and the moves between (label, words, from x, to x, colour).

    A move begins at the pixel where a dotted line comes down from the one before it.
    """
    labels = drawing.words[drawing.words["x"] <= max(drawing.words["x"].min() + 1, 0.12 * drawing.width)]
    ends = []
    for mark in each_row(drawing.marks):
        beside = drawing.words[(drawing.words["y"] - mark.y).abs().lt(1) & (drawing.words["x"] - mark.x).between(0, 13)]
        ends.append((_label(labels, mark.y), int(beside["text"].iloc[0]), mark.x))
    moves = []
    drops = drawing.lines.sort_values("y0")
    for rect in each_row(drawing.rects.sort_values("top")):
        middle = (rect.top + rect.bottom) / 2
        begins = drops.loc[(drops["y1"] - middle).abs().idxmin(), "x0"]
        leaves = drops.loc[(drops["y0"] - middle).abs().idxmin(), "x0"]
        assert sorted((begins, leaves)) == pytest.approx([rect.left, rect.right], abs=0.05)
        beside = drawing.words[
            (drawing.words["y"] - middle).abs().lt(1)
            & ((drawing.words["x"] - rect.right).between(0, 6) | (rect.left - drawing.words["x"]).between(0, 6))
        ]
        (said,) = beside["text"]
        moves.append((_label(labels, middle), said, begins, leaves, rect.fill))
    return (
        pd.DataFrame(ends, columns=["label", "count", "x"]),
        pd.DataFrame(moves, columns=["label", "words", "begins", "leaves", "fill"]),
    )


def _label(labels: pd.DataFrame, y: float) -> str:
    named = labels[~labels["text"].str.fullmatch(r"[+−]?\d+")]
    return str(named.loc[(named["y"] - y).abs().idxmin(), "text"])


__all__ = ["GRADES", "area_bars", "bridge", "counted", "followed", "moved", "totals"]
