"""What is found, what two texts have in common, and when a translation may be changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx.matching.keys import match_key
from tmx.matching.numerals import parse, written
from tmx.matching.placeables import Kind, find, generalise
from tmx.matching.plurals import category
from tmx.matching.substitution import substitute


def found(text: str, language: str = "") -> list[tuple[str, str, str]]:
    return [(one.kind.value, text[one.start : one.end], one.value) for one in find(text, language)]


@pytest.mark.parametrize(
    ("text", "kind", "spelling", "value"),
    [
        ("In 2011 it began.", "number", "2011", "2011"),
        ("costs 1,234.50 dinars", "number", "1,234.50", "1234.50"),
        ("kostet 1.234.567,8 Euro", "number", "1.234.567,8", "1234567.8"),
        ("12 345 habitants", "number", "12 345", "12345"),
        ("12\u202f345,5 euros", "number", "12\u202f345,5", "12345.5"),
        ("no 012,345,678", "number", "012,345,678", "12345678"),
        ("pi is 3.14159", "number", "3.14159", "3.14159"),
        ("Fr. 1’234.50", "number", "1’234.50", "1234.50"),
        ("بلغ ١٬٢٣٤٫٥ دينار", "number", "١٬٢٣٤٫٥", "1234.5"),
        ("سنة ۱۴۰۲ است", "number", "۱۴۰۲", "1402"),
        ("و٣٠ شخصًا", "number", "٣٠", "30"),
        ("قبل 05 أيام", "number", "05", "5"),
        ("रु १२३", "number", "१२३", "123"),
        ("up 12.5% today", "percent", "12.5%", "12.5%"),
        ("up 5 % today", "percent", "5 %", "5%"),
        ("بنسبة ٪١٢", "percent", "٪١٢", "12%"),
        ("بنسبة ١٢٪.", "percent", "١٢٪", "12%"),
        ("بنسبة 5 في المئة", "percent", "5", "5%"),
        ("بنسبة 5 بالمائة", "percent", "5", "5%"),
        ("fell 7 percent", "percent", "7", "7%"),
        ("3 ‰ of it", "percent", "3 ‰", "3‰"),
        ("from 2010–2015", "range", "2010–2015", "2010-2015"),
        ("rose 10-15%", "range", "10-15%", "10-15%"),
        ("rose 10-15 percent", "range", "10-15", "10-15%"),
        ("on 2021-5-12", "date", "2021-5-12", "2021-05-12"),
        ("am 25.12.2021", "date", "25.12.2021", "2021-12-25"),
        ("on 12/25/2021", "date", "12/25/2021", "2021-12-25"),
        ("on 05/12/2021", "date", "05/12/2021", "5/12/2021"),
        ("في ١٢\u200f/٥\u200f/٢٠٢١", "date", "١٢\u200f/٥\u200f/٢٠٢١", "12/5/2021"),
        ("at 09:30.", "time", "09:30", "9:30"),
        ("الساعة ١٤:٤٥", "time", "١٤:٤٥", "14:45"),
        ("see https://a.org/x_(y), now", "url", "https://a.org/x_(y)", "https://a.org/x_(y)"),
        ("انظر www.a.ly، ثم", "url", "www.a.ly", "www.a.ly"),
        ("to a.b@c.org.", "email", "a.b@c.org", "a.b@c.org"),
        ("form ABC-123.", "code", "ABC-123", "ABC-123"),
        ("القرار S/RES/1970 الصادر", "code", "S/RES/1970", "S/RES/1970"),
        ("فيروس COVID-19", "code", "COVID-19", "COVID-19"),
        ("version 1.2.3", "code", "1.2.3", "1.2.3"),
        ("call +218 91 234 5678", "code", "+218 91 234 5678", "+218 91 234 5678"),
        ("call 0912345678", "code", "0912345678", "0912345678"),
        ("a <b>word", "tag", "<b>", "<b>"),
        ("Hello {name}!", "tag", "{name}", "{name}"),
        ("%1$s files", "tag", "%1$s", "%1$s"),
    ],
)
def test_one_placeable_is_found(text: str, kind: str, spelling: str, value: str) -> None:
    assert found(text) == [(kind, spelling, value)]


@pytest.mark.parametrize("text", ["mp3 and x86", "no numbers here", "كتاب بلا أرقام", "A-Z", "e.g. this", ""])
def test_nothing_is_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1, 2 and 3", ["1", "2", "3"]),
        ("1,2,3", ["1", "2", "3"]),
        ("1,234,5678", ["1", "234", "5678"]),
        ("القرار 5/2021", ["5", "2021"]),
        ("32/13/2021", ["32", "13", "2021"]),
        ("2021-05-12T14:30:00Z", ["2021-05-12", "14:30:00"]),
        ("من 3 إلى ٥ كتب و10%", ["3", "5", "10%"]),
    ],
)
def test_several_are_found_in_order(text: str, values: list[str]) -> None:
    assert [value for _, _, value in found(text)] == values


def test_the_language_decides_what_one_sign_means() -> None:
    assert [find("1.234", language)[0].value for language in ("", "en", "de", "ar-LY")] == [
        "1234",
        "1.234",
        "1234",
        "1234",
    ]
    assert find("1,234.5", "de")[0].value == "1234.5"  # two signs leave no choice


@given(st.text(alphabet="ab 0123456789٣٤.,:/-%٪<>{}@ABو\u200f\n", max_size=40))
def test_placeables_are_in_order_and_apart(text: str) -> None:
    last = 0
    for one in find(text):
        assert last <= one.start < one.end <= len(text)
        last = one.end
    general = generalise(text)
    assert len(general) == len(text) - sum(one.end - one.start - 1 for one in find(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("He sold 3 books.", "He sold 1,500 books."),
        ("في ٣ مايو ٢٠٢٠", "في 15 مايو 2021"),
        ("up 5% on 12/05/2021", "up 12.5% on 1/6/2022"),
        ("pages 3-5 at 10:30", "pages 10–20 at 9:15"),
        ("ask a@b.org about ABC-1", "ask c@d.com about XY-22"),
    ],
)
def test_texts_that_differ_in_placeables_have_one_key(one: str, other: str) -> None:
    assert match_key(generalise(one)) == match_key(generalise(other))


@pytest.mark.parametrize(
    ("one", "other"), [("up 5%", "up 5"), ("at 10:30", "at 10"), ("3 books", "3 cups"), ("see {0}", "see 0")]
)
def test_other_texts_have_not(one: str, other: str) -> None:
    assert match_key(generalise(one)) != match_key(generalise(other))


@pytest.mark.parametrize(
    ("language", "alike"),
    [
        ("ar", "0|1|2|3 10 103 1005|11 99 112|100 101 102 1000 1000000"),
        ("ru", "0|1|21 101|2 3 22 104|5 11 12 14 20 100|2.5 3.1"),
        ("pl", "0|1|2 4 22|5 11 12 21 25 101|1.5|2.5"),
        ("cs", "0|1|2 3 4|5 21 22 100"),
        ("he", "0|1|2|3 10 20 100"),
        ("sl", "1|101|2 102|3 4 103|5 11 100"),
        ("lt", "1|21 31|2 9 22|10 11 19 30"),
        ("fr", "0|1|2 3 100|1000000 2000000|1.5|2.5"),
        ("en-GB", "0|1|2 11 21 1000000"),
        ("hr", "1|21 31|2 3 24|5 11 25|2.1|3.2"),
        ("zh-Hans", "0 1 2 5 11 100 2.5"),
        ("xx", "1|2 3"),
    ],
)
def test_categories_keep_apart_what_a_noun_does(language: str, alike: str) -> None:
    groups = [[category(number, language) for number in group.split()] for group in alike.split("|")]
    assert all(len(set(group)) == 1 for group in groups)
    assert len({group[0] for group in groups}) == len(groups)


@pytest.mark.parametrize(
    ("number", "like", "language", "result"),
    [
        ("2,345.75", "١٬٢٣٤٫٥", "ar", "٢٬٣٤٥٫٧٥"),
        ("2345", "١٬٢٣٤", "ar", "٢٬٣٤٥"),
        ("12,345", "۹۹", "fa", "۱۲٬۳۴۵"),
        ("2,345", "1234", "ar", "2345"),
        ("12,345.5", "1.234,5", "de", "12.345,5"),
        ("2.5", "1.234", "de", "2,5"),
        ("12,345", "999", "de", "12.345"),
        ("12,345", "999", "fr", "12\u202f345"),
        ("12,345", "999", "de-CH", "12’345"),
        ("7", "05", "en", "07"),
        ("1.5", "3", "ar", "1.5"),
        ("1.5", "3", "ar-LY", "1,5"),
        ("1,234.5", "1.5", "de", None),  # a German text that writes decimals in the English way
    ],
)
def test_a_number_is_written_in_the_manner_of_another(
    number: str, like: str, language: str, result: str | None
) -> None:
    assert written(parse(number, "en"), parse(like, language), language) == result


SAFE = [
    # query, source, target, languages, result
    ("2,345.75 dinars", "1,234.5 dinars", "١٬٢٣٤٫٥ دينار", "en ar", "٢٬٣٤٥٫٧٥ دينار"),
    ("5 books were sold.", "3 books were sold.", "بيعت 3 كتب.", "en ar", "بيعت 5 كتب."),
    ("48 books were sold.", "12 books were sold.", "بيع ١٢ كتابًا.", "en ar", "بيع ٤٨ كتابًا."),
    ("Article 15 of the law", "Article 5 of the law", "المادة 5 من القانون", "en ar", "المادة 15 من القانون"),
    ("Decision No. 25 of it", "Decision No. 3 of it", "القرار رقم (3) منه", "en ar", "القرار رقم (25) منه"),
    ("in 2012 he left", "in 2003 he left", "غادر عام 2003 البلاد", "en ar", "غادر عام 2012 البلاد"),
    ("15 May it met", "5 May it met", "اجتمع يوم 5 مايو المجلس", "en ar", "اجتمع يوم 15 مايو المجلس"),
    ("May 1, 2022 it was", "May 21, 2021 it was", "كان 21 مايو 2021", "en ar", "كان 1 مايو 2022"),
    ("between 2012 and 2020", "between 2011 and 2014", "بين عامي 2011 و2014", "en ar", "بين عامي 2012 و2020"),
    ("the 2012-2020 plan", "the 2003-2011 plan", "خطة عام 2003-2011 هي", "en ar", "خطة عام 2012-2020 هي"),
    ("up 17% this year", "up 5% this year", "بزيادة ٥٪ هذا العام", "en ar", "بزيادة ١٧٪ هذا العام"),
    ("up 17% this year", "up 5% this year", "بزيادة 5 في المئة هذا العام", "en ar", "بزيادة 17 في المئة هذا العام"),
    ("3-5 books", "4-6 books", "من 4 إلى 6 كتب", "en ar", "من 3 إلى 5 كتب"),
    ("on 13/06/2022", "on 12/05/2021", "في ١٢\u200f/٥\u200f/٢٠٢١", "en ar", "في ١٣\u200f/٦\u200f/٢٠٢٢"),
    ("on 06/13/2022", "on 05/12/2021", "am 12.05.2021", "en de", "am 13.06.2022"),
    ("on 2022-06-13", "on 2021-05-12", "في 12/5/2021", "en ar", "في 13/6/2022"),
    ("at 15:30", "at 14:45", "في الساعة ١٤:٤٥", "en ar", "في الساعة ١٥:٣٠"),
    ("see https://a.org/y", "see https://a.org/x", "انظر https://a.org/x", "en ar", "انظر https://a.org/y"),
    ("form ABC-7 of a@b.org", "form XY-12 of c@d.org", "نموذج XY-12 من c@d.org", "en ar", "نموذج ABC-7 من a@b.org"),
    ("6 miles (9 km)", "5 miles (8 km)", "5 أميال (8 كم)", "en ar", "6 أميال (9 كم)"),
    ("6 and 6", "5 and 5", "5 و٥", "en ar", "6 و٦"),
    ("بيعت 5 كتب", "بيعت ٣ كتب", "3 books were sold", "ar en", "5 books were sold"),
    ("22 books", "3 books", "3 книги", "en ru", "22 книги"),
    ("in 2025", "in 2021", "в 2021 году", "en ru", "в 2025 году"),
    ("costs 1.250 euros", "costs 1.5 euros", "kostet 1,5 Euro", "en de", "kostet 1,250 Euro"),
    ("a 9% rise", "a 5% rise", "a 5% rise", "fr en", "a 9% rise"),
    ("1 million", "5 million", "5 million", "de en", "1 million"),
    ("5 km and 3", "6 km and 3", "6km و3", "en ar", "5km و3"),
]


@pytest.mark.parametrize(("query", "source", "target", "languages", "result"), SAFE)
def test_values_are_substituted(query: str, source: str, target: str, languages: str, result: str) -> None:
    first, second = languages.split()
    done = substitute(query, source, target, (first, second))
    assert done is not None
    assert done.text == result
    assert done.replaced
    _only_the_replaced_spans_changed(target, done.text, [(one.start, one.end, one.before) for one in done.replaced])


@pytest.mark.parametrize(
    ("query", "source", "target", "languages"),
    [
        ("15 books were sold.", "3 books were sold.", "بيعت 3 كتب.", "en ar"),  # كتابًا
        ("2 books were sold.", "3 books were sold.", "بيعت 3 كتب.", "en ar"),  # كتابان
        ("100 books were sold.", "12 books were sold.", "بيع 12 كتابًا.", "en ar"),
        ("5 million dinars", "25 million dinars", "25 مليون دينار", "en ar"),
        ("25 books", "3 books", "3 книги", "en ru"),
        ("本 5 冊", "本 1 冊", "1 book", "ja en"),
        ("2012 people left", "2003 people left", "غادر 2003 أشخاص", "en ar"),  # no year
        ("12-15 books", "3-5 books", "3-5 كتب", "en ar"),
        ("three and 4", "three and 3", "3 و3", "en ar"),  # twice in the target
        ("4 books", "3 books", "ثلاثة كتب", "en ar"),  # in words
        ("4 miles", "5 miles", "5 أميال (8 كم)", "en ar"),  # depends on it
        ("4 and 6", "5 and 5", "5 و5", "en ar"),  # which is which?
        ("on 06/05/2021", "on 05/05/2021", "في 5/5/2021", "en ar"),
        ("at 17:30", "at 12:30", "في الساعة 12:30 ظهرًا", "en ar"),  # ظهرًا is noon
        ("القرن 22", "القرن 21", "the 21st century", "ar en"),
        ("بنسبة 9%", "بنسبة 8%", "an 8% rise", "ar en"),
        ("12 августа", "11 августа", "l’11 août", "ru fr"),
        ("5 kişi", "6 kişi", "6'da", "en tr"),
        ("<b>4</b>", "<i>3</i>", "<i>3</i>", "en ar"),
        ("{1} files", "{0} files", "{0} ملفات", "en ar"),
        ("4 cups", "3 books", "3 كتب", "en ar"),  # other words
        ("5%", "5", "5", "en ar"),
        ("2,345.5 euros", "999 euros", "999 Euro", "en de"),  # how many euros a half is
    ],
)
def test_what_is_not_sure_is_left_to_the_translator(query: str, source: str, target: str, languages: str) -> None:
    first, second = languages.split()
    assert substitute(query, source, target, (first, second)) is None


def test_nothing_changes_where_nothing_differs() -> None:
    done = substitute("في ٣ مايو", "في 3 مايو", "on 3 May", ("ar", "en"))
    assert done is not None
    assert (done.text, done.replaced) == ("on 3 May", ())


def test_the_order_of_the_target_is_its_own() -> None:
    done = substitute("7 of 9 seats", "3 of 5 seats", "من أصل 5 مقاعد 3", ("en", "ar"))
    assert done is not None
    assert done.text == "من أصل 9 مقاعد 7"
    assert [done.text[one.start : one.end] for one in done.replaced] == ["9", "7"]
    assert [one.before for one in done.replaced] == ["5", "3"]


_values = st.one_of(
    st.integers(0, 3000).map(str),
    st.integers(0, 99).map(lambda number: f"{number}%"),
    st.integers(1000, 999999).map(lambda number: f"{number:,}"),
    st.tuples(st.integers(1, 28), st.integers(1, 12)).map(lambda date: f"{date[0]}/{date[1]}/2021"),
    st.integers(10, 99).map(lambda number: f"AB-{number}"),
)
_frames = st.sampled_from(
    [("a {} b {} c", "أ {} ب {} ج"), ("{}, then {}.", "{1} ثم {0}."), ("x {} y {}", "س {1}: {0}")]
)


@given(_frames, st.lists(_values, min_size=4, max_size=4))
def test_substitution_touches_nothing_but_the_values(frame: tuple[str, str], values: list[str]) -> None:
    query, source, target = frame[0].format(*values[:2]), frame[0].format(*values[2:]), frame[1].format(*values[2:])
    done = substitute(query, source, target, ("en", "ar"))
    if done is not None:
        _only_the_replaced_spans_changed(target, done.text, [(one.start, one.end, one.before) for one in done.replaced])
        if values[2] != values[3]:
            expected = frame[1].format(*values[:2])
            assert [value for _, _, value in found(done.text)] == [value for _, _, value in found(expected)]


def _only_the_replaced_spans_changed(target: str, text: str, replaced: list[tuple[int, int, str]]) -> None:
    restored, last = "", 0
    for start, end, before in replaced:
        assert last <= start < end
        restored += text[last:start] + before
        last = end
    assert restored + text[last:] == target


def test_kinds_are_few_enough_for_their_signs() -> None:
    assert all(
        "\ue000" <= char <= "\uf8ff" for char in generalise("1 2% 3-4 1/2/2021 10:30 www.a.org a@b.cc AB-1 {0}").split()
    )
    assert len(Kind) == 9
