"""The check of copies: a target that is the source."""

from collections.abc import Iterator

from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.languages import chief_script, language_code, usual_script
from aligner.checking.masks import masked
from aligner.checking.words import WORD, plain_words
from tmx import TranslationUnit

NAME = "same-as-source"
_CERTAIN = 4  # plain words that no two languages have in common
# Fewer are a copy only where the languages have no script in common: "Restaurant" is German as well.
_FEW = 2


def check_sameness(unit: TranslationUnit) -> Iterator[Finding]:
    """A target with the very words of the source, more than names, numbers, addresses and codes."""
    source, target = unit.source, unit.target
    if _folded(source.text) != _folded(target.text) or language_code(source.language) == language_code(target.language):
        return
    text = masked(source.text)
    count, in_all = len(plain_words(text)), len(WORD.findall(text))
    if len({usual_script(source.language), usual_script(target.language)}) == 1:
        is_copy = count >= _CERTAIN or (count >= _FEW and in_all > _CERTAIN)
    else:
        is_copy = count >= (_FEW if chief_script(source.text) == "Latn" else 1)
    if is_copy:
        severity = Severity.ERROR if count >= _CERTAIN else Severity.WARNING
        spans = Span(Side.SOURCE, 0, len(source.text)), Span(Side.TARGET, 0, len(target.text))
        yield Finding(NAME, severity, "the target is the source", Side.TARGET, spans)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
