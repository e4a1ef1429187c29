"""Polite requests: one connection, a pause, bounded retries, whole bodies or an error."""

from __future__ import annotations

import datetime as dt
import email.utils
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import TracebackType
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
import urllib3
from requests.adapters import HTTPAdapter

from loaders.errors import SiteError

PRODUCT = "childrens-services-trajectories"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
TRANSIENT = frozenset({408, 425, 429, 500, 502, 503, 504})
MOST_REDIRECTS = 5
PIECE = 64 * 1024


class FetchError(SiteError):
    """An address gave no proper answer after every try; worth asking again another time."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url}: {reason}")
        self.url = url
        self.reason = reason


class NotFoundError(FetchError):
    """The site answered that there is nothing under this address; it may be wrong, once."""


class RefusedError(FetchError):
    """The answer cannot be had or is not wanted, and asking again in this run would not help."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How gently and how patiently to ask; every time is in seconds, `most_bytes` in bytes.

    `pause` lies between any two requests, `backoff` is the first wait after a fault and doubles
    up to `longest_backoff`; a Retry-After is obeyed up to `longest_wait`. `rest` lies between two
    rounds over what failed. `read_timeout` limits silence, `deadline` the whole of one answer.
    """

    pause: float = 1.0
    tries: int = 5
    backoff: float = 2.0
    longest_backoff: float = 60.0
    longest_wait: float = 300.0
    rest: float = 30.0
    connect_timeout: float = 10.0
    read_timeout: float = 30.0
    deadline: float = 180.0
    most_bytes: int = 64 * 1024 * 1024

    @classmethod
    def for_site(cls, site: str, pause: float | None = None) -> Manners:
        """Manners for a public site, or quick ones for a stand-in on the loopback address."""
        manners = cls()
        if is_loopback(urlsplit(site).hostname or ""):
            manners = cls(pause=0.0, backoff=0.1, longest_backoff=2.0, rest=0.5)
        return manners if pause is None else replace(manners, pause=pause)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: status 200, or 304 with an empty body where the copy at hand still holds."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of its copy, for asking again only on a change."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validators:
        """The validators in the headers of an answer."""
        return cls(headers.get("ETag"), headers.get("Last-Modified"))

    def headers(self) -> dict[str, str]:
        """The request headers that make a request conditional; empty where nothing is known."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def is_loopback(host: str) -> bool:
    """Whether a host name or literal address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def retry_after(value: str | None, now: dt.datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date), or None.

    RFC 9110, section 10.2.3. A date in the past is 0.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.UTC)
    return max(0.0, (until - now).total_seconds())


class _Again(Exception):  # noqa: N818 - a signal inside this module, caught by `Client.get`
    """A fault that another try may mend, with the wait that the server asked for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class Client:
    """One polite visitor: robots.txt obeyed, one request at a time, each answer whole."""

    agent: str
    manners: Manners
    sleep: Callable[[float], None] = time.sleep
    requests_made: int = 0
    _session: requests.Session = field(default_factory=requests.Session)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)
    _last: float | None = None

    def __post_init__(self) -> None:
        adapter = HTTPAdapter(pool_connections=2, pool_maxsize=1, max_retries=0)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
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

        Raises FetchError when every try failed, NotFoundError for 404 and 410,
        RefusedError for what robots.txt forbids, other client errors and bodies over the cap.
        """
        self._obey_robots(url)
        return self._get(url, validators or Validators())

    def _get(self, url: str, validators: Validators) -> Answer:
        reasons: list[str] = []
        for turn in range(self.manners.tries):
            try:
                return self._follow(url, validators)
            except _Again as fault:
                reasons.append(str(fault))
                if turn + 1 < self.manners.tries:
                    backoff = min(self.manners.backoff * 2**turn, self.manners.longest_backoff)
                    wanted = backoff if fault.wait is None else max(fault.wait, backoff)
                    self.sleep(min(wanted, self.manners.longest_wait))
        said = "; ".join(dict.fromkeys(reasons))
        raise FetchError(url, f"no proper answer in {len(reasons)} tries ({said})")

    def _follow(self, url: str, validators: Validators) -> Answer:
        here = url
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._once(here, validators)
            if answer.status not in REDIRECTS:
                return answer
            target = urljoin(here, answer.headers.get("Location", ""))
            if urlsplit(target).scheme not in {"http", "https"}:
                raise RefusedError(url, f"redirects to {target!r}, which is no web address")
            if urlsplit(here).scheme == "https" and urlsplit(target).scheme == "http":
                raise RefusedError(url, f"redirects from https to {target!r}, which is not secure")
            here = target
            self._obey_robots(here)
        raise RefusedError(url, f"redirects more than {MOST_REDIRECTS} times")

    def _once(self, url: str, validators: Validators) -> Answer:
        self._pause(url)
        self.requests_made += 1
        timeouts = (self.manners.connect_timeout, self.manners.read_timeout)
        began = time.monotonic()
        try:
            with self._session.get(
                url, headers=validators.headers(), timeout=timeouts, stream=True, allow_redirects=False
            ) as response:
                self._judge_status(url, response)
                body = b"" if response.status_code in REDIRECTS | {304} else self._whole_body(url, response, began)
                return Answer(url, response.status_code, body, response.headers)
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise RefusedError(url, f"is no address that can be asked for ({error})") from error
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _Again(_in_words(error)) from error
        finally:
            self._last = time.monotonic()

    def _judge_status(self, url: str, response: requests.Response) -> None:
        status = response.status_code
        if status in TRANSIENT or status >= 500:
            raise _Again(f"status {status}", retry_after(response.headers.get("Retry-After"), dt.datetime.now(dt.UTC)))
        if status in {404, 410}:
            raise NotFoundError(url, f"status {status}")
        if status not in REDIRECTS | {200, 304}:
            raise RefusedError(url, f"status {status}")

    def _whole_body(self, url: str, response: requests.Response, began: float) -> bytes:
        most = self.manners.most_bytes
        length = response.headers.get("Content-Length", "")
        expected = int(length) if length.isascii() and length.isdigit() else None
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
        if self._last is not None and (wait := self._last + pause - time.monotonic()) > 0:
            self.sleep(wait)

    def _obey_robots(self, url: str) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        if not self._robots[origin].can_fetch(self.agent, url):
            raise RefusedError(url, f"{origin}/robots.txt forbids it")

    def _read_robots(self, origin: str) -> RobotFileParser:
        url = f"{origin}/robots.txt"
        robots = RobotFileParser(url)
        robots.modified()  # without a time of reading, the parser forbids everything
        try:
            # redirects are not followed into another host's rules
            answer = self._get_robots(url)
        except NotFoundError:
            robots.parse([])
        except RefusedError as error:
            raise RefusedError(url, f"the rules for visitors cannot be read ({error.reason})") from error
        else:
            robots.parse(answer.body.decode("utf-8", "replace").splitlines())
        return robots

    def _get_robots(self, url: str) -> Answer:
        # rules are allowed while they are being read, or a redirect of robots.txt would ask for them again
        self._robots[_origin(url)] = _allowing()
        try:
            return self._get(url, Validators())
        finally:
            del self._robots[_origin(url)]


def _allowing() -> RobotFileParser:
    robots = RobotFileParser()
    robots.modified()
    robots.parse([])
    return robots


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _in_words(error: Exception) -> str:
    """A short reason for a fault of the network, free of addresses in memory."""
    if isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError):
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
