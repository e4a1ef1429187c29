"""Histories made by hand: Dudley as the published reports tell it, and bodies with every kind of nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.history.spans import Span
from dashboard.history.story import Judged, Story, stories_from
from loaders import Grade, Judgement, Status

BLANK = ("end_date", "theme", "visit_number", "priority_action_areas", "improvement_areas", "outcome", "lead_inspector")


class Maker:
    """Collects rows of the three tables, and makes the stories."""

    def __init__(self) -> None:
        self.authorities: list[dict[str, Any]] = []
        self.inspections: list[dict[str, Any]] = []
        self.judgements: list[dict[str, Any]] = []

    def body(self, code: str, name: str, **more: Any) -> None:
        row = dict.fromkeys(("established", "abolished", "predecessors", "successors", "neighbours"))
        self.authorities.append(
            row | {"code": code, "name": name, "slug": name.lower().replace(" ", "-"), "type": "Unitary"}
            | {"region": "West Midlands"} | more
        )  # fmt: skip

    def event(
        self,
        code: str,
        framework: str,
        kind: str,
        start: str | None,
        published: str | None,
        grades: Any = (),
        **more: Any,
    ) -> None:
        key = f"{code}-{len(self.inspections)}"
        row: dict[str, Any] = dict.fromkeys(
            (
                "end_date",
                "theme",
                "visit_number",
                "priority_action_areas",
                "improvement_areas",
                "outcome",
                "lead_inspector",
            )
        )
        self.inspections.append(
            row
            | {"inspection_id": key, "authority_code": code, "framework": framework, "event_type": kind}
            | {"start_date": start, "date_precision": "day" if start else "unknown"}
            | {"publication_date": published, "publication_precision": "day" if published else "unknown"}
            | {"report_url": "https://example.org/report", "source": "made"}
            | more
        )
        for judgement, grade in dict(grades).items():
            graded = grade in {"Outstanding", "Good", "Requires improvement", "Inadequate"}
            self.judgements.append(
                {
                    "inspection_id": key,
                    "judgement": judgement,
                    "grade": grade if graded else None,
                    "grade_as_published": grade if graded else None,
                    "status": "graded" if graded else grade,
                }
            )

    def stories(self) -> dict[str, Story]:
        inspections = pd.DataFrame(self.inspections)
        for column in ("start_date", "end_date", "publication_date"):
            inspections[column] = pd.to_datetime(inspections[column])
        for column in ("visit_number", "priority_action_areas", "improvement_areas"):
            inspections[column] = inspections[column].astype("Int64")
        authorities = pd.DataFrame(self.authorities)
        for column in ("established", "abolished"):
            authorities[column] = pd.to_datetime(authorities[column])
        columns = ["inspection_id", "judgement", "grade", "grade_as_published", "status"]
        return stories_from(authorities, inspections, pd.DataFrame(self.judgements, columns=columns))


OUT, G, R, INAD = "Outstanding", "Good", "Requires improvement", "Inadequate"
VISIT, SHORT, STANDARD = "monitoring visit", "short inspection", "standard inspection"


def grades(overall: str, leaders: str, help_: str, care: str, leavers: str, **more: str) -> dict[str, str]:
    return {
        "overall_effectiveness": overall,
        "leadership": leaders,
        "help_and_protection": help_,
        "children_in_care": care,
        "care_leavers": leavers,
    } | more


def dudley() -> Story:
    make = Maker()
    code = "E08000027"
    make.body(code, "Dudley")
    make.event(code, "SLAC", "full inspection", None, "2012-01-27", {"safeguarding": R, "looked_after_children": G})
    make.event(
        code,
        "SIF",
        "full inspection",
        "2016-01-18",
        "2016-04-05",
        grades(INAD, INAD, INAD, INAD, R, adoption=R, lscb=INAD),
    )
    for number, start, published in (
        (2, "2017-02-21", None),
        (4, "2017-10-11", None),
        (5, "2018-01-01", None),
        (3, None, "2017-07-01"),
        (7, None, None),
    ):
        month = (
            {"date_precision": "month"} if number == 5 else {"publication_precision": "month"} if number == 3 else {}
        )
        make.event(code, "SIF", VISIT, start, published, visit_number=number, **month)
    make.event(code, "ILACS", STANDARD, "2018-10-29", "2018-12-10", grades(R, G, R, G, "not_separate"))
    make.event(
        code, "ILACS", "focused visit", "2019-12-18", "2020-01-21", theme="Children in care", improvement_areas=3
    )
    make.event(
        code,
        "ILACS",
        "focused visit",
        "2020-10-14",
        "2020-11-27",
        theme="Covid assurance visit",
        priority_action_areas=1,
    )
    make.event(code, "ILACS", STANDARD, "2022-10-31", "2023-01-13", grades(R, R, R, R, "not_separate"))
    make.event(code, "ILACS", "focused visit", "2024-04-09", "2024-05-16", theme="Front door", improvement_areas=2)
    make.event(
        code, "Area SEND", "area SEND inspection", "2025-01-13", "2025-03-11", outcome="inconsistent experiences"
    )
    make.event(code, "ILACS", "focused visit", "2025-10-14", "2025-11-20", theme="Children in need/subject to a plan")
    return make.stories()["dudley"]


def cumberland() -> Story:
    make = Maker()
    make.body("E10000006", "Cumbria", abolished="2023-04-01", successors="E06000063")
    make.body("E06000063", "Cumberland", established="2023-04-01", predecessors="E10000006")
    old, new = "E10000006", "E06000063"
    make.event(
        old, "SLAC", "full inspection", None, "2012-05-17", {"safeguarding": INAD, "looked_after_children": INAD}
    )
    make.event(
        old, "SIF", "full inspection", "2015-03-10", "2015-05-13", grades(INAD, INAD, R, INAD, INAD, adoption=R, lscb=R)
    )
    make.event(old, "ILACS", STANDARD, "2017-11-06", "2018-01-10", grades(R, R, R, R, R))
    make.event(old, "ILACS", STANDARD, "2022-10-03", "2022-11-28", grades(R, R, G, R, "not_separate"))
    make.event(new, "ILACS", STANDARD, "2024-10-07", "2024-11-26", grades(INAD, R, INAD, R, G))
    for number, day in enumerate(("2025-04-08", "2025-08-12", "2025-12-02", "2026-03-10"), start=1):
        make.event(new, "ILACS", VISIT, day, day[:8] + "28", visit_number=number)
    make.event(new, "ILACS", STANDARD, "2026-06-08", "2026-07-20", grades("not_given", G, R, R, G))
    return make.stories()["cumberland"]


def isles() -> Story:
    make = Maker()
    make.body("E06000053", "Isles of Scilly")
    make.event(
        "E06000053", "SIF", "full inspection", "2014-05-01", "2014-07-22",
        grades(G, G, G, "not_judged", "not_judged", adoption="not_judged"),
    )  # fmt: skip
    make.event(
        "E06000053",
        "ILACS",
        "short inspection",
        "2020-02-03",
        "2020-03-09",
        grades(OUT, G, OUT, "not_judged", "not_judged"),
    )
    return make.stories()["isles-of-scilly"]


def long_story() -> Story:
    """Two rounds of many monitoring visits, and everything else beside them."""
    make = Maker()
    code = "E08000028"
    make.body(code, "Long story")
    make.event(code, "SLAC", "full inspection", None, "2009-10-27", {"safeguarding": INAD, "looked_after_children": R})
    make.event(code, "CPI", "full inspection", "2013-02-04", "2013-03-21", {"child_protection": INAD})
    make.event(
        code,
        "SIF",
        "full inspection",
        "2015-01-19",
        "2015-04-05",
        grades(INAD, INAD, INAD, R, R, adoption=G, lscb=INAD),
    )
    make.event(code, "SIF", "re-inspection", "2017-10-30", "2018-01-15", grades(INAD, INAD, INAD, R, R, adoption=G))
    for number in range(1, 8):
        day = pd.Timestamp("2016-06-15") + pd.DateOffset(months=2 * number)
        make.event(code, "SIF", VISIT, str(day.date()), None, visit_number=number)
    for number in range(1, 13):
        day = pd.Timestamp("2018-04-15") + pd.DateOffset(months=3 * number)
        make.event(code, "ILACS", VISIT, str(day.date()), None, visit_number=number)
    make.event(code, "ILACS", STANDARD, "2022-05-09", "2022-06-20", grades(R, R, R, R, "not_separate"))
    make.event(code, "ILACS", STANDARD, "2024-05-09", "2024-06-20", grades(G, G, R, OUT, G))
    make.event(code, "JTAI", "joint targeted area inspection", "2017-05-09", "2017-07-20", theme="Domestic abuse")
    make.event(
        code,
        "Area SEND",
        "area SEND inspection",
        "2018-05-09",
        "2018-07-20",
        outcome="Written statement of action required",
    )
    return make.stories()["long-story"]


MADE = {"dudley": dudley, "cumberland": cumberland, "isles": isles, "long": long_story}


def made_span(
    grade: Grade | None, start: dt.date, until: dt.date, *, status: Status = Status.GRADED, is_last: bool = True
) -> Span:
    """A span of help and protection, of an ILACS inspection published on its first day."""
    make = Maker()
    make.body("X", "Made")
    day = start.isoformat()
    make.event("X", "ILACS", STANDARD, None, day, {"help_and_protection": str(grade) if grade else status.value})
    (event,) = make.stories()["made"].events
    judged = Judged(grade, "", Status.GRADED if grade else status)
    return Span(event, Judgement.HELP_AND_PROTECTION, judged, start, until, event.when("publication"), is_last, start)
