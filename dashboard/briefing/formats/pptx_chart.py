"""Native PowerPoint charts: bars of authorities by grade, with the workbook behind them that a reader can edit."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu, Pt

from dashboard.briefing.formats.grades import FILLS
from dashboard.briefing.formats.pptx_tables import from_hex
from dashboard.briefing.formats.pptx_template import Box
from dashboard.briefing.model import Table
from dashboard.drawing.render.slide import Inks

SCHEMES = {
    "tx1": MSO_THEME_COLOR.TEXT_1,
    "tx2": MSO_THEME_COLOR.TEXT_2,
    "bg1": MSO_THEME_COLOR.BACKGROUND_1,
    "bg2": MSO_THEME_COLOR.BACKGROUND_2,
}
TYPE = Pt(12)


def add_bars(slide: Any, table: Table, box: Box, inks: Inks) -> Any:
    """A bar for each row of a table of counts, cut by grade, with the number on each part; gives its frame."""
    grades = [grade for grade in FILLS if str(grade) in table.frame.columns]
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = [str(name) for name in table.frame.iloc[:, 0]]
    for grade in grades:
        data.add_series(str(grade), [int(count) or None for count in table.frame[str(grade)]])
    places = (Emu(value) for value in (box.left, box.top, box.width, box.height))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED_100, *places, data)
    frame.name = f"Bars: {table.title}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", _said(table, [str(grade) for grade in grades]))
    chart = frame.chart
    chart.font.size, chart.font.color.theme_color = TYPE, SCHEMES[inks.ink]
    chart.has_legend, chart.has_title = True, False
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.fill.background()
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 35, 100
    for series, grade in zip(plot.series, grades, strict=True):
        fill, ink = FILLS[grade]
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = from_hex(fill)
        labels = series.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.CENTER
        labels.font.size, labels.font.bold, labels.font.color.rgb = TYPE, True, from_hex(ink)
    return frame


def _said(table: Table, grades: list[str]) -> str:
    """Every number of the chart, a clause a bar."""
    rows = [
        f"{row.iloc[0]}: {', '.join(f'{grade.lower()} {int(row[grade])}' for grade in grades)}"
        for _, row in table.frame.iterrows()
    ]
    return f"{table.title}. {'; '.join(rows)}."
