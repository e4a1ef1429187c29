"""Visits that give no grade, beside the grade that was held when they were made."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pandas as pd

from dashboard.statistics.graded import GRADES, NO_GRADE, held_at
from loaders import Deciding, EventType

COVID_FROM, COVID_TO = dt.date(2020, 9, 1), dt.date(2021, 5, 31)
"""Visits of these days were assurance visits of the pandemic, on site and remote, by Ofsted's letters."""

STATES = {
    "listed": "official lists cover the whole spell",
    "no gap known": "no number is missing, but no official list covers the whole spell",
    "gaps": "some visits are known to be missing",
    "none": "none was made: official lists cover the whole spell",
    "not known": "none is listed, but no official list covers the whole spell",
}
"""How far the monitoring visits of a spell are known. The first visit's letter is often not published."""

Visit = tuple[bool, int | None]
"""Whether a monitoring visit has a date, and its number where that is known."""

NO_THEME = "Theme not known"


def focused_visits(inspections: pd.DataFrame, deciding: Deciding) -> pd.DataFrame:
    """Every focused visit, of closed authorities too, with the grade in force and whether it was a Covid visit.

    `deciding` is that of overall effectiveness. Columns of inspections with grade_held (as of `held_at`) and `is_covid`,
    oldest first.
    """
    events = _of_kind(inspections, EventType.FOCUSED_VISIT)
    events = events.assign(
        grade_held=held_at(events, deciding),
        is_covid=events["start_date"].between(pd.Timestamp(COVID_FROM), pd.Timestamp(COVID_TO)),
        theme=events["theme"].fillna(NO_THEME),
    )
    return events.sort_values("start_date", kind="stable", ignore_index=True)


def by_theme_and_grade(visits: pd.DataFrame) -> pd.DataFrame:
    """Visits counted by theme and by the grade held then: theme, each grade, `NO_GRADE`, total, most frequent first.

    `visits` as from `focused_visits`, or any frame with theme and grade_held. A visit of several themes is one row
    of its own words.
    """
    columns = [*GRADES, NO_GRADE]
    held = visits["grade_held"].where(visits["grade_held"].isin(GRADES), NO_GRADE)
    table = pd.crosstab(visits["theme"], held).reindex(columns=columns, fill_value=0)
    table["total"] = table.sum(axis="columns")
    table.columns.name = None
    table = table.reset_index().sort_values(["total", "theme"], ascending=[False, True], kind="stable")
    return table.reset_index(drop=True)


def joint_inspections(inspections: pd.DataFrame, deciding: Deciding) -> pd.DataFrame:
    """Every joint targeted area inspection with its theme and the grade held; columns as of `focused_visits` and `day`.

    `day` is the first day on site, or the day of publication where a source gives that alone; the grade is that of `day`.
    """
    events = _of_kind(inspections, EventType.JTAI)
    events = events.assign(
        day=events["start_date"].fillna(events["publication_date"]), theme=events["theme"].fillna(NO_THEME)
    )
    events = events.assign(grade_held=held_at(events, deciding, on="day"))
    return events.sort_values("day", kind="stable", ignore_index=True)


def joint_themes(joint: pd.DataFrame) -> pd.DataFrame:
    """The themes of joint inspections: theme, n, first and last day, in the order in which they began."""
    groups = joint.groupby("theme")["day"]
    frame = groups.agg(n="size", first="min", last="max").reset_index()
    return frame.sort_values(["first", "theme"], kind="stable", ignore_index=True)


OUTCOMES = {"typically positive": 0, "inconsistent": 1, "widespread and/or systemic failings": 2}
"""The order of the outcomes since 2023; those of 2016 to 2022 and those not known follow."""


def area_send_inspections(inspections: pd.DataFrame, deciding: Deciding) -> pd.DataFrame:
    """Every area SEND inspection with its outcome and the overall grade held then, oldest first.

    The outcomes are those of two arrangements, of 2016 to 2022 and since 2023; one that is not known says so.
    Columns as of `joint_inspections`.
    """
    events = _of_kind(inspections, EventType.AREA_SEND)
    events = events.assign(
        day=events["start_date"].fillna(events["publication_date"]),
        outcome=events["outcome"].fillna("Outcome not known"),
    )
    events = events.assign(grade_held=held_at(events, deciding, on="day"))
    return events.sort_values("day", kind="stable", ignore_index=True)


def by_outcome_and_grade(events: pd.DataFrame) -> pd.DataFrame:
    """Area SEND inspections counted by outcome and by the grade held, the best of the present outcomes first.

    `events` as from `area_send_inspections`. Columns: outcome, each grade, `NO_GRADE`, total.
    """
    frame = by_theme_and_grade(events.assign(theme=events["outcome"])).rename(columns={"theme": "outcome"})
    order = frame["outcome"].map(OUTCOMES).fillna(len(OUTCOMES))
    return frame.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def by_theme_and_year(visits: pd.DataFrame) -> pd.DataFrame:
    """Visits counted by theme and by the year in which they began: theme, a column a year, total; most frequent first.

    `visits` as from `focused_visits`. Years run from the first to the last, those without a visit too.
    """
    year = visits["start_date"].dt.year
    years = range(int(year.min()), int(year.max()) + 1) if len(visits) else range(0)
    table = pd.crosstab(visits["theme"], year).reindex(columns=list(years), fill_value=0)
    table.columns.name = None
    table["total"] = table.sum(axis="columns")
    table = table.reset_index().sort_values(["total", "theme"], ascending=[False, True], kind="stable")
    return table.reset_index(drop=True)


