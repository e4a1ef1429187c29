"""Logs: a line of JSON for each event, of what the service did and never of who asked.

No line holds a visitor's address, a query, a header, or what was typed into an address: of a request the rule that it
was answered by is told, such as /authority/<slug>. Imports nothing of ours and no Dash, so that gunicorn can have it.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from typing import Any

FIELDS = ("route", "method", "status", "ms", "bytes")
"""What the line of a request holds beside the message."""

_PEER = re.compile(r"\bip=\S+")
_ADDRESS = re.compile(r"(Error handling request|Invalid request).*", re.DOTALL)
"""What servers write of a request that they could not take, address and all."""


class OneLine(logging.Formatter):
    """A record as one line of JSON; of an exception where it was raised, not what it said of its values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "from": record.name,
            "message": _ADDRESS.sub(r"\1", _PEER.sub("", record.getMessage())).strip(),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and (error := record.exc_info[1]):
            line |= {"error": type(error).__name__, "at": _where(error)}
        return json.dumps(line, ensure_ascii=False)


def _where(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)][:12]


def to_stderr() -> None:
    """Send every record of this process to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


GUNICORN: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one line": {"()": OneLine}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "one line"}},
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL"},  # its lines hold visitors' addresses; web.observed has its own
    },
}
"""The same for gunicorn's own lines (`logconfig_dict`)."""
