"""What tripped the readers once, kind by kind, in made documents: trusts, odd dates, who led, lists of points, themes, boards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.grades import ELEMENTS, Grade, Judgement, Status
from loaders.reports import parse as parse_clean
from loaders.reports.dates import DateRange, parse_range
from loaders.reports.national_framework import elements_of
from loaders.reports.reading import Document, Reading
from loaders.reports.text import clean
from tests.loaders.reports.made_reports import COMBINED, ILACS_ROWS, ilacs, jtai, letter, pdf, send, sif

ROWS = [(ILACS_ROWS[0], "Good"), (ILACS_ROWS[1], "Good"), (COMBINED, "Good"), (ILACS_ROWS[4], "Good")]
GRADES = ["Inadequate", "Requires improvement", "Good", "Outstanding", "Good"]


def parse(pages: list[str]) -> Reading:
    """What a document says whose pages hold this text as a PDF gives it."""
    return parse_clean([clean(page) for page in pages])


# a. A trust or company in the council's place


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Inspection of Northbridge Children and Families Trust", "Northbridge"),
        ("Inspection of Northbridge Children’s Trust", "Northbridge"),
        ("Inspection of Northbridge Children’s Services Trust", "Northbridge"),
        ("Inspection of Northbridge Children First", "Northbridge"),
        ("Inspection of the Northbridge Children’s Trust and Northbridge City Council", "Northbridge"),
        ("Inspection of Achieving for Children, Northbridge upon Thames", "Northbridge upon Thames"),
        ("Inspection of Northbridge upon Thames / Achieving for Children", "Northbridge upon Thames"),
        ("Inspection of Together for Children", "Sunderland"),
        ("Inspection of Brighter Futures for Children", "Reading"),
        ("Northbridge Children’s Services\nInspection of children’s social care services", "Northbridge"),
        ("Northbridge City of\nInspection of children’s social care services", "Northbridge"),
        ("Inspection of children’s services in Northbridge", "Northbridge"),
        ("Inspection of services delivered by a trust on behalf of Northbridge Council", "Northbridge"),
    ],
)
def test_an_inspection_is_known_by_its_table_and_its_place_behind_a_trust(title: str, name: str) -> None:
    said = parse(ilacs(ROWS, title=title))
    assert said.document == Document.ILACS
    assert said.authority == name
    assert said.judgements[Judgement.OVERALL] == Grade.GOOD


def test_the_footer_names_the_place_and_the_days_where_the_title_does_not() -> None:
    footer = "Inspection of Northbridge children’s services 12 to 23 January 2026"
    said = parse(ilacs(ROWS, title="Inspection of a company for children", days="12 January to 23", footer=footer))
    assert (said.document, said.authority) == (Document.ILACS, "Northbridge")
    assert (said.start_date, said.end_date) == (dt.date(2026, 1, 12), dt.date(2026, 1, 23))
    assert "footer" in (said.error or "")


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Focused visit to Northbridge Children’s Trust", None),
        ("Focused visit to Northbridge Children First", None),
        ("Focused visit to children’s services", None),
        ("Focused visit", "This letter summarises the findings of the focused visit to Northbridge Children First on 5 and 6 December 2023."),
        (
            "Focused visit to Achieving for Children",
            "This letter summarises the findings of the focused visit on 5 and 6 December 2023 to Achieving for Children, "
            "which provides services on behalf of Northbridge City Council.",
        ),
    ],
)  # fmt: skip
def test_a_letter_to_a_trust_names_the_place(title: str, sentence: str | None) -> None:
    said = parse(letter(title=title, sentence=sentence))
    assert (said.document, said.authority) == (Document.FOCUSED_VISIT, "Northbridge")
    assert (said.start_date, said.end_date) == (dt.date(2023, 12, 5), dt.date(2023, 12, 6))


def test_a_letter_that_names_no_place_is_addressed_to_a_council() -> None:
    words = (
        "This letter summarises the findings of the focused visit to Achieving for Children on 5 and 6 December 2023."
    )
    said = parse(
        letter(title="Focused visit to Achieving for Children", sentence=words, address=["Northbridge Borough Council"])
    )
    assert said.authority == "Northbridge"
    two = ["Northbridge Borough Council", "Southford Council"]
    said = parse(letter(title="Focused visit to Achieving for Children", sentence=words, address=two))
    assert said.authority is None
    assert "authority" in (said.error or "")


# b. Odd days


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [
        ("on 25 and 26 October 2023 to Together for Children", (2023, 10, 25), (2023, 10, 26)),
        ("on 25 and 26 October 2023 to the Northbridge Trust", (2023, 10, 25), (2023, 10, 26)),
        ("on 25 and 26 October to Northbridge First", (2023, 10, 25), (2023, 10, 26)),
        ("on 24 October 2022 to 25 October 2023", (2023, 10, 24), (2023, 10, 25)),
        ("on 24 October 2023 to 25 October 2022", (2023, 10, 24), (2023, 10, 25)),
    ],
)
def test_the_days_of_a_letter_hold(days: str, start: tuple[int, int, int], end: tuple[int, int, int]) -> None:
    said = parse(letter(days=days, dated="28 November 2023"))
    assert (said.start_date, said.end_date) == (dt.date(*start), dt.date(*end))


def test_a_misprinted_year_is_told_and_a_letter_without_a_date_mends_none() -> None:
    days = "on 24 October 2022 to 25 October 2023"
    said = parse(letter(days=days, dated="28 November 2023"))
    assert said.printed_days == (dt.date(2022, 10, 24), dt.date(2023, 10, 25))
    assert "printed as 2022-10-24 to 2023-10-25" in (said.error or "")
    assert parse(letter(days=days, dated=None)).start_date is None


@given(st.dates(dt.date(2018, 1, 8), dt.date(2026, 6, 1)), st.integers(0, 4), st.integers(14, 60), st.booleans())
def test_a_year_misprinted_by_one_at_either_end_never_gives_other_days(
    start: dt.date, stay: int, wait: int, first: bool
) -> None:
    end = start + dt.timedelta(days=stay)
    if (start.month, start.day) == (2, 29) or (end.month, end.day) == (2, 29):
        return
    printed = (start.replace(year=start.year - 1), end) if first else (start, end.replace(year=end.year - 1))
    words = " to ".join(f"{day.day} {day:%B} {day.year}" for day in printed)
    found = parse_range(words, letter_date=end + dt.timedelta(days=wait))
    assert found is None or (found.start, found.end) == (start, end)
    if start.year == end.year:
        assert found == DateRange(start, end, printed=printed)


def test_half_a_range_is_none_and_a_weekend_is_told() -> None:
    assert parse_range("3 October to the following week of 2023") is None
    said = parse(letter(days="on 3 December 2023", dated="12 January 2024"))
    assert said.start_date == dt.date(2023, 12, 3)
    assert "Sunday" in (said.error or "")


# c. Who led


def test_the_first_of_two_lead_inspectors() -> None:
    report = [page.replace("Lead inspector:", "Lead inspectors:") for page in ilacs(ROWS, lead="Jane Example, His Majesty’s Inspector, and John Sample, His Majesty’s Inspector")]  # fmt: skip
    assert parse(report).lead_inspector == "Jane Example"


def test_who_signs_a_letter_led_the_visit() -> None:
    assert parse(letter(lead="Aaron Early", signer="Zoe Later")).lead_inspector == "Zoe Later"


def test_the_team_is_found_in_the_middle_where_the_boards_report_is_bound_behind() -> None:
    said = parse(sif(GRADES, board=None, cover="The Local Safeguarding Children Board requires improvement"))
    assert said.lead_inspector == "Jane Example"
    assert said.judgements[Judgement.LSCB] == Grade.REQUIRES_IMPROVEMENT
    assert said.publication_date == dt.date(2016, 4, 5)


def test_ofsteds_first_lead_of_an_area_inspection() -> None:
    pages = send("The local area partnership’s arrangements lead to inconsistent")
    team = "Inspection team\nOfsted Care Quality Commission\nJane Example, HMI, Lead inspector Sam Other, CQC Lead inspector"
    assert parse([*pages[:2], team]).lead_inspector == "Jane Example"


# d. Lists of points


def test_a_point_that_speaks_of_findings_ends_no_list() -> None:
    points = ["Audits are made. Findings from them are not used.", "Strategic Overview of plans.", "The last."]
    assert parse(ilacs(ROWS, points=points)).improvement_areas == 3
    needs = "Areas for improvement\n◼ Audits are made. Findings were not shared.\n◼ The second.\n◼ The third."
    assert parse(jtai("neglect", needs=needs)).improvement_areas == 3


def test_a_document_without_such_a_section_lists_no_point() -> None:
    assert parse(letter(points=0)).improvement_areas == 0
    assert parse(ilacs(ROWS, points=0)).improvement_areas == 0


def test_a_list_that_is_not_there_or_not_known_has_no_count() -> None:
    earlier = "The points set at the inspection of July 2018 remain."
    said = parse(letter(points=0, body=["What needs to improve in this area of social work practice?", earlier]))
    assert said.improvement_areas is None
    assert "improve" in (said.error or "")
    other = parse(letter(points=0, body=["Much is done.", "Recommendations", "◼ One thing."]))
    assert other.improvement_areas is None
    cut_short = letter(points=0)[:2]
    assert parse(cut_short).improvement_areas is None


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (["Areas for priority action", "The areas set at the last visit remain. There are no additional priority actions."], 0),
        (["Areas for priority action", "◼ There are no areas for priority action"], 0),
        (["Areas for priority action", "Two areas follow:", "◼ The one.", "◼ The other.", "◼ A third."], 3),
    ],
)  # fmt: skip
def test_newly_set_priority_areas_are_counted(body: list[str], number: int) -> None:
    assert parse(letter(points=0, body=body)).priority_action_areas == number


# e. Themes


@pytest.mark.parametrize(
    ("looked", "theme"),
    [
        ("Inspectors looked at arrangements for children who need help and protection. Specifically, they considered the response to contacts and referrals.", "Front door"),
        ("Inspectors considered arrangements for child in need and child protection. Specifically, they considered contacts, referrals and assessments.", "Front door"),
        ("Inspectors looked at arrangements for care leavers. Specifically, they considered the quality of needs assessments.", "Care leavers"),
        ("Inspectors looked at arrangements for contact, referral and assessment.", "Front door"),
        ("Inspectors looked at the work of the Contact, Advice and Assessment Service (CAAS) and children in care.", "Children in care"),
        ("Inspectors looked at placement decision-making for older children.", "Children in care"),
        ("Inspectors looked at the quality of assessments for children in care.", "Children in care"),
        ("Inspectors looked at the quality of assessments.", "Children in need/subject to a plan"),
        ("Inspectors looked at the local authority’s arrangements for tree planting.", None),
    ],
)  # fmt: skip
def test_the_narrower_sentence_says_the_theme(looked: str, theme: str | None) -> None:
    assert parse(letter(looked=looked)).theme == theme


@pytest.mark.parametrize(
    ("words", "theme"),
    [
        ("children at risk of exploitation, including sexual and criminal exploitation,", "child exploitation, sexual and criminal"),
        ("children at risk of sexual exploitation and those at risk of criminal exploitation", "child exploitation, sexual and criminal"),
        ("criminal exploitation of children", "criminal exploitation of children"),
        ("serious youth violence and/or criminal exploitation", "serious youth violence"),
        ("children and families who need help", "children and families who need help"),
        ("the identification of initial need and risk", "identification of initial need and risk"),
    ],
)  # fmt: skip
def test_themes_of_joint_inspections(words: str, theme: str) -> None:
    assert parse(jtai(words)).theme == theme


# f. The safeguarding board


@pytest.mark.parametrize(
    ("board", "grade"),
    [
        ("The Local Safeguarding Children Board is Good", Grade.GOOD),
        ("The LSCB is inadequate because: partners do not meet", Grade.INADEQUATE),
        ("The Local Safeguarding Children Board requires improvement", Grade.REQUIRES_IMPROVEMENT),
    ],
)
def test_the_boards_grade_in_every_wording(board: str, grade: Grade) -> None:
    said = parse(sif(GRADES, board=board))
    assert said.judgements[Judgement.LSCB] == grade
    assert Judgement.LSCB not in said.not_graded


def test_a_report_without_a_board_review_says_so() -> None:
    said = parse(sif(GRADES, board=None, again=True))
    assert Judgement.LSCB not in said.judgements
    assert said.not_graded == {Judgement.LSCB: Status.NOT_SEPARATE}


# g. A letter without a date


@pytest.mark.parametrize("dated", [None, "6 November 20205"])
def test_a_letter_without_a_sound_date_has_that_of_its_link(dated: str | None, tmp_path: Path) -> None:
    from loaders.reports import read_report
    from loaders.reports.observe import link_dates, with_link_date

    path = tmp_path / "northbridge" / "letter.pdf"
    path.parent.mkdir()
    path.write_bytes(pdf(letter(dated=dated)))
    reading = read_report(path)
    assert reading.publication_date is None
    assert "no date of its own" in (reading.error or "")
    assert link_dates([path]) == {}
    (tmp_path / "manifest.csv").write_text(
        "path,urn,provider,link_text,published,file_id,source_url,sha256\n"
        "northbridge/letter.pdf,80999,Northbridge,Children's services focused visit,2024-01-12,,,\n"
    )
    assert with_link_date(reading, link_dates([path]).get(path)).publication_date == dt.date(2024, 1, 12)
    dated_letter = parse(letter(dated="13 January 2024"))
    assert with_link_date(dated_letter, dt.date(2024, 1, 12)).publication_date == dt.date(2024, 1, 13)


# The national framework


@pytest.mark.parametrize(
    ("point", "elements"),
    [
        ("Visits. (outcome 3, national framework)", ["outcome 3"]),
        ("Visits (National Framework, Outcome three)", ["outcome 3"]),
        ("Visits [ Outcome 4, national framework].", ["outcome 4"]),
        ("Visits. Enabler three: National Framework.", ["enabler 3"]),
        ("Visits (enabler: leaders drive conditions for effective practice, national framework)", ["enabler 2"]),
        ("Visits (Enabler 2: Leaders drive conditions for effective practice)", ["enabler 2"]),
        ("Visits (Enabler: the workforce is equipped and effective, National Framework)", ["enabler 3"]),
        ("Visits (enabler: multi-agency working is prioritised)", ["enabler 1"]),
        ("Visits (outcomes 1 and 3, national framework)", ["outcome 1", "outcome 3"]),
        ("Visits (outcome 2 and enabler two, national framework)", ["outcome 2", "enabler 2"]),
        ("Visits (principle 4)", ["principle 4"]),
        ("Visits to 3 homes, and outcomes for 4 children.", []),
        ("Visits (outcome 9, national framework)", []),
    ],
)
def test_the_elements_that_a_point_names(point: str, elements: list[str]) -> None:
    assert list(elements_of(point)) == elements


def test_a_list_a_point_in_the_order_printed() -> None:
    points = [
        "Visits (outcome 3, national framework)",
        "Plans.",
        "Supervision (outcome 1 and enabler 2, national framework)",
    ]
    said = parse(ilacs(ROWS, points=points))
    assert said.elements == (("outcome 3",), (), ("outcome 1", "enabler 2"))
    assert len(said.elements) == said.improvement_areas
    assert parse(letter(points=points)).elements == said.elements


WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


@given(
    st.lists(st.sampled_from(ELEMENTS), unique=True, max_size=3),
    st.booleans(),
    st.booleans(),
    st.text("abc (,).", max_size=12),
)
def test_elements_in_words_or_figures(elements: list[str], in_words: bool, capital: bool, noise: str) -> None:
    printed = []
    for element in elements:
        kind, number = element.split()
        printed.append(f"{kind.capitalize() if capital else kind} {WORDS[int(number)] if in_words else number}")
    point = f"The quality of plans {noise} ({', '.join(printed)}, national framework)"
    assert list(elements_of(point)) == elements
