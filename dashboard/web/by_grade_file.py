"""A measure by the grade held as CSV: a row for each authority of a date, with its grade and its figure."""

from __future__ import annotations

import datetime as dt

import flask
import pandas as pd
from dash import Dash

from dashboard.asking import UnreadDateError, asked_as_at
from dashboard.statistics.context import by_grade, figures
from dashboard.web.downloads import CSV, answer
from loaders import Dataset, Judgement, csv_bytes, default_cut_off

ADDRESS = "/download/by-grade.csv"


def add_by_grade_file(app: Dash, dataset: Dataset) -> None:
    """Serve the file for `measure`, `year`, and, where they are given, `as_at` and `judgement`."""

    def serve() -> flask.Response:
        asked = flask.request.args
        measure = figures.named(dataset.measures(), asked.get("measure", ""))
        if measure is None:
            flask.abort(404, f"There is no measure {asked.get('measure')!r}.")
        periods = {str(day.year): day for day in figures.periods(dataset.context(), measure.key)}
        period_end = periods.get(asked.get("year", ""))
        if period_end is None:
            flask.abort(
                404, f"{measure.key} has no figures for {asked.get('year')!r}; expected one of {list(periods)}."
            )
        try:
            date = asked_as_at(asked["as_at"], dataset.reach) if asked.get("as_at") else period_end
            judgement = Judgement(asked.get("judgement", Judgement.OVERALL.value))
        except (UnreadDateError, ValueError) as error:
            flask.abort(404, str(error))
        frame = rows(dataset, measure.key, period_end, date, judgement)
        name = f"{measure.key}-{period_end.year}-by-grade-{date}.csv"
        return answer(csv_bytes(frame, for_people=True), CSV, filename=name)

    app.server.add_url_rule(ADDRESS, "download_by_grade", serve)


def rows(dataset: Dataset, measure: str, period_end: dt.date, date: dt.date, judgement: Judgement) -> pd.DataFrame:
    """Every authority of the date: code, name, region, judgement, as_at, grade, measure, period_end, value, is_joint, note."""
    held = dataset.as_at(date, min(default_cut_off(date), dataset.reach), judgement)
    placed = by_grade.points(held, figures.of_period(dataset.context(), measure, period_end))
    said = {
        "judgement": judgement.value,
        "as_at": date.isoformat(),
        "measure": measure,
        "period_end": period_end.isoformat(),
    }
    frame = placed.rename(columns={"joint": "is_joint", "why": "note"}).assign(**said)
    columns = [
        "code",
        "name",
        "region",
        "judgement",
        "as_at",
        "grade",
        "measure",
        "period_end",
        "value",
        "is_joint",
        "note",
    ]
    return frame[columns].sort_values("name", ignore_index=True)
