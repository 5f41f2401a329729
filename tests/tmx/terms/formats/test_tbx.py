"""What our TBX says that the tests of whole files and of round trips do not show."""

import time
from io import BytesIO
from typing import Any

import pytest
from lxml import etree

from tmx.errors import InvalidGlossary, UnreadableGlossary
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.formats import Lost, TermForm, read_all, write_glossary
from tmx.unit import Property

QUAY = (Term("quay", "en"), Term("رصيف", "ar"))


def written(glossary: Glossary, form: TermForm = TermForm.TBX, languages: tuple[str, str] | None = None) -> bytes:
    out = BytesIO()
    write_glossary(out, form, glossary, languages)
    return out.getvalue()


def read(data: bytes) -> Glossary:
    return read_all(BytesIO(data), form=TermForm.TBX).glossary


def test_statuses_and_parts_of_speech_have_the_values_of_tbx_basic() -> None:
    terms = (
        Term("Suez", "en", Status.PREFERRED, part_of_speech="proper noun"),
        Term("quay", "en", Status.DEPRECATED, part_of_speech="noun"),
        Term("on", "en", part_of_speech="حرف"),
    )
    for form, proper in ((TermForm.TBX, "properNoun"), (TermForm.TBX3, "other")):
        root = etree.fromstring(written(Glossary("a", (Concept("c1", terms),)), form))
        notes = [note.text for note in root.iter("{*}termNote")]
        assert notes == [proper, "preferredTerm-admn-sts", "noun", "deprecatedTerm-admn-sts", "other"]


def test_clients_find_source_and_target_where_they_look_for_them() -> None:
    """translate-toolkit takes the first language for the source, and the second for the target."""
    terms = Term("quai", "fr"), Term("رصيف", "ar-LY"), Term("quay", "en"), Term("quayside", "en-GB")
    concept = Concept("c1", terms)
    root = etree.fromstring(written(Glossary("a", (concept,)), languages=("en", "ar")))
    xml = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [section.get(xml) for section in root.iter("langSet")] == ["en", "ar-LY", "en-GB"]
    assert root.get(xml) == "en"


def test_identifiers_are_names_of_xml_and_come_back_as_they_were() -> None:
    names = ["c1", "7", "a b", "مرسى", "c2", "", "-x"]
    glossary = Glossary("a", tuple(Concept(name, QUAY) for name in names))
    data = written(glossary)
    identifiers = [entry.get("id", "") for entry in etree.fromstring(data).iter("termEntry")]
    assert len(set(identifiers)) == len(names)
    assert [identifiers[place] for place in (0, 3, 4)] == ["c1", "مرسى", "c2"]
    assert all(not name[:1].isdigit() and " " not in name and name for name in identifiers)
    again = [concept.id for concept in read(data).concepts]
    assert again[:5] + again[6:] == names[:5] + names[6:]


def test_what_is_lost_is_counted() -> None:
    out = BytesIO()
    term = Term("quay\nwall", "en", context="a\x0b b\n  c", properties=(Property("", "no type"), Property("x-a", "")))
    glossary = Glossary("a", (Concept("c1", (term, Term("quai", "fr"))), Concept("c2", ()), Concept("c3", QUAY[1:])))
    assert write_glossary(out, TermForm.TBX, glossary, ("en", "de")) == Lost(
        concepts=2, terms=2, details=2, flattened=2, illegal=1
    )
    (concept,) = read(out.getvalue()).concepts
    assert (concept.terms[0].text, concept.terms[0].context) == ("quay wall", "a b c")


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidGlossary, match="concept c1: 'ar_LY' is no language tag; use BCP 47"):
        written(Glossary("a", (Concept("c1", (Term("رصيف", "ar_LY"),)),)))


def test_lines_count_on_in_large_files() -> None:
    entry = written(Glossary("a", (Concept("c1", QUAY),)))
    start, end = entry.index(b"      <termEntry"), entry.index(b"    </body>")
    many = b"\n" * 80_000 + entry[start:end].replace(b' xml:lang="ar"', b"")
    with pytest.raises(UnreadableGlossary, match="line 80031: concept c1: a <langSet> without xml:lang"):
        read(entry[:end] + many + entry[end:])


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_stream_may_come_in_pieces(size: int, encoding: str) -> None:
    class Slow(BytesIO):
        def readinto(self, buffer: Any) -> int:
            return super().readinto(memoryview(buffer)[:size])

    glossary = Glossary("مرسى", (Concept("c1", QUAY),))
    data = written(glossary).decode().replace("'utf-8'", f"'{encoding}'").encode(encoding)
    assert read_all(Slow(data), form=TermForm.TBX).glossary == glossary


def test_an_entry_without_end_is_refused() -> None:
    data = written(Glossary("a", (Concept("c1", QUAY),))).replace(b"quay", b"quay" * 3_000_000)
    with pytest.raises(UnreadableGlossary, match=r"line 1[0-9]: concept c1: an entry longer than 10 MB"):
        read(data)


def test_hostile_text_takes_no_time() -> None:
    start = time.process_time()
    for text in (
        b" \n" * 200_000 + b"x",
        b"\t" * 400_000,
        b"\n" * 200_000,
        b"\n" + b" " * 200_000,
        b"<hi>x</hi>" * 20_000,
    ):
        data = written(Glossary("a", (Concept("c1", QUAY, "here"),))).replace(b"here", b"a" + text + b"b")
        assert read(data).concepts[0].definition.startswith("a")
        data = data.replace(b"quay", b"a\n" + text + b"b")
        assert read(data).concepts[0].terms[0].text.startswith("a ")
    assert time.process_time() - start < 3
