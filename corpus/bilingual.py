"""One text in two languages: which two, and which paragraph is in which.

The languages are those with a real share of the letters; a word, a name or a line of another
language inside a side is no third one. Where the text comes block after block, short lines of
the wrong script (a web address, an acronym) stay in the block they stand in.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.errors import LanguageError
from corpus.language import are_near, classify, letters, main_script, primary, probabilities, script_of

_SHARE = 0.05  # of all letters: less is quotation, not a side
_SURE = 0.9  # probability from which one paragraph speaks for a further language
_LONG_ENOUGH = 20  # letters in a paragraph that identification may be asked about
_SAMPLE = 200  # paragraphs that are asked
_ISLANDS = 0.1  # of a language's letters may stand in the other block


@dataclass(frozen=True, slots=True)
class Labels:
    """The language of every paragraph, and the two languages in the order they first appear."""

    first: str
    second: str
    languages: tuple[str, ...]


def label_paragraphs(texts: Sequence[str], name: str, wanted: Sequence[str] = ()) -> Labels:
    """Give each of ``texts`` one of two languages.

    ``wanted`` holds the tags the user named (none, one or two). Raises ``LanguageError`` where
    there are not two languages, or where one that was named is not there.
    """
    pair = {tag: script_of(tag) for tag in wanted} if len(wanted) == 2 else _find_pair(texts, name, wanted)
    labels = _by_paragraph(texts, pair)
    missing = next((tag for tag in pair if tag not in labels), None)
    if missing is not None:
        raise LanguageError(f"{name}: no paragraph in {missing}; name both languages, or give two files")
    smooth = _smooth(labels, [letters(text) for text in texts])
    first = smooth[0]
    return Labels(first, next(tag for tag in pair if tag != first), tuple(smooth))


def identify(texts: Sequence[str], name: str) -> str:
    """The language of a text in one language; raises ``LanguageError`` where there is no letter."""
    script = main_script("\n".join(texts))
    if script is None:
        raise LanguageError(f"{name}: no letters, so no language; name it with --source-lang or --target-lang")
    return _language_of([text for text in texts if main_script(text) == script], script)


def _find_pair(texts: Sequence[str], name: str, wanted: Sequence[str]) -> dict[str, str]:
    """The two languages and the script of each, a named tag in the place of what was found."""
    found = _languages(texts)
    tags = {primary(tag): tag for tag in wanted}
    shares = ", ".join(f"{language} {one.share:.0%}" for language, one in found.items()) or "no letters"
    for language, tag in tags.items():
        if language not in found:
            raise LanguageError(f"{name}: no text in {tag}; found {shares}")
    if len(found) < 2:
        raise LanguageError(
            f"{name}: two languages are needed, found only one ({shares}); "
            "give the translation as a second file, or name both languages"
        )
    if len(found) > 2:
        raise LanguageError(
            f"{name}: two languages are needed, found {len(found)} ({shares}); "
            "split the file, or name the two with --source-lang and --target-lang"
        )
    return {tags.get(language, language): one.script for language, one in found.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """A language of the text: its share of the letters, and its script."""

    share: float
    script: str


def _languages(texts: Sequence[str]) -> dict[str, _Found]:
    """The languages of the text, the largest first, quotations left out."""
    groups: dict[str, list[str]] = {}
    for text in texts:
        if script := main_script(text):
            groups.setdefault(script, []).append(text)
    counts: Counter[tuple[str, str]] = Counter()
    for script, group in groups.items():
        main = _language_of(group, script)
        counts[main, script] += sum(map(letters, group))
        stride = len(group) // _SAMPLE + 1
        for text in group[::stride]:
            other = _further_language(text, main, script)
            if other:
                other = next((known for known, _ in counts if known != main and are_near(known, other)), other)
                # A sampled paragraph stands for those between it and the next one.
                counts[other, script] += letters(text) * stride
                counts[main, script] -= letters(text) * stride
    total = sum(counts.values())
    return {
        language: _Found(count / total, script)
        for (language, script), count in counts.most_common()
        if count > _SHARE * total
    }


def _language_of(group: Sequence[str], script: str) -> str:
    """The language of paragraphs in one script."""
    likely = probabilities("\n".join(group)[:20_000], script)
    return max(likely, key=lambda language: likely[language])


def _further_language(text: str, main: str, script: str) -> str | None:
    if letters(text) < _LONG_ENOUGH:
        return None
    likely = probabilities(text, script)
    best = max(likely, key=lambda language: likely[language])
    if are_near(best, main):
        return None
    # Indonesian is shared out between Indonesian and Malay: what is near counts together.
    sure = sum(value for language, value in likely.items() if are_near(language, best)) >= _SURE
    return best if sure else None


def _by_paragraph(texts: Sequence[str], pair: Mapping[str, str]) -> list[str | None]:
    """The language of each text; None where it has no letter, or only those of a third script."""
    by_script = {script: tag for tag, script in pair.items()}
    labels: list[str | None] = []
    for text in texts:
        script = main_script(text)
        if script is None or len(by_script) == 2:
            labels.append(by_script.get(script or ""))
        else:
            labels.append(classify(text, pair))
    return labels


def _smooth(labels: Sequence[str | None], sizes: Sequence[int]) -> list[str]:
    """Two blocks where that mislabels next to nothing; else gaps join what stands before them."""
    names = sorted({label for label in labels if label is not None})
    # Of its own language, for a Chinese text has a third of the letters of its translation.
    totals = {name: sum(size for label, size in zip(labels, sizes, strict=True) if label == name) for name in names}
    shares = [(label, size / totals[label]) for label, size in zip(labels, sizes, strict=True) if label is not None]
    places = [place for place, label in enumerate(labels) if label is not None]
    for first, second in (names, names[::-1]):
        wrong = [1.0]  # what stands on the wrong side of a cut before the k-th labelled paragraph
        for label, share in shares:
            wrong.append(wrong[-1] + (share if label == second else -share))
        cut = min(range(1, len(places)), key=lambda k: wrong[k])
        if wrong[cut] <= _ISLANDS:
            return [first] * places[cut] + [second] * (len(labels) - places[cut])
    filled: list[str] = []
    before = shares[0][0]
    for found in labels:
        before = found or before
        filled.append(before)
    return filled
