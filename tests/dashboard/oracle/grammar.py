"""Sentences as templates: what each place of a sentence holds is taken out as a value and compared with what it should be.

    @rules.says("{name:name} {verb:rose|fell} from {before:grade} to {after:grade} in {month:month}")
    def moved(asked: Asked, said: Said) -> Expected: ...

A rule gives the value that each place should have, or a sentence that says why this may not be said at all. Every place
must be given one: nothing that a sentence says is left unlooked at.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.dashboard.oracle.tables import Body, Tables

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_GRADE = "inadequate|requires improvement|good|outstanding"
MONTH = f"(?:{'|'.join(MONTHS)}) 20\\d\\d"
_JUDGEMENTS = {
    "overall": "overall_effectiveness",
    "overall effectiveness": "overall_effectiveness",
    "the impact of leaders": "leadership",
    "impact of leaders": "leadership",
    "leaders": "leadership",
    "leadership": "leadership",
    "help and protection": "help_and_protection",
    "children in care": "children_in_care",
    "care leavers": "care_leavers",
    "adoption": "adoption",
    "safeguarding board": "lscb",
    "the safeguarding board": "lscb",
}
"""Every name that a sentence may give a judgement."""

Said = Mapping[str, Any]
Expected = Mapping[str, Any] | str


def month(day: dt.date | None) -> tuple[int, int] | None:
    """The value of a place that holds a month."""
    return (day.year, day.month) if day else None


def _month(text: str) -> tuple[int, int]:
    name, year = text.split()
    return int(year), MONTHS.index(name) + 1


def _date(text: str) -> dt.date:
    number, name, year = text.split()
    return dt.date(int(year), MONTHS.index(name) + 1, int(number))


def _int(text: str) -> int:
    small = text.lower()
    return NUMBERS.index(small) if small in NUMBERS else 0 if small == "none" else int(small.replace(",", ""))


def ordinal(text: str) -> int:
    return ORDINALS.index(text) + 1 if text in ORDINALS else int(re.sub(r"\D", "", text))


def _path(text: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """inadequate in April 2016, then requires improvement in December 2018 and January 2023."""
    found = []
    for part in text.split(", then "):
        grade, _, months = part.partition(" in ")
        if grade not in _GRADE.split("|"):
            raise ValueError(part)
        found.append((grade, [_month(one) for one in re.findall(MONTH, months)]))
    return found


def _verb(text: str) -> str:
    """is good, has been good, to be good, was good: good; to require improvement: requires improvement."""
    last = text.split()[-1]
    return "requires improvement" if last == "improvement" else last


def _times(text: str) -> int:
    return 2 if text.startswith("both") else _int(text.split()[1])


def _often(text: str) -> int:
    return {"once": 1, "twice": 2}.get(text) or _int(text.split()[0])


def _length(text: str) -> int:
    """A length of time in whole months."""
    if text.startswith("almost "):
        return 12 * (1 if " a " in text else _int(text.split()[1])) - 1
    found = re.findall(r"(\w+) (year|month)", text)
    return 0 if text.startswith("less") else sum(_int(n) * (12 if unit == "year" else 1) for n, unit in found)


def months_between(start: dt.date, end: dt.date) -> int:
    """Whole months from one day to another."""
    return max((end.year - start.year) * 12 + end.month - start.month - (end.day < start.day), 0)


def parted(text: str) -> list[str]:
    """a, b and c; a, b, and c and d."""
    return [part for part in re.split(r", and |, | and ", text) if part]


def judgements(text: str) -> list[str]:
    """The judgements of a list, whose names hold an "and" themselves."""
    names = "|".join(sorted(_JUDGEMENTS, key=len, reverse=True))
    found = re.findall(names, text.lower())
    rest = re.sub(r",| and |\s", "", re.sub(names, "", text.lower())).replace("and", "")
    if rest:
        raise ValueError(text)
    return [_JUDGEMENTS[name] for name in found]


TYPES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "int": (r"(?:\d[\d,]*|" + "|".join(NUMBERS) + "|None)", _int),
    "Int": (r"(?:\d[\d,]*|" + "|".join(word.capitalize() for word in NUMBERS) + "|None)", _int),
    "signed": (r"[+-]\d+", int),
    "percent": (r"\d+%", lambda text: int(text[:-1])),
    "date": (rf"\d\d? {MONTH}", _date),
    "month": (MONTH, _month),
    "year": (r"20\d\d", int),
    "grade": (_GRADE, str),
    "Grade": (_GRADE.title().replace("Improvement", "improvement"), str.lower),
    "judgement": ("|".join(sorted(_JUDGEMENTS, key=len, reverse=True)), lambda text: _JUDGEMENTS[text]),
    "Judgement": (
        "|".join(sorted((f"{name[0].upper()}{name[1:]}" for name in _JUDGEMENTS), key=len, reverse=True)),
        lambda text: _JUDGEMENTS[text.lower()],
    ),
    "judgements": (r"[A-Za-z, ]+?", judgements),
    "ordinal": (r"(?:" + "|".join(ORDINALS) + r"|\d+(?:st|nd|rd|th))", ordinal),
    "path": (r".+?", _path),
    "judged": (r"(?:to be |to )?(?:good|outstanding|inadequate|require improvement)", _verb),
    "held": (r"ha[sd] (?:been (?:good|outstanding|inadequate)|required improvement)", _verb),
    "stood": (r"(?:was (?:good|outstanding|inadequate)|required improvement)", _verb),
    "is": (r"(?:is (?:good|outstanding|inadequate)|requires improvement)", _verb),
    "times": (r"(?:both|all (?:" + "|".join(NUMBERS) + r"|\d+)) inspections", _times),
    "often": (r"(?:once|twice|\w+ times)", _often),
    "length": (r"(?:less than a month|almost \w+ years?|(?:\w+ years?)?(?: and )?(?:\w+ months?)?)", _length),
    "months": (rf"{MONTH}(?:(?:, | and ){MONTH})*", lambda text: [_month(one) for one in re.findall(MONTH, text)]),
    "text": (r".+?", str),
    "rest": (r".*", str),
}
"""Kinds of places: how each looks, and how its words become a value. `name` is added with the tables."""


def read(kind: str, text: str) -> Any:
    """The value of words of a kind; raises ValueError for words that are not of it."""
    look, value = TYPES[kind]
    if not re.fullmatch(look, text):
        raise ValueError(f"{text!r} is no {kind}")
    return value(text)


def series(words: Sequence[str]) -> str:
    """As a sentence lists them; with a comma before the last where one holds an "and" itself."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + (", and " if any(" and " in word for word in words) else " and ") + words[-1]


