"""The field's words and what they mean, for a reader who meets them for the first time."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means in one or two sentences, and how it may stand in a text."""

    key: str
    """Names it in addresses: /about#word-ilacs."""
    name: str
    meaning: str
    pattern: re.Pattern[str]


def _term(key: str, name: str, meaning: str, *spellings: str, is_exact: bool = False) -> Term:
    words = "|".join(spellings or (re.escape(name),))
    return Term(key, name, meaning, re.compile(rf"\b(?:{words})\b", re.NOFLAG if is_exact else re.IGNORECASE))


TERMS = (
    _term(
        "area-send",
        "Area SEND inspection",
        "Ofsted and the Care Quality Commission look at how an area serves children with special educational needs and "
        "disabilities (SEND). It gives no grade: since 2023 one of three outcomes.",
        "area SEND(?: inspections?)?",
    ),
    _term(
        "as-at",
        "As-at rule",
        "Ofsted’s way to count on a date: each authority that existed then, by its latest full inspection that had "
        "started by the date and was published by the cut-off.",
        "as-at rule",
    ),
    _term(
        "cut-off",
        "Cut-off",
        "The last day on which a report may have been published to count for a date. Ofsted’s own figures for 31 March "
        "2024 count the reports published by 30 June 2024.",
        "cut-offs?",
    ),
    _term(
        "focused-visit",
        "Focused visit",
        "Two days in which inspectors look at one theme, such as how children first come to notice. It gives no grade; "
        "its letter may set areas for priority action.",
        "focused visits?",
    ),
    _term(
        "ilacs",
        "ILACS",
        "Inspection of local authority children’s services: how Ofsted inspects since January 2018, in two weeks "
        "(standard) or one (short).",
        is_exact=True,
    ),
    _term(
        "inconsistent",
        "Inconsistent",
        "The middle one of three outcomes of an area SEND inspection since 2023: what children experience differs from "
        "one service or place to another. The others are typically positive, and widespread or systemic failings.",
    ),
    _term(
        "jtai",
        "Joint targeted area inspection (JTAI)",
        "Inspectors of children’s services, health, police and probation look together at one theme, such as domestic "
        "abuse. It gives no grade.",
        "joint targeted area inspections?",
        "joint inspections?",
        "JTAIs?",
    ),
    _term(
        "monitoring-visit",
        "Monitoring visit",
        "Two days at an authority that was judged inadequate, about four times a year, to see what has changed. It gives "
        "no grade, and the letter on the first visit is not published.",
        "monitoring visits?",
    ),
    _term(
        "overall-effectiveness",
        "Overall effectiveness",
        "One grade for children’s services as a whole. Ofsted has not given it since 1 April 2026; the judgements that it "
        "summed up remain.",
        "overall effectiveness",
    ),
    _term(
        "priority-action",
        "Priority action",
        "An area for priority action is a serious weakness that puts children at risk of harm or leaves them without "
        "enough protection: the authority has to act on it at once.",
        "(?:areas for )?priority action",
    ),
    _term(
        "sif",
        "SIF",
        "Single inspection framework: how Ofsted inspected from November 2013 to early 2018, in about four weeks, with a "
        "review of the safeguarding board.",
        r"single inspection framework(?: \(SIF\))?",
        "SIF",
        is_exact=True,
    ),
    _term(
        "spell",
        "Spell of inadequacy",
        "The time from the report that judged an authority inadequate to the next one that did not.",
        "spells? of inadequacy",
    ),
    _term(
        "neighbours",
        "Statistical neighbours",
        "The ten authorities that are most alike in who lives there, by the Department for Education’s model of 2025. "
        "They need not be next to each other.",
        "statistical neighbours",
    ),
)
"""In alphabetical order."""
