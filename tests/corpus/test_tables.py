"""Tables become two sides whose rows stay together."""

import pytest

from corpus import Bitext, Document, LanguageError, split_document, whole_side
from corpus.document import Kind
from corpus.readers.source import Builder, Source

ROWS = [
    ("The harbour library opens on Monday.", "تفتح مكتبة الميناء أبوابها يوم الاثنين."),
    ("Admission is free. Children need a card.", "الدخول مجاني. ويحتاج الأطفال إلى بطاقة."),
    ("ISBN 978", "الرقم الدولي"),
    ("Facebook", "Facebook"),
]


def table(*columns: int, languages: tuple[str, ...] = ("", "", "")) -> Document:
    """A table of the columns: 0 numbers, 1 English, 2 Arabic."""
    builder = Builder()
    for row, texts in enumerate(ROWS):
        for place, column in enumerate(columns):
            text = (f"{row + 1}", *texts)[column]
            builder.add(text, Kind.CELL, cell=(0, row, place), language=languages[column])
    return builder.document(Source("table.docx", b""))


def texts(bitext: Bitext) -> list[tuple[list[str], list[str]]]:
    source, target = list(bitext.source.texts()), list(bitext.target.texts())
    return [([source[place] for place in run], [target[place] for place in other]) for run, other in bitext.rows]


@pytest.mark.parametrize("languages", [("", "", ""), ("", "en", "ar")])
def test_rows_of_two_columns_stay_together(languages: tuple[str, ...]) -> None:
    bitext = split_document(table(1, 2, languages=languages))
    assert (bitext.source.language, bitext.target.language) == ("en", "ar")
    assert texts(bitext) == [
        (["The harbour library opens on Monday."], ["تفتح مكتبة الميناء أبوابها يوم الاثنين."]),
        (["Admission is free.", "Children need a card."], ["الدخول مجاني.", "ويحتاج الأطفال إلى بطاقة."]),
        (["ISBN 978"], ["الرقم الدولي"]),
        (["Facebook"], ["Facebook"]),
    ]


def test_numbers_of_rows_belong_to_neither_side() -> None:
    bitext = split_document(table(0, 1, 2))
    assert "1" not in [*bitext.source.texts(), *bitext.target.texts()]
    assert len(bitext.rows) == len(ROWS)


def test_named_languages_choose_the_sides_and_their_tags() -> None:
    bitext = split_document(table(1, 2, languages=("", "en", "ar-LY")), "ar", "en-GB")
    assert (bitext.source.language, bitext.target.language) == ("ar", "en-GB")
    assert texts(bitext)[0] == (["تفتح مكتبة الميناء أبوابها يوم الاثنين."], ["The harbour library opens on Monday."])


def test_of_three_declared_languages_two_are_chosen() -> None:
    builder = Builder()
    for row, cells in enumerate([("Open", "مفتوح", "Ouvert"), ("Closed", "مغلق", "Fermé")]):
        for column, (text, tag) in enumerate(zip(cells, ("en", "ar", "fr"), strict=True)):
            builder.add(text, Kind.CELL, cell=(0, row, column), language=tag)
    document = builder.document(Source("three.tmx", b""))
    assert texts(split_document(document)) == [(["Open"], ["مفتوح"]), (["Closed"], ["مغلق"])]
    assert texts(split_document(document, "fr", "en")) == [(["Ouvert"], ["Open"]), (["Fermé"], ["Closed"])]


def test_paragraphs_around_a_table_are_no_rows() -> None:
    builder = Builder()
    builder.add("A notice about the library follows.")
    builder.add("فيما يلي إعلان عن المكتبة.")
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            builder.add(text, Kind.CELL, cell=(0, row, column))
    bitext = split_document(builder.document(Source("notice.docx", b"")))
    assert bitext.rows[0] == (range(1, 2), range(1, 2))


def test_a_row_with_one_language_has_no_partner() -> None:
    builder = Builder()
    builder.add("Before the table.")
    builder.add("قبل الجدول.")
    for row, cells in enumerate([("Closed on Mondays", ""), *ROWS, ("", "للتواصل")]):
        for column, text in enumerate(cells):
            builder.add(text, Kind.CELL, cell=(0, row, column))
    for column, text in enumerate(("Prices", "الأسعار")):
        builder.add(text, Kind.CELL, cell=(1, 0, column))
    bitext = split_document(builder.document(Source("museum.xlsx", b"")))
    assert texts(bitext)[0] == (["Closed on Mondays"], [])
    assert bitext.rows[0] == (range(1, 2), range(1, 1))
    assert texts(bitext)[-2:] == [([], ["للتواصل"]), (["Prices"], ["الأسعار"])]


def test_a_title_in_two_rows_is_left_to_the_aligner() -> None:
    builder = Builder()
    for row, cells in enumerate([("The library", ""), ("", "المكتبة"), *ROWS]):
        for column, text in enumerate(cells):
            builder.add(text, Kind.CELL, cell=(0, row, column))
    bitext = split_document(builder.document(Source("title.docx", b"")))
    assert bitext.rows[0] == (range(1, 2), range(1, 2))


def test_languages_one_above_the_other_in_a_table() -> None:
    builder = Builder()
    for row, text in enumerate(text for pair in ROWS[:3] for text in pair):
        builder.add(text, Kind.CELL, cell=(0, row, 0))
    bitext = split_document(builder.document(Source("stacked.docx", b"")))
    assert (len(bitext.source), len(bitext.target)) == (4, 4)
    assert bitext.rows == ()


@pytest.mark.parametrize(("said", "found"), [("ar", "ar"), ("ar_LY", "ar-LY"), ("en", "ar"), ("no tag", "ar")])
def test_a_file_that_says_its_language_is_believed_where_its_script_agrees(said: str, found: str) -> None:
    builder = Builder()
    builder.add("تفتح المكتبة أبوابها يوم الاثنين.", language=said)
    assert whole_side(builder.document(Source("page.html", b""))).language == found


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(LanguageError, match="de"):
        split_document(table(1, 2, languages=("", "en", "ar")), "de")
