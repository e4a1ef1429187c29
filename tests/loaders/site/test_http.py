"""Requests to a real server on the loopback address: each fault alone."""

from __future__ import annotations

import datetime as dt
import email.utils
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import SiteError
from loaders.site.http import Client
from loaders.site.politeness import (
    FetchError,
    Manners,
    NotFoundError,
    RefusedError,
    Validators,
    retry_after,
    user_agent,
)
from tests.loaders import site_server as server

QUICK = Manners(pause=0, tries=3, backoff=0.01, longest_backoff=0.05, longest_wait=0.2, rest=0.01, read_timeout=0.3)
BODY = server.pdf("whole")


@pytest.fixture
def site() -> Iterator[server.Site]:
    with server.serving(server.Site(extra={"/x": BODY})) as made:
        yield made


def client(manners: Manners = QUICK, waits: list[float] | None = None) -> Client:
    made = Client(user_agent("someone@example.org"), manners)
    if waits is not None:
        made.sleep = waits.append
    return made


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (server.status(503), "status 503"),
        (server.status(500), "status 500"),
        (server.status(429), "status 429"),
        (server.reset, "connection broken off"),
        (server.hang_up, "connection broken off"),
        (server.short_body, "body cut short"),
        (server.short_chunks, "body cut short"),
        (server.slow(0.6), "no answer in time"),
    ],
)
def test_a_fault_is_tried_again_and_a_lasting_one_is_named(site: server.Site, fault: server.Fault, reason: str) -> None:
    site.faults["/x"] = [fault]
    with client() as visitor:
        assert visitor.get(f"{site.url}/x").body == BODY
        assert len(site.paths("/x")) == 2
        site.faults["/x"] = [fault] * 5
        with pytest.raises(FetchError, match=f"3 tries .*{reason}"):
            visitor.get(f"{site.url}/x")
    assert len(site.paths("/x")) == 5


@pytest.mark.parametrize(
    ("fault", "reason"), [(server.drip, "not complete after"), (server.drip_headers, "no headers after")]
)
def test_an_answer_that_drips_is_given_up_in_time(site: server.Site, fault: server.Fault, reason: str) -> None:
    site.faults["/x"] = [fault]
    with client(replace(QUICK, deadline=0.2)) as visitor:
        assert visitor.get(f"{site.url}/x").body == BODY
        site.faults["/x"] = [fault] * 3
        with pytest.raises(FetchError, match=reason):
            visitor.get(f"{site.url}/x")


def test_nobody_listens() -> None:
    with server.serving(server.Site()) as gone:
        address = gone.url
    with client() as visitor, pytest.raises(FetchError, match="refused"):
        visitor.get(f"{address}/x")


@pytest.mark.parametrize(
    ("header", "wait"), [("0", 1.0), ("7", 7.0), ("100000", 60.0), ("soon", 1.0), ("", 1.0), ("-5", 1.0)]
)
def test_retry_after_is_obeyed_up_to_a_cap(site: server.Site, header: str, wait: float) -> None:
    waits: list[float] = []
    site.faults["/x"] = [server.status(429, Retry_After=header)]
    with client(Manners(pause=0, backoff=1, longest_wait=60), waits) as visitor:
        assert visitor.get(f"{site.url}/x").status == 200
    assert waits == [wait]


def test_retry_after_may_be_a_date(site: server.Site) -> None:
    waits: list[float] = []
    until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    site.faults["/x"] = [server.status(503, Retry_After=email.utils.format_datetime(until, usegmt=True))]
    with client(Manners(pause=0, backoff=1), waits) as visitor:
        visitor.get(f"{site.url}/x")
    assert 25 < waits[0] <= 30


def test_waits_grow_up_to_a_cap(site: server.Site) -> None:
    waits: list[float] = []
    site.faults["/x"] = [server.status(503)] * 6
    with client(Manners(pause=0, tries=7, backoff=1, longest_backoff=9), waits) as visitor:
        visitor.get(f"{site.url}/x")
    assert waits == [1, 2, 4, 8, 9, 9]


@settings(deadline=None)  # a busy machine is no fault
@given(st.text(max_size=40), st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2100, 1, 1)))
def test_retry_after_never_fails_nor_goes_back_in_time(text: str, now: dt.datetime) -> None:
    seconds = retry_after(text, now.replace(tzinfo=dt.UTC))
    assert seconds is None or seconds >= 0


def test_one_connection_an_honest_name_and_a_pause(site: server.Site) -> None:
    with client(replace(QUICK, pause=0.1)) as visitor:
        for _ in range(4):
            visitor.get(f"{site.url}/x")
    assert site.connections == 1
    for asked in site.asked:
        assert asked.headers["User-Agent"].startswith("childrens-services-trajectories/")
        assert asked.headers["User-Agent"].endswith(" (+someone@example.org)")
    times = [asked.at for asked in site.asked]
    assert all(later - earlier >= 0.1 for earlier, later in itertools.pairwise(times))


def test_the_contact_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OFSTED_CONTACT", "team@example.org")
    assert user_agent().endswith("(+team@example.org)")
    assert user_agent("https://example.org/me").endswith("(+https://example.org/me)")
    monkeypatch.delenv("OFSTED_CONTACT")
    assert "(" not in user_agent()
    for contact in ("a\r\nX: y", "né", "a (b)"):
        with pytest.raises(SiteError, match="contact"):
            user_agent(contact)


