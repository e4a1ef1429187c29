from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import plotly.graph_objects as go
import pytest
from bs4 import BeautifulSoup

from dashboard.pages.drawn import Drawn
from dashboard.pages.visits import PAGES, Filtered
from dashboard.pages.visits.facts import Facts
from dashboard.statistics import visits
from dashboard.text.visits_inadequate import spell_words
from dashboard.web.redirects import visits_address
from loaders import Dataset, load_dataset
from tests.dashboard.asking import half_read
from tests.dashboard.pages.said import components, words

WIDTHS = (280, 420, 640, 960, 1100)
EACH = {page.key: page for page in PAGES}


@pytest.fixture(scope="module")
def facts(dataset: Dataset) -> Facts:
    return Facts(dataset)


def drawn(page: Filtered, facts: Facts, width: int = 1100, **query: str) -> list[Any]:
    """Everything that a page draws, what opens later too."""
    view = page.view(facts, query, width)
    return [Drawn(facts)(part, view) for part in (*page.parts, *(part for _, part in page.laters.values()))]


def figures(part: Any) -> Iterator[dict[str, Any]]:
    for component in part._traverse():
        if type(component).__name__ == "Graph":
            yield component.figure


def words_of(part: Any) -> str:
    return json.dumps(part, default=lambda item: item.to_plotly_json(), ensure_ascii=False)


