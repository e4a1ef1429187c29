"""Files of briefings at /export/<what>.<format>: made in a few threads, told in words while they are not ready."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from html import escape
from typing import TYPE_CHECKING

import flask
from dash import Dash

from dashboard.briefing.house import PLAIN, House
from dashboard.briefing.naming import PICTURES, format_at
from dashboard.briefing.subjects import UnknownWhoError, read_one
from dashboard.briefing.worker import Order, QueueFullError, Worker
from loaders import Dataset

if TYPE_CHECKING:
    from dashboard.briefing.files import Exported

WAITERS = 2
"""Requests that may wait for a file at once; others are answered at once and ask again."""
PATIENCE = 10.0
"""Seconds that such a request waits."""


def add_exports(app: Dash, dataset: Dataset, house: House = PLAIN) -> Worker:
    """Serve /export/<what>.<format>; returns the worker."""

    # What draws and writes files costs start-up half a second: it is imported for the first file.
    def build(order: Order) -> Exported:
        from dashboard.briefing.content import content_for
        from dashboard.briefing.files import Charts, make

        what, suffix, size = order
        charts = Charts(content_for(dataset, read_one(what, dataset)))
        exported = make(charts, suffix, size=size, house=house)
        for fault in charts.faults:  # the file is there, with its table in place of the chart
            app.server.logger.error("%s: %s", exported.name, fault, exc_info=fault)
        return exported

    worker = Worker(build)
    waiters = threading.BoundedSemaphore(WAITERS)

    def export(what: str, suffix: str) -> flask.Response:
        from dashboard.briefing.model import SIZES

        try:
            name, form = format_at(f"{what}.{suffix}")
            size = SIZES[flask.request.args.get("size", "slide")].name
        except KeyError as error:
            return _answer(404, f"There is no export in such a format or size: {error}.")
        try:
            subject = read_one(name, dataset)
            future = worker.order((subject.name, form, size if form in PICTURES else ""))
        except UnknownWhoError as error:
            return _answer(404, str(error))
        except QueueFullError as error:
            return _answer(503, str(error), retry=error.retry_after)
        return _reply(future, waiters)

    app.server.add_url_rule("/export/<path:what>.<suffix>", "export", export)
    return worker


def _reply(future: Future[Exported], waiters: threading.BoundedSemaphore) -> flask.Response:
    # a script asks again by itself; a plain link may wait, but never in all of the server's threads
    if not _wants_json() and not future.done() and waiters.acquire(blocking=False):
        try:
            future.exception(PATIENCE)
        except FutureTimeout:
            pass
        finally:
            waiters.release()
    if not future.done():
        return _answer(202, "The file is being made.", retry=2)
    try:
        exported = future.result()
    except Exception:
        flask.current_app.logger.exception("An export failed")
        return _answer(500, "The file could not be made. The fault has been logged; please try another format.")
    if _wants_json():
        return _answer(200, "Ready.")
    response = flask.Response(exported.data, content_type=exported.media)
    response.headers["Content-Disposition"] = f'attachment; filename="{exported.name}"'
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    response.make_conditional(flask.request)
    return response


def _wants_json() -> bool:
    return bool(flask.request.accept_mimetypes.best == "application/json")


def _answer(status: int, message: str, *, retry: int | None = None) -> flask.Response:
    """A short answer in words: JSON for the button, a page that asks again for a plain link."""
    if _wants_json():
        response = flask.jsonify({"message": message, "ready": status == 200})
        response.status_code = status
    else:
        again = f'<meta http-equiv="refresh" content="{retry}">' if status == 202 and retry else ""
        title = "Preparing the file" if status == 202 else "Export"
        response = flask.Response(
            f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{again}<title>{title}</title></head>'
            f"<body><main><h1>{title}</h1><p>{escape(message)}</p></main></body></html>",
            status=status,
            content_type="text/html; charset=utf-8",
        )
    if retry:
        response.headers["Retry-After"] = str(retry)
    response.headers["Cache-Control"] = "no-store"
    return response
