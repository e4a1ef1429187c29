"""The crawler of Ofsted's reports site: which documents there are, and those that are new.

A run reads the search pages, each authority's page, and the documents that neither the cache nor
the dataset holds. What was fetched is kept at once, so that a run that was killed goes on where it
was; what failed is listed, and asked for again by the next run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from loaders.addresses import LOCAL_AUTHORITY, PAGES_HOME
from loaders.errors import SiteError
from loaders.progress import Progress, silent
from loaders.site.cache import Cache
from loaders.site.documents import suffix_of
from loaders.site.http import Client
from loaders.site.pages import Authority, Link, SearchPage, parse_authority, parse_search
from loaders.site.politeness import (
    FetchError,
    Manners,
    NotFoundError,
    RefusedError,
    Validators,
    user_agent,
    web_address,
)
from loaders.site.result import CrawlResult, Fetched, Known, in_order, write_manifest
from loaders.site.retry_rounds import ROUNDS, Item, Rounds
from loaders.site.unreachable import UnreachableError

__all__ = ["CrawlResult", "Fetched", "Known", "Link", "crawl", "write_manifest"]

SEARCH = "/search?q=&location=&radius=&level_1_types=3&level_2_types%5B%5D=12&start={start}&rows=100"
LEAST_SHARE = 0.9
"""A site with less than this share of what the dataset knows is not believed."""
GONE_AFTER = 4
"""Answers "not found" in a row after which a document counts as gone."""
GONE_ASKED_AGAIN = dt.timedelta(days=30)
MOST_SEARCH_PAGES = 50


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
    manners = manners or Manners.for_site(site, pause)
    with Client(user_agent(contact), manners) as client, Cache(cache) as kept:
        run = _Run(site, kept, client, known, recheck, progress)
        authorities = run.list_authorities()
        if not partial:
            listed = {authority.urn for authority in authorities}
            _refuse_few(site, "authorities", len(listed & known.reports.keys()), len(known.reports))
        links = run.list_links(authorities)
        if not partial:
            # a page that failed is listed as failed, and says nothing of how much there is
            read = run.pages_read & known.reports.keys()
            _refuse_few(site, "documents", sum(link.urn in read for link in links), sum(known.reports[u] for u in read))
        run.fetch_documents(links)
        return run.result(authorities, links)


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
        self.rounds = Rounds(client, site + SEARCH.format(start=0), progress)
        self.pages_read: set[str] = set()
        self.fetched: list[Fetched] = []
        self.requested: set[str] = set()

    def list_authorities(self) -> tuple[Authority, ...]:
        """Every authority that the search lists; SiteError where the listing cannot be read whole."""
        url: str | None = self.site + SEARCH.format(start=0)
        asked: set[str] = set()
        results: set[str] = set()
        found: dict[str, Authority] = {}
        while url is not None and url not in asked and len(asked) < MOST_SEARCH_PAGES:
            asked.add(url)
            page = self._search_page(url)
            has_grown = not page.results <= results
            results |= page.results
            found = {authority.urn: authority for authority in page.authorities} | found
            url = page.next_url
            if url is not None and urlsplit(url).netloc != urlsplit(self.site).netloc:
                raise SiteError(f"{self.site}: expected the next page of the search there, found a link to {url}.")
            if url is None and page.total is not None and len(results) < page.total:
                if not has_grown:
                    raise SiteError(
                        f"{self.site}/search: expected {page.total} results as the page says, found {len(results)}. "
                        "The list has changed while it was read, or its pages have; nothing was changed, run again."
                    )
                url = self.site + SEARCH.format(start=len(results))
            self.progress("search pages", len(asked), len(asked) + (url is not None))
        return tuple(sorted(found.values()))

    def list_links(self, authorities: tuple[Authority, ...]) -> tuple[Link, ...]:
        """Every link on the authorities' pages; pages that fail are noted."""
        links: list[Link] = []

        def address(authority: Authority) -> str:
            return f"{self.site}/provider/{LOCAL_AUTHORITY}/{authority.urn}"

        def read(authority: Authority) -> None:
            url = address(authority)
            page = self._page(url, lambda body: parse_authority(body, url, authority))
            links.extend(page.links)
            self.rounds.failed.update(page.faults)
            self.pages_read.add(authority.urn)

        self.rounds.ask_for("authorities' pages", authorities, address, read)
        return tuple(sorted(links, key=in_order))

    def fetch_documents(self, links: tuple[Link, ...]) -> None:
        """Fetch the documents that are not at hand; those that fail are noted."""
        wanted = {link.canonical_url: link for link in links if self._is_wanted(link)}
        self.rounds.ask_for("documents", tuple(wanted.values()), lambda link: link.url, self._fetch)

    def result(self, authorities: tuple[Authority, ...], links: tuple[Link, ...]) -> CrawlResult:
        """The run so far as a result."""
        at_hand = {link.canonical_url: self.cache.document(link.canonical_url) for link in links}
        return CrawlResult(
            authorities=authorities,
            links=links,
            fetched=tuple(sorted(self.fetched, key=lambda fetched: in_order(fetched.link))),
            unread=tuple(
                Fetched(link, document.path, document.sha256)
                for link in links
                if link.canonical_url not in self.known.documents and (document := at_hand[link.canonical_url])
            ),
            failed=tuple(sorted(self.rounds.failed.items())),
            gone=tuple(link for link in links if at_hand[link.canonical_url] is None and self._is_gone(link)),
            unchanged=sum(link.canonical_url not in self.requested for link in links),
            requests=self.client.requests_made,
        )

    def _is_wanted(self, link: Link) -> bool:
        if self.cache.document(link.canonical_url):
            return self.recheck
        if link.canonical_url in self.known.documents:
            return False
        last = self.cache.not_found(link.canonical_url)[1]
        return not self._is_gone(link) or last is None or dt.datetime.now(dt.UTC) - last > GONE_ASKED_AGAIN

    def _is_gone(self, link: Link) -> bool:
        return self.cache.not_found(link.canonical_url)[0] >= GONE_AFTER

    def _fetch(self, link: Link) -> None:
        url = link.canonical_url
        self.requested.add(url)
        at_hand = self.cache.document(url)
        try:
            answer = self.client.get(link.url, at_hand.validators if at_hand else None)
            if at_hand and answer.status == 304:
                return
            suffix = suffix_of(link.url, answer.body, answer.headers)
        except NotFoundError:
            # a document at hand stays, whatever becomes of its address
            if at_hand or self.cache.note_not_found(url) >= GONE_AFTER:
                return
            raise
        document = self.cache.keep_document(url, answer.body, Validators.of(answer.headers), suffix)
        if at_hand is None or at_hand.sha256 != document.sha256:
            self.fetched.append(Fetched(link, document.path, document.sha256))

    def _search_page(self, url: str) -> SearchPage:
        for turn in range(ROUNDS):
            if turn:
                self.client.rest()
            try:
                return self._page(url, lambda body: parse_search(body, url))
            except UnreachableError as error:
                raise SiteError(f"{error} Nothing was changed.") from error
            except FetchError as error:
                fault = error
                if isinstance(error, RefusedError):
                    break
        raise SiteError(f"{fault} Without the search nothing can be listed; nothing was changed, run again later.")

    def _page(self, url: str, parse: Callable[[bytes], Item]) -> Item:
        """A page parsed; FetchError where it does not come or is not the page expected."""
        at_hand = self.cache.page(url)
        answer = self.client.get(url, at_hand[1] if at_hand else None)
        body = at_hand[0] if at_hand and answer.status == 304 else answer.body
        try:
            parsed = parse(body)
        except SiteError as error:
            self.cache.forget_page(url)
            raise FetchError(url, str(error).removeprefix(f"{url}: ")) from error
        if answer.status == 200:
            self.cache.keep_page(url, body, Validators.of(answer.headers))
        return parsed


def _refuse_few(site: str, what: str, found: int, expected: int) -> None:
    if found < LEAST_SHARE * expected:
        raise SiteError(
            f"{site}: expected about the {expected} {what} that the dataset knows, found {found}. "
            "Nothing was changed. If this site serves only some authorities, run again with --partial."
        )


def _checked_site(site: str) -> str:
    if web_address(site, "") is None:
        raise SiteError(f"site {site!r}: expected a web address such as {PAGES_HOME}.")
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}"
