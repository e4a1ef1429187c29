"""What can be taken along of each chart, against what its page shows."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from PIL import Image

PAGES = (
    "/",
    "/authority/dudley",
    "/authority/cumbria",
    "/compare?set=dudley,walsall&judgement=overall",
    "/national?as_at=2024-03-31",
    "/national?as_at=2026-05-01&judgement=care_leavers",
    "/map?date=2019-03-31&judgement=overall",
    "/visits",
    "/visits/waiting",
    "/visits/focused",
    "/visits/timeliness",
    "/visits/joint",
    "/by-grade",
    "/improved",
)


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return BeautifulSoup(answer.get_data(as_text=True), "lxml")


def tools(figure: Tag) -> dict[str, str]:
    return {link.get_text(): str(link["href"]) for link in figure.select(".chart-tools a")}


def words(part: Tag) -> str:
    return " ".join(part.get_text(" ", strip=True).split())


def figures(page: BeautifulSoup) -> list[Tag]:
    found = [figure for figure in page.select("figure.chart") if figure.select("svg.scene")]
    assert all(figure.select(".chart-tools") for figure in found), "every drawing can be taken along"
    return found


@pytest.mark.parametrize("address", PAGES)
def test_what_is_taken_is_what_the_page_shows(client: FlaskClient, address: str) -> None:
    for figure in figures(soup(client, address)):
        title = words(figure.select_one(".chart-title"))
        links = tools(figure)
        drawn = client.get(links["Picture (SVG)"])
        assert drawn.content_type.startswith("image/svg+xml")
        picture = BeautifulSoup(drawn.data, "xml").find("svg")
        assert " ".join(picture.find("title").get_text().split()) == title
        said = " ".join(" ".join(one.get_text(" ") for one in picture.find_all("text")).split())
        assert title in said, "the finding stands above the drawing"
        assert "Open Government Licence" in said
        links_of = [str(link["href"]) for link in picture.find_all("a")]
        assert all(link.startswith("http") for link in links_of), "it is opened anywhere"
        assert float(str(picture["width"])) <= 1000
        if "Data (CSV)" not in links:
            continue
        rows = list(csv.reader(io.StringIO(client.get(links["Data (CSV)"]).data.decode("utf-8-sig"))))
        for letter in figure.select("table [aria-hidden=true]"):
            letter.decompose()  # a grade's letter stands beside its word for the eye alone
        tables = figure.select("table")
        if not tables:
            assert len(rows) > 1
            continue
        shown = next(one for one in tables if [words(cell) for cell in one.select("thead th")] == rows[0])
        assert len(rows) - 1 == len(shown.select("tbody tr"))
        for row, line in zip(rows[1:], shown.select("tbody tr"), strict=True):
            for value, cell in zip(row, line.select("th, td"), strict=True):
                on_page = words(cell)
                if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                    assert on_page.endswith(value[:4]) and on_page.split()[0] == str(int(value[-2:]))
                elif re.fullmatch(r"-?[\d.]+", value):
                    assert float(on_page.replace(",", "").rstrip("%")) == pytest.approx(float(value), abs=0.051)
                else:
                    assert on_page.replace(" ", "") in {value.replace(" ", ""), "notknown" if not value else ""}


def test_a_picture_has_its_pixels_and_is_the_same_each_time(client: FlaskClient) -> None:
    address = "/chart/national/national-bars.png?as_at=2024-03-31"
    answer = client.get(address)
    image = Image.open(io.BytesIO(answer.data))
    assert (image.format, image.size[0]) == ("PNG", 2000)
    assert round(image.info["dpi"][0]) == 144
    assert client.get(address).data == answer.data
    assert answer.headers["Content-Disposition"] == 'attachment; filename="national-bars.png"'


def test_a_frame_holds_the_one_chart_and_leads_back(client: FlaskClient) -> None:
    page = soup(client, "/national?as_at=2024-03-31&judgement=leadership")
    for figure in figures(page):
        code = BeautifulSoup(figure.select_one("textarea").get_text(), "lxml").find("iframe")
        assert code["title"] == words(figure.select_one(".chart-title"))
        framed = client.get(str(code["src"]).removeprefix("http://localhost"))
        inside = BeautifulSoup(framed.get_data(as_text=True), "lxml")
        assert [words(one) for one in inside.select(".chart-title")] == [code["title"]]
        assert inside.body["class"] == ["embed"]
        (back,) = inside.select(".embed-source a")
        assert back["target"] == "_top"
        assert unquote(str(back["href"])).startswith("/national?as_at=2024-03-31&judgement=leadership#national-")
        assert int(str(code["height"])) > float(str(inside.select_one("svg.scene")["height"]))
        assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]


def test_a_frame_is_drawn_for_its_width(client: FlaskClient) -> None:
    wide, narrow = (
        soup(client, f"/national?embed=1&chart=national-bars&width={width}").select_one("svg.scene")
        for width in (9999, 345)
    )
    assert (wide["width"], narrow["width"]) == ("1100", "340")


@pytest.mark.parametrize(
    "address",
    [
        "/chart/national/no-such-chart.png",
        "/chart/nowhere/national-bars.csv",
        "/chart/map/map-england.gif",
        "/chart/national-bars.csv",
        "/chart/authority/nowhere/authority-timeline.svg",
    ],
)
def test_what_there_is_not(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_chart_that_a_page_does_not_have_leaves_the_page_whole(client: FlaskClient) -> None:
    assert len(soup(client, "/national?embed=1&chart=banana").select("figure.chart")) > 5
    assert len(soup(client, "/national?chart=national-bars").select("figure.chart")) > 5, "only in a frame"
