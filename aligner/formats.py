"""What an alignment is written as: a table of formats, each a function to a binary stream."""

import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, BinaryIO

from aligner.alignment import Alignment, Extent
from aligner.units import header, text_of, translation_units
from corpus import Bitext, Side
from tmx import Written, write_tmx


class Format(StrEnum):
    """Names of the formats; each is also the suffix of a file in it."""

    TMX = "tmx"
    TSV = "tsv"
    JSONL = "jsonl"
    BEADS = "beads"


@dataclass(frozen=True, slots=True)
class Result:
    """An alignment with what it aligns, what aligned it, and when; without a moment, that is when it is written.

    ``stopped`` counts the beads that each filter left out, by its name.
    """

    bitext: Bitext
    alignment: Alignment
    encoder: str
    version: str
    moment: datetime | None = None
    stopped: Mapping[str, int] = field(default_factory=dict)


def write(result: Result, form: Format, out: BinaryIO) -> Written:
    """Write ``result`` in a format; says what had to be left out."""
    return _WRITERS[form](result, out)


def _write_tmx(result: Result, out: BinaryIO) -> Written:
    bitext, alignment, moment = result.bitext, result.alignment, result.moment
    head = header(bitext, alignment, result.version, result.encoder, moment)
    return write_tmx(out, head, translation_units(bitext, alignment, moment))


def _write_tsv(result: Result, out: BinaryIO) -> Written:
    """Source, target, score, bead type; tabs and line breaks inside a text become spaces."""
    return _lines(
        out,
        (
            "\t".join(
                (
                    _flat(text_of(result.bitext.source, unit.source)),
                    _flat(text_of(result.bitext.target, unit.target)),
                    f"{unit.score:.4f}",
                    unit.shape,
                )
            )
            for unit in result.alignment.units()
            if unit.is_paired
        ),
    )


def _write_jsonl(result: Result, out: BinaryIO) -> Written:
    """An object for each unit, those without partner included; texts verbatim, offsets in code points."""
    bitext = result.bitext
    return _lines(
        out,
        (
            json.dumps(
                {
                    "source": _json_side(bitext.source, unit.source),
                    "target": _json_side(bitext.target, unit.target),
                    "score": unit.score,
                    "bead": unit.shape,
                    "moved": unit.is_moved,
                },
                ensure_ascii=False,
            )
            for unit in result.alignment.units()
        ),
    )


def _write_beads(result: Result, out: BinaryIO) -> Written:
    return _lines(out, map(str, result.alignment))


_WRITERS: dict[Format, Callable[[Result, BinaryIO], Written]] = {
    Format.TMX: _write_tmx,
    Format.TSV: _write_tsv,
    Format.JSONL: _write_jsonl,
    Format.BEADS: _write_beads,
}


def _json_side(side: Side, extent: Extent) -> dict[str, Any]:
    run = extent.segments
    return {
        "language": side.language,
        "text": text_of(side, extent),
        "segments": list(run),
        "offsets": [[part.start, part.end] for part in side.parts(run, extent.start, extent.end)],
    }


def _flat(text: str) -> str:
    return " ".join(text.split()) if any(char in text for char in "\t\n\r\x0b\x0c\x85\u2028\u2029") else text.strip()


def _lines(out: BinaryIO, rows: Iterable[str]) -> Written:
    count = 0
    wrapper = io.TextIOWrapper(out, encoding="utf-8", errors="surrogatepass", newline="\n", write_through=True)
    for row in rows:
        wrapper.write(row + "\n")
        count += 1
    wrapper.detach()
    return Written(count, empty=0, illegal=0, bidi=0)
