from pathlib import Path

import pytest

from corpus import Bitext, Document, LanguageError, Reading, read_bitext, split_document

ENGLISH = [
    "The council announced today that the library will open its doors again.",
    "Visitors will find a new reading room for children and a hall for lectures.",
    "Admission is free for everyone.",
]
ARABIC = [
    "أعلن المجلس اليوم أن المكتبة ستفتح أبوابها من جديد.",
    "سيجد الزوار قاعة قراءة جديدة للأطفال وقاعة للمحاضرات.",
    "الدخول مجاني للجميع.",
]
FRENCH = [
    "Le conseil a annoncé aujourd'hui que la bibliothèque ouvrira de nouveau ses portes.",
    "Les visiteurs trouveront une nouvelle salle de lecture pour les enfants.",
    "L'entrée est gratuite pour tout le monde et pour toujours.",
]
SWEDISH = [
    "Kommunen meddelade i dag att biblioteket öppnar sina dörrar igen i september.",
    "Besökarna hittar en ny läsesal för barn och en sal för föreläsningar.",
    "Inträdet är gratis för alla som bor i staden.",
]


def sides(bitext: Bitext) -> tuple[str, list[str], str, list[str]]:
    source, target = bitext.source, bitext.target
    return source.language, list(source.texts()), target.language, list(target.texts())


def split(
    rows: list[str], source: str | None = None, target: str | None = None
) -> tuple[str, list[str], str, list[str]]:
    return sides(split_document(Document("statement.txt", "\n\n".join(rows)), source, target))


def interleaved(one: list[str], other: list[str]) -> list[str]:
    return [row for pair in zip(one, other, strict=True) for row in pair]


@pytest.mark.parametrize(("one", "two", "tags"), [(ENGLISH, ARABIC, ("en", "ar")), (FRENCH, SWEDISH, ("fr", "sv"))])
@pytest.mark.parametrize("arrange", [lambda a, b: a + b, interleaved], ids=["blocks", "alternation"])
@pytest.mark.parametrize("swapped", [False, True])
def test_two_languages_are_found(one, two, tags, arrange, swapped) -> None:  # type: ignore[no-untyped-def]
    if swapped:
        one, two, tags = two, one, tags[::-1]
    assert split(arrange(one, two)) == (tags[0], one, tags[1], two)


def test_named_languages_decide_the_direction() -> None:
    assert split(ENGLISH + ARABIC, "ar-LY", None) == ("ar-LY", ARABIC, "en", ENGLISH)
    assert split(ENGLISH + ARABIC, None, "en-GB") == ("ar", ARABIC, "en-GB", ENGLISH)
    assert split(ENGLISH + ARABIC, "ar", "en") == ("ar", ARABIC, "en", ENGLISH)


def test_foreign_words_do_not_break_a_side() -> None:
    arabic = [ARABIC[0], "كتبت وكالة Reuters عن مشروع Old Port Library أيضًا.", "www.harbour.example", ARABIC[2]]
    english = [*ENGLISH, "The word كتاب means book in Arabic, and it is easy to learn."]
    assert split(english + arabic) == ("en", english, "ar", arabic)


def test_lines_without_letters_stay_where_they_stand() -> None:
    english, arabic = [ENGLISH[0], "182", ENGLISH[1]], [ARABIC[0], "* * *", ARABIC[1]]
    assert split(english + arabic) == ("en", english, "ar", arabic)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (ENGLISH, r"statement.txt: two languages are needed, found only one \(en"),
        (["١٢٣", "456"], "no letters"),
        (ENGLISH + ARABIC + FRENCH, "found 3"),
        (interleaved(ENGLISH + ARABIC, FRENCH + SWEDISH), "found 4"),
        (ENGLISH * 4 + ARABIC * 4 + FRENCH[:2], "found 3"),
    ],
)
def test_other_than_two_languages_are_refused(rows: list[str], message: str) -> None:
    with pytest.raises(LanguageError, match=message):
        split(rows)


