"""Strips: one row an authority, a block of time for each grade, and England's share above them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard import theme
from dashboard.dates import long_date, month_year
from dashboard.figures.measure import first_that_fits, text_width
from dashboard.figures.strip_rows import Block, Blocks, status_words
from loaders import Grade, Judgement, Status

FIRST_DAY = dt.date(2013, 11, 1)
"""The first day of the single inspection framework, the first with an overall effectiveness grade."""
ILACS_FROM = dt.date(2018, 1, 1)
OVERALL_UNTIL = dt.date(2026, 4, 1)
DAY = 86_400_000
"""Milliseconds, the unit of lengths on an axis of dates."""

SHORT_NAMES = {
    "Bournemouth, Christchurch and Poole": "Bournemouth, Ch. & Poole",
    "Kensington and Chelsea": "Kensington & Chelsea",
    "Hammersmith and Fulham": "Hammersmith & Fulham",
    "Windsor and Maidenhead": "Windsor & Maidenhead",
    "Westmorland and Furness": "Westmorland & Furness",
    "Barking and Dagenham": "Barking & Dagenham",
    "Redcar and Cleveland": "Redcar & Cleveland",
    "Cheshire West and Chester": "Cheshire W. & Chester",
    "Blackburn with Darwen": "Blackburn w. Darwen",
    "Bath and North East Somerset": "Bath & NE Somerset",
    "North East Lincolnshire": "NE Lincolnshire",
    "North Northamptonshire": "N. Northamptonshire",
    "West Northamptonshire": "W. Northamptonshire",
}

ENGLAND_LABEL = "England, % good or better"

WORDS_AXIS = "x9"

NARROW = 640
"""Pixels; below it names stand above the strips."""

PANEL_TITLES = {
    Judgement.OVERALL: ("Overall effectiveness", "Overall", "All"),
    Judgement.LEADERSHIP: ("Leadership", "Leaders", "Ldr"),
    Judgement.HELP_AND_PROTECTION: ("Help and protection", "Help & protection", "Help"),
    Judgement.CHILDREN_IN_CARE: ("Children in care", "In care", "Care"),
    Judgement.CARE_LEAVERS: ("Care leavers", "Leavers", "Lvr"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of strips: whose it is and what stands beside it."""

    code: str
    name: str
    now: str
    """What stands at the right: the grade held and its date."""
    chosen: bool = False
    predecessor: bool = False


@dataclass(frozen=True, slots=True)
class _Measures:
    """Sizes in pixels."""

    pitch: float
    bar: float
    name: int
    letter: int
    left: int
    right: int
    top: int
    inner: int
    """Width of what lies between the margins."""

    @property
    def narrow(self) -> bool:
        """Whether the names stand above the strips."""
        return self.right == 0


def _measures(rows: Sequence[Row], names: Sequence[str], width: int) -> _Measures:
    if width < NARROW:
        return _Measures(pitch=46, bar=20, name=14, letter=12, left=0, right=0, top=30, inner=width)
    pitch = 34 if len(rows) <= 20 else 26 if len(rows) <= 60 else 21
    size = 14 if pitch > 21 else 13
    left = int(max(text_width(name, size, bold=True) for name in names)) + 22
    right = int(max((text_width(row.now, size - 1, bold=row.chosen) for row in rows), default=0)) + 14
    bar = pitch - (8 if pitch > 30 else 5)
    return _Measures(pitch, bar, size, 13 if pitch > 24 else 11, left, right, 34, width - left - right)


