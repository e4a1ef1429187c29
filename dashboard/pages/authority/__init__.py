"""The page of one authority."""

from dashboard.pages.authority.page import register

__all__ = ["register"]
