"""What a person sees of matches and keywords, in either direction of writing, with and without colours."""

import io
import re
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len
from rich.console import Console

from aligner.cli.matches import coloured_difference, kwic_line, marked, show_concordance, show_matches
from tmx.lookup import Hit, Kind, Match, Query
from tmx.matching.difference import difference
from tmx.matching.kwic import find_keyword
from tmx.unit import Variant

ARABIC = "أعلن رئيس الوزراء أن الحكومة سوف تعقد اجتماعًا طارئًا في طرابلس يوم الأحد"
ENGLISH = "The prime minister said the government would hold an emergency meeting in Tripoli on Sunday"


def drawn(query: str, source: str, *, in_colour: bool) -> str:
    return coloured_difference(difference(query, source), query, source, in_colour=in_colour).plain


@pytest.mark.parametrize(
    ("query", "source", "plain"),
    [
        ("The old library", "The library", "The {+old+} library"),
        ("The library.", "The old library.", "The [-old-] library."),
        ("in Tripoli.", "in Sabha.", "in [-Sabha-] {+Tripoli+}."),
        ("He came", "She came", "[-She-] {+He+} came"),
        ("so", "so it is", "so [-it is-]"),
        ("a (big word)", "a (word)", "a ({+big+} word)"),
        ("late, so go", "late so go", "late{+,+} so go"),
        (
            "اجتمع المجلس البلدي في طرابلس.",
            "اجتمع المجلس في بنغازي.",
            "اجتمع المجلس {+البلدي+} في [-بنغازي-] {+طرابلس+}.",
        ),
        ("東京図書館に", "東京大学に", "東京[-大学-]{+図書館+}に"),
        ("", "gone", "[-gone-]"),
        ("new", "", "{+new+}"),
        ("a\tb \x1b[2J", "a\nc", "a [-c-] {+b \ufffd[2J+}"),
    ],
)
def test_without_colours_signs_say_what_differs(query: str, source: str, plain: str) -> None:
    assert drawn(query, source, in_colour=False) == plain
    assert drawn(query, source, in_colour=True) == re.sub(r"\[-|-\]|\{\+|\+\}", "", plain)


def test_colours_are_on_whole_words() -> None:
    query, source = "اجتمع المجلس البلدي في طرابلس", "اجتمع المجلس في بنغازي"
    text = coloured_difference(difference(query, source), query, source, in_colour=True)
    assert {(text.plain[span.start : span.end], span.style) for span in text.spans} == {
        ("البلدي", "green underline"),
        ("بنغازي", "red strike"),
        ("طرابلس", "green underline"),
    }


def test_words_are_marked_with_brackets_or_colour() -> None:
    assert marked("في طرابلس يوم\nالأحد", [(3, 9), (14, 19)], in_colour=False).plain == "في [طرابلس] يوم [الأحد]"
    coloured = marked("في طرابلس يوم", [(3, 9)], in_colour=True)
    assert coloured.plain == "في طرابلس يوم"
    assert [(span.start, span.end) for span in coloured.spans if span.style] == [(3, 9)]


@pytest.mark.parametrize("in_colour", [True, False])
def test_keywords_begin_in_one_column(*, in_colour: bool) -> None:
    columns = set()
    for text, word in ((ENGLISH, "government"), (ENGLISH, "meeting"), ("A meeting", "meeting"), ("Tripoli", "Tripoli")):
        (span,) = find_keyword(text, word, "en")
        line = kwic_line(text, span, 60, in_colour=in_colour)
        assert re.fullmatch(" *\u2066[^\u2066-\u2069]*\u2069", line.plain)
        assert line.cell_len <= 60
        columns.add(line.plain.replace("\u2066", "").index(word))
    assert len(columns) == 1


