"""The briefing on who improved: the finding, each authority's two grades as a picture, and all of them as a table."""

from __future__ import annotations

import pandas as pd

from dashboard.briefing.content.sources import sources_of
from dashboard.briefing.model import DECK, Content, Picture, Section, Size, Table
from dashboard.briefing.pictures.captioned import MARGIN, room, standalone
from dashboard.briefing.subjects import Subject
from dashboard.drawing.scene import Scene
from dashboard.figures.improved import HEAD, SMALLEST, Moved, moves, rows_per_column
from dashboard.statistics import england
from dashboard.statistics.compare_set import parse
from dashboard.statistics.improved import Baseline, Outcome, Question, tally
from dashboard.text import improved as words
from dashboard.text.briefing import FRAMEWORK_CHANGE
from dashboard.text.coverage import caution
from dashboard.text.script import NO_CAUSE
from dashboard.words import lower_first, slugify, upper_first
from loaders import Dataset, Grade, default_cut_off

PITCHES = (36.0, 30.0, 26.0, 24.0, SMALLEST)
"""Pixels from row to row, of which a picture takes the most that fits."""


MOST = 60
"""Authorities whose table a document of two pages can hold."""


def improved_content(dataset: Dataset, subject: Subject) -> Content:
    """Who improved, stayed the same and declined, and who cannot be compared."""
    question = asked(dataset, subject)
    found = question.answer(dataset)
    title = words.finding(found, question)
    known = caution(dataset, question.as_at)
    every, counts = _table(dataset, found, question), _counts(found, question)
    inspections = dataset.inspections().set_index("inspection_id")
    ids = pd.concat([found["from_id"], found["to_id"]]).dropna()
    sources = sources_of(dataset, inspections.loc[ids, "source"])
    points = [
        words.of_one(found, question.among.chosen, question),
        words.named(found, Outcome.IMPROVED),
        words.named(found, Outcome.DECLINED),
        f"Stayed the same: {lower_first(words.split(found))}" if words.split(found) else "",
    ]
    moved = _moved(found)
    picture = _picture(moved, title, question, known)
    story = Section(
        key="story", title=title, points=tuple(point for point in points if point), table=counts, cites=sources,
        notes="Each authority’s grade against an earlier one of its own.",
    )  # fmt: skip
    drawn = Section(
        key="moves", title="Who improved and who declined", table=every, picture=picture,
        parts=_parts(moved, title, question, known),
        notes="A ring marks the grade before, a square the grade now. Better lies to the right.",
    )  # fmt: skip
    is_long = len(found) > MOST
    listed = Section(
        key="list", title="Every authority", table=every, is_table_extra=is_long,
        paragraphs=("Each authority with both grades and dates is in the workbook and on the page.",) if is_long else (),
        notes="The same as a table, with both dates.",
    )  # fmt: skip
    return Content(
        slug=slugify(question.among.key if question.among.key != "all" else "england"),
        what="improved",
        subject=f"{upper_first(question.among.words)}: who improved",
        headline=title,
        as_at=question.as_at,
        sections=(story, drawn, listed) if moved else (story, listed),
        tables=(every, counts),
        sources=sources,
        method=(
            words.rule(question),
            *([known] if known else []),
            FRAMEWORK_CHANGE,
            NO_CAUSE,
        ),
        keywords=("Ofsted", "children’s services", "who improved"),
        path=f"/improved?set={question.among.key}&judgement={question.judgement.value}&to={question.as_at}"
        + _against_in_address(question.against),
        view=subject.view.in_file_name,
    )


def asked(dataset: Dataset, subject: Subject) -> Question:
    """The subject's view, made definite."""
    view, reach = subject.view, dataset.reach
    date = view.date or reach
    among = parse(subject.name.removeprefix("improved:").removesuffix(view.suffix), dataset.bodies())
    assert among is not None  # the name was read
    against: Baseline = "first ILACS" if view.against is None else view.against
    judgement = view.judgement or england.leading(date)
    return Question(against, date, min(default_cut_off(date), reach), judgement, among)


