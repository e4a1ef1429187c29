"""What every drawing keeps to: nothing leaves it, no words lie upon others, and none is smaller than 12 pixels."""

from __future__ import annotations

import itertools

from dashboard.drawing.placing import Box
from dashboard.drawing.scene import Scene, Words


def faults(scene: Scene, *, air: float = 0.5) -> list[str]:
    """Everything that leaves the drawing or covers other words."""
    paper = Box(-air, -air, scene.width + air, scene.height + air)
    words = [item for item in scene.only(Words) if item.text]
    found = [f"{item.text or item!r} leaves the drawing" for item in words if not item.bounds.within(paper)]
    found += [f"{item!r} leaves the drawing" for item in scene.items if not item.bounds.within(paper)]
    found += [f"{item.text} is small" for item in words if item.size < 12]
    for one, other in itertools.combinations(words, 2):
        if one.bounds.hits(other.bounds, -1.5):
            found.append(f"{one.text} and {other.text}")
    return found
