"""What may be said of one authority: its title, its summary, the caption and the text alternative of its timeline."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from tests.dashboard.oracle.grammar import (
    MONTH,
    MONTHS,
    AnyOf,
    Asked,
    Expected,
    Rules,
    Said,
    judgements,
    month,
    months_between,
    ordinal,
    parted,
    read,
    series,
    worded,
)
from tests.dashboard.oracle.tables import FOUR, OVERALL, OVERALL_ENDS, RANK, Event
from tests.dashboard.oracle.visiting import window

rules = Rules()
says = rules.says


@dataclass(frozen=True)
class Past:
    """The overall grades of a body in order, and what stands at their end."""

    name: str
    found: list[tuple[dt.date, str, Event]]
    last: Event | None

    @property
    def run(self) -> int:
        """How many of the latest inspections all gave the present grade."""
        n = 0
        while n < len(self.found) and self.found[-1 - n][1] == self.grade:
            n += 1
        return n

    @property
    def grade(self) -> str:
        return self.found[-1][1]

    @property
    def before(self) -> str | None:
        """The grade before the present run of the same."""
        return self.found[-self.run - 1][1] if len(self.found) > self.run else None

    @property
    def since(self) -> tuple[int, int] | None:
        """The month in which the present run began."""
        return month(self.found[-self.run][0])

    @property
    def ungiven(self) -> bool:
        """Whether the latest full inspection gave no overall grade."""
        return self.last is not None and OVERALL not in self.last.grades


def past(asked: Asked) -> Past:
    body = asked.of
    found = asked.tables.graded(body.code, asked.by)
    return Past(body.name, found, asked.tables.latest(body.code, asked.by))


def is_gone(asked: Asked) -> bool:
    return asked.tables.is_gone(asked.of)


def four(event: Event) -> dict[str, list[str]]:
    """The four judgements of an inspection under their grades, best first."""
    grades = sorted({event.grades[one] for one in FOUR if one in event.grades}, key=lambda grade: -RANK[grade])
    return {grade: [one for one in FOUR if event.grades.get(one) == grade] for grade in grades}


# Titles


@says("{name:name} was abolished in {month:month} and has no overall grade on record")
def gone_ungraded(asked: Asked, said: Said) -> Expected:
    if past(asked).found:
        return "it holds an overall grade"
    return {"name": asked.of.name, "month": month(asked.of.abolished)}


@says("{name:name} was last judged {grade:judged} in {month:month}, and was abolished in {end:month}")
def gone(asked: Asked, said: Said) -> Expected:
    told = past(asked)
    if not told.found or not is_gone(asked):
        return "it holds no grade, or is not gone"
    return {
        "name": told.name,
        "grade": told.grade,
        "month": month(told.found[-1][0]),
        "end": month(asked.of.abolished),
    }


@says("{name:name} came into being in {month:month} and has not yet been inspected")
def new_and_uninspected(asked: Asked, said: Said) -> Expected:
    if past(asked).last or is_gone(asked):
        return "it was inspected, or is gone"
    return {"name": asked.of.name, "month": month(asked.of.established)}


@says("{name:name} has no full inspection of children’s services on record")
def old_and_uninspected(asked: Asked, said: Said) -> Expected:
    if past(asked).last or asked.of.established or is_gone(asked):
        return "it was inspected, or is new, or is gone"
    return {"name": asked.of.name}


@says("{name:name} was inspected in {month:month} without an overall grade")
def inspected_without(asked: Asked, said: Said) -> Expected:
    told = past(asked)
    if not told.last or not told.ungiven or is_gone(asked) or (four(told.last) and told.found):
        return "its latest inspection gave an overall grade, or others"
    return {"name": told.name, "month": month(told.last.when(asked.by))}


@says(
    "{name:name} was judged {grade:judged} in {which:both judgements|all three judgements|all four judgements} "
    "in {month:month}, with no overall grade given"
)
def four_alike(asked: Asked, said: Said) -> Expected:
    told = past(asked)
    grades = four(told.last) if told.last and told.ungiven and not is_gone(asked) else {}
    if len(grades) != 1:
        return f"its judgements are {grades}"
    ((grade, names),) = grades.items()
    which = {2: "both judgements", 3: "all three judgements", 4: "all four judgements"}[len(names)]
    return {
        "name": told.name,
        "grade": grade,
        "which": which,
        "month": month(told.last.when(asked.by) if told.last else None),
    }


@says("{name:name} {first:(?:left|was|rose|fell).+?} in {month:month}{others:(?:, and .+)?}")
def four_apart(asked: Asked, said: Said) -> Expected:
    """Since April 2026 a body moves judgement by judgement, against the inspection before."""
    told = past(asked)
    grades = four(told.last) if told.last and told.ungiven and not is_gone(asked) else {}
    if len(grades) < 2 or told.last is None:
        return f"its judgements are {grades}"
    end = told.last.when(asked.by) or dt.date.min
    earlier = [one for one in asked.tables.full(asked.of.code) if (day := one.when(asked.by)) and day < end]
    before = max(earlier, key=lambda one: one.when(asked.by) or end).grades if earlier else {}
    groups: dict[str, list[str]] = {}
    for key in FOUR:
        old, new = before.get(key), told.last.grades.get(key)
        if old and new and old != new:
            up = "rose" if RANK[new] > RANK[old] else "fell"
            words = (
                "left inadequate"
                if old == "inadequate"
                else "was judged inadequate"
                if new == "inadequate"
                else f"{up} to {new}"
            )
            groups.setdefault(words, []).append(f"for {SHORT[key]}")
    order = ("left inadequate", "was judged inadequate", "rose to outstanding", "rose to good", "rose to requires improvement",
             "fell to good", "fell to requires improvement")  # fmt: skip
    clauses = [f"{words} {' and '.join([', '.join(groups[words][:-1]), groups[words][-1]]).removeprefix(' and ')}"
               for words in order if words in groups]  # fmt: skip
    so, verb = [], ""
    for clause in clauses:
        this, _, rest = clause.partition(" ")
        so.append(rest if this == verb else clause)
        verb = this
    others = "".join(f", and {clause}" for clause in so[1:])
    return {"name": told.name, "first": so[0] if so else "?", "month": month(end), "others": others}


SHORT = {"leadership": "leaders", "help_and_protection": "help and protection", "children_in_care": "children in care",
         "care_leavers": "care leavers"}  # fmt: skip


def _stands(asked: Asked) -> Past | str:
    """The past of a living body whose latest full inspection gave an overall grade."""
    told = past(asked)
    return "it is gone, or its latest inspection gave no overall grade" if is_gone(asked) or told.ungiven else told


@says("{name:name} was judged {grade:judged} at its {which:first|only graded} inspection, in {month:month}")
def judged_once(asked: Asked, said: Said) -> Expected:
    told = _stands(asked)
    if isinstance(told, str) or len(told.found) != 1:
        return "it was not graded once"
    which = "first" if asked.of.established else "only graded"
    return {"name": told.name, "grade": told.grade, "which": which, "month": told.since}


@says(
    "{name:name} {grade:held} since {month:month}, at {times:times}",
    "{name:name} {grade:stood} from {month:month} until at least {end:month}, at {times:times}",
)
def never_another(asked: Asked, said: Said) -> Expected:
    told = _stands(asked)
    if isinstance(told, str) or told.run < 2 or told.before:
        return "it did not hold one grade at several inspections"
    return _ended(asked, said) or {
        "name": told.name,
        "grade": told.grade,
        "month": told.since,
        "times": len(told.found),
        **_end(asked),
    }


def _ended(asked: Asked, said: Said) -> str | None:
    """A record that ends early is told to its end; one that does not, to today."""
    is_early = asked.tables.record_end(asked.of) is not None
    return None if is_early == ("end" in said) else "the record ends early, or it does not and the words say so"


def _end(asked: Asked) -> dict[str, object]:
    end = asked.tables.record_end(asked.of)
    return {"end": month(end)} if end else {}


@says("{name:name} left inadequate in {month:month}, when it was judged {grade:judged}")
def left_at_the_end(asked: Asked, said: Said) -> Expected:
    told = _stands(asked)
    if isinstance(told, str) or told.before != "inadequate" or told.run > 1 or not asked.tables.record_end(asked.of):
        return "it did not leave inadequate at the last inspection of a record that ends early"
    return {"name": told.name, "month": told.since, "grade": told.grade}


@says(
    "{name:name} left inadequate in {month:month} and {grade:held} since",
    "{name:name} left inadequate in {month:month} and {grade:stood} until at least {end:month}",
)
def left(asked: Asked, said: Said) -> Expected:
    told = _stands(asked)
    if isinstance(told, str) or told.before != "inadequate":
        return "it did not leave inadequate last"
    return _ended(asked, said) or {"name": told.name, "month": told.since, "grade": told.grade, **_end(asked)}


@says(
    "{name:name} {verb:rose|fell} from {before:grade} to {after:grade} in {month:month}",
    "{name:name} {verb:rose} from {before:grade} to {after:grade} in {month:month} and kept the grade at the next "
    "inspection",
    "{name:name} {verb:rose} from {before:grade} to {after:grade} in {month:month} and kept the grade at the next "
    "{more:int} inspections",
    "{name:name} {verb:fell} from {before:grade} to {after:grade} in {month:month} and {grade:held} since",
    "{name:name} {verb:fell} from {before:grade} to {after:grade} in {month:month} and {grade:stood} until at least "
    "{end:month}",
)
def moved(asked: Asked, said: Said) -> Expected:
    told = _stands(asked)
    if isinstance(told, str) or told.before in (None, "inadequate"):
        return "its grade did not change last, or it left inadequate"
    assert told.before
    values: dict[str, object] = {
        "name": told.name,
        "verb": "rose" if RANK[told.grade] > RANK[told.before] else "fell",
        "before": told.before,
        "after": told.grade,
        "month": told.since,
    }
    again = told.run - 1
    if "more" in said:
        values["more"] = again
    elif "grade" in said:
        values["grade"] = told.grade
        if not again:
            return "it was not inspected again"
        return _ended(asked, said) or {**values, **_end(asked)}
    return values


# Summary


@says(
    "{name:name} came into being on {day:date} and inherits no grade",
    "{name:name} came into being on {day:date}, when {old:text} {verb:was|were} abolished, and inherits no grade",
)
def birth(asked: Asked, said: Said) -> Expected:
    old = [asked.tables.bodies[code].called for code in asked.of.predecessors]
    values: dict[str, object] = {"name": asked.of.name, "day": asked.of.established}
    if ("old" in said) != bool(old):
        return f"it replaced {old}"
    if old:
        values |= {"old": series(old), "verb": "was" if len(old) == 1 else "were"}
    return values


@says(
    "No full inspection of {name:name} under SIF or ILACS is on record",
    "{name:name} has not yet had a full inspection of its children’s services under SIF or ILACS",
)
def no_full(asked: Asked, said: Said) -> Expected:
    return "it was inspected" if asked.tables.latest(asked.of.code, asked.by) else {"name": asked.of.name}


KINDS = {
    ("SIF", "full inspection"): "an inspection under the single inspection framework (SIF)",
    ("SIF", "re-inspection"): "a re-inspection under the single inspection framework (SIF)",
    ("ILACS", "standard inspection"): "an ILACS standard inspection",
    ("ILACS", "short inspection"): "an ILACS short inspection",
}


def _span(event: Event) -> str:
    """The days of an event as a sentence gives them, such as 10 to 21 January 2016."""
    start, end = event.start, event.end
    assert start
    name = f"{MONTHS[start.month - 1]} {start.year}"
    if event.start_known == "month":
        return f"of {name}"
    if end is None or end <= start:
        return f"begun on {start.day} {name}"
    last = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"of {start.day} to {last}"
    first = f"{start.day} {MONTHS[start.month - 1]}" + ("" if start.year == end.year else f" {start.year}")
    return f"of {first} to {last}"


def _when(event: Event) -> str:
    out = event.published
    said = ""
    if out:
        name = f"{MONTHS[out.month - 1]} {out.year}"
        said = f"published in {name}" if event.published_known == "month" else f"published on {out.day} {name}"
    if not event.start:
        return said
    if not said:
        return _span(event)
    return f"{_span(event)}{' and ' if _span(event).startswith('begun') else ', '}{said}"


@says(
    "Ofsted’s {which:latest|last} full inspection of {name:name}, {kind:text}, judged its children’s services "
    "{grade:judged} overall",
    "Ofsted’s {which:latest|last} full inspection of {name:name}, {kind:text}, gave no overall grade: inspections that "
    "began on or after 1 April 2026 have none",
)
def latest(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, asked.by)
    if event is None:
        return "it was never inspected"
    values: dict[str, object] = {
        "which": "last" if is_gone(asked) else "latest",
        "name": asked.of.name,
        "kind": f"{KINDS[event.framework, event.kind]} {_when(event)}",
    }
    if "grade" in said:
        return {**values, "grade": event.grades.get(OVERALL)}
    return values if event.absent.get(OVERALL) == "not_given" else "it gave an overall grade, or had another reason"


@says("Ofsted’s {which:latest|last} full inspection of {name:name}, {kind:text}, did not judge overall effectiveness")
def unjudged(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, asked.by)
    if event is None or event.absent.get(OVERALL) != "not_judged":
        return "overall effectiveness was judged, or not given for another reason"
    which = "last" if is_gone(asked) else "latest"
    return {"which": which, "name": asked.of.name, "kind": f"{KINDS[event.framework, event.kind]} {_when(event)}"}


@says(
    "{name:name} was abolished on {day:date}",
    "{name:name} was abolished on {day:date} and replaced by {heirs:text}",
)
def abolished(asked: Asked, said: Said) -> Expected:
    heirs = [asked.tables.bodies[code].called for code in asked.of.successors]
    values: dict[str, object] = {"name": asked.of.name, "day": asked.of.abolished}
    if ("heirs" in said) != bool(heirs):
        return f"its successors are {heirs}"
    return {**values, "heirs": series(heirs)} if heirs else values


@says("{name:name} was judged {grade:judged} in all four judgements")
def one_grade(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, asked.by)
    grades = four(event) if event else {}
    if len(grades) != 1 or len(next(iter(grades.values()))) != 4:
        return f"the judgements are {grades}"
    return {"name": asked.of.name, "grade": next(iter(grades))}


@says("{name:name} was judged {grades:to .+? for .+}")
def several_grades(asked: Asked, said: Said) -> Expected:
    names = {**SHORT, "leadership": "the impact of leaders"}
    verbs = {"requires improvement": "to require improvement"}
    event = asked.tables.latest(asked.of.code, asked.by)
    grades = four(event) if event else {}
    if not grades or (len(grades) == 1 and len(next(iter(grades.values()))) == 4):
        return f"the judgements are {grades}"
    parts = [
        f"{verbs.get(grade, f'to be {grade}')} for {series([names[one] for one in listed])}"
        for grade, listed in grades.items()
    ]
    so = ", ".join(parts[:-1]) + (", and " if parts[1:] else "") + parts[-1]
    return {"name": asked.of.name, "grades": so}


ABSENT = {
    "not_separate": "not judged separately",
    "not_judged": "not judged: there were no such children",
    "not_given": "not given since April 2026",
    "unreadable": "the report could not be read",
}


@says("{names:[A-Z][a-z, ]+?} {verb:was|were} {why:not judged separately|not judged: there were no such children}")
def absent_judgements(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, asked.by)
    assert event
    status = next(key for key, words in ABSENT.items() if words == said["why"])
    found = [one for one in FOUR if event.absent.get(one) == status]
    if judgements(said["names"]) != found:
        return f"those are {found}"
    is_one = found in (["leadership"], ["help_and_protection"])
    return {"names": said["names"], "verb": "was" if is_one else "were", "why": said["why"]}


@says("{name:name} has been graded overall {often:often}: {path:path}")
def graded_overall(asked: Asked, said: Said) -> Expected:
    told = past(asked)
    path: list[tuple[str, list[object]]] = []
    for when, grade, _ in told.found:
        if not path or path[-1][0] != grade:
            path.append((grade, []))
        path[-1][1].append(month(when))
    return {"name": told.name, "often": len(told.found), "path": path}


def spells(told: Past) -> list[tuple[dt.date, dt.date | None]]:
    """The stretches under inadequate."""
    found: list[tuple[dt.date, dt.date | None]] = []
    start = None
    for when, grade, _ in told.found:
        if grade == "inadequate":
            start = start or when
        elif start:
            found.append((start, when))
            start = None
    return [*found, (start, None)] if start else found


@says("It was inadequate for {spells:text}")
def was_inadequate(asked: Asked, said: Said) -> Expected:
    found = re.findall(rf"([\w ]+?) \(({MONTH}) to ({MONTH})\)", said["spells"])
    read_so = [
        (read("length", length.strip().removeprefix("and ")), read("month", first), read("month", last))
        for length, first, last in found
    ]
    so = [(months_between(start, end), month(start), month(end)) for start, end in spells(past(asked)) if end]
    return {"spells": said["spells"]} if read_so == so else f"it was inadequate so: {so}"


@says(
    "It had been inadequate for {length:length} when it was abolished",
    "By {day:date} it had been inadequate for {length:length}, since {month:month}",
)
def still_inadequate(asked: Asked, said: Said) -> Expected:
    told = past(asked)
    found = spells(told)
    if told.ungiven or not found or found[-1][1]:
        return "it was not inadequate at the end"
    end = asked.of.abolished if is_gone(asked) else asked.tables.until(asked.of)
    assert end
    if is_gone(asked) == ("day" in said):
        return "it is gone, or is not"
    values: dict[str, object] = {"length": months_between(found[-1][0], end)}
    return {**values, "day": end, "month": month(found[-1][0])} if "day" in said else values


def after_the_last(asked: Asked) -> tuple[int, int, int]:
    """Focused visits, monitoring visits, and focused visits that set priority areas, since the last full inspection."""
    event = asked.tables.latest(asked.of.code, asked.by)
    since = event.best if event else None
    later = [
        one
        for one in asked.tables.events[asked.of.code]
        if one.best and (since is None or one.best > since) and one.best <= asked.tables.reach
    ]
    focused = [one for one in later if one.kind == "focused visit"]
    return (
        len(focused),
        sum(one.kind == "monitoring visit" for one in later),
        sum(bool(one.priority) for one in focused),
    )


@says("No {kind:focused|focused or monitoring} visit since its latest full inspection is on record")
def no_visits(asked: Asked, said: Said) -> Expected:
    focused, monitoring, _ = after_the_last(asked)
    last = asked.tables.latest(asked.of.code, asked.by)
    kind = "focused or monitoring" if last and last.grades.get(OVERALL) == "inadequate" else "focused"
    return f"there were {focused} and {monitoring}" if focused or monitoring else {"kind": kind}


_SHOWS = "{lead:Since its (?:latest|last) full inspection the record shows|The record shows} {visits:[^;]+?}"


@says(
    _SHOWS,
    f"{_SHOWS}, which set areas for priority action",
    f"{_SHOWS}; {{some:int}} of the focused visits set areas for priority action",
    f"{_SHOWS}; the focused visit set areas for priority action",
)
def later_visits(asked: Asked, said: Said) -> Expected:
    focused, monitoring, priority = after_the_last(asked)
    found = dict.fromkeys(("focused", "monitoring"), 0)
    for n, kind in re.findall(r"(\w+) (focused|monitoring) visits?", said["visits"]):
        found[kind] = read("int", n)
    if (found["focused"], found["monitoring"]) != (focused, monitoring):
        return f"there were {focused} focused and {monitoring} monitoring visits"
    values: dict[str, object] = {"visits": said["visits"]}
    has_last = asked.tables.latest(asked.of.code, asked.by) is not None
    which = "last" if is_gone(asked) else "latest"
    values["lead"] = f"Since its {which} full inspection the record shows" if has_last else "The record shows"
    return {**values, "some": priority} if "some" in said else values


@says("There is no record of the {which:text} monitoring visit{s:s?}{since:text} (the letter on a first visit is not published)",
      "There is no record of the {which:text} monitoring visit{s:s?}{since:text}",
      "The {which:text} monitoring visit{since:text} is on record without a date",
      "A monitoring visit{since:text} is on record without a date")  # fmt: skip
def gaps_of_visits(asked: Asked, said: Said) -> Expected:
    """The numbers that no visit after a judgement carries, though a higher one is known."""
    tables, body = asked.tables, asked.of
    full = [event for event in tables.full(body.code) if event.best]
    match = re.fullmatch(rf" after the judgement of ({MONTH})", said["since"])
    if not match:
        return "it does not say since when"
    since = [event for event in full if month(event.published or event.start) == read("month", match[1])]
    if not since:
        return "no full inspection was then"
    (event,) = since
    index = full.index(event)
    end = full[index + 1].best if index + 1 < len(full) else dt.date.max
    visits = [one for one in tables.events[body.code] if one.kind == "monitoring visit"]
    dated = [one for one in visits if one.best and event.best and event.best <= one.best < (end or dt.date.max)]
    undated = [one for one in visits if not one.best]
    values: dict[str, object] = {key: said[key] for key in said}
    if "s" not in said:
        numbers = [ordinal(one) for one in parted(said["which"])] if "which" in said else []
        is_so = undated and numbers == [one.number for one in undated if one.number]
        return values if is_so else f"undated are {undated}"
    known = {one.number for one in (*dated, *undated) if one.number}
    missing = [n for n in range(1, max(known, default=0)) if n not in known]
    if [ordinal(one) for one in parted(said["which"])] != missing or any(one.number is None for one in dated):
        return f"the missing are {missing}"
    return {**values, "s": "s" if len(missing) > 1 else ""}


@says("The record of {name:name} ends on {day:date}: a later inspection would not show here",
      "The record of {name:name} ends on {day:date}: it may have been inspected since")  # fmt: skip
def record_ends(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name, "day": asked.tables.record_end(asked.of)}


# Around the timeline


@says(
    "Ofsted judgements of children’s services by {by:date of publication|first day of inspection}, with the visits "
    "between inspections, {first:year} to {last:year}",
    "Ofsted judgements of children’s services by {by:date of publication|first day of inspection}, with the visits "
    "between inspections, {last:year}",
)
def subtitle(asked: Asked, said: Said) -> Expected:
    days = [day for event in shown(asked) if (day := event.when(asked.by))]
    last = asked.of.abolished if asked.of.abolished and asked.of.abolished < asked.tables.reach else asked.tables.reach
    first = min(days, default=asked.tables.reach).year
    by = "date of publication" if asked.by == "publication" else "first day of inspection"
    if ("first" in said) != (first < last.year):
        return f"it runs from {first}"
    return {"by": by, "last": last.year, **({"first": first} if "first" in said else {})}


def shown(asked: Asked) -> list[Event]:
    """The events of a timeline: a body's own, and those of the bodies that it replaced."""
    return [event for code in (asked.of.code, *asked.of.predecessors) for event in asked.tables.events[code]]


