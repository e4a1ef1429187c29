"""Ofsted's official statistics: workbooks of changing shape, through column maps kept in data/reference."""

from loaders.workbooks.reader import read_workbook
from loaders.workbooks.releases import Release, release_of

__all__ = ["Release", "read_workbook", "release_of"]
