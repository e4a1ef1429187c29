"""Who improved: what an address asks for, and its answer as CSV, a row for each authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import flask
import pandas as pd
from dash import Dash

from dashboard.asking import FIRST_AS_AT
from dashboard.dates import months_before
from dashboard.judgements import OFFERED
from dashboard.statistics import compare_set, england
from dashboard.statistics.compare_set import Comparison
from dashboard.statistics.improved import Baseline, Question
from dashboard.web import url_state
from dashboard.web.downloads import CSV, answer
from loaders import SIF_FROM, Dataset, Judgement, csv_bytes, default_cut_off, register_of

ADDRESS = "/download/improved.csv"
AGAINST: dict[str, Baseline | None] = {"first-ilacs": "first ILACS", "previous": "previous", "date": None}
"""Words of the address, and what a grade is compared with; None for the date that `since` gives."""


def asked(query: Mapping[str, Any], dataset: Dataset) -> Question:
    """The question that an address or the controls ask, whatever they hold."""
    reach = dataset.reach
    date = url_state.day(query.get("to"), reach, earliest=FIRST_AS_AT, latest=reach)
    baseline = AGAINST[url_state.choice(query.get("against"), AGAINST, "first-ilacs")] or since(query, date)
    judgement = url_state.choice(query.get("judgement"), [one.value for one in OFFERED], england.leading(date))
    among = _set(query, dataset) or compare_set.parse("all", dataset.bodies())
    assert among is not None  # "all" is always a set
    return Question(baseline, date, min(default_cut_off(date), reach), Judgement(judgement), among)


def _set(query: Mapping[str, Any], dataset: Dataset) -> Comparison | None:
    """The authorities that are asked for, by any of their names."""
    return compare_set.asked(query.get("set"), dataset.bodies(), register_of(dataset)).comparison


def not_understood(query: Mapping[str, Any], question: Question, dataset: Dataset) -> list[str]:
    """The names of what an address asks for and does not get."""
    used = said(question)
    if _set(query, dataset) is not None:
        used["set"] = query["set"]
    return url_state.unknown(query, used)


def since(query: Mapping[str, Any], date: dt.date) -> dt.date:
    """The earlier date that is asked for, or a year before."""
    return url_state.day(query.get("since"), months_before(date, 12), earliest=SIF_FROM, latest=date)


def address(question: Question) -> str:
    """The file that answers a question."""
    return f"{ADDRESS}?{urlencode(said(question), safe=':,')}"


def said(question: Question) -> dict[str, Any]:
    """A question as an address holds it."""
    words = {baseline: word for word, baseline in AGAINST.items()}
    against = question.against
    dated = {"since": against} if isinstance(against, dt.date) else {}
    return {
        "against": "date" if isinstance(against, dt.date) else words[against],
        **dated,
        "judgement": question.judgement.value,
        "set": question.among.key,
        "to": question.as_at,
    }


def add_improved_file(app: Dash, dataset: Dataset) -> None:
    """Serve the file for the question of a query."""

    def serve() -> flask.Response:
        query = flask.request.args
        question = asked(query, dataset)
        if wrong := not_understood(query, question, dataset):
            flask.abort(404, f"There is no such {', '.join(wrong)} here.")
        frame = rows(dataset, question)
        name = f"improved-{question.among.key.replace(':', '-')}-{question.judgement.value}-{question.as_at}.csv"
        return answer(csv_bytes(frame, for_people=True), CSV, filename=name)

    app.server.add_url_rule(ADDRESS, "download_improved", serve)


def rows(dataset: Dataset, question: Question) -> pd.DataFrame:
    """Every authority of the set: who it is, what is asked, the two inspections with grade and report, and the outcome."""
    found = question.answer(dataset)
    told = {
        "judgement": question.judgement.value,
        "against": str(question.against),
        "as_at": question.as_at.isoformat(),
    }
    reports = dataset.inspections().set_index("inspection_id")["report_url"]
    frame = found.assign(**told, **{f"{end}_report": found[f"{end}_id"].map(reports) for end in ("from", "to")})
    ends = [f"{end}_{name}" for end in ("from", "to") for name in ("id", "date", "grade", "report")]
    return frame[["code", "name", "region", *told, *ends, "outcome", "movement", "reason", "status"]]
