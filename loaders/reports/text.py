"""A report's PDF to clean pages of text, each read only when a parser asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self, overload

import pypdfium2 as pdfium

from loaders.errors import ReportError

MOST_BYTES = 60_000_000
MOST_PAGES = 400
MOST_CHARACTERS = 60_000
"""Bounds beyond any report of Ofsted's (the longest has 60 pages, a page about 4,000 characters)."""

_TRANSLATION = str.maketrans(
    {
        "\ufffe": "-",  # pdfium's mark for a hyphen at the end of a line
        "\uffff": None,
        "\u00ad": None,
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\ufeff": None,
        "\u0002": "-",
        "\x00": None,
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "\r": None,
        "\t": " ",
        "\v": "\n",
        "\u2028": "\n",
        **dict.fromkeys("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("‘’‛′´`", "'"),
        **dict.fromkeys("“”„″", '"'),
        **dict.fromkeys("‐‑‒–—―─━−", "-"),
        **dict.fromkeys("\uf0b7\uf0a7\uf06e\uf0d8\uf076\u25fc\u25a0\u25aa\u25cf\u2022\u00b7\u25e6\u2023\u25fe\u2043\uf0fc\uf0a8", "•"),
    }
)  # fmt: skip
_SPACES = re.compile(r" {2,}")
_MONTH = re.compile(r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_PAGE_NUMBER = re.compile(r"^(?:Page )?\d{1,3}(?: of \d{1,3})?$")


def clean(text: str) -> str:
    """One page with plain dashes, quotation marks, bullets and spaces, without the number at its head or foot."""
    lines = [_SPACES.sub(" ", line).strip() for line in text.translate(_TRANSLATION).split("\n")]
    lines = [line for line in lines if line]
    while lines and _PAGE_NUMBER.match(lines[0]) and not (len(lines) > 1 and _MONTH.match(lines[1])):
        del lines[0]
    while lines and _PAGE_NUMBER.match(lines[-1]):
        del lines[-1]
    return "\n".join(lines)


def flat(text: str) -> str:
    """The text in one line: no fact of a report hangs on where its lines were broken."""
    return " ".join(text.split())


class Pages(Sequence[str]):
    """The pages of an open PDF; a page is extracted once, when it is first asked for."""

    def __init__(self, data: bytes) -> None:
        if not data.strip(b"\x00 \r\n\t"):
            raise ReportError("the file is empty; fetch it again")
        if b"%PDF-" not in data[:1024]:
            head = data[:2048].lstrip().lower()
            if head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<html" in head:
                raise ReportError("a web page stands in place of the PDF; fetch the report again")
            raise ReportError("the file is no PDF: it does not begin with %PDF-")
        if len(data) > MOST_BYTES:
            raise ReportError(f"the file has {len(data)} bytes, more than the {MOST_BYTES} that a report may have")
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            reason = (
                "it is encrypted" if "password" in str(error).casefold() else f"it is damaged or cut short ({error})"
            )
            raise ReportError(f"the PDF cannot be opened: {reason}") from error
        self._read: dict[int, str] = {}
        if not 0 < len(self._document) <= MOST_PAGES:
            count = len(self._document)
            self.close()
            raise ReportError(f"the PDF has {count} pages; a report has between 1 and {MOST_PAGES}")

    def __len__(self) -> int:
        return len(self._document)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        if number not in self._read:
            self._read[number] = clean(self._extract(number))
        return self._read[number]

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def _extract(self, number: int) -> str:
        try:
            page = self._document[number]
            textpage = page.get_textpage()
            if textpage.count_chars() > MOST_CHARACTERS:
                raise ReportError(f"page {number + 1} has more than {MOST_CHARACTERS} characters: this is no report")
            text: str = textpage.get_text_range()
            textpage.close()
            page.close()
        except pdfium.PdfiumError as error:
            raise ReportError(f"page {number + 1} cannot be read ({error})") from error
        return text

    def close(self) -> None:
        """Let go of the PDF; the pages that were read stay."""
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
