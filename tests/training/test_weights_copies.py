"""Copies of gold documents with text that has no translation."""

import pytest

from aligner.evaluation import GoldDocument, Link
from tests.training.conftest import document
from training.copies import SHARES, Copy, lacking, unrelated, with_replaced, with_strangers


def test_of_every_document_there_is_every_copy(copies: list[Copy]) -> None:
    assert [(copy.origin, copy.kind) for copy in copies] == [((0, place), kind) for place in (0, 1) for kind in SHARES]


@pytest.mark.parametrize("side", [0, 1])
def test_a_lacking_copy_keeps_the_rest_in_order(side: int) -> None:
    whole = document("a")
    copy = lacking(whole, side)
    kept = (copy.source, copy.target)[side]
    assert 0.5 < len(kept) / len((whole.source, whole.target)[side]) < 0.8
    assert (copy.source, copy.target)[1 - side] == (whole.source, whole.target)[1 - side]
    check_links(copy)


def test_strangers_stand_alone() -> None:
    whole, other = document("a"), document("b")
    copy = with_strangers(whole, other)
    check_links(copy)
    strangers = [text for text in copy.source + copy.target if text.startswith("b")]
    assert len(strangers) == 5
    for link in copy.links:
        texts = [copy.source[index] for index in link[0]] + [copy.target[index] for index in link[1]]
        assert len(texts) == 1 or not any(text.startswith("b") for text in texts)


def test_unrelated_texts_have_no_pair() -> None:
    copy = unrelated(document("a"), document("b"))
    assert not any(source and target for source, target in copy.links)
    assert len(copy.source) == len(copy.target) == 40


def check_links(copy: GoldDocument) -> None:
    assert [index for link in copy.links for index in link[0]] == list(range(len(copy.source)))
    assert [index for link in copy.links for index in link[1]] == list(range(len(copy.target)))


def test_a_replaced_translation_leaves_its_source_alone() -> None:
    own, other = (
        GoldDocument(name, tuple(f"s{i}" for i in range(20)), texts, tuple(((i,), (i,)) for i in range(20)))
        for name, texts in (("own", tuple("t" * (i + 1) for i in range(20))), ("other", ("x" * 5, "y" * 11, "z" * 40)))
    )
    found = with_replaced(own, other)
    gone = [
        number for number, (before, after) in enumerate(zip(own.target, found.target, strict=True)) if before != after
    ]
    assert [(number, found.target[number]) for number in gone] == [(3, "x" * 5), (10, "y" * 11), (17, "z" * 40)]
    alone: list[Link] = [link for number in gone for link in (((number,), ()), ((), (number,)))]
    assert [link for link in found.links if not all(link)] == alone
