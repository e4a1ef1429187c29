"""What may be said of other statistics beside the grades: figures by the grade held, around inspections, and children."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import product
from statistics import median, quantiles

from tests.dashboard.oracle.england import ABOUT, NAMES, in_region
from tests.dashboard.oracle.grammar import (
    AnyOf,
    Asked,
    Expected,
    Near,
    Rules,
    Said,
    month,
    parted,
    sentences,
    series,
    worded,
)
from tests.dashboard.oracle.tables import BETTER, RANK, Tables, cut_off, month_end

rules = Rules()
says = rules.says
_ABOUT = "|".join(ABOUT.values())
_NAME = "|".join(NAMES.values())
FEWEST = 5
STOOD = {"requires improvement": "required improvement"} | {
    grade: f"was {grade}" for grade in ("outstanding", "good", "inadequate")
}
_STOOD = "|".join(STOOD.values())

Figures = dict[dt.date, dict[str, tuple[float | None, str]]]


@lru_cache(maxsize=4)
def context(tables: Tables) -> dict[str, Figures]:
    """The value and the status of each measure, period and place."""
    found: dict[str, Figures] = {}
    for row in tables.rows("context"):
        value = float(row["value"]) if row["value"] else None
        of = found.setdefault(row["measure"], {}).setdefault(dt.date.fromisoformat(row["period_end"]), {})
        of[row["authority_code"]] = value, row["status"]
    return found


@lru_cache(maxsize=4)
def measures(tables: Tables) -> dict[str, dict[str, str]]:
    return {row["measure"]: row for row in tables.rows("measures")}


def definitions(tables: Tables) -> list[str]:
    """Every sentence of the measures' definitions, which state no figure."""
    return [part.removesuffix(".") for row in measures(tables).values() for part in sentences(row["definition"])]


def values(asked: Asked, period: dt.date, measure: str = "") -> dict[str, float]:
    """The figures of bodies, not of England or regions."""
    rows = context(asked.tables)[measure or asked.measure].get(period, {})
    return {code: value for code, (value, _) in rows.items() if value is not None and code in asked.tables.bodies}


def shown(asked: Asked, value: float, *, with_unit: bool) -> str:
    unit = measures(asked.tables)[asked.measure]["unit"]
    text = f"{value:,.1f}" if unit in ("percent", "cases") else f"{value:,.0f}"
    return f"{text}%" if unit == "percent" else f"{text} {unit}" if with_unit else text


def label(asked: Asked) -> str:
    return measures(asked.tables)[asked.measure]["label"]


