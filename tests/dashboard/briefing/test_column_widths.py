"""How wide the columns of tables are: headings keep to few lines, dates are never broken, the longest column gives way."""

from __future__ import annotations

import pandas as pd
import pytest

from dashboard.briefing.formats.pptx_plan import GUTTER, SHARE, Line, pages
from dashboard.briefing.formats.pptx_tables import Rows, column_widths
from dashboard.briefing.formats.pptx_template import Box
from dashboard.briefing.formats.wrapping import count_lines
from dashboard.briefing.model import Table
from dashboard.drawing.text_width import text_width

HEADS = [
    "Authority",
    "Inspected",
    "Overall",
    "Impact of leaders",
    "Help and protection",
    "Children in care",
    "Care leavers",
]


@pytest.mark.parametrize("name", ["Dorset", "Bournemouth, Christchurch and Poole"])
@pytest.mark.parametrize("size", [12, 14])
def test_headings_stand_on_two_lines_at_most_where_there_is_room(name: str, size: int) -> None:
    row = [name, "Dec 2024", "Good", "Good", "Good", "Good", "Requires improvement"]
    widths = column_widths([HEADS, row], size, 872)
    lines = [count_lines(head, size, wide - 10, bold=True) for head, wide in zip(HEADS, widths, strict=True)]
    assert sum(widths) <= 872.001 and max(lines) <= 2
    assert max(lines) == (2 if len(name) > 10 and size > 12 else 1)


def test_the_longest_column_alone_gives_way() -> None:
    rows = [["11 Feb 2025", "Monitoring visit 5 (reported by council or press)", "Not recorded", "0"],
            ["9 Oct 2019", "Monitoring visit 3", "Help and protection: " + "plans, proceedings, edge of care; " * 4, ""]]  # fmt: skip
    widths = column_widths([["Date", "Visit", "What it looked at", "Priority areas"], *rows], 12, 872)
    assert sum(widths) <= 872.001
    assert text_width(rows[0][1], 12) + 10 <= widths[1]


def test_a_date_is_whole_even_where_every_column_is_narrow() -> None:
    heads = ["Inspected", "Published", "Framework", *HEADS[2:]]
    row = [
        "29 Oct 2018",
        "10 Dec 2018",
        "ILACS",
        "Inadequate",
        "Inadequate",
        "Inadequate",
        "Inadequate",
        "not separate",
    ]
    widths = column_widths([heads, row], 10, 493)
    assert sum(widths) == pytest.approx(493)
    assert text_width(row[1], 10) + 10 <= widths[1]


def test_a_table_keeps_to_single_lines_where_small_type_lets_it() -> None:
    rows = [["Telford and Wrekin", "Apr 2024", *["Requires improvement"] * 5]] * 11
    table = Table(name="now", title="Judgements now", frame=pd.DataFrame(rows, columns=HEADS))
    (page,) = pages([Rows(table, 0, 11)], 872, 380, slack=1.0)
    (block,) = page.blocks
    assert isinstance(block, Rows) and block.is_in_lines(page.table_size, 872, 1.0)


@pytest.mark.parametrize("count", range(4, 14))
def test_words_beside_a_table_fit_the_column_that_they_stand_in(count: int) -> None:
    """As the writer cuts it: what the gutter takes is no room."""
    words = tuple(
        Line(f"Devon has been graded overall {n} times since March 2020, and then again.") for n in range(count)
    )
    table = Table(name="now", title="Now", frame=pd.DataFrame({"Judgement": ["Care leavers"] * 5, "Now": ["Good"] * 5}))
    for page in pages([words, Rows(table, 0, 5)], 872, 376, slack=1.0):
        if page.is_beside:
            left, _ = Box(0, 0, 872 * 12700, 376 * 12700).columns(SHARE, int(GUTTER * 12700))
            assert sum(line.height(page.size, left.points[0]) for line in words) <= 376
