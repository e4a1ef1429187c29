"""Names of authorities that are too long for the margin of a chart, made shorter."""

from loaders import reference_rows

SHORT_NAMES = {
    row["authority_name"]: row["short_name"]
    for row in reference_rows("short_names.csv", ("authority_name", "short_name"))
}
