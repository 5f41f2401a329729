"""Units in the form that nearly all tools write, read without a tree: in a quarter of the time.

The form: each tag on one line, double quotes, no references but those to the five characters that XML
escapes, properties and notes before the text, inline elements as ``plain_inline`` has them. It is XML
that can be read in one way only; whatever differs by a character is left to libxml2.
"""

import re
from dataclasses import fields, make_dataclass
from datetime import datetime

from tmx.dates import read_date
from tmx.languages import is_language
from tmx.reading.forms import KEPT, NotPlain, attributes_in, unescaped
from tmx.reading.plain_inline import SEGMENT, PlainInline
from tmx.unit import Attributes, Note, Property, SegType, TranslationUnit, Variant


def _uncaptured(pattern: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", pattern)


_SPACE = r"[ \t\n]*+"
_ATTRIBUTES = r'(?: ++[a-zA-Z_:][a-zA-Z0-9_.:-]*+="[^"<&\t\n]*+")*+ *+'
_PROPERTY, _NOTE = r'<prop type="([^"<&\t\n]++)">([^<]*+)</prop>', "<note>([^<]*+)</note>"
_REMARKS = _uncaptured(f"({_PROPERTY}{_SPACE}|{_NOTE}{_SPACE})*+")
_VARIANT = f"<tuv({_ATTRIBUTES})>{_SPACE}({_REMARKS})<seg>({SEGMENT})</seg>{_SPACE}</tuv>{_SPACE}"
_MORE = _uncaptured(f"({_VARIANT})*+")
UNIT = re.compile(f"<tu({_ATTRIBUTES})>{_SPACE}({_REMARKS}){_VARIANT}{_VARIANT}({_MORE})</tu>{_SPACE}")
"""A unit that may be of this form, and the white space behind it."""

_ONE_VARIANT, _ONE_REMARK = re.compile(_VARIANT), re.compile(f"{_PROPERTY}|{_NOTE}")
_CONTROLS = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")
_LONGEST = 5_000_000  # bytes: far from what libxml2 refuses
_SEGTYPES = {str(kind): kind for kind in SegType}

# A frozen dataclass sets its fields in four times the time: values are made as these, and then called what they are.
_Variant, _Unit = (
    make_dataclass(kind.__name__, [one.name for one in fields(kind)], slots=True) for kind in (Variant, TranslationUnit)
)


def plain_text(data: bytes) -> str:
    """A piece as text in which ``UNIT`` can be looked for; none where libxml2 has to see the whole."""
    if len(data) > _LONGEST or len(data.translate(None, _CONTROLS)) < len(data):
        return ""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return "" if any(sign in text for sign in ("\r", "]]>", "\ufffe", "\uffff")) else text


class PlainUnits:
    """Matches of ``UNIT`` to values."""

    def __init__(self) -> None:
        self._heads: dict[str, tuple[str, Attributes]] = {}
        self._remarks: dict[str, tuple[tuple[Property, ...], tuple[Note, ...]]] = {"": ((), ())}
        self._inline = PlainInline()

    def unit(self, match: re.Match[str]) -> TranslationUnit | None:
        """The unit; none where it is not of the form."""
        attributes, remarks, head, before, source, other_head, other_before, target, more = match.groups()
        try:
            variants: tuple[Variant, ...] = (
                self._variant(head, before, source),
                self._variant(other_head, other_before, target),
            )
            if more:
                variants += tuple(self._variant(*third.groups()) for third in _ONE_VARIANT.finditer(more))
            properties, notes = self._remarks.get(remarks) or self._remarked(remarks)
            details = _details(attributes) if attributes else (None, None, None, ())
        except (NotPlain, KeyError, ValueError):
            return None
        segtype, created, changed, others = details
        unit: TranslationUnit = _Unit(variants, properties, segtype, created, changed, notes, others)
        unit.__class__ = TranslationUnit
        return unit

    def _variant(self, head: str, remarks: str, text: str) -> Variant:
        known = self._heads.get(head)
        if known is None:
            known = self._heads[head] = _language(head)
            if len(self._heads) > KEPT:
                self._heads.clear()
        markup = ""
        if "<" in text:
            text, markup = self._inline.read(text)
        elif "&" in text:
            text = unescaped(text)
        properties, notes = self._remarks.get(remarks) or self._remarked(remarks)
        variant: Variant = _Variant(known[0], text, properties, notes, markup, known[1])
        variant.__class__ = Variant
        return variant

    def _remarked(self, remarks: str) -> tuple[tuple[Property, ...], tuple[Note, ...]]:
        found = [(kind, unescaped(text), unescaped(note)) for kind, text, note in _ONE_REMARK.findall(remarks)]
        properties = tuple([Property(kind, text) for kind, text, _ in found if kind])
        values = self._remarks[remarks] = properties, tuple([Note(note) for kind, _, note in found if not kind])
        if len(self._remarks) > KEPT:
            self._remarks = {"": ((), ())}
        return values


def _details(attributes: str) -> tuple[SegType | None, datetime | None, datetime | None, Attributes]:
    values = attributes_in(attributes)
    segtype, created, changed = (
        values.pop("segtype", None),
        values.pop("creationdate", None),
        values.pop("changedate", None),
    )
    return (
        None if segtype is None else _SEGTYPES[segtype],
        None if created is None else read_date(created),
        None if changed is None else read_date(changed),
        tuple(values.items()),
    )


def _language(head: str) -> tuple[str, Attributes]:
    values = attributes_in(head, "xml:lang")
    language = values.pop("xml:lang", "")
    if "lang" in values or not is_language(language):
        raise NotPlain
    return language, tuple(values.items())
