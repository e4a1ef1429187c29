"""The pages of the site, with the markup that it uses and with variations of it."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import SiteError
from loaders.site.pages import Authority, parse_authority, parse_date, parse_search

URL = "https://reports.ofsted.gov.uk/provider/44/80464"
DUDLEY = Authority("80464", "Dudley")
KINDS = ["Children's services inspection", "Area SEND full inspection", "Joint area review - progress inspection"]


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><body><main><h1>Dudley</h1><p>URN: 80464</p>{body}</main></body></html>".encode()


def anchor(
    inner: str, href: str = "https://files.ofsted.gov.uk/v1/file/50004374", kind: str = "publication-link"
) -> str:
    return f'<ol><li><a class="{kind}" href="{href}">{inner}</a></li></ol>'


KIND = "Children's services inspection"


@pytest.mark.parametrize(
    "inner",
    [
        f'{KIND}<span class="nonvisual">{KIND}, pdf - 05 April 2016</span>',
        f'{KIND}<span class="nonvisual">{KIND},  pdf - 05 April 2016</span>',
        f'\n  {KIND}\n <span class="a nonvisual b">\n{KIND},\n pdf\n - 05 April\n2016 </span>\n',
        f"<span>Children<b>'s</b> services</span> inspection"
        f'<span class="nonvisual"><span>{KIND}</span>, pdf - 5 April 2016</span>',
        f'{KIND}<span class="nonvisual">{KIND}, PDF – 05 April 2016</span>',
        f"{KIND}<span>{KIND}, pdf - 05 April 2016</span>",
        f"{KIND} <span>{KIND}, pdf - 05 April 2016</span>",
        f"{KIND}, pdf - 05 Apr 2016",
        f'{KIND.replace(chr(39), "&#39;")}<span class="nonvisual">{KIND}, pdf&nbsp;-&nbsp;5th April 2016</span>',
    ],
)
def test_a_link_is_read_in_every_variation(inner: str) -> None:
    [link] = parse_authority(page(anchor(inner)), URL, DUDLEY).links
    assert (link.link_text, link.published, link.file_id) == (KIND, dt.date(2016, 4, 5), "50004374")
    assert link.canonical_url == "https://files.ofsted.gov.uk/v1/file/50004374"


def test_a_link_without_the_class_counts_and_the_date_may_stand_beside_it() -> None:
    body = f'<ol><li><time>5 April 2016</time><a href="http://files.ofsted.gov.uk/v1/file/7">{KIND}</a></li></ol>'
    [link] = parse_authority(page(body), URL, DUDLEY).links
    assert (link.link_text, link.published, link.url) == (
        KIND,
        dt.date(2016, 4, 5),
        "https://files.ofsted.gov.uk/v1/file/7",
    )


def test_canonical_addresses_do_not_depend_on_the_site_asked() -> None:
    here = "http://127.0.0.1:8899/provider/44/80464"
    body = anchor(f"{KIND}, pdf - 05 April 2016", href="http://127.0.0.1:8899/v1/file/7")
    [link] = parse_authority(page(body), here, DUDLEY).links
    assert (link.url, link.canonical_url) == (
        "http://127.0.0.1:8899/v1/file/7",
        "https://files.ofsted.gov.uk/v1/file/7",
    )


@settings(deadline=None)  # a busy machine is no fault
@given(
    kind=st.sampled_from(KINDS),
    day=st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)),
    comma=st.sampled_from([", ", ",  ", ",\n\t"]),
    hidden=st.sampled_from(["span class='nonvisual'", "span", "span class='x nonvisual'"]),
    number=st.integers(1, 10**9),
)
def test_links_survive_the_way_there_and_back(kind: str, day: dt.date, comma: str, hidden: str, number: int) -> None:
    inner = f"{html.escape(kind)}<{hidden}>{html.escape(kind)}{comma}pdf - {day:%d %B %Y}</span>"
    [link] = parse_authority(page(anchor(inner, f"/v1/file/{number}")), URL, DUDLEY).links
    assert (link.link_text, link.published, link.file_id) == (kind, day, str(number))


@pytest.mark.parametrize(
    ("inner", "href", "reason"),
    [
        (KIND, "https://files.ofsted.gov.uk/v1/file/7", "expected a date"),
        (f"{KIND}, pdf - 31 April 2016", "https://files.ofsted.gov.uk/v1/file/7", "expected a date"),
        (f"{KIND}, pdf - 05 April 2016", "https://files.ofsted.gov.uk/v2/thing", "/v1/file/ID"),
        (f"{KIND}, pdf - 05 April 2016", "https://evil.example/v1/file/7", "another site"),
        (f"{KIND}, pdf - 05 April 2016", "https://evilofsted.gov.uk/v1/file/7", "another site"),
        (f"{KIND}, pdf - 05 April 2016", "ftp://files.ofsted.gov.uk/v1/file/7", "/v1/file/ID"),
        (f"{KIND}, pdf - 05 April 2016", "http://[bad/v1/file/7", "/v1/file/ID"),
    ],
)
def test_a_link_that_cannot_be_used_is_a_fault_beside_the_others(inner: str, href: str, reason: str) -> None:
    good = anchor(f"{KIND}, pdf - 05 April 2016", "/v1/file/8")
    read = parse_authority(page(anchor(inner, href) + good), URL, DUDLEY)
    assert [link.file_id for link in read.links] == ["8"]
    [(address, said)] = read.faults
    assert address == href
    assert reason in said
    assert URL in said


def test_the_same_link_twice_is_one_and_a_contradiction_is_a_fault() -> None:
    one = anchor(f"{KIND}, pdf - 05 April 2016")
    assert len(parse_authority(page(one + one), URL, DUDLEY).links) == 1
    read = parse_authority(page(one + anchor(f"{KIND}, pdf - 06 April 2016")), URL, DUDLEY)
    assert len(read.links) == len(read.faults) == 1


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        (b"", "heading"),
        (b"<html><body><h1>Report not found</h1></body></html>", "URN 80464"),
        (page("<ol></ol>"), "links to documents"),
        (page('<ol><li><a href="/other">Other</a></li></ol>'), "links to documents"),
        (page(anchor(f"{KIND}, pdf - 05 April 2016")).replace(b"80464", b"80465"), "URN 80464"),
    ],
)
def test_a_page_that_is_not_as_expected_is_an_error_and_never_no_rows(body: bytes, missing: str) -> None:
    with pytest.raises(SiteError) as caught:
        parse_authority(body, URL, DUDLEY)
    assert str(caught.value).startswith(URL)
    assert missing in str(caught.value)


def test_an_authority_may_say_that_it_has_no_reports() -> None:
    assert parse_authority(page("<p>There are no reports for this provider.</p>"), URL, DUDLEY).links == ()


SEARCH = "https://reports.ofsted.gov.uk/search?start=0"


def test_search_results_and_the_next_page() -> None:
    body = (
        b"<main><p>Showing 1 to 3 of 1,153 results</p><ul>"
        b'<li><h3 class="search-result__title"><a href="/provider/44/80464"> Dudley\n </a></h3></li>'
        b'<li><h3><a href="https://reports.ofsted.gov.uk/provider/44/80473"><span>Hartle</span>pool</a></h3></li>'
        b'<li><h3><a href="/provider/43/99">A home</a></h3></li></ul>'
        b'<ul class="pagination"><li class="next"><a href="/search?start=3&amp;rows=3">'
        b"Next<span> page</span></a></li></ul></main>"
    )
    found = parse_search(body, SEARCH)
    assert found.authorities == (Authority("80464", "Dudley"), Authority("80473", "Hartlepool"))
    assert found.results == {"80464", "80473", "99"}
    assert (found.total, found.next_url) == (1153, "https://reports.ofsted.gov.uk/search?start=3&rows=3")


@pytest.mark.parametrize(
    "body", [b"", b"<p>0 results</p>", b"<h1>Sorry</h1>", b'<a href="/provider/44/1"></a>', b"\xff\x00"]
)
def test_a_search_without_authorities_is_an_error(body: bytes) -> None:
    with pytest.raises(SiteError, match="expected links to authorities"):
        parse_search(body, SEARCH)


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=300) | st.text("<>/a href=\"'provide44v1fl, pdf - 5Aril2016&;", max_size=300).map(str.encode))
def test_no_page_makes_the_parsers_fail_otherwise(body: bytes) -> None:
    for parse in (lambda: parse_search(body, SEARCH), lambda: parse_authority(page("") + body, URL, DUDLEY)):
        try:
            parse()
        except SiteError as error:
            assert "http" in str(error)


@settings(deadline=None)  # a busy machine is no fault
@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_dates_in_words(day: dt.date) -> None:
    assert parse_date(f"on {day.day} {day:%B %Y}.") == parse_date(f"{day:%d %b %Y}") == day
    assert parse_date("32 May 2016") is None
