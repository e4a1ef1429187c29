"""`python -m dashboard export`: briefing files for one authority, several, or all."""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from dashboard.briefing.content import content_for
from dashboard.briefing.images import NO_BROWSER, BrowserMissingError, Studio, find_browser
from dashboard.briefing.make import Sitting, make_all, needed
from dashboard.briefing.model import Content
from dashboard.briefing.naming import FORMATS, PICTURES
from dashboard.briefing.slides import TemplateError, open_stage
from dashboard.briefing.who import FORMS, Subject, UnknownWhoError, read_who
from loaders import load_dataset

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[Any]

TABS = 2
"""Browser tabs that draw at once."""
AHEAD = 2
"""Briefings whose pictures are begun before the files of the one in hand are written."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the `export` command to the subparsers of `python -m dashboard`."""
    parser = subparsers.add_parser("export", help="briefing files: pictures, deck, Word, Excel, CSV, offline page")
    parser.add_argument("who", nargs="+", metavar="WHO", help=FORMS)
    parser.add_argument(
        "--formats",
        metavar="LIST",
        type=formats_named,
        default=list(FORMATS),
        help=f"separated by commas, of {','.join(FORMATS)} (default: all)",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path(), help="folder for the files (default: here)")
    parser.add_argument("--template", metavar="FILE", type=Path, help="a PowerPoint file of your own to fill")
    parser.set_defaults(run=run)


def formats_named(text: str) -> list[str]:
    """The formats in a list separated by commas; raises ArgumentTypeError for one that is none."""
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    wrong = [name for name in names if name not in FORMATS]
    if wrong or not names:
        raise argparse.ArgumentTypeError(
            f"{', '.join(wrong) or 'nothing'} is no format; choose from {', '.join(FORMATS)}"
        )
    return list(dict.fromkeys(names))


def run(options: argparse.Namespace) -> int:
    """Write the files that `options` ask for; 0 where all were written, 1 where some failed, 2 for a mistake."""
    dataset = load_dataset()
    try:
        subjects = read_who(options.who, dataset)
        if options.template:
            open_stage(options.template)
    except (UnknownWhoError, TemplateError) as error:
        sys.stderr.write(f"python -m dashboard export: {error}\n")
        return 2
    return export(
        subjects, lambda subject: content_for(dataset, subject), options.formats, options.out, options.template
    )


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
    template: Path | None = None,
) -> int:
    """Write every format of every subject, going on past a failure; the failures are listed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
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


def _progress(subjects: Sequence[Subject]) -> Iterable[Subject]:
    if sys.stderr.isatty():
        yield from tqdm(subjects, unit="briefing", desc="Exporting")
        return
    for number, subject in enumerate(subjects, start=1):
        sys.stderr.write(f"{number}/{len(subjects)} {subject.name}\n")
        yield subject
