"""What ``loom tm`` finds, for a person: matches with their differences, and keywords in context."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aligner.cli.terminal import (
    LABEL,
    LEFT_TO_RIGHT,
    POP,
    RIGHT_TO_LEFT,
    is_right_to_left,
    readable,
    show_side,
)
from tmx.lookup import Hit, Match, Query
from tmx.matching.difference import Change, ChangeKind, difference
from tmx.matching.kwic import context

_GONE, _ADDED, _MARKED = "red strike", "green underline", "bold green"
_SIGNS = {_GONE: ("[-", "-]"), _ADDED: ("{+", "+}")}  # without colours, as wdiff has them
Span = tuple[int, int]


def show_matches(console: Console, query: Query, matches: Sequence[Match]) -> None:
    """Print a query and its matches: percentage and kind, the source with what differs, the suggestion."""
    in_colour = bool(console.color_system)
    show_side(console, "query", "", Text(_shown(query.text)))
    if not matches:
        console.out(f"{'':<{LABEL}}no match")
    for match in matches:
        changes = difference(query.text, match.source.text)
        source = coloured_difference(changes, query.text, match.source.text, in_colour=in_colour)
        show_side(console, f"{match.percent:>4}%  {match.kind}", match.source.language, source)
        suggestion = marked(match.suggestion, match.replaced, in_colour=in_colour)
        show_side(console, "", match.target.language, suggestion)
        if origin := _origin(match):
            console.out(f"{'':<{LABEL}}{LEFT_TO_RIGHT}{readable(origin)}{POP}")
    console.out("")


def show_concordance(console: Console, hit: Hit, counterparts: Sequence[Sequence[Span]]) -> None:
    """Print a line for each place of the keyword, and the translations with the words at ``counterparts`` marked."""
    in_colour = bool(console.color_system)
    head = f"{hit.unit:>6}"
    for span in hit.spans:
        line = kwic_line(hit.variant.text, span, max(console.width - LABEL, 20), in_colour=in_colour)
        console.print(Text.assemble(f"{head:<22}{hit.variant.language:<4}", line), soft_wrap=True)
        head = ""
    for other, spans in zip(hit.others, counterparts, strict=True):
        show_side(console, "", other.language, marked(other.text, spans, in_colour=in_colour))
    console.out("")


def coloured_difference(changes: Sequence[Change], query: str, source: str, *, in_colour: bool) -> Text:
    """The memory's source with what ``difference`` says has to be done to it to have the query.

    Words to go are red and struck out, words to add green and underlined; without colours they stand
    as ``[-gone-]`` and ``{+added+}``.
    """
    pieces: list[tuple[str, Span, str]] = []
    for change in changes:
        if change.kind is not ChangeKind.INSERT:
            pieces.append((source, change.source_span, "" if change.kind is ChangeKind.EQUAL else _GONE))
        if change.kind in (ChangeKind.INSERT, ChangeKind.REPLACE):
            pieces.append((query, change.query_span, _ADDED))
    text = Text()
    is_apart = False  # whether white space stood behind the last piece
    for whole, (start, end), style in pieces:
        if text and (start == 0 or whole[start - 1].isspace() or (is_apart and style != _ADDED)):
            text.append(" ")
        words = _shown(whole[start:end])
        signs = _SIGNS.get("" if in_colour else style, ("", ""))
        text.append(f"{signs[0]}{words}{signs[1]}", style if in_colour else "")
        is_apart = whole[end : end + 1].isspace()
    return text


def marked(text: str, spans: Sequence[Span], *, in_colour: bool) -> Text:
    """``text`` with the words at ``spans`` in bold green, or without colours in brackets."""
    parts, last = [], 0
    for start, end in spans:
        parts += [Text(_shown(text[last:start])), _keyword(text[start:end], in_colour=in_colour)]
        last = end
    return Text.assemble(*parts, _shown(text[last:]))


def kwic_line(text: str, span: Span, columns: int, *, in_colour: bool) -> Text:
    """The keyword at ``span`` with its context on one line, so that keywords begin in one column.

    Right-to-left text is one isolate in logical order, so that what stands before the keyword is on
    its right; there the keywords' right ends are in one column.
    """
    before_cells = columns * 2 // 5
    keyword = _keyword(text[slice(*span)], in_colour=in_colour)
    after_cells = max(columns - before_cells - keyword.cell_len, 0)
    before, _, after = context(_shown(text), span, before_cells, after_cells)
    if is_right_to_left(text):
        isolate, room = RIGHT_TO_LEFT, after_cells - cell_len(after)
    else:
        isolate, room = LEFT_TO_RIGHT, before_cells - cell_len(before)
    return Text.assemble(" " * room, isolate, before, keyword, after, POP)


def _keyword(text: str, *, in_colour: bool) -> Text:
    return Text(_shown(text), _MARKED) if in_colour else Text(f"[{_shown(text)}]")


def _shown(text: str) -> str:
    """``text`` with a blank for each white space and no controls: of the same length, so that spans hold."""
    return "".join(readable(char) or " " for char in text)


def _origin(match: Match) -> str:
    """Where a match comes from, and why it is worth less than it looks."""
    moment = match.changed or match.created
    parts = [match.document or ", ".join(match.files), f"{moment:%Y-%m-%d}" if moment else "", match.author]
    if match.score is not None:
        parts.append(f"score {match.score:.2f}")
    if match.penalty:
        parts.append(f"penalty {match.penalty}")
    if match.similarity is not None:
        parts.append(f"meaning {match.similarity:.2f}")
    return "; ".join(filter(None, parts))
