"""Boundaries: districts (ONS) dissolved to the authorities of today, simplified, as GeoJSON."""

from __future__ import annotations

import csv
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

from loaders.errors import RegisterError

DISTRICTS_FILE = "lad_2023_boundaries_ultra_generalised.geojson"
LOOKUP_FILE = "LTLA-UTLA_Apr23_Lookup_England-Wales.csv"

MIDDLE_LATITUDE = 52.8
"""Degrees; where a degree of longitude is measured, so that distances east and north are alike."""

STRETCH = np.array([math.cos(math.radians(MIDDLE_LATITUDE)), 1.0])

TOLERANCE = 0.008
"""Degrees of latitude, about 0.9 km: a pixel or so of a map of England that fills a screen."""

SMALLEST_ISLAND = 4e-5
"""Square degrees, about 0.3 km²: smaller parts are dropped, but never an authority's largest."""

DECIMALS = 3
"""About 100 m, a tenth of the tolerance."""


def build_boundaries(lookups: Path, authorities: pd.DataFrame) -> bytes:
    """The authorities of today as a GeoJSON FeatureCollection; the same input gives the same bytes.

    `lookups` holds ONS's district boundaries and its district to upper-tier lookup of April 2023;
    `authorities` has the columns of `schema.AUTHORITIES`. A feature's `id` and `properties.code` are
    the authority's code now, also where ONS has changed it since 2023 (Barnsley, Sheffield).
    Longitudes and latitudes are WGS84 degrees (RFC 7946); borders are shared exactly, because
    all shapes are simplified together. Raises RegisterError where a district has no authority of
    today, or an authority no district.
    """
    districts = read_districts(lookups / DISTRICTS_FILE)
    parts = assign_districts(districts, read_upper_tier(lookups / LOOKUP_FILE), authorities, lookups)
    codes = sorted(parts)
    whole = np.array([shapely.union_all([districts[district] for district in parts[code]]) for code in codes])
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    features = [
        feature(code, names[code], tidy(outline)) for code, outline in zip(codes, simplify_together(whole), strict=True)
    ]
    collection = {"type": "FeatureCollection", "features": features}
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


def read_districts(path: Path) -> dict[str, BaseGeometry]:
    """English district code -> outline, in degrees; raises RegisterError where the file is not what it should be."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        # ONS's own simplifying leaves a few outlines that cross themselves.
        outlines = {item["properties"]["LAD23CD"]: shapely.make_valid(shape(item["geometry"])) for item in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RegisterError(
            f"{path}: expected GeoJSON of districts with the property LAD23CD; found {type(error).__name__}: {error}. "
            "Download the ultra-generalised district boundaries of 2023 from ONS again."
        ) from error
    return {code: outline for code, outline in outlines.items() if code.startswith("E")}


def read_upper_tier(path: Path) -> dict[str, str]:
    """District code -> code of its upper-tier authority in April 2023."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["LTLA23CD"]: row["UTLA23CD"] for row in csv.DictReader(file)}
    except (OSError, KeyError) as error:
        raise RegisterError(
            f"{path}: expected a table with the columns LTLA23CD and UTLA23CD; found {type(error).__name__}: {error}. "
            "Download the lookup of April 2023 from ONS again."
        ) from error


def assign_districts(
    districts: dict[str, BaseGeometry], upper_tier: dict[str, str], authorities: pd.DataFrame, where: Path
) -> dict[str, list[str]]:
    """Authority of today -> codes of its districts, sorted."""
    today = authorities[authorities["abolished"].isna()]
    now = {str(code): str(code) for code in today["code"]}
    for code, earlier in zip(today["code"], today["earlier_codes"].fillna(""), strict=True):
        now |= {old: str(code) for old in earlier.split(";") if old}
    parts: dict[str, list[str]] = defaultdict(list)
    for district in sorted(districts):
        code = now.get(upper_tier.get(district, ""))
        if code is None:
            raise RegisterError(
                f"{where / LOOKUP_FILE}: district {district} belongs to {upper_tier.get(district, 'no authority')}, "
                "which is no authority of today. Add the code to the register, or bring newer boundaries."
            )
        parts[code].append(district)
    missing = sorted(set(today["code"]) - set(parts))
    if missing:
        raise RegisterError(
            f"{where / DISTRICTS_FILE}: expected a district of every authority; found none of {', '.join(missing)}. "
            "Bring boundaries that hold them, or correct the register."
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
