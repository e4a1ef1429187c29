"""Which pages a whole site has, and where each address leads."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.site.places import Places, View
from dashboard.site.plan import Plan, dates, plan
from loaders import Dataset


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> Plan:
    return plan(dataset)


def test_a_whole_site_holds_what_it_promises(whole: Plan, dataset: Dataset) -> None:
    places = [view.place for view in whole.views]
    assert len(places) == len(set(places)) == len({view.file for view in whole.views})
    bodies = dataset.authorities()
    today = bodies[bodies["abolished"].isna()]
    assert len(bodies) == 158
    assert {f"authority/{slug}/" for slug in bodies["slug"]} <= set(places)
    near = today.loc[today["neighbours"].notna(), "slug"]
    assert len(near) >= 150
    assert {f"compare/neighbours/{slug}/" for slug in near} == {
        p for p in places if p.startswith("compare/neighbours/")
    }
    regions = [p for p in places if p.startswith("compare/region/") and p.count("/") == 3]
    assert len(regions) == 9
    days = [f"{year}-03-31" for year in range(2015, 2027)]
    for page in ("national", "map"):
        assert {f"{page}/", *(f"{page}/{day}/" for day in days)} <= set(places)
    assert {f"changes/since-{day}/" for day in days} <= set(places)
    assert {f"/api/v1/as-at/{day}.json" for day in [*days, "2026-08-22"]} <= set(whole.files)
    assert {f"/api/v1/{kind}/{slug}.json" for kind in ("authority", "context") for slug in bodies["slug"]} <= set(
        whole.files
    )
    assert {"/api/v1/context/england.json", "/api/v1/context/west-midlands.json"} <= set(whole.files)
    assert len(whole.files) == len(set(whole.files))


def test_every_page_is_found_by_its_own_address(whole: Plan) -> None:
    assert {view.address: whole.places.of(view.address) for view in whole.views} == {
        view.address: view.place for view in whole.views
    }


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/", ""),
        ("/authority/dudley", "authority/dudley/"),
        ("/authority/dudley/", "authority/dudley/"),
        ("/authority/dudley?by=inspection", "authority/dudley/inspection-dates/"),
        ("/authority/dudley?by=publication", "authority/dudley/"),
        ("/authority/nowhere", None),
        ("/about#accessibility", "about/#accessibility"),
        ("/compare?set=region:west-midlands", "compare/region/west-midlands/"),
        ("/compare?set=neighbours:dudley", "compare/neighbours/dudley/"),
        ("/compare?set=neighbours:dudley&sort=name", "compare/neighbours/dudley/"),
        ("/compare?set=dudley,walsall", "compare/"),
        ("/compare?set=all&judgement=all&sort=grade", "compare/"),
        ("/national?as_at=2024-03-31", "national/2024-03-31/"),
        ("/national?as_at=2026-08-22", "national/"),
        ("/national?as_at=2024-03-31&judgement=overall_effectiveness", "national/2024-03-31/"),
        ("/national?judgement=overall_effectiveness", "national/overall-effectiveness/"),
        ("/national?judgement=help_and_protection", "national/"),
        ("/map?date=2015-03-31&judgement=care_leavers", "map/2015-03-31/care-leavers/"),
        ("/map?date=2015-04-01", "map/"),
        ("/visits/joint", "visits/joint/"),
        ("/improve?region=London", "improve/region/london/"),
        ("/improve?element=outcome+3&grade=Good", "improve/element/outcome-3/"),
        ("/improve?element=outcome+3&region=London#reports", "improve/element/outcome-3/#reports"),
        ("/download/visits/inadequate.csv?region=West+Midlands", "download/visits/inadequate-west-midlands.csv"),
        ("/visits/waiting?region=London", "visits/waiting/region/london/"),
        ("/visits?date=2024-03-31", "visits/on/2024-03-31/"),
        ("/visits/timeliness?kind=focused", "visits/timeliness/kind/focused/"),
        ("/visits?region=East%20Midlands", "visits/region/east-midlands/"),
        ("/visits#history", "visits/#history"),
        ("/by-grade?measure=caseload&way=declined", "by-grade/caseload/declined/"),
        ("/changes?from=2024-03-31&to=2026-08-22", "changes/since-2024-03-31/"),
        ("/improved?set=region:west-midlands", "improved/region/west-midlands/"),
        ("/improved?set=region:london&judgement=care_leavers", "improved/region/london/care-leavers/"),
        ("/improved?set=all&against=first-ilacs&judgement=help_and_protection&to=2026-08-22", "improved/"),
        ("/improved?against=previous", "improved/previous/"),
        (
            "/download/improved.csv?against=first-ilacs&judgement=leadership&set=region:london&to=2026-08-22",
            "download/improved/region-london-leadership-first-ilacs-2026-08-22.csv",
        ),
        ("/find", "find/"),
        ("/find?q=dudley", "find/"),
        ("/api/v1/authority/dudley.json", "api/v1/authority/dudley.json"),
        ("/api/v1/as-at/2024-03-31.json?by=ofsted-region", "api/v1/as-at/2024-03-31.json"),
        ("/api/v1/as-at/2024-04-01.json", None),
        ("/download/inspections.csv", "download/inspections.csv"),
        ("/download/by-grade.csv?measure=caseload&year=2025", "download/by-grade/caseload-2025.csv"),
        ("/changes.atom", "changes.atom"),
        ("/changes.atom?from=2024-01-01&to=2024-02-01", "changes/2024-01-01-to-2024-02-01.atom"),
        ("/export/dudley.pptx", None),
        ("/healthz", None),
    ],
)
def test_an_address_leads_to_the_nearest_page(whole: Plan, address: str, place: str | None) -> None:
    assert whole.places.of(address) == place


def test_a_file_of_a_size_has_it_in_its_name() -> None:
    places = Places([], ["/export/dudley.png", "/export/dudley-page.png"])
    assert places.of("/export/dudley.png") == "export/dudley.png"
    assert places.of("/export/dudley.png?size=page") == "export/dudley-page.png"
    assert places.of("/export/dudley.png?size=web") is None


@given(st.dates(dt.date(2014, 12, 1), dt.date(2040, 1, 1)))
def test_dates_are_every_31_march_before_the_newest(reach: dt.date) -> None:
    expected = [dt.date(year, 3, 31) for year in range(2015, 2041) if dt.date(year, 3, 31) < reach]
    assert dates(reach) == expected[::-1]


def test_a_view_knows_its_address_and_file() -> None:
    view = View("/compare", "compare/region/london/", (("set", "region:london"),))
    assert (view.address, view.file) == ("/compare?set=region:london", "compare/region/london/index.html")
    assert View("/", "").file == "index.html"
    assert View("/404", "404.html").file == "404.html"