def strips(
    rows: Sequence[Row],
    blocks: Blocks,
    *,
    judgements: Sequence[Judgement],
    today: dt.date,
    england: Mapping[Judgement, Sequence[tuple[dt.date, float]]] | None = None,
    width: int = 1100,
) -> dict[str, Any]:
    """The strips as a plotly figure.

    `blocks` are those of `strip_rows.blocks`; one panel is drawn for each of `judgements`.
    `england`, from `strip_rows.england_share`, becomes the row at the top. `width` is the room in pixels
    that it is drawn for: below NARROW the names stand above the strips.
    """
    names = [SHORT_NAMES.get(row.name, row.name) for row in rows]
    size = _measures(rows, [*names, ENGLAND_LABEL], width)
    narrow = size.narrow
    head = 1.8 if england is not None else 0.0
    places = {index: index + head for index in range(len(rows))}
    panels = _panels(judgements, today, size)
    layout: dict[str, Any] = {
        "template": theme.template(),
        "plot_bgcolor": "rgba(0,0,0,0)",  # the words' axis spans the panels and must not cover them
        "margin": {"l": size.left, "r": size.right, "t": size.top, "b": 8, "pad": 0},
        "height": int(size.top + size.pitch * (len(rows) + head) + 10),
        "barmode": "overlay",
        "bargap": 0,
        "hoverdistance": 1,
        "shapes": [],
        "annotations": [],
        "yaxis": {
            "range": [len(rows) + head - 0.5, -0.5],
            "visible": False,
            "fixedrange": True,
        },
    }
    traces: list[dict[str, Any]] = []
    lift = 0.2 if narrow else 0.0  # the strip lies below the name where both share a row
    for panel in panels:
        drawn = _pieces(rows, blocks, places, panel, size, lift)
        traces += [*_bars(drawn, panel), _letters(drawn, panel, size)]
        layout[f"xaxis{panel.suffix}"] = panel.axis(len(panels))
        if england is not None:
            traces += _england(england.get(panel.judgement, ()), panel, lift, size)
        if len(panels) > 1:
            layout["annotations"].append(panel.heading(narrow))
    traces += _words(rows, names, places, size, england is not None)
    # Not "overlaying" the first panel's axis: plotly would give it that panel's width alone.
    layout["xaxis9"] = {"anchor": "y", "range": [0, 1], "domain": [0, 1], "visible": False, "fixedrange": True}
    layout["shapes"] += _bands(rows, places)
    if len(panels) == 1:
        layout["shapes"] += _eras(panels[0], today)
    return {"data": traces, "layout": layout}


@dataclass(frozen=True, slots=True)
class _Panel:
    judgement: Judgement
    position: int
    domain: tuple[float, float]
    first: dt.date
    last: dt.date
    pixels: float
    """Width of the panel."""
    chip: float = 0.0
    """Width of the mark after today that repeats the grade held, 0 for none."""

    @property
    def per_day(self) -> float:
        """Pixels a day."""
        return (self.pixels - self.chip) / (self.last - self.first).days

    @property
    def end(self) -> dt.datetime:
        """Where the axis ends."""
        return self.after(self.chip)

    def after(self, pixels: float) -> dt.datetime:
        """The moment so many pixels after the last day."""
        return dt.datetime.combine(self.last, dt.time()) + dt.timedelta(days=pixels / self.per_day)

    @property
    def suffix(self) -> str:
        return "" if self.position == 0 else str(self.position + 1)

    def axis(self, count: int) -> dict[str, Any]:
        years = range(self.first.year + 1, self.last.year + 1)
        # a year's label needs some 40 pixels: every year, every other, or every fourth
        step = next((n for n in (1, 2) if self.per_day * 365 * n >= 40), 4) if count == 1 else 6
        return {
            "type": "date",
            "range": [self.first.isoformat(), self.end.isoformat()],
            "domain": list(self.domain),
            "side": "top",
            "anchor": "y",
            "fixedrange": True,
            "automargin": False,
            "showgrid": True,
            "gridcolor": "#e4e5e6",
            "showline": False,
            "ticks": "",
            "showticklabels": count == 1,
            "tickvals": [f"{year}-01-01" for year in years if (year - years[-1]) % step == 0],
            "ticktext": [str(year) for year in years if (year - years[-1]) % step == 0],
            "tickfont": {"size": 13, "color": theme.MUTED},
        }

    def heading(self, narrow: bool) -> dict[str, Any]:
        size = 12 if narrow else 13
        forms = PANEL_TITLES[self.judgement][2 if narrow else 1 :]
        title = first_that_fits(forms, self.pixels, size, bold=True) or forms[-1]
        return {
            "xref": "paper",
            "yref": "paper",
            "x": self.domain[0],
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "text": f"<b>{title}</b>",
            "showarrow": False,
            "font": {"size": size},
        }


