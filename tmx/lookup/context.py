"""Whether a unit stood where the query stands."""

from tmx.lookup.match import Query
from tmx.matching.keys import match_key
from tmx.unit import TranslationUnit, Variant

_BEFORE, _AFTER = ("x-context-pre", "prev"), ("x-context-post", "next")
_FILE = ("file", "x-source-file")


def agreement(query: Query, unit: TranslationUnit, source: Variant, document: str) -> int:
    """How many of three agree, at most 2: the text before, the text after, the document.

    A text that neither side has counts where the other one agrees: both stand at the same end.
    """
    props = {prop.type: prop.text for prop in (*unit.properties, *source.properties)}
    agreeing = absent = 0
    for asked, names in ((query.previous, _BEFORE), (query.following, _AFTER)):
        known = next((props[name] for name in names if props.get(name)), None)
        if asked and known:
            agreeing += match_key(asked) == match_key(known)
        elif asked is not None and not asked and known is None:
            absent += 1
    if agreeing:
        agreeing += absent
    documents = {document, *(props[name] for name in _FILE if name in props)} - {""}
    return min(agreeing + (query.document in documents), 2)
