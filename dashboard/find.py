"""`python -m dashboard find`: which authority a name or a code means."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from typing import Any

from loaders import Found, load_dataset, register_of


def add_parser(subparsers: Any) -> None:
    """Add the command to the parser of `python -m dashboard`."""
    parser = subparsers.add_parser(
        "find",
        help="which authority a name or code means",
        description="Which authority a name, former name, abbreviation, ONS code, DfE number or URN means: a line for "
        "each text with its slug, the choices where it may be several, or null.",
    )
    parser.add_argument("text", nargs="+", help="what to find; - reads lines from standard input")
    parser.add_argument("--json", action="store_true", help="a JSON object a line: text, slug, code, name, choices")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what each text means; returns the exit status."""
    register = register_of(load_dataset())
    for text in _texts(options.text):
        found = register.find(text)
        line = json.dumps(as_json(text, found), ensure_ascii=False) if options.json else as_line(found)
        sys.stdout.write(f"{line}\n")
    return 0


def as_json(text: str, found: Found) -> dict[str, object]:
    """What a text means as the JSON object that is printed; `choices` holds slugs."""
    body = found.body
    return {
        "text": text,
        "slug": body.slug if body else None,
        "code": body.code if body else None,
        "name": body.name if body else None,
        "choices": [choice.slug for choice in found.choices],
    }


def as_line(found: Found) -> str:
    """What a text means as one line: its slug, the choices, or null."""
    if found.body:
        return found.body.slug
    return " or ".join(choice.slug for choice in found.choices) or "null"


def _texts(arguments: Iterable[str]) -> Iterable[str]:
    for argument in arguments:
        if argument == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield argument
