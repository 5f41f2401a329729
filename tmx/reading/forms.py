"""What plain XML is made of: attributes in double quotes, references to the five characters that XML escapes."""

import re

KEPT = 1024
"""Tags that are remembered: few in most files, as many as units in some."""

_ATTRIBUTE = re.compile(' ([^ =]+)="([^"]*)"')
_OTHER = re.compile("&(?!(?:lt|gt|quot|apos|amp);)")


class NotPlain(Exception):
    """It takes a tree to read this."""


def attributes_in(tag: str, allowed: str = "") -> dict[str, str]:
    """The attributes of a start tag; raises ``NotPlain`` where one is there twice or has a prefix."""
    pairs = _ATTRIBUTE.findall(tag)
    values = dict(pairs)
    if len(values) < len(pairs):
        raise NotPlain
    if (":" in tag or "xmlns" in tag) and any((":" in name or name == "xmlns") and name != allowed for name in values):
        raise NotPlain
    return values


def check_references(text: str) -> None:
    """Raise ``NotPlain`` for any other reference than to the five, and for a bare ``&``."""
    if _OTHER.search(text):
        raise NotPlain


def resolved(text: str) -> str:
    """Text without its references, which have been checked."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")


def unescaped(text: str) -> str:
    """Text without its references; raises ``NotPlain``."""
    if "&" not in text:
        return text
    check_references(text)
    return resolved(text)
