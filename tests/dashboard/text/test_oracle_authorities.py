"""Every sentence on every authority, by either date, says what the tables say; and none that is owed is missing."""

from __future__ import annotations

import pytest

from dashboard import text
from dashboard.history.awaited import awaited
from dashboard.history.story import By, stories
from loaders import Dataset, load_dataset
from tests.dashboard.asking import half_read
from tests.dashboard.oracle import authority
from tests.dashboard.oracle.grammar import Asked, Oracle
from tests.dashboard.oracle.prose import PROSE
from tests.dashboard.oracle.tables import Tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module", params=["as it is", "half read"])
def known(
    request: pytest.FixtureRequest, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Dataset, Tables]:
    """The bundled dataset, and one in which many records end before the day that it reaches."""
    if request.param == "as it is":
        return dataset, Tables()
    folder = half_read(tmp_path_factory.mktemp("half"))
    return load_dataset(folder), Tables(folder)


@pytest.mark.parametrize("by", ["publication", "inspection"])
def test_every_sentence_on_every_authority_is_so(known: tuple[Dataset, Tables], by: By) -> None:
    dataset, tables = known
    oracle = Oracle(tables, authority.rules, prose=PROSE)
    faults = []
    for slug, story in stories(dataset).items():
        asked = Asked(tables, tables.by_slug[slug], by)
        today = dataset.reach
        coming = awaited(dataset, story, today)
        said, found = oracle.judge(" ".join(text.summary(story, by, today)), asked)
        missing = authority.owed(asked) - said
        faults += [*found, *(f"{asked.about}: no sentence by the rule {name}" for name in missing)]
        for words in (
            text.title(story, by, today),
            text.subtitle(story, by, today),
            " ".join(text.caption(story, by, today, today, coming)),
            text.alternative(story, by, today, coming),
            text.left_out(story, by, today),
        ):
            faults += oracle.judge(words, asked)[1]
    assert not faults, "\n".join(faults[:20])


@pytest.mark.parametrize("slug", ["dudley", "cumbria", "north-northamptonshire"])
def test_what_is_not_so_is_found(tables: Tables, slug: str) -> None:
    """The oracle itself: a month, a grade or a verb that is another one is a fault, and so is a shape unknown to it."""
    oracle = Oracle(tables, authority.rules, prose=PROSE)
    asked = Asked(tables, tables.by_slug[slug])
    wrong = {
        "dudley": [
            "Dudley left inadequate in October 2018 and has required improvement since",
            "Dudley left inadequate in December 2018 and has been good since",
            "Dudley rose from inadequate to requires improvement in December 2018",
            "It was inadequate for two years and seven months (April 2016 to December 2018).",
            "Since its latest full inspection the record shows three focused visits.",
            "Dudley did well.",
        ],
        "cumbria": [
            "Cumbria was last judged good in November 2022, and was abolished in April 2023",
            "Cumbria was last judged to require improvement in November 2022, and was abolished in April 2022",
        ],
        "north-northamptonshire": [
            "North Northamptonshire came into being on 1 April 2021, when Northamptonshire was abolished, and inherits a grade.",
            "North Northamptonshire came into being on 1 April 2021, when Cumbria was abolished, and inherits no grade.",
        ],
    }
    for sentence in wrong[slug]:
        assert oracle.judge(sentence, asked)[1], sentence
    assert "no known shape" in oracle.judge("Something else.", asked)[1][0]
