"""Facts that several families print in the same way: days on site, publication, lead inspector, lists of points."""

from __future__ import annotations

import datetime as dt
import re

from loaders.reports.dates import LONGEST_WAIT, DateRange, parse_date, parse_range
from loaders.reports.names import person_name

_DAYS_LABEL = re.compile(r"\bInspection dates? ?:? ?", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:Report )?[Pp]ublished(?: on)? ?: ?")
_DAY = re.compile(r"(?<![\d/.])\d{1,2}(?=[ /.a-z])")
_LEAD = re.compile(
    r"(?<!Deputy )(?<!deputy )\b(?:Lead|Reporting) [Ii]nspector(?P<several>s|\(s\))?(?: on site)?:? ?:? ?(?P<rest>.{3,80})"
)
_LEAD_END = re.compile(
    r"[,(;/]|\bHMI\b|\bH(?:er|is) Majest|\bDeputy\b|\b(?:Lead )?[Tt]eam\b|\bJudge?ments?\b|\bInspect(?:or|ion)|"
    r"\bQuality\b|\bSenior\b|\bOfsted\b|\bAge group\b|\bAssociate\b|\bSeconded\b|\bReport\b|\bThe\b|\bAssistant\b|\bContract"
)


NEW_YEAR = dt.timedelta(days=90)
SATURDAY = 5


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
        line = text[match.end() : match.end() + 90]
        for start in [0, *(day.start() for day in _DAY.finditer(line, 1))]:
            if (found := parse_date(line[start:])) is not None and found not in dates:
                dates.append(found)
    if len(dates) > 1:
        faults.add("it prints two dates of publication")
        return None
    return dates[0] if dates else None


def sound_dates(
    days: DateRange | None, published: dt.date | None, faults: Faults
) -> tuple[DateRange | None, dt.date | None]:
    """The days on site and the printed date of publication, where they can both be.

    Reports come out 22 to 225 days after the inspection. A date of January or February
    that only wants its year put up by one is a slip of the new year: it is told, as
    printed, and the days hold. In any other contradiction nobody can say which is wrong.
    A first day at a weekend is a misprint, which is told and not corrected.
    """
    if days is not None and days.printed is not None:
        faults.add(f"its days on site are printed as {days.printed[0].isoformat()} to {days.printed[1].isoformat()}")
    if days is not None and days.start.weekday() >= SATURDAY:
        faults.add(f"its first day on site ({days.start.isoformat()}) is a {days.start:%A}")
    if days is None or published is None or dt.timedelta(0) <= published - days.end <= LONGEST_WAIT:
        return days, published
    if published.month <= 2 and days.end <= published.replace(year=published.year + 1, day=1) <= days.end + NEW_YEAR:
        faults.add(f"it is dated {published.isoformat()}, before its first day on site")
        return days, published
    faults.add(
        f"its days on site ({days.start.isoformat()} to {days.end.isoformat()}) and "
        f"its own date ({published.isoformat()}) contradict each other"
    )
    return None, published


def lead_inspector(text: str) -> str | None:
    """The name after "Lead inspector", the first after "Lead inspectors"; None where none or two labels name one."""
    names = set()
    for match in _LEAD.finditer(text):
        rest = re.split(r" and ", match["rest"], maxsplit=1)[0] if match["several"] else match["rest"]
        end = _LEAD_END.search(rest)
        name = person_name(rest[: end.start()] if end else rest)
        if name:
            names.add(name)
    return names.pop() if len(names) == 1 else None
