"""A file in the layout of DfE's service: what is read, and each fault by file, line and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.context.layout import Figure, read_file
from loaders.context.places import bodies_by_code
from loaders.errors import ContextError
from tests.loaders.made_data_sets import COLUMNS, RATE, REGISTER, write

BODIES = bodies_by_code(REGISTER)


def figures(path: Path) -> list[Figure]:
    return read_file(path, [RATE], BODIES).figures


def test_a_number_is_kept_as_it_is_printed(tmp_path: Path) -> None:
    path = write(tmp_path / "made_2024.csv", [{"rate": "12.50"}, {"rate": "0", "time_period": "2023"}])
    assert figures(path) == [
        Figure("E08000027", "made_rate", "2024-09-30", "12.50", ""),
        Figure("E08000027", "made_rate", "2023-09-30", "0", ""),
    ]


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("c", "suppressed"),
        ("x", "not_available"),
        ("z", "not_applicable"),
        ("u", "low_reliability"),
        ("low", "rounds_to_zero"),
        ("k", "rounds_to_zero"),
    ],
)
def test_a_mark_is_a_blank_with_a_status(tmp_path: Path, mark: str, status: str) -> None:
    (figure,) = figures(write(tmp_path / "made_2024.csv", [{"rate": mark}]))
    assert (figure.value, figure.status) == ("", status)


def test_england_and_regions_have_their_codes_and_the_halves_of_london_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"geographic_level": "National", "region_code": "", "new_la_code": "", "rate": "1"},
        {"geographic_level": "Regional", "new_la_code": "", "rate": "2"},
        {"geographic_level": "Regional", "new_la_code": "", "region_code": "E13000001", "rate": "3"},
        {"geographic_level": "LOCAL  Authority", "region_code": "E13000002", "rate": "4"},
    ]
    found = [(figure.authority_code, figure.value) for figure in figures(write(tmp_path / "made_1.csv", rows))]
    assert found == [("E92000001", "1"), ("E12000005", "2"), ("E08000027", "4")]


def test_rows_of_other_filters_are_not_read(tmp_path: Path) -> None:
    rows = [{"kind": "Some", "rate": "odd"}, {"kind": "all"}]
    assert [figure.value for figure in figures(write(tmp_path / "made_1.csv", rows))] == ["12.5"]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    path = write(tmp_path / "made_1.csv", [{}], reversed(COLUMNS))
    assert [figure.value for figure in figures(path)] == ["12.5"]


def test_a_body_keeps_one_name_under_old_and_new_codes(tmp_path: Path) -> None:
    rows = [
        {"new_la_code": "E08000016", "time_period": "2023", "rate": "1"},
        {"new_la_code": "E08000038", "time_period": "2023", "rate": "z"},
        {"new_la_code": "E08000016", "time_period": "2024", "rate": "z"},
        {"new_la_code": "E08000038", "time_period": "2024", "rate": "2"},
    ]
    found = figures(write(tmp_path / "made_1.csv", rows))
    assert [(figure.authority_code, figure.period_end[:4], figure.value) for figure in found] == [
        ("E08000038", "2023", "1"),
        ("E08000038", "2024", "2"),
    ]


def test_a_period_of_two_years_ends_in_the_second(tmp_path: Path) -> None:
    row = {"time_period": "202324", "time_identifier": "Financial year"}
    assert [figure.period_end for figure in figures(write(tmp_path / "made_1.csv", [row]))] == ["2024-09-30"]


def test_a_joint_return_counts_for_both_and_says_so(tmp_path: Path) -> None:
    rows = [
        {"new_la_code": "E06000061 / E06000062", "rate": "30.1"},
        {"new_la_code": "E06000061 / E06000062", "rate": "c", "time_period": "2023"},
    ]
    assert [figure[:1] + figure[2:] for figure in figures(write(tmp_path / "made_1.csv", rows))] == [
        ("E06000061", "2024-09-30", "30.1", "joint"),
        ("E06000062", "2024-09-30", "30.1", "joint"),
        ("E06000061", "2023-09-30", "", "suppressed"),
        ("E06000062", "2023-09-30", "", "suppressed"),
    ]


def test_no_body_has_a_figure_from_outside_its_lifetime_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    rows = [
        {"new_la_code": "E06000061", "time_period": "2020", "rate": "5"},
        {"new_la_code": "E06000062", "time_period": "2020", "rate": "z"},
        {"new_la_code": "E10000021", "time_period": "2020", "rate": "6"},
        {"new_la_code": "E10000021", "time_period": "2021", "rate": "7"},
    ]
    read = read_file(write(tmp_path / "made_1.csv", rows), [RATE], BODIES)
    assert [(figure.authority_code, figure.period_end, figure.value) for figure in read.figures] == [
        ("E06000062", "2020-09-30", ""),
        ("E10000021", "2020-09-30", "6"),
    ]
    assert read.left_out == [
        "left out: made_1.csv, line 2: made_rate at 2020-09-30 of North Northamptonshire "
        "(E06000061, from 2021-04-01), which did not exist then",
        "left out: made_1.csv, line 5: made_rate at 2021-09-30 of Northamptonshire "
        "(E10000021, until 2021-04-01), which did not exist then",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rate": "n/a"}, "line 3, column rate: expected a number or one of the marks c, x, z, u, low, k; found 'n/a'"),
        ({"rate": ""}, "line 3, column rate: .*found ''"),
        ({"rate": "1,200"}, "line 3, column rate: .*found '1,200'"),
        ({"new_la_code": "E08000099"}, "line 3, column new_la_code: 'E08000099' is the code of no authority"),
        ({"new_la_code": ""}, "line 3, column new_la_code: ''"),
        ({"new_la_code": "E08000027 / E0"}, "line 3, column new_la_code: 'E0'"),
        ({"geographic_level": "School"}, "line 3, column geographic_level: .*found 'School'"),
        ({"geographic_level": "Regional", "region_code": "W92"}, "line 3, column region_code: .*found 'W92'"),
        ({"geographic_level": "National", "country_code": "W92"}, "line 3, column country_code: .*found 'W92'"),
        ({"time_period": "24"}, "line 3, column time_period: .*found '24'"),
        ({"time_period": "202426"}, "line 3, column time_period: .*found '202426'"),
        ({"time_identifier": "Week 3"}, "line 3, column time_identifier: .*found 'Week 3'"),
        ({"time_period": "2023"}, "line 3, column rate: E08000027 has a figure for 2023-09-30 already"),
    ],
)
def test_a_fault_names_file_line_and_column(tmp_path: Path, change: dict[str, str], words: str) -> None:
    path = write(tmp_path / "made_1.csv", [{"time_period": "2023"}, change])
    with pytest.raises(ContextError, match=words) as told:
        figures(path)
    assert str(path) in str(told.value)


@pytest.mark.parametrize("column", ["time_period", "geographic_level", "new_la_code", "region_code", "kind", "rate"])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    path = write(tmp_path / "made_1.csv", [{}], [name for name in COLUMNS if name != column])
    with pytest.raises(ContextError, match=rf"made_1\.csv, line 1: expected one column {column} \("):
        figures(path)


def test_a_filter_that_no_row_has_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContextError, match="no row has kind=All, which made_rate is read from"):
        figures(write(tmp_path / "made_1.csv", [{"kind": "Some"}]))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1: expected one column time_period"),
        (b"\xff\xfe\x00", "cannot be read"),
        (",".join(COLUMNS).encode() + b"\n2024,Reporting year\n", "line 2: expected 12 cells; found 2"),
        (",".join(COLUMNS).encode() + b'\n"2024,Reporting', "cannot be read"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "made_1.csv"
    path.write_bytes(content)
    with pytest.raises(ContextError, match=words) as told:
        figures(path)
    assert str(path) in str(told.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContextError, match=r"made_1\.csv cannot be read"):
        figures(tmp_path / "made_1.csv")


VALUES = st.one_of(
    st.decimals(min_value=0, max_value=10**6, places=1).map(str), st.sampled_from(["c", "x", "z", "u", "low", "k"])
)
NORTHANTS = ("E10000021", "E06000061", "E06000062")


@given(
    joint=st.dictionaries(st.integers(2015, 2030), VALUES),
    alone=st.dictionaries(st.tuples(st.sampled_from(NORTHANTS), st.integers(2015, 2030)), VALUES),
)
def test_joint_returns_and_lifetimes_hold_for_any_years(
    tmp_path_factory: pytest.TempPathFactory, joint: dict[int, str], alone: dict[tuple[str, int], str]
) -> None:
    rows = [
        {"new_la_code": code, "time_period": str(year), "rate": text}
        for (code, year), text in alone.items()
        if code == "E10000021" or year not in joint
    ]
    rows += [
        {"new_la_code": "E06000061/E06000062", "time_period": str(year), "rate": text} for year, text in joint.items()
    ]
    path = write(tmp_path_factory.mktemp("made") / "made_1.csv", [{"time_period": "2000"}, *rows])
    read = read_file(path, [RATE], BODIES)
    found = {(figure.authority_code, int(figure.period_end[:4])): figure for figure in read.figures}

    # The lifetime: 30 September of 2020 is the county's last, and of 2021 the first of the two new bodies.
    for (code, year), figure in found.items():
        if figure.value and code in NORTHANTS:
            assert (year <= 2020) == (code == "E10000021")
    # Both bodies of a joint return have its figure, and only such a figure says so.
    for year, text in joint.items():
        north, west = found.get(("E06000061", year)), found.get(("E06000062", year))
        assert (north is None) == (west is None)
        if north and west:
            assert (north.value, north.status) == (west.value, west.status)
            assert (north.status == "joint") == text.replace(".", "").isdigit()
    assert all(figure.status != "joint" or year in joint for (_, year), figure in found.items())
    # Nothing is lost without a word: a number is in the table or among what was left out.
    numbers = [row for row in rows if row["rate"].replace(".", "").isdigit()]
    expected = sum(2 if "/" in row["new_la_code"] else 1 for row in numbers)
    kept = sum(1 for (code, _), figure in found.items() if figure.value and code in NORTHANTS)
    assert kept + len(read.left_out) == expected
