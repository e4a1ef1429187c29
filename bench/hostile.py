"""Requests that nobody means well: 10,000 of them against a server, none answered with 500, memory flat.

`python -m bench.hostile [N] [SEED]`. What is sent depends on the seed alone.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from bench.memory import Server

PATHS = (
    *("/", "/authority/dudley", "/compare", "/national", "/map", "/visits", "/changes", "/by-grade", "/data", "/about"),
    *("/find", "/improved", "/healthz", "/changes.atom", "/read-date", "/download/inspections.csv", "/card/home.png"),
    *("/download/by-grade.csv", "/download/improved.csv", "/api/v1/as-at/2024-03-31.json"),
    *("/api/v1/authority/dudley.json", "/api/v1/context/england.json", "/export/dudley.csv", "/export/dudley.svg"),
    *("/assets/shell.js", "/_dash-layout", "/_dash-dependencies", "/_dash-component-suites/dash/x.js", "/_favicon.ico"),
)
STEMS = (
    "/authority/",
    "/export/",
    "/api/v1/as-at/",
    "/api/v1/authority/",
    "/download/",
    "/card/",
    "/assets/",
    "/",
    "//",
)
KEYS = (
    *("set", "date", "judgement", "as_at", "published_by", "since", "until", "from", "to", "by", "q", "measures"),
    *("measure", "year", "size", "mark", "embed", "part", "sort", "spells", "lag", "region", "own", "text", "against"),
    *("earliest", "latest", "pathname", "slug", "path", "_", "set[]", "__proto__"),
)
TEXTS = (
    *(
        "",
        " ",
        "\x00",
        "\n",
        "%",
        "%00",
        "%2e%2e%2f",
        "../../../../etc/passwd",
        "..\\..\\win.ini",
        "<script>alert(1)</script>",
    ),
    *("' OR 1=1 --", '"><img src=x onerror=alert(1)>', "{{7*7}}", "${jndi:ldap://x}", "$(id)", "`id`", "|id", "=1+1"),
    *("9999-12-31", "0001-01-01", "0000-00-00", "2024-02-30", "31/31/2024", "-1", "1e308", "NaN", "null", "true", "[]"),
    *(
        "region:",
        "region:all",
        "neighbours:",
        "neighbours:neighbours:dudley",
        "compare:",
        "compare:all:all:all",
        "all,all",
    ),
    *(
        "national:",
        "national:9999-01-01",
        "map::::",
        "dudley,",
        ",",
        ":",
        "ﷺ" * 40,
        "😀",
        "\u202e",
        "İ",
        "ß",
        "a" * 3000,
    ),
    *("dudley", "E08000027", "help_and_protection", "England", "http://127.0.0.1:1/", "file:///etc/passwd", "٣", "²"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**30, 1e308, 0.1, [], {}, [[]], [None], {"a": {"b": {}}}, [1, "a", None]),
    *({"id": "x", "property": "y"}, ["dudley"] * 300, {"points": [{"customdata": "/x"}]}, "\ud800", *TEXTS),
)
METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW")
CALLBACKS = "/_dash-update-component"


@dataclass(frozen=True)
class Sent:
    """A request as it is sent: `target` is path and query, quoted."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def requests(dependencies: list[dict[str, Any]], count: int, seed: int) -> Iterator[Sent]:
    """`count` requests; `dependencies` are what /_dash-dependencies answers, for calls of callbacks."""
    chance = random.Random(seed)
    kinds: tuple[Callable[[], Sent], ...] = (
        lambda: _address(chance),
        lambda: _callback(chance, dependencies),
        lambda: _broken_body(chance, dependencies),
    )
    for _ in range(count):
        yield chance.choices(kinds, (5, 4, 1))[0]()


