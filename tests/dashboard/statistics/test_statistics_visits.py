from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd

from dashboard.statistics import coverage, lag, survival, visits
from dashboard.statistics.graded import NO_GRADE, NOT_GIVEN, held_at
from dashboard.text.coverage import caution, missing, why_not_complete
from loaders import Dataset, Kind, deciding_of, load_dataset
from loaders.paths import DATA
from tests.dashboard.statistics.small_frames import authorities, events, history

FULL, JUDGEMENTS = history(
    """
    A   SIF   2016-01-10 2016-04-05 I
    A   ILACS 2018-11-10 2018-12-10 RI
    OLD ILACS 2018-01-10 2018-03-01 G
    B   ILACS 2022-04-10 2022-06-01 I
    B   ILACS 2024-04-10 2024-06-01 G
    C   ILACS 2022-04-10 2022-06-01 I
    C   ILACS 2024-04-10 2024-06-01 G
    """
)
BODIES = authorities("A", "B", "C", ("OLD", None, "2019-04-01"))
DECIDING = deciding_of(BODIES, FULL, JUDGEMENTS)


def visit(code: str, start: str | None, kind: str = "focused visit", **other: object) -> dict[str, object]:
    return {"inspection_id": f"v{code}{start}{other}", "authority_code": code, "framework": "ILACS", "event_type": kind,
            "start_date": start, "source": "ofsted-reports"} | other  # fmt: skip


