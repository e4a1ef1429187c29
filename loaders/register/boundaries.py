"""Boundaries: districts (ONS) dissolved to the authorities of one day, simplified, as GeoJSON."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from loaders.as_at import existed
from loaders.csvfile import read_rows
from loaders.errors import RegisterError
from loaders.paths import REFERENCE
from loaders.register.published import Lookup, published_lookups

MIDDLE_LATITUDE = 52.8
"""Degrees; where a degree of longitude is measured, so that distances east and north are alike."""

STRETCH = np.array([math.cos(math.radians(MIDDLE_LATITUDE)), 1.0])

TOLERANCE = 0.008
"""Degrees of latitude, about 0.9 km: a pixel or so of a map of England that fills a screen."""

SMALLEST_ISLAND = 4e-5
"""Square degrees, about 0.3 km²: smaller parts are dropped, but never an authority's largest."""

DECIMALS = 3
"""About 100 m, a tenth of the tolerance."""


def build_boundaries(lookups: Path, authorities: pd.DataFrame, reference: Path = REFERENCE) -> bytes:
    """The authorities of the day of the boundaries as a GeoJSON FeatureCollection; the same input gives the same bytes.

    `lookups` holds ONS's district boundaries and its district to upper-tier lookup, `reference` says which files
    these are and of which day; `authorities` has the columns of `schema.AUTHORITIES`. The day is `as_at` of the
    collection: a body that began later has no shape yet, and one that ended later keeps its own. A feature's `id` and
    `properties.code` are the authority's code now, also where ONS has changed it since (Barnsley, Sheffield).
    Longitudes and latitudes are WGS84 degrees (RFC 7946); borders are shared exactly, because
    all shapes are simplified together. Raises RegisterError where a district has no authority of
    that day, or an authority no district.
    """
    published = published_lookups(reference)
    outlines, tiers = published["districts"], published["upper_tier"]
    districts = read_districts(lookups / outlines.file, outlines.columns["district"])
    upper_tier = read_upper_tier(lookups / tiers.file, tiers.columns["district"], tiers.columns["authority"])
    parts = assign_districts(districts, upper_tier, authorities, lookups, outlines, tiers)
    codes = sorted(parts)
    whole = np.array([shapely.union_all([districts[district] for district in parts[code]]) for code in codes])
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    features = [
        feature(code, names[code], tidy(outline)) for code, outline in zip(codes, simplify_together(whole), strict=True)
    ]
    collection = {"type": "FeatureCollection", "as_at": tiers.as_at.isoformat(), "features": features}
    return (json.dumps(collection, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def feature(code: str, name: str, outline: BaseGeometry) -> dict[str, Any]:
    """One authority as a GeoJSON Feature.

    `label` is the point in it farthest from its border, where a letter has most room, and `room` that distance,
    in degrees of latitude.
    """
    plane = shapely.transform(outline, lambda points: points * STRETCH)
    radius = shapely.maximum_inscribed_circle(plane, tolerance=0.005)
    point = np.round(shapely.get_coordinates(radius)[0] / STRETCH, DECIMALS)
    properties = {"code": code, "name": name, "label": point.tolist(), "room": round(radius.length, DECIMALS)}
    return {"type": "Feature", "id": code, "properties": properties, "geometry": mapping(outline)}


def read_districts(path: Path, column: str) -> dict[str, BaseGeometry]:
    """English district code -> outline, in degrees; raises RegisterError where the file is not what it should be."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        # ONS's own simplifying leaves a few outlines that cross themselves.
        outlines = {item["properties"][column]: shapely.make_valid(shape(item["geometry"])) for item in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegisterError(
            f"{path}: expected GeoJSON of districts with the property {column}; found {type(error).__name__}: {error}. "
            "Download the ultra-generalised district boundaries from ONS again, or name the file and its property in "
            "data/reference/lookups.toml."
        ) from error
    return {code: outline for code, outline in outlines.items() if code.startswith("E")}


def read_upper_tier(path: Path, district: str, authority: str) -> dict[str, str]:
    """District code -> code of its upper-tier authority."""
    rows = read_rows(path, (district, authority), RegisterError)
    return {row[district]: row[authority] for row in rows}


def assign_districts(
    districts: dict[str, BaseGeometry],
    upper_tier: dict[str, str],
    authorities: pd.DataFrame,
    where: Path,
    outlines: Lookup,
    tiers: Lookup,
) -> dict[str, list[str]]:
    """Authority of the day of the lookup -> codes of its districts, sorted.

    A district that the lookup does not list, because its file is of another year, is an authority itself.
    """
    lives = {name: pd.to_datetime(authorities[name]) for name in ("established", "abolished")}
    then = authorities[existed(authorities.assign(**lives), tiers.as_at)]
    now = {str(code): str(code) for code in then["code"]}
    for code, earlier in zip(then["code"], then["earlier_codes"].fillna(""), strict=True):
        now |= {old: str(code) for old in earlier.split(";") if old}
    parts: dict[str, list[str]] = defaultdict(list)
    for district in sorted(districts):
        code = now.get(upper_tier.get(district, district))
        if code is None:
            raise RegisterError(
                f"{where / tiers.file}: district {district} belongs to {upper_tier.get(district, 'no authority')}, "
                f"which is no authority of today or of {tiers.as_at}. Add the code to the register "
                "(data/reference/succession.csv), or bring boundaries and name their day in data/reference/lookups.toml."
            )
        parts[code].append(district)
    missing = sorted(set(then["code"]) - set(parts))
    if missing:
        raise RegisterError(
            f"{where / outlines.file}: expected a district of every authority of {tiers.as_at}; found none of "
            f"{', '.join(missing)}. Bring boundaries that hold them, or correct the register."
        )
    return dict(parts)


def simplify_together(outlines: np.ndarray[Any, Any]) -> list[BaseGeometry]:
    """The outlines with fewer points, neighbours still sharing each border."""
    plane = shapely.transform(outlines, lambda points: points * STRETCH)
    simple = shapely.coverage_simplify(plane, TOLERANCE, simplify_boundary=True)
    return list(shapely.transform(simple, lambda points: np.round(points / STRETCH, DECIMALS)))


def tidy(outline: BaseGeometry) -> BaseGeometry:
    """Without specks, in one order of points, exteriors anticlockwise as RFC 7946 asks."""
    outline = shapely.make_valid(outline, method="structure", keep_collapsed=False).normalize()
    polygons = sorted(shapely.get_parts(outline), key=lambda part: part.area, reverse=True)
    kept = [orient(part) for part in polygons if part.area >= SMALLEST_ISLAND] or [orient(polygons[0])]
    return kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept)
