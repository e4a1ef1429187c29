"""About: what is counted and how, the words used, accessibility, licence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import flask
import pandas as pd
from dash import Dash, dcc, html

from dashboard.components.badge import key
from dashboard.components.chart import details
from dashboard.components.headings import heading, page, section
from dashboard.components.notices import inset
from dashboard.components.shell import LICENCE
from dashboard.components.table import table
from dashboard.dates import long_date
from dashboard.statistics import coverage
from dashboard.text.context import BEFORE_AFTER_LIMITS, BY_GRADE_LIMITS
from dashboard.text.coverage import caution
from dashboard.text.glossary import TERMS
from dashboard.web.health import app_version
from dashboard.web.routing import Page, add_page
from dashboard.words import upper_first
from loaders import Dataset, Kind, Status

LOOKED_AT = dt.date(2026, 11, 27)
"""When pages were last looked through for accessibility."""
OFSTED = "https://www.gov.uk/government/collections/inspections-of-local-authority-childrens-services"
REPORTS = "https://reports.ofsted.gov.uk"

UNGRADED = [
    (
        "Not judged",
        "Inspectors came and gave no grade, because there were no such children.",
        "City of London, adoption",
    ),
    ("Not judged separately", "The framework of the time had no such judgement.", "Care leavers, 2018 to 2022"),
    ("Not given", "Ofsted has stopped giving the grade.", "Overall effectiveness, since April 2026"),
    ("Not yet inspected", "The authority is new and no full inspection of it has been published.", "A new unitary"),
    ("The authority did not exist", "Another body ran children’s services then.", "Cumberland before April 2023"),
    ("Not known", "There was a visit, and none of our sources gives its date.", "A first monitoring visit"),
]
"""Why there is no grade, what that means, an example: reasons that hold for every dataset."""

FRAMEWORKS = [
    ("SLAC", "2009 to 2012", "Safeguarding and looked after children, each with an overall grade of its own"),
    ("CPI and TLAC", "2012 to 2013", "Child protection; looked after children, in targeted inspections"),
    (
        "SIF",
        "November 2013 to early 2018",
        "Single inspection framework: overall and up to five judgements, and the safeguarding board",
    ),
    (
        "ILACS",
        "from January 2018",
        "Inspection of local authority children’s services; care leavers judged from January 2023",
    ),
    ("ILACS", "from April 2026", "The same judgements, without an overall effectiveness grade"),
]


def register(app: Dash, dataset: Dataset) -> None:
    """Add the page."""
    add_page(app, Page(key="about", path="/about", title="About", nav="About", layout=_layout(dataset)))


def _layout(dataset: Dataset) -> Callable[..., html.Div]:
    def layout(**_query: str) -> html.Div:
        return page(
            heading(
                "About this service",
                "What Ofsted has published about the children’s services of every English local authority, "
                "put in order of time.",
            ),
            _what(dataset.built),
            _counting(),
            _words(dataset),
            _glossary(),
            _other_statistics(dataset.measures()),
            _limits(dataset),
            _use(),
            _accessibility(),
            _licence(),
            key="about",
        )

    return layout


def _what(reach: dt.date | None) -> html.Section:
    known = f" It reaches to {long_date(reach)}." if reach else ""
    return section(
        "What it is",
        inset(
            html.P(
                "This is not an Ofsted service, and Ofsted has not checked it. Where this service and a report differ, the report is right."
            )
        ),
        html.P(
            [
                "The facts are dates, grades, counts, themes and the names of documents. They come from ",
                html.A("Ofsted’s official statistics", href=OFSTED),
                " and from the ",
                html.A("reports and letters", href=REPORTS),
                " that it publishes for each authority; some monitoring visits from press reports, each with its page. "
                "Where sources differ, the latest official release wins, then the report, then earlier releases, "
                "then the press; the other value is kept and shown under Data." + known,
            ]
        ),
        id="what",
    )


def _counting() -> html.Section:
    return section(
        "How authorities are counted on a date",
        html.P(
            "As Ofsted does. For each authority that existed on the date we take the latest full inspection that "
            "started on or before it and whose report was published by a later cut-off. The cut-off is the one of "
            "Ofsted’s own release for that date; for a date without a release it is the end of the following "
            "month, and from 31 March 2024 the end of the third month after. Where the start of an inspection is "
            "not known, the cut-off alone decides."
        ),
        html.P(
            "Percentages are of the authorities that hold a grade. Regions are either the nine of the Office for "
            "National Statistics or Ofsted’s eight, which join the North East with Yorkshire and the Humber; "
            "every chart says which. A body that replaces others starts without a grade: it inherits none."
        ),
        html.P(
            "“Improved” and “declined” compare either with the previous inspection or with the first "
            "under the framework of 2018, and each figure says with which. Grades have an order; we never average them."
        ),
        id="counting",
    )


def _ungraded(dataset: Dataset) -> list[tuple[str, str, str]]:
    """Why there is no grade: the reasons of every dataset, and those that this one has."""
    rows = list(UNGRADED)
    if (dataset.judgements()["status"] == Status.UNREADABLE).any():
        rows.append(
            ("Could not be read", "The report exists, and the grade could not be taken from it.", "A scanned report")
        )
    if ends := coverage.record_ends(dataset):
        code, day = min(ends.items(), key=lambda one: (one[1], one[0]))
        name = dict(zip(dataset.bodies()["code"], dataset.bodies()["name"], strict=True))[code]
        meaning = "Later reports were not read: what followed is not known."
        rows.append(("The record has ended", meaning, f"{name} after {long_date(day)}"))
    return rows


def _words(dataset: Dataset) -> html.Section:
    return section(
        "Words and signs",
        html.P("Ofsted gives four grades. Until November 2013 “Requires improvement” was called “Adequate”."),
        key(),
        table(["Framework", "In use", "What it judges"], FRAMEWORKS, caption="Inspection frameworks"),
        html.P(
            "A focused visit looks at one theme for two days and gives no grade; it may set areas for priority action. "
            "A monitoring visit follows a judgement of inadequate, about four times a year; the letter about the first "
            "is not published. A joint targeted area inspection and an area SEND inspection look at several services "
            "at once."
        ),
        html.P(
            "An inspection has two dates: its days on site, and its publication about seven weeks later. A timeline by "
            "inspection date says what it was like; by publication date, what was known."
        ),
        html.P(
            "A missing grade is never drawn as a grade and never as a zero. There are several reasons for one, "
            "and we keep them apart:"
        ),
        table(["Words", "Meaning", "Example"], _ungraded(dataset), caption="Why there may be no grade"),
        id="words",
    )


def _glossary() -> html.Section:
    parts = [part for term in TERMS for part in (html.Dt(term.name, id=f"word-{term.key}"), html.Dd(term.meaning))]
    return section("What the words mean", html.Dl(parts), id="glossary")


def _other_statistics(measures: pd.DataFrame) -> html.Section:
    return section(
        "Other statistics beside the grades",
        html.P(
            "Figures of the Department for Education and the Office for National Statistics stand beside the grades, as "
            "they were published: facts side by side, and never a cause. An authority’s figure is shown with England’s "
            "and with the middle half of its ten statistical neighbours (between the lower and the upper quarter of "
            "those that have a figure; none for fewer than four). By grade, each authority counts once with the grade "
            "that it held on the date, and the table names those without a grade or a figure. Before and after, each "
            "full inspection is set against the one before: figures of the years before its first day on site and after "
            "it, no further than the neighbouring inspections, where the grade changed and where it stayed."
        ),
        html.P(
            "Children are counted where they lived at the mid-year before, in authorities that hold a grade: a large "
            "authority weighs more than a small one. Bournemouth, Poole and the county of Dorset have no estimate for "
            "the years before they were replaced in 2019. A grade is of services for the children who need them, not of "
            "all who live there."
        ),
        html.P(
            "Where a figure is missing the source says why, and so do we; it is never a zero. Kingston upon Thames and "
            "Richmond upon Thames make one return on their workforce, as do North and West Northamptonshire: the figure "
            "stands with each and says so. A body has no figure from before it existed; what came before is its "
            "predecessor’s. The department revises its figures, and the newest release is used, so that an older "
            "publication may print others."
        ),
        html.P([BY_GRADE_LIMITS, " ", BEFORE_AFTER_LIMITS]),
        details(
            "What each measure means",
            html.Dl(
                [
                    part
                    for row in measures.to_dict("records")
                    for part in (
                        html.Dt(row["label"]),
                        html.Dd(
                            [
                                f"{row['definition']} {upper_first(row['unit'])}, {row['period']}. ",
                                html.A(
                                    row["title"], href=row["page"], **{"aria-label": f"{row['label']}: {row['title']}"}
                                ),
                                f", {row['publisher']}.",
                            ]
                        ),
                    )
                ]
            ),
        ),
        id="other-statistics",
    )


def _limits(dataset: Dataset) -> html.Section:
    known = caution(dataset, dataset.reach, Kind.FULL, *coverage.VISITS)
    return section(
        "What is missing",
        html.Ul(
            [
                *([html.Li(f"{known} Outside these days a low count may mean that we do not know.")] if known else []),
                html.Li(
                    "Of some visits only the month is known, and of a few only the number; they are shown as such."
                ),
                html.Li(
                    "The child protection reports of 2012 are no longer published; their grades come from statistics."
                ),
                html.Li("The next-inspection window is worked out from past gaps. It is no schedule of Ofsted’s."),
            ]
        ),
        id="limits",
    )


def _use() -> html.Section:
    return section(
        "Linking, embedding and data",
        html.P(
            "The address of a page holds everything that you have chosen on it, so that it can be sent, kept and "
            "opened again. Add embed=1 to an address to show its charts and sources alone, for a frame on another site.",
            className="server-only",
        ),
        html.P(
            ["Nothing about you is kept: no account, no cookies, no analytics. This is version ", app_version(), "."]
        ),
        id="use",
    )


def _accessibility() -> html.Section:
    return section(
        "Accessibility statement",
        html.P(
            "We want everyone to be able to use this service. It is made to meet level AA of the Web Content "
            "Accessibility Guidelines 2.2: everything works with a keyboard alone, at 400% zoom and on a screen "
            "320 pixels wide; colours never carry a meaning alone; every chart has a text "
            "alternative, and its data stand below it in a table."
        ),
        html.P(
            "At each change every page is tested in Chromium: with axe-core, which finds about half of what can be "
            "wrong, with the keyboard alone, at widths from 320 pixels, with forced colours, without a script and in print. "
            f"On {long_date(LOOKED_AT)} we looked through pages in these ways, not all of them at every width. No one who relies on assistive "
            "technology has audited it, and it was not tried with a screen reader: what one is given was read in the "
            "browser’s accessibility tree."
        ),
        html.P(
            "Known limits: some of the reports that we link to, Ofsted’s PDF files, are not accessible; exploring a chart "
            "needs JavaScript, reading it does not; wide tables scroll sideways on a narrow screen; there is one light "
            "scheme of colours and no dark one, in which grades would have other colours than in print."
        ),
        html.P(_contact(flask.current_app.config.get("CONTACT", ""))),
        id="accessibility",
    )


def _contact(contact: str) -> list[Any]:
    """Whom to tell; `contact` as in `settings.Settings`."""
    if not contact:
        return ["If something does not work for you, tell the organisation whose address this page has. "
                "It has set no contact here."]  # fmt: skip
    href = contact if contact.startswith("http") else f"mailto:{contact}"
    return ["If something does not work for you, or you need the facts in another form, write to ",
            html.A(contact, href=href), "."]  # fmt: skip


def _licence() -> Any:
    return section(
        "Licence",
        html.P(
            [
                "Contains public sector information of Ofsted, the Department for Education and the Office for "
                "National Statistics, licensed under the ",
                html.A("Open Government Licence v3.0", href=LICENCE),
                ". You may use our tables under the same licence. The program is under the MIT licence. ",
                dcc.Link("Start with an authority", href="/"),
                ".",
            ]
        ),
        id="licence",
    )