def _panels(judgements: Sequence[Judgement], today: dt.date, size: _Measures) -> list[_Panel]:
    count = len(judgements)
    gap = 0.0 if count == 1 else 0.025
    width = (1 - gap * (count - 1)) / count
    first = dt.date(today.year - 7, 1, 1) if size.narrow and count > 1 else FIRST_DAY
    chip = 0 if count == 1 else 24 if size.narrow else 30
    return [
        _Panel(
            judgement,
            i,
            (i * (width + gap), min(1.0, i * (width + gap) + width)),
            first,
            today,
            size.inner * width,
            chip,
        )
        for i, judgement in enumerate(judgements)
    ]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One bar: a block of time, or the mark after today that repeats the grade held."""

    grade: Grade | None
    y: float
    begins: dt.datetime
    days: float
    thick: float
    text: str
    hover: str
    is_chip: bool = False

    @property
    def middle(self) -> str:
        return (self.begins + dt.timedelta(days=self.days / 2)).isoformat(sep=" ", timespec="minutes")


def _pieces(
    rows: Sequence[Row], blocks: Blocks, places: Mapping[int, float], panel: _Panel, size: _Measures, lift: float
) -> list[_Piece]:
    pieces = []
    chip_begins, chip_days = panel.after(4), (panel.chip - 5) / panel.per_day
    for index, row in enumerate(rows):
        y, thick = places[index] + lift, size.bar / size.pitch * (0.62 if row.predecessor else 1)
        for block in blocks.get((row.code, panel.judgement), ()):
            begins, hover = max(block.begins, panel.first), _hover(block, row)
            days = (block.ends - begins).days
            if days > 0:
                text = _room_words(block, days * panel.per_day, size.letter, words=not panel.chip)
                start = dt.datetime.combine(begins, dt.time())
                pieces.append(_Piece(block.grade, y, start, days, thick, text, hover))
            if panel.chip and block.is_latest and not row.predecessor:
                letter = block.grade.letter if block.grade else "–"
                pieces.append(_Piece(block.grade, y, chip_begins, chip_days, thick, letter, hover, is_chip=True))
    return pieces


def _bars(pieces: Sequence[_Piece], panel: _Panel) -> list[dict[str, Any]]:
    """One trace for each grade."""
    return [_bar(grade, mine, panel) for grade in (*Grade, None) if (mine := [p for p in pieces if p.grade is grade])]


def _bar(grade: Grade | None, pieces: Sequence[_Piece], panel: _Panel) -> dict[str, Any]:
    edge = theme.PAPER if grade else theme.RULE
    return {
        "type": "bar",
        "orientation": "h",
        "name": grade or "No grade",
        "y": [piece.y for piece in pieces],
        "base": [piece.begins.isoformat(sep=" ", timespec="minutes") for piece in pieces],
        "x": [round(piece.days * DAY) for piece in pieces],
        "width": [round(piece.thick, 3) for piece in pieces],
        "customdata": [piece.hover for piece in pieces],
        "xaxis": f"x{panel.suffix}",
        "yaxis": "y",
        "marker": {
            "color": theme.swatch(grade).fill,
            "line": {
                "color": [theme.INK if piece.is_chip else edge for piece in pieces],
                "width": [1 if piece.is_chip or not grade else 2 for piece in pieces],
            },
        },
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _letters(pieces: Sequence[_Piece], panel: _Panel, size: _Measures) -> dict[str, Any]:
    """The words upon the bars, as points: a bar's own text is measured by the browser, one by one, for seconds."""
    said = [piece for piece in pieces if piece.text]
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Letters",
        "x": [piece.middle for piece in said],
        "y": [piece.y for piece in said],
        "text": [piece.text for piece in said],
        "textfont": {"size": size.letter, "color": [theme.swatch(piece.grade).ink for piece in said]},
        "xaxis": f"x{panel.suffix}",
        "yaxis": "y",
        "hoverinfo": "skip",
    }


def _room_words(block: Block, room: float, font: int, *, words: bool) -> str:
    """The grade in full where its block has room, else its letter; the reason where there is none."""
    if block.grade:
        letter = block.grade.letter
        return first_that_fits((block.grade, letter) if words else (letter,), room - 5, font)
    short = "not given" if block.status is Status.NOT_GIVEN else "not judged"
    return first_that_fits((status_words(block.status), short), room - 8, font)


def _hover(block: Block, row: Row) -> str:
    words = block.grade or status_words(block.status).capitalize()
    until = "now" if block.is_latest and not row.predecessor else month_year(block.ends)
    return f"<b>{row.name}</b><br>{words}<br>{long_date(block.begins)} to {until} ({block.framework})"


def _england(
    share: Sequence[tuple[dt.date, float]], panel: _Panel, lift: float, size: _Measures
) -> list[dict[str, Any]]:
    """The share that is good or outstanding, as a filled step at the top."""
    share = [(day, value) for day, value in share if day >= panel.first]
    if not share:
        return []
    top, bottom = -0.35 + lift, 0.75 + lift
    dates = [day.isoformat() for day, _ in share]
    dates.append(panel.last.isoformat())
    heights = [bottom - (bottom - top) * value for _, value in share]
    heights.append(heights[-1])
    axes = {"xaxis": f"x{panel.suffix}", "yaxis": "y", "type": "scatter"}
    base = {**axes, "x": [dates[0], dates[-1]], "y": [bottom, bottom], "mode": "lines", "hoverinfo": "skip"}
    steps = {
        **axes,
        "x": dates,
        "y": heights,
        "mode": "lines",
        "line": {"shape": "hv", "color": theme.GRADES[Grade.OUTSTANDING].fill, "width": 1.5},
        "fill": "tonexty",
        "fillcolor": "#dbe9f6",
        "customdata": [f"{value:.0%}, {month_year(day)}" for day, value in [*share, share[-1]]],
        "hovertemplate": "<b>England</b><br>good or outstanding: %{customdata}<extra></extra>",
    }
    labels = _year_labels(share, panel, size)
    text = {
        **axes,
        "x": [day for day, _ in labels],
        "y": [bottom - (bottom - top) * value - (0 if panel.chip else 0.24) for _, value in labels],
        "mode": "text",
        "text": [f"{value:.0%}" for _, value in labels],
        "textposition": "middle center" if not panel.chip else "middle left",
        "textfont": {"size": max(size.letter, 12), "color": theme.INK},
        "hoverinfo": "skip",
    }
    return [{**base, "line": {"color": theme.RULE, "width": 1}}, steps, text]


