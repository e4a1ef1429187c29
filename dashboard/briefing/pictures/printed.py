"""The page of a picture, and its PNG: title, description, date and licence are written into both."""

from __future__ import annotations

from dashboard.briefing.model import LICENCE, LICENCE_URL, Content, Size
from dashboard.drawing.render.picture import pdf, png
from dashboard.drawing.scene import Scene


def page_of(scene: Scene, content: Content) -> bytes:
    """The scene as a page of PDF, which is also what a PNG is painted from."""
    return pdf(scene, moment=content.moment, author=content.publishers)


def painted(scene: Scene, page: bytes, size: Size, content: Content) -> bytes:
    """The page as a PNG in the pixels of its size."""
    return png(page, scale=size.scale, words=_words(scene, content))


def _words(scene: Scene, content: Content) -> dict[str, str]:
    return {
        "Title": scene.title,
        "Description": scene.description,
        "Source": content.publishers,
        "Copyright": f"{content.licence} {LICENCE}: {LICENCE_URL}",
        "Creation Time": content.as_at.isoformat(),
    }
