"""The tables of data/: their columns, types and meanings, in the order that they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from loaders.grades import ELEMENTS, EventType, FigureStatus, Framework, Grade, Judgement, Kind, Precision, Status


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its Frictionless type, what it means, and what may stand in it."""

    name: str
    type: str
    description: str
    enum: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the Data Package; `path` is relative to data/."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    foreign_keys: tuple[tuple[str, str, str], ...] = field(default=())
    """(column here, other table, column there)"""

    @property
    def path(self) -> str:
        """The name of its file in data/."""
        return f"{self.name}.csv"

    @property
    def column_names(self) -> list[str]:
        """The names of its columns, in the order that they are written."""
        return [column.name for column in self.columns]


def _values(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in vocabulary)


AUTHORITIES = Table(
    "authorities",
    "English authorities responsible for children's services, of today and abolished",
    ("code",),
    (
        Column(
            "code",
            "string",
            "ONS (GSS) code: the last code that the body had; the slug where ONS has issued none yet",
            required=True,
        ),
        Column("dfe_code", "string", "DfE's three-digit number"),
        Column("urn", "string", "Ofsted's unique reference number of the authority"),
        Column("name", "string", "Name as the product shows it", required=True),
        Column(
            "slug",
            "string",
            "Name in addresses; abolished bodies carry the year they ended where needed",
            required=True,
        ),
        Column("type", "string", "Type of authority", required=True),
        Column("region", "string", "One of the nine ONS regions", required=True),
        Column("ofsted_region", "string", "One of Ofsted's eight regions", required=True),
        Column(
            "established", "date", "First day of the body, which may lie ahead; blank where it is older than the data"
        ),
        Column("abolished", "date", "First day on which the body was or will be no more; blank where no end is known"),
        Column("predecessors", "string", "Codes of the bodies that it replaced, separated by ;"),
        Column("successors", "string", "Codes of the bodies that replaced it, separated by ;"),
        Column("earlier_codes", "string", "Codes that the same body had before, separated by ;"),
        Column(
            "neighbours",
            "string",
            "DfE's ten statistical neighbours (2025), nearest first, codes separated by ; and blank where DfE names none yet",
        ),
    ),
)

INSPECTIONS = Table(
    "inspections",
    "Inspections and visits, one row each",
    ("inspection_id",),
    (
        Column("inspection_id", "string", "Stable key", required=True),
        Column("authority_code", "string", "The body inspected", required=True),
        Column("framework", "string", "Inspection framework", _values(Framework), required=True),
        Column("event_type", "string", "What happened", _values(EventType), required=True),
        Column("start_date", "date", "First day on site; the first of the month where date_precision is month"),
        Column("end_date", "date", "Last day on site"),
        Column("date_precision", "string", "How exactly start_date is known", _values(Precision), required=True),
        Column("publication_date", "date", "Day on which the report was published"),
        Column(
            "publication_precision",
            "string",
            "How exactly publication_date is known",
            _values(Precision),
            required=True,
        ),
        Column("theme", "string", "What a visit or a joint inspection looked at"),
        Column("visit_number", "integer", "Order of a monitoring visit since the judgement of inadequate"),
        Column(
            "priority_action_areas",
            "integer",
            "Number of areas for priority action newly set in this document; earlier ones that remain are not counted",
        ),
        Column(
            "improvement_areas",
            "integer",
            "Number of points listed as needing to improve: 0 where the document has no such list, blank where it "
            "only refers to an earlier one. Joint inspections until 2020 list findings, a paragraph each; since "
            "2022 they list points: the two are never to be averaged or compared",
        ),
        Column("outcome", "string", "Outcome of an area SEND inspection"),
        Column("lead_inspector", "string", "Lead inspector as the report names them"),
        Column("report_url", "string", "Address of the report, or of the page that lists or reports it"),
        Column("source", "string", "Name of the source in datapackage.json that the row rests on", required=True),
    ),
    (("authority_code", "authorities", "code"),),
)

JUDGEMENTS = Table(
    "judgements",
    "What each inspection judged",
    ("inspection_id", "judgement"),
    (
        Column("inspection_id", "string", "The inspection", required=True),
        Column("judgement", "string", "What was judged", _values(Judgement), required=True),
        Column("grade", "string", "Grade; blank exactly where status is not graded", _values(Grade)),
        Column("grade_as_published", "string", "The words of the source"),
        Column("status", "string", "Whether there is a grade, and if not why", _values(Status), required=True),
        Column("source", "string", "Name of the source in datapackage.json", required=True),
    ),
    (("inspection_id", "inspections", "inspection_id"),),
)

DISAGREEMENTS = Table(
    "disagreements",
    "Where two sources say different things of one inspection",
    ("inspection_id", "field", "source_other", "value_other"),
    (
        Column("inspection_id", "string", "The inspection", required=True),
        Column("field", "string", "Column of inspections, or a judgement", required=True),
        Column("value_used", "string", "The value in the tables"),
        Column("source_used", "string", "Where it comes from", required=True),
        Column("value_other", "string", "The other value"),
        Column("source_other", "string", "Where that comes from", required=True),
        Column("reason", "string", "Why the value used is used"),
    ),
    (("inspection_id", "inspections", "inspection_id"),),
)

