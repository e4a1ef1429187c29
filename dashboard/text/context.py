"""The words of other statistics beside the grades: who, what, when and of how many; never a cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.dates import long_date, month_year
from dashboard.frames import records, rows
from dashboard.judgements import NAMES, about
from dashboard.statistics.compare_set import in_region
from dashboard.statistics.context import before_after
from dashboard.statistics.context.around import is_joint, latest
from dashboard.statistics.context.figures import Measure, is_rate
from dashboard.statistics.counts import ENGLAND
from dashboard.words import counted, number, series, stood, upper_first
from loaders import FigureStatus, Grade, Judgement

SOURCE = "Sources: Department for Education and Office for National Statistics; grades: Ofsted. Open Government Licence v3.0."

BY_GRADE_LIMITS = (
    "Facts side by side: this cannot show what led to what. Authorities with one grade differ in many ways from those "
    "with another, their figures lie far apart within each grade, and inspectors have seen figures of this kind."
)

BEFORE_AFTER_LIMITS = (
    "This cannot show what an inspection did. An unusual year is often followed by a more usual one whatever anybody "
    "does; grade and figure may both go with something else; inspectors have seen figures of this kind; and "
    "authorities are not chosen for inspection by chance."
)

STRADDLES = "The first year after an inspection begins before it, where the figure is of a whole year."

FEWEST = 5
"""Fewer authorities than these make no middle worth a title."""


STATUSES = {
    FigureStatus.SUPPRESSED.value: "suppressed",
    FigureStatus.NOT_AVAILABLE.value: "not available",
    FigureStatus.NOT_APPLICABLE.value: "not applicable",
    FigureStatus.LOW_RELIABILITY.value: "too unreliable to print",
    FigureStatus.ROUNDS_TO_ZERO.value: "so small that it rounds to zero",
}
"""Why there is no figure, in words."""


def bare(measure: Measure, figure: float) -> str:
    """A figure as it is shown, without the words of its unit: 13.0%, 15.2, 67, 12,183,016."""
    shown = f"{figure:,.{_places(measure)}f}"
    return f"{shown}%" if measure.unit == "percent" else shown


def value(measure: Measure, figure: float) -> str:
    """A figure with its unit: 13.0%, 15.2 cases, 67 per 10,000 children, 12,183,016 children."""
    return bare(measure, figure) + ("" if measure.unit == "percent" else f" {measure.unit}")


def span(measure: Measure, low: float, high: float) -> str:
    """From one figure to another: 4.5% to 14.6%, 15.3 to 17.6 cases."""
    return f"{bare(measure, low)} to {value(measure, high)}"


def when(measure: Measure, period_end: dt.date) -> str:
    """The period of a figure: at 30 September 2025, in the year to 31 March 2025."""
    if measure.period.startswith("the year"):
        return f"in the year to {long_date(period_end)}"
    return f"{measure.period.split()[0]} {long_date(period_end)}"


def beside(measure: Measure, figure: float, other: float) -> str:
    """How a figure stands to another, both as they are shown: 1.5 percentage points above, the same as; no verdict."""
    places = _places(measure)
    apart = round(round(figure, places) - round(other, places), places)
    if not apart:
        return "the same as"
    unit = f" percentage point{'' if abs(apart) == 1 else 's'}" if measure.unit == "percent" else ""
    return f"{abs(apart):,.{places}f}{unit} {'above' if apart > 0 else 'below'}"


def around(frame: pd.DataFrame, code: str, name: str, measure: Measure, joint: Sequence[str] = ()) -> str:
    """The last figure of an authority and how it stands to England's and to the middle half of its neighbours.

    `frame` as from `around.through_years`, `joint` the names of those that made one return with it. A number of
    children is compared with nobody's: it says how large a place is.
    """
    own, label = latest(frame, code), measure.label.lower()
    if own is None:
        return f"{name}: no figure of {label} is published"
    shown = value(measure, own["value"]) if is_rate(measure) else bare(measure, own["value"])
    said = f"{name}: {label} {shown} {when(measure, own['period_end'].date())}"
    if is_joint(own):
        said += f" (one return with {series(joint)})" if joint else " (one return of two authorities)"
    if is_rate(measure):
        if pd.notna(own["england"]):
            said += f", {beside(measure, own['value'], own['england'])} England’s {bare(measure, own['england'])}"
        said += _among(own, measure)
    later = frame[(frame["authority_code"] == code) & (frame["period_end"] > own["period_end"])]
    if len(later):
        newest = later.iloc[-1]
        said += f"; no figure since ({newest['period_end'].year}: {_why(newest['status'])})"
    return said


def _among(own: pd.Series, measure: Measure) -> str:
    """Where a figure lies to the middle half of the neighbours' figures, all of them as they are shown."""
    if pd.isna(own["lower"]):
        return ""
    figure, low, high = (round(own[name], _places(measure)) for name in ("value", "lower", "upper"))
    place = "below" if figure < low else "above" if figure > high else "within"
    n = int(own["neighbours"])
    few = f", of which {number(n)} have a figure" if n < 10 else ""
    return f" and {place} the middle half of its ten statistical neighbours{few} ({span(measure, low, high)})"


