"""How a term is written: which of its forms stands for it, verbatim, and which are variants."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining

from aligner.encoder import IntArray
from aligner.terminology.extraction.candidate import Form
from aligner.terminology.extraction.clitics import Parts
from aligner.terminology.extraction.grams import Grams
from aligner.terminology.extraction.side import Side

_VARIANTS = 6
_MOST = 100  # occurrences that are looked at
_TATWEEL = "\u0640"
_ALEF_LAM = "ال"
_ATTESTED = 0.1  # share of the occurrences from which the form without the article is the one


def form_of(side: Side, grams: Grams, places: IntArray, *, is_entity: bool) -> Form:
    """The form of the term whose occurrences these are."""
    plain: Counter[str] = Counter()  # as written, without clitics
    whole: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    for place in places[:_MOST].tolist():
        first = int(grams.starts[place])
        last = first + int(grams.lengths[place]) - 1
        parts = side.parts[side.types[first]]
        text = " ".join(side.text[side.starts[first] : side.ends[last]].split())
        word = side.text[side.starts[first] : side.ends[first]]
        short = _without(word, parts) + text[len(word) :]
        whole[text] += 1
        plain[short] += 1
        if side.telling[first] or not short[:1].isupper():
            telling[short] += 1
        if parts.article and first == last and not is_entity:
            bare[short.removeprefix(_ALEF_LAM)] += 1
        elif not parts.article:
            bare[short] += 1
    small = Counter({text: number for text, number in telling.items() if text.islower()})
    chosen = _commonest((not is_entity and small) or telling or plain)
    if side.language.startswith("ar") and bare.total() >= _ATTESTED * plain.total():
        chosen = _commonest(bare)
    return Form(chosen, tuple(_variants((*plain.elements(), *whole.elements()), chosen)))


def _commonest(found: Counter[str]) -> str:
    """The most frequent, however wide it is written; of equals the one with fewer marks, then by the alphabet."""
    wide: Counter[str] = Counter()
    for text, number in found.items():
        wide[text.replace(_TATWEEL, "")] += number
    return min(
        found,
        key=lambda text: (-wide[text.replace(_TATWEEL, "")], text.count(_TATWEEL), -found[text], len(text), text),
    )


def _variants(texts: Iterable[str], chosen: str) -> list[str]:
    """Other forms, the commonest first; those that differ in letter case alone are none."""
    found = Counter(text for text in texts if text.casefold() != chosen.casefold())
    seen: dict[str, None] = {}
    for text, _ in found.most_common():
        if text.casefold() not in {one.casefold() for one in seen}:
            seen[text] = None
    return list(seen)[:_VARIANTS]


@lru_cache(100_000)
def _without(word: str, parts: Parts) -> str:
    """A word as it is written without its prefix; where lam has swallowed an alef, that is put back."""
    rest = _after(word, len(parts.prefix))
    swallowed = parts.article and parts.prefix and rest.startswith("ل")
    return f"ا{rest}" if swallowed else rest


def _after(word: str, letters: int) -> str:
    """``word`` without its first letters and the marks on them."""
    place = 0
    while place < len(word) and (letters > 0 or _is_mark(word[place])):
        letters -= not _is_mark(word[place])
        place += 1
    return word[place:] or word


def _is_mark(char: str) -> bool:
    return char == _TATWEEL or bool(combining(char))
