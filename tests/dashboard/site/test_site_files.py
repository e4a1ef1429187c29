"""The written files against each other and against the app that they were written from."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from dashboard.web.downloads import TABLES
from loaders import Dataset
from tests.dashboard.site.links_of import broken, links_in

BASE, ROOT = "/ofsted/", "https://example.org"
SOURCES = {"www.gov.uk", "gov.uk", "www.nationalarchives.gov.uk", "reports.ofsted.gov.uk"}
"""Hosts of method and licence; the others are those of the sources that the dataset names."""


def pages_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.html")) if "export" not in path.relative_to(folder).parts]


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_bytes(), "lxml")


def test_every_link_leads_to_a_file_and_an_element(small: Path, briefed: Path) -> None:
    assert broken(small, BASE, ROOT) == []
    assert broken(briefed, "/", "") == []


def test_the_link_checker_finds_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<a href="/b/a/">1</a><a href="/b/">2</a><a href="#no">3</a><a href="/b/#x">4</a><p id="x"></p>'
        '<a href="/other">5</a><img src="/b/p.png"><a href="/b/?q=1">6</a><a href="https://else.org/b/a/">7</a>'
    )
    found = [(link.address, why) for link, why in broken(tmp_path, "/b/", "https://example.org")]
    assert found == [
        ("/b/a/", "no file"),
        ("#no", "no element of this id"),
        ("/other", "not under /b/"),
        ("/b/p.png", "no file"),
        ("/b/?q=1", "a query that no file answers"),
    ]


def test_every_kind_of_page_is_there(small: Path) -> None:
    found = {path.parent.relative_to(small).as_posix() for path in small.rglob("index.html")}
    regions = {
        *("east-midlands", "east-of-england", "london", "north-east", "north-west", "south-east", "south-west"),
        *("west-midlands", "yorkshire-and-the-humber"),
    }
    slugs = {"dudley", "walsall", "cumbria", "cumberland"}
    expected = {
        *(".", "compare", "national", "by-grade", "map", "visits", "changes", "data", "about", "find"),
        "improved",
        *("changes/with-visits", "changes/last-30-days", "changes/last-30-days/with-visits"),
        *("changes/3-months", "changes/3-months/with-visits"),
        *(f"improved/region/{region}" for region in regions),
        *(f"authority/{slug}" for slug in slugs),
        *(f"authority/{slug}/inspection-dates" for slug in slugs),
        *(f"compare/neighbours/{slug}" for slug in slugs - {"cumbria"}),  # abolished: it has no neighbours of today
        *(f"compare/region/{region}" for region in regions),
        *("national/2024-03-31", "map/2024-03-31", "changes/since-2024-03-31"),
        *("visits/waiting", "visits/focused", "visits/timeliness", "visits/joint", "improve", "side-by-side"),
        *(f"side-by-side/{slug}" for slug in slugs - {"cumbria"}),
    }
    assert found == expected


def test_pages_need_no_script_and_nothing_of_another_host(small: Path, dataset: Dataset) -> None:
    for path in pages_of(small):
        text = path.read_text(encoding="utf-8")
        for tag in ("<script", "<form", "<input", "<select", "<iframe", "javascript:", "http://localhost"):
            assert tag not in text, f"{tag} in {path}"
        assert text.count("<button") == text.count(" popovertarget="), f"a button that needs a script in {path}"
    named = [*dataset.inspections()["report_url"].dropna(), *dataset.measures()["page"]]
    sources = {urlsplit(url).netloc for url in [*named, *(source["path"] for source in dataset.package["sources"])]}
    for link in links_in(small):
        host = urlsplit(link.address).netloc
        own = host in ("", "example.org")
        assert own or (link.tag in ("a", "atom") and host in SOURCES | sources), link
    style = (small / "assets/style.css").read_text(encoding="utf-8")
    assert "//" not in style.replace("https://", "//") or "url(http" not in style
    for font in ("TrajectorySans-Regular.woff2", "TrajectorySans-Bold.woff2"):
        assert f'url("fonts/{font}")' in style
        assert (small / "assets/fonts" / font).is_file()


def test_the_grade_of_dudley_can_be_read_from_the_file(small: Path) -> None:
    page = soup(small / "authority/dudley/index.html")
    lead = page.select_one(".authority-lead")
    assert lead is not None
    assert "then requires improvement in December 2018 and January 2023" in lead.text
    overall = page.select_one(".now li")
    assert overall is not None
    assert overall.get_text(" ") == "Overall effectiveness RI Requires improvement since 13 January 2023"
    cells = [[cell.get_text(" ") for cell in row.find_all(["th", "td"])] for row in page.select(".events tr, table tr")]
    assert any("Inadequate" in " ".join(row) for row in cells)


def test_a_page_says_what_the_app_says_where_it_has_no_form(small: Path, client: FlaskClient) -> None:
    """Every heading, sentence and cell of the app's first HTML stands in the file, forms and exports apart."""
    for address, place in (
        ("/authority/dudley", "authority/dudley"),
        ("/national?as_at=2024-03-31", "national/2024-03-31"),
        ("/map?date=2024-03-31", "map/2024-03-31"),
        ("/compare?set=neighbours:dudley", "compare/neighbours/dudley"),
        ("/changes?from=2024-03-31", "changes/since-2024-03-31"),
    ):
        main = BeautifulSoup(client.get(address).text, "lxml").select_one("#first-paint main")
        assert main is not None
        for part in main.select("form, .script-only, .server-only, .export, .export-bar"):
            part.decompose()
        said = [" ".join(text.split()) for text in main.stripped_strings]
        file = soup(small / place / "index.html").main
        assert file is not None
        there = {" ".join(text.split()) for text in file.stripped_strings}
        assert [text for text in said if text not in there] == [], address


