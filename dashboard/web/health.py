"""/healthz: is the app up, and how far do its data reach."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import flask
from dash import Dash

from loaders import Dataset, digest_of

PROJECT = "childrens-services-trajectories"


@cache
def app_version() -> str:
    """The version of the app, installed or run from its folder."""
    try:
        return version(PROJECT)
    except PackageNotFoundError:
        import tomllib  # an installed app needs it not

        project = Path(__file__).resolve().parents[2] / "pyproject.toml"
        return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


def add_health(app: Dash, dataset: Dataset) -> None:
    """Answer /healthz with JSON: status, version, digest of the dataset, the newest publication, numbers of rows."""

    @cache
    def answer() -> dict[str, str | int | None]:
        return {
            "status": "ok",
            "version": app_version(),
            "dataset": digest_of(dataset.folder),
            "data_reach": dataset.built.isoformat() if dataset.built else None,
            "authorities": len(dataset.bodies()),
            "inspections": len(dataset.inspections()),
        }

    @app.server.get("/healthz")
    def healthz() -> flask.Response:
        response = flask.jsonify(answer())
        response.headers["Cache-Control"] = "no-store"
        return response
