"""The parts of the national page: each a chart with its title, its source and its table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components import badge, notices
from dashboard.components.chart import chart, details
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.drawing.scene import Scene
from dashboard.figures import distribution
from dashboard.figures import england as by_judgement
from dashboard.figures import movement as moving
from dashboard.figures import survival as surviving
from dashboard.frames import rows as rows_of
from dashboard.judgements import NAMES
from dashboard.kept import once
from dashboard.statistics import changes, counts, coverage, england, graded, movement, over_time, survival
from dashboard.text import england as side_by_side
from dashboard.text import national as words
from dashboard.text import national_captions as captions
from dashboard.text.coverage import caution
from dashboard.text.marked import held as held_words
from loaders import Dataset, Judgement, default_cut_off

FIRST_DAY = dt.date(2013, 11, 30)
"""The first month end of the single inspection framework."""

TITLES = {
    "overall effectiveness": Judgement.OVERALL,
    "impact of leaders": Judgement.LEADERSHIP,
    "help and protection": Judgement.HELP_AND_PROTECTION,
    "children in care": Judgement.CHILDREN_IN_CARE,
    "care leavers": Judgement.CARE_LEAVERS,
}
"""Judgements as data/published_figures.csv names them."""


@dataclass(frozen=True, eq=False)
class NationalFacts:
    """Statistics of one dataset, each worked out once."""

    dataset: Dataset

    @once
    def held(self, date: dt.date, published_by: dt.date | None, judgement: Judgement) -> pd.DataFrame:
        """The grade of each authority on a date."""
        return self.dataset.as_at(date, published_by, judgement)

    @cached_property
    def record_ends(self) -> Mapping[str, dt.date]:
        """Where the record of an authority ends early."""
        return coverage.record_ends(self.dataset)

    def counted(self, date: dt.date, published_by: dt.date) -> str:
        """Which inspections count, by no later cut-off than the newest report."""
        return words.counted(date, min(published_by, self.dataset.reach))

    def known(self, date: dt.date) -> str:
        """What is not known of a date, as a sentence; nothing where nothing is missing."""
        return caution(self.dataset, date)

    @once
    def graded(self, judgement: Judgement, date: dt.date, published_by: dt.date) -> pd.DataFrame:
        """The graded full inspections that count on a date."""
        return graded.graded(self.dataset.deciding(judgement), as_at=date, published_by=published_by)

    @once
    def months(self, judgement: Judgement) -> tuple[pd.DataFrame, str, Component]:
        """The shares at the end of each month, their sentence, and the quarters as a table."""
        shares = over_time.shares(self.dataset.deciding(judgement), first=FIRST_DAY, last=self.dataset.reach)
        quarters = shares[shares["date"].dt.month.isin((3, 6, 9, 12))]
        wide = quarters.pivot(index="date", columns="grade", values="n")[counts.GRADES]
        rows = [[long_date(day), *map(int, n), int(sum(n))] for day, *n in wide.iloc[::-1].itertuples(name=None)]
        quarterly = table(
            ["Date", *counts.GRADES, "With a grade"],
            rows,
            caption=f"{NAMES[judgement]} at the end of each quarter",
            numeric=range(1, 6),
        )
        return shares, words.through_time(shares, judgement), quarterly

    @once
    def drawn_months(self, judgement: Judgement, width: int) -> Scene:
        """The shares through time, whatever the date."""
        return distribution.over_time(self.months(judgement)[0], width=width)

    @once
    def spells(self, date: dt.date, published_by: dt.date) -> pd.DataFrame:
        """The spells of inadequacy by what counts on a date."""
        ends = self.record_ends
        return survival.spells(self.dataset.deciding(), as_at=date, published_by=published_by, record_ends=ends)


def marked(
    answers: NationalFacts, *, date: dt.date, published_by: dt.date, judgement: Judgement, marked: str
) -> Component:
    """What the marked authority held on the date."""
    said = held_words(answers.held(date, published_by, judgement), marked, judgement, date) if marked else ""
    return html.P(said, className="marked-here") if said else html.Div()


def on_a_date(
    answers: NationalFacts, *, date: dt.date, published_by: dt.date, judgement: Judgement, by: counts.By, width: int
) -> Component:
    """England and its regions on the date, beside what Ofsted printed."""
    held = answers.held(date, published_by, judgement)
    counted = counts.counts(held, by=by)
    shares = counts.shares(counted)
    title = words.on_a_date(counted, date, judgement)
    is_nine = by == "region"
    notes = words.without_grade(held)
    rows = rows_of(counted, ["area", *counts.GRADES, "total", "ungraded"])
    return html.Div(
        [
            chart(
                distribution.bars(shares, width=width),
                id="national-bars",
                title=title,
                before=badge.key(),
                description=captions.bars_aloud(title, is_nine=is_nine),
                caption=captions.bars(answers.counted(date, published_by), is_nine=is_nine),
                table=table(
                    ["Area", *counts.GRADES, "With a grade", "Without"],
                    rows,
                    caption=f"{NAMES[judgement]} on {long_date(date)}",
                    numeric=range(1, 7),
                ),
            ),
            *_published(answers, date, published_by, judgement),
            notices.inset(*(html.P(note) for note in notes)) if notes else None,
        ],
        className="stack",
    )


def _published(answers: NationalFacts, date: dt.date, published_by: dt.date, judgement: Judgement) -> list[Component]:
    """What Ofsted printed for this date, and whether ours is the same."""
    printed = answers.dataset.published_figures()
    printed = printed[printed["as_at"] == pd.Timestamp(date)]
    if printed.empty:
        return []
    printed = printed[printed["judgement"].str.casefold().map(TITLES) == judgement]
    parts: list[Component] = []
    for row in printed.to_dict("records"):
        cut_off = row["published_by"].date()
        link = html.A("Ofsted’s published figure", href=row["source_url"])
        said = f"{row['numerator']} of {row['denominator']} ({row['percent']}%) {row['measure']} in {row['scope']}"
        if cut_off != published_by:
            parts.append(html.P([link, f" for this date, {said}, counts reports published by {long_date(cut_off)}."]))
            continue
        held = answers.held(date, published_by, judgement)
        scheme: counts.By = "region" if row["scope"] in set(held["region"]) else "ofsted_region"
        ours, total = counts.figure(counts.counts(held, by=scheme), area=row["scope"], measure=row["measure"])
        if (ours, total) == (row["numerator"], row["denominator"]):
            parts.append(html.P([html.Span("✓ ", **{"aria-hidden": "true"}), "Matches ", link, f": {said}."]))
        else:
            parts.append(
                notices.warning("Differs from ", link, f": Ofsted has {said}; this count has {ours} of {total}.")
            )
    return parts


def judgements(answers: NationalFacts, *, date: dt.date, published_by: dt.date, width: int) -> Component:
    """The judgements side by side on the date."""
    held = {j: answers.held(date, published_by, j) for j in england.LABELS}
    frame = england.standing(held)
    rows = rows_of(frame, ["label", *counts.GRADES, "ungraded"])
    return chart(
        by_judgement.figure(frame, width=width),
        id="national-judgements",
        title=side_by_side.title(frame),
        description=side_by_side.description(frame),
        before=badge.key(ungraded="No grade"),
        caption=captions.judgements(answers.counted(date, published_by)),
        table=table(
            ["Judgement", *counts.GRADES, "No grade"],
            rows,
            caption=f"Every judgement on {long_date(date)}",
            numeric=range(1, 6),
        ),
    )


def through_time(answers: NationalFacts, *, date: dt.date, judgement: Judgement, width: int) -> Component:
    """Shares at the end of each month."""
    shares, title, quarters = answers.months(judgement)
    if (shares["total"] >= over_time.FEWEST).sum() == 0:
        return notices.empty(title)
    return chart(
        distribution.marked(answers.drawn_months(judgement, width), shares, date),
        id="national-time",
        title=title,
        description=captions.months_aloud(title),
        caption=captions.months(over_time.FEWEST),
        table=quarters,
    )


def moved(
    answers: NationalFacts, *, date: dt.date, published_by: dt.date, judgement: Judgement, width: int
) -> Component:
    """Improved, the same and declined, against the first ILACS inspection and the one before."""
    against: tuple[tuple[str, movement.Against], ...] = (
        ("Against the first ILACS inspection", "first ILACS"),
        ("Against the inspection before", "previous"),
    )
    authorities = answers.dataset.bodies()
    graded = answers.graded(judgement, date, published_by)
    summaries = []
    for label, kind in against:
        frame = movement.movement(authorities, graded, against=kind, as_at=date)
        summaries.append((label, movement.summary(frame), len(frame)))
    title = words.moved(summaries[0][1], summaries[1][1])
    rows = [[label, *(int(n) for n in frame["n"]), total] for label, frame, total in summaries]
    made = chart(
        moving.bars([(f"{label}, n = {n}", frame) for label, frame, n in summaries], width=width),
        id="national-moved",
        title=title,
        description=captions.moved_aloud(title),
        caption=captions.moved(judgement, date, movement.MEANING),
        table=table(
            ["Compared with", *(kind.value.capitalize() for kind in movement.Movement), "Authorities"],
            rows,
            caption="How many improved and declined",
            numeric=range(1, 6),
        ),
    )
    if published_by != min(default_cut_off(date), answers.dataset.reach):  # the page of names knows no other
        return made
    address = f"/improved?judgement={judgement.value}&to={date}"
    links = html.P(
        [
            "Which authorities these are: ",
            dcc.Link("against the first ILACS inspection", href=address),
            ", ",
            dcc.Link("against the inspection before", href=f"{address}&against=previous"),
        ]
    )
    return html.Div([made, links], className="stack")


def followed(answers: NationalFacts, *, date: dt.date, judgement: Judgement, width: int) -> Component:
    """Which grade followed which."""
    frame = movement.transitions(answers.graded(judgement, date, default_cut_off(date)))
    title = words.followed(frame)
    pairs = groupby(rows_of(frame, ["from_grade", "n"]), key=itemgetter(0))
    after = {grade: [n for _, n in of_grade] for grade, of_grade in pairs}
    rows = [[grade, *numbers, sum(numbers)] for grade, numbers in after.items()]
    return chart(
        moving.transitions(frame, width=min(width, 760)),
        id="national-followed",
        title=title,
        description=captions.followed_aloud(title),
        caption=captions.followed(judgement, date),
        table=table(
            ["Grade", *(f"Then {grade.lower()}" for grade in counts.GRADES), "All"],
            rows,
            caption="Which grade followed which",
            numeric=range(1, 6),
        ),
    )


def left(answers: NationalFacts, *, date: dt.date, published_by: dt.date, width: int) -> Component:
    """How long it takes to leave inadequate."""
    spells = answers.spells(date, published_by)
    curve = survival.time_to_leave(spells)
    middle = survival.median(curve)
    title = words.left(spells, middle)
    if spells.empty:
        return notices.empty(title)
    told = rows_of(spells, ["name", "began", "ended", "ended_by", "days"])
    rows = [(name, began.date(), None if pd.isna(ended) else ended.date(), *how) for name, began, ended, *how in told]
    finished = spells["finished"].tolist()
    reasons = Counter(row[3] for row, is_over in zip(rows, finished, strict=True) if not is_over)
    return chart(
        surviving.curve(curve, middle=middle, width=width),
        id="national-left",
        title=title,
        description=captions.left_aloud(title),
        caption=captions.left(len(spells), date, dict(reasons.most_common())),
        table=table(
            ["Authority", "From", "Until", "Ended by", "Days"], rows, caption="Spells of inadequacy", numeric=[4]
        ),
    )


def why(
    answers: NationalFacts, *, date: dt.date, published_by: dt.date, judgement: Judgement, since: dt.date, width: int
) -> Component:
    """Why the figure moved since an earlier date."""
    before = answers.held(since, None, judgement)
    changed = changes.changes(before, answers.held(date, published_by, judgement))
    frame = changes.reconcile(changed)
    rows = rows_of(frame)
    good = (row[1:] for row in rows if row[0] in counts.GRADES[:2])
    start, *by_move, end = (sum(column) for column in zip(*good, strict=True))
    title = words.why(start, end, since, date, judgement)
    moves = [(kind.value.capitalize(), n) for kind, n in zip(changes.MOVES, by_move, strict=True) if n]
    headers = [
        "Grade",
        long_date(since),
        *(kind.value.capitalize() for kind in changes.MOVES),
        long_date(date),
    ]
    who: dict[str, list[str]] = {kind.value: [] for kind in changes.MOVES}
    columns = (changed[column] for column in ("name", "change", "grade_before", "grade_after"))
    for name, move, old, new in sorted(zip(*columns, strict=True), key=itemgetter(0)):
        if move in who:
            who[move].append(f"{name} ({_or_none(old)} to {_or_none(new)})")
    names = [
        html.P([html.Strong(f"{kind.capitalize()}: "), "; ".join(listed), "."])
        for kind, listed in who.items()
        if listed
    ]
    return html.Div(
        [
            chart(
                moving.bridge(
                    (f"Good or outstanding, {long_date(since)}", start),
                    moves,
                    (f"Good or outstanding, {long_date(date)}", end),
                    width=width,
                ),
                id="national-why",
                title=title,
                description=captions.why_aloud(start, end, moves),
                caption=captions.WHY,
                table=table(headers, rows, caption="How each grade’s count came about", numeric=range(1, len(headers))),
            ),
            details("Which authorities these are", *names) if names else None,
        ],
        className="stack",
    )


def _or_none(grade: Any) -> str:
    return "no grade" if pd.isna(grade) else str(grade).lower()
