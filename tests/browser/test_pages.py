"""Every page in a browser: nothing that axe finds, nothing on the console, nothing wider than the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import settle

Visit = Callable[[str], Page]
Check = Callable[[Page], None]

PATHS = (
    "/compare?set=neighbours:dudley",
    "/national?as_at=2024-03-31",
    "/map",
    "/changes",
    "/data",
    "/authority/cumberland",
    "/authority/isles-of-scilly",
    "/authority/northamptonshire",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_fits_a_desk_and_a_phone(
    path: str, visit: Visit, accessible: Check, fits: Check
) -> None:
    page = visit(path)
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        settle(page)
        fits(page)
        accessible(page)
