"""Answers of callbacks, kept as they were sent: a state that was asked for before needs no second drawing.

An answer depends on what was asked and on the dataset, which never changes in a process. Of the request only a
digest is kept, and nothing of who made it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

import flask
from cachetools import LRUCache
from dash import Dash

from dashboard.web import room
from dashboard.web.address import root
from dashboard.web.request_guard import CALLBACKS

ROOM = 32_000_000
"""Bytes of answers that are kept, gzipped ones counted as they are."""
ENTRY = 1_000
"""Bytes that an answer takes beside its body; without them a million short answers would find room."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent again: the body, and how it is compressed."""

    body: bytes
    encoding: str | None


class Kept:
    """Answers by what was asked; those that were not asked for longest make room for others."""

    def __init__(self, size: int = ROOM) -> None:
        self._answers: LRUCache[Hashable, Answer] = LRUCache(size, getsizeof=lambda answer: ENTRY + len(answer.body))
        self._lock = Lock()

    def get(self, asked: Hashable) -> Answer | None:
        """The answer to what is asked, if it is here."""
        with self._lock:
            return self._answers.get(asked)

    def put(self, asked: Hashable, answer: Answer) -> None:
        """Keep an answer, if it is not larger than all the room."""
        with self._lock, suppress(ValueError):
            self._answers[asked] = answer


def keep_answers(app: Dash) -> None:
    """Answer a callback that was answered before with the same bytes."""
    kept = Kept()

    @app.server.before_request
    def recall() -> flask.Response | None:
        if flask.request.path != CALLBACKS or flask.request.method != "POST":
            return None
        flask.g.asked = asked = _asked()
        answer = kept.get(asked)
        if answer is None:
            return None
        flask.g.asked = None
        response = flask.Response(answer.body, mimetype="application/json")
        response.vary.add("Accept-Encoding")
        if answer.encoding:
            response.headers["Content-Encoding"] = answer.encoding
        return response

    @app.server.after_request
    def remember(response: flask.Response) -> flask.Response:
        asked = flask.g.get("asked")
        if asked is not None and response.status_code == 200:
            kept.put(asked, Answer(response.get_data(), response.headers.get("Content-Encoding")))
        return response


def _asked() -> Hashable:
    """All that an answer depends on beside the dataset."""
    request = flask.request
    body = hashlib.blake2b(request.get_data(), digest_size=16).digest()
    return body, root(), room.guess(), bool(request.accept_encodings["gzip"])
