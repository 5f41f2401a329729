"""What was found as a glossary: a concept for each term, with its translations, counts and an example."""

from collections.abc import Iterable, Sequence

from aligner.terminology.extraction.candidate import Candidate, Form, Unit
from tmx.terms.concept import Concept, Glossary, Term, TermType
from tmx.unit import Property


def glossary_of(
    found: Iterable[Candidate], units: Sequence[Unit], languages: tuple[str, str], name: str, most: int | None = None
) -> Glossary:
    """A glossary of the first ``most`` terms, the surest first; ``units`` are those they were found in.

    Terms say in how many units they occur (``x-count``), a translation in how many it is that of the
    term, and how sure that is (``x-score``); the most frequent one is the first. ``x-example`` is the text
    of a unit, ``x-unit`` its number and document, ``x-entity`` says that a term is a name. Other forms are
    terms of the type variant.
    """
    by_source: dict[str, list[Candidate]] = {}
    for candidate in found:
        by_source.setdefault(candidate.source.text, []).append(candidate)
    chosen = list(by_source.values())[:most]
    concepts = (_concept(f"term-{number}", some, units, languages) for number, some in enumerate(chosen, 1))
    return Glossary(name, tuple(concepts))


def _concept(identifier: str, found: Sequence[Candidate], units: Sequence[Unit], languages: tuple[str, str]) -> Concept:
    found = sorted(found, key=lambda one: -one.count)
    first = found[0]
    example = units[first.example]
    place = f"{example.document} {example.number}".strip()
    about = [Property("x-count", str(first.source_count)), Property("x-example", example.source)]
    terms = [*_terms(first.source, languages[0], (*about, *_entity(first)))]
    for candidate in found:
        known = (
            Property("x-count", str(candidate.count)),
            Property("x-score", f"{candidate.score:.2f}"),
            Property("x-example", units[candidate.example].target),
            *_entity(candidate),
        )
        terms += _terms(candidate.target, languages[1], known)
    properties = (Property("x-score", f"{max(one.score for one in found):.2f}"), Property("x-unit", place))
    return Concept(identifier, tuple(dict.fromkeys(terms)), origin=example.document, properties=properties)


def _terms(form: Form, language: str, properties: tuple[Property, ...]) -> list[Term]:
    variants = (Term(text, language, type=TermType.VARIANT) for text in form.variants)
    return [Term(form.text, language, properties=properties), *variants]


def _entity(candidate: Candidate) -> tuple[Property, ...]:
    return (Property("x-entity", "yes"),) if candidate.is_entity else ()
