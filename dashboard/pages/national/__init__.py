"""The page of England."""

from dashboard.pages.national.page import register

__all__ = ["register"]
