"""What a crawl is told, what it gives back, and the manifest of what the cache holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from loaders.csvfile import csv_bytes
from loaders.schema import MANIFEST_COLUMNS
from loaders.site.cache import Cache
from loaders.site.pages import Authority, Link


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
    """A document in the cache, under a link that leads to it."""

    link: Link
    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """What a run found and got.

    `links`: every link seen, by URN, date and file number. `fetched`: documents that came in this
    run. `unread`: every document in the cache that the dataset does not know, those of earlier,
    unfinished runs too: read these. `failed`: pairs of address and reason. `gone`: links whose
    document the site has repeatedly said not to have. `unchanged`: number of links that cost no
    request. `requests`: number of requests made.
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


def in_order(link: Link) -> tuple[str, dt.date, str]:
    """The key by which links are sorted: URN, date, file number."""
    return (link.urn, link.published, link.file_id)


def write_manifest(cache: Path, links: Iterable[Link]) -> Path:
    """Write cache/manifest.csv: the columns of a sources folder, one row a link whose document is at hand.

    Sorted by URN, date and file number: the same links and documents give the same bytes.
    Returns its path; raises SiteError when another process uses the cache.
    """
    rows: list[tuple[str, ...]] = []
    with Cache(cache) as kept:
        for link in sorted(links, key=in_order):
            if (document := kept.document(link.canonical_url)) is None:
                continue
            path = document.path.relative_to(cache).as_posix()
            day = link.published.isoformat()
            about = (link.urn, link.provider, link.link_text, day, link.file_id, link.canonical_url)
            rows.append((path, *about, document.sha256))
        return kept.write("manifest.csv", csv_bytes(pd.DataFrame(rows, columns=list(MANIFEST_COLUMNS), dtype="str")))
