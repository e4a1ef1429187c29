"""A drawing as what it puts on the paper: rectangles, lines, curves, marks and words, in pixels.

The one place that knows how drawings are made: scenes, what plotly is handed for them, and figures of plotly's own.
y grows downwards; a pixel is measured at the width that the drawing was made for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dashboard.drawing.scene import Line, Mark, Rect, Scene, Words

CLEAR = "rgba(0,0,0,0)"
DAY = 86_400_000
EPOCH = dt.datetime(1970, 1, 1)

SYMBOLS = {"triangle": "triangle-up"}
RECTS = ["left", "right", "top", "bottom", "fill", "line", "dash", "text", "ink", "hover"]
LINES = ["x0", "y0", "x1", "y1", "colour", "width", "dash"]
MARKS = ["x", "y", "symbol", "size", "fill", "line", "dashed", "hover"]
WORDS = ["x", "y", "text", "anchor", "size", "colour", "bold"]
CURVES = ["curve", "x", "y", "colour", "width", "fill", "shape", "hover"]


@dataclass(frozen=True, eq=False)
class Drawing:
    """Everything that can be seen or hovered, a table for each kind of thing."""

    width: float
    height: float
    rects: pd.DataFrame
    lines: pd.DataFrame
    marks: pd.DataFrame
    words: pd.DataFrame
    curves: pd.DataFrame

    def said(self, text: str) -> pd.DataFrame:
        """The words that read so."""
        return self.words[self.words["text"] == text]


@dataclass(frozen=True, slots=True)
class Axis:
    """Values to pixels along one direction."""

    first: float
    last: float
    start: float
    stop: float

    def at(self, value: Any) -> float:
        share = (number(value) - self.first) / (self.last - self.first)
        return self.start + share * (self.stop - self.start)

    def length(self, value: float) -> float:
        return abs(value / (self.last - self.first) * (self.stop - self.start))


def number(value: Any) -> float:
    """A place on an axis; a moment in milliseconds."""
    if isinstance(value, str):
        return (dt.datetime.fromisoformat(value.replace("_", " ")) - EPOCH) / dt.timedelta(milliseconds=1)
    return float(value)


class _Paper:
    def __init__(self, figure: dict[str, Any], width: float) -> None:
        layout = figure["layout"]
        margin = layout["margin"]
        self.layout, self.width, self.height = layout, width, float(layout["height"])
        self.left, self.right = float(margin["l"]), width - margin["r"]
        self.top, self.bottom = float(margin["t"]), self.height - margin["b"]
        self.axes: dict[str, Axis] = {}
        for name, axis in layout.items():
            if match := re.fullmatch(r"([xy])axis(\d*)", name):
                low, high = axis.get("domain", (0, 1))
                first, last = axis.get("range") or self._spread(figure, match[1] + match[2])
                ends = (self.across(low), self.across(high)) if match[1] == "x" else (self.down(low), self.down(high))
                self.axes[match[1] + match[2]] = Axis(number(first), number(last), *ends)

    def _spread(self, figure: dict[str, Any], name: str) -> tuple[float, float]:
        values = [number(v) for trace in figure["data"] for v in trace.get(name[0], ()) if v is not None]
        return min(values, default=0), max(values, default=1)

    def across(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def down(self, share: float) -> float:
        return self.bottom - share * (self.bottom - self.top)

    def x(self, value: Any, ref: str = "x") -> float:
        return self.across(value) if ref == "paper" else self.axes[ref].at(value)

    def y(self, value: Any, ref: str = "y") -> float:
        return self.down(value) if ref == "paper" else self.axes[ref].at(value)


def drawn(made: Scene | dict[str, Any], width: float) -> Drawing:
    """A scene, or what plotly is handed, as it is drawn in so many pixels."""
    if isinstance(made, Scene):
        return _scene(made)
    if "template" not in made["layout"]:  # figures of plotly's own have ours
        return _rendered(made)
    return _figure(made, width)


def _tables(width: float, height: float, found: dict[str, list[dict[str, Any]]]) -> Drawing:
    columns = {"rects": RECTS, "lines": LINES, "marks": MARKS, "words": WORDS, "curves": CURVES}
    made = {name: pd.DataFrame(found.get(name, []), columns=names) for name, names in columns.items()}
    made["words"] = made["words"][made["words"]["text"] != ""].reset_index(drop=True)
    return Drawing(width, height, **made)


def _scene(scene: Scene) -> Drawing:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item in scene.items:
        said = _read(item.hover)
        if isinstance(item, Rect):
            box = item.box
            found["rects"].append(_rect(left=box.left, right=box.right, top=box.top, bottom=box.bottom, hover=said,
                                        fill=item.fill or CLEAR, line=item.line or CLEAR, dash=item.dash))  # fmt: skip
        elif isinstance(item, Mark):
            symbol = SYMBOLS.get(item.symbol, item.symbol)
            found["marks"].append({"x": item.x, "y": item.y, "symbol": symbol, "size": 2 * item.radius,
                                   "fill": item.fill or CLEAR, "line": item.line or CLEAR, "hover": said,
                                   "dashed": item.dash != "solid"})  # fmt: skip
        elif isinstance(item, Words):
            found["words"].append(
                {"x": item.x, "y": item.y, "text": item.text.replace("\n", " ").strip(), "anchor": item.anchor,
                 "size": item.size, "colour": item.colour, "bold": item.bold}
            )  # fmt: skip
        elif isinstance(item, Line):
            for run in item.runs:
                _run(found, run, {"colour": item.colour, "width": item.width, "dash": item.dash}, hover=said)
            if item.hover:
                found["marks"].append(_clear(item.bounds.middle, said))
        else:
            pattern = {"dots": ".", "stripes": "/"}[item.pattern.kind] if item.pattern else ""
            _rings(found, item.rings, item.fill + pattern, item.line, said)
            if item.hover:
                spot = item.spot or item.bounds.middle
                found["marks"].append(_clear(spot, said))
    return _tables(scene.width, scene.height, _upon(found))


def _clear(spot: tuple[float, float], said: str) -> dict[str, Any]:
    return {"x": spot[0], "y": spot[1], "symbol": "circle", "size": 6, "fill": CLEAR, "line": CLEAR, "dashed": False,
            "hover": said}  # fmt: skip


def _run(found: dict[str, list[dict[str, Any]]], run: Sequence[tuple[float, float]], look: dict[str, Any],
         hover: str = "") -> None:  # fmt: skip
    """Two points are a line, more a curve."""
    if len(run) == 2:
        (x0, y0), (x1, y1) = run
        found["lines"].append({"x0": x0, "y0": y0, "x1": x1, "y1": y1, **look})
        return
    number = len({row["curve"] for row in found["curves"]})
    form = {"colour": look["colour"], "width": look["width"], "fill": "", "shape": "hv", "hover": hover}
    found["curves"] += [{"curve": number, "x": x, "y": y, **form} for x, y in run]


def _rings(found: dict[str, list[dict[str, Any]]], rings: Sequence[Sequence[tuple[float, float]]], fill: str,
           line: str, hover: str) -> None:  # fmt: skip
    number = len({row["curve"] for row in found["curves"]})
    form = {"curve": number, "colour": line, "width": 0, "fill": fill, "shape": "linear", "hover": hover}
    for ring in rings:
        found["curves"] += [{"x": x, "y": y, **form} for x, y in ring] + [{"x": None, "y": None, **form}]


def _upon(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Each painted rectangle takes the words that stand upon it."""
    for rect in found["rects"]:
        if rect["fill"] == CLEAR:
            continue
        inside = [
            word for word in found["words"]
            if rect["left"] <= word["x"] <= rect["right"] and rect["top"] <= word["y"] <= rect["bottom"]
        ]  # fmt: skip
        if inside:
            rect["text"] = " ".join(word["text"] for word in inside)
            rect["ink"] = inside[0]["colour"]
    return found


