"""The words of what inspectors ask to improve, by the elements of the national framework."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from dashboard.dates import long_date
from dashboard.statistics.improving import FEW, NO_OVERALL
from dashboard.text.visits import FEWEST, over, these, where
from dashboard.words import counted, number, series, upper_first
from loaders import ELEMENTS

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
"""What each element of the framework is about, in our words."""

SHORT = {
    "outcome 1": "families stay together",
    "outcome 2": "family network",
    "outcome 3": "children are safe",
    "outcome 4": "stable, loving homes",
    "enabler 1": "multi-agency working",
    "enabler 2": "leaders",
    "enabler 3": "workforce",
    "principle 1": "welfare first",
    "principle 2": "wishes and feelings",
    "principle 3": "whole families",
    "principle 4": "families first",
    "principle 5": "agencies together",
    "principle 6": "circumstances",
}
"""The same where a drawing has little room."""

COUNTED = "Points of ILACS reports and of letters on focused visits. A point that names two elements counts under each."
READING = [
    "The grade is the overall one that the inspection gave, or that was held when a focused visit began; inspections since "
    "April 2026 give none.",
    "The elements are those of the children’s social care national framework, as the reports print them.",
]
DATES_LEAD = "Each date leads to the report or letter, or to the authority’s page at Ofsted."
GROUPS = {"grade": "Grade", "region": "Region", "year": "Year"}
BY_WORDS = {"grade": "overall grade", "region": "region", "year": "year of publication"}


def heading(region: str, since: dt.date | None, until: dt.date | None) -> str:
    """The heading of the page."""
    return f"What inspectors ask to improve{where(region)}{over(since, until)}"


def element(key: str) -> str:
    """An element with what it is about: Outcome 3: children are safe in and outside of their homes."""
    return f"{upper_first(key)}: {NAMES[key]}" if key in NAMES else upper_first(key)


def short(key: str) -> str:
    """An element with its short name."""
    return f"{upper_first(key)}: {SHORT[key]}" if key in SHORT else upper_first(key)


def of_grade(grade: str) -> str:
    """The reports that a grade chooses, in a sentence; nothing for all."""
    return f" with {grade.lower()}" if grade == NO_OVERALL else f" of {grade.lower()} authorities" if grade else ""


def finding(
    counts: pd.DataFrame,
    reports: pd.DataFrame,
    *,
    grade: str,
    region: str,
    since: dt.date | None,
    until: dt.date | None,
) -> str:
    """The elements named most, of how many points in how many reports that name any."""
    start = these(region, since, until)
    naming = reports[reports["named"] > 0]
    of = f"{counted(len(naming), 'report')}{of_grade(grade)}"
    if naming.empty:
        return upper_first(f"{start}no report{of_grade(grade)} names an element of the national framework")
    if len(naming) < FEWEST:
        verb = "names" if len(naming) == 1 else "name"
        return upper_first(
            f"{start}{of} {verb} elements of the national framework, in {counted(int(naming['named'].sum()), 'point')}: too "
            "few to say what is asked most"
        )
    most = int(counts["total"].max())
    top = list(counts.loc[counts["total"] == most, "element"])
    named = int(naming["named"].sum())
    about = series([f"{one} ({NAMES[one]})" if one in NAMES else one for one in top])
    each = " each" if len(top) > 1 else ""
    return upper_first(f"{start}points to improve name {about} most often: {most} of {named}{each}, in {of}")


def base(reports: pd.DataFrame, *, grade: str) -> str:
    """Of how many reports the counts are, as a sentence."""
    n, naming = len(reports), int((reports["named"] > 0).sum())
    return (
        f"{upper_first(number(naming))} of the {counted(n, 'report')}{of_grade(grade)} that list points to improve "
        f"{'names' if naming == 1 else 'name'} elements of the framework; the other {number(n - naming)} do not, and are not counted."
        if naming < n
        else f"All {counted(n, 'report')}{of_grade(grade)} that list points to improve name elements of the framework."
    )


def begins(day: dt.date) -> str:
    """From when reports name elements, as a sentence."""
    return f"The first report to name elements came out on {long_date(day)}."


def few(sizes: dict[str, int]) -> str:
    """The groups of few reports, as a sentence; nothing where there is none."""
    small = [f"{name} ({number(n)})" for name, n in sizes.items() if 0 < n < FEW]
    return f"Fewer than ten reports, of which little can be said: {series(small)}." if small else ""


def listed(reports: pd.DataFrame, element: str, grade: str) -> str:
    """The heading of the reports that are counted."""
    n = len(reports)
    names = f" with a point on {element}" if element else ""
    return f"{upper_first(counted(n, 'report'))}{of_grade(grade)}{names}, newest first"


def aloud(title: str) -> str:
    """The drawing in words, for those who do not see it."""
    return f"Stacked bars of points to improve by the element that they name and by overall grade. {title}."


def grouped(by: str) -> str:
    """The heading of the table."""
    return f"Points by element and {BY_WORDS[by]}"


def each_leads(sizes: dict[str, int]) -> str:
    """What a count is good for, and the groups of few reports."""
    return f"Each count leads to its reports. {few(sizes)}".strip()


def count_aloud(n: int, element: str) -> str:
    """What a count is and where it leads, for those who hear it alone; in figures, as it is seen."""
    return f"{n} {'point' if n == 1 else 'points'} on {element}: the reports"


def elements(named: Mapping[str, int]) -> str:
    """The elements that a report names, in the framework's order, and how many points each where there are several."""
    order = [one for one in ELEMENTS if one in named]
    return ", ".join(f"{one} ({named[one]} points)" if named[one] > 1 else one for one in order)