def _places(measure: Measure) -> int:
    return 1 if measure.unit in ("percent", "cases") else 0


def _why(status: Any) -> str:
    return STATUSES.get(str(status), "not published") if pd.notna(status) else "not published"


def lane_table(frame: pd.DataFrame, names: Mapping[str, str], measure: Measure) -> list[list[str]]:
    """The table beside the lanes, newest first: period, whose figure, figure, England, the neighbours' middle half."""
    rows = sorted(frame.to_dict("records"), key=lambda row: (-row["period_end"].toordinal(), row["authority_code"]))
    return [lane_row(row, names, measure) for row in rows]


def lane_row(row: Mapping[Any, Any], names: Mapping[str, str], measure: Measure) -> list[str]:
    """One row of it."""
    known = pd.notna(row["value"])
    own = f"{bare(measure, row['value'])} ({note(row)})".replace(" ()", "") if known else upper_first(note(row))
    england = bare(measure, row["england"]) if pd.notna(row["england"]) else ""
    half = span(measure, row["lower"], row["upper"]) if pd.notna(row["lower"]) else "Too few"
    who = names.get(row["authority_code"], row["authority_code"])
    return [long_date(row["period_end"].date()), who, own, england, half]


def note(row: Mapping[Any, Any]) -> str:
    """What a figure needs beside it: joint return, or why there is none; nothing for most."""
    if pd.isna(row["value"]):
        return _why(row["status"])
    return "joint return" if pd.notna(row["status"]) else ""


def by_grade(summary: pd.DataFrame, measure: Measure, period_end: dt.date, as_at: dt.date, judgement: Judgement) -> str:
    """The title of a measure by grade: the medians of the best and the worst grade that enough authorities hold."""
    day = "on that day" if as_at == period_end else f"on {long_date(as_at)}"
    said = f"{measure.label} {when(measure, period_end)}, by the grade held {about(judgement)} {day}"
    enough = summary[summary["n"] >= FEWEST]
    if len(enough) < 2:
        return f"{said}: too few authorities to compare"
    best, worst = enough.iloc[0], enough.iloc[-1]
    first, last = (stood(Grade(row["grade"])) for row in (best, worst))
    return (
        f"{said}: median {value(measure, best['median'])} where it {first} ({best['n']} authorities), "
        f"{bare(measure, worst['median'])} where it {last} ({worst['n']})"
    )


def by_grade_caption(as_at: dt.date, published_by: dt.date) -> str:
    """What each dot is, by which rule, and what the columns cannot show."""
    return (
        f"Each authority once, in the column of the grade that it held on {long_date(as_at)} by Ofsted’s rule, of reports "
        f"published by {long_date(published_by)}; with the mean, the median and the number of authorities of each "
        f"column. {BY_GRADE_LIMITS}"
    )


def by_grade_years(frame: pd.DataFrame, measure: Measure) -> str:
    """The title of a measure by grade through the years: medians of the best and the worst grade at both ends.

    `frame` as from `by_grade.through_years`. A year and a grade count where enough authorities hold it.
    """
    said = f"{measure.label}, by the grade held {_day(measure)}"
    enough = frame[frame["n"] >= FEWEST]
    years = enough.groupby("period_end")["grade"].apply(list)
    years = years[years.map(len) > 1]
    if len(years) < 2:
        return f"{said}: too few years to compare"
    first, last = years.index[0], years.index[-1]
    grades = [grade for grade in years[first] if grade in years[last]]
    if len(grades) < 2:
        return f"{said}: too few authorities to compare"
    rows = enough.set_index(["period_end", "grade"])
    parts = []
    for grade in (grades[0], grades[-1]):
        before, after = rows.loc[(first, grade)], rows.loc[(last, grade)]
        parts.append(
            f"median {value(measure, before['median'])} in {first.year} ({int(before['n'])} authorities) and "
            f"{bare(measure, after['median'])} in {last.year} ({int(after['n'])}) where it {stood(Grade(grade))}"
        )
    return f"{said}: {'; '.join(parts)}"


