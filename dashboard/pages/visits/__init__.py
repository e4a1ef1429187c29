"""The page of visits, reports and waits."""

from dashboard.pages.visits.page import register

__all__ = ["register"]
