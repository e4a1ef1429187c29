"""The dataset in memory: immutable, and the only way in for the dashboard."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.as_at import known_on
from loaders.deciding import Deciding, deciding_of
from loaders.errors import DatasetError
from loaders.grades import SIF_FROM, Judgement, Kind
from loaders.paths import DATA
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
    PUBLISHED_FIGURES,
    Table,
)


class Dataset:
    """The tables of data/ as pandas frames.

    Each method returns a frame of its own (pandas copies on write), so that no caller can
    change what another sees. Dates are datetime64, counts are Int64, blanks are NA.
    """

    def __init__(self, tables: dict[str, pd.DataFrame], package: dict[str, Any], folder: Path) -> None:
        self._tables = tables
        self.package = package
        self.folder = folder
        self._deciding = lru_cache(maxsize=len(Judgement))(
            lambda judgement: deciding_of(tables["authorities"], tables["inspections"], tables["judgements"], judgement)
        )

    def authorities(self) -> pd.DataFrame:
        """Every authority, of today, abolished and to come, sorted by name; columns of `schema.AUTHORITIES`.

        For what is shown take `bodies`: a beginning or an end that lies ahead changes nothing before it.
        """
        return self._tables["authorities"].copy(deep=False)

    def bodies(self) -> pd.DataFrame:
        """The authorities as the day knows them that the dataset reaches: `as_at.known_on`."""
        return self._bodies.copy(deep=False)

    @cached_property
    def _bodies(self) -> pd.DataFrame:
        return known_on(self._tables["authorities"], self.reach)

    def inspections(self) -> pd.DataFrame:
        """Every inspection and visit; columns of `schema.INSPECTIONS`."""
        return self._tables["inspections"].copy(deep=False)

    def judgements(self) -> pd.DataFrame:
        """Every judgement of every inspection; columns of `schema.JUDGEMENTS`."""
        return self._tables["judgements"].copy(deep=False)

    def disagreements(self) -> pd.DataFrame:
        """Where sources disagree; columns of `schema.DISAGREEMENTS`."""
        return self._tables["disagreements"].copy(deep=False)

    def improvements(self) -> pd.DataFrame:
        """The elements of the national framework that each point to improve names; columns of `schema.IMPROVEMENTS`."""
        return self._tables["improvements"].copy(deep=False)

    def published_figures(self) -> pd.DataFrame:
        """Figures that Ofsted printed; columns of `schema.PUBLISHED_FIGURES`."""
        return self._tables["published_figures"].copy(deep=False)

    def documents(self) -> pd.DataFrame:
        """Reports and letters that were read, or that are gone; columns of `schema.DOCUMENTS`."""
        return self._tables["documents"].copy(deep=False)

    def coverage(self) -> pd.DataFrame:
        """How far each kind of event is known, a row a kind; columns of `schema.COVERAGE`."""
        return self._tables["coverage"].copy(deep=False)

    def measures(self) -> pd.DataFrame:
        """What else is known of authorities, a row a measure; columns of `schema.MEASURES`."""
        return self._when_asked(MEASURES).copy(deep=False)

    def context(self) -> pd.DataFrame:
        """Figures of other statistics, `value` as float64; columns of `schema.CONTEXT`."""
        return self._when_asked(CONTEXT).copy(deep=False)

    def timeline(self, code: str) -> pd.DataFrame:
        """The events of one authority, oldest first, by the best date known.

        Columns of `schema.INSPECTIONS` and one column for each judgement's grade.
        Raises DatasetError for a code that is not in the register.
        """
        if code not in set(self._tables["authorities"]["code"]):
            raise DatasetError(f"{code!r} is not the code of an authority in this dataset.")
        events = self.inspections()
        events = events[events["authority_code"] == code]
        judgements = self.judgements()
        grades = judgements[judgements["inspection_id"].isin(events["inspection_id"])]
        wide = grades.pivot(index="inspection_id", columns="judgement", values="grade")
        best = events["start_date"].fillna(events["publication_date"])
        order = best.sort_values(kind="stable", na_position="last").index
        return (
            events.loc[order].merge(wide, how="left", left_on="inspection_id", right_index=True).reset_index(drop=True)
        )

    def visits(self, event_type: str | None = None) -> pd.DataFrame:
        """Focused and monitoring visits, or one kind of event; columns of `schema.INSPECTIONS`."""
        events = self.inspections()
        kinds = [event_type] if event_type else ["focused visit", "monitoring visit"]
        return events[events["event_type"].isin(kinds)].reset_index(drop=True)

    def as_at(
        self, date: dt.date, published_by: dt.date | None = None, judgement: str = Judgement.OVERALL
    ) -> pd.DataFrame:
        """The grade that each authority held on `date` by Ofsted's rule; the frame of `latest_judgements`."""
        return self._deciding(Judgement(judgement)).latest(date, published_by)

    def deciding(self, judgement: str = Judgement.OVERALL) -> Deciding:
        """What can decide a judgement, worked out once: for whom asks for many dates."""
        return self._deciding(Judgement(judgement))

    def _when_asked(self, table: Table) -> pd.DataFrame:
        """A table that is read when it is first asked for: most of what the product does needs none of it."""
        if table.name not in self._tables:
            self._tables[table.name] = read_table(self.folder, table)
        return self._tables[table.name]

    @cached_property
    def built(self) -> dt.date | None:
        """How far the dataset reaches: its newest publication, or the later day to which full inspections are complete."""
        latest = self._tables["inspections"]["publication_date"].max()
        covered = self._tables["coverage"]
        complete = covered.loc[covered["kind"] == Kind.FULL.value, "complete_to"].max()
        return None if pd.isna(latest) else max(latest, complete if pd.notna(complete) else latest).date()

    @property
    def reach(self) -> dt.date:
        """As `built`; for a dataset without publications the first day of the single inspection framework."""
        return self.built or SIF_FROM


