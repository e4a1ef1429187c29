"""What a presenter says at a slide: a minute or a minute and a half, and the questions that members are likely to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.dates import month_year
from dashboard.history.story import Story
from dashboard.judgements import FOUR
from dashboard.text.briefing import BETTER, HELP, KINDS, beside, held, priority, visits_of
from dashboard.words import series, upper_first

LEAST, MOST = 150, 220
"""Words of what is said at a slide, where there is so much to say: 60 to 90 seconds."""
A_MINUTE = 150
"""Words that a speaker says in a minute."""

FOUR_GRADES = "Ofsted gives one of four grades: outstanding, good, requires improvement to be good, or inadequate."
FOUR_JUDGEMENTS = (
    "There are four judgements: the impact of leaders on social work practice, the experiences and progress of children who "
    "need help and protection, of children in care, and of care leavers."
)
STANDS = "A grade stands until the next full inspection."
WHAT_HELPS = (
    "A focused visit is two days on one theme and gives no grade; it may set areas for priority action.",
    "A monitoring visit follows a judgement of inadequate, about four times a year; it gives no grade either.",
    "A joint inspection is made by several inspectorates on one theme, and an area SEND inspection with the Care Quality "
    "Commission of all who serve children with special educational needs.",
    "What inspectors wrote stands in their letters, which the table leads to.",
    "Visits carry no grade.",
)
NEIGHBOURS = (
    "Statistical neighbours are the ten authorities that are most alike in the Department for Education’s model of 2025.",
    "They were inspected in different years, and the table gives the month of each inspection.",
)
INSPECTED = (
    "A full inspection takes one or two weeks on site, and its report is published some weeks later.",
    "The days are counted from the first day of one inspection to the first day of the next.",
    "Nothing obliges Ofsted to keep to what has happened so far.",
)
GENERAL = (FOUR_JUDGEMENTS, FOUR_GRADES, STANDS)
NO_CAUSE = "Only published facts are shown; nothing here says why a grade changed."
AS_OFSTED = (
    "Counts follow Ofsted’s own rule for a date: the latest full inspection of each authority that existed then."
)


def spoken(say: Iterable[str], background: Iterable[str] = ()) -> list[str]:
    """The sentences to say, none twice: all that matter within the time, then background until a minute is filled."""
    said: list[str] = []
    for is_background, sentences in ((False, say), (True, background)):
        for sentence in dict.fromkeys(sentences):
            if is_background and count(said) >= LEAST:
                break
            if sentence not in said and count([*said, sentence]) <= MOST:
                said.append(sentence)
    return said


def count(sentences: Iterable[str]) -> int:
    """Words in sentences."""
    return sum(len(sentence.split()) for sentence in sentences)


def length(sentences: Sequence[str]) -> str:
    """How long it takes to say them, to the nearest five seconds."""
    return f"About {max(5, 5 * round(count(sentences) * 60 / A_MINUTE / 5))} seconds."


def judgement_by_judgement(story: Story, neighbours: Sequence[Story]) -> list[str]:
    """How each of the authority's own grades stands to its neighbours', a sentence a judgement."""
    return [beside(story, neighbours, judgement) for judgement in FOUR]


def best_of(neighbours: Sequence[Story]) -> str:
    """Which neighbours are outstanding and which good for help and protection; nothing where none holds a grade."""
    grades = {one.authority.name: grade for one in neighbours if (grade := held(one, HELP))}
    if not grades:
        return ""
    parts = []
    for grade in BETTER:
        names = [name for name, own in grades.items() if own is grade]
        parts.append(f"{str(grade).lower()} for help and protection: {series(names) if names else 'none'}")
    return f"Of the neighbours, {'; '.join(parts)}."


def visits_told(story: Story) -> list[str]:
    """The latest visits, a sentence each."""
    said = []
    for event in visits_of(story)[:6]:
        day = event.start or event.published
        when = f"in {month_year(day)}" if day else "on a day that is not known"
        about = f": {_within(event.theme)}" if event.theme else ""
        about += f", with the outcome {event.outcome.lower()}" if event.outcome else ""
        said.append(f"{upper_first(KINDS.get(event.kind, str(event.kind)))} {when}{about}.")
    return said


def _within(theme: str) -> str:
    """A theme within a sentence."""
    return theme if theme.startswith("Covid") else theme[0].lower() + theme[1:]


def priority_told(story: Story) -> str:
    """Whether a focused visit has set areas for priority action."""
    return next(iter(priority(story)), "No focused visit on record has set an area for priority action.")
