"""What may be said of who improved: two grades of one authority, from the tables alone."""

from __future__ import annotations

from dataclasses import dataclass

from tests.dashboard.oracle.england import ABOUT, NAMES, limit
from tests.dashboard.oracle.grammar import Asked, Expected, Rules, Said, series
from tests.dashboard.oracle.tables import BETTER, RANK, Body, Event

rules = Rules()
says = rules.says

SINCE = {"first ILACS": "since their first ILACS inspection", "previous": "since their previous grade"}
_ABOUT = "|".join(ABOUT.values())
_NAME = "|".join(NAMES.values())


@dataclass(frozen=True)
class Pair:
    """The grade of an authority and the one that it is compared with."""

    body: Body
    before: Event
    old: str
    after: Event
    new: str

    @property
    def moved(self) -> int:
        return RANK[self.new] - RANK[self.old]


def bodies(asked: Asked) -> list[Body]:
    """The authorities that are asked for and existed on the day."""
    living = [body for body in asked.tables.bodies.values() if body.lives(asked.day)]
    return [body for body in living if not asked.codes or body.code in asked.codes]


def pairs(asked: Asked) -> list[Pair]:
    """Every authority with two grades to compare."""
    found = []
    for body in bodies(asked):
        if asked.against == "date":
            pair = _between(asked, body)
        else:
            ways = {"first ILACS": (0, -1), "previous": (-2, -1)}
            pair = _inspections(asked, body, *ways[asked.against])
        if pair:
            found.append(pair)
    return found


def _inspections(asked: Asked, body: Body, old: int, new: int) -> Pair | None:
    given = [
        event
        for event in asked.tables.full(body.code)
        if event.counts_on(asked.day, limit(asked))
        and asked.judgement in event.grades
        and (asked.against == "previous" or event.framework == "ILACS")
    ]
    given.sort(key=lambda event: (event.best, event.published, event.id))
    if len(given) < 2:
        return None
    first, last = given[old], given[new]
    return Pair(body, first, first.grades[asked.judgement], last, last.grades[asked.judgement])


def _between(asked: Asked, body: Body) -> Pair | None:
    assert asked.since
    then = asked.tables.held(asked.judgement, asked.since).get(body.code)
    now = asked.tables.held(asked.judgement, asked.day, limit(asked))[body.code]
    if not then or not then.grade or not now.grade or then.event is now.event:
        return None
    assert then.event and now.event
    return Pair(body, then.event, then.grade, now.event, now.grade)


def counts(asked: Asked) -> tuple[int, int, int, int]:
    """How many improved, stayed the same, declined, and cannot be compared."""
    moves = [pair.moved for pair in pairs(asked)]
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    return up, len(moves) - up - down, down, len(bodies(asked)) - len(moves)


def since(asked: Asked) -> str:
    if asked.against == "date":
        assert asked.since
        return f"since {asked.since.day} {asked.since:%B %Y}"
    return SINCE[asked.against]


@says(f"By {{date:date}}, {{up:int}} of {{total:int}} authorities {{place:text}} had improved {{about:{_ABOUT}}} {{since:since [^,]+?}}{{tail:(?:, .*| and .*|)}}")  # fmt: skip
def who_improved(asked: Asked, said: Said) -> Expected:
    up, same, down, _ = counts(asked)
    rest = [f"{same} {'was' if same == 1 else 'were'} the same"] * (same > 0) + [f"{down} had declined"] * (down > 0)
    tail = "" if not rest else f" and {rest[0]}" if len(rest) == 1 else f", {rest[0]} and {rest[1]}"
    return {
        "date": asked.day,
        "up": up,
        "total": up + same + down,
        "place": asked.words,
        "about": ABOUT[asked.judgement],
        "since": since(asked),
        "tail": tail,
    }


@says(f"On {{date:date}} no authority {{place:text}} has two grades to compare {{about:{_ABOUT}}}")
def none_to_compare(asked: Asked, said: Said) -> Expected:
    if pairs(asked):
        return "some have"
    return {"date": asked.day, "place": asked.words, "about": ABOUT[asked.judgement]}


@says("{name:name}: {grade:grade} both times", "{name:name} {verb:improved|declined} from {old:grade} to {new:grade}",
      "{name:name} cannot be compared: {why:text}")  # fmt: skip
