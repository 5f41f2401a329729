"""What is wrong with a memory, as clients see it: each problem with its place and a remedy.

An error is what is no TMX, or what some client refuses the whole file for. A warning is legal, but costs
something in a client, which it names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tmx.characters import clean
from tmx.faults import Repair
from tmx.languages import ALL
from tmx.streams.identity import DigestSet, digest
from tmx.streams.languages import canonical, related
from tmx.unit import Header, TranslationUnit, Variant

LONGEST = 2_000
"""Characters of a segment that Trados takes in the cloud."""
LARGEST = 1 << 30
"""Bytes of a file that it takes there."""

# Attributes that TMX 1.4b has.
_USE = {"o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion"}
_PEOPLE = {"creationid", "changeid", "o-tmf"}
_UNIT = frozenset(_USE | _PEOPLE | {"tuid", "srclang"})
_VARIANT = frozenset(_USE | _PEOPLE | {"creationdate", "changedate"})
_BREAK = re.compile("[\r\n\u0085\u2028\u2029]")
_PLACED = re.compile(r"line (\d+): (?:unit (\d+): )?(.*)", re.DOTALL)
_CLEAN = "loom tmx clean mends it"
_FIRST_STRONG, _POP = "\u2068", "\u2069"


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem at a line (from 1; 0 is the file) of a unit (from 1; 0 is outside of units)."""

    severity: Severity
    line: int
    unit: int
    what: str
    remedy: str


class Inspection:
    """Looks at the units of one memory, one by one; at 6 bytes for each unit with a ``tuid``."""

    def __init__(self, header: Header) -> None:
        self._source_language = header.source_language
        self._languages: set[str] = set()
        self._names = DigestSet(rough=True)

    def unit(self, unit: TranslationUnit, line: int, number: int) -> Iterator[Problem]:
        """What is wrong with the next unit."""
        for name in _foreign(unit):
            what = f"the attribute {isolated(name)}, which TMX 1.4b does not have: OmegaT from 6.1 on refuses the file"
            yield Problem(Severity.ERROR, line, number, what, "loom tmx convert leaves it out")
        for what, remedy in (*self._of_unit(unit), *self._of_texts(unit)):
            yield Problem(Severity.WARNING, line, number, what, remedy)

    def end(self) -> Iterator[Problem]:
        """What is wrong with the memory as a whole."""
        wanted = self._source_language
        if wanted == ALL or not self._languages or wanted in self._languages:
            return
        close = sorted(language for language in self._languages if related(wanted, language))
        if close:
            what = f"srclang is {wanted}, but the variants say {', '.join(close)}: translate-toolkit finds no unit"
            yield Problem(Severity.WARNING, 1, 0, what, f"write the same tag: --map-lang {close[0]}={wanted}")

    def _of_unit(self, unit: TranslationUnit) -> Iterator[tuple[str, str]]:
        name = unit.attribute("tuid")
        if name and not self._names.add(digest(name)):
            yield f"the tuid {isolated(name)} came before: clients that tell units by it keep one", "give it another"
        if re.search(r"\s", name):
            yield f"white space in the tuid {isolated(name)}, which TMX does not allow there", "take it out"
        if len(unit.variants) < 2:
            yield "fewer than two variants, so no translation: no client can use it", "loom tmx clean takes it out"
        tags = [canonical(variant.language) for variant in unit.variants]
        twice = {variant.language for variant in unit.variants if tags.count(canonical(variant.language)) > 1}
        if twice:
            yield f"more than one variant in {sorted(twice)[0]}: clients read one of them", "make units of them"
        wanted = unit.attribute("srclang") or self._source_language
        if wanted != ALL and not any(related(wanted, tag) for tag in tags):
            yield f"no variant in {wanted}, the srclang: OmegaT and others never find it", f"add it, or {_SOURCE}"
        self._languages.update(variant.language for variant in unit.variants)

    def _of_texts(self, unit: TranslationUnit) -> Iterator[tuple[str, str]]:
        wanted = unit.attribute("srclang") or self._source_language
        for variant in unit.variants:
            yield from _of_text(variant, is_source=wanted == ALL or related(wanted, variant.language))


_SOURCE = "name another srclang: loom tmx convert --source-lang"


def _foreign(unit: TranslationUnit) -> list[str]:
    names = [name for name, _ in unit.attributes if name not in _UNIT]
    return names + [name for variant in unit.variants for name, _ in variant.attributes if name not in _VARIANT]


def _of_text(variant: Variant, *, is_source: bool) -> Iterator[tuple[str, str]]:
    language, text = variant.language, variant.text
    if not text.strip():
        yield (
            f"an empty segment in {language}: OmegaT takes it for a translation and leaves out the text",
            ("loom tmx clean takes it out"),
        )
        return
    if text != text.strip():
        yield f"white space at the end or beginning in {language}: never an exact match in OmegaT", _CLEAN
    if _BREAK.search(text.strip()):
        yield f"a line break in {language}: never an exact match in any client", _CLEAN
    if is_source and clean(text, is_source=True).bidi:
        yield f"a bidi mark in {language}, the source: never an exact match in OmegaT", _CLEAN
    if len(text) > LONGEST:
        yield f"{len(text):,} characters in {language}: Trados takes {LONGEST:,} in the cloud", "split it"


def problem_of(repair: Repair, severity: Severity) -> Problem:
    """What recovery did something about, as a problem of the file."""
    return Problem(severity, repair.line, repair.unit, repair.what, "loom tmx clean repairs it")


def problem_of_error(message: str) -> Problem:
    """What ended the reading, out of the error's line without the file's name."""
    found = _PLACED.fullmatch(message)
    line, unit, text = found.groups() if found else (None, None, message)
    what, _, remedy = text.rpartition("; ") if "; " in text else (text, "", "repair the file")
    return Problem(Severity.ERROR, int(line or 0), int(unit or 0), what, remedy)


def problems_of_file(name: str, size: int) -> Iterator[Problem]:
    """What clients have against a file before they read it."""
    findings = []
    if size > LARGEST:
        findings.append(("more than 1 GB: Trados does not take it in the cloud", "loom tmx split parts it"))
    if name.lower().endswith(".gz"):
        findings.append(("packed: few clients but OmegaT read that", "unpack it for others"))
    elif not name.endswith(".tmx"):
        findings.append(("a name that does not end in .tmx: OmegaT passes over the file", "rename it"))
    yield from (Problem(Severity.WARNING, 0, 0, what, remedy) for what, remedy in findings)


def isolated(value: str) -> str:
    """A value in a message, so that one from right to left does not turn the rest around."""
    return value if value.isascii() else f"{_FIRST_STRONG}{value}{_POP}"
