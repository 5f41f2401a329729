"""From values to the elements of TMX 1.4b, as text."""

from collections.abc import Iterable, Iterator, Mapping, Set

from tmx.characters import clean, legal
from tmx.dates import read_date, written_date
from tmx.errors import InvalidUnit
from tmx.inline import escape, is_encoding, outer_xml, parse_markup
from tmx.languages import ALL, is_language, mended_language
from tmx.unit import Attributes, Header, Note, Property, TranslationUnit
from tmx.writing.segments import Lost, Segments

# What the DTD allows, less what has a field of its own. OmegaT refuses files with any other.
_REMARK = frozenset(("xml:lang", "o-encoding"))
_USE = frozenset(("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion"))
_UNIT = _USE | {"tuid", "creationid", "changeid", "o-tmf", "srclang"}
_VARIANT = _USE | {"creationdate", "creationid", "changedate", "changeid", "o-tmf"}
_HEADER = frozenset(("o-encoding", "creationid", "changedate", "changeid"))
_CONTEXT = {"prev", "next", "x-context-pre", "x-context-post"}
_DATES = {"creationdate", "changedate", "lastusagedate"}


class Elements:
    """Elements of one file, and what they had to give up."""

    def __init__(self, source_language: str) -> None:
        self._segments = Segments(source_language)
        self._foreign = self._illegal = 0

    @property
    def lost(self) -> Lost:
        """So far."""
        lost = self._segments.lost
        return Lost(lost.illegal + self._illegal, lost.bidi, lost.foreign + self._foreign)

    def header(self, header: Header) -> str:
        """The header; raises ``InvalidUnit``."""
        attributes = {
            "creationtool": header.tool,
            "creationtoolversion": header.tool_version,
            "segtype": header.segtype,
            "o-tmf": header.original_format or header.tool,
            "adminlang": header.admin_language,
            "srclang": ALL if header.source_language == ALL else _language(header.source_language),
            "datatype": header.data_type,
        }
        if header.created:
            attributes["creationdate"] = written_date(header.created)
        attributes |= self._known(header.attributes, _HEADER)
        inside = [*self._remarks(header.notes, header.properties), *map(_encoding, header.encodings)]
        start = f"<header{_attributes(attributes)}"
        return "\n  ".join((f"{start}>", *inside)) + "\n</header>\n" if inside else f"{start}/>\n"

    def unit(self, unit: TranslationUnit) -> str:
        """The unit; none where a segment is empty. Raises ``InvalidUnit``."""
        if not unit.variants:
            raise InvalidUnit("a translation unit without a variant")
        segments = [self._segments.xml(variant) for variant in unit.variants]
        languages = [_language(variant.language) for variant in unit.variants]
        if not all(segments):
            return ""
        attributes = {}
        if unit.created:
            attributes["creationdate"] = written_date(unit.created)
        if unit.changed:
            attributes["changedate"] = written_date(unit.changed)
        if unit.segtype:
            attributes["segtype"] = unit.segtype
        attributes |= self._known(unit.attributes, _UNIT)
        parts = [f"<tu{_attributes(attributes)}>\n"]
        parts += [f"  {remark}\n" for remark in self._remarks(unit.notes, unit.properties)]
        for variant, language, segment in zip(unit.variants, languages, segments, strict=True):
            known = _attributes(self._known(variant.attributes, _VARIANT))
            parts.append(f'  <tuv xml:lang="{language}"{known}>\n')
            parts += [f"    {remark}\n" for remark in self._remarks(variant.notes, variant.properties)]
            parts.append(f"    <seg>{segment}</seg>\n  </tuv>\n")
        parts.append("</tu>\n")
        return "".join(parts)

    def _remarks(self, notes: Iterable[Note], properties: Iterable[Property]) -> Iterator[str]:
        for note in notes:
            text, illegal = legal(note.text)
            self._illegal += illegal
            yield f"<note{_attributes(self._known(note.attributes, _REMARK))}>{escape(text)}</note>"
        for prop in properties:
            if not prop.type:
                raise InvalidUnit(f"a property without a type: {prop.text[:60]!r}")
            attributes = {"type": prop.type} | self._known(prop.attributes, _REMARK)
            # These are compared with segments, so they are cleaned like them; others stay as they are.
            text = clean(prop.text, is_source=False).text if prop.type in _CONTEXT else legal(prop.text)[0]
            yield f"<prop{_attributes(attributes)}>{escape(text)}</prop>"

    def _known(self, attributes: Attributes, known: Set[str]) -> dict[str, str]:
        """The attributes that TMX knows, with values that it allows."""
        kept: dict[str, str] = {}
        for name, value in attributes:
            allowed = _allowed(name, value) if name in known else None
            self._foreign += allowed != value
            if allowed is not None:
                kept[name] = allowed
        return kept


def _allowed(name: str, value: str) -> str | None:
    """The value as TMX has it, if it can be had."""
    if name == "tuid":
        return "_".join(value.split())
    if name == "xml:lang":
        return mended_language(value) or None
    if name in _DATES:
        try:
            return written_date(read_date(value))
        except ValueError:
            return None
    return value


def _encoding(xml: str) -> str:
    element = parse_markup(xml)
    if len(element) != 1 or not is_encoding(element[0]):
        raise InvalidUnit(f"{xml[:60]!r} is no <ude> element of TMX 1.4b")
    return outer_xml(element[0])


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {name}="{_quoted(value)}"' for name, value in values.items())


def _quoted(value: str) -> str:
    value = escape(legal(value)[0]).replace('"', "&quot;")
    return value.replace("\t", "&#9;").replace("\n", "&#10;")


def _language(tag: str) -> str:
    if not is_language(tag):
        raise InvalidUnit(f"{tag!r} is no language tag for TMX; use BCP 47 with hyphens, for example ar-LY")
    return tag