def long(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def when(asked: Asked, period: dt.date) -> str:
    of = measures(asked.tables)[asked.measure]["period"]
    return f"in the year to {long(period)}" if of.startswith("the year") else f"{of.split()[0]} {long(period)}"


def period_of(asked: Asked) -> dt.date:
    assert asked.period is not None
    return asked.period


def by_grade(asked: Asked, period: dt.date, date: dt.date) -> dict[str, list[float]]:
    """The figures of the bodies that held each grade on a date, best grade first."""
    figures = values(asked, period)
    held = asked.tables.held(asked.judgement, date, min(cut_off(date), asked.tables.reach))
    return {
        grade: [figures[code] for code, one in held.items() if one.grade == grade and code in figures]
        for grade in sorted(RANK, key=lambda grade: -RANK[grade])
    }


@says(
    f"{{title:.+}}: median {{best:[^ ]+(?: cases| per 10,000 children)?}} where it {{high:{_STOOD}}} ({{n:int}} authorities), "
    f"{{worst:[^ ]+}} where it {{low:{_STOOD}}} ({{m:int}})",
    "{title:.+, by the grade held .+}: too few authorities to compare",
)
def measure_by_grade(asked: Asked, said: Said) -> Expected:
    period, date = period_of(asked), asked.day
    day = "on that day" if date == period else f"on {long(date)}"
    title = f"{label(asked)} {when(asked, period)}, by the grade held {ABOUT[asked.judgement]} {day}"
    enough = {grade: found for grade, found in by_grade(asked, period, date).items() if len(found) >= FEWEST}
    if (len(enough) < 2) != ("best" not in said):
        return f"grades with enough: {list(enough)}"
    if len(enough) < 2:
        return {"title": title}
    (high, best), *_, (low, worst) = enough.items()
    return {
        "title": title,
        "best": shown(asked, median(best), with_unit=True), "high": STOOD[high], "n": len(best),
        "worst": shown(asked, median(worst), with_unit=False), "low": STOOD[low], "m": len(worst),
    }  # fmt: skip


_PART = (
    "median {{{0}a:[^ ]+(?: cases| per 10,000 children)?}} in {{{0}y:year}} ({{{0}n:int}} authorities) and {{{0}b:[^ ]+}} in "
    "{{{0}z:year}} ({{{0}m:int}}) where it {{{0}g:" + _STOOD + "}}"
)


@says(
    f"{{title:.+, by the grade held on .+ of each year}}: {_PART.format('h')}; {_PART.format('l')}",
    "{title:.+, by the grade held on .+ of each year}: too few {what:years|authorities} to compare",
)
def measure_through_years(asked: Asked, said: Said) -> Expected:
    found = {period: by_grade(asked, period, period) for period in sorted(context(asked.tables)[asked.measure])}
    found = {period: grades for period, grades in found.items() if values(asked, period)}
    enough = {
        period: {grade: rows for grade, rows in grades.items() if len(rows) >= FEWEST}
        for period, grades in found.items()
    }
    enough = {period: grades for period, grades in enough.items() if len(grades) > 1}
    day = measures(asked.tables)[asked.measure]["period"].split()[-2:]
    title = f"{label(asked)}, by the grade held on {' '.join(day)} of each year"
    if len(enough) < 2:
        return {"title": title, "what": "years"}
    first, last = min(enough), max(enough)
    both = [grade for grade in enough[first] if grade in enough[last]]
    if len(both) < 2:
        return {"title": title, "what": "authorities"}
    expected: dict[str, object] = {"title": title}
    for end, grade in (("h", both[0]), ("l", both[-1])):
        before, after = enough[first][grade], enough[last][grade]
        expected |= {
            f"{end}a": shown(asked, median(before), with_unit=True), f"{end}y": first.year, f"{end}n": len(before),
            f"{end}b": shown(asked, median(after), with_unit=False), f"{end}z": last.year, f"{end}m": len(after),
            f"{end}g": STOOD[grade],
        }  # fmt: skip
    return expected


@says(f"{{what:{_NAME}}} held on {{date:date}} by Ofsted’s rule; n, median and mean of each grade stand below its dots")
def dots(asked: Asked, said: Said) -> Expected:
    return {"what": NAMES[asked.judgement], "date": asked.day}


@says(
    "Each authority once, in the column of the grade that it held on {date:date} by Ofsted’s rule, of reports published by "
    "{limit:date}; with the mean, the median and the number of authorities of each column"
)
def dots_in_full(asked: Asked, said: Said) -> Expected:
    return {"date": asked.day, "limit": min(cut_off(asked.day), asked.tables.reach)}


@says(
    f"{{what:{_NAME}}}: the median of the authorities that held each grade on {{day:\\d+ [A-Z][a-z]+}} of each year, so that "
    "they are not the same in every year"
)
def lines(asked: Asked, said: Said) -> Expected:
    day = measures(asked.tables)[asked.measure]["period"].split()[-2:]
    return {"what": NAMES[asked.judgement], "day": " ".join(day)}


@says("{label:.+} by grade, year by year")
def lines_table(asked: Asked, said: Said) -> Expected:
    return {"label": label(asked)}


@says("{publisher:Department for Education|Office for National Statistics}, {title:.+}")
def publisher(asked: Asked, said: Said) -> Expected:
    row = measures(asked.tables)[asked.measure]
    return {"publisher": row["publisher"], "title": row["title"]}


@says("The figure is of {period:the year to .+}")
def of_a_year(asked: Asked, said: Said) -> Expected:
    return {"period": measures(asked.tables)[asked.measure]["period"]}


@says("Without: {groups:.+}")
def without(asked: Asked, said: Said) -> Expected:
    rows = context(asked.tables)[asked.measure].get(period_of(asked), {})
    groups: dict[str, list[str]] = {}
    held = asked.tables.held(asked.judgement, asked.day, min(cut_off(asked.day), asked.tables.reach))
    for code, one in sorted(held.items(), key=lambda item: asked.tables.bodies[item[0]].name):
        value, status = rows.get(code, (None, ""))
        if one.grade is None:
            why = f"no grade, {one.reason}"
        elif value is None:
            why = f"no figure, {status.replace('_', ' ')}" if status else "no figure for this year"
        else:
            continue
        groups.setdefault(why, []).append(asked.tables.bodies[code].name)
    parts = [
        f"{why}: {series(names) if len(names) <= 5 else f'{len(names)} authorities'}"
        for why, names in sorted(groups.items())
    ]
    return {"groups": "; ".join(parts)}


@says("Authorities that made one return with another count each, with its figure: {names:.+}")
def joint(asked: Asked, said: Said) -> Expected:
    rows = context(asked.tables)[asked.measure][period_of(asked)]
    held = asked.tables.held(asked.judgement, asked.day, min(cut_off(asked.day), asked.tables.reach))
    shared = [
        asked.tables.bodies[code].name
        for code, one in held.items()
        if one.grade and rows.get(code, (None, ""))[1] == "joint"
    ]
    return {"names": series(sorted(shared))}


@says("{names:.+} {verb:has a figure and was|have figures and were} no more on {date:date}")
def gone(asked: Asked, said: Said) -> Expected:
    held = asked.tables.held(asked.judgement, asked.day)
    names = [asked.tables.bodies[code].name for code in sorted(values(asked, period_of(asked))) if code not in held]
    if sorted(parted(said["names"])) != sorted(parted(series(names))):
        return f"those with a figure that were no more: {names}"
    verb = "has a figure and was" if len(names) == 1 else "have figures and were"
    return {"names": said["names"], "verb": verb, "date": asked.day}


def around(asked: Asked) -> dict[str, list[tuple[str, dict[int, float]]]]:
    """Body and figures by year of every inspection with a figure in each of four years: those that moved, those that stayed."""
    periods = sorted(context(asked.tables)[asked.measure])
    found: dict[str, list[tuple[str, dict[int, float]]]] = {"changed": [], "stayed": []}
    for code in asked.tables.bodies:
        events = [
            (event.start or event.published, event.grades[asked.judgement])
            for event in asked.tables.full(code)
            if event.grades.get(asked.judgement) and event.best
        ]
        events.sort()
        for place in range(1, len(events)):
            (since, before), (date, after) = events[place - 1], events[place]
            assert since is not None and date is not None
            until = events[place + 1][0] if place + 1 < len(events) else None
            step = RANK[after] - RANK[before]
            group = "stayed" if not step else "changed" if (step > 0) == (asked.way == "improved") else ""
            first = sum(day < date for day in periods)
            years = {}
            for year in (-2, -1, 1, 2):
                index = first + year - (year > 0)
                if 0 <= index < len(periods) and since <= periods[index] and (until is None or periods[index] < until):
                    value = context(asked.tables)[asked.measure][periods[index]].get(code, (None, ""))[0]
                    if value is not None:
                        years[year] = value
            if group and len(years) == 4:
                found[group].append((code, years))
    return found


@says(
    "{label:.+} around {n:int} inspections{few: ?[(]?(?:fewer than ten)?[)]?} that gave a {way:better|worse} grade: median "
    "{a:[^ ]+(?: cases| per 10,000 children)?} before and {b:[^ ]+} after; around {m:int} that gave the same grade, {c:[^ ]+} and {d:[^ ]+}",
    "{label:.+} around inspections that gave a {way:better|worse} grade: too few have figures on both sides",
)
def before_and_after(asked: Asked, said: Said) -> Expected:
    found = around(asked)
    way = {"improved": "better", "declined": "worse"}[asked.way]
    changed, stayed = found["changed"], found["stayed"]
    if (len(changed) < FEWEST or not stayed) != ("n" not in said):
        return f"{len(changed)} changed and {len(stayed)} stayed"
    if "n" not in said:
        return {"label": label(asked), "way": way}
    middle = {
        (group, year): median(years[year] for _, years in rows) for group, rows in found.items() for year in (-1, 1)
    }
    return {
        "label": label(asked), "n": len(changed), "m": len(stayed), "way": way,
        "few": " (fewer than ten)" if len(changed) < 10 else "",
        "a": shown(asked, middle["changed", -1], with_unit=True), "b": shown(asked, middle["changed", 1], with_unit=False),
        "c": shown(asked, middle["stayed", -1], with_unit=False), "d": shown(asked, middle["stayed", 1], with_unit=False),
    }  # fmt: skip


@says(
    "Each full inspection is set against the one before: in {n:int} authorities one changed the grade this way, in {m:int} one "
    "left it as it was; some are among both, or more than once"
)
def how_many_around(asked: Asked, said: Said) -> Expected:
    found = around(asked)
    n, m = (len({code for code, _ in found[group]}) for group in ("changed", "stayed"))
    return {"n": n, "m": m}


@says(f"{{what:{_NAME}}}; median and middle half, n a year")
def panels(asked: Asked, said: Said) -> Expected:
    return {"what": NAMES[asked.judgement]}


# Around an authority


def bodies_of(asked: Asked) -> list[str]:
    return [asked.of.code, *asked.of.predecessors]


TIE = 1e-9
"""A middle that lies between two decimals may be shown as either."""


def place(value: float, low: float, high: float, places: int) -> str:
    shown_value = round(value, places)
    return "below" if shown_value < round(low, places) else "above" if shown_value > round(high, places) else "within"


_VALUE = r"[\d.,]+%?(?: cases| per 10,000 children| children)?"


@says(
    f"{{name:name}}: {{label:[a-z ,-]+}} {{value:{_VALUE}}} {{when:(?:in the year to|at|on) \\d+ [A-Z][a-z]+ \\d\\d\\d\\d}}{{rest:rest}}",
    "{name:name}: no figure of {label:[a-z0-9 ,-]+} is published",
)
def one_measure(asked: Asked, said: Said) -> Expected:
    key = next((key for key, row in measures(asked.tables).items() if row["label"].lower() == said["label"]), None)
    if key is None:
        return "there is no such measure"
    code, body = asked.of.code, asked.of
    of = {
        period: rows[code]
        for period, rows in sorted(context(asked.tables)[key].items())
        if code in rows and body.lives(period)
    }
    known = {period: found for period, found in of.items() if found[0] is not None}
    if not known:
        return {"name": body.name, "label": said["label"]} if "value" not in said else "there is none"
    asked = replace(asked, measure=key)
    period, (value, status) = list(known.items())[-1]
    assert value is not None
    unit = measures(asked.tables)[key]["unit"]
    rest, halves = "", [""]
    if status == "joint":
        others = [
            one.name for other, one in asked.tables.bodies.items()
            if other != code and all(
                rows.get(period, {}).get(other) == rows[period].get(code)
                for rows in context(asked.tables).values() if rows.get(period, {}).get(code, (0, ""))[1] == "joint"
            )
        ]  # fmt: skip
        rest += f" (one return with {series(others)})"
    if unit != "children":
        places = 1 if unit in ("percent", "cases") else 0
        england = context(asked.tables)[key][period].get("E92000001", (None, ""))[0]
        if england is not None:
            apart = round(round(value, places) - round(england, places), places)
            points = f" percentage point{'' if abs(apart) == 1 else 's'}" if unit == "percent" else ""
            far = f"{abs(apart):,.{places}f}{points} {'above' if apart > 0 else 'below'}" if apart else "the same as"
            rest += f", {far} England’s {shown(asked, england, with_unit=False)}"
        near = sorted(
            found for one in body.neighbours
            if (found := context(asked.tables)[key][period].get(one, (None, ""))[0]) is not None
            and asked.tables.bodies[one].lives(period)
        )  # fmt: skip
        if len(near) >= 4:
            low, _, high = quantiles(near, n=4, method="inclusive")
            few = f", of which {worded(len(near))} have a figure" if len(near) < 10 else ""
            halves = [
                f" and {place(value, a, b, places)} the middle half of its ten statistical neighbours{few} "
                f"({shown(asked, a, with_unit=False)} to {shown(asked, b, with_unit=True)})"
                for a, b in product((low - TIE, low + TIE), (high - TIE, high + TIE))
            ]
    later = [(day, found[1]) for day, found in of.items() if day > period]
    if later:
        why = {"suppressed": "suppressed", "not_available": "not available", "not_applicable": "not applicable",
               "low_reliability": "too unreliable to print", "rounds_to_zero": "so small that it rounds to zero"}  # fmt: skip
        halves = [
            f"{half}; no figure since ({later[-1][0].year}: {why.get(later[-1][1], 'not published')})"
            for half in halves
        ]
    return {
        "name": body.name, "label": said["label"], "value": shown(asked, value, with_unit=unit != "children"),
        "when": when(asked, period), "rest": AnyOf(tuple(rest + half for half in halves)),
    }  # fmt: skip


@says("Grades by date of publication, as at {date:date}")
def lanes_as_at(asked: Asked, said: Said) -> Expected:
    return {"date": asked.tables.reach}


@says("Latest figures of {name:name} beside England’s", "Other statistics of {name:name}, newest first")
def around_table(asked: Asked, said: Said) -> Expected:
    return {"name": asked.of.name}


def latest(asked: Asked, key: str) -> tuple[dt.date, float] | None:
    """The last figure of a body in its lifetime."""
    rows = context(asked.tables)[key]
    known = [
        (day, found[0]) for day, of in sorted(rows.items())
        if (found := of.get(asked.of.code)) and found[0] is not None and asked.of.lives(day)
    ]  # fmt: skip
    return known[-1] if known else None


@says("{name:name}: latest figures {groups:.+}", "{name:name}: no figure to set beside England’s")
def around_title(asked: Asked, said: Said) -> Expected:
    ways: dict[str, list[str]] = {"above": [], "below": [], "equal to": []}
    for key in asked.measures:
        row, last = measures(asked.tables)[key], latest(asked, key)
        if last is None or row["unit"] == "children":
            continue
        england = context(asked.tables)[key][last[0]]["E92000001"][0]
        if england is None:
            continue
        places = 1 if row["unit"] in ("percent", "cases") else 0
        apart = round(last[1], places) - round(england, places)
        ways["above" if apart > 0 else "below" if apart < 0 else "equal to"].append(row["label"].lower())
    parts = [f"{way} England’s in {series(labels)}" for way, labels in ways.items() if labels]
    if bool(parts) != ("groups" in said):
        return f"the figures are {ways}"
    return {"name": asked.of.name} | ({"groups": ", ".join(parts)} if parts else {})


@says("Latest figures: {parts:.+}", "No figure of its own is published")
def around_briefly(asked: Asked, said: Said) -> Expected:
    parts = []
    for key in asked.measures:
        if (last := latest(asked, key)) is None:
            continue
        of = replace(asked, measure=key)
        england = context(asked.tables)[key][last[0]]["E92000001"][0]
        beside = f", England {shown(of, england, with_unit=False)}" if england is not None else ""
        parts.append(f"{label(of).lower()} {shown(of, last[1], with_unit=False)} ({last[0].year}{beside})")
    if bool(parts) != ("parts" in said):
        return f"the figures are {parts}"
    return {"parts": "; ".join(parts)} if parts else {}


# Children behind the grades


def mid_year(asked: Asked, date: dt.date) -> dt.date | None:
    days = [day for day in context(asked.tables)["children"] if day < date and values(asked, day, "children")]
    return max(days, default=None)


def shares(asked: Asked, date: dt.date, limit: dt.date | None, codes: set[str] | None = None) -> dict[str, int]:
    """Good, graded and ungraded children, and good and graded authorities."""
    day = mid_year(asked, date)
    lived = values(asked, day, "children") if day else {}
    held = asked.tables.held(asked.judgement, date, limit)
    rows = {code: one.grade for code, one in held.items() if codes is None or code in codes}
    graded = [code for code, grade in rows.items() if grade]
    good = [code for code in graded if rows[code] in BETTER]
    return {
        "good": sum(int(lived.get(code, 0)) for code in good),
        "children": sum(int(lived.get(code, 0)) for code in graded),
        "ungraded": sum(int(lived.get(code, 0)) for code, grade in rows.items() if not grade),
        "good_authorities": len(good),
        "authorities": len(graded),
    }


def near(part: int, whole: int) -> Near:
    return Near(100 * part / whole)


@says(
    "On {date:date}, {share:percent} of {of:children|children in authorities with a grade} lived where services were good or "
    f"outstanding {{about:{_ABOUT}}}; so were {{other:percent}} of authorities ({{good:int}} of {{total:int}})"
)
def children_on_a_date(asked: Asked, said: Said) -> Expected:
    found = shares(asked, asked.day, asked.published_by)
    everybody = found["children"] + found["ungraded"]
    return {
        "date": asked.day, "share": near(found["good"], found["children"]), "about": ABOUT[asked.judgement],
        "of": "children" if found["ungraded"] < everybody / 100 else "children in authorities with a grade",
        "other": near(found["good_authorities"], found["authorities"]), "good": found["good_authorities"],
        "total": found["authorities"],
    }  # fmt: skip


@says("No estimate says how many children lived in authorities with a grade on {date:date}")
def no_estimate(asked: Asked, said: Said) -> Expected:
    return {"date": asked.day} if not shares(asked, asked.day, asked.published_by)["children"] else "one does"


@says(
    "By region it was {most:percent} of children in {high:text}, the most, and {least:percent} in {low:text}, the fewest",
    "In every region it was {most:percent} of children",
)
def children_by_region(asked: Asked, said: Said) -> Expected:
    found: dict[str, int] = {}
    for region in sorted({getattr(body, asked.regions) for body in asked.tables.bodies.values()}):
        codes = {body.code for body in asked.tables.bodies.values() if getattr(body, asked.regions) == region}
        one = shares(asked, asked.day, asked.published_by, codes)
        if one["children"]:
            found[in_region(region)] = round(100 * Fraction(one["good"], one["children"]))
    most, least = max(found.values()), min(found.values())
    if "high" not in said:
        return {"most": most} if most == least else f"the regions are {found}"
    return {
        "most": most, "high": series([name for name, share in found.items() if share == most]),
        "least": least, "low": series([name for name, share in found.items() if share == least]),
    }  # fmt: skip


@says("Of the {n:int} children aged 0 to 17 who lived in authorities with a grade (estimate for {mid:date})")
def children_counted(asked: Asked, said: Said) -> Expected:
    return {"n": shares(asked, asked.day, asked.published_by)["children"], "mid": mid_year(asked, asked.day)}


@says("A further {n:int} lived where no grade was held yet")
def children_elsewhere(asked: Asked, said: Said) -> Expected:
    return {"n": shares(asked, asked.day, asked.published_by)["ungraded"]}


@says("The estimates have no figure for {names:text}, so that the children there are not counted")
def children_not_counted(asked: Asked, said: Said) -> Expected:
    day = mid_year(asked, asked.day)
    lived = values(asked, day, "children") if day else {}
    held = asked.tables.held(asked.judgement, asked.day, asked.published_by)
    return {
        "names": series(
            sorted(asked.tables.bodies[code].name for code, one in held.items() if one.grade and code not in lived)
        )
    }


@says(
    f"Children who live where services are good or outstanding {{about:{_ABOUT}}}: {{first:percent}} in {{from:month}} (of those in "
    "{n:int} authorities with a grade), {last:percent} in {to:month} (of those in {m:int} authorities with a grade)"
)
def children_through_time(asked: Asked, said: Said) -> Expected:
    ends = [month_end(year, number) for year in range(2015, asked.tables.reach.year + 1) for number in range(1, 13)]
    ends = [day for day in ends if day <= asked.tables.reach]
    if (said["from"], said["to"]) != (month(ends[0]), month(ends[-1])):
        first = month_end(*said["from"])
        before = [day for day in ends if day < first]
        if any(shares(asked, day, None)["children"] for day in before):
            return f"{before} have a share"
        ends = [day for day in ends if day >= first]
    a, b = (shares(asked, day, None) for day in (ends[0], ends[-1]))
    return {
        "about": ABOUT[asked.judgement], "first": near(a["good"], a["children"]), "from": month(ends[0]), "n": a["authorities"],
        "last": near(b["good"], b["children"]), "to": month(ends[-1]), "m": b["authorities"],
    }  # fmt: skip


@says(f"{{what:{_NAME}}} at the end of each month, of authorities with a grade; children at the mid-year before")
def children_lines(asked: Asked, said: Said) -> Expected:
    return {"what": NAMES[asked.judgement]}


@says("Good or outstanding on {date:date}: children and authorities")
def children_table(asked: Asked, said: Said) -> Expected:
    return {"date": asked.day}


@says(f"Good or outstanding at the end of each quarter: {{what:{_NAME.lower()}}}, children and authorities")
def children_quarters(asked: Asked, said: Said) -> Expected:
    return {"what": NAMES[asked.judgement].lower()}
