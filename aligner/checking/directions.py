"""Bidirectional controls (UAX #9) that open and do not close, or the reverse."""

import re

_EMBEDDINGS, _POP = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_ANY = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unmatched(text: str) -> tuple[int, ...]:
    """Where the controls are that have no partner; an isolate that closes takes open embeddings with it."""
    if not _ANY.search(text):
        return ()
    opened: list[int] = []
    found: list[int] = []
    for place, char in enumerate(text):
        if char in _EMBEDDINGS or char in _ISOLATES:
            opened.append(place)
        elif char == _POP:
            if opened and text[opened[-1]] in _EMBEDDINGS:
                opened.pop()
            else:
                found.append(place)
        elif char == _POP_ISOLATE:
            if any(text[one] in _ISOLATES for one in opened):
                while text[one := opened.pop()] not in _ISOLATES:
                    found.append(one)
            else:
                found.append(place)
    return tuple(sorted(found + opened))


def without_unmatched(text: str) -> str:
    """``text`` without the controls that have no partner."""
    places = set(unmatched(text))
    return "".join(char for place, char in enumerate(text) if place not in places) if places else text
