"""Many briefings into files: the browser stays busy, and one failure does not stop the rest."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from dashboard.briefing.files import Sitting, make_all, needed
from dashboard.briefing.model import Content
from dashboard.briefing.naming import PICTURES
from dashboard.briefing.pictures.browser import NO_BROWSER, BrowserMissingError, Studio, find_browser
from dashboard.briefing.subjects import Subject

TABS = 2
"""Browser tabs that draw at once."""
AHEAD = 2
"""Briefings whose pictures are begun before the files of the one in hand are written."""


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
    wanted = list(formats)
    has_browser = find_browser() is not None
    if not has_browser:
        dropped = [suffix for suffix in wanted if suffix in PICTURES]
        wanted = [suffix for suffix in wanted if suffix not in PICTURES]
        failures += [Failure("all", suffix, "no browser to draw pictures") for suffix in dropped]
    count = 0
    with Studio(tabs=TABS) as studio:
        ahead: deque[tuple[Subject, Sitting]] = deque()

        def end() -> int:
            subject, sitting = ahead.popleft()
            return _write_files(subject, sitting, wanted, folder, template, failures)

        for subject in _progress(subjects):
            try:
                content = write(subject)
                keys = needed(content, wanted) if has_browser else []
                ahead.append((subject, Sitting(content, studio if has_browser else None, keys)))
            except Exception as error:  # noqa: BLE001 - one authority's failure must not stop the others
                failures.append(Failure(subject.name, ",".join(wanted), _reason(error)))
            while len(ahead) > AHEAD:
                count += end()
        while ahead:
            count += end()
    sys.stdout.write(f"{count} files in {folder}\n")
    if not has_browser:
        sys.stderr.write(f"{NO_BROWSER}\n")
    if failures:
        sys.stderr.write("Not made:\n" + "".join(f"{failure}\n" for failure in failures))
    return 1 if failures else 0


def _write_files(
    subject: Subject,
    sitting: Sitting,
    formats: Iterable[str],
    folder: Path,
    template: Path | None,
    failures: list[Failure],
) -> int:
    count = 0
    for suffix in formats:
        try:
            for exported in make_all(sitting, suffix, template=template):
                (folder / exported.name).write_bytes(exported.data)
                count += 1
        except BrowserMissingError:
            failures.append(Failure(subject.name, suffix, "no browser to draw pictures"))
        except Exception as error:  # noqa: BLE001 - one file's failure must not stop the others
            failures.append(Failure(subject.name, suffix, _reason(error)))
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
