"""Reports and letters to observations: the link says when and for whom, the document says what."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from loaders.addresses import canonical_url
from loaders.csvfile import read_rows
from loaders.errors import LoaderError, RegisterError, ReportError
from loaders.grades import ILACS_FROM, SIF_FROM, EventType, Framework, Judgement, Precision, Status
from loaders.observation import JudgementRecord, Observation
from loaders.reconcile.precedence import REPORTS
from loaders.refused import GONE
from loaders.register.authorities import Register
from loaders.reports.reading import READER, Document, Reading
from loaders.schema import DOCUMENTS, MANIFEST_COLUMNS

SHORT_INSPECTION = dt.timedelta(days=7)
"""A short ILACS inspection is one week on site, a standard one two (Ofsted's ILACS framework)."""

_FRAMEWORKS = {
    Document.SIF: Framework.SIF,
    Document.ILACS: Framework.ILACS,
    Document.TLAC: Framework.TLAC,
    Document.FOCUSED_VISIT: Framework.ILACS,
    Document.JTAI: Framework.JTAI,
    Document.AREA_SEND: Framework.AREA_SEND,
    Document.BOARD_REVIEW: Framework.LSCB,
}
_EVENTS = {
    Document.FOCUSED_VISIT: EventType.FOCUSED_VISIT,
    Document.MONITORING_VISIT: EventType.MONITORING_VISIT,
    Document.JTAI: EventType.JTAI,
    Document.AREA_SEND: EventType.AREA_SEND,
    Document.BOARD_REVIEW: EventType.BOARD_REVIEW,
}


@dataclass(frozen=True, slots=True)
class Link:
    """A document that an authority's page on Ofsted's site links."""

    urn: str
    provider: str
    link_text: str
    published: dt.date
    url: str | None
    sha256: str | None
    path: Path | None

    @property
    def name(self) -> str:
        """What messages and the ledger call the document."""
        return f"{self.provider}, {self.link_text}, {self.published.isoformat()}"


def read_manifest(path: Path) -> list[Link]:
    """The links of a manifest.csv; raises ReportError naming the row and column at fault."""
    rows = read_rows(path, MANIFEST_COLUMNS, ReportError)
    return [_manifest_link(path, number, row) for number, row in enumerate(rows, start=2)]


LETTERS = frozenset({Document.FOCUSED_VISIT, Document.MONITORING_VISIT, Document.JTAI})
"""Documents that bear a date of their own, which is that of their publication."""


def link_dates(files: Iterable[Path]) -> dict[Path, dt.date]:
    """The date of the link of each file that a manifest.csv beside or above it names; no manifest, no date."""
    dates: dict[Path, dt.date] = {}
    for manifest in sorted({folder / "manifest.csv" for path in files for folder in path.resolve().parents[:2]}):
        if manifest.is_file():
            with contextlib.suppress(LoaderError):  # another table of that name
                dates |= {path: link.published for path, link in file_links(read_manifest(manifest)).items()}
    return dates


def with_link_date(reading: Reading, published: dt.date | None) -> Reading:
    """The reading of a letter that prints no date, or a broken one, with the date of its link."""
    if reading.document in LETTERS and reading.publication_date is None and published is not None:
        return replace(reading, publication_date=published)
    return reading


def _manifest_link(path: Path, number: int, row: dict[str, str]) -> Link:
    try:
        published = dt.date.fromisoformat(row["published"])
    except ValueError as error:
        raise ReportError(
            f"{path}, row {number}, column published: expected a date as 2024-03-31, found {row['published']!r}."
        ) from error
    return Link(
        urn=row["urn"],
        provider=row["provider"],
        link_text=row["link_text"],
        published=published,
        url=canonical_url(row["source_url"]) or None,
        sha256=row["sha256"] or None,
        path=path.parent / row["path"] if row["path"] else None,
    )


def authority_of(link: Link, reading: Reading | None, register: Register) -> str:
    """The body that a document is about, by its link and its day; raises RegisterError for none.

    A page of today's authority can carry reports of the body that it replaced; the document's
    own day and name decide between the two.
    """
    on = (reading.start_date if reading else None) or link.published
    named = _named(reading, on, register)
    try:
        code = register.by_urn(link.urn, on)
    except RegisterError:
        # A page of a body that replaced several says nothing of the day before; the document names its own.
        if named and _linked_today(link, register) in register.successors(named):
            return named
        code = register.resolve(link.provider, on)
    return named if named and code in register.successors(named) else code


def _linked_today(link: Link, register: Register) -> str | None:
    """The body of today whose page holds the link; None for a number that is not known."""
    try:
        return register.by_urn(link.urn, None)
    except RegisterError:
        return None


def _named(reading: Reading | None, on: dt.date, register: Register) -> str | None:
    """The body that the document itself names; None where it names none that is known on its day."""
    if reading is None or not reading.authority:
        return None
    try:
        return register.resolve(reading.authority, on)
    except RegisterError:
        return None


def to_observation(link: Link, reading: Reading, code: str) -> Observation | None:
    """What a document says of its event; None where it is no report of an event.

    A file that cannot be read under a link that names a full inspection is an event all the same:
    its overall effectiveness is marked unreadable, so that the gap has a reason.
    """
    if reading.document == Document.NOT_A_REPORT:
        return _unreadable(link, code)
    day = reading.start_date or link.published
    framework = _FRAMEWORKS.get(reading.document, Framework.ILACS if day >= ILACS_FROM else Framework.SIF)
    words = reading.grades_as_published
    judgements = [JudgementRecord(key, grade, words.get(key, str(grade))) for key, grade in reading.judgements.items()]
    judgements += [JudgementRecord(key, None, "", status) for key, status in reading.not_graded.items()]
    printed = reading.publication_date
    return Observation(
        authority_code=code,
        framework=framework,
        event_type=_EVENTS.get(reading.document) or _inspection_type(reading),
        source=REPORTS,
        where=link.name,
        start_date=reading.start_date,
        end_date=reading.end_date,
        date_precision=Precision.DAY if reading.start_date else Precision.UNKNOWN,
        publication_date=link.published,
        publication_precision=Precision.DAY,
        theme=reading.theme,
        visit_number=reading.visit_number,
        priority_action_areas=reading.priority_action_areas,
        improvement_areas=reading.improvement_areas,
        outcome=reading.outcome,
        lead_inspector=reading.lead_inspector,
        report_url=link.url,
        document=link.sha256,
        printed_publication_date=printed if printed != link.published else None,
        judgements=tuple(sorted(judgements, key=lambda record: record.judgement)),
        elements=reading.elements if any(reading.elements) else (),
        printed_start_date=reading.printed_days[0] if reading.printed_days else None,
        printed_end_date=reading.printed_days[1] if reading.printed_days else None,
    )


def _inspection_type(reading: Reading) -> EventType:
    if reading.document != Document.ILACS:
        return EventType.REINSPECTION if reading.is_reinspection else EventType.FULL_INSPECTION
    short = reading.is_short
    if short is None and reading.start_date and reading.end_date:
        short = reading.end_date - reading.start_date < SHORT_INSPECTION
    return EventType.SHORT_INSPECTION if short else EventType.STANDARD_INSPECTION


def _unreadable(link: Link, code: str) -> Observation | None:
    words = link.link_text.casefold()
    is_full = "children" in words and "inspection" in words and "joint" not in words and link.published >= SIF_FROM
    if not is_full:
        return None
    ilacs = link.published >= ILACS_FROM + dt.timedelta(days=90)
    return Observation(
        authority_code=code,
        framework=Framework.ILACS if ilacs else Framework.SIF,
        event_type=EventType.STANDARD_INSPECTION if ilacs else EventType.FULL_INSPECTION,
        source=REPORTS,
        where=link.name,
        publication_date=link.published,
        publication_precision=Precision.DAY,
        report_url=link.url,
        document=link.sha256,
        judgements=(JudgementRecord(Judgement.OVERALL, None, "", Status.UNREADABLE),),
    )


def observe(
    readings: Iterable[tuple[Link, Reading | None]], register: Register
) -> tuple[list[Observation], pd.DataFrame]:
    """Links with what their documents say, as observations and the table `schema.DOCUMENTS`.

    A reading of None is a document that Ofsted's site lists and no longer gives.
    """
    observations: list[Observation] = []
    rows: list[dict[str, str | None]] = []
    for link, reading in readings:
        code, note = None, reading.error if reading else "Ofsted's site answers 'Report not found'"
        try:
            code = authority_of(link, reading, register)
        except RegisterError as error:
            note = "; ".join(filter(None, [note, str(error)]))
        seen = reading or Reading(document=Document.NOT_A_REPORT)
        observation = to_observation(link, seen, code) if code else None
        if observation:
            observations.append(observation)
        rows.append(
            {
                "urn": link.urn,
                "link_text": link.link_text,
                "published": link.published.isoformat(),
                "authority_code": code,
                "document": str(reading.document) if reading else GONE,
                "sha256": link.sha256,
                "url": link.url,
                "error": note,
                "reader": str(READER) if reading else None,
            }
        )
    return observations, sorted_documents(pd.DataFrame(rows, columns=DOCUMENTS.column_names, dtype="str"))


def sorted_documents(frame: pd.DataFrame) -> pd.DataFrame:
    """The table of documents in the order that it is written."""
    return frame.sort_values(list(DOCUMENTS.key), kind="stable", ignore_index=True, na_position="first")


def with_url(observation: Observation, urls: dict[str, str]) -> Observation:
    """The observation with the address of its document, where a crawl has found one since."""
    url = urls.get(observation.document or "")
    return replace(observation, report_url=url) if url and url != observation.report_url else observation


def file_links(links: Sequence[Link]) -> dict[Path, Link]:
    """The links that have a file, by its path."""
    return {link.path: link for link in links if link.path is not None}
