"""The page of measures by grade: its tables and its file against the dataset, its controls, and odd addresses."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient

from dashboard.pages.by_grade.page import FIRST
from loaders import Dataset
from tests.dashboard.pages.said import by_id, chart, components, rows, words


def figures(dataset: Dataset, measure: str, day: str) -> dict[str, float]:
    context = dataset.context()
    mine = context[(context["measure"] == measure) & (context["period_end"] == pd.Timestamp(day))]
    return dict(mine.dropna(subset=["value"])[["authority_code", "value"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("query", "measure", "period", "date", "judgement"),
    [
        ("", FIRST, "2025-09-30", "2025-09-30", "overall_effectiveness"),
        ("?year=2020&as_at=2021-09-20", FIRST, "2020-09-30", "2021-09-20", "overall_effectiveness"),
        ("?measure=re_referrals&judgement=care_leavers", "re_referrals", "2025-03-31", "2025-03-31", "care_leavers"),
    ],
)
def test_the_table_names_every_authority_with_its_grade_and_its_figure(
    page_at: Any, dataset: Dataset, query: str, measure: str, period: str, date: str, judgement: str
) -> None:
    content, title = page_at("/by-grade", query)
    assert title.startswith("By grade")
    held = dataset.as_at(dt.date.fromisoformat(date), None, judgement).set_index("name")
    known = figures(dataset, measure, period)
    shown = rows(chart(content, "by-grade-dots"))
    assert sorted(name for name, *_ in shown) == sorted(held.index)
    for name, grade, figure, note in shown:
        code, judged = held["code"][name], held["grade"][name]
        assert grade.endswith("No grade" if pd.isna(judged) else judged)
        assert figure == (f"{known[code]:,.1f}%" if code in known else "")
        assert bool(note) >= (pd.isna(judged) or code not in known)
    grades = [grade for _, grade, figure, _ in shown if figure]
    best_first = ["OOutstanding", "GGood", "RIRequires improvement", "IInadequate", "No grade"]
    assert sorted(grades, key=best_first.index) == grades


def test_the_file_has_the_same_rows(client: FlaskClient, dataset: Dataset) -> None:
    answer = client.get("/download/by-grade.csv?measure=agency_social_workers&year=2020&as_at=20+September+2021")
    assert answer.status_code == 200 and answer.headers["ETag"]
    found = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    held = dataset.as_at(dt.date(2021, 9, 20))
    known = figures(dataset, "agency_social_workers", "2020-09-30")
    assert {row["code"] for row in found} == set(held["code"])
    for row in found:
        assert (float(row["value"]) if row["value"] else None) == known.get(row["code"])
        assert (row["period_end"], row["as_at"], row["judgement"]) == (
            "2020-09-30",
            "2021-09-20",
            "overall_effectiveness",
        )
    outstanding = [float(row["value"]) for row in found if row["grade"] == "Outstanding" and row["value"]]
    assert sum(outstanding) / len(outstanding) == pytest.approx(6.4, abs=0.05)


@pytest.mark.parametrize(
    "query", ["", "measure=nothing&year=2020", "measure=caseload&year=1066", "measure=caseload&year=2020&as_at=soon"]
)
def test_a_file_that_is_not_there(client: FlaskClient, query: str) -> None:
    assert client.get(f"/download/by-grade.csv?{query}").status_code == 404


@pytest.mark.parametrize(
    ("query", "ignored"),
    [
        ("?measure=nothing", "“measure”"),
        ("?measure=caseload&year=2012", "“year”"),
        ("?as_at=32+May+2020", "“as_at”"),
        ("?way=sideways", "“way”"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_said(page_at: Any, query: str, ignored: str) -> None:
    content, _ = page_at("/by-grade", query)
    said = (
        f"asks for a date ({ignored}) that cannot be read"
        if "as_at" in ignored
        else f"asks for a {ignored} that does not exist here"
    )
    assert said in words(content)


def test_the_years_offered_are_those_of_the_measure(page_at: Any, dataset: Dataset) -> None:
    context = dataset.context()
    for measure in ("caseload", "children_looked_after_rate"):
        content, _ = page_at("/by-grade", f"?measure={measure}")
        mine = context[(context["measure"] == measure) & context["value"].notna()]
        offered = [option["value"] for option in by_id(content, "by-grade-year")["props"]["options"]]
        assert offered == [str(year) for year in sorted(mine["period_end"].dt.year.unique(), reverse=True)]


def test_each_measures_meaning_is_on_the_page(page_at: Any, dataset: Dataset) -> None:
    for row in dataset.measures().to_dict("records"):
        if row["unit"] == "children":
            continue  # a number of children says how large a place is: it is not compared
        content, _ = page_at("/by-grade", f"?measure={row['measure']}")
        assert row["definition"] in words(content)
        links = [part["props"].get("href") for part in components(content) if part["type"] in ("Link", "A")]
        assert "/about#other-statistics" in links


def test_before_and_after_names_its_inspections(page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/by-grade", "?way=declined")
    figure = chart(content, "by-grade-around")
    listed = rows(figure)
    title = words(by_id(figure, "by-grade-around-title"))
    worse = [row for row in listed if row[2] in WORSE]
    assert f"around {len(worse)} inspections that gave a worse grade" in title
    assert f"around {len(listed) - len(worse)} that gave the same grade" in title
    assert {row[0] for row in listed} <= set(dataset.authorities()["name"])
    assert "This cannot show what an inspection did." in words(figure)


ORDER = ("Outstanding", "Good", "Requires improvement", "Inadequate")
WORSE = {f"{before}, then {after.lower()}" for place, before in enumerate(ORDER) for after in ORDER[place + 1 :]}
