"""What may be said of several authorities side by side: a comparison, and an authority among its neighbours."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

from tests.dashboard.oracle.grammar import MONTHS, AnyOf, Asked, Expected, Rules, Said, read, series
from tests.dashboard.oracle.tables import BETTER, FOUR, OVERALL, RANK, Body, Event

rules = Rules()
says = rules.says

ABOUT = {
    "overall_effectiveness": "overall",
    "leadership": "for the impact of leaders",
    "help_and_protection": "for help and protection",
    "children_in_care": "for children in care",
    "care_leavers": "for care leavers",
}
_ABOUT = "|".join(ABOUT.values())
SHORT = {
    "leadership": "the impact of leaders",
    "help_and_protection": "help and protection",
    "children_in_care": "children in care",
    "care_leavers": "care leavers",
    "overall_effectiveness": "overall effectiveness",
}


def latest(asked: Asked, code: str, judgement: str) -> Event | None:
    """The latest full inspection that says something of a judgement, in the order of publication."""
    events = [one for one in asked.tables.full(code) if judgement in one.grades or judgement in one.absent]
    events = [one for one in events if one.when("publication")]
    return max(events, key=lambda one: (one.when("publication"), one.id)) if events else None


def now(asked: Asked, code: str, judgement: str) -> str | None:
    """The grade that counts: that of the latest inspection."""
    event = latest(asked, code, judgement)
    return event.grades.get(judgement) if event else None


def share(asked: Asked, judgement: str) -> tuple[int, int]:
    """How many of the set are good or outstanding, and how many hold a grade."""
    grades = [grade for code in asked.codes if (grade := now(asked, code, judgement))]
    return sum(grade in BETTER for grade in grades), len(grades)


@says(
    f"{{set:.+?}}: {{good:int}} of {{total:int}} {{verb:is|are}} good or outstanding {{about:{_ABOUT}}}; {{name:name}} {{own:is}}",
    f"{{set:.+?}}: {{good:int}} of {{total:int}} {{verb:is|are}} good or outstanding {{about:{_ABOUT}}}",
)
def finding(asked: Asked, said: Said) -> Expected:
    (judgement,) = asked.shown
    good, total = share(asked, judgement)
    own = now(asked, asked.chosen, judgement) if asked.chosen else None
    if (own is not None) != ("own" in said):
        return f"the chosen one holds {own}"
    verb = "is" if good == 1 else "are"
    values: dict[str, object] = {
        "set": asked.set_name,
        "good": good,
        "total": total,
        "verb": verb,
        "about": ABOUT[judgement],
    }
    return {**values, "name": asked.tables.bodies[asked.chosen or ""].name, "own": own} if own else values


@says(f"{{set:.+?}}: no grade {{about:{_ABOUT}}} yet")
def none(asked: Asked, said: Said) -> Expected:
    (judgement,) = asked.shown
    return {"set": asked.set_name, "about": ABOUT[judgement]} if not share(asked, judgement)[1] else "some hold one"


def _ends(asked: Asked, *, fewest: int = 1) -> tuple[dict[str, tuple[int, int]], AnyOf, AnyOf]:
    found = {one: counted for one in FOUR if (counted := share(asked, one))[1] >= fewest}
    shares = {one: Fraction(*counted) for one, counted in found.items()}
    low = AnyOf(tuple(one for one, value in shares.items() if value == min(shares.values())))
    high = AnyOf(tuple(one for one, value in shares.items() if value == max(shares.values())))
    return found, low, high


@says(
    "{set:.+?}: most often good or outstanding for {high:judgements} ({many:int} of {of_many:int}), least often for "
    "{low:judgements} ({few:int} of {of_few:int})",
)
def finding_of_all(asked: Asked, said: Said) -> Expected:
    found, low, high = _ends(asked, fewest=5)
    if low.values == high.values:
        return f"they are alike, or few: {found}"
    # where two with one share differ in their numbers, those of either may stand
    many, few = (AnyOf(tuple(found[one] for one in end.values)) for end in (high, low))
    numbers = {"many": said["many"], "of_many": said["of_many"], "few": said["few"], "of_few": said["of_few"]}
    if (said["many"], said["of_many"]) != many or (said["few"], said["of_few"]) != few:
        return f"they are {found}"
    same = {"high": set(said["high"]) == set(high.values), "low": set(said["low"]) == set(low.values)}
    return {"set": asked.set_name, **numbers, **{end: said[end] if same[end] else "another" for end in same}}


@says("{set:.+?}: {good:int} of {total:int} judgements are good or outstanding")
def finding_of_few(asked: Asked, said: Said) -> Expected:
    found, low, high = _ends(asked)
    _, lowest, highest = _ends(asked, fewest=5)
    if low.values == high.values or lowest.values != highest.values:
        return f"they are alike, or many: {found}"
    good, total = (sum(numbers) for numbers in zip(*found.values(), strict=True))
    return {"set": asked.set_name, "good": good, "total": total}


@says("{set:.+?}: {good:int} of {total:int} are good or outstanding in each of the four judgements")
def finding_alike(asked: Asked, said: Said) -> Expected:
    found, low, high = _ends(asked)
    if low.values != high.values:
        return f"they are not alike: {found}"
    shares = AnyOf(tuple(found.values()))
    is_so = (said["good"], said["total"]) == shares
    return {"set": asked.set_name, "good": said["good"], "total": said["total"]} if is_so else f"it is {found}"


@says("{set:.+?}: {what:children’s services|the judgements now|the latest judgements}")
def about_a_set(asked: Asked, said: Said) -> Expected:
    return {"set": asked.set_name if asked.words else asked.of.name, "what": said["what"]}


@says("Judgements now: {set:text}")
def table_of_a_set(asked: Asked, said: Said) -> Expected:
    return {"set": asked.words if asked.words else f"{asked.of.name} and its statistical neighbours"}


@says("{set:.+?}: no grades yet")
def nothing(asked: Asked, said: Said) -> Expected:
    return {"set": asked.set_name} if not _ends(asked)[0] else "some hold one"


@says("Inspections since 1 April 2026 give no overall effectiveness grade; four judgements remain")
def overall_is_over(asked: Asked, said: Said) -> Expected:
    return {} if OVERALL in asked.shown else "overall effectiveness is not shown"


@says("Inspected in the new way so far: {who:text}")
def in_the_new_way(asked: Asked, said: Said) -> Expected:
    names = [
        asked.tables.bodies[code].name
        for code in asked.codes
        if (event := latest(asked, code, OVERALL)) and event.absent.get(OVERALL) == "not_given"
    ]
    return {"who": ", ".join(names) if len(names) <= 6 else f"{len(names)} of these authorities"}


@says("Counts of overall grades leave them out")
def last_given(asked: Asked, said: Said) -> Expected:
    is_so = any((event := latest(asked, code, OVERALL)) and OVERALL in event.absent for code in asked.codes)
    return {} if is_so else "each holds its grade from the latest inspection"


LETTERS = {"outstanding": "O", "good": "G", "requires improvement": "RI", "inadequate": "I"}


def _month(day: dt.date) -> str:
    return f"{MONTHS[day.month - 1][:3]} {day.year}"


@says("{first:name}: {rest:text}")
def rows(asked: Asked, said: Said) -> Expected:
    """The rows of the strips in words: a name, and what stands at its right."""
    parts = f"{said['first']}: {said['rest']}".split("; ")
    so = dict(_row(asked, code) for code in asked.codes)
    if asked.rows_of:  # every grade, oldest first
        so = {
            asked.tables.bodies[code].name: _through_time(asked, code, asked.rows_of) or words
            for code, words in zip(asked.codes, so.values(), strict=True)
        }
    gone = {
        body.name: ", ".join(
            [
                *([told] if asked.rows_of and (told := _through_time(asked, old, asked.rows_of)) else []),
                f"until {_month(body.abolished)}",
            ]
        )
        for code in asked.codes
        for old in asked.tables.bodies[code].predecessors
        if (body := asked.tables.bodies[old]).abolished and old not in asked.codes
    }
    for place, part in enumerate(parts):
        if match := re.fullmatch(r"and (\d+) more, all in the table that follows", part):
            return said if place == 20 and int(match[1]) > 0 else "it is not the 21st"
        name, _, words = part.partition(": ")
        if {**gone, **so}.get(name) != words:
            return f"{name} is {({**gone, **so}).get(name)}"
    left = set(so) - {part.partition(": ")[0] for part in parts}
    return said if not left or asked.part else f"{left} are left out"


def _row(asked: Asked, code: str) -> tuple[str, str]:
    name, judgement = asked.tables.bodies[code].name, asked.rows_of or asked.shown[0]
    event = latest(asked, code, judgement)
    if event is None:
        return name, "Not yet inspected"
    when = event.when("publication")
    assert when
    month = _month(when)
    if len(asked.shown) > 1 and not asked.rows_of:
        return name, month
    grade = event.grades.get(judgement)
    absent = {
        "not_given": "No overall grade",
        "not_judged": "Not judged",
        "not_separate": "Not judged separately",
        "unreadable": "Report not readable",
    }
    return name, f"{grade.capitalize() if grade else absent[event.absent[judgement]]}, {month}"


def _through_time(asked: Asked, code: str, judgement: str) -> str:
    """Every grade, or why there is none, with its month; an absence that goes on is told once."""
    said: list[str] = []
    absent = ""
    events = [event for event in asked.tables.full(code) if event.when("publication")]
    for event in sorted(events, key=lambda one: (one.when("publication"), one.id)):
        grade = event.grades.get(judgement)
        why = "" if grade else event.absent.get(judgement, "not_separate")
        if grade or why != absent:
            words = {"not_given": "no grade", "unreadable": "the report could not be read", "not_judged": "not judged"}
            when = event.when("publication")
            assert when
            said.append(f"{grade or words.get(why, 'not judged separately')} {_month(when)}")
        absent = why
    return ", ".join(said)


@says("Grades of {judgement:judgement}, oldest first")
def rows_of(asked: Asked, said: Said) -> Expected:
    return {"judgement": asked.rows_of}


@says("Reports published by {date:date}")
def published_by(asked: Asked, said: Said) -> Expected:
    return {"date": asked.tables.reach}


@says("Care leavers were not judged separately from 2018 to 2022")
def care_leavers(asked: Asked, said: Said) -> Expected:
    return {} if "care_leavers" in asked.shown else "they are not shown"


# Among others, in a briefing


def among(own: str, others: list[str]) -> tuple[int, int, int]:
    return (
        sum(RANK[one] > RANK[own] for one in others),
        others.count(own),
        sum(RANK[one] < RANK[own] for one in others),
    )


def counts_in(text: str, total: int) -> tuple[int, int, int]:
    """How many are better, the same and worse: six hold a better grade and four the same; all hold a worse grade."""
    found = [0, 0, 0]
    kinds = {"better": 0, "same": 1, "worse": 2}
    for part in re.split(r", and |, | and ", text):
        n = total if part.startswith("all") else read("int", part.split()[0])
        (kind,) = (place for word, place in kinds.items() if word in part)
        found[kind] = n
    return found[0], found[1], found[2]


@says("{judgement:Judgement}: {name:name} {own:is}; of {n:int} others with a grade, {standing:text}",
      "{judgement:Judgement}: {name:name} {own:is}",
      "{judgement:Judgement}: {name:name} holds no grade")  # fmt: skip
def beside(asked: Asked, said: Said) -> Expected:
    judgement, chosen = said["judgement"], asked.chosen or ""
    own = now(asked, chosen, judgement)
    values: dict[str, object] = {"judgement": AnyOf(asked.shown), "name": asked.tables.bodies[chosen].name}
    if "own" not in said:
        return values if own is None else f"it holds {own}"
    others = [grade for code in asked.codes if code != chosen and (grade := now(asked, code, judgement))]
    values["own"] = own
    if "n" not in said or own is None:
        return values if not others else f"{len(others)} others hold a grade"
    if counts_in(said["standing"], len(others)) != among(own, others):
        return f"better, same and worse are {among(own, others)}"
    return {**values, "n": len(others), "standing": said["standing"]}


@says(f"{{name:name}} is {{joint:joint |}}{{rank:ordinal}} of {{of:int}} by its {{by:grades|grade (?:{_ABOUT})}}",
      "{name:name} holds no grade by which it could be ranked")  # fmt: skip
def placed(asked: Asked, said: Said) -> Expected:
    """The more judgements are good or outstanding the better, and then the better the grades."""
    keys = {}
    for code in asked.codes:
        ranks = [RANK[grade] for one in asked.shown if (grade := now(asked, code, one))]
        if ranks:
            keys[code] = (sum(rank >= 3 for rank in ranks), sum(ranks))
    chosen = asked.chosen or ""
    name = asked.tables.bodies[chosen].name
    if chosen not in keys or "rank" not in said:
        return {"name": name} if chosen not in keys and "rank" not in said else "it holds grades, or none"
    own = keys[chosen]
    by = "grades" if len(asked.shown) > 1 else f"grade {ABOUT[asked.shown[0]]}"
    is_joint = sum(key == own for key in keys.values()) > 1
    return {"name": name, "joint": "joint " if is_joint else "", "rank": sum(key > own for key in keys.values()) + 1,
            "of": len(keys), "by": by}  # fmt: skip


@says("{grade:Outstanding|Inadequate} for one judgement or more: {who:text}")
def stand_out(asked: Asked, said: Said) -> Expected:
    grade = said["grade"].lower()
    who = {
        asked.tables.bodies[code].name: [SHORT[one] for one in asked.shown if now(asked, code, one) == grade]
        for code in asked.codes
    }
    found = [f"{name} ({series(listed)})" for name, listed in who.items() if listed]
    if not found:
        return {"grade": said["grade"], "who": "no authority"}
    if len(found) <= 8:
        return {"grade": said["grade"], "who": "; ".join(found)}
    match = re.fullmatch(r"(\w+) of (\d+) authorities", said["who"])
    is_so = match and (read("int", match[1]), int(match[2])) == (len(found), len(asked.codes))
    return {"grade": said["grade"], "who": said["who"]} if is_so else f"it is {len(found)} of {len(asked.codes)}"


HELP = "help_and_protection"


def neighbours(asked: Asked, judgement: str = HELP) -> list[str]:
    """The grades for a judgement of the statistical neighbours that hold one from their latest inspection."""
    found = []
    for code in asked.of.neighbours:
        event = asked.tables.latest(code, "publication")
        if event and judgement in event.grades:
            found.append(event.grades[judgement])
    return found


def _subject(n: int, total: int) -> tuple[AnyOf, str]:
    """The number at the start of a sentence, and its verb."""
    return AnyOf(("All", n) if n == total else (n,)), "is" if n in (0, 1) else "are"


@says(
    "{n:All|[A-Z][a-z]+|\\d+} of {whose:its|.+?’s} {total:int} statistical neighbours {verb:is|are} good or better for help and protection"
)
def good_neighbours(asked: Asked, said: Said) -> Expected:
    grades = neighbours(asked)
    good = sum(grade in BETTER for grade in grades)
    n, verb = _subject(good, len(grades))
    if said["whose"] not in ("its", f"{asked.of.called}’s"):
        return "they are of another"
    if (said["n"] if said["n"] == "All" else read("Int", said["n"])) != n:
        return f"it is {good} of {len(grades)}"
    return {"n": said["n"], "whose": said["whose"], "total": len(grades), "verb": verb}


@says("{name:name} beside its statistical neighbours")
def no_neighbours(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name} if not neighbours(asked) else "they hold grades"


@says("{name:name} itself {own:is} for {about:judgement}; of its {n:int} neighbours with a grade, {standing:text}",
      "{name:name} itself {own:is} for {about:judgement}",
      "{name:name} itself holds no grade for {about:judgement}")  # fmt: skip
def among_neighbours(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, "publication")
    about = said["about"]
    own = event.grades.get(about) if event else None
    grades = neighbours(asked, about)
    if own is None or "own" not in said:
        is_so = own is None and "own" not in said
        return {"name": asked.of.name, "about": about} if is_so else f"its own is {own}"
    values: dict[str, object] = {"name": asked.of.name, "about": about, "own": own}
    if not grades or "n" not in said:
        return values if not grades and "n" not in said else f"{len(grades)} hold a grade"
    if counts_in(said["standing"], len(grades)) != among(own, grades):
        return f"better, same and worse are {among(own, grades)}"
    return {**values, "n": len(grades), "standing": said["standing"]}


@says("Of the neighbours, outstanding for help and protection: {best:text}; good for help and protection: {good:text}")
def best_neighbours(asked: Asked, said: Said) -> Expected:
    def named(grade: str) -> str:
        bodies = [asked.tables.bodies[code] for code in asked.of.neighbours]
        held = {
            body.name: event.grades.get(HELP)
            for body in bodies
            if (event := asked.tables.latest(body.code, "publication"))
        }
        return series([name for name, own in held.items() if own == grade]) or "none"

    return {"best": named("outstanding"), "good": named("good")}


def ends(asked: Asked, bodies: list[Body]) -> dict[str, dt.date]:
    """The end of each record that ends early, by name."""
    return {body.name: end for body in bodies if (end := asked.tables.record_end(body))}


@says("The record of {who:text} ends on {end:date}: a later inspection would not show")
def records_end(asked: Asked, said: Said) -> Expected:
    codes = asked.codes or (asked.of.code, *asked.of.neighbours)
    if asked.body and asked.of.successors:  # the table of what came in its place
        codes = asked.of.successors
    bodies = [asked.tables.bodies[code] for code in codes]
    found = ends(asked, bodies)
    if not found:
        return "no record ends early"
    values: dict[str, object] = {"who": said["who"], "end": max(found.values())}
    if len(found) == len(bodies) > 1:
        return values if said["who"] == "these authorities" else "all of them end"
    if match := re.fullmatch(r"(\w+) of these authorities", said["who"]):
        return values if read("int", match[1]) == len(found) > 4 else f"{len(found)} end"
    return values if _same(said["who"], found) else f"those of {list(found)} end"


def _same(text: str, found: dict[str, dt.date]) -> bool:
    return sorted(re.sub(r"\band\b|,", " ", text).split()) == sorted(re.sub(r"\band\b|,", " ", " ".join(found)).split())
