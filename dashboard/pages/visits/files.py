"""The pages of visits as files: what each counts, a row for each authority, spell, visit, report or point."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dashboard.pages.visits import focused as focused_page
from dashboard.pages.visits import improve, joint, timeliness
from dashboard.pages.visits.facts import Facts
from dashboard.pages.visits.frame import File, View
from dashboard.statistics import improving, visits

WINDOW = {"earliest": "window_earliest", "latest": "window_latest", "n": "window_gaps"}


def now(facts: Facts, view: View) -> pd.DataFrame:
    """Who is inadequate overall, the longest first."""
    found = facts.within(facts.on(view.date).inadequate, view.region, "code")
    events = facts.tables[1].set_index("inspection_id")
    visit = events.reindex(found["latest_visit"])
    said = [";".join(facts.judged.get(one, ())) for one in found["latest_full"]]
    return _placed(facts, found, "code").assign(
        inadequate_since=found["began"],
        days=found["days"],
        latest_full_inspection=found["latest_full"],
        latest_full_published=list(events["publication_date"].reindex(found["latest_full"])),
        inadequate_for=said,
        latest_full_report=list(events["report_url"].reindex(found["latest_full"])),
        monitoring_visits=found["monitoring"],
        focused_visits=found["focused"],
        latest_visit=found["latest_visit"],
        latest_visit_start=list(visit["start_date"]),
        latest_visit_precision=list(visit["date_precision"]),
        latest_visit_theme=list(visit["theme"]),
        latest_visit_report=list(visit["report_url"]),
        **{name: found[column] for column, name in WINDOW.items()},
    )


def spells(facts: Facts, view: View) -> pd.DataFrame:
    """Every spell of inadequacy that had begun, newest first."""
    found = facts.within(facts.on(view.date).history, view.region, "code")
    columns = {"n": "monitoring_visits", "missing_n": "numbers_without_a_record", "undated": "undated"}
    return _placed(facts, found, "code").assign(
        began=found["began"],
        ended=found["ended"],
        ended_by=found["ended_by"],
        next_grade=found["next_grade"],
        days=found["days"],
        **{name: found[column] for column, name in columns.items()},
        how_far_known=found["state"].map(visits.STATES),
    )


def waits(facts: Facts, view: View) -> pd.DataFrame:
    """The waits that are known, the longest first, and then those that are not, without a rank."""
    found = pd.concat(
        [facts.within(frame, view.region, "code") for frame in facts.on(view.date).waits], ignore_index=True
    )
    return _placed(facts, found, "code").assign(
        last_inspection=found["inspection_id"],
        counted_from=found["counted_from"],
        since=found["since"],
        days=found["days"],
        rank=found["rank"],
        of=found["of"],
        record_ends=found["record_end"],
        overall_grade=found["grade"],
        **{name: found[column] for column, name in WINDOW.items()},
    )


def focused(facts: Facts, view: View) -> pd.DataFrame:
    """Each focused visit, oldest first."""
    found = focused_page.selected(facts, view.region, view.since, view.until)
    own = ["start_date", "end_date", "date_precision", "publication_date", "theme", "grade_held"]
    return _events(facts, found, [*own, "priority_action_areas", "improvement_areas"])


def reports(facts: Facts, view: View) -> pd.DataFrame:
    """Each report whose days are known, in the order of the first day."""
    found, _ = timeliness.selected(facts, view.kind, view.region, view.since, view.until)
    ordered = found.sort_values(["start_date", "inspection_id"], kind="stable")
    return _events(facts, ordered, ["event_type", "start_date", "publication_date", "days"])


def together(facts: Facts, view: View) -> pd.DataFrame:
    """Each joint inspection and each area SEND inspection, oldest first."""
    found = pd.concat(
        [joint.selected(facts, one, view.region, view.since, view.until) for one in (facts.joint, facts.send)]
    )
    ordered = found.sort_values(["day", "inspection_id"], kind="stable")
    return _events(
        facts, ordered, ["event_type", "start_date", "end_date", "publication_date", "theme", "outcome", "grade_held"]
    )


def points(facts: Facts, view: View) -> pd.DataFrame:
    """Each element that a point names, with its report, oldest first."""
    found = improve.selected(facts, view.region, view.since, view.until, view.grade)
    named = improving.points_of(found, facts.improvements)
    named = named[named["element"] == view.element] if view.element != improve.ALL else named
    ordered = named.sort_values(["publication_date", "inspection_id", "point"], kind="stable")
    return _events(facts, ordered, ["event_type", "publication_date", "grade", "points", "point", "element"])


def _placed(facts: Facts, found: pd.DataFrame, column: str) -> pd.DataFrame:
    """Who each row is about."""
    codes = found[column]
    names = codes.map({code: name for code, (name, _) in facts.names.items()})
    return pd.DataFrame({"code": codes, "name": names, "region": codes.map(facts.region_of)}, index=found.index)


def _events(facts: Facts, found: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Events with the columns asked for, between whose they are and where their report is."""
    placed = _placed(facts, found, "authority_code")
    placed.insert(0, "inspection_id", found["inspection_id"])
    return pd.concat([placed, found[[*columns, "report_url"]]], axis="columns")


FILES: Mapping[str, Mapping[str, tuple[str, File]]] = {
    "visits": {"inadequate": ("Who is inadequate", now), "spells": ("Every spell of inadequacy", spells)},
    "visits_waiting": {"waiting": ("These waits", waits)},
    "visits_focused": {"focused": ("These visits", focused)},
    "visits_timeliness": {"timeliness": ("These reports", reports)},
    "visits_joint": {"joint": ("These inspections", together)},
    "improve": {"improve": ("These points", points)},
}
"""By the key of a page: the name of each of its files, what it holds in words, and what makes it."""
