"""Rows of tables and drawings out of rows of frames."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.figures.spells import Spell, Visit
from dashboard.pages.visits.facts import Day
from dashboard.text import visits_inadequate as say
from loaders import Precision


def report(text: str, event: dict[Any, Any], name: str) -> Any:
    """Words that lead to the report of an event, where its address is known."""
    if pd.isna(event["report_url"]):
        return text
    return html.A(text, href=event["report_url"], **{"aria-label": f"{name}: {text}"})


def of_spells(day: Day, frame: pd.DataFrame) -> list[Spell]:
    """The spells of (a part of) `Day.history` as rows to draw."""
    return [_spell(day, int(str(index)), row) for index, row in zip(frame.index, frame.to_dict("records"), strict=True)]


def _spell(day: Day, index: int, row: dict[Any, Any]) -> Spell:
    began, days = pd.Timestamp(row["began"]), int(row["days"])
    start, stop = (min(max((pd.Timestamp(end) - began).days, 0), days) for end in day.facts.listed)
    ended = pd.Timestamp(row["ended"]) if pd.notna(row["ended"]) else None
    return Spell(
        name=str(row["name"]),
        began=began.date(),
        days=days,
        next_grade=str(row["next_grade"]) if pd.notna(row["next_grade"]) else "",
        ended=say.ended(None if ended is None else ended.date(), str(row["ended_by"])),
        covered=(start, stop),
        visits=tuple(_visit(visit, str(row["name"]), began) for visit in day.visits_of.get(index, ())),
        words=say.spell_words(row),
    )


def _visit(row: dict[Any, Any], name: str, began: pd.Timestamp) -> Visit:
    date, number = row["date"], row["visit_number"]
    is_start = pd.notna(row["start_date"])
    precision = Precision(str(row["date_precision"] if is_start else row["publication_precision"]))
    known = None if pd.isna(date) else date.date()
    end = row["end_date"].date() if is_start and pd.notna(row["end_date"]) else None
    when = say.visit_when(known, end, precision, is_letter=not is_start)
    return Visit(
        day=None if pd.isna(date) else (date - began).days,
        number=None if pd.isna(number) else int(number),
        precision=precision,
        hover=f"{say.visit_number(None if pd.isna(number) else int(number))}\n{name}\n{when}",
    )
