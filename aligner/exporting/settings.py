"""The files that make a folder an OmegaT project and let it cut text where we do.

OmegaT from 6.1 on reads ``segmentation.srx``; before, the same rules had to be a serialised Java
object, ``segmentation.conf``. With either, and the text filter told where a paragraph ends,
OmegaT's segments are ours: a question that ends in ``؟`` is a segment of its own.
"""

from collections.abc import Sequence
from typing import BinaryIO

from lxml import etree

from corpus.srx import LanguageRules, segmentation_rules

_TOKENIZERS = {
    "ar": "LuceneArabicTokenizer",
    "de": "LuceneGermanTokenizer",
    "en": "LuceneEnglishTokenizer",
    "es": "LuceneSpanishTokenizer",
    "fa": "LucenePersianTokenizer",
    "fr": "LuceneFrenchTokenizer",
    "it": "LuceneItalianTokenizer",
    "ja": "LuceneJapaneseTokenizer",
    "nl": "LuceneDutchTokenizer",
    "pt": "LucenePortugueseTokenizer",
    "ru": "LuceneRussianTokenizer",
    "sv": "LuceneSwedishTokenizer",
    "tr": "LuceneTurkishTokenizer",
    "zh": "LuceneSmartChineseTokenizer",
}
_FOLDERS = ("target_dir", "source_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
_SRX_VERSION = "0.2.2"  # of the class that is serialised; rules under another one are merged with the defaults
_RULES = "org.omegat.core.segmentation"


def write_project(out: BinaryIO, source_language: str, target_language: str) -> None:
    """Write ``omegat.project``: the languages, the usual folders, segmentation by sentence."""
    root = etree.Element("omegat")
    project = etree.SubElement(root, "project", version="1.0")
    fields = {
        **dict.fromkeys(_FOLDERS, "__DEFAULT__"),
        "source_lang": source_language,
        "target_lang": target_language,
        "source_tok": _tokenizer(source_language),
        "target_tok": _tokenizer(target_language),
        "sentence_seg": "true",
        "support_default_translations": "true",
        "remove_tags": "false",
    }
    for name, value in fields.items():
        etree.SubElement(project, name).text = value
    _write(out, root)


def write_filters(out: BinaryIO, *, wrapped: bool) -> None:
    """Write ``filters.xml``: plain text is UTF-8, and a line is a paragraph unless texts are hard-wrapped."""
    root = etree.Element("filters", removeTags="true", ignoreFileContext="false")
    text = etree.SubElement(root, "filter", className="org.omegat.filters2.text.TextFilter", enabled="true")
    for mask in ("*.txt", "*.utf8"):
        etree.SubElement(
            text,
            "files",
            sourceFilenameMask=mask,
            targetFilenamePattern="${filename}",
            sourceEncoding="UTF-8",
            targetEncoding="UTF-8",
        )
    etree.SubElement(text, "option", name="segmentOn", value="EMPTYLINES" if wrapped else "BREAKS")
    _write(out, root)


def write_segmentation(out: BinaryIO, languages: Sequence[str]) -> None:
    """Write ``segmentation.conf``, as ``java.beans.XMLEncoder`` does, for OmegaT up to 6.0."""
    root = etree.Element("java", {"version": "1.8.0", "class": "java.beans.XMLDecoder"})
    held = etree.SubElement(root, "object", {"class": f"{_RULES}.SRX"})
    maps = etree.SubElement(held, "void", property="mappingRules")
    for rules in segmentation_rules(languages):
        _add_map(maps, rules)
    _set(held, "version", "string", _SRX_VERSION)
    _write(out, root)


def _add_map(maps: etree._Element, rules: LanguageRules) -> None:
    one = etree.SubElement(etree.SubElement(maps, "void", method="add"), "object", {"class": f"{_RULES}.MapRule"})
    _set(one, "language", "string", rules.name)
    _set(one, "pattern", "string", rules.pattern)
    kept = etree.SubElement(etree.SubElement(one, "void", property="rules"), "object", {"class": "java.util.ArrayList"})
    for rule in rules.rules:
        element = etree.SubElement(etree.SubElement(kept, "void", method="add"), "object", {"class": f"{_RULES}.Rule"})
        _set(element, "beforebreak", "string", rule.before)
        _set(element, "afterbreak", "string", rule.after)
        _set(element, "breakRule", "boolean", str(rule.is_break).lower())


def _set(owner: etree._Element, name: str, kind: str, value: str) -> None:
    etree.SubElement(etree.SubElement(owner, "void", property=name), kind).text = value


def _tokenizer(language: str) -> str:
    return "org.omegat.tokenizer." + _TOKENIZERS.get(language.split("-")[0].lower(), "DefaultTokenizer")


def _write(out: BinaryIO, root: etree._Element) -> None:
    etree.indent(root)
    etree.ElementTree(root).write(out, encoding="UTF-8", xml_declaration=True)
