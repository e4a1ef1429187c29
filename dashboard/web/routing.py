"""Pages and their addresses: Dash's registry, made safe for odd addresses and for two apps in one process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import dash
import flask
from dash.development.base_component import Component

from dashboard.web import marks, room, taken, url_state
from dashboard.web.address import within
from dashboard.web.followed import Followed, everything

LONGEST_VALUE = 2_000
"""Characters of a query value that a page gets to see; nothing of ours needs as many."""

Layout = Callable[..., Component]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the app.

    `layout` takes the path variable (by its name) and any query values as keyword arguments, all str,
    and works without any. `exists` says whether a path variable names something: if not, the
    visitor gets the not-found page with status 404. `title` gets the path variable too.
    """

    key: str
    layout: Layout
    title: str | Callable[..., str]
    path: str | None = None
    path_template: str | None = None
    """Such as "/authority/<slug>": one variable, at the end."""
    nav: str | None = None
    """The words in the header's navigation; None keeps the page out of it."""
    family: str | None = None
    """The key of the page that heads its family; the head names itself. Pages of a family link to each other."""
    member: str | None = None
    """The words that name the page within its family, such as "By grade"."""
    keys: tuple[str, ...] = ()
    """The query keys that make another view of the page, beside those that `url_state.bind_url` binds."""
    exists: Callable[[str], bool] = lambda value: True
    followed: Callable[..., Followed] = lambda **_: everything()
    """Whose publications a reader of the page may want to follow; gets the path variable."""

    @property
    def variable(self) -> str | None:
        """The name of the path variable, if there is one."""
        return self.path_template.rsplit("<", 1)[1].rstrip(">") if self.path_template else None

    def match(self, path: str) -> dict[str, str] | None:
        """The path variables of an address of this page; None for any other address."""
        if self.path_template is None:
            return {} if path.strip("/") == (self.path or "").strip("/") else None
        stem = self.path_template.rsplit("<", 1)[0]
        value = path.rstrip("/").removeprefix(stem)
        if not path.startswith(stem) or not value or "/" in value or not self.exists(value):
            return None
        return {str(self.variable): value}

    def title_of(self, variables: dict[str, str]) -> str:
        """The title for these path variables."""
        return self.title(**variables) if callable(self.title) else self.title


def add_page(app: dash.Dash, page: Page) -> None:
    """Register a page with an app."""
    pages(app.server)[page.key] = page
    # Dash's registry is one for the process. What it holds asks the app that serves the request,
    # so that a second app (another dataset) does not change what the first one shows.
    key = page.key
    dash.register_page(
        f"pages.{key}",
        path=page.path,
        path_template=page.path_template,
        name=page.nav or page.member or key,
        title=lambda **variables: page_title(current_path(variables)),
        layout=lambda **values: render(values),
    )


def pages(server: flask.Flask) -> dict[str, Page]:
    """The pages of an app by key, in the order of their registration."""
    found: dict[str, Page] = server.extensions.setdefault("pages", {})
    return found


def family(server: flask.Flask, key: str) -> list[Page]:
    """The pages of the family of a page, itself among them, the head first; none where it belongs to none."""
    own = pages(server)[key].family
    kin = [page for page in pages(server).values() if own is not None and page.family == own]
    return sorted(kin, key=lambda page: page.key != own)


def resolve(server: flask.Flask, path: str) -> tuple[Page, dict[str, str]] | None:
    """The page at an address, with its path variables; None where there is none."""
    for page in pages(server).values():
        variables = page.match(path)
        if variables is not None and page.key != "not_found_404":
            return page, variables
    return None


def view(page: Page, query: Mapping[str, list[str]]) -> dict[str, str]:
    """What of a query makes another view of a page."""
    known = (*url_state.bound(flask.current_app).get(page.key.replace("_", "-"), ()), *page.keys)
    return {name: query[name][-1] for name in known if query.get(name, [""])[-1]}


def current_path(variables: dict[str, Any]) -> str:
    """The address that the visitor is at: of the page callback, or of the HTML request."""
    if flask.request.method == "POST":
        return within(str(dash.ctx.inputs.get("_pages_location.pathname") or "/"))
    return flask.request.path


def page_title(path: str) -> str:
    """The words in the browser's tab."""
    found = resolve(flask.current_app, path)
    title = found[0].title_of(found[1]) if found else "Page not found"
    return f"{title} – {SERVICE}"


def render(values: dict[str, Any]) -> Component:
    """The layout at the visitor's address, its links with the authority that is marked."""
    path = current_path(values)
    return with_mark(layout_at(path, values), path, values)


def with_mark(content: Any, path: str, values: Mapping[str, Any], *, in_forms: bool = False) -> Any:
    """Components of the page at an address, whose links carry the authority that the address marks or is about."""
    server = flask.current_app
    found = resolve(server, path)
    slug = (found[1].get("slug") if found else None) or _one(values.get(marks.MARK) or "")

    def is_page(address: str) -> bool:
        there = resolve(server, address)
        return there is not None and there[0].variable is None

    known = pages(server)["authority"].exists(slug)
    return marks.carried(content, slug, is_page, in_forms=in_forms) if known else content


def layout_at(path: str, values: Mapping[str, Any]) -> Component:
    """The layout at an address with a query.

    A query parameter given twice counts by its last value; one too long to mean anything is cut;
    none can replace a path variable (Dash lets it).
    """
    query = {name: _one(value) for name, value in values.items()}
    found = resolve(flask.current_app, path)
    if found is None:
        return pages(flask.current_app)["not_found_404"].layout()
    page, variables = found
    if query.get("width", "").isdecimal():
        room.draw_for(int(query["width"]))
    layout = page.layout(**{**query, **variables})
    if query.get(taken.CHART) and url_state.flag(query.get(taken.EMBED)):
        return taken.alone(layout, query[taken.CHART], path, query, page.title_of(variables), SERVICE)
    return layout


def _one(value: Any) -> str:
    last = value[-1] if isinstance(value, list) and value else value
    return str(last)[:LONGEST_VALUE]


SERVICE = "Children’s services trajectories"
"""The name of the service, on every page."""
