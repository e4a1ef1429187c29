"""What may be said of visits, of the time that reports take, of waiting, and of when the next inspection may come."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import mean, median

from tests.dashboard.oracle.comparing import ABOUT, among, counts_in
from tests.dashboard.oracle.england import Spell, in_region, spells
from tests.dashboard.oracle.grammar import (
    MONTHS,
    AnyOf,
    Asked,
    Expected,
    Near,
    Rules,
    Said,
    month,
    months_between,
    read,
    series,
    worded,
)
from tests.dashboard.oracle.tables import BETTER, COVID_STOP, FOUR, OVERALL, RANK, Body, Event, cut_off

rules = Rules()
says = rules.says

SIF_FROM = dt.date(2013, 11, 1)
PANDEMIC = dt.date(2020, 9, 1), dt.date(2021, 5, 31)
NO_THEME = "Theme not known"


def of_kind(asked: Asked, kind: str) -> list[Event]:
    return [event for event in asked.tables.every if event.kind == kind]


def is_pandemic(event: Event) -> bool:
    return event.start is not None and PANDEMIC[0] <= event.start <= PANDEMIC[1]


# Where and when


PLACED = r"(?:On \d\d? \w+ \d\d\d\d, (?:in [A-Za-z ]+?, )?|In [A-Za-z ]+?, (?:(?:from|to) \d[\w ]+, )?|(?:From|To) \d[\w ]+, )"
"""Words for a day, a region or a period at the start of a sentence."""


def anywhere(*templates: str) -> Iterator[str]:
    """Each sentence as it stands for all that is on record, and after words for a place, a day or a period."""
    for template in templates:
        yield re.sub(r"^\{(\w+):int\}", r"{\1:Int}", template[0].upper() + template[1:])
        yield f"{{start:{PLACED}}}{template}"


def started(asked: Asked, said: Said, **values: object) -> Expected:
    """The values with the words at the start, or what is wrong where there are none."""
    start = ", ".join(filter(None, [of_day(asked), of_region(asked), of_period(asked)]))
    start = f"{start[:1].upper()}{start[1:]}, " if start else ""
    if "start" in said:
        return {**values, "start": start}
    return values if not start else f"it begins {start!r}"


def of_region(asked: Asked) -> str:
    return f"in {in_region(asked.region)}" if asked.region else ""


def of_day(asked: Asked) -> str:
    return f"on {in_words(asked.date)}" if asked.date and not asked.since and not asked.until else ""


def of_period(asked: Asked) -> str:
    if asked.since and asked.until:
        return f"from {in_words(asked.since)} to {in_words(asked.until)}"
    return f"from {in_words(asked.since)}" if asked.since else f"to {in_words(asked.until)}" if asked.until else ""


def in_words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def is_shown(asked: Asked, event: Event, day: dt.date | None = None) -> bool:
    """Whether an event is one of the region and period that a page shows."""
    when = day or event.start
    is_there = asked.region in ("", asked.tables.bodies[event.code].region)
    return is_there and when is not None and (asked.since or dt.date.min) <= when <= (asked.until or dt.date.max)


def bodies(asked: Asked) -> list[Body]:
    """The authorities of a region, or all, that existed on the day."""
    every = asked.tables.bodies.values()
    return [body for body in every if body.lives(asked.day) and asked.region in ("", body.region)]


@says("{name:Inadequate now.*?|Inadequate on .+?|Waiting times.*?|Focused visits.*?|How long reports of .+? take.*?|"
      "Joint and area SEND inspections.*?|What inspectors ask to improve.*?}")  # fmt: skip
def headed(asked: Asked, said: Said) -> Expected:
    """The heading of a page names its region, its day or its period, and no other."""
    where = f" {of_region(asked)}" if asked.region else ""
    when = f", {of_period(asked).removeprefix('from ') if asked.until and asked.since else of_period(asked)}"
    kinds = {key: f"How long reports of {words} take" for key, (words, _) in LAGS.items()}
    names = [
        f"Inadequate {of_day(asked) or 'now'}{where}",
        f"Waiting times{where}{' ' + of_day(asked) if of_day(asked) else ''}",
        *(
            f"{name}{where}{when if of_period(asked) else ''}"
            for name in (
                "Focused visits",
                kinds[asked.lag],
                "Joint and area SEND inspections",
                "What inspectors ask to improve",
            )
        ),
    ]
    return {"name": AnyOf(tuple(names))}


# Inadequate


def holding(asked: Asked) -> int:
    """How many of a region, or all, held an overall grade on the day."""
    held = asked.tables.held(OVERALL, asked.day, cut_off(asked.day))
    return sum(held[body.code].grade is not None for body in bodies(asked))


def going(asked: Asked) -> list[Spell]:
    """Who is inadequate on the day, the longest first."""
    shown = [
        one for one in spells(asked, to_record_end=False) if one.ended is None and asked.region in ("", one.body.region)
    ]
    return sorted(shown, key=lambda one: (one.began, one.body.name))


@says(*anywhere("{n:int} of {total:int} authorities {is_so:is|are|was|were} inadequate overall; {names:text} "
                "{verb:has been|have been|had been} for longest, {length:length}, since {month:month}"))  # fmt: skip
def longest_inadequate(asked: Asked, said: Said) -> Expected:
    found = going(asked)
    if len(found) < 5 or found[0].began > asked.day:
        return f"{len(found)} are too few for a superlative"
    first = [one for one in found if one.began == found[0].began]
    verb = "had been" if asked.date else "has been" if len(first) == 1 else "have been"
    return started(
        asked, said, n=len(found), total=holding(asked), is_so="were" if asked.date else "are", verb=verb,
        names=series([one.body.called for one in first]), length=months_between(found[0].began, asked.day),
        month=month(found[0].began),
    )  # fmt: skip


@says(*anywhere("{n:int} of {total:int} authorities {is_so:is|are|was|were} inadequate overall: {who:text}"))
def few_inadequate(asked: Asked, said: Said) -> Expected:
    found = going(asked)
    if not 0 < len(found) < 5:
        return f"there are {len(found)}"
    verb = {(True, True): "was", (True, False): "were", (False, True): "is", (False, False): "are"}
    who = series([
        f"{one.body.called} {'since' if one.began <= asked.day else 'by a report of'} "
        f"{MONTHS[one.began.month - 1]} {one.began.year}" for one in found
    ])  # fmt: skip
    is_so = verb[asked.date is not None, len(found) == 1]
    return started(asked, said, n=len(found), total=holding(asked), is_so=is_so, who=who)


@says(*anywhere("none of {total:int} authorities {is_so:is|was} inadequate overall"))
def none_inadequate(asked: Asked, said: Said) -> Expected:
    if going(asked):
        return "some are"
    return started(asked, said, total=holding(asked), is_so="was" if asked.date else "is")


@says(
    "Overall effectiveness, of the {total:int} authorities that {hold:held such a grade|hold such a grade, the longest first}"
)
def how_counted(asked: Asked, said: Said) -> Expected:
    hold = "held such a grade" if asked.date else "hold such a grade, the longest first"
    return {"total": holding(asked), "hold": hold}


@says(
    "The window counts from the first day of the latest full inspection and rests on {few:only |}{n:int} gaps after inadequate"
)
def window_rests(asked: Asked, said: Said) -> Expected:
    n = len(seen(asked, "inadequate"))
    return {"n": n, "few": "only " if n < 10 else ""}


def in_part(asked: Asked) -> dict[str, list[str]]:
    """The judgements of inadequate, by body, at a latest inspection that was not inadequate overall."""
    held = {judgement: asked.tables.held(judgement, asked.day, cut_off(asked.day)) for judgement in (OVERALL, *FOUR)}
    found: dict[str, list[str]] = {}
    for body in bodies(asked):
        overall = held[OVERALL][body.code]
        for judgement in FOUR:
            one = held[judgement][body.code]
            if one.grade == "inadequate" and overall.grade != "inadequate" and one.event is overall.event:
                found.setdefault(body.code, []).append(judgement)
    return found


@says(
    *anywhere(
        "{n:int} more {word:authority|authorities} {verb:holds|hold|held} inadequate for a judgement, without being inadequate overall"
    )
)
def part_inadequate(asked: Asked, said: Said) -> Expected:
    n = len(in_part(asked))
    verb = "held" if asked.date else "holds" if n == 1 else "hold"
    return started(asked, said, n=n, word="authority" if n == 1 else "authorities", verb=verb)


# Focused visits


def focused_visits(asked: Asked) -> list[Event]:
    return [event for event in of_kind(asked, "focused visit") if is_shown(asked, event)]


@says(*anywhere("focused visits looked most often at {themes:text}: {n:int} of {total:int} each",
                "focused visits looked most often at {themes:text}: {n:int} of {total:int}"))  # fmt: skip
def focused(asked: Asked, said: Said) -> Expected:
    themes = Counter(event.theme or NO_THEME for event in focused_visits(asked) if not is_pandemic(event))
    most = max(themes.values())
    names = sorted(theme for theme, n in themes.items() if n == most)
    said_so = series([theme[:1].lower() + theme[1:] for theme in names])
    return started(asked, said, themes=said_so, n=most, total=sum(themes.values()))


@says(*anywhere("no focused visit is on record"))
def no_focused(asked: Asked, said: Said) -> Expected:
    return started(asked, said) if not focused_visits(asked) else "some are"


@says("{n:int} focused visits by theme and by the year in which they began, "
      "{closed:none to an authority that no longer exists|\\w+ of them to an authority that no longer exists|"
      "\\w+ of them to authorities that no longer exist}")  # fmt: skip
def focused_caption(asked: Asked, said: Said) -> Expected:
    events = focused_visits(asked)
    gone = sum(asked.tables.bodies[event.code].abolished is not None for event in events)
    who = "an authority that no longer exists" if gone == 1 else "authorities that no longer exist"
    words = f"{worded(gone)} of them to {who}" if gone else "none to an authority that no longer exists"
    return {"n": len(events), "closed": words}


@says("{n:Int} of the {known:int} focused visits whose letters were read set areas for priority action")
def priority(asked: Asked, said: Said) -> Expected:
    known = [event for event in focused_visits(asked) if event.priority is not None]
    return {"n": sum(bool(event.priority) for event in known), "known": len(known)}


@says("Of {n:int} focused visits it is not known whether any was set: their letters have not been read")
def priority_unknown(asked: Asked, said: Said) -> Expected:
    return {"n": sum(event.priority is None for event in focused_visits(asked))}


# Monitoring visits


@dataclass(frozen=True)
class Followed:
    """A spell of inadequacy and the monitoring visits made in it."""

    spell: Spell
    visits: list[Event]

    @property
    def missing(self) -> int:
        """Numbers up to the highest known one that no known visit can carry."""
        before = loose = missing = 0
        for visit in self.visits:
            if visit.number is None:
                loose += visit.best is not None
                continue
            first = before + 1 if visit.number > before else 1
            missing += max(0, visit.number - first - loose)
            before, loose = visit.number, 0
        return missing


def followed(asked: Asked) -> list[Followed]:
    every = list(spells(asked, to_record_end=False))
    own: dict[int, list[Event]] = {place: [] for place in range(len(every))}
    made = [
        one for one in of_kind(asked, "monitoring visit") if (one.best <= asked.day if one.best else not asked.date)
    ]
    for event in made:
        fits = [place for place, spell in enumerate(every) if spell.body.code == event.code]
        if event.best:
            day = event.best
            fits = [
                place
                for place in fits
                if every[place].began.replace(day=1) <= day and not ((ended := every[place].ended) and ended < day)
            ]
        elif len(fits) != 1:
            fits = []
        if fits:
            own[fits[-1]].append(event)
    return [
        Followed(spell, sorted(own[place], key=lambda one: one.best or dt.date.max))
        for place, spell in enumerate(every)
        if asked.region in ("", spell.body.region)
    ]


@says("{n:int} monitoring visit{s: is|s are} known in {spells:int} spell{more:s|} of inadequacy; in {gaps:int} of them "
      "we know that some are missing",
      "{n:int} monitoring visit{s: is|s are} known in {spells:int} spell{more:s|} of inadequacy",
      "No monitoring visit is known in {spells:int} spell{more:s|} of inadequacy; in {gaps:int} of them we know that some "
      "are missing",
      "No monitoring visit is known in {spells:int} spell{more:s|} of inadequacy")  # fmt: skip
def monitoring(asked: Asked, said: Said) -> Expected:
    found = followed(asked)
    n, gaps = sum(len(one.visits) for one in found), sum(one.missing > 0 for one in found)
    if ("n" in said) != bool(n) or ("gaps" in said) != bool(gaps):
        return f"{n} are known, and in {gaps} some are missing"
    values = {"spells": len(found), "more": "s" if len(found) != 1 else ""}
    return values | ({"n": n, "s": "s are" if n > 1 else " is"} if n else {}) | ({"gaps": gaps} if gaps else {})


@says("{n:int} visits to {who:text}, which were not judged inadequate themselves, are not drawn")
def outside(asked: Asked, said: Said) -> Expected:
    inside = {event.id for one in followed(asked) for event in one.visits}
    made = [one for one in of_kind(asked, "monitoring visit") if one.best and one.best <= asked.day]
    rest = [event for event in made if event.id not in inside and is_shown(asked, event)]
    return {"n": len(rest), "who": " and ".join(sorted({asked.tables.bodies[event.code].name for event in rest}))}


# Joint and area SEND inspections


def joint_inspections(asked: Asked) -> list[Event]:
    found = [one for one in of_kind(asked, "joint targeted area inspection") if is_shown(asked, one, one.best)]
    return sorted(found, key=lambda one: one.best or dt.date.min)


@says(
    *anywhere(
        "{n:int} joint inspections are known, on {themes:int} themes; the latest theme, from {month:month}, is {theme:text}"
    )
)
def joint(asked: Asked, said: Said) -> Expected:
    events = joint_inspections(asked)
    told = [event for event in events if event.theme]
    latest = AnyOf(tuple(event.theme for event in told if event.best == told[-1].best))
    themes = {event.theme for event in told}
    return started(asked, said, n=len(events), themes=len(themes), month=month(told[-1].best), theme=latest)


@says(*anywhere("{n:int} joint inspection is known, on one theme: {theme:text}",
                "{n:int} joint inspections are known, on one theme: {theme:text}"))  # fmt: skip
def joint_of_one_theme(asked: Asked, said: Said) -> Expected:
    events = joint_inspections(asked)
    (theme,) = {event.theme for event in events if event.theme}
    return started(asked, said, n=len(events), theme=theme)


@says(*anywhere("no joint inspection is on record"))
def no_joint(asked: Asked, said: Said) -> Expected:
    return started(asked, said) if not joint_inspections(asked) else "some are"


def held_when(asked: Asked, event: Event) -> str | None:
    """The overall grade that was out and in force on the day before an event began; one not given ends the one before."""
    full = [one for one in asked.tables.full(event.code) if one.grades or one.absent]
    out = [
        (one.published, one.id, one.grades.get(OVERALL))
        for one in full
        if one.published and event.best and one.published < event.best
    ]
    return max(out)[2] if out else None


def area_send(asked: Asked) -> list[Event]:
    return [one for one in of_kind(asked, "area SEND inspection") if is_shown(asked, one, one.best)]


@says(
    *anywhere(
        "{n:int} of the {total:int} areas with widespread or systemic SEND failings {verb:was|were} good or outstanding overall"
    )
)
def send(asked: Asked, said: Said) -> Expected:
    failing = [event for event in area_send(asked) if "widespread" in event.outcome]
    n = sum(held_when(asked, event) in BETTER for event in failing)
    return started(asked, said, n=n, total=len(failing), verb="was" if n == 1 else "were")


@says(
    *anywhere("the one area with widespread or systemic SEND failings {verb:was|was not} good or outstanding overall")
)
def send_of_one(asked: Asked, said: Said) -> Expected:
    (failing,) = (event for event in area_send(asked) if "widespread" in event.outcome)
    return started(asked, said, verb="was" if held_when(asked, failing) in BETTER else "was not")


@says(
    *anywhere("{n:int} area SEND {word:inspections are|inspection is} known, none with widespread or systemic failings")
)
def send_without(asked: Asked, said: Said) -> Expected:
    found = area_send(asked)
    if any("widespread" in event.outcome for event in found):
        return "some have them"
    return started(asked, said, n=len(found), word="inspection is" if len(found) == 1 else "inspections are")


@says(*anywhere("no area SEND inspection is on record"))
def no_send(asked: Asked, said: Said) -> Expected:
    return started(asked, said) if not area_send(asked) else "some are"


# Time to publication

LAGS = {
    "full": ("full inspections", {"full inspection", "re-inspection", "standard inspection", "short inspection"}),
    "focused": ("focused visits", {"focused visit"}),
    "monitoring": ("monitoring visits", {"monitoring visit"}),
}
_KINDS = "full inspections|focused visits|monitoring visits"


def lags(asked: Asked) -> dict[int, list[int]]:
    """Days from start to publication by year of the start, where both are known to the day."""
    found: dict[int, list[int]] = {}
    asked = replace(asked, since=asked.since or SIF_FROM)
    for event in asked.tables.every:
        is_known = event.start_known == event.published_known == "day" and event.start and event.published
        if event.kind in LAGS[asked.lag][1] and is_known and is_shown(asked, event):
            assert event.start and event.published
            found.setdefault(event.start.year, []).append((event.published - event.start).days)
    return found


@says(*anywhere(f"half of the reports of {{kind:{_KINDS}}} begun in {{year:year}} were out within {{days:int}} days of the first "
                "day on site; in {first:year}, within {before:int}",
                f"half of the reports of {{kind:{_KINDS}}} begun in {{year:year}} were out within {{days:int}} days of the first "
                "day on site",
                f"half of the {{n:int}} reports of {{kind:{_KINDS}}} were out within {{days:int}} days of the first day on site",
                f"too few dates are known to say how long reports of {{kind:{_KINDS}}} take"))  # fmt: skip
def lag(asked: Asked, said: Said) -> Expected:
    every = lags(asked)
    known = {year: days for year, days in every.items() if len(days) >= 10}
    pooled = [day for days in every.values() for day in days]
    kind = LAGS[asked.lag][0]
    if not known and len(pooled) < 10:
        return started(asked, said, kind=kind) if "days" not in said else "too few are known"
    if not known:
        return (
            started(asked, said, kind=kind, n=len(pooled), days=Near(median(pooled)))
            if "n" in said
            else "no year has ten"
        )
    if "year" not in said or (len(known) > 1) != ("first" in said):
        return f"{sorted(known)} have ten or more"
    first, last = min(known), max(known)
    values: dict[str, object] = {"kind": kind, "year": last, "days": Near(median(known[last]))}
    if len(known) > 1:
        values |= {"first": first, "before": Near(median(known[first]))}
    return started(asked, said, **values)


@says(f"Days from the first day on site to publication, by the year in which {{kind:{_KINDS}}} began; the upright line is the median",
      f"Days to publication of {{kind:{_KINDS}}}")  # fmt: skip
def lag_caption(asked: Asked, said: Said) -> Expected:
    return {"kind": LAGS[asked.lag][0]}


@says("{n:int} whose first day or publication is not known to the day are left out; the table counts them")
def lag_unknown(asked: Asked, said: Said) -> Expected:
    every = asked.tables.every
    begun = replace(asked, since=asked.since or SIF_FROM)
    events = [event for event in every if event.kind in LAGS[asked.lag][1] and is_shown(begun, event, event.best)]
    return {"n": len(events) - sum(map(len, lags(asked).values()))}


# Waiting


@dataclass(frozen=True)
class Wait:
    body: Body
    since: dt.date
    counted_from: str
    days: int


def waits(asked: Asked, region: str | None = None) -> list[Wait]:
    """Days since the last full inspection of each authority of the day, of a region or of all ("")."""
    found = []
    wanted = asked.region if region is None else region
    for body in asked.tables.bodies.values():
        if not body.lives(asked.day) or wanted not in ("", body.region):
            continue
        full = [event for event in asked.tables.full(body.code) if event.best and event.best <= asked.day]
        last = max(full, key=lambda one: one.best or dt.date.min) if full else None
        since = last.best if last else body.established
        if since:
            how = "established" if last is None else "start" if last.start else "publication"
            found.append(Wait(body, since, how, (asked.day - since).days))
    return found


def known_waits(asked: Asked, region: str | None = None) -> list[Wait]:
    """The same of those that were inspected on a day that is known, and whose record reaches the day."""
    ends = {wait: asked.tables.record_end(wait.body) for wait in waits(asked, region)}
    return [wait for wait, end in ends.items() if wait.counted_from == "start" and not (end and end < asked.day)]


@says(
    *anywhere(
        "{names:text} {verb:has|have|had} waited longest for a full inspection: {length:length}, since {month:month}"
    )
)
def waiting(asked: Asked, said: Said) -> Expected:
    found = known_waits(asked)
    if len(found) < 5:
        return "too few for a superlative"
    most = max(wait.days for wait in found)
    first = sorted((wait for wait in found if wait.days == most), key=lambda wait: wait.body.name)
    names = series([wait.body.called for wait in first])
    verb = "had" if asked.date else "has" if len(first) == 1 else "have"
    names = names if "start" in said else names[:1].upper() + names[1:]
    return started(
        asked,
        said,
        names=names,
        verb=verb,
        length=months_between(first[0].since, asked.day),
        month=month(first[0].since),
    )


@says("Half of these {n:int} waits are {length:length} or longer")
def half_waited(asked: Asked, said: Said) -> Expected:
    found = [wait.days for wait in known_waits(asked)]
    middle = asked.day - dt.timedelta(days=round(median(found)))
    return {"n": len(found), "length": months_between(middle, asked.day)}


@says("{name:name}: {length:length}, rank {rank:int} of {n:int} in England")
def marked_wait(asked: Asked, said: Said) -> Expected:
    every = known_waits(asked, "")
    (mine,) = (wait for wait in every if wait.body.name == asked.of.name)
    rank = 1 + sum(wait.days > mine.days for wait in every)
    return {"name": asked.of.name, "length": months_between(mine.since, asked.day), "rank": rank, "n": len(every)}


@says("Not ranked: the wait of {n:int} {word:authority|authorities} is not known")
def not_ranked(asked: Asked, said: Said) -> Expected:
    n = len(bodies(asked)) - len(known_waits(asked))
    return {"n": n, "word": "authority" if n == 1 else "authorities"}


@says("{name:Waiting times.*?}, longest wait first{rest:(?:: the other \\d+)?}", "{name:Waiting times.*?}, name{rest:(?:: the other \\d+)?}",
      "Show the other {n:int}")  # fmt: skip
def waits_caption(asked: Asked, said: Said) -> Expected:
    n = len(known_waits(asked)) - 20
    if "n" in said:
        return {"n": n}
    name = (
        f"Waiting times{' ' + of_region(asked) if asked.region else ''}{' ' + of_day(asked) if of_day(asked) else ''}"
    )
    return {"name": name, "rest": AnyOf(("", f": the other {n}"))}


@says("Rank 1 of {n:int} is the longest wait in England")
def ranked(asked: Asked, said: Said) -> Expected:
    return {"n": len(known_waits(asked, ""))}


# The next inspection


@dataclass(frozen=True)
class Gap:
    grade: str
    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def is_covid(self) -> bool:
        return self.start <= COVID_STOP < self.end


def gaps(asked: Asked, region: str = "") -> Iterator[Gap]:
    """From the start of one ILACS inspection to that of the next, with the overall grade that the first gave."""
    for code, body in asked.tables.bodies.items():
        begun = [e for e in asked.tables.full(code) if e.framework == "ILACS" and e.start and e.start <= asked.day]
        begun.sort(key=lambda one: one.start or dt.date.min)
        for first, second in pairwise(begun):
            if OVERALL in first.grades and first.start and second.start and region in ("", body.region):
                yield Gap(first.grades[OVERALL], first.start, second.start)


def seen(asked: Asked, grade: str) -> list[Gap]:
    """The gaps after a grade that Covid-19 did not stretch."""
    return [gap for gap in gaps(asked) if gap.grade == grade and not gap.is_covid]


def window(asked: Asked, by: str = "publication") -> tuple[dt.date, dt.date, dt.date] | None:
    """The first, average and last day of the next inspection of a body, were its gap like those seen."""
    event = asked.tables.latest(asked.of.code, by)
    if asked.tables.is_gone(asked.of) or event is None or event.start is None or OVERALL not in event.grades:
        return None
    days = [gap.days for gap in seen(asked, event.grades[OVERALL])]
    if not days:
        return None
    first, middle, last = (event.start + dt.timedelta(days=round(n)) for n in (min(days), mean(days), max(days)))
    return first, middle, last


def gaps_here(asked: Asked) -> list[Gap]:
    """Those of the region that the pandemic did not stretch."""
    return [gap for gap in gaps(asked, asked.region) if not gap.is_covid]


@says("After a grade of {grade:grade}, the next ILACS inspection began {least:int} to {most:int} days later, on average {mean:int}",
      "In {region:text}, after a grade of {grade:grade}, the next ILACS inspection began {least:int} to {most:int} days later, on "
      "average {mean:int}")  # fmt: skip
def gaps_title(asked: Asked, said: Said) -> Expected:
    found = gaps_here(asked)
    counts = Counter(gap.grade for gap in found)
    grades = AnyOf(tuple(grade for grade in RANK if counts[grade] == max(counts.values())))
    days = [gap.days for gap in found if gap.grade == said["grade"]]
    if ("region" in said) != bool(asked.region):
        return "it names a region, or none"
    values = {"grade": grades, "least": min(days), "most": max(days), "mean": Near(mean(days))}
    return {**values, "region": in_region(asked.region)} if asked.region else values


@says(
    "No authority has had two ILACS inspections yet", "No authority in {region:text} has had two ILACS inspections yet"
)
def no_gap_here(asked: Asked, said: Said) -> Expected:
    if gaps_here(asked):
        return "some have"
    return {"region": in_region(asked.region)} if "region" in said else {}


@says("Days from the start of one ILACS inspection to the start of the next, by the overall grade that the first gave, "
      "{first:date} to {last:date}; the upright line is the mean",
      "Days from the start of one ILACS inspection to the start of the next, by the overall grade that the first gave; the "
      "upright line is the mean")  # fmt: skip
def gaps_caption(asked: Asked, said: Said) -> Expected:
    found = gaps_here(asked)
    if bool(found) != ("first" in said):
        return "it says a period, or none"
    return {"first": min(gap.start for gap in found), "last": max(gap.end for gap in found)} if found else {}


@says("Few gaps are known: {parts:text}")
def few_gaps(asked: Asked, said: Said) -> Expected:
    counts = Counter(gap.grade for gap in gaps_here(asked))
    parts = [f"{worded(counts[grade])} after {grade}" for grade in reversed(RANK) if 0 < counts[grade] < 10]
    return {"parts": series(parts)}


@says("{n:int} gaps in which the pandemic stopped routine inspection are left out; the table has both")
def gaps_left_out(asked: Asked, said: Said) -> Expected:
    return {"n": sum(gap.is_covid for gap in gaps(asked, asked.region))}


def _own(asked: Asked) -> tuple[Event | None, str | None]:
    event = asked.tables.latest(asked.of.code, "inspection")
    return event, event.grades.get(OVERALL) if event else None


@says("The latest full inspection on record began in {start:month}, {length:length} before {date:date}",
      "The latest full inspection on record began in {start:month}")  # fmt: skip
def last_began(asked: Asked, said: Said) -> Expected:
    event, _ = _own(asked)
    assert event and event.start
    values: dict[str, object] = {"start": month(event.start)}
    if (asked.tables.record_end(asked.of) is None) != ("date" in said):
        return "its record ends early, or does not"
    if "date" not in said:
        return values
    return {**values, "length": months_between(event.start, asked.tables.reach), "date": asked.tables.reach}


@says("Next inspection: no window can be drawn, for {why:no full inspection of a known start is on record|"
      "the latest gave no overall grade and past gaps are grouped by it|no gap after [a-z ]+ has been observed yet}")  # fmt: skip
def next_unknown(asked: Asked, said: Said) -> Expected:
    event, grade = _own(asked)
    if asked.tables.is_gone(asked.of) or window(asked, "inspection"):
        return "it is gone, or there is a window"
    if event is None or event.start is None:
        return {"why": "no full inspection of a known start is on record"}
    if grade is None:
        return {"why": "the latest gave no overall grade and past gaps are grouped by it"}
    return {"why": f"no gap after {grade} has been observed yet"}


_UNLESS = "{unless:, unless there was one after \\d\\d? [A-Z][a-z]+ 20\\d\\d|}"


def _unless(asked: Asked) -> str:
    end = asked.tables.record_end(asked.of)
    return f", unless there was one after {end.day} {MONTHS[end.month - 1]} {end.year}" if end else ""


def _waits(asked: Asked) -> tuple[list[int], int]:
    """The days of the gaps after the grade held, and how long this wait has lasted."""
    event, grade = _own(asked)
    assert event and event.start
    return [gap.days for gap in seen(asked, grade or "")], (asked.tables.reach - event.start).days


@says(f"Next inspection{_UNLESS}: between {{first:month}} and {{last:month}}, if this wait is like the {{few:only |}}{{n:int}} "
      "after {grade:grade} so far",
      f"Next inspection{_UNLESS}: by {{last:month}}, if this wait is like the {{few:only |}}{{n:int}} after "
      "{grade:grade} so far; it is already longer than {shorter:int} of them",
      f"Next inspection{_UNLESS}: by {{last:month}}, if this wait is like the {{few:only |}}{{n:int}} after "
      "{grade:grade} so far")  # fmt: skip
def next_ahead(asked: Asked, said: Said) -> Expected:
    found = window(asked, "inspection")
    if found is None or found[2] < asked.tables.reach or (found[0] > asked.tables.reach) != ("first" in said):
        return f"the window is {found}"
    days, waited = _waits(asked)
    shorter = sum(one < waited for one in days)
    values: dict[str, object] = {"unless": _unless(asked), "last": month(found[2]), "grade": _own(asked)[1],
                                 "few": "only " if len(days) < 10 else "", "n": len(days)}  # fmt: skip
    if "first" in said:
        return {**values, "first": month(found[0])}
    if bool(shorter) != ("shorter" in said):
        return f"it is longer than {shorter}"
    return {**values, "shorter": shorter} if shorter else values


@says(f"Next inspection{_UNLESS}: later than {{shorter:int}} of {{n:int}} waits after {{grade:grade}} so far"
      "{few:, which are few|}")  # fmt: skip
def next_overdue(asked: Asked, said: Said) -> Expected:
    found = window(asked, "inspection")
    if found is None or found[2] >= asked.tables.reach:
        return f"the window is {found}"
    days, waited = _waits(asked)
    few = ", which are few" if len(days) < 10 else ""
    return {"unless": _unless(asked), "shorter": sum(one < waited for one in days), "n": len(days),
            "grade": _own(asked)[1], "few": few}  # fmt: skip


@says("Their window, {first:month} to {last:month}, has passed")
def window_passed(asked: Asked, said: Said) -> Expected:
    found = window(asked, "inspection")
    if found is None or found[2] >= asked.tables.reach:
        return f"the window is {found}"
    return {"first": month(found[0]), "last": month(found[2])}


@says("The shortest leads to {first:month}, the average to {middle:month} and the longest to {last:month}")
def window_by_length(asked: Asked, said: Said) -> Expected:
    found = window(asked, "inspection")
    return dict(zip(("first", "middle", "last"), map(month, found), strict=True)) if found else "there is no window"


def _neighbours(asked: Asked, judgement: str) -> tuple[str | None, list[str]]:
    """The grade of the latest inspection, of an authority and of its statistical neighbours that hold one."""

    def now(code: str) -> str | None:
        event = asked.tables.latest(code, "publication")
        return event.grades.get(judgement) if event else None

    return now(asked.of.code), [grade for code in asked.of.neighbours if (grade := now(code))]


@says(
    f"Statistical neighbours, {{about:{'|'.join(ABOUT.values())}}}: of {{n:int}}{{some: with a grade|}}, {{standing:text}}"
)
def neighbours_stand(asked: Asked, said: Said) -> Expected:
    judgement = next(one for one, words in ABOUT.items() if words == said["about"])
    own, others = _neighbours(asked, judgement)
    is_overall = all(_neighbours(asked, OVERALL))
    if own is None or not others or is_overall != (judgement == OVERALL):
        return f"its own grade is {own}; overall grades there {'are' if is_overall else 'are not'}"
    if counts_in(said["standing"], len(others)) != among(own, others):
        return f"better, same and worse are {among(own, others)}"
    some = "" if len(others) == len(asked.of.neighbours) else " with a grade"
    return {"about": said["about"], "n": len(others), "some": some, "standing": said["standing"]}


@says("Its latest full inspection gave no overall grade, and the gaps observed so far are grouped by that grade: no window "
      "is drawn from them")  # fmt: skip
def no_grade(asked: Asked, said: Said) -> Expected:
    event, grade = _own(asked)
    return {} if event and grade is None else "it gave one"


@says("No gap after a grade such as it holds has been observed yet")
def no_such_gap(asked: Asked, said: Said) -> Expected:
    return {} if window(asked) is None and not asked.tables.is_gone(asked.of) else "some was"


@says("Based on {few:only |}{n:int} gap{s:s|} from the start of one ILACS inspection to the start of the next, after a grade of {grade:grade}, "
      "{first:month} to {last:month}, leaving out those in which Covid-19 stopped routine inspection")  # fmt: skip
def evidence(asked: Asked, said: Said) -> Expected:
    grade = _own(asked)[1]
    found = seen(asked, grade or "")
    first, last = (min(gap.start for gap in found), max(gap.end for gap in found)) if found else (None, None)
    few = "only " if len(found) < 10 else ""
    return {
        "few": few,
        "n": len(found),
        "s": "s" if len(found) > 1 else "",
        "grade": grade,
        "first": month(first),
        "last": month(last),
    }


# The same in a briefing


@says("After a grade of {grade:grade}, {few:only |}{n:int} {word:gap|gaps} between one ILACS inspection and the next {verb:has|have} been "
      "observed ({first:month} to {last:month}): {least:int} to {most:int} days, {mean:int} on average")  # fmt: skip
def observed(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, "publication")
    grade = event.grades.get(OVERALL) if event else None
    found = seen(asked, grade or "")
    if not found or window(asked) is None:
        return "there is no window"
    days = [gap.days for gap in found]
    is_one = len(found) == 1
    return {
        "grade": grade, "few": "only " if len(found) < 10 else "", "n": len(found), "word": "gap" if is_one else "gaps", "verb": "has" if is_one else "have",
        "first": month(min(gap.start for gap in found)), "last": month(max(gap.end for gap in found)),
        "least": min(days), "most": max(days), "mean": Near(mean(days)),
    }  # fmt: skip


@says("For {name:name} that is {first:month} to {last:month}, on average {middle:month}")
def for_it(asked: Asked, said: Said) -> Expected:
    found = window(asked)
    if found is None:
        return "there is no window"
    return {"name": asked.of.name, "first": month(found[0]), "last": month(found[2]), "middle": month(found[1])}


HOW = {
    "since its last full inspection began": "start",
    "since the report of its last full inspection was published": "publication",
    "since it came into being, without a full inspection": "established",
}


@says(f"On {{date:date}} it was {{days:int}} days {{how:{'|'.join(HOW)}}}: the {{rank:(?:\\w+ )?(?:longest|shortest)}} wait of the "
      "{of:int} authorities whose record reaches that date")  # fmt: skip
def waited(asked: Asked, said: Said) -> Expected:
    found = [wait for wait in waits(asked, "") if not asked.tables.is_cut(wait.body)]
    own = next((wait for wait in found if wait.body.code == asked.of.code), None)
    if own is None:
        return "its record ends early"
    longer_ones, shorter_ones = (sum(w.days > own.days for w in found), sum(w.days < own.days for w in found))
    place, _, word = said["rank"].rpartition(" ")
    n = read("ordinal", place) if place else 1
    # with equal waits, the places of all of them are as right as the first
    ties = len(found) - longer_ones - shorter_ones
    before = longer_ones if word == "longest" else shorter_ones
    if not before < n <= before + ties or (word == "shortest") != (longer_ones + 1 > len(found) / 2):
        return f"{longer_ones} have waited longer and {shorter_ones} less long"
    if HOW[said["how"]] != own.counted_from:
        return f"it is counted from {own.counted_from}"
    return {"date": asked.tables.reach, "days": own.days, "how": said["how"], "rank": said["rank"], "of": len(found)}


@says("By the gaps so far, {name:name}’s next inspection would begin between {first:month} and {last:month}",
      "By the gaps so far, {name:name}’s next inspection would begin by {last:month}",
      "Unless inspected since {since:month}, {name:name}’s next inspection would begin between {first:month} and {last:month}",
      "Unless inspected since {since:month}, {name:name}’s next inspection would begin by {last:month}")  # fmt: skip
def next_title(asked: Asked, said: Said) -> Expected:
    found, today = window(asked), asked.tables.reach
    if found is None or found[2] < today or (found[0] <= today) == ("first" in said):
        return f"the window is {found}"
    end = asked.tables.record_end(asked.of)
    if bool(end) != ("since" in said):
        return f"its record ends on {end}"
    values: dict[str, object] = {"name": asked.of.name, "last": month(found[2])}
    values |= {"since": month(end)} if end else {}
    return {**values, "first": month(found[0])} if "first" in said else values


@says("{name:name} has waited longer than any gap that followed its grade so far",
      "{name:name}’s record ends in {since:month}: it may have been inspected since")  # fmt: skip
def next_is_past(asked: Asked, said: Said) -> Expected:
    found, end = window(asked), asked.tables.record_end(asked.of)
    if found is None or found[2] >= asked.tables.reach or bool(end) != ("since" in said):
        return f"the window is {found}, and its record ends on {end}"
    return {"name": asked.of.name, **({"since": month(end)} if end else {})}


@says("No window for {name:name}’s next inspection can be taken from past gaps")
def no_window(asked: Asked, said: Said) -> Expected:
    is_so = window(asked) is None and not asked.tables.is_gone(asked.of)
    return {"name": asked.of.name} if is_so else "it can, or it is gone"


@says("{name:name} was abolished in {month:month}: its {heirs:successor is|successors are} inspected in its place")
def no_more(asked: Asked, said: Said) -> Expected:
    if not asked.tables.is_gone(asked.of):
        return "it is not gone"
    heirs = "successor is" if len(asked.of.successors) == 1 else "successors are"
    return {"name": asked.of.name, "month": month(asked.of.abolished), "heirs": heirs}


@says("Focused visits have set {n:int} {word:area|areas} for priority action in all")
def point_on_priority(asked: Asked, said: Said) -> Expected:
    n = sum(event.priority or 0 for event in asked.tables.events[asked.of.code] if event.kind == "focused visit")
    return {"n": n, "word": "area" if n == 1 else "areas"}


KINDS = {
    "focused visit": "focused visit",
    "monitoring visit": "monitoring visit",
    "joint targeted area inspection": "joint inspection",
    "area SEND inspection": "area SEND inspection",
    "board review": "board review",
}


def visits(asked: Asked) -> list[Event]:
    """Everything that is no full inspection, newest first."""
    full = {"full inspection", "re-inspection", "standard inspection", "short inspection"}
    found = [event for event in asked.tables.events[asked.of.code] if event.kind not in full]
    return sorted(found, key=lambda one: one.best or dt.date.min, reverse=True)


@says("On record for {name:name}: {counts:text}, the latest in {month:month}",
      "On record for {name:name}: {counts:text}, in {month:month}",
      "On record for {name:name}: {counts:text}")  # fmt: skip
def visits_title(asked: Asked, said: Said) -> Expected:
    found = visits(asked)
    if not found:
        return "there is none"
    counts = Counter(event.kind for event in found)
    so = series(
        [f"{worded(counts[kind])} {words}{'s' * (counts[kind] > 1)}" for kind, words in KINDS.items() if counts[kind]]
    )
    values: dict[str, object] = {"name": asked.of.name, "counts": so}
    return {**values, "month": month(found[0].best)} if "month" in said else values


@says("No visit to {name:name} between full inspections is on record",
      "The record holds no focused visit, monitoring visit, joint targeted area inspection or area SEND inspection of {name:name}")  # fmt: skip
def no_visit(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name} if not visits(asked) else "some is"


@says("The latest: {visits:text}")
def visits_brief(asked: Asked, said: Said) -> Expected:
    read_so = []
    for part in said["visits"].split("; "):
        match = re.fullmatch(r"([\w ]+), (\w+ 20\d\d|date not known)(?: \((.+)\))?", part)
        if not match:
            return f"{part!r} is no visit"
        when = None if match[2].startswith("date") else read("month", match[2])
        read_so.append((match[1], when, match[3] or ""))
    so = [(KINDS[event.kind], month(event.best), event.theme or event.outcome) for event in visits(asked)[:3]]
    return {"visits": said["visits"]} if read_so == so else f"they are {so}"


@says(f"{{kind:(?:{'|'.join(word.capitalize() if word[0].islower() else word for word in KINDS.values())}|Area SEND inspection)}} "
      "{when:in \\w+ 20\\d\\d|on a day that is not known}{about:(?:[:,] .+)?}")  # fmt: skip
def visit_told(asked: Asked, said: Said) -> Expected:
    """One of the latest six, by its kind, its month and what it looked at."""
    told = []
    for event in visits(asked)[:6]:
        day = event.best
        about = f": {event.theme.lower()}" if event.theme else ""
        about += f", with the outcome {event.outcome.lower()}" if event.outcome else ""
        told.append((
            KINDS[event.kind].lower(), f"in {MONTHS[day.month - 1]} {day.year}" if day else "on a day that is not known",
            about,
        ))  # fmt: skip
    so = (said["kind"].lower(), said["when"], said["about"].lower())
    return dict(said) if so in told else f"they are {told}"


@says("No focused visit on record has set an area for priority action")
def no_priority(asked: Asked, said: Said) -> Expected:
    events = asked.tables.events[asked.of.code]
    return "one has" if any(event.priority for event in events if event.kind == "focused visit") else {}


@says("How did {name:name} come to this?")
def asked_how(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name}


@says("All {n:int} are in the workbook")
def visits_rest(asked: Asked, said: Said) -> Expected:
    return {"n": len(visits(asked))} if len(visits(asked)) > 3 else "all have been named"


@says("{path:(?:.+: )?(?:[Ii]nadequate|[Rr]equires improvement|[Gg]ood|[Oo]utstanding|[Nn]o overall grade) 20\\d\\d.*}")
def history_title(asked: Asked, said: Said) -> Expected:
    """The grades and their years, all of them or, of more than two, the latest two."""
    full = [(day, event) for event in asked.tables.full(asked.of.code) if (day := event.when("publication"))]
    full.sort(key=lambda one: (one[0], one[1].id))
    so: list[tuple[str, list[int]]] = []
    was = ""
    for day, event in full:
        why = event.grades.get(OVERALL) or event.absent.get(OVERALL, "not_separate")
        words = event.grades.get(OVERALL, "no overall grade")
        if why == was and OVERALL not in event.grades:
            continue
        if not so or so[-1][0] != words:
            so.append((words, []))
        so[-1][1].append(day.year)
        was = why
    text = said["path"].removeprefix(f"{asked.of.name}: ")
    text = text[:1].lower() + text[1:]
    found = re.findall(r"([a-z][a-z ]+?) (20\d\d(?:(?:, | and )20\d\d)*)", text)
    listed = [(words.removeprefix("and "), [int(y) for y in re.findall(r"20\d\d", years)]) for words, years in found]
    is_so = listed in (so, so[-2:])
    return {"path": said["path"]} if is_so else f"it is {so}"


@says("{name:name}: no full inspection under SIF or ILACS on record")
def history_none(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name} if not asked.tables.full(asked.of.code) else "there is one"


@says("{name:name}: {n:int} full {word:inspection|inspections} {how:in|since} {year:year}",
      "{name:name}: {n:int} full {word:inspection|inspections}")  # fmt: skip
def history_counted(asked: Asked, said: Said) -> Expected:
    full = asked.tables.full(asked.of.code)
    days = [day for event in full if (day := event.published or event.start)]
    values: dict[str, object] = {
        "name": asked.of.name,
        "n": len(full),
        "word": "inspection" if len(full) == 1 else "inspections",
    }
    if not days or "year" not in said:
        return values if not days and "year" not in said else "its year is known"
    how = "in" if len(full) == 1 and not visits(asked) else "since"
    return {**values, "how": how, "year": min(days).year}


@says("Judgements of {name:name} now", "Latest judgements of {name:name}", "Full inspections of {name:name}", "Visits to {name:name} and what they looked at",
      "What to say about {name:name}", "Judgements of {name:name}, before and now",
      "Inspections and visits of {name:name}", "Events of {name:name}",
      "Visits to {name:name} since its latest full inspection, newest first",
      "{name:name}")  # fmt: skip
def named(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name}


@says("Judgements of {heirs:[A-Z].+}")
def heirs(asked: Asked, said: Said) -> Expected:
    if not asked.of.successors:
        return "nothing came in its place"
    return {"heirs": series([asked.tables.bodies[code].name for code in asked.of.successors])}


@says(
    "Latest full inspection: {day:(?:published )?(?:\\d\\d? )?\\w\\w\\w 20\\d\\d}",
    "No full inspection under SIF or ILACS yet",
)
def latest_day(asked: Asked, said: Said) -> Expected:
    event = asked.tables.latest(asked.of.code, "publication")
    if event is None or "day" not in said:
        return {} if event is None and "day" not in said else "it was inspected"
    day, known = (event.start, event.start_known) if event.start else (event.published, event.published_known)
    name = f"{MONTHS[day.month - 1][:3]} {day.year}"
    return {"day": ("" if event.start else "published ") + (name if known == "month" else f"{day.day} {name}")}


@says("By date of publication, as at {date:date}")
def as_at(asked: Asked, said: Said) -> Expected:
    return {"date": asked.tables.reach}


@says("The ten authorities most like it by DfE’s model of 2025, nearest first, with the overall grade of the latest inspection; for some "
      "the record ends on {end:date}",
      "The ten authorities most like it by DfE’s model of 2025, nearest first, with the overall grade of the latest inspection")  # fmt: skip
def near(asked: Asked, said: Said) -> Expected:
    ends = [end for code in asked.of.neighbours if (end := asked.tables.record_end(asked.tables.bodies[code]))]
    if len(asked.of.neighbours) != 10 or bool(ends) != ("end" in said):
        return f"{len(ends)} of {len(asked.of.neighbours)} records end early"
    return {"end": max(ends)} if ends else {}


@says("Judgements when the record ends, on {end:date}", "Latest judgements, to {today:date}", "Judgements at the end")
def now_or_then(asked: Asked, said: Said) -> Expected:
    end = asked.tables.record_end(asked.of)
    if "today" in said:
        return {"today": asked.tables.reach} if not end else "the record ends before"
    return {"end": end} if end else {} if "end" not in said else "the record reaches today"


def owed_on_page(asked: Asked) -> set[str]:
    """The rules by which the first lines of a page must say something."""
    if asked.tables.is_gone(asked.of):
        return set()
    found, has_neighbours = window(asked, "inspection"), any(all(_neighbours(asked, one)) for one in ABOUT)
    facts = {
        "next_unknown": found is None,
        "next_ahead": found is not None and found[2] >= asked.tables.reach,
        "next_overdue": found is not None and found[2] < asked.tables.reach,
        "window_passed": found is not None and found[2] < asked.tables.reach,
        "neighbours_stand": has_neighbours,
    }
    return {name for name, is_so in facts.items() if is_so}


def owed(asked: Asked) -> set[str]:
    """The rules by which the talking points on an authority must say something."""
    found = window(asked)
    events = asked.tables.events[asked.of.code]
    facts = {
        "next_title": found is not None and found[2] >= asked.tables.reach,
        "point_on_priority": any(event.priority for event in events if event.kind == "focused visit"),
        "good_neighbours": bool(asked.of.neighbours),
    }
    return {name for name, is_so in facts.items() if is_so}
