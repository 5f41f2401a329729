"""Change the characters of a text where it has inline codes as well."""

from collections.abc import Callable
from dataclasses import replace

from aligner.checking.finding import Side
from tmx import TranslationUnit, Variant
from tmx.inline import inner_xml, parse_markup, visible_text

Edit = Callable[[str], str]
"""From a text to the same without its faults; of a segment with codes it gets the pieces between them."""


def edited(unit: TranslationUnit, side: Side, edit: Edit) -> TranslationUnit | None:
    """``unit`` with the text of one side edited, or None where that changes nothing; native codes stay as they are."""
    source, target = unit.variants
    changed = (_edited(source, edit), target) if side is Side.SOURCE else (source, _edited(target, edit))
    return replace(unit, variants=changed) if changed != unit.variants else None


def _edited(variant: Variant, edit: Edit) -> Variant:
    if not variant.markup:
        return replace(variant, text=edit(variant.text))
    segment = parse_markup(variant.markup)
    for element in segment.iter():
        is_text = element.tag in ("seg", "hi")
        if is_text and element.text:
            element.text = edit(element.text)
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag in ("seg", "hi"):
            element.tail = edit(element.tail)
    return replace(variant, markup=inner_xml(segment), text=visible_text(segment))
