"""What is kept has bounds: counted, not weighed. Nothing holds an entry for each thing that was ever asked."""

from __future__ import annotations

import functools
import gc
import weakref
from collections import OrderedDict, deque
from typing import Any
from urllib.parse import quote

from cachetools import Cache
from flask.testing import FlaskClient

from tests.dashboard.asking import page_request

ASKED = 8
"""Distinct requests of each kind, before the count and again after it."""


def ask(client: FlaskClient, first: int) -> None:
    """Requests of every kind that carry something new, which no request before carried."""
    for number in range(first, first + ASKED):
        odd = f"x{number}"
        for path in (
            f"/nowhere/{odd}",
            f"/find?q={odd}",
            f"/healthz?{odd}={odd}",
            f"/authority/{odd}",
            f"/about?{odd}={odd}",
            f"/compare?set={odd}",
            f"/?mark={odd}",
            f"/export/{odd}.csv",
            f"/card/{odd}.png",
            f"/download/{odd}.csv",
            f"/read-date?text={odd}",
            f"/api/v1/authority/{odd}.json",
            f"/api/v1/as-at/{odd}.json",
            f"/api/v1/as-at/{2015 + number % 11}-{1 + number % 12:02d}-{1 + number % 27:02d}.json",
            f"/{quote('ﷺ' * (number % 50))}{odd}",
        ):
            client.get(path, headers={"User-Agent": odd, "Accept-Language": odd, "Host": f"{odd}.example"})
        client.post("/_dash-update-component", json=page_request(f"/nowhere/{odd}", f"?{odd}"))
        client.post("/_dash-update-component", data=odd)
        client.open("/", method=f"X{odd}".upper())


def sizes() -> dict[int, tuple[int, Any]]:
    """How many entries each container of the process has, by its identity."""
    gc.collect()
    # the collector does not list a dictionary of mere strings; what refers to it does
    held = (one for one in gc.get_referents(*gc.get_objects()) if type(one) in (dict, list, set, deque, OrderedDict))
    return {id(one): (len(one), one) for one in held}


def without_bound() -> dict[str, int]:
    """How many answers are kept by each cache that keeps all."""
    found = [one for one in gc.get_objects() if type(one) is functools._lru_cache_wrapper]
    return {
        f"{getattr(one, '__module__', '')}.{getattr(one, '__qualname__', one)} {id(one)}": one.cache_info().currsize
        for one in found
        if one.cache_info().maxsize is None
    }


def of_pandas(one: Any) -> bool:
    """Whether a list holds pandas' references from a frame to its views; it clears those that died, 500 at a time."""
    return isinstance(one, list) and len(one) <= 1_000 and all(isinstance(item, weakref.ref) for item in one)


def test_nothing_grows_with_what_is_asked(client: FlaskClient) -> None:
    ask(client, 0)
    caches, containers = without_bound(), sizes()
    assert len(caches) > 10 and len(containers) > 10_000
    ask(client, 1_000)
    now = without_bound()
    assert {name: (count, now[name]) for name, count in caches.items() if now.get(name, count) > count} == {}
    bounded = [
        one for one in gc.get_objects() if Cache in type(one).__mro__
    ]  # asking an ABC would fill its own registry
    assert len(bounded) > 10 and all(one.currsize <= one.maxsize for one in bounded)
    theirs = {id(inner) for one in bounded for inner in vars(one).values()}
    grown = {
        key: (size, now, repr(one)[:200])
        for key, (now, one) in sizes().items()
        if key in containers
        and now >= (size := containers[key][0]) + ASKED // 2
        and key not in theirs
        and not of_pandas(one)
    }
    assert grown == {}, list(grown.values())
