"""Strips read back: of each row and judgement which grade stood from when until when, by colour, letter and hover.

Time is measured with the upright lines of the years: named ones, or in one of several panels every fifth year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from tests.dashboard.figures.read_back.drawn import Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, ruler, under_labels
from tests.each_row import each_row

EPOCH = dt.date(1970, 1, 1)
GRID, EDGE, INK, MUTED = "#e4e5e6", "#fff7bf", "#0b0c0c", "#505a5f"
STEP, BASE = "#12436D", "#b1b4b6"
ENGLAND = "England, % good or better"


@dataclass(frozen=True, eq=False)
class Strips:
    """What the strips say."""

    rows: pd.DataFrame
    """name, owner (whom the hovers name), now, chosen (by its band), bold, is_former, y; from the top."""
    blocks: pd.DataFrame
    """panel (from 0), name, begins, ends (days since 1970), grade, said, is_chip, hover, a_day."""
    england: pd.DataFrame
    """panel, day, height above the base line in pixels, hover."""
    said: pd.DataFrame
    """panel, day, height, per cent: what is written along England's share."""
    headings: list[str]


def read(drawing: Drawing, today: dt.date) -> Strips:
    """Everything that strips say; `today` tells which of the unnamed lines is which."""
    words = drawing.words
    shares = words["text"].str.fullmatch(r"\d+%")
    now = words[(words["x"] - words["x"].max()).abs().lt(0.1) & ~shares].sort_values("y")
    level = words["y"].map(lambda y: now["y"].sub(y).abs().min() < 0.1)
    names = words[level & (words["anchor"] != "center") & (words["x"] < now["x"].min())].sort_values("y")
    hooks = drawing.curves[drawing.curves["colour"] == MUTED]
    bands = drawing.rects[drawing.rects["fill"] == EDGE]
    rows = pd.DataFrame(
        {
            "name": names["text"].to_numpy(),
            "now": now["text"].to_numpy(),
            "chosen": [bool(((bands["top"] <= y) & (bands["bottom"] >= y)).any()) for y in names["y"]],
            "bold": names["bold"].to_numpy(),
            "is_former": [bool(hooks["y"].sub(y).abs().lt(0.1).any()) for y in names["y"]],
            "y": names["y"].to_numpy(),
        }
    )
    said_of = drawing.rects["hover"].str.startswith("<b>England</b><br>good or outstanding")
    steps = drawing.rects[said_of]
    bars = drawing.rects[(drawing.rects["hover"] != "") & ~said_of].copy()
    # white parts a block from its neighbours: a pixel on each side, or a quarter of a narrow one
    edge = ((bars["right"] - bars["left"]) / 2).clip(upper=1).where(bars["line"] != INK, 0)
    bars["left"], bars["right"] = bars["left"] - edge, bars["right"] + edge
    bars["row"] = under_labels(bars, names.assign(text=names["y"]))
    rows["owner"] = [
        next((hover.split("</b>")[0].removeprefix("<b>") for hover in bars.loc[bars["row"] == y, "hover"]), name)
        for name, y in zip(rows["name"], rows["y"], strict=True)
    ]
    owners = dict(zip(rows["y"], rows["owner"], strict=True))
    letters = [(word.x, word.y, word.text) for word in each_row(words) if word.anchor == "center"]
    uprights = drawing.lines[(drawing.lines["colour"] == GRID) & (drawing.lines["x0"] == drawing.lines["x1"])]
    panels = _panels(drawing, uprights)
    blocks, share, said = [], [], []
    for number, (left, right) in enumerate(panels):
        start, a_day = _ruler(drawing, uprights, left, right, today)
        mine = bars[(bars["left"] >= left - 0.5) & (bars["left"] < right - 0.5)]
        for bar in each_row(mine):
            upon = [
                (text, x) for x, y, text in letters
                if bar.left - 0.1 <= x <= bar.right + 0.1 and bar.top <= y <= bar.bottom
            ]  # fmt: skip
            text = upon[0][0] if upon else ""
            assert len(upon) < 2 and (not text or abs(upon[0][1] - (bar.left + bar.right) / 2) < 0.5)
            blocks.append((number, owners[bar.row], (bar.left - start) / a_day, (bar.right - start) / a_day,
                           COLOURS.get(bar.fill, ""), text, bar.line == INK, bar.hover, a_day))  # fmt: skip
        curve = drawing.curves[drawing.curves["colour"].eq(STEP) & drawing.curves["x"].between(left - 1, right + 1)]
        base = drawing.lines[drawing.lines["colour"].eq(BASE) & drawing.lines["x0"].between(left - 1, right + 1)]
        for one in each_row(steps[steps["left"].between(left - 1, right + 1)]):
            y = curve.loc[(curve["x"] - one.left).abs() < 0.1, "y"].iloc[-1]
            share.append((number, (one.left - start) / a_day, base["y0"].iloc[0] - y, one.hover))
        if len(base):
            there = words[shares & words["x"].between(left - 1, right + 1)]
            said += [(number, (x - start) / a_day, base["y0"].iloc[0] - y, int(text.rstrip("%")))
                     for x, y, text in zip(there["x"], there["y"], there["text"], strict=True)]  # fmt: skip
    headings = words[words["bold"] & (words["y"] < now["y"].min() - 1)].sort_values("x")
    return Strips(
        rows,
        pd.DataFrame(blocks, columns=["panel", "name", "begins", "ends", "grade", "said", "is_chip", "hover", "a_day"]),
        pd.DataFrame(share, columns=["panel", "day", "height", "hover"]),
        pd.DataFrame(said, columns=["panel", "day", "height", "percent"]),
        list(headings["text"]),
    )


def _panels(drawing: Drawing, uprights: pd.DataFrame) -> list[tuple[float, float]]:
    """Left and right of each panel: they begin at their headings, or there is one."""
    years = drawing.words["text"].str.fullmatch(r"20\d\d")
    heads = drawing.words[drawing.words["bold"] & ~years & (drawing.words["y"] <= uprights["y0"].min() + 1)]
    lefts = sorted(heads["x"]) or [uprights["x0"].min() - 1000]
    rights = [*(left - 1 for left in lefts[1:]), drawing.width]
    return list(zip(lefts, rights, strict=True))


def _ruler(drawing: Drawing, uprights: pd.DataFrame, left: float, right: float, today: dt.date) -> tuple[float, float]:
    lines = uprights[uprights["x0"].between(left, right)].sort_values("x0")
    years = drawing.words[drawing.words["text"].str.fullmatch(r"20\d\d")]
    named = {
        x: int(years.loc[(years["x"] - x).abs() < 0.1, "text"].iloc[0])
        for x in lines["x0"]
        if ((years["x"] - x).abs() < 0.1).any()
    }
    if not named:
        last = today.year - today.year % 5
        named = {x: last - 5 * back for back, x in enumerate(reversed(list(lines["x0"])))}
    ticks = pd.DataFrame({"x": sorted(named)})
    return ruler(ticks, [(dt.date(named[x], 1, 1) - EPOCH).days for x in ticks["x"]], "x")