def test_heads_hold_the_address_of_the_file(small: Path) -> None:
    for place in ("", "authority/dudley/", "national/2024-03-31/", "compare/region/london/", "find/"):
        head = soup(small / place / "index.html").head
        assert head is not None
        (canonical,) = head.select("link[rel=canonical]")
        (address,) = head.select("meta[property='og:url']")
        assert canonical["href"] == address["content"] == f"{ROOT}{BASE}{place}"
        name = "authority/dudley" if place.startswith("authority") else place.split("/")[0] or "home"
        (picture,) = head.select("meta[property='og:image']")
        assert picture["content"] == f"{ROOT}{BASE}card/{name}.png"
        assert (small / f"card/{name}.png").read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        sets = ["changes", "authority/dudley"] if place.startswith("authority") else ["changes"]
        announced = [f"{ROOT}{BASE}{name}.{ending}" for name in sets for ending in ("atom", "ics")]
        assert [link["href"] for link in head.select("link[rel=alternate]")] == announced
        assert head.title is not None and head.title.text
        (description,) = head.select("meta[name=description]")
        assert len(str(description["content"])) > 20


def test_without_an_address_nothing_says_one(briefed: Path) -> None:
    head = soup(briefed / "authority/dudley/index.html").head
    assert head is not None
    assert head.select("link[rel=canonical], meta[property^='og:url'], meta[property^='og:image']") == []
    assert not (briefed / "card").exists()
    announced = [f"/{name}.{ending}" for name in ("changes", "authority/dudley") for ending in ("atom", "ics")]
    assert [link["href"] for link in head.select("link[rel=alternate]")] == announced
    # and the calendar, where no address can be whole, leads to the reports alone
    calendar = icalendar.Calendar.from_ical((briefed / "authority/dudley.ics").read_bytes())
    said = [str(event["description"]) for event in calendar.walk("VEVENT")]
    assert said and not any("/authority/dudley" in text for text in said)
    assert not (briefed / "sitemap.xml").exists()
    assert (briefed / "robots.txt").read_text() == "User-agent: *\nAllow: /\n"


