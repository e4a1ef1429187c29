"""What a visitor can send that is not a request of ours: told so with 4xx, and never a traceback."""

from __future__ import annotations

import logging
from typing import Any

import flask
from dash import Dash
from dash.exceptions import DependencyException
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, RequestURITooLarge

from dashboard import ids
from dashboard.web.observed import route

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

    @server.errorhandler(DependencyException)
    def miss(error: DependencyException) -> tuple[str, int, dict[str, str]]:
        return "There is no such script.", 404, {"Content-Type": "text/plain; charset=utf-8"}

    @server.errorhandler(Exception)
    def fail(error: Exception) -> tuple[str, int, dict[str, str]]:
        logging.getLogger(__name__).error("%s failed", route(), exc_info=error)
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
            _check_address(found)
    if not _is_output(body["output"], body.get("outputs")):
        raise BadRequest("The outputs are not those of the callback.")


def _check_value(wanted: dict[str, Any], found: Any) -> None:
    is_pattern = str(wanted["id"]).startswith("{")
    for item in found if is_pattern and isinstance(found, list) else [found]:
        if not isinstance(item, dict) or not {"id", "property"} <= item.keys():
            raise BadRequest("An input has to be an object with id and property.")
        if item["property"] != wanted["property"] or (not is_pattern and item["id"] != wanted["id"]):
            raise BadRequest(f"Expected {wanted['id']}.{wanted['property']}.")


def _check_address(found: Any) -> None:
    """Dash's own page callback takes the address for text without asking."""
    if isinstance(found, dict) and found["id"] == ids.LOCATION:
        value = found.get("value")
        is_path = isinstance(value, str) and value.startswith("/")
        if not (is_path if found["property"] == "pathname" else value is None or isinstance(value, str)):
            raise BadRequest("An address has to be text.")


def _is_output(name: str, outputs: Any) -> bool:
    """Whether `outputs` spell the callback's name; those with patterns or duplicates only have the right form."""
    listed = outputs if isinstance(outputs, list) else [outputs]
    flat = [item for entry in listed for item in (entry if isinstance(entry, list) else [entry])]
    if not all(isinstance(item, dict) and {"id", "property"} <= item.keys() for item in flat):
        return False
    if "{" in name or "@" in name:
        return True
    spelt = "...".join(f"{item['id']}.{item['property']}" for item in flat)
    return name == (f"..{spelt}.." if isinstance(outputs, list) else spelt)
