"""ONS codes of England and its regions."""

from __future__ import annotations

import re

ENGLAND_CODE = "E92000001"

REGION_CODES = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}
"""The nine regions, as they are named in the table of authorities."""

_CODE = re.compile(r"E\d{8}")


def is_ons_code(text: str) -> bool:
    """Whether a text is an ONS code of England; a new body has its slug until it has one."""
    return bool(_CODE.fullmatch(text))