def monitoring(inspections: pd.DataFrame, spells: pd.DataFrame, *, listed: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """The monitoring visits of each spell of inadequacy, with what is known to be missing.

    `spells` as from `survival.spells`; `listed` are the first and last day that official lists of visits cover. A visit
    belongs to the spell during which it was made (or, without a date, to the only one it can be). Columns: code,
    name, began, ended, days; n (visits listed), numbers (those known, as "2, 3, 5"), missing (in words, which
    numbers up to the highest known no visit can carry), missing_n, undated (visits without a date), and state,
    a key of `STATES`.
    """
    visits = monitoring_visits(inspections, spells)
    own: dict[int, list[Visit]] = defaultdict(list)
    for spell, date, number in zip(visits["spell"], visits["date"], visits["visit_number"], strict=True):
        own[spell].append((pd.notna(date), None if pd.isna(number) else int(number)))
    rows = [_summary(own[place]) for place in spells.index]
    frame = pd.concat(
        [
            spells[["code", "name", "began", "ended", "days"]],
            pd.DataFrame(rows, index=spells.index, columns=["n", "numbers", "missing", "missing_n", "undated"]),
        ],
        axis="columns",
    )
    end = frame["began"] + pd.to_timedelta(frame["days"], unit="D")
    first, last = map(pd.Timestamp, listed)
    covered = (frame["began"] >= first) & (end <= last)
    state = pd.Series("no gap known", index=frame.index).mask(covered, "listed").mask(frame["missing_n"] > 0, "gaps")
    frame["state"] = state.mask(frame["n"] == 0, "not known").mask((frame["n"] == 0) & covered, "none")
    return frame.reset_index(drop=True)


def monitoring_visits(inspections: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """The monitoring visits of `spells`, each with the index of its spell and `date`, in order of date.

    Columns of inspections with spell and date (the publication where the first day is not known; missing where both
    are). Visits that fall in no spell are those of `outside_spells`.
    """
    visits = _of_kind(inspections, EventType.MONITORING_VISIT)
    visits = visits.assign(date=visits["start_date"].fillna(visits["publication_date"]))
    visits = visits.assign(spell=_spell_of(visits, spells)).sort_values("date", kind="stable", na_position="last")
    return visits[visits["spell"].notna()].reset_index(drop=True)


def outside_spells(inspections: pd.DataFrame, spells: pd.DataFrame) -> pd.DataFrame:
    """Monitoring visits that fall in no spell of `spells`; columns of inspections."""
    visits = _of_kind(inspections, EventType.MONITORING_VISIT)
    visits = visits.assign(date=visits["start_date"].fillna(visits["publication_date"]))
    return visits.loc[_spell_of(visits, spells).isna(), list(inspections.columns)].reset_index(drop=True)


def _of_kind(inspections: pd.DataFrame, kind: EventType) -> pd.DataFrame:
    return inspections[inspections["event_type"] == kind.value]


def _spell_of(visits: pd.DataFrame, spells: pd.DataFrame) -> pd.Series:
    """The index in `spells` of the spell in which each visit was made; missing where there is none.

    A visit soon after the judgement can be known by its month alone, so a spell begins with its month here.
    """
    spans = spells[["code", "began", "ended"]].assign(spell=spells.index)
    pairs = visits[["authority_code", "date"]].assign(visit=visits.index)
    pairs = pairs.merge(spans, left_on="authority_code", right_on="code")
    began = pairs["began"].dt.to_period("M").dt.start_time
    within = (began <= pairs["date"]) & (pairs["ended"].isna() | (pairs["ended"] >= pairs["date"]))
    alone = pairs["date"].isna() & ~pairs.duplicated("visit", keep=False)
    found = pairs[within | alone].drop_duplicates("visit", keep="last").set_index("visit")
    return pd.Series(found["spell"].reindex(visits.index), dtype="Int64")


def _summary(visits: list[Visit]) -> tuple[int, str, str, int, int]:
    """n, numbers, missing in words, how many are missing, and undated, of the visits of one spell in order of date.

    A visit without a number fills a place between the numbered ones around it. Numbers begin again where the
    authority was judged inadequate again: what is missing from one count and the next stands on either side of a ";".
    """
    numbers: list[str] = []
    words: list[list[str]] = [[]]
    before = loose = missing = 0
    for is_dated, number in visits:
        if number is None:
            loose += is_dated
            continue
        if number <= before:
            words.append([])
        first = before + 1 if number > before else 1
        gap = max(0, number - first - loose)
        if gap and loose:
            words[-1].append(f"{gap} of {first} to {number - 1}")
        elif gap:
            words[-1] += [str(one) for one in range(first, number)]
        numbers.append(str(number))
        missing += gap
        before, loose = number, 0
    undated = sum(not is_dated for is_dated, _ in visits)
    said = ";".join(", ".join(count) for count in words) if missing else ""
    return len(visits), ", ".join(numbers), said, missing, undated
