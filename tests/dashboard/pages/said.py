"""What a page says, read from the components that the browser is given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup


def components(content: Any) -> Iterator[dict[str, Any]]:
    """Every component in the order of the page."""
    if isinstance(content, list):
        for part in content:
            yield from components(part)
    elif isinstance(content, dict) and "props" in content:
        yield content
        yield from components(content["props"].get("children"))


def by_id(content: Any, name: str) -> dict[str, Any]:
    """The one component with this id."""
    (found,) = (part for part in components(content) if part["props"].get("id") == name)
    return found


def words(content: Any) -> str:
    """The text of a component."""
    if isinstance(content, list):
        return "".join(words(part) for part in content)
    if isinstance(content, dict):
        said = words(content["props"].get("children"))
        return BeautifulSoup(said, "lxml").get_text() if content["type"] == "Markup" else said
    return "" if content is None else str(content)


def chart(content: Any, name: str) -> dict[str, Any]:
    """The figure element around the graph with this id."""
    return next(
        part
        for part in components(content)
        if part["type"] == "Figure" and any(inner["props"].get("id") == name for inner in components(part))
    )


def rows(content: Any) -> list[list[str]]:
    """The cells of the first table in a component; a table is markup within one component."""
    markup = next(part for part in components(content) if part["type"] == "Markup")["props"]["children"]
    body = BeautifulSoup(markup, "lxml").tbody
    assert body is not None
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")]


SAID = {"H1", "H2", "H3", "H4", "P", "Figcaption", "Li", "Caption"}


def statements(content: Any) -> Iterator[str]:
    """What a page says in words: headings, paragraphs, captions of charts and tables, and text alternatives."""
    if isinstance(content, list):
        for part in content:
            yield from statements(part)
    elif isinstance(content, dict) and "props" in content:
        props = content["props"]
        if content["type"] == "Markup":
            for caption in BeautifulSoup(props["children"], "lxml").find_all("caption"):
                yield caption.get_text()
        elif props.get("aria-label") == "Key to the grades" or "export" in str(props.get("className")):
            return  # what the grades are called, and the names of formats
        elif content["type"] in SAID and not _is_link(props.get("children")):
            yield words(props.get("children"))
        else:
            if "drawing" in str(props.get("className")).split():
                yield props["aria-label"]
            yield from statements(props.get("children"))


def _is_link(content: Any) -> bool:
    """Whether an item of a list is no more than the name of another page."""
    return isinstance(content, dict) and content["type"] in {"Link", "A"}
