"""Stay current: crawl Ofsted's site, read what is new, and merge it with all that was ever read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.build import dataset_files, read_documents, reconcile, unread
from loaders.datapackage import Source, describe, reports_sources
from loaders.dataset import load_dataset, read_table
from loaders.paths import REFERENCE
from loaders.reconcile.observation_table import from_frame
from loaders.reconcile.precedence import PRESS, REPORTS, SITE
from loaders.register.authorities import Register
from loaders.reports import observe as docs
from loaders.schema import DOCUMENTS, OBSERVATIONS
from loaders.site.crawl import CrawlResult, Known, crawl
from loaders.site.pages import Link as SiteLink
from loaders.site.progress import Progress, ShownProgress
from loaders.store import finish_interrupted, json_bytes, write_dataset


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh did; `missing` lists what the site did not give, to be tried again."""

    changed: list[str]
    missing: list[str]
    unread: list[str]
    summary: str


def refresh(
    site: str,
    *,
    data: Path,
    cache: Path,
    partial: bool = False,
    contact: str | None = None,
    progress: Callable[[str], None] = lambda _: None,
    crawl_progress: Progress | None = None,
) -> Outcome:
    """Bring the dataset in `data` up to date with `site`.

    What was fetched is kept in `cache` and what was read in `data`; what failed is listed and
    tried again by the next run. Raises LoaderError, with `data` untouched, where the site gives
    far less than the dataset knows (`partial` says that it serves only some authorities).
    """
    finish_interrupted(data)
    dataset = load_dataset(data)
    known = read_table(data, DOCUMENTS)
    result = crawl(
        site,
        cache,
        _known(known, dataset.authorities()),
        contact=contact,
        partial=partial,
        progress=crawl_progress or ShownProgress(),
    )
    register = Register.from_frame(dataset.authorities(), REFERENCE / "aliases.csv")
    table, urls = _with_addresses(known, result)
    new = _new_links(known, result)
    progress(f"reading {len(new)} new documents")
    gone = [(_link(link), None) for link in result.gone]
    observations, rows = docs.observe([*read_documents(new), *gone], register)
    table = _joined(table, rows)
    pairs = [(key, docs.with_url(item, urls)) for key, item in from_frame(read_table(data, OBSERVATIONS))]
    sources = [Source.from_description(item) for item in dataset.package["sources"]]
    fixed = [source for source in sources if source.name not in (REPORTS, SITE)]
    described = [*fixed, *reports_sources(table["sha256"].dropna())]
    releases = [source.name for source in sorted(fixed, key=lambda s: s.published) if source.name != PRESS]
    merged = reconcile(
        [*(item for _, item in pairs), *observations],
        dataset.authorities(),
        releases,
        described,
        known_ids={item: key for key, item in pairs},
    )
    unchanged = ("authorities.csv", "published_figures.csv", "measures.csv", "context.csv", "boundaries.geojson")
    files = {name: (data / name).read_bytes() for name in unchanged}
    files |= dataset_files(merged, table)
    files["datapackage.json"] = json_bytes(describe(described))
    changed = write_dataset(data, files)
    missing = [f"{address}: {reason}" for address, reason in result.failed]
    summary = (
        f"{len(result.authorities)} authorities, {len(result.links)} documents listed, {len(result.fetched)} fetched, "
        f"{len(new)} read, {len(result.gone)} gone, {result.requests} requests"
    )
    return Outcome(changed, missing, unread(rows), summary)


def _known(documents: pd.DataFrame, authorities: pd.DataFrame) -> Known:
    """What the crawler need not fetch, and how much it should find at least: every authority of today."""
    there = documents[documents["document"] != docs.GONE]
    today = authorities.loc[authorities["abolished"].isna(), "urn"].dropna()
    return Known(frozenset(there["url"].dropna()), dict.fromkeys(today, 0) | dict(Counter(there["urn"])))


def _link(link: SiteLink, path: Path | None = None, sha256: str | None = None) -> docs.Link:
    return docs.Link(link.urn, link.provider, link.link_text, link.published, link.canonical_url, sha256, path)


def _new_links(known: pd.DataFrame, result: CrawlResult) -> list[docs.Link]:
    """The fetched documents whose content was not read before."""
    read = set(zip(known["urn"], known["sha256"], strict=True))
    found = [item for item in result.unread if (item.link.urn, item.sha256) not in read]
    return [_link(item.link, item.path, item.sha256) for item in found]


def _with_addresses(known: pd.DataFrame, result: CrawlResult) -> tuple[pd.DataFrame, dict[str, str]]:
    """The known documents, with the address of those that were known by content alone; and sha256 -> address."""
    urls = {item.sha256: item.link.canonical_url for item in result.unread}
    table = known.assign(published=known["published"].dt.strftime("%Y-%m-%d"))
    table["url"] = table["url"].fillna(table["sha256"].map(urls).astype("string"))
    there = table[table["url"].notna() & table["sha256"].notna()]
    return table, dict(zip(there["sha256"], there["url"], strict=True))


def _joined(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Known and new documents, one row an address: a document that came back replaces the note that it was gone."""
    both = pd.concat([rows.astype("string"), table.astype("string")], ignore_index=True)
    both = both.sort_values("document", key=lambda kinds: kinds == docs.GONE, kind="stable")
    again = both["url"].notna() & both.duplicated(["urn", "url"])
    return docs.sorted_documents(both[~again])