def test_calendars_and_feeds_lead_to_the_pages_of_the_site(small: Path) -> None:
    calendar = icalendar.Calendar.from_ical((small / "region/west-midlands.ics").read_bytes())
    events = {str(event["uid"]): str(event["description"]) for event in calendar.walk("VEVENT")}
    assert f"{ROOT}{BASE}authority/dudley/" in events["dudley-ilacs-2022-10-31@childrens-services-trajectories"]
    links = re.findall(r'href="([^"]*)"', (small / "authority/dudley.atom").read_text())
    own = [link for link in links if "ofsted.gov.uk" not in link]
    assert {f"{ROOT}{BASE}authority/dudley.atom", f"{ROOT}{BASE}authority/dudley/"} <= set(own)
    assert all(link.startswith(f"{ROOT}{BASE}") or not link.startswith("/") for link in own)


def test_the_sitemap_holds_every_page_and_the_manifest_too(small: Path, dataset: Dataset) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = etree.parse(small / "sitemap.xml")
    addresses = tree.xpath("/s:urlset/s:url/s:loc/text()", namespaces=space)
    folders = [path.parent.relative_to(small).as_posix() for path in small.rglob("index.html")]
    expected = {f"{ROOT}{BASE}" + (f"{folder}/" if folder != "." else "") for folder in folders}
    assert len(addresses) == len(set(addresses))
    assert set(addresses) == expected
    assert set(tree.xpath("//s:lastmod/text()", namespaces=space)) == {dataset.reach.isoformat()}
    robots = (small / "robots.txt").read_text()
    assert robots.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {ROOT}{BASE}sitemap.xml"]
    manifest = json.loads((small / "site.json").read_text())
    assert {ROOT + page["path"] for page in manifest["pages"]} == expected
    assert all((small / page["file"]).is_file() and page["title"] for page in manifest["pages"])


def test_the_404_page_leads_on_and_is_in_no_index(small: Path) -> None:
    page = soup(small / "404.html")
    assert page.h1 is not None and page.h1.text == "Page not found"
    assert [tag["content"] for tag in page.select("meta[name=robots]")] == ["noindex"]
    assert f"{BASE}authority/dudley/" in {link["href"] for link in page.select("main a")}


def test_data_files_are_those_of_the_app(small: Path, client: FlaskClient) -> None:
    for table in TABLES:
        for suffix in ("csv", "xlsx"):
            assert (small / f"download/{table}.{suffix}").read_bytes() == client.get(f"/download/{table}.{suffix}").data
    for name in ("download/datapackage.zip", "download/childrens-services.sqlite"):
        assert (small / name).read_bytes() == client.get(f"/{name}").data
    for name in ("authority/dudley", "authority/cumbria", "as-at/2024-03-31", "as-at/2026-08-22", "context/england"):
        ours = json.loads((small / f"api/v1/{name}.json").read_text().replace(f'"{BASE}api/v1/', '"/api/v1/'))
        assert ours == client.get(f"/api/v1/{name}.json").json
    listed = json.loads((small / "api/v1/authorities.json").read_text())["authorities"]
    assert len(listed) == 158
    assert {one["json"] for one in listed} == {f"{BASE}api/v1/authority/{one['slug']}.json" for one in listed}
    described = json.loads((small / "api/v1/openapi.json").read_text())
    assert described["servers"] == [{"url": "https://example.org/ofsted"}]
    asked = [one["in"] for path in described["paths"].values() for one in path["get"]["parameters"]]
    assert set(asked) == {"path"}


def test_measures_by_grade_and_feeds_of_two_dates_are_files(small: Path, client: FlaskClient) -> None:
    (link,) = [
        one for one in links_in(small) if one.file == "by-grade/index.html" and "download/by-grade" in one.address
    ]
    query = dict(zip(("measure", "year"), Path(link.address).stem.split("-", 2)[:2], strict=True))
    assert query["measure"] == "agency_social_workers"
    file = small / link.address.removeprefix(BASE)
    as_at = "-".join(file.stem.split("-")[2:5])
    there = client.get(f"/download/by-grade.csv?{'&'.join(f'{k}={v}' for k, v in query.items())}&as_at={as_at}")
    assert file.read_bytes() == there.data
    feed = etree.parse(small / "changes/2024-03-31-to-2026-08-22.atom").getroot()
    links = {one.get("rel"): one.get("href") for one in feed.findall("{*}link")}
    assert links == {
        "self": f"{ROOT}{BASE}changes/2024-03-31-to-2026-08-22.atom",
        "alternate": f"{ROOT}{BASE}changes/since-2024-03-31/",
    }


