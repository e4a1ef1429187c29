"""`python -m dashboard`: figures and files from the dataset, without the web pages."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """An argument parser that answers a mistake with one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong on standard error and exit with status 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status, 130 where Ctrl-C ended it."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def _run(arguments: Sequence[str] | None) -> int:
    # commands bring pandas, which takes a second: Ctrl-C may come while they load
    from dashboard import asat, bygrade, find
    from dashboard.briefing import command as export
    from dashboard.site import command as site
    from loaders import LoaderError

    parser = Parser(prog="python -m dashboard", description="Figures and files from the dataset.")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    asat.add_parser(subparsers)
    bygrade.add_parser(subparsers)
    find.add_parser(subparsers)
    export.add_parser(subparsers)
    site.add_parser(subparsers)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except LoaderError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