def _read(hover: str) -> str:
    """Hover words as a pointer reads them: where there are several lines, the first is a heading."""
    first, *others = hover.split("\n")
    return "<br>".join([f"<b>{first}</b>", *others]) if others else first


def _rendered(figure: dict[str, Any]) -> Drawing:
    """What plotly is handed for a scene: paths in pixels, clear bars where a pointer reads, all marks, all words."""
    layout = figure["layout"]
    width, height = float(layout["xaxis"]["range"][1]), float(layout["height"])
    other = _figure(figure | {"layout": layout | {"shapes": [s for s in layout["shapes"] if "xsizemode" in s]}}, width)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for shape in layout["shapes"]:
        if "xsizemode" in shape:
            continue
        line = shape["line"]
        look = {"colour": line.get("color", CLEAR), "width": line["width"], "dash": _dash(line.get("dash", "solid"))}
        rings = []
        for path in re.findall(r"M[^M]+", shape["path"]):
            if match := re.fullmatch(r"M([\d.-]+),([\d.-]+)H([\d.-]+)V([\d.-]+)H\1Z", path):
                left, top, right, bottom = map(float, match.groups())
                found["rects"].append(_rect(left=left, right=right, top=top, bottom=bottom, fill=shape["fillcolor"],
                                            line=look["colour"], dash=look["dash"]))  # fmt: skip
                continue
            points = [tuple(map(float, pair.split(","))) for pair in path.rstrip("Z")[1:].split("L")]
            if path.endswith("Z"):
                rings.append(points)
            else:
                _run(found, points, look)  # type: ignore[arg-type]
        if rings:
            _rings(found, rings, shape["fillcolor"], look["colour"], "")  # type: ignore[arg-type]
    rows: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for rect in found["rects"]:
        rows[round(rect["top"] + rect["bottom"])].append(rect)
    sides = ("left", "right", "top", "bottom")
    for bar in _records(other.rects):
        middle = round(bar["top"] + bar["bottom"])
        near = [rect for twice in (middle - 1, middle, middle + 1) for rect in rows[twice]]
        same = [rect for rect in near if all(abs(rect[side] - bar[side]) < 0.1 for side in sides)]
        if same:
            same[-1]["hover"] = bar["hover"]
        else:
            found["rects"].append(bar)
    # areas with a pattern are traces of plotly's
    found["curves"] += [{**row, "curve": 1000 + row["curve"]} for row in _records(other.curves)]
    size = {"triangle-up": 1.0, **dict.fromkeys(("circle", "square"), 1.0), "diamond": 1.3, "octagon": 0.924}
    for mark in _records(other.marks):
        found["marks"].append({**mark, "size": mark["size"] * size.get(mark["symbol"], 1)})
    # plotly sets letters a little higher in their line than a scene says.
    found["words"] = [{**word, "y": word["y"] - 0.1 * word["size"]} for word in _records(other.words)]
    return _tables(width, height, _upon(found))


