"""The page of other statistics by the grade held."""

from dashboard.pages.by_grade.page import register

__all__ = ["register"]
