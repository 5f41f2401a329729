"""What a format of glossaries could not hold: notes for the person who has one written or read."""

from pathlib import Path

from aligner.cli.terminal import messages
from tmx.terms.formats.lost import Lost

_WHAT = {
    "concepts": "left out: concepts without a term in a language that is written",
    "terms": "left out: terms in other languages, other forms of a term, or what would be taken for a translation",
    "details": "left out: definitions, notes and properties that there is no place for",
    "rows": "left out: rows and elements that say nothing about a term",
    "flattened": "texts whose line breaks or tabs became spaces",
    "cut": "texts cut short where a cell is full",
    "illegal": "left out: characters that XML 1.0 forbids",
    "commas": "terms with a comma, which OmegaT takes for several",
    "ids": "concepts with another identifier, for theirs was there twice",
}


def report_lost(lost: Lost, path: Path) -> None:
    """Say what was left out or changed, where something was."""
    for field, what in _WHAT.items():
        if count := getattr(lost, field):
            messages().print(f"loom: note: {path}: {what}: {count:,}")