def _if(is_so: bool, why: str) -> Expected:
    return {} if is_so else why


@says("A dashed mark has a date known only to the month")
def dashed(asked: Asked, said: Said) -> Expected:
    return _if(any(event.known(asked.by) == "month" for event in shown(asked)), "no date is known to the month alone")


@says("A grey outline or “{short:insp|publ}.” means that only the date of {other:inspection|publication} is known")
def borrowed(asked: Asked, said: Said) -> Expected:
    other = "inspection" if asked.by == "publication" else "publication"
    lacking = [
        one for one in shown(asked) if one.best and not (one.published if asked.by == "publication" else one.start)
    ]
    return {"short": other[:4], "other": other} if lacking else "every date is known"


@says("“!” marks a focused visit that set areas for priority action")
def marked(asked: Asked, said: Said) -> Expected:
    return _if(any(one.kind == "focused visit" and one.priority for one in shown(asked)), "no visit set any")


@says("The number in a diamond is the order of the visit since the judgement of inadequate")
def numbered(asked: Asked, said: Said) -> Expected:
    return _if(any(one.kind == "monitoring visit" and one.number for one in shown(asked)), "no visit has a number")


@says("Inspections from 1 April 2026 give no overall grade{more:; an earlier one is hollow from then on|}")
def hollow(asked: Asked, said: Said) -> Expected:
    is_drawn = asked.tables.until(asked.of) >= OVERALL_ENDS
    return {"more": "; an earlier one is hollow from then on" if is_drawn else ""}