def rows_of(content: Any, label: str) -> list[list[str]]:
    """The cells of the table with this caption."""
    for part in components(content):
        if part["type"] == "Markup":
            table = BeautifulSoup(part["props"]["children"], "lxml")
            if table.caption and re.fullmatch(label, table.caption.get_text()):
                return [
                    [cell.get_text(" ") for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")
                ]
    raise AssertionError(f"no table {label!r}")


@pytest.mark.parametrize("key", EACH)
def test_every_figure_is_one_that_plotly_takes(key: str, facts: Facts) -> None:
    for width in WIDTHS:
        for part in drawn(EACH[key], facts, width, region="South East"):
            for figure in figures(part):
                go.Figure(figure)
                assert figure["layout"]["height"] > 20


@pytest.mark.parametrize("key", EACH)
def test_every_part_says_its_source_and_leaves_what_is_known_to_the_page(key: str, facts: Facts) -> None:
    said = [words_of(part) for part in drawn(EACH[key], facts)]
    assert "Source: Ofsted" in said[0]
    assert not any("Known in full" in words for words in said)


@pytest.mark.parametrize(
    ("path", "query", "known"),
    [
        ("/visits", "", "focused visits to 3 February 2026; monitoring visits only from 1 April 2022 to 31 March 2025."),
        ("/visits/focused", "", "focused visits to 3 February 2026."),
        ("/visits/focused", "?to=2025-03-31", ""),
        ("/visits/joint", "", "joint targeted area inspections to 13 March 2025; area SEND inspections only from 1 January "
         "2023 to 6 November 2025."),
        ("/visits/waiting", "", ""),
    ],
)  # fmt: skip
def test_a_page_says_once_how_far_its_kinds_are_known(path: str, query: str, known: str, page_at: Any) -> None:
    said = words(page_at(path, query)[0])
    assert said.count("Known in full") == bool(known)
    assert not known or f"Known in full: {known}" in said


def test_where_only_some_reports_were_read_the_others_stand_apart(tmp_path: Path) -> None:
    part = load_dataset(half_read(tmp_path))
    bodies, documents = part.authorities(), part.documents()
    today = set(bodies.loc[bodies["abolished"].isna(), "code"])
    read = today & set(documents.loc[documents["sha256"].notna(), "authority_code"])
    half = Facts(part)
    known, unknown = half.on(part.reach).waits
    assert 0 < len(read) < len(today) == 153
    assert (set(known["code"]), set(unknown["code"])) == (read, today - read)
    said = words_of(drawn(EACH["visits_waiting"], half)[1])
    assert f"Not ranked: the wait of {len(today - read)} authorities is not known" in said
    assert said.count("No report since 31 March 2025 has been read: it may have been inspected since") == len(
        today - read
    )


def test_while_the_record_is_whole_no_wait_is_unknown(facts: Facts, dataset: Dataset) -> None:
    known, unknown = facts.on(dataset.reach).waits
    assert (len(known), len(unknown)) == (153, 0)


def test_every_focused_visit_is_counted_once(facts: Facts, dataset: Dataset) -> None:
    found = facts.focused
    apart = visits.by_theme_and_grade(found[found["is_covid"]])["total"].sum()
    rest = visits.by_theme_and_grade(found[~found["is_covid"]])["total"].sum()
    every = (dataset.inspections()["event_type"] == "focused visit").sum()
    assert apart + rest == visits.by_theme_and_year(found)["total"].sum() == every


def test_every_monitoring_visit_is_in_one_spell_or_said_to_be_in_none(facts: Facts, dataset: Dataset) -> None:
    day = facts.on(dataset.reach)
    in_spells = sum(len(found) for found in day.visits_of.values())
    assert in_spells == int(day.history["n"].sum())
    assert in_spells + len(day.outside) == (dataset.inspections()["event_type"] == "monitoring visit").sum()


@pytest.mark.parametrize("date", ["", "2024-03-31", "2020-03-31", "2016-06-30"])
def test_who_is_inadequate_is_who_holds_that_grade(page_at: Any, dataset: Dataset, date: str) -> None:
    """Names, the day since when, and how long; counted from the tables by another way."""
    day = pd.Timestamp(date or dataset.reach)
    limit = {"2024-03-31": pd.Timestamp(2024, 6, 30), "2020-03-31": pd.Timestamp(2020, 4, 30),
             "2016-06-30": pd.Timestamp(2016, 7, 31)}.get(date, day)  # fmt: skip
    bodies, events, judged = dataset.authorities(), dataset.inspections(), dataset.judgements()
    overall = judged[judged["judgement"] == "overall_effectiveness"].set_index("inspection_id")
    out = events[events["inspection_id"].isin(overall.index) & events["framework"].isin(["SIF", "ILACS"])]
    out = out[(out["publication_date"] <= limit) & (out["event_type"] != "board review")]
    out = out[~(out["start_date"] > day)].sort_values("publication_date")
    expected = []
    for code, mine in out.groupby("authority_code"):
        body = bodies[bodies["code"] == code].iloc[0]
        grades = [overall.at[one, "grade"] for one in mine["inspection_id"]]
        if body["abolished"] <= day or grades[-1] is pd.NA or grades[-1] != "Inadequate":
            continue
        place = len(grades)
        while place and grades[place - 1] is not pd.NA and grades[place - 1] == "Inadequate":
            place -= 1
        expected.append((mine["publication_date"].iloc[place], body["name"]))
    made = rows_of(page_at("/visits", f"?date={date}")[0], "Inadequate .*")
    assert [row[0] for row in made] == [name for _, name in sorted(expected)]
    for row, (since, _) in zip(made, sorted(expected), strict=True):
        assert row[1].startswith(f"{since.day} {since.month_name()} {since.year}")


def test_the_longest_inadequate_is_the_first_sentence_and_the_first_row(page_at: Any) -> None:
    content, _ = page_at("/visits", "")
    said = words(content)
    assert (
        "11 of 142 authorities are inadequate overall; Devon has been for longest, six years and five months, since March 2020"
        in said
    )
    first, second, *_ = rows_of(content, "Inadequate now")
    assert [cell.strip() for cell in first] == [
        "Devon",
        "17 March 2020 six years and five months",
        "13 May 2025 , again inadequate for help and protection, children in care, and care leavers",
        "seven monitoring visits and one focused visit",
        "Monitoring visit 7, 5 March 2024 Looked at: front door",
        "September 2027 to July 2028",
    ]
    assert second[0] == "Nottingham"


def test_inadequate_for_a_judgement_is_not_lost_where_no_overall_grade_is_given(page_at: Any) -> None:
    made = rows_of(page_at("/visits", "")[0], "Two more authorities hold inadequate for a judgement.*")
    assert [(row[0], row[1], row[3]) for row in made] == [
        ("Trafford", "the impact of leaders, and help and protection", "3 August 2026"),
        ("Slough", "the impact of leaders", "17 March 2023"),
    ]


def test_a_day_of_the_past_knows_nothing_later(page_at: Any) -> None:
    said = words(page_at("/visits", "?date=2020-03-31")[0])
    assert "Inadequate on 31 March 2020" in said
    made = rows_of(page_at("/visits", "?date=2020-03-31")[0], "Inadequate on 31 March 2020")
    devon = next(row for row in made if row[0] == "Devon")
    assert devon[3] == "none on record"


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ({"n": 0, "missing": "", "missing_n": 0, "undated": 0, "state": "none"}, "none was made"),
        (
            {"n": 0, "missing": "", "missing_n": 0, "undated": 0, "state": "not known"},
            "none known",
        ),
        (
            {"n": 5, "missing": "1, 6", "missing_n": 2, "undated": 1, "state": "gaps"},
            "5 known; no record of 1 and 6; 1 without a date",
        ),
        (
            {"n": 3, "missing": "1 of 1 to 3", "missing_n": 1, "undated": 0, "state": "gaps"},
            "3 known; no record of one of numbers 1 to 3",
        ),
        (
            {"n": 6, "missing": "1, 2, 3;", "missing_n": 3, "undated": 0, "state": "gaps"},
            "6 known; no record of 1, 2 and 3 of the first count",
        ),
        ({"n": 4, "missing": "", "missing_n": 0, "undated": 0, "state": "no gap known"}, "4 known"),
    ],
)
def test_a_gap_is_said_apart_from_none(row: dict[str, Any], first: str) -> None:
    assert spell_words(row)[0] == first


