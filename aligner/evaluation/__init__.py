"""Quality against gold data, with a signature of what changes the number."""

from aligner.evaluation.links import Link, read_links
from aligner.evaluation.metrics import Counts, Quality, Score, count, quality
from aligner.evaluation.retrieval import Precision, Retrieval, evaluate_retrieval
from aligner.evaluation.run import Evaluation, evaluate
from aligner.evaluation.sets import GoldDocument, GoldSet, read_segments, read_set

__all__ = [
    "Counts",
    "Evaluation",
    "GoldDocument",
    "GoldSet",
    "Link",
    "Precision",
    "Quality",
    "Retrieval",
    "Score",
    "count",
    "evaluate",
    "evaluate_retrieval",
    "quality",
    "read_links",
    "read_segments",
    "read_set",
]
