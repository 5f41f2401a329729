"""How alike two names sound: by their consonants, in Latin, Arabic, Hebrew, Greek and Cyrillic letters.

Word vectors say nothing of a name that training never met, and no two people spell ``Gaddafi`` alike.
Sounds that one script keeps apart and another does not count as one; vowels do not count.
"""

import unicodedata
import zlib
from collections.abc import Sequence
from functools import cache

import numpy as np

from aligner.encoder import FloatArray, unit

_WIDTH = 128
_SHORT = 4  # consonants below which two names are alike by chance
_SPELT = (("$", "sh ch"), ("x", "kh"), ("k", "gh ck"), ("f", "ph"), ("t", "th"), ("d", "dh"), ("s", "zh ts"))
_DIGRAPHS = {digraph: sound for sound, digraphs in _SPELT for digraph in digraphs.split()} | {"ce": "se", "ci": "si"}
_SOUNDS = {
    "b": "bpبپבπбп",
    "f": "fvفڤφвфβ",
    "k": "ckqgjكقجغگקגכךκγкгж",
    "x": "xخχх",
    "h": "hحهהח",
    "d": "dدضذדδд",
    "t": "tطتثתטτθт",
    "s": "szسصזשςσсزظצζзц",
    "$": "شшщч",
    "l": "lلלλл",
    "m": "mمמםμм",
    "n": "nنנןνн",
    "r": "rرרρр",
}
_SOUND = {letter: sound for sound, letters in _SOUNDS.items() for letter in letters} | {"$": "$"}
_ALIKE = 0.62  # similarity at which two names are as likely the same as not
_STEEP = 14.0


def skeleton(word: str) -> str:
    """The consonants of a word, each sound once in a row; the letter ``a`` for a vowel at the beginning."""
    plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))
    for digraph, sound in _DIGRAPHS.items():
        plain = plain.replace(digraph, sound)
    sounds = "".join(_SOUND.get(letter, "") for letter in plain)
    first = "a" if plain[:1] and plain[0] not in _SOUND else ""
    return first + "".join(sound for place, sound in enumerate(sounds) if sounds[place - 1 : place] != sound)


def name_vectors(words: Sequence[str]) -> FloatArray:
    """Vectors (words x 128) whose products are near 1 for names that sound alike, and less for short ones."""
    vectors = np.zeros((len(words), _WIDTH), np.float32)
    lengths = np.zeros(len(words), np.float32)
    for row, word in enumerate(words):
        found = skeleton(word)
        if len(found) > 1:
            lengths[row] = min(len(found), _SHORT) / _SHORT
            last = "^"
            for sound in found:
                vectors[row, _place(sound)] += 1
                vectors[row, _place(last + sound)] += 1
                last = sound
            vectors[row, _place(last + ".")] += 1
    return np.asarray(unit(vectors) * np.sqrt(lengths)[:, None], np.float32)


@cache
def _place(piece: str) -> int:
    return zlib.crc32(piece.encode()) % _WIDTH


def name_prior(similarities: FloatArray) -> FloatArray:
    """How likely words that sound so alike are one name (0..1)."""
    return np.asarray(1 / (1 + np.exp(_STEEP * (_ALIKE - similarities))), np.float32)
