"""What may be said of what inspectors ask to improve: counts of points by the element that they name."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from tests.dashboard.oracle.grammar import Asked, Expected, Rules, Said, series, worded
from tests.dashboard.oracle.tables import FULL_KINDS, OVERALL, Event, day
from tests.dashboard.oracle.visiting import anywhere, held_when, is_shown, started

rules = Rules()
says = rules.says

NAMES = {
    "outcome 1": "families stay together and get the help they need",
    "outcome 2": "children are supported by their family network",
    "outcome 3": "children are safe in and outside of their homes",
    "outcome 4": "children in care and care leavers have stable, loving homes",
    "enabler 1": "multi-agency working",
    "enabler 2": "leaders drive conditions for effective practice",
    "enabler 3": "the workforce is equipped and effective",
    "principle 1": "the welfare of children comes first",
    "principle 2": "children’s wishes and feelings are heard",
    "principle 3": "partnership with whole families",
    "principle 4": "children grow up in families wherever possible",
    "principle 5": "agencies identify and meet needs together",
    "principle 6": "economic and social circumstances are considered",
}
NONE = "no overall grade"


@dataclass(frozen=True)
class Report:
    event: Event
    grade: str
    points: tuple[tuple[str, ...], ...]
    """Of each point that names any, the elements."""


def every(asked: Asked) -> list[Report]:
    """ILACS reports and letters on focused visits with points to improve, since the first that names an element."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in asked.tables.rows("improvements"):
        if row["element"]:
            named[row["inspection_id"]][row["point"]].append(row["element"])
    counted = {row["inspection_id"] for row in asked.tables.rows("inspections") if float(row["improvement_areas"] or 0)}
    found = [
        event
        for event in asked.tables.every
        if event.id in counted and event.framework == "ILACS" and event.published
        and event.kind in {*FULL_KINDS, "focused visit"}
    ]  # fmt: skip
    first = min(event.published for event in found if event.id in named and event.published)
    return [
        Report(event, grade_of(asked, event), tuple(map(tuple, named[event.id].values())))
        for event in found
        if event.published and event.published >= first
    ]


def grade_of(asked: Asked, event: Event) -> str:
    grade = held_when(asked, event) if event.kind == "focused visit" else event.grades.get(OVERALL)
    return grade or NONE


def chosen(asked: Asked) -> list[Report]:
    """Those of the region, period and grade."""
    return [
        one
        for one in every(asked)
        if is_shown(asked, one.event, one.event.published) and asked.grade in ("", one.grade)
    ]


def of_grade(asked: Asked) -> str:
    if asked.grade == NONE:
        return " with no overall grade"
    return f" of {asked.grade} authorities" if asked.grade else ""


def naming(asked: Asked) -> list[Report]:
    return [one for one in chosen(asked) if one.points]


def in_reports(asked: Asked, n: int) -> str:
    return f"{worded(n)} report{'s' * (n != 1)}{of_grade(asked)}"


@says(*anywhere("points to improve name {about:text} most often: {n:int} of {total:int} each, in {reports:text}",
                "points to improve name {about:text} most often: {n:int} of {total:int}, in {reports:text}"))  # fmt: skip
def most_named(asked: Asked, said: Said) -> Expected:
    reports = naming(asked)
    if len(reports) < 5:
        return "too few for a superlative"
    counts = Counter(element for one in reports for point in one.points for element in point)
    most = max(counts.values())
    top = [f"{one} ({NAMES[one]})" if one in NAMES else one for one in sorted(counts, key=order) if counts[one] == most]
    total = sum(len(one.points) for one in reports)
    return started(asked, said, about=series(top), n=most, total=total, reports=in_reports(asked, len(reports)))


def order(element: str) -> tuple[int, str]:
    return ("outcome", "enabler", "principle").index(element.split()[0]), element


@says(*anywhere("{reports:(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our) report.*?} {verb:name|names} elements of the national framework, in {n:int} "
                "{word:point|points}: too few to say what is asked most"))  # fmt: skip
def too_few(asked: Asked, said: Said) -> Expected:
    reports = naming(asked)
    if not 0 < len(reports) < 5:
        return f"there are {len(reports)}"
    n = sum(len(one.points) for one in reports)
    words = in_reports(asked, len(reports))
    words = words if "start" in said else words[:1].upper() + words[1:]
    verb, word = "names" if len(reports) == 1 else "name", "point" if n == 1 else "points"
    return started(asked, said, reports=words, verb=verb, n=n, word=word)


@says(*anywhere("no report{of:.*?} names an element of the national framework"))
def none_named(asked: Asked, said: Said) -> Expected:
    return started(asked, said, of=of_grade(asked)) if not naming(asked) else "some do"


@says("{n:Int} of the {reports:text} that list points to improve {verb:name|names} elements of the framework; the other {rest:int} do "
      "not, and are not counted",
      "All {reports:text} that list points to improve name elements of the framework")  # fmt: skip
def base(asked: Asked, said: Said) -> Expected:
    n, every_one = len(naming(asked)), len(chosen(asked))
    words = in_reports(asked, every_one)
    if "n" not in said:
        return {"reports": words} if n == every_one else "some do not"
    return {"n": n, "reports": words, "verb": "names" if n == 1 else "name", "rest": every_one - n}


@says("The first report to name elements came out on {date:date}")
def begins(asked: Asked, said: Said) -> Expected:
    return {"date": min(one.event.published or dt.date.max for one in every(asked))}


@says("Fewer than ten reports, of which little can be said: {groups:text}")
def few(asked: Asked, said: Said) -> Expected:
    """By grade, region or year: whichever its first name belongs to."""
    reports = naming(asked)
    ways = (
        [(one.grade, one.grade.capitalize()) for one in reports],
        [(asked.tables.bodies[one.event.code].region,) * 2 for one in reports],
        [(str(one.event.published.year),) * 2 for one in reports if one.event.published],
    )
    so = []
    for keys in ways:
        counts = Counter(name for _, name in keys)
        ranked = ["Outstanding", "Good", "Requires improvement", "Inadequate", "No overall grade"]
        names = sorted(counts, key=lambda name: (ranked.index(name) if name in ranked else 9, name))
        so.append(series([f"{name} ({worded(counts[name])})" for name in names if counts[name] < 10]))
    return {"groups": said["groups"]} if said["groups"] in so else f"they are {so}"


@says("{n:Int} {word:report|reports}{of:(?: of \\w[\\w ]*? authorities| with no overall grade)?} with a point on {element:text}, newest first",
      "{n:Int} {word:report|reports}{of:(?: of \\w[\\w ]*? authorities| with no overall grade)?}, newest first")  # fmt: skip
def listed(asked: Asked, said: Said) -> Expected:
    reports = [one for one in naming(asked) if not asked.element or any(asked.element in point for point in one.points)]
    if ("element" in said) != bool(asked.element):
        return "it names an element, or none"
    values: dict[str, object] = {
        "n": len(reports),
        "word": "report" if len(reports) == 1 else "reports",
        "of": of_grade(asked),
    }
    return {**values, "element": asked.element} if asked.element else values


def period(asked: Asked, since: str, until: str) -> Asked:
    """The same of a period."""
    return replace(asked, since=day(since), until=day(until), date=day(until))
