"""All checks by name."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from aligner.checking.addresses import check_addresses
from aligner.checking.characters import check_characters
from aligner.checking.check import Check, UnitCheck
from aligner.checking.consistency import ConsistencyCheck
from aligner.checking.dates import check_dates
from aligner.checking.emptiness import check_emptiness
from aligner.checking.finding import Finding, Side
from aligner.checking.language import check_language
from aligner.checking.length import LengthCheck
from aligner.checking.numbers import check_numbers
from aligner.checking.punctuation import check_punctuation
from aligner.checking.repetition import check_repetition
from aligner.checking.sameness import check_sameness
from aligner.checking.similarity import SimilarityCheck
from aligner.checking.spacing import check_spacing
from aligner.checking.tags import check_tags
from aligner.checking.untranslated import check_untranslated
from aligner.encoder import Encoder
from aligner.errors import LoomError
from aligner.models import load_encoder
from tmx import TranslationUnit

_UNIT_CHECKS: Mapping[str, Callable[[TranslationUnit], Iterator[Finding]]] = {
    "empty": check_emptiness,
    "language": check_language,
    "same-as-source": check_sameness,
    "untranslated": check_untranslated,
    "numbers": check_numbers,
    "dates": check_dates,
    "urls": check_addresses,
    "tags": check_tags,
    "punctuation": check_punctuation,
    "repeated-words": check_repetition,
    "characters": check_characters,
    "whitespace": check_spacing,
}
# What they find, for people who choose among them.
CHECKS: Mapping[str, str] = {
    "empty": "a side without text",
    "language": "a side in another script or language, or both in each other's place",
    "same-as-source": "a target that is its source",
    "untranslated": "a run of source words in the target",
    "numbers": "numbers that one side alone has",
    "dates": "another day or month",
    "urls": "web and mail addresses that differ",
    "tags": "inline codes, placeholders and HTML elements that differ",
    "punctuation": "another sign at the end, brackets and quotation marks without a partner",
    "repeated-words": "the same word twice in a row",
    "characters": "broken, invisible and wrongly decoded characters",
    "whitespace": "spaces at the ends, several in a row, not breaking",
    "length": "a target far too short or too long",
    "similarity": "texts with little in common, by the model",
    "inconsistent-target": "a source with several translations",
    "inconsistent-source": "a translation of several sources that are unlike",
}


class UnknownCheck(LoomError):
    """There is no check of that name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which checks: those ``only`` names, or all, without those that ``skip`` names."""

    only: Collection[str] = ()
    skip: Collection[str] = ()

    def names(self, known: Collection[str] = tuple(CHECKS)) -> list[str]:
        """The chosen checks in the order of ``known``; raises ``UnknownCheck``."""
        for name in (*self.only, *self.skip):
            if name not in known:
                raise UnknownCheck(f"{name}: there is no such check; choose from {', '.join(known)}")
        return [name for name in known if (not self.only or name in self.only) and name not in self.skip]


def make_checks(choice: Choice | None = None, encoder: Encoder | None = None) -> tuple[Check, ...]:
    """New checks for one memory; ``encoder`` is for similarity, by default the embedded model."""
    return tuple(_make(name, encoder) for name in (choice or Choice()).names())


def _make(name: str, encoder: Encoder | None) -> Check:
    if name in _UNIT_CHECKS:
        return UnitCheck(name, _UNIT_CHECKS[name])
    if name == "length":
        return LengthCheck()
    if name == "similarity":
        return SimilarityCheck(encoder or load_encoder())
    return ConsistencyCheck(Side(name.removeprefix("inconsistent-")))
