"""PDF: Arabic in the order it is read in, the layout undone, and files made to do harm."""

import textwrap
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.readers.pages.direction import in_reading_order, is_mirrored
from corpus.readers.pages.glyph import Glyph, Line
from corpus.readers.pages.marks import with_marks
from corpus.reading import read_document
from tests.corpus.readers.market import FIXTURES, found, report, texts
from tests.corpus.readers.pdfs import FONT, Part, lines, packed, pdf, with_pages


def share_right(document: Document, expected: str) -> float:
    """The share of the characters that are right, by edit distance."""
    return 1 - Levenshtein.distance(" ".join(texts(document)), expected) / len(expected)


@pytest.mark.parametrize("name", ["market.ar.libreoffice.pdf", "market.en.libreoffice.pdf"])
def test_the_text_is_that_of_the_same_document_in_word(name: str) -> None:
    word = read_document(FIXTURES / f"{name[:9]}.docx")
    document = read_document(FIXTURES / name)
    assert share_right(document, " ".join(texts(word))) >= 0.99
    assert [row for row in found(document) if row[0] is Kind.ITEM] == [
        row for row in found(word) if row[0] is Kind.ITEM
    ]
    assert "guessed from the layout" in document.remarks[0]


@pytest.mark.parametrize("name", ["market.ar.chromium.pdf", "market.ar.pango.pdf"])
def test_other_programs_draw_arabic_otherwise(name: str) -> None:
    """Chromium draws from left to right and names what several shapes mean; cairo draws in the order of reading."""
    document = read_document(FIXTURES / name)
    expected = [text for _, text in report("ar", table=False)]
    assert share_right(document, " ".join(expected)) >= 0.99
    assert texts(document) == expected


def test_columns_are_read_one_after_the_other() -> None:
    document = read_document(FIXTURES / "market.en.columns.pdf")
    assert share_right(document, " ".join(text for _, text in report("en", table=False))) >= 0.99


def line(*signs: str, written: bool = False) -> Line:
    """A line of signs from left to right."""
    glyphs = [Glyph(text, 10.0 * index, 10.0 * index + 10, 100, 12, written) for index, text in enumerate(signs)]
    return Line(tuple(glyphs), 100, 12)


