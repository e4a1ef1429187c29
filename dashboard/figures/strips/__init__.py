"""Strips: one row an authority, a block of time for each grade."""

from dashboard.figures.strips.figure import Row, strips

__all__ = ["Row", "strips"]
