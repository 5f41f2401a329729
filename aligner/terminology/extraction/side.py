"""One side of all units as arrays: its words, what each is, and what stands between them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.encoder import FloatArray, IntArray, WordEncoder, unit
from aligner.terminology.extraction.classes import Mark, WordClasses
from aligner.terminology.extraction.clitics import Parts, has_pronoun, is_verbal, split
from aligner.terminology.extraction.inflection import base_of
from aligner.terminology.extraction.names import name_vectors
from tmx.matching.keys import match_key, match_keys
from tmx.matching.stems import stemmer
from tmx.matching.tokens import tokenize

BoolArray = npt.NDArray[np.bool_]
_JOINED = np.array([ord(sign) for sign in " \u00a0'’ʼ"], np.uint32)
_TIED = np.array([ord(sign) for sign in "-‐‑\u200c"], np.uint32)  # parts of one word
_ENDS = np.array([ord(sign) for sign in ".!?؟。！？…:•"], np.uint32)
_BLOCK = 8192
_HEADING = 0.6  # share of capitals from which they say nothing of a name
_CASELESS_NOUNS = ("de", "lb")  # every noun has a capital


@dataclass(frozen=True, slots=True)
class Side:
    """The words of one side; ``text`` holds all texts, each with a line break behind it.

    By word, in order: ``starts`` and ``ends`` in ``text``, its unit in ``rows``, ``types`` (distinct
    forms) and ``stems`` (what forms have in common); ``tied`` to the word before, as after a hyphen,
    ``open``, if nothing but a space is between it and the word before. By form: ``forms`` verbatim,
    ``parts``, ``marks``, ``frequencies`` in a million words of general language. By stem:
    ``vectors`` of unit length and ``weights``, ``names`` (vectors of the sound), and whether it is ``named``:
    has a capital inside sentences.
    """

    language: str
    units: int
    text: str
    starts: IntArray
    ends: IntArray
    rows: IntArray
    types: IntArray
    open: BoolArray
    tied: BoolArray
    capitals: BoolArray
    telling: BoolArray
    forms: list[str]
    parts: list[Parts]
    marks: IntArray
    frequencies: FloatArray
    numerals: BoolArray
    joining: BoolArray
    stem_of: IntArray
    base_of: IntArray
    vectors: FloatArray
    weights: FloatArray
    names: FloatArray
    named: BoolArray

    @property
    def stems(self) -> IntArray:
        """The stem of each word."""
        return np.asarray(self.stem_of[self.types], np.int64)

    @property
    def bases(self) -> IntArray:
        """The base of each word, which only its forms have in common."""
        return np.asarray(self.base_of[self.types], np.int64)

    @property
    def title(self) -> BoolArray:
        """Whether each word is written as a name is, and not as an abbreviation: one capital, at its beginning."""
        return np.asarray(self.capitals & np.array([form[1:].islower() for form in self.forms], bool)[self.types])

    @property
    def binding(self) -> BoolArray:
        """Whether each word could be a part of a term: a content word, no verb, no number."""
        marks = self.marks[self.types]
        verbal = (marks & Mark.VERBAL) == Mark.VERBAL
        return np.asarray(self.content & ~verbal & ~self.numerals[self.types])

    def joined_before(self, words: IntArray) -> BoolArray:
        """Whether each word stands beside the one before it and is not parted from it by an ``and`` written on."""
        return np.asarray(self.open[words] & ~self.joining[self.types[words]])

    @property
    def content(self) -> BoolArray:
        """Whether each word is no function word."""
        return np.asarray((self.marks & Mark.FUNCTION)[self.types] == 0)


def read_side(texts: Sequence[str], language: str, encoder: WordEncoder, classes: WordClasses) -> Side:
    """The words of ``texts``, one for each unit."""
    tokens = tokenize([" ".join(text.splitlines()) for text in texts])
    _, first, types = np.unique(tokens.hashes, return_index=True, return_inverse=True)
    forms = [tokens.word(index) for index in first]
    keys = match_keys(forms)
    code = language.split("-")[0].lower()
    known = set(keys)
    parts = [split(key, known, classes) if code == "ar" else Parts("", False, key) for key in keys]
    stem = stemmer(language)
    names = [stem(part.rest) or part.rest for part in parts]
    stem_of = _numbers(names)
    base = base_of(language)
    vectors, norms = _vectors([part.rest for part in parts], stem_of, np.bincount(types, minlength=len(forms)), encoder)
    numerals = np.array([key.isdecimal() for key in keys], bool)
    marks = np.array([_marks(*row, classes) for row in zip(forms, keys, parts, strict=True)], np.int64)
    frequencies = np.array([classes.frequencies.get(part.rest, 0) for part in parts], np.float32)
    if code == "ar":
        verbal = [
            is_verbal(key, known, classes)
            or (not part.article and form[-1] != "ة" and has_pronoun(part.rest, known, classes))
            for form, key, part in zip(forms, keys, parts, strict=True)
        ]
        marks[np.array(verbal, bool)] |= int(Mark.VERBAL)
    open_, tied = _gaps(tokens.joined, tokens.starts, tokens.ends, tokens.rows)
    capitals, telling = _capitals(tokens.joined, tokens.starts, tokens.rows, code, len(texts))
    joining = np.array([part.joins for part in parts], bool)
    return Side(
        language,
        len(texts),
        tokens.joined,
        tokens.starts,
        tokens.ends,
        tokens.rows,
        types.astype(np.int64),
        open_,
        tied,
        capitals,
        telling,
        forms,
        parts,
        marks,
        frequencies,
        numerals,
        joining,
        stem_of,
        _numbers(
            [
                part.rest if is_abbreviation(form) else base(part.rest) or part.rest
                for form, part in zip(forms, parts, strict=True)
            ]
        ),
        vectors,
        norms,
        name_vectors([parts[index].rest for index in np.unique(stem_of, return_index=True)[1]]),
        _named(stem_of[types], capitals, telling),
    )


def _named(stems: IntArray, capitals: BoolArray, telling: BoolArray) -> BoolArray:
    number = int(stems.max(initial=-1)) + 1
    seen = np.bincount(stems[telling], minlength=number)
    return np.asarray(np.bincount(stems[telling & capitals], minlength=number) > seen / 2)


def _numbers(names: Sequence[str]) -> IntArray:
    distinct = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([distinct[name] for name in names], np.int64)


def is_abbreviation(form: str) -> bool:
    """Whether a word is two to five capitals."""
    return 1 < len(form) < 6 and form.isupper() and form.isalpha()


def _marks(form: str, key: str, parts: Parts, classes: WordClasses) -> int:
    found = classes.of(key) | classes.of(parts.rest)
    if is_abbreviation(form) and match_key(form) not in classes.stops:
        return int(Mark.NONE)  # WHO is no pronoun
    if parts.article:
        found &= ~Mark.VERBAL
    if not key:
        found |= Mark.FUNCTION
    return int(found)


def _vectors(
    keys: Sequence[str], stems: IntArray, counts: IntArray, encoder: WordEncoder
) -> tuple[FloatArray, FloatArray]:
    """The vector and the weight of each stem, a mean over its forms; some stems at a time, for their memory."""
    number = int(stems.max(initial=-1)) + 1
    order = np.argsort(stems, kind="stable")
    begins = np.searchsorted(stems[order], np.arange(number + 1))
    vectors: list[FloatArray] = []
    weights = np.zeros(number, np.float32)
    for first in range(0, number, _BLOCK):
        last = min(first + _BLOCK, number)
        forms = order[begins[first] : begins[last]]
        sums = encoder.words([keys[form] for form in forms]).sums()
        norms = np.linalg.norm(sums, axis=1)
        starts = begins[first:last] - begins[first]
        sums *= (np.log1p(counts[forms]) / np.maximum(norms, 1e-6))[:, None]
        vectors.append(unit(np.add.reduceat(sums, starts, axis=0)))
        weights[first:last] = np.add.reduceat(norms * counts[forms], starts) / np.add.reduceat(counts[forms], starts)
    return np.concatenate(vectors) if vectors else np.zeros((0, 1), np.float32), weights


def _gaps(text: str, starts: IntArray, ends: IntArray, rows: IntArray) -> tuple[BoolArray, BoolArray]:
    """Whether each word follows the one before after a single space, and whether it is tied to it."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    width = starts - np.concatenate([[0], ends[:-1]]) if len(starts) else starts
    same = np.concatenate([[False], rows[1:] == rows[:-1]]) if len(rows) else np.zeros(0, bool)
    sign = codes[np.maximum(starts - 1, 0)]
    tied = same & (width == 1) & np.isin(sign, _TIED)
    beside = same & (((width == 1) & np.isin(sign, _JOINED)) | (width <= 0) | tied)
    return beside, tied


def _capitals(text: str, starts: IntArray, rows: IntArray, code: str, units: int) -> tuple[BoolArray, BoolArray]:
    """Whether each word has a capital, and whether that tells: inside a sentence that is no heading."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = np.unique(codes)
    upper = letters[[chr(letter).isupper() for letter in letters.tolist()]]
    if not len(starts):
        return np.zeros(0, bool), np.zeros(0, bool)
    capital = np.isin(codes[starts], upper)
    if code in _CASELESS_NOUNS or not len(upper):
        return capital, np.zeros(len(starts), bool)
    initial = np.concatenate([[True], rows[1:] != rows[:-1]])
    before = [codes[np.maximum(starts - back, 0)] for back in (1, 2, 3)]
    initial |= (
        np.isin(before[0], _ENDS) | np.isin(before[1], _ENDS) | (np.isin(before[2], _ENDS) & (before[0] != before[1]))
    )
    initial |= np.isin(before[0], [ord(sign) for sign in '"“«‘('])
    share = np.bincount(rows, weights=capital, minlength=units) / np.maximum(np.bincount(rows, minlength=units), 1)
    return capital, ~initial & (share[rows] < _HEADING)
