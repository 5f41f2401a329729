"""Names in two scripts."""

import pytest

from aligner.transliteration import alikeness


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Khalifa", "خليفة"),
        ("Darwish", "درويش"),
        ("Seham", "سهام"),
        ("Benghazi", "بنغازي"),
        ("Misratah", "مصراتة"),
        ("Gaddafi", "القذافي"),
        ("Mohammed", "مُحَمَّد"),
        ("Philippe", "فيليب"),
    ],
)
def test_a_name_sounds_like_itself(latin: str, arabic: str) -> None:
    assert alikeness([latin], [arabic])[0, 0] >= 0.75


@pytest.mark.parametrize(("latin", "arabic"), [("Darwish", "مروان"), ("table", "كتاب"), ("Ali", "علي"), ("", "محمد")])
def test_other_words_and_short_ones_do_not(latin: str, arabic: str) -> None:
    assert alikeness([latin], [arabic])[0, 0] == 0
