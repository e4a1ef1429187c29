"""`python -m dashboard site`: the whole service as files, for a host that runs no program."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.settings import base_path, host_url
from loaders import ShownProgress, load_dataset

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[Any]


def add_parser(subparsers: Subparsers) -> None:
    """Add the `site` command to the subparsers of `python -m dashboard`."""
    words = "the whole service as files that need no server and no script to be read"
    parser = subparsers.add_parser("site", help=words, description=f"Write {words}.")
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder; one of ours is replaced whole")
    parser.add_argument("--base-url", metavar="URL", type=root, help="where it will be, such as https://example.org")
    parser.add_argument(
        "--base-path", metavar="PATH", type=base, default="/", help="path that it will be under, such as /ofsted/"
    )
    parser.add_argument("--briefings", action="store_true", help="also the files of every authority's Export button")
    parser.add_argument(
        "--processes", metavar="N", type=int, default=min(os.cpu_count() or 1, 4), help="default: one a core, at most 4"
    )
    parser.add_argument("--only", metavar="SLUG,...", type=lambda text: text.split(","), help=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def base(text: str) -> str:
    """A path with a slash at each end; raises ArgumentTypeError for what is none."""
    try:
        return base_path(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def root(text: str) -> str:
    """The address of a host; raises ArgumentTypeError for one that is none or holds a path."""
    try:
        return host_url(text, "--base-path")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(options: argparse.Namespace) -> int:
    """Write the site that `options` ask for."""
    from dashboard.site.build import Order, build  # the app takes a second to import, no other command needs it
    from dashboard.site.plan import Scope

    order = Order(
        options.base_path, options.base_url or "", options.briefings, Scope(authorities=options.only), options.processes
    )
    progress = ShownProgress()
    try:
        built = build(load_dataset(), options.out, order, progress)
    finally:
        progress.close()
    sys.stdout.write(f"{built.pages} pages and {built.files - built.pages} other files in {options.out}\n")
    if not options.base_url:
        sys.stderr.write("No sitemap.xml and no canonical addresses, which need --base-url.\n")
    if built.missing:
        sys.stderr.write("Not drawn:\n" + "".join(f"  {fault}\n" for fault in built.missing))
    return 1 if built.missing else 0
