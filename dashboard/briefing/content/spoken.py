"""What a presenter says at each slide of an authority's briefing, from the sentences of its pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dashboard import text
from dashboard.briefing.model import Script, Section
from dashboard.briefing.pictures.timeline_sizes import BY
from dashboard.history.story import Story
from dashboard.judgements import NAMES
from dashboard.statistics import waiting
from dashboard.text import briefing, script
from dashboard.text import context as words_around
from dashboard.words import sentences_of
from loaders import Judgement

OVERALL = NAMES[Judgement.OVERALL]
"""How the sentence of a chart's description begins that gives the grades once more, which the history has told."""


def scripted(
    sections: Sequence[Section],
    story: Story,
    neighbours: Sequence[Story],
    window: waiting.Window | None,
    today: dt.date,
) -> list[Section]:
    """The sections with what a presenter says at each."""
    said = {section.key: (f"{section.title}.", *section.paragraphs, *section.points) for section in sections}
    history, gaps = text.opening(story, BY, today), text.gaps(story)
    drawn = sentences_of(text.alternative(story, BY, today).removesuffix(" The table below gives every event."))
    beside = tuple(script.judgement_by_judgement(story, neighbours))
    coming = briefing.next_words(story, window, None, today)
    change = "" if story.authority.abolished else briefing.FRAMEWORK_CHANGE
    scripts = {
        "story": Script(
            said["story"],
            (*history, script.FOUR_JUDGEMENTS, script.FOUR_GRADES, script.STANDS, script.NO_CAUSE),
            (
                (f"How did {story.authority.called} come to this?", " ".join(history)),
                ("How does it compare with similar authorities?", " ".join(said.get("neighbours", ())[1:])),
                ("When is the next inspection likely?", " ".join(coming)),
                ("Why is there no overall grade any more?", change),
            ),
        ),
        "timeline": Script(
            (*said["timeline"], *history, *(one for one in drawn[1:] if not (history and one.startswith(OVERALL)))),
            (
                script.STANDS,
                *script.WHAT_HELPS[:2],
                script.FOUR_JUDGEMENTS,
                script.FOUR_GRADES,
                change,
                script.NO_CAUSE,
            ),
            (
                ("Is anything missing?", " ".join(gaps)),
                ("Has a visit set priority action?", script.priority_told(story)),
                ("Do visits change a grade?", "Visits carry no grade."),
            ),
        ),
        "neighbours": Script(
            (*said.get("neighbours", ()), *beside, script.best_of(neighbours)),
            (*script.NEIGHBOURS, script.FOUR_JUDGEMENTS, script.STANDS, change, script.NO_CAUSE),
            (
                ("Who are the best of them?", script.best_of(neighbours)),
                ("Why these ten?", script.NEIGHBOURS[0]),
                ("Are the grades of the same year?", script.NEIGHBOURS[1]),
            ),
        ),
        "around": Script(
            (*said.get("around", ()), *sentences_of(words_around.LANES)),
            (*script.NEIGHBOURS[:1], script.STANDS, script.NO_CAUSE, script.FOUR_GRADES),
            (("Do these figures explain the grade?", words_around.SIDE_BY_SIDE),),
        ),
        "visits": Script(
            (*said["visits"], *script.visits_told(story), script.priority_told(story)),
            (*script.WHAT_HELPS, script.STANDS, script.FOUR_GRADES, script.FOUR_JUDGEMENTS),
            (
                ("Has a visit set priority action?", script.priority_told(story)),
                ("Are all visits known?", " ".join(gaps)),
                ("Do visits change a grade?", "Visits carry no grade."),
            ),
        ),
        "next": Script(
            said["next"],
            (*script.INSPECTED, change, script.FOUR_JUDGEMENTS, script.FOUR_GRADES, script.STANDS),
            (
                ("Is this Ofsted’s plan?", "This is what has happened so far; it is no schedule of Ofsted’s."),
                ("Will there be an overall grade?", change),
                ("What will be judged?", script.FOUR_JUDGEMENTS),
            ),
        ),
    }
    return [replace(section, script=scripts[section.key]) for section in sections]


def general(section: Section, *, is_counted: bool) -> Section:
    """A section of several authorities with what a presenter says there; `is_counted` where Ofsted's rule counts them."""
    drawn = sentences_of(section.picture.alt) if section.picture else []
    if is_counted:  # every region and year is for who does not see them: a presenter says the first
        drawn = drawn[:3]
    said = Script(
        (f"{section.title}.", *section.paragraphs, *section.points, *drawn),
        (*([script.AS_OFSTED] if is_counted else []), *script.GENERAL, briefing.FRAMEWORK_CHANGE, script.NO_CAUSE),
        (
            ("Why is there no overall grade any more?", briefing.FRAMEWORK_CHANGE),
            ("How is it counted?", script.AS_OFSTED if is_counted else ""),
            ("What is judged?", script.FOUR_JUDGEMENTS),
        ),
    )
    return replace(section, script=said)
