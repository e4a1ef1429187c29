"""The pages of the app, in the order of the navigation.

A page module has `register(app, dataset)`, which calls `routing.add_page` with a layout
bound to the dataset and adds the page's callbacks with `app.callback`.
"""

from __future__ import annotations

from dashboard.pages import (
    about,
    authority,
    by_grade,
    changes,
    compare,
    data,
    find,
    home,
    improved,
    map,
    national,
    not_found,
    side_by_side,
    visits,
)

PAGES = (
    home,
    authority,
    compare,
    side_by_side,
    improved,
    national,
    by_grade,
    map,
    visits,
    changes,
    data,
    about,
    find,
    not_found,
)