WRITTEN = [
    "عام 1931",
    "نسبة 50% منها",
    "50% من السعر و40% من الربح",
    "زاد بنسبة 50%",
    "50% من السعر",
    "عند 18:30 مساء",
    "من (12%) إلى 5-3",
    "كلفت ١٬٢٥٠ دينارا",
    "مصابيح LED الجديدة",
    "موقعه (www.wadisalam.example).",
    "«نعم!» قال، ثم [صمت].",
    "ארבעה (4) שולחנות",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_what_is_drawn_becomes_what_was_written(written: str) -> None:
    drawn = line(*get_display(written, base_dir="R"))
    assert in_reading_order(drawn, right_to_left=True, mirrored=False) == written


@given(
    st.lists(
        st.sampled_from(["سوق", "في", "12", "3.5", "50%", "LED", "،", "-"]),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_read_would_be_drawn_so(words: list[str]) -> None:
    """Several texts may look the same; the one that is read is one of them. Brackets around English may turn."""
    drawn = get_display(" ".join(words), base_dir="R")
    read = in_reading_order(line(*drawn), right_to_left=True, mirrored=False)
    assert get_display(read, base_dir="R") == drawn
    assert sorted(read) == sorted(drawn)


def test_signs_of_several_letters_stay_whole() -> None:
    drawn = line("\u0645", "\u0644\u0627", "\u0633\u064e\u0651")  # meem, lam-alef, seen with its marks
    assert in_reading_order(drawn, right_to_left=True, mirrored=True) == "\u0633\u064e\u0651\u0644\u0627\u0645"


def test_brackets_are_what_was_written_whichever_way_the_file_names_them() -> None:
    text = "بيت (كبير) هنا"
    by_meaning = line(*reversed(text))
    by_look = line(*reversed(text.translate(str.maketrans("()", ")("))))
    for drawn, mirrored in ((by_meaning, False), (by_look, True)):
        assert is_mirrored([drawn]) == mirrored
        assert in_reading_order(drawn, right_to_left=True, mirrored=mirrored) == text
    english = line(*"see (LED) lamps ", *reversed("هنا"))
    assert in_reading_order(english, right_to_left=True, mirrored=True) == "هنا see (LED) lamps".removesuffix(" ")
    named = Line(tuple(replace(glyph, written=True) for glyph in by_meaning.glyphs), 100, 12)
    assert in_reading_order(named, right_to_left=True, mirrored=True) == text


def placed(*signs: tuple[str, float, float]) -> list[str]:
    """The letters that come of signs with a place each, drawn in this order."""
    return [glyph.text for glyph in with_marks([Glyph(text, x0, x1, 100, 12) for text, x0, x1 in signs])]


FATHA, SHADDA = "\u064e", "\u0651"
BA, TA = "\u0628", "\u062a"


@pytest.mark.parametrize(
    ("drawn", "letters"),
    [
        # from left to right, as most do: marks come before their letter, the last one first
        ([(TA, 10, 20), (FATHA, 22, 22), (SHADDA, 24, 24), (BA, 20, 30)], [TA, BA + SHADDA + FATHA]),
        # in the order of reading, as cairo does
        ([(BA, 20, 30), (SHADDA, 24, 24), (FATHA, 22, 22), (TA, 10, 20)], [BA + SHADDA + FATHA, TA]),
        # a mark after a number belongs to the letter that follows
        ([("6", 50, 60), (FATHA, 12, 12), (BA, 10, 20)], ["6", BA + FATHA]),
        # the accents of Latin letters come behind them, and make one character
        ([("e", 10, 20), ("\u0301", 15, 15), ("s", 20, 30)], ["\u00e9", "s"]),
        # named twice by mistake
        ([(FATHA + SHADDA, 22, 22), (SHADDA, 22, 22), (BA, 20, 30)], [BA + SHADDA + FATHA + SHADDA]),
    ],
)
def test_marks_go_to_their_letters(drawn: list[tuple[str, float, float]], letters: list[str]) -> None:
    assert placed(*drawn) == letters


TEXT = "The harbour of Basra has been open since the spring and receives ships of every size from many countries."


def wrapped(x: float, y: float, words: str, width: int, size: float = 12) -> list[tuple[float, float, float, str]]:
    return [(x, y - 14 * index, size, text) for index, text in enumerate(textwrap.wrap(words, width))]


def read(data: bytes, tmp_path: Path) -> Document:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    return read_document(path)


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    first, second, heading = wrapped(50, 700, TEXT, 40), wrapped(50, 600, TEXT, 40), [(50.0, 740.0, 20.0, "Ships")]
    indented = [(62.0, first[-1][1] - 14, 12.0, "It closes on Fridays, and opens again")]
    document = read(with_pages([lines([*heading, *first, *indented, *second])]), tmp_path)
    assert found(document) == [
        (Kind.HEADING, "Ships"),
        (Kind.PARAGRAPH, TEXT),
        (Kind.PARAGRAPH, indented[0][3]),
        (Kind.PARAGRAPH, TEXT),
    ]


def test_words_divided_at_the_end_of_a_line_are_whole_again(tmp_path: Path) -> None:
    texts_of_lines = [
        "The well-known harbour of the town is a har-",
        "bour for ships of the town, and it is a well-",
        "known place for people from the Anglo-",
        "Saxon lands, and open in the years 1990-",
        "1995 and later.",
    ]
    drawn = [(50.0, 700.0 - 14 * index, 12.0, text) for index, text in enumerate(texts_of_lines)]
    assert texts(read(with_pages([lines(drawn)]), tmp_path)) == [
        "The well-known harbour of the town is a harbour for ships of the town, and it is a well-known place for "
        "people from the Anglo-Saxon lands, and open in the years 1990-1995 and later."
    ]


def test_what_pages_repeat_is_left_out_and_paragraphs_cross_pages(tmp_path: Path) -> None:
    halves = TEXT[:51], TEXT[52:]
    assert halves[0].endswith("spring")
    pages = []
    for number, half in enumerate((halves[0], halves[1], "Another page."), 1):
        head = (200.0, 770.0, 10.0, f"Report of the port, page {number} of 3")
        drawn = [head, *wrapped(50, 700, half, 60), (300.0, 30.0, 10.0, str(number))]
        if number == 1:
            drawn.append((50.0, 730.0, 12.0, "A line that is as long as lines of this text become."))
        pages.append(lines(drawn))
    document = read(with_pages(pages), tmp_path)
    assert " ".join(texts(document)) == f"A line that is as long as lines of this text become. {TEXT} Another page."
    assert TEXT in texts(document)


def test_bullets_make_items(tmp_path: Path) -> None:
    drawn = [(50.0, 700.0 - 14 * index, 12.0, f"\u2022 {text}") for index, text in enumerate(("fruit", "bread"))]
    assert found(read(with_pages([lines(drawn)]), tmp_path)) == [(Kind.ITEM, "fruit"), (Kind.ITEM, "bread")]


def test_a_turned_page_is_read_upright(tmp_path: Path) -> None:
    content = b"BT /F 12 Tf 0 1 -1 0 300 100 Tm (sideways) Tj ET"
    assert texts(read(with_pages([content]), tmp_path)) == ["sideways"]
    upright = with_pages([content]).replace(b"/Type/Page/", b"/Type/Page/Rotate 90/")
    assert texts(read(upright, tmp_path)) == ["sideways"]


def page_of(part: Part, resources: bytes = b"/Font<</F 5 0 R>>", more: tuple[Part, ...] = ()) -> bytes:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 600 800]/Resources<<%s>>>>" % resources
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>"
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, part, FONT, *more])