@pytest.mark.parametrize(
    ("path", "query", "heading"),
    [
        ("/visits", "?region=London", "Inadequate now in London"),
        ("/visits", "?region=North+West&date=2020-03-31", "Inadequate on 31 March 2020 in the North West"),
        (
            "/visits/waiting",
            "?region=West+Midlands&date=31/3/2024",
            "Waiting times in the West Midlands on 31 March 2024",
        ),
        (
            "/visits/focused",
            "?region=London&from=2022-04-01&to=2023-03-31",
            "Focused visits in London, 1 April 2022 to 31 March 2023",
        ),
        (
            "/visits/timeliness",
            "?kind=focused&from=2024-01-01",
            "How long reports of focused visits take, from 1 January 2024",
        ),
        ("/visits/joint", "?region=South+East", "Joint and area SEND inspections in the South East"),
        ("/improve", "?region=London&to=31/12/2025", "What inspectors ask to improve in London, to 31 December 2025"),
    ],
)
def test_a_region_and_dates_stand_in_the_heading(path: str, query: str, heading: str, page_at: Any) -> None:
    content, _ = page_at(path, query)
    (title,) = [part["props"]["children"] for part in components(content) if part["type"] == "H1"]
    assert title == heading
    assert "does not exist here" not in words(content)


@pytest.mark.parametrize("key", EACH)
def test_a_region_filters_all_of_a_page(key: str, facts: Facts) -> None:
    """No part of a page in London names an authority of another region."""
    page, bodies = EACH[key], facts.tables[0]
    others = set(bodies.loc[bodies["region"] != "London", "slug"])
    for part in drawn(page, facts, region="London"):
        said = words_of(part)
        linked = set(re.findall(r"/authority/([a-z-]+)", said))
        assert not linked & others
    for part in drawn(page, facts, region="London"):
        for figure in figures(part):
            said = json.dumps(go.Figure(figure).to_plotly_json(), default=str)
            named = {name for name in bodies.loc[bodies["region"] != "London", "name"] if f"<b>{name}</b>" in said}
            assert not named


