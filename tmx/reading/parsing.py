"""From elements to values, and what is missing or wrong in them."""

from dataclasses import replace
from datetime import datetime

from lxml import etree

from tmx.dates import read_date
from tmx.faults import Faults
from tmx.inline import inner_xml, mend_inline, visible_text
from tmx.languages import ALL, is_language, mended_language
from tmx.unit import Attributes, Note, Property, SegType, TranslationUnit, Variant
from tmx.xml import LANG, attributes_of, line_of, name_of

_SEGTYPES = {str(kind): kind for kind in SegType}


class Parser:
    """Elements to values; faults go to ``faults``, with the place of the unit that is being read."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self.number = 0  # of the unit; 0 is the header
        self.line = 0  # of the file, before the first of the XML at hand
        self.source_language = ""
        self._languages: dict[str, str] = {}  # tags that were seen: what they are read as
        self.usual: tuple[str, ...] = ()  # languages of the first good unit

    def unit(self, element: etree._Element) -> TranslationUnit | None:
        """The unit in a ``tu``; none, with its reason among the faults, where recovery cannot save it."""
        created = changed = segtype = None
        attributes: list[tuple[str, str]] = []
        for pair in attributes_of(element):
            name, value = pair
            if name == "creationdate":
                created = self.date(element, name, value)
            elif name == "changedate":
                changed = self.date(element, name, value)
            elif name == "segtype":
                segtype = self.segtype(element, value)
            else:
                attributes.append(pair if name[0] != "{" else (name_of(element, name), value))
        variants: list[Variant] = []
        properties: list[Property] = []
        notes: list[Note] = []
        is_whole = True
        for child in element:
            if child.tag != "tuv":
                self.remark(child, properties, notes)
            elif variant := self._variant(child):
                variants.append(variant)
                is_whole = is_whole and variant.language != ""
            else:
                return None
        if not is_whole and not self._complete(element, variants):
            return None
        if not variants:
            self._found(element, "a <tu> without a <tuv>", "the unit is left out")
            return None
        if not self.usual:
            self.usual = tuple(variant.language for variant in variants)
        return TranslationUnit(
            tuple(variants), tuple(properties), segtype, created, changed, tuple(notes), tuple(attributes)
        )

    def remark(self, element: etree._Element, properties: list[Property], notes: list[Note]) -> None:
        """Append a ``prop`` or ``note`` to its list; nothing else has a place beside them."""
        tag = element.tag
        if tag == "prop":
            pairs = attributes_of(element)
            if len(pairs) == 1 and pairs[0][0] == "type" and pairs[0][1] and not len(element):
                properties.append(Property(pairs[0][1], element.text or ""))
                return
            kind = element.get("type")
            if not kind:
                self._found(element, "a <prop> without type", "it becomes x-unknown")
            properties.append(Property(kind or "x-unknown", self._text(element), self._attributes(element, "type")))
        elif tag == "note":
            notes.append(Note(self._text(element), self._attributes(element)))
        else:
            self.misplaced(element)

    def date(self, element: etree._Element, name: str, value: str) -> datetime | None:
        """A date, none for an empty one."""
        try:
            return read_date(value)
        except ValueError:
            if value.strip():
                self._found(element, f"{name} {value[:40]!r} is no date like 20260812T093000Z", "it is left out")
            return None

    def segtype(self, element: etree._Element, value: str) -> SegType | None:
        """A ``segtype``, in any case of letters."""
        kind = _SEGTYPES.get(value) or _SEGTYPES.get(value.strip().lower())
        if not kind and value:
            self._found(element, f"segtype {value[:40]!r} is none of {', '.join(_SEGTYPES)}", "it is left out")
        return kind

    def language(self, element: etree._Element, tag: str) -> str:
        """A tag in the form of BCP 47, none where it cannot be mended; a fault only once for each tag."""
        if tag not in self._languages:
            self._languages[tag] = tag if is_language(tag) else mended_language(tag)
            if self._languages[tag] != tag:
                done = f"it is read as {self._languages[tag]}" if self._languages[tag] else "it counts as missing"
                what = f"{tag[:40]!r} is no language tag of BCP 47, which has hyphens, like ar-LY"
                self._found(element, what, done + " throughout the file")
        return self._languages[tag]

    def _variant(self, element: etree._Element) -> Variant | None:
        tag = older = ""
        others: list[tuple[str, str]] = []
        for pair in attributes_of(element):
            name = pair[0]
            if name == LANG:
                tag = pair[1]
            elif name == "lang":  # before TMX 1.4
                older = pair[1]
            else:
                others.append(pair if name[0] != "{" else (name_of(element, name), pair[1]))
        tag, attributes = tag or older, tuple(others)
        language = self._languages.get(tag) or (tag and self.language(element, tag))
        if len(element) == 1 and (only := element[0]).tag == "seg" and not len(only):
            return Variant(language, only.text or "", (), (), "", attributes)
        segment: etree._Element | None = None
        properties: list[Property] = []
        notes: list[Note] = []
        for child in element:
            if child.tag == "seg" and segment is None:
                segment = child
            else:
                self.remark(child, properties, notes)
        if segment is not None:
            text, markup = self._segment(segment)
        else:
            text, markup = "".join((element.text or "", *(child.tail or "" for child in element))).strip(), ""
            if not text:  # some tools write the text without a <seg> around it
                self._found(element, "a <tuv> without a <seg>", "the unit is left out")
                return None
        return Variant(language, text, tuple(properties), tuple(notes), markup, attributes)

    def _segment(self, segment: etree._Element) -> tuple[str, str]:
        """Text and markup."""
        if len(segment):
            mend_inline(segment, self._found)
        if not len(segment):
            return segment.text or "", ""
        return visible_text(segment), inner_xml(segment)

    def _complete(self, element: etree._Element, variants: list[Variant]) -> bool:
        """Give the variant without a language the one that is left, if that can be told."""
        number = next(number for number, variant in enumerate(variants) if not variant.language)
        guess = self._missing_language([variant.language for variant in variants if variant.language], len(variants))
        done = f"it is taken for {guess}, the one that is left" if guess else "the unit is left out"
        self._found(element.findall("tuv")[number], "a <tuv> without xml:lang", done)
        variants[number] = replace(variants[number], language=guess)
        return bool(guess)

    def _missing_language(self, present: list[str], count: int) -> str:
        """The language that the other variants leave, where there is one only."""
        usual = self.usual
        if not usual and count == 2 and self.source_language != ALL:
            usual = (self.source_language, *(tag for tag in present if tag != self.source_language))
        left = [tag for tag in usual if tag not in present]
        return left[0] if len(left) == 1 and len(usual) == count == len(present) + 1 else ""

    def _text(self, element: etree._Element) -> str:
        for child in element:
            self._found(child, f"<{child.tag}> has no place in <{element.tag}>", "its text is kept")
        return "".join(map(str, element.itertext())) if len(element) else element.text or ""

    def _attributes(self, element: etree._Element, *known: str) -> Attributes:
        """All attributes but those in ``known``; ``lang``, as it was before TMX 1.4, as ``xml:lang``."""
        pairs = {name_of(element, name): value for name, value in attributes_of(element) if name not in known}
        if "lang" in pairs:
            pairs["xml:lang"] = pairs.get("xml:lang", pairs.pop("lang"))
        return tuple(pairs.items())

    def stray_text(self, element: etree._Element) -> None:
        """Report text of a ``tu`` that is in none of its segments, notes and props."""
        holders = [element, *(variant for variant in element.iterfind("tuv") if variant.find("seg") is not None)]
        for holder in holders:
            texts = [holder.text, *(child.tail for child in holder)]
            if text := " ".join(text.strip() for text in texts if text).strip():
                self._found(holder, f"text outside of <seg>, {text[:40]!r}", "it is left out")

    def misplaced(self, element: etree._Element, number: int | None = None) -> None:
        """Report an element that TMX does not have here, of the unit ``number``, by default this one."""
        parent = element.getparent()
        place = "" if parent is None else parent.tag
        number = self.number if number is None else number
        what = f"<{element.tag}> has no place in <{place}>"
        self._faults.found(self.line + line_of(element), number, what, "it is left out")

    def _found(self, element: etree._Element, what: str, done: str) -> None:
        self._faults.found(self.line + line_of(element), self.number, what, done)