def _day(measure: Measure) -> str:
    """The day of the year on which a measure's grades are taken: on 30 September of each year."""
    day, month = measure.period.split()[-2:]
    return f"on {day} {month} of each year"


def grade_line(row: Any, measure: Measure) -> str:
    """One grade in a sentence: "19 authorities were outstanding: on average 6.4%, half of them 4.5% or less"."""
    n = int(row["n"])
    if not n:
        return f"No authority with a figure {stood(Grade(row['grade']))}"
    few = " (fewer than ten)" if n < 10 else ""
    verb = stood(Grade(row["grade"])).replace("was ", "was " if n == 1 else "were ")
    who = upper_first(counted(n, "authority", "authorities"))
    return f"{who} {verb}{few}: on average {value(measure, row['mean'])}, half of them {bare(measure, row['median'])} or less"


def without(frame: pd.DataFrame) -> str:
    """Who stands in no column, and why; nothing where everybody does. `frame` as from `by_grade.without`."""
    groups = [
        f"{why}: {series(rows['name']) if len(rows) <= 5 else f'{len(rows)} authorities'}"
        for why, rows in frame.groupby("why", sort=True)
    ]
    return f"Without: {'; '.join(groups)}." if groups else ""


def joint(names: list[str]) -> str:
    """That some figures are of two authorities together; nothing where none is."""
    return (
        f"Authorities that made one return with another count each, with its figure: {series(names)}." if names else ""
    )


def gone(names: list[str], as_at: dt.date) -> str:
    """That some bodies have a figure and did not exist on the date; nothing where none is."""
    verb = "has a figure and was" if len(names) == 1 else "have figures and were"
    return f"{series(names)} {verb} no more on {long_date(as_at)}." if names else ""


def before_after_title(summary: pd.DataFrame, measure: Measure, way: before_after.Direction) -> str:
    """The title: the medians of the last year before and the first after, beside those where the grade stayed."""
    better = "better" if way == "improved" else "worse"
    rows = summary.set_index(["group", "year"])
    asked = [(group, year) for group in (before_after.CHANGED, before_after.STAYED) for year in (-1, 1)]
    n = int(rows["n"].get(asked[0], 0))
    if any(key not in rows.index for key in asked) or n < FEWEST:
        return f"{measure.label} around inspections that gave a {better} grade: too few have figures on both sides"
    first, *others = (float(rows["median"][key]) for key in asked)
    before, (after, still, later) = value(measure, first), (bare(measure, other) for other in others)
    same = int(rows["n"][asked[2]])
    few = " (fewer than ten)" if n < 10 else ""
    return (
        f"{measure.label} around {n} inspections{few} that gave a {better} grade: median {before} before and {after} after; "
        f"around {same} that gave the same grade, {still} and {later}"
    )


def before_after_caption(found: pd.DataFrame, measure: Measure, *, years: int, whole: bool) -> str:
    """What is counted, in sentences."""
    of = found[found["whole"]] if whole else found
    n = {group: of.loc[of["group"] == group, "authority_code"].nunique() for group in ("changed", "stayed")}
    basis = (
        "Only inspections with a figure in every year shown count, so that each year is of the same authorities"
        if whole
        else "Each year is of the authorities that have a figure in it, and not of the same in every year"
    )
    straddles = f" {STRADDLES}" if measure.period.startswith("the year") else ""
    return (
        f"Each full inspection is set against the one before: in {n['changed']} authorities one changed the grade this "
        f"way, in {n['stayed']} one left it as it was; some are among both, or more than once. {basis}. Lines are "
        f"medians and bands the middle half, up to {counted(years, 'year')} before the first day on site and as many "
        f"after it, no further than the inspection before and the next one.{straddles}"
    )


