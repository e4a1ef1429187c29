"""What came for a document: the document itself, or what a site sends in its place."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.site.politeness import FetchError, NotFoundError


def suffix_of(url: str, body: bytes, headers: Mapping[str, str]) -> str:
    """The ending for a document's file name; an error where the body is a web page, empty or cut short.

    Other contents than a PDF are kept as they are: whoever reads them says what they are not.
    """
    start = body[:1024]
    is_pdf = b"%PDF-" in start
    is_markup = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html"))
    if is_markup or (not is_pdf and "text/html" in headers.get("Content-Type", "")):
        if b"report not found" in body.lower():
            raise NotFoundError(url, "the site answers with its page 'Report not found'")
        raise FetchError(url, "the site answers with a web page instead of the document")
    if not body:
        raise FetchError(url, "the document is empty")
    has_length = "Content-Length" in headers or "chunked" in headers.get("Transfer-Encoding", "")
    if is_pdf and not has_length and b"%%EOF" not in body[-2048:]:
        raise FetchError(url, "the document is cut short: it has neither a length nor an end")
    return ".pdf" if is_pdf else ".bin"
