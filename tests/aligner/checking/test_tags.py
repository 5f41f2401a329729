"""Inline elements; placeholders in plain text have their cases in cases/tags.tsv."""

import pytest

from aligner.checking.tags import check_tags
from tmx import TranslationUnit, Variant
from tmx.inline import text_of

BOLD = '<bpt i="{0}">&lt;b&gt;</bpt>{1}<ept i="{0}">&lt;/b&gt;</ept>'


def messages(source: str, target: str) -> list[tuple[str, str]]:
    variants = [Variant(tag, text_of(markup), markup=markup) for tag, markup in (("en", source), ("ar", target))]
    return [(finding.severity, finding.message) for finding in check_tags(TranslationUnit(tuple(variants)))]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (BOLD.format(1, "old") + " roof", "السقف " + BOLD.format(1, "القديم")),
        (BOLD.format(1, "old") + " roof", "السقف " + BOLD.format(7, "القديم")),
        (BOLD.format(1, "a") + BOLD.format(2, "b"), BOLD.format(2, "ب") + BOLD.format(1, "أ")),
        ('<ph x="1">&lt;br/&gt;</ph>a', 'أ<ph x="1">&lt;BR&gt;</ph>'),
        ("plain", "عادي"),
        ('<it pos="begin">x</it>a', '<it pos="begin">x</it>أ'),
    ],
)
def test_the_same_codes_are_no_finding(source: str, target: str) -> None:
    assert not messages(source, target)


@pytest.mark.parametrize(
    ("source", "target", "what"),
    [
        (BOLD.format(1, "old"), "قديم", "codes missing: bpt 1, ept 1"),
        ("old", BOLD.format(1, "قديم"), "codes extra: bpt 1, ept 1"),
        ('<ph x="1"/>a<ph x="2"/>', 'أ<ph x="1"/>', "codes missing: ph 2"),
        ('<ph x="1"/>a', 'أ<it x="1" pos="end"/>', "codes missing: ph 1; extra: it 1"),
        ('<bpt i="1"/>a<ept i="1"/>', '<bpt i="1"/>أ<bpt i="2"/>', "codes missing: ept 1; extra: bpt 2"),
    ],
)
def test_other_codes_are_an_error(source: str, target: str, what: str) -> None:
    assert ("error", what) in messages(source, target)


def test_a_pair_has_to_be_closed_and_opened() -> None:
    assert messages('<bpt i="1"/>a<ept i="1"/>', '<ept i="1"/>أ<bpt i="1"/>') == [
        ("error", "ept 1 closes what is not open in the target")
    ]
    assert ("error", "bpt 1 is not closed in the source") in messages('<bpt i="1"/>a', '<bpt i="1"/>أ')
