"""Loaders: published inspection outcomes of English children's services, into pandas."""

from loaders.addresses import authority_page
from loaders.areas import ENGLAND_CODE, REGION_CODES, is_ons_code
from loaders.as_at import default_cut_off, existed, of_before, of_today
from loaders.csvfile import csv_bytes, reference_rows
from loaders.dataset import Dataset, load_dataset
from loaders.deciding import NOT_INSPECTED, Counted, Deciding, deciding_of, grades_over_time, latest_judgements
from loaders.digest import digest_of, is_being_written, stamp_of
from loaders.errors import LoaderError
from loaders.grades import (
    ELEMENTS,
    FULL_INSPECTIONS,
    ILACS_FROM,
    OVERALL_UNTIL,
    SIF_FROM,
    WHOLE_SERVICE,
    EventType,
    FigureStatus,
    Framework,
    Grade,
    Judgement,
    Kind,
    Precision,
    Status,
)
from loaders.progress import Progress, ShownProgress, silent
from loaders.refused import refused_documents
from loaders.register.authorities import Body, District, Found, Register, register_of
from loaders.register.spelling import (
    HEADS_ORDERED,
    SHORT,
    SMALL,
    TAILS_ORDERED,
    WHOLE,
    codes_in,
    name_key,
    slips,
    spelt_out,
    squeezed,
    strippings,
)
from loaders.wholefile import write_whole

__all__ = [
    "ELEMENTS",
    "ENGLAND_CODE",
    "FULL_INSPECTIONS",
    "HEADS_ORDERED",
    "ILACS_FROM",
    "NOT_INSPECTED",
    "OVERALL_UNTIL",
    "REGION_CODES",
    "SHORT",
    "SIF_FROM",
    "SMALL",
    "TAILS_ORDERED",
    "WHOLE",
    "WHOLE_SERVICE",
    "Body",
    "Counted",
    "Dataset",
    "Deciding",
    "District",
    "EventType",
    "FigureStatus",
    "Found",
    "Framework",
    "Grade",
    "Judgement",
    "Kind",
    "LoaderError",
    "Precision",
    "Progress",
    "Register",
    "ShownProgress",
    "Status",
    "authority_page",
    "codes_in",
    "csv_bytes",
    "deciding_of",
    "default_cut_off",
    "digest_of",
    "existed",
    "grades_over_time",
    "is_being_written",
    "is_ons_code",
    "latest_judgements",
    "load_dataset",
    "name_key",
    "of_before",
    "of_today",
    "reference_rows",
    "refused_documents",
    "register_of",
    "silent",
    "slips",
    "spelt_out",
    "squeezed",
    "stamp_of",
    "strippings",
    "write_whole",
]