def _against_in_address(against: Baseline) -> str:
    if against == "first ILACS":
        return ""
    return "&against=previous" if against == "previous" else f"&against=date&since={against}"


def _moved(found: pd.DataFrame) -> list[Moved]:
    """The rows of the picture: those that improved, then those that declined, each under a heading."""
    rows: list[Moved] = []
    for outcome in (Outcome.IMPROVED, Outcome.DECLINED):
        mine = found[found["outcome"] == outcome.value]
        if len(mine):
            rows.append(Moved(f"{upper_first(outcome.value)}: {len(mine)}"))
        columns = zip(mine["code"], mine["name"], mine["from_grade"], mine["to_grade"], strict=True)
        rows += [Moved(name, Grade(old), Grade(new), code) for code, name, old, new in columns]
    return rows


def _picture(rows: list[Moved], title: str, question: Question, known: str, name: str = "improved") -> Picture:
    listed = "; ".join(
        f"{row.name}: {row.old.value.lower()}, then {row.new.value.lower()}" for row in rows if row.old and row.new
    )

    def draw(size: Size) -> Scene:
        width = size.width if size.is_bare else size.width - 2 * MARGIN
        high = rows_per_column(len(rows), width)
        space = room(title, picture.caption, size)
        pitch = next((one for one in PITCHES if HEAD + one * high <= space), SMALLEST)
        return standalone(moves(rows, width=width, pitch=pitch), title, picture.caption, size)

    picture = Picture(
        name=name, title=title, draw=draw, source=words.rule(question), caution=known,
        alt=f"{title}. {listed}.",
        reading="A ring: the grade before; a square: the grade now. Those that stayed the same are in the table.",
    )  # fmt: skip
    return picture


def _parts(rows: list[Moved], title: str, question: Question, known: str) -> tuple[Picture, ...]:
    """The same in pictures that a slide can hold; none where one slide holds all."""
    most = 2 * int((DECK.height - HEAD) / SMALLEST)
    if len(rows) <= most:
        return ()
    cut = [rows[start : start + most] for start in range(0, len(rows), most)]
    return tuple(_picture(part, title, question, known, f"improved-{number}") for number, part in enumerate(cut, 1))


def _table(dataset: Dataset, found: pd.DataFrame, question: Question) -> Table:
    """Every authority with both grades and dates, or why it cannot be compared."""
    reports = dataset.inspections().set_index("inspection_id")["report_url"]
    frame = pd.DataFrame(
        {
            "Authority": found["name"].to_numpy(),
            "Outcome": [upper_first(outcome) for outcome in found["outcome"]],
            "Grade before": found["from_grade"].fillna("").to_numpy(),
            "Inspected before": found["from_date"].to_numpy(),
            "Grade": found["to_grade"].fillna("").to_numpy(),
            "Inspected": found["to_date"].to_numpy(),
            "Note": [
                words.why(row, question) if row.outcome == Outcome.NOT_COMPARED else upper_first(words.ungraded(row))
                for row in found.itertuples()
            ],
            "Report": found["to_id"].map(reports).fillna("").to_numpy(),
        }
    )
    return Table(
        name="improved",
        title="Each authority’s grade against an earlier one of its own",
        frame=frame,
        caption="Dates are those of the inspections; one without a known first day has the day of its report.",
        links=("Inspected", "Report"),
    )


def _counts(found: pd.DataFrame, question: Question) -> Table:
    """How many improved, stayed the same and declined; of England by region too."""
    name = "England" if question.among.key == "all" else upper_first(question.among.words)
    areas = [(name, found)]
    if question.among.key == "all":
        areas += [(str(region), group) for region, group in found.groupby("region")]
    rows = [(area, *tally(frame).values()) for area, frame in areas]
    return Table(
        name="counts",
        title="How many improved",
        frame=pd.DataFrame(rows, columns=["Area", *(upper_first(outcome.value) for outcome in Outcome)]),
        strong=name if len(rows) > 1 else "",
    )
