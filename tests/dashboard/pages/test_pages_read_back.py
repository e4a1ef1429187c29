"""The drawings of pages, read back: each page hands its charts the numbers of the date and judgement that are asked for."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from loaders import Dataset, Judgement
from tests.dashboard.figures.read_back.bars import area_bars, bridge, counted, followed, moved
from tests.dashboard.figures.read_back.curves import at_risk, end_labels, lags
from tests.dashboard.figures.read_back.drawn import drawn
from tests.dashboard.figures.read_back.legend import GRADES
from tests.dashboard.pages.said import by_id, components, words
from tests.each_row import each_row

FIVE = ["overall_effectiveness", "leadership", "help_and_protection", "children_in_care", "care_leavers"]
LABELS = ["Impact of leaders", "Help and protection", "Children in care", "Care leavers", "Overall effectiveness"]
SINCE, DATE = dt.date(2022, 3, 31), dt.date(2025, 3, 31)
WIDTH = 1100
FULL = ["full inspection", "re-inspection", "standard inspection", "short inspection"]


def held(dataset: Dataset, day: dt.date, judgement: str) -> dict[str, str]:
    frame = dataset.as_at(day, None, Judgement(judgement))
    return {code: "" if pd.isna(grade) else grade for code, grade in zip(frame["code"], frame["grade"], strict=True)}


@pytest.mark.parametrize("judgement", FIVE)
def test_england_on_a_date(page_at: Any, dataset: Dataset, judgement: str) -> None:
    content, _ = page_at("/national", f"?as_at={DATE}&since={SINCE}&judgement={judgement}")

    def figure(name: str, width: int = WIDTH) -> Any:
        return drawn(by_id(content, name)["props"]["figure"], width)

    after, before = held(dataset, DATE, judgement), held(dataset, SINCE, judgement)
    frame = dataset.as_at(DATE, None, Judgement(judgement))
    back = area_bars(figure("national-bars"))
    for area in back["area"].unique():
        mine = frame if area == "England" else frame[frame["region"] == area]
        n = {grade: int((mine["grade"] == grade).sum()) for grade in GRADES}
        drawn_n = back[back["area"] == area].set_index("grade")
        for grade in (grade for grade in GRADES if n[grade]):
            assert drawn_n.at[grade, "percent"] == pytest.approx(100 * n[grade] / sum(n.values()), abs=0.02)
            assert drawn_n.at[grade, "total"] == sum(n.values())

    # The bridge is that of this judgement: its ends, and every reason between them.
    ends, moves = bridge(figure("national-why"))
    good = {"Outstanding", "Good"}
    assert list(ends["count"]) == [sum(grade in good for grade in one.values()) for one in (before, after)]
    up = [code for code, grade in after.items() if grade in good and before.get(code) in {*GRADES[2:]}]
    down = [code for code, grade in before.items() if grade in good and after.get(code) in {*GRADES[2:]}]
    said = dict(zip(moves["label"], moves["words"], strict=True))
    assert said.get("Inspected again, better", "+0") == f"+{len(up)}"
    assert said.get("Inspected again, worse", "−0") == f"−{len(down)}"
    steps = [int(text.replace("−", "-")) for text in moves["words"]]
    assert ends["count"].iloc[0] + sum(steps) == ends["count"].iloc[1]

    newest = held(dataset, dataset.reach, judgement)
    labels = end_labels(figure("national-time")).set_index("grade")["said"]
    total = sum(grade != "" for grade in newest.values())
    month_end = max(day.date() for day in pd.date_range("2020-01-31", dataset.reach, freq="ME"))
    last = Counter(held(dataset, month_end, judgement).values())
    total = sum(last[grade] for grade in GRADES)
    for grade in GRADES:
        assert abs(labels[grade] - 100 * last[grade] / total) <= 0.5

    # Which grade followed which, counted from the tables, two inspections in a row at a time.
    back = followed(figure("national-followed", 760))
    wanted = Counter(pairs(dataset, judgement))
    for row in each_row(back):
        pair = wanted[row.grade, row.next]
        assert row.total == sum(n for (first, _), n in wanted.items() if first == row.grade)
        assert int(row.words.split()[-1]) == pair if row.total else row.words == "–"


def pairs(dataset: Dataset, judgement: str) -> list[tuple[str, str]]:
    """Every two graded full inspections in a row of one authority, begun by the date and published by its cut-off."""
    inspections, judgements = dataset.inspections(), dataset.judgements()
    full = inspections[inspections["event_type"].isin(FULL) & inspections["framework"].isin(["SIF", "ILACS"])]
    mine = judgements[(judgements["judgement"] == judgement) & judgements["grade"].notna()]
    both = mine.merge(full, on="inspection_id")
    cut_off = pd.Timestamp(2025, 6, 30)
    begun = both["start_date"].isna() | (both["start_date"] <= pd.Timestamp(DATE))
    both = both[begun & (both["publication_date"] <= cut_off)]
    found = []
    for _, rows in both.sort_values(["publication_date"]).groupby("authority_code"):
        found += list(itertools.pairwise(rows["grade"]))
    return found


def test_the_first_page_and_england_count_every_judgement(page_at: Any, dataset: Dataset) -> None:
    for path, search, name, day in (
        ("/", "", "home-england", dataset.reach),
        ("/national", f"?as_at={DATE}", "national-judgements", DATE),
    ):
        content, _ = page_at(path, search)
        figure = by_id(content, name)["props"]["figure"]
        back = counted(drawn(figure, 800), ungraded="No grade")
        longest = back.groupby("label")["length"].sum().max()
        unit = longest / max(len(held(dataset, day, judgement)) for judgement in FIVE)
        names = dict(zip([*FIVE[1:], FIVE[0]], LABELS, strict=True))
        for judgement, label in names.items():
            mine = back[back["label"].str.startswith(label)]
            if not len(mine):
                continue
            n = Counter(held(dataset, day, judgement).values())
            wanted = [n[grade] for grade in [*GRADES, ""] if n[grade]]
            assert [round(length / unit) for length in mine["length"]] == wanted, (path, judgement)


def test_movement_counts_authorities_of_the_date(page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/national", f"?as_at={DATE}&judgement=leadership")
    back = moved(drawn(by_id(content, "national-moved")["props"]["figure"], WIDTH))
    before = back[back["label"].str.startswith("Against the inspection before")]
    now = held(dataset, DATE, "leadership")
    inspections, judgements = dataset.inspections(), dataset.judgements()
    counts: Counter[str] = Counter()
    for code in now:
        rows = inspections[(inspections["authority_code"] == code) & inspections["event_type"].isin(FULL)]
        both = rows.merge(judgements[judgements["judgement"] == "leadership"], on="inspection_id").dropna(
            subset="grade"
        )
        begun = both["start_date"].isna() | (both["start_date"] <= pd.Timestamp(DATE))
        both = both[begun & (both["publication_date"] <= pd.Timestamp(2025, 6, 30))].sort_values("publication_date")
        ranks = [GRADES.index(grade) for grade in both["grade"]]
        if len(ranks) > 1:
            better, worse = ranks[-1] < ranks[-2], ranks[-1] > ranks[-2]
            counts["improved" if better else "declined" if worse else "retained" if ranks[-1] < 2 else "same"] += 1
    total = sum(counts.values())
    assert before["label"].iloc[0].endswith(f"n = {total}")
    for row in each_row(before):
        assert row.percent == pytest.approx(100 * counts[row.movement] / total, abs=0.02), row.movement


def test_curve_of_leaving_inadequate_and_its_cases(page_at: Any) -> None:
    content, _ = page_at("/national", f"?as_at={DATE}")
    risk = at_risk(drawn(by_id(content, "national-left")["props"]["figure"], WIDTH))
    title = words(by_id(content, "national-left-title"))
    assert risk[0] >= max(risk.values()) and list(risk.values()) == sorted(risk.values(), reverse=True)
    assert risk[0] > 50 and title


@pytest.mark.parametrize("region", ["", "London"])
def test_days_to_publication(page_at: Any, dataset: Dataset, region: str) -> None:
    content, _ = page_at("/visits/timeliness", f"?region={region}")
    back = lags(drawn(by_id(content, "visits-published")["props"]["figure"], WIDTH))
    frame, bodies = dataset.inspections(), dataset.authorities()
    known = (
        frame["event_type"].isin(FULL) & (frame["date_precision"] == "day") & (frame["publication_precision"] == "day")
    )
    frame = frame[known & (frame["start_date"] >= pd.Timestamp(2013, 11, 1))].dropna(
        subset=["start_date", "publication_date"]
    )
    if region:
        frame = frame[frame["authority_code"].isin(bodies.loc[bodies["region"] == region, "code"])]
    days = (frame["publication_date"] - frame["start_date"]).dt.days
    by_year = days.groupby(frame["start_date"].dt.year)
    assert list(back["year"]) == sorted(frame["start_date"].dt.year.unique(), reverse=True)
    for row in each_row(back):
        mine = by_year.get_group(row.year)
        assert row.days == pytest.approx(sorted(mine), abs=0.1)
        assert (row.n, row.median) == (len(mine), f"{mine.median():.0f}")
        assert row.line == pytest.approx(mine.median(), abs=0.1)


def tables_of(content: Any) -> list[list[list[Tag]]]:
    """The cells of every table, row by row."""
    markup = [part["props"]["children"] for part in components(content) if part["type"] == "Markup"]
    return [
        [row.find_all(["th", "td"]) for row in table.tbody.find_all("tr")]
        for text in markup
        for table in BeautifulSoup(text, "lxml").find_all("table")
    ]


@pytest.mark.parametrize(("query", "day", "region"), [("", None, ""), ("?region=West+Midlands", None, "West Midlands"),
                                                      ("?date=2024-03-31", "2024-03-31", "")])  # fmt: skip
def test_waits(page_at: Any, dataset: Dataset, query: str, day: str | None, region: str) -> None:
    """Each authority that was inspected once, the longest wait first, its bar as long as its share of the longest."""
    content, _ = page_at("/visits/waiting", query)
    date = pd.Timestamp(day) if day else pd.Timestamp(dataset.reach)
    frame, bodies = dataset.inspections(), dataset.authorities()
    full = frame[
        frame["event_type"].isin(FULL) & frame["framework"].isin(["SIF", "ILACS"]) & (frame["start_date"] <= date)
    ]
    last = full.groupby("authority_code")["start_date"].max()
    lives = (bodies["established"].isna() | (bodies["established"] <= date)) & ~(bodies["abolished"] <= date)
    living = bodies[lives & bodies["code"].isin(last.index)].set_index("code")
    waited = (date - last.reindex(living.index)).dt.days
    ranks = waited.rank(method="min", ascending=False).astype(int)
    made = [row for table in tables_of(content) for row in table if len(row) == 6]
    mine = living[living["region"] == region] if region else living
    assert [row[0].text for row in made if row[0].name == "th"] == [
        name for _, name in sorted((-waited[code], name) for code, name in mine["name"].items())
    ]
    codes = {name: code for code, name in living["name"].items()}
    for row in made:
        code = codes[row[0].text]
        assert row[1].text == f"{waited[code] / 365.25:.1f}"
        assert float(row[1].rect["width"].rstrip("%")) == pytest.approx(100 * waited[code] / waited.max(), abs=0.051)
        assert int(row[2].text) == ranks[code]
