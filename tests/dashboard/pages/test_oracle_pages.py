"""Every sentence on the pages of England and of the map, on many dates, says what the tables say."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder

from dashboard.pages.visits import inadequate
from dashboard.pages.visits.facts import Facts
from loaders import Dataset
from tests.dashboard.oracle import asked_to_improve, authority, comparing, context, england, visiting
from tests.dashboard.oracle.grammar import Asked, Oracle, sentences
from tests.dashboard.oracle.prose import PROSE
from tests.dashboard.oracle.tables import OVERALL, Tables, cut_off
from tests.dashboard.pages.said import chart, components, statements

DATES = ("2014-06-30", "2015-06-30", "2017-03-31", "2019-03-31", "2020-05-13", "2024-03-31", "2026-03-31", "2026-08-18")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module")
def oracle(tables: Tables) -> Oracle:
    return Oracle(tables, england.rules, comparing.rules, visiting.rules, asked_to_improve.rules, authority.rules, context.rules,
                  prose=[*PROSE, *context.definitions(tables)])  # fmt: skip


def faults(oracle: Oracle, content: Any, asked: Asked) -> list[str]:
    return [fault for text in statements(content) for fault in oracle.judge(text, asked)[1]]


NATIONAL = [
    *((date, None, OVERALL, "region", None) for date in DATES),
    ("2024-03-31", None, "help_and_protection", "ofsted-region", "2019-03-31"),
    ("2023-03-31", "2023-05-31", "care_leavers", "region", "2021-03-31"),
    ("2021-06-30", None, "leadership", "region", "2017-03-31"),
    ("2026-08-18", None, "children_in_care", "ofsted-region", "2025-08-18"),
]


@pytest.mark.parametrize(("date", "published_by", "judgement", "by", "since"), NATIONAL)
def test_england(
    page_at: Any, tables: Tables, oracle: Oracle, date: str, published_by: str, judgement: str, by: str, since: str
) -> None:
    day = dt.date.fromisoformat(date)
    asked = Asked(
        tables,
        date=day,
        published_by=dt.date.fromisoformat(published_by) if published_by else cut_off(day),
        judgement=judgement,
        regions=by.replace("-", "_"),
        since=dt.date.fromisoformat(since) if since else max(day.replace(year=day.year - 1), dt.date(2013, 12, 31)),
    )
    query = {"as_at": date, "published_by": published_by, "judgement": judgement, "by": by, "since": since}
    search = "&".join(f"{name}={value}" for name, value in query.items() if value)
    content, _ = page_at("/national", f"?{search}")
    found = faults(oracle, content, asked)
    if any(part["props"].get("id") == "national-time" for part in components(content)):
        # it reaches to the newest report, whatever the date
        found += faults(oracle, chart(content, "national-time"), replace(asked, date=None))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("date", DATES)
@pytest.mark.parametrize("judgement", [OVERALL, "care_leavers"])
def test_map(page_at: Any, tables: Tables, oracle: Oracle, date: str, judgement: str) -> None:
    content, _ = page_at("/map", f"?date={date}&judgement={judgement}")
    asked = Asked(tables, date=dt.date.fromisoformat(date), judgement=judgement)
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


@pytest.mark.parametrize("judgement", ["all", OVERALL, "leadership", "help_and_protection", "care_leavers"])
@pytest.mark.parametrize("key", ["neighbours:dudley", "neighbours:bournemouth-christchurch-and-poole", "region:london",
                                 "region:north-east-yorkshire-and-the-humber", "all", "dudley,brent", "isles-of-scilly"])  # fmt: skip
def test_comparisons(page_at: Any, tables: Tables, oracle: Oracle, key: str, judgement: str) -> None:
    content, _ = page_at("/compare", f"?set={key}&judgement={judgement}")
    shown = ("leadership", "help_and_protection", "children_in_care", "care_leavers", OVERALL)
    codes, chosen, words = compared(tables, key)
    asked = Asked(tables, codes=codes, chosen=chosen, words=words, shown=shown if judgement == "all" else (judgement,))
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


@pytest.mark.parametrize("judgement", ["all", "help_and_protection"])
@pytest.mark.parametrize(("key", "mark"), [("region:london", "hackney"), ("all", "liverpool"), ("region:london", "city-of-london"),
                                           ("region:north-east-yorkshire-and-the-humber", "bradford")])  # fmt: skip
def test_where_the_marked_authority_stands_is_said_first(
    page_at: Any, tables: Tables, oracle: Oracle, key: str, mark: str, judgement: str
) -> None:
    content, _ = page_at("/compare", f"?set={key}&judgement={judgement}&mark={mark}")
    codes, _, words = compared(tables, key)
    shown = ("leadership", "help_and_protection", "children_in_care", "care_leavers", OVERALL)
    asked = Asked(tables, codes=codes, chosen=tables.by_slug[mark].code, words=words,
                  shown=shown if judgement == "all" else (judgement,))  # fmt: skip
    said = [text for text in statements(content) if not text.startswith("Marked ")]
    judged = [oracle.judge(text, asked) for text in said]
    assert not (found := [fault for _, faulty in judged for fault in faulty]), "\n".join(found)
    rules = [name for names, _ in judged for name in names]
    assert rules.index("placed") < min(rules.index(one) for one in rules if one.startswith("finding"))
    assert rules.count("beside") == len(asked.shown)


def compared(tables: Tables, key: str) -> tuple[tuple[str, ...], str | None, str]:
    """The bodies of a comparison, the one it is about, and its name."""
    today = tables.of_today()
    if key == "all":
        return tuple(body.code for body in today), None, "All authorities"
    kind, _, value = key.partition(":")
    if kind == "region":
        regions = {"london": "London", "north-east-yorkshire-and-the-humber": "North East, Yorkshire and the Humber"}
        name = regions[value]
        codes = tuple(body.code for body in today if name in (body.region, body.ofsted_region))
        return codes, None, name if name == "London" else f"the {name}"
    if kind == "neighbours":
        body = tables.by_slug[value]
        return (body.code, *body.neighbours), body.code, f"{body.name} and its statistical neighbours"
    bodies = [tables.by_slug[slug] for slug in key.split(",")]
    return tuple(body.code for body in bodies), bodies[0].code, " and ".join(body.name for body in bodies)


CHANGED = [("2025-08-18", "2026-08-18"), ("2013-11-30", "2015-01-31"), ("2018-12-01", "2019-04-30"),
           ("2020-03-20", "2020-08-31"), ("2024-01-01", "2025-03-31"), ("2026-04-01", "2026-08-18")]  # fmt: skip


@pytest.mark.parametrize(("since", "until"), CHANGED)
def test_changes(page_at: Any, tables: Tables, oracle: Oracle, since: str, until: str) -> None:
    asked = Asked(tables, date=dt.date.fromisoformat(until), since=dt.date.fromisoformat(since))
    for show in ("full", "all"):
        content, _ = page_at("/changes", f"?from={since}&to={until}&show={show}")
        assert not (found := faults(oracle, content, asked)), "\n".join(found)


def test_home(page_at: Any, tables: Tables, oracle: Oracle) -> None:
    content, _ = page_at("/")
    assert not (found := faults(oracle, content, Asked(tables, published_by=tables.reach))), "\n".join(found)


REGIONS = ("", "London", "West Midlands", "South West", "Yorkshire and The Humber")
ON = ("", "2024-03-31", "2019-03-31", "2015-06-30")
PERIODS = (("", ""), ("2022-04-01", "2025-03-31"), ("2019-01-01", ""), ("", "2019-12-31"))


def asking(**query: str) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in query.items() if value)


def day_of(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize("path", ["/visits", "/visits/waiting"])
@pytest.mark.parametrize("date", ON)
def test_visits(page_at: Any, tables: Tables, oracle: Oracle, path: str, date: str) -> None:
    found: list[str] = []
    for region in REGIONS:
        sort = "name" if path.endswith("waiting") and region == "London" else ""
        content, _ = page_at(path, asking(region=region, date=date, sort=sort))
        found += faults(oracle, content, Asked(tables, region=region, date=day_of(date)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", ["/visits/focused", "/visits/timeliness", "/visits/joint"])
@pytest.mark.parametrize(("since", "until"), PERIODS)
def test_visits_of_a_period(page_at: Any, tables: Tables, oracle: Oracle, path: str, since: str, until: str) -> None:
    found: list[str] = []
    for place, region in enumerate(REGIONS):
        kind = ("full", "focused", "monitoring")[place % 3] if path.endswith("timeliness") else ""
        content, _ = page_at(path, asking(region=region, kind=kind, **{"from": since, "to": until}))
        asked = Asked(
            tables, region=region, lag=kind or "full", since=day_of(since), until=day_of(until), date=day_of(until)
        )
        found += faults(oracle, content, asked)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("slug", ["dudley", "isles-of-scilly", "city-of-london"])
def test_the_wait_of_the_marked_authority(page_at: Any, tables: Tables, oracle: Oracle, slug: str) -> None:
    content, _ = page_at("/visits/waiting", f"?mark={slug}&region=London")
    said = [text for text in statements(content) if "in England" in text and "Half of" in text]
    (fault,) = (oracle.judge(text, Asked(tables, tables.by_slug[slug], region="London")) for text in said)
    assert fault == ({"half_waited", "marked_wait"}, [])


ASKED_OF = [
    *(
        {"region": region, "by": by}
        for region, by in zip(("", "", "", *REGIONS[1:4]), ("grade", "region", "year") * 2, strict=True)
    ),
    *({"grade": grade} for grade in ("Outstanding", "Requires improvement", "Inadequate", "No overall grade")),
    {"element": "outcome 3", "from": "2025-09-01", "to": "2026-03-31", "by": "region"},
    {"element": "enabler 1", "grade": "Good", "region": "South East"},
    {"to": "2025-03-11"},
    {"to": "2025-01-31"},
]


@pytest.mark.parametrize("query", ASKED_OF)
def test_what_inspectors_ask_to_improve(page_at: Any, tables: Tables, oracle: Oracle, query: dict[str, str]) -> None:
    content, _ = page_at("/improve", asking(**query))
    asked = Asked(
        tables, region=query.get("region", ""), grade=query.get("grade", "").lower(), element=query.get("element", "")
    )
    asked = asked_to_improve.period(asked, query.get("from", ""), query.get("to", ""))
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


@pytest.mark.parametrize("date", ON)
@pytest.mark.parametrize("region", REGIONS[:3])
def test_spells_of_inadequacy(dataset: Dataset, tables: Tables, oracle: Oracle, region: str, date: str) -> None:
    drawn = inadequate.history(Facts(dataset), region=region, date=day_of(date) or tables.reach, width=1100)
    content = json.loads(json.dumps(drawn, cls=PlotlyJSONEncoder))
    assert not (found := faults(oracle, content, Asked(tables, region=region, date=day_of(date)))), "\n".join(found)


@pytest.mark.parametrize("by", ["publication", "inspection"])
def test_authorities(page_at: Any, tables: Tables, oracle: Oracle, by: str) -> None:
    found: list[str] = []
    for slug, body in tables.by_slug.items():
        content, _ = page_at(f"/authority/{slug}", f"?by={by}")
        asked = Asked(tables, body, by)
        judged = [oracle.judge(text, asked) for text in statements(content)]
        missing = visiting.owed_on_page(asked) - {name for said, _ in judged for name in said}
        found += [fault for _, faulty in judged for fault in faulty]
        found += [f"{asked.about}: no sentence by the rule {name}" for name in missing]
    assert not found, "\n".join(found[:200])


@pytest.mark.parametrize("path", ["/data", "/about"])
def test_what_the_pages_in_prose_count(page_at: Any, tables: Tables, oracle: Oracle, path: str) -> None:
    """Of the data page the sentences with a number in them, and of the other those with a date."""
    content, _ = page_at(path)
    wanted = r"\d" if path == "/data" else r"\d [A-Z][a-z]+ 20\d\d"
    said = [one for text in statements(content) for one in sentences(text) if re.search(wanted, one)]
    found = [fault for one in said for fault in oracle.judge(one, Asked(tables))[1]]
    assert not found, "\n".join(found)


MEASURED = [
    ("agency_social_workers", 2025, None, OVERALL, "improved"),
    ("agency_social_workers", 2020, "2021-09-20", OVERALL, "declined"),
    ("social_worker_turnover", 2017, None, "help_and_protection", "improved"),
    ("caseload", 2023, "2019-03-31", "care_leavers", "declined"),
    ("children_looked_after_rate", 2021, None, "leadership", "improved"),
    ("re_referrals", 2016, None, OVERALL, "declined"),
]


@pytest.mark.parametrize(("measure", "year", "as_at", "judgement", "way"), MEASURED)
def test_by_grade(
    page_at: Any, tables: Tables, oracle: Oracle, measure: str, year: int, as_at: str | None, judgement: str, way: str
) -> None:
    period = next(day for day in context.context(tables)[measure] if day.year == year)
    asked = Asked(
        tables,
        date=dt.date.fromisoformat(as_at) if as_at else period,
        judgement=judgement,
        measure=measure,
        period=period,
        way=way,
    )
    query = f"?measure={measure}&year={year}&judgement={judgement}&way={way}" + (f"&as_at={as_at}" if as_at else "")
    content, _ = page_at("/by-grade", query)
    assert not (found := faults(oracle, content, asked)), "\n".join(found)


OTHERS = ("children_in_need", "re_referrals", "repeat_protection_plans", "children_looked_after_rate", "children",
          "sickness_absence")  # fmt: skip


@pytest.mark.parametrize(
    "slug", ["dudley", "bournemouth-christchurch-and-poole", "kingston-upon-thames", "isles-of-scilly", "cumberland",
             "city-of-london", "cumbria"]
)  # fmt: skip
def test_other_measures_of_an_authority(page_at: Any, tables: Tables, oracle: Oracle, slug: str) -> None:
    content, _ = page_at(f"/authority/{slug}", f"?measures={','.join(OTHERS)}")
    asked = Asked(tables, tables.by_slug[slug], measures=OTHERS)
    assert not (found := faults(oracle, content, asked)), "\n".join(found)
