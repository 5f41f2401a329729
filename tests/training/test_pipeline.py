"""The pipeline from pairs to a model, on pairs small enough for a test."""

import gzip
import random
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import normalizers

from aligner import load_encoder
from aligner.evaluation import evaluate_retrieval
from aligner.learning.save import save_model
from training import folding, pairs, train, unseen
from training.folding import fold
from training.noise import misspell
from training.tokenizer import balanced, train_tokenizer

ENGLISH = ["sun", "moon", "star", "sea", "ship", "fish", "bird", "tree", "leaf", "stone", "fire", "road"]
FOREIGN = ["شمس", "قمر", "نجم", "بحر", "سفينة", "سمك", "طائر", "شجرة", "ورقة", "حجر", "نار", "طريق"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three-word sentences of twelve words, in a folder as training reads it."""
    chance = random.Random(1)
    rows = []
    for _ in range(400):
        words = [chance.randrange(12) for _ in range(3)]
        rows.append("\t".join(" ".join(names[word] for word in words) for names in (FOREIGN, ENGLISH)) + "\n")
    (tmp_path / "ar-en").mkdir()
    with gzip.open(tmp_path / "ar-en" / "authored-1.tsv.gz", "wt", encoding="utf-8") as out:
        out.writelines(rows)
    return tmp_path


def test_pairs_become_a_model(folder: Path) -> None:
    read = pairs.read_all([folder])
    assert {pair.language for pair in read} == {"ar"}
    tokenizer = train_tokenizer(balanced(read, 0.7, 1000, seed=1), 80)
    vectors = train.train(tokenizer, read, train.Recipe(dimension=16, batch=64, epochs=6, rate=0.05))
    save_model(folder / "model", tokenizer, vectors, "test")
    result = evaluate_retrieval(FOREIGN, ENGLISH, load_encoder(str(folder / "model")), "words")
    assert result.plain.forward > 90
    start = train.read_table(folder / "model")
    assert np.abs(start - vectors).max() <= np.abs(vectors).max() / 254 + 1e-6
    further, mean = (
        train.train(tokenizer, read, train.Recipe(dimension=16, batch=64, epochs=1, kept=kept), start)
        for kept in (0.0, 0.5)
    )
    assert np.abs(further - start).max() > 0.01
    assert mean == pytest.approx((further + start) / 2, abs=1e-3)


def test_rounding_to_int8_keeps_directions() -> None:
    from aligner.learning.save import quantised

    vectors = np.random.default_rng(1).standard_normal((50, 32)).astype(np.float32)
    rows, scales = quantised(vectors)
    assert np.abs(rows * scales[:, None] - vectors).max() <= np.abs(vectors).max() / 254 + 1e-6


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "xx-en").mkdir()
    with gzip.open(tmp_path / "xx-en" / "a.tsv.gz", "wt") as out:
        out.write("one\ttwo\nalone\n")
    with pytest.raises(ValueError, match=r"a.tsv.gz:2: 1 columns"):
        list(pairs.read_pairs(tmp_path / "xx-en"))
    with pytest.raises(FileNotFoundError):
        list(pairs.read_pairs(tmp_path))


def test_an_epoch_draws_by_weight() -> None:
    drawn = Counter(pairs.epoch(np.array([0.25] * 4000 + [2.0] * 10), np.random.default_rng(1)).tolist())
    assert 900 < sum(drawn[index] for index in range(4000)) < 1100
    assert all(drawn[index] == 2 for index in range(4000, 4010))


@pytest.fixture(scope="module")
def normalizer() -> normalizers.Normalizer:
    return folding.folding()


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("E\u0301te\u0301 ẾE\u0302\u0301", "été ếế"),
        ("إلى مكتبةٌ ١٢٣", "الي مكتبه 123"),
        ("“quoted” ‘so’", "\"quoted\" 'so'"),
        ("می\u200cخواهم کتاب", "ميخواهم كتاب"),
        ("שָלוֹם", "שלום"),
        ("Ｆｕｌｌ ﷲ", "full الله"),
        ("हिन्दी\tक़ानून", "हिन्दी\tक़ानून"),
    ],
)
def test_what_is_folded(text: str, folded: str, normalizer: normalizers.Normalizer) -> None:
    assert normalizer.normalize_str(text) == fold(text) == folded


@given(text=st.text(max_size=40))
@settings(deadline=None)
def test_the_map_folds_as_the_function_does(text: str, normalizer: normalizers.Normalizer) -> None:
    once = normalizer.normalize_str(text)
    assert normalizer.normalize_str(once) == once


def test_sources_held_out_are_not_read(folder: Path) -> None:
    (folder / "nb-en").mkdir()
    for source in ("openehr-ckm", "other"):
        (folder / "nb-en" / f"{source}.tsv.gz").write_bytes((folder / "ar-en" / "authored-1.tsv.gz").read_bytes())
    assert {pair.source for pair in pairs.read_pairs(folder / "nb-en")} == {"other"}
    with pytest.raises(FileNotFoundError):
        pairs.read_all([folder / "nowhere"])


def test_pivoted_pairs_are_in_two_languages() -> None:
    rows = [("un", "fr"), ("eins", "de"), ("uno", "es"), ("uno", "it"), ("une", "fr")]
    read = [pairs.Pair(foreign, "one", language, "tatoeba") for foreign, language in rows]
    for seed in range(20):
        found = train.pivoted([*read, pairs.Pair("x", "one", "xx", "omw")], 1.0, seed)
        assert found
        for pair in found:
            assert pair.foreign != pair.english
            assert "x" not in (pair.foreign, pair.english)
            assert {pair.foreign, pair.english} != {"un", "une"}


@given(st.text(max_size=60), st.integers())
def test_misspelling_keeps_the_words_apart(text: str, seed: int) -> None:
    wrong = misspell(text, 0.3, random.Random(seed))
    assert [char for char in wrong if char.isspace()] == [char for char in text if char.isspace()]
    assert misspell(text, 0.0, random.Random(seed)) == text
    assert set(wrong) <= set(text)


def test_copies_are_misspelled_on_both_sides_or_on_one() -> None:
    long = pairs.Pair("سفينة كبيرة في البحر الهائج", "a large ship on the rough sea", "ar", "x")
    for one_sided, expected in ((0.0, {(True, True)}), (1.0, {(True, False), (False, True)})):
        copies = train.misspelled([long] * 60, 0.5, one_sided, seed=3)
        changed = Counter((copy.foreign != long.foreign, copy.english != long.english) for copy in copies)
        del changed[False, False]  # by chance no character of a side was drawn
        assert 10 < changed.total() < 50
        assert max(changed, key=changed.__getitem__) in expected
        if one_sided:
            assert set(changed) == expected


def test_lines_are_chosen_for_words_not_yet_met() -> None:
    lines = ["the cat sat", "a walrus dived", "the cat slept", "a walrus and a narwhal", "walrus " * 20]
    met = unseen.met_in_context(["the cat sat and slept"] * 3)
    chosen = unseen.choose(lines, met, unseen.met_in_context(lines), 40)
    assert set(chosen) == {"a walrus and a narwhal", "a walrus dived"}
    assert unseen.choose(lines, unseen.met_in_context(lines * 3), unseen.met_in_context(lines), 40) == []


def is_latin(char: str) -> bool:
    return char < "\u0250" or "\u1e00" <= char < "\u1f00"


def test_authored_pairs_are_in_the_scripts_they_should_be() -> None:
    authored = Path(unseen.__file__).parent / "authored"
    latin = {"de", "fr", "nl", "pl", "sv", "tr", "vi"}
    languages = sorted(path.name.removesuffix("-en") for path in authored.glob("*-en"))
    assert len(languages) >= 12
    for language in languages:
        read = list(pairs.read_pairs(authored / f"{language}-en"))
        assert len(read) > 500, language
        foreign = [pair for pair in read if any(char.isalpha() for char in pair.foreign)]
        in_latin = sum(
            all(char < "\u0250" or "\u1e00" <= char < "\u1f00" for char in pair.foreign if char.isalpha())
            for pair in foreign
        )
        assert (in_latin > 0.2 * len(read)) == (language in latin), language
