"""What the pages of Ofsted's reports site say: authorities, and links to their documents."""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from loaders.addresses import LOCAL_AUTHORITY, authority_page, document_address
from loaders.errors import SiteError
from loaders.site.politeness import web_address

_PROVIDER = re.compile(r"/provider/(?P<kind>\d+)/(?P<urn>\d+)/?$")
_FILE = re.compile(r"/v1/file/(?P<id>[A-Za-z0-9-]+)/?$")
_TOTAL = re.compile(r"(\d[\d,]*)\s+(?:search\s+)?results?\b(?!\s+per\b)", re.IGNORECASE)
_DATE = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,9})\.?\s+(?P<year>\d{4})"
_FORMAT_AND_DATE = re.compile(rf"\s*,?\s*\b[A-Za-z]{{3,4}}\s*[-‐‑–—]\s*{_DATE}\s*$")
_DATE_ALONE = re.compile(rf"\b{_DATE}\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NO_REPORTS = re.compile(
    r"\bno\s+(?:inspection\s+|published\s+)?reports?\b|\bnot\s+(?:yet\s+)?been\s+inspected\b", re.I
)


@dataclass(frozen=True, slots=True, order=True)
class Authority:
    """One authority as the site's search lists it."""

    urn: str
    name: str

    @property
    def canonical_url(self) -> str:
        """The authority's page on Ofsted's own site, whatever site was asked."""
        return authority_page(self.urn)


@dataclass(frozen=True, slots=True)
class Link:
    """One link to a document, as an authority's page gives it."""

    urn: str
    provider: str
    link_text: str
    published: dt.date
    url: str
    file_id: str

    @property
    def canonical_url(self) -> str:
        """The document's address on Ofsted's own site, whatever site was asked."""
        return document_address(self.file_id)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of search results.

    `results` are the URNs of all results, of any kind of provider; `authorities` those of local
    authorities; `total` is the number of results that the page prints, where it prints one.
    """

    authorities: tuple[Authority, ...]
    results: frozenset[str]
    total: int | None
    next_url: str | None


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """The links of one authority's page, and what is wrong with those that cannot be used."""

    links: tuple[Link, ...]
    faults: tuple[tuple[str, str], ...]
    """Pairs of the link's address and the reason."""


def parse_search(html: bytes, url: str) -> SearchPage:
    """Read a page of search results; SiteError names the address and what is missing."""
    soup = _soup(html)
    results: dict[str, Authority] = {}
    of_authorities: set[str] = set()
    for anchor in soup.find_all("a", href=True):
        found = _PROVIDER.search(_path(web_address(url, _href(anchor))))
        name = _text(anchor)
        if not found or not name:
            continue
        results.setdefault(found["urn"], Authority(found["urn"], name))
        if found["kind"] == LOCAL_AUTHORITY:
            of_authorities.add(found["urn"])
    if not of_authorities:
        raise SiteError(
            f"{url}: expected links to authorities (/provider/{LOCAL_AUTHORITY}/URN), found none. "
            "The site's search page has changed or answered with another page; nothing was taken from it."
        )
    total = _TOTAL.search(_all_text(soup.find("main") or soup))
    return SearchPage(
        authorities=tuple(results[urn] for urn in results if urn in of_authorities),
        results=frozenset(results),
        total=int(total[1].replace(",", "")) if total else None,
        next_url=_next_url(soup, url),
    )


def parse_authority(html: bytes, url: str, authority: Authority) -> AuthorityPage:
    """Read an authority's page; SiteError names the address and what is missing.

    A link without a file number or a date becomes a fault beside the others. A page without any
    link to a document is an error, unless it says in words that there are no reports.
    """
    soup = _soup(html)
    main = soup.find("main") or soup
    if soup.find("h1") is None:
        raise SiteError(f"{url}: expected the page of {authority.name}, found a page without a heading.")
    if not re.search(rf"\b{authority.urn}\b", _all_text(main)):
        raise SiteError(
            f"{url}: expected the page of {authority.name} with its URN {authority.urn}, "
            f"found a page headed {_text(soup.find('h1'))!r} without it."
        )
    links: dict[str, Link] = {}
    faults: list[tuple[str, str]] = []
    for anchor in soup.find_all("a", href=True):
        target = web_address(url, _href(anchor))
        if not _FILE.search(_path(target)) and "publication-link" not in (anchor.get("class") or []):
            continue
        try:
            link = _parse_link(anchor, target, url, authority)
        except ValueError as error:
            faults.append((target or _href(anchor), f"link on {url}: {error}"))
            continue
        first = links.setdefault(link.file_id, link)
        if (first.published, first.link_text) != (link.published, link.link_text):
            faults.append((link.url, f"link on {url}: the page gives it two dates or two names"))
    if not links and not faults and not _NO_REPORTS.search(_all_text(main)):
        raise SiteError(
            f"{url}: expected links to documents (/v1/file/ID) of {authority.name}, found none. "
            "The page has changed; nothing was taken from it."
        )
    return AuthorityPage(tuple(links.values()), tuple(faults))


