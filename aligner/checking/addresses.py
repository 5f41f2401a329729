"""The check of addresses: URLs and e-mail addresses that the other side does not have."""

import re
from collections import Counter
from collections.abc import Iterator

from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.masks import ADDRESS
from tmx import TranslationUnit

NAME = "urls"
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_ENDS = ".,;:!?)]}'\"…*_،؛؟"
# /ar/ for /en/, ar.example.org for en.example.org, ?lang=ar: a page in the other language.
_LOCALE = re.compile(r"(?<=[/.=_-])[a-z]{2}(?:[-_][a-z]{2,4})?(?=[/.&_#]|$)|^[a-z]{2}(?=\.)", re.IGNORECASE)


def check_addresses(unit: TranslationUnit) -> Iterator[Finding]:
    """Addresses of one side alone; the same page in another language is the same."""
    found = [_addresses(variant.text) for variant in unit.variants[:2]]
    keys = [Counter(key for key, _, _ in one) for one in found]
    rest = [keys[0] - keys[1], keys[1] - keys[0]]
    spans = [
        Span(side, start, end)
        for side, some, left in ((Side.SOURCE, found[0], rest[0]), (Side.TARGET, found[1], rest[1]))
        for key, start, end in some
        if key in left
    ]
    if all(rest):
        yield Finding(NAME, Severity.ERROR, "the addresses differ", Side.BOTH, tuple(spans))
    elif rest[0]:
        yield Finding(NAME, Severity.WARNING, f"only in the source: {_listed(rest[0])}", Side.TARGET, tuple(spans))
    elif rest[1]:
        yield Finding(NAME, Severity.WARNING, f"only in the target: {_listed(rest[1])}", Side.TARGET, tuple(spans))


def _addresses(text: str) -> list[tuple[str, int, int]]:
    """Each address, as it is compared, with its place."""
    if not ("@" in text or "://" in text or "www." in text.lower()):
        return []
    found = []
    for match in ADDRESS.finditer(text):
        address = match.group().rstrip(_ENDS)
        key = _LOCALE.sub("", _SCHEME.sub("", address)).rstrip("/").casefold()
        found.append((key, match.start(), match.start() + len(address)))
    return found


def _listed(keys: Counter[str]) -> str:
    return ", ".join(keys)
