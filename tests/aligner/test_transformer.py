"""Models named by ``--model``: a transformer of one small layer, built here, behind the vector cache."""

import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from aligner import WordEncoder, align, load_encoder
from aligner.cache import CachedEncoder, VectorCache, cache_folder
from aligner.encoder import FloatArray, Progress
from aligner.transformer import TransformerEncoder, identity
from tests.conftest import Loom

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["the", "council", "opened", "a", "new", "library", "today", "."]
WORDS += ["أعلن", "المجلس", "فتح", "مكتبة", "جديدة", "اليوم"]
TEXTS = ["the council opened a library", "أعلن المجلس فتح مكتبة", "", "today"]


@pytest.fixture(scope="session")
def transformer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as sentence-transformers saves it: BERT of one layer with random weights, mean pooling."""
    folder = tmp_path_factory.mktemp("transformer")
    vocabulary = {word: number for number, word in enumerate(SPECIAL + WORDS)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    names = {"unk_token": "[UNK]", "pad_token": "[PAD]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, **names)  # type: ignore[no-untyped-call]
    fast.save_pretrained(folder / "bert")
    torch.manual_seed(0)
    shape = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(shape).save_pretrained(folder / "bert")
    modules = [Transformer(str(folder / "bert")), Pooling(16)]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder / "model"))
    return folder / "model"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOOM_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


class CountingEncoder:
    """Counts the texts that it really encodes."""

    name = "counting"

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        self.encoded += texts
        return np.array([[len(text), 1] for text in texts], np.float32)


def cached(folder: Path, encoder: CountingEncoder, identity: str = "one", largest: int = 10**9) -> CachedEncoder:
    return CachedEncoder("counting", identity, lambda: encoder, VectorCache(folder, largest))


def test_a_transformer_encodes_as_sentence_transformers_does(transformer: Path) -> None:
    seen: list[tuple[int, int]] = []
    texts = [f"the council {'opened ' * (number % 30)}" for number in range(600)]
    vectors = TransformerEncoder(str(transformer)).encode(texts, lambda done, total: seen.append((done, total)))
    theirs = SentenceTransformer(str(transformer), device="cpu").encode(texts, normalize_embeddings=True)
    assert vectors.dtype == np.float32
    assert np.abs(vectors - theirs).max() < 1e-5
    assert seen == [(512, 600), (600, 600)]
    assert TransformerEncoder(str(transformer)).encode([]).shape[0] == 0


def test_a_transformer_aligns(transformer: Path, cache: Path) -> None:
    encoder = load_encoder(str(transformer))
    assert not isinstance(encoder, WordEncoder)
    found = [(list(bead.source), list(bead.target)) for bead in align(TEXTS[:2], TEXTS[:2], encoder)]
    assert found == [([0], [0]), ([1], [1])]


def test_the_second_run_loads_no_model(transformer: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_encoder.__wrapped__(str(transformer)).encode(TEXTS)
    monkeypatch.setattr("aligner.models.TransformerEncoder", pytest.fail)
    assert (load_encoder.__wrapped__(str(transformer)).encode(TEXTS) == first).all()


def test_another_state_of_the_model_is_another_model(transformer: Path) -> None:
    before = identity(str(transformer))
    os.utime(transformer / "modules.json", ns=(1, 1))
    assert before != identity(str(transformer))


def test_a_name_that_is_nowhere_has_no_identity() -> None:
    assert identity("no-such/model") is None


def test_only_new_texts_are_encoded_and_each_once(tmp_path: Path) -> None:
    encoder, again = CountingEncoder(), CountingEncoder()
    vectors = cached(tmp_path, encoder).encode(["a", "bb", "a"])
    assert vectors.tolist() == [[1, 1], [2, 1], [1, 1]]
    assert encoder.encoded == ["a", "bb"]
    assert cached(tmp_path, again).encode(["ccc", "bb"]).tolist() == [[3, 1], [2, 1]]
    assert again.encoded == ["ccc"]
    assert cached(tmp_path, again).encode([]).shape[0] == 0


def test_vectors_of_one_model_are_not_those_of_another(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    cached(tmp_path, encoder, "one").encode(["a"])
    cached(tmp_path, encoder, "two").encode(["a"])
    assert encoder.encoded == ["a", "a"]


def test_progress_counts_what_was_there_already(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    cached(tmp_path, CountingEncoder()).encode(["known"])
    texts = ["known", *(str(number) for number in range(600))]
    cached(tmp_path, CountingEncoder()).encode(texts, lambda done, total: seen.append((done, total)))
    assert seen == [(513, 601), (601, 601)]


def test_the_oldest_vectors_go_when_there_are_too_many(tmp_path: Path) -> None:
    encoder = CountingEncoder()
    for start in range(0, 6000, 500):
        cached(tmp_path, encoder, largest=200_000).encode([str(number) for number in range(start, start + 500)])
    assert (tmp_path / "vectors.sqlite").stat().st_size < 400_000
    encoder.encoded.clear()
    cached(tmp_path, encoder).encode(["0", "5999"])
    assert encoder.encoded == ["0"]


def test_a_cache_that_cannot_be_had_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    encoder = CountingEncoder()
    kept = cached(tmp_path / "file" / "below", encoder)
    assert kept.encode(["a"]).tolist() == kept.encode(["a"]).tolist()
    assert encoder.encoded == ["a"]


@pytest.mark.parametrize("damage", ["no database" * 1000, "middle"])
def test_a_damaged_cache_is_done_without_and_said(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    file, texts = tmp_path / "vectors.sqlite", [str(number) for number in range(5000)]
    cached(tmp_path, CountingEncoder()).encode(texts)
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"x" * (len(whole) - 8192) if damage == "middle" else damage.encode())
    encoder = CountingEncoder()
    kept = cached(tmp_path, encoder)
    assert (kept.encode(texts) == kept.encode(texts)).all()
    assert encoder.encoded == texts
    assert [record.message.count("vectors.sqlite: vectors are not kept") for record in caplog.records] == [1]


def test_a_locked_cache_is_done_without(tmp_path: Path) -> None:
    cached(tmp_path, CountingEncoder()).encode(["before"])
    other = sqlite3.connect(tmp_path / "vectors.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    encoder = CountingEncoder()
    kept = CachedEncoder("counting", "one", lambda: encoder, VectorCache(tmp_path, wait=0.01))
    assert kept.encode(["before", "a"]).tolist() == kept.encode(["before", "a"]).tolist()
    assert sorted(encoder.encoded) == ["a", "before"]
    other.close()


def test_threads_share_a_cache(tmp_path: Path) -> None:
    kept = cached(tmp_path, CountingEncoder())
    kept.encode(["a"])
    with ThreadPoolExecutor(2) as pool:
        assert [vectors.tolist() for vectors in pool.map(kept.encode, [["a"], ["a"]])] == [[[1, 1]], [[1, 1]]]


def test_a_model_of_the_hub_is_known_by_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = tmp_path / "models--sentence-transformers--tiny"
    (hub / "snapshots" / "abc").mkdir(parents=True)
    (hub / "snapshots" / "abc" / "modules.json").write_text("[]")
    (hub / "refs").mkdir()
    (hub / "refs" / "main").write_text("abc")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert identity("tiny") == identity("sentence-transformers/tiny") == "sentence-transformers/tiny@abc"


def test_the_cache_has_a_place_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LOOM_CACHE_DIR", raising=False)
    assert "bitext-loom" in str(cache_folder())


def test_the_command_line_encodes_with_a_transformer_once(
    transformer: Path, cache: Path, example: Path, tmp_path: Path, loom: Loom, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = "align", example, "--model", transformer, "-o"
    load_encoder.cache_clear()
    assert loom(*command, tmp_path / "one.tsv").code == 0
    load_encoder.cache_clear()
    monkeypatch.setattr("aligner.models.TransformerEncoder", pytest.fail)
    second = loom(*command, tmp_path / "two.tsv")
    load_encoder.cache_clear()
    assert second.code == 0, second.err
    assert (tmp_path / "one.tsv").read_bytes() == (tmp_path / "two.tsv").read_bytes()
