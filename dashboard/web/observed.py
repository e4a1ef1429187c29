"""What is observed of requests: a line in the log for each, and figures for Prometheus; both off where not asked for."""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

import flask
from dash import Dash

from dashboard.settings import Settings
from dashboard.web import routing

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Bounds of the histogram of times."""

_log = logging.getLogger(__name__)


def observe(app: Dash, settings: Settings) -> None:
    """Log and count requests as the settings say; called before what answers them."""
    if not (settings.log_requests or settings.metrics):
        return
    figures = Figures() if settings.metrics else None

    @app.server.before_request
    def begin() -> None:
        flask.g.began = time.perf_counter()

    @app.server.after_request
    def end(response: flask.Response) -> flask.Response:
        seconds = time.perf_counter() - flask.g.began if "began" in flask.g else 0.0
        method = flask.request.method if flask.request.method in METHODS else "other"
        if figures:
            figures.count(route(), method, response.status_code, seconds)
        if settings.log_requests:
            told = {"route": route(), "method": method, "status": response.status_code}
            told |= {"ms": round(seconds * 1000, 1), "bytes": response.content_length}
            _log.info("request", extra=told)
        return response

    if figures:
        app.server.add_url_rule("/metrics", "metrics", figures.answer)


METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


def route() -> str:
    """The rule that answers the request, never what was typed: "/authority/<slug>", or "none" where there is none."""
    request = flask.request
    found = routing.resolve(flask.current_app, request.path)
    if found:
        return str(found[0].path or found[0].path_template)
    rule = request.url_rule.rule if request.url_rule else ""
    return "none" if rule in ("", "/<path:path>") else rule


class Figures:
    """Counts and times by route. Workers that share a folder (PROMETHEUS_MULTIPROC_DIR) are summed when asked."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram  # for the few who want figures

        own = CollectorRegistry()
        self._registry = own
        self._requests = Counter(
            "trajectories_requests", "Requests answered", ["route", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "trajectories_request_seconds", "Time to answer", ["route"], buckets=SECONDS, registry=own
        )

    def count(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(route, method, status).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self) -> flask.Response:
        """The figures in the text format of Prometheus."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        response = flask.Response(generate_latest(self._asked()), content_type=CONTENT_TYPE_LATEST)
        response.headers["Cache-Control"] = "no-store"
        return response

    def _asked(self) -> CollectorRegistry:
        if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
            return self._registry
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return every
