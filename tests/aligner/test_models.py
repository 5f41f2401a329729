import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer, models, pre_tokenizers

from aligner import EncoderError, WordEncoder, align, load_encoder
from aligner.models import EMBEDDED
from aligner.static import StaticEncoder
from aligner.transformer import TransformerEncoder

TEXTS = [
    "The council announced today that the library will open again.",
    "أعلن المجلس اليوم أن المكتبة ستفتح أبوابها من جديد.",
    "Ünïcode, ١٢٣ and 123!",
    "x" * 3000,
    "",
    " \n",
]


@pytest.fixture(scope="module")
def embedded() -> WordEncoder:
    encoder = load_encoder()
    assert isinstance(encoder, WordEncoder)
    return encoder


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A static model of four words, in float32."""
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "a": 1, "b": 2, "c": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    save_file({"embedding.weight": np.eye(4, dtype=np.float32)}, tmp_path / "model.safetensors")
    (tmp_path / "modules.json").write_text(json.dumps([{"path": "", "type": "x.StaticEmbedding"}]))
    return tmp_path


def test_the_embedded_model_puts_translations_together(embedded: WordEncoder) -> None:
    vectors = embedded.encode(TEXTS)
    assert vectors[0] @ vectors[1] > 0.5
    assert vectors[0] @ vectors[2] < 0.3
    assert np.allclose(np.linalg.norm(vectors[:4], axis=1), 1, atol=1e-5)
    assert not vectors[4:].any()


def test_what_a_reader_does_not_see_changes_nothing(embedded: WordEncoder) -> None:
    plain, marked = embedded.encode(["اجتمع المجلس في طرابلس عام 2020", "اجتَمَعَ المجلـــس في \u200fطرابلس عام ٢٠٢٠"])
    assert plain @ marked > 0.999


def test_sentence_transformers_gives_the_same_vectors(embedded: WordEncoder) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(EMBEDDED), device="cpu").encode(TEXTS[:4])
    assert np.abs(theirs - embedded.encode(TEXTS[:4])).max() < 1e-5


def test_sums_are_the_weighted_words_of_each_text(embedded: WordEncoder) -> None:
    words = embedded.words(TEXTS)
    assert len(words) == len(TEXTS)
    sums = words.sums()
    assert sums.shape == (len(TEXTS), words.vectors.shape[1])
    for number in range(len(TEXTS)):
        types = words.types[words.starts[number] : words.starts[number + 1]]
        direct = (words.vectors[types] * words.weights[types, None]).sum(axis=0)
        assert np.allclose(sums[number], direct, rtol=1e-3, atol=1e-3)


def test_a_part_has_the_words_of_its_texts(embedded: WordEncoder) -> None:
    words = embedded.words(TEXTS)
    part = words.part(range(1, 4))
    assert len(part) == 3
    assert np.allclose(part.sums(), words.sums()[1:4], atol=1e-4)
    assert len(part.vectors) == len(set(words.types[words.starts[1] : words.starts[4]].tolist()))


def test_rare_words_weigh_more(embedded: WordEncoder) -> None:
    words = embedded.words(["the storm", "the harbour", "the school", "the the storm"])
    the, storm, _, harbour = words.types[:4]
    rarity = words.by_rarity().weights / words.weights
    assert rarity[the] == pytest.approx(np.sqrt(np.log(5 / 4)), rel=1e-4)
    assert rarity[storm] == pytest.approx(np.sqrt(np.log(5 / 2)), rel=1e-4)
    assert rarity[harbour] == pytest.approx(np.sqrt(np.log(5)), rel=1e-4)


def test_words_are_whole_words(embedded: WordEncoder) -> None:
    words = embedded.words(["parliamentarians, parliamentarians"])
    assert len(words.types) == 3
    assert words.types[0] == words.types[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他说ABC公司很好。", ["他说", "ABC", "公司", "很好", "。"]),
        ("الميناء، مغلق", ["الميناء", "،", "مغلق"]),
        ("한국어 텍스트", ["한국어", "텍스트"]),
        ("", []),
    ],
)
def test_words_stand_where_they_say(embedded: StaticEncoder, text: str, words: list[str]) -> None:
    found, spans = embedded.words(["before it", text]), embedded.word_spans(["before it", text])[1]
    assert [text[start:end] for start, end in spans] == words
    assert found.places[found.starts[1] :].tolist() == [start for start, _ in spans]


def test_a_saved_folder_is_a_model(tiny: Path) -> None:
    encoder = load_encoder(str(tiny))
    assert isinstance(encoder, StaticEncoder)
    assert encoder.name == str(tiny)
    assert encoder.encode(["a a", "b", "a b"]).tolist() == [
        [0, 1, 0, 0],
        [0, 0, 1, 0],
        [0, pytest.approx(0.5**0.5), pytest.approx(0.5**0.5), 0],
    ]


def test_half_floats_are_read(tiny: Path) -> None:
    tensors = {name: tensor.astype(np.float16) for name, tensor in load_file(tiny / "model.safetensors").items()}
    save_file(tensors, tiny / "model.safetensors")
    assert load_encoder(str(tiny)).encode(["b"]).dtype == np.float32


def test_encoding_reports_progress(tiny: Path) -> None:
    seen: list[tuple[int, int]] = []
    StaticEncoder(tiny, "tiny").encode(["a"] * 5000, lambda done, total: seen.append((done, total)))
    assert seen == [(done, 5000) for done in (1024, 2048, 3072, 4096, 5000)]


@pytest.mark.parametrize("broken", ["tokenizer.json", "model.safetensors"])
def test_a_broken_folder_is_named(tiny: Path, broken: str) -> None:
    (tiny / broken).write_text("{")
    with pytest.raises(EncoderError, match=str(tiny)):
        StaticEncoder(tiny, "tiny")
    (tiny / broken).unlink()
    with pytest.raises(EncoderError, match=str(tiny)):
        StaticEncoder(tiny, "tiny")


@pytest.fixture(scope="module")
def wrapped() -> TransformerEncoder:
    """A model behind the interface that every sentence-transformers model has."""
    return TransformerEncoder(str(EMBEDDED))


def test_sentence_vectors_alone_align_too(wrapped: TransformerEncoder) -> None:
    assert not isinstance(wrapped, WordEncoder)
    english = ["The doors open at nine.", "Nobody has to pay.", "Dogs must stay outside.", "The café is on the roof."]
    arabic = ["تفتح الأبواب في التاسعة ولا يدفع أحد.", "يجب أن تبقى الكلاب في الخارج.", "يقع المقهى على السطح."]
    found = [(list(bead.source), list(bead.target)) for bead in align(english, arabic, wrapped)]
    assert found == [([0, 1], [0]), ([2], [1]), ([3], [2])]
