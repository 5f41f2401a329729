"""Parquet, for those who train on a memory or look into it with a data frame: a row for each pair."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, BinaryIO

from tmx.exchange.errors import MissingLibrary
from tmx.exchange.languages import Languages
from tmx.exchange.pairs import Exported, Pair, Pairs
from tmx.unit import TranslationUnit

_ROWS = 10_000  # of a row group: what is in memory at a time


def write_parquet(out: BinaryIO, languages: Languages, units: Iterable[TranslationUnit]) -> Exported:
    """Texts, languages, score, bead, files, times; what a unit does not say is null.

    Raises ``MissingLibrary`` where pyarrow is not installed.
    """
    try:
        import pyarrow as arrow  # 0.2 s, and an optional library
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise MissingLibrary('Parquet needs pyarrow; pip install "bitext-loom[parquet]"') from error

    text, moment = arrow.string(), arrow.timestamp("us", tz="UTC")
    schema = arrow.schema(
        [
            arrow.field("source", text, nullable=False),
            arrow.field("target", text, nullable=False),
            arrow.field("source_language", text, nullable=False),
            arrow.field("target_language", text, nullable=False),
            ("score", arrow.float64()),
            ("bead", text),
            ("source_file", text),
            ("target_file", text),
            ("created", moment),
            ("changed", moment),
        ]
    )
    pairs = Pairs(units, languages)
    rows = map(_row, pairs)
    with ParquetWriter(out, schema) as writer:
        while group := list(islice(rows, _ROWS)):
            writer.write_table(arrow.Table.from_pylist(group, schema), row_group_size=_ROWS)
    return pairs.counts()


def _row(pair: Pair) -> dict[str, Any]:
    unit = pair.unit
    return {
        "source": pair.source.text,
        "target": pair.target.text,
        "source_language": pair.source.language,
        "target_language": pair.target.language,
        "score": _number(unit.property("x-score")),
        "bead": unit.property("x-bead") or None,
        "source_file": unit.property("x-source-file") or None,
        "target_file": unit.property("x-target-file") or None,
        "created": unit.created,
        "changed": unit.changed,
    }


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
