"""Segments with inline elements, each sequence of tags by libxml2 once and the texts between them without a tree."""

import re
from collections.abc import Callable, Iterable
from operator import itemgetter

from lxml import etree

from tmx.errors import InvalidUnit
from tmx.inline import CONTENT, inner_xml, mend_inline, parse_markup, visible_text
from tmx.reading.forms import KEPT, NotPlain, check_references, resolved

SEGMENT = f"[^<]*+(?:</?(?:{'|'.join(sorted(CONTENT.keys() - {'seg'}))})[^<>]*+>[^<]*+)*+"
"""The inside of a segment that may be read like this."""

_TAG = re.compile("(<[^<>]*+>)")
_EMPTY = re.compile(r"<([a-z]++)([^<>]*+)(?<!/)></\1\s*+>")
_SPACED = re.compile('(<[a-z]++(?: ++[^<>="\']++="[^"<>]*+")*+) ++/>')
_VALUE = re.compile('(?<! pos)="[^"<>&\t\n]*+"')  # written as it stands; no fault hangs on it
_MOST = 200  # tags: far from as deep as libxml2 goes
_BETWEEN = "\x01"  # in no XML
_FIRST = 0xE000  # the characters that stand for texts

_Form = tuple[Callable[[list[str]], Iterable[str]], list[str]]
"""What people read of texts and tags, and the tags as libxml2 writes them, none where they stand like that."""


class PlainInline:
    """Matches of ``SEGMENT`` to text and markup."""

    def __init__(self) -> None:
        self._forms: dict[str, _Form] = {}  # by the tags

    def read(self, segment: str) -> tuple[str, str]:
        """Text and markup; raises ``NotPlain``."""
        if " />" in segment:
            segment = _SPACED.sub(r"\1/>", segment)
        if "></" in segment:
            segment = _EMPTY.sub(r"<\1\2/>", segment)
        parts = _TAG.split(segment)  # a text, and a tag and a text in turn
        key = "".join(parts[1::2])
        visible, written = self._forms.get(key) or self._form(key, parts[1::2])
        text = "".join(visible(parts))
        is_written = not written and segment.count(">") == len(parts) // 2
        if "&" in segment:
            check_references(segment)
            text = resolved(text)
            is_written = is_written and "&quot;" not in segment and "&apos;" not in segment
        if is_written:
            return text, segment
        texts = _BETWEEN.join(parts[::2]).replace(">", "&gt;").replace("&quot;", '"').replace("&apos;", "'")
        parts[::2] = texts.split(_BETWEEN)
        parts[1::2] = written or parts[1::2]
        return text, "".join(parts)

    def _form(self, key: str, tags: list[str]) -> _Form:
        """The form of tags, from those with no values where the values make no difference."""
        if len(tags) > _MOST or "xmlns" in key:
            raise NotPlain
        bare = _VALUE.sub('=""', key)
        form = self._forms.get(bare) or self._learn(bare)
        if bare != key and (form[1] or ":" in bare):
            return self._learn(key)
        if len(self._forms) > KEPT:
            self._forms = {bare: form}
        self._forms[key] = form
        return form

    def _learn(self, key: str) -> _Form:
        """What libxml2 makes of tags where a character stands for each text."""
        tags = _TAG.findall(key)
        signs = [chr(_FIRST + number) for number in range(len(tags) + 1)]
        try:
            root = parse_markup("".join(map("".join, zip(signs, [*tags, ""], strict=True))))
        except InvalidUnit as error:
            raise NotPlain from error
        mend_inline(root, _refuse)
        written = _TAG.findall(inner_xml(root))
        visible = itemgetter(*(2 * (ord(sign) - _FIRST) for sign in visible_text(root)))
        if len(self._forms) > KEPT:
            self._forms.clear()
        form = self._forms[key] = visible, [] if written == tags else written
        return form


def _refuse(element: etree._Element, what: str, done: str) -> None:
    raise NotPlain