def test_points_are_counted_by_element_grade_region_and_year(page_at: Any, dataset: Dataset) -> None:
    """Each count of the table, worked out from the tables by another way, and the reports that it leads to."""
    named = dataset.improvements()[["inspection_id", "element"]].dropna()
    events = dataset.inspections().set_index("inspection_id")
    region = dict(zip(dataset.authorities()["code"], dataset.authorities()["region"], strict=True))
    named["region"] = [region[events.at[one, "authority_code"]] for one in named["inspection_id"]]
    named["year"] = [str(events.at[one, "publication_date"].year) for one in named["inspection_id"]]
    for by, caption in (
        ("region", "Points by element and region"),
        ("year", "Points by element and year of publication"),
    ):
        content, _ = page_at("/improve", f"?by={by}")
        *made, last = rows_of(content, caption)
        groups = sorted(named[by].unique())
        for row in made:
            element = row[0].split(":")[0].lower()
            mine = named[named["element"] == element]
            expected = [int((mine[by] == group).sum()) for group in groups]
            assert [int(cell) for cell in row[1:]] == [*expected, len(mine), mine["inspection_id"].nunique()]
        sizes = named.groupby(by)["inspection_id"].nunique()
        assert last[1:] == [*(str(sizes[group]) for group in groups), "–", str(named["inspection_id"].nunique())]


def test_a_count_leads_to_its_reports(page_at: Any) -> None:
    content, _ = page_at("/improve", "?by=region")
    markup = next(
        part["props"]["children"]
        for part in components(content)
        if part["type"] == "Markup" and "Points by element and region" in part["props"]["children"]
    )
    links = [(int(link.text), link["href"]) for link in BeautifulSoup(markup, "lxml").select("td a")]
    assert len(links) > 40
    for n, href in links[::7]:
        path, _, rest = href.partition("?")
        query = rest.removesuffix("#reports")
        element = parse_qs(query)["element"][0]
        reports = rows_of(
            page_at(path, f"?{query}")[0], r"\w+ reports? with a point on .*|\d+ reports with a point on .*"
        )
        counts = [re.search(rf"{element}(?: \((\d+) points\))?", row[5]) for row in reports]
        assert all(counts)
        assert sum(int(found[1] or 1) for found in counts if found) == n


def test_no_words_of_a_report_are_on_the_page_of_points(page_at: Any, dataset: Dataset) -> None:
    """What stands in the list of reports is names, dates, kinds of event, grades, counts and elements alone."""
    made = rows_of(page_at("/improve", "")[0], "89 reports, newest first")
    names = set(dataset.authorities()["name"])
    for name, published, what, grade, points, elements in made:
        assert name in names and re.fullmatch(r"\d+ \w+ 20\d\d", published)
        assert what in {"Short inspection", "Standard inspection", "Focused visit"}
        assert grade.strip().removeprefix("O ").removeprefix("G ").removeprefix("RI ").removeprefix("I ") in {
            "Outstanding", "Good", "Requires improvement", "Inadequate", "No overall grade"}  # fmt: skip
        assert points.isdigit()
        assert re.fullmatch(r"(?:(?:outcome|enabler|principle) \d(?: \(\d+ points\))?(?:, )?)+", elements)


FILES = [
    ("/visits", "inadequate", "", "name"),
    ("/visits", "inadequate", "?date=2018-03-31&region=South+East", "name"),
    ("/visits/waiting", "waiting", "?region=London", "name"),
    ("/visits/focused", "focused", "?region=North+East&from=2022-01-01", "inspection_id"),
    ("/visits/timeliness", "timeliness", "?kind=focused&region=London", "inspection_id"),
    ("/visits/joint", "joint", "?region=South+West", "inspection_id"),
    ("/improve", "improve", "?grade=Outstanding", "element"),
]


