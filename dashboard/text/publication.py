"""One publication in words, for feeds and calendars."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.judgements import OFFERED, in_sentence
from dashboard.words import upper_first
from loaders import Judgement


def headline(event: Any, name: str, grades: Mapping[str, str]) -> str:
    """Whose, which, and the overall grade, the outcome or the theme; `event` is a row of inspections."""
    overall = grades.get(Judgement.OVERALL)
    about = next((str(value) for value in (overall, event.outcome, event.theme) if pd.notna(value)), None)
    return f"{name}: {event.event_type}" + (f", {about}" if about else "")


def said(grades: Mapping[str, str]) -> str:
    """The grade of each judgement, or that there is none."""
    listed = [f"{in_sentence(judgement)} {grades[judgement].lower()}" for judgement in OFFERED if judgement in grades]
    return upper_first(f"{'; '.join(listed)}.") if listed else "No grade is given."
