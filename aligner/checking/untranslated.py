"""The check of what was left in the source language, in the middle of a target."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.languages import letters_by_script, usual_script
from aligner.checking.masks import masked
from aligner.checking.words import WORD, plain_words
from corpus.language import scripts
from tmx import TranslationUnit

NAME = "untranslated"
# A term, a title or a name in its own script beside the translation, as is the custom.
_GLOSS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]|«[^«»]*»|“[^“”]*”|\"[^\"]*\"|`[^`]*`|'[^']*'|‘[^‘’]*’")
_BREAK = re.compile(r"[.:;!?،؛؟。\n]")
_LEAST, _LEAST_UNCASED = 5, 3  # plain words in a run of another script
_LEAST_SHARED = 7  # words in a row that source and target share, in languages of one script


def check_untranslated(unit: TranslationUnit) -> Iterator[Finding]:
    """A run of words of the source's script, or of the source's very words, in the target."""
    source, target = unit.source, unit.target
    if source.text == target.text:
        return
    text = _without_glosses(masked(target.text))
    mine, its = usual_script(source.language), usual_script(target.language)
    if not mine or not its:
        return
    if mine != its:
        least = _LEAST if mine == "Latn" else _LEAST_UNCASED
        runs = _runs(text, mine) if letters_by_script(masked(target.text)).get(its) else iter(())
    else:
        least = _LEAST_SHARED
        runs = _shared(source.text, text)
    for start, end in runs:
        if len(plain_words(text[start:end])) >= least:
            message = f"left in {source.language}: {len(WORD.findall(text[start:end]))} words"
            yield Finding(NAME, Severity.WARNING, message, Side.TARGET, (Span(Side.TARGET, start, end),))


def _without_glosses(text: str) -> str:
    return _GLOSS.sub(lambda match: "\n" * len(match.group()), text)


def _runs(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Where words of a script follow one another, without any of another script or the end of a clause."""
    if letters_by_script(text).get(wanted, 0) < _LEAST_UNCASED * 2:
        return
    start = end = -1
    for match in WORD.finditer(text):
        is_wanted = wanted in scripts(match.group())
        if start >= 0 and (not is_wanted or _BREAK.search(text, end, match.start())):
            yield start, end
            start = -1
        if is_wanted:
            start, end = (match.start() if start < 0 else start), match.end()
    if start >= 0:
        yield start, end


def _shared(source: str, target: str) -> Iterator[tuple[int, int]]:
    words = [match.group() for match in WORD.finditer(source)]
    places = list(WORD.finditer(target))
    match = SequenceMatcher(None, words, [place.group() for place in places], autojunk=False).find_longest_match()
    if match.size >= _LEAST_SHARED:
        yield places[match.b].start(), places[match.b + match.size - 1].end()
