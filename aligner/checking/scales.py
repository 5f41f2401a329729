"""Words behind a numeral that multiply it: 3 million, ٣ ملايين, 300 万."""

import re

from aligner.checking.languages import language_code

# In the languages where memories are most often kept; of others both sides keep the digits anyway.
_WORDS = {
    10**12: r"trillions?|trn|trillones|триллион\w*|تريليون(?:ات)?",
    10**9: (
        r"billions?|bn|mrd|milliarden?|milliards?|miliard[iao]|mil millones|bilhão|bilhões|млрд|миллиард\w*|milyar"
        r"|مليارا?ً?|مليارات|بليون|بلايين|میلیارد"
    ),
    10**6: (
        r"millions?|mn|mio|mln|millionen|mill[oó]n(?:es)?|milion[ei]|milhão|milhões|млн|миллион\w*|milyon"
        r"|مليونا?ً?|ملايين|میلیون"
    ),
    10**3: r"thousand|k|tausend|tsd|mille|mila|mil|тыс|тысяч\w?|bin|ألفا?ً?|الفا?ً?|آلاف|الاف|هزار",
}
_SCALE = re.compile(
    "|".join(rf"(?P<e{factor}>\+?\s?(?:{words})(?![^\W\d_]))" for factor, words in _WORDS.items()), re.IGNORECASE
)
_SMALL = {"": 1, "十": 10, "百": 100, "千": 1_000}
_LARGE = {**_SMALL, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_EAST_ASIAN = re.compile(r"\s?[多余餘几]?([十百千]?)[多余餘几]?([百千万萬亿億])")
_BILLION = re.compile(r"\s?bil(?:lion|li[oó]n)", re.IGNORECASE)
_LONG_SCALE = {"cs", "da", "de", "es", "nb", "nl", "pl", "sv"}  # a billion there is a trillion


def scale(after: str, language: str) -> int:
    """What the text ``after`` a numeral multiplies it by; 1 where there is no such word.

    >>> scale(" million people", "en"), scale(" نسمة", "ar"), scale("多万人", "zh")
    (1000000, 1, 10000)
    """
    if match := _EAST_ASIAN.match(after):
        return _SMALL[match[1]] * _LARGE[match[2]]
    if language_code(language) in _LONG_SCALE and _BILLION.match(after):
        return 10**12
    found = _SCALE.match(after)
    return int((found.lastgroup or "e1")[1:]) if found else 1
