"""How far each kind of event is known: the file, each fault of it, and what moves it on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import Dataset
from loaders.coverage import Covered, by_releases, coverage_frame, extended, known_coverage, moved_on, read_coverage
from loaders.errors import LoaderError
from loaders.grades import Kind
from loaders.refresh import saw_all
from loaders.site.pages import Authority
from loaders.site.result import CrawlResult

HEAD = "kind,complete_from,complete_to,basis"
DAY = dt.date(2026, 9, 1)


def save(folder: Path, *rows: str) -> Path:
    path = folder / "coverage.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def test_the_file_of_the_sources(sources: Path) -> None:
    found = {
        row.kind: (str(row.complete_from), str(row.complete_to)) for row in read_coverage(sources / "coverage.csv")
    }
    assert found[Kind.FULL] == ("2013-11-01", "2026-08-22")
    assert found[Kind.FOCUSED_VISIT] == ("2018-01-01", "2026-02-03")
    assert found[Kind.MONITORING_VISIT] == ("2022-04-01", "2025-03-31")
    assert set(found) == set(Kind)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "focussed visit,2018-01-01,2026-02-03,letters",
            "row 2, column kind: expected one of full inspection, .*; found",
        ),
        (
            "focused visit,1/1/2018,2026-02-03,letters",
            "row 2, column complete_from: expected a date such as .*'1/1/2018'",
        ),
        ("focused visit,2018-01-01,,letters", "row 2, column complete_to: expected a date such as .* found ''"),
        (
            "focused visit,2026-02-04,2026-02-03,x",
            "row 2, column complete_to: expected a day on or after complete_from",
        ),
        ("focused visit,2018-01-01,2026-02-03,", "row 2, column basis: expected what the row rests on"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(LoaderError, match=message) as caught:
        read_coverage(save(tmp_path, row))
    assert "coverage.csv" in str(caught.value)


def test_a_kind_stands_once(tmp_path: Path) -> None:
    row = "focused visit,2018-01-01,2026-02-03,letters"
    with pytest.raises(LoaderError, match="row 3, column kind: 'focused visit' stands twice"):
        read_coverage(save(tmp_path, row, row))


def test_a_folder_without_a_dataset_knows_nothing(tmp_path: Path) -> None:
    assert known_coverage(tmp_path) == []


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rows = by_releases(dt.date(2025, 3, 31))
    (tmp_path / "coverage.csv").write_text(coverage_frame(rows).to_csv(index=False), encoding="utf-8")
    assert known_coverage(tmp_path) == rows


def test_a_crawl_of_all_authorities_moves_what_their_pages_list(sources: Path) -> None:
    before = read_coverage(sources / "coverage.csv")
    after = moved_on(before, DAY)
    moved = {
        new.kind for old, new in zip(before, after, strict=True) if new.complete_to == DAY and old.complete_to < DAY
    }
    assert moved == {Kind.FULL, Kind.FOCUSED_VISIT, Kind.JTAI, Kind.AREA_SEND}
    assert [row for row in after if row.kind not in moved] == [row for row in before if row.kind not in moved]
    assert all("seen on 1 September 2026" in row.basis for row in after if row.kind in moved)
    again = moved_on(after, DAY + dt.timedelta(days=1))
    assert all(row.basis.count("seen on") == 1 for row in again if row.kind in moved)


def test_a_newer_release_extends_what_it_leaves_no_gap_before() -> None:
    known = [
        Covered(Kind.FOCUSED_VISIT, dt.date(2018, 1, 1), dt.date(2026, 2, 3), "letters"),
        Covered(Kind.MONITORING_VISIT, dt.date(2016, 5, 1), dt.date(2020, 1, 1), "pages"),
        Covered(Kind.JTAI, dt.date(2016, 1, 1), dt.date(2025, 3, 13), "letters"),
    ]
    focused, monitoring, joint = extended(known, by_releases(dt.date(2026, 3, 31)))
    assert focused.complete_to == dt.date(2026, 3, 31)
    assert (monitoring, joint) == (known[1], known[2])


def test_only_a_crawl_that_saw_every_authority_without_a_fault_moves_anything(dataset: Dataset) -> None:
    bodies = dataset.authorities()
    every = tuple(Authority(urn, "x") for urn in bodies.loc[bodies["abolished"].isna(), "urn"])

    def crawled(seen: tuple[Authority, ...], failed: tuple[tuple[str, str], ...] = ()) -> CrawlResult:
        return CrawlResult(seen, (), (), (), failed, (), 0, 0)

    assert len(every) == 153
    assert saw_all(crawled(every), bodies)
    assert not saw_all(crawled(every[1:]), bodies)
    assert not saw_all(crawled(every, (("https://example.org", "timed out"),)), bodies)


DAYS = st.dates(dt.date(2009, 1, 1), dt.date(2030, 1, 1))


@given(DAYS, DAYS, DAYS)
def test_nothing_moves_backwards(begin: dt.date, end: dt.date, day: dt.date) -> None:
    known = [Covered(kind, min(begin, end), max(begin, end), "x") for kind in Kind]
    for rows in (moved_on(known, day), extended(known, by_releases(day))):
        assert [row.kind for row in rows] == list(Kind)
        assert all(new.complete_to >= old.complete_to for old, new in zip(known, rows, strict=True))
        assert all(new.complete_from == old.complete_from for old, new in zip(known, rows, strict=True))
