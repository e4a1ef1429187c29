"""Published files to the dataset: read every source, reconcile, describe, write."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.addresses import authority_page
from loaders.context import Context, Measure, known_context, load_measures, measures_frame, overlaid, read_context
from loaders.coverage import Covered, by_releases, coverage_frame, extended, known_coverage, read_coverage
from loaders.datapackage import (
    Source,
    describe,
    known_sources,
    peers_source,
    press_source,
    release_source,
    reports_sources,
)
from loaders.dataset import read_table
from loaders.errors import DatasetError
from loaders.observation import Observation
from loaders.paths import REFERENCE
from loaders.peers import read_peers
from loaders.press import read_press
from loaders.reconcile.merge import Merged, merge
from loaders.reconcile.observation_table import from_frame
from loaders.reconcile.precedence import PEERS
from loaders.register.authorities import Register
from loaders.register.boundaries import build_boundaries
from loaders.register.former import check_former_slugs, first_slugs
from loaders.register.lookups import build_authorities
from loaders.reports import read_many
from loaders.reports.observe import Link, file_links, observe, read_manifest
from loaders.reports.reading import Document, Reading
from loaders.schema import (
    AUTHORITIES,
    CONTEXT,
    COVERAGE,
    DISAGREEMENTS,
    DOCUMENTS,
    IMPROVEMENTS,
    INSPECTIONS,
    JUDGEMENTS,
    MEASURES,
    OBSERVATIONS,
)
from loaders.store import json_bytes, table_bytes, write_dataset
from loaders.workbooks.reader import read_noted
from loaders.workbooks.releases import Release, release_of

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did: files that changed, counts, documents that were not understood, and what else is to be told."""

    changed: list[str]
    counts: dict[str, int]
    unread: list[str]
    notes: list[str]


def build(
    sources: Path,
    data: Path,
    *,
    reference: Path = REFERENCE,
    processes: int | None = None,
    progress: Progress = lambda _: None,
) -> Outcome:
    """Read everything under `sources` and write the dataset to `data`.

    `sources` holds official-statistics/ (workbooks), lookups/ and, where there are reports,
    reports/manifest.csv with the files it names. Figures of context/ are laid over those that `data` has;
    without that folder these stay as they are. The tables of `reference` are kept by hand. Raises
    LoaderError, with `data` untouched, for anything that is not understood.
    """
    workbooks = _workbooks(sources)
    lookups = _folder(sources, "lookups")
    authorities = build_authorities(lookups, reference)
    check_former_slugs(set(authorities["slug"]), reference)
    register = Register.from_frame(authorities, reference / "aliases.csv")
    releases = releases_in_order(workbooks)
    observations: list[Observation] = []
    notes: list[str] = []
    for release, path in releases:
        progress(f"reading {path.name}")
        read, said = read_noted(path, register, release.name, reference)
        observations += read
        notes += said
    press = reference / "press_visits.csv"
    observations += read_press(press, register)
    listed, peers = _peers(sources, data, register)
    observations += listed
    links = _links(sources)
    progress(f"reading {len(links)} reports")
    reported, documents = observe(read_documents(links, processes), register)
    observations += reported
    described = [
        *(release_source(r.name, r.title, r.published, path, reference / "releases.csv") for r, path in releases),
        *reports_sources(link.sha256 or "" for link in links),
        press_source(press),
        *peers,
    ]
    progress("reading context")
    measures = load_measures(reference / MEASURES.path)
    context = _context(sources, data, register, measures)
    described += context.sources.values()
    progress("reconciling the sources")
    names = [release.name for release, _ in releases]
    merged = reconcile(observations, authorities, names, described, reference=reference)
    files = dataset_files(merged, documents)
    files["authorities.csv"] = table_bytes(authorities, AUTHORITIES)
    files["published_figures.csv"] = (reference / "published_figures.csv").read_bytes()
    files["boundaries.geojson"] = build_boundaries(lookups, authorities, reference)
    files[MEASURES.path] = table_bytes(measures_frame(measures), MEASURES)
    files[COVERAGE.path] = table_bytes(coverage_frame(_coverage(sources, data, releases)), COVERAGE)
    files[CONTEXT.path] = table_bytes(context.frame(), CONTEXT)
    files["datapackage.json"] = json_bytes(describe(described))
    counts = _counts(merged) | {"figures of context": len(context.figures)}
    return Outcome(write_dataset(data, files), counts, unread(documents), [*notes, *context.notes])


