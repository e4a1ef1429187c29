"""Read again what is known, with newer readers or a newer register, and merge it with all that was ever read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.build import dataset_files, read_documents, reconcile, unread
from loaders.datapackage import Source, describe, reports_sources
from loaders.dataset import Dataset, load_dataset, read_table
from loaders.errors import DatasetError
from loaders.paths import REFERENCE
from loaders.reconcile.observation_table import from_frame
from loaders.reconcile.precedence import PEERS, PRESS, REPORTS, SITE
from loaders.refused import GONE, refused_documents
from loaders.register.authorities import Register
from loaders.register.lookups import ALIASES_FILE
from loaders.reports import observe as docs
from loaders.reports.reading import Reading
from loaders.schema import DOCUMENTS, OBSERVATIONS
from loaders.site.cache import Cache
from loaders.store import finish_interrupted, json_bytes, write_dataset


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a refresh did.

    `missing` lists what the site did not give, `refused` every document of the dataset that could not be taken: both
    are tried again by the next run. `unread` lists what of this run was not wholly understood.
    """

    changed: list[str]
    missing: list[str]
    unread: list[str]
    summary: str
    refused: list[str]


def reread(*, data: Path, cache: Path, progress: Callable[[str], None] = lambda _: None) -> Outcome:
    """Read every document that the cache holds again, with the readers and the register of today, and merge.

    Raises LoaderError, with `data` untouched, where the cache holds none of the dataset's documents.
    """
    finish_interrupted(data)
    dataset = load_dataset(data)
    known = read_table(data, DOCUMENTS)
    provider = _providers(data, dataset)
    with Cache(cache) as kept:
        rows: list[dict[Hashable, Any]] = known[known["url"].notna()].to_dict("records")
        at_hand = [(row, there) for row in rows if (there := kept.document(row["url"]))]
    links = [
        docs.Link(
            urn=row["urn"],
            provider=provider(row),
            link_text=row["link_text"],
            published=row["published"].date(),
            url=row["url"],
            sha256=there.sha256,
            path=there.path,
        )
        for row, there in at_hand
    ]
    if not links:
        raise DatasetError(
            f"{cache} holds none of the {len(known)} documents of {data}. Run 'python -m loaders refresh' first, "
            "or 'python -m loaders build' with a folder of reports."
        )
    progress(f"reading {len(links)} documents again")
    readings = read_documents(links)
    table = known.assign(published=known["published"].dt.strftime("%Y-%m-%d"))
    changed, table = merge_again(data, dataset, table, readings, {})
    summary = f"{len(links)} of {len(known)} documents read again"
    return Outcome(changed, [], told(table, readings), summary, unread(table[refused_documents(table)]))


def merge_again(
    data: Path,
    dataset: Dataset,
    table: pd.DataFrame,
    readings: Sequence[tuple[docs.Link, Reading | None]],
    urls: dict[str, str],
    others: Mapping[str, bytes] | None = None,
) -> tuple[list[str], pd.DataFrame]:
    """Merge new readings with all that was ever read, and write; returns the files that changed and all documents.

    What a document said before is replaced by what it says now. `urls` are addresses by sha256 that came to be known,
    `others` tables that are written with them.
    """
    register = Register.from_frame(dataset.authorities(), REFERENCE / ALIASES_FILE)
    observations, rows = docs.observe(readings, register)
    table = _joined(table, rows)
    again = {link.sha256 for link, reading in readings if reading is not None}
    pairs = [
        (key, docs.with_url(item, urls))
        for key, item in from_frame(read_table(data, OBSERVATIONS))
        if item.document is None or item.document not in again
    ]
    sources = [Source.from_description(item) for item in dataset.package["sources"]]
    fixed = [source for source in sources if source.name not in (REPORTS, SITE)]
    described = [*fixed, *reports_sources(table["sha256"].dropna())]
    releases = [source.name for source in sorted(fixed, key=lambda s: s.published) if source.name not in (PEERS, PRESS)]
    merged = reconcile(
        [*(item for _, item in pairs), *observations],
        dataset.authorities(),
        releases,
        described,
        known_ids={item: key for key, item in pairs},
    )
    unchanged = (
        "authorities.csv",
        "published_figures.csv",
        "coverage.csv",
        "measures.csv",
        "context.csv",
        "boundaries.geojson",
    )
    files = {name: (data / name).read_bytes() for name in unchanged if (data / name).is_file()}
    files |= dataset_files(merged, table) | dict(others or {})
    files["datapackage.json"] = json_bytes(describe(described))
    return write_dataset(data, files), table


def told(table: pd.DataFrame, readings: Sequence[tuple[docs.Link, Reading | None]]) -> list[str]:
    """Documents of this run that were not wholly understood, but for those that were refused."""
    now = {link.sha256 for link, _ in readings if link.sha256}
    return unread(table[table["sha256"].isin(now) & ~refused_documents(table)])


def _providers(data: Path, dataset: Dataset) -> Callable[[dict[Hashable, Any]], str]:
    """The name under which each document was linked: as it was noted, else that of today's register."""
    noted = {item.document: item.where for _, item in from_frame(read_table(data, OBSERVATIONS)) if item.document}
    names = dict(zip(dataset.authorities()["urn"], dataset.authorities()["name"], strict=True))

    def provider(row: dict[Hashable, Any]) -> str:
        before, found, _ = noted.get(row["sha256"], "").partition(f", {row['link_text']}, ")
        return before if found else str(names.get(row["urn"], ""))

    return provider


def _joined(table: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Known and new documents, one row an address or content.

    What is said now replaces what was said before; a document that is there replaces the note that it was gone, and
    that note replaces a document that was refused.
    """
    both = pd.concat([rows.astype("string"), table.astype("string")], ignore_index=True)
    rank = (both["document"] == GONE).astype(int)
    rank = rank.mask(refused_documents(both) & (both.index >= len(rows)), 2)
    both = both.loc[rank.sort_values(kind="stable").index]
    again = both["url"].notna() & both.duplicated(["urn", "url"])
    again |= both["sha256"].notna() & both.duplicated(["urn", "sha256", "published", "link_text"])
    return docs.sorted_documents(both[~again])
