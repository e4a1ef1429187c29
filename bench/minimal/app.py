"""The least that a Dash app with our libraries is: the tables read, one page with a chart and a grid, compressed."""

from __future__ import annotations

import gzip
from pathlib import Path

import dash_ag_grid
import flask
import pandas as pd
from cachetools import LRUCache
from dash import Dash, Input, Output, dcc, html, register_page

DATA = Path(__file__).resolve().parents[2] / "data"
kept: LRUCache[bytes, bytes] = LRUCache(1_000_000)
tables = {path.stem: pd.read_csv(path, dtype="string") for path in sorted(DATA.glob("*.csv"))}
app = Dash("minimal", use_pages=True, pages_folder="")


@app.server.after_request
def compress(response: flask.Response) -> flask.Response:
    if response.direct_passthrough or "gzip" not in flask.request.accept_encodings:
        return response
    response.set_data(gzip.compress(response.get_data()))
    response.headers["Content-Encoding"] = "gzip"
    return response


register_page(
    "home",
    path="/",
    layout=html.Div(
        [
            html.H1("Authorities"),
            dcc.Dropdown(list(tables["authorities"]["name"]), id="name"),
            dcc.Graph(id="graph"),
            dash_ag_grid.AgGrid(id="grid", rowData=tables["authorities"].to_dict("records")),
        ]
    ),
)
app.layout = html.Div([])
app.callback(Output("graph", "figure"), Input("name", "value"))(lambda name: {"data": [], "layout": {"title": name}})
server = app.server
