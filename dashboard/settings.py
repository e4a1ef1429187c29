"""What the environment may change: where the app serves, and what stands in front of it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

UNIX = "unix"
"""The proxy that speaks through a Unix socket, among TRUSTED_PROXIES."""

HOST = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
"""A host, with a port or without."""
PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*/?")
"""A path that a service is below."""

Proxy = IPv4Network | IPv6Network | str


class SettingsError(ValueError):
    """An environment variable that cannot be used, said in words."""


@dataclass(frozen=True)
class Settings:
    """Every setting; the defaults serve one machine."""

    host: str = "127.0.0.1"
    port: int = 8050
    https: bool = False
    """The app is reached by https alone (`HTTPS=1`): send Strict-Transport-Security, and say https in addresses."""
    embed_ancestors: str = "*"
    """Who may frame the embedded views (`EMBED_ANCESTORS`, a CSP source list); other pages nobody."""
    base_path: str = "/"
    """The path that visitors find the service below (`BASE_PATH=/ofsted/`)."""
    public_url: str = ""
    """Scheme and host that visitors use (`PUBLIC_URL=https://example.org`); where it is blank a request says them."""
    trusted_proxies: tuple[Proxy, ...] = ()
    """Whose X-Forwarded-Proto, -Host and -Prefix are believed (`TRUSTED_PROXIES`): addresses, networks or `unix`."""
    log_requests: bool = False
    """Log a line for each request (`LOG_REQUESTS=1`), without who asked or what was typed."""
    contact: str = ""
    """Whom a visitor tells that something does not work (`CONTACT`): an e-mail address or a page."""
    metrics: bool = False
    """Answer /metrics for Prometheus (`METRICS=1`)."""
    export_logo: Path | None = None
    """A PNG, JPEG or SVG picture at the top of the slides and documents that visitors take (`EXPORT_LOGO`)."""
    workers: int = 2
    """Processes of gunicorn (`WEB_CONCURRENCY`)."""

    @property
    def address(self) -> str:
        """Where visitors find the service, without a slash at its end; "" where nobody said."""
        return self.public_url + self.base_path.rstrip("/") if self.public_url else ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment gives; raises SettingsError."""
        env = os.environ if environment is None else environment
        return cls(
            host=env.get("HOST") or cls.host,
            port=_port(env.get("PORT") or str(cls.port)),
            https=_switch("HTTPS", env.get("HTTPS", "")),
            embed_ancestors=_sources(env.get("EMBED_ANCESTORS") or cls.embed_ancestors),
            base_path=_base_path(env.get("BASE_PATH") or cls.base_path),
            public_url=_public_url(env.get("PUBLIC_URL") or cls.public_url),
            trusted_proxies=_proxies(env.get("TRUSTED_PROXIES", "")),
            log_requests=_switch("LOG_REQUESTS", env.get("LOG_REQUESTS", "")),
            contact=contact(env),
            metrics=_switch("METRICS", env.get("METRICS", "")),
            export_logo=Path(logo) if (logo := env.get("EXPORT_LOGO", "").strip()) else None,
            workers=_workers(env.get("WEB_CONCURRENCY") or str(cls.workers)),
        )


def contact(environment: Mapping[str, str] | None = None) -> str:
    """The contact that the environment names, "" where it names none; raises SettingsError."""
    text = (os.environ if environment is None else environment).get("CONTACT", "").strip()
    if text and not re.fullmatch(r"[^\s@:/<>\"]+@[^\s@:/<>\"]+|https?://[^\s<>\"]+", text):
        raise SettingsError(f"CONTACT is {text!r}; expected an e-mail address or the address of a page.")
    return text


def base_path(text: str) -> str:
    """A path with a slash at each end; raises ValueError for what is none."""
    path = f"/{inner}/" if (inner := text.strip("/")) else "/"
    if not PREFIX.fullmatch(path) or {".", ".."} & set(path.split("/")):
        raise ValueError(f"{text!r} is no path; expected one such as /ofsted/")
    return path


def host_url(text: str, path_name: str) -> str:
    """Scheme and host of an address; raises ValueError for less or more: the setting for a path is `path_name`."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not HOST.fullmatch(parts.netloc):
        raise ValueError(f"{text!r} is no address; expected one such as https://example.org")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(f"{text!r} holds more than a host; give the path as {path_name}")
    return f"{parts.scheme}://{parts.netloc}"


def _base_path(text: str) -> str:
    try:
        return base_path(text)
    except ValueError as error:
        raise SettingsError(f"BASE_PATH: {error}.") from None


def _public_url(text: str) -> str:
    try:
        return host_url(text, "BASE_PATH") if text else ""
    except ValueError as error:
        raise SettingsError(f"PUBLIC_URL: {error}.") from None


def _proxies(text: str) -> tuple[Proxy, ...]:
    return tuple(_proxy(word) for word in text.replace(",", " ").split())


def _proxy(word: str) -> Proxy:
    try:
        return UNIX if word == UNIX else ip_network(word)
    except ValueError:
        raise SettingsError(
            f"TRUSTED_PROXIES holds {word!r}; expected IP addresses or networks, such as 127.0.0.1 or 10.0.0.0/8, or {UNIX}."
        ) from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise SettingsError(f"PORT is {text!r}; expected a number from 0 to 65535, such as PORT=8050.")
    return int(text)


def _workers(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 64):
        raise SettingsError(f"WEB_CONCURRENCY is {text!r}; expected a number from 1 to 64, such as WEB_CONCURRENCY=4.")
    return int(text)


def _switch(name: str, text: str) -> bool:
    words = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}
    if text.casefold() not in words:
        raise SettingsError(f"{name} is {text!r}; expected 1 or 0.")
    return words[text.casefold()]


def _sources(text: str) -> str:
    if ";" in text or "," in text or not text.isprintable():
        raise SettingsError(f"EMBED_ANCESTORS is {text!r}; expected addresses separated by spaces, or *.")
    return text
