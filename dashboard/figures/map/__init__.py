"""The map of England, and a tile grid of London beside it."""

from dashboard.figures.map.figure import grade_map

__all__ = ["grade_map"]
