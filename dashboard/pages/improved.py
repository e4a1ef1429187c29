"""Who improved: each authority's grade against an earlier one of its own, named and dated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from dashboard.asking import FIRST_AS_AT
from dashboard.briefing.views import View
from dashboard.components import badge, controls, notices
from dashboard.components.chart import chart, details
from dashboard.components.export import export_bar
from dashboard.components.headings import heading, page, section
from dashboard.components.markup import Written
from dashboard.components.move import from_to
from dashboard.components.status import status_line
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.figures import movement as drawing
from dashboard.judgements import OFFERED
from dashboard.kept import lately
from dashboard.statistics import compare_set, movement
from dashboard.statistics.improved import Outcome, Question, tally
from dashboard.statistics.movement import Movement
from dashboard.text import improved as words
from dashboard.text.coverage import caution
from dashboard.web import marks, room, url_state
from dashboard.web.improved_file import address, asked, not_understood, said, since
from dashboard.web.routing import Page, add_page
from dashboard.words import upper_first
from loaders import SIF_FROM, Body, Dataset, Precision

KEY = "improved"
NAMES = ("against", "since", "judgement", "set", "to")
AGAINST = {"first-ilacs": "First ILACS inspection", "previous": "Previous inspection", "date": "A date"}
JUDGEMENTS = {judgement.value: name for judgement, name in OFFERED.items()}


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page and its callback."""
    answers = Answers(dataset)

    def layout(**query: str) -> html.Div:
        return _layout(answers, query)

    add_page(app, Page(key=KEY, path="/improved", title="Who improved", nav="Who improved", layout=layout))
    url_state.bind_url(
        app, KEY, {name: f"improved-{name}.value" for name in NAMES}, {"against": "first-ilacs", "set": "all"}
    )
    room.bind_room(app, KEY)

    @app.callback(
        Output("improved-main", "children"),
        Output("improved-said", "children"),
        [Input(f"improved-{name}", "value") for name in NAMES],
        Input("improved-room", "data"),
        State("improved-mark", "data"),
        prevent_initial_call=True,
    )
    def show(*values: Any) -> tuple[Component, str]:
        *asked_for, width, mark = values
        question = asked(dict(zip(NAMES, asked_for, strict=True)), dataset)
        body = answers.body(question, _code(marks.body_of(dataset, mark)), room.checked(width))
        return body, f"{words.finding(question.answer(dataset), question)}."


