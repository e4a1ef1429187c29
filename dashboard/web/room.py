"""How much room a drawing has: guessed for the first answer, then measured by the browser."""

from __future__ import annotations

import flask
from dash import Dash, Input, Output, State, dcc

STEPS = (280, 340, 420, 560, 640, 720, 840, 960, 1100)
"""Widths in pixels that figures are drawn for; the widest that fits is taken."""

_MEASURE = """(_shown, drawn) => {
  const steps = %s, name = %r;
  const fits = () => {
    const body = document.getElementById(name.replace(/-room$/, "-body"));
    const room = body ? body.clientWidth : 0;
    return steps.filter((step) => step <= Math.max(room, steps[0])).at(-1);
  };
  const slot = (window.dash_clientside.rooms ??= {});
  if (slot[name]) window.removeEventListener("resize", slot[name]);
  let last = fits();
  slot[name] = () => {
    if (!document.getElementById(name.replace(/-room$/, "-body"))) return;
    const now = fits();
    if (now !== last) window.dash_clientside.set_props(name, {data: (last = now)});
  };
  window.addEventListener("resize", slot[name]);
  return last === drawn ? window.dash_clientside.no_update : last;
}"""


def draw_for(width: int) -> None:
    """Draw for this width, whoever asks, until the request is answered."""
    flask.g.room = width


def guess() -> int:
    """The room to draw for before the browser has measured it: what the address asks, a phone's, or a desk's."""
    if flask.has_request_context() and (asked := flask.g.get("room")):
        return max((step for step in STEPS if step <= asked), default=STEPS[0])
    agent = flask.request.headers.get("User-Agent", "") if flask.has_request_context() else ""
    return 340 if "Mobi" in agent else 1100


def room(page: str) -> dcc.Store:
    """The store that holds the measured width in its `data`; part of the page's layout, beside `<page>-body`."""
    return dcc.Store(id=f"{page}-room", data=guess())


def bind_room(app: Dash, page: str) -> None:
    """Measure `<page>-body` when the page is shown and when its window changes; a right guess asks for nothing."""
    app.clientside_callback(
        _MEASURE % (list(STEPS), f"{page}-room"),
        Output(f"{page}-room", "data"),
        Input(f"{page}-body", "id"),
        State(f"{page}-room", "data"),
    )


def checked(width: object) -> int:
    """A width from the browser as one of STEPS."""
    return width if isinstance(width, int) and width in STEPS else STEPS[-1]
