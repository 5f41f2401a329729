import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.exchange.conftest import Read, Write
from tests.tmx.exchange.test_xliff_in import CODES12, CODES20, xliff12, xliff20
from tmx import Property, TranslationUnit, Variant
from tmx.exchange import Form, Languages
from tmx.inline import escape, text_of
from tmx.unit import Note

BOTH = pytest.mark.parametrize("form", [Form.XLIFF, Form.XLIFF2])
STATELESS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # read and write keep nothing
SCHEMAS = Path(__file__).parent / "schemas"
NAMES = {Form.XLIFF: "xliff-core-1.2-strict.xsd", Form.XLIFF2: "xliff-core-2.0.xsd"}
ELEMENTS = {Form.XLIFF: "{*}trans-unit", Form.XLIFF2: "{*}unit"}


@cache
def schema(form: Form) -> etree.XMLSchema:
    path = SCHEMAS / NAMES[form]
    text = re.sub('schemaLocation="[^"]*xml.xsd"', 'schemaLocation="xml.xsd"', path.read_text(encoding="utf-8"))
    return etree.XMLSchema(etree.fromstring(text.encode(), base_url=str(path)))


def valid(data: bytes, form: Form) -> etree._Element:
    root = etree.fromstring(data)
    schema(form).assertValid(root)
    return root


def pair(source: str, target: str = "هدف", *kinds: tuple[str, str], markup: str = "") -> TranslationUnit:
    return TranslationUnit(
        (Variant("en", source, markup=markup), Variant("ar", target)), tuple(Property(*kind) for kind in kinds)
    )


@BOTH
def test_what_is_written_is_valid_and_read(form: Form, memory: list[TranslationUnit], read: Read, write: Write) -> None:
    data, counts = write(form, memory)
    valid(data, form)
    back = read(data, form)
    for unit, again in zip(memory, back, strict=True):
        assert [(variant.language, variant.text) for variant in again.variants] == [
            (variant.language, variant.text) for variant in unit.variants
        ]
        assert set(unit.properties) <= set(again.properties)
        assert again.notes == unit.notes
    assert counts.units == len(memory)


@BOTH
@STATELESS
@given(texts=st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=4))
def test_texts_come_back(form: Form, texts: list[tuple[str, str]], read: Read, write: Write) -> None:
    data, counts = write(form, [pair(*both) for both in texts])
    legal = [
        tuple(re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text) for text in both)
        for both in texts
    ]
    expected = [both for both in legal if all(text.strip() for text in both)]
    assert [(unit.source.text, unit.target.text) for unit in read(data, form)] == expected
    assert (counts.units, counts.empty) == (len(expected), len(texts) - len(expected))
    if expected or form is Form.XLIFF:
        valid(data, form)


def markups() -> st.SearchStrategy[str]:
    """Markup as TMX allows it: codes that nest, cross, or stand alone, some of them XLIFF themselves."""
    text = st.sampled_from(["", "a", " نص ", "<&>"]).map(escape)
    native = st.sampled_from(["", "<b>", '<x id="5"/>', '<bx id="6"/>', '<ph id="7"/>', '<g id="8">', '<pc id="9">'])
    code = st.one_of(
        st.builds("<ph{}>{}</ph>".format, st.sampled_from(["", ' x="3"', ' type="lb"']), native.map(escape)),
        st.builds('<bpt i="{0}" x="{0}">{1}</bpt>'.format, st.integers(1, 2), native.map(escape)),
        st.builds('<ept i="{}">{}</ept>'.format, st.integers(1, 2), st.sampled_from(["&lt;/g&gt;", "&lt;/pc&gt;", ""])),
        st.builds('<it pos="{}">{}</it>'.format, st.sampled_from(["begin", "end"]), native.map(escape)),
        st.just("<ph>&lt;img alt='<sub>in <hi>a</hi></sub>'&gt;</ph>"),
        st.just("<ut>{x}</ut>"),
    )
    plain = st.lists(st.one_of(text, code), max_size=6).map("".join)
    return st.one_of(plain, st.builds('{}<hi type="term">{}</hi>{}'.format, plain, plain, plain))


@BOTH
@STATELESS
@given(markup=markups())
def test_any_markup_is_written_as_elements_around_the_same_text(
    form: Form, markup: str, read: Read, write: Write
) -> None:
    markup = f"A {markup}."
    data, _ = write(form, [pair(text_of(markup), markup=markup)])
    assert read(data, form)[0].source.text == text_of(markup)
    if not re.search('<bpt i="(.)".*<bpt i="\\1"|<ept i="(.)".*<ept i="\\2"', markup):  # no TMX: i is unique
        valid(data, form)


