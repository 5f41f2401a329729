import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from aligner.checking import Checked, Choice, HtmlReport, Located, Tally, check_units, make_checks, records
from aligner.checking.finding import Finding, Severity, Side, Span
from aligner.checking.spans import marked_spans, pieces
from tests.aligner.checking.conftest import MakeMemory
from tmx import TranslationUnit, Variant

PAIRS = [
    ("The fee is 15 dinars.", "الرسوم 51 دينارًا."),
    ("Good morning.", "صباح الخير."),
    ("<script>alert('x')</script> 7  & 8", "<b>سبعة</b> \u202bو8"),
]


@pytest.fixture
def checked(memory: MakeMemory) -> list[Checked]:
    return list(check_units(memory(PAIRS), make_checks(Choice(skip=("similarity",)))))


def page(checked: list[Checked], most: int = 5_000, title: str = "m.tmx", checks: int = 16) -> Any:
    report, tally, out = HtmlReport(title, checks, most), Tally(), io.BytesIO()
    for one in checked:
        report.add(one)
        tally.add(one)
    report.write(out, tally)
    return html.document_fromstring(out.getvalue().decode("utf-8"))


def test_a_record_has_what_a_program_needs(checked: list[Checked]) -> None:
    lines = [json.loads(json.dumps(record, ensure_ascii=False)) for one in checked for record in records(one)]
    first = lines[0]
    assert (first["file"], first["unit"], first["line"], first["check"]) == ("m.tmx", 1, 10, "numbers")
    assert first["severity"] == "error"
    assert first["target"] == {"language": "ar", "text": "الرسوم 51 دينارًا."}
    span = first["spans"][1]
    assert first[span["side"]]["text"][span["start"] : span["end"]] == "51"
    assert {line["unit"] for line in lines} == {1, 3}


def test_a_tally_counts_pairs_and_findings(checked: list[Checked]) -> None:
    tally = Tally()
    for one in checked:
        tally.add(one)
    assert (tally.pairs, tally.marked) == (3, 2)
    assert tally.findings["numbers", Severity.ERROR] == 1
    assert tally.of(Severity.ERROR) + tally.of(Severity.WARNING) == sum(len(one.findings) for one in checked)


def test_texts_on_the_page_have_their_own_direction_and_are_escaped(checked: list[Checked]) -> None:
    root = page(checked)
    texts = root.xpath("//p[@class='text']")
    assert [text.get("dir") for text in texts] == ["auto"] * 4
    assert [text.get("lang") for text in texts] == ["en", "ar"] * 2
    assert texts[1].text_content() == "الرسوم 51 دينارًا."
    assert [mark.text_content() for mark in texts[1].findall("mark")] == ["51"]
    assert texts[2].text_content().startswith("<script>alert('x')</script> 7")
    assert not root.xpath("//main//script | //main//b[text()='سبعة']")
    assert root.xpath("//article[2]//mark[text()='U+202B']")


def test_the_page_needs_no_network_and_counts_at_the_top(checked: list[Checked]) -> None:
    root = page(checked, title="<m>.tmx")
    assert root.xpath("//h1")[0].text_content() == "<m>.tmx"
    assert not root.xpath("//@src | //link | //@href")
    assert "3 pairs, 2 with findings" in root.xpath("//header")[0].text_content()
    names = set(root.xpath("//div[@class='filters']//input/@value"))
    assert names == set(root.xpath("//@data-check"))
    assert "prefers-color-scheme" in root.xpath("//style")[0].text


def test_a_page_has_an_end_and_says_so() -> None:
    unit = TranslationUnit((Variant("en", "a"), Variant("ar", "أ")))
    many = [
        Checked(
            Located(unit, number, 0, "m"),
            (Finding("dates" if number % 50 else "tags", Severity.ERROR, "x", Side.BOTH),),
        )
        for number in range(1, 1_001)
    ]
    root = page(many, most=100)
    shown = root.xpath("//@data-check")
    assert shown.count("tags") == 20
    assert shown.count("dates") == 25
    assert "The page shows 45 of 1,000 findings" in root.xpath("//p[@class='note']")[0].text_content()
    assert not page(many[:10], most=100).xpath("//p[@class='note']")
    assert len(page(many[:99], most=100, checks=1).xpath("//article")) == 99


def test_a_very_long_text_is_shown_around_what_is_marked() -> None:
    unit = TranslationUnit((Variant("en", "a" * 9_000 + "15" + "b" * 9_000), Variant("ar", "أ")))
    finding = Finding("numbers", Severity.ERROR, "x", Side.SOURCE, (Span(Side.SOURCE, 9_000, 9_002),))
    text = page([Checked(Located(unit, 1, 0, "m"), (finding,))]).xpath("//p[@class='text']")[0]
    assert [mark.text_content() for mark in text.findall("mark")] == ["15"]
    assert len(text.text_content()) < 2_000


def test_the_script_of_the_page_is_javascript(tmp_path: Path, checked: list[Checked]) -> None:
    import shutil
    import subprocess

    node = shutil.which("node")
    if not node:
        pytest.skip("no node to parse it with")
    script = tmp_path / "page.js"
    script.write_text(page(checked).xpath("//script")[0].text)
    subprocess.run([node, "--check", script], check=True)


def test_spans_merge_and_a_whole_text_is_not_marked() -> None:
    def finding(*places: tuple[int, int]) -> Finding:
        return Finding("x", Severity.ERROR, "x", Side.BOTH, tuple(Span(Side.SOURCE, *place) for place in places))

    assert marked_spans([finding((5, 8), (0, 2)), finding((7, 9), (0, 10), (3, 3))], Side.SOURCE, 10) == [
        (0, 2),
        (5, 9),
    ]
    assert marked_spans([finding((5, 8))], Side.TARGET, 10) == []
    assert list(pieces("abcdef", [(1, 2), (4, 6)])) == [("a", False), ("b", True), ("cd", False), ("ef", True)]
