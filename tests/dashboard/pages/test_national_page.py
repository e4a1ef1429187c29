"""The national page against the dataset, counted here by hand: on many dates, for every judgement, in both schemes."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dashboard.factory import create_app
from dashboard.judgements import OFFERED as JUDGEMENTS
from dashboard.statistics.counts import GRADES
from loaders import Dataset, Judgement, load_dataset
from loaders.paths import DATA
from tests.dashboard.asking import page_request
from tests.dashboard.pages.said import by_id, chart, components, rows, words

DATES = st.dates(dt.date(2014, 6, 30), dt.date(2026, 8, 18))
STATE: dict[str, Any] = {
    "max_examples": 12,
    "deadline": None,
    "phases": (Phase.explicit, Phase.generate),  # a page is too slow to ask for a smaller example
    "suppress_health_check": [HealthCheck.function_scoped_fixture],
}


@settings(**STATE)
@given(date=DATES, judgement=st.sampled_from([*JUDGEMENTS]), by=st.sampled_from(["region", "ofsted-region"]))
def test_the_bars_count_each_authority_once(
    page_at: Any, dataset: Dataset, date: dt.date, judgement: Judgement, by: str
) -> None:
    content, _ = page_at("/national", f"?as_at={date}&judgement={judgement}&by={by}")
    held = dataset.as_at(date, None, judgement)
    assert not held["code"].duplicated().any()
    scheme = by.replace("-", "_")
    shown = {area: [int(n) for n in numbers] for area, *numbers in rows(chart(content, "national-bars"))}
    assert set(shown) == {"England", *held[scheme]}
    for area, numbers in shown.items():
        mine = held if area == "England" else held[held[scheme] == area]
        graded = [int((mine["grade"] == grade).sum()) for grade in GRADES]
        assert numbers == [*graded, sum(graded), len(mine) - sum(graded)], area
    parts = zip(*(numbers for area, numbers in shown.items() if area != "England"), strict=True)
    assert [sum(part) for part in parts] == shown["England"]
    good, total = sum(shown["England"][:2]), shown["England"][4]
    title = words(by_id(content, "national-bars-title"))
    assert (f"{good} of {total} authorities" in title) if total else ("no authority held a grade" in title)


@settings(**STATE)
@given(since=DATES, date=DATES)
def test_the_bridge_leads_from_one_count_to_the_other(
    page_at: Any, dataset: Dataset, since: dt.date, date: dt.date
) -> None:
    since, date = sorted((since, date))
    content, _ = page_at("/national", f"?as_at={date}&since={since}&judgement=overall_effectiveness")
    lines = {
        grade: [int(n.replace(",", "")) for n in numbers] for grade, *numbers in rows(chart(content, "national-why"))
    }
    assert all(sum(numbers[:-1]) == numbers[-1] for numbers in lines.values())
    for place, day in ((0, since), (-1, date)):
        held = dataset.as_at(day)["grade"].value_counts()
        assert {grade: lines[grade][place] for grade in GRADES} == {grade: int(held.get(grade, 0)) for grade in GRADES}


@settings(**STATE)
@given(date=DATES, earlier=st.integers(-60, 200), later=st.integers(0, 400), judgement=st.sampled_from([*JUDGEMENTS]))
def test_a_later_cut_off_never_takes_an_inspection_away(
    dataset: Dataset, date: dt.date, earlier: int, later: int, judgement: Judgement
) -> None:
    first = date + dt.timedelta(days=earlier)
    one, other = (dataset.as_at(date, day, judgement) for day in (first, first + dt.timedelta(days=later)))
    both = one.merge(other, on="code", how="outer", suffixes=("", "_later"), validate="one_to_one")
    assert len(both) == len(one) == len(other)
    had = both["inspection_id"].notna()
    assert both.loc[had, "inspection_id_later"].notna().all()
    moved = both[had & (both["inspection_id"] != both["inspection_id_later"])]
    assert (moved["publication_date_later"] > moved["publication_date"]).all()


def figures() -> list[tuple[str, str, str]]:
    """Each date and judgement that Ofsted has printed a figure for."""
    frame = pd.read_csv(DATA / "published_figures.csv", dtype=str)
    return sorted(set(zip(frame["as_at"], frame["published_by"], frame["judgement"], strict=True)))


NAMES = {text.casefold(): judgement for judgement, text in JUDGEMENTS.items()}


@pytest.mark.parametrize(("date", "published_by", "judgement"), figures())
def test_every_figure_of_ofsteds_is_matched_or_warned_of(
    page_at: Any, dataset: Dataset, date: str, published_by: str, judgement: str
) -> None:
    known = NAMES.get(judgement.casefold())
    assert known, f"the page has no judgement {judgement!r}"
    content, _ = page_at("/national", f"?as_at={date}&published_by={published_by}&judgement={known}")
    said = words(content)
    printed = dataset.published_figures()
    mine = printed[
        (printed["as_at"] == date) & (printed["published_by"] == published_by) & (printed["judgement"] == judgement)
    ]
    assert said.count("Matches Ofsted’s published figure") == len(mine)
    assert "Differs from" not in said
    links = [part["props"]["href"] for part in components(content) if part["type"] == "A"]
    assert set(mine["source_url"]) <= set(links)


def test_a_figure_that_differs_is_a_visible_warning(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    table = copy / "published_figures.csv"
    frame = pd.read_csv(table, dtype=str)
    frame.loc[frame["as_at"] == "2024-03-31", "numerator"] = "7"
    frame.to_csv(table, index=False)
    client = create_app(load_dataset(copy)).server.test_client()
    answer = client.post("/_dash-update-component", json=page_request("/national", "?as_at=2024-03-31"))
    content = answer.get_json()["response"]["_pages_content"]["children"]
    warnings = [words(part) for part in components(content) if part["props"].get("className") == "warning"]
    assert any("Warning: Differs from Ofsted’s published figure: Ofsted has 7 of" in text for text in warnings)


def test_after_april_2026_the_four_judgements_lead(page_at: Any) -> None:
    def order(date: str) -> list[str]:
        content, _ = page_at("/national", f"?as_at={date}")
        return [part["props"]["id"] for part in components(content) if part["type"] == "Graph"][:2]

    assert order("2026-03-31") == ["national-bars", "national-judgements"]
    assert order("2026-04-30") == ["national-judgements", "national-bars"]
    content, _ = page_at("/national", "?as_at=2026-08-18&judgement=overall_effectiveness")
    assert "give no overall effectiveness grade" in words(content)
    assert "Not counted, not given since April 2026: 11 authorities." in words(content)


@pytest.mark.parametrize("name", ["as_at", "published_by", "judgement", "by", "since"])
@pytest.mark.parametrize("value", ["nonsense", "2024-02-30", "%00", "<b>"])
def test_an_odd_value_is_said_and_the_usual_view_is_shown(name: str, value: str, page_at: Any) -> None:
    content, title = page_at("/national", f"?{name}={value}")
    assert title.startswith("England")
    assert words(by_id(content, "national-bars-title"))
    is_date = name in ("as_at", "published_by", "since")
    assert ("cannot be read or lies outside the record" if is_date else "does not exist here") in words(content)
