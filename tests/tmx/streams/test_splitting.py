from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tmx import Header, Property, TmxReader, TranslationUnit, Variant
from tmx.streams.parts import Parts
from tmx.streams.splitting import DOCUMENT, Names, by_languages, by_number, by_property

HEADER = Header("en", "test", "1", properties=(Property("x-note", "</body>"),))
DTD = etree.DTD(str(Path(__file__).parents[1] / "tmx14.dtd"))


def unit(source: str, *properties: tuple[str, str]) -> TranslationUnit:
    variants = Variant("en", source), Variant("ar", "نص")
    return TranslationUnit(variants, tuple(Property(*pair) for pair in properties))


def read(path: Path) -> list[TranslationUnit]:
    root = etree.parse(path).getroot()
    assert DTD.validate(root), DTD.error_log
    with TmxReader(path) as reader:
        assert reader.header == HEADER
        return list(reader)


def test_parts_of_so_many_units() -> None:
    units = [unit(letter) for letter in "abcde"]
    assert [label for label, _ in by_number(units, 2)] == ["0001", "0001", "0002", "0002", "0003"]


def test_a_unit_in_three_languages_goes_to_each_pair() -> None:
    both, three = unit("port"), TranslationUnit((Variant("fr", "port"), Variant("en", "port"), Variant("ar", "ميناء")))
    found = list(by_languages([both, three, TranslationUnit((Variant("ar", "ميناء"),))], "en"))
    assert [label for label, _ in found] == ["en-ar", "en-fr", "en-ar", "ar"]
    assert found[0][1] is both
    assert [variant.language for variant in found[1][1].variants] == ["en", "fr"]


def test_documents_have_several_names() -> None:
    units = [unit("a", ("file", "b.txt"), ("x-source-file", "a.txt")), unit("b", ("x-document", "تقرير")), unit("c")]
    assert [label for label, _ in by_property(units, DOCUMENT)] == ["a.txt", "تقرير", "without-x-source-file"]
    assert [label for label, _ in by_property(units, ["file"])] == ["b.txt", "without-file", "without-file"]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("en-ar", "memory.en-ar.tmx"),
        ("تقرير 2026.docx", "memory.تقرير_2026.docx.tmx"),
        ("../../etc/passwd", "memory.etc_passwd.tmx"),
        ("a:b*c?\x00", "memory.a_b_c.tmx"),
        ("...", "memory._.tmx"),
    ],
)
def test_names_are_what_a_file_system_takes(label: str, name: str) -> None:
    assert Names("memory").of(label) == name


def test_no_two_labels_share_a_name() -> None:
    names = Names("m")
    labels = ["a/b", "a_b", "A:b", "a/b", "ن" * 400, "ن" * 401]
    found = [names.of(label) for label in labels]
    assert found[:4] == ["m.a_b.tmx", "m.a_b-2.tmx", "m.A_b-3.tmx", "m.a_b.tmx"]
    assert found[4] != found[5]
    assert all(len(name.encode()) < 255 for name in found)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("pqrst")), max_size=30))
def test_what_is_split_is_there_once_with_few_files_open(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    units = [unit(text, ("x-doc", document)) for text, document in rows]
    with Parts(folder, HEADER, most_open=2) as parts:
        for label, one in by_property(units, ["x-doc"]):
            parts.write(f"{label}.tmx", one)
    found = {path.name: read(path) for path in folder.iterdir()}
    assert {name: len(some) for name, some in found.items()} == parts.units
    assert parts.written.units == len(units)
    assert Counter(one for some in found.values() for one in some) == Counter(units)
    for name, some in found.items():
        assert some == [one for one in units if f"{one.property('x-doc')}.tmx" == name]


def test_an_error_leaves_no_file_open(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Parts(tmp_path, HEADER) as parts:
        parts.write("a.tmx", unit("a"))
        raise ZeroDivisionError
    assert b"</tmx>" not in (tmp_path / "a.tmx").read_bytes()