def _dash(lengths: str) -> str:
    return {"solid": "solid", "6px,4px": "dash", "2px,3px": "dot", "7px,3px,2px,3px": "dashdot"}[lengths]


def _figure(figure: dict[str, Any], width: float) -> Drawing:
    paper = _Paper(figure, width)
    rects: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    curves: list[dict[str, Any]] = []
    outlines: dict[tuple[float, float], dict[str, Any]] = {}
    for shape in paper.layout.get("shapes", ()):
        _shape(paper, shape, rects, lines, outlines)
    stacks: dict[Any, float] = defaultdict(float)
    for index, trace in enumerate(figure["data"]):
        if trace["type"] == "bar":
            rects += _bars(paper, trace, stacks, paper.layout.get("barmode"))
        elif trace["type"] == "heatmap":
            rects += _cells(paper, trace)
        else:
            mode = trace["mode"]
            if "lines" in mode:
                curves += _curve(paper, trace, index, stacks)
            if "markers" in mode:
                marks += _marks(paper, trace, outlines)
            if "text" in mode:
                words += _texts(paper, trace)
    words += [_note(paper, note) for note in paper.layout.get("annotations", ())]
    for name in paper.axes:
        words += _ticks(paper, name)
        lines += _grid(paper, name)
    found = {"rects": rects, "lines": lines, "marks": marks, "words": words, "curves": curves}
    return _tables(width, paper.height, found)


def _shape(
    paper: _Paper,
    shape: dict[str, Any],
    rects: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    outlines: dict[tuple[float, float], dict[str, Any]],
) -> None:
    xref, yref = shape.get("xref", "x"), shape.get("yref", "y")
    line = shape["line"]
    stroke = {"colour": line.get("color", CLEAR), "width": line["width"], "dash": line.get("dash", "solid")}
    if shape.get("xsizemode") == "pixel":
        x = paper.x(shape["xanchor"], xref)
        y = _middle(shape)
        outlines[round(x, 1), round(y, 1)] = shape
    elif shape["type"] == "path":
        for piece in shape["path"].split(" M "):
            x0, y0, _, x1, y1 = piece.removeprefix("M ").split()
            lines.append({"x0": paper.x(x0), "y0": float(y0), "x1": paper.x(x1), "y1": float(y1), **stroke})
    else:
        x0, x1 = (paper.x(shape[key], xref) for key in ("x0", "x1"))
        y0, y1 = (paper.y(shape[key], yref) for key in ("y0", "y1"))
        if shape["type"] == "line":
            lines.append({"x0": x0, "y0": y0, "x1": x1, "y1": y1, **stroke})
        else:
            place = {"left": min(x0, x1), "right": max(x0, x1), "top": min(y0, y1), "bottom": max(y0, y1)}
            rects.append(_rect(**place, fill=shape["fillcolor"], line=stroke["colour"], dash=stroke["dash"]))


