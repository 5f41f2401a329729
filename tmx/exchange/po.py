"""Gettext PO: the translations of programs.

Fuzzy and obsolete entries are left out, and those without a translation. Of the plural forms two
are translations of one form of the original each: that of one, and that of many.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path
from typing import Any

from tmx.errors import UnreadableMemory
from tmx.exchange.languages import Languages, require
from tmx.languages import mended_language
from tmx.unit import Note, Property, TranslationUnit, Variant

_ORIGINAL = "en"  # what msgid is in, by custom, where nobody says otherwise
_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")
_LINE = re.compile(r"\(line (\d+)\)(?:: (.*))?")
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}
_MANY = 100  # as a number for the plural rules: "other" or "many" in every language


def read_po(stream: io.BufferedReader, name: str, languages: Languages | None) -> Iterator[TranslationUnit]:
    """A unit for each translated message; the target language is that of the header unless ``languages`` says it.

    The whole file is in memory: it is polib that reads it.
    """
    file = _parsed(stream.read(), name)
    plurals = _PLURAL.search(file.metadata.get("Plural-Forms", ""))
    tag = _tag(file.metadata.get("Language", ""))
    if languages is None and tag:
        languages = Languages(_ORIGINAL, tag)
    for entry in file:
        if entry.obsolete or entry.fuzzy:
            continue
        for source, target in _pairs(entry, plurals[1] if plurals else "", name):
            if source.strip() and target.strip():
                tags = require(languages, name)
                variants = Variant(tags.source, source), Variant(tags.target, target)
                yield TranslationUnit(variants, tuple(_properties(entry)), notes=tuple(_notes(entry)))


def _parsed(data: bytes, name: str) -> Any:
    import polib

    encoding = polib.detect_encoding(data, binary_mode=True)
    try:
        data.decode(encoding)
        # Given a text instead of a file, polib also ends lines where no PO does, at U+2028 for example.
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "messages.po"
            path.write_bytes(data)
            return polib.pofile(str(path), encoding=encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableMemory(
            f"{name}: line {line}: not {encoding}, as the header says ({error.reason}); correct its charset"
        ) from error
    except OSError as error:
        place = _LINE.search(str(error))
        if not place:
            raise
        raise UnreadableMemory(
            f"{name}: line {place[1]}: not PO ({place[2] or 'syntax error'}); msgfmt --check says more"
        ) from error


def _pairs(entry: Any, rule: str, name: str) -> Iterator[tuple[str, str]]:
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    forms = entry.msgstr_plural
    try:
        which = c2py(rule) if rule else lambda count: int(count != 1)
        one, many = which(1), which(_MANY)
    except (ValueError, RecursionError, ZeroDivisionError) as error:
        raise UnreadableMemory(f"{name}: Plural-Forms: {rule!r} is no rule ({error}); correct the header") from error
    yield entry.msgid, forms.get(one, "")
    yield entry.msgid_plural, forms.get(many, "")


def _properties(entry: Any) -> Iterator[Property]:
    if entry.msgctxt:
        yield Property("x-context", entry.msgctxt)
    places = " ".join(f"{path}:{line}" if line else path for path, line in entry.occurrences)
    if places:
        yield Property("x-occurrences", places)
    if entry.flags:
        yield Property("x-flags", ", ".join(entry.flags))


def _notes(entry: Any) -> Iterator[Note]:
    for comment in (entry.tcomment, entry.comment):
        if comment:
            yield Note(comment)


def _tag(language: str) -> str:
    """``sr_RS.UTF-8@latin`` is ``sr-Latn-RS``."""
    first, *rest = mended_language(language).split("-")
    script = _SCRIPTS.get(language.partition("@")[2].strip().lower())
    return "-".join((first, script, *rest) if script else (first, *rest))
