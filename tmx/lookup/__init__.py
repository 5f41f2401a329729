"""Look-up: from a text to what a memory knows of it."""

from tmx.lookup.concordance import Concordance, Hit
from tmx.lookup.match import Kind, Match, Query
from tmx.lookup.penalties import Penalties
from tmx.lookup.search import Lookup, Options
from tmx.lookup.semantic import Semantic

__all__ = ["Concordance", "Hit", "Kind", "Lookup", "Match", "Options", "Penalties", "Query", "Semantic"]