def test_a_named_language_must_be_there() -> None:
    with pytest.raises(LanguageError, match="no text in fr; found"):
        split(ENGLISH + ARABIC, "fr")
    with pytest.raises(LanguageError, match="no paragraph in ar"):
        split(ENGLISH, "en", "ar")


def test_two_files(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("\n".join(ARABIC), encoding="utf-8")
    other.write_text("\n".join(ENGLISH), encoding="utf-8")
    assert sides(read_bitext(one, other)) == ("ar", ARABIC, "en", ENGLISH)
    assert read_bitext(one, other, Reading("ar_LY", "EN-gb")).source.language == "ar-LY"
    with pytest.raises(LanguageError, match="both in ar"):
        read_bitext(one, one)
    with pytest.raises(LanguageError, match="'arabic!' is no language tag"):
        read_bitext(one, other, Reading("arabic!"))


def test_segmented_lines_are_taken_as_they_are(tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_bytes(b"  Dr. A. came. He left. \n\nThird line\n")
    other.write_bytes("جاء د. أحمد. ثم غادر.\r\nالسطر الثالث\r\n".encode())
    bitext = read_bitext(one, other, Reading(segmented=True))
    assert list(bitext.source.texts()) == ["  Dr. A. came. He left. ", "", "Third line"]
    assert list(bitext.target.texts()) == ["جاء د. أحمد. ثم غادر.", "السطر الثالث"]


def test_text_of_a_run_is_the_documents_own_within_a_paragraph() -> None:
    bitext = split_document(Document("x", "One is here.  Two is there.\nThree is far away.\nواحد هنا. اثنان هناك."))
    assert bitext.source.text(range(2)) == "One is here.  Two is there."
    assert bitext.source.text(range(1, 3)) == "Two is there. Three is far away."
    assert bitext.source.text(range(0)) == ""


def test_dense_scripts_alternate_too() -> None:
    dutch = ["De gemeenteraad maakte vandaag bekend dat de bibliotheek weer opengaat.", "De toegang is gratis."]
    chinese = ["市议会今天宣布图书馆重新开放。", "入场免费。"]
    assert split(interleaved(dutch, chinese)) == ("nl", dutch, "zh", chinese)


def test_digits_alone_are_no_language() -> None:
    with pytest.raises(LanguageError, match="no paragraph in ar"):
        split([*ENGLISH, "١٢٣"], "en", "ar")


def test_very_short_lines_are_told_apart_by_script() -> None:
    assert split(["Yes."] * 40 + ["نعم."] * 40) == ("en", ["Yes."] * 40, "ar", ["نعم."] * 40)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ar", "أعلن المجلس اليوم أن المكتبة ستفتح أبوابها من جديد."),
        ("fa", "شورا امروز اعلام کرد که کتابخانه دوباره باز می‌شود و ورود رایگان است."),
        ("ur", "کونسل نے آج اعلان کیا کہ لائبریری دوبارہ کھلے گی اور داخلہ مفت ہے۔"),
        ("he", "המועצה הודיעה היום שהספרייה תיפתח מחדש."),
        ("el", "Το συμβούλιο ανακοίνωσε σήμερα ότι η βιβλιοθήκη θα ανοίξει ξανά."),
        ("ru", "Совет объявил сегодня, что библиотека снова откроется."),
        ("ja", "市議会は今日、図書館が再び開くと発表しました。"),
        ("zh", "市议会今天宣布图书馆将重新开放。"),
        ("ko", "시의회는 오늘 도서관이 다시 문을 연다고 발표했다."),
        ("hi", "परिषद ने आज घोषणा की कि पुस्तकालय फिर से खुलेगा।"),
        ("th", "สภาเมืองประกาศวันนี้ว่าห้องสมุดจะเปิดอีกครั้ง"),
    ],
)
def test_one_sentence_is_enough_to_name_a_language(tag: str, text: str) -> None:
    assert split([ENGLISH[0], text]) == ("en", [ENGLISH[0]], tag, [text])
