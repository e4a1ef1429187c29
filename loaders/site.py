"""The crawler of Ofsted's reports site: which documents there are, and those that are new.

A run reads the search pages, each authority's page, and the documents that neither the cache nor
the dataset holds. What was fetched is kept at once, so that a run that was killed goes on where it
was; what failed is listed, and asked for again by the next run.
"""

from __future__ import annotations

import csv
import datetime as dt
import importlib.metadata
import io
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from loaders.errors import SiteError
from loaders.http import PRODUCT, Client, FetchError, Manners, NotFoundError, RefusedError, Validators
from loaders.site_cache import Cache, CachedDocument
from loaders.site_pages import LOCAL_AUTHORITY, PAGES_HOME, Authority, Link, SearchPage, parse_authority, parse_search
from loaders.site_progress import Progress, silent

SEARCH = "/search?q=&location=&radius=&level_1_types=3&level_2_types%5B%5D=12&start={start}&rows=100"
LEAST_SHARE = 0.9
"""A site with less than this share of what the dataset knows is not believed."""
ROUNDS = 3
"""How often a run comes back to what failed."""
GONE_AFTER = 3
"""Answers "not found" in a row after which a document counts as gone."""
GONE_ASKED_AGAIN = dt.timedelta(days=30)
STOP_AFTER = 4
"""Addresses in a row without a proper answer after which a run stops asking."""
MOST_SEARCH_PAGES = 50
MANIFEST_COLUMNS = ("path", "urn", "provider", "link_text", "published", "file_id", "source_url", "sha256")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Known:
    """What the dataset knows before a crawl.

    `documents`: canonical addresses of documents already read, never fetched again.
    `reports`: URN -> number of documents known of that authority, to tell a broken site from an
    empty one; counts only what the site should still list.
    """

    documents: frozenset[str] = frozenset()
    reports: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document in the cache, under the link that led to it."""

    link: Link
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a run found and got.

    `links`: every link seen, by URN, date and file number. `fetched`: documents that came in this
    run. `unread`: every document in the cache that the dataset does not know, those of earlier,
    unfinished runs too; read these. `failed`: pairs of address and reason. `gone`: links whose
    document the site has repeatedly said not to have. `unchanged`: links that cost no request.
    `requests`: requests made.
    """

    authorities: tuple[Authority, ...]
    links: tuple[Link, ...]
    fetched: tuple[Fetched, ...]
    unread: tuple[Fetched, ...]
    failed: tuple[tuple[str, str], ...]
    gone: tuple[Link, ...]
    unchanged: int
    requests: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing but what is gone."""
        return not self.failed


def crawl(
    site: str = PAGES_HOME,
    cache: Path = Path("cache"),
    known: Known | None = None,
    *,
    contact: str | None = None,
    partial: bool = False,
    recheck: bool = False,
    progress: Progress = silent,
    pause: float | None = None,
    manners: Manners | None = None,
) -> CrawlResult:
    """Bring a cache up to date with Ofsted's site, or with a stand-in at `site`.

    `contact` goes into the User-Agent (by default the setting OFSTED_CONTACT). `partial`: the site
    serves only some authorities, so that a small result is believed. `recheck`: documents at hand
    are asked for again, conditionally. `pause` is in seconds. Raises SiteError when the search
    cannot be read, when the result is implausibly small or when the cache is in use; a fault of a
    single page or document is listed in the result instead.
    """
    site = _checked_site(site)
    known = known or Known()
    with (
        Cache(cache) as kept,
        Client(user_agent(contact), manners or Manners.for_site(site, pause)) as client,
    ):
        run = _Run(site, kept, client, known, recheck, progress)
        authorities = run.list_authorities()
        if not partial:
            _refuse_few(
                "authorities", len({a.urn for a in authorities} & known.reports.keys()), len(known.reports), site
            )
        links = run.list_links(authorities)
        if not partial:
            seen = run.pages_read & known.reports.keys()
            _refuse_few("documents", sum(x.urn in seen for x in links), sum(known.reports[urn] for urn in seen), site)
        run.fetch_documents(links)
        return run.result(authorities, links)


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


def write_manifest(cache: Path, links: Iterable[Link]) -> Path:
    """Write cache/manifest.csv, the columns of a sources folder, one row a link with a document in the cache.

    Sorted by URN, date and file number; the same links and documents give the same bytes.
    """
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(MANIFEST_COLUMNS)
    with Cache(cache) as kept:
        for link in sorted(links, key=_order):
            if document := kept.document(link.canonical_url):
                path = document.path.relative_to(cache).as_posix()
                day = link.published.isoformat()
                writer.writerow(
                    (
                        path,
                        link.urn,
                        link.provider,
                        link.link_text,
                        day,
                        link.file_id,
                        link.canonical_url,
                        document.sha256,
                    )
                )
    target = cache / "manifest.csv"
    part = target.with_name("manifest.csv.part")
    part.write_text(rows.getvalue(), encoding="utf-8", newline="")
    part.replace(target)
    return target


class _Run:
    """One crawl: what it has seen, got and missed so far."""

    def __init__(
        self, site: str, cache: Cache, client: Client, known: Known, recheck: bool, progress: Progress
    ) -> None:
        self.site = site
        self.cache = cache
        self.client = client
        self.known = known
        self.recheck = recheck
        self.progress = progress
        self.pages_read: set[str] = set()
        self.failed: dict[str, str] = {}
        self.fetched: list[Fetched] = []
        self.requested: set[str] = set()
        self.faults_in_a_row = 0

    def list_authorities(self) -> tuple[Authority, ...]:
        """Every authority that the search lists; SiteError where the listing cannot be read whole."""
        url: str | None = self.site + SEARCH.format(start=0)
        asked: set[str] = set()
        results: set[str] = set()
        found: dict[str, Authority] = {}
        while url is not None and url not in asked and len(asked) < MOST_SEARCH_PAGES:
            asked.add(url)
            page = self._search_page(url)
            grown = not page.results <= results
            results |= page.results
            found.update({authority.urn: authority for authority in page.authorities if authority.urn not in found})
            url = page.next_url
            if url is not None and urlsplit(url).netloc != urlsplit(self.site).netloc:
                raise SiteError(f"{self.site}: expected the next page of the search there, found a link to {url}.")
            if url is None and page.total is not None and len(results) < page.total:
                if not grown:
                    raise SiteError(
                        f"{self.site}/search: expected {page.total} results as the page says, found {len(results)}. "
                        "The list has changed while it was read, or its pages have; run again."
                    )
                url = self.site + SEARCH.format(start=len(results))
            self.progress("search", len(asked), len(asked) + (url is not None))
        return tuple(sorted(found.values()))

    def list_links(self, authorities: tuple[Authority, ...]) -> tuple[Link, ...]:
        """Every link on the authorities' pages; pages that fail are noted."""
        links: list[Link] = []

        def read(authority: Authority) -> None:
            url = self._authority_url(authority)
            page = self._page(url, lambda body: parse_authority(body, url, authority))
            links.extend(page.links)
            self.failed.update(page.faults)
            self.pages_read.add(authority.urn)

        self._in_rounds("authorities", authorities, self._authority_url, read)
        return tuple(sorted(links, key=_order))

    def fetch_documents(self, links: tuple[Link, ...]) -> None:
        """Fetch the documents that are not at hand; those that fail are noted."""
        wanted = {link.canonical_url: link for link in links if self._is_wanted(link)}
        self._in_rounds("documents", tuple(wanted.values()), lambda link: link.canonical_url, self._fetch)

    def result(self, authorities: tuple[Authority, ...], links: tuple[Link, ...]) -> CrawlResult:
        """The run so far as a result."""
        at_hand = {link.canonical_url: self.cache.document(link.canonical_url) for link in links}
        gone = tuple(link for link in links if at_hand[link.canonical_url] is None and self._is_gone(link))
        return CrawlResult(
            authorities=authorities,
            links=links,
            fetched=tuple(sorted(self.fetched, key=lambda fetched: _order(fetched.link))),
            unread=tuple(
                Fetched(link, document.path, document.sha256)
                for link in links
                if link.canonical_url not in self.known.documents and (document := at_hand[link.canonical_url])
            ),
            failed=tuple(sorted(self.failed.items())),
            gone=gone,
            unchanged=sum(link.canonical_url not in self.requested for link in links),
            requests=self.client.requests_made,
        )

    def _is_wanted(self, link: Link) -> bool:
        if self.cache.document(link.canonical_url):
            return self.recheck
        if link.canonical_url in self.known.documents:
            return False
        last = self.cache.not_found(link.canonical_url)[1]
        is_due = last is None or dt.datetime.now(dt.UTC) - last > GONE_ASKED_AGAIN
        return is_due or not self._is_gone(link)

    def _is_gone(self, link: Link) -> bool:
        return self.cache.not_found(link.canonical_url)[0] >= GONE_AFTER

    def _fetch(self, link: Link) -> None:
        self.requested.add(link.canonical_url)
        at_hand = self.cache.document(link.canonical_url)
        try:
            answer = self.client.get(link.url, at_hand.validators if at_hand else None)
            if answer.status == 304 and at_hand:
                return
            suffix = _suffix(link.url, answer.body, answer.headers)
        except NotFoundError:
            if at_hand or self.cache.note_not_found(link.canonical_url) >= GONE_AFTER:
                return
            raise
        document: CachedDocument = self.cache.keep_document(
            link.canonical_url, answer.body, Validators.of(answer.headers), suffix
        )
        if at_hand is None or at_hand.sha256 != document.sha256:
            self.fetched.append(Fetched(link, document.path, document.sha256))

    def _search_page(self, url: str) -> SearchPage:
        for turn in range(ROUNDS):
            try:
                return self._page(url, lambda body: parse_search(body, url))
            except RefusedError:
                raise
            except FetchError:
                if turn + 1 == ROUNDS:
                    raise
            self.client.rest()
        raise AssertionError("the last round returns or raises")

    def _page(self, url: str, parse: Callable[[bytes], Item]) -> Item:
        """A page parsed; a FetchError where it does not come or is not the page expected."""
        at_hand = self.cache.page(url)
        answer = self.client.get(url, at_hand[1] if at_hand else None)
        body = at_hand[0] if at_hand and answer.status == 304 else answer.body
        try:
            parsed = parse(body)
        except SiteError as error:
            raise FetchError(url, str(error).removeprefix(f"{url}: ")) from error
        if answer.status == 200:
            self.cache.keep_page(url, body, Validators.of(answer.headers))
        return parsed

    def _in_rounds(
        self, what: str, items: tuple[Item, ...], address: Callable[[Item], str], ask: Callable[[Item], None]
    ) -> None:
        """Ask for each item, and come back to those that failed; what fails in the last round is noted."""
        left = items
        for turn in range(ROUNDS):
            if turn:
                self.client.rest()
            again: list[Item] = []
            for done, item in enumerate(left):
                url = address(item)
                self.failed.pop(url, None)
                if self.faults_in_a_row >= STOP_AFTER:
                    self.failed[url] = f"not asked for: the {STOP_AFTER} addresses before it gave no proper answer"
                    continue
                try:
                    ask(item)
                    self.faults_in_a_row = 0
                except FetchError as error:
                    self.failed[url] = error.reason
                    if isinstance(error, NotFoundError | RefusedError):
                        self.faults_in_a_row = 0
                    else:
                        self.faults_in_a_row += 1
                    if not isinstance(error, RefusedError):
                        again.append(item)
                self.progress(what if not turn else f"{what} again", done + 1, len(left))
            left = tuple(again)
            if not left or self.faults_in_a_row >= STOP_AFTER:
                return

    def _authority_url(self, authority: Authority) -> str:
        return f"{self.site}/provider/{LOCAL_AUTHORITY}/{authority.urn}"