@says("Hatched: after {day:date}, of which no report was read")
def hatched(asked: Asked, said: Said) -> Expected:
    return {"day": asked.tables.record_end(asked.of)}


PRESS = ", with monitoring visits reported by councils and the press"


@says("Source: Ofsted’s reports and official statistics{press:, with monitoring visits reported by councils and the press|}"
      "{how:, lists to |, as published up to }{day:date}",
      "Source: Ofsted’s reports and official statistics{press:, with monitoring visits reported by councils and the press|}")  # fmt: skip
def source(asked: Asked, said: Said) -> Expected:
    press = PRESS if any(event.source.startswith("press") for event in shown(asked)) else ""
    end = asked.tables.record_end(asked.of)
    if "day" not in said:
        return {"press": press}
    return {
        "press": press,
        "how": ", lists to " if end else ", as published up to ",
        "day": asked.tables.lists_end if end else asked.tables.reach,
    }


@says("Not drawn: {names:judgements}, judged under the single inspection framework (SIF) alone")
def undrawn(asked: Asked, said: Said) -> Expected:
    full = asked.tables.full(asked.of.code)
    drawn = {
        one
        for event in full
        for one in (*event.grades, *(key for key, why in event.absent.items() if why == "not_judged"))
    }
    return {"names": [one for one in ("adoption", "lscb") if one in drawn]}


