"""Which numbers a noun treats alike: the plural categories of CLDR for cardinal numbers, or finer.

https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html

Two numbers of one category can stand before the same form of a noun: in Arabic ``3 كتب`` and
``10 كتب``, but ``11 كتابًا`` and ``100 كتاب``. The name of a category means nothing but itself.
"""

from collections.abc import Callable

Rule = Callable[[int], str]
"""From a whole number above 1 to its category."""

_BY_FRACTION = frozenset(("bs", "hr", "is", "lv", "mk", "sh", "sr"))  # these look at the digits after the sign


def category(value: str, language: str) -> str:
    """The category of a number, given as ``Numeral.value`` gives it, in a language (BCP 47).

    Languages that are not listed here are taken to know one and more than one.
    """
    code = language.partition("-")[0].lower()
    rule = _RULES.get(code, _more)
    if rule is _any:
        return rule(0)
    whole, _, fraction = value.partition(".")
    if fraction and not fraction.strip("0"):
        return value  # 1.0: languages differ on whether that is one
    if fraction:
        return f"{min(int(whole), 2)}.{fraction[-2:] if code in _BY_FRACTION else 'fraction'}"
    number = int(whole)
    return str(number) if number < 2 else rule(number)


def _any(_number: int) -> str:
    return "any"


def _more(_number: int) -> str:
    return "more"


def _romance(number: int) -> str:
    return "millions" if number % 1_000_000 == 0 else "more"  # deux millions de livres


def _arabic(number: int) -> str:
    if number == 2:
        return "two"
    return "few" if 3 <= number % 100 <= 10 else "many" if 11 <= number % 100 <= 99 else "hundreds"


def _hebrew(number: int) -> str:
    return "two" if number == 2 else "more"


def _one_again(number: int) -> str:
    return "one" if number % 10 == 1 and number % 100 != 11 else "more"


def _russian(number: int) -> str:
    return "few" if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else _one_again(number)


def _polish(number: int) -> str:
    return "few" if _russian(number) == "few" else "more"


def _czech(number: int) -> str:
    return "few" if number <= 4 else "more"


def _slovene(number: int) -> str:
    return {1: "one", 2: "two", 3: "few", 4: "few"}.get(number % 100, "more")


def _lithuanian(number: int) -> str:
    if 11 <= number % 100 <= 19 or number % 10 == 0:
        return "tens"
    return _one_again(number)


def _romanian(number: int) -> str:
    return "few" if 1 <= number % 100 <= 19 else "more"  # douăzeci de cărți


def _maltese(number: int) -> str:
    return "teens" if 11 <= number % 100 <= 19 else _arabic(number) if number % 100 <= 10 else "more"


def _irish(number: int) -> str:
    return "two" if number == 2 else "few" if number < 7 else "many" if number < 11 else "more"


def _welsh(number: int) -> str:
    return str(number) if number in (2, 3, 6) else "more"


def _by_language(rules: dict[str, Rule]) -> dict[str, Rule]:
    return {language: rule for languages, rule in rules.items() for language in languages.split()}


_RULES = _by_language(
    {
        "ar": _arabic,
        "bo dz id ig ja jv km ko lo ms my su th vi wo yo yue zh": _any,
        "be ru uk bs hr sh sr": _russian,
        "ca es fr it pt": _romance,
        "cs sk": _czech,
        "cy": _welsh,
        "ga": _irish,
        "he iw": _hebrew,
        "is mk": _one_again,
        "lt lv": _lithuanian,
        "mt": _maltese,
        "pl": _polish,
        "ro": _romanian,
        "sl": _slovene,
    }
)