def together(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.concat([FULL, events(*rows)], ignore_index=True)


def test_focused_visits_beside_the_grade_then_in_force() -> None:
    tables = together(
        visit("A", "2018-12-10", theme="Front door"),
        visit("A", "2018-12-11", theme="Front door"),
        visit("OLD", "2018-06-01", theme="Care leavers"),
        visit("B", "2020-10-13"),
        visit("B", "2021-06-01", theme="Front door"),
    )
    frame = visits.focused_visits(tables, DECIDING)
    assert frame["grade_held"].tolist() == ["Good", "Inadequate", "Requires improvement", NO_GRADE, NO_GRADE]
    assert frame["is_covid"].tolist() == [False, False, False, True, False]
    table = visits.by_theme_and_grade(frame).set_index("theme")
    assert table.index.tolist() == ["Front door", "Care leavers", "Theme not known"]
    assert table.loc["Front door"].tolist() == [0, 0, 1, 1, 1, 3]
    assert table["total"].sum() == len(frame)


def test_an_event_without_a_date_has_no_grade_held() -> None:
    tables = together(visit("A", None))
    held = held_at(tables, DECIDING)
    assert pd.isna(held.iloc[-1])
    assert held.index.equals(tables.index)


def test_after_an_inspection_without_an_overall_grade_the_older_one_no_longer_stands() -> None:
    full, judgements = history(
        """
        A ILACS 2022-04-10 2022-06-01 G
        A ILACS 2026-04-20 2026-06-10 -
        """
    )
    made = [visit("A", "2026-06-10"), visit("A", "2026-06-11", theme="Front door"),
            visit("A", "2026-07-01", "area SEND inspection", framework="Area SEND", outcome="Inconsistent"),
            visit("A", "2026-07-02", "joint targeted area inspection", framework="JTAI")]  # fmt: skip
    tables, deciding = pd.concat([full, events(*made)], ignore_index=True), deciding_of(BODIES, full, judgements)
    focused = visits.focused_visits(tables, deciding)
    assert focused["grade_held"].tolist() == ["Good", NOT_GIVEN], "it was in force until the report came out"
    assert visits.by_theme_and_grade(focused).set_index("theme").loc["Front door", [NO_GRADE, "total"]].tolist() == [
        1,
        1,
    ]
    assert visits.area_send_inspections(tables, deciding)["grade_held"].tolist() == [NOT_GIVEN]
    assert visits.joint_inspections(tables, deciding)["grade_held"].tolist() == [NOT_GIVEN]


def monitoring(*rows: dict[str, object], listed_to: str = "2025-03-31") -> pd.DataFrame:
    tables = together(*rows)
    spells = survival.spells(deciding_of(BODIES, tables, JUDGEMENTS), as_at=dt.date(2025, 6, 30))
    frame = visits.monitoring(tables, spells, listed=(dt.date(2022, 4, 1), dt.date.fromisoformat(listed_to)))
    assert frame["n"].sum() + len(visits.outside_spells(tables, spells)) == len(rows)
    return frame.set_index("code")


MONITORING = "monitoring visit"


def test_gaps_are_told_apart_from_none() -> None:
    frame = monitoring(
        visit("A", "2016-10-01", MONITORING, visit_number=2, date_precision="month"),
        visit("A", "2017-05-01", MONITORING, visit_number=5),
        visit("A", "2017-03-01", MONITORING),
        visit("A", None, MONITORING, visit_number=7),
        visit("B", "2022-10-01", MONITORING),
        visit("A", "2019-10-01", MONITORING),
    )
    a = frame.loc["A"]
    assert (a["n"], a["numbers"], a["missing"], a["missing_n"], a["undated"]) == (
        4,
        "2, 5, 7",
        "1, 1 of 3 to 4, 6",
        3,
        1,
    )
    assert frame["state"].to_dict() == {"A": "gaps", "B": "listed", "C": "none"}
    assert set(frame["state"]) <= set(visits.STATES)


def test_none_listed_is_not_none_made_where_no_list_covers_the_time() -> None:
    frame = monitoring(listed_to="2024-03-31")
    assert frame["state"].to_dict() == {"A": "not known", "B": "not known", "C": "not known"}


def test_a_visit_in_the_month_of_the_judgement_belongs_to_the_spell() -> None:
    frame = monitoring(visit("A", "2016-04-01", MONITORING, visit_number=1, date_precision="month"))
    assert frame.loc["A", ["n", "state"]].tolist() == [1, "no gap known"]


def test_numbers_begin_again_after_another_inadequate_judgement() -> None:
    frame = monitoring(*[
        visit("A", f"2017-0{month}-01", MONITORING, visit_number=number)
        for month, number in [(1, 1), (2, 2), (5, 1), (6, 3)]
    ])  # fmt: skip
    assert frame.loc["A", ["numbers", "missing", "missing_n"]].tolist() == ["1, 2, 1, 3", ";2", 1]


def test_joint_inspections_and_area_send() -> None:
    tables = together(
        visit("A", "2017-02-01", "joint targeted area inspection", framework="JTAI", theme="Domestic abuse"),
        visit("B", "2016-02-01", "joint targeted area inspection", framework="JTAI", theme="Exploitation"),
        visit("B", "2018-02-01", "joint targeted area inspection", framework="JTAI", theme="Domestic abuse"),
        visit("A", "2023-02-01", "area SEND inspection", framework="Area SEND", outcome="Inconsistent"),
        visit("B", "2023-02-01", "area SEND inspection", framework="Area SEND"),
    )
    joint = visits.joint_inspections(tables, DECIDING)
    assert joint["grade_held"].tolist() == [NO_GRADE, "Inadequate", NO_GRADE]
    themes = visits.joint_themes(joint)
    assert themes[["theme", "n"]].to_numpy().tolist() == [["Exploitation", 1], ["Domestic abuse", 2]]
    send = visits.by_outcome_and_grade(visits.area_send_inspections(tables, DECIDING)).set_index("outcome")
    assert send.loc["Inconsistent", "Requires improvement"] == 1
    assert send.loc["Outcome not known", "Inadequate"] == 1


def test_lag_by_year() -> None:
    full, _ = history(
        """
        A ILACS 2018-01-10 2018-02-10 G
        B ILACS 2018-06-10 2018-08-09 G
        C SIF   -          2018-01-20 G
        D ILACS 2020-01-10 2020-01-20 G
        """
    )
    full.loc[3, "date_precision"] = "month"
    frame = lag.by_year(full).set_index("year")
    assert frame.loc[2018].tolist() == [2, 31, 45.5, 60, 1]
    assert frame.loc[2020, ["n", "unknown"]].tolist() == [0, 1]
    assert frame["median"].isna()[2020]


def known(**windows: tuple[str, str]) -> coverage.Known:
    """Kinds by their names in the vocabulary, with the first and last day of each."""
    found = {
        Kind[name]: (dt.date.fromisoformat(begin), dt.date.fromisoformat(end)) for name, (begin, end) in windows.items()
    }
    return coverage.Known(found, dict.fromkeys(found, "made"), frozenset({"A"}), frozenset({"A", "B"}))


LISTS = known(FOCUSED_VISIT=("2022-04-01", "2025-03-31"), MONITORING_VISIT=("2022-04-01", "2025-03-31"))


def test_coverage_shows_every_year_and_says_where_it_is_not_complete() -> None:
    tables = together(
        visit("A", "2019-02-01", theme="Front door"),
        visit("A", "2023-02-01", source="ofsted-2025"),
        visit("A", "2024-05-01", source="ofsted-2025"),
        visit("A", "2016-10-01", MONITORING, source="press"),
        visit("A", None, MONITORING, source="press"),
    )
    assert coverage.listed_to(tables) == dt.date(2025, 3, 31)
    frame = coverage.by_year(tables, LISTS)
    assert frame["n"].sum() == len(tables)
    focused = frame[frame["kind"] == "focused visit"].set_index("year")
    assert focused["n"].to_dict() == {2018: 0, 2019: 1, 2020: 0, 2021: 0, 2022: 0, 2023: 1, 2024: 1}
    assert focused["is_complete"].to_dict() == {year: year in (2023, 2024) for year in focused.index}
    monitored = frame[frame["kind"] == MONITORING]
    assert monitored["year"].isna().sum() == 1
    assert why_not_complete("monitoring visit", 2016, LISTS) == (
        "Known in full from 1 April 2022 to 31 March 2025 (made)."
    )


def test_coverage_without_any_row_or_event() -> None:
    tables = together(visit("A", "2023-02-01"))
    assert not coverage.by_year(tables, known()).set_index("kind").loc["focused visit", "is_complete"].any()
    assert coverage.by_year(tables.iloc[:0], LISTS).empty
    assert missing(known(), Kind.FOCUSED_VISIT, dt.date(2019, 1, 1)) == "focused visits at no time"


def test_where_nothing_is_missing_nothing_is_said() -> None:
    found = known(FULL=("2013-11-01", "2025-03-31"), FOCUSED_VISIT=("2018-01-01", "2025-03-31"))
    for kind in (Kind.FULL, Kind.FOCUSED_VISIT):
        assert missing(found, kind, dt.date(2025, 3, 31)) == ""
    assert missing(found, Kind.FOCUSED_VISIT, dt.date(2025, 4, 1)) == "focused visits to 31 March 2025"
    assert missing(found, Kind.FULL, dt.date(2025, 4, 1)) == (
        "full inspections to 31 March 2025, and later ones only of the 1 of 2 authorities whose reports were read"
    )


def test_a_count_of_monitoring_visits_never_looks_complete() -> None:
    said = "monitoring visits only from 1 April 2022 to 31 March 2025"
    for until in (dt.date(2023, 1, 1), dt.date(2026, 1, 1)):
        assert missing(LISTS, Kind.MONITORING_VISIT, until) == said


def test_the_bundled_record_is_complete_for_full_inspections(dataset: Dataset) -> None:
    assert dataset.reach == dt.date(2026, 8, 22)
    assert caution(dataset, dataset.reach) == ""
    assert coverage.record_ends(dataset) == {}
    assert caution(dataset, dataset.reach, Kind.FULL, Kind.FOCUSED_VISIT) == (
        "Known in full: focused visits to 3 February 2026."
    )


def test_after_a_partial_refresh_the_others_end_where_all_were_known(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    documents = (copy / "documents.csv").read_text(encoding="utf-8")
    row = next(line for line in documents.splitlines() if ",E08000027," in line and "2023-01-13" in line)
    (copy / "documents.csv").write_text(f"{documents}{row.replace('2023-01-13', '2026-12-01')}\n", encoding="utf-8")
    events = (copy / "inspections.csv").read_text(encoding="utf-8")
    newest = next(line for line in events.splitlines() if line.startswith("dudley-") and ",2023-01-13," in line)
    later = newest.replace("2023-01-13", "2026-12-01").replace("2022-", "2026-").replace(",ILACS,", ",ILACS,")
    (copy / "inspections.csv").write_text(f"{events}{later}\n", encoding="utf-8")
    part = load_dataset(copy)
    assert part.reach == dt.date(2026, 12, 1)
    ends = coverage.record_ends(part)
    assert "E08000027" not in ends
    assert set(ends.values()) == {dt.date(2026, 8, 22)}
    assert caution(part, part.reach) == (
        "Known in full: full inspections to 22 August 2026, and later ones only of the 1 of 153 authorities whose "
        "reports were read."
    )