def _middle(shape: dict[str, Any]) -> float:
    if shape["type"] != "path":
        return (float(shape["y0"]) + float(shape["y1"])) / 2
    numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", shape["path"])]
    top, side = numbers[1], numbers[3]
    # A diamond's widest line is its middle; a triangle's base lies 0.7 of its radius below the middle.
    return side if len(numbers) == 8 else top + (side - top) / 1.7


def _rect(**given: Any) -> dict[str, Any]:
    return {"line": CLEAR, "dash": "solid", "text": "", "ink": "", "hover": ""} | given


def _bars(paper: _Paper, trace: dict[str, Any], stacks: dict[Any, float], mode: str | None) -> Iterable[dict[str, Any]]:
    xref, yref = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    hovers = _hovers(trace)
    for index, (length, place) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        thick = _each(trace["width"], index)
        begin = number(_each(trace["base"], index)) if "base" in trace else stacks[place] if mode == "stack" else 0.0
        if mode == "stack":
            stacks[place] = begin + length
        first = place + trace["offset"] if "offset" in trace else place - thick / 2
        ends = sorted((paper.x(begin, xref), paper.x(begin + length, xref)))
        sides = sorted((paper.y(first, yref), paper.y(first + thick, yref)))
        line = trace["marker"].get("line", {})
        yield _rect(
            left=ends[0],
            right=ends[1],
            top=sides[0],
            bottom=sides[1],
            fill=_each(trace["marker"]["color"], index),
            line=_each(line.get("color", CLEAR), index),
            text=_each(trace.get("text", ""), index),
            ink=_each(trace.get("textfont", {}).get("color", ""), index),
            hover=hovers[index],
        )


