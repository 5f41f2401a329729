"""Text in a file that says UTF-8 and is not."""

import re

# Where bytes are not UTF-8: what a Windows of the language would have written.
_CODE_PAGES = {
    **dict.fromkeys(("ar", "fa", "ur", "ps"), "cp1256"),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr"), "cp1251"),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "el": "cp1253",
    "tr": "cp1254",
    "he": "cp1255",
    "vi": "cp1258",
}
_LANGUAGE = re.compile(rb"""<tuv\s[^<>]*?lang\s*=\s*["']([A-Za-z]+)""")
_UNDECODED = re.compile("[\udc80-\udcff]+")


def decoded(part: bytes) -> tuple[str, str]:
    """The text of a ``tuv`` that is not all UTF-8, and how it was found: a guess from its language."""
    text = part.decode("utf-8", "surrogateescape")
    others = sum(char > "\x7f" for char in text)
    wrong = sum(map(len, _UNDECODED.findall(text)))
    language = _LANGUAGE.search(part)
    page = _CODE_PAGES.get(language[1].decode().lower() if language else "", "cp1252")
    if 2 * wrong < others:  # a slip in text that is UTF-8
        return _UNDECODED.sub("\ufffd", text), "replaced by U+FFFD"
    text = _UNDECODED.sub(lambda run: run[0].encode("utf-8", "surrogateescape").decode(page, "replace"), text)
    return text, f"read as windows-{page[2:]}, a guess"
