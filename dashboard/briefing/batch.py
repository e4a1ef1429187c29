"""Many briefings into files: one failure does not stop the rest, and what was done is told at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.briefing.files import Charts, make_all, reason
from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.model import Content
from dashboard.briefing.subjects import Subject
from loaders import Progress, silent, write_whole

STOPPED = 130
"""The exit status of a command that Ctrl-C ended."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be made, and why."""

    name: str
    format: str
    reason: str

    def __str__(self) -> str:
        return f"  {self.name} ({self.format}): {self.reason}"


@dataclass(slots=True)
class Outcome:
    """What an export made: the subjects whose files are all there, how many files, and what failed."""

    done: list[str] = field(default_factory=list)
    files: int = 0
    failures: list[Failure] = field(default_factory=list)
    is_stopped: bool = False

    @property
    def status(self) -> int:
        """The exit status of the command: 0 where all was made."""
        return STOPPED if self.is_stopped else 1 if self.failures else 0


def export(
    subjects: Sequence[Subject],
    write: Callable[[Subject], Content],
    formats: Sequence[str],
    folder: Path,
    *,
    house: House = PLAIN,
    progress: Progress = silent,
) -> int:
    """Write every format of every subject, going on past a failure, and tell what was done; returns the exit status.

    Ctrl-C ends it between two files.
    """
    start, outcome = time.monotonic(), Outcome()
    try:
        for number, subject in enumerate(subjects):
            _export_one(subject, write, formats, folder, house, outcome)
            progress("Briefings", number + 1, len(subjects))
    except KeyboardInterrupt:
        outcome.is_stopped = True
    _tell(outcome, len(subjects), folder, time.monotonic() - start)
    return outcome.status


def _export_one(
    subject: Subject,
    write: Callable[[Subject], Content],
    formats: Sequence[str],
    folder: Path,
    house: House,
    outcome: Outcome,
) -> None:
    """The files of one subject; a part of a file that could not be made is named among the failures."""
    known = len(outcome.failures)
    try:
        charts = Charts(write(subject))
    except Exception as error:  # noqa: BLE001 - one authority's failure must not stop the others
        outcome.failures.append(Failure(subject.name, ",".join(formats), reason(error)))
        return
    for suffix in formats:
        told = len(charts.faults)
        try:
            for exported in make_all(charts, suffix, house=house):
                write_whole(folder / exported.name, exported.data)
                outcome.files += 1
        except Exception as error:  # noqa: BLE001 - one file's failure must not stop the others
            outcome.failures.append(Failure(subject.name, suffix, reason(error)))
        outcome.failures += [Failure(subject.name, suffix, str(fault)) for fault in charts.faults[told:]]
    if len(outcome.failures) == known:
        outcome.done.append(subject.name)


def _tell(outcome: Outcome, asked: int, folder: Path, seconds: float) -> None:
    """The summary: what was made on standard output, what was not on standard error."""
    files = "1 file" if outcome.files == 1 else f"{outcome.files:,} files"
    sys.stdout.write(f"{files} in {folder}\n")
    briefings = "briefing" if asked == 1 else "briefings"
    sys.stdout.write(f"{len(outcome.done):,} of {asked:,} {briefings} made whole, in {seconds:.1f} s\n")
    if outcome.failures:
        sys.stderr.write("Not made:\n" + "".join(f"{failure}\n" for failure in outcome.failures))
    if outcome.is_stopped:
        sys.stderr.write(f"Stopped. Whole: {', '.join(outcome.done) or 'none'}.\n")