def of_one(asked: Asked, said: Said) -> Expected:
    code = asked.chosen
    pair = next((pair for pair in pairs(asked) if pair.body.code == code), None)
    name = asked.tables.bodies[str(code)].name
    if pair is None:
        return (
            {"name": name, "why": said["why"]} if "why" in said and not said["why"][0].isupper() else "it has one grade"
        )
    if "grade" in said:
        return {"name": name, "grade": pair.new} if pair.old == pair.new else "it moved"
    verb = "improved" if pair.moved > 0 else "declined"
    return {"name": name, "verb": verb, "old": pair.old, "new": pair.new}


@says("{which:Improved|Declined}: {names:[A-Z][^0-9]+}")
def moved_names(asked: Asked, said: Said) -> Expected:
    up = said["which"] == "Improved"
    moved = (pair.body for pair in pairs(asked) if (pair.moved > 0 if up else pair.moved < 0))
    names = sorted(moved, key=lambda body: body.name.casefold())
    return {**said, "names": series([body.called for body in names])} if len(names) <= 12 else "too many to name"


@says("{what:Improved|The same|Declined|Cannot be compared}: {n:int}", "{what:Improved|The same|Declined|Cannot be compared}, {n:int}",
      "{what:Improved|The same|Declined|Cannot be compared}: none")  # fmt: skip
def group(asked: Asked, said: Said) -> Expected:
    expected = dict(zip(("Improved", "The same", "Declined", "Cannot be compared"), counts(asked), strict=True))
    n = expected[said["what"]]
    return {"what": said["what"], "n": n} if "n" in said else {"what": said["what"]} if n == 0 else f"{n} did"


@says("{kept:int} good or outstanding both times, {low:int} requires improvement or inadequate both times",
      "{one:The one was|All were} {which:good or outstanding|requires improvement or inadequate} both times",
      "Stayed the same: {kept:int} good or outstanding both times, {low:int} requires improvement or inadequate both times",
      "Stayed the same: {one:the one was|all were} {which:good or outstanding|requires improvement or inadequate} both times")  # fmt: skip
def the_same(asked: Asked, said: Said) -> Expected:
    same = [pair.new in BETTER for pair in pairs(asked) if not pair.moved]
    if "kept" in said:
        return {"kept": sum(same), "low": len(same) - sum(same)}
    if not same or len(set(same)) > 1:
        return f"of {len(same)}, {sum(same)} were good"
    which = "good or outstanding" if same[0] else "requires improvement or inadequate"
    one = "The one was" if len(same) == 1 else "All were"
    return {"one": one if said["one"][0].isupper() else one.lower(), "which": which}


@says("{n:Int} cannot be compared; {why:the reasons? stands? below}")
def not_compared(asked: Asked, said: Said) -> Expected:
    n = counts(asked)[3]
    return {"n": n, "why": "the reason stands below" if n == 1 else "the reasons stand below"}


@says("{set:text}: who improved")
def subject(asked: Asked, said: Said) -> Expected:
    place = asked.words.partition(" ")[2]
    return {"set": place[:1].upper() + place[1:]}


@says("{rows:[A-Z][^:.]+: (?:inadequate|requires improvement|good|outstanding), then [^.]+}")
def rows(asked: Asked, said: Said) -> Expected:
    """The text alternative: those that improved, then those that declined, the greatest moves first."""
    moved = sorted((pair for pair in pairs(asked) if pair.moved),
                   key=lambda pair: (pair.moved < 0, -abs(pair.moved), pair.body.name.casefold()))  # fmt: skip
    return {"rows": "; ".join(f"{pair.body.name}: {pair.old}, then {pair.new}" for pair in moved)}


@says("Did not exist on {date:date}: {names:text}")
def not_there(asked: Asked, said: Said) -> Expected:
    gone = [asked.tables.bodies[code].called for code in asked.codes if not asked.tables.bodies[code].lives(asked.day)]
    return {"date": asked.day, "names": series(gone)}


@says(f"{{judgement:{_NAME}}}: the latest ILACS grade against the first, of authorities with two or more, as Ofsted counted on 31 March 2024",
      f"{{judgement:{_NAME}}}: the latest grade against the one before it, SIF or ILACS, passing over inspections without one",
      f"{{judgement:{_NAME}}}: the grade held on each date, of authorities inspected between the two")  # fmt: skip
def what_is_compared(asked: Asked, said: Said) -> Expected:
    return {"judgement": NAMES[asked.judgement]}
