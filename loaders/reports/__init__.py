"""Reading Ofsted's reports and letters: bytes of a PDF in, a `Reading` of facts out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.errors import ReportError
from loaders.reports.detect import detect
from loaders.reports.earlier import parse_board_review, parse_tlac
from loaders.reports.ilacs import parse_ilacs
from loaders.reports.jtai import parse_jtai
from loaders.reports.letters import parse_focused_visit, parse_monitoring_visit
from loaders.reports.reading import Document, Reading
from loaders.reports.send import parse_send
from loaders.reports.sif import parse_sif
from loaders.reports.text import MOST_BYTES, Pages

__all__ = ["Document", "Reading", "parse", "read_bytes", "read_many", "read_report"]

_PARSERS: dict[Document, Callable[[Sequence[str]], Reading]] = {
    Document.SIF: parse_sif,
    Document.ILACS: parse_ilacs,
    Document.TLAC: parse_tlac,
    Document.FOCUSED_VISIT: parse_focused_visit,
    Document.MONITORING_VISIT: parse_monitoring_visit,
    Document.JTAI: parse_jtai,
    Document.AREA_SEND: parse_send,
    Document.BOARD_REVIEW: parse_board_review,
}


def parse(pages: Sequence[str]) -> Reading:
    """The facts that clean pages of text give; pages may be lazy, and only those needed are asked for."""
    document, reason = detect(pages)
    parser = _PARSERS.get(document)
    return parser(pages) if parser else Reading(document=document, error=reason)


def read_bytes(data: bytes, name: str) -> Reading:
    """The facts in the bytes of a PDF; `name` is for the message. A file that cannot be read is "not a report"."""
    try:
        with Pages(data) as pages:
            return parse(pages)
    except (ReportError, RecursionError, MemoryError) as error:
        return Reading(document=Document.NOT_A_REPORT, error=f"{name}: {error or type(error).__name__}")


def read_report(path: Path) -> Reading:
    """The facts in a report's file; never raises for a bad file, which is "not a report" with the reason.

    Nothing bounds the time here: for files of others, `read_many` gives each a limit.
    """
    try:
        if not path.is_file():
            raise ReportError("there is no such file; check the path" if not path.exists() else "it is no regular file")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise ReportError(f"the file has {size} bytes, more than the {MOST_BYTES} that a report may have")
        data = path.read_bytes()
    except (OSError, ReportError) as error:
        return Reading(document=Document.NOT_A_REPORT, error=f"{path.name}: {error}")
    return read_bytes(data, path.name)


from loaders.reports.many import read_many  # noqa: E402  (it needs read_report)
