"""Joint inspections as a peer's summaries list them (peers/joint_inspections.csv of the sources): believed where no letter was read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from loaders.csvfile import at_row, date_in, read_rows
from loaders.errors import LoaderError, RegisterError
from loaders.grades import EventType, Framework, Precision
from loaders.observation import Observation
from loaders.reconcile.precedence import PEERS
from loaders.register.authorities import Register
from loaders.reports.send import INCONSISTENT, SYSTEMIC_FAILINGS, TYPICALLY_POSITIVE

COLUMNS = ("urn", "event_type", "start_date", "end_date", "publication_date", "theme", "outcome", "report_url")

KINDS = {EventType.JTAI: Framework.JTAI, EventType.AREA_SEND: Framework.AREA_SEND}
OUTCOMES = (TYPICALLY_POSITIVE, INCONSISTENT, SYSTEMIC_FAILINGS)


def read_peers(path: Path, register: Register) -> list[Observation]:
    """One observation a row, in the order of the file; raises LoaderError naming file, row and column.

    A theme in that file is a guess of the tool that made it (it says "Abuse and neglect" of letters on mental health):
    it is checked for being there at all and left out. Rows of joint targeted area inspections have a date of
    publication alone.
    """
    found: list[Observation] = []
    for number, row in enumerate(read_rows(path, COLUMNS, LoaderError), start=2):
        with at_row(path, number):
            observation = _observation(row, f"{path.name}, row {number}", register)
            if any(_same(observation, other) for other in found):
                raise LoaderError("column urn: the inspection is listed twice. Keep one row of it.")
        found.append(observation)
    return found


def _observation(row: dict[str, str], where: str, register: Register) -> Observation:
    try:
        kind = EventType(row["event_type"])
        framework = KINDS[kind]
    except (ValueError, KeyError) as error:
        expected = ", ".join(KINDS)
        raise LoaderError(f"column event_type: expected one of {expected}; found {row['event_type']!r}.") from error
    start, end = _date(row, "start_date"), _date(row, "end_date")
    published = _date(row, "publication_date")
    if published is None:
        raise LoaderError("column publication_date: expected a date; found none.")
    if end and (start is None or not start <= end <= start + dt.timedelta(days=60)):
        raise LoaderError(f"column end_date: expected a day at most two months after start_date; found {end}.")
    if start and not start <= published <= start + dt.timedelta(days=400):
        raise LoaderError(f"column publication_date: expected a day within 400 days after {start}; found {published}.")
    outcome = row["outcome"]
    known = OUTCOMES if kind is EventType.AREA_SEND else ()
    if outcome and outcome not in known:
        raise LoaderError(f"column outcome: expected {', '.join((*known, 'nothing'))}; found {outcome!r}.")
    if not row["report_url"].startswith("https://"):
        raise LoaderError(f"column report_url: expected the address of the letter; found {row['report_url']!r}.")
    try:
        code = register.by_urn(row["urn"], start or published)
    except RegisterError as error:
        raise LoaderError(f"column urn: {error}") from error
    return Observation(
        authority_code=code,
        framework=framework,
        event_type=kind,
        source=PEERS,
        where=where,
        start_date=start,
        end_date=end,
        date_precision=Precision.DAY if start else Precision.UNKNOWN,
        publication_date=published,
        publication_precision=Precision.DAY,
        outcome=outcome or None,
        report_url=row["report_url"],
    )


def _date(row: dict[str, str], column: str) -> dt.date | None:
    return date_in(row, column, such_as="2025-09-09") if row[column] else None


def _same(a: Observation, b: Observation) -> bool:
    return (a.authority_code, a.event_type, a.publication_date) == (b.authority_code, b.event_type, b.publication_date)
