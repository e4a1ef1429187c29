"""The sentences: right and grammatical for every authority, of today and abolished, by either date."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from dashboard import text
from dashboard.dates import date_range, long_date, month_year, short_date
from dashboard.history.standing import Point, points, spells
from dashboard.history.story import By, Judged, Story, stories
from dashboard.text import national
from dashboard.text.status import status
from dashboard.words import counted, duration, ordinal, series, upper_first
from loaders import Dataset, EventType, Grade, Judgement, Precision, Status, load_dataset
from loaders.paths import DATA
from tests.dashboard.asking import half_read
from tests.dashboard.made_stories import Maker

TODAY = dt.date(2026, 11, 24)
MODES: tuple[By, ...] = ("publication", "inspection")
CAUSES = re.compile(r"\b(because|due to|caused|thanks to|as a result|led to|owing to|therefore)\b", re.IGNORECASE)
SLIPS = re.compile(r"  |\bnan\b|\bNone\b|NaT|<NA>|\.\.|,,| ,| \.|\(\)|\ba [aeio]|\ban [^aeiouAEIOU]|\bscore")


@pytest.fixture(scope="module")
def every(dataset: Dataset) -> dict[str, Story]:
    return stories(dataset)


def sentences(story: Story, by: By) -> list[str]:
    return [
        f"{text.title(story, by, TODAY)}.",
        f"{text.subtitle(story, by, TODAY)}.",
        *text.summary(story, by, TODAY),
        *text.caption(story, by, TODAY, TODAY),
        text.alternative(story, by, TODAY),
    ]


@pytest.mark.parametrize("by", MODES)
def test_every_sentence_of_every_authority_is_well_formed(every: dict[str, Story], by: By) -> None:
    for slug, story in every.items():
        for sentence in sentences(story, by):
            assert sentence.endswith("."), (slug, sentence)
            assert not SLIPS.search(sentence), (slug, sentence)
            assert sentence[0].isupper() or sentence[0] in "“", (slug, sentence)
            assert not CAUSES.search(sentence), (slug, sentence)


@pytest.mark.parametrize("by", MODES)
def test_titles_name_the_authority_and_are_short(every: dict[str, Story], by: By) -> None:
    for story in every.values():
        title = text.title(story, by, TODAY)
        assert title.startswith(upper_first(story.authority.called))
        assert len(title) <= 150
        assert not title.endswith(".")


@pytest.mark.parametrize("by", MODES)
def test_titles_say_the_latest_grade(every: dict[str, Story], by: By, dataset: Dataset) -> None:
    judgements = dataset.judgements().set_index(["inspection_id", "judgement"])["grade"]
    for story in every.values():
        found = points(story, by, TODAY)
        full = story.full()
        if not found or full[-1].overall is None or full[-1].overall.grade is None:
            continue
        grade = judgements[full[-1].id, "overall_effectiveness"]
        assert found[-1].grade == grade
        wording = grade.lower().replace("requires improvement", "require")
        assert wording in text.title(story, by, TODAY).lower(), story.authority.name


def test_months_in_titles_are_months_of_inspections(every: dict[str, Story]) -> None:
    for story in every.values():
        body = story.authority
        known = {
            month_year(day) for event in story.events for day in (event.published, event.start) if day is not None
        } | {month_year(day) for day in (body.established, body.abolished, story.known_to) if day}
        named = re.findall(r"[A-Z][a-z]+ (?:20\d\d)", text.title(story, "publication", TODAY))
        assert set(named) <= known, body.name


def test_summaries_are_of_a_readable_length(every: dict[str, Story]) -> None:
    for story in every.values():
        assert 1 <= len(text.summary(story, "publication", TODAY)) <= 9


def test_dudley(made: dict[str, Story]) -> None:
    story = made["dudley"]
    assert text.title(story, "publication", TODAY) == (
        "Dudley left inadequate in December 2018 and has required improvement since"
    )
    assert text.title(story, "inspection", TODAY) == (
        "Dudley left inadequate in October 2018 and has required improvement since"
    )
    told = " ".join(text.summary(story, "publication", TODAY))
    assert "It was inadequate for two years and eight months (April 2016 to December 2018)." in told
    assert "The seventh monitoring visit after the judgement of April 2016 is on record without a date." in told
    assert "no record of the first and sixth monitoring visits" in told


def test_an_inspection_since_april_2026_leads_with_its_judgements(made: dict[str, Story]) -> None:
    story = made["cumberland"]
    assert text.title(story, "publication", TODAY) == (
        "Cumberland left inadequate for help and protection in July 2026, and rose to good for leaders"
    )
    told = text.summary(story, "publication", TODAY)
    assert told[0] == "Cumberland came into being on 1 April 2023, when Cumbria was abolished, and inherits no grade."
    assert "gave no overall grade: inspections that began on or after 1 April 2026 have none" in told[1]


def test_an_abolished_body_is_told_in_the_past(every: dict[str, Story]) -> None:
    for slug in ("cumbria", "northamptonshire", "poole", "bournemouth", "dorset-county-to-2019"):
        title = text.title(every[slug], "publication", TODAY)
        assert "was abolished in" in title
        assert "since" not in title


def test_a_body_that_was_not_inspected_is_told_so(made: dict[str, Story]) -> None:
    story = made["cumberland"]
    empty = Story(story.authority, (), story.before)
    assert text.title(empty, "publication", TODAY) == (
        "Cumberland came into being in April 2023 and has not yet been inspected"
    )
    assert "has not yet had a full inspection" in " ".join(text.summary(empty, "publication", TODAY))
    old = Story(made["dudley"].authority, ())
    assert text.title(old, "publication", TODAY) == "Dudley has no full inspection of children’s services on record"


def test_each_kind_of_movement_has_its_words(every: dict[str, Story]) -> None:
    titles = [text.title(story, "publication", dt.date(2025, 3, 31)) for story in every.values()]
    for wording in (
        "rose from",
        "fell from",
        "left inadequate",
        "kept the grade at the next",
        "at all three inspections",
    ):
        assert any(wording in title for title in titles), wording


def test_monitoring_visits_are_never_told_as_complete(every: dict[str, Story], dataset: Dataset) -> None:
    for story in every.values():
        if any(event.kind is EventType.MONITORING_VISIT for event in story.events):
            told = " ".join(status(dataset, story, dataset.reach))
            assert "monitoring visits only from 1 April 2022 to 31 March 2025" in told


def test_a_sentence_on_focused_visits_carries_their_own_date(every: dict[str, Story], dataset: Dataset) -> None:
    told = " ".join(status(dataset, every["bath-and-north-east-somerset"], dataset.reach))
    assert told == "Known in full: focused visits to 3 February 2026."
    assert status(dataset, every["poole"], dataset.reach) == []  # it ended before anything is missing


def test_spells_of_inadequate(made: dict[str, Story]) -> None:
    day, event = dt.date, made["dudley"].events[0]
    found = [
        Point(day(2014, 5, 1), Grade.INADEQUATE, event),
        Point(day(2016, 5, 1), Grade.INADEQUATE, event),
        Point(day(2018, 5, 1), Grade.GOOD, event),
        Point(day(2022, 5, 1), Grade.INADEQUATE, event),
    ]
    stretches = [(one.start.year, one.end.year if one.end else None) for one in spells(found)]
    assert stretches == [(2014, 2018), (2022, None)]


@pytest.mark.parametrize(("day", "is_after"), [("2022-10-30", False), ("2022-10-31", False), ("2022-11-01", True)])
def test_a_visit_on_the_inspection_s_own_day_is_not_after_it(day: str, is_after: bool) -> None:
    made = Maker()
    made.body("X", "Alder")
    made.event("X", "ILACS", "standard inspection", "2022-10-31", "2022-12-12", {"overall_effectiveness": "Good"})
    made.event("X", "ILACS", "focused visit", day, None)
    told = text.summary(made.stories()["alder"], "publication", TODAY)
    assert ("Since its latest full inspection the record shows one focused visit." in told) == is_after
    assert ("No focused visit since its latest full inspection is on record." in told) == (not is_after)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (60.0, 64.0, "rose from 60% of 150 authorities in March 2020 to 64% of 151 in April 2020"),
        (64.0, 60.0, "fell from 64% of 150 authorities in March 2020 to 60% of 151 in April 2020"),
        (60.0, 60.6, "rose from 60% of 150 authorities in March 2020 to 61% of 151 in April 2020"),
        (60.0, 60.4, "was 60% of 150 authorities in March 2020 and of 151 in April 2020"),
    ],
)
def test_a_share_rises_falls_or_stays(first: float, last: float, words: str) -> None:
    days = pd.to_datetime(["2020-03-31", "2020-03-31", "2020-04-30", "2020-04-30"])
    percent = [first - 20, 20.0, last - 20, 20.0]
    shares = pd.DataFrame(
        {"date": days, "grade": ["Good", "Outstanding"] * 2, "percent": percent, "total": [150, 150, 151, 151]}
    )
    assert national.through_time(shares, Judgement.OVERALL) == f"The share good or outstanding overall {words}"


def test_small_words() -> None:
    assert series(["a"]) == "a"
    assert series(["a", "b", "c"]) == "a, b and c"
    assert series(["a", "b and c"]) == "a, and b and c"
    assert counted(1, "visit") == "one visit"
    assert counted(12, "visit") == "12 visits"
    assert [ordinal(n) for n in (1, 7, 11, 12, 21, 22, 23)] == [
        "first",
        "seventh",
        "11th",
        "12th",
        "21st",
        "22nd",
        "23rd",
    ]
    assert duration(dt.date(2016, 4, 5), dt.date(2018, 12, 10)) == "two years and eight months"
    assert duration(dt.date(2016, 4, 5), dt.date(2017, 4, 5)) == "one year"
    assert duration(dt.date(2016, 4, 5), dt.date(2016, 4, 25)) == "less than a month"


def test_dates_in_words() -> None:
    day = dt.date(2016, 4, 5)
    assert long_date(day) == "5 April 2016"
    assert long_date(day, Precision.MONTH) == "April 2016"
    assert short_date(day) == "5 Apr 2016"
    assert date_range(day, dt.date(2016, 4, 9)) == "5 to 9 April 2016"
    assert date_range(day, dt.date(2016, 5, 9)) == "5 April to 9 May 2016"
    assert date_range(day, dt.date(2017, 1, 9)) == "5 April 2016 to 9 January 2017"
    assert date_range(day, None) == "5 April 2016"


def test_nothing_is_said_of_what_followed_the_end_of_a_record(tmp_path: Path) -> None:
    part = load_dataset(half_read(tmp_path))
    read = set(part.documents().dropna(subset="sha256")["authority_code"])
    early = [story for story in stories(part).values() if story.ends_early(part.reach)]
    living = [story for story in stories(part).values() if story.authority.abolished is None]
    newest = {
        story.authority.code: max((event.published or TODAY for event in story.full()), default=None)
        for story in living
    }
    assert {story.authority.code for story in early} == {
        story.authority.code
        for story in living
        if story.authority.code not in read and newest[story.authority.code] != part.reach
    }
    assert len(early) > 60
    for story in early:
        words = " ".join(
            [text.title(story, "publication", part.reach), *text.summary(story, "publication", part.reach)]
        )
        assert "The record of" in " ".join(status(part, story, part.reach))
        assert "only of the" not in words
        assert not re.search(r"has (been (?!graded)|required)", words), words


def test_a_grade_is_drawn_to_the_end_of_its_record_alone(made: dict[str, Story]) -> None:
    story = dataclasses.replace(made["dudley"], known_to=dt.date(2024, 3, 31))
    assert story.until(TODAY) == dt.date(2024, 3, 31)
    assert text.title(story, "publication", TODAY).endswith("required improvement until at least March 2024")
    assert "Hatched: after 31 March 2024" in " ".join(text.caption(story, "publication", TODAY, TODAY))


def test_a_report_published_after_the_lists_ends_the_record_later(made: dict[str, Story]) -> None:
    story = dataclasses.replace(made["dudley"], known_to=dt.date(2022, 12, 31))
    assert story.until(TODAY) == dt.date(2023, 1, 13)


def test_a_later_report_that_could_not_be_read_ends_every_since(made: dict[str, Story]) -> None:
    story = made["dudley"]
    last = story.full()[-1]
    unread = dataclasses.replace(
        last,
        id="later",
        start=dt.date(2026, 1, 12),
        published=dt.date(2026, 3, 5),
        judgements={judgement: Judged(None, "", Status.UNREADABLE) for judgement in last.judgements},
    )
    told = dataclasses.replace(story, events=(*story.events, unread))
    assert text.title(told, "publication", TODAY) == (
        "Dudley required improvement until March 2026, when it was inspected again; that report could not be read"
    )
    assert "since" not in " ".join(text.opening(told, "publication", TODAY))


def test_a_document_that_could_not_be_taken_ends_the_record_of_its_authority(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    table = (copy / "documents.csv").read_text(encoding="utf-8")
    columns = table.splitlines()[0].split(",")
    facts = {"urn": "80464", "link_text": "Inspection", "published": "2026-05-12", "document": "not a report",
             "sha256": "0" * 64, "error": "its authority was not found"}  # fmt: skip
    row = ",".join(facts.get(column, "") for column in columns)
    (copy / "documents.csv").write_text(f"{table}{row}\n", encoding="utf-8")
    part = load_dataset(copy)
    story = stories(part)["dudley"]
    assert story.ends_early(part.reach) == dt.date(2026, 5, 12)
    assert "since" not in text.title(story, "publication", part.reach)
    assert [one.authority.slug for one in stories(part).values() if one.ends_early(part.reach)] == ["dudley"]
    assert "A report of that day could not be read" in " ".join(status(part, story, part.reach))
