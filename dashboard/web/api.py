"""The facts as JSON under stable addresses: one authority, the as-at count, and other statistics of a place.

/api/v1/authorities.json            every authority, with the address of its own file
/api/v1/authority/<slug>.json       one authority: who it is, and each event with its judgements and sources;
                                    any other name or code of it leads to its slug
/api/v1/as-at/<date>.json           Ofsted's as-at count; published_by, judgement and by=region|ofsted-region;
                                    `coverage` says what is not known of a date after the official lists, else null
/api/v1/openapi.json                what these addresses take and answer, by the OpenAPI standard
/api/v1/context/<place>.json        DfE's and ONS's figures of an authority, a region or England, by measure, oldest
                                    first, each with England's; `predecessors` and `successors` have files of their own
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import flask
import pandas as pd
from dash import Dash

from dashboard.asking import asked_as_at, asked_cut_off, asked_judgement
from dashboard.history.story import stories_by_code
from dashboard.statistics import counts, coverage
from dashboard.statistics.context import figures as context
from dashboard.text.coverage import caution
from dashboard.text.status import status
from dashboard.web import openapi
from dashboard.web.downloads import answer
from dashboard.web.health import app_version
from loaders import Dataset, Judgement, default_cut_off, register_of

JSON = "application/json; charset=utf-8"
LICENCE = "Open Government Licence v3.0; source: Ofsted and others, named with each fact. Not an Ofsted service."


def add_api(app: Dash, dataset: Dataset) -> None:
    """Serve the addresses above; a wrong value is answered with 400 and words that say what is expected."""
    kept = cache(lambda code: authority(dataset, code))
    areas = {name.casefold().replace(" ", "-"): code for code, name in context.AREAS.items()}
    kept_context = cache(lambda slug: figures_of(dataset, places()[slug]))

    @cache
    def places() -> dict[str, str]:
        return areas | {body.slug: body.code for body in register_of(dataset).bodies()}

    def all_authorities() -> flask.Response:
        return _json({"licence": LICENCE, "authorities": [_listed(row) for row in _records(dataset.bodies())]})

    def one_authority(slug: str) -> flask.typing.ResponseReturnValue:
        found = register_of(dataset).find(slug)
        if found.body is None:
            near = ", ".join(choice.slug for choice in found.choices)
            hint = f"did you mean {near}?" if near else "see /api/v1/authorities.json."
            return _fault(404, f"There is no one authority {slug!r}; {hint}")
        if found.body.slug != slug:
            return flask.redirect(f"/api/v1/authority/{found.body.slug}.json")
        return _json(kept(found.body.code))

    def count(date: str) -> flask.Response:
        query = flask.request.args
        try:
            day = asked_as_at(date, dataset.reach)
            cut_off = query.get("published_by")
            published_by = default_cut_off(day) if cut_off is None else asked_cut_off(cut_off, dataset.reach)
            judgement = asked_judgement(query.get("judgement", Judgement.OVERALL))
            by = counts.BY[query["by"]] if "by" in query else None
        except KeyError:
            return _fault(400, f"by={query['by']!r}; expected region or ofsted-region.")
        except ValueError as error:
            return _fault(400, f"{error}.")
        counted = counts.counts(dataset.as_at(day, published_by, judgement), by=by)
        said = {"coverage": caution(dataset, day) or None, "licence": LICENCE}
        return _json(counts.report(counted, day, published_by, judgement) | said)

    def other_figures(slug: str) -> flask.typing.ResponseReturnValue:
        found = register_of(dataset).find(slug)
        if slug not in places() and found.body:
            return flask.redirect(f"/api/v1/context/{found.body.slug}.json")
        if slug not in places():
            known = ", ".join(areas)
            return _fault(404, f"There is no place {slug!r}; see /api/v1/authorities.json, or give one of {known}.")
        return _json(kept_context(slug))

    @cache
    def described() -> bytes:
        return json.dumps(openapi.description(dataset, app_version()), ensure_ascii=False, indent=1).encode()

    app.server.add_url_rule("/api/v1/openapi.json", "api_openapi", lambda: answer(described(), JSON))
    app.server.add_url_rule("/api/v1/context/<slug>.json", "api_context", other_figures)
    app.server.add_url_rule("/api/v1/authorities.json", "api_authorities", all_authorities)
    app.server.add_url_rule("/api/v1/authority/<slug>.json", "api_authority", one_authority)
    app.server.add_url_rule("/api/v1/as-at/<path:date>.json", "api_as_at", count)


def authority(dataset: Dataset, code: str) -> dict[str, Any]:
    """Everything that the dataset knows of one authority, oldest event first."""
    register = dataset.bodies()
    events = dataset.inspections()
    events = events[events["authority_code"] == code]
    judgements = dataset.judgements()
    judgements = judgements[judgements["inspection_id"].isin(events["inspection_id"])]
    made: dict[str, list[dict[str, Any]]] = {}
    for row in _records(judgements):
        made.setdefault(row.pop("inspection_id"), []).append(row)
    disagreements = dataset.disagreements()
    best = events["start_date"].fillna(events["publication_date"])
    ordered = events.loc[best.sort_values(kind="stable").index]
    end = coverage.record_ends(dataset).get(code) or dataset.built
    story = stories_by_code(dataset)[code]
    return {
        "authority": _records(register[register["code"] == code])[0],
        "events": [row | {"judgements": made.get(row["inspection_id"], [])} for row in _records(ordered)],
        "disagreements": _records(disagreements[disagreements["inspection_id"].isin(events["inspection_id"])]),
        "record_ends": end.isoformat() if end else None,
        "coverage": " ".join(status(dataset, story, dataset.reach)) or None,
        "data_to": dataset.built.isoformat() if dataset.built else None,
        "licence": LICENCE,
    }


def figures_of(dataset: Dataset, code: str) -> dict[str, Any]:
    """What DfE and ONS measured of a place: each measure with its meaning, and its figures beside England's."""
    register = dataset.bodies()
    slugs = dict(zip(register["code"], register["slug"], strict=True))
    (own,) = _records(register[register["code"] == code]) or [{"code": code, "name": context.AREAS.get(code)}]
    figures = context.beside_england(dataset.context(), code)
    of_measure = {name: rows.drop(columns="measure") for name, rows in figures.groupby("measure")}
    return {
        "place": {key: own.get(key) for key in ("code", "name", "slug", "established", "abolished")},
        **{
            key: [f"/api/v1/context/{slugs[other]}.json" for other in (own.get(key) or "").split(";") if other]
            for key in ("predecessors", "successors")
        },
        "measures": [
            {key: row[key] for key in ("measure", "label", "unit", "period", "definition", "publisher", "page")}
            | {"figures": _records(of_measure[row["measure"]]) if row["measure"] in of_measure else []}
            for row in _records(dataset.measures())
        ],
        "licence": LICENCE,
    }


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("code", "name", "slug", "abolished")} | {
        "json": f"/api/v1/authority/{row['slug']}.json"
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as JSON takes them: ISO dates, whole numbers, null for what is not known."""
    rows = frame.astype(object).to_dict("records")
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _json(value: object) -> flask.Response:
    return answer(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), JSON)


def _fault(status: int, words: str) -> flask.Response:
    response = answer(json.dumps({"error": words}).encode(), JSON)
    response.status_code = status
    return response
