"""Files that belong together by their names.

``x.en.txt`` and ``x.ar.txt``, ``en/x`` and ``ar/x``, ``x_en`` and ``x-ar``: a name says a language in a
part of its own. Many parts look like a language and are none (``it``, ``no``), so each is tried, and
those count that give a partner.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from aligner.batch.discovery import Found
from corpus.language import primary
from corpus.readers.catalogue import without_suffixes
from corpus.readers.declared import named_language

_WORDS = re.compile(r"[^\W_]+")
_SUBTAG = re.compile(r"[A-Z]{2}|[A-Z][a-z]{3}")  # a region or a script; of digits it is rather the number of a text

Key = tuple[str, ...]
"""A name without its language: its folders, and the words of the file's name, lower case."""


@dataclass(frozen=True, slots=True)
class NamedPair:
    """Two files, the name they share, and the languages that their names say; empty where one says none."""

    key: Key
    source: Found
    target: Found
    source_language: str
    target_language: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a name; ``language`` may be empty."""

    key: Key
    language: str


def pair_by_name(files: Sequence[Found], source: str | None, target: str | None) -> list[NamedPair]:
    """The pairs that names tell, each file in one at most; languages are BCP 47 tags, where they are named.

    Where they are not, the pair of languages that most files have goes first, and English is a source.
    """
    groups: dict[Key, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    tags: dict[tuple[int, Key, str], str] = {}
    for number, file in enumerate(files):
        for reading in _readings(file.place, (source or "", target or "")):
            code = primary(reading.language)
            groups[reading.key][code].add(number)
            tags[number, reading.key, code] = reading.language
    used: set[int] = set()
    pairs: list[NamedPair] = []
    for one, other in _languages(groups.values(), source, target):
        for key, group in groups.items():
            own, its = group.get(one, set()) - used, group.get(other, set()) - used
            if len(own) == 1 == len(its) and own != its:
                (first,), (second,) = own, its
                used |= {first, second}
                languages = tags[first, key, one], tags[second, key, other]
                pairs.append(NamedPair(key, files[first], files[second], *languages))
    return pairs


def directed(pair: tuple[str, str], source: str | None, target: str | None) -> tuple[str, str]:
    """Two languages, the source first.

    Named languages decide; else English is the source, and the one that has no name in a name.
    """
    first, second = pair
    for code, is_source in ((primary(source or ""), True), (primary(target or ""), False), ("en", True), ("", True)):
        if code in pair and (code or is_source):
            return (first, second) if (first == code) == is_source else (second, first)
    return pair


def _languages(
    groups: Iterable[dict[str, set[int]]], source: str | None, target: str | None
) -> Iterator[tuple[str, str]]:
    """The pairs of languages to look for, those of most files first; a file without a language comes last."""
    counts = Counter(pair for group in groups for pair in combinations(sorted(group), 2))
    wanted = [primary(tag) for tag in (source, target) if tag]
    for pair in sorted(counts, key=lambda pair: ("" in pair, -counts[pair], pair)):
        if all(tag in pair or "" in pair for tag in wanted):
            yield directed(pair, source, target)


def _readings(place: Path, wanted: tuple[str, str]) -> Iterator[_Reading]:
    """Every way to take a part of a name for a language, and the name without one."""
    parts = [_WORDS.findall(part) for part in (*place.parts[:-1], without_suffixes(place.name))]
    yield _Reading(_key(parts), "")
    for tag in sorted({tag for words in parts for word in words if (tag := _language(word, wanted))}):
        said = [any(_language(word, wanted) == tag for word in words) for words in parts]
        yield _without(parts, tag, wanted, said)
        if sum(said) > 1:  # in en/en-route one of them is a word
            for chosen in range(len(parts)):
                yield _without(parts, tag, wanted, [chosen == other for other in range(len(parts))])


def _without(parts: Sequence[Sequence[str]], tag: str, wanted: tuple[str, str], chosen: Sequence[bool]) -> _Reading:
    """The name without a language, in those of its parts that are chosen."""
    full = tag
    rest: list[Sequence[str]] = []
    for words, is_chosen in zip(parts, chosen, strict=True):
        kept: list[str] = []
        for before, word in zip(("", *words), words, strict=False):
            if is_chosen and _language(word, wanted) == tag:
                continue
            if _language(before, wanted) == tag and _SUBTAG.fullmatch(word) and _is_tag(f"{tag}-{word}"):
                full = f"{tag}-{word}"
            else:
                kept.append(word)
        rest.append(kept)
    return _Reading(_key(rest), full)


def _key(parts: Sequence[Sequence[str]]) -> Key:
    """Folders that say nothing else but a language vanish."""
    words = ["-".join(part).lower() for part in parts]
    return (*filter(None, words[:-1]), words[-1])


def _language(word: str, wanted: tuple[str, str]) -> str:
    lower = word.lower()
    return next((tag for tag in wanted if tag and lower in (tag.lower(), primary(tag))), "") or _named(lower)


@lru_cache(maxsize=65536)
def _named(part: str) -> str:
    return named_language(part)


@lru_cache(maxsize=65536)
def _is_tag(text: str) -> bool:
    from langcodes import tag_is_valid  # 0.1 s

    return bool(tag_is_valid(text))
