"""Names of the months, as a pattern for each language.

Arabic has three sets: those of Egypt and the Gulf, of the Levant, and of the Maghreb (French ones in
Algeria and Tunisia, Spanish and Latin ones in Morocco); and newspapers give two, ``تشرين الأول/أكتوبر``.
Of Libya's own of 1969-2011 those are here that are no other word.
"""

import re
from functools import cache

# A word is one spelling, months are parted by slashes; ~ stands for a space, and * is behind what is
# another word as well, or an abbreviation: a month only beside a day or a year.
_NAMES = {
    "ar": (
        "يناير كانون~الثاني جانفي / فبراير شباط فيفري النوار / مارس* آذار / أبريل إبريل نيسان أفريل الطير* / "
        "مايو أيار ماي* الماء* / يونيو يونيه حزيران جوان* الصيف* / يوليو يوليه يوليوز تموز جويلية ناصر* / "
        "أغسطس آب* أوت* غشت هانيبال* / سبتمبر أيلول شتنبر الفاتح* / أكتوبر تشرين~الأول التمور* / "
        "نوفمبر تشرين~الثاني نونبر الحرث* / ديسمبر كانون~الأول دجنبر الكانون*"
    ),
    "en": (
        "January Jan* / February Feb* / March* Mar* / April Apr* / May* / June Jun* / July Jul* / August* Aug* / "
        "September Sept* Sep* / October Oct* / November Nov* / December Dec*"
    ),
    "de": (
        "Januar Jänner Jan* / Februar Feber Feb* / März Mrz* / April Apr* / Mai* / Juni Jun* / Juli Jul* / "
        "August* Aug* / September Sept* Sep* / Oktober Okt* / November Nov* / Dezember Dez*"
    ),
    "fr": (
        "janvier janv* / février févr* / mars* / avril avr* / mai* / juin / juillet juil* / août / septembre sept* / "
        "octobre oct* / novembre nov* / décembre déc*"
    ),
    "es": (
        "enero / febrero / marzo / abril / mayo* / junio / julio / agosto* / septiembre setiembre / octubre / "
        "noviembre / diciembre"
    ),
    "it": (
        "gennaio / febbraio / marzo / aprile / maggio* / giugno / luglio / agosto / settembre / ottobre / novembre / "
        "dicembre"
    ),
    "pt": (
        "janeiro / fevereiro / março / abril / maio* / junho / julho / agosto / setembro / outubro / novembro / "
        "dezembro"
    ),
    "ru": (
        "январь января январе / февраль февраля феврале / март марта марте / апрель апреля апреле / май* мая мае* / "
        "июнь июня июне / июль июля июле / август августа августе / сентябрь сентября сентябре / "
        "октябрь октября октябре / ноябрь ноября ноябре / декабрь декабря декабре"
    ),
    "tr": "Ocak* / Şubat / Mart* / Nisan / Mayıs / Haziran / Temmuz / Ağustos / Eylül / Ekim* / Kasım* / Aralık*",
}
_MARKS = "[\u0640\u064b-\u0652]*"
_PLAIN = str.maketrans("أإآىة", "اااي\u0647")
_SPELLINGS = {"أ": "[أا]", "إ": "[إا]", "آ": "[آا]", "ي": "[يى]", "ة": "[ةه]", "~": r"\s+"}


@cache
def month_numbers(language: str) -> dict[str, tuple[int, bool]]:
    """From each name, as ``spelling`` folds it, to the month, 1..12, and whether the name alone is enough."""
    return {
        spelling(name.rstrip("*").replace("~", " ")): (number, not name.endswith("*"))
        for number, names in enumerate(_NAMES.get(language, "").split("/"), 1)
        for name in names.split()
    }


@cache
def month_pattern(language: str) -> str:
    """A regular expression for the names, without groups; empty where those of ``language`` are not known."""
    names = sorted(re.findall(r"[^\s/*]+", _NAMES.get(language, "")), key=len, reverse=True)
    return f"(?:{'|'.join(map(_loosely, names))})(?![^\\W\\d_])" if names else ""


def _loosely(name: str) -> str:
    """A pattern for a name however its hamza and its vowel marks are written."""
    return "".join(_SPELLINGS.get(char, char) + (_MARKS if "\u0600" <= char <= "\u06ff" else "") for char in name)


def spelling(name: str) -> str:
    """A name without what writers vary: case, vowel marks, hamza, white space."""
    plain = re.sub("[\u0640\u064b-\u0652]", "", " ".join(name.split())).casefold()
    return plain.translate(_PLAIN)
