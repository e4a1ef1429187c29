"""What an export is asked for, in a small TOML file: who, formats, template, logo and folder."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.briefing.naming import FORMATS


class ConfigurationError(ValueError):
    """A configuration file that cannot be used; the message names file and key, and what was expected."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What one says; None and () stand for what it does not say. Paths are those beside the file."""

    who: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    template: tuple[Path, ...] = ()
    logo: Path | None = None
    folder: Path | None = None


EXAMPLE = """\
who = ["dudley", "compare:neighbours:dudley"]
formats = ["pptx", "docx"]
template = ["council.pptx", "council.dotx"]
logo = "crest.png"
folder = "cabinet"
"""


def read_configuration(path: Path) -> Configuration:
    """The configuration in a file; raises ConfigurationError."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is no TOML file: {error}. One looks like this:\n{EXAMPLE}") from None
    known: dict[str, Callable[[str, Any, Path], Any]] = {
        "who": _names, "formats": _formats, "template": _paths, "logo": _path, "folder": _path,
    }  # fmt: skip
    unknown = [key for key in said if key not in known]
    if unknown:
        raise ConfigurationError(f"{path}: {unknown[0]!r} is no setting of it; expected {', '.join(known)}.")
    return Configuration(**{key: known[key](key, value, path) for key, value in said.items()})


def _names(key: str, value: Any, path: Path) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise ConfigurationError(f"{path}: {key} is {value!r}; expected words in quotation marks, or a list of them.")
    return tuple(names)


def _formats(key: str, value: Any, path: Path) -> tuple[str, ...]:
    names = tuple(name.strip().lower() for name in _names(key, value, path))
    wrong = [name for name in names if name not in FORMATS]
    if wrong:
        raise ConfigurationError(f"{path}: {wrong[0]!r} is no format; choose from {', '.join(FORMATS)}.")
    return tuple(dict.fromkeys(names))


def _paths(key: str, value: Any, path: Path) -> tuple[Path, ...]:
    return tuple(path.parent / name for name in _names(key, value, path))


def _path(key: str, value: Any, path: Path) -> Path:
    if not isinstance(value, str) or not value:
        raise ConfigurationError(f"{path}: {key} is {value!r}; expected the name of one, in quotation marks.")
    return path.parent / value
