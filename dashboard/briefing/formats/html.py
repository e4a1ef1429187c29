"""A page that works from a file, without a network: charts that answer to the pointer, words and tables."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape

import pandas as pd
from plotly.offline import get_plotlyjs
from plotly.utils import PlotlyJSONEncoder

from dashboard.briefing.model import LICENCE_URL, OFFLINE, Content, Picture, Section, Table, say_value
from dashboard.dates import long_date
from dashboard.drawing.render import plotly
from dashboard.drawing.scene import Scene

_STYLE = """
:root { color: #0b0c0c; background: #fff; font: 1.1875rem/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; max-width: 48rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 0.75rem; max-width: 48rem; }
p, li { max-width: 44rem; }
.lead { color: #505a5f; margin: 0; }
.chart { overflow-x: auto; }
.chart > div { min-width: 60rem; }
.caption, footer { color: #505a5f; font-size: 1rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 1rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #b1b4b6; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
a { color: #1d70b8; } a:focus, .wide:focus, .chart:focus { outline: 3px solid #fd0; outline-offset: 0; }
a:focus { background: #fd0; color: #0b0c0c; }
footer { border-top: 1px solid #b1b4b6; margin-top: 3rem; padding-top: 1rem; }
@media print { .chart > div { min-width: 0; } a { color: inherit; } }
"""

_SCRIPT = """
for (const spot of document.querySelectorAll("[data-figure]")) {
  const figure = JSON.parse(document.getElementById(spot.dataset.figure).textContent);
  Plotly.newPlot(spot, figure.data, figure.layout, {displaylogo: false, displayModeBar: false, responsive: true});
}
"""


def write_page(content: Content) -> bytes:
    """One HTML file with everything inside: styles, plotly.js, figures and tables; nothing is fetched."""
    charts: list[str] = []
    body = "".join(_section(section, charts) for section in content.sections)
    scripts = ""
    hashes = ""
    if charts:
        scripts = "".join(charts) + f"<script>{_plotly()}</script><script>{_SCRIPT}</script>"
        hashes = f"script-src '{_hash(_plotly())}' '{_hash(_SCRIPT)}'; "
    shown = {section.table.name for section in content.sections if section.table}
    rest = "".join(_table(table) for table in content.tables if table.name not in shown)
    policy = f"default-src 'none'; {hashes}style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'"
    method = "".join(f"<li>{escape(note)}</li>" for note in content.method)
    sources = "".join(f"<li>{_link(source.label, source.url)}</li>" for source in content.sources)
    licence = f'{escape(content.licence)} <a href="{LICENCE_URL}">Read the licence</a>.'
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(content.subject)}: {escape(content.headline)}</title>
<meta name="description" content="{escape(content.headline)}">
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(content.subject)}</h1>
<p class="lead">As at {long_date(content.as_at)}</p>
{body}{rest}
<h2>Sources and method</h2>
<ul>{method}</ul>
<ul>{sources}</ul>
</main>
<footer><p>{licence} This is not an Ofsted service.</p></footer>
{scripts}
</body>
</html>
""".encode()


@cache
def _plotly() -> str:
    return str(get_plotlyjs())


@cache
def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _section(section: Section, charts: list[str]) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    parts += [f"<p>{escape(words)}</p>" for words in section.paragraphs]
    if section.points:
        parts.append("<ul>" + "".join(f"<li>{escape(words)}</li>" for words in section.points) + "</ul>")
    if section.picture:
        parts.append(_chart(section.picture, charts))
    if section.table:
        parts.append(_table(section.table))
    return "\n".join(parts) + "\n"


def _chart(picture: Picture, charts: list[str]) -> str:
    number = len(charts) + 1
    drawn = picture.draw(OFFLINE)
    figure = plotly.figure(drawn) if isinstance(drawn, Scene) else dict(drawn)
    layout = {key: value for key, value in figure.get("layout", {}).items() if key != "width"} | {"autosize": True}
    # "<" would end the script early; the escape means the same in JSON
    words = json.dumps({"data": figure["data"], "layout": layout}, cls=PlotlyJSONEncoder, sort_keys=True).replace(
        "<", "\\u003c"
    )
    charts.append(f'<script type="application/json" id="figure-{number}">{words}</script>')
    return (
        f'<figure class="chart" tabindex="0" role="group" aria-label="{escape(picture.title)}">'
        f'<div data-figure="figure-{number}" role="img" aria-label="{escape(picture.alt)}"></div></figure>'
        f'<p class="caption">{escape(picture.reading)} {escape(picture.source)}</p>'
    )


def _table(table: Table) -> str:
    frame = table.shown
    addresses = list(table.frame[table.links[1]]) if table.links else []
    words = table.links[0] if table.links else None
    numbers = {column for column in frame.columns if pd.api.types.is_numeric_dtype(frame[column])}
    rows = []
    for number, row in enumerate(frame.itertuples(index=False, name=None)):
        cells = []
        for place, (column, value) in enumerate(zip(frame.columns, row, strict=True)):
            inside = say_value(value)
            inside = _link(inside, addresses[number]) if column == words and inside else escape(inside)
            tag = 'th scope="row"' if place == 0 else ('td class="n"' if column in numbers else "td")
            cells.append(f"<{tag}>{inside}</{tag.split()[0]}>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    heads = "".join(f'<th scope="col">{escape(str(column))}</th>' for column in frame.columns)
    note = f'<p class="caption">{escape(table.caption)}</p>' if table.caption else ""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f"<table><caption>{escape(table.title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>{note}"
    )


def _link(words: str, address: object) -> str:
    url = address if isinstance(address, str) else ""
    if not url.startswith(("https://", "http://")):
        return escape(words)
    return f'<a href="{escape(url)}">{escape(words)}</a>'
