"""Stay current: crawl Ofsted's site, read what is new, and merge it with all that was ever read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from loaders.as_at import known_on, of_today
from loaders.build import read_documents, unread
from loaders.coverage import coverage_frame, known_coverage, moved_on
from loaders.dataset import load_dataset, read_table
from loaders.progress import Progress, ShownProgress
from loaders.refused import GONE, refused_documents
from loaders.reports import observe as docs
from loaders.reports.reading import READER
from loaders.reread import Outcome, merge_again, told
from loaders.schema import COVERAGE, DOCUMENTS
from loaders.site.cache import Cache
from loaders.site.crawl import CrawlResult, Known, crawl
from loaders.site.pages import Link as SiteLink
from loaders.store import finish_interrupted, table_bytes


def refresh(
    site: str,
    *,
    data: Path,
    cache: Path,
    partial: bool = False,
    contact: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
    crawl_progress: Progress | None = None,
    today: dt.date | None = None,
) -> Outcome:
    """Bring the dataset in `data` up to date with `site`.

    What was fetched is kept in `cache` and what was read in `data`; what failed is listed and
    tried again by the next run. Raises LoaderError, with `data` untouched, where the site gives
    far less than the dataset knows (`partial` says that it serves only some authorities).
    Where the pages of all authorities were seen and nothing failed, what they list is complete to `today`.
    """
    finish_interrupted(data)
    dataset = load_dataset(data)
    known = read_table(data, DOCUMENTS)
    bodies = known_on(dataset.authorities(), today or dt.date.today())
    result = crawl(
        site,
        cache,
        _known(known, bodies),
        contact=contact,
        partial=partial,
        progress=crawl_progress or ShownProgress(),
    )
    table, urls = _with_addresses(known, result)
    new = [*_new_links(known, result), *_of_older_readers(known, result, cache)]
    progress(f"reading {len(new)} documents that are new, were refused, or were read by an older reader")
    readings = [*read_documents(new), *((_link(link), None) for link in result.gone)]
    files = {}
    if not partial and saw_all(result, bodies):
        covered = moved_on(known_coverage(data), today or dt.date.today())
        files[COVERAGE.path] = table_bytes(coverage_frame(covered), COVERAGE)
    changed, table = merge_again(data, dataset, table, readings, urls, files)
    missing = [f"{address}: {reason}" for address, reason in result.failed]
    summary = (
        f"{len(result.authorities)} authorities, {len(result.links)} documents listed, {len(result.fetched)} fetched, "
        f"{len(new)} read, {len(result.gone)} gone, {result.requests} requests"
    )
    return Outcome(changed, missing, told(table, readings), summary, unread(table[refused_documents(table)]))


def saw_all(result: CrawlResult, authorities: pd.DataFrame) -> bool:
    """Whether a crawl saw the pages of all authorities of today and nothing failed."""
    return result.is_complete and _pages_of_today(authorities) <= {authority.urn for authority in result.authorities}


def _of_older_readers(known: pd.DataFrame, result: CrawlResult, cache: Path) -> list[docs.Link]:
    """Documents at hand that an older reader has read, under links of this crawl."""
    older = set(known.loc[(known["reader"] < READER).fillna(True) & known["url"].notna(), "url"])
    refused = set(known.loc[refused_documents(known), "url"])
    with Cache(cache) as kept:
        found = [(link, kept.document(link.canonical_url)) for link in result.links]
    return [
        _link(link, there.path, there.sha256)
        for link, there in found
        if there and link.canonical_url in older - refused
    ]


def _known(documents: pd.DataFrame, authorities: pd.DataFrame) -> Known:
    """What the crawler need not fetch, and how much it should find at least: every authority of today."""
    there = documents[(documents["document"] != GONE) & ~refused_documents(documents)]
    listed = dict.fromkeys(sorted(_pages_of_today(authorities)), 0) | dict(Counter(there["urn"]))
    return Known(frozenset(there["url"].dropna()), listed)


def _pages_of_today(authorities: pd.DataFrame) -> set[str]:
    """The URNs of the authorities of today, each of which has a page; a new body may have none yet."""
    return set(of_today(authorities)["urn"].dropna())


def _link(link: SiteLink, path: Path | None = None, sha256: str | None = None) -> docs.Link:
    return docs.Link(link.urn, link.provider, link.link_text, link.published, link.canonical_url, sha256, path)


def _new_links(known: pd.DataFrame, result: CrawlResult) -> list[docs.Link]:
    """The documents in the cache whose content was not read before, or was refused."""
    taken = known[~refused_documents(known)]
    read = set(zip(taken["urn"], taken["sha256"], strict=True))
    found = [item for item in result.unread if (item.link.urn, item.sha256) not in read]
    return [_link(item.link, item.path, item.sha256) for item in found]


def _with_addresses(known: pd.DataFrame, result: CrawlResult) -> tuple[pd.DataFrame, dict[str, str]]:
    """The known documents, with the address of those that were known by content alone; and sha256 -> address."""
    urls = {item.sha256: item.link.canonical_url for item in result.unread}
    table = known.assign(published=known["published"].dt.strftime("%Y-%m-%d"))
    table["url"] = table["url"].fillna(table["sha256"].map(urls).astype("string"))
    there = table[table["url"].notna() & table["sha256"].notna()]
    return table, dict(zip(there["sha256"], there["url"], strict=True))
