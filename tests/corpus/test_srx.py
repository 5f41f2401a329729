"""The rules in SRX: valid, and by them a tool segments as we do."""

import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
import regex  # type: ignore[import-untyped]
from lxml import etree

from corpus import split_sentences
from corpus.srx import segmentation_rules, write_srx
from tests.corpus.test_segmentation import CASES

NAMESPACE = {"s": "http://www.lisa.org/srx20"}
OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
LANGUAGES = ("ar-LY", "en", "de", "fr", "zh")


@pytest.fixture(scope="module")
def written() -> etree._Element:
    out = io.BytesIO()
    write_srx(out, LANGUAGES)
    return etree.fromstring(out.getvalue())


class Segmenter:
    """SRX as OmegaT reads it: where two expressions meet, the first rule of all that match decides."""

    def __init__(self, root: etree._Element, language: str) -> None:
        names = [
            element.get("languagerulename")
            for element in root.iterfind(".//s:languagemap", NAMESPACE)
            if regex.fullmatch(element.get("languagepattern", ""), language)
        ]
        self.rules = [
            (
                rule.get("break") == "yes",
                *(regex.compile(rule.findtext(f"s:{side}break", "", NAMESPACE)) for side in ("before", "after")),
            )
            for name in names
            for rule in root.iterfind(f".//s:languagerule[@languagerulename='{name}']/s:rule", NAMESPACE)
        ]

    def __call__(self, text: str) -> list[str]:
        decided: dict[int, bool] = {}
        for is_break, before, after in self.rules:
            starts = {match.start() for match in after.finditer(text)}
            for place in {match.end() for match in before.finditer(text)} & starts:
                decided.setdefault(place, is_break)
        cuts = sorted(place for place, is_break in decided.items() if is_break)
        parts = [text[first:last].strip() for first, last in pairwise([0, *cuts, len(text)])]
        return [part for part in parts if part]


def test_the_file_is_srx_2(written: etree._Element) -> None:
    assert written.tag == "{http://www.lisa.org/srx20}srx"
    assert written.get("version") == "2.0"
    header, body = written
    assert header.items() == [("segmentsubflows", "yes"), ("cascade", "yes")]
    assert {(handle.get("type"), handle.get("include")) for handle in header} == {
        ("start", "no"),
        ("end", "yes"),
        ("isolated", "no"),
    }
    assert [etree.QName(element).localname for element in body] == ["languagerules", "maprules"]
    names = [element.get("languagerulename") for element in body[0]]
    assert len(names) == len(set(names))
    assert names == [element.get("languagerulename") for element in body[1]]
    for rule in body[0].iter("{*}rule"):
        assert rule.get("break") in ("yes", "no")
        assert [etree.QName(side).localname for side in rule] == ["beforebreak", "afterbreak"]
        assert all(side.text for side in rule)


def test_omegats_schema_takes_it(written: etree._Element, tmp_path: Path) -> None:
    if not OMEGAT.exists():
        pytest.skip("no OmegaT here (Debian package omegat)")
    with zipfile.ZipFile(OMEGAT) as jar:
        (tmp_path / "xml.xsd").write_bytes(jar.read("schemas/xml.xsd"))
        schema = jar.read("schemas/srx20.xsd").replace(b"http://www.w3.org/2001/xml.xsd", b"xml.xsd")
    (tmp_path / "srx20.xsd").write_bytes(schema)
    etree.XMLSchema(file=str(tmp_path / "srx20.xsd")).assertValid(written)


def test_every_other_language_has_the_default_rules(written: etree._Element) -> None:
    assert Segmenter(written, "ia")("Un. Duo? Tres!") == ["Un.", "Duo?", "Tres!"]
    assert [rules.name for rules in segmentation_rules(["ar-LY", "ar", "en"])] == ["ar", "en", "Default", "Layout"]


@pytest.mark.parametrize(("language", "marked"), CASES)
def test_the_hard_cases_are_segmented_as_we_do(written: etree._Element, language: str, marked: str) -> None:
    found = Segmenter(written, language)(marked.replace("‖", ""))
    assert found == [part.strip() for part in marked.split("‖")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "سألته: «من أنت؟ ومن أين جئت؟ أجبني.» فلم يجب. ثم مضى في طريقه."),
        ("ar", "رفض الاتفاق (انظر المادة 3. والمادة 4.) ولم يوقع.\u00a0ثم غادر القاعة."),
        ("ar", "أ. فتح الفروع.ب. منح القروض. ج. البيع إن بلغ 3.5. ثم ينتهي."),
        ("en", "“We won. We lost. It was fun.” Then he left. He said “No. Never.” and sat down."),
        ("en", "Gen. Smith met Sen. Jones in the U.S. Senate. The meeting with Mr. X. Y. Brown is on 3 Jan. 2025."),
        ("en", 'He asked (why? nobody knows.) and left. An odd " remains. It rained.'),
        ("de", "Der 3. Oktober ist ein Feiertag. Das gilt z. B. in Bonn. „So. Gut.“ Er ging."),
        ("fr", "« Non. Oui. » Il part.\u00a0M. Dupont reste. Est-ce vrai ?\u00a0Oui !"),
        ("zh", "他说：“你好。我来了。”然后走了。好！"),
        ("hy", "Նա եկավ։ Ես գնացի: Լավ է"),
        ("ur", "وہ آیا۔ کیا؟ ہاں۔"),
    ],
)
def test_texts_are_segmented_as_we_do(language: str, text: str) -> None:
    out = io.BytesIO()
    write_srx(out, [language])
    found = Segmenter(etree.fromstring(out.getvalue()), language)(text)
    assert found == [sentence.strip() for sentence in split_sentences(text, language)]


@pytest.mark.parametrize(("language", "name"), [("ar", "arb_Arab"), ("en", "eng_Latn"), ("fr", "fra_Latn")])
def test_nearly_all_sentences_of_real_text_are_the_same(
    written: etree._Element, shared: Path, language: str, name: str
) -> None:
    lines = (shared / "data" / "dev" / "flores" / f"{name}.devtest").read_text(encoding="utf-8").splitlines()[:500]
    segmenter, same, count = Segmenter(written, language), 0, 0
    for first in range(0, len(lines), 5):
        paragraph = " ".join(lines[first : first + 5])
        ours, theirs = split_sentences(paragraph, language), segmenter(paragraph)
        count += len(ours)
        same += sum(sentence.strip() in theirs for sentence in ours)
    assert same >= 0.97 * count
