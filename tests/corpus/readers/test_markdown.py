"""Markdown: what a browser would show of it, with its structure."""

from pathlib import Path

import pytest

from corpus.document import Document, Kind
from corpus.errors import UnreadableDocument
from corpus.readers.markdown import read
from corpus.readers.source import Source
from corpus.reading import read_document
from tests.conftest import Loom

FIXTURES = Path(__file__).parent / "fixtures"
ENGLISH = [
    (Kind.HEADING, 1, "A guide for volunteers"),
    (Kind.PARAGRAPH, 0, "Thank you for giving your time to the harbour library. This guide fits on one page."),
    (Kind.HEADING, 2, "Before you come"),
    (Kind.ITEM, 1, "Choose a shift on the board."),
    (Kind.ITEM, 1, "Tell us of any allergy:"),
    (Kind.ITEM, 2, "dust"),
    (Kind.ITEM, 2, "glue"),
    (Kind.PARAGRAPH, 0, "Nobody has to know everything on the first day."),
    (Kind.CELL, 0, "Day"),
    (Kind.CELL, 0, "Hours"),
    (Kind.CELL, 0, "Monday"),
    (Kind.CELL, 0, "9:00 to 13:00"),
    (Kind.CELL, 0, "Thursday"),
    (Kind.CELL, 0, "14:00 to 18:00"),
    (Kind.PARAGRAPH, 0, "The reading room in the morning"),
    (Kind.PARAGRAPH, 0, "Harbour Library"),
    (Kind.PARAGRAPH, 0, "12 Quay Street"),
    (Kind.PARAGRAPH, 0, "open-door --quiet"),
    (Kind.PARAGRAPH, 0, "Bring a friend & a pullover."),
]


def markdown(text: str) -> Document:
    return read(Source("notes.md", text.encode()))


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_english_guide() -> None:
    document = read_document(FIXTURES / "guide.en.md")
    assert [
        (block.kind, block.level, text) for block, text in zip(document.blocks, texts(document), strict=True)
    ] == ENGLISH


def test_arabic_guide() -> None:
    document = read_document(FIXTURES / "guide.ar.md")
    assert [(block.kind, block.level) for block in document.blocks] == [(kind, level) for kind, level, _ in ENGLISH]
    assert texts(document)[1] == "شكرًا لكم على منح وقتكم لمكتبة الميناء. يتسع هذا الدليل في صفحة واحدة."
    assert texts(document)[-1] == "أحضروا صديقًا & سترة."


def test_guides_are_aligned(loom: Loom, tmp_path: Path) -> None:
    out = tmp_path / "guide.tsv"
    assert loom("align", FIXTURES / "guide.en.md", FIXTURES / "guide.ar.md", "-o", out).code == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert any("Choose a shift" in line and "اختاروا نوبة" in line for line in lines)


def test_cells_know_their_place() -> None:
    document = markdown("| a | b |\n|---|---|\n| c | d |\n")
    assert [(block.row, block.column) for block in document.blocks] == [(0, 0), (0, 1), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\n\nA rule, no front matter\n", ["A rule, no front matter"]),
        ("---\nA heading under a rule\n---\n", ["A heading under a rule"]),
        ("+++\ntitle = 'x'\n+++\ntext", ["text"]),
        ("a\\*b 2 \\< 3 &lt; 4 &nbsp;km", ["a*b 2 < 3 < 4 \u00a0km"]),
        ("\u200fنعم\u200e _لا_", ["\u200fنعم\u200e لا"]),
        ("one<br>two", ["one", "two"]),
        ("see <https://x.example>", ["see https://x.example"]),
        ("a ![b < *c*](u) d", ["a b < c d"]),
        ("snake_case_name and 5 * 3 * 2", ["snake_case_name and 5 * 3 * 2"]),
        ("    indented code\n", ["indented code"]),
        ("\r\n# H\r\n\r\ntext\r\n", ["H", "text"]),
        ("".join("  " * depth + f"- level {depth}\n" for depth in range(30)), [f"level {n}" for n in range(30)]),
    ],
)
def test_markup_is_stripped_and_text_is_kept(text: str, expected: list[str]) -> None:
    assert texts(markdown(text)) == expected


def test_a_language_that_is_said_in_html() -> None:
    document = markdown('english\n\n<div lang="ar" dir="rtl">\n\nنص **عربي**\n\n</div>\n')
    assert [block.language for block in document.blocks] == ["", "ar"]


def test_too_much_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=r"notes\.md: .*split it"):
        markdown("a line\n" * 800_000)
