"""Whether units say what a glossary says: approved translations, forbidden terms, one translation for one term.

False alarms are the enemy. A translation counts as used wherever its words are in the target, in any
inflection, broken plurals included, and in any order; and where nothing in the target translates the
term, as where a pronoun stands for it, nothing is said.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from aligner.checking.catalogue import Choice
from aligner.checking.check import Check, UnitCheck
from aligner.checking.finding import Finding, Located, Severity, Side, Span
from aligner.checking.termuse import TermUse, TermUses
from aligner.explanation import SpanEncoder
from aligner.terminology.wording import Wording
from tmx import TranslationUnit
from tmx.matching.keys import match_key
from tmx.terms.concept import Glossary

TERM_CHECKS: Mapping[str, str] = {
    "unapproved-term": "a term of the glossary that is translated in another way",
    "forbidden-term": "a term that the glossary forbids",
    "inconsistent-term": "a term translated in several ways, of which the glossary has one",
}
_SHOWN = 3  # translations in a message


def make_term_checks(
    glossaries: Iterable[Glossary], choice: Choice | None = None, encoder: SpanEncoder | None = None
) -> tuple[Check, ...]:
    """New checks of one memory against glossaries; ``encoder`` finds the words that stand for a term."""
    uses = TermUses(tuple(glossaries), encoder)
    made: dict[str, Callable[[], Check]] = {
        "unapproved-term": lambda: UnitCheck("unapproved-term", lambda unit: _unapproved(uses.of(unit))),
        "forbidden-term": lambda: UnitCheck("forbidden-term", lambda unit: _forbidden(unit, uses)),
        "inconsistent-term": lambda: InconsistentTerms(uses),
    }
    return tuple(made[name]() for name in (choice or Choice()).names(TERM_CHECKS))


def _unapproved(uses: Sequence[TermUse]) -> Iterator[Finding]:
    for use in uses:
        if use.is_missing and not use.forbidden:
            spans = (Span(Side.SOURCE, *use.span), *(Span(Side.TARGET, *span) for span in use.instead))
            quote = _listed(term.text for term in use.approved)
            yield Finding(
                "unapproved-term", Severity.WARNING, "the glossary translates this term by", Side.BOTH, spans, quote
            )


def _forbidden(unit: TranslationUnit, uses: TermUses) -> Iterator[Finding]:
    for one in uses.forbidden(unit):
        replacement = _listed(term.text for term in one.approved)
        message = "the glossary forbids this term; it has" if replacement else "the glossary forbids this term"
        span = Span(Side.TARGET, *one.span)
        yield Finding("forbidden-term", Severity.ERROR, message, Side.TARGET, (span,), replacement)


def _listed(texts: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(texts))
    return "; ".join(distinct[:_SHOWN]) + ("; …" if len(distinct) > _SHOWN else "")


@dataclass(slots=True)
class _Ways:
    """How often a term is translated as the glossary has it, and in what other ways, as they first stood."""

    approved: int
    others: Counter[str]
    texts: dict[str, str]


class InconsistentTerms:
    """Terms that are translated as the glossary has it in some units and in other ways elsewhere; each is told once."""

    name = "inconsistent-term"

    def __init__(self, uses: TermUses) -> None:
        self._uses = uses
        self._ways: dict[tuple[str, ...], _Ways] = {}
        self._wordings: dict[str, Wording] = {}
        self._told: set[tuple[str, ...]] = set()

    def survey(self, batch: Sequence[Located]) -> None:
        """See ``SurveyCheck``."""
        for located in batch:
            for use in self._uses.of(located.unit):
                ways = self._ways.setdefault(_key(located.unit, use), _Ways(0, Counter(), {}))
                if use.used:
                    ways.approved += 1
                elif use.instead:
                    key, text = self._instead(located.unit, use)
                    ways.others[key] += 1
                    ways.texts.setdefault(key, text)

    def _instead(self, unit: TranslationUnit, use: TermUse) -> tuple[str, str]:
        """What stands for a term: by which it is the same in all its forms, and without clitics."""
        language = unit.target.language
        if language not in self._wordings:
            self._wordings[language] = Wording((), language)
        wording = self._wordings[language]
        texts = [unit.target.text[start:end] for start, end in use.instead]
        return " ".join(map(wording.stem, texts)), " … ".join(map(wording.without_clitics, texts))

    def find(self, batch: Sequence[Located]) -> list[tuple[Finding, ...]]:
        """See ``Check``; without a survey nothing is found."""
        return [tuple(self._judge(located.unit)) for located in batch]

    def _judge(self, unit: TranslationUnit) -> Iterator[Finding]:
        for use in self._uses.of(unit):
            key = _key(unit, use)
            ways = self._ways.get(key)
            if use.used or not use.instead or key in self._told or not ways or not ways.approved:
                continue
            self._told.add(key)
            count = sum(ways.others.values())
            message = f"as the glossary has it in {ways.approved:,} units, in {count:,} otherwise"
            spans = (Span(Side.SOURCE, *use.span), *(Span(Side.TARGET, *span) for span in use.instead))
            quote = _listed(ways.texts[other] for other, _ in ways.others.most_common())
            yield Finding(self.name, Severity.WARNING, message, Side.BOTH, spans, quote)


def _key(unit: TranslationUnit, use: TermUse) -> tuple[str, ...]:
    return unit.source.language, unit.target.language, match_key(use.term.text)
