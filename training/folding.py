"""What the tokenizer folds away, as one compiled character map.

NFKC and lower case; Arabic vowel marks, tatweel and invisible controls dropped; Arabic letter
variants, quotation marks and Arabic-Indic digits unified. As thirty replacement passes this took
two thirds of the time to encode; sentencepiece compiles it into one look-up per character.
"""

import re
import sys
import tempfile
import unicodedata
from pathlib import Path

from sentencepiece import SentencePieceTrainer, sentencepiece_model_pb2
from tokenizers import normalizers

# Arabic vowel and Koranic marks, superscript alef, tatweel; the bidi controls of UAX #9;
# joiners and soft hyphen. None of them changes what a word means here.
INVISIBLE = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640"
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points and accents
    "\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\u00ad\ufeff]"
)
_SAME = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        "ى": "ي",
        "ی": "ي",  # the Persian yeh
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ک": "ك",  # the Persian kaf
        **dict.fromkeys("‘’ʼ`´׳", "'"),
        **dict.fromkeys("“”„«»״", '"'),
        **{chr(zero + value): str(value) for zero in (0x0660, 0x06F0) for value in range(10)},
    }
)
_KEPT = {"\t", "\n", "\r", " "}


def fold(text: str) -> str:
    """``text`` as the model sees it."""
    # Character by character, as the map does it: no final sigma that depends on its neighbours.
    lower = "".join(map(_lower, unicodedata.normalize("NFKC", text)))
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", lower).translate(_SAME))


def _lower(character: str) -> str:
    return "i" if character == "İ" else character.lower()  # Python keeps the dot apart


def folding() -> normalizers.Normalizer:
    """``fold`` for a tokenizer.

    The map works on single characters, so that a composing NFKC comes first.
    """
    with tempfile.TemporaryDirectory() as folder:
        rules, text, model = (Path(folder) / name for name in ("rules.tsv", "text.txt", "map"))
        rules.write_text("".join(_rules()), encoding="utf-8")
        text.write_text("".join(f"{number} {number}\n" for number in range(300)), encoding="utf-8")
        SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(model),
            normalization_rule_tsv=str(rules),
            vocab_size=30,
            hard_vocab_limit=False,
            minloglevel=2,
        )
        proto = sentencepiece_model_pb2.ModelProto.FromString(  # type: ignore[attr-defined]  # made at run time
            model.with_suffix(".model").read_bytes()
        )
    return normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap)]
    )


def _rules() -> list[str]:
    """``CODE CODE...<TAB>CODE CODE...`` in hexadecimal, for every character that folding changes."""
    rules = []
    for character in map(chr, range(1, sys.maxunicode + 1)):
        folded = character if 0xD800 <= ord(character) < 0xE000 or character in _KEPT else fold(character)
        if folded != character:
            rules.append(f"{ord(character):X}\t{' '.join(f'{ord(part):X}' for part in folded)}\n")
    return rules
