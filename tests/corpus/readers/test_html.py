"""Web pages: the article and nothing but the article, and all the text of what is no article."""

import re
from pathlib import Path

import pytest

from corpus.document import Document, Kind
from corpus.errors import EmptyDocument, UnreadableDocument
from corpus.readers.html import read
from corpus.readers.source import Source
from corpus.reading import read_document
from tests.conftest import Loom

FIXTURES = Path(__file__).parent / "fixtures"
NAVIGATION = "<nav>" + "".join(f"<a href='/{number}'>Section {number}</a> " for number in range(9)) + "</nav>"
HEADING, PARAGRAPH, ITEM, CELL = Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.CELL
STRUCTURE = [
    *[(HEADING, 1), (PARAGRAPH, 0), (PARAGRAPH, 0), (PARAGRAPH, 0), (PARAGRAPH, 0)],  # to the caption
    *[(PARAGRAPH, 0)] * 5,
    *[(HEADING, 2), (ITEM, 1), (ITEM, 1), (ITEM, 1), (PARAGRAPH, 0), (PARAGRAPH, 0), (PARAGRAPH, 0)],
    *[(HEADING, 2), *[(CELL, 0)] * 6, (PARAGRAPH, 0), (PARAGRAPH, 0)],
]


def page(markup: str | bytes, name: str = "page.html") -> Document:
    return read(Source(name, markup.encode() if isinstance(markup, str) else markup))


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_english_news_page_is_its_article() -> None:
    document = read_document(FIXTURES / "news.en.html")
    assert texts(document) == (FIXTURES / "news.en.txt").read_text(encoding="utf-8").splitlines()
    assert [(block.kind, block.level) for block in document.blocks] == STRUCTURE
    assert {block.language for block in document.blocks} == {"en-GB"}
    assert document.remarks[0].startswith("left out")


def test_arabic_news_page_is_its_article() -> None:
    document = read_document(FIXTURES / "news.ar.html")
    assert texts(document) == (FIXTURES / "news.ar.txt").read_text(encoding="utf-8").splitlines()
    subtitled = [STRUCTURE[0], (HEADING, 2), *STRUCTURE[3:]]  # by-line and date are one line here
    assert [(block.kind, block.level) for block in document.blocks] == subtitled


def test_cells_know_their_place() -> None:
    document = read_document(FIXTURES / "news.en.html")
    cells = [(block.table, block.row, block.column) for block in document.blocks if block.kind is CELL]
    assert cells == [(0, row, column) for row in range(3) for column in range(2)]


def test_news_pages_of_two_languages_are_aligned(loom: Loom, tmp_path: Path) -> None:
    out = tmp_path / "news.tsv"
    outcome = loom("align", FIXTURES / "news.en.html", FIXTURES / "news.ar.html", "-o", out)
    assert outcome.code == 0, outcome.err
    written = out.read_text(encoding="utf-8")
    for english, arabic in (
        ("Old ferry returns to the river after eleven years", "عودة العبّارة القديمة إلى النهر بعد أحد عشر عامًا"),
        ("The repair took two years.", "استغرق الإصلاح عامين."),
        ("Bicycles are carried without charge.", "تُنقل الدراجات مجانًا."),
        ("Only the engine and the wheelhouse are new.", "والجديد هو المحرّك وغرفة القيادة فقط."),
        ("It is set for Thursday.", "وقد حُدد اللقاء يوم الخميس."),
    ):
        assert any(english in line and arabic in line for line in written.splitlines()), english
    assert "Share" not in written
    assert "مقالات ذات صلة" not in written


@pytest.mark.parametrize("language", ["en", "ar"])
def test_article_is_found_by_elements_alone(language: str) -> None:
    """Without a class or an id, which a page need not have, no paragraph is lost and no comment comes in."""
    bare = re.sub(r' (?:class|id|role)="[^"]*"', "", (FIXTURES / f"news.{language}.html").read_text(encoding="utf-8"))
    found, expected = texts(page(bare)), (FIXTURES / f"news.{language}.txt").read_text(encoding="utf-8").splitlines()
    assert [text for text in found if text in expected] == expected
    assert len(found) <= len(expected) + 2  # a counter or a label


def test_a_fragment_loses_nothing() -> None:
    assert texts(page("Dear Sir,<br>thank you for your letter.<br><br>Yours,<div>Anna</div>")) == [
        "Dear Sir,",
        "thank you for your letter.",
        "Yours,",
        "Anna",
    ]


def test_a_letter_in_divisions_loses_nothing() -> None:
    lines = ["To the council", *(f"Point {number} of our letter." for number in range(7)), "Share", "12", "Anna"]
    assert texts(page("".join(f"<div>{line}</div>" for line in lines))) == lines