@pytest.mark.parametrize(("path", "name", "query", "column"), FILES)
def test_the_file_of_a_page_holds_what_it_counts(
    path: str, name: str, query: str, column: str, client: Any, page_at: Any
) -> None:
    answer = client.get(f"/download/visits/{name}.csv{query}")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/csv")
    frame = pd.read_csv(io.BytesIO(answer.data))
    assert frame[column].notna().all() and len(frame)
    if region := parse_qs(query.removeprefix("?")).get("region"):
        assert set(frame["region"]) == set(region)
    content, _ = page_at(path, query)
    links = [part["props"]["href"] for part in components(content) if part["type"] == "A" and part["props"].get("href")]
    assert any(link.partition("?")[0] == f"/download/visits/{name}.csv" for link in links)
    said = words(content)
    if name == "inadequate":
        assert list(frame["name"]) == [row[0] for row in rows_of(content, "Inadequate .*")]
        assert list(frame["days"]) == sorted(frame["days"], reverse=True)
    elif name == "waiting":
        assert [f"{days / 365.25:.1f}" for days in frame["days"]] == [
            row[1] for row in rows_of(content, "Waiting times.*")
        ]
    elif name == "focused":
        assert f"{len(frame)} focused visits by theme" in said
    elif name == "timeliness":
        assert len(frame) == sum(int(row[1]) for row in rows_of(content, "Days to publication of .*"))
    elif name == "improve":
        assert frame["element"].value_counts().max() == 12  # of outcome 3, as the title says
        assert "12 of 34, in 22 reports" in said


@pytest.mark.parametrize("query", ["?region=Mars", "?date=tomorrow", "?region=London&date=2024-13-45"])
def test_a_file_of_nothing_known_is_refused(query: str, client: Any) -> None:
    assert client.get(f"/download/visits/inadequate.csv{query}").status_code == 404


@pytest.mark.parametrize("key", EACH)
@pytest.mark.parametrize("value", ["", "nothing", "<b>", "England,London", "%00"])
def test_an_odd_value_gives_the_usual_view(key: str, value: str, page_at: Any, facts: Facts) -> None:
    page = EACH[key]
    usual = page_at(page.path, "")[0]
    (heading,) = [part["props"]["children"] for part in components(usual) if part["type"] == "H1"]
    for name in page.names:
        content, title = page_at(page.path, f"?{name}={value}")
        assert title.startswith(page.title)
        assert heading in json.dumps(content, ensure_ascii=False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("part=waiting", "/visits/waiting"),
        ("part=window", "/visits/waiting"),
        ("part=focused", "/visits/focused"),
        ("part=priority", "/visits/focused#priority"),
        ("part=monitoring&spells=open", "/visits#history"),
        ("part=themes&region=London", "/visits/joint?region=London"),
        ("part=send", "/visits/joint"),
        ("part=lag&lag=focused", "/visits/timeliness?kind=focused"),
        ("spells=open", "/visits#history"),
        ("sort=name&region=London&mark=dudley", "/visits/waiting?region=London&mark=dudley&sort=name"),
        ("lag=monitoring&region=West+Midlands", "/visits/timeliness?region=West+Midlands&kind=monitoring"),
        ("part=nothing", "/visits"),
    ],
)
def test_an_old_address_leads_to_where_its_content_is(old: str, new: str, client: Any) -> None:
    answer = client.get(f"/visits?{old}")
    assert (answer.status_code, answer.headers["Location"]) == (302, new)
    assert client.get(new.partition("#")[0]).status_code == 200


def test_an_address_of_today_is_left_alone(client: Any) -> None:
    assert visits_address({"region": "London", "date": "2024-03-31", "embed": "1"}) == ""
    assert client.get("/visits?region=London").status_code == 200


@pytest.mark.parametrize(
    ("chart", "lines"),
    [
        ("visits/visits-monitoring", 66),
        ("visits/waiting/visits-window", 8),
        ("visits/focused/visits-themes-by-year", 7),
        ("visits/focused/visits-focused", 7),
        ("visits/joint/visits-themes", 70),
        ("visits/joint/visits-send", 4),
        ("improve/improve-elements", 11),
    ],
)
def test_each_drawing_has_its_data(chart: str, lines: int, client: Any) -> None:
    answer = client.get(f"/chart/{chart}.csv")
    assert answer.status_code == 200
    assert len(pd.read_csv(io.BytesIO(answer.data))) == lines