def test_robots_are_obeyed(site: server.Site) -> None:
    site.extra["/robots.txt"] = b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\n"
    site.extra["/private/x"] = BODY
    waits: list[float] = []
    with client(Manners(), waits) as visitor:
        assert visitor.get(f"{site.url}/x").status == 200
        with pytest.raises(RefusedError, match=r"robots\.txt forbids"):
            visitor.get(f"{site.url}/private/x")
        visitor.get(f"{site.url}/x")
    assert site.paths() == ["/robots.txt", "/x", "/x"]
    assert all(2.5 < wait <= 3 for wait in waits)


@pytest.mark.parametrize(
    ("rules", "allowed", "forbidden"),
    [
        ("Disallow: /file/*.bin$", ["/file/a.bin?page=2", "/file/a.pdf", "/file"], ["/file/a.bin", "/file/v1/a.bin"]),
        ("Disallow: /*/draft", ["/draft"], ["/a/draft", "/a/b/drafts"]),
        # the longest rule decides, whichever comes first, and allowing wins a tie (RFC 9309, 2.2.2)
        ("Disallow: /private\nAllow: /private/public", ["/private/public/a"], ["/private", "/private/a"]),
        ("Allow: /private/public\nDisallow: /private", ["/private/public/a"], ["/private", "/private/a"]),
        ("Disallow: /a\nAllow: /a", ["/a"], []),
    ],
)
def test_robots_know_wildcards_ends_and_the_longest_rule(
    site: server.Site, rules: str, allowed: list[str], forbidden: list[str]
) -> None:
    site.extra["/robots.txt"] = f"User-agent: *\n{rules}\n".encode()
    for path in [*allowed, *forbidden]:
        site.extra[path] = BODY
    with client() as visitor:
        for path in allowed:
            assert visitor.get(f"{site.url}{path}").status == 200
        for path in forbidden:
            with pytest.raises(RefusedError, match=r"robots\.txt forbids"):
                visitor.get(f"{site.url}{path}")
    assert site.paths() == ["/robots.txt", *allowed]


def test_robots_that_name_us_are_obeyed(site: server.Site) -> None:
    site.extra["/robots.txt"] = (
        b"User-agent: childrens-services-trajectories\nDisallow: /\n\nUser-agent: *\nDisallow:\n"
    )
    with client() as visitor, pytest.raises(RefusedError):
        visitor.get(f"{site.url}/x")


def test_without_rules_everything_is_allowed_and_unreadable_rules_forbid(site: server.Site) -> None:
    with client() as visitor:
        assert visitor.get(f"{site.url}/x").status == 200
    site.faults["/robots.txt"] = [server.status(500)] * 3
    with client() as visitor, pytest.raises(FetchError, match=r"robots\.txt"):
        visitor.get(f"{site.url}/x")
    site.faults["/robots.txt"] = [server.status(403)]
    with client() as visitor, pytest.raises(RefusedError, match=r"robots\.txt.*403"):
        visitor.get(f"{site.url}/x")
    assert len(site.paths("/x")) == 1


def test_conditional_requests(site: server.Site) -> None:
    with client() as visitor:
        first = visitor.get(f"{site.url}/x")
        second = visitor.get(f"{site.url}/x", Validators.of(first.headers))
        assert (second.status, second.body) == (304, b"")
        assert visitor.get(f"{site.url}/x", Validators('"other"')).body == BODY


def test_missing_and_refused_are_not_tried_again(site: server.Site) -> None:
    with client() as visitor:
        with pytest.raises(NotFoundError, match="404"):
            visitor.get(f"{site.url}/nothing")
        site.faults["/x"] = [server.status(403)]
        with pytest.raises(RefusedError, match="403"):
            visitor.get(f"{site.url}/x")
    assert len(site.paths("/nothing")) == len(site.paths("/x")) == 1


def test_redirects_lead_to_web_addresses_only_and_end(site: server.Site) -> None:
    with client() as visitor:
        site.faults["/y"] = [server.redirect("/x")]
        assert visitor.get(f"{site.url}/y").body == BODY
        for target in (
            "file:///etc/passwd",
            "ftp://127.0.0.1/x",
            "javascript:alert(1)",
            "data:,x",
            "http://[bad/x",
            "http://x:99999/",
        ):
            site.faults["/y"] = [server.redirect(target)]
            with pytest.raises(RefusedError, match="no web address"):
                visitor.get(f"{site.url}/y")
        site.faults["/y"] = [server.redirect("/y")] * 9
        with pytest.raises(RefusedError, match="more than 5 times"):
            visitor.get(f"{site.url}/y")


def test_redirects_obey_robots_too(site: server.Site) -> None:
    site.extra["/robots.txt"] = b"User-agent: *\nDisallow: /private\n"
    site.faults["/y"] = [server.redirect("/private/x")]
    with client() as visitor, pytest.raises(RefusedError, match="forbids"):
        visitor.get(f"{site.url}/y")


def test_a_cap_on_size_with_a_length_and_without(site: server.Site) -> None:
    with client(replace(QUICK, most_bytes=500)) as visitor:
        with pytest.raises(RefusedError, match="at most 500"):
            visitor.get(f"{site.url}/x")
        site.faults["/x"] = [server.short_without_length]
        with pytest.raises(RefusedError, match="longer than 500"):
            visitor.get(f"{site.url}/x")


def test_addresses_that_are_none() -> None:
    with client() as visitor, pytest.raises(SiteError):
        visitor.get("http://[bad/x")


def test_manners_are_gentle_on_the_internet_and_quick_on_this_machine() -> None:
    assert Manners.for_site("https://reports.ofsted.gov.uk").pause >= 1
    for site in ("http://127.0.0.1:8899", "http://localhost:1", "http://[::1]:8899"):
        assert Manners.for_site(site).pause == 0
    assert Manners.for_site("http://127.0.0.1:8899", pause=0.5).pause == 0.5
