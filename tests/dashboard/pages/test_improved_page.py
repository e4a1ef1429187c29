"""The page of who improved: every row as the tables say, and the counts of the page of England."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.dashboard.oracle import authority, comparing, context, england, improving, visiting
from tests.dashboard.oracle.grammar import Asked, Oracle
from tests.dashboard.oracle.prose import PROSE
from tests.dashboard.oracle.tables import OVERALL, RANK, Tables, cut_off
from tests.dashboard.pages.said import chart, components, rows, statements

FOUR = ("leadership", "help_and_protection", "children_in_care", "care_leavers")
LETTERS = {"O": "outstanding", "G": "good", "RI": "requires improvement", "I": "inadequate"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module")
def oracle(tables: Tables) -> Oracle:
    return Oracle(tables, improving.rules, england.rules, comparing.rules, visiting.rules, authority.rules, context.rules,
                  prose=PROSE)  # fmt: skip


def question(tables: Tables, against: str, since: str | None, judgement: str, key: str, to: str) -> tuple[str, Asked]:
    """The query and what it means, worked out here."""
    words = {"first-ilacs": "first ILACS", "previous": "previous", "date": "date"}
    day = dt.date.fromisoformat(to)
    kind, _, value = key.partition(":")
    codes: tuple[str, ...] = ()
    place = "in England"
    if kind == "region":
        regions = {"west-midlands": "West Midlands", "london": "London", "east-midlands": "East Midlands",
                   "north-east-yorkshire-and-the-humber": "North East, Yorkshire and the Humber"}  # fmt: skip
        name = regions[value]
        codes = tuple(body.code for body in tables.bodies.values() if name in (body.region, body.ofsted_region))
        place = f"in {name}" if name == "London" else f"in the {name}"
    elif kind == "neighbours":
        body = tables.by_slug[value]
        codes, place = (body.code, *body.neighbours), f"among {body.name} and its statistical neighbours"
    asked = Asked(
        tables,
        date=day,
        published_by=min(cut_off(day), tables.reach),
        judgement=judgement,
        against=words[against],
        since=dt.date.fromisoformat(since) if since else None,
        codes=codes,
        chosen=codes[0] if kind == "neighbours" else None,
        words=place,
    )
    query = {"against": against, "since": since, "judgement": judgement, "set": key, "to": to}
    return "&".join(f"{name}={value}" for name, value in query.items() if value), asked


QUESTIONS = [
    ("first-ilacs", None, OVERALL, "region:west-midlands", "2026-08-22"),
    ("first-ilacs", None, OVERALL, "all", "2024-03-31"),
    ("first-ilacs", None, "care_leavers", "all", "2026-08-22"),
    ("first-ilacs", None, "leadership", "neighbours:north-northamptonshire", "2026-08-22"),
    ("first-ilacs", None, "help_and_protection", "neighbours:isles-of-scilly", "2020-03-31"),
    ("previous", None, OVERALL, "all", "2026-08-22"),
    ("previous", None, "care_leavers", "region:london", "2026-08-22"),
    ("previous", None, "children_in_care", "neighbours:cumberland", "2022-03-31"),
    ("date", "2024-03-31", OVERALL, "all", "2026-08-22"),
    ("date", "2019-03-31", "help_and_protection", "region:east-midlands", "2023-03-31"),
    ("date", "2016-03-31", OVERALL, "region:north-east-yorkshire-and-the-humber", "2019-03-31"),
    ("date", "2025-08-22", "care_leavers", "neighbours:dudley", "2026-08-22"),
    ("date", "2014-03-31", OVERALL, "all", "2014-03-31"),
]


@pytest.mark.parametrize("asked_for", QUESTIONS)
def test_every_sentence_and_row_says_what_the_tables_say(
    page_at: Any, tables: Tables, oracle: Oracle, asked_for: tuple[Any, ...]
) -> None:
    query, asked = question(tables, *asked_for)
    content, title = page_at("/improved", f"?{query}")
    assert title.startswith("Who improved")
    found = [fault for text in statements(content) for fault in oracle.judge(text, asked)[1]]
    assert not found, "\n".join(found)
    expected = {pair.body.name: (pair.old, pair.new, pair.before, pair.after) for pair in improving.pairs(asked)}
    shown: dict[str, tuple[str, str]] = {}
    listed: list[str] = []
    for part in components(content):
        if part["type"] != "Markup":
            continue
        made = BeautifulSoup(part["props"]["children"], "lxml")
        outcome, _, n = str(made.caption.get_text() if made.caption else "").rpartition(", ")
        lines = made.tbody.find_all("tr") if made.tbody else []
        if n == "How many improved":  # the counts of the bars: of the set that is asked for, then of England
            moves = [RANK[pair.new] - RANK[pair.old] for pair in improving.pairs(asked)]
            *own, total = (int(cell.get_text()) for cell in lines[0].find_all("td"))
            assert [own[0], own[1] + own[2], own[3]] == [sum(move > 0 for move in moves), moves.count(0),
                                                         sum(move < 0 for move in moves)]  # fmt: skip
            assert total == len(moves)
            continue
        assert len(lines) == int(n)
        for line in lines:
            cells = line.find_all(["th", "td"])
            name = cells[0].get_text()
            listed.append(name)
            if outcome == "Cannot be compared":
                assert cells[-1].get_text() and name not in expected
                continue
            old, new, before, after = expected[name]
            marks = [mark.get_text() for mark in cells[1].select(".badge-mark")]
            assert [LETTERS[mark] for mark in marks] == [old, new], name
            moved = RANK[new] - RANK[old]
            assert outcome == ("Improved" if moved > 0 else "Declined" if moved < 0 else "The same"), name
            for cell, event in ((cells[2], before), (cells[3], after)):
                day = event.start or event.published
                assert day is not None and f"{day.day} {day:%B %Y}" in cell.get_text(), name
            shown[name] = (old, new)
    assert set(shown) == set(expected)
    assert sorted(listed) == sorted(body.name for body in improving.bodies(asked))


def test_the_west_midlands_since_the_first_ilacs_inspection(page_at: Any) -> None:
    content, _ = page_at("/improved", "?set=region:west-midlands&judgement=overall_effectiveness")
    said = " ".join(statements(content))
    assert "By 22 August 2026, 9 of 14 authorities in the West Midlands had improved overall" in said
    names = "Birmingham, Coventry, Herefordshire, Sandwell, Shropshire, Solihull, Stoke-on-Trent, Walsall and Worcestershire"
    assert f"Improved: {names}." in said


@pytest.mark.parametrize("judgement", [OVERALL, *FOUR])
@pytest.mark.parametrize("day", ["2024-03-31", "2026-08-22"])
def test_the_counts_are_those_of_the_page_of_england(page_at: Any, day: str, judgement: str) -> None:
    content, _ = page_at("/national", f"?as_at={day}&judgement={judgement}")
    for line in rows(chart(content, "national-moved")):
        against = {"Against the first ILACS inspection": "first-ilacs", "Against the inspection before": "previous"}
        improved, retained, same, declined, total = map(int, line[1:])
        assert counted(page_at, f"against={against[line[0]]}&judgement={judgement}&to={day}") == (
            improved, retained + same, declined,
        )  # fmt: skip
        assert improved + retained + same + declined == total


@pytest.mark.parametrize(("since", "to", "judgement"), [("2023-03-31", "2024-03-31", OVERALL),
                         ("2019-03-31", "2026-08-22", "help_and_protection")])  # fmt: skip
def test_against_a_date_they_are_those_of_its_bridge(page_at: Any, since: str, to: str, judgement: str) -> None:
    """Better, less worse, is what each page says of the same authorities: the bridge counts the moves of each grade."""
    content, _ = page_at("/national", f"?as_at={to}&since={since}&judgement={judgement}")
    names: dict[str, int] = {}
    for part in components(content):
        if part["type"] == "P" and isinstance(part["props"].get("children"), list):
            head, *rest = part["props"]["children"]
            if isinstance(head, dict) and head["type"] == "Strong":
                names[head["props"]["children"].removesuffix(": ")] = str(rest[0]).count(";") + 1
    up, _, down = counted(page_at, f"against=date&since={since}&judgement={judgement}&to={to}")
    assert (up, down) == (names["Inspected again, better"], names["Inspected again, worse"])


def counted(page_at: Any, query: str) -> tuple[int, int, int]:
    """Improved, the same and declined, by the rows that the page lists."""
    content, _ = page_at("/improved", f"?{query}")
    found = {"Improved": 0, "The same": 0, "Declined": 0}
    for part in components(content):
        if part["type"] == "Markup":
            made = BeautifulSoup(part["props"]["children"], "lxml")
            outcome = str(made.caption.get_text() if made.caption else "").rpartition(", ")[0]
            if outcome in found:
                found[outcome] = len(made.tbody.find_all("tr")) if made.tbody else 0
    return found["Improved"], found["The same"], found["Declined"]


def test_the_file_holds_what_the_page_says(client: FlaskClient, tables: Tables) -> None:
    query, asked = question(tables, "previous", None, "care_leavers", "region:london", "2026-08-22")
    answer = client.get(f"/download/improved.csv?{query}")
    assert answer.status_code == 200
    assert 'filename="improved-region-london-care_leavers-2026-08-22.csv"' in answer.headers["Content-Disposition"]
    lines = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(lines) == len(improving.bodies(asked)) == 33
    expected = {pair.body.code: pair for pair in improving.pairs(asked)}
    for line in lines:
        pair = expected.get(line["code"])
        if pair is None:
            assert line["outcome"] == "cannot be compared" and line["reason"]
            continue
        assert (line["from_id"], line["to_id"]) == (pair.before.id, pair.after.id)
        assert (line["from_grade"].lower(), line["to_grade"].lower()) == (pair.old, pair.new)


@pytest.mark.parametrize("query", ["judgement=adoption", "set=atlantis", "against=tomorrow", "to=banana"])
def test_what_is_not_there_is_refused_in_the_file_and_told_on_the_page(
    client: FlaskClient, page_at: Any, query: str
) -> None:
    name = query.partition("=")[0]
    answer = client.get(f"/download/improved.csv?{query}")
    assert answer.status_code == 404 and name in answer.text
    content, _ = page_at("/improved", f"?{query}")
    asks = f"a date (“{name}”) that cannot be read" if name == "to" else f"a “{name}” that does not exist here"
    assert any(f"asks for {asks}" in text for text in statements(content))


def test_a_marked_authority_is_said_and_marked_in_its_row(page_at: Any) -> None:
    query = "?set=region:west-midlands&judgement=overall_effectiveness&mark=stoke-on-trent"
    content, _ = page_at("/improved", query)
    assert "Stoke-on-Trent improved from inadequate to requires improvement." in " ".join(statements(content))
    flagged = [
        row.th.get_text()
        for part in components(content)
        if part["type"] == "Markup"
        for row in BeautifulSoup(part["props"]["children"], "lxml").select("tbody tr")
        if row.select(".mark-flag")
    ]
    assert flagged == ["Stoke-on-Trent Marked"]


def test_a_set_is_read_by_any_name(page_at: Any, client: FlaskClient) -> None:
    content, _ = page_at("/improved", "?set=neighbours:E08000027&judgement=overall_effectiveness")
    said = " ".join(statements(content))
    assert "among Dudley and its statistical neighbours" in said and "does not exist here" not in said
    assert client.get("/download/improved.csv?set=region:West Midlands").status_code == 200


def test_dates_are_read_as_people_write_them(page_at: Any) -> None:
    content, _ = page_at("/improved", "?against=date&since=31/3/2023&to=March+2024&judgement=overall_effectiveness")
    said = " ".join(statements(content))
    assert "By 31 March 2024" in said and "since 31 March 2023" in said
    assert "does not exist here" not in said
