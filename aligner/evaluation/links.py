"""Gold and predicted links in the line format of the field, ``[0, 1]:[2]``, 0-indexed.

Hunalign, Vecalign and Bertalign read and write it; white space is free, and a third field, the
score, is skipped. An empty list is a null link.
"""

import re
from pathlib import Path

from aligner.errors import EvaluationError

Link = tuple[tuple[int, ...], tuple[int, ...]]
_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::.*)?")


def read_links(path: Path) -> list[Link]:
    """The links of a file, blank lines skipped; raises ``EvaluationError`` with the line."""
    links: list[Link] = []
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read ({error})") from error
    for number, row in enumerate(rows, 1):
        if not row.strip():
            continue
        match = _LINE.fullmatch(row)
        if match is None:
            raise EvaluationError(f"{path}:{number}: not a link such as [0, 1]:[2]")
        links.append((_numbers(match[1]), _numbers(match[2])))
    return links


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.replace(",", " ").split())
