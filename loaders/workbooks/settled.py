"""Doubtful cells of published tables that were settled by hand: data/reference/settled_cells.csv, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loaders.csvfile import read_rows
from loaders.errors import WorkbookError
from loaders.workbooks.layouts import text_key

SETTLED_FILE = "settled_cells.csv"
COLUMNS = ("file", "sheet", "row", "authority", "column", "value", "reason")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a cell is to be read as: `row` by its number in the sheet, or the one row that names `authority`."""

    where: str
    sheet: str
    row: int | None
    authority: str
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Settlements:
    """The settled cells of one file, and which of them were met."""

    cells: Sequence[Settled] = ()
    met: list[Settled] = field(default_factory=list)

    def apply(
        self, sheet: str, columns: dict[str, int], authority: int, body: list[tuple[int, list[object]]]
    ) -> list[str]:
        """Put the settled values into the rows of a table, its columns by heading; returns what was done, in words."""
        done = []
        for cell in self.cells:
            place = columns.get(text_key(cell.column))
            if text_key(cell.sheet) != text_key(sheet) or place is None:
                continue
            rows = [
                (number, row)
                for number, row in body
                if (cell.row is None or number == cell.row)
                and (not cell.authority or text_key(row[authority]) == text_key(cell.authority))
            ]
            if len(rows) > 1:
                raise WorkbookError(
                    f"{cell.where}: {len(rows)} rows of sheet {sheet!r} name {cell.authority}. Give the number of the row."
                )
            for number, row in rows:
                done.append(
                    f"sheet {sheet!r}, row {number}, column {cell.column!r}: {row[place]!r} is read as {cell.value!r}, "
                    f"settled in {SETTLED_FILE}: {cell.reason}"
                )
                row[place] = cell.value
                self.met.append(cell)
        return done

    def refuse_unmet(self, file: str) -> None:
        """Stop where a cell was settled that the file does not have: its place may have moved."""
        for cell in self.cells:
            if cell not in self.met:
                raise WorkbookError(
                    f"{cell.where}: {file} has no such cell (sheet {cell.sheet!r}, row {cell.row or cell.authority!r}, "
                    f"column {cell.column!r}). Correct the place, or take the row away."
                )


def load_settled(reference: Path, file: str) -> Settlements:
    """The settled cells of a file; raises WorkbookError naming the row of a slip. Without the table none is settled."""
    path = reference / SETTLED_FILE
    if not path.is_file():
        return Settlements()
    found = []
    for number, row in enumerate(read_rows(path, COLUMNS, WorkbookError), start=2):
        where = f"{path}, row {number}"
        if row["row"] and not row["row"].isdigit():
            raise WorkbookError(f"{where}, column row: expected the number of a row; found {row['row']!r}.")
        if not (row["row"] or row["authority"]) or not all(row[name] for name in ("file", "sheet", "column", "reason")):
            raise WorkbookError(
                f"{where}: expected file, sheet, row or authority, column and reason; found {', '.join(filter(None, row.values()))!r}. "
                "Say which cell it is, and why it is read so."
            )
        if row["file"] == file:
            found.append(
                Settled(
                    where, row["sheet"], int(row["row"]) if row["row"] else None,
                    row["authority"], row["column"], row["value"], row["reason"],
                )
            )  # fmt: skip
    return Settlements(found)