def load_dataset(folder: Path = DATA) -> Dataset:
    """Read the dataset in `folder`; raises DatasetError naming the file that is missing or wrong."""
    try:
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DatasetError(
            f"{folder / 'datapackage.json'} is missing: {folder} holds no dataset. "
            "Run 'python -m loaders build --sources DIR', or restore data/ from the repository."
        ) from error
    except ValueError as error:
        raise DatasetError(
            f"{folder / 'datapackage.json'} is not JSON ({error}). Restore it from the repository."
        ) from error
    names = (AUTHORITIES, INSPECTIONS, JUDGEMENTS, DISAGREEMENTS, IMPROVEMENTS, PUBLISHED_FIGURES, DOCUMENTS, COVERAGE)
    return Dataset({table.name: read_table(folder, table) for table in names}, package, folder)


def read_table(folder: Path, table: Table) -> pd.DataFrame:
    """One table of the dataset, typed by its schema."""
    path = folder / table.path
    try:
        frame = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""])
    except FileNotFoundError as error:
        raise DatasetError(
            f"{path} is missing. Restore it from the repository, or run 'python -m loaders build'."
        ) from error
    if list(frame.columns) != table.column_names:
        raise DatasetError(
            f"{path}: expected the columns {', '.join(table.column_names)}; found {', '.join(map(str, frame.columns))}."
        )
    for column in table.columns:
        try:
            if column.type == "date":
                frame[column.name] = pd.to_datetime(frame[column.name], format="%Y-%m-%d")
            elif column.type == "integer":
                frame[column.name] = pd.to_numeric(frame[column.name]).astype("Int64")
            elif column.type == "number":
                frame[column.name] = pd.to_numeric(frame[column.name]).astype("float64")
        except (ValueError, TypeError) as error:
            raise DatasetError(
                f"{path}, column {column.name}: {error}. Expected {column.type}s; correct the file."
            ) from error
    return frame