def _text(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return "".join(
            chr(chance.choice((chance.randrange(0x80), chance.randrange(0xD7FF))))
            for _ in range(chance.randrange(1, 30))
        )
    return chance.choice(TEXTS)


def _path(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return chance.choice(PATHS)
    text = quote(_text(chance), safe=chance.choice(("", "/:.,%")), errors="replace")
    return chance.choice(STEMS) + text + chance.choice(("", "", ".json", ".csv", ".svg", ".png", "/", "/x"))


def _query(chance: random.Random) -> str:
    pairs = [(chance.choice(KEYS), _text(chance)) for _ in range(chance.choice((0, 1, 1, 2, 3, 8)))]
    return urlencode(pairs, errors="replace")


def _headers(chance: random.Random) -> dict[str, str]:
    if chance.random() < 0.6:
        return {}
    plain = "".join(one for one in _text(chance) if " " <= one <= "~")
    name = chance.choice(
        (
            "Accept",
            "Accept-Encoding",
            "If-None-Match",
            "If-Modified-Since",
            "Range",
            "Cookie",
            "User-Agent",
            "Referer",
            "X-Forwarded-Host",
            "X-Forwarded-Prefix",
            "X-Forwarded-Proto",
            "X-Forwarded-For",
            "Origin",
            "Content-Type",
            "Accept-Language",
            "Authorization",
            "X-HTTP-Method-Override",
            "Forwarded",
            "Script-Name",
            "Host",
            "If-Range",
        )
    )
    odd = ("*", "bytes=0-0,1-1,-1", "gzip;q=9", "text/html;q=a", 'W/"', "/ofsted", "a" * 2000, plain)
    return {name: chance.choice(odd)}


def _address(chance: random.Random) -> Sent:
    query = _query(chance)
    target = _path(chance) + (f"?{query}" if query else "")
    target = "".join(one if "!" <= one <= "~" else quote(one) for one in target)
    return Sent(chance.choice(METHODS), target, _headers(chance))


def _call(chance: random.Random, dependencies: list[dict[str, Any]]) -> dict[str, Any]:
    """A call of a callback with its very inputs, and values of any kind."""
    one = chance.choice(dependencies)
    names = one["output"].strip(".").split("...") if one["output"].startswith("..") else [one["output"]]
    outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
    filled = {
        part: [{"id": item["id"], "property": item["property"], "value": chance.choice(VALUES)} for item in one[part]]
        for part in ("inputs", "state")
    }
    whole = one["output"].startswith("..")
    changed = [f"{item['id']}.{item['property']}" for item in one["inputs"]][:1]
    return {"output": one["output"], "outputs": outputs if whole else outputs[0], "changedPropIds": changed, **filled}


def _callback(chance: random.Random, dependencies: list[dict[str, Any]]) -> Sent:
    body = json.dumps(_call(chance, dependencies)).encode()
    return Sent("POST", CALLBACKS, {"Content-Type": "application/json"}, body)


def _broken_body(chance: random.Random, dependencies: list[dict[str, Any]]) -> Sent:
    """A call of a callback with a part of it gone, doubled or of another kind, or no JSON at all."""
    call = _call(chance, dependencies)
    how = chance.randrange(5)
    if how == 0:
        del call[chance.choice(list(call))]
    elif how == 1:
        call[chance.choice(list(call))] = chance.choice(VALUES)
    elif how == 2:
        call["inputs"] = [*call["inputs"], *call["inputs"]]
    body = json.dumps(call).encode()
    if how == 3:
        body = body[: chance.randrange(len(body))]
    elif how == 4:
        body = bytes(chance.randrange(256) for _ in range(200))
    return Sent("POST", CALLBACKS, {"Content-Type": chance.choice(("application/json", "text/plain", "x"))}, body)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with Server() as server:
        server.get("/")
        dependencies = json.loads(server.get("/_dash-dependencies"))
        statuses: Counter[int] = Counter()
        held: list[str] = []
        for number, sent in enumerate(requests(dependencies, count, seed), start=1):
            status = _send(server.port, sent)
            statuses[status] += 1
            if status >= 500 and status != 503:
                print(f"{status}: {sent}")
            if number % max(count // 10, 1) == 0:
                held.append(f"{server.memory() / 1e6:.0f}")
    told = ", ".join(f"{status}: {number}" for status, number in sorted(statuses.items()))
    print(f"{count} hostile requests (seed {seed}): {told}")
    print(f"memory after each tenth: {', '.join(held)} MB")
    if any(status >= 500 and status != 503 for status in statuses):
        raise SystemExit(1)


def _send(port: int, sent: Sent) -> int:
    """The status of the answer; a connection that the server closes without one counts as 0."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request(sent.method, sent.target, sent.body, sent.headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except (http.client.HTTPException, ConnectionError):
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    main()
