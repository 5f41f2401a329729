"""The check of words written twice: the the, في في."""

import re
from collections.abc import Iterator

from aligner.checking.finding import Finding, Severity, Span, sides
from aligner.checking.languages import language_code
from aligner.checking.masks import masked
from tmx import TranslationUnit, Variant

NAME = "repeated-words"
_TWICE = re.compile(r"(?<![^\W_])(?<![-'’])([^\W\d_]{2,})\s+\1(?![^\W_])(?![-'’])", re.IGNORECASE)
# Twice is grammar or emphasis: in these languages anywhere, in others by these words.
_REDUPLICATING = frozenset(
    re.findall("[a-z]+", "id ms jv su tl fil vi th lo km my zh ja sw ha hi ur bn ne mr ta te kn ml si")
)
_WELL_SAID = {
    # Adverbs, and the names of Latin letters: بي بي سي.
    "ar": (
        "كلا هيا مهلا نعم الله بيت خطوة كلمة قليلا إي ايه إيه أيه بي سي دي إف جي إتش آي جيه كيه كي إل إم "
        "أوه كيو آر إس أس تي يو دبليو إكس واي زد زي"
    ),
    "en": "had that is very so no yes bye ha blah really well far many out on in tut knock night choo go",
    "de": "die der das sie sich",
    "fr": "nous vous",
    "nl": "die dat",
}
_ALSO_LETTERS = frozenset(("إن", "في", "أو"))  # N, V and O among other letters: سي إن إن
_ALLOWED = {language: frozenset(words.split()) for language, words in _WELL_SAID.items()}


_BY = re.compile(r"\b([a-z]+)[ -](?:by|after|upon|to|for|in)[ -]\1\b", re.IGNORECASE)


def check_repetition(unit: TranslationUnit) -> Iterator[Finding]:
    """The same word twice in a row on one side alone; names may be double."""
    found = {side: list(_slips(variant, other)) for side, variant, other in sides(unit)}
    if all(_TWICE.search(variant.text) for variant in unit.variants[:2]):
        return
    for side, matches in found.items():
        for match in matches:
            yield Finding(NAME, Severity.WARNING, "a word stands twice", side, (Span(side, *match.span()),))


def _slips(variant: Variant, other: Variant) -> Iterator[re.Match[str]]:
    code = language_code(variant.language)
    if code in _REDUPLICATING:
        return
    for match in _TWICE.finditer(masked(variant.text)):
        word, again = match[1], match.group()[-len(match[1]) :]
        is_name = word[0] != word[0].lower() and again[0] != again[0].lower()
        if (
            not is_name
            and word.lower() not in _ALLOWED.get(code, ())
            and not (code == "ar" and _is_arabic(match, other))
        ):
            yield match


def _is_arabic(match: re.Match[str], other: Variant) -> bool:
    """Whether the repetition is grammar: stone by stone, حجرا حجرا; why did you not, لم لم."""
    if match[1] == "لم":
        return match.start() == 0
    if match[1] in _ALSO_LETTERS:
        text = match.string
        around = [*text[: match.start()].split()[-1:], *text[match.end() :].split()[:1]]
        return any(word.strip("().،") in _ALLOWED["ar"] for word in around)
    return match[1].endswith(("ا", "اً", "ًا")) and (
        language_code(other.language) != "en" or bool(_BY.search(other.text))
    )