def _year_labels(share: Sequence[tuple[dt.date, float]], panel: _Panel, size: _Measures) -> list[tuple[str, float]]:
    """Dates and the share then: every year where there is room, the last day alone in one of several panels."""
    if panel.chip:
        return [(panel.end.isoformat(), share[-1][1])]
    years = range(panel.first.year + 1, panel.last.year + 1)
    step = 1 if size.inner / len(years) > 38 else 3
    labels = []
    for year in (year for year in years if (panel.last.year - year) % step == 0):
        middle = min(dt.date(year, 7, 1), panel.last - dt.timedelta(days=120 if step == 1 else 240))
        before = [value for day, value in share if day <= middle]
        if before and middle.year == year:
            labels.append((middle.isoformat(), before[-1]))
    return labels


def _words(
    rows: Sequence[Row], names: Sequence[str], places: Mapping[int, float], size: _Measures, england: bool
) -> list[dict[str, Any]]:
    """Names at the left and the grade now at the right; above the strip where there is no room beside it.

    As points on an axis of their own: hundreds of annotations take the browser many seconds.
    """
    lift = 0.28 if size.narrow else 0.0
    left: list[tuple[float, str, str]] = []
    right: list[tuple[float, str, str]] = []
    for index, (row, name) in enumerate(zip(rows, names, strict=True)):
        ink = theme.MUTED if row.predecessor else theme.INK
        words = f"↳ {name}" if row.predecessor else f"<b>{name}</b>" if row.chosen else name
        room = size.inner - text_width(name, size.name, bold=row.chosen) - 8 if size.narrow else size.right
        short = row.now.replace("Requires improvement", "RI").replace("No overall grade", "No grade")
        now = first_that_fits((row.now, short), room, size.name - 1, row.chosen) or short
        left.append((places[index] - lift, words, ink))
        right.append((places[index] - lift, f"<b>{now}</b>" if row.chosen else now, ink))
    if england:
        left.append((-0.3 if size.narrow else 0.2, ENGLAND_LABEL, theme.INK))
    outward = not size.narrow
    gap = "\u00a0\u00a0" if outward else ""  # a point outside the axis would not be drawn
    return [
        _column(left, 0, "middle left" if outward else "middle right", size.name),
        _column(
            [(y, gap + words, ink) for y, words, ink in right],
            1,
            "middle right" if outward else "middle left",
            size.name - 1,
        ),
    ]


def _column(words: Sequence[tuple[float, str, str]], x: int, position: str, font: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Names" if x == 0 else "Grades now",
        "x": [x] * len(words),
        "y": [y for y, _, _ in words],
        "text": [text for _, text, _ in words],
        "textposition": position,
        "textfont": {"size": font, "color": [ink for _, _, ink in words]},
        "xaxis": WORDS_AXIS,
        "yaxis": "y",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _bands(rows: Sequence[Row], places: Mapping[int, float]) -> list[dict[str, Any]]:
    """A pale band behind the chosen authority, across names and strip."""
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": "paper",
            "yref": "y",
            "x0": -1,
            "x1": 2,
            "y0": places[index] - 0.5,
            "y1": places[index] + 0.5,
            "fillcolor": "#fff7bf",
            "line": {"width": 0},
        }
        for index, row in enumerate(rows)
        if row.chosen
    ]


def _eras(panel: _Panel, today: dt.date) -> list[dict[str, Any]]:
    """Lines where the framework began and where overall effectiveness ended."""
    days = [ILACS_FROM]
    if panel.judgement is Judgement.OVERALL and today > OVERALL_UNTIL:
        days.append(OVERALL_UNTIL)
    return [
        {
            "type": "line",
            "layer": "below",
            "xref": "x",
            "yref": "paper",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": theme.INK, "width": 1, "dash": "dot"},
        }
        for day in days
    ]
