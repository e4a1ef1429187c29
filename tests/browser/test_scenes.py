"""Every chart of every page, drawn by plotly and as SVG in the same browser: the same picture, pixel for pixel."""

from __future__ import annotations

import base64
import io
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page
from plotly.offline import get_plotlyjs

from dashboard.drawing.render import plotly
from dashboard.drawing.render.svg import svg
from dashboard.drawing.scene import Scene
from dashboard.factory import create_app
from loaders import Dataset
from loaders.paths import ROOT
from tests.dashboard.asking import page_request

PAGES = (
    ("/", ""),
    ("/authority/dudley", ""),
    ("/authority/cumberland", "?by=inspection"),
    ("/authority/northamptonshire", ""),
    ("/compare", "?set=neighbours:dudley"),
    ("/compare", "?set=region:london&judgement=overall_effectiveness"),
    ("/national", ""),
    ("/map", ""),
    ("/by-grade", ""),
    *((f"/visits/{name}", "") for name in ("waiting", "focused", "timeliness", "joint")),
    ("/improve", ""),
)
AGENTS = {"phone": "Mobi", "desk": "Mozilla/5.0"}
FACES = {400: "Regular", 700: "Bold"}
NEAR = 1
"""Pixels by which an edge may lie elsewhere."""
FEW = 8
"""Pixels that may differ at all: the browser blends the corner of a thin outline otherwise in a rectangle than in a
path. The smallest mark has 28."""


@pytest.fixture(scope="module")
def scenes(dataset: Dataset) -> dict[str, Scene]:
    """The scenes of all pages, as they are handed to plotly, at the width of a phone and of a desk."""
    found: dict[str, Scene] = {}
    real, where = plotly.figure, ""

    def figure(scene: Scene) -> dict[str, Any]:
        found.setdefault(f"{where} #{sum(key.startswith(where) for key in found)}", scene)
        return real(scene)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plotly, "figure", figure)
        client = create_app(dataset).server.test_client()
        for device, agent in AGENTS.items():
            for path, search in PAGES:
                where = f"{path}{search} on a {device}"
                answer = client.post(
                    "/_dash-update-component", json=page_request(path, search), headers={"User-Agent": agent}
                )
                assert answer.status_code == 200
    return found


def test_svg_and_plotly_draw_the_same_picture(scenes: dict[str, Scene], page: Page) -> None:
    assert len(scenes) > 40
    faces = "".join(
        f'@font-face {{ font-family: "Trajectory Sans"; font-weight: {weight}; src: url(data:font/woff2;base64,'
        f"{base64.b64encode((ROOT / f'dashboard/assets/fonts/TrajectorySans-{style}.woff2').read_bytes()).decode()}) }}"
        for weight, style in FACES.items()
    )
    style = f"<style>{faces} body {{ margin: 0; font-family: 'Trajectory Sans' }} text {{ text-rendering: geometricPrecision }}</style>"
    page.set_content(f"{style}<div id=drawing></div><b>bold</b> regular")
    page.add_script_tag(content=get_plotlyjs())
    page.evaluate("document.fonts.ready")
    faults = []
    for name, scene in scenes.items():
        page.evaluate("text => { document.getElementById('drawing').innerHTML = text; }", svg(scene))
        one = shot(page, scene)
        page.evaluate(
            "([figure, width]) => { const spot = document.getElementById('drawing');"
            " spot.innerHTML = `<div id=graph style='width: ${width}px'></div>`;"
            " return Plotly.newPlot('graph', figure.data, figure.layout, { displayModeBar: false }); }",
            [plotly.figure(scene), scene.width],
        )
        other = shot(page, scene)
        if (far := differing(one, other)) > FEW:
            faults.append(f"{name}: {far} pixels differ")
    assert faults == []


def shot(page: Page, scene: Scene) -> Image.Image:
    """The drawing as it stands in the browser."""
    clip = {"x": 0, "y": 0, "width": scene.width, "height": min(scene.height, 2000)}
    return Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True))).convert("RGB")  # type: ignore[arg-type]


def differing(one: Image.Image, other: Image.Image) -> int:
    """Pixels of one picture whose like is nowhere near in the other, either way round."""
    worst = 0
    for image, base in ((one, other), (other, one)):
        lowest = base.filter(ImageFilter.MinFilter(2 * NEAR + 1))
        highest = base.filter(ImageFilter.MaxFilter(2 * NEAR + 1))
        above = np.asarray(ImageChops.subtract(image, highest)).max(axis=2)
        below = np.asarray(ImageChops.subtract(lowest, image)).max(axis=2)
        worst = max(worst, int((np.maximum(above, below) > 60).sum()))
    return worst
