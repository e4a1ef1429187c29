"""A slug may change: its old address leads to the new one at every door, and no key of an inspection changes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.briefing.subjects import read_one
from dashboard.factory import create_app
from loaders import load_dataset
from loaders.build import reconcile
from loaders.dataset import read_table
from loaders.errors import RegisterError
from loaders.paths import DATA
from loaders.reconcile.observation_table import from_frame
from loaders.register.authorities import load_register
from loaders.register.former import FORMER_FILE, check_former_slugs, former_slugs
from loaders.schema import OBSERVATIONS

HEAD = "former_slug,slug,since,reason\n"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The dataset in which Herefordshire's slug has changed twice."""
    data = tmp_path_factory.mktemp("renamed") / "data"
    shutil.copytree(DATA, data)
    table = data / "authorities.csv"
    table.write_text(
        table.read_text(encoding="utf-8").replace(",herefordshire,", ",county-of-hereford,"), encoding="utf-8"
    )
    rows = "herefordshire,hereford,2027-04-01,made up\nhereford,county-of-hereford,2028-04-01,made up\n"
    (data / "reference" / FORMER_FILE).write_text(HEAD + rows)
    return data


@pytest.fixture(scope="module")
def visitor(renamed: Path) -> FlaskClient:
    return create_app(load_dataset(renamed)).server.test_client()


@pytest.mark.parametrize("old", ["herefordshire", "hereford"])
@pytest.mark.parametrize(
    ("door", "there"),
    [
        ("/authority/{}?by=inspection", "/authority/county-of-hereford?by=inspection"),
        ("/api/v1/authority/{}.json", "/api/v1/authority/county-of-hereford.json"),
        ("/api/v1/context/{}.json", "/api/v1/context/county-of-hereford.json"),
        ("/find?q={}", "/authority/county-of-hereford"),
    ],
)
def test_an_old_address_leads_to_the_new_one(old: str, door: str, there: str, visitor: FlaskClient) -> None:
    answer = visitor.get(door.format(old))
    assert (answer.status_code, answer.headers["Location"]) == (302, there)


def test_exports_and_sets_take_the_old_slug(renamed: Path, visitor: FlaskClient) -> None:
    assert read_one("herefordshire", load_dataset(renamed)).name == "county-of-hereford"
    assert visitor.get("/export/hereford.csv").status_code == 200


def test_no_key_of_an_inspection_changes(renamed: Path) -> None:
    dataset = load_dataset(renamed)
    observations = [item for _, item in from_frame(read_table(renamed, OBSERVATIONS))]
    merged = reconcile(
        [item for item in observations if item.authority_code == "E06000019"],
        dataset.authorities(), ["ofsted-2023", "ofsted-2024", "ofsted-2025"], [], reference=renamed / "reference",
    )  # fmt: skip
    before = dataset.inspections()
    before = before[before["authority_code"] == "E06000019"]
    assert set(merged.inspections["inspection_id"]) == set(before["inspection_id"])
    assert before["inspection_id"].str.startswith("herefordshire-").all()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("dudley,walsall,2027-04-01,x\n", "dudley -> walsall, and dudley is the slug of an authority"),
        ("dudlei,dudlie,2027-04-01,x\n", "dudlei -> dudlie, and dudlie is no authority's slug"),
        ("a,b,2027-04-01,x\nb,a,2027-04-01,x\n", "leads back to itself"),
        ("a,b\n", "row 2: expected 4 cells"),
    ],
)
def test_a_slip_in_the_table_is_named(rows: str, message: str, tmp_path: Path) -> None:
    (tmp_path / FORMER_FILE).write_text(HEAD + rows)
    with pytest.raises(RegisterError, match=message):
        check_former_slugs({body.slug for body in load_register().bodies()}, tmp_path)


def test_todays_table_is_right() -> None:
    check_former_slugs({body.slug for body in load_register().bodies()})
    assert former_slugs() == {}
