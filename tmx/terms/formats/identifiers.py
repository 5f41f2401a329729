"""Identifiers of concepts: one of its own for each."""

from collections.abc import Iterator
from dataclasses import replace

from tmx.terms.concept import Concept
from tmx.terms.formats.lost import Tally


def with_ids(concepts: list[Concept], tally: Tally) -> Iterator[Concept]:
    """The concepts, each with an identifier of its own; those that had another one's are counted."""
    taken = {concept.id for concept in concepts if concept.id}
    seen: set[str] = set()
    number = 0
    for concept in concepts:
        if concept.id and concept.id not in seen:
            seen.add(concept.id)
            yield concept
            continue
        tally["ids"] += bool(concept.id)
        number += 1
        while f"c{number}" in taken:
            number += 1
        taken.add(f"c{number}")
        yield replace(concept, id=f"c{number}")
