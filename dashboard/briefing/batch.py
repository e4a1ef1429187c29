"""Many briefings into files: one failure does not stop the rest."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from dashboard.briefing.files import Charts, make_all
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import Subject


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be made, and why."""

    name: str
    format: str
    reason: str

    def __str__(self) -> str:
        return f"  {self.name} ({self.format}): {self.reason}"


def export(
    subjects: Sequence[Subject],
    write: Callable[[Subject], Content],
    formats: Sequence[str],
    folder: Path,
    *,
    template: Path | None = None,
) -> int:
    """Write every format of every subject, going on past a failure; the failures are listed at the end."""
    failures: list[Failure] = []
    count = 0
    for subject in _progress(subjects):
        try:
            charts = Charts(write(subject))
        except Exception as error:  # noqa: BLE001 - one authority's failure must not stop the others
            failures.append(Failure(subject.name, ",".join(formats), _reason(error)))
            continue
        for suffix in formats:
            count += _write_files(subject, charts, suffix, folder, template, failures)
    sys.stdout.write(f"{count} files in {folder}\n")
    if failures:
        sys.stderr.write("Not made:\n" + "".join(f"{failure}\n" for failure in failures))
    return 1 if failures else 0


def _write_files(
    subject: Subject, charts: Charts, suffix: str, folder: Path, template: Path | None, failures: list[Failure]
) -> int:
    """Write every file of one format; a chart that could not be drawn is named among the failures."""
    count, known = 0, len(charts.faults)
    try:
        for exported in make_all(charts, suffix, template=template):
            (folder / exported.name).write_bytes(exported.data)
            count += 1
    except Exception as error:  # noqa: BLE001 - one file's failure must not stop the others
        failures.append(Failure(subject.name, suffix, _reason(error)))
    failures += [Failure(subject.name, suffix, str(fault)) for fault in charts.faults[known:]]
    return count


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0]


def _progress(subjects: Sequence[Subject]) -> Iterator[Subject]:
    if sys.stderr.isatty():
        yield from tqdm(subjects, unit="briefing", desc="Exporting")
        return
    for number, subject in enumerate(subjects, start=1):
        sys.stderr.write(f"{number}/{len(subjects)} {subject.name}\n")
        yield subject