# The text alternative


@says("Overall effectiveness: {spans:text}")
def alternative_overall(asked: Asked, said: Said) -> Expected:
    full = [(when, event) for event in asked.tables.full(asked.of.code) if (when := event.when(asked.by))]
    full.sort(key=lambda one: (one[0], one[1].id))
    so: list[tuple[str, dt.date]] = []
    for when, event in full:
        words = event.grades.get(OVERALL) or ABSENT[event.absent.get(OVERALL, "not_separate")]
        if not so or so[-1][0] != words or words in RANK:
            so.append((words, when))
    parts = [part.rpartition(", ") for part in said["spans"].split("; ")]
    is_so = [(words, read("date", day)) for words, _, day in parts] == so
    return {"spans": said["spans"]} if is_so else f"it is {so}"


@says("No overall grade")
def alternative_none(asked: Asked, said: Said) -> Expected:
    return _if(asked.tables.latest(asked.of.code, asked.by) is None, "there is a full inspection")


LANES = {
    "impact of leaders": ("leadership",),
    "help and protection": ("help_and_protection", "safeguarding", "child_protection"),
    "children in care": ("children_in_care", "looked_after_children"),
    "care leavers": ("care_leavers",),
    "adoption": ("adoption",),
    "safeguarding board": ("lscb",),
}


