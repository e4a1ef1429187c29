"""Why a site cannot be reached at all, and what to set: name, certificate, proxy, refusal, silence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import requests
import urllib3

from loaders.site.politeness import FetchError

PROXY = (
    "If this network goes out through a proxy, set HTTPS_PROXY to its address, such as http://proxy.example.org:8080 "
    "(and HTTP_PROXY for addresses without https)"
)
CERTIFICATES = (
    "If this network looks into secure connections, set REQUESTS_CA_BUNDLE to the file (PEM) of your organisation's "
    "certificates; checking is never turned off"
)


class UnreachableError(FetchError):
    """The site gave no answer of any kind since the run began: why, and what to set."""


def unreachable(url: str, error: Exception) -> UnreachableError | None:
    """The fault of a first request that another try would hardly mend; None for one that may pass."""
    host = urlsplit(url).hostname or url
    text = str(error)
    if isinstance(error, requests.exceptions.ProxyError):
        return UnreachableError(url, _proxy(text))
    if isinstance(error, requests.exceptions.SSLError):
        found = re.search(r"certificate verify failed: ([^(]+)", text)
        why = f"its certificate is not trusted here ({found[1].strip()})" if found else "no secure connection was made"
        return UnreachableError(url, f"{why}. {CERTIFICATES}, and check the date of this machine.")
    if any(words in text for words in ("resolve", "Name or service", "getaddrinfo")):
        return UnreachableError(
            url, f"the name {host} is not known here (host not found). Check the address and the connection. {PROXY}."
        )
    if "refused" in text:
        return UnreachableError(
            url,
            f"connection refused. A firewall may close the way, or nobody serves there. {PROXY}, or ask your network's administrators.",
        )
    if "unreachable" in text or "No route" in text:
        return UnreachableError(url, f"no way leads there (network unreachable). Check the connection. {PROXY}.")
    return None


def silent(url: str, seconds: float) -> UnreachableError:
    """The fault of a site from which nothing came in time."""
    return UnreachableError(
        url,
        f"no answer in time ({seconds:.0f} s). A firewall may swallow what is sent, or the site is down. {PROXY}, or run again later.",
    )


def proxy_asks(url: str) -> UnreachableError:
    """The fault of a proxy that answers in the site's place that it does not know who asks."""
    return UnreachableError(url, _proxy("407"))


def _proxy(text: str) -> str:
    if "407" in text:
        return (
            "the proxy asks who you are (407). Set HTTPS_PROXY with a name and password, "
            "such as http://name:password@proxy.example.org:8080."
        )
    if "resolve" in text or "Name or service" in text:
        why = "the proxy's name is not known here"
    elif "refused" in text:
        why = "the proxy refuses the connection"
    else:
        why = "the proxy does not let the connection through"
    return (
        f"{why}. Correct HTTPS_PROXY (and HTTP_PROXY), which name it now, or take them away; "
        "NO_PROXY lists hosts that need none."
    )


def is_silence(error: Exception) -> bool:
    """Whether a fault is that nothing came in time."""
    return isinstance(error, requests.exceptions.Timeout | urllib3.exceptions.TimeoutError | TimeoutError)
