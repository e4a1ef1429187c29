"""Loaders: published inspection outcomes of English children's services, into pandas."""

from loaders.dataset import Dataset, load_dataset
from loaders.errors import LoaderError
from loaders.grades import EventType, Framework, Grade, Judgement, Precision, Status

__all__ = ["Dataset", "EventType", "Framework", "Grade", "Judgement", "LoaderError", "Precision", "Status", "load_dataset"]
