"""Facts that several families print in the same way: days on site, publication, lead inspector, lists of points."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from loaders.reports.dates import DateRange, parse_date, parse_range
from loaders.reports.names import person_name

_DAYS_LABEL = re.compile(r"\bInspection dates? ?:? ?", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:Report )?[Pp]ublished(?: on)? ?: ?")
_LEAD = re.compile(r"(?<!Deputy )(?<!deputy )\b(?:Lead|Reporting) inspector(?: on site)?:? ?:? ?(?P<rest>.{3,80})")
_LEAD_END = re.compile(
    r"[,(;/]|\bHMI\b|\bH(?:er|is) Majest|\bDeputy\b|\b(?:Lead )?[Tt]eam\b|\bJudge?ments?\b|\bInspect(?:or|ion)|"
    r"\bQuality\b|\bSenior\b|\bOfsted\b|\bAge group\b|\bAssociate\b|\bSeconded\b|\bReport\b|\bThe\b|\bAssistant\b|\bContract"
)


class Faults:
    """The reasons collected while a document is read; `text` joins them for `Reading.error`."""

    def __init__(self) -> None:
        self._reasons: list[str] = []

    def add(self, reason: str | None) -> None:
        """Keep a reason once."""
        if reason and reason not in self._reasons:
            self._reasons.append(reason)

    @property
    def text(self) -> str | None:
        """All the reasons, or None where nothing is amiss."""
        return "; ".join(self._reasons) or None


def days_on_site(text: str, faults: Faults) -> DateRange | None:
    """The range after "Inspection date(s):" in one line of text."""
    ranges = []
    for match in _DAYS_LABEL.finditer(text):
        if (found := parse_range(text[match.end() : match.end() + 120])) is not None and found not in ranges:
            ranges.append(found)
    if len(ranges) == 1:
        return ranges[0]
    if ranges:
        faults.add("it prints two different inspection dates")
    elif _DAYS_LABEL.search(text):
        faults.add("its inspection dates cannot be understood")
    else:
        faults.add("it prints no inspection dates")
    return None


def printed_publication(text: str, faults: Faults) -> dt.date | None:
    """The date after "Report published:" in one line of text; None where none or two are printed."""
    dates = []
    for match in _PUBLISHED.finditer(text):
        if (found := parse_date(text[match.end() : match.end() + 40])) is not None and found not in dates:
            dates.append(found)
    if len(dates) > 1:
        faults.add("it prints two dates of publication")
        return None
    return dates[0] if dates else None


def sound_publication(days: DateRange | None, published: dt.date | None, faults: Faults) -> dt.date | None:
    """The printed date, with a remark where the document contradicts itself."""
    if days is not None and published is not None and published < days.start:
        faults.add(f"the printed date {published.isoformat()} lies before its first day on site")
    return published


def lead_inspector(text: str) -> str | None:
    """The name after "Lead inspector"; None where it is not printed, or where two names are."""
    names = set()
    for match in _LEAD.finditer(text):
        rest = match["rest"]
        end = _LEAD_END.search(rest)
        name = person_name(rest[: end.start()] if end else rest)
        if name:
            names.add(name)
    return names.pop() if len(names) == 1 else None


def count_points(lines: Iterable[str]) -> int:
    """The number of bulleted points."""
    return sum(line.startswith(("•", "- ", "o ")) for line in lines)
