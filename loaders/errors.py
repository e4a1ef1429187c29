"""The errors that the loaders raise for input that they cannot take."""

from __future__ import annotations


class LoaderError(Exception):
    """Bad input, said in words that the person who gave it can act on.

    The command line prints the message without a traceback. A message names the
    file and, where there is one, the sheet, row or page; what was expected; what
    was found; and what to do next.
    """


class WorkbookError(LoaderError):
    """An official workbook has a layout, a word or a value that is not known."""


class RegisterError(LoaderError):
    """A name or code of an authority resolves to no body, or to several."""


class ReportError(LoaderError):
    """A document that should be a report of Ofsted's cannot be read."""


class SiteError(LoaderError):
    """Ofsted's site did not give what was asked of it."""


class ContextError(LoaderError):
    """A data set of DfE's has a layout, a mark or a code that is not known."""


class DatasetError(LoaderError):
    """The dataset in data/ is missing, damaged or contradicts itself."""