def worded(n: int) -> str:
    """A number as a sentence has it."""
    return NUMBERS[n] if n <= 10 else str(n)


@dataclass(frozen=True)
class Near:
    """Equal to a whole number that it rounds to; where two are as near, to either."""

    exact: float

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and abs(self.exact - other) <= 0.5 + 1e-9

    def __hash__(self) -> int:
        return hash(self.exact)


@dataclass(frozen=True)
class AnyOf:
    """Equal to each of these values: where two share a rank, either may be named."""

    values: tuple[Any, ...]

    def __eq__(self, other: object) -> bool:
        return other in self.values

    def __hash__(self) -> int:
        return hash(self.values)


@dataclass(frozen=True)
class Asked:
    """Of what a sentence speaks: the tables, and whatever of these its page was asked for."""

    tables: Tables
    body: Body | None = None
    by: str = "publication"
    date: dt.date | None = None
    published_by: dt.date | None = None
    judgement: str = "overall_effectiveness"
    regions: str = "region"
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day of a series of months, where that is not the day that the tables reach."""
    codes: tuple[str, ...] = ()
    chosen: str | None = None
    words: str = ""
    """The name of a set of authorities."""
    shown: tuple[str, ...] = ()
    """The judgements of a comparison."""
    part: bool = False
    """Whether a picture may show a part of the set."""
    rows_of: str = ""
    """The judgement whose grades stand beside the names of a set, where several are shown."""
    lag: str = "full"
    region: str = ""
    grade: str = ""
    element: str = ""
    measure: str = ""
    period: dt.date | None = None
    """The last day of the period of the figures of `measure`."""
    way: str = "improved"
    against: str = "first ILACS"
    """What the grades of who improved are compared with; `since` where it is a date."""
    measures: tuple[str, ...] = (
        "social_worker_turnover",
        "social_worker_vacancies",
        "agency_social_workers",
        "caseload",
    )
    """Those that stand under a timeline."""

    @property
    def day(self) -> dt.date:
        """The date asked for, or else the one that the tables reach."""
        return self.date or self.tables.reach

    @property
    def of(self) -> Body:
        if self.body is None:
            raise ValueError("this is said of one authority")
        return self.body

    @property
    def set_name(self) -> str:
        """The name of a set at the start of a sentence."""
        return self.words[:1].upper() + self.words[1:]

    @property
    def about(self) -> str:
        """For a message: what the sentence is about."""
        names = ("date", "published_by", "judgement", "regions", "since", "words", "region", "lag")
        return f"{self.body.name}, by {self.by}" if self.body else ", ".join(str(getattr(self, name)) for name in names)


Rule = Callable[[Asked, Said], Expected]


@dataclass(frozen=True)
class Shape:
    """One way to say something."""

    template: str
    rule: Rule

    @property
    def places(self) -> list[tuple[str, str]]:
        return re.findall(r"\{(\w+):([^}]+)\}", self.template)

    def pattern(self, names: str) -> re.Pattern[str]:
        """The template as a regular expression; `names` are those of all bodies."""
        parts = re.split(r"(\{\w+:[^}]+\})", self.template)
        found = ""
        for part in parts:
            if place := re.fullmatch(r"\{(\w+):([^}]+)\}", part):
                name, kind = place.groups()
                look = names if kind == "name" else TYPES[kind][0] if kind in TYPES else kind
                found += f"(?P<{name}>{look})"
            else:
                found += re.escape(part)
        return re.compile(found)


@dataclass
class Rules:
    """The rules of one kind of page."""

    shapes: list[Shape] = field(default_factory=list)

    def says(self, *templates: str) -> Callable[[Rule], Rule]:
        """Add a rule for one or more ways of saying the same."""

        def add(rule: Rule) -> Rule:
            self.shapes += [Shape(template, rule) for template in templates]
            return rule

        return add


class Oracle:
    """Judges sentences by rules."""

    def __init__(self, tables: Tables, *rules: Rules, prose: Iterable[str] = ()) -> None:
        bodies = tables.bodies.values()
        # A sentence that begins with a name has its capital.
        forms = [(form, body.name) for body in bodies for form in (body.name, body.called, _capital(body.called))]
        self.named = dict(forms)
        names = "|".join(re.escape(form) for form in sorted(self.named, key=lambda form: (-len(form), form)))
        self.prose = frozenset(prose)
        self.patterns = [(shape.pattern(names), shape) for one in rules for shape in one.shapes]

    def judge(self, text: str, asked: Asked) -> tuple[set[str], list[str]]:
        """The rules that found a text's sentences right, and what is wrong with the others."""
        if text.removesuffix(".") in self.prose:
            return {"prose"}, []
        judged = [self._judge(sentence, asked) for sentence in sentences(text)]
        return {name for name, fault in judged if name and not fault}, [fault for _, fault in judged if fault]

    def _judge(self, sentence: str, asked: Asked) -> tuple[str, str]:
        bare = sentence.removesuffix(".")
        if bare in self.prose:
            return "prose", ""
        found = []
        for pattern, shape in self.patterns:
            match = pattern.fullmatch(bare)
            if match is None:
                continue
            fault = self._compare(shape, match, asked)
            if fault is None:
                return shape.rule.__name__, ""
            found.append(f"{fault} (rule {shape.rule.__name__})")
        if not found:
            found = ["is of no known shape: give it a rule, or a line of prose, in tests/dashboard/oracle"]
        return "", f"{asked.about}: {sentence!r}\n    " + "\n    ".join(found)

    def _compare(self, shape: Shape, match: re.Match[str], asked: Asked) -> str | None:
        try:
            said = {name: TYPES[kind][1](match[name]) if kind in TYPES else match[name] for name, kind in shape.places}
            said |= {name: self.named.get(said[name], said[name]) for name, kind in shape.places if kind == "name"}
            expected = shape.rule(asked, said)
        except (ValueError, KeyError) as error:
            return f"cannot be read here: {error}"
        if isinstance(expected, str):
            return expected
        unlooked = {name for name, _ in shape.places} - set(expected)
        assert not unlooked, f"the rule {shape.rule.__name__} looks at no {sorted(unlooked)} in {shape.template!r}"
        wrong = [f"{name} is {said[name]!r}, not {value!r}" for name, value in expected.items() if value != said[name]]
        return "; ".join(wrong) or None


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph or a caption; a title is one."""
    return [part for part in re.split(r"(?<=\.)\s+(?=[A-Z“\d])", " ".join(text.split())) if part]
