"""Names of authorities and inspectors without style and rank."""

from __future__ import annotations

import pytest

from loaders.reports.names import authority_name, person_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("London Borough of Brent Council", "Brent"),
        ("the Royal Borough of Kingston upon Thames Council", "Kingston upon Thames"),
        ("Metropolitan Borough of Barnsley Council", "Barnsley"),
        ("City of Wolverhampton", "Wolverhampton"),
        ("City of London", "City of London"),
        ("City of London Corporation", "City of London"),
        ("City of Bradford Metropolitan District Council's", "Bradford"),
        ("Wakefield Metropolitan District Council", "Wakefield"),
        ("Hammersmith & Fulham", "Hammersmith and Fulham"),
        ("Stockton-on-Tees Borough Council", "Stockton-on-Tees"),
        ("Isle of Wight Council", "Isle of Wight"),
        ("St Helens Council", "St Helens"),
        ("St. Helens Council", "St. Helens"),
        ("Bournemouth, Christchurch and Poole Council", "Bournemouth, Christchurch and Poole"),
        ("County of Herefordshire District Council", "Herefordshire"),
        ("County Durham", "County Durham"),
        ("Dudley MBC", "Dudley"),
        ("Devon county council", "Devon"),
    ],
)
def test_the_place_that_a_name_names(printed: str, name: str) -> None:
    assert authority_name(printed) == name


@pytest.mark.parametrize(
    "printed", ["", "Council", "Good Brent", "Brent Inspection of Brent", "of London", "12 May", "x" * 90]
)
def test_words_that_are_no_name(printed: str) -> None:
    assert authority_name(printed) is None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Neil Penswick HMI", "Neil Penswick"),
        ("Karen Wareing (HMI)", "Karen Wareing"),
        ("Máire Atherton, His Majesty's Inspector", "Máire Atherton"),
        ("Jenny-ellen Scotland", "Jenny-ellen Scotland"),
        ("Paula Thomson-Jones Her Majesty's Inspector", "Paula Thomson-Jones"),
        ("the team", None),
        ("HMI", None),
        ("Smith", None),
    ],
)
def test_an_inspector_without_rank(printed: str, name: str | None) -> None:
    assert person_name(printed) == name
