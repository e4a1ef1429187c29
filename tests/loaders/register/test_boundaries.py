from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import Point, box, mapping, shape

from loaders.errors import RegisterError
from loaders.register.boundaries import build_boundaries
from loaders.register.published import published_lookups

DISTRICTS_FILE, LOOKUP_FILE = (published_lookups()[name].file for name in ("districts", "upper_tier"))


def register(*rows: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["code", "name", "earlier_codes", "abolished"], dtype="string")
    frame["established"] = pd.Series(pd.NaT, index=frame.index, dtype="datetime64[ns]")
    frame["abolished"] = pd.to_datetime(frame["abolished"])
    return frame


AUTHORITIES = register(
    ("E10000099", "Made Shire", None, None),
    ("E08000099", "Newcode", "E08000001", None),
    ("E10000001", "Gone Shire", None, "2023-04-01"),
)


@pytest.fixture
def lookups(tmp_path: Path) -> Path:
    """Two districts of one county and one of a district whose code changed; and one in Wales."""
    squares = {
        "E07000001": box(-2.0, 52.0, -1.5, 52.5),
        "E07000002": box(-1.5, 52.0, -1.0, 52.5),
        "E08000001": box(-1.0, 52.0, -0.5, 52.5),
        "W06000001": box(-3.0, 52.0, -2.5, 52.5),
    }
    features = [
        {"type": "Feature", "properties": {"LAD23CD": code}, "geometry": mapping(square)}
        for code, square in squares.items()
    ]
    (tmp_path / DISTRICTS_FILE).write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / LOOKUP_FILE).write_text(
        "\ufeffLTLA23CD,UTLA23CD\nE07000001,E10000099\nE07000002,E10000099\nE08000001,E08000001\nW06000001,W06000001\n"
    )
    return tmp_path


def test_districts_dissolve_into_the_authorities_of_today(lookups: Path) -> None:
    collection = json.loads(build_boundaries(lookups, AUTHORITIES))
    outlines = {feature["id"]: shape(feature["geometry"]) for feature in collection["features"]}
    assert list(outlines) == ["E08000099", "E10000099"]
    assert outlines["E10000099"].equals(box(-2.0, 52.0, -1.0, 52.5))
    assert outlines["E10000099"].exterior.is_ccw
    properties = collection["features"][0]["properties"]
    assert (properties["code"], properties["name"]) == ("E08000099", "Newcode")


def test_a_label_stands_where_it_has_most_room(lookups: Path) -> None:
    for item in json.loads(build_boundaries(lookups, AUTHORITIES))["features"]:
        outline, label = shape(item["geometry"]), item["properties"]["label"]
        assert outline.contains(Point(label))
        assert 0 < item["properties"]["room"] <= 0.25


def test_the_same_input_gives_the_same_bytes(lookups: Path) -> None:
    assert build_boundaries(lookups, AUTHORITIES) == build_boundaries(lookups, AUTHORITIES.iloc[::-1])


def test_neighbours_still_touch_along_their_border(lookups: Path) -> None:
    features = json.loads(build_boundaries(lookups, AUTHORITIES))["features"]
    first, second = (shape(feature["geometry"]) for feature in features)
    assert first.intersection(second).length == pytest.approx(0.5)
    assert first.intersection(second).area == 0


def test_an_authority_without_a_district_stops_the_build(lookups: Path) -> None:
    more = pd.concat([AUTHORITIES, register(("E06000088", "Nowhere", None, None))])
    with pytest.raises(RegisterError, match="found none of E06000088"):
        build_boundaries(lookups, more)


def test_a_district_without_an_authority_stops_the_build(lookups: Path) -> None:
    with pytest.raises(RegisterError, match="E08000001 belongs to E08000001, which is no authority of today"):
        build_boundaries(lookups, AUTHORITIES[AUTHORITIES["code"] != "E08000099"])


@pytest.mark.parametrize("name", [DISTRICTS_FILE, LOOKUP_FILE])
def test_a_missing_file_is_named(lookups: Path, name: str) -> None:
    (lookups / name).unlink()
    with pytest.raises(RegisterError, match=name):
        build_boundaries(lookups, AUTHORITIES)


def test_a_file_that_is_not_geojson_is_named(lookups: Path) -> None:
    (lookups / DISTRICTS_FILE).write_text("<html>Not found</html>")
    with pytest.raises(RegisterError, match="expected GeoJSON of districts"):
        build_boundaries(lookups, AUTHORITIES)


def test_the_bundled_boundaries_hold_every_authority_of_today() -> None:
    from loaders import load_dataset
    from loaders.paths import DATA

    written = (DATA / "boundaries.geojson").read_bytes()
    authorities = load_dataset().authorities()
    today = set(authorities.loc[authorities["abolished"].isna(), "code"])
    features = json.loads(written)["features"]
    assert {feature["id"] for feature in features} == today
    assert len(today) == 153
    assert all(shape(feature["geometry"]).is_valid for feature in features)
    assert len(written) < 400_000
