"""Type in pictures: no smaller than 12 points where the picture is shown, and no label over another, for all."""

from __future__ import annotations

import datetime as dt
import io
import itertools

import pytest
from docx import Document

from dashboard.briefing.formats.docx import write_document
from dashboard.briefing.model import ALL_SIZES, DECK, DOCUMENT, LEAST_TEXT, PAGE, SLIDE, WEB, Content, Size
from dashboard.briefing.pictures.timeline_sizes import BY, forms_of
from dashboard.drawing.scene import Scene, Words
from dashboard.figures.timeline.figure import draw
from dashboard.history.story import Story, stories
from loaders import Dataset
from tests.dashboard.briefing.handmade import png

HIGHEST = {SLIDE.name: 540, WEB.name: 540, DECK.name: DECK.height, PAGE.name: 700, DOCUMENT.name: 400}
"""Points of height at which a picture keeps its scale: a slide's, the room under its title, a page's text."""


@pytest.fixture(scope="module")
def living(dataset: Dataset) -> dict[str, Story]:
    return {slug: story for slug, story in stories(dataset).items() if story.authority.abolished is None}


def scene_of(content: Content, size: Size) -> Scene:
    drawn = content.pictures[0].draw(size)
    assert isinstance(drawn, Scene)
    return drawn


@pytest.mark.parametrize("size", ALL_SIZES.values(), ids=ALL_SIZES)
def test_type_has_twelve_points_where_the_picture_is_shown(
    size: Size, living: dict[str, Story], contents: dict[str, Content]
) -> None:
    assert len(living) == 153
    for slug in living:
        scene = scene_of(contents[slug], size)
        scale = min(size.width / scene.width, HIGHEST[size.name] / scene.height, 1)
        assert min(words.size for words in scene.only(Words)) * scale >= LEAST_TEXT, (slug, scene.height)


@pytest.mark.parametrize("size", ALL_SIZES.values(), ids=ALL_SIZES)
def test_no_label_covers_another_however_close_the_lanes(
    size: Size, living: dict[str, Story], dataset: Dataset
) -> None:
    forms = list(forms_of(size))
    for slug, story in living.items():
        for form in (forms[0], forms[-1]):
            sheet, _ = draw(story, by=BY, today=dataset.reach, width=form)
            words = [(text, box) for text, box in sheet.canvas.boxes if not text.startswith("mark ")]
            for (text, box), (other, another) in itertools.combinations(words, 2):
                assert not box.hits(another, -1), (slug, form.row, text, other)
            assert all(box.left >= -0.5 and box.right <= form.width + 0.5 for _, box in words), slug


def test_the_picture_in_a_document_is_as_wide_as_it_was_drawn(contents: dict[str, Content]) -> None:
    def need(content: Content) -> float:
        """Roughly the room on the first page: the height of the picture, and that of the words."""
        words = sum(len(words) for words in content.sections[0].paragraphs) + len(content.pictures[0].caption)
        return float(scene_of(content, DOCUMENT).height + words / 8)

    fullest = sorted(contents.items(), key=lambda item: need(item[1]), reverse=True)[:30]
    for slug, content in fullest:
        scene = scene_of(content, DOCUMENT)
        pictures = {"timeline": png(round(scene.width), round(scene.height))}
        document = Document(io.BytesIO(write_document(content, pictures)))
        assert len(document.inline_shapes) == 1, slug
        assert document.inline_shapes[0].width.pt >= scene.width - 1, slug


def test_a_picture_is_marked_with_the_date_of_its_data(contents: dict[str, Content], dataset: Dataset) -> None:
    built = dataset.built
    assert isinstance(built, dt.date)
    words = [words.text for words in scene_of(contents["dudley"], SLIDE).only(Words)]
    assert f"Data to {built.day} {built:%b %Y}" in words
    assert not any("Today" in word for content in contents.values() for word in content.pictures[0].caption.split())
    assert "adoption and the safeguarding board" in contents["dudley"].pictures[0].caption
    assert contents["cumberland"].pictures[0].left_out == ""
