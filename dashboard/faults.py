"""What a visitor can send that is not a request of ours: told so with 4xx, and never a traceback."""

from __future__ import annotations

import logging
from typing import Any

import flask
from dash import Dash
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, RequestURITooLarge

LONGEST_ADDRESS = 4_000
"""Characters of path and query; 153 authority codes, separated, are under 1 600."""
LARGEST_BODY = 1_000_000
"""Bytes; a callback of ours sends a few thousand."""

CALLBACKS = "/_dash-update-component"


def guard(app: Dash) -> None:
    """Refuse what is not a request of ours before Dash sees it, and answer faults in plain words."""
    server = app.server
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY

    @server.before_request
    def check() -> None:
        if len(flask.request.full_path) > LONGEST_ADDRESS:
            raise RequestURITooLarge(f"The address is longer than {LONGEST_ADDRESS} characters.")
        if "\x00" in flask.request.path:
            raise BadRequest("The address holds a character that no address of ours has.")
        if flask.request.path == CALLBACKS and flask.request.method == "POST":
            check_callback(app.callback_map, flask.request.get_json())

    @server.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> tuple[str, int, dict[str, str]]:
        return str(error.description), error.code or 400, {"Content-Type": "text/plain; charset=utf-8"}

    @server.errorhandler(Exception)
    def fail(error: Exception) -> tuple[str, int, dict[str, str]]:
        logging.getLogger(__name__).error("%s %s failed", flask.request.method, flask.request.path, exc_info=error)
        words = "Something went wrong here. It has been noted. Try again, or start from the home page."
        return words, 500, {"Content-Type": "text/plain; charset=utf-8"}


def check_callback(callback_map: dict[str, Any], body: Any) -> None:
    """Raise BadRequest or NotFound unless `body` is a call of a callback in the map, with its very inputs."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        raise BadRequest("This is not a call of a callback: expected a JSON object with an output.")
    callback = callback_map.get(body["output"])
    if callback is None or "callback" not in callback:
        raise NotFound("There is no callback with this output.")
    changed = body.get("changedPropIds", [])
    if not isinstance(changed, list) or not all(isinstance(name, str) for name in changed):
        raise BadRequest("changedPropIds has to be a list of names.")
    for part, given in (("inputs", body.get("inputs", [])), ("state", body.get("state", []))):
        expected = callback[part]
        if not isinstance(given, list) or len(given) != len(expected):
            raise BadRequest(f"Expected {len(expected)} {part}.")
        for wanted, found in zip(expected, given, strict=True):
            _check_value(wanted, found)
    outputs = body.get("outputs", {})
    for output in outputs if isinstance(outputs, list) else [outputs]:
        if not isinstance(output, (dict, list)):
            raise BadRequest("An output has to be an object.")


def _check_value(wanted: dict[str, Any], found: Any) -> None:
    is_pattern = str(wanted["id"]).startswith("{")
    for item in found if is_pattern and isinstance(found, list) else [found]:
        if not isinstance(item, dict) or not {"id", "property"} <= item.keys():
            raise BadRequest("An input has to be an object with id and property.")
        if item["property"] != wanted["property"] or (not is_pattern and item["id"] != wanted["id"]):
            raise BadRequest(f"Expected {wanted['id']}.{wanted['property']}.")
