"""A page that works from a file, without a network: charts that answer to the pointer, words and tables."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape

import pandas as pd

from dashboard.briefing.chapters import once_each
from dashboard.briefing.model import (
    LICENCE_URL,
    OFFLINE,
    PHONE,
    Content,
    Draw,
    Picture,
    Section,
    Size,
    Table,
    drawn,
    say_value,
)
from dashboard.dates import long_date
from dashboard.drawing.render.svg import svg

_STYLE = """
:root { color: #0b0c0c; background: #fff; font: 1.1875rem/1.4 Arial, "Liberation Sans", Helvetica, sans-serif; }
body { margin: 0 auto; max-width: 76rem; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 0.5rem; max-width: 48rem; }
h1, h2, p, li { overflow-wrap: anywhere; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.5rem 0 0.75rem; max-width: 48rem; }
p, li { max-width: 44rem; }
.lead { color: #505a5f; margin: 0; }
.chart { margin: 1rem 0; }
.scene { display: block; width: 100%; height: auto; max-width: 64rem; }
.on-phone { display: none; }
.on-phone .scene { max-width: 26rem; }
.said { position: fixed; z-index: 1; max-width: 24rem; padding: 0.4rem 0.6rem; border: 1px solid; background: #fff; font-size: 0.9rem; white-space: pre-line; pointer-events: none; }
.caption, footer { color: #505a5f; font-size: 1rem; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 1rem; }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #b1b4b6; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
a { color: #1d70b8; } a:focus, .wide:focus, .chart:focus { outline: 3px solid #fd0; outline-offset: 0; }
a:focus { background: #fd0; color: #0b0c0c; }
footer { border-top: 1px solid #b1b4b6; margin-top: 3rem; padding-top: 1rem; }
@media screen and (max-width: 45rem) {
  .on-desk { display: none; } .on-phone { display: block; }
  STACKED
}
@media print {
  :root { font-size: 10pt; } a { color: inherit; } figure, tr { break-inside: avoid; }
  h2, caption { break-after: avoid; } thead th { overflow-wrap: normal; }
  .wide { overflow: visible; } table { font-size: 8pt; width: 100%; } th, td { padding-right: 0.5rem; overflow-wrap: anywhere; }
  MANY
  .many tbody { columns: 3; }
}
"""

_STACKED = """
  NAME, NAME caption, NAME tbody, NAME tr, NAME th, NAME td { display: block; }
  NAME thead { position: absolute; clip-path: inset(50%); }
  NAME tr { padding: 0.5rem 0; border-bottom: 2px solid #b1b4b6; }
  NAME th, NAME td, NAME td.n { border: 0; padding: 0.1rem 0; text-align: left; }
  NAME td::before { content: attr(data-name) ": "; color: #505a5f; }
  NAME th, NAME td { overflow-wrap: anywhere; }
  NAME td:empty { display: none; }
"""
"""Rows as lists of what each column holds, where columns have no room beside each other."""
_STYLE = _STYLE.replace("STACKED", _STACKED.replace("NAME", "table")).replace("MANY", _STACKED.replace("NAME", ".many"))
MANY, LONG = 8, 400
"""Columns of a table that no sheet of paper holds beside each other, and rows of one that is left to the workbook."""
HEAVY = 400_000
"""Bytes of a drawing of several judgements for which one of one judgement stands."""

_SCRIPT = """
const said = document.body.appendChild(document.createElement("div"));
said.className = "said"; said.hidden = true; said.setAttribute("aria-hidden", "true");
for (const one of document.querySelectorAll("svg.scene title")) {
  const spot = one.parentNode, words = one.textContent;
  if (spot.matches("svg")) continue;
  one.remove();
  const tell = (x, y) => {
    said.textContent = words; said.hidden = false;
    said.style.left = Math.max(0, Math.min(x + 14, innerWidth - said.offsetWidth - 8)) + "px";
    said.style.top = (y + said.offsetHeight + 24 > innerHeight ? y - said.offsetHeight - 12 : y + 16) + "px";
  };
  const hush = () => { said.hidden = true; };
  spot.addEventListener("pointermove", ({ clientX, clientY }) => tell(clientX, clientY));
  spot.addEventListener("pointerleave", hush);
  const link = spot.closest("a");
  link?.addEventListener("focus", () => { const box = link.getBoundingClientRect(); tell(box.left, box.bottom - 16); });
  link?.addEventListener("blur", hush);
}
addEventListener("keydown", ({ key }) => { if (key === "Escape") said.hidden = true; });
"""


def write_page(content: Content, draw: Draw = drawn) -> bytes:
    """One HTML file with everything inside: styles, drawings and tables; nothing is fetched."""
    charts: list[str] = []
    body = "".join(_section(section, charts, draw) for section in once_each(content.sections))
    scripts = f"<script>{_SCRIPT}</script>" if charts else ""
    hashes = f"script-src '{_hash(_SCRIPT)}'; " if charts else ""
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
def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _section(section: Section, charts: list[str], draw: Draw) -> str:
    parts = [f"<h2>{escape(section.title)}</h2>"]
    parts += [f"<p>{escape(words)}</p>" for words in section.paragraphs]
    if section.points:
        parts.append("<ul>" + "".join(f"<li>{escape(words)}</li>" for words in section.points) + "</ul>")
    if section.picture and (drawing := _chart(section.picture, f"chart-{len(charts) + 1}", draw)):
        charts.append(section.picture.name)
        parts.append(drawing)
    if section.table:
        parts.append(_table(section.table))
    return "\n".join(parts) + "\n"


def _chart(picture: Picture, key: str, draw: Draw) -> str:
    """A chart as a desk has room for it and as a phone has, each with its caption; "" where it cannot be drawn."""
    desk = _drawing(picture, OFFLINE, key, draw, "on-desk")
    if len(desk) > HEAVY and picture.narrow:
        desk = _drawing(picture.narrow, OFFLINE, key, draw, "on-desk")
    phone = _drawing(picture, PHONE, f"{key}-phone", draw, "on-phone")
    if len(phone) > HEAVY:
        phone = ""
    return desk + (phone or desk.replace("on-desk", "on-phone").replace(key, f"{key}-phone")) if desk else ""


def _drawing(picture: Picture, size: Size, key: str, draw: Draw, place: str) -> str:
    scene, here = draw(picture, size), picture.at(size)
    if scene is None:
        return ""
    words = " ".join(part for part in (here.reading, here.source) if part)
    named = f"{here.title}. " if picture.narrow else ""  # one judgement of several says which it is
    return (
        f'<figure class="chart {place}" role="group" aria-label="{escape(here.title)}">'
        f'{svg(scene, key=key)}<figcaption class="caption">{escape(named + words)}</figcaption></figure>'
    )


def _table(table: Table) -> str:
    frame = table.shown
    if len(frame) > LONG:
        return f'<p class="caption">{escape(table.title)}: {len(frame):,} rows, in the workbook.</p>'
    addresses = list(table.frame[table.links[1]]) if table.links else []
    words = table.links[0] if table.links else None
    numbers = {column for column in frame.columns if pd.api.types.is_numeric_dtype(frame[column])}
    rows = []
    for number, row in enumerate(frame.itertuples(index=False, name=None)):
        cells = []
        for place, (column, value) in enumerate(zip(frame.columns, row, strict=True)):
            inside = say_value(value)
            inside = _link(inside, addresses[number]) if column == words and inside else escape(inside)
            role, tag = ("rowheader", "th") if place == 0 else ("cell", "td")
            more = ' scope="row"' if place == 0 else f' data-name="{escape(str(column))}"'
            more += ' class="n"' if place and column in numbers else ""
            cells.append(f'<{tag} role="{role}"{more}>{inside}</{tag}>')
        rows.append('<tr role="row">' + "".join(cells) + "</tr>")
    heads = "".join(f'<th role="columnheader" scope="col">{escape(str(column))}</th>' for column in frame.columns)
    look = ' class="many"' if len(frame.columns) > MANY else ""
    note = f'<p class="caption">{escape(table.caption)}</p>' if table.caption else ""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f'<table role="table"{look}><caption>{escape(table.title)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table></div>{note}'
    )


def _link(words: str, address: object) -> str:
    url = address if isinstance(address, str) else ""
    if not url.startswith(("https://", "http://")):
        return escape(words)
    return f'<a href="{escape(url)}">{escape(words)}</a>'
