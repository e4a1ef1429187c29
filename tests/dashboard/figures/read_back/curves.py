"""Curves read back: shares through time, how long authorities stay inadequate, days to publication by year."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

import pandas as pd

from tests.dashboard.figures.read_back.drawn import Drawing
from tests.dashboard.figures.read_back.legend import COLOURS, GRADES, ruler
from tests.each_row import each_row

EPOCH = dt.date(1970, 1, 1)


def percent_ruler(drawing: Drawing) -> tuple[float, float]:
    """The pixel of 0 and pixels a per cent, from the words at the left."""
    edge = drawing.words["x"].min() + 60
    ticks = drawing.words[drawing.words["text"].isin(["0", "25%", "50%", "75%", "100%"]) & (drawing.words["x"] < edge)]
    ticks = ticks[ticks["anchor"] == "right"]
    return ruler(ticks, [float(text.rstrip("%")) for text in ticks["text"]], "y")


def shares(drawing: Drawing) -> pd.DataFrame:
    """Of each month and grade: the date by the years' ruler, the share by the thickness of its band, its hover."""
    years = drawing.words[drawing.words["text"].str.fullmatch(r"20\d\d")].sort_values("x")
    start, a_day = ruler(years, [(dt.date(int(text), 1, 1) - EPOCH).days for text in years["text"]], "x")
    zero, unit = percent_ruler(drawing)
    months = drawing.rects[drawing.rects["hover"] != ""].sort_values("left")
    lefts, hovers = list(months["left"]), list(months["hover"])
    rows = []
    for fill, area in drawing.curves.dropna(subset=["x"]).groupby("fill"):
        if fill not in COLOURS:
            continue
        # An area's ring goes along its upper edge, two points a step, and comes back along its lower one. The last
        # step has a width too, so that what is seen at the end is the last month.
        n = area["x"].round(2).nunique() - 1
        points = list(zip(area["x"], area["y"], strict=True))
        assert points[2 * n - 1][0] - points[2 * n - 2][0] >= 6
        assert points[2 * n - 1][1] == points[2 * n - 2][1]
        for x, y in points[: 2 * n - 1 : 2]:
            hover = hovers[bisect_right(lefts, x + 0.01) - 1]
            name, *lines = hover.removeprefix("<b>").replace("</b>", "").split("<br>")
            (line,) = [one for one in lines if one.startswith(f"{COLOURS[fill]}:")]
            rows.append((round(x, 1), COLOURS[fill], (y - zero) / unit, f"{name}<br>{line}", (x - start) / a_day))
    found = pd.DataFrame(rows, columns=["x", "grade", "top", "hover", "day"]).sort_values(["x", "top"], kind="stable")
    # Bands lie on each other, best grade lowest: a band is as thick as the distance to the top of the one below it.
    found["grade"] = pd.Categorical(found["grade"], GRADES)
    found = found.sort_values(["x", "grade"], kind="stable")
    found["percent"] = found["top"] - found.groupby("x")["top"].shift(fill_value=0.0)
    return found[["day", "grade", "percent", "hover", "x"]].astype({"grade": str}).reset_index(drop=True)


def end_labels(drawing: Drawing) -> pd.DataFrame:
    """The words at the right end: which grade, the per cent that they say, and at which per cent they stand."""
    zero, unit = percent_ruler(drawing)
    right = drawing.words[drawing.words["text"].str.fullmatch(r".+ \d+%")].sort_values("y", ascending=False)
    parts = right["text"].str.extract(r"^(?P<grade>.+) (?P<said>\d+)%$")
    return parts.assign(said=parts["said"].astype(int), stands=(right["y"] - zero) / unit).reset_index(drop=True)


def remaining(drawing: Drawing) -> pd.DataFrame:
    """Steps of the curve: years, per cent left, and the band's lower and upper edge there."""
    start, a_year = _years(drawing)
    zero, unit = percent_ruler(drawing)
    curves = [group for _, group in drawing.curves.dropna(subset=["x"]).groupby("curve")]
    (solid,) = [group for group in curves if group["width"].iloc[0] == 3]
    (band,) = [group for group in curves if group["fill"].iloc[0] == "#f1e3dc"]
    # Two points a step; the band's ring comes back along its lower edge.
    there, back = band.iloc[: len(solid)], band.iloc[len(solid) :].iloc[::-1]
    values = {
        name: (group["y"].to_numpy()[::2] - zero) / unit
        for name, group in (("left", solid), ("upper", there), ("lower", back))
    }
    years = (solid["x"].to_numpy()[::2] - start) / a_year
    steps = drawing.rects[drawing.rects["hover"].str.contains("still inadequate")].sort_values("left", kind="stable")
    return pd.DataFrame({"years": years, **values, "hover": list(steps["hover"])})


def unfinished(drawing: Drawing) -> pd.DataFrame:
    """The ticks on the curve: years, per cent left, hover."""
    start, a_year = _years(drawing)
    zero, unit = percent_ruler(drawing)
    marks = drawing.marks[drawing.marks["hover"].str.startswith("not finished")]
    return pd.DataFrame(
        {"years": (marks["x"] - start) / a_year, "left": (marks["y"] - zero) / unit, "hover": marks["hover"]}
    )


def at_risk(drawing: Drawing) -> dict[int, int]:
    """The numbers under the axis, by year."""
    start, a_year = _years(drawing)
    (title,) = each_row(drawing.said("Years since the report"))
    under = drawing.words[(drawing.words["y"] > title.y) & drawing.words["text"].str.fullmatch(r"\d+")]
    return {round((word.x - start) / a_year): int(word.text) for word in each_row(under)}


def _years(drawing: Drawing) -> tuple[float, float]:
    (title,) = each_row(drawing.said("Years since the report"))
    near = drawing.words[(title.y - drawing.words["y"]).between(5, 30) & drawing.words["anchor"].eq("center")]
    ticks = near[near["text"].str.fullmatch(r"\d+")]
    return ruler(ticks, [float(text) for text in ticks["text"]], "x")


def lags(drawing: Drawing) -> pd.DataFrame:
    """Of each year, newest first: its dots in days, its line, the median in figures, n, and what a pointer reads."""
    top = drawing.words[drawing.words["y"] < 20]
    days = top[top["text"].str.fullmatch(r"(?:days: )?\d+")].sort_values("x")
    zero, unit = ruler(days, [float(text.removeprefix("days: ")) for text in days["text"]], "x")
    rows = []
    lines = drawing.rects[drawing.rects["hover"].str.contains("median")].sort_values("top")
    for line in each_row(lines):
        dots = drawing.marks[drawing.marks["y"].between(line.top, line.bottom)]
        words = drawing.words[drawing.words["y"].between(line.top, line.bottom)]
        (year,) = words.loc[words["text"].str.fullmatch(r"20\d\d"), "text"]
        (n,) = words.loc[words["text"].str.startswith("n "), "text"]
        (said,) = words.loc[words["anchor"].eq("right") & words["bold"], "text"]
        rows.append(
            {
                "year": int(year),
                "n": int(n.split()[-1]),
                "days": sorted((dots["x"] - zero) / unit),
                "line": ((line.left + line.right) / 2 - zero) / unit,
                "median": said,
                "hover": line.hover,
                "dots": list(dots["hover"]),
            }
        )
    return pd.DataFrame(rows)
