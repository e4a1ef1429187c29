"""ONS codes of England and its regions."""

from __future__ import annotations

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
