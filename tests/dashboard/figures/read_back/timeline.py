"""The timeline read back: what stood from when until when by rungs, lanes, colours, letters and hovers; and the visits.

Time is measured with the years that are written along the bottom.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tests.dashboard.figures.read_back.drawn import CLEAR, Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, GRADES, LETTERS, ruler
from tests.each_row import each_row

Row = dict[Any, Any]
"""One row of a frame, by its columns."""

EPOCH = dt.date(1970, 1, 1)
MUTED, PAPER, TINT = "#505a5f", "#ffffff", "#e8eff7"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
DATE = re.compile(r"^(?:(?:publ|insp)\. )?(?:(\d+) )?(?:([A-Z][a-z]{2}) )?(\d{4})\b")
WINDOW = "Next inspection"
VISITS = ["Monitoring visits", "Focused visits", "Joint inspections (JTAI)", "Area SEND"]


@dataclass(frozen=True, eq=False)
class Timeline:
    """What a timeline says, a table for each kind of thing; places in days since 1970."""

    a_day: float
    """Pixels."""
    spans: pd.DataFrame
    """lane, begins, ends, grade ("" for none), dash, said, hover."""
    dots: pd.DataFrame
    """grade of its rung, of its colour, of its letter; day, dashed, hover, and the words of its date."""
    visits: pd.DataFrame
    """lane, day, is_month, symbol, said, dashed, muted, hover."""
    lanes: list[str]
    window: pd.DataFrame
    """begins, ends, average and tint (its begin and end behind all lanes), words, hover: one row, or none."""
    edge: str
    """The words at the right edge: to when the drawing reaches, or when the body ended."""


def read(drawing: Drawing) -> Timeline:
    """Everything that a timeline says."""
    words = drawing.words
    bottom = words[words["y"] == words["y"].max()].sort_values("x")
    start, a_day = ruler(bottom, [(dt.date(int(text), 1, 1) - EPOCH).days for text in bottom["text"]], "x")
    first = words[words["text"] == "Outstanding"].sort_values("y").iloc[0]
    column = words[(words["x"] - first["x"]).abs() < 0.1].sort_values("y")
    rungs = {text: y for text, y in zip(column["text"], column["y"], strict=True) if text in GRADES}
    heads = column[(column["y"] > rungs["Inadequate"]) & ~column["bold"]]
    hovers = drawing.rects[drawing.rects["hover"] != ""].to_dict("records")
    painted = drawing.rects[drawing.rects["fill"] != CLEAR].to_dict("records")
    inner = words[(words["x"] - first["x"]).abs() >= 0.1].to_dict("records")
    above = heads["y"].min() if len(heads) else float("inf")

    def day(x: float) -> float:
        return (x - start) / a_day

    spans, windows = [], []
    for box in hovers:
        if box["hover"].startswith(f"<b>{WINDOW}"):
            windows.append(_window(box, drawing, words, day))
            continue
        lane = "Overall effectiveness"
        if box["bottom"] > above:
            lane = heads.loc[heads["y"] <= box["bottom"], "text"].iloc[-1]
        spans.append({"lane": lane, "begins": day(box["left"]), "ends": day(box["right"]), "hover": box["hover"],
                      **_look(box, painted, inner, rungs if lane == "Overall effectiveness" else {})})  # fmt: skip
    marks = drawing.marks.to_dict("records")
    dots = [_dot(mark, inner, rungs, day) for mark in marks if mark["y"] < above]
    visits = []
    for lane, y in zip(heads["text"], heads["y"], strict=True):
        if lane in VISITS:
            below = heads.loc[(heads["y"] > y) & heads["text"].isin(VISITS), "y"].min()
            visits += _visits(lane, y, below, [mark for mark in marks if mark["y"] > above], drawing, inner, day)
    edge = words[words["text"].str.contains(r"^(?:Data to|Record ends|Inspections known to|Abolished) ")]
    return Timeline(
        a_day,
        pd.DataFrame(spans, columns=["lane", "begins", "ends", "hover", "grade", "dash", "said"]),
        pd.DataFrame(dots, columns=["rung", "grade", "letter", "day", "dashed", "hover", "date"]),
        pd.DataFrame(
            visits, columns=["lane", "day", "is_month", "symbol", "said", "dashed", "muted", "fill", "hover", "moved"]
        ),
        [lane for lane in heads["text"] if lane not in [*VISITS, WINDOW]],
        pd.DataFrame(windows, columns=["begins", "ends", "average", "tint", "words", "hover"]),
        edge["text"].iloc[0],
    )


def _window(box: Row, drawing: Drawing, words: pd.DataFrame, day: Callable[[float], float]) -> Row:
    """The window of a lane: its dashed box, the upright line within it, the band behind, and the words beside it."""
    own = [one for one in each_row(drawing.rects) if one.dash == "dash" and abs(one.left - box["left"]) < 0.1
           and abs(one.top - box["top"]) < 0.1]  # fmt: skip
    assert len(own) == 1, "one dashed box is the window"
    (middle,) = (line for line in each_row(drawing.lines)
                 if line.x0 == line.x1 and abs(line.y0 - box["top"]) < 0.1 and abs(line.y1 - box["bottom"]) < 0.1)  # fmt: skip
    (tint,) = (one for one in each_row(drawing.rects) if one.fill == TINT)
    y = (box["top"] + box["bottom"]) / 2
    beside = words[((words["y"] - y).abs() < 1) & (words["text"] != WINDOW)]
    return {
        "begins": day(box["left"]), "ends": day(box["right"]), "average": day(middle.x0),
        "tint": (day(tint.left), day(tint.right)),
        "words": beside["text"].iloc[0], "hover": box["hover"],
    }  # fmt: skip


def _look(box: Row, painted: list[Row], words: list[Row], rungs: dict[str, float]) -> Row:
    """What is painted under a hover: the grade of its colour, how its outline runs, and the words upon it.

    On the ladder of the overall grade the height must say the same grade as the colour; a hollow bar is told by
    its outline (the grade still stands, but no inspection renews it).
    """
    middle = (box["top"] + box["bottom"]) / 2
    under = [
        one for one in painted
        if box["left"] - 0.01 <= one["left"] <= box["right"] and one["right"] <= box["right"] + 0.3
        and box["top"] - 0.1 <= one["top"] and one["bottom"] <= box["bottom"] + 0.1
    ]  # fmt: skip
    grades = {COLOURS.get(one["fill"]) or COLOURS.get(one["line"], "") for one in under}
    assert len(grades) <= 1, f"several colours in one block: {under}"
    grade = grades.pop() if grades else ""
    if rungs and grade:
        assert abs(rungs[grade] - middle) < 0.1, f"{grade} stands on another rung"
    upon = [
        word["text"] for word in words
        if abs(word["y"] - middle) < 1 and box["left"] - 0.5 <= word["x"] <= box["right"] + 0.5
    ]  # fmt: skip
    dash = under[0]["dash"] if under else ""
    return {"grade": grade, "dash": dash, "said": "" if rungs or not upon else upon[0]}


def _dot(mark: Row, words: list[Row], rungs: dict[str, float], day: Callable[[float], float]) -> Row:
    rung = min(rungs, key=lambda grade: abs(rungs[grade] - mark["y"]))
    assert abs(rungs[rung] - mark["y"]) < 0.1 and mark["symbol"] == "circle"
    letter = [w["text"] for w in words if abs(w["x"] - mark["x"]) < 0.1 and abs(w["y"] - mark["y"]) < 0.1]
    dates = [w for w in words if DATE.match(w["text"]) and abs(w["y"] - mark["y"]) < 60]
    near = min(dates, key=lambda w: _aside(w, mark["x"]) ** 2 + (w["y"] - mark["y"]) ** 2, default=None)
    return {
        "rung": rung,
        "grade": COLOURS.get(mark["fill"], ""),
        "letter": LETTERS.get(letter[0], ""),
        "day": day(mark["x"]),
        "dashed": mark["dashed"],
        "hover": mark["hover"],
        "date": near["text"] if near else "",
    }


def _aside(word: Row, x: float) -> float:
    """How far the middle of a word lies from x."""
    half = 3.2 * len(str(word["text"]))
    return abs(word["x"] + {"left": half, "center": 0, "right": -half}[str(word["anchor"])] - x)


def _visits(
    lane: str, label: float, below: float, marks: list[Row], drawing: Drawing,
    words: list[Row], day: Callable[[float], float],
) -> list[Row]:  # fmt: skip
    """The marks of one lane with their true places: a tick at a day, a bar as wide as a month."""
    rail = _rail(drawing, label)
    end = drawing.height if pd.isna(below) else _rail(drawing, below)
    mine = sorted((mark for mark in marks if rail < mark["y"] < end), key=lambda mark: mark["x"])
    ticks = [
        (line.x0, False) for line in each_row(drawing.lines)
        if line.x0 == line.x1 and abs(line.y0 - rail + 3) < 0.1 and abs(line.y1 - rail - 1) < 0.1
    ]  # fmt: skip
    ticks += [
        ((rect.left + rect.right) / 2, rect.right - rect.left) for rect in each_row(drawing.rects)
        if rect.fill == MUTED and abs((rect.top + rect.bottom) / 2 - rail) < 0.1
    ]  # fmt: skip
    assert len(ticks) == len(mine), f"{lane}: {len(ticks)} places for {len(mine)} marks"
    rows = []
    for mark, (x, month) in zip(mine, sorted(ticks), strict=True):
        said = [w["text"] for w in words if abs(w["x"] - mark["x"]) < 0.1 and abs(w["y"] - mark["y"]) < 0.1]
        rows.append(
            {
                "lane": lane,
                "day": day(x),
                "is_month": day(month) - day(0) if month else 0.0,
                "symbol": mark["symbol"],
                "said": said[0] if said else "",
                "dashed": mark["dashed"],
                "muted": mark["line"] == MUTED,
                "fill": mark["fill"],
                "hover": mark["hover"],
                "moved": abs(mark["x"] - x),
            }
        )
    return rows


def _rail(drawing: Drawing, label: float) -> float:
    """The line along the top of the lane of a label: the nearest wide, level one."""
    level = drawing.lines[(drawing.lines["y0"] == drawing.lines["y1"]) & (drawing.lines["colour"] == "#e4e5e6")]
    wide = level[(level["x1"] - level["x0"]) > 0.6 * (level["x1"] - level["x0"]).max()]
    return float(wide.loc[(wide["y0"] - label).abs().idxmin(), "y0"])
