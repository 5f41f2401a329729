import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.checking.characters import check_characters
from aligner.checking.directions import unmatched, without_unmatched
from aligner.checking.mojibake import unscrambled
from tests.aligner.checking.conftest import MakeUnit

ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإةى ،؛؟«»", min_size=8, max_size=60).filter(
    lambda text: sum(map(str.isalpha, text)) >= 5
)


def read_as(text: str, code_page: str) -> str:
    """UTF-8 bytes one by one, where the code page has no character as the control of that number."""
    return "".join(bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in text.encode())


@given(ARABIC, st.sampled_from(["cp1252", "latin-1", "cp1256"]))
def test_arabic_read_in_a_code_page_is_read_back(text: str, code_page: str) -> None:
    assert unscrambled(read_as(text, code_page)) == text


@given(ARABIC)
def test_arabic_is_left_alone(text: str) -> None:
    assert unscrambled(text) == text


@given(st.text("àâäéèêëïîôùûüçœÀÉßñáíóúãõ abc’«»–", max_size=60))
def test_latin_letters_with_accents_are_left_alone(text: str) -> None:
    assert unscrambled(text) == text


def test_a_whole_text_is_mended_although_part_of_it_was_right(unit: MakeUnit) -> None:
    (finding,) = check_characters(unit("The café", "Ø§Ù„Ù…Ù‚Ù‡Ù‰ (café)"))
    assert finding.quote == "المقهى (café)"
    assert finding.fix
    assert finding.fix.target.text == "المقهى (café)"
    assert finding.fix.source.text == "The café"


@given(st.text("ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", max_size=30))
def test_without_unmatched_controls_all_are_matched(text: str) -> None:
    mended = without_unmatched(text)
    assert unmatched(mended) == ()
    assert [char for char in mended if char in "ab"] == [char for char in text if char in "ab"]


@pytest.mark.parametrize(
    "text", ["\u202bمرحبا\u202c", "\u2067نعم\u2069 و\u2066no\u2069", "\u202a\u2067x\u2069\u202c", "x\u200f"]
)
def test_matched_controls_stay(text: str) -> None:
    assert without_unmatched(text) == text


def test_an_entity_is_unescaped_once(unit: MakeUnit) -> None:
    (finding,) = check_characters(unit("Fish & chips", "سمك &amp;amp; بطاطا"))
    assert finding.fix
    assert finding.fix.target.text == "سمك &amp; بطاطا"
