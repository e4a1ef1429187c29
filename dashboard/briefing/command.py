"""`python -m dashboard export`: briefing files for one authority, several, or all."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.asking import FORMS as DATES
from dashboard.asking import read_period
from dashboard.briefing.configuration import Configuration, ConfigurationError, read_configuration
from dashboard.briefing.house import HouseError
from dashboard.briefing.naming import FORMATS
from dashboard.briefing.subjects import FORMS, VIEWS, Subject, UnknownWhoError, read_who
from dashboard.briefing.templates import house_of
from dashboard.dates import long_date
from dashboard.settings import Settings, SettingsError
from dashboard.statistics.recent import with_news
from loaders import Dataset, ShownProgress, load_dataset, silent

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[Any]


def add_parser(subparsers: Subparsers) -> None:
    """Add the `export` command to the subparsers of `python -m dashboard`."""
    words = "briefing files: pictures, deck, Word, Excel, CSV, offline page"
    parser = subparsers.add_parser("export", help=words, description=f"Write {words}.", epilog=VIEWS)
    parser.add_argument("who", nargs="*", metavar="WHO", help=FORMS)
    parser.add_argument(
        "--formats",
        metavar="LIST",
        type=formats_named,
        help=f"separated by commas, of {','.join(FORMATS)} (default: all)",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, help="folder for the files (default: here)")
    parser.add_argument(
        "--template",
        metavar="FILE",
        type=Path,
        action="append",
        help="a PowerPoint or Word file of your own to fill; once for each kind",
    )
    parser.add_argument(
        "--logo", metavar="FILE", type=Path, help="a PNG, JPEG or SVG picture to put at the top of slides and documents"
    )
    parser.add_argument(
        "--config", metavar="FILE", type=Path, help="a TOML file with who, formats, template, logo and folder"
    )
    parser.add_argument(
        "--since", metavar="DATE", type=day_named, help="only those of whom something was published since that day"
    )
    parser.add_argument("--progress", action="store_true", help="tell how far it is, also where there is no terminal")
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


def day_named(text: str) -> dt.date:
    """A day as people here write it, of a month or a year its first; raises ArgumentTypeError for what is none."""
    period = read_period(text)
    if period is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as {DATES}")
    return period[0]


def run(options: argparse.Namespace) -> int:
    """Write the files that are asked for; 0 where all were written, 1 where some failed, 2 for a mistake."""
    # the writers take half a second to import, which no other command should wait for
    from dashboard.briefing.batch import export
    from dashboard.briefing.content import content_for

    folder: Path = options.out or Path()
    try:
        asked = read_configuration(options.config) if options.config else Configuration()
        folder = options.out or asked.folder or Path()
        who = options.who or asked.who
        if not who:
            raise UnknownWhoError(f"Name WHO the briefings are for: {FORMS}.")
        house = house_of(options.template or asked.template, options.logo or asked.logo)
        sys.stderr.writelines(f"{warning}\n" for warning in house.warnings)
        house = replace(house, address=Settings.from_environment().address)
        dataset = load_dataset()
        subjects = read_who(who, dataset)
        folder.mkdir(parents=True, exist_ok=True)
    except (ConfigurationError, UnknownWhoError, HouseError, SettingsError) as error:
        sys.stderr.write(f"python -m dashboard export: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"python -m dashboard export: {folder} cannot be a folder for files: {error.strerror}\n")
        return 2
    wanted = subjects_since(subjects, options.since, dataset)
    shown = ShownProgress() if options.progress or sys.stderr.isatty() else None
    try:
        status = export(
            wanted,
            lambda subject: content_for(dataset, subject),
            options.formats or asked.formats or list(FORMATS),
            folder,
            house=house,
            progress=shown or silent,
        )
    finally:
        if shown:
            shown.close()
    if left := len(subjects) - len(wanted):
        sys.stdout.write(f"{left:,} left out: nothing of theirs was published since {long_date(options.since)}\n")
    return status


def subjects_since(subjects: list[Subject], since: dt.date | None, dataset: Dataset) -> list[Subject]:
    """Those of whom an inspection or a visit was published on `since` or later; of England, where any was."""
    if since is None:
        return subjects
    new = with_news(dataset.inspections(), since)
    return [subject for subject in subjects if (new & set(subject.codes) if subject.codes else new)]
