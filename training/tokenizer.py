"""The tokenizer of the embedded model: what is folded, and the subword inventory."""

from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"
PAD = "[PAD]"

# Arabic vowel and Koranic marks, superscript alef, tatweel; the bidi controls of UAX #9;
# joiners and soft hyphen. None of them changes what a word means here.
INVISIBLE = (
    "[\\u0610-\\u061A\\u064B-\\u065F\\u0670\\u06D6-\\u06DC\\u06DF-\\u06E8\\u06EA-\\u06ED\\u0640"
    "\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069\\u00AD\\uFEFF]"
)


def folding() -> normalizers.Normalizer:
    """Text as the model sees it: NFKC, lower case, Arabic spelling variants and digits unified."""
    digits = [normalizers.Replace(chr(base + value), str(value)) for base in (0x0660, 0x06F0) for value in range(10)]
    return normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(INVISIBLE), ""),
            normalizers.Replace(Regex("[أإآٱ]"), "ا"),
            normalizers.Replace("ى", "ي"),
            normalizers.Replace("ة", "ه"),
            normalizers.Replace("ؤ", "و"),
            normalizers.Replace("ئ", "ي"),
            normalizers.Replace(Regex("[‘’ʼ`´]"), "'"),
            normalizers.Replace(Regex("[“”„«»]"), '"'),
            *digits,
        ]
    )


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """A Unigram tokenizer (Kudo 2018) of ``vocabulary`` pieces over words, digits and punctuation."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = folding()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Punctuation(),
            pre_tokenizers.Metaspace(prepend_scheme="always", split=False),
        ]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=vocabulary,
        special_tokens=[PAD, UNKNOWN],
        unk_token=UNKNOWN,
        max_piece_length=16,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer
