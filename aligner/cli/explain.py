"""``loom align --explain``: every pair, with what each word found on the other side."""

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from aligner.alignment import Alignment
from aligner.cli.terminal import LABEL, LEFT_TO_RIGHT, POP, answers, heading, readable, show_side
from aligner.explanation import ExplainedText, Explanation, Link, SpanEncoder, Word, explain
from aligner.units import text_of
from corpus import Bitext

_FIRST_STRONG = "\u2068"  # an isolate (UAX #9) for a word in a line of another direction
_ISOLATES = re.compile("[\u2066-\u2069]")  # these take no room
_LINKS = 8  # of a unit
_WEAK = 0.5  # coverage below which a counterpart is doubtful
_COVERED, _DOUBTFUL, _MISSING = "green", "yellow", "red underline"


def show_explanations(bitext: Bitext, alignment: Alignment, encoder: SpanEncoder) -> None:
    """Print every unit as ``show_pairs`` does, its words marked, and then what they found.

    Colours and underlines on a terminal; elsewhere words without a counterpart stand in brackets.
    """
    console = answers()
    in_colour = bool(console.color_system)
    if in_colour:
        _show_key(console)
    languages = bitext.source.language, bitext.target.language
    for number, unit in enumerate(alignment.units(), 1):
        texts = (text_of(bitext.source, unit.source), text_of(bitext.target, unit.target))
        explanation = explain(readable(texts[0]), readable(texts[1]), encoder)
        label = heading(number, unit)
        for language, explained in zip(languages, (explanation.source, explanation.target), strict=True):
            if explained.text:
                text = _marked(explained, in_colour=in_colour) if unit.is_paired else Text(explained.text)
                show_side(console, label, language, text)
                label = ""
        if unit.is_paired:
            for line in _reasons(explanation, languages, console.width - LABEL):
                console.out(f"{'':<{LABEL}}{LEFT_TO_RIGHT}{line}{POP}", highlight=False)
        console.out("")


def _show_key(console: Console) -> None:
    key = (("covered", _COVERED), "  ", ("doubtful", _DOUBTFUL), "  ", ("without counterpart", _MISSING))
    console.print(Text.assemble(" " * LABEL, *key))
    console.out("")


def _marked(explained: ExplainedText, *, in_colour: bool) -> Text:
    """The text with each notable word styled as a whole, so that Arabic letters still join."""
    missing = explained.missing()
    if not in_colour:
        return Text(_bracketed(explained.text, missing))
    text = Text(explained.text)
    for word in explained.words:
        if explained.is_notable(word):
            style = _MISSING if word in missing else _DOUBTFUL if word.coverage < _WEAK else _COVERED
            text.stylize(style, word.start, word.end)
    return text


def _bracketed(text: str, words: Sequence[Word]) -> str:
    """Brackets around words; around several at once where nothing but a space is between them."""
    runs: list[tuple[int, int]] = []
    for word in words:
        if runs and not text[runs[-1][1] : word.start].strip():
            runs[-1] = runs[-1][0], max(word.end, runs[-1][1])
        else:
            runs.append((word.start, word.end))
    for start, end in reversed(runs):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _reasons(explanation: Explanation, languages: tuple[str, str], width: int) -> Iterator[str]:
    """Lines for a person: shares, words without a counterpart, the strongest links."""
    sides = explanation.source, explanation.target
    shares = (f"{side.coverage:.0%} of the {language}" for side, language in zip(sides, languages, strict=True))
    yield f"covered: {' and '.join(shares)} words"
    for side, language in zip(sides, languages, strict=True):
        words = list(dict.fromkeys(side.spelling(word) for word in side.missing()))
        if words:
            yield from _filled(f"without counterpart ({language}): ", [_isolated(word) for word in words], width)
    links = [_shown(link, *sides) for link in explanation.links()[:_LINKS]]
    if links:
        yield from _filled("", links, width)


def _shown(link: Link, source: ExplainedText, target: ExplainedText) -> str:
    pair = " = ".join(_isolated(side.spelling(word)) for side, word in ((source, link.source), (target, link.target)))
    return f"{pair} {f'{link.strength:.2f}'.removeprefix('0')}"


def _isolated(word: str) -> str:
    return f"{_FIRST_STRONG}{word}{POP}"


def _filled(head: str, items: Sequence[str], width: int) -> Iterator[str]:
    """Lines of whole items, so that what isolates one never spans two lines."""
    line = head
    for index, item in enumerate(items):
        piece = item if index == len(items) - 1 else f"{item}, "
        if line != head and cell_len(_ISOLATES.sub("", line + piece.rstrip())) > width:
            yield line.rstrip()
            line = ""
        line += piece
    yield line
