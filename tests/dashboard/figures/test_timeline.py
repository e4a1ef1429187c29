"""The timeline: what it draws, where nothing may be drawn, and that no label covers another for any authority."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from dashboard.drawing.placing import Box
from dashboard.drawing.render import plotly
from dashboard.drawing.scene import Line, Mark, Rect, Scene, Words
from dashboard.figures.timeline.figure import draw, timeline
from dashboard.figures.timeline.forms import FORMS, Width
from dashboard.figures.timeline.sheet import Sheet
from dashboard.history.awaited import awaited
from dashboard.history.spans import LANES, OVERALL, rounds, spans, undated
from dashboard.history.story import By, Story, stories
from dashboard.theme import GRADES
from loaders import OVERALL_UNTIL, Dataset, Grade, Status

TODAY = dt.date(2026, 11, 24)
MODES: tuple[By, ...] = ("publication", "inspection")
WIDTHS: tuple[Width, ...] = tuple(FORMS)


def words(scene: Scene) -> list[str]:
    return [item.text for item in scene.only(Words)]


def hovers(scene: Scene) -> str:
    return " | ".join(item.hover for item in scene.items)


def places(sheet: Sheet) -> list[Rect]:
    """Where a pointer reads of a block."""
    return [item for item in sheet.canvas.items if isinstance(item, Rect) and item.hover]


@pytest.mark.parametrize("by", MODES)
@pytest.mark.parametrize("width", WIDTHS)
def test_plotly_takes_every_drawing(made: dict[str, Story], by: By, width: Width) -> None:
    for story in made.values():
        go.Figure(plotly.figure(timeline(story, by=by, today=TODAY, width=width)))


def test_dudley_is_told_in_full(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="publication", today=TODAY, width="large")
    shown = words(figure)
    assert {"5 Apr 2016", "10 Dec 2018", "13 Jan 2023", "Data to 24 Nov 2026"} <= set(shown)
    assert {"2", "3", "4", "5", "!"} <= set(shown)
    assert "no record of 1 and 6; date of 7 not known" in shown
    assert "not judged separately" in shown
    assert "no overall grade in inspections from April 2026" in shown
    assert "1 area for priority action" in hovers(figure)
    assert "Outcome: inconsistent experiences" in hovers(figure)


def test_the_dates_of_inspection_are_another_drawing(made: dict[str, Story]) -> None:
    shown = words(timeline(made["dudley"], by="inspection", today=TODAY, width="large"))
    assert {"18 Jan 2016", "29 Oct 2018", "31 Oct 2022"} <= set(shown)
    assert "10 Dec 2018" not in shown


def test_nothing_slopes_in_the_panel_of_grades(made: dict[str, Story]) -> None:
    for story in made.values():
        figure = timeline(story, by="publication", today=TODAY, width="wide")
        dark = [run for item in figure.only(Line) if item.width == 1.5 for run in item.runs]
        assert dark and all(x0 == x1 or y0 == y1 for (x0, y0), (x1, y1) in dark)


def test_nothing_joins_a_body_to_the_one_before(made: dict[str, Story]) -> None:
    sheet, _ = draw(made["cumberland"], by="publication", today=TODAY, width="wide")
    border = sheet.scale.x(dt.date(2023, 4, 1))
    before, own = sheet.segments
    assert before.right < border < own.left
    for place in places(sheet):
        assert place.box.right <= border or place.box.left >= border


def test_a_break_is_said_in_words(made: dict[str, Story]) -> None:
    shown = words(timeline(made["cumberland"], by="publication", today=TODAY, width="large"))
    assert "Cumbria, abolished 1 April 2023" in shown
    assert "Cumberland inherits no grade" in shown


def test_no_overall_grade_since_april_2026_stands_on_no_rung(made: dict[str, Story]) -> None:
    figure = timeline(made["cumberland"], by="publication", today=TODAY, width="large")
    shown = words(figure)
    assert any(word.endswith("\nno overall grade") for word in shown)
    assert "No overall grade" not in shown  # no rung of the scale
    assert "not given since April 2026" in hovers(figure)
    sheet, _ = draw(made["cumberland"], by="publication", today=TODAY, width="large")
    rungs = {name: box for name, box in sheet.canvas.boxes if box.right == 160 - 12}  # the names beside the panel
    newest = sheet.scale.x(made["cumberland"].full()[-1].published or TODAY)
    box = next(place.box for place in places(sheet) if place.box.left == pytest.approx(newest))
    assert box.top < rungs["Outstanding"].top and box.bottom > rungs["Inadequate"].bottom


def test_a_month_is_drawn_as_a_month(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="inspection", today=TODAY, width="wide")
    dashes = {mark.hover.split("\n")[0]: mark.dash for mark in figure.only(Mark)}
    assert (dashes["Monitoring visit 5"], dashes["Monitoring visit 2"]) == ("dash", "solid")


def test_a_visit_without_a_date_is_never_drawn(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="publication", today=TODAY, width="wide")
    assert [event.number for event in undated(made["dudley"])] == [7]
    assert "Monitoring visit 7" not in hovers(figure)
    assert "7" not in words(figure)


def test_missing_numbers_are_gaps_of_their_round(made: dict[str, Story]) -> None:
    assert [one.missing for one in rounds(made["dudley"])] == [(1, 6)]
    assert [one.missing for one in rounds(made["long"])] == [(), ()]


def test_kinds_of_nothing_look_different(made: dict[str, Story]) -> None:
    isles = timeline(made["isles"], by="publication", today=TODAY, width="wide")
    dudley = timeline(made["dudley"], by="publication", today=TODAY, width="wide")
    white = "#ffffff"

    def dashes(scene: Scene) -> set[str]:
        return {item.dash for item in scene.only(Rect) if item.fill == white and item.line}

    assert "solid" in dashes(isles)
    assert "dash" in dashes(dudley)
    assert "Not judged" in words(isles)


def test_a_lane_ends_where_an_inspection_does_not_judge_it(made: dict[str, Story]) -> None:
    lane = next(lane for lane in LANES if lane.name == "Care leavers")
    found = spans(made["dudley"], lane, "publication", TODAY)
    assert [(span.judged.grade, span.judged.status) for span in found] == [
        (Grade.REQUIRES_IMPROVEMENT, Status.GRADED),
        (None, Status.NOT_SEPARATE),
    ]
    assert found[0].until == dt.date(2018, 12, 10)
    assert found[1].until == TODAY


def test_an_earlier_grade_is_hollow_after_april_2026(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="publication", today=TODAY, width="wide")
    fill = GRADES[Grade.REQUIRES_IMPROVEMENT].fill
    sheet, _ = draw(made["dudley"], by="publication", today=TODAY, width="wide")
    (hollow,) = (item for item in figure.only(Rect) if item.line == fill)
    assert hollow.box.left > sheet.scale.x(OVERALL_UNTIL)


def test_before_april_2026_nothing_is_said_of_it(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="publication", today=dt.date(2025, 12, 31), width="wide")
    assert not any("2026" in word for word in words(figure))


@pytest.fixture(scope="module")
def every(dataset: Dataset) -> dict[str, Story]:
    return stories(dataset)


def drawings(
    every: dict[str, Story], dataset: Dataset, width: Width
) -> Iterator[tuple[str, list[tuple[str, Box]], Any]]:
    for slug, story in every.items():
        coming = awaited(dataset, story, TODAY)
        for by in MODES:
            sheet, _ = draw(story, by=by, today=TODAY, width=width, coming=coming)
            yield f"{slug} by {by}", sheet.canvas.boxes, sheet


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_covers_another_for_any_authority(every: dict[str, Story], dataset: Dataset, width: Width) -> None:
    assert len(every) >= 158
    faults: list[str] = []
    for where, boxes, sheet in drawings(every, dataset, width):
        faults += [f"{where}: {text} leaves the drawing" for text, box in boxes if not _inside(box, sheet.form.width)]
        for (text, box), (other, another) in itertools.combinations(boxes, 2):
            diamonds = text == other == "mark diamond"
            if _diamonds_touch(box, another) if diamonds else box.hits(another, -1):
                faults.append(f"{where}: {text} and {other}")
        # the line where the record ends runs from the bands down: no words stand across it but the years of an axis
        top = min(box.bottom for text, box in boxes if text == "Overall effectiveness")
        faults += [
            f"{where}: {text} stands across the end of the record"
            for text, box in boxes
            if box.top >= top - 20 and box.left < sheet.own.right < box.right and not (text.isdigit() or "mark" in text)
        ]
    assert faults == []


def _inside(box: Box, width: float) -> bool:
    return box.left >= -0.5 and box.right <= width + 0.5


def _diamonds_touch(one: Box, other: Box) -> bool:
    across = abs(one.left + one.right - other.left - other.right) / 2
    down = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return across + down < (one.right - one.left) - 0.5


@pytest.mark.parametrize("by", MODES)
def test_every_overall_grade_has_its_dot_and_its_date(every: dict[str, Story], by: By) -> None:
    for slug, story in every.items():
        until = story.until(TODAY)
        for width in WIDTHS:
            shown = words(timeline(story, by=by, today=TODAY, width=width))
            for span in spans(story, OVERALL, by, until):
                assert any(str(span.start.year) in word and len(word) > 4 for word in shown), (slug, width, span.start)


def test_every_event_with_a_date_can_be_hovered(every: dict[str, Story]) -> None:
    for story in every.values():
        text = hovers(timeline(story, by="publication", today=TODAY, width="wide"))
        for event in story.events:
            if event.theme and event.when("publication").day and not event.judgements:
                assert event.theme.split()[0] in text


def test_the_same_story_gives_the_same_drawing(every: dict[str, Story]) -> None:
    story = every["dudley"]
    one = timeline(story, by="publication", today=TODAY)
    assert one == timeline(story, by="publication", today=TODAY)


@pytest.mark.parametrize("width", WIDTHS)
def test_type_is_never_smaller_than_twelve_pixels(every: dict[str, Story], width: Width) -> None:
    figure = timeline(every["birmingham"], by="publication", today=TODAY, width=width)
    assert min(item.size for item in figure.only(Words)) >= 12


@pytest.mark.parametrize("width", WIDTHS)
def test_a_record_that_ends_early_is_hatched_from_there(made: dict[str, Story], width: Width) -> None:
    story = dataclasses.replace(made["dudley"], known_to=dt.date(2024, 3, 31))
    sheet, _ = draw(story, by="publication", today=TODAY, width=width)
    later = any((event.published or event.start or dt.date.min) > dt.date(2024, 3, 31) for event in story.events)
    label = "Inspections known to 31 Mar 2024" if later else "Record ends 31 Mar 2024"
    assert label in [text for text, _ in sheet.canvas.boxes]
    assert sheet.own.right == pytest.approx(sheet.scale.x(dt.date(2024, 3, 31)), abs=0.01)
    assert sheet.own.right < sheet.scale.right
    assert not any("no overall" in text for text, _ in sheet.canvas.boxes)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("by", MODES)
def test_the_newest_grades_keep_their_place_in_time_and_their_letters_stand_beside(
    made: dict[str, Story], by: By, width: Width
) -> None:
    story = made["dudley"]
    newest = story.full()[-1].when(by).day
    assert newest is not None
    today = newest + dt.timedelta(days=7)
    sheet, _ = draw(story, by=by, today=today, width=width)
    whole = (sheet.scale.right - sheet.scale.left) / (today - sheet.scale.start).days
    assert sheet.scale.end == today
    assert sheet.own.right == pytest.approx(sheet.scale.left + (today - sheet.scale.start).days * whole)
    beside = [text for text, box in sheet.canvas.boxes if 7 <= box.left - sheet.own.right < 13]
    assert beside.count("RI") + beside.count("G") == 3  # leaders, help, care: the fourth is not judged separately


@pytest.mark.parametrize("width", WIDTHS)
def test_a_lane_says_each_grade_in_one_form(every: dict[str, Story], width: Width) -> None:
    letters = {str(grade): look.letter for grade, look in GRADES.items()}
    for story in every.values():
        sheet, _ = draw(story, by="publication", today=TODAY, width=width)
        said: dict[float, set[str]] = {}
        for item in sheet.canvas.items:
            if isinstance(item, Words) and item.anchor == "center" and item.x < sheet.own.right:
                said.setdefault(item.y, set()).add(item.text)
        for found in said.values():
            both = [grade for grade, letter in letters.items() if {grade, letter} <= found]
            assert both == [], (story.authority.slug, found)


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_the_edge_of_any_drawing(every: dict[str, Story], width: Width) -> None:
    for story in every.values():
        for by in MODES:
            sheet, _ = draw(story, by=by, today=TODAY, width=width)
            span = (sheet.scale.end - sheet.scale.start).days
            share = (story.until(TODAY) - sheet.scale.start).days / span
            edge = sheet.scale.left + share * (sheet.scale.right - sheet.scale.left)
            assert sheet.own.right == pytest.approx(edge), story.authority.slug
            assert sheet.scale.end <= TODAY


def test_a_window_lies_after_today_on_a_scale_that_stays_even(every: dict[str, Story], dataset: Dataset) -> None:
    later = 0
    for story in every.values():
        coming = awaited(dataset, story, dataset.reach)
        if coming is None:
            continue
        sheet, _ = draw(story, by="publication", today=dataset.reach, width="large", coming=coming)
        assert sheet.scale.end == max(dataset.reach, coming.window.latest)
        share = (dataset.reach - sheet.scale.start).days / (sheet.scale.end - sheet.scale.start).days
        assert sheet.edge == pytest.approx(sheet.scale.left + share * (sheet.scale.right - sheet.scale.left))
        later += coming.window.earliest > dataset.reach
        # nothing that has happened stands after today
        marks = [item for item in sheet.canvas.items if isinstance(item, Mark)]
        assert all(mark.x <= sheet.edge + 0.01 for mark in marks), story.authority.slug
    assert later > 20


def test_years_after_the_data_are_not_named(made: dict[str, Story]) -> None:
    figure = timeline(made["dudley"], by="publication", today=dt.date(2023, 12, 20), width="large")
    assert "2023" in words(figure) and "2024" not in words(figure)


def test_every_block_and_mark_is_named_after_its_inspection_and_leads_to_its_report(every: dict[str, Story]) -> None:
    story = every["dudley"]
    reports = {event.id: event.url for event in story.events}
    scene = timeline(story, by="publication", today=TODAY, width="large")
    named = [item for item in scene.items if item.hover]
    assert named and all(item.link == reports[item.name.split(" ")[0]] for item in named)
    dated = {event.id for event in story.events if event.when("publication").day}
    assert dated - {item.name.split(" ")[0] for item in named} <= {
        event.id for event in story.events if event.judgements
    }
