"""What a match is worth: its kind, and the percentage that its source deserves."""

from dataclasses import dataclass, replace
from functools import cached_property

from tmx.lookup.context import agreement
from tmx.lookup.match import Kind, Match, Query
from tmx.matching.keys import cased_key, general_keys, match_key
from tmx.matching.substitution import substitute
from tmx.matching.tokens import Tokens, tokenize
from tmx.unit import TranslationUnit


@dataclass(frozen=True)
class Asked:
    """A query with its keys, each made once, when it is needed."""

    query: Query

    @cached_property
    def key(self) -> str:
        """The match key."""
        return match_key(self.query.text)

    @cached_property
    def cased(self) -> str:
        """The match key with its letter case."""
        return cased_key(self.query.text)

    @cached_property
    def general(self) -> str:
        """The match key with its numbers left open."""
        return general_keys([self.key])[0]

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the match key, and then those of the general one."""
        return tokenize([self.key, self.general])


def graded(match: Match, unit: TranslationUnit, asked: Asked, key: str) -> Match:
    """``match`` with the kind and the percentage that its source, of this key, deserves."""
    source, target = match.source, match.target
    if key == asked.key:
        points = agreement(asked.query, unit, source, match.document)
        if points:
            return replace(match, kind=Kind.CONTEXT, percent=100 + points)
        return replace(match, kind=Kind.EXACT, percent=100 if cased_key(source.text) == asked.cased else 99)
    has_numbers = asked.general != asked.key
    if has_numbers and not (source.markup or target.markup) and general_keys([key])[0] == asked.general:
        done = substitute(asked.query.text, source.text, target.text, (source.language, target.language))
        if done:
            places = tuple((one.start, one.end) for one in done.replaced)
            return replace(match, kind=Kind.SUBSTITUTED, percent=99, suggestion=done.text, replaced=places)
    return match
