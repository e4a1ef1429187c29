"""How far each kind of event is known, in words: the one source of every caution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from dashboard.dates import long_date
from dashboard.statistics.coverage import BEGAN, Known, kind_of, known
from loaders import Dataset, Kind

PLURALS: Mapping[Kind, str] = {
    Kind.FULL: "full inspections",
    Kind.EARLIER: "inspections before November 2013",
    Kind.FOCUSED_VISIT: "focused visits",
    Kind.MONITORING_VISIT: "monitoring visits",
    Kind.JTAI: "joint targeted area inspections",
    Kind.AREA_SEND: "area SEND inspections",
}


def caution(dataset: Dataset, until: dt.date, *kinds: Kind) -> str:
    """What is not known up to a day of these kinds of event (of full inspections, where none is named), as a sentence.

    Nothing where nothing is missing.
    """
    parts = [part for kind in kinds or (Kind.FULL,) if (part := missing(known(dataset), kind, until))]
    return f"Known in full: {'; '.join(parts)}." if parts else ""


def missing(found: Known, kind: Kind, until: dt.date) -> str:
    """What is not known of a kind up to a day, as a part of a sentence; nothing where nothing is missing."""
    if kind not in found.windows:
        return f"{PLURALS[kind]} at no time"
    begin, end = found.windows[kind]
    if begin > BEGAN[kind]:
        return f"{PLURALS[kind]} only from {long_date(begin)} to {long_date(end)}"
    if end >= until:
        return ""
    if kind is Kind.FULL and (n := len(found.today & found.seen)):
        later = f", and later ones only of the {n} of {len(found.today)} authorities whose reports were read"
        return f"{PLURALS[kind]} to {long_date(end)}{later}"
    return f"{PLURALS[kind]} to {long_date(end)}"


def why_not_complete(name: str, year: int, found: Known) -> str:
    """Why the list of a year and kind is not complete, as a sentence."""
    kind = kind_of(name, year)
    if kind is None or kind not in found.windows:
        return "Known from the reports that were read: not complete."
    begin, end = found.windows[kind]
    return f"Known in full from {long_date(begin)} to {long_date(end)} ({found.basis[kind]})."
