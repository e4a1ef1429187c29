"""Which pages and files are written: every authority, and the states of the other pages that people link to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dashboard.dates import months_before
from dashboard.judgements import OFFERED
from dashboard.pages import compare
from dashboard.pages.by_grade.page import FIRST, WAYS
from dashboard.pages.visits import PAGES as VISITS
from dashboard.pages.visits import Filtered
from dashboard.site.places import Places, Query, Usual, View
from dashboard.statistics import compare_set
from dashboard.statistics.context import figures as context
from dashboard.statistics.england import leading
from dashboard.web import followed
from dashboard.web.changes_file import SPANS
from dashboard.web.downloads import SQLITE, TABLES
from dashboard.web.first_paint import card_address
from dashboard.words import slugify
from loaders import Dataset, of_today

USUAL_WAY = "improved"
"""The change of grade that the page by grade shows first."""
AUTHORITY = {"by": "publication"}
"""What the page of an authority shows first."""
PAGES = (
    *("/compare", "/side-by-side", "/improved", "/national", "/by-grade", "/map", "/changes"),
    *("/data", "/about", "/find"),
)
FIRST_YEAR = 2015
"""The year of the first 31 March that England and the map are written for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How much is written: None for all; tests write a few authorities and dates."""

    authorities: Collection[str] | None = None
    """Slugs."""
    years: Collection[int] | None = None
    """Years of the 31 March."""
    has_states: bool = True
    """Whether more is written of a page than its usual state and its dates, regions and neighbours."""

    def holds(self, slug: str) -> bool:
        """Whether an authority's page is written."""
        return self.authorities is None or slug in self.authorities


