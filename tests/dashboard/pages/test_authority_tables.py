from __future__ import annotations

from dashboard.history.story import Story
from dashboard.pages.authority.tables import in_order
from loaders import EventType


def test_a_visit_without_a_date_stands_where_its_number_puts_it(made: dict[str, Story]) -> None:
    ordered = in_order(made["dudley"], "publication")
    monitoring = [event.number for event in ordered if event.kind is EventType.MONITORING_VISIT]
    assert monitoring == [2, 3, 4, 5, 7]
    last = [event.number for event in ordered].index(7)
    assert str(ordered[last + 1].published) == "2018-12-10"


def test_every_event_is_listed_once_and_dated_ones_are_in_order(made: dict[str, Story]) -> None:
    for story in made.values():
        for by in ("publication", "inspection"):
            ordered = in_order(story, by)
            assert sorted(event.id for event in ordered) == sorted(event.id for event in story.events)
            days = [day for event in ordered if (day := event.when(by).day)]
            assert days == sorted(days)