def _cells(paper: _Paper, trace: dict[str, Any]) -> Iterable[dict[str, Any]]:
    (_, pale), (_, full) = trace["colorscale"]
    for row, values in enumerate(trace["z"]):
        for column, value in enumerate(values):
            share = (value - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
            fill = "#" + "".join(
                f"{round(int(pale[i : i + 2], 16) * (1 - share) + int(full[i : i + 2], 16) * share):02x}"
                for i in (1, 3, 5)
            )
            yield _rect(
                left=paper.x(column - 0.5),
                right=paper.x(column + 0.5),
                top=paper.y(row - 0.5),
                bottom=paper.y(row + 0.5),
                fill=fill,
            )


def _curve(paper: _Paper, trace: dict[str, Any], index: int, stacks: dict[Any, float]) -> Iterable[dict[str, Any]]:
    xref, yref = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    hovers = _hovers(trace)
    line = trace.get("line", {})
    pattern = trace.get("fillpattern", {}).get("shape", "")
    look = {
        "colour": line.get("color", ""),
        "width": line.get("width"),
        "fill": trace.get("fillcolor", "") + pattern,
        "shape": line.get("shape", "linear"),
    }
    for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        if y is None:
            yield {"curve": index, "x": None, "y": None, "hover": "", **look}
            continue
        if "stackgroup" in trace:
            stacks["stack", x] += y
            y = stacks["stack", x]
        yield {"curve": index, "x": paper.x(x, xref), "y": paper.y(y, yref), "hover": hovers[place], **look}


def _marks(
    paper: _Paper, trace: dict[str, Any], outlines: dict[tuple[float, float], dict[str, Any]]
) -> Iterable[dict[str, Any]]:
    xref, yref = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    marker, hovers = trace["marker"], _hovers(trace)
    for index, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        across, down = paper.x(x, xref), paper.y(y, yref)
        line = marker.get("line", {})
        fill, edge = _each(marker.get("color", ""), index), _each(line.get("color", ""), index)
        dashed = outlines.get((round(across, 1), round(down, 1))) if fill == CLEAR else None
        if dashed:
            fill, edge = dashed["fillcolor"], dashed["line"]["color"]
        if _each(marker.get("opacity", 1), index) == 0:
            fill = CLEAR
        yield {
            "x": across,
            "y": down,
            "symbol": _each(marker.get("symbol", "circle"), index),
            "size": _each(marker["size"], index),
            "fill": fill,
            "line": edge,
            "dashed": dashed is not None,
            "hover": hovers[index],
        }


def _texts(paper: _Paper, trace: dict[str, Any]) -> Iterable[dict[str, Any]]:
    xref, yref = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    # plotly names the side of the point on which the text stands; an anchor is the end of the text at the point.
    anchors = {"middle right": "left", "middle center": "center", "middle left": "right"}
    font = trace.get("textfont", {})
    for index, (x, y, text) in enumerate(zip(trace["x"], trace["y"], trace["text"], strict=True)):
        anchor = anchors[_each(trace.get("textposition", "middle center"), index)]
        size, colour = _each(font.get("size", 14), index), _each(font.get("color", ""), index)
        yield _word(paper.x(x, xref), paper.y(y, yref), text, anchor, size, colour)


def _word(x: float, y: float, text: str, anchor: str, size: float, colour: str) -> dict[str, Any]:
    plain = re.sub(r"</?b>", "", text).replace("<br>", " ").replace("\u00a0", " ").strip()
    place = {"x": x, "y": y, "text": plain, "anchor": anchor, "size": size, "colour": colour}
    return {**place, "bold": text.startswith("<b>")}


def _note(paper: _Paper, note: dict[str, Any]) -> dict[str, Any]:
    x = paper.x(note["x"], note.get("xref", "x")) + note.get("xshift", 0)
    y = paper.y(note["y"], note.get("yref", "y")) - note.get("yshift", 0)
    font = note.get("font", {})
    return _word(x, y, note["text"], note.get("xanchor", "center"), font.get("size", 14), font.get("color", ""))


def _ticks(paper: _Paper, name: str) -> Iterable[dict[str, Any]]:
    axis = paper.layout[f"{name[0]}axis{name[1:]}"]
    if not axis.get("visible", True) or not axis.get("showticklabels", True):
        return
    size = axis.get("tickfont", {}).get("size", 14)
    for value, text in _tick_values(paper, name, axis):
        if name[0] == "x":
            y = paper.top if axis.get("side") == "top" else paper.bottom
            yield _word(paper.x(value, name), y, text, "center", size, "")
        else:
            yield _word(paper.left, paper.y(value, name), text, "right", size, "")
    if "title" in axis:
        yield _word(paper.across(0.5), paper.top if axis.get("side") == "top" else paper.bottom, axis["title"]["text"],
                    "center", 14, "")  # fmt: skip


def _grid(paper: _Paper, name: str) -> Iterable[dict[str, Any]]:
    axis = paper.layout[f"{name[0]}axis{name[1:]}"]
    if not axis.get("visible", True) or not axis.get("showgrid", False):
        return
    look = {"colour": axis.get("gridcolor", "#e4e5e6"), "width": 1, "dash": "solid"}
    for value, _ in _tick_values(paper, name, axis):
        at = paper.axes[name].at(value)
        if name[0] == "x":
            yield {"x0": at, "x1": at, "y0": paper.top, "y1": paper.bottom, **look}
        else:
            yield {"x0": paper.left, "x1": paper.right, "y0": at, "y1": at, **look}


def _tick_values(paper: _Paper, name: str, axis: dict[str, Any]) -> Sequence[tuple[Any, str]]:
    if "tickvals" in axis:
        return list(zip(axis["tickvals"], axis.get("ticktext", map(str, axis["tickvals"])), strict=True))
    first, last = sorted((paper.axes[name].first, paper.axes[name].last))
    step = axis["dtick"]
    if isinstance(step, str):
        begin, years = dt.date.fromisoformat(axis["tick0"]).year, int(step[1:]) // 12
        days = [f"{year}-01-01" for year in range(begin - 40 * years, begin + 40 * years, years) if year > 1]
        return [(day, day[:4]) for day in days if first <= number(day) <= last]
    return [(value, str(value)) for value in range(0, int(last) + 1, step) if first <= value <= last]


def _hovers(trace: dict[str, Any]) -> list[str]:
    count = len(trace["x"])
    if trace.get("hoverinfo") == "skip" or "hovertemplate" not in trace:
        return [""] * count
    template = trace["hovertemplate"]

    def one(index: int) -> str:
        if isinstance(template, list):
            return one_of(template[index], index)
        return one_of(template, index)

    def one_of(template: str, index: int) -> str:
        def value(match: re.Match[str]) -> str:
            found = _each(trace[match[1]], index)
            return format(found, match[2]) if match[2] else str(found)

        return re.sub(r"%\{(\w+)(?::([^}]+))?\}", value, template.replace("<extra></extra>", ""))

    return [one(index) if trace["y"][index] is not None else "" for index in range(count)]


def _each(value: Any, index: int) -> Any:
    return value[index] if isinstance(value, list) else value


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(column): value for column, value in row.items()} for row in frame.to_dict("records")]