@pytest.mark.parametrize("content", [content for content, markup in CODES12 if markup])
def test_codes_of_1_2_are_put_back(content: str, read: Read, write: Write) -> None:
    unit = f'<trans-unit id="1"><source>{content}</source><target>{content}</target></trans-unit>'
    units = read(xliff12(unit), Form.XLIFF)
    data, _ = write(Form.XLIFF, units)
    again = read(data, Form.XLIFF)
    assert [variant.markup for variant in again[0].variants] == [variant.markup for variant in units[0].variants]
    if "sub>" not in content and 'assoc="' not in content:
        expected = etree.fromstring(f"<source>{content}</source>")
        for code in expected.iter("bpt", "ept"):
            code.set("rid", code.get("id", ""))
        found = etree.fromstring(data).find(".//{*}source")
        assert found is not None
        inner = [
            (etree.QName(code).localname, dict(code.attrib), code.text, code.tail) for code in found.iterdescendants()
        ]
        assert inner == [(code.tag, dict(code.attrib), code.text, code.tail) for code in expected.iterdescendants()]
    valid(data, Form.XLIFF)


@pytest.mark.parametrize("content", [content for content, markup in CODES20 if markup])
def test_codes_of_2_are_put_back(content: str, read: Read, write: Write) -> None:
    data = '<originalData><data id="d1">&lt;b&gt;</data><data id="d2">&lt;/b&gt;</data></originalData>'
    segment = f"<segment><source>{content}</source><target>{content}</target></segment>"
    units = read(xliff20(f'<unit id="u1">{data}{segment}</unit>'), Form.XLIFF2)
    written, _ = write(Form.XLIFF2, units)
    again = read(written, Form.XLIFF2)
    assert [variant.markup for variant in again[0].variants] == [variant.markup for variant in units[0].variants]
    valid(written, Form.XLIFF2)


@pytest.mark.parametrize(
    ("markup", "expected12", "expected20"),
    [
        (
            'a <bpt i="1" x="4" type="bold">&lt;b></bpt>b<ept i="1">&lt;/b></ept>',
            'a <bpt id="4" rid="4" ctype="bold">&lt;b&gt;</bpt>b<ept id="4" rid="4">&lt;/b&gt;</ept>',
            'a <sc id="b4" dataRef="d1"/>b<ec startRef="b4" dataRef="d2"/>',
        ),
        (
            'a<ph type="line break">\\n</ph><it pos="end">&lt;/i></it>',
            'a<ph id="1" ctype="x-line-break">\\n</ph><it id="1" pos="close">&lt;/i&gt;</it>',
            'a<ph id="p1" dataRef="d1"/><ec id="i1" isolated="yes" dataRef="d2"/>',
        ),
        (
            'a<ph>&lt;!DOCTYPE x [&lt;!ENTITY e "f">]>&lt;x id="&amp;e;"/></ph><ph type="x-">&lt;x id="1"</ph>',
            'a<ph id="1">&lt;!DOCTYPE x [&lt;!ENTITY e "f"&gt;]&gt;&lt;x id="&amp;e;"/&gt;</ph>'
            '<ph id="2" ctype="x-other">&lt;x id="1"</ph>',
            'a<ph id="p1" dataRef="d1"/><ph id="p2" dataRef="d2"/>',
        ),
        (
            '<hi type="term">a</hi> <hi>b</hi>',
            '<mrk mtype="term">a</mrk> <mrk mtype="x-hi">b</mrk>',
            '<mrk id="m1" type="term">a</mrk> <mrk id="m2">b</mrk>',
        ),
        (
            '<bpt i="1">&lt;g id="1"></bpt>a<bpt i="2">&lt;g id="2"></bpt>b<ept i="1">&lt;/g></ept>'
            'c<ept i="2">&lt;/g></ept>',
            '<bpt id="1" rid="1">&lt;g id="1"&gt;</bpt>a<g id="2">b<ept id="1" rid="1">&lt;/g&gt;</ept>c</g>',
            '<sc id="b1" dataRef="d1"/>a<sc id="b2" dataRef="d2"/>b<ec startRef="b1" dataRef="d3"/>c'
            '<ec startRef="b2" dataRef="d3"/>',
        ),
    ],
    ids=["pair", "alone", "no XLIFF", "text", "crossing"],
)
def test_codes_of_tmx_are_those_of_xliff(markup: str, expected12: str, expected20: str, write: Write) -> None:
    unit = pair(text_of(markup), text_of(markup), markup=markup)
    for form, expected in ((Form.XLIFF, expected12), (Form.XLIFF2, expected20)):
        data, _ = write(form, [unit])
        assert f"<source>{expected}</source>" in data.decode()
        valid(data, form)


def test_native_code_of_2_stands_beside_the_text_once(write: Write) -> None:
    unit = pair("a", markup='a<ph x="1">{0}</ph><ph x="2">{0}</ph><ph x="3">{1}</ph>')
    root = valid(write(Form.XLIFF2, [unit])[0], Form.XLIFF2)
    assert {data.get("id"): data.text for data in root.iter("{*}data")} == {"d1": "{0}", "d2": "{1}"}
    assert [code.get("dataRef") for code in root.iter("{*}ph")] == ["d1", "d1", "d2"]


