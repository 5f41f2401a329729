"""Which terms of a glossary go into a file."""

from collections.abc import Iterator
from dataclasses import replace

from tmx.errors import InvalidGlossary
from tmx.languages import is_language
from tmx.terms.concept import Concept, Glossary, Term
from tmx.terms.formats.lost import Tally


def chosen(glossary: Glossary, languages: tuple[str, str] | None, tally: Tally) -> Iterator[Concept]:
    """The concepts with the terms in ``languages``, source first, or with all their terms; those with none are counted.

    Raises ``InvalidGlossary`` for a term whose language no format can name.
    """
    for concept in glossary.concepts:
        kept = _kept(concept, languages)
        tally["terms"] += len(concept.terms) - len(kept)
        wrong = next((term for term in kept if not is_language(term.language)), None)
        if wrong:
            raise InvalidGlossary(
                f"concept {concept.id}: {wrong.language[:40]!r} is no language tag; "
                "use BCP 47 with hyphens, for example ar-LY"
            )
        if kept:
            yield replace(concept, terms=kept)
        else:
            tally["concepts"] += 1


def _kept(concept: Concept, languages: tuple[str, str] | None) -> tuple[Term, ...]:
    terms = [term for term in concept.terms if term.text.strip()]
    if languages is None:
        return tuple(terms)
    held = replace(concept, terms=tuple(terms))
    found = (term for language in languages for term in held.terms_in(language))
    return tuple(dict.fromkeys(found))
