"""The compare page against the dataset, counted here by hand; nobody twice, nobody left out, in every order."""

from __future__ import annotations

import html
import re
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.short_names import SHORT_NAMES
from dashboard.history.compared import blocks, in_order, standings
from dashboard.history.story import stories
from dashboard.judgements import TODAY
from dashboard.statistics.compare_set import MOST, asked, options, parse
from loaders import Dataset, Judgement, register_of
from tests.dashboard.pages.said import by_id, components, words

ABOUT = {
    "overall_effectiveness": "overall",
    "leadership": "for the impact of leaders",
    "help_and_protection": "for help and protection",
    "children_in_care": "for children in care",
    "care_leavers": "for care leavers",
}


def held(dataset: Dataset, judgement: Judgement) -> pd.Series:
    """The grade that counts for each authority, by code: as Home and the national page count it, by the as-at rule."""
    assert dataset.built is not None
    return dataset.as_at(dataset.built, dataset.built, judgement).set_index("code")["grade"]


SETS = (
    *("all", "neighbours:dudley", "neighbours:cumberland", "region:london", "region:west-midlands"),
    *("region:south-west", "dudley", "dudley,walsall", "isles-of-scilly,cumberland,dudley"),
)


@pytest.mark.parametrize("judgement", TODAY)
@pytest.mark.parametrize("asked", SETS)
def test_the_title_counts_those_that_are_good(asked: str, judgement: Judgement, page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/compare", f"?set={asked}&judgement={judgement}")
    comparison = parse(asked, dataset.authorities())
    assert comparison is not None and len(set(comparison.codes)) == len(comparison.codes)
    grades = held(dataset, judgement).reindex(list(comparison.codes)).dropna()
    good = int(grades.isin(["Good", "Outstanding"]).sum())
    about = ABOUT[judgement.value]
    title = words(by_id(content, "compare-strips-title"))
    if len(grades):
        assert f"{good} of {len(grades)} " in title and about in title
    else:
        assert f"no grade {about} yet" in title


@pytest.mark.parametrize("sort", ["grade", "name", "waiting", "improvement"])
def test_every_authority_of_today_has_one_row(sort: str, page_at: Any, dataset: Dataset) -> None:
    content, _ = page_at("/compare", f"?set=all&sort={sort}&judgement=leadership")
    figure = by_id(content, "compare-strips")["props"]["figure"]
    (shown,) = [trace["text"] for trace in figure["data"] if trace.get("mode") == "text"]
    shown = [re.sub("</?b>", "", html.unescape(words)) for words in shown]
    register = dataset.authorities()
    for name in register.loc[register["abolished"].isna(), "name"]:
        assert shown.count(SHORT_NAMES.get(name, name)) == 1, name
    assert sum(words.startswith("England") for words in shown) == 1
    assert 0 < sum("(to 20" in words for words in shown) < 20  # the bodies that some of them replaced


@pytest.fixture(scope="module")
def register(dataset: Dataset) -> pd.DataFrame:
    return dataset.authorities()


def test_every_set_that_is_offered_is_one(register: pd.DataFrame) -> None:
    offered = [key for key in options(register) if key != "choice"]
    assert len(offered) > 150
    for key in offered:
        found = parse(key, register)
        assert found is not None and found.key == key
        assert set(found.codes) <= set(register["code"]) and found.words
    regions = [parse(key, register) for key in offered if key.startswith("region:")]
    codes = [code for region in regions if region for code in region.codes]
    assert sorted(codes) == sorted(register.loc[register["abolished"].isna(), "code"])


@settings(deadline=None, max_examples=60)
@given(
    asked=st.one_of(
        st.none(),
        st.integers(),
        st.text(max_size=30),
        st.lists(st.sampled_from(["dudley", "walsall", "x"]), max_size=6).map(",".join),
    )
)
def test_whatever_is_asked_is_a_set_or_nothing(asked: object, register: pd.DataFrame) -> None:
    found = parse(asked, register)
    if found is not None:
        assert 0 < len(found.codes) == len(set(found.codes)) <= MOST
        assert parse(found.key, register) == found


@pytest.mark.parametrize("judgement", TODAY)
def test_the_best_come_first(judgement: Judgement, dataset: Dataset, register: pd.DataFrame) -> None:
    found = blocks(stories(dataset).values(), dataset.reach)
    stands = standings(found, judgement)
    names = dict(zip(register["code"], register["name"], strict=True))
    order = in_order(names, [stands], "grade")
    ranks = [grade.rank for code in order if code in stands and (grade := stands[code].now)]
    assert ranks == sorted(ranks, reverse=True)
    blank = [code not in stands or stands[code].now is None for code in order]
    assert blank == sorted(blank)
    waiting = in_order(names, [stands], "waiting")
    dates = [stands[code].latest.confirmed for code in waiting if code in stands]
    assert dates == sorted(dates)


@pytest.mark.parametrize("query", ["?set=atlantis", "?judgement=x&sort=y", "?set=region:atlantis", "?set=%00"])
def test_an_odd_value_is_said_and_the_usual_view_is_shown(query: str, page_at: Any) -> None:
    content, title = page_at("/compare", query)
    assert title.startswith("Compare authorities")
    assert "does not exist here" in words(content)
    assert any(part["type"] == "Graph" for part in components(content))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("dudley,hull,E08000027", "dudley,kingston-upon-hull"),
        ("Dudley MBC, Bristol, City of,Walsall", "dudley,bristol,walsall"),
        ("Bournemouth, Christchurch and Poole,dudley", "bournemouth-christchurch-and-poole,dudley"),
        ("332,80464", "dudley"),
        ("neighbours:Dudley Council", "neighbours:dudley"),
        ("Neighbours:E08000027", "neighbours:dudley"),
        ("region:West Midlands", "region:west-midlands"),
        ("Region:west-midlands.)", "region:west-midlands"),
        (" ALL ", "all"),
        ("dudley,walsall.)", "dudley,walsall"),
    ],
)
def test_a_set_takes_every_name_and_code(text: str, key: str, register: pd.DataFrame, dataset: Dataset) -> None:
    found = asked(text, register, register_of(dataset))
    assert found.comparison is not None and found.comparison.key == key
    assert not found.unknown and not found.unclear


def test_what_a_set_names_in_vain_is_said(page_at: Any) -> None:
    content, _ = page_at("/compare", "?set=dudley,nowhere at all,Dorset,dudly")
    text = words(content)
    assert "“nowhere at all” is no authority that is known here, and is not shown." in text
    assert "“Dorset” may be several authorities: did you mean Dorset or Dorset county (to 2019)?" in text
    assert "“dudly” is not shown: did you mean Dudley?" in text
    links = [part["props"]["href"] for part in components(content) if part["type"] == "Link"]
    assert "/compare?set=dudley,dorset-county-to-2019" in links
    assert "does not exist here" not in text


def test_names_that_are_typed_without_script_are_told_too(page_at: Any) -> None:
    content, _ = page_at("/compare", "?set=choice&own=Dudley,xyz")
    assert "“xyz” is no authority that is known here" in words(content)
    assert "Dudley" in words(by_id(content, "compare-strips-title"))
