"""Whole crawls of a made site on the loopback address."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.errors import SiteError
from loaders.progress import ShownProgress
from loaders.site.cache import Cache
from loaders.site.crawl import GONE_AFTER, CrawlResult, Known, crawl, write_manifest
from loaders.site.politeness import Manners
from loaders.site.retry_rounds import ROUNDS
from tests.loaders import site_server as server

QUICK = Manners(pause=0, tries=3, backoff=0.005, longest_backoff=0.02, longest_wait=0.05, rest=0.01, read_timeout=0.3)


@pytest.fixture
def site() -> Iterator[server.Site]:
    with server.serving(server.Site.made()) as made:
        yield made


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def visit(site: server.Site, cache: Path, known: Known | None = None, **options: object) -> CrawlResult:
    return crawl(site.url, cache, known, manners=QUICK, **options)  # type: ignore[arg-type]


def contents(cache: Path) -> dict[str, bytes]:
    """The documents and the manifest, byte for byte."""
    paths = [*(cache / "files").iterdir(), cache / "manifest.csv"]
    return {path.name: path.read_bytes() for path in paths}


def clean(site: server.Site, cache: Path) -> dict[str, bytes]:
    """What a cache holds after a crawl without faults."""
    write_manifest(cache, visit(site, cache).links)
    return contents(cache)


def test_everything_is_found_and_fetched_once(site: server.Site, cache: Path) -> None:
    result = visit(site, cache)
    assert result.is_complete
    assert len(result.authorities) == 3
    assert len(result.links) == len(result.fetched) == len(result.unread) == 12
    for fetched in result.fetched:
        assert fetched.path.read_bytes() == site.files[fetched.link.file_id]
        assert fetched.sha256 == hashlib.sha256(site.files[fetched.link.file_id]).hexdigest()
    assert (result.unchanged, result.gone, result.requests) == (0, (), 1 + 1 + 3 + 12)
    assert len(site.paths()) == result.requests == len(set(site.paths()))
    assert site.connections == 1


@pytest.mark.parametrize("has_validators", [True, False])
def test_nothing_new_costs_a_page_an_authority(site: server.Site, cache: Path, has_validators: bool) -> None:
    site.has_validators = has_validators
    first = visit(site, cache)
    site.asked.clear()
    second = visit(site, cache)
    assert len(site.paths("/provider/")) == 3
    assert not site.paths("/v1/file/")
    assert (second.links, second.unread, second.fetched) == (first.links, first.unread, ())
    assert (second.unchanged, second.requests) == (12, 1 + 1 + 3)
    conditional = [asked for asked in site.asked if "If-None-Match" in asked.headers]
    assert len(conditional) == (4 if has_validators else 0)


def test_what_the_dataset_knows_is_not_fetched_even_with_an_empty_cache(site: server.Site, cache: Path) -> None:
    known = Known(
        documents=frozenset(f"https://files.ofsted.gov.uk/v1/file/{number}" for number in list(site.files)[1:])
    )
    result = visit(site, cache, known)
    assert [fetched.link.file_id for fetched in result.unread] == [next(iter(site.files))]
    assert len(site.paths("/v1/file/")) == 1
    assert result.unchanged == 11


def test_only_the_new_document_is_fetched(site: server.Site, cache: Path) -> None:
    visit(site, cache)
    site.add_report("80400", "5999", "1 June 2026", "Children's services focused visit")
    site.asked.clear()
    result = visit(site, cache)
    assert site.paths("/v1/file/") == ["/v1/file/5999"]
    assert [(x.link.link_text, x.link.published.isoformat()) for x in result.fetched] == [
        ("Children's services focused visit", "2026-06-01")
    ]


def test_a_recheck_asks_conditionally_and_takes_what_changed(site: server.Site, cache: Path) -> None:
    visit(site, cache)
    changed = next(iter(site.files))
    site.files[changed] = server.pdf("corrected")
    result = visit(site, cache, recheck=True)
    assert [fetched.link.file_id for fetched in result.fetched] == [changed]
    assert result.fetched[0].path.read_bytes() == server.pdf("corrected")


def test_many_search_pages_are_followed(cache: Path) -> None:
    with server.serving(server.Site.made(authorities=205, reports=1)) as site:
        read = frozenset(f"https://files.ofsted.gov.uk/v1/file/{number}" for number in site.files)
        result = visit(site, cache, Known(documents=read))
        assert len(result.authorities) == len(result.links) == 205
        assert len(site.paths("/search")) == 3


def test_a_listing_without_a_next_link_is_followed_by_its_printed_number(cache: Path) -> None:
    with server.serving(server.Site.made(authorities=130, reports=1)) as site:
        plain = site.search
        site.search = lambda start, rows: plain(start, rows).replace(b"Next", b"Onwards").replace(b"next", b"")  # type: ignore[method-assign]
        read = frozenset(f"https://files.ofsted.gov.uk/v1/file/{number}" for number in site.files)
        assert len(visit(site, cache, Known(documents=read)).authorities) == 130
        site.search = lambda start, rows: plain(0, rows).replace(b"Next", b"Onwards").replace(b"next", b"")  # type: ignore[method-assign]
        with pytest.raises(SiteError, match=r"expected 130 results.*found 100"):
            visit(site, cache)


FAULTS: dict[str, server.Fault] = {
    "503": server.status(503),
    "429": server.status(429, Retry_After="1"),
    "reset": server.reset,
    "hung up": server.hang_up,
    "short body": server.short_body,
    "short chunks": server.short_chunks,
    "no length": server.short_without_length,
    "slow": server.slow(0.5),
    "not found": server.html_page(server.NOT_FOUND),
    "404": lambda handler: handler.answer(server.NOT_FOUND, 404),
    "web page": server.html_page(server.BUSY_PAGE),
    "empty": server.html_page(b""),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_alone_leaves_no_trace(site: server.Site, tmp_path: Path, name: str) -> None:
    expected = clean(site, tmp_path / "clean")
    files = list(site.files)
    for path in ("/search", "/provider/44/80401", f"/v1/file/{files[0]}", f"/v1/file/{files[7]}"):
        site.faults[path] = [FAULTS[name]]
    assert clean(site, tmp_path / "faulty") == expected
    assert not any(site.faults.values())


@pytest.mark.parametrize("seed", range(6))
def test_all_faults_together_leave_no_trace(site: server.Site, tmp_path: Path, seed: int) -> None:
    expected = clean(site, tmp_path / "clean")
    rng = random.Random(seed)
    addresses = [
        "/search",
        *(f"/provider/44/{urn}" for urn in site.authorities),
        *(f"/v1/file/{x}" for x in site.files),
    ]
    for path in addresses:
        site.faults[path] = [FAULTS[rng.choice(list(FAULTS))] for _ in range(rng.choice([0, 0, 1, 2]))]
    cache = tmp_path / "faulty"
    for _ in range(5):
        result = visit(site, cache)
        if result.is_complete:
            break
    assert result.is_complete
    assert not result.gone
    write_manifest(cache, result.links)
    assert contents(cache) == expected


def test_a_lasting_fault_is_listed_the_rest_is_kept_and_the_next_run_mends_it(site: server.Site, cache: Path) -> None:
    path = f"/v1/file/{next(iter(site.files))}"
    site.faults[path] = [server.status(503)] * 100
    site.faults["/provider/44/80402"] = [server.status(500)] * 100
    result = visit(site, cache)
    assert not result.is_complete
    assert [url for url, _ in result.failed] == [f"{site.url}/provider/44/80402", f"{site.url}{path}"]
    assert all("status 50" in reason for _, reason in result.failed)
    assert len(result.fetched) == 7
    assert len(site.paths(path)) == ROUNDS * QUICK.tries, "tries are bounded"
    site.faults.clear()
    site.asked.clear()
    result = visit(site, cache)
    assert result.is_complete
    assert len(result.fetched) == len(site.paths("/v1/file/")) == 5
    assert len(result.unread) == 12


def test_a_changed_page_is_a_named_failure_and_never_no_rows(site: server.Site, cache: Path) -> None:
    site.extra["/provider/44/80401"] = b"<html><body><h1>Made</h1><p>URN 80401</p></body></html>"
    result = visit(site, cache)
    [(url, reason)] = result.failed
    assert url.endswith("/provider/44/80401")
    assert "expected links to documents" in reason
    assert len(result.links) == 8


def test_a_link_that_cannot_be_used_is_listed(site: server.Site, cache: Path) -> None:
    site.reports["80400"].append(("5777", "Children's services inspection", "some day"))
    [(url, reason)] = visit(site, cache).failed
    assert url.endswith("/v1/file/5777")
    assert "expected a date" in reason


def test_gone_only_after_repeated_answers_and_then_left_alone(site: server.Site, cache: Path) -> None:
    lost = next(iter(site.files))
    site.files[lost] = server.NOT_FOUND
    result = visit(site, cache)
    assert result.is_complete
    assert [link.file_id for link in result.gone] == [lost]
    assert len(site.paths(f"/v1/file/{lost}")) == GONE_AFTER
    site.asked.clear()
    again = visit(site, cache)
    assert again.gone == result.gone
    assert not site.paths("/v1/file/")


def test_gone_documents_are_asked_for_again_after_a_while(
    site: server.Site, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = next(iter(site.files))
    kept, site.files[lost] = site.files[lost], server.NOT_FOUND
    visit(site, cache)
    monkeypatch.setattr("loaders.site.cache._now", lambda: "2000-01-01T00:00:00+00:00")
    with Cache(cache) as opened:
        opened.note_not_found(f"https://files.ofsted.gov.uk/v1/file/{lost}")
    monkeypatch.undo()
    site.files[lost] = kept
    result = visit(site, cache)
    assert not result.gone
    assert [fetched.link.file_id for fetched in result.fetched] == [lost]


def test_one_answer_not_found_makes_nothing_gone(site: server.Site, cache: Path) -> None:
    lost = next(iter(site.files))
    site.faults[f"/v1/file/{lost}"] = [server.html_page(server.NOT_FOUND)] * (GONE_AFTER - 1)
    result = visit(site, cache)
    assert result.is_complete
    assert not result.gone
    with Cache(cache) as opened:
        assert opened.not_found(f"https://files.ofsted.gov.uk/v1/file/{lost}") == (0, None)


def test_another_web_page_is_never_gone(site: server.Site, cache: Path) -> None:
    lost = next(iter(site.files))
    site.files[lost] = server.BUSY_PAGE
    for _ in range(2):
        result = visit(site, cache)
        assert not result.gone
        assert [reason for _, reason in result.failed] == ["the site answers with a web page instead of the document"]


def test_a_document_that_is_no_pdf_is_kept_for_the_reader_to_name(site: server.Site, cache: Path) -> None:
    odd = next(iter(site.files))
    site.files[odd] = b"PK\x03\x04 something else"
    site.faults[f"/v1/file/{odd}"] = [
        lambda handler: handler.answer(site.files[odd], 200, {"Content-Type": "application/octet-stream"})
    ]
    result = visit(site, cache)
    assert result.is_complete
    assert {fetched.path.suffix for fetched in result.fetched if fetched.link.file_id == odd} == {".bin"}


@pytest.mark.parametrize(
    ("reports", "missing"),
    [
        ({str(80400 + number): 4 for number in range(5)}, "5 authorities"),
        ({str(80400 + number): 6 for number in range(3)}, "18 documents"),
    ],
)
def test_far_fewer_than_known_is_refused_unless_partial(
    site: server.Site, cache: Path, reports: dict[str, int], missing: str
) -> None:
    with pytest.raises(SiteError, match=rf"about the {missing}.*Nothing was changed.*--partial"):
        visit(site, cache, Known(reports=reports))
    assert not site.paths("/v1/file/")
    assert not list((cache / "files").iterdir())
    assert visit(site, cache, Known(reports=reports), partial=True).is_complete


def test_about_as_many_as_known_is_believed(site: server.Site, cache: Path) -> None:
    assert visit(site, cache, Known(reports={str(80400 + number): 4 for number in range(3)})).is_complete


def test_a_page_that_failed_is_no_sign_of_fewer_reports(site: server.Site, cache: Path) -> None:
    site.faults["/provider/44/80401"] = [server.status(500)] * 100
    result = visit(site, cache, Known(reports={str(80400 + number): 4 for number in range(3)}))
    assert len(result.failed) == 1
    assert len(result.links) == 8


def test_a_site_that_goes_down_is_left_alone_and_gone_on_with_later(cache: Path) -> None:
    with server.serving(server.Site.made(authorities=3, reports=30)) as site:
        site.faults["*"] = [server.slow(0)] * 50 + [server.reset] * 2000
        result = visit(site, cache)
        assert not result.is_complete
        assert len(result.fetched) == 45
        assert len(result.failed) == 45
        assert sum(reason.startswith("not asked for") for _, reason in result.failed) == 41
        assert len(site.asked) == 50 + (4 + 1) * QUICK.tries
        site.faults.clear()
        result = visit(site, cache)
        assert result.is_complete
        assert len(result.fetched) == 45
        assert len(result.unread) == 90


def test_some_broken_addresses_in_a_row_do_not_stop_the_rest(cache: Path) -> None:
    with server.serving(server.Site.made(authorities=1, reports=16)) as site:
        broken = list(site.files)[2:12]
        for number in broken[:5]:
            site.faults[f"/v1/file/{number}"] = [server.status(500)] * 100
        for number in broken[5:]:
            site.files[number] = server.BUSY_PAGE
        result = visit(site, cache)
        assert [url.rpartition("/")[2] for url, _ in result.failed] == broken
        assert len(result.fetched) == 6


def test_without_the_search_nothing_is_changed(site: server.Site, cache: Path) -> None:
    site.faults["/search"] = [server.status(503)] * 100
    with pytest.raises(SiteError, match="Without the search"):
        visit(site, cache)
    site.extra["/robots.txt"] = b"User-agent: *\nDisallow: /search\n"
    with pytest.raises(SiteError, match=r"robots\.txt forbids"):
        visit(site, cache)


@pytest.mark.parametrize("address", ["", "reports.ofsted.gov.uk", "ftp://x", "http://", "http://[x"])
def test_a_site_that_is_no_address_is_refused(address: str, cache: Path) -> None:
    with pytest.raises(SiteError, match="expected a web address"):
        crawl(address, cache)
    assert not cache.exists()


def test_the_manifest_is_that_of_a_sources_folder(site: server.Site, cache: Path) -> None:
    site.add_authority("80499", 'Made, "quoted"')
    site.add_report("80499", "5555", "5 April 2016")
    result = visit(site, cache)
    path = write_manifest(cache, reversed(result.links))
    lines = path.read_text(encoding="utf-8").splitlines()
    sha256 = hashlib.sha256(site.files["5555"]).hexdigest()
    assert lines[0] == "path,urn,provider,link_text,published,file_id,source_url,sha256"
    assert lines[-1] == (
        f'files/{sha256}.pdf,80499,"Made, ""quoted""",Children\'s services inspection,2016-04-05,5555,'
        f"https://files.ofsted.gov.uk/v1/file/5555,{sha256}"
    )
    assert len(lines) == 14
    assert all((cache / line.split(",")[0]).is_file() for line in lines[1:])


def test_progress_is_plain_lines_away_from_a_terminal_and_a_bar_on_one(site: server.Site, cache: Path) -> None:
    stream = io.StringIO()
    visit(site, cache, progress=ShownProgress(stream))
    assert "authorities' pages: 3 of 3\n" in stream.getvalue()
    assert "documents: 12 of 12\n" in stream.getvalue()

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    bar = Terminal()
    visit(site, cache.with_name("other"), progress=ShownProgress(bar))
    assert "documents: 100%" in bar.getvalue()
