"""Segmentation rules for other tools: SRX 2.0, which OmegaT from 6.1 on, memoQ, Okapi and others read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from corpus.breaks import Rule, default_rules, language_rules, layout_rules

_NAMESPACE = "http://www.lisa.org/srx20"


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """The rules of the languages whose tag matches ``pattern``, in the order they are tried."""

    name: str
    pattern: str
    rules: tuple[Rule, ...]


def segmentation_rules(languages: Iterable[str]) -> tuple[LanguageRules, ...]:
    """The rules for languages (BCP 47), and those of every language after them.

    A position is decided by the first rule that fits it, over all whose pattern matches.
    """
    codes = dict.fromkeys(language.split("-")[0].lower() for language in languages)
    own = (LanguageRules(code, f"(?i){code}([-_].*)?", language_rules(code)) for code in codes)
    return (
        *own,
        LanguageRules("Default", ".*", default_rules()),
        LanguageRules("Layout", ".*", layout_rules()),
    )


def write_srx(out: BinaryIO, languages: Iterable[str]) -> None:
    """Write the rules that we segment ``languages`` (BCP 47) by, as far as SRX can say them."""
    sets = segmentation_rules(languages)
    root = etree.fromstring(f'<srx xmlns="{_NAMESPACE}" version="2.0"/>')
    header = etree.SubElement(root, _tag("header"), {"segmentsubflows": "yes", "cascade": "yes"})
    for kind, include in (("start", "no"), ("end", "yes"), ("isolated", "no")):
        etree.SubElement(header, _tag("formathandle"), {"type": kind, "include": include})
    body = etree.SubElement(root, _tag("body"))
    rules, maps = etree.SubElement(body, _tag("languagerules")), etree.SubElement(body, _tag("maprules"))
    for one in sets:
        held = etree.SubElement(rules, _tag("languagerule"), {"languagerulename": one.name})
        for rule in one.rules:
            element = etree.SubElement(held, _tag("rule"), {"break": "yes" if rule.is_break else "no"})
            etree.SubElement(element, _tag("beforebreak")).text = rule.before
            etree.SubElement(element, _tag("afterbreak")).text = rule.after
        etree.SubElement(maps, _tag("languagemap"), {"languagepattern": one.pattern, "languagerulename": one.name})
    etree.indent(root)
    etree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
