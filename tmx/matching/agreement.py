"""Whether a number can stand for another in a sentence without a word around it having to change.

A noun that is counted takes the form of its number's plural category; a number that names, as in a
year, a date, ``Article 5``, changes nothing. What is not sure to be a name is taken for a count.
"""

import re

from tmx.matching.keys import match_key
from tmx.matching.numerals import ascii_digits
from tmx.matching.plurals import category


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words before a number that it names something for, as match keys.
_LABELS = _words(
    """
    annex appendix article articles chapter channel clause decree figure flight highway item law line no number page
    pages paragraph resolution room route rule section table version
    alinéa annexe articles chapitre décret loi numéro nº n° paragraphe résolution salle tableau
    abbildung absatz abs anhang art artikel kapitel nr nummer paragraf raum seite tabelle ziffer
    anexo artículo capítulo número página párrafo resolución tabla
    статья статьи статье статью статьей страница страницы странице страницу глава главы главе главу пункт пункта пункте
    номер приложение приложении таблица таблице рисунок рисунке ст стр гл рис табл п
    стаття статті статтею сторінка сторінці глава пункт пункту додаток таблиця
    artykuł artykule art strona stronie str rozdział punkt pkt numer ustęp ust tabela
    článek článku čl strana straně kapitola bod číslo č příloha tabulka
    """
)
_ARABIC_LABEL = re.compile(
    "(?:[وف]?(?:ال|بال|كال|لل|[بل])?(?:رقم|ماده|فقره|صفحه|بند))"
    "|[وف]?(?:ال|بال|كال|لل)(?:قرار|جدول|شكل|فصل|قسم|ملحق|باب|مرحله|طابق|غرفه|قناه|قانون|سطر|ايه|يوم)"
)
_MONTHS = _words(
    """
    january february march april may june july august september october november december
    januar februar märz mai juni juli oktober dezember
    janvier février mars avril juin juillet août septembre octobre novembre décembre
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
    """
) | _words(
    match_key(
        """
    يناير فبراير مارس أبريل إبريل مايو يونيو يونيه يوليو يوليه أغسطس سبتمبر أكتوبر نوفمبر ديسمبر جانفي فيفري أفريل ماي
    جوان جويلية أوت كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين محرم صفر ربيع جمادى رجب شعبان رمضان شوال
    """
    )
)
_YEAR = re.compile("1[89][0-9]{2}|20[0-9]{2}")
_YEAR_BEFORE = re.compile(
    "[وف]?(?:ال|بال|لل|[بل])?(?:عام|سنه)|[وف]?(?:في|منذ)|ال(?:ثاني|اول|اخر|اخره|اولي|قعده|حجه)"
    "|roku|rok|roce|leta|letu|gada"
)
_YEAR_AFTER = re.compile("(?:год.*|г|рік|року|році|р|rok|roku|roce|r|godin.*|metai|metų|metais|gad.*|م|ه)")
_SCALES = _words("hundred thousand million billion trillion")  # English leaves these as they are
_UNITS = _words("km m cm mm kg g mg t l ml ha gb mb kb tb hz khz mhz ghz w kw mw gw v a c f k s h x am pm min d bn")
_SOUNDS = {"en": ("a", "an"), "hu": ("a", "az"), "es": ("o", "u")}  # words that hear the number
_PARTICLE = re.compile("(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라)(?!\\w)")
_DAY_PART = re.compile(r"\s*(?:ال)?(?:ظهر|عصر|فجر|ليل|ضح)")
_ENDED = re.compile(r"(?:\s*[.;:!?؛؟)\]}»”]|\")(?!\w)|\s*$")
_LAST_WORD = re.compile(r"([^\W\d_][^\s\d]*?)[\s.:(\[\"«“#№§-]*$")
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_][^\s\d.,;:!?)،؛؟]*)")
_SUFFIX = re.compile("([’':-]?)([A-Za-z\u00c0-\u024f\u0370-\u052f]+)")


def fits(text: str, span: tuple[int, int], old: str, new: str, language: str) -> bool:
    """Whether ``new`` can replace the number ``old``; both as ``Numeral.value`` gives them.

    ``span`` is where the number is in ``text``, or the range that it belongs to.
    """
    before, after = text[: span[0]], text[span[1] :]
    if _is_inflected(after):
        return False
    same = category(old, language) == category(new, language)
    return same or _is_name(before, after, (old, new), language)


def fits_time(text: str, end: int) -> bool:
    """Whether another time can replace the one that ends at ``end``: not before ``ظهرًا``, at noon."""
    return not _DAY_PART.match(text, end)


def sounds_alike(before: str, old: str, new: str, language: str) -> bool:
    """Whether the word at the end of ``before`` can stay, as ``an`` in ``an 8%`` cannot if that is to be 9."""
    word = _LAST_WORD.search(before)
    if before.endswith(("'", "’")) and word:
        return False  # l'11 août
    if not word or word[1].lower() not in _SOUNDS.get(language.partition("-")[0].lower(), ()):
        return True
    if not (old[0] + new[0]).isdecimal():
        return old[0] == new[0]
    return language.lower().startswith("en") and _begins_with_vowel(old) == _begins_with_vowel(new)


def _is_inflected(after: str) -> bool:
    """Whether letters that belong to the number follow, as in ``21st``, ``21-й``, ``5'te``, ``5은``."""
    suffix = _SUFFIX.match(after)
    if not suffix:
        return bool(_PARTICLE.match(after))
    sign, letters = suffix.groups()
    if sign == "-":
        return len(letters) < 4 and letters.lower() not in _UNITS | {"day"}
    return bool(sign) or letters.lower() not in _UNITS


def _begins_with_vowel(value: str) -> bool:
    whole = value.partition(".")[0]
    return whole.startswith("8") or (whole.startswith(("11", "18")) and len(whole) % 3 == 2)


def _is_name(before: str, after: str, values: tuple[str, str], language: str) -> bool:
    if _ENDED.match(after) or before.rstrip().endswith(("№", "§", "#")):
        return True
    last, following = _LAST_WORD.search(before), _NEXT_WORD.match(after)
    previous = match_key(last[1]).strip(".,:()'\"") if last else ""
    coming = match_key(following[1]) if following else ""
    if previous in _LABELS or _ARABIC_LABEL.fullmatch(previous) or coming in _MONTHS:
        return True
    if re.match(r",\s*[0-9]{4}(?!\d)", ascii_digits(after)) and previous in _MONTHS:
        return True  # May 1, 2021
    if all(_YEAR.fullmatch(value) for value in values):
        return previous in _MONTHS or bool(_YEAR_BEFORE.fullmatch(previous) or _YEAR_AFTER.fullmatch(coming))
    return language.lower().startswith("en") and coming in _SCALES
