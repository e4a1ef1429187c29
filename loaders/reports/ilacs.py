"""ILACS inspections, standard and short, in the three shapes of their table of judgements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.grades import OVERALL_UNTIL, Judgement, Status
from loaders.reports.dates import DateRange, parse_range
from loaders.reports.detect import opening
from loaders.reports.fields import Faults, days_on_site, lead_inspector, printed_publication, sound_dates
from loaders.reports.improvement import improvements
from loaders.reports.names import authority_name, company_place
from loaders.reports.reading import Document, Reading
from loaders.reports.table import read_table

WEEK = 7
"""A short inspection has one week on site, a standard one two."""
LABELS = {
    "the impact of leaders on social work practice with children and families": Judgement.LEADERSHIP,
    "the impact of leaders on practice with children and families": Judgement.LEADERSHIP,
    "the experiences and progress of children who need help and protection": Judgement.HELP_AND_PROTECTION,
    "the experiences and progress of children in care and care leavers": Judgement.CHILDREN_IN_CARE,
    "the experiences and progress of children in care": Judgement.CHILDREN_IN_CARE,
    "the experiences and progress of care leavers": Judgement.CARE_LEAVERS,
    "the experiences and progress of children care leavers": Judgement.CARE_LEAVERS,
    "overall effectiveness": Judgement.OVERALL,
}
_COMBINED_LABEL = re.compile(r"children in care and\b(?:\W+\w+){0,6}?\W+care\W+(?:\w+\W+){0,6}?leavers", re.IGNORECASE)
_FINDINGS = re.compile(r"\bThe (?:experiences and progress|impact of leaders) .{3,90}? 1\. [A-Z]")
"""The first chapter of findings, before which the list of points stands."""
_TABLE_HEAD = re.compile(r"\bJudge?ments? Grades?\b")
_AFTER = re.compile(r"^(?P<rest>.*?)\bInspection dates?\b")
_SERVICES = r"(?:local authority )?children's (?:social care )?services"
_NAMES = (
    re.compile(rf"\bInspection of (?:the )?(?P<name>(?!local authority children|children's)(?:[^.]|St\.){{2,80}}?),? {_SERVICES}", re.IGNORECASE),
    re.compile(rf"^(?:\d )?(?P<name>.{{2,80}}?) Inspection of {_SERVICES}", re.IGNORECASE),
    re.compile(rf"\bInspection of {_SERVICES} (?:in|for|of) (?:the )?(?P<name>.{{2,80}})$", re.IGNORECASE),
    re.compile(r"\bon behalf of (?:the )?(?P<name>.{2,60})$", re.IGNORECASE),
    re.compile(r"\bInspection of (?:the )?(?P<name>.{2,80})$", re.IGNORECASE),
)  # fmt: skip
"""Ways in which the title, which ends where the dates of the inspection begin, names the authority."""
_FOOTER = re.compile(rf"\bInspection of (?:the )?(?P<name>.{{2,80}}?),? {_SERVICES} (?=\d)", re.IGNORECASE)
_ON_BEHALF = re.compile(r"\bon behalf of (?:the )?(?P<name>[A-Z][^.,;]{2,60}? Council)\b")


def _authority(text: str) -> str | None:
    """The place in the title; else in the footer of the next page, or the council for which a trust works."""
    head = _AFTER.match(text)
    title = (head["rest"] if head else text[:300]).strip()
    candidates = [match for pattern in _NAMES if (match := pattern.search(title))]
    candidates += [*_FOOTER.finditer(text), *_ON_BEHALF.finditer(text)]
    names = (authority_name(match["name"]) for match in candidates)
    return next((name for name in names if name), None) or company_place(title)


def _days(text: str, front: str, faults: Faults) -> DateRange | None:
    """The days on the first page; where they cannot be understood, those that the footer repeats."""
    days = days_on_site(front, faults)
    if days is None and _FOOTER.search(text, len(front)):
        repeated = {parse_range(text[match.end() : match.end() + 90]) for match in _FOOTER.finditer(text, len(front))}
        if len(repeated) == 1 and (days := repeated.pop()) is not None:
            faults.add("the days in its footer are taken")
    return days


def parse_ilacs(pages: Sequence[str]) -> Reading:
    """The facts of an ILACS inspection report; the first page holds the table, the next ones the points."""
    text = opening(pages)
    faults = Faults()
    head = _TABLE_HEAD.search(text)
    front = text[: head.start()] if head else text[:1_000]
    days, published = sound_dates(_days(text, front, faults), printed_publication(front, faults), faults)
    table = read_table(text[head.end() :] if head else "", LABELS)
    expected = {Judgement.LEADERSHIP, Judgement.HELP_AND_PROTECTION, Judgement.CHILDREN_IN_CARE}
    not_graded = dict(table.not_graded)
    if head and Judgement.CARE_LEAVERS not in table.found:
        if _COMBINED_LABEL.search(text[head.end() : head.end() + 700]):
            not_graded[Judgement.CARE_LEAVERS] = Status.NOT_SEPARATE
        else:
            expected.add(Judgement.CARE_LEAVERS)
    if Judgement.OVERALL not in table.found:
        if days is not None and days.start >= OVERALL_UNTIL:
            not_graded[Judgement.OVERALL] = Status.NOT_GIVEN
        else:
            expected.add(Judgement.OVERALL)
    faults.add(table.fault)
    missing = expected - table.found
    if missing:
        names = ", ".join(sorted(judgement.value for judgement in missing))
        faults.add(f"the table of judgements could not be understood (missing: {names})")
        table.judgements, table.as_published, not_graded = {}, {}, {}
    authority = _authority(text)
    if authority is None:
        faults.add("the name of the authority was not found")
    lead = lead_inspector(front)
    if lead is None:
        faults.add("it names no lead inspector on its first page")
    points = improvements(pages[:4], ends=_FINDINGS)
    if points.count is None:
        faults.add("its list of what needs to improve was not found")
    return Reading(
        document=Document.ILACS,
        authority=authority,
        start_date=days.start if days else None,
        end_date=days.end if days else None,
        printed_days=days.printed if days else None,
        publication_date=published,
        judgements=table.judgements,
        grades_as_published=table.as_published,
        not_graded=not_graded,
        improvement_areas=points.count,
        elements=points.elements,
        lead_inspector=lead,
        is_short=((days.pause or days.end) - days.start).days < WEEK if days else None,
        error=faults.text,
    )
