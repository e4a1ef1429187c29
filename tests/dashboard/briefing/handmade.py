"""A briefing made by hand, so that the writers are tested without any dataset."""

from __future__ import annotations

import datetime as dt
import io

import pandas as pd
from PIL import Image

from dashboard.briefing.model import Content, Picture, Section, Size, Source, Table
from dashboard.drawing.placing import Box
from dashboard.drawing.scene import Mark, Rect, Scene, Words, line
from dashboard.theme import INK, MUTED

OFSTED = Source(
    "Main findings: children's social care in England 2025", "Ofsted", "https://www.gov.uk/x", dt.date(2025, 7, 10)
)
DFE = Source("Statistical neighbours 2025", "Department for Education", "https://www.gov.uk/y")
RI, GOOD, BAD = "Requires improvement", "Good", "Inadequate"


def draw(size: Size) -> Scene:
    """Two blocks and their words, as wide as the size."""
    half = size.width / 2
    blocks = [Box(10, 20, half - 1, 60), Box(half + 1, 20, size.width - 10, 60)]
    report = "https://reports.ofsted.gov.uk/file/1"
    return Scene(
        size.width,
        300,
        (
            Rect(
                box=blocks[0], fill="#9E3A06", line=INK, name="a1", hover="Overall: Inadequate\nJune 2016", link=report
            ),
            Words(*blocks[0].middle, "Inadequate", 12, "#ffffff", "center", name="a1"),
            Rect(box=blocks[1], fill="#F6B26B", line=INK, name="a2"),
            Words(*blocks[1].middle, "Requires improvement", 12, INK, "center"),
            Mark(x=half, y=120, symbol="diamond", radius=14, fill="#ffffff", line=INK, hover="Monitoring visit 1"),
            line(10, 200, size.width - 10, 200, MUTED, dash="dash"),
            Words(10, 240, "Dudley & its <visits>", 12, MUTED),
        ),
    )


PICTURE = Picture(
    name="timeline",
    title="Dudley left inadequate in December 2018 and has required improvement since",
    alt="Timeline of Dudley's overall grade: inadequate in April 2016, requires improvement from December 2018.",
    reading="A grade stands until the next inspection.",
    source="Source: Ofsted, Open Government Licence v3.0. As at 12 May 2026.",
    draw=draw,
)
NAMES = (
    "Dudley", "Walsall", "Rotherham", "Tameside", "St. Helens", "Telford and Wrekin", "Wigan",
    "Bournemouth, Christchurch and Poole", "Doncaster", "Stockton-on-Tees", "Kingston upon Hull, City of",
)  # fmt: skip
NEIGHBOURS = Table(
    name="neighbours",
    title="Judgements now, Dudley and its statistical neighbours",
    frame=pd.DataFrame(
        {
            "Authority": NAMES,
            "Inspected": pd.to_datetime(["2022-10-31"] * len(NAMES)),
            "Overall effectiveness": [
                RI,
                GOOD,
                GOOD,
                BAD,
                GOOD,
                "Outstanding",
                RI,
                GOOD,
                GOOD,
                GOOD,
                "not given since April 2026",
            ],
            "Leadership": [RI, GOOD, GOOD, BAD, GOOD, "Outstanding", RI, GOOD, GOOD, GOOD, GOOD],
            "Help and protection": [RI] * len(NAMES),
            "Children in care": [GOOD] * len(NAMES),
            "Care leavers": ["not judged separately"] * len(NAMES),
        }
    ),
    caption="Neighbours in DfE's order, nearest first.",
)
VISITS = Table(
    name="visits",
    title="Visits to Dudley and what they looked at",
    frame=pd.DataFrame(
        {
            "Date": pd.to_datetime([f"20{year}-03-0{1 + year % 9}" for year in range(12, 26)]),
            "Visit": ["focused visit"] * 13 + ["=2+5"],
            "Theme": ["Front door; children in need or subject to a child protection plan"] * 14,
            "Areas for priority action": pd.array([0, 1, None, *[0] * 11], dtype="Int64"),
            "Report": [f"https://reports.ofsted.gov.uk/file/{number}" for number in range(14)],
        }
    ),
    links=("Visit", "Report"),
    caption="Visits carry no grade.",
)


def content() -> Content:
    return Content(
        slug="dudley",
        what="timeline",
        subject="Dudley children's services",
        headline=PICTURE.title,
        as_at=dt.date(2026, 5, 12),
        sections=(
            Section(
                key="story",
                title=PICTURE.title,
                paragraphs=(
                    "Ofsted judged Dudley inadequate in April 2016. It has required improvement since December 2018.",
                    "Its last full inspection, in October 2022, kept that grade; leadership fell from good.",
                ),
                points=("Overall effectiveness is no longer given for inspections from April 2026.",) * 3,
                notes="Say the story in plain words.",
                cites=(OFSTED,),
            ),
            Section(key="timeline", title="Three inspections since 2016", picture=PICTURE),
            Section(
                key="neighbours",
                title="Seven of Dudley's ten statistical neighbours are good or better",
                table=NEIGHBOURS,
                cites=(DFE,),
            ),
            Section(
                key="visits",
                title="Ofsted has visited Dudley 14 times between inspections",
                paragraphs=("The last was in March 2025.",),
                table=VISITS,
            ),
            Section(
                key="next",
                title="The next inspection may fall between May and December 2026",
                paragraphs=("Gaps between inspections of authorities that require improvement: 952 to 1288 days.",),
                points=("This is a pattern of the past, not a schedule of Ofsted's.",),
            ),
        ),
        tables=(NEIGHBOURS, VISITS),
        sources=(OFSTED, DFE),
        method=("Dates are those of inspections.", "A new body inherits no grade."),
        keywords=("Ofsted", "Dudley"),
    )


def png(width: int = 400, height: int = 200) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(target, "PNG")
    return target.getvalue()
