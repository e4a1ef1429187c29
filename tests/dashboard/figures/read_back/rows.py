"""Rows along time read back: gaps, spells of inadequacy with their visits, joint inspections by theme."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from tests.dashboard.figures.read_back.drawn import Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, LETTERS, ruler
from tests.each_row import each_row

EPOCH = dt.date(1970, 1, 1)
RAIL = "#9E3A06"


def gaps(drawing: Drawing) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every dot (row's words, days, colour, hover), and of each row the range line and the mean, in days."""
    ticks = drawing.words[drawing.words["text"].str.endswith(" years")].sort_values("x")
    zero, a_day = ruler(ticks, [365.25 * float(text.split()[0]) for text in ticks["text"]], "x")
    labels = drawing.words.drop(ticks.index).sort_values("y")

    def row_of(y: float) -> str:
        return str(labels.loc[labels["y"] < y, "text"].iloc[-1])

    dots = drawing.marks
    means = drawing.rects[drawing.rects["hover"].str.contains("mean")]
    means = means.assign(x=(means["left"] + means["right"]) / 2, y=(means["top"] + means["bottom"]) / 2)
    seen = pd.DataFrame(
        {
            "label": [row_of(y) for y in dots["y"]],
            "days": (dots["x"].to_numpy() - zero) / a_day,
            "grade": list(dots["fill"].map(COLOURS)),
            "hover": list(dots["hover"]),
        }
    )
    flat = drawing.lines[drawing.lines["y0"] == drawing.lines["y1"]]
    ranges = pd.DataFrame(
        {
            "label": [row_of(y) for y in flat["y0"]],
            "minimum": (flat["x0"].to_numpy() - zero) / a_day,
            "maximum": (flat["x1"].to_numpy() - zero) / a_day,
        }
    )
    middle = pd.DataFrame(
        {
            "label": [row_of(y) for y in means["y"]],
            "mean": (means["x"].to_numpy() - zero) / a_day,
            "hover": list(means["hover"]),
        }
    )
    return seen, ranges.merge(middle, on="label", validate="one_to_one")


def labels_of_gaps(drawing: Drawing) -> list[str]:
    """The words above the rows, from the top."""
    return list(drawing.words[~drawing.words["text"].str.endswith(" years")].sort_values("y")["text"])


def spells(drawing: Drawing) -> pd.DataFrame:
    """Of each spell: label, solid and dotted pieces of its rail in days, its end (day, what stands there), hover."""
    start, a_day = _days(drawing)
    rails = drawing.lines[drawing.lines["colour"] == RAIL]
    rows = []
    for _, pieces in rails.groupby("y0"):
        y = float(pieces["y0"].iloc[0])
        ends = drawing.marks[(drawing.marks["y"] - y).abs().lt(1) & (drawing.marks["symbol"] != "diamond")]
        (end,) = each_row(ends)
        letter = _at(drawing.words, end.x, end.y)
        rows.append(
            {
                "label": _label(drawing, y),
                "rail": [
                    ((x0 - start) / a_day, (x1 - start) / a_day, dash == "solid")
                    for x0, x1, dash in zip(pieces["x0"], pieces["x1"], pieces["dash"], strict=True)
                ],
                "days": (end.x - start) / a_day,
                "next_grade": COLOURS.get(end.fill, "") if end.symbol == "square" else "",
                "letter": letter,
                "hover": end.hover,
            }
        )
    return pd.DataFrame(rows)


def visits_of_spells(drawing: Drawing) -> pd.DataFrame:
    """Every diamond: its row's label, its day, the number upon it, whether it is dashed, its hover."""
    start, a_day = _days(drawing)
    marks = drawing.marks[drawing.marks["symbol"] == "diamond"]
    return pd.DataFrame(
        {
            "label": [_label(drawing, y) for y in marks["y"]],
            "day": (marks["x"] - start) / a_day,
            "pixels": marks["x"],
            "number": [_at(drawing.words, x, y) for x, y in zip(marks["x"], marks["y"], strict=True)],
            "dashed": marks["dashed"],
            "hover": marks["hover"],
        }
    ).reset_index(drop=True)


def joint(drawing: Drawing) -> pd.DataFrame:
    """Every square: the theme above its row, its date, the grade by colour and letter, its hover."""
    years = drawing.words[drawing.words["text"].str.fullmatch(r"20\d\d")].sort_values("x")
    start, a_day = ruler(years, [(dt.date(int(text), 1, 1) - EPOCH).days for text in years["text"]], "x")
    heads = drawing.words[drawing.words["x"] == 0].sort_values("y")
    rows = []
    for mark in each_row(drawing.marks):
        grade, letter = COLOURS.get(mark.fill, ""), _at(drawing.words, mark.x, mark.y)
        assert LETTERS.get(letter, "") == grade, f"{letter!r} upon {grade}"
        theme = heads.loc[heads["y"] < mark.y, "text"].iloc[-1]
        rows.append((theme, (mark.x - start) / a_day, grade, mark.symbol, mark.hover, mark.x))
    return pd.DataFrame(rows, columns=["theme", "day", "grade", "symbol", "hover", "pixels"])


def _days(drawing: Drawing) -> tuple[float, float]:
    """The pixel of the report and pixels a day, from the years along the top."""
    top = drawing.words[drawing.words["y"] < 20]
    ticks = top[top["text"].str.fullmatch(r"\d+|report|\d+ years?")].sort_values("x")
    years = [0.0 if text == "report" else float(text.split()[0]) for text in ticks["text"]]
    return ruler(ticks, [round(365.25 * year) for year in years], "x")


def _label(drawing: Drawing, y: float) -> str:
    named = drawing.words[drawing.words["text"].str.contains(r", [A-Z][a-z]+ \d{4}$")]
    return str(named.loc[(named["y"] - y).where(named["y"] <= y + 1).abs().idxmin(), "text"])


def _at(words: pd.DataFrame, x: float, y: float) -> str:
    found = words.loc[(words["x"] - x).abs().lt(0.6) & (words["y"] - y).abs().lt(0.6), "text"]
    return str(found.iloc[0]) if len(found) else ""
