"""Which documents could not be taken: known by how the table of documents records them."""

from __future__ import annotations

import pandas as pd

GONE = "gone"
"""In the column `document`: the site has it no more."""

NOT_A_REPORT = "not a report"
"""In the column `document`: it cannot be read as a report of a family that is read."""

OTHER_FAMILY = "a family that is not read"
"""How the note on a document ends that is known for what it is, and holds nothing that the product shows."""


def refused_documents(documents: pd.DataFrame) -> pd.Series[bool]:
    """Which rows of `schema.DOCUMENTS` could not be taken: of no known authority, or not to be read as a report.

    They are no failure of a reader where the document is of a family that we do not read.
    """
    faulty = documents["error"].notna() & (documents["document"] != GONE)
    unknown = documents["authority_code"].isna() | (documents["document"] == NOT_A_REPORT)
    return faulty & unknown & ~documents["error"].str.endswith(OTHER_FAMILY).fillna(False)
