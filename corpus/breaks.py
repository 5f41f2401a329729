"""The rules we segment by, as pairs of regular expressions: what stands before a break, and what after it.

They restate ``corpus.segmentation`` for tools that take SRX, which knows nothing but such pairs: the
first rule that fits a position decides, and a position that no rule fits is no break. Only what Java,
ICU and the ``regex`` package read alike is used, and what takes them no more time than the text is long.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.abbreviations import abbreviations, initials, markers, months, own_signs, starters

_END = "[.!?؟۔։।॥၊။።፧܀]"  # ends a sentence where white space follows
_WIDE = "[。！？｡．]"  # in scripts without spaces: ends a sentence, whatever follows
_STOPS = f"{_END}{_WIDE}".replace("[", "").replace("]", "")
_ANY = "(?s:.)"
_SPACE = "[\t-\r\\p{Z}]"
_CLOSING = "[\"'”’»)]*"
_QUOTES = '["”’»“]+'  # “ closes in German
_OPENING = "[\"'“‘«(\\[—– -]*"
_NOT_IN_WORD = "(?<![\\p{L}\\p{M}\\p{N}])"
_WORD_ENDS = "(?![\\p{L}\\p{M}])"
_ELLIPSIS = f"(?:…|\\.{{3,}}){_CLOSING}"
_CARRIES_ON = "(?:ثم|أو|بل|لكن|ولكن|حتى|أم)"
_SAYING = "(?:قال|قالت|قالوا|يقول|تقول|أضاف|أضافت|صرح|صرحت|أكد|أكدت|هتف|صاح|سأل|أجاب|همس|ردّ?د?)"
_MARKER = "(?:[0-9٠-٩]{1,3}|[a-zA-Zء-ي]|[ivxIVX]{1,4})[.)\\-]"
_LETTER = f'(?<=^|[ ("«“])(?<![0-9٠-٩]{_SPACE})[ء-ي]\\.'
_PAIRS = tuple(zip("«“„「『《(（[", "»”“」』》)）]", strict=True))


@dataclass(frozen=True, slots=True)
class Rule:
    """A break, or an exception from one, between what ``before`` and what ``after`` match."""

    is_break: bool
    before: str
    after: str


def language_rules(language: str) -> tuple[Rule, ...]:
    """The rules of one language (BCP 47), to be tried before ``default_rules``."""
    return (*_abbreviations(language), *_own_signs(language))


def default_rules() -> tuple[Rule, ...]:
    """The rules of every language: exceptions, and breaks after them."""
    return (*_exceptions(), *_breaks())


def layout_rules() -> tuple[Rule, ...]:
    """What OmegaT breaks at that is no language: an indented line, and a line break in HTML."""
    return Rule(True, "\\n", " +"), Rule(True, "<br[0-9]+/?>", ".")


def _abbreviations(language: str) -> Iterator[Rule]:
    begins = "|".join(starters(language))
    goes_on = f"(?={_SPACE}+(?!(?:{begins}){_WORD_ENDS}))" if begins else _SPACE
    if markers(language):
        ends = _any(markers(language))
        yield Rule(True, f"{_NOT_IN_WORD}{ends}\\.", f"(?={_SPACE}+{_OPENING}[\\p{{Lu}}\\p{{Lo}}])")
    if abbreviations(language):
        yield Rule(False, f"{_NOT_IN_WORD}{_any(abbreviations(language))}\\.", goes_on)
    capitals = initials(language)
    if capitals:
        yield Rule(False, f"{_NOT_IN_WORD}[{capitals}]\\.", goes_on)
    if months(language):
        yield Rule(False, "[0-9]\\.", f"(?={_SPACE}(?:{'|'.join(months(language))}){_WORD_ENDS})")


def _any(words: Iterable[str]) -> str:
    return "(?i:" + "|".join(words).replace(".", "\\.") + ")"


def _own_signs(language: str) -> Iterator[Rule]:
    more, fewer = own_signs(language)
    if fewer:
        yield Rule(False, f"[{fewer}]", _SPACE)
    if more:
        yield Rule(True, f"[{more}]", _SPACE)


def _exceptions() -> Iterator[Rule]:
    yield Rule(False, f"[{_STOPS}…]+{_CLOSING}(?=[^\\p{{L}}\\p{{N}}]*$)", _ANY)  # nothing but signs follows
    yield Rule(False, f"(?:^|{_END}{_SPACE}){_SPACE}*[(\\[]*{_MARKER}", _SPACE)  # 1. of a list
    yield Rule(False, "[\\p{L}\\p{M}][.?!؟][ء-ي][.)\\-]", _SPACE)  # and one without a space before it
    yield Rule(False, f"{_LETTER}(?:[ء-ي]\\.)*", _SPACE)  # initials and honorifics: د. محمد
    begins = f"{_OPENING}(?!{_CARRIES_ON}{_WORD_ENDS})[\\p{{Lu}}\\p{{Lo}}]"
    yield Rule(True, _ELLIPSIS, f"(?={_SPACE}+{begins})")
    yield Rule(False, _ELLIPSIS, _SPACE)
    for opening, closing in _PAIRS:
        yield _inside(opening, closing)
    yield _inside('"', '"', '[^"]*(?:"[^"]*"[^"]*)*$')  # with an even number to follow
    yield Rule(False, f"(?:{_END}|…)+{_QUOTES}", f"(?={_SPACE}*{_SAYING}{_WORD_ENDS})")  # "..." said he
    yield Rule(False, f"{_END}+{_SPACE}?{_QUOTES}", f"(?={_SPACE}+[\\p{{Ll}}0-9])")


def _inside(opening: str, closing: str, rest: str = "") -> Rule:
    """No break inside a quotation or brackets; ``rest`` is what has to stand behind them."""
    opening, closing = (f"\\{char}" if char in "()[]" else char for char in (opening, closing))
    others = f"{opening}{closing}"
    # \G, the end of the match before, goes on from one full stop inside to the next.
    stops = f"[^{others}{_STOPS}]*[{_STOPS}]+"
    return Rule(False, f"(?:{opening}|(?!^)\\G){stops}(?=[^{others}]+{closing}{rest})", _ANY)


def _breaks() -> Iterator[Rule]:
    yield Rule(True, f"{_END}+{_SPACE}?{_QUOTES}", _SPACE)
    yield Rule(True, f"{_END}+", _SPACE)
    yield Rule(True, f"{_WIDE}+[」』”》）]*", "[^」』”》）a-z0-9]")
    yield Rule(True, "[\\p{Ll}\\p{Lo}\\p{M}]{2}[.?!؟]", "[\\p{Lu}ء-ي]")  # the space is missing