def _suffix(url: str, body: bytes, headers: Mapping[str, str]) -> str:
    """The file name's ending for a document's body; an error where it is a web page or cut short.

    Other contents than a PDF are kept as they are: the reader says what they are not.
    """
    start = body[:1024].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or (
        b"%pdf-" not in start and headers.get("Content-Type", "").startswith("text/html")
    ):
        if b"not found" in body.lower():
            raise NotFoundError(url, "the site answers with its page 'Report not found'")
        raise FetchError(url, "the site answers with a web page instead of the document")
    if not body:
        raise FetchError(url, "the document is empty")
    if b"%pdf-" not in start:
        return ".bin"
    if "Content-Length" not in headers and b"%%EOF" not in body[-2048:]:
        raise FetchError(url, "the document is cut short: it has no length and no end")
    return ".pdf"


def _refuse_few(what: str, found: int, expected: int, site: str) -> None:
    if found < LEAST_SHARE * expected:
        raise SiteError(
            f"{site}: expected about the {expected} {what} that the dataset knows, found {found}. "
            "Nothing was changed. If this site serves only some authorities, run again with --partial."
        )


def _checked_site(site: str) -> str:
    parts = urlsplit(site)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SiteError(f"site {site!r}: expected a web address such as {PAGES_HOME}.")
    return f"{parts.scheme}://{parts.netloc}"


def _order(link: Link) -> tuple[str, dt.date, str]:
    return (link.urn, link.published, link.file_id)
