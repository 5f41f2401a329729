"""What in a text is not language: addresses, placeholders, native codes, entities."""

import re
from functools import lru_cache

# A sentence's punctuation after an address is not part of it; nor is an Arabic letter, since there
# is no address with one that a writer would not have escaped.
_HOST = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
_PATH = r"[^\s<>\"'“”«»|\\^`{}\u0600-\u06ff\u3000-\u303f\uff00-\uff20\u4e00-\u9fff]"
_URL = rf"(?:(?:https?|ftps?|sftp|file)://{_HOST}|\bwww\.{_HOST})(?::\d+)?(?:[/?#]{_PATH}*)?"
_MAIL = rf"[\w.+-]+@{_HOST}\.[a-z]{{2,}}"
ADDRESS = re.compile(f"{_URL}|{_MAIL}", re.IGNORECASE | re.ASCII)
# printf, str.format and ICU, shell and template variables; a percentage is none ("50% de").
PLACEHOLDER = re.compile(
    r"%(?:\d+\$)?[-+0#]*\d*(?:\.\d+)?(?:l{1,2}|h)?[sdiufxXcoeEgGp@](?![A-Za-z])|%\([A-Za-z_]\w*\)[sdifr]"
    r"|\{\{\s*[\w.$-]+\s*\}\}|\$?\{\s*[A-Za-z_$][\w.$]*\s*\}|\{\d+(?:[:,][^{}\s]*)?\}|%[A-Za-z_]{2,}%"
)
ELEMENT = re.compile(r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'))*\s*/?>")
ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#x[0-9A-Fa-f]{2,5});")
_CODE = re.compile("|".join(f"(?:{part.pattern})" for part in (PLACEHOLDER, ELEMENT, ENTITY)))
_REMEMBERED = 4_096  # texts of a batch, which one check after another asks for


@lru_cache(_REMEMBERED)
def masked(text: str) -> str:
    """``text`` with spaces for all of that: the same length, so that offsets stay true."""
    if "." in text or "@" in text or ":" in text:
        text = ADDRESS.sub(_blank, text)
    return _CODE.sub(_blank, text) if "%" in text or "{" in text or "<" in text or "&" in text else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
