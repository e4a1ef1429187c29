"""What a pointer reads over a block or a mark: the same facts as in the table below the figure."""

from __future__ import annotations

import textwrap

from dashboard.dates import date_range, long_date
from dashboard.history.spans import Span, framework_name
from dashboard.history.story import Event
from dashboard.judgements import ABSENCES, NAMES
from loaders import EventType


def when_lines(event: Event) -> list[str]:
    """The days on site and the publication, each a line, with what is not known said."""
    kind = "Inspected" if event.kind.is_full or event.kind in {EventType.JTAI, EventType.AREA_SEND} else "Visited"
    if event.kind is EventType.BOARD_REVIEW:
        kind = "Reviewed"
    if event.start:
        month = "in " if event.start_precision == "month" else ""
        site = f"{kind} {month}{date_range(event.start, event.end, event.start_precision)}"
    else:
        site = f"{kind}: date not known"
    if event.published:
        month = "in " if event.published_precision == "month" else ""
        return [site, f"Published {month}{long_date(event.published, event.published_precision)}"]
    return [site, "Publication date not known"]


def span_hover(span: Span, owner: str) -> str:
    """The hover text of a judgement's block."""
    name = NAMES[span.judgement]
    grade = span.judged.grade
    if grade is None:
        lines = [f"{name}: {ABSENCES[span.judged.status]}"]
    else:
        lines = [f"{name}: {grade}"]
        printed = span.judged.words
        if printed and printed.casefold() != str(grade).casefold():
            lines.append(f"Published as “{printed}”")
    lines += [f"{owner}: {framework_name(span.event)}", *when_lines(span.event)]
    if span.is_last:
        lines.append("The latest such judgement")
    else:
        lines.append(f"Stood until {long_date(span.until)}")
    return "\n".join(lines)


def span_name(span: Span) -> str:
    """The name of what is drawn for a judgement: its inspection and which judgement it is."""
    return f"{span.event.id} {span.judgement.value}"


def visit_hover(event: Event, owner: str) -> str:
    """The hover text of a visit's mark."""
    title = framework_name(event)
    if event.number is not None:
        title += f" {event.number}"
    lines = [f"{title}", owner]
    if event.theme:
        lines.append(wrap(f"Looked at: {event.theme}"))
    if event.outcome:
        lines.append(wrap(f"Outcome: {event.outcome}"))
    if event.priority:
        lines.append(f"{event.priority} {'area' if event.priority == 1 else 'areas'} for priority action")
    if event.improvement:
        lines.append(f"{event.improvement} {'point' if event.improvement == 1 else 'points'} to improve")
    return "\n".join([*lines, *when_lines(event)])


def wrap(text: str, width: int = 52) -> str:
    """Text broken into lines of at most `width` characters where words allow."""
    return "\n".join(textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
