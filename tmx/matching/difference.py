"""What differs between a query and the source of a unit that is like it, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from tmx.matching.keys import match_keys
from tmx.matching.spans import Span, token_spans


class ChangeKind(StrEnum):
    """What has to be done to the memory's source to have the query."""

    EQUAL = "equal"
    INSERT = "insert"  # in the query alone
    DELETE = "delete"  # in the memory's source alone
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Change:
    """A run of tokens; where a side has none, its span is empty and says where they would stand.

    Spans count code points and reach from the first token to the end of the last, so that the
    white space between two changes belongs to neither.
    """

    kind: ChangeKind
    query_span: Span
    source_span: Span


def difference(query: str, source: str) -> tuple[Change, ...]:
    """The changes that lead from ``source`` to ``query``, in order; every token of both is in one.

    Tokens are words and punctuation marks, equal if their match keys are: vowel marks, letter case
    and the script of digits make no difference.
    """
    spans = token_spans(query), token_spans(source)
    keys = [_keys(text, found) for text, found in zip((query, source), spans, strict=True)]
    changes: list[Change] = []
    here, there = [0, 0], [0, 0]  # tokens of query and source of a change that may grow
    for step in Indel.opcodes(keys[1], keys[0]):
        if step.tag == "equal":
            _close(changes, here, there, spans)
            equal = [step.dest_start, step.dest_end], [step.src_start, step.src_end]
            _close(changes, *equal, spans, kind=ChangeKind.EQUAL)
            here, there = [step.dest_end] * 2, [step.src_end] * 2
        else:
            here[1], there[1] = step.dest_end, step.src_end
    _close(changes, here, there, spans)
    return tuple(changes)


def _keys(text: str, spans: Sequence[Span]) -> list[str]:
    found = [text[start:end] for start, end in spans]
    return [key or token for key, token in zip(match_keys(found), found, strict=True)]  # a hamza alone has none


def _close(
    changes: list[Change],
    here: Sequence[int],
    there: Sequence[int],
    spans: tuple[Sequence[Span], Sequence[Span]],
    kind: ChangeKind | None = None,
) -> None:
    added, gone = here[0] < here[1], there[0] < there[1]
    if added or gone:
        found = ChangeKind.REPLACE if added and gone else ChangeKind.INSERT if added else ChangeKind.DELETE
        changes.append(Change(kind or found, _extent(spans[0], *here), _extent(spans[1], *there)))


def _extent(spans: Sequence[Span], first: int, stop: int) -> Span:
    if first < stop:
        return spans[first][0], spans[stop - 1][1]
    place = spans[first - 1][1] if first else 0
    return place, place
