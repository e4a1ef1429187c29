"""`python -m dashboard export`: briefing files for one authority, several, or all."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.briefing.naming import FORMATS
from dashboard.briefing.subjects import FORMS, VIEWS, UnknownWhoError, read_who
from loaders import load_dataset

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[Any]


def add_parser(subparsers: Subparsers) -> None:
    """Add the `export` command to the subparsers of `python -m dashboard`."""
    words = "briefing files: pictures, deck, Word, Excel, CSV, offline page"
    parser = subparsers.add_parser("export", help=words, description=f"Write {words}.", epilog=VIEWS)
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
    # the writers take half a second to import, which no other command should wait for
    from dashboard.briefing.batch import export
    from dashboard.briefing.content import content_for
    from dashboard.briefing.formats.pptx_template import TemplateError, open_stage

    dataset = load_dataset()
    try:
        subjects = read_who(options.who, dataset)
        if options.template:
            open_stage(options.template)
        options.out.mkdir(parents=True, exist_ok=True)
    except (UnknownWhoError, TemplateError) as error:
        sys.stderr.write(f"python -m dashboard export: {error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"python -m dashboard export: {options.out} cannot be a folder for files: {error.strerror}\n")
        return 2
    return export(
        subjects, lambda subject: content_for(dataset, subject), options.formats, options.out, template=options.template
    )
