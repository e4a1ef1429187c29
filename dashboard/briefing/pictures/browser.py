"""Pictures of charts: PNG, SVG and PDF through a browser that stays open, each with its words inside."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import struct
import threading
import zlib
from concurrent.futures import Future
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from xml.sax.saxutils import escape

import kaleido
from choreographer.browsers.chromium import ChromeNotFoundError, Chromium

from dashboard.briefing.formats.pdf import describe_pdf
from dashboard.briefing.model import LICENCE, LICENCE_URL, Content, FigureDict, Picture, Size

NO_BROWSER = (
    "Pictures (PNG, SVG, PDF) are drawn by Chrome, Edge or Chromium, and none was found here. "
    "Install one (on Debian or Ubuntu: apt-get install chromium), or set BROWSER_PATH to its program. "
    "Every other format (HTML, PowerPoint, Word, Excel, CSV) works without it."
)


class BrowserMissingError(RuntimeError):
    """No browser is installed that could draw a picture."""

    def __init__(self) -> None:
        super().__init__(NO_BROWSER)


def find_browser() -> str | None:
    """The program of an installed browser: BROWSER_PATH first, then Chrome, Edge or Chromium."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return shutil.which(named)
    return Chromium.find_browser(skip_local=False)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take: a figure, its format and its size."""

    figure: FigureDict
    format: str
    size: Size

    @property
    def options(self) -> dict[str, Any]:
        """What kaleido is told; only PNG has pixels to multiply."""
        scale = self.size.scale if self.format == "png" else 1
        layout = self.figure.get("layout", {})
        width, height = layout.get("width") or self.size.width, layout.get("height") or self.size.height
        return {"format": self.format, "width": width, "height": height, "scale": scale}


class Studio:
    """A browser kept open, which draws one picture or many; safe to use from several threads.

    Raises BrowserMissingError where no browser is installed. It is a context manager; `close` ends the browser.
    """

    def __init__(self, *, tabs: int = 1, timeout: float = 60) -> None:
        self._tabs, self._timeout = tabs, timeout
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def take(self, shot: Shot) -> bytes:
        """The bytes of one picture, as the browser gives them."""
        return self.result(self.submit(shot))

    def submit(self, shot: Shot) -> Future[bytes]:
        """Begin one picture; the browser's tabs draw what waits, and `result` gives the bytes."""
        loop = self._open()
        return asyncio.run_coroutine_threadsafe(self._kaleido.calc_fig(shot.figure, opts=shot.options), loop)

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        with self._lock:
            loop, browser = self._loop, self._kaleido
            self._loop = self._kaleido = None
        if loop is not None:
            try:
                asyncio.run_coroutine_threadsafe(browser.close(), loop).result(20)
            finally:
                loop.call_soon_threadsafe(loop.stop)

    def result(self, future: Future[bytes]) -> bytes:
        """The bytes of a picture that was begun; raises RuntimeError where the browser hangs."""
        try:
            return future.result(self._timeout * 2)
        except TimeoutError:
            self.close()  # a browser that hangs is replaced for the next picture
            raise RuntimeError("The browser took too long over a picture and was restarted. Try again.") from None

    def _open(self) -> asyncio.AbstractEventLoop:
        with self._lock:
            if self._loop is None:
                path = find_browser()
                if path is None:
                    raise BrowserMissingError
                loop = asyncio.new_event_loop()
                threading.Thread(target=_run, args=(loop,), name="pictures", daemon=True).start()
                opening = asyncio.run_coroutine_threadsafe(_open_browser(path, self._tabs, self._timeout), loop)
                try:
                    self._kaleido = opening.result(60)
                except ChromeNotFoundError:
                    loop.call_soon_threadsafe(loop.stop)
                    raise BrowserMissingError from None
                except BaseException:
                    loop.call_soon_threadsafe(loop.stop)
                    raise
                self._loop = loop
            return self._loop


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


async def _open_browser(path: str, tabs: int, timeout: float) -> Any:
    # mathjax would be fetched from the network, and no chart of ours uses it
    browser = kaleido.Kaleido(n=tabs, timeout=timeout, mathjax=False, path=path)
    await browser.open()
    return browser


def finish(data: bytes, suffix: str, picture: Picture, content: Content) -> bytes:
    """The picture with its title, description, date and licence written into the file."""
    if suffix == "png":
        return describe_png(data, _words(picture, content))
    if suffix == "svg":
        return describe_svg(data, picture.title, picture.alt)
    words = _words(picture, content)
    return describe_pdf(data, title=picture.title, subject=picture.alt, author=words["Source"], moment=content.moment)


def _words(picture: Picture, content: Content) -> dict[str, str]:
    return {
        "Title": picture.title,
        "Description": picture.alt,
        "Source": content.publishers,
        "Copyright": f"{content.licence} {LICENCE}: {LICENCE_URL}",
        "Creation Time": content.as_at.isoformat(),
    }


def describe_png(data: bytes, words: dict[str, str]) -> bytes:
    """A PNG with international text chunks (iTXt) after its header, one a keyword."""
    head = 8 + 25  # the signature, then the chunk IHDR
    chunks = b"".join(
        _chunk(b"iTXt", key.encode("latin-1") + b"\0\0\0en-GB\0\0" + text.encode())
        for key, text in words.items()
        if text
    )
    return data[:head] + chunks + data[head:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _settle_ids(text: str) -> str:
    # plotly names its clip paths and traces with six random hexadecimal digits
    names = dict.fromkeys(re.findall(r"(?:defs-|\btrace)([0-9a-f]{6})\b", text))
    for number, name in enumerate(names):
        text = text.replace(name, f"id{number:04d}")
    return text


def describe_svg(data: bytes, title: str, description: str) -> bytes:
    """An SVG with `title` and `desc`, named by them to screen readers, in British English."""
    text = _settle_ids(data.decode())
    at = text.index("<svg")
    opening_end = text.index(">", at)
    names = ' role="img" aria-labelledby="chart-title chart-desc" xml:lang="en-GB"'
    words = f'<title id="chart-title">{escape(title)}</title><desc id="chart-desc">{escape(description)}</desc>'
    return (text[:opening_end] + names + ">" + words + text[opening_end + 1 :]).encode()
