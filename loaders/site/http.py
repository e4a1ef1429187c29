"""Polite requests: one at a time, a pause, robots.txt, bounded tries, whole answers or an error."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

import requests
import urllib3
from protego import Protego
from requests.adapters import HTTPAdapter

from loaders.site.politeness import (
    FetchError,
    Manners,
    NotFoundError,
    RefusedError,
    Validators,
    is_loopback,
    retry_after,
    web_address,
)
from loaders.site.unreachable import UnreachableError, is_silence, proxy_asks, silent, unreachable

REDIRECTS = frozenset({301, 302, 303, 307, 308})
BODILESS = REDIRECTS | {304}
TRANSIENT = frozenset({408, 425, 429})
"""Client errors that pass, beside every server error."""
MOST_REDIRECTS = 5
PIECE = 64 * 1024
FIRST_ANSWER = 18.0
"""Seconds within which a site must have answered something, or it is told as unreachable."""
FIRST_CONNECTION = 8.0
"""Seconds for a connection until then: two tries fit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status 200, or 304 with an empty body where the copy at hand still holds."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]


class _Again(Exception):  # noqa: N818 - a signal inside this module, caught by `Client._get`
    """A fault that another try may mend, with the wait that the server asked for.

    `unreachable` says of a fault why no host is reached at all, where it does.
    """

    def __init__(self, reason: str, wait: float | None = None, unreachable: UnreachableError | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        self.unreachable = unreachable


class _Session(requests.Session):
    """A session that leaves every redirect to the client, which looks at it first."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """No redirect is followed here, nor is its target taken apart."""


@dataclass
class Client:
    """One polite visitor: robots.txt obeyed, one request at a time, each answer whole."""

    agent: str
    manners: Manners
    sleep: Callable[[float], None] = time.sleep
    requests_made: int = 0
    has_answered: bool = False
    """Whether any host has answered anything yet: until then little patience is shown."""
    _session: requests.Session = field(default_factory=_Session)
    _robots: dict[str, Protego] = field(default_factory=dict)
    _last: float | None = None
    _began: float | None = None

    def __post_init__(self) -> None:
        # pages and documents have a host each: one connection to either, and no retries but our own
        adapter = HTTPAdapter(pool_connections=2, pool_maxsize=1, max_retries=0)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        # documents do not shrink in transit, and a length can be checked only against bytes as they are
        self._session.headers.update({"User-Agent": self.agent, "Accept-Encoding": "identity"})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.close()

    def rest(self) -> None:
        """Wait before another round over what failed."""
        self.sleep(self.manners.rest)

    def get(self, url: str, validators: Validators | None = None) -> Answer:
        """Fetch an address, obeying robots.txt and trying again after faults.

        Raises FetchError when every try failed, UnreachableError where no host has answered anything within
        FIRST_ANSWER seconds, NotFoundError for 404 and 410, RefusedError for what robots.txt forbids, other client errors and bodies over the cap.
        """
        if web_address(url, "") is None:
            raise RefusedError(url, "is no web address")
        return self._get(url, validators or Validators(), obey=True)

    def _get(self, url: str, validators: Validators, *, obey: bool) -> Answer:
        reasons: list[str] = []
        for turn in range(self.manners.tries):
            try:
                return self._follow(url, validators, obey)
            except _Again as fault:
                reasons.append(str(fault))
                pause = self.manners.wait(turn, fault.wait)
                if not self.has_answered and (fault.unreachable or self._waited() + pause > FIRST_ANSWER):
                    raise fault.unreachable or silent(url, self._waited()) from fault
                if turn + 1 < self.manners.tries:
                    self.sleep(pause)
        raise FetchError(url, f"no proper answer in {len(reasons)} tries ({'; '.join(dict.fromkeys(reasons))})")

    def _waited(self) -> float:
        """Seconds since the first request."""
        return time.monotonic() - (self._began or time.monotonic())

    def _patience(self) -> tuple[float, float, float]:
        """Seconds for a connection, for silence and for the headers; few until a host has answered."""
        most = self.manners
        if self.has_answered:
            return most.connect_timeout, most.read_timeout, most.deadline
        left = max(FIRST_ANSWER - self._waited(), 1.0)
        return min(most.connect_timeout, FIRST_CONNECTION), min(most.read_timeout, left), min(most.deadline, left)

    def _follow(self, url: str, validators: Validators, obey: bool) -> Answer:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            if obey:
                self._obey_robots(here)
            answer = self._once(here, validators)
            if answer.status not in REDIRECTS:
                return answer
            location = answer.headers.get("Location", "")
            target = web_address(here, location)
            if target is None:
                raise RefusedError(url, f"redirects to {location!r}, which is no web address")
            if urlsplit(here).scheme == "https" and urlsplit(target).scheme == "http":
                raise RefusedError(url, f"redirects from https to {target!r}, which is not secure")
            here = target
        raise RefusedError(url, f"redirects more than {MOST_REDIRECTS} times")

    def _once(self, url: str, validators: Validators) -> Answer:
        self._pause(url)
        self.requests_made += 1
        # a proxy set for the internet has no way to this machine
        self._session.trust_env = not is_loopback(urlsplit(url).hostname or "")
        began = time.monotonic()
        self._began = self._began or began
        try:
            with self._begun(url, validators) as response:
                _judge_status(url, response)
                body = b"" if response.status_code in BODILESS else self._whole_body(url, response, began)
                return Answer(url, response.status_code, body, response.headers)
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise RefusedError(url, f"is no address that can be asked for ({error})") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Again(_in_words(error), unreachable=unreachable(url, error)) from error
        finally:
            self._last = time.monotonic()

    def _begun(self, url: str, validators: Validators) -> requests.Response:
        """An answer with its headers, within the deadline.

        The time-outs of requests limit silence alone: a name that is looked up for ever and headers that drip know
        none. So they are waited for in a thread, which is left to itself when the time is over.
        """
        begun: Future[requests.Response] = Future()
        connect, read, deadline = self._patience()

        def ask() -> None:
            try:
                response = self._session.get(
                    url,
                    headers=validators.headers(),
                    timeout=(connect, read),
                    stream=True,
                    allow_redirects=False,
                )
                if response.status_code != 200:
                    _read_off(response)
                begun.set_result(response)
            except Exception as error:  # noqa: BLE001 - raised again by whoever waits
                begun.set_exception(error)

        threading.Thread(target=ask, daemon=True).start()
        if not wait([begun], deadline).done:
            raise _Again(f"no headers after {deadline:g} s")
        response = begun.result()
        if response.status_code == 407:
            response.close()
            raise proxy_asks(url)
        self.has_answered = True
        return response

    def _whole_body(self, url: str, response: requests.Response, began: float) -> bytes:
        most = self.manners.most_bytes
        expected = _length(response)
        if expected is not None and expected > most:
            raise RefusedError(url, f"is {expected} bytes long; at most {most} are taken")
        pieces: list[bytes] = []
        size = 0
        # read1 returns what has come, so that a body that drips is noticed in time
        while piece := response.raw.read1(PIECE, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise RefusedError(url, f"is longer than {most} bytes")
            if time.monotonic() - began > self.manners.deadline:
                raise _Again(f"answer not complete after {self.manners.deadline:g} s")
        if expected is not None and "Content-Encoding" not in response.headers and size != expected:
            raise _Again(f"body cut short: {size} of {expected} bytes")
        return b"".join(pieces)

    def _pause(self, url: str) -> None:
        robots = self._robots.get(_origin(url))
        asked = robots.crawl_delay(self.agent) if robots else None
        pause = max(self.manners.pause, min(float(asked or 0), self.manners.longest_wait))
        if self._last is not None and (left := self._last + pause - time.monotonic()) > 0:
            self.sleep(left)

    def _obey_robots(self, url: str) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        if not self._robots[origin].can_fetch(url, self.agent):
            raise RefusedError(url, f"{origin}/robots.txt forbids it")

    def _read_robots(self, url: str) -> Protego:
        """The rules of a host; none where it has no such file, an error where they cannot be had (RFC 9309)."""
        try:
            body = self._get(url, Validators(), obey=False).body
        except NotFoundError:
            body = b""
        except RefusedError as error:
            raise RefusedError(url, f"the rules for visitors cannot be read ({error.reason})") from error
        return Protego.parse(body.decode("utf-8", "replace"))


def _length(response: requests.Response) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isascii() and length.isdigit() else None


def _read_off(response: requests.Response) -> None:
    """Read what a short answer says besides its status, so that the connection serves again."""
    if (_length(response) or PIECE + 1) <= PIECE:
        response.raw.drain_conn()


def _judge_status(url: str, response: requests.Response) -> None:
    status = response.status_code
    if status in TRANSIENT or status >= 500:
        raise _Again(f"status {status}", retry_after(response.headers.get("Retry-After"), dt.datetime.now(dt.UTC)))
    if status in {404, 410}:
        raise NotFoundError(url, f"status {status}")
    if status != 200 and status not in BODILESS:
        raise RefusedError(url, f"status {status}")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _in_words(error: Exception) -> str:
    """A short reason for a fault of the network, free of addresses in memory."""
    if is_silence(error):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "no secure connection"
    text = str(error)
    if "IncompleteRead" in text:
        return "body cut short"
    if "refused" in text:
        return "connection refused"
    if any(word in text for word in ("resolve", "Name or service", "getaddrinfo")):
        return "host not found"
    if any(word in text for word in ("reset", "aborted", "closed", "RemoteDisconnected", "Broken pipe")):
        return "connection broken off"
    return type(error).__name__