IMPROVEMENTS = Table(
    "improvements",
    "Elements of the children's social care national framework that each point to improve names",
    ("inspection_id", "point", "element"),
    (
        Column(
            "inspection_id",
            "string",
            "The inspection or visit; only those of which at least one point names an element have rows",
            required=True,
        ),
        Column("point", "integer", "Number of the point in the list of what needs to improve, from 1", required=True),
        Column(
            "element",
            "string",
            "Element that the point names, a row each where it names two; blank where it names none",
            ELEMENTS,
        ),
    ),
    (("inspection_id", "inspections", "inspection_id"),),
)

PUBLISHED_FIGURES = Table(
    "published_figures",
    "Figures that Ofsted printed, which the dataset reproduces",
    ("as_at", "judgement", "scope", "measure"),
    (
        Column("as_at", "date", "The date that the figure describes", required=True),
        Column("published_by", "date", "Reports published by this day count", required=True),
        Column("judgement", "string", "What was judged, in Ofsted's words", required=True),
        Column("scope", "string", "England or one of Ofsted's regions", required=True),
        Column("measure", "string", "Grade or grades counted", required=True),
        Column("numerator", "integer", "Authorities with that grade", required=True),
        Column("denominator", "integer", "Authorities that hold a grade", required=True),
        Column("percent", "integer", "Percentage as printed", required=True),
        Column("source_url", "string", "The page that prints it", required=True),
    ),
)

OBSERVATIONS = Table(
    "observations",
    "What each source says of each event, before the sources are reconciled",
    ("inspection_id", "source", "where", "judgements"),
    (
        Column("inspection_id", "string", "The inspection that the observation was joined to", required=True),
        *(column for column in INSPECTIONS.columns if column.name not in ("inspection_id", "source")),
        Column("judgements", "string", "judgement=status=grade=words as published, separated by |"),
        Column("document", "string", "sha256 of the report that was read"),
        Column("printed_publication_date", "date", "Date that the report prints, where its link gives another"),
        Column("source", "string", "Name of the source in datapackage.json", required=True),
        Column("where", "string", "File, sheet and row, or name of the document", required=True),
        Column("elements", "string", "Elements of the national framework: points separated by |, their elements by ;"),
        Column("printed_start_date", "date", "First day on site as the report prints it, where that is a misprint"),
        Column("printed_end_date", "date", "Last day on site as the report prints it, where that is a misprint"),
    ),
    (("inspection_id", "inspections", "inspection_id"),),
)

DOCUMENTS = Table(
    "documents",
    "Reports and letters that were read, or that Ofsted's site lists and does not give",
    ("urn", "link_text", "published", "sha256", "url"),
    (
        Column("urn", "string", "Ofsted's number of the authority whose page links the document", required=True),
        Column("link_text", "string", "What the link says", required=True),
        Column("published", "date", "Date of the link", required=True),
        Column("authority_code", "string", "The body that the document is about"),
        Column("document", "string", "What the document says it is, or 'gone'", required=True),
        Column("sha256", "string", "Checksum of the file that was read"),
        Column("url", "string", "Address of the file, where it is known"),
        Column("error", "string", "What could not be read, and why"),
        Column("reader", "integer", "Version of the readers that read it; blank for a document that is gone"),
    ),
)

COVERAGE = Table(
    "coverage",
    "How far each kind of event is known",
    ("kind",),
    (
        Column("kind", "string", "The kind of event", _values(Kind), required=True),
        Column("complete_from", "date", "The first day from which every such event is there", required=True),
        Column("complete_to", "date", "The last day to which every such event is there", required=True),
        Column("basis", "string", "What that rests on, and what is known beyond it", required=True),
    ),
)

MEASURES = Table(
    "measures",
    "What is known of authorities besides their inspections: each measure, and what it means",
    ("measure",),
    (
        Column("measure", "string", "Key of the measure", required=True),
        Column("label", "string", "Name of the measure as the product shows it", required=True),
        Column("unit", "string", "What its values count", required=True),
        Column("period", "string", "What period_end means: the day, or the year to it", required=True),
        Column("period_end", "string", "Month and day on which a period ends, as 09-30", required=True),
        Column("title", "string", "The data set that it is published in", required=True),
        Column("column", "string", "The column of that data set", required=True),
        Column("filters", "string", "The rows of that data set that count, as column=value, separated by ;"),
        Column("publisher", "string", "Who publishes it", required=True),
        Column("page", "string", "Where it is published", required=True),
        Column("definition", "string", "What it means, in our words", required=True),
    ),
)

CONTEXT = Table(
    "context",
    "Figures of other statistics by authority, region and for England",
    ("authority_code", "measure", "period_end"),
    (
        Column(
            "authority_code",
            "string",
            "The body; E92000001 for England, E12... for the nine regions",
            required=True,
        ),
        Column("measure", "string", "What is measured; see measures", required=True),
        Column("period_end", "date", "The day described, or the last day of the year described", required=True),
        Column("value", "number", "The figure as published; blank where there is none"),
        Column(
            "status",
            "string",
            "Why there is no figure; joint where two bodies made one return, whose figure stands with each",
            _values(FigureStatus),
        ),
        Column("source", "string", "Name of the source in datapackage.json", required=True),
    ),
    (("measure", "measures", "measure"),),
)

TABLES = (
    *(AUTHORITIES, INSPECTIONS, JUDGEMENTS, DISAGREEMENTS, IMPROVEMENTS, PUBLISHED_FIGURES, OBSERVATIONS, DOCUMENTS),
    *(COVERAGE, MEASURES, CONTEXT),
)

MANIFEST_COLUMNS = ("path", "urn", "provider", "link_text", "published", "file_id", "source_url", "sha256")
"""The columns of the manifest.csv that lies beside a folder of reports."""
