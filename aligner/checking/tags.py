"""The check of codes: inline elements, and in plain text placeholders and elements of HTML."""

from collections import Counter
from collections.abc import Iterator

from aligner.checking.finding import Finding, Severity, Side, Span, sides
from aligner.checking.masks import ELEMENT, PLACEHOLDER
from tmx import TranslationUnit, Variant
from tmx.inline import Code, codes

NAME = "tags"
_SHOWN = 5


def check_tags(unit: TranslationUnit) -> Iterator[Finding]:
    """Codes of one side alone, pairs that are not closed, placeholders that differ.

    The order of codes may differ, as that of words does; what is inside a native code may as well.
    """
    yield from _compare_codes(unit)
    for side, variant, _ in sides(unit):
        if fault := _pairing(variant):
            yield Finding(NAME, Severity.ERROR, f"{fault} in the {side}", side)
    yield from _compare_placeholders(unit)


def _compare_codes(unit: TranslationUnit) -> Iterator[Finding]:
    if not (unit.source.markup or unit.target.markup):
        return
    mine, its = (Counter(map(_key, _codes(variant))) for variant in unit.variants[:2])
    if mine == its:
        return
    if _kinds(mine) == _kinds(its):  # the same codes under other numbers, as tools give them
        return
    missing, extra = mine - its, its - mine
    parts = [f"{what}: {_listed(some)}" for what, some in (("missing", missing), ("extra", extra)) if some]
    yield Finding(NAME, Severity.ERROR, f"codes {'; '.join(parts)}", Side.TARGET)


def _codes(variant: Variant) -> tuple[Code, ...]:
    return codes(variant.markup) if variant.markup else ()


def _key(code: Code) -> tuple[str, str]:
    return code.kind, code.number


def _kinds(keys: Counter[tuple[str, str]]) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for (kind, _), count in keys.items():
        kinds[kind] += count
    return kinds


def _listed(keys: Counter[tuple[str, str]]) -> str:
    names = [f"{kind} {number}".strip() for kind, number in keys.elements()]
    return ", ".join(names[:_SHOWN]) + (", ..." if len(names) > _SHOWN else "")


def _pairing(variant: Variant) -> str:
    """What is wrong with the pairs of a segment; nothing where each is opened and closed."""
    opened: list[str] = []
    for code in _codes(variant):
        if code.kind == "bpt":
            opened.append(code.number)
        elif code.kind == "ept":
            if code.number not in opened:
                return f"ept {code.number} closes what is not open".replace("  ", " ")
            opened.remove(code.number)
    return f"bpt {opened[0]} is not closed".replace("  ", " ") if opened else ""


def _compare_placeholders(unit: TranslationUnit) -> Iterator[Finding]:
    found = [list(_placeholders(variant.text)) for variant in unit.variants[:2]]
    mine, its = (Counter(key for key, _, _ in some) for some in found)
    if mine == its:
        return
    missing, extra = mine - its, its - mine
    spans = [
        Span(side, start, end)
        for side, some, rest in ((Side.SOURCE, found[0], missing), (Side.TARGET, found[1], extra))
        for key, start, end in some
        if key in rest
    ]
    parts = [f"{what}: {', '.join(some)}" for what, some in (("missing", missing), ("extra", extra)) if some]
    severity = Severity.ERROR if missing and extra else Severity.WARNING
    yield Finding(NAME, severity, f"placeholders {'; '.join(parts)}", Side.TARGET, tuple(spans))


def _placeholders(text: str) -> Iterator[tuple[str, int, int]]:
    """Each placeholder or element as it is compared, with its place."""
    if "%" in text or "{" in text:
        yield from (("".join(match.group().split()), *match.span()) for match in PLACEHOLDER.finditer(text))
    if "<" in text:
        for match in ELEMENT.finditer(text):  # attributes may be translated
            yield "<" + match.group().strip("<>").split()[0].rstrip("/").lower() + ">", *match.span()