@pytest.mark.parametrize(
    ("state", "state12", "state20"),
    [
        ("", "translated", "translated"),
        ("final", "final", "final"),
        ("needs-review-translation", "needs-review-translation", "translated"),
        ("needs-translation", "needs-translation", "initial"),
        ("initial", "new", "initial"),
        ("reviewed", "signed-off", "reviewed"),
        ("signed-off", "signed-off", "reviewed"),
        ("x-checked", "x-checked", "translated"),
        ("whatever", "translated", "translated"),
    ],
)
def test_states_of_one_version_are_those_of_the_other(state: str, state12: str, state20: str, write: Write) -> None:
    units = [pair("one", "واحد", ("x-state", state))]
    old = valid(write(Form.XLIFF, units)[0], Form.XLIFF)
    assert [target.get("state") for target in old.iter("{*}target")] == [state12]
    assert [unit.get("approved") for unit in old.iter("{*}trans-unit")] == ["yes" if state == "final" else None]
    new = valid(write(Form.XLIFF2, units)[0], Form.XLIFF2)
    assert [segment.get("state") for segment in new.iter("{*}segment")] == [state20]


@BOTH
def test_a_file_holds_what_comes_from_one_source_file_in_a_row(form: Form, write: Write) -> None:
    files = ["a.txt", "a.txt", "", "b.txt", "a.txt"]
    data, _ = write(form, [pair("one", "واحد", ("x-source-file", name)) for name in files])
    root = valid(data, form)
    found = [(file.get("original"), len(file.findall(f".//{ELEMENTS[form]}"))) for file in root.iterfind("{*}file")]
    unnamed = "memory" if form is Form.XLIFF else None
    assert found == [("a.txt", 2), (unnamed, 1), ("b.txt", 1), ("a.txt", 1)]


def test_1_2_says_the_country_of_each_unit(write: Write) -> None:
    units = [
        TranslationUnit((Variant("en", "one"), Variant("ar", "واحد"))),
        TranslationUnit((Variant("en-GB", "two"), Variant("ar-LY", "اثنان"))),
    ]
    root = valid(write(Form.XLIFF, units)[0], Form.XLIFF)
    files = [(file.get("source-language"), file.get("target-language")) for file in root.iterfind("{*}file")]
    assert files == [("en", "ar"), ("en-GB", "ar-LY")]


@BOTH
def test_notes_props_and_identifiers_come_back(form: Form, read: Read, write: Write) -> None:
    unit = TranslationUnit(
        (Variant("en", "one", notes=(Note("source"),)), Variant("ar", "واحد", notes=(Note("target\x0b"),))),
        (
            Property("x-id", "menu.one\x00"),
            Property("x-score", "0.9"),
            Property("x-moved", "y\x01es"),
            Property("y", "n"),
        ),
        notes=(Note("unit"),),
    )
    data, _ = write(form, [unit])
    valid(data, form)
    (again,) = read(data, form)
    assert (again.notes, again.source.notes, again.target.notes) == (
        (Note("unit"),),
        (Note("source"),),
        (Note("target"),),
    )
    assert {(prop.type, prop.text) for prop in again.properties} >= {
        ("x-id", "menu.one"),
        ("x-score", "0.9"),
        ("x-moved", "yes"),
    }


@BOTH
def test_characters_that_xml_forbids_are_left_out_and_counted(form: Form, read: Read, write: Write) -> None:
    data, counts = write(form, [pair("one\x0b\ud800", "و\uffffاحد\u200f\n\t"), pair("\x00", "صفر")])
    (unit,) = read(data, form)
    assert (unit.source.text, unit.target.text) == ("one", "واحد\u200f\n\t")
    assert (counts.units, counts.empty, counts.illegal) == (1, 1, 4)


@BOTH
def test_no_unit_is_a_document_all_the_same(form: Form, read: Read, write: Write) -> None:
    data, counts = write(form, [], Languages("en", "ar"))
    assert (counts.units, read(data, form)) == (0, [])
    if form is Form.XLIFF:
        valid(data, form)


@BOTH
def test_translate_toolkit_reads_it(form: Form, memory: list[TranslationUnit], tmp_path: Path, write: Write) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(
        write(form, [*memory, pair("a b", markup='a <bpt i="1">&lt;b></bpt>b<ept i="1">&lt;/b></ept>')])[0]
    )
    module, store = ("xliff", "xlifffile") if form is Form.XLIFF else ("xliff2", "Xliff2File")
    script = (
        f"import json, sys; from translate.storage import {module} as format\n"
        f"store = format.{store}.parsefile(sys.argv[1])\n"
        "units = [unit for unit in store.units if unit.istranslatable()]\n"
        "print(json.dumps([[str(unit.source), str(unit.target)] for unit in units]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    assert found[: len(memory)] == [[unit.source.text, unit.target.text] for unit in memory]
    assert len(found) == len(memory) + 1
