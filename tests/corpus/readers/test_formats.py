"""What every reader keeps to, over a fixture of each format that there is."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_bitext, read_document
from corpus.document import Block, Document, Kind
from corpus.readers.catalogue import SUFFIXES, suffix_of
from corpus.readers.source import Builder, Source

FOLDER = Path(__file__).parent / "fixtures"
FIXTURES = sorted(path for path in FOLDER.iterdir() if suffix_of(path.name) in SUFFIXES)
SAME = ({".md", ".markdown"}, {".htm", ".html", ".xhtml"}, {".po", ".pot"}, {".xlf", ".xliff"})
CELL = st.tuples(*(st.integers(0, 9),) * 3)

_named = pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)


def assert_sound(document: Document) -> None:
    """Blocks are in order, trimmed and not empty, and all text is in them."""
    end = 0
    for block in document.blocks:
        text = document.text[block.start : block.end]
        assert text
        assert text == text.strip()
        assert not document.text[end : block.start].strip()
        assert end <= block.start < block.end
        end = block.end
        assert (block.kind is Kind.CELL) == (block.row >= 0) == (block.column >= 0) == (block.table >= 0)
        assert (block.kind is Kind.CUE) == (block.times is not None)
        assert block.level >= 0
    assert end == len(document.text)


def test_every_format_has_a_fixture() -> None:
    found = {suffix_of(path.name) for path in FIXTURES}
    for group in SAME:
        assert found & group
    assert SUFFIXES - set().union(*SAME) <= found


@_named
def test_blocks_are_in_order_trimmed_and_whole(path: Path) -> None:
    document = read_document(path)
    assert document.name == str(path)
    assert document.text.strip()
    if suffix_of(path.name) == ".txt":
        assert not document.blocks
    else:
        assert_sound(document)


@_named
def test_no_markup_is_left_in_the_text(path: Path) -> None:
    text = read_document(path).text
    for mark in ("&amp;", "&lt;", "</", "{\\", "-->", "\ufffd", "\x00", "xmlns"):
        assert mark not in text


@_named
def test_a_row_comes_after_the_one_before_it(path: Path) -> None:
    cells = [block for block in read_document(path).blocks if block.kind is Kind.CELL]
    places = [(block.table, block.row, block.column) for block in cells]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "languages", "pairs"),
    [
        (
            "museum.csv",
            ("en", "ar"),
            [
                ("The museum opens at nine; the garden at ten.", "يفتح المتحف في التاسعة؛ والحديقة في العاشرة."),
                ("Bring a coat. It is cold inside.", "أحضر معطفًا. الجو بارد في الداخل."),
                ('The guide said "welcome".', 'قالت المرشدة "أهلًا".'),
            ],
        ),
        (
            "museum.tsv",
            ("en", "ar"),
            [
                ("The museum opens at nine.", "يفتح المتحف في التاسعة."),
                ('"Welcome," said the guide.', '"أهلًا"، قالت المرشدة.'),
                ("12 rooms are open today.", "اثنتا عشرة قاعة مفتوحة اليوم."),
            ],
        ),
        (
            "museum.po",
            ("en", "ar"),
            [
                ("Welcome to the museum", "أهلًا بكم في المتحف"),
                ("Please choose a language. Touch the screen to begin.", "اختر لغة من فضلك. المس الشاشة للبدء."),
                ("%d ticket", "تذكرة واحدة"),
                ("%d tickets", "%d تذكرة كاملة"),
            ],
        ),
        (
            "museum.xlf",
            ("en-GB", "ar"),
            [
                ("The blue hall is on the left.", "القاعة الزرقاء على اليسار."),
                ("Do not touch.", "لا تلمس."),
                ("Thank you & goodbye.", "شكرًا & وداعًا."),
            ],
        ),
        (
            "museum-2.xlf",
            ("en", "ar-LY"),
            [
                ("The blue hall is on the left.", "القاعة الزرقاء على اليسار."),
                ("Do not touch anything.", "لا تلمس شيئًا."),
            ],
        ),
        (
            "museum.tmx",
            ("en-GB", "ar"),
            [
                ("The blue hall is on the left.", "القاعة الزرقاء على اليسار."),
                ("Do not touch. Thank you.", "لا تلمس. شكرًا."),
            ],
        ),
    ],
)
def test_rows_of_a_file_in_two_languages_stay_together(
    name: str, languages: tuple[str, str], pairs: list[tuple[str, str]]
) -> None:
    bitext = read_bitext(FOLDER / name)
    assert (bitext.source.language, bitext.target.language) == languages
    rows = [(ours, theirs) for ours, theirs in bitext.rows if ours and theirs]
    assert [(bitext.source.text(ours), bitext.target.text(theirs)) for ours, theirs in rows] == pairs


def test_subtitles_are_segmented_alike_in_both_languages() -> None:
    bitext = read_bitext(FOLDER / "ferry.en.srt", FOLDER / "ferry.ar.vtt")
    english, arabic = list(bitext.source.texts()), list(bitext.target.texts())
    assert english[:7] == [
        "The ferry to the island leaves at seven, when the tide is high.",
        "- Is there a later one?",
        "- Not on Fridays.",
        "[HORN BLOWS]",
        "The captain's name is Salma.",
        "She was born here in 1984 and knows every rock.",
        "Ask her!",
    ]
    assert arabic == [
        "العبّارة إلى الجزيرة تغادر في السابعة، حين يكون المدّ عاليًا.",
        "- هل هناك رحلة لاحقة؟",
        "- ليس يوم الجمعة.",
        "[صوت البوق]",
        "اسم القبطانة سلمى.",
        "\u200fوُلدت هنا عام ١٩٨٤ وتعرف كل صخرة.",
        "اسألوها & سافروا!",
    ]


@_named
def test_packed_it_is_the_same(path: Path, tmp_path: Path) -> None:
    packed = tmp_path / f"{path.name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    plain, unpacked = read_document(path), read_document(packed)
    assert (plain.text, plain.blocks) == (unpacked.text, unpacked.blocks)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=9), st.sampled_from(Kind), CELL, st.tuples(st.integers(), st.integers()))))
def test_a_builder_keeps_all_text_in_order(
    added: list[tuple[str, Kind, tuple[int, int, int], tuple[int, int]]],
) -> None:
    builder = Builder()
    for text, kind, cell, times in added:
        builder.add(
            text,
            kind,
            cell=cell if kind is Kind.CELL else (-1, -1, -1),
            times=times if kind is Kind.CUE else None,
            language="ar",
        )
    document = builder.document(Source("x", b""))
    assert_sound(document)
    kept = [(text.strip(), kind) for text, kind, *_ in added if text.strip()]
    assert [(document.text[block.start : block.end], block.kind) for block in document.blocks] == kept
    assert all(isinstance(block, Block) and block.language == "ar" for block in document.blocks)