def parse_date(text: str) -> dt.date | None:
    """The first day like "05 April 2016" in a text, or None."""
    return next((day for found in _DATE_ALONE.finditer(text) if (day := _date(found))), None)


def _parse_link(anchor: Tag, target: str | None, page: str, authority: Authority) -> Link:
    found = _FILE.search(_path(target))
    if target is None or not found:
        raise ValueError("expected an address /v1/file/ID")
    if not _same_site(target, page):
        raise ValueError(f"leads to another site than {urlsplit(page).hostname}")
    text = _text(anchor)
    said = _FORMAT_AND_DATE.search(text)
    published = _date(said) if said else parse_date(text) or _date_beside(anchor)
    if published is None:
        raise ValueError(f"expected a date such as 'pdf - 05 April 2016', found {text!r}")
    return Link(
        urn=authority.urn,
        provider=authority.name,
        link_text=_visible(anchor) or _once(text[: said.start()] if said else text),
        published=published,
        url=_as_secure_as(page, target),
        file_id=found["id"],
    )


def _visible(anchor: Tag) -> str:
    """The text of a link without what is there for screen readers alone; blank where nothing is marked so."""
    hidden = [tag for tag in anchor.find_all(True) if "nonvisual" in (tag.get("class") or [])]
    if not hidden:
        return ""
    kept = [text for text in anchor.find_all(string=True) if not any(tag in text.parents for tag in hidden)]
    return " ".join("".join(kept).split())


def _once(text: str) -> str:
    """The text said once, where a link says the same thing twice in a row."""
    text = text.strip(" ,")
    half, rest = text[: len(text) // 2].strip(" ,"), text[(len(text) + 1) // 2 :].strip(" ,")
    return half if half and half == rest else text


def _date_beside(anchor: Tag) -> dt.date | None:
    item = anchor.find_parent("li")
    return parse_date(_all_text(item)) if item else None


def _date(found: re.Match[str]) -> dt.date | None:
    month = found["month"].lower()[:3]
    try:
        return dt.date(int(found["year"]), _MONTHS.index(month) + 1, int(found["day"]))
    except ValueError:
        return None


def _same_site(target: str, page: str) -> bool:
    """Whether two addresses have one host, or hosts beside each other (reports., files.ofsted.gov.uk)."""
    one, other = urlsplit(target), urlsplit(page)
    parent = (other.hostname or "").partition(".")[2]
    named = not parent.replace(".", "").isdigit() and parent.count(".") >= 2
    return one.hostname == other.hostname or (named and (one.hostname or "").endswith(f".{parent}"))


def _as_secure_as(page: str, target: str) -> str:
    return target.replace("http:", "https:", 1) if page.startswith("https:") else target


def _next_url(soup: BeautifulSoup, url: str) -> str | None:
    for anchor in soup.find_all("a", href=True):
        item = anchor.find_parent("li")
        classes = {*(anchor.get("class") or []), *((item.get("class") or []) if item else [])}
        if "next" in (anchor.get("rel") or []) or "next" in classes or re.match(r"next\b", _text(anchor), re.I):
            return web_address(url, _href(anchor))
    return None


def _path(address: str | None) -> str:
    return urlsplit(address).path if address else ""


def _soup(html: bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        # A page that begins as XML is still read for its links; what is missing is named by who asked.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(html, "lxml")


def _href(anchor: Tag) -> str:
    return str(anchor["href"]).strip()


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split()) if tag else ""


def _all_text(tag: Tag) -> str:
    """The text of a whole part of a page, the words of neighbouring blocks kept apart."""
    return " ".join(tag.get_text(" ").split())