ALL = Scope()


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages in order, the addresses that are files, and what leads where."""

    views: tuple[View, ...]
    files: tuple[str, ...]
    places: Places = field(repr=False)


def plan(dataset: Dataset, scope: Scope = ALL, exports: Iterable[str] = (), *, has_cards: bool = False) -> Plan:
    """What is written for a dataset; `exports` are the addresses of briefings' files that there are.

    Cards are the pictures of pasted links, which are of use where the site's whole address is known.
    """
    slugs = [slug for slug in dataset.bodies()["slug"] if scope.holds(slug)]
    days = [day for day in dates(dataset.reach) if scope.years is None or day.year in scope.years]
    views = tuple(_views(dataset, slugs, days, scope.has_states))
    cards = dict.fromkeys(card_address(view.path) for view in views) if has_cards else ()
    files = (*_files(dataset, slugs, [*days, dataset.reach]), *cards, *exports)
    return Plan(views, files, Places(views, files, _usual(dataset.reach)))


def dates(reach: dt.date) -> list[dt.date]:
    """Each 31 March since 2015 before the newest date, newest first."""
    days = (dt.date(year, 3, 31) for year in range(reach.year, FIRST_YEAR - 1, -1))
    return [day for day in days if day < reach]


def _views(dataset: Dataset, slugs: list[str], days: list[dt.date], has_states: bool) -> Iterator[View]:
    yield View("/", "")
    for path in PAGES:
        yield View(path, f"{path[1:]}/")
    for page in VISITS:
        yield View(page.path, f"{page.path[1:]}/")
    for slug in slugs:
        yield View(f"/authority/{slug}", f"authority/{slug}/")
        yield _state(f"/authority/{slug}", "inspection-dates/", by="inspection")
    bodies = dataset.bodies()
    for slug in of_today(bodies[bodies["neighbours"].notna()])["slug"]:
        if slug in slugs:  # beside its nearest neighbour
            yield _state("/side-by-side", f"{slug}/", a=slug)
    for key in compare_set.options(dataset.bodies()):
        kind, _, name = key.partition(":")
        if kind == "region" or (kind == "neighbours" and name in slugs):
            yield _state("/compare", f"{kind}/{name}/", set=key)
        if kind == "region":
            yield _state("/improved", f"{kind}/{name}/", set=key)
    for day in days:
        yield _state("/national", f"{day}/", as_at=day.isoformat())
        yield _state("/map", f"{day}/", date=day.isoformat())
        yield _state("/changes", f"since-{day}/", **{"from": day.isoformat()})
    yield _state("/changes", "with-visits/", show="all")
    for name, first in SPANS.items():
        since = first(dataset.reach)
        if since != months_before(dataset.reach, 12):
            yield _state("/changes", f"{slugify(name)}/", **{"from": since.isoformat()})
            yield _state("/changes", f"{slugify(name)}/with-visits/", **{"from": since.isoformat(), "show": "all"})
    if has_states:
        yield from _more(dataset, days)


def _more(dataset: Dataset, days: list[dt.date]) -> Iterator[View]:
    """Other judgements, measures, orders and parts."""
    regions = sorted(dataset.bodies()["region"].unique())
    for judgement in OFFERED:
        name = slugify(judgement.value)
        yield _state("/compare", f"{name}/", judgement=judgement.value)
        for region in map(slugify, regions):
            yield _state("/compare", f"region/{region}/{name}/", set=f"region:{region}", judgement=judgement.value)
        if judgement is not leading(dataset.reach):
            yield _state("/improved", f"{name}/", judgement=judgement.value)
            for region in map(slugify, regions):
                yield _state("/improved", f"region/{region}/{name}/", set=f"region:{region}", judgement=judgement.value)
            yield _state("/national", f"{name}/", judgement=judgement.value)
            yield _state("/map", f"{name}/", judgement=judgement.value)
        for day in days:
            if judgement is not leading(day):
                yield _state("/national", f"{day}/{name}/", as_at=day.isoformat(), judgement=judgement.value)
                yield _state("/map", f"{day}/{name}/", date=day.isoformat(), judgement=judgement.value)
    yield _state("/improved", "previous/", against="previous")
    yield _state("/national", "ofsted-regions/", by="ofsted-region")
    for sort in compare.SORTS:
        if sort != compare.DEFAULTS["sort"]:
            yield _state("/compare", f"by-{sort}/", sort=sort)
    for way in WAYS:
        shown = {} if way == USUAL_WAY else {"way": way}
        for measure in dataset.measures()["measure"]:
            chosen = {} if measure == FIRST else {"measure": measure}
            if place := "/".join(map(slugify, [*chosen.values(), *shown.values()])):
                yield _state("/by-grade", f"{place}/", **chosen, **shown)
    for page in VISITS:
        yield from _visits(page, regions, days)


def _visits(page: Filtered, regions: list[str], days: list[dt.date]) -> Iterator[View]:
    """A page of visits by region, by date where it has one, and by its own choices, one at a time."""
    for region in regions:
        yield _state(page.path, f"region/{slugify(region)}/", region=region)
    if page.dates == "day":
        for day in days:
            yield _state(page.path, f"on/{day}/", date=day.isoformat())
    for name, choice in page.choices.items():
        for value in choice.options:
            if value != choice.usual:
                yield _state(page.path, f"{name}/{slugify(value)}/", **{name: value})


def _state(path: str, place: str, **query: str) -> View:
    found: Query = tuple(sorted(query.items()))
    return View(path, f"{path[1:]}/{place}", found)


def _usual(reach: dt.date) -> Usual:
    """What each page shows where its address does not say it."""

    def usual(path: str, query: Mapping[str, str]) -> Mapping[str, str]:
        if path in ("/national", "/map"):
            name = "as_at" if path == "/national" else "date"
            day = dt.date.fromisoformat(query.get(name) or reach.isoformat())
            return {name: reach.isoformat(), "by": "region", "judgement": leading(day).value}
        return AUTHORITY if path.startswith("/authority/") else pages.get(path, {})

    pages: dict[str, Mapping[str, str]] = {
        "/compare": compare.DEFAULTS,
        "/improved": {
            "against": "first-ilacs",
            "set": "all",
            "to": reach.isoformat(),
            "judgement": leading(reach).value,
        },
        "/side-by-side": {"by": "publication", "date": reach.isoformat()},
        "/by-grade": {"measure": FIRST, "way": USUAL_WAY},
        **{page.path: page.usual(reach) for page in VISITS},
        "/changes": {"from": months_before(reach, 12).isoformat(), "to": reach.isoformat(), "show": "full"},
    }
    return usual


def _files(dataset: Dataset, slugs: list[str], days: list[dt.date]) -> Iterator[str]:
    """Addresses that are files under the same name, as the app answers them without a query."""
    for table in TABLES:
        yield f"/download/{table}.csv"
        yield f"/download/{table}.xlsx"
    yield from ("/download/datapackage.zip", f"/download/{SQLITE}")
    followed_by = [followed.everything(), *followed.regions(dataset)]
    followed_by += [one for slug in slugs if (one := followed.at(dataset, f"authority/{slug}"))]
    yield from (address for one in followed_by for address in (one.feed, one.calendar))
    yield from ("/api/v1/openapi.json", "/api/v1/authorities.json")
    areas = [slugify(name) for name in context.AREAS.values()]
    yield from (f"/api/v1/authority/{slug}.json" for slug in slugs)
    yield from (f"/api/v1/context/{place}.json" for place in [*areas, *slugs])
    yield from (f"/api/v1/as-at/{day}.json" for day in days)
