"""The contract with CAT clients: they read what we write, and fill what we paired."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.clients.conftest import OmegaT
from tests.conftest import Loom
from tmx import Candidate, Header, Place, SegType, TranslationUnit, Variant, resolve_duplicates, write_tmx


@pytest.fixture
def align(loom: Loom, tmp_path: Path) -> Callable[[Path], Path]:
    def run(text: Path) -> Path:
        assert loom("align", text, "-o", tmp_path / "out.tmx").code == 0
        return tmp_path / "out.tmx"

    return run


def units(memory: Path) -> list[tuple[str, str, str]]:
    """Bead type, source, target."""
    found = []
    for unit in etree.parse(memory).iter("tu"):
        source, target = (seg.text or "" for seg in unit.iter("seg"))
        found.append((unit.findtext("prop[@type='x-bead']") or "", source, target))
    return found


def written(tmp_path: Path, *units: TranslationUnit, segtype: SegType = SegType.SENTENCE) -> Path:
    path = tmp_path / "written.tmx"
    with path.open("wb") as out:
        write_tmx(out, Header("en", "test", "1", segtype), units)
    return path


def unit(source: str, target: str) -> TranslationUnit:
    return TranslationUnit((Variant("en", source), Variant("ar", target)))


@pytest.mark.parametrize("document", ["own example", "real press release"])
def test_every_unit_is_filled(
    document: str,
    example: Path,
    shared: Path,
    align: Callable[[Path], Path],
    omegat: OmegaT,
    is_valid: Callable[[Path], bool],
    usable_units: Callable[[Path], int],
) -> None:
    memory = align(example if document == "own example" else shared / "samples" / "alliance-release.en-ar.txt")
    found = units(memory)
    assert is_valid(memory)
    assert usable_units(memory) == len(found)
    text = "\n\n".join(source for _, source, _ in found)
    filled = omegat(memory, text, by_sentence=False)
    assert (filled.segments, filled.translated) == (len(found), len(found))
    assert set(filled.pairs) == {(source, target) for _, source, target in found}
    # A project that segments by sentence cannot use a unit of several source sentences.
    by_sentence = omegat(memory, text)
    single = {(source, target) for shape, source, target in found if shape == "1-1"}
    assert len(single) >= 5
    assert single <= set(by_sentence.pairs)


def test_units_of_as_many_sentences_on_both_sides_are_split_by_omegat(omegat: OmegaT, tmp_path: Path) -> None:
    two = unit("The doors open at nine. Nobody has to pay.", "تفتح الأبواب في التاسعة. لا يدفع أحد.")
    memory = written(tmp_path, two, segtype=SegType.PARAGRAPH)
    filled = omegat(memory, two.source.text)
    assert (filled.segments, filled.translated) == (2, 2)
    assert ("Nobody has to pay.", "لا يدفع أحد.") in filled.pairs


def test_marks_and_line_breaks_hide_no_source(omegat: OmegaT, tmp_path: Path) -> None:
    memory = written(
        tmp_path,
        unit("\u200fThe doors open\nat nine.\u2069 ", "\u200fتفتح الأبواب في \u2067التاسعة\u2069."),
        unit("Nobody has\x0b to pay.", "لا يدفع أحد."),
    )
    filled = omegat(memory, "The doors open at nine.\n\nNobody has to pay.")
    assert filled.translated == 2
    assert ("The doors open at nine.", "\u200fتفتح الأبواب في \u2067التاسعة\u2069.") in filled.pairs


def test_an_empty_target_is_not_taken_for_a_translation(omegat: OmegaT, tmp_path: Path) -> None:
    memory = written(tmp_path, unit("The doors open at nine.", " "), unit("Nobody has to pay.", "لا يدفع أحد."))
    filled = omegat(memory, "The doors open at nine.\n\nNobody has to pay.")
    assert (filled.segments, filled.translated) == (2, 1)


def test_the_best_of_two_translations_serves_everywhere_but_in_the_place_of_the_other(
    omegat: OmegaT, tmp_path: Path
) -> None:
    sources = ["Before it.", "Thank you.", "After it.", "Something else.", "Thank you."]
    places = [
        Place("source.txt", *(sources[index] if 0 <= index < 5 else "" for index in (at - 1, at + 1)))
        for at in range(5)
    ]
    targets = ["قبل ذلك.", "شكرًا لكم.", "بعد ذلك.", "شيء آخر.", "شكرًا."]
    ranks = [1.0, 0.6, 1.0, 1.0, 0.9]
    memory = written(
        tmp_path,
        *resolve_duplicates(
            Candidate(unit(*row[:2]), *row[2:]) for row in zip(sources, targets, ranks, places, strict=True)
        ),
    )
    assert omegat(memory, "Thank you.\n\nAnother text.").pairs == (("Thank you.", "شكرًا."),)
    filled = omegat(memory, "\n\n".join(sources))
    assert filled.translated == 5
    assert ("Thank you.", "شكرًا لكم.") in filled.pairs
    assert ("Thank you.", "شكرًا.") in filled.pairs