def reconcile(
    observations: Sequence[Observation],
    authorities: pd.DataFrame,
    releases: Sequence[str],
    sources: Sequence[Source],
    known_ids: dict[Observation, str] | None = None,
    reference: Path = REFERENCE,
) -> Merged:
    """Merge observations with the names, pages and releases that the dataset has.

    The key of an inspection is made of the first slug that its authority had, so that it stays when that changes.
    """
    urns = dict(zip(authorities["code"], authorities["urn"], strict=True))
    pages = {source.name: source.path for source in sources}

    def page_of(observation: Observation) -> str | None:
        urn = urns.get(observation.authority_code)
        return pages.get(observation.source) if pd.isna(urn) or not urn else authority_page(urn)

    first = first_slugs(reference)
    slugs = {code: first.get(slug, slug) for code, slug in zip(authorities["code"], authorities["slug"], strict=True)}
    return merge(observations, slugs=slugs, releases=releases, page_of=page_of, known_ids=known_ids)


def dataset_files(merged: Merged, documents: pd.DataFrame) -> dict[str, bytes]:
    """The tables that a merge makes, as the files that are written."""
    return {
        INSPECTIONS.path: table_bytes(merged.inspections, INSPECTIONS),
        JUDGEMENTS.path: table_bytes(merged.judgements, JUDGEMENTS),
        DISAGREEMENTS.path: table_bytes(merged.disagreements, DISAGREEMENTS),
        IMPROVEMENTS.path: table_bytes(merged.improvements, IMPROVEMENTS),
        OBSERVATIONS.path: table_bytes(merged.observations, OBSERVATIONS),
        DOCUMENTS.path: table_bytes(documents, DOCUMENTS),
    }


def read_documents(links: Sequence[Link], processes: int | None = None) -> list[tuple[Link, Reading | None]]:
    """What each link's document says, in the order of the links."""
    by_path = file_links(links)
    readings = {by_path[path]: reading for path, reading in read_many(list(by_path), processes)}
    missing = Reading(document=Document.NOT_A_REPORT, error="The manifest names no file.")
    return [(link, readings.get(link, missing)) for link in links]


def unread(documents: pd.DataFrame) -> list[str]:
    """A line for each document that was not wholly understood."""
    faulty = documents[documents["error"].notna()]
    return [
        f"{row.urn} {row.link_text}, {row.published} ({row.document}): {row.error}"
        for row in faulty.itertuples(index=False)
    ]


def releases_in_order(workbooks: Sequence[Path]) -> list[tuple[Release, Path]]:
    """The official releases, oldest first; raises DatasetError where two files are of one release."""
    found = sorted(((release_of(path), path) for path in workbooks), key=lambda pair: (pair[0].as_at, pair[1].name))
    for (earlier, one), (later, other) in itertools.pairwise(found):
        if earlier.name == later.name:
            raise DatasetError(f"{one.name} and {other.name} are both the release {earlier.name}; keep the one to use.")
    return found


def _peers(sources: Path, data: Path, register: Register) -> tuple[list[Observation], list[Source]]:
    """Joint inspections of a peer's summaries, and their source: of the folder, else those that the dataset has."""
    path = sources / "peers" / "joint_inspections.csv"
    if path.is_file():
        return read_peers(path, register), [peers_source(path)]
    described = [source for source in known_sources(data) if source.name == PEERS]
    if not described:
        return [], []
    return [item for _, item in from_frame(read_table(data, OBSERVATIONS)) if item.source == PEERS], described


def _coverage(sources: Path, data: Path, releases: Sequence[tuple[Release, Path]]) -> list[Covered]:
    """What the folder says of itself, else what the dataset says, and what the official statistics cover."""
    path, listed = sources / COVERAGE.path, by_releases(releases[-1][0].as_at)
    return extended(read_coverage(path) if path.is_file() else known_coverage(data) or listed, listed)


def _context(sources: Path, data: Path, register: Register, measures: Sequence[Measure]) -> Context:
    """The figures that the dataset has, under those of the folder."""
    known = known_context(data / CONTEXT.path, known_sources(data))
    folder = sources / "context"
    if not folder.is_dir():
        return known
    return overlaid(known, read_context(folder, measures, register), register)


def _workbooks(sources: Path) -> list[Path]:
    folder = _folder(sources, "official-statistics")
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.casefold() in (".ods", ".xlsx", ".csv") and path.name[0] not in "~."
    )
    if not found:
        raise DatasetError(f"{folder} holds no .ods, .xlsx or .csv workbook. Put Ofsted's official statistics there.")
    return found


def _links(sources: Path) -> list[Link]:
    manifest = sources / "reports" / "manifest.csv"
    return read_manifest(manifest) if manifest.is_file() else []


def _folder(sources: Path, name: str) -> Path:
    folder = sources / name
    if not folder.is_dir():
        raise DatasetError(f"{folder} is missing: expected official-statistics/, lookups/ and reports/ in {sources}.")
    return folder


def _counts(merged: Merged) -> dict[str, int]:
    return {
        "inspections and visits": len(merged.inspections),
        "judgements": len(merged.judgements),
        "disagreements": len(merged.disagreements),
    }
