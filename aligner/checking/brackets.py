"""Brackets and quotation marks that do not come out even."""

import re

_PAIRS = {"(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "{": "}", "｛": "｝", "«": "»"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
# Full-width brackets and plain ones go together, as do the directions of angle quotes.
_KIND = {"（": "(", "［": "[", "【": "[", "｛": "{"}
_QUOTES = '"“”„‟＂〝〞'
_ANY = re.compile(f"[{re.escape(''.join([*_PAIRS, *_OPENING, _QUOTES]))}]")
_MARKER_BEFORE = re.compile(r"(?:^|[\s(])[^\W_]{1,4}$|[:;=8]-?$")  # a) and 12) of a list, and smiling faces
_FACE_BEFORE = re.compile(r"[:;=8]-?$")
_DIGIT_BEFORE = re.compile(r"\d$")  # 14" are inches


def unbalanced(text: str) -> tuple[int, ...]:
    """Where the brackets are that are not closed or not opened; of quotation marks in odd number, where the last is."""
    if not _ANY.search(text):
        return ()
    open_ones: dict[str, list[int]] = {}
    found: list[int] = []
    quotes: list[int] = []
    for match in _ANY.finditer(text):
        sign, place = match.group(), match.start()
        before = text[max(place - 6, 0) : place]
        if sign in "«»":
            open_ones.setdefault("«", []).append(place)  # German and Danish point them inwards
        elif sign in _QUOTES:
            quotes += [] if sign != "“" and _DIGIT_BEFORE.search(before) and len(quotes) % 2 == 0 else [place]
        elif sign in _PAIRS:
            if not _FACE_BEFORE.search(before):
                open_ones.setdefault(_KIND.get(sign, sign), []).append(place)
        elif places := open_ones.get(_KIND.get(_OPENING[sign], _OPENING[sign])):
            places.pop()
        elif not _MARKER_BEFORE.search(before):
            found.append(place)
    angles = open_ones.pop("«", [])
    found += [place for places in open_ones.values() for place in places]
    found += [some[-1] for some in (angles, quotes) if len(some) % 2]
    return tuple(sorted(found))