@says("Latest of each judgement: {lanes:text}")
def alternative_lanes(asked: Asked, said: Said) -> Expected:
    so = []
    for name, keys in LANES.items():
        judged = []
        for event in asked.tables.events[asked.of.code]:
            when = event.when(asked.by)
            if when is None:
                continue
            key = next((one for one in keys if one in event.grades or one in event.absent), None)
            if key or event.is_full:
                words = event.grades.get(key or "") or ABSENT[event.absent.get(key or "", "not_separate")]
                judged.append((when, event.id, words))
        if not judged:
            continue
        last = max(judged)[2]
        if name in ("adoption", "safeguarding board") and last == ABSENT["not_separate"]:
            continue
        so.append(f"{name} {last}")
    return {"lanes": "; ".join(so)}


@says("Visits: {visits:text}")
def alternative_visits(asked: Asked, said: Said) -> Expected:
    names = {"monitoring visit": "monitoring visit", "focused visit": "focused visit",
             "joint targeted area inspection": "joint inspection", "area SEND inspection": "area SEND inspection"}  # fmt: skip
    events = asked.tables.events[asked.of.code]
    counts = {words: sum(event.kind == kind for event in events) for kind, words in names.items()}
    listed = [f"{worded(n)} {words}{'s' * (n > 1)}" for words, n in counts.items() if n]
    return {"visits": series(listed)}


