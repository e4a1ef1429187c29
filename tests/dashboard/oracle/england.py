"""What may be said of England on a date: counts and shares, how they moved, what followed what, and who is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from tests.dashboard.oracle.grammar import MONTHS, AnyOf, Asked, Expected, Near, Rules, Said, month, series, worded
from tests.dashboard.oracle.tables import (
    BETTER,
    FOUR,
    OVERALL,
    OVERALL_ENDS,
    RANK,
    Body,
    Event,
    Held,
    cut_off,
    month_end,
)

rules = Rules()
says = rules.says

ABOUT = {
    "overall_effectiveness": "overall",
    "leadership": "for the impact of leaders",
    "help_and_protection": "for help and protection",
    "children_in_care": "for children in care",
    "care_leavers": "for care leavers",
}
NAMES = {
    "overall_effectiveness": "Overall effectiveness",
    "leadership": "Impact of leaders",
    "help_and_protection": "Help and protection",
    "children_in_care": "Children in care",
    "care_leavers": "Care leavers",
}
_ABOUT = "|".join(ABOUT.values())
_NAME = "|".join(NAMES.values())


def held(asked: Asked, judgement: str = "") -> dict[str, Held]:
    return asked.tables.held(judgement or asked.judgement, asked.day, asked.published_by or cut_off(asked.day))


def limit(asked: Asked) -> dt.date:
    """The day by which a report must be out to count, no later than the newest report."""
    return min(asked.published_by or cut_off(asked.day), asked.tables.reach)


def percent(n: int, total: int) -> Near:
    return Near(100 * n / total)


# On a date


@says(
    f"On {{date:date}}, {{good:int}} of {{total:int}} authorities ({{share:percent}}) were good or outstanding {{about:{_ABOUT}}}"
)
def on_a_date(asked: Asked, said: Said) -> Expected:
    good, total = asked.tables.share(held(asked))
    share = percent(good, total)
    return {"date": asked.day, "good": good, "total": total, "share": share, "about": ABOUT[asked.judgement]}


@says(f"On {{date:date}} no authority held a grade {{about:{_ABOUT}}}")
def on_a_date_none(asked: Asked, said: Said) -> Expected:
    if asked.tables.share(held(asked))[1]:
        return "some held one"
    return {"date": asked.day, "about": ABOUT[asked.judgement]}


def regions(asked: Asked, scheme: str = "") -> dict[str, tuple[int, int]]:
    """Good or outstanding, and with a grade, of each region that has one."""
    found = {}
    for region in {getattr(body, scheme or asked.regions) for body in asked.tables.bodies.values()}:
        codes = {body.code for body in asked.tables.bodies.values() if getattr(body, scheme or asked.regions) == region}
        good, total = asked.tables.share(held(asked), codes)
        if total:
            found[str(region)] = good, total
    return found


def in_region(name: str) -> str:
    return name if name == "London" or name.startswith("Yorkshire") else f"the {name}"


def ends_of(found: dict[str, tuple[int, int]]) -> tuple[AnyOf, AnyOf]:
    """The names with the lowest and with the highest share."""
    shares = {name: Fraction(good, total) for name, (good, total) in found.items()}
    return (
        AnyOf(tuple(name for name, share in shares.items() if share == min(shares.values()))),
        AnyOf(tuple(name for name, share in shares.items() if share == max(shares.values()))),
    )


@says(
    f"On {{date:date}}, {{good:int}} of {{total:int}} authorities were good or outstanding {{about:{_ABOUT}}}: "
    "highest share in {high:text} ({most:percent}), lowest in {low:text} ({least:percent})",
    f"On {{date:date}}, {{good:int}} of {{total:int}} authorities were good or outstanding {{about:{_ABOUT}}}",
)
def on_the_map(asked: Asked, said: Said) -> Expected:
    good, total = asked.tables.share(held(asked))
    values: dict[str, object] = {"date": asked.day, "good": good, "total": total, "about": ABOUT[asked.judgement]}
    found = {in_region(name): share for name, share in regions(asked, "region").items() if share[1] >= 5}
    is_flat = len(found) < 5 or len({Fraction(*share) for share in found.values()}) < 2
    if is_flat == ("high" in said):
        return f"the regions are {found}"
    if is_flat:
        return values
    shares = {name: Fraction(*share) for name, share in found.items()}
    tied = {end: [name for name, share in shares.items() if share == end] for end in set(shares.values())}
    low, high = tied[min(tied)], tied[max(tied)]
    most, least = percent(*found[high[0]]), percent(*found[low[0]])
    return {
        **values,
        "low": series(sorted(low, key=str.casefold)),
        "high": series(sorted(high, key=str.casefold)),
        "most": most,
        "least": least,
    }


@says(
    "Good or outstanding: from {few:int} of {of_low:int} in {low:text} to {many:int} of {of_high:int} in {high:text}",
)
def by_region(asked: Asked, said: Said) -> Expected:
    found = {in_region(name): share for name, share in regions(asked).items()}
    low, high = ends_of(found)
    if said["high"] not in found or said["low"] not in found:
        return f"the regions are {found}"
    (few, of_low), (many, of_high) = found[said["low"]], found[said["high"]]
    return {"low": low, "few": few, "of_low": of_low, "high": high, "many": many, "of_high": of_high}


@says("No region holds a grade on this date")
def by_region_none(asked: Asked, said: Said) -> Expected:
    return {} if not regions(asked) else "some does"


@says(
    "{good:int} of {total:int} authorities are good or outstanding for {low:judgement}, "
    "{more:int} of {of_more:int} for {high:judgement}",
    "{good:int} of {total:int} authorities are good or outstanding for {low:judgement}",
)
def weakest_and_strongest(asked: Asked, said: Said) -> Expected:
    found = {one: share for one in FOUR if (share := asked.tables.share(held(asked, one)))[1]}
    low, high = ends_of(found)
    values: dict[str, object] = {"low": low, "good": found[said["low"]][0], "total": found[said["low"]][1]}
    if "high" not in said:
        return values if len(found) == 1 or low.values == high.values else f"the judgements are {found}"
    return {**values, "high": high, "more": found[said["high"]][0], "of_more": found[said["high"]][1]}


@says("No authority holds a grade on this date")
def nobody(asked: Asked, said: Said) -> Expected:
    return "some does" if any(asked.tables.share(held(asked, one))[1] for one in FOUR) else {}


LABELS = {
    "Impact of leaders on social work practice": "leadership",
    "Children who need help and protection": "help_and_protection",
    "Children in care": "children_in_care",
    "Care leavers": "care_leavers",
    "Overall (given until April 2026)": "overall_effectiveness",
}


@says(
    f"{{label:{'|'.join(LABELS).replace('(', '[(]').replace(')', '[)]')}}}: {{o:int}} outstanding, {{g:int}} good, "
    "{r:int} requires improvement, {i:int} inadequate, {none:int} without a grade",
    f"{{label:{'|'.join(LABELS).replace('(', '[(]').replace(')', '[)]')}}}: {{o:int}} outstanding, {{g:int}} good, "
    "{r:int} requires improvement, {i:int} inadequate",
)
def in_words(asked: Asked, said: Said) -> Expected:
    grades = [one.grade for one in held(asked, LABELS[said["label"]]).values()]
    letters = {"o": "outstanding", "g": "good", "r": "requires improvement", "i": "inadequate"}
    counts = {letter: grades.count(grade) for letter, grade in letters.items()}
    if (grades.count(None) > 0) != ("none" in said):
        return f"{grades.count(None)} have no grade"
    return {"label": said["label"], **counts, **({"none": grades.count(None)} if "none" in said else {})}


GRADES = {"o": "outstanding", "g": "good", "r": "requires improvement", "i": "inadequate"}


@says(
    "{area:text}: {o:int} outstanding, {g:int} good, {r:int} requires improvement, {i:int} inadequate, {none:int} without a grade",
    "{area:text}: {o:int} outstanding, {g:int} good, {r:int} requires improvement, {i:int} inadequate",
)
def area_in_words(asked: Asked, said: Said) -> Expected:
    """Read after the judgements in words, which have the same form."""
    bodies = asked.tables.bodies.values()
    areas = {str(getattr(body, asked.regions)) for body in bodies} | {"England"}
    if said["area"] not in areas:
        return f"the areas are {sorted(areas)}"
    mine = {body.code for body in bodies if said["area"] in ("England", getattr(body, asked.regions))}
    grades = [one.grade for code, one in held(asked).items() if code in mine]
    counts = {letter: grades.count(grade) for letter, grade in GRADES.items()}
    if (grades.count(None) > 0) != ("none" in said):
        return f"{grades.count(None)} have no grade"
    return {"area": said["area"], **counts, **({"none": grades.count(None)} if "none" in said else {})}


@says("Inadequate: {names:text}", "None was inadequate")
def who_is_inadequate(asked: Asked, said: Said) -> Expected:
    codes = [code for code, one in held(asked).items() if one.grade == "inadequate"]
    names = sorted((asked.tables.bodies[code].name for code in codes), key=str.casefold)
    if ("names" in said) != bool(names):
        return f"they are {names}"
    return {"names": series(names)} if names else {}


@says(
    "{month:month}, of {total:int} authorities with a grade: {o:percent} outstanding, {g:percent} good, "
    "{r:percent} requires improvement and {i:percent} inadequate"
)
def month_in_words(asked: Asked, said: Said) -> Expected:
    drawn = months(asked)
    ends = {month(end): end for end in (drawn[0][0], drawn[-1][0])}
    if said["month"] not in ends:
        return f"the first and the last month are {list(ends)}"
    day = ends[said["month"]]
    grades = [one.grade for one in asked.tables.held(asked.judgement, day, cut_off(day)).values() if one.grade]
    shares = {letter: percent(grades.count(grade), len(grades)) for letter, grade in GRADES.items()}
    return {"month": said["month"], "total": len(grades), **shares}


@says("Good or outstanding at the end of each year: {years:text}")
def years_in_words(asked: Asked, said: Said) -> Expected:
    expected = [(str(end.year), percent(good, total)) for end, good, total in months(asked) if end.month == 12]
    told = [(pair.split()[0], int(pair.split()[1].removesuffix("%"))) for pair in said["years"].split(", ")]
    return {"years": said["years"]} if told == expected else f"they are {expected}"


@says(
    "{what:Counted|Each judgement}: latest full inspection that started by {date:date}, of reports published by {limit:date}",
    f"{{what:{_NAME}}}: latest full inspection that started by {{date:date}}, of reports published by {{limit:date}}",
)
def which_count(asked: Asked, said: Said) -> Expected:
    is_general = said["what"] in ("Counted", "Each judgement")
    what = said["what"] if is_general else NAMES[asked.judgement]
    return {"what": what, "date": asked.day, "limit": limit(asked)}


@says("Latest full inspection of each authority, of reports published by {limit:date}")
def which_count_today(asked: Asked, said: Said) -> Expected:
    return {"limit": limit(asked)}


@says("Counted as Ofsted counts: the latest full inspection that started by {date:date}, of reports published by {limit:date}, "
      "of the authorities that existed and hold a grade")  # fmt: skip
def method(asked: Asked, said: Said) -> Expected:
    return {"date": asked.day, "limit": limit(asked)}


SCHEMES = {
    "region": "the nine regions",
    "ofsted_region": "Ofsted’s eight regions (North East joined with Yorkshire)",
}
_SCHEME = "|".join(SCHEMES.values()).replace("(", "[(]").replace(")", "[)]")


@says(f"England and {{scheme:{_SCHEME}}}, by share good or outstanding; n: authorities that hold a grade",
      f"Stacked bars of authorities by grade, England and {{scheme:{_SCHEME}}}")  # fmt: skip
def which_regions(asked: Asked, said: Said) -> Expected:
    return {"scheme": SCHEMES[asked.regions]}


@says("Regions are the nine of the Office for National Statistics; Ofsted’s own releases join the North East with "
      "Yorkshire and the Humber")  # fmt: skip
def nine(asked: Asked, said: Said) -> Expected:
    return {} if asked.regions == "region" else "they are Ofsted's eight"


@says("Regions are Ofsted’s eight, which join the North East with Yorkshire and the Humber")
def eight(asked: Asked, said: Said) -> Expected:
    return {} if asked.regions == "ofsted_region" else "they are the nine"


@says(f"{{judgement:{_NAME}}} on {{date:date}}{{rest: by region|, every authority|}}")
def table_of_a_date(asked: Asked, said: Said) -> Expected:
    return {"judgement": NAMES[asked.judgement], "date": asked.day, "rest": said["rest"]}


@says(
    "Every judgement on {date:date}",
    "England on {date:date}, by judgement",
    "Authorities in England by grade, {date:date}",
)
def table_of_judgements(asked: Asked, said: Said) -> Expected:
    return {"date": asked.day}


@says(f"{{judgement:{_NAME}}} at the end of each quarter")
def table_of_quarters(asked: Asked, said: Said) -> Expected:
    return {"judgement": NAMES[asked.judgement]}


def names_or_number(names: list[str]) -> str:
    return ", ".join(sorted(names)) if len(names) <= 6 else f"{len(names)} authorities"


@says("Not counted, {reason:[^:]+}: {who:text}")
def not_counted(asked: Asked, said: Said) -> Expected:
    names = [
        asked.tables.bodies[code].name
        for code, one in held(asked).items()
        if one.grade is None and one.reason == said["reason"]
    ]
    return {"reason": said["reason"], "who": names_or_number(names)} if names else "nobody is without one for that"


def owed_notes(asked: Asked) -> set[tuple[str, str]]:
    """Reasons that must be given beside a count, and whether somebody was inspected since."""
    return {("not_counted", one.reason) for one in held(asked).values() if one.grade is None}


def _if(is_so: bool, why: str) -> Expected:
    return {} if is_so else why


@says("Inspections since 1 April 2026 give no overall effectiveness grade",
      "Inspections since 1 April 2026 give no overall effectiveness grade, and end the one before",
      "The four judgements below remain; overall grades are counted of the authorities that have not been inspected since",
      "Choose one of the four judgements for what Ofsted gives now")  # fmt: skip
def overall_is_over(asked: Asked, said: Said) -> Expected:
    return _if(asked.day >= OVERALL_ENDS, "it was still given")


# What Ofsted printed


@says("{lead:✓ Matches|Matches} Ofsted’s published figure: {n:int} of {total:int} ({share:percent}) {measure:text} in {scope:text}",
      "Ofsted’s published figure for this date, {n:int} of {total:int} ({share:percent}) {measure:text} in {scope:text}, "
      "counts reports published by {limit:date}",
      "Differs from Ofsted’s published figure: Ofsted has {n:int} of {total:int} ({share:percent}) {measure:text} in "
      "{scope:text}; this count has {ours:int} of {of_ours:int}")  # fmt: skip
def printed(asked: Asked, said: Said) -> Expected:
    for row in asked.tables.rows("published_figures"):
        if (row["as_at"], row["scope"], row["measure"]) != (str(asked.day), said["scope"], said["measure"]):
            continue
        if row["judgement"].capitalize() != NAMES[asked.judgement]:
            continue
        values: dict[str, object] = {
            "n": int(row["numerator"]),
            "total": int(row["denominator"]),
            "share": int(row["percent"]),
            "measure": row["measure"],
            "scope": row["scope"],
        }
        out = dt.date.fromisoformat(row["published_by"])
        if "limit" in said:
            return {**values, "limit": out} if out != (asked.published_by or cut_off(asked.day)) else "it is ours"
        if out != (asked.published_by or cut_off(asked.day)):
            return "it has another cut-off"
        wanted = set(row["measure"].casefold().split(" or "))
        mine = [
            one.grade
            for code, one in held(asked).items()
            if one.grade and row["scope"] in ("England", *_regions_of(asked.tables.bodies[code]))
        ]
        ours = sum(grade in wanted for grade in mine), len(mine)
        if (ours == (values["n"], values["total"])) == ("ours" in said):
            return f"this count has {ours}"
        more = {"ours": ours[0], "of_ours": ours[1]} if "ours" in said else {"lead": said["lead"]}
        return {**values, **more}
    return "Ofsted printed no such figure"


def _regions_of(body: Body) -> tuple[str, str]:
    return body.region, body.ofsted_region


# Through time


def months(asked: Asked) -> list[tuple[dt.date, int, int]]:
    """The months in which at least fifty hold a grade: their last day, good or outstanding, with a grade."""
    found = []
    year, number = 2013, 11
    while (end := month_end(year, number)) <= (asked.until or asked.tables.reach):
        good, total = asked.tables.share(asked.tables.held(asked.judgement, end, cut_off(end)))
        if total >= 50:
            found.append((end, good, total))
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return found


@says(
    f"The share good or outstanding {{about:{_ABOUT}}} {{verb:rose|fell}} from {{before:percent}} of {{of_few:int}} "
    "authorities in {start:month} to {after:percent} of {of_many:int} in {end:month}",
    f"The share good or outstanding {{about:{_ABOUT}}} was {{after:percent}} of {{of_few:int}} authorities in {{start:month}} "
    "and of {of_many:int} in {end:month}",
)
def through_time(asked: Asked, said: Said) -> Expected:
    drawn = months(asked)
    (start, few, of_few), (end, many, of_many) = drawn[0], drawn[-1]
    rise = 100 * many / of_many - 100 * few / of_few
    values = {
        "about": ABOUT[asked.judgement],
        "start": month(start),
        "end": month(end),
        "after": percent(many, of_many),
        "of_few": of_few,
        "of_many": of_many,
    }
    if "verb" not in said:
        return values if abs(rise) <= 0.5 else f"it moved by {rise:.1f} points"
    verb = "rose" if rise > 0.5 else "fell" if rise < -0.5 else "stayed"
    return {**values, "verb": verb, "before": percent(few, of_few)}


@says(f"Too few authorities hold a grade {{about:{_ABOUT}}} to draw their shares")
def too_few(asked: Asked, said: Said) -> Expected:
    return {"about": ABOUT[asked.judgement]} if len(months(asked)) < 2 else "there are enough"


@says(
    f"The number good or outstanding {{about:{_ABOUT}}} {{verb:rose|fell}} from {{before:int}} to {{after:int}} between "
    "{since:date} and {date:date}",
    f"The number good or outstanding {{about:{_ABOUT}}} was {{after:int}} at both ends, between {{since:date}} and {{date:date}}",
    "A bridge from {before:int} to {after:int}: {moves:text}",
)
def bridge(asked: Asked, said: Said) -> Expected:
    assert asked.since
    before = asked.tables.share(asked.tables.held(asked.judgement, asked.since, cut_off(asked.since)))[0]
    after = asked.tables.share(held(asked))[0]
    if "moves" in said:
        return {"before": before, "after": after, "moves": _moves(asked)}
    values = {"about": ABOUT[asked.judgement], "since": asked.since, "date": asked.day, "after": after}
    if "verb" not in said:
        return values if before == after else f"it was {before} before"
    verb = "rose" if after > before else "fell" if after < before else "stayed"
    return {**values, "verb": verb, "before": before}


CHANGES = (
    "inspected again, better",
    "inspected again, worse",
    "first grade",
    "new body with a grade",
    "abolished, held a grade",
    "no longer judged",
)


def changed(asked: Asked) -> dict[str, list[tuple[str, str | None, str | None]]]:
    """What became of the grades between two dates: name, grade before, grade after, under each change."""
    assert asked.since
    old = asked.tables.held(asked.judgement, asked.since, cut_off(asked.since))
    new = held(asked)
    found: dict[str, list[tuple[str, str | None, str | None]]] = {change: [] for change in CHANGES}
    for code in {*old, *new}:
        before = old[code].grade if code in old else None
        after = new[code].grade if code in new else None
        if code not in new:
            change = "abolished, held a grade" if before else ""
        elif code not in old:
            change = "new body with a grade" if after else ""
        elif before and after:
            rise = RANK[after] - RANK[before]
            change = "inspected again, better" if rise > 0 else "inspected again, worse" if rise < 0 else ""
        else:
            change = "first grade" if after else "no longer judged" if before else ""
        if change:
            found[change].append((asked.tables.bodies[code].name, before, after))
    return found


def _moves(asked: Asked) -> str:
    """The steps of the bridge in words: gains less losses of those good or outstanding."""
    steps = {
        change: sum((after in BETTER) - (before in BETTER) for _, before, after in listed)
        for change, listed in changed(asked).items()
    }
    said = "; ".join(f"{change.capitalize()} {n:+d}" for change, n in steps.items() if n)
    return said or "nothing moved it"


@says(f"{{change:{'|'.join(change.capitalize() for change in CHANGES)}}}: {{who:text}}")
def who_changed(asked: Asked, said: Said) -> Expected:
    listed = sorted(changed(asked)[said["change"].lower()])
    words = "; ".join(f"{name} ({before or 'no grade'} to {after or 'no grade'})" for name, before, after in listed)
    return {"change": said["change"], "who": words}


# Movement


def graded(asked: Asked, body: Body, published_by: dt.date) -> list[Event]:
    """The full inspections that gave a grade and count on the date, oldest first."""
    found = [
        event
        for event in asked.tables.full(body.code)
        if asked.judgement in event.grades and event.counts_on(asked.day, published_by)
    ]
    return sorted(found, key=lambda one: (one.best or dt.date.min, one.published or dt.date.min, one.id))


def movement(asked: Asked, *, ilacs: bool) -> tuple[int, int, int]:
    """How many improved, declined, and can be compared: with the first ILACS inspection, or with the one before."""
    up = down = total = 0
    for body in asked.tables.bodies.values():
        events = graded(asked, body, asked.published_by or cut_off(asked.day))
        events = [event for event in events if event.framework == "ILACS"] if ilacs else events
        if body.lives(asked.day) and len(events) > 1:
            before, after = events[0] if ilacs else events[-2], events[-1]
            rise = RANK[after.grades[asked.judgement]] - RANK[before.grades[asked.judgement]]
            total, up, down = total + 1, up + (rise > 0), down + (rise < 0)
    return up, down, total


@says("Against {against:their first ILACS inspection|the inspection before}, {up:int} of {total:int} "
      "{have:authority has|authorities have} improved and {down:int} declined")  # fmt: skip
def moved(asked: Asked, said: Said) -> Expected:
    is_first = movement(asked, ilacs=True)[2] > 0
    up, down, total = movement(asked, ilacs=is_first)
    against = "their first ILACS inspection" if is_first else "the inspection before"
    have = "authority has" if total == 1 else "authorities have"
    return {"against": against, "up": up, "total": total, "have": have, "down": down}


@says("No authority has been inspected twice yet")
def not_moved(asked: Asked, said: Said) -> Expected:
    return _if(not movement(asked, ilacs=False)[2], "some were")


@says(f"{{judgement:{_NAME}}}, authorities of {{date:date}} with two grades or more")
def moved_caption(asked: Asked, said: Said) -> Expected:
    return {"judgement": NAMES[asked.judgement], "date": asked.day}


def after_inadequate(asked: Asked) -> tuple[int, int]:
    """Pairs of inspections in a row of which the first said inadequate: how many found better, and all."""
    better = total = 0
    for body in asked.tables.bodies.values():
        events = graded(asked, body, cut_off(asked.day))
        for before, after in pairwise(events):
            if before.grades[asked.judgement] == "inadequate":
                total, better = total + 1, better + (after.grades[asked.judgement] != "inadequate")
    return better, total


@says(
    "{better:int} of {total:int} full inspections that followed a grade of inadequate gave a better one ({share:percent})"
)
def followed(asked: Asked, said: Said) -> Expected:
    better, total = after_inadequate(asked)
    return {"better": better, "total": total, "share": percent(better, total)}


@says("No authority has been inspected again after inadequate")
def not_followed(asked: Asked, said: Said) -> Expected:
    return _if(not after_inadequate(asked)[1], "some was")


@says(f"{{judgement:{_NAME}}}: every two full inspections in a row of one authority, SIF and ILACS, abolished authorities "
      "too, to {date:date}")  # fmt: skip
def followed_caption(asked: Asked, said: Said) -> Expected:
    return {"judgement": NAMES[asked.judgement], "date": asked.day}


# Leaving inadequate


@dataclass(frozen=True)
class Spell:
    """From the report that said inadequate to the one that no longer did, or to the day it was last seen."""

    body: Body
    began: dt.date
    days: int
    how: str
    ended: dt.date | None

    @property
    def is_finished(self) -> bool:
        return self.how == "a better grade"


def spells(asked: Asked, *, to_record_end: bool = True) -> Iterator[Spell]:
    """The spells of every body, of what counts on the date."""
    limit = asked.published_by or cut_off(asked.day)
    for body in asked.tables.bodies.values():
        out = [event for event in asked.tables.full(body.code) if event.counts_on(asked.day, limit)]
        out = [event for event in out if event.grades or event.absent]
        out.sort(key=lambda one: (one.best, one.published, one.id))
        began: dt.date | None = None
        for event in out:
            assert event.published
            if event.grades.get(OVERALL) == "inadequate":
                began = began or event.published
            elif began:
                how = "a better grade" if OVERALL in event.grades else "inspected without an overall grade"
                yield Spell(body, began, (event.published - began).days, how, event.published)
                began = None
        if began:
            yield _unended(asked, body, began, to_record_end=to_record_end)


def _unended(asked: Asked, body: Body, began: dt.date, *, to_record_end: bool) -> Spell:
    if body.abolished and body.abolished <= asked.day:
        return Spell(body, began, (body.abolished - began).days, "abolished", body.abolished)
    end = asked.tables.complete("full inspection")[1]
    if to_record_end and asked.tables.is_cut(body) and end < asked.day:
        seen = max(end, began)
        return Spell(body, began, (seen - began).days, "inadequate when the record ends", None)
    return Spell(body, began, max(0, (asked.day - began).days), "still inadequate", None)


def median(found: list[Spell]) -> int | None:
    """The days after which half or fewer are still inadequate, by the product-limit estimate."""
    left = Fraction(1)
    for days in sorted({spell.days for spell in found}):
        at_risk = sum(spell.days >= days for spell in found)
        ended = sum(spell.days == days and spell.is_finished for spell in found)
        left *= Fraction(at_risk - ended, at_risk)
        if left <= Fraction(1, 2):
            return days
    return None


def in_months(days: float) -> Near:
    """A length of time in months, as a sentence gives it in years and months."""
    return Near(days / 365.25 * 12)


@says(
    "Half of the authorities judged inadequate had left it after {length:length}; {rest:int} of {n:int} spells are unfinished",
    "Half of the authorities judged inadequate had left it after {length:length}",
    "Fewer than half of the authorities judged inadequate have left it; {rest:int} of {n:int} spells are unfinished",
)
def left(asked: Asked, said: Said) -> Expected:
    found = list(spells(asked))
    rest = sum(not spell.is_finished for spell in found)
    middle = median(found)
    if (middle is None) == ("length" in said) or (rest > 0) != ("rest" in said):
        return f"the median is {middle} days, and {rest} are unfinished"
    values: dict[str, object] = {"length": in_months(middle)} if middle is not None else {}
    return {**values, "rest": rest, "n": len(found)} if rest else values


@says("No authority has been judged inadequate")
def none_inadequate(asked: Asked, said: Said) -> Expected:
    return _if(not list(spells(asked)), "some was")


@says(
    "Overall effectiveness, {n:int} spells from the report that said inadequate to the one that no longer did, to {date:date}"
)
def spells_caption(asked: Asked, said: Said) -> Expected:
    return {"n": len(list(spells(asked))), "date": asked.day}


@says("Unfinished, counted for as long as they were seen (ticks): {cut:text}")
def unfinished(asked: Asked, said: Said) -> Expected:
    reasons = [spell.how for spell in spells(asked) if not spell.is_finished]
    so = sorted(f"{reasons.count(reason)} {reason}" for reason in set(reasons)) or ["none"]
    return {"cut": said["cut"]} if sorted(said["cut"].split("; ")) == so else f"they are {so}"


# How far the record reaches


KNOWN_KINDS = {
    "full inspections": ("full inspection", dt.date(2013, 11, 1)),
    "focused visits": ("focused visit", dt.date(2018, 1, 1)),
    "monitoring visits": ("monitoring visit", dt.date(2016, 5, 1)),
    "joint targeted area inspections": ("joint targeted area inspection", dt.date(2016, 1, 1)),
    "area SEND inspections": ("area SEND inspection", dt.date(2016, 5, 1)),
}
"""Each kind of event as a caution calls it, its row of the table of coverage, and when it was first made."""


def lacking(asked: Asked, words: str) -> str:
    """What a caution must say of a kind; nothing where none is missing up to the day."""
    kind, began = KNOWN_KINDS[words]
    begin, end = asked.tables.complete(kind)
    until = min(asked.body.abolished or asked.day, asked.day) if asked.body else asked.day
    if begin > began:
        return f"{words} only from {_in_words(begin)} to {_in_words(end)}"
    if end >= until:
        return ""
    n = sum(body.code in asked.tables.seen for body in asked.tables.of_today())
    later = f", and later ones only of the {n} of {len(asked.tables.of_today())} authorities whose reports were read"
    return f"{words} to {_in_words(end)}{later if n and words == 'full inspections' else ''}"


def _in_words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@says("England on {day:date}")
def on_the_day(asked: Asked, said: Said) -> Expected:
    return {"day": asked.day}


@says("Known in full: {parts:text}")
def known_in_full(asked: Asked, said: Said) -> Expected:
    listed = said["parts"].split("; ")
    so = [lacking(asked, words) for words in KNOWN_KINDS if any(part.startswith(words) for part in listed)]
    return {"parts": "; ".join(so)}


# What came of late


def lately(asked: Asked, since: dt.date, until: dt.date) -> list[Event]:
    """Full inspections published after a day and up to another."""
    return [
        event for event in asked.tables.every if event.is_full and event.published and since < event.published <= until
    ]


def before(asked: Asked, event: Event, judgement: str) -> str | None:
    """The grade that the inspection before gave for a judgement."""
    events = [one for one in asked.tables.full(event.code) if judgement in one.grades and one.published]
    events.sort(key=lambda one: (one.best or dt.date.min, one.published or dt.date.min, one.id))
    if event not in events:
        return None
    place = events.index(event)
    return events[place - 1].grades[judgement] if place else None


FATES = ("improved", "declined", "stayed the same", "had no grade before")


def fate(asked: Asked, event: Event, judgement: str) -> str:
    """What became of a grade that an inspection gave."""
    old = before(asked, event, judgement)
    rise = RANK[event.grades[judgement]] - RANK[old] if old else None
    return FATES[3] if rise is None else FATES[0] if rise > 0 else FATES[1] if rise < 0 else FATES[2]


def fates(asked: Asked, events: list[Event], judgements: tuple[str, ...]) -> list[str]:
    """How many judgements of inspections had each fate, in words."""
    found = [fate(asked, event, one) for event in events for one in judgements if one in event.grades]
    return [f"{found.count(words)} {words}" for words in FATES if words in found]


def span(asked: Asked) -> tuple[dt.date, dt.date]:
    """After which day and up to which things were published."""
    return asked.since or asked.day - dt.timedelta(days=365), asked.day


@says(
    "In the twelve months to {reach:date}, {n:int} full inspection{verb:s were| was} published: of {total:int} judgements, {parts:text}",
    "{n:int} full inspection{verb:s were| was} published: of {total:int} judgement{plural:s|}, {parts:text}",
    "No full inspection was published",
)
def what_changed(asked: Asked, said: Said) -> Expected:
    events = lately(asked, *span(asked))
    if "n" not in said:
        return _if(not events, f"{len(events)} were")
    total = sum(one in event.grades for event in events for one in FOUR)
    values: dict[str, object] = {
        "n": len(events),
        "verb": "s were" if len(events) > 1 else " was",
        "total": total,
        "parts": series(fates(asked, events, FOUR)),
    }
    if "plural" in said:
        values["plural"] = "s" if total != 1 else ""
    return {**values, "reach": asked.tables.reach} if "reach" in said else values


@says("Overall effectiveness: {parts:[^.;]+?}; not given since April 2026, at {n:int} of them",
      "Overall effectiveness: not given since April 2026", "Overall effectiveness: {parts:[^.;]+?}")  # fmt: skip
def overall_changed(asked: Asked, said: Said) -> Expected:
    events = lately(asked, *span(asked))
    parts, ungiven = fates(asked, events, (OVERALL,)), sum(OVERALL not in event.grades for event in events)
    if bool(parts) != ("parts" in said) or bool(parts and ungiven) != ("n" in said):
        return f"{parts}, and {ungiven} without"
    return ({"parts": series(parts)} if parts else {}) | ({"n": ungiven} if "n" in said else {})


@says("{way:No longer|Newly} inadequate for one judgement or more: {who:text}")
def inadequate_changed(asked: Asked, said: Said) -> Expected:
    found = set()
    for event in lately(asked, *span(asked)):
        for judgement in (*FOUR, OVERALL):
            old, new = before(asked, event, judgement), event.grades.get(judgement)
            if old and new and old != new and (old if said["way"] == "No longer" else new) == "inadequate":
                found.add(event.code)
    bodies = sorted((asked.tables.bodies[code] for code in found), key=lambda body: body.name.casefold())
    who = series([body.called for body in bodies]) if len(bodies) <= 10 else f"{len(bodies)} authorities"
    return {"way": said["way"], "who": who}


@says("Also published: {parts:text}")
def others_published(asked: Asked, said: Said) -> Expected:
    since, until = span(asked)
    kinds = [event.kind for event in asked.tables.every
             if event.published and since < event.published <= until and not event.is_full]  # fmt: skip
    ordered = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    return {"parts": series([f"{worded(n)} {kind}{'s' * (n != 1)}" for kind in ordered if (n := kinds.count(kind))])}


@says("{whose:text}: Atom feed, calendar")
def to_follow(asked: Asked, said: Said) -> Expected:
    places = {
        "England",
        *(in_region(body.region)[:1].upper() + in_region(body.region)[1:] for body in asked.tables.bodies.values()),
    }
    own = {f"Follow {asked.body.name}"} if asked.body else places
    return {"whose": said["whose"]} if said["whose"] in own else f"there is no feed of it, but of {sorted(own)}"


@says(
    "Nothing was published after {since:date} and up to {date:date}",
    "Published after {since:date} and up to {date:date}",
)
def published_between(asked: Asked, said: Said) -> Expected:
    return {"since": asked.since, "date": asked.day}


# The data page


@says("{where:The dataset|It} reaches to {date:date}")
def reaching(asked: Asked, said: Said) -> Expected:
    return {"where": said["where"], "date": asked.tables.reach}


@says("{n:int} facts are given differently by two sources")
def differing(asked: Asked, said: Said) -> Expected:
    return {"n": len(list(asked.tables.rows("disagreements")))}


@says("{kind:text}: Known in full from {first:date} to {last:date} ({basis:text})")
def why_not_complete(asked: Asked, said: Said) -> Expected:
    row = asked.tables.coverage[said["kind"][0].lower() + said["kind"][1:]]
    first, last = asked.tables.complete(row["kind"])
    return {"kind": said["kind"], "first": first, "last": last, "basis": row["basis"]}


@says("{basis:(?:official|letters|reports)\\b.+}")
def basis(asked: Asked, said: Said) -> Expected:
    rows = [row["basis"] for row in asked.tables.coverage.values()]
    return {"basis": said["basis"]} if said["basis"] in rows else "no row of the table of coverage says so"
