"""What else was measured: DfE's and ONS's statistics by authority, beside the inspections."""

from loaders.context.measures import Measure, load_measures
from loaders.context.table import Context, known_context, measures_frame, overlaid, read_context

__all__ = [
    "Context",
    "Measure",
    "known_context",
    "load_measures",
    "measures_frame",
    "overlaid",
    "read_context",
]
