"""A scene made to stand alone as a picture: its finding above it, coverage, date, source and licence below."""

from __future__ import annotations

from dataclasses import replace

from dashboard.briefing.formats.wrapping import wrap
from dashboard.briefing.model import Size
from dashboard.drawing.scene import Scene, Words
from dashboard.theme import MUTED

MARGIN = 20
TITLE, NOTE = 20, 12
_LINE = 1.3


def room(title: str, caption: str, size: Size) -> float:
    """Pixels of height that a figure has in a picture of this size: at the slide's, what title and caption leave."""
    if size.is_bare:
        return size.height
    top, bottom = _above(title, size)[2], _below(caption, size)[1]
    return size.height - top - bottom


def _above(title: str, size: Size) -> tuple[list[str], int, float]:
    """The lines of the title, the size of its type, and the room that it takes."""
    type_size = TITLE if size.width >= 800 else TITLE - 4
    lines = _balanced(title, type_size, size.width - 2 * MARGIN)
    return lines, type_size, MARGIN + len(lines) * type_size * _LINE + 10


def _below(caption: str, size: Size) -> tuple[list[str], float]:
    """The lines of the caption, and the room that it takes."""
    lines = wrap(caption, NOTE, size.width - 2 * MARGIN)
    return lines, MARGIN / 2 + len(lines) * NOTE * _LINE + 8


def standalone(scene: Scene, title: str, caption: str, size: Size, *, pad: int = 0) -> Scene:
    """The scene at `size` with words around it.

    It keeps the height that it has and stands under its title. Where that is more than there is room, the picture
    grows taller instead: nothing is squeezed, and no type shrinks. `pad` pixels stay free at each side.
    """
    if size.is_bare:
        return replace(scene, width=scene.width + 2 * pad, items=scene.moved(pad, 0))
    heads, title_size, top = _above(title, size)
    notes, bottom = _below(caption, size)
    height = round(scene.height + top + bottom)
    height = height if size.is_free else max(size.height, height)
    around = (
        Words(MARGIN, MARGIN + len(heads) * title_size * _LINE / 2, "\n".join(heads), title_size, bold=True),
        Words(MARGIN, height - MARGIN / 2 - len(notes) * NOTE * _LINE / 2, "\n".join(notes), NOTE, MUTED),
    )
    return replace(scene, width=size.width, height=height, items=(*scene.moved(MARGIN + pad, top), *around))


def _balanced(title: str, size: float, width: float) -> list[str]:
    """The lines of a title, no more than it needs, and none much shorter than another."""
    lines = wrap(title, size, width, bold=True)
    narrow = width
    while narrow > width / 2 and len(closer := wrap(title, size, narrow - width / 20, bold=True)) == len(lines):
        lines, narrow = closer, narrow - width / 20
    return lines
