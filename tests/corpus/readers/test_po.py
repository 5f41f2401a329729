import gzip
from pathlib import Path

import pytest

from corpus import read_document
from corpus.document import Document
from corpus.errors import EmptyDocument, UndecodableText, UnreadableDocument
from corpus.readers.po import read
from corpus.readers.source import Source

FIXTURES = Path(__file__).parent / "fixtures"
MUSEUM = [
    (0, 0, "", "Welcome to the museum"),
    (0, 1, "ar", "أهلًا بكم في المتحف"),
    (1, 0, "", "Please choose a language."),
    (1, 0, "", "Touch the screen to begin."),
    (1, 1, "ar", "اختر لغة من فضلك."),
    (1, 1, "ar", "المس الشاشة للبدء."),
    (2, 0, "", "%d ticket"),
    (2, 1, "ar", "تذكرة واحدة"),
    (3, 0, "", "%d tickets"),
    (3, 1, "ar", "%d تذكرة كاملة"),
    (4, 0, "", "The lift is out of order."),
    (5, 0, "", "Mind the step."),
]


def cells(document: Document) -> list[tuple[int, int, str, str]]:
    return [
        (block.row, block.column, block.language, document.text[block.start : block.end]) for block in document.blocks
    ]


def po(text: str, header: str = "", encoding: str = "utf-8") -> Document:
    return read(Source("x.po", f'msgid ""\nmsgstr "{header}"\n\n{text}'.encode(encoding)))


def test_messages_are_rows(tmp_path: Path) -> None:
    assert cells(read_document(FIXTURES / "museum.po")) == MUSEUM
    packed = tmp_path / "museum.po.gz"
    packed.write_bytes(gzip.compress((FIXTURES / "museum.po").read_bytes()))
    assert cells(read_document(packed)) == MUSEUM


def test_languages_are_those_of_the_header() -> None:
    header = "Language: ar_LY.UTF-8\\nX-Source-Language: en_GB\\n"
    assert cells(po('msgid "Open"\nmsgstr "افتح"', header)) == [(0, 0, "en-GB", "Open"), (0, 1, "ar-LY", "افتح")]
    assert cells(po('msgid "Open"\nmsgstr "افتح"', "Language: \\n")) == [(0, 0, "", "Open"), (0, 1, "", "افتح")]


def test_encodings() -> None:
    header = '"\n"Content-Type: text/plain; charset=cp1256\\n'
    document = po('msgid "Open"\nmsgstr "افتح"', header, "cp1256")
    assert (document.encoding, document.text) == ("cp1256", "Open\nافتح")
    unset = '"\n"Content-Type: text/plain; charset=CHARSET\\n'
    assert po('msgid "Open"\nmsgstr "افتح"', unset).text == "Open\nافتح"
    with pytest.raises(UndecodableText, match="unknown encoding"):
        po('msgid "Open"\nmsgstr "افتح"', header.replace("cp1256", "klingon"))


def test_a_line_ends_only_where_po_says_so() -> None:
    assert cells(po('msgid "One\u2028two"\nmsgstr "واحد\u0085اثنان"'))[0][3] == "One"
    assert len(cells(po('msgid "A tab\\there"\nmsgstr "علامة"'))) == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("This is a letter, not a catalogue.", r"x\.po: line 4: not PO"),
        ('msgid "open "it""\nmsgstr "x"', r"line 4: not PO \(unescaped"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', "Plural-Forms: 'n n' is no rule"),
        ('msgid ""\n' + '"a"\n' * 6000 + 'msgstr "b"', "a message of more than 5,000 lines"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message) as error:
        po(text, "Plural-Forms: nplurals=2; plural=n n;\\n")
    assert "\n" not in str(error.value)


def test_an_empty_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "x.po"
    path.write_bytes(b"")
    with pytest.raises(EmptyDocument):
        read_document(path)
