"""What a presenter reads: a minute to a minute and a half at each slide, and questions with answers."""

from __future__ import annotations

import io
import re

import pytest
from pptx import Presentation

from dashboard.briefing.content import content_for
from dashboard.briefing.formats.pptx import write_deck
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import read_one
from dashboard.text.script import spoken
from loaders import Dataset

SHORT = {"dorset-county-to-2019", "poole", "bournemouth", "cumbria", "northamptonshire"}
"""Abolished with little on record: there is less to say."""


def script_of(notes: str) -> tuple[int, int]:
    """The seconds that are promised, and the words that are to be said."""
    match = re.search(r"To say \(about (\d+) seconds\):\n(.+)\n", notes)
    assert match, notes
    return int(match[1]), len(match[2].split())


@pytest.mark.parametrize(
    "who", ["dudley", "cumberland", "isles-of-scilly", "compare:neighbours:dudley", "national:2024-03-31"]
)
def test_each_slide_has_a_script_and_questions(dataset: Dataset, who: str) -> None:
    slides = list(Presentation(io.BytesIO(write_deck(content_for(dataset, read_one(who, dataset))))).slides)
    for slide in slides:
        notes = slide.notes_slide.notes_text_frame.text
        title = slide.shapes.title.text
        if title.startswith("Sources and method") or notes == "Continues the slide before.":
            continue
        seconds, words = script_of(notes)
        assert words <= 220, (who, title)
        assert abs(seconds - words * 60 / 150) <= 3
        asked = notes.partition("Questions that members may ask:\n")[2].split("\n")
        assert sum(bool(re.match(r"[A-Z][^?.]+\? \S", line)) for line in asked) >= 1, (who, title)


def test_what_is_said_takes_a_minute_to_a_minute_and_a_half(contents: dict[str, Content]) -> None:
    for slug, content in contents.items():
        for section in content.sections:
            said = spoken(section.script.say, section.script.background)
            words = len(" ".join(said).split())
            assert words <= 220, (slug, section.key)
            assert words >= 150 or slug in SHORT, (slug, section.key, words)
            assert len(said) == len(set(said)), (slug, section.key)
            assert said[0] == f"{section.title}."
