"""The Chromium that the tests drive: the one that `.ci/browser` found, or one of this machine."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


def installed() -> str | None:
    """The path of the browser; None where there is none."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
