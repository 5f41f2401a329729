import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from torch.nn import functional

from aligner import EncoderError, OutputError, TrainingError, load_encoder
from aligner.learning import Adaptation, adapt, make_model
from aligner.learning.bags import Bags, numbered, tokenize
from aligner.learning.contrast import Pairs, Table, contrast, duplicates, learn
from aligner.learning.pairs import keep_back, read_pairs
from aligner.learning.save import save_model
from aligner.static import StaticEncoder
from tests.conftest import Loom
from tmx import Header, TranslationUnit, Variant, write_tmx

ENGLISH = [f"word{number}" for number in range(40)]
ARABIC = [f"كلمة{number}" for number in range(40)]


def sentences(count: int, seed: int = 1) -> list[tuple[str, str]]:
    """Pairs of four words, the i-th Arabic word for the i-th English one."""
    chance = random.Random(seed)
    return [
        (" ".join(ARABIC[word] for word in words), " ".join(ENGLISH[word] for word in words))
        for words in ([chance.randrange(40) for _ in range(4)] for _ in range(count))
    ]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A static model that knows the first twenty word pairs, and nothing of the others."""
    words = ["[PAD]", "[UNK]", *ENGLISH, *ARABIC]
    tokenizer = Tokenizer(models.WordLevel({word: row for row, word in enumerate(words)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    vectors = np.random.default_rng(1).standard_normal((len(words), 24)).astype(np.float32)
    vectors[42:62] = vectors[2:22]
    save_model(tmp_path / "base", tokenizer, vectors, "base")
    return tmp_path / "base"


def static(folder: Path) -> StaticEncoder:
    return StaticEncoder(folder, folder.name)


def write_tsv(path: Path, pairs: list[tuple[str, str]]) -> Path:
    path.write_text("".join(f"{one}\t{other}\n" for one, other in pairs), encoding="utf-8")
    return path


def test_the_loss_and_its_gradient_are_those_of_two_cross_entropies() -> None:
    torch.manual_seed(1)
    left, right = (torch.randn(30, 8, requires_grad=True, dtype=torch.float64) for _ in range(2))
    masked = torch.rand(30, 30) < 0.1
    masked.fill_diagonal_(False)
    logits = (20 * functional.normalize(left) @ functional.normalize(right).T).masked_fill(masked, -1e4)
    truth = torch.arange(30)
    plain = (functional.cross_entropy(logits, truth) + functional.cross_entropy(logits.T, truth)) / 2
    ours = contrast(left, right, 20.0, masked)
    assert ours.item() == pytest.approx(plain.item())
    for one, other in zip(
        torch.autograd.grad(ours, [left, right]), torch.autograd.grad(plain, [left, right]), strict=True
    ):
        assert torch.allclose(one, other)


def test_pairs_with_a_text_in_common_are_no_negatives() -> None:
    bags = Bags(np.zeros(0, np.int32), np.zeros(4, np.int64))
    pairs = Pairs(bags, bags, numbered(["a", "A", "b"]), numbered(["x", "y", "y"]))
    assert duplicates(pairs, np.arange(3)).tolist() == [
        [False, True, False],
        [True, False, True],
        [False, True, False],
    ]


def test_dropout_leaves_short_texts_whole() -> None:
    bags = Bags(np.arange(12, dtype=np.int32), np.array([0, 2, 12]))
    ids, starts = bags.take(np.array([1, 0]), 0.9, np.random.default_rng(1))
    assert ids[starts[1] :].tolist() == [0, 1]
    assert 0 < starts[1] < 10
    ids, starts = bags.take(np.array([0, 1]), 0.0, np.random.default_rng(1))
    assert (ids.tolist(), starts.tolist()) == (list(range(12)), [0, 2])


def test_only_rows_that_occur_move(base: Path) -> None:
    encoder = static(base)
    before = encoder.vectors()
    texts = [ENGLISH[20:24], ARABIC[20:24]]
    one, other = (tokenize(encoder.tokenizer, side, 8) for side in texts)
    table = Table(torch.from_numpy(before.copy()))
    pairs = Pairs(one, other, numbered(texts[0]), numbered(texts[1]))
    losses = [
        learn(table, pairs, np.arange(4), rate=0.05, scale=20.0, dropout=0.1, chance=np.random.default_rng(1)).loss
        for _ in range(30)
    ]
    assert losses[-1] < losses[0] / 2
    moved = np.flatnonzero((table.vectors.numpy() != before).any(axis=1))
    assert moved.tolist() == [*range(22, 26), *range(62, 66)]


def test_adapting_learns_the_new_and_keeps_the_old(base: Path, tmp_path: Path) -> None:
    made = make_model(sentences(600), tmp_path / "own", str(base), Adaptation(rate=0.05, batch=64))
    assert made.pairs == 540
    assert made.before.n == made.after.n == 60
    assert made.before.margin.forward + 20 < made.after.margin.forward
    old, new = load_encoder(str(base)), load_encoder(str(tmp_path / "own"))
    known = old.encode(ENGLISH[:20]), new.encode(ENGLISH[:20])
    assert (known[0] * known[1]).sum(axis=1).min() > 0.7
    assert "540 pairs" in (tmp_path / "own" / "README.md").read_text()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_pull_holds_rows_back_and_other_rows_stay(base: Path) -> None:
    encoder = static(base)
    before, pairs = encoder.vectors(), [(ARABIC[0], ENGLISH[0]), (ARABIC[1], ENGLISH[1])] * 30
    drift = [
        np.abs(adapt(encoder.tokenizer, before, pairs, Adaptation(rate=0.05, pull=pull)) - before).sum(axis=1)
        for pull in (0.0, 0.5)
    ]
    assert 0 < drift[1].sum() < drift[0].sum() / 2
    assert set(np.flatnonzero(drift[0])) == {2, 3, 42, 43}


def test_what_is_kept_back_has_texts_of_its_own() -> None:
    pairs = [("a", "b"), ("b", "c"), ("d", "e"), ("f", "g"), ("h", "g"), ("i", "j")]
    assert keep_back(pairs, 1) == ([("d", "e")], [pair for pair in pairs if pair != ("d", "e")])
    assert keep_back(pairs, 9)[0] == [("d", "e"), ("i", "j")]


def test_the_same_pairs_make_the_same_model(base: Path) -> None:
    encoder = static(base)
    made = [adapt(encoder.tokenizer, encoder.vectors(), sentences(100), Adaptation(epochs=2)) for _ in range(2)]
    assert (made[0] == made[1]).all()


def test_pairs_come_from_tsv(tmp_path: Path) -> None:
    tsv = tmp_path / "a.tsv"
    tsv.write_bytes("one\tواحد\textra\r\n\r\nsame\tsame\n\tempty\rtwo\tاثنان".encode())
    pairs, document = read_pairs(tsv)
    assert pairs == [("one", "واحد"), ("two", "اثنان")]
    assert document is not None
    assert not document.guessed


def test_pairs_come_from_every_two_languages_of_a_tmx(tmp_path: Path) -> None:
    units = [
        TranslationUnit((Variant("en", "two"), Variant("ar", "اثنان"), Variant("fr", "deux"))),
        TranslationUnit((Variant("en-GB", "colour"), Variant("en-US", "color"), Variant("ar", "لون"))),
    ]
    with (tmp_path / "a.TMX").open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    assert read_pairs(tmp_path / "a.TMX")[0] == [
        ("two", "اثنان"),
        ("two", "deux"),
        ("اثنان", "deux"),
        ("colour", "لون"),
        ("color", "لون"),
    ]


def test_a_line_with_one_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("one\tone more\nalone\n")
    with pytest.raises(TrainingError, match=r"a\.tsv: line 2: one column"):
        read_pairs(tmp_path / "a.tsv")


def test_a_folder_that_is_there_is_not_touched(base: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(OutputError, match="is there already"):
        make_model(sentences(100), tmp_path / "mine", str(base))
    assert list((tmp_path / "mine").iterdir()) == []


def test_an_output_that_cannot_be_made_costs_no_training(base: Path, tmp_path: Path) -> None:
    def never(done: int, total: int) -> None:
        pytest.fail("trained in vain")

    with pytest.raises(OutputError, match="cannot be written"):
        make_model(sentences(100), tmp_path / "missing" / "own", str(base), progress=never)


@pytest.mark.parametrize("pairs", [[], sentences(30), [("same", word) for word in ENGLISH * 3]])
def test_too_few_pairs_teach_nothing(base: Path, tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(TrainingError, match="different pairs"):
        make_model(pairs, tmp_path / "own", str(base))


def test_only_static_models_are_adapted(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="not the folder of a static model"):
        make_model(sentences(100), tmp_path / "own", "sentence-transformers/LaBSE")


def test_the_command_reports_before_and_after(base: Path, tmp_path: Path, loom: Loom) -> None:
    pairs = write_tsv(tmp_path / "own.tsv", sentences(100))
    run = loom("model", "train", pairs, "--model", base, "-o", tmp_path / "own", "--json")
    assert run.code == 0, run.err
    result = json.loads(run.out)
    assert (result["pairs"], result["after"]["n"]) == (90, 10)
    run = loom("model", "train", pairs, "--model", base, "-o", tmp_path / "other[b]")
    assert run.code == 0, run.err
    assert "before" in run.out
    assert "other[b]: learned from 90 pairs" in run.out
    assert loom("evaluate", "retrieval", pairs, pairs, "--model", tmp_path / "own").code == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.tsv", None, "no such file"),
        ("bad.tmx", "<html><body>", "bad.tmx: line 1: "),
        ("few.tsv", "one\tواحد\n", "1 different pairs"),
        ("one.tsv", "alone\n", "line 1: one column"),
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(
    base: Path, tmp_path: Path, loom: Loom, name: str, content: str | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    run = loom("model", "train", tmp_path / name, "--model", base, "-o", tmp_path / "own")
    assert run.code == 1
    assert run.err.count("\n") == 1
    assert message in run.err
    assert sorted(tmp_path.iterdir()) == before


def test_a_guessed_encoding_is_said(base: Path, tmp_path: Path, loom: Loom) -> None:
    (tmp_path / "old.tsv").write_bytes("".join(f"{a}\t{b}\n" for a, b in sentences(100)).encode("cp1256"))
    run = loom("model", "train", tmp_path / "old.tsv", "--model", base, "-o", tmp_path / "own")
    assert "old.tsv: read as " in run.err
    assert "a guess" in run.err
    run = loom("model", "train", tmp_path / "old.tsv", "--encoding", "cp1256", "--model", base, "-o", tmp_path / "two")
    assert "guess" not in run.err
