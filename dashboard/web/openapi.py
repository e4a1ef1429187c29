"""The description of the addresses of facts and files by the OpenAPI standard (3.1), from the dataset’s own schemas."""

from __future__ import annotations

from typing import Any

from dashboard.briefing.naming import FORMATS
from loaders import Dataset, Grade, Judgement

_TYPES: dict[str, dict[str, Any]] = {
    "date": {"type": ["string", "null"], "format": "date"},
    "integer": {"type": ["integer", "null"]},
}
_TEXT: dict[str, Any] = {"type": ["string", "null"]}
_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_DAY = {"type": "string", "format": "date"}


def description(dataset: Dataset, version: str) -> dict[str, Any]:
    """The OpenAPI document of /api/v1; `version` is that of the software."""
    tables = {resource["name"]: resource for resource in dataset.package["resources"] if "schema" in resource}
    schemas = {name: _row(table) for name, table in tables.items() if name in ("authorities", "inspections")}
    schemas |= {name: _row(tables[name]) for name in ("judgements", "disagreements")}
    event = schemas["inspections"]
    schemas["Event"] = event | {
        "properties": event["properties"] | {"judgements": _list_of(_without(schemas["judgements"], "inspection_id"))},
        "required": [*event["required"], "judgements"],
    }
    schemas["Fault"] = _object({"error": {"type": "string"}})
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Children’s services trajectories",
            "version": version,
            "description": "Facts that Ofsted and others published of the children’s services of English authorities. "
            "Not an Ofsted service. Beside these addresses stand feeds and calendars of publications (/changes.atom, "
            "/authority/{slug}.atom, /region/{slug}.atom, and the same as .ics) and tables (/download/).",
            "license": {
                "name": "Open Government Licence v3.0",
                "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            },
        },
        "paths": {
            "/api/v1/authorities.json": _get("Every authority, of today and abolished", _authorities()),
            "/api/v1/authority/{slug}.json": _get(
                "One authority: who it is, and each event with its judgements and sources, oldest first",
                _authority(),
                [
                    _parameter(
                        "slug", "path", "Slug of the authority; any other name or code leads there", _plain("string")
                    )
                ],
                refusals=("404",),
                moved=True,
            ),
            "/api/v1/as-at/{date}.json": _get(
                "How many authorities held each grade on a date, by Ofsted’s rule",
                _count(),
                [
                    _parameter("date", "path", "The date, such as 2024-03-31", _DAY),
                    _parameter("published_by", "query", "Reports published by this date count", _DAY),
                    _parameter("judgement", "query", "Which judgement", {"type": "string", "enum": [*Judgement]}),
                    _parameter(
                        "by", "query", "Also by region", {"type": "string", "enum": ["region", "ofsted-region"]}
                    ),
                ],
                refusals=("400",),
            ),
            "/api/v1/context/{place}.json": _get(
                "What DfE and ONS measured of an authority, a region or England, each measure beside England’s figures",
                _context(tables["context"]),
                [_parameter("place", "path", "Slug of an authority or region, or england", _plain("string"))],
                refusals=("404",),
                moved=True,
            ),
            "/export/{what}.{format}": _export(),
        },
        "components": {"schemas": schemas},
    }


def _export() -> dict[str, Any]:
    """A file of a briefing, and the answers while it is made or where there is none."""
    from dashboard.briefing.model import SIZES, SLIDE  # they cost start-up time, which only this file needs

    media = dict.fromkeys(one.media for one in FORMATS.values())
    message = _object({"message": _plain("string"), "ready": _plain("boolean")})
    told = {
        "202": "The file is being made: ask again after the seconds of Retry-After",
        "404": "No such subject, format or size; the message says what is expected",
        "500": "The file could not be made",
        "503": "Too many files are being made: ask again after the seconds of Retry-After",
    }
    return {
        "get": {
            "summary": "A file of a briefing; with Accept: application/json, whether it is ready",
            "parameters": [
                _parameter(
                    "what",
                    "path",
                    "What it is of, as `python -m dashboard export` takes it: a slug, compare:neighbours:dudley, "
                    "national:2024-03-31, map, improved:region:london",
                    _plain("string"),
                ),
                _parameter(
                    "format", "path", "Its format", {"type": "string", "enum": [one.ending for one in FORMATS.values()]}
                ),
                _parameter(
                    "size",
                    "query",
                    "How large a picture is, of the formats png, svg and pdf",
                    {"type": "string", "enum": list(SIZES), "default": SLIDE.name},
                ),
            ],
            "responses": {
                "200": {
                    "description": "The file, or that it is ready",
                    "content": {one: {} for one in media} | {"application/json": {"schema": message}},
                },
                **{
                    code: {"description": words, "content": {"application/json": {"schema": message}, "text/html": {}}}
                    for code, words in told.items()
                },
            },
        }
    }


