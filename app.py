"""Serve the dashboard: `python app.py`, or `gunicorn app:server` for many workers."""

from __future__ import annotations

import sys

from dashboard.factory import create_app
from dashboard.settings import Settings, SettingsError
from dashboard.web.heap import frugal
from dashboard.web.live import Live
from dashboard.web.logs import to_stderr
from loaders import LoaderError
from loaders.paths import DATA

to_stderr()
frugal()
try:
    settings = Settings.from_environment()
    app = Live(DATA, lambda dataset: create_app(dataset, settings)).app
except (LoaderError, SettingsError) as error:
    sys.exit(f"error: {error}")

server = app.server


def main() -> None:
    """Serve with waitress until interrupted."""
    import waitress  # not needed under gunicorn

    below = settings.base_path.rstrip("/")
    print(f"Serving on http://{settings.host}:{settings.port}{below} (Ctrl+C stops)", flush=True)  # noqa: T201
    try:
        # whom X-Forwarded-* is believed of is decided by web.address, not by waitress
        headers = {"ident": None, "clear_untrusted_proxy_headers": False}
        waitress.serve(server, host=settings.host, port=settings.port, threads=8, **headers)
    except OSError as error:
        sys.exit(f"error: cannot serve on {settings.host}:{settings.port}: {error.strerror}. Set PORT to another port.")


if __name__ == "__main__":
    main()
