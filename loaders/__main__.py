"""`python -m loaders build | refresh | reread | check | diff | read`: from published files to the dataset."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.addresses import PAGES_HOME
from loaders.errors import LoaderError
from loaders.paths import DATA, REFERENCE

if TYPE_CHECKING:
    from loaders.reread import Outcome

CACHE = Path.home() / ".cache" / "childrens-services-trajectories"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when all is well, 1 when something is missing or wrong, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except LoaderError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; nothing that was known is lost", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    except OSError as error:  # a full disk, a folder that cannot be written: the dataset is written whole or not at all
        where = f"{error.filename}: " if error.filename else ""
        print(f"error: {where}{error.strerror or error}. The dataset that was there is kept.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m loaders", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="workbooks, reports, press, context and lookups -> the dataset")
    build.add_argument("--sources", type=Path, required=True, metavar="DIR", help="folder of the published files")
    build.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="folder of the dataset")
    build.add_argument("--reference", type=Path, default=REFERENCE, metavar="DIR", help="the tables kept by hand")
    build.add_argument("--processes", type=int, default=None, metavar="N", help="default: one a core")
    build.set_defaults(run=_build)

    refresh = commands.add_parser("refresh", help="crawl Ofsted's site, read what is new, merge")
    refresh.add_argument("--site", default=PAGES_HOME, metavar="URL")
    refresh.add_argument("--partial", action="store_true", help="the site serves only some authorities")
    refresh.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="folder of the dataset")
    refresh.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="what was fetched is kept here")
    refresh.add_argument("--contact", default=None, help="address in the User-Agent (default: $OFSTED_CONTACT)")
    refresh.set_defaults(run=_refresh)

    again = commands.add_parser("reread", help="read the documents of the cache again with newer readers, merge")
    again.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="folder of the dataset")
    again.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="what was fetched is kept here")
    again.set_defaults(run=_reread)

    check = commands.add_parser("check", help="validate the dataset; exit 1 with every fault named")
    check.add_argument("--data", type=Path, default=DATA, metavar="DIR", help="folder of the dataset")
    check.set_defaults(run=_check)

    diff = commands.add_parser("diff", help="what a build or refresh changed, in words")
    diff.add_argument("old", type=Path, metavar="OLD", help="folder of a dataset")
    diff.add_argument("new", type=Path, metavar="NEW", help="folder of a later dataset")
    diff.set_defaults(run=_diff)

    read = commands.add_parser("read", help="what each report says, a JSON line each")
    read.add_argument("files", type=Path, nargs="+", metavar="FILE")
    read.set_defaults(run=_read)
    return parser


def _build(options: argparse.Namespace) -> int:
    from loaders.build import build

    outcome = build(
        options.sources, options.data, reference=options.reference, processes=options.processes, progress=_say
    )
    for line in outcome.unread:
        print(f"not wholly read: {line}", file=sys.stderr)
    for line in outcome.notes:
        print(line, file=sys.stderr)
    counts = ", ".join(f"{number} {what}" for what, number in outcome.counts.items())
    print(f"{options.data}: {counts}; {_changed(outcome.changed)}")
    return 0


def _refresh(options: argparse.Namespace) -> int:
    from loaders.refresh import refresh

    outcome = refresh(
        options.site,
        data=options.data,
        cache=options.cache,
        partial=options.partial,
        contact=options.contact,
        progress=_say,
    )
    for line in outcome.missing:
        print(f"missing: {line}", file=sys.stderr)
    return _said_of(outcome)


def _reread(options: argparse.Namespace) -> int:
    from loaders.reread import reread

    return _said_of(reread(data=options.data, cache=options.cache, progress=_say))


def _said_of(outcome: Outcome) -> int:
    """Print what a refresh did; the exit status is 1 where anything is missing or was refused."""
    for line in outcome.unread:
        print(f"not wholly read: {line}", file=sys.stderr)
    for line in outcome.refused:
        print(f"refused: {line}", file=sys.stderr)
    print(f"{outcome.summary}; {_changed(outcome.changed)}")
    if outcome.missing:
        print(f"{len(outcome.missing)} missing: run the same command again to try them again.", file=sys.stderr)
    if outcome.refused:
        print(f"{len(outcome.refused)} refused: each is tried again by every refresh.", file=sys.stderr)
    return 1 if outcome.missing or outcome.refused else 0


def _check(options: argparse.Namespace) -> int:
    from loaders.store import check_folder

    faults = check_folder(options.data)
    for fault in faults:
        print(fault)
    if not faults:
        print(f"{options.data}: valid")
    return 1 if faults else 0


def _read(options: argparse.Namespace) -> int:
    from loaders.reports import read_many
    from loaders.reports.jsonline import to_json
    from loaders.reports.observe import link_dates, with_link_date

    dates = link_dates(options.files)
    for path, reading in read_many(options.files):
        told = with_link_date(reading, dates.get(path.resolve()))
        print(json.dumps(to_json(path, told), ensure_ascii=False), flush=True)
    return 0


def _diff(options: argparse.Namespace) -> int:
    from loaders.differences import differences

    for line in differences(options.old, options.new).lines():
        print(line)
    return 0


def _changed(names: Sequence[str]) -> str:
    return f"wrote {', '.join(names)}" if names else "nothing changed"


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