@pytest.mark.parametrize("in_colour", [True, False])
def test_right_to_left_lines_are_mirrored(*, in_colour: bool) -> None:
    rights = set()
    for text, word in ((ARABIC, "الحكومة"), (ARABIC, "طرابلس"), ("في طرابلس", "طرابلس"), ("الأحد", "الأحد")):
        (span,) = find_keyword(text, word, "ar")
        line = kwic_line(text, span, 60, in_colour=in_colour)
        room, inside = re.fullmatch("( *)\u2067([^\u2066-\u2069]*)\u2069", line.plain).groups()  # type: ignore[union-attr]
        before, after = inside.split(word)
        # From the left: blanks, what stands after the keyword, the keyword, what stands before it.
        right = len(room) + cell_len(after) + cell_len(word)
        rights.add(right)
        assert right + cell_len(before) <= 60
        if text == ARABIC:
            assert before.replace("[", "").removeprefix("…").strip() in ARABIC
    assert len(rights) == 1


def console(*, terminal: bool) -> tuple[Console, io.StringIO]:
    stream = io.StringIO()
    colours = "standard" if terminal else None
    return (
        Console(file=stream, force_terminal=terminal, color_system=colours, width=80, highlight=False, no_color=False),  # type: ignore[arg-type]
        stream,
    )


def match(**changes: object) -> Match:
    values: dict[str, object] = {
        "unit": 7,
        "kind": Kind.SUBSTITUTED,
        "percent": 99,
        "penalty": 1,
        "source": Variant("en", "3 books were sold."),
        "target": Variant("ar", "بيعت 3 كتب."),
        "suggestion": "بيعت 5 كتب.",
        "replaced": ((5, 6),),
        "document": "sales.txt",
        "changed": datetime(2024, 5, 3, tzinfo=UTC),
        "author": "Huda",
        "score": 0.9,
    }
    return Match(**{**values, **changes})  # type: ignore[arg-type]


def test_a_match_is_shown_with_its_difference_and_origin() -> None:
    screen, stream = console(terminal=False)
    show_matches(screen, Query("5 books were sold."), [match()])
    lines = stream.getvalue().splitlines()
    assert lines[0].endswith("\u20665 books were sold.\u2069")
    assert lines[1] == "  99%  substituted    en  \u2066[-3-] {+5+} books were sold.\u2069"
    assert lines[2].endswith("ar  \u2067بيعت [5] كتب.\u2069")
    assert lines[3].strip() == "\u2066sales.txt; 2024-05-03; Huda; score 0.90; penalty 1\u2069"
    assert lines[4] == ""


def test_colours_take_the_place_of_signs_on_a_terminal() -> None:
    screen, stream = console(terminal=True)
    show_matches(screen, Query("5 books were sold."), [match()])
    out = stream.getvalue()
    assert "\x1b[9;31m3\x1b[0m" in out
    assert "\x1b[4;32m5\x1b[0m" in out
    assert "[-" not in out


def test_no_match_is_said() -> None:
    screen, stream = console(terminal=False)
    show_matches(screen, Query("جملة لم تُترجم بعد"), [])
    assert "\u2067جملة لم تُترجم بعد\u2069" in stream.getvalue()
    assert "no match" in stream.getvalue()


def test_a_concordance_has_a_line_for_each_place_and_the_translations() -> None:
    text = "اجتمع المجلس البلدي، ثم انفض المجلس"
    hit = Hit(12, Variant("ar", text), find_keyword(text, "مجلس", "ar"), (Variant("en", "The council met."),), "", ())
    screen, stream = console(terminal=False)
    show_concordance(screen, hit, [[(4, 11)]])
    lines = stream.getvalue().splitlines()
    assert [line.count("\u2067") for line in lines] == [1, 1, 0, 0]
    assert lines[0].startswith("    12")
    assert all("[المجلس]" in line for line in lines[:2])
    assert lines[2].strip() == "en  \u2066The [council] met.\u2069"
    for line in lines:
        assert cell_len(re.sub("[\u2066-\u2069]", "", line)) <= 80