class Answers:
    """The page's answers for one dataset, each worked out once."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        bodies = dataset.bodies()
        self.slugs = dict(zip(bodies["code"], bodies["slug"], strict=True))
        self.names = dict(zip(bodies["code"], bodies["name"], strict=True))
        self.sets = {key: name for key, name in compare_set.options(bodies).items() if key != "choice"}
        self.events = dataset.inspections().set_index("inspection_id")
        self.england = compare_set.parse("all", bodies)

    @lately
    def body(self, question: Question, mark: str, width: int) -> Component:
        """Finding, bars, and the authorities by what became of them."""
        found = question.answer(self.dataset)
        title = words.finding(found, question)
        known = status_line(caution(self.dataset, question.as_at))
        missing = words.absent(question, found, self.names)
        if found["movement"].isna().all():
            rest = self._groups(found, question, mark)
            return html.Div([known, notices.empty(f"{title}.", html.P(words.rule(question))), *rest], className="page")
        own = words.of_one(found, mark or question.among.chosen, question)
        moved = [words.named(found, outcome) for outcome in (Outcome.IMPROVED, Outcome.DECLINED)]
        lead = " ".join(filter(None, [own, *moved, words.left_out(found), missing]))
        view = View(
            None if question.as_at == self.dataset.reach else question.as_at,
            judgement=question.judgement,
            against=None if question.against == "first ILACS" else question.against,
        )
        return html.Div(
            [
                export_bar(f"improved:{question.among.key}", view, csv="the authorities"),
                known,
                chart(
                    drawing.bars(self._bars(found, question), width=width),
                    id="improved-bars",
                    title=title,
                    before=html.P(lead) if lead else None,
                    description=words.aloud(title),
                    caption=words.rule(question),
                    reading=words.READING,
                    table=self._counts(found, question),
                ),
                html.P(
                    html.A("These authorities as CSV, with every column", href=address(question)),
                    className="no-print",
                ),
                badge.key(),
                *self._groups(found, question, mark),
            ],
            className="page",
        )

    def _bars(self, found: pd.DataFrame, question: Question) -> list[tuple[str, pd.DataFrame]]:
        """The set, and England under it."""
        sets = [(upper_first(question.among.words) if question.among.key != "all" else "England", found)]
        if question.among.key != "all" and self.england is not None:
            england = replace(question, among=self.england)
            sets.append(("England", england.answer(self.dataset)))
        compared = [(name, frame[frame["movement"].notna()]) for name, frame in sets]
        return [(f"{name}, n = {len(frame)}", movement.summary(frame)) for name, frame in compared]

    def _counts(self, found: pd.DataFrame, question: Question) -> Written:
        """What the bars say, a row each."""
        rows = [
            [label.partition(", n = ")[0], *(int(n) for n in frame["n"]), int(frame["n"].sum())]
            for label, frame in self._bars(found, question)
        ]
        heads = ["Authorities", *(words.MOVED[kind] for kind in Movement), "Compared"]
        return table(heads, rows, caption="How many improved", hide_caption=True, numeric=range(1, len(heads)))

    def _groups(self, found: pd.DataFrame, question: Question, mark: str) -> list[Component]:
        n = tally(found)
        parts = []
        for outcome in Outcome:
            mine = found[found["outcome"] == outcome.value]
            if outcome is Outcome.NOT_COMPARED:
                content = [self._without(mine, question, mark)] if n[outcome] else []
            else:
                split = words.split(mine) if outcome is Outcome.SAME else ""
                made = self._moved(mine, question, outcome, mark) if n[outcome] else None
                if outcome is Outcome.SAME and made:  # who looks for movement need not pass them all
                    made = details(words.those_that_stayed(n[outcome]), made)
                content = [html.P(split) if split else None, made] if made else []
            if content or outcome is Outcome.IMPROVED:
                parts.append(
                    section(words.heading(outcome, n[outcome]), *content, id=f"improved-{outcome.name.lower()}")
                )
        return parts

    def _moved(self, rows: pd.DataFrame, question: Question, outcome: Outcome, mark: str) -> Component:
        first, second = words.columns(question)
        body = [self._moved_row(row, mark) for row in rows.itertuples()]
        caption = f"{upper_first(outcome.value)}, {len(rows)}"
        made = table(["Authority", "Grades", first, second], body, caption=caption, hide_caption=True, stacks=True)
        return html.Div(made, className="moves who-improved from-to")

    def _without(self, rows: pd.DataFrame, question: Question, mark: str) -> Component:
        body = [self._without_row(row, question, mark) for row in rows.itertuples()]
        caption = f"{upper_first(Outcome.NOT_COMPARED.value)}, {len(rows)}"
        heads = ["Authority", "Grade", "Inspection", "Why"]
        made = table(heads, body, caption=caption, hide_caption=True, stacks=True)
        return html.Div(made, className="moves who-improved")

    def _moved_row(self, row: Any, mark: str) -> list[Any]:
        moved = from_to(row.from_grade, row.to_grade)
        return [self._link(row, mark), moved, self._inspection(row.from_id), self._later(row)]

    def _without_row(self, row: Any, question: Question, mark: str) -> list[Any]:
        name, why = self._link(row, mark), words.why(row, question)
        if pd.isna(row.to_grade):
            return [name, badge.dash("no grade"), badge.dash("none"), why]
        return [name, badge.badge(row.to_grade, letter_only=True), self._later(row), why]

    def _link(self, row: Any, mark: str) -> Any:
        link = dcc.Link(row.name, href=f"/authority/{self.slugs[row.code]}")
        return [link, " ", html.Span("Marked", className="mark-flag")] if row.code == mark else link

    def _inspection(self, inspection_id: str) -> Any:
        """The first day of an inspection, or the day of its report, as a link to the report."""
        event = self.events.loc[inspection_id]
        if pd.isna(event["start_date"]):
            day = f"report of {long_date(event['publication_date'], Precision(event['publication_precision']))}"
        else:
            day = long_date(event["start_date"], Precision(event["date_precision"]))
        return day if pd.isna(event["report_url"]) else html.A(day, href=event["report_url"])

    def _later(self, row: Any) -> Any:
        later = words.ungraded(row)
        when = self._inspection(row.to_id)
        return [when, html.Span(f" ({later})", className="muted")] if later else when


def _code(body: Body | None) -> str:
    return body.code if body else ""


def _layout(answers: Answers, query: Mapping[str, str]) -> html.Div:
    dataset = answers.dataset
    question = asked(query, dataset)
    used = said(question)
    reach, key = dataset.reach, question.among.key
    before = question.against if isinstance(question.against, dt.date) else since(query, question.as_at)
    sets = answers.sets if key in answers.sets else {**answers.sets, key: question.among.words}
    kinds = {value: value.partition(":")[0] for value in sets}
    headings = {"region": "A region", "neighbours": "An authority and its neighbours"}
    body = marks.marked(dataset, query)
    return page(
        heading("Who improved", "Which authorities hold a better grade than before, and which a worse one."),
        marks.note(body, "/improved", query),
        notices.ignored(not_understood(query, question, dataset)),
        controls.controls(
            controls.radios("improved-against", "Compared with", AGAINST, used["against"], name="against"),
            controls.date_input(
                "improved-since",
                "The date to compare with",
                before,
                name="since",
                earliest=SIF_FROM,
                latest=question.as_at,
                newest=reach,
                asked=query.get("since"),
            ),
            controls.select("improved-judgement", "Judgement", JUDGEMENTS, question.judgement.value, name="judgement"),
            controls.select(
                "improved-set",
                "Authorities",
                sets,
                key,
                name="set",
                groups={value: headings[kind] for value, kind in kinds.items() if kind in headings},
            ),
            controls.date_input(
                "improved-to",
                "Up to",
                question.as_at,
                name="to",
                earliest=FIRST_AS_AT,
                latest=reach,
                asked=query.get("to"),
            ),
            action="/improved",
        ),
        html.P("", id="improved-said", role="status", className="visually-hidden"),
        html.Div(html.Div(answers.body(question, _code(body), room.guess()), id="improved-main"), id="improved-body"),
        dcc.Store(id="improved-mark", data=marks.slug_of(body)),
        room.room(KEY),
        url_state.url_sink(KEY),
        key=KEY,
    )
