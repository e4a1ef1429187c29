"""Links and what their documents say, to observations."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loaders.addresses import canonical_url
from loaders.errors import ReportError
from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status
from loaders.register.authorities import load_register
from loaders.reports.observe import Link, authority_of, observe, read_manifest, to_observation
from loaders.reports.reading import Document, Reading

HEADER = "path,urn,provider,link_text,published,file_id,source_url,sha256\n"


def link(
    urn: str = "80464",
    provider: str = "Dudley",
    published: str = "2018-12-10",
    text: str = "Children's services inspection",
) -> Link:
    day = dt.date.fromisoformat(published)
    return Link(urn, provider, text, day, "https://files.ofsted.gov.uk/v1/file/1", "ab" * 32, None)


def ilacs(start: str, end: str, **facts: object) -> Reading:
    dates = {"start_date": dt.date.fromisoformat(start), "end_date": dt.date.fromisoformat(end)}
    return Reading(document=Document.ILACS, **dates, **facts)  # type: ignore[arg-type]


def test_a_manifest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(
        HEADER + "a/b.pdf,80464,Dudley,Focused visit,2020-01-21,7,https://x/v1/file/7,abc\n", encoding="utf-8"
    )
    (found,) = read_manifest(path)
    assert found.path == tmp_path / "a/b.pdf"
    assert found.published == dt.date(2020, 1, 21)
    assert found.url == "https://files.ofsted.gov.uk/v1/file/7"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEADER + "a.pdf,80464,Dudley,Visit,21/01/2020,,,abc\n", "row 2, column published"),
        ("path,urn\na.pdf,80464\n", "file_id"),
    ],
)
def test_a_fault_of_a_manifest_is_named(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=words):
        read_manifest(path)


@pytest.mark.parametrize("host", ["http://127.0.0.1:8899", "https://files.ofsted.gov.uk"])
def test_a_document_has_one_address_whatever_host_served_it(host: str) -> None:
    assert canonical_url(f"{host}/v1/file/50042967") == "https://files.ofsted.gov.uk/v1/file/50042967"


def test_two_weeks_on_site_are_a_standard_inspection_and_one_is_a_short_one() -> None:
    register = load_register()
    code = authority_of(link(), None, register)
    two = to_observation(link(), ilacs("2018-10-29", "2018-11-09"), code)
    one = to_observation(link(), ilacs("2018-10-29", "2018-11-02"), code)
    assert two is not None
    assert one is not None
    assert (two.event_type, one.event_type) == (EventType.STANDARD_INSPECTION, EventType.SHORT_INSPECTION)
    assert two.publication_date == dt.date(2018, 12, 10)


def test_the_grades_keep_the_words_and_the_silences_their_reasons() -> None:
    reading = ilacs(
        "2026-05-11",
        "2026-05-22",
        judgements={Judgement.LEADERSHIP: Grade.REQUIRES_IMPROVEMENT},
        grades_as_published={Judgement.LEADERSHIP: "Requires improvement to be good"},
        not_graded={Judgement.OVERALL: Status.NOT_GIVEN},
    )
    seen = to_observation(link(published="2026-07-07"), reading, "E08000027")
    assert seen is not None
    said = {record.judgement: (record.grade, record.as_published, record.status) for record in seen.judgements}
    assert said[Judgement.LEADERSHIP] == (Grade.REQUIRES_IMPROVEMENT, "Requires improvement to be good", Status.GRADED)
    assert said[Judgement.OVERALL] == (None, "", Status.NOT_GIVEN)


def test_a_monitoring_visit_belongs_to_the_framework_of_its_day() -> None:
    for year, framework in (("2017", Framework.SIF), ("2019", Framework.ILACS)):
        reading = Reading(document=Document.MONITORING_VISIT, start_date=dt.date(int(year), 5, 3), visit_number=2)
        seen = to_observation(link(published=f"{year}-06-01"), reading, "E08000027")
        assert seen is not None
        assert seen.framework == framework


def test_an_unreadable_inspection_is_an_event_with_a_reason_and_an_unreadable_letter_is_none() -> None:
    bad = Reading(document=Document.NOT_A_REPORT, error="it is encrypted")
    seen = to_observation(link(), bad, "E08000027")
    assert seen is not None
    assert seen.judgements[0].status == Status.UNREADABLE
    assert seen.date_precision == Precision.UNKNOWN
    assert to_observation(link(text="Children's services focused visit"), bad, "E08000027") is None


def test_a_report_is_about_the_body_of_its_own_day() -> None:
    register = load_register()
    dorset = register.resolve("Dorset", dt.date(2022, 1, 1))
    urn = register.body(dorset).urn
    assert urn is not None
    page = link(urn=urn, provider="Dorset", published="2016-05-10", text="Single inspection")
    assert authority_of(page, None, register) == "E10000009"


@pytest.mark.parametrize(("name", "code"), [("Bournemouth", "E06000028"), ("Poole", "E06000029")])
def test_a_report_of_one_of_two_predecessors_is_told_by_its_own_name(name: str, code: str) -> None:
    register = load_register()
    urn = register.body("E06000058").urn
    assert urn is not None
    page = link(urn=urn, provider="Bournemouth, Christchurch and Poole", published="2014-06-10")
    reading = Reading(document=Document.SIF, authority=name, start_date=dt.date(2014, 4, 8))
    assert authority_of(page, reading, register) == code


def test_a_number_that_is_not_known_falls_back_to_the_name_of_the_link() -> None:
    reading = Reading(document=Document.SIF, authority="Dudley", start_date=dt.date(2016, 1, 11))
    assert authority_of(link(urn="1"), reading, load_register()) == "E08000027"


def test_an_unknown_authority_is_listed_and_stops_nothing() -> None:
    reading = ilacs("2018-10-29", "2018-11-09")
    observations, documents = observe(
        [(link(urn="1", provider="Atlantis"), reading), (link(), reading), (link(), None)], load_register()
    )
    assert [item.judgements[:1] == () for item in observations] == [True, False]  # the second is gone: unreadable
    lost = documents[documents["urn"] == "1"].iloc[0]
    assert "Atlantis" in lost["error"]
    assert (documents["document"] == "gone").sum() == 1
