"""JSON Lines: an object on a line, in three shapes.

- all of a unit, which is what is written here: ``{"variants": [{"language", "text"}], ...}``
- a unit of ``loom align -f jsonl``: ``{"source": {"language", "text", "segments"}, "target": {...}, "score", "bead"}``
- the plain pair of data sets: ``{"source": "...", "target": "...", "source_lang": "en", "target_lang": "ar"}``
"""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from tmx.errors import UnreadableMemory
from tmx.exchange.languages import Languages, require
from tmx.exchange.objects import Object, object_of, text_in, unit_of
from tmx.exchange.opening import lines
from tmx.exchange.pairs import Exported
from tmx.languages import mended_language
from tmx.unit import Property, TranslationUnit, Variant


def read_jsonl(stream: io.BufferedReader, name: str, languages: Languages | None) -> Iterator[TranslationUnit]:
    """A unit for each line; those without text on a side are left out, but for units in our own shape."""
    for number, line in enumerate(lines(stream, name), 1):
        if not line.strip():
            continue
        try:
            unit = _unit(json.loads(line.strip()), name, languages)
        except json.JSONDecodeError as error:
            raise UnreadableMemory(
                f"{name}: line {number}: not JSON ({error.msg} at column {error.colno}); one object on each line"
            ) from error
        except (AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
            what = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise UnreadableMemory(
                f"{name}: line {number}: not a unit ({what}); write source and target, or variants"
            ) from error
        if unit:
            yield unit


def write_jsonl(out: BinaryIO, units: Iterable[TranslationUnit]) -> Exported:
    """All that is in each unit, in all its languages; what is not in it is not written."""
    count = 0
    for unit in units:
        row = json.dumps(object_of(unit), ensure_ascii=False)
        try:
            data = row.encode()
        except UnicodeEncodeError:  # half of a surrogate pair, which only \\ud800 can stand for
            data = json.dumps(object_of(unit)).encode()
        out.write(data + b"\n")
        count += 1
    return Exported(count)


def _unit(row: Any, name: str, languages: Languages | None) -> TranslationUnit | None:
    if not isinstance(row, dict):
        raise TypeError("no object")
    if "variants" in row:
        return unit_of(row)
    source, target = row["source"], row["target"]
    if isinstance(source, dict):
        tags = text_in(source, "language"), text_in(target, "language")
        texts = text_in(source, "text"), text_in(target, "text")
    else:
        texts = text_in(row, "source"), text_in(row, "target")
        if row.get("source_lang") and row.get("target_lang"):
            tags = text_in(row, "source_lang"), text_in(row, "target_lang")
        else:
            wanted = require(languages, name)
            tags = wanted.source, wanted.target
    if not all(text.strip() for text in texts):
        return None
    variants = (Variant(_tag(tag), text) for tag, text in zip(tags, texts, strict=True))
    return TranslationUnit(tuple(variants), tuple(_alignment(row)))


def _tag(text: str) -> str:
    tag = mended_language(text)
    if not tag:
        raise ValueError(f"{text!r} is no language tag")
    return tag


def _alignment(row: Object) -> Iterator[Property]:
    """What ``loom align`` says of a unit, under the names that it has in TMX."""
    if row.get("score") is not None:
        yield Property("x-score", f"{float(row['score']):.4f}")
    if row.get("bead"):
        yield Property("x-bead", text_in(row, "bead"))
    for side in ("source", "target"):
        if isinstance(row[side], dict) and row[side].get("segments"):
            yield Property(f"x-{side}-segments", " ".join(map(str, row[side]["segments"])))
    if row.get("moved"):
        yield Property("x-moved", "yes")
