import subprocess
import sys
from pathlib import Path

import pytest

from tests.tmx.exchange.conftest import Read
from tmx import Property, TranslationUnit, UnreadableMemory, Variant
from tmx.exchange import Form, Languages, UnknownLanguages, read_units
from tmx.unit import Note

ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)


def header(language: str = "ar", plural: str = ARABIC, charset: str = "UTF-8") -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Content-Type: text/plain; charset={charset}\\n"\n'
        f'"Language: {language}\\n"\n"Plural-Forms: {plural}\\n"\n\n'
    )


def pairs(units: list[TranslationUnit]) -> list[tuple[str, str]]:
    return [(unit.source.text, unit.target.text) for unit in units]


def test_messages_are_units_with_all_that_is_said_about_them(read: Read) -> None:
    text = (
        header("ar_LY")
        + "# for the harbour\n#. shown in the menu\n#: src/menu.c:12 src/dock.c\n#, c-format\n"
        + 'msgctxt "ship"\nmsgid "Open %s\\n"\n"now"\nmsgstr "افتح %s\\n"\n"الآن"\n'
    )
    assert read(text, Form.PO) == [
        TranslationUnit(
            (Variant("en", "Open %s\nnow"), Variant("ar-LY", "افتح %s\nالآن")),
            (
                Property("x-context", "ship"),
                Property("x-occurrences", "src/menu.c:12 src/dock.c"),
                Property("x-flags", "c-format"),
            ),
            notes=(Note("for the harbour"), Note("shown in the menu")),
        )
    ]


def test_what_is_not_translated_or_not_sure_is_left_out(read: Read) -> None:
    text = header() + (
        'msgid "empty"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "guessed"\nmsgstr "تخمين"\n\n'
        '#~ msgid "gone"\n#~ msgstr "ذهب"\n\n'
        'msgid "sure"\nmsgstr "أكيد"\n'
    )
    assert pairs(read(text, Form.PO)) == [("sure", "أكيد")]


@pytest.mark.parametrize(
    ("plural", "forms", "expected"),
    [
        (
            ARABIC,
            ["لا كتب", "كتاب", "كتابان", "%d كتب", "%d كتابًا", "%d كتاب"],
            [("one book", "كتاب"), ("%d books", "%d كتاب")],
        ),
        (
            "nplurals=2; plural=(n > 1);",
            ["un livre", "%d livres"],
            [("one book", "un livre"), ("%d books", "%d livres")],
        ),
        ("nplurals=1; plural=0;", ["%d 冊"], [("one book", "%d 冊"), ("%d books", "%d 冊")]),
        ("", ["ein Buch", "%d Bücher"], [("one book", "ein Buch"), ("%d books", "%d Bücher")]),
        (ARABIC, ["", "كتاب", "", "", "", ""], [("one book", "كتاب")]),
    ],
)
def test_of_plural_forms_one_and_many_are_translations(
    plural: str, forms: list[str], expected: list[tuple[str, str]], read: Read
) -> None:
    lines = "".join(f'msgstr[{number}] "{form}"\n' for number, form in enumerate(forms))
    text = header(plural=plural) + f'msgid "one book"\nmsgid_plural "%d books"\n{lines}'
    assert pairs(read(text, Form.PO)) == expected


@pytest.mark.parametrize(
    ("language", "tag"),
    [
        ("ar", "ar"),
        ("ar_LY.UTF-8", "ar-LY"),
        ("sr@latin", "sr-Latn"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("de@euro", "de"),
    ],
)
def test_the_header_says_the_language(language: str, tag: str, read: Read) -> None:
    (unit,) = read(header(language) + 'msgid "one"\nmsgstr "x"\n', Form.PO)
    assert [variant.language for variant in unit.variants] == ["en", tag]


def test_languages_that_are_named_win(read: Read) -> None:
    (unit,) = read(header("ar") + 'msgid "eins"\nmsgstr "واحد"\n', Form.PO, Languages("de", "ar-LY"))
    assert [variant.language for variant in unit.variants] == ["de", "ar-LY"]


def test_a_template_has_no_units_and_needs_no_language(read: Read) -> None:
    assert read(header("") + 'msgid "one"\nmsgstr ""\n', Form.PO) == []
    with pytest.raises(UnknownLanguages, match="--target-lang"):
        read(header("") + 'msgid "one"\nmsgstr "واحد"\n', Form.PO)


def test_separators_inside_a_text_end_no_line(read: Read) -> None:
    text = header() + 'msgid "a\u2028b\u0085c"\nmsgstr "أ\u2028ب\u0085ج"\n'
    assert pairs(read(text, Form.PO)) == [("a\u2028b\u0085c", "أ\u2028ب\u0085ج")]


def test_the_charset_is_that_of_the_header(read: Read) -> None:
    text = header(charset="windows-1256") + 'msgid "one"\nmsgstr "واحد"\n'
    assert pairs(read(text.encode("windows-1256"), Form.PO)) == [("one", "واحد")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (header().encode() + b'msgid "one"\nnonsense\n', "line 8: not PO .syntax error"),
        (header().encode() + b'msgid "one"\nmsgstr "say "yes""\n', "line 8: not PO .unescaped double quote"),
        (header().encode() + b'msgid "one"\nmsgstr "\xe6\xe5"\n', "line 8: not UTF-8, as the header says"),
        (
            header(plural="nplurals=2; plural=import os;").encode()
            + b'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "a"\nmsgstr[1] "b"\n',
            "Plural-Forms: 'import os' is no rule",
        ),
    ],
)
def test_what_is_no_po_is_placed(data: bytes, message: str, read: Read) -> None:
    with pytest.raises(UnreadableMemory, match=f"^memory: {message}") as caught:
        read(data, Form.PO)
    assert "\n" not in str(caught.value)


def test_po_of_translate_toolkit_is_read(tmp_path: Path) -> None:
    script = (
        "import sys; from translate.storage import po\n"
        "store = po.pofile()\n"
        "store.updateheader(add=True, Language='ar', content_type='text/plain; charset=UTF-8')\n"
        "unit = store.addsourceunit('The harbour is open, and has been so for a good many years already.')\n"
        "unit.target = 'الميناء مفتوح، وهو مفتوح منذ سنوات كثيرة.'\n"
        "unit.addnote('on the sign')\n"
        "store.savefile(sys.argv[1])\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "ar.po")], check=True)
    (unit,) = read_units(tmp_path / "ar.po")
    assert unit.source == Variant("en", "The harbour is open, and has been so for a good many years already.")
    assert unit.target == Variant("ar", "الميناء مفتوح، وهو مفتوح منذ سنوات كثيرة.")
    assert unit.notes == (Note("on the sign"),)
