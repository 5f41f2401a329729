"""Quality against gold alignments, with intervals and a signature."""

from aligner.evaluation.links import Link, read_links
from aligner.evaluation.metrics import Counts, Quality, Score, count, quality
from aligner.evaluation.run import Evaluation, evaluate
from aligner.evaluation.sets import GoldDocument, GoldSet, read_set

__all__ = [
    "Counts",
    "Evaluation",
    "GoldDocument",
    "GoldSet",
    "Link",
    "Quality",
    "Score",
    "count",
    "evaluate",
    "quality",
    "read_links",
    "read_set",
]
