"""The sentences: active titles, summaries, captions and text alternatives, from the same stories as the figures."""

from dashboard.text.alternative import alternative
from dashboard.text.captions import caption, gaps, left_out, signs, source, subtitle
from dashboard.text.summary import ending, opening, summary, visits_so_far
from dashboard.text.titles import title

__all__ = [
    "alternative",
    "caption",
    "ending",
    "gaps",
    "left_out",
    "opening",
    "signs",
    "source",
    "subtitle",
    "summary",
    "title",
    "visits_so_far",
]