@says("Band: the next inspection, {first:month} to {last:month}, by past gaps")
def alternative_window(asked: Asked, said: Said) -> Expected:
    found = window(asked, "inspection")
    return {"first": month(found[0]), "last": month(found[2])} if found else "there is no window"


@says("Set apart before {day:date}: {names:text}, whose grades are not inherited")
def set_apart(asked: Asked, said: Said) -> Expected:
    old = [asked.tables.bodies[code].name for code in asked.of.predecessors]
    return {"day": asked.of.established, "names": series(old)}


# Judgements now, and who is near

NOW = {
    "Impact of leaders": "leadership",
    "Help and protection": "help_and_protection",
    "Children in care": "children_in_care",
    "Care leavers": "care_leavers",
    "Overall effectiveness": OVERALL,
}
LETTERS = {"outstanding": "O", "good": "G", "requires improvement": "RI", "inadequate": "I"}
_NOW = "|".join(NOW)


@says(f"{{lane:{_NOW}}}{{letter:O|G|RI|I}}{{grade:Grade}}since {{day:\\d\\d? \\w+ 20\\d\\d|\\w+ 20\\d\\d}}",
      f"{{lane:{_NOW}}}{{why:Not judged separately|Not judged: there were no such children|Not given since April 2026}}",
      f"{{lane:{_NOW}}}{{why:Not judged separately|Not judged: there were no such children|Not given since April 2026}}"
      "Last graded {grade:grade}, {day:text}",
      f"{{lane:{_NOW}}}{{none:Not yet judged}}")  # fmt: skip