def twice_packed() -> Part:
    inner = packed(b"q " * 50_000_000)[1]
    return b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(inner)


def forms() -> bytes:
    """Each form draws the next one three times."""
    last = 30
    nested: list[Part] = [
        (b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1), b"/X Do " * 3)
        for number in range(6, last)
    ]
    return page_of((b"", b"/X Do"), b"/XObject<</X 6 0 R>>", (*nested, (b"/Subtype/Form/BBox[0 0 9 9]", b"q Q")))


def font_of(unicode: bytes, widths: bytes = b"") -> bytes:
    whole = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]/ToUnicode 8 0 R>>"
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)>>"
    part = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X%s%s>>" % (system, widths)
    content = b"BT /F 12 Tf 50 700 Td <0001> Tj ET"
    return page_of((b"", content), b"/Font<</F 6 0 R>>", (whole, part, (b"", unicode)))


EVERYTHING = b"begincmap 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: page_of(packed(b"q " * 50_000_000)), "unpacks to more"),
    "bomb in a bomb": (lambda: page_of(twice_packed()), "unpacks to more"),
    "old packing": (lambda: page_of((b"/Filter/LZWDecode", b"\x80\x0b\x60\x50" * 100_000)), "packed like a picture"),
    "forms in forms": (forms, "repeat themselves"),
    "text without end": (lambda: page_of(packed(b"BT /F 1 Tf " + b"(AAAAAAAAA) Tj " * 60_000)), "repeat themselves"),
    "every code": (lambda: font_of(EVERYTHING), "more letters than there are"),
    "every width": (lambda: font_of(b"", b"/W[0 2000000000 500]"), "which letters they draw"),
    "pages in circles": (lambda: pdf([CATALOG, b"<</Type/Pages/Kids[2 0 R 2 0 R]>>"]), "no pages"),
    "references in circles": (lambda: pdf([CATALOG, b"3 0 R", b"2 0 R"]), "go in circles"),
    "deep lists": (lambda: pdf([CATALOG, b"[" * 1_000_000]), "nest too deep"),
    "deep pages": (
        lambda: pdf([CATALOG, *(b"<</Type/Pages/Kids[%d 0 R]>>" % number for number in range(3, 5000))]),
        "recursion",
    ),
    "a length that is itself": (lambda: page_of(b"<</Length 4 0 R>>\nstream\nq\nendstream"), "damaged"),
    "a string without end": (lambda: b"%PDF-1.4\n1 0 obj\n(" + b"A" * 20_000_000, "does not end"),
    "a line without end": (lambda: b"%PDF-1.4 " + b"x" * 20_000_000, "does not end"),
    "nothing": (lambda: b"%PDF-1.4\n", "damaged"),
    "noise": (lambda: b"%PDF-1.4\n" + bytes(range(256)) * 1000, "damaged"),
    "cut off": (lambda: with_pages([lines([(50, 700, 12, "text")])])[:200], "damaged"),
    "a scan": (lambda: with_pages([b"q Q"] * 3), "run OCR"),
    "locked": (
        lambda: pdf(
            [
                CATALOG,
                b"<</Type/Pages>>",
                b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<%s>/U<%s>>>" % ((b"0" * 64,) * 2),
            ],
            b"/Encrypt 3 0 R/ID[<00><00>]",
        ),
        "locked with a password",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_damage_and_harm_end_in_one_clear_line(name: str, tmp_path: Path) -> None:
    make, reason = HOSTILE[name]
    path = tmp_path / "x.pdf"
    path.write_bytes(make())
    with pytest.raises(UnreadableDocument) as caught:
        read_document(path)
    message = str(caught.value)
    assert reason in message
    assert "\n" not in message
    assert message.startswith(f"{path}: ")


@pytest.mark.parametrize("previous", [b"9", b"START"])
def test_tables_of_contents_in_circles_are_read_once(previous: bytes, tmp_path: Path) -> None:
    data = with_pages([lines([(50, 700, 12, "A harbour")])])
    start = data.rpartition(b"startxref\n")[2].split()[0]
    looped = data.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev " + previous.replace(b"START", start))
    assert texts(read(looped, tmp_path)) == ["A harbour"]


def test_text_that_every_page_repeats_is_no_furniture(tmp_path: Path) -> None:
    assert "A harbour" in texts(read(with_pages([lines([(50, 780, 12, "A harbour")])] * 3), tmp_path))[0]
