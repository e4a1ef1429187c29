"""How the crawler behaves towards a site, and the faults that it may meet there."""

from __future__ import annotations

import datetime as dt
import email.utils
import importlib.metadata
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from loaders.errors import SiteError

PRODUCT = "childrens-services-trajectories"


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
    most_bytes: int = 32 * 1024 * 1024

    @classmethod
    def for_site(cls, site: str, pause: float | None = None) -> Manners:
        """Manners for a public site, or quick ones for a stand-in on the loopback address."""
        manners = cls()
        if is_loopback(urlsplit(site).hostname or ""):
            manners = cls(pause=0.0, backoff=0.1, longest_backoff=2.0, rest=0.5)
        return manners if pause is None else replace(manners, pause=pause)

    def wait(self, fault: int, asked: float | None) -> float:
        """Seconds to wait after the nth fault in a row (from 0), where the server asked for `asked`."""
        backoff = min(self.backoff * 2.0**fault, self.longest_backoff)
        return min(max(asked or 0.0, backoff), self.longest_wait)


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


def user_agent(contact: str | None = None) -> str:
    """The User-Agent: product, version and the contact given or set in OFSTED_CONTACT."""
    contact = (os.environ.get("OFSTED_CONTACT", "") if contact is None else contact).strip()
    try:
        version = importlib.metadata.version(PRODUCT)
    except importlib.metadata.PackageNotFoundError:  # run from a checkout that is not installed
        version = "unreleased"
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
        raise SiteError(
            f"contact {contact!r}: expected an e-mail or web address in plain characters, without brackets."
        )
    return f"{PRODUCT}/{version}" + (f" (+{contact})" if contact else "")


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


def web_address(base: str, href: str) -> str | None:
    """The http or https address that a link on the page `base` leads to, or None where it is no such thing."""
    try:
        target = urljoin(base, href.strip())
        parts = urlsplit(target)
        return target if parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def is_loopback(host: str) -> bool:
    """Whether a host name or literal address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