def test_a_table_of_translations_loses_nothing_beside_navigation() -> None:
    rows = [("ferry", "عبّارة"), ("quay", "رصيف"), ("The boat is here.", "المركب هنا.")]
    table = "".join(f"<tr><td>{english}</td><td>{arabic}</td></tr>" for english, arabic in rows)
    found = texts(page(f"{NAVIGATION}<h1>Words of the river</h1><table>{table}</table>"))
    assert found == ["Words of the river", *(text for row in rows for text in row)]


def test_short_blocks_that_are_no_article_stay() -> None:
    words = [f"كلمة {number}" for number in range(30)]
    found = texts(page(NAVIGATION + "".join(f"<div class=row><div>{word}</div></div>" for word in words)))
    assert found == words


def test_names_do_not_decide_against_the_text() -> None:
    body = "".join(
        f"<p>Paragraph {number} of a story about the river and those who live on it.</p>" for number in "123"
    )
    document = page(f"{NAVIGATION}<div class='comments-open social'><h1>Title</h1>{body}</div>")
    assert len(texts(document)) == 4


def test_languages_of_elements() -> None:
    lines = "".join(
        f"<p lang=en>Statement {number}: the council took note of the report.</p>"
        f"<div><span lang=ar dir=rtl>البيان {number}: أحاط المجلس علمًا بالتقرير.</span></div>"
        for number in range(4)
    )
    document = page(f"<html lang=en>{NAVIGATION}<main>{lines}</main></html>")
    assert [block.language for block in document.blocks] == ["en", "ar"] * 4


def test_text_is_kept_as_a_browser_shows_it() -> None:
    document = page(
        "<p>ten\n   &nbsp;km\t&ndash; \u200fنعم\u200e &amp;&#x20AC;5</p><pre>a\n  b</pre><p>x<!-- no -->y</p>"
    )
    assert texts(document) == ["ten \u00a0km – \u200fنعم\u200e &€5", "a", "b", "xy"]


def test_nested_lists_and_headings_have_levels() -> None:
    document = page("<h3>Crew</h3><ul><li>deck<ul><li>mate</li></ul></li></ul>")
    assert [(block.kind, block.level) for block in document.blocks] == [(HEADING, 3), (ITEM, 1), (ITEM, 2)]


def test_what_is_not_shown_is_no_text() -> None:
    markup = "<head><title>T</title><style>p{}</style></head><p>seen</p><script>x()</script><p hidden>unseen</p>"
    assert texts(page(markup)) == ["seen"]


ARABIC = "<p>أعلن المجلس اليوم أن المكتبة ستفتح أبوابها من جديد، وأن الدخول مجاني للجميع.</p>"


@pytest.mark.parametrize(
    ("declared", "actual", "codec", "guessed"),
    [
        ('<meta charset="windows-1256">', "cp1256", "cp1256", False),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-6">', "iso8859_6", "iso8859-6", False),
        ('<?xml version="1.0" encoding="windows-1256"?>', "cp1256", "cp1256", False),
        ('<meta charset="utf-8">', "cp1256", "cp1256", True),
        ('<meta charset="iso-8859-1">', "cp1256", "cp1256", True),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8", False),
        ('<meta charset="klingon">', "cp1256", "cp1256", True),
        ('<meta charset="hex">', "utf-8-sig", "utf-8", False),
        ("", "utf-16", "utf-16", False),
        ("", "utf-8", "utf-8", False),
    ],
)
def test_declarations_hold_unless_the_bytes_say_otherwise(
    declared: str, actual: str, codec: str, guessed: bool
) -> None:
    document = page((declared + ARABIC * 3).encode(actual))
    assert texts(document) == [ARABIC[3:-4]] * 3
    assert (document.encoding, document.guessed) == (codec, guessed)


def test_latin_pages_keep_their_declaration() -> None:
    document = page('<meta charset="iso-8859-1"><p>Un café près de la gare, à 5 € “net”.</p>'.encode("cp1252"))
    assert texts(document) == ["Un café près de la gare, à 5 € “net”."]
    assert not document.guessed


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        (b"<div>" * 100_000, "Excessive depth"),
        (b"<p title='" + b"x" * 12_000_000 + b"'>a", "Resource limit"),
        (b"<p>" * 400_000, "400,000 tags"),
    ],
    ids=["deep", "attribute", "tags"],
)
def test_pages_made_to_do_harm_are_refused(markup: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"page\.html: .*{message}"):
        page(markup)


def test_an_empty_page_is_said_to_be_empty(tmp_path: Path) -> None:
    file = tmp_path / "none.html"
    file.write_text("<html><body><script>1</script></body></html>")
    with pytest.raises(EmptyDocument, match=r"none\.html"):
        read_document(file)
