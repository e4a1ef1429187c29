"""Data: what is in the dataset and what is not, where it comes from, and all of it as files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import Any

import pandas as pd
from dash import Dash, dcc, html

from dashboard.components.chart import details
from dashboard.components.grid import grid
from dashboard.components.headings import heading, page, section
from dashboard.components.notices import inset
from dashboard.components.table import frame_table, table
from dashboard.dates import long_date
from dashboard.judgements import ABSENCES, FOUR, NAMES, TODAY
from dashboard.statistics import coverage
from dashboard.statistics.context.figures import reach
from dashboard.text.coverage import why_not_complete
from dashboard.web.downloads import TABLES
from dashboard.web.routing import Page, add_page
from dashboard.words import upper_first
from loaders import Dataset, EventType, Kind

GRID = "data-events"
GRID_COLUMNS = {
    "authority": ("Authority", 290),
    "event_type": ("What", 220),
    "start_date": ("First day on site", 180),
    "publication_date": ("Published", 130),
    "overall_effectiveness": ("Overall grade", 210),
    **{judgement.value: (NAMES[judgement], 190) for judgement in FOUR},
    "theme": ("Theme", 220),
    "outcome": ("Outcome", 180),
    "lead_inspector": ("Lead inspector", 170),
    "framework": ("Framework", 130),
    "source": ("Source", 150),
}
KINDS = (
    Kind.FULL.value,
    EventType.FOCUSED_VISIT.value,
    EventType.MONITORING_VISIT.value,
    EventType.JTAI.value,
    EventType.AREA_SEND.value,
    EventType.BOARD_REVIEW.value,
)
"""The columns of the table of coverage, in the order of the timeline's lanes."""
ADDRESSES = (
    ("/api/v1/authorities.json", "/api/v1/authorities.json", "Every authority, with the address of its own file"),
    (
        "/api/v1/authority/{slug}.json",
        "/api/v1/authority/dudley.json",
        "One authority: each event with its judgements, sources and disagreements",
    ),
    (
        "/api/v1/as-at/{date}.json",
        "/api/v1/as-at/2024-03-31.json?by=ofsted-region",
        "How many authorities held each grade; published_by, judgement and by=region or ofsted-region may be added",
    ),
    (
        "/api/v1/context/{place}.json",
        "/api/v1/context/dudley.json",
        "Other statistics of an authority, of a region such as west-midlands, or of england, with what each one means",
    ),
    (
        "/changes.atom",
        "/changes.atom",
        "The newest publications as an Atom feed; with from and to, those between two dates",
    ),
    (
        "/authority/{slug}.atom, /region/{slug}.atom",
        "/authority/dudley.atom",
        "The same of one authority or region",
    ),
    (
        "/changes.ics, /authority/{slug}.ics, /region/{slug}.ics",
        "/authority/dudley.ics",
        "A calendar (iCalendar): a whole day for each publication, no estimates of what is to come",
    ),
    (
        "/download/changes.csv",
        "/download/changes.csv?from=2024-03-31&to=2025-03-31",
        "What was published between two dates with the grade before and the grade of each judgement; show=all adds visits",
    ),
    (
        "/download/improved.csv",
        "/download/improved.csv?set=region:west-midlands",
        "Who improved: against, since, judgement, set and to as on the page",
    ),
)


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page, the files and the JSON that it names."""
    add_page(app, Page(key="data", path="/data", title="Data", nav="Data", layout=_layout(dataset)))


def _layout(dataset: Dataset) -> Callable[..., html.Div]:
    @cache  # the page depends on nothing but the dataset
    def parts() -> list[Any]:
        return [
            *(_coverage(dataset), _events(dataset), _other_statistics(dataset)),
            *(_files(dataset), _sources(dataset), _ledger(dataset)),
        ]

    def layout(**_query: str) -> html.Div:
        lead = "What the dataset holds and what it lacks, where each fact comes from, and all of it to take away."
        return page(heading("Data", lead), *parts(), key="data")

    return layout


def _windows(dataset: Dataset) -> html.Div:
    """How far each kind is known in full, and on what that rests."""
    found = coverage.known(dataset)
    rows = [
        [upper_first(kind.value), *found.windows[kind], found.basis[kind]] for kind in Kind if kind in found.windows
    ]
    return html.Div(
        table(
            ["Kind", "Known in full from", "to", "On what that rests"],
            rows,
            caption="How far each kind is known",
            stacks=True,
        ),
        id="covered",
    )


def _coverage(dataset: Dataset) -> html.Section:
    known = coverage.known(dataset)
    counted = coverage.by_year(dataset.inspections(), known)
    kinds = [kind for kind in KINDS if kind in set(counted["kind"])]
    dated = counted[counted["year"].notna()]
    rows = []
    for year, of_year in sorted(dated.groupby("year"), reverse=True):
        cells = {row.kind: _count(row) for row in of_year.itertuples()}
        rows.append([str(year), *(cells.get(kind, "") for kind in kinds)])
    undated = {row.kind: str(row.n) for row in counted[counted["year"].isna()].itertuples()}
    if undated:
        rows.append(["Date not known", *(undated.get(kind, "") for kind in kinds)])
    partial = dated[~dated["is_complete"]]
    notes = dict.fromkeys(
        (kind, why_not_complete(kind, year, known))
        for kind, year in zip(partial["kind"].astype(str), map(int, partial["year"]), strict=True)
    )
    return section(
        "What is covered",
        _windows(dataset),
        inset("A small number in a year whose list is not complete is no sign of few visits."),
        html.Div(
            table(
                ["Year", *(upper_first(kind) for kind in kinds)],
                rows,
                caption="Events by the year in which they began, and type; hatched and *: a list that is not complete",
                numeric=range(1, len(kinds) + 1),
            ),
            className="coverage",
        ),
        details(
            "Why a list is not complete", html.Ul([html.Li(f"{upper_first(kind)}: {note}") for kind, note in notes])
        ),
    )


def _count(row: Any) -> html.Span:
    if row.is_complete:
        return html.Span(f"{row.n}", className="whole")
    return html.Span(f"{row.n}*", className="part")


def _events(dataset: Dataset) -> html.Section:
    return section(
        "Every event",
        html.P(
            "Type below a heading to filter; press Enter on a heading to sort. "
            "The arrow keys move between cells, and Tab leaves the table. Dates are written year, month, day.",
            className="script-only",
        ),
        grid(GRID, GRID_COLUMNS, grid_rows(dataset), label="Every event", links={"authority": "AuthorityLink"}),
    )


def grid_rows(dataset: Dataset) -> list[dict[str, Any]]:
    """The events as the grid takes them, newest first: text alone, blank for what is not known.

    Where a judgement has no grade, the reason stands in its place; `slug` is where the authority's name leads.
    """
    judged = dataset.judgements()
    judged = judged.assign(grade=judged["grade"].astype(object).fillna(judged["status"].map(ABSENCES)))
    grades = judged.pivot(index="inspection_id", columns="judgement", values="grade")
    names = dataset.bodies().rename(columns={"code": "authority_code", "name": "authority"})
    frame = (
        dataset.inspections()
        .merge(names[["authority_code", "authority", "slug"]], on="authority_code")
        .merge(grades[[judgement.value for judgement in TODAY]], on="inspection_id", how="left")
    )
    best = frame["start_date"].fillna(frame["publication_date"])
    frame = frame.loc[best.sort_values(ascending=False, kind="stable").index, [*GRID_COLUMNS, "slug"]]
    for name in ("start_date", "publication_date"):
        frame[name] = frame[name].dt.strftime("%Y-%m-%d")
    return [
        {str(key): value for key, value in row.items()} for row in frame.astype(object).fillna("").to_dict("records")
    ]


def _other_statistics(dataset: Dataset) -> html.Section:
    measures = dataset.measures()
    spans = measures.merge(reach(dataset.context(), measures), on=["measure", "label"])
    rows = [
        [
            row["label"],
            f"{row['definition']} {upper_first(row['unit'])}, {row['period']}.",
            f"{row['first']:%Y} to {row['last']:%Y}" if row["n"] else "",
            int(row["n"]),
            int(row["missing"]),
            html.A(row["publisher"], href=row["page"], **{"aria-label": f"{row['publisher']}: {row['title']}"}),
        ]
        for row in spans.to_dict("records")
    ]
    return section(
        "Other statistics of the same authorities",
        html.P(
            "Figures as the Department for Education and the Office for National Statistics publish them, of each "
            "authority, the nine regions and England. Where there is none, the table says why: suppressed, not "
            "available, not applicable, too unreliable, or so small that it rounds to nothing. Two pairs of "
            "authorities make one return together: its figure stands with each of the two, and says so."
        ),
        details(
            f"Show the {len(rows)} measures and what each means",
            table(
                ["Measure", "What it means", "Years", "Figures", "Without", "Publisher"],
                rows,
                caption="Measures, and how far each is known",
                numeric=(3, 4),
                stacks=True,
            ),
        ),
        id="other-statistics",
    )


def _files(dataset: Dataset) -> html.Section:
    titles = {resource["name"]: resource["title"] for resource in dataset.package["resources"]}
    rows = [
        [
            titles[name],
            html.A("CSV", href=f"/download/{name}.csv", **{"aria-label": f"{titles[name]}: CSV"}),
            html.A("Excel", href=f"/download/{name}.xlsx", **{"aria-label": f"{titles[name]}: Excel"}),
        ]
        for name in TABLES
    ]
    addresses = [
        [html.Code(pattern), html.A("Try it", href=example, **{"aria-label": f"Try {pattern}"}), words]
        for pattern, example, words in ADDRESSES
    ]
    return section(
        "Take it away",
        html.P(
            [
                html.A("The whole dataset as a Data Package (zip)", href="/download/datapackage.zip"),
                ": every table, the meaning of each column, the sources with their checksums, and the licence. Or ",
                html.A("all tables as one SQLite file", href="/download/childrens-services.sqlite"),
                ", which Datasette and most programs for data open as it is.",
            ]
        ),
        html.P(
            "CSV and Excel are for people: names of authorities stand with their codes, and CSV begins with a byte order "
            "mark, so that Excel shows every letter. The files of the Data Package have neither."
        ),
        html.Div(table(["Table", "CSV", "Excel"], rows, caption="Tables", numeric=(1, 2)), className="files-to-take"),
        html.H3("For programs"),
        html.P(
            [
                "These addresses are stable. Each answer has an ETag, so that a program can ask whether it has changed, "
                "and scripts of any site may read them. ",
                html.A("Their description by the OpenAPI standard", href="/api/v1/openapi.json"),
                " says what each takes and answers.",
            ]
        ),
        details(
            f"Show the {len(addresses)} kinds of addresses",
            table(
                ["Address", "Example", "What it gives"],
                addresses,
                caption="Addresses that answer with data",
                stacks=True,
            ),
        ),
    )


def _sources(dataset: Dataset) -> html.Section:
    events, judgements, figures = (
        frame["source"].value_counts() for frame in (dataset.inspections(), dataset.judgements(), dataset.context())
    )
    rows = [
        [
            html.A(source["title"], href=source["path"]) if source["path"].startswith("http") else source["title"],
            source["publisher"],
            _value(source.get("published") or ("every year" if source["name"] in figures else "over time")),
            int(events.get(source["name"], 0)),
            int(judgements.get(source["name"], 0)),
            int(figures.get(source["name"], 0)),
            html.Code(source["sha256"][:12], title=source["sha256"]),
        ]
        for source in dataset.package["sources"]
    ]
    reach = dataset.built
    return section(
        "Where it comes from",
        html.P(f"The dataset reaches to {long_date(reach)}.") if reach else None,
        html.P(
            "Where sources differ, the latest official workbook that lists the event is used, then the report itself, "
            "then earlier workbooks, then press. Every fact keeps the name of its source."
        ),
        details(
            f"Show the {len(rows)} sources",
            table(
                ["Source", "Publisher", "Published", "Events", "Judgements", "Figures", "Checksum"],
                rows,
                caption="Sources, and how many events, judgements and figures rest on each",
                numeric=(3, 4, 5),
                stacks=True,
            ),
        ),
    )


def _ledger(dataset: Dataset) -> html.Section:
    ledger = dataset.disagreements()
    names = dataset.inspections().merge(dataset.bodies(), left_on="authority_code", right_on="code")
    who = names.set_index("inspection_id")[["name", "slug"]].astype(str).to_dict("index")
    titles = {source["name"]: source["title"] for source in dataset.package["sources"]}
    frame = pd.DataFrame(
        {
            "authority": [
                dcc.Link(who[key]["name"], href=f"/authority/{who[key]['slug']}") for key in ledger["inspection_id"]
            ],
            "field": ledger["field"].str.replace("_", " ").str.capitalize(),
            "value_used": ledger["value_used"].map(_value),
            "source_used": ledger["source_used"].map(titles),
            "value_other": ledger["value_other"].map(_value),
            "source_other": ledger["source_other"].map(titles),
            "reason": ledger["reason"].fillna("").map(upper_first),
        }
    )
    labels = {
        "authority": "Authority",
        "field": "Field",
        "value_used": "Used here",
        "source_used": "Source used",
        "value_other": "Other value",
        "source_other": "Other source",
        "reason": "Why the value used is used",
    }
    return section(
        "Where sources disagree",
        html.P(f"{len(ledger)} facts are given differently by two sources. Both are kept."),
        details(
            f"Show the {len(ledger)} facts",
            frame_table(frame, labels=labels, caption="The ledger of disagreements", stacks=True),
        ),
    )


def _value(text: str) -> str:
    """A value of the tables as the page shows it: dates in words, the rest as it stands."""
    try:
        return long_date(dt.date.fromisoformat(text))
    except ValueError:
        return text
