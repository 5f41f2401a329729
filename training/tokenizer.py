"""The tokenizer of the embedded model: a subword inventory that no language is left out of."""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from training.folding import folding
from training.pairs import Pair, draws, read_all

UNKNOWN = "[UNK]"
PAD = "[PAD]"


def train_tokenizer(texts: Iterable[str], vocabulary: int) -> Tokenizer:
    """A Unigram tokenizer (Kudo 2018) of ``vocabulary`` pieces over words, digits and punctuation."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = folding()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.BertPreTokenizer(),  # at white space and punctuation, in one pass
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


def balanced(pairs: Sequence[Pair], flattening: float, english: int, seed: int) -> Iterator[str]:
    """Texts to train a tokenizer on: every language, the small ones more often than they occur.

    A language's share of characters is raised to the power ``flattening`` (Conneau and Lample 2019);
    no text is taken more than three times. ``english`` texts come with them.
    """
    chance = random.Random(seed)
    size: Counter[str] = Counter()
    for pair in pairs:
        size[pair.language] += math.ceil(len(pair.foreign) * draws(pair.source))
    largest = max(size.values())
    for pair in pairs:
        wanted = draws(pair.source) * (largest / size[pair.language]) ** (1 - flattening)
        yield from [pair.foreign] * min(3, int(wanted + chance.random()))
        if chance.random() < english * draws(pair.source) / len(pairs):
            yield pair.english


def main() -> None:
    """Train and save."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path, nargs="+", help="folders xx-en of SOURCE.tsv.gz, or folders of those")
    arguments.add_argument("--vocabulary", type=int, default=66_000)
    arguments.add_argument("--flattening", type=float, default=0.7)
    arguments.add_argument("--texts", type=int, default=1_200_000, help="how many of them, at most")
    arguments.add_argument("--english", type=int, default=400_000)
    arguments.add_argument("-o", "--output", type=Path, required=True, help="tokenizer.json")
    given = arguments.parse_args()
    pairs = read_all(given.pairs)
    texts = list(balanced(pairs, given.flattening, given.english, seed=20261121))
    texts = random.Random(20261121).sample(texts, min(given.texts, len(texts)))
    print(f"{len(pairs)} pairs, {len(texts)} texts, {sum(map(len, texts))} characters", flush=True)
    train_tokenizer(texts, given.vocabulary).save(str(given.output), pretty=False)


if __name__ == "__main__":
    main()