def stands_now(asked: Asked, said: Said) -> Expected:
    judgement = NOW[said["lane"]]
    full = [(day, event) for event in asked.tables.full(asked.of.code) if (day := event.when(asked.by))]
    earlier = [
        (day, event)
        for event in asked.tables.events[asked.of.code]
        if not event.is_full
        and (day := event.when(asked.by))
        and any(one in event.grades or one in event.absent for one in LANES.get(said["lane"].lower(), ()))
    ]
    found = sorted([*full, *earlier], key=lambda one: (one[0], one[1].id))
    values: dict[str, object] = {"lane": said["lane"]}
    if not found or "none" in said:
        return {**values, "none": said["none"]} if not found and "none" in said else "it was judged"
    keys = LANES.get(said["lane"].lower(), (judgement,))

    def grade_of(event: Event) -> str | None:
        return next((event.grades[one] for one in keys if one in event.grades), None)

    day, last = found[-1]
    grade = grade_of(last)
    if grade:
        is_month = last.known(asked.by) == "month"
        words = f"{MONTHS[day.month - 1]} {day.year}"
        values |= {"grade": grade, "day": words if is_month else f"{day.day} {words}"}
        return {**values, "letter": LETTERS[grade]} if "letter" in said else f"it is {grade}"
    why = ABSENT[last.absent.get(judgement, "not_separate")]
    before = [(when, graded) for when, event in found if (graded := grade_of(event))]
    values["why"] = why[:1].upper() + why[1:]
    if bool(before) != ("grade" in said):
        return f"it was graded {before} before"
    if before:
        when, graded = before[-1]
        values |= {"grade": graded, "day": f"{when.day} {MONTHS[when.month - 1]} {when.year}"}
    return values