def test_an_authority_that_was_left_out_is_named_without_a_link(small: Path) -> None:
    text = soup(small / "compare/region/west-midlands/index.html")
    linked = {link.text for link in text.select("main table a")}
    assert linked == {"Dudley", "Walsall"}
    assert "Sandwell" in text.get_text()


def test_choices_are_links_to_the_pages_there_are(small: Path) -> None:
    page = soup(small / "national/2024-03-31/index.html")
    links = [(link.text, link["href"], link.get("aria-current")) for link in page.select(".choices-nav a")]
    assert links == [
        ("Newest: 22 August 2026", f"{BASE}national/", None),
        ("31 March 2024", f"{BASE}national/2024-03-31/", "page"),
    ]
    assert "More can be chosen where the service itself runs" in page.get_text()
    authority = soup(small / "authority/dudley/index.html")
    links = [(link.text, link["href"], link.get("aria-current")) for link in authority.select(".choices-nav a")]
    assert links == [
        ("Date of publication", f"{BASE}authority/dudley/", "page"),
        ("Date of inspection", f"{BASE}authority/dudley/inspection-dates/", None),
    ]


def test_every_authority_stands_under_its_letter(small: Path) -> None:
    page = soup(small / "find/index.html")
    named = {item.text for item in page.select("main .letters:not(.found) li")}
    assert len(named) == 158
    districts = [item.text for item in page.select("main .letters.found li")]
    assert len(districts) == 204
    assert "GuildfordDistrict in Surrey" in districts
    assert {"Dudley", "Cumbria (until 2023)"} <= named
    assert page.select_one("#d ~ ul li") is not None


def test_a_briefing_is_linked_where_it_was_written(small: Path, briefed: Path) -> None:
    def exports(folder: Path) -> list[str]:
        return [str(link["href"]) for link in soup(folder / "authority/dudley/index.html").select("a.export-link")]

    assert exports(small) == []
    there = exports(briefed)
    assert {"/export/dudley.pptx", "/export/dudley.docx", "/export/dudley.xlsx", "/export/dudley.csv"} <= set(there)
    assert "/export/dudley.png" in there and "/export/dudley-page.png" in there
    assert (briefed / "export/dudley.pptx").read_bytes()[:2] == b"PK"
    assert {"/export/dudley.report.docx", "/export/dudley.briefing.pdf", "/export/dudley.one-page.pdf"} <= set(there)
    assert (briefed / "export/dudley.one-page.pdf").read_bytes()[:4] == b"%PDF"
    assert (briefed / "export/dudley-page.png").read_bytes()[:4] == b"\x89PNG"
    assert soup(briefed / "national/index.html").select(".export-link") == []


@pytest.mark.parametrize("processes", [1, 2])
def test_the_same_data_give_the_same_bytes(processes: int, small: Path, tmp_path: Path) -> None:
    """In another process, with other hashes, and by several processes at once."""
    script = (
        "import sys; from pathlib import Path; from dashboard.site.build import Order, build;"
        "from dashboard.site.plan import Scope; from loaders import load_dataset\n"
        "if __name__ == '__main__':\n"
        "    few = Scope(('dudley', 'walsall', 'cumbria', 'cumberland'), (2024,), False)\n"
        f"    build(load_dataset(), Path(sys.argv[1]), Order('{BASE}', '{ROOT}', scope=few, processes={processes}))\n"
    )
    (tmp_path / "again.py").write_text(script)
    root = Path(__file__).resolve().parents[3]
    environment = os.environ | {"PYTHONHASHSEED": str(40 + processes), "PYTHONPATH": str(root), "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, tmp_path / "again.py", tmp_path / "site"], check=True, env=environment, cwd=root)
    ours = {path.relative_to(small): path.read_bytes() for path in small.rglob("*") if path.is_file()}
    theirs = {
        path.relative_to(tmp_path / "site"): path.read_bytes()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    assert theirs.keys() == ours.keys()
    assert [name for name, data in ours.items() if theirs[name] != data] == []
