"""What briefings say, for every authority, against the dataset."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from typing import Any

import pandas as pd
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.briefing.content import content_for
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.formats.wrapping import text_height
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import read_one
from dashboard.history.story import stories
from dashboard.words import number
from loaders import Dataset

CAUSES = re.compile(r"\b(because|caused|due to|thanks to|as a result|led to|owing to)\b", re.IGNORECASE)
NEARLY_EMPTY, FOOTER = 250, 450 * 12700
"""Points from the top of a slide of 540 above which what it holds must not end, and where its footer begins."""
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|[1-9][0-9]+"
COUNTED = r"(focused visit|monitoring visit|full inspection|joint inspection|area SEND inspection|gap|area|year|month)"
NUMBER_SLIPS = re.compile(rf"\b(one|1) {COUNTED}s\b|\b({NUMBERS}) {COUNTED}\b(?! SEND)", re.IGNORECASE)
ARTICLE_SLIPS = re.compile(
    r"\ba (outstanding|inadequate|area|inspection|ILACS)\b|\ban (good|requires|focused)\b", re.IGNORECASE
)
VERB_SLIPS = re.compile(
    r"\b(one|None) (hold|are|have)\b|\b(two|three|four|five|ten|all) (holds|is|has)\b", re.IGNORECASE
)
SLIPS = re.compile(r"\bNone\b(?! of)|\bnan\b|\bNaT\b|  | ,|\.\.|\b1 visits\b|\bno the\b|\b(a|an) (a|an)\b|[{}]")


def test_words_are_whole_and_claim_no_cause(contents: dict[str, Content]) -> None:
    for slug, content in contents.items():
        for section in content.sections:
            assert not section.title.endswith("."), (slug, section.title)
            for words in (section.title, *section.paragraphs, *section.points):
                assert words[0].isupper() or words[0].isdigit(), (slug, words)
                assert not CAUSES.search(words), (slug, words)
                for slips in (SLIPS, NUMBER_SLIPS, ARTICLE_SLIPS, VERB_SLIPS):
                    assert not slips.search(words), (slug, words, slips.search(words))
            assert all(words.endswith(".") for words in (*section.paragraphs, *section.points)), slug


def test_nothing_is_claimed_of_what_a_record_cannot_know(half: Dataset, half_contents: dict[str, Content]) -> None:
    """Where no later report was read, an authority may have been inspected since: no wait is counted, none ranked."""
    ended = 0
    for slug, story in stories(half).items():
        content = half_contents[slug]
        later = next(section for section in content.sections if section.key == "next")
        words = " ".join([later.title, *later.paragraphs])
        if story.ends_early(content.as_at):
            ended += 1
            assert "may have been inspected since" in words or "Unless inspected since" in later.title, slug
            assert " wait of " not in words and "has waited" not in words, slug
        elif story.authority.abolished is None:
            assert " wait of the " in words, slug
    assert ended > 0


def test_titles_count_what_the_dataset_holds(dataset: Dataset, contents: dict[str, Content]) -> None:
    numbers = {number(count): count for count in range(11)}
    for slug, story in stories(dataset).items():
        title = next(section.title for section in contents[slug].sections if section.key == "visits")
        rows = dataset.timeline(story.authority.code)
        for kind in ("focused visit", "monitoring visit", "area SEND inspection"):
            found = re.search(rf"(\w+) {kind}", title)
            said = 0 if found is None else numbers.get(found[1].lower()) or int(found[1])
            assert said == (rows["event_type"] == kind).sum(), (slug, kind, title)


def test_neighbours_are_counted_from_their_latest_inspections(dataset: Dataset, contents: dict[str, Content]) -> None:
    register = dataset.authorities().set_index("slug")

    @cache
    def is_good(code: str) -> bool:
        rows: pd.DataFrame = dataset.timeline(code)
        full = rows[rows["framework"].isin(["SIF", "ILACS"]) & rows["help_and_protection"].notna()]
        last = full.assign(day=full["publication_date"].fillna(full["start_date"])).sort_values("day").iloc[-1]
        return last["help_and_protection"] in ("Good", "Outstanding")

    for slug, content in contents.items():
        near = register.loc[slug, "neighbours"]
        beside = [section for section in content.sections if section.key == "neighbours"]
        if not beside:
            continue
        good = sum(is_good(code) for code in str(near).split(";"))
        table = beside[0].table
        assert table is not None
        assert good == table.frame["Help and protection"].iloc[1:].isin(["Good", "Outstanding"]).sum(), slug


def test_every_authority_of_today_names_the_end_of_the_overall_grade(contents: dict[str, Content]) -> None:
    for content in contents.values():
        assert "1 April 2026" in " ".join(content.method)


def test_the_table_of_events_is_the_dataset(dataset: Dataset, contents: dict[str, Content]) -> None:
    for slug, story in stories(dataset).items():
        frame = contents[slug].tables[0].frame
        assert len(frame) == len(dataset.timeline(story.authority.code))


def test_judgements_now_are_those_of_the_latest_inspection(dataset: Dataset, contents: dict[str, Content]) -> None:
    table = contents["dudley"].sections[0].table
    assert table is not None
    now: dict[str, str] = dict(table.frame.itertuples(index=False, name=None))
    last = [row for row in dataset.timeline("E08000027").to_dict("records") if row["framework"] == "ILACS"]
    full = [row for row in last if "inspection" in row["event_type"]][-1]
    assert now["Impact of leaders"] == full["leadership"]
    assert now["Help and protection"] == full["help_and_protection"]


def test_no_deck_runs_over_or_is_nearly_empty_and_its_chart_keeps_its_type(contents: dict[str, Content]) -> None:
    for slug, content in contents.items():
        slides = Presentation(io.BytesIO(write_deck(content))).slides
        keeps_its_type(slides[1], content.pictures[0].left_out, slug)
        for slide in slides:
            runs_not_over(slide, slug)


def runs_not_over(slide: Any, slug: str) -> None:
    ends = [0.0]
    for shape in slide.shapes:
        if shape.has_table:
            bottom = shape.top + sum(row.height for row in shape.table.rows)
            assert bottom <= 7.0 * 914400, (slug, slide.shapes.title.text)
            ends.append(bottom / 12700)
        elif shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            ends.append((shape.top + shape.height) / 12700)
        elif shape.has_text_frame and shape != slide.shapes.title:
            runs = [run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]
            if not runs:  # the slide's number is a field
                continue
            size = runs[0].font.size.pt
            words = [run.text for run in runs]
            high = text_height(words, size, shape.width / 12700)
            assert high <= shape.height / 12700 + 2, (slug, words)
            if shape.top < FOOTER:
                ends.append(shape.top / 12700 + high)
    assert max(ends) >= NEARLY_EMPTY, (slug, slide.shapes.title.text)


def keeps_its_type(slide: Any, left_out: str, slug: str) -> None:
    """The words of the drawing are no smaller than type may be, and what it leaves out is said below it."""
    (group,) = (shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP)
    sizes = [
        run.font.size.pt
        for shape in group.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert min(sizes) >= 12, slug
    low = group.top.pt + group.height.pt
    shown = [shape for shape in slide.shapes if shape.has_text_frame and shape != slide.shapes.title]
    assert all(shape.top.pt >= low - 1 for shape in shown), slug
    assert not left_out or any(left_out in shape.text for shape in shown), slug


def test_england_gives_ofsted_s_own_count(dataset: Dataset) -> None:
    content = content_for(dataset, read_one("national:2024-03-31", dataset))
    assert content.as_at == dt.date(2024, 3, 31)
    region = content.tables[0].frame.set_index("Area")
    assert region.loc["England", "With a grade"] == 151
    assert region.loc["England", ["Outstanding", "Good"]].sum() == 91
    assert "91 of 151" in content.headline


def test_a_comparison_names_every_authority(dataset: Dataset) -> None:
    content = content_for(dataset, read_one("compare:neighbours:dudley", dataset))
    assert len(content.tables[0].frame) == 11
    assert content.tables[0].strong == "Dudley"
    assert len(content_for(dataset, read_one("map:2024-03-31", dataset)).tables[0].frame) == 153
