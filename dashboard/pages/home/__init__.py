"""The first page."""

from dashboard.pages.home.page import register

__all__ = ["register"]
