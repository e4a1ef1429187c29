"""The description of the dataset: a Frictionless Data Package with sources, licences and schemas.

https://datapackage.org/standard/data-package/ (version 1 profile, which frictionless validates).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from loaders.addresses import PAGES_HOME
from loaders.csvfile import read_rows
from loaders.errors import DatasetError
from loaders.reconcile.precedence import PEERS, PRESS, REPORTS, SITE
from loaders.register.published import published_lookups
from loaders.schema import TABLES, Column, Table

LICENCES = [
    {
        "name": "OGL-UK-3.0",
        "title": "Open Government Licence v3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    }
]


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from; `name` is what the tables' column `source` says."""

    name: str
    title: str
    publisher: str
    path: str
    published: str
    sha256: str

    def describe(self) -> dict[str, str]:
        """The source as it stands in datapackage.json; blanks are left out."""
        facts = {
            "name": self.name,
            "title": self.title,
            "publisher": self.publisher,
            "path": self.path,
            "published": self.published,
            "sha256": self.sha256,
            "licence": "MIT" if self.name == PEERS else "OGL-UK-3.0",
        }
        return {key: value for key, value in facts.items() if value}

    @classmethod
    def from_description(cls, facts: dict[str, str]) -> Source:
        """The source that `describe` described."""
        names = ("name", "title", "publisher", "path", "published", "sha256")
        return cls(*(facts.get(name, "") for name in names))


def known_sources(folder: Path) -> list[Source]:
    """The sources that the dataset in a folder names; none where there is no dataset yet."""
    path = folder / "datapackage.json"
    if not path.is_file():
        return []
    try:
        return [Source.from_description(facts) for facts in json.loads(path.read_text(encoding="utf-8"))["sources"]]
    except (ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"{path} names no sources ({error}). Restore it from the repository.") from error


def file_sha256(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def combined_sha256(checksums: Iterable[str]) -> str:
    """One checksum for a set of files, whatever their order."""
    return hashlib.sha256("\n".join(sorted(set(checksums))).encode()).hexdigest()


def reports_sources(checksums: Iterable[str]) -> list[Source]:
    """The two sources that the reports are: what they say, and what the site says of them."""
    checksum = combined_sha256(checksums)
    page = f"{PAGES_HOME}/"
    return [
        Source(REPORTS, "Inspection reports and letters of children's services", "Ofsted", page, "", checksum),
        Source(SITE, "Find an inspection report: links to reports, with their dates", "Ofsted", page, "", checksum),
    ]


def press_source(path: Path) -> Source:
    """The list of monitoring visits that councils and newspapers reported."""
    return Source(
        PRESS,
        "Monitoring visits reported by councils, committees and newspapers (a page is named for each)",
        "Compiled from the pages named",
        path.name,
        "",
        file_sha256(path),
    )


def peers_source(path: Path) -> Source:
    """The joint inspections that Data to Insight's summaries of Ofsted's site list."""
    return Source(
        PEERS,
        "Joint inspections in the summaries of ofsted-send-scrape-tool and ofsted-jtai-scrape-tool, 29 June 2026",
        "Data to Insight",
        "https://github.com/data-to-insight/ofsted-send-scrape-tool",
        "2026-06-29",
        file_sha256(path),
    )


def release_source(name: str, title: str, published: str, workbook: Path, pages: Path) -> Source:
    """An official workbook, with the page that it was published on where `pages` knows it."""
    known = {row["name"]: row for row in read_rows(pages, ("name", "page", "published"), DatasetError)}
    row = known.get(name, {})
    return Source(
        name,
        title,
        "Ofsted",
        row.get("page", "https://www.gov.uk/government/collections/ofsted-official-statistics"),
        row.get("published", published),
        file_sha256(workbook),
    )


def describe(sources: Iterable[Source]) -> dict[str, Any]:
    """datapackage.json for tables that lie beside it."""
    resources: list[dict[str, Any]] = [_resource(table) for table in TABLES]
    resources.append(
        {
            "name": "boundaries",
            "title": "Boundaries of the authorities of the day that the file names as as_at, simplified",
            "path": "boundaries.geojson",
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            "sources": [
                {
                    "title": published_lookups()["districts"].title,
                    "path": "https://geoportal.statistics.gov.uk/",
                }
            ],
        }
    )
    return {
        "profile": "data-package",
        "name": "childrens-services-inspections",
        "title": "Inspections of children's services in English local authorities",
        "description": (
            "Facts from Ofsted's official statistics, reports and letters, monitoring visits from press pages, and "
            "statistics of the Department for Education and the Office for National Statistics by authority. "
            "Contains public sector information licensed under the Open Government Licence v3.0. Not an Ofsted product."
        ),
        "licenses": LICENCES,
        "sources": [source.describe() for source in sorted(sources, key=lambda source: source.name)],
        "resources": resources,
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]}
    # A key with a part that can be blank cannot be a primary key: a row is then told by all of its parts.
    required = {column.name for column in table.columns if column.required}
    if set(table.key) <= required:
        schema["primaryKey"] = list(table.key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": [here], "reference": {"resource": other, "fields": [there]}}
            for here, other, there in table.foreign_keys
        ]
    return {
        "name": table.name,
        "title": table.title,
        "profile": "tabular-data-resource",
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(column: Column, table: Table) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.enum:
        constraints["enum"] = list(column.enum)
    if table.key == (column.name,):
        constraints["unique"] = True
    described: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})