@says(
    "{name:name}{letter:O|G|RI|I}{grade:Grade}",
    "{name:name}{none:Not yet graded|not yet graded|not given since April 2026}",
)
def near(asked: Asked, said: Said) -> Expected:
    body = next(one for one in asked.tables.bodies.values() if one.name == said["name"])
    found = asked.tables.graded(body.code, "publication")
    if body.code not in asked.of.neighbours:
        return "it is no statistical neighbour"
    last = asked.tables.latest(body.code, "publication")
    ended = bool(found) and last is not None and last.absent.get(OVERALL) == "not_given"
    if "none" in said:
        if said["none"].startswith("not given") != ended:
            return "its latest inspection gave an overall grade, or did not"
        return {"name": body.name, "none": said["none"]} if ended or not found else f"it is {found[-1][1]}"
    if ended:
        return "its latest inspection gave none"
    grade = found[-1][1] if found else None
    return {"name": body.name, "letter": LETTERS.get(grade or ""), "grade": grade}


@says("{when:Replaced by|Replaced}: {names:text}")
def before_or_after(asked: Asked, said: Said) -> Expected:
    body = asked.of
    names = [asked.tables.bodies[code].name for code in (*body.predecessors, *body.successors)]
    return {"when": "Replaced" if body.predecessors else "Replaced by", "names": ", ".join(names)}


@says("These belong to {old:name}, not to {name:name}", "Before: {old:name}", "Events of {old:name}")
def belongs(asked: Asked, said: Said) -> Expected:
    old = AnyOf(tuple(asked.tables.bodies[code].name for code in asked.of.predecessors))
    return {"old": old, **({"name": asked.of.name} if "name" in said else {})}


def owed(asked: Asked) -> set[str]:
    """The rules by which a summary must say something: a fact that is left out is as wrong as one that is not so."""
    told, body = past(asked), asked.of
    event = told.last
    grades = four(event) if event else {}
    focused, monitoring, _ = after_the_last(asked)
    stretches = spells(told)
    is_over = not stretches or stretches[-1][1] is not None
    facts = {
        "birth": body.established is not None,
        "no_full": event is None,
        "latest": event is not None and event.absent.get(OVERALL) != "not_judged",
        "unjudged": event is not None and event.absent.get(OVERALL) == "not_judged",
        "abolished": event is not None and is_gone(asked),
        "one_grade": len(grades) == 1 and len(next(iter(grades.values()))) == 4,
        "several_grades": len(grades) > 1 or (len(grades) == 1 and len(next(iter(grades.values()))) < 4),
        "absent_judgements": event is not None and any(one in event.absent for one in FOUR),
        "no_visits": event is not None and not focused and not monitoring and body.abolished is None,
        "later_visits": focused + monitoring > 0,
        "graded_overall": len(told.found) > 1 or (len(told.found) == 1 and told.found[0][2] is not event),
        "was_inadequate": any(end for _, end in stretches),
        "still_inadequate": not is_over and not told.ungiven,
    }
    return {name for name, is_so in facts.items() if is_so}


# A committee report


@says("To set out what has been published about the children’s services of {who:text} as at {date:date}")
def purpose(asked: Asked, said: Said) -> Expected:
    if asked.body is not None:
        return {"who": asked.body.called, "date": asked.day}
    return {"who": asked.words.removeprefix("among ") or "England", "date": asked.day}