def _authorities() -> dict[str, Any]:
    one = _object(
        {
            "code": _plain("string"),
            "name": _plain("string"),
            "slug": _plain("string"),
            "abolished": _TEXT,
            "json": _plain("string"),
        }
    )
    return _object({"licence": _plain("string"), "authorities": _list_of(one)})


def _authority() -> dict[str, Any]:
    return _object(
        {
            "authority": _named("authorities"),
            "events": _list_of(_named("Event")),
            "disagreements": _list_of(_named("disagreements")),
            "record_ends": _TEXT,
            "data_to": _TEXT,
            "licence": _plain("string"),
        }
    )


def _count() -> dict[str, Any]:
    counts = _object({grade.value: _plain("integer") for grade in Grade})
    area = _object({"area": _plain("string"), "counts": counts, "total": _plain("integer")})
    return _object(
        {
            "as_at": _DAY,
            "published_by": _DAY,
            "judgement": {"type": "string", "enum": [*Judgement]},
            "areas": _list_of(area),
            "coverage": _TEXT,
            "licence": _plain("string"),
        }
    )


def _context(table: dict[str, Any]) -> dict[str, Any]:
    status = next(field for field in table["schema"]["fields"] if field["name"] == "status")
    figure = {
        "type": "object",
        "properties": {
            "period_end": _DAY,
            "value": _NUMBER,
            "status": _TEXT | {"description": status["description"]},
        },
        "required": ["period_end", "value"],
    }
    texts = ("measure", "label", "unit", "period", "definition", "publisher", "page")
    measure = _object({name: _plain("string") for name in texts} | {"figures": _list_of(figure)})
    place = _object(dict.fromkeys(("code", "name", "slug", "established", "abolished"), _TEXT))
    return _object(
        {
            "place": place,
            "predecessors": _list_of(_plain("string")),
            "successors": _list_of(_plain("string")),
            "measures": _list_of(measure),
            "licence": _plain("string"),
        }
    )


def _row(table: dict[str, Any]) -> dict[str, Any]:
    """A row of a table of the Data Package as a JSON schema."""
    fields = table["schema"]["fields"]
    made = {
        field["name"]: _TYPES.get(field["type"], _NUMBER if field["type"] == "number" else _TEXT)
        | {"description": field.get("description", "")}
        for field in fields
    }
    return _object(made) | {"description": table.get("title", "")}


def _get(
    summary: str,
    answer: dict[str, Any],
    parameters: list[dict[str, Any]] | None = None,
    *,
    refusals: tuple[str, ...] = (),
    moved: bool = False,
) -> dict[str, Any]:
    faults = {code: _response("What is wrong, and what is expected", _named("Fault")) for code in refusals}
    redirect = {"302": {"description": "The address that the service uses"}} if moved else {}
    return {
        "get": {
            "summary": summary,
            "parameters": parameters or [],
            "responses": {"200": _response(summary, answer), **redirect, **faults},
        }
    }


def _response(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def _parameter(name: str, where: str, words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "description": words, "schema": schema}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _without(schema: dict[str, Any], name: str) -> dict[str, Any]:
    return _object({key: value for key, value in schema["properties"].items() if key != name})


def _list_of(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def _plain(kind: str) -> dict[str, Any]:
    return {"type": kind}


def _named(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}
