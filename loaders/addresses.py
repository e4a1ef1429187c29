"""Where things stand at Ofsted: the pages of authorities, and their documents."""

from __future__ import annotations

from urllib.parse import urlsplit

PAGES_HOME = "https://reports.ofsted.gov.uk"
FILES_HOME = "https://files.ofsted.gov.uk"
LOCAL_AUTHORITY = "44"
"""Ofsted's number for a provider that is a local authority's children's services."""
_FILE = "/v1/file/"


def authority_page(urn: str) -> str:
    """The page of an authority on Ofsted's own site."""
    return f"{PAGES_HOME}/provider/{LOCAL_AUTHORITY}/{urn}"


def document_address(file_id: str) -> str:
    """The address of a document on Ofsted's own site."""
    return f"{FILES_HOME}{_FILE}{file_id}"


def canonical_url(url: str) -> str:
    """A document's address at Ofsted, whatever host served it; other addresses as they are."""
    path = urlsplit(url).path
    return document_address(path.removeprefix(_FILE)) if path.startswith(_FILE) else url
