"""Files of one chart of a page, at /chart/<page>/<chart>.csv, .png and .svg."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import flask
from dash import Dash

from dashboard.drawing.scene import AnyItem
from dashboard.web import address, room, routing
from dashboard.web.downloads import CSV, answer
from dashboard.web.taken import Taken, find
from loaders import csv_bytes

PICTURE_ROOM = 960
"""Pixels for which a chart is drawn where its picture is taken."""
STILL = dt.datetime(2013, 11, 1)
"""What a picture says of its making: it is the same whenever it is made."""
SCALE = 2
"""Pixels of a PNG for each of the drawing's."""


def add_chart_files(app: Dash) -> None:
    """Serve /chart/<page>/<chart>.csv, .png and .svg: the chart in the state of the page that the query asks for."""

    def serve(where: str, suffix: str) -> flask.Response:
        path, _, chart = f"/{where}".rpartition("/")
        room.draw_for(PICTURE_ROOM)
        figure = find(routing.layout_at(path or "/", flask.request.args.to_dict(flat=False)), chart)
        if figure is None:
            flask.abort(404, "No page of this address has such a chart.")
        taken: Taken = figure.taken
        if suffix == "csv":
            if taken.table is None:
                flask.abort(404, "This chart has no table.")
            return answer(csv_bytes(taken.table().frame(), for_people=True), CSV, filename=f"{chart}.csv")
        made, media = _picture(taken, suffix, address.whole_root(), path)
        return answer(made, media, filename=f"{chart}.{suffix}")

    for suffix in ("csv", "png", "svg"):
        app.server.add_url_rule(f"/chart/<path:where>.{suffix}", f"chart_{suffix}", serve, defaults={"suffix": suffix})


def _picture(taken: Taken, suffix: str, root: str, path: str) -> tuple[bytes, str]:
    """The drawing of the page at `path` below `root`, with its title above and its source below."""
    # what draws and prints pictures is imported for the first of them
    from dashboard.briefing.model import LICENCE, Size
    from dashboard.briefing.pictures.captioned import MARGIN, standalone
    from dashboard.drawing.render import picture
    from dashboard.drawing.render.svg import svg

    size = Size("chart", round(taken.scene.width) + 2 * MARGIN, 0, SCALE, is_free=True)
    caption = taken.caption if LICENCE in taken.caption else f"{taken.caption} {LICENCE}."
    made = standalone(taken.scene, taken.title, caption, size)
    made = replace(made, title=taken.title, description=taken.description)
    if suffix == "svg":  # a file is opened anywhere, and so its links are whole addresses
        made = replace(made, items=tuple(_leading_from_anywhere(item, root, path) for item in made.items))
        return svg(made, is_file=True).encode(), "image/svg+xml"
    return picture.png(picture.pdf(made, moment=STILL), scale=SCALE, words={"Title": taken.title}), "image/png"


def _leading_from_anywhere(item: AnyItem, root: str, path: str) -> AnyItem:
    if item.link.startswith("#"):
        return replace(item, link=root + path + item.link)
    return replace(item, link=root + item.link) if item.link.startswith("/") else item
