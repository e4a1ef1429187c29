"""The file of a picture: its scene as PNG, SVG or PDF, with title, description, date and licence written into it."""

from __future__ import annotations

from dataclasses import replace

from dashboard.briefing.model import LICENCE, LICENCE_URL, Content, Picture, Size
from dashboard.drawing.render.picture import pdf, png
from dashboard.drawing.render.svg import svg
from dashboard.drawing.scene import Scene


def printed(scene: Scene, suffix: str, size: Size, picture: Picture, content: Content) -> bytes:
    """The bytes of one picture; `suffix` is png, svg or pdf, and only PNG has pixels to multiply."""
    scene = replace(scene, title=picture.title, description=picture.alt)
    if suffix == "png":
        return png(scene, scale=size.scale, words=_words(picture, content))
    if suffix == "svg":
        return svg(scene, is_file=True).encode()
    return pdf(scene, moment=content.moment, author=content.publishers)


def _words(picture: Picture, content: Content) -> dict[str, str]:
    return {
        "Title": picture.title,
        "Description": picture.alt,
        "Source": content.publishers,
        "Copyright": f"{content.licence} {LICENCE}: {LICENCE_URL}",
        "Creation Time": content.as_at.isoformat(),
    }
