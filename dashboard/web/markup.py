"""HTML elements that Dash has no component for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, init=False)
class Element:
    """An element of the first HTML: its name, its content and its attributes by Dash's names."""

    tag: str
    content: Any
    properties: dict[str, Any] = field(default_factory=dict)

    def __init__(self, tag: str, content: Any = None, /, **properties: Any) -> None:
        object.__setattr__(self, "tag", tag)
        object.__setattr__(self, "content", content)
        object.__setattr__(self, "properties", properties)