def children_title(frame: pd.DataFrame, date: dt.date, judgement: Judgement) -> str:
    """The title: children first, then authorities, each of how many. `frame` as from `children.behind_grades`."""
    row = _england(frame)
    if not row["authorities"]:
        return f"On {long_date(date)} no authority held a grade {about(judgement)}"
    if not row["children"]:
        return f"No estimate says how many children lived in authorities with a grade on {long_date(date)}"
    everybody = row["children"] + row["ungraded_children"]
    of = "children" if row["ungraded_children"] < everybody / 100 else "children in authorities with a grade"
    return (
        f"On {long_date(date)}, {row['percent_children']:.0f}% of {of} lived where services were good or outstanding "
        f"{about(judgement)}; so were {row['percent_authorities']:.0f}% of authorities "
        f"({row['good_authorities']} of {row['authorities']})"
    )


def children_by_region(frame: pd.DataFrame) -> str:
    """Where most and fewest children live so, naming all that tie; nothing where fewer than five regions are compared."""
    told = rows(frame, ["area", "percent_children"])
    shares = {area: round(share) for area, share in told if area != ENGLAND and pd.notna(share)}
    if len(shares) < FEWEST:
        return ""
    least, greatest = min(shares.values()), max(shares.values())
    if least == greatest:
        return f"In every region it was {greatest}% of children."
    most, fewest = (
        series(in_region(area) for area, share in shares.items() if share == end) for end in (greatest, least)
    )
    return f"By region it was {greatest}% of children in {most}, the most, and {least}% in {fewest}, the fewest."


def _england(frame: pd.DataFrame) -> dict[str, Any]:
    """England's row of `children.behind_grades`, which comes first."""
    (row,) = records(frame.iloc[:1])
    return row


def children_caption(frame: pd.DataFrame, mid_year: dt.date | None, lacking: list[str], date: dt.date) -> str:
    """Which children are counted: of authorities with a grade, at the mid-year before; and who is not."""
    row = _england(frame)
    if mid_year is None:
        return f"No estimate of children is known for a mid-year before {long_date(date)}."
    said = (
        f"Of the {row['children']:,.0f} children aged 0 to 17 who lived in authorities with a grade "
        f"(estimate for {long_date(mid_year)})."
    )
    if row["ungraded_children"]:
        said += f" A further {row['ungraded_children']:,.0f} lived where no grade was held yet."
    if lacking:
        said += f" The estimates have no figure for {series(lacking)}, so that the children there are not counted."
    return f"{said} A grade is of services for the children who need them, not of all who live there."


def children_through_time(frame: pd.DataFrame, judgement: Judgement) -> str:
    """The title of both shares through time, with the base at both ends. `frame` as from `children.over_time`."""
    known = frame[frame["percent_children"].notna()]
    if len(known) < 2:
        return f"Too few authorities hold a grade {about(judgement)} to draw shares of children"
    first, last = known.iloc[0], known.iloc[-1]
    return (
        f"Children who live where services are good or outstanding {about(judgement)}: {_share(first)}, {_share(last)}"
    )


def _share(row: pd.Series) -> str:
    return (
        f"{row['percent_children']:.0f}% in {month_year(row['date'].date())} (of those in {row['authorities']} "
        f"authorities with a grade)"
    )


WAYS: dict[before_after.Direction, str] = {"improved": "better", "declined": "worse"}
"""What a new grade was to the one before."""

DOTS = (
    "Each dot is one authority; dots stand side by side where their figures are alike, and a white one is one return of "
    "two authorities. The solid line is the median, the dotted line the mean, and the pale field the middle half."
)

YEARS = (
    "A white dot is the median of fewer than ten authorities; a year in which fewer than five held the grade is left "
    "out of its line. The grades are those held on the day on which each period ends."
)


def by_grade_short(measure: Measure, judgement: Judgement, as_at: dt.date) -> str:
    """What the dots are, in a sentence that stands under them."""
    return (
        f"{NAMES[judgement]} held on {long_date(as_at)} by Ofsted’s rule; n, median and mean of each grade stand below "
        "its dots. Facts side by side: this cannot show what led to what."
    )


def day_of(measure: Measure) -> str:
    """The day of the year on which a measure's grades are taken: on 30 September of each year."""
    return _day(measure)


def year_name(year: int) -> str:
    """A year around an inspection as a table has it: 2 before, 1 after."""
    return f"{abs(year)} {'before' if year < 0 else 'after'}"


