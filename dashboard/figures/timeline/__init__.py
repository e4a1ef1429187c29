"""The timeline of one authority: its overall grade, each judgement, and the visits between inspections."""

from dashboard.figures.timeline.figure import timeline

__all__ = ["timeline"]