CHILDREN = (
    "The solid line is the share of children who live in authorities that are good or outstanding, the dashed line the "
    "share of such authorities. A large authority weighs more among children than a small one. The dotted line is the "
    "date that is chosen above."
)


def share(row: Mapping[Any, Any], of: str) -> str:
    """A share of `children.behind_grades` as a table has it: 74%; nothing where nobody is counted."""
    found = row[f"percent_{of}"]
    return f"{found:.0f}%" if pd.notna(found) else ""


def in_short(frame: pd.DataFrame, code: str, measure: Measure) -> tuple[str, ...]:
    """The last figure of an authority and how it stands to England's, for a drawing with little room."""
    own = latest(frame, code)
    if own is None:
        return ("no figure",)
    when_ = f"{bare(measure, own['value'])} in {own['period_end'].year}" + (" (joint return)" if is_joint(own) else "")
    if not is_rate(measure) or pd.isna(own["england"]):
        return (when_,)
    apart = beside(measure, own["value"], own["england"]).replace("percentage ", "")
    return when_, f"{apart} England’s"


def around_title(name: str, code: str, frames: Mapping[Measure, pd.DataFrame]) -> str:
    """The title of the lanes: in which measures the last figure lies above England's, and in which below."""
    groups: dict[str, list[str]] = {"above": [], "below": [], "the same as": []}
    for measure, frame in frames.items():
        own = latest(frame, code)
        if own is None or not is_rate(measure) or pd.isna(own["england"]):
            continue
        groups[beside(measure, own["value"], own["england"]).rsplit(" ", 1)[-1].replace("as", "the same as")].append(
            measure.label.lower()
        )
    parts = [
        f"{'equal to' if way == 'the same as' else way} England’s in {series(labels)}"
        for way, labels in groups.items()
        if labels
    ]
    return f"{name}: latest figures {', '.join(parts)}" if parts else f"{name}: no figure to set beside England’s"


def around_briefly(code: str, frames: Mapping[Measure, pd.DataFrame]) -> str:
    """The last figures in one sentence, each with its year and England's."""
    parts = []
    for measure, frame in frames.items():
        own = latest(frame, code)
        if own is None:
            continue
        england = f", England {bare(measure, own['england'])}" if pd.notna(own["england"]) else ""
        parts.append(f"{measure.label.lower()} {bare(measure, own['value'])} ({own['period_end'].year}{england})")
    return f"Latest figures: {'; '.join(parts)}." if parts else "No figure of its own is published."


LANES = (
    "The dark line with dots is the authority’s own figure, the grey line England’s, and the grey band the middle half of "
    "its ten statistical neighbours; a dashed line is that of a body before it. A white dot is one return of two "
    "authorities; × stands where there is no figure, and a line is not drawn across it. The colours behind are those of the "
    "overall grade, by the date that the timeline runs on."
)

SIDE_BY_SIDE = "Facts side by side: one does not explain the other."
AROUND_CAPTION = "On the axis of the timeline above. Facts side by side: one does not explain the other."


def dots_aloud(title: str) -> str:
    """The dots by grade in words, for those who do not see them."""
    return f"Dots of authorities in four columns, one for each grade. {title}."


def years_aloud(title: str) -> str:
    """The lines through the years in words, for those who do not see them."""
    return f"A line for each grade through the years. {title}."


def years_caption(measure: Measure, judgement: Judgement) -> str:
    """What the lines through the years count."""
    return (
        f"{NAMES[judgement]}: the median of the authorities that held each grade {day_of(measure)}, so that they are not the "
        "same in every year."
    )


def new_grade(way: before_after.Direction) -> str:
    """The panel of the inspections that changed the grade."""
    return f"The new grade was {WAYS[way]}"


def around_aloud(title: str, years: int) -> str:
    """The years around inspections in words, for those who do not see them."""
    return f"Two panels of lines and bands, {years} years before and after inspections. {title}."


def around_caption(judgement: Judgement) -> str:
    """What the years around inspections show."""
    return f"{NAMES[judgement]}; median and middle half, n a year."


def definition(measure: Measure) -> str:
    """What a measure counts, and of which year where it is of a whole one."""
    whole_year = measure.period.startswith("the year")
    return f"{measure.definition} The figure is of {measure.period}." if whole_year else measure.definition
