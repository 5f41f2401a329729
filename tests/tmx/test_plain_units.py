"""Units that are read without a tree are those that libxml2 reads."""

import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx import TmxReader, UnreadableMemory
from tmx.reading import body
from tmx.reading.plain import UNIT, PlainUnits

HEAD = '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
TAIL = "</body>\n</tmx>\n"
PLAIN = """<tu tuid="7" creationdate="20240102T030405Z" segtype="phrase" creationid="sara">
  <prop type="x-domain">ships &amp; boats</prop>
  <note>read &lt;twice&gt;</note>
  <tuv xml:lang="en" changeid="omar"><prop type="file">a.txt</prop>
    <seg>Open the gate, "now" &amp;amp; here</seg></tuv>
  <tuv xml:lang="ar"><seg>افتح البوابة</seg></tuv>
  <tuv xml:lang="fr"><seg>Ouvre</seg></tuv>
</tu>
"""
NOT_PLAIN = {
    "code without number": ("Ouvre", "<bpt>x</bpt>Ouvre"),
    "comment": ("Ouvre", "Ou<!-- vr -->e"),
    "CDATA": ("Ouvre", "<![CDATA[<Ouvre>]]>"),
    "end of CDATA": ("Ouvre", "Ou]]>vre"),
    "instruction": ("<note>", "<?x <note>?><note>"),
    "reference": ("&amp;amp;", "&#38;&#x41;"),
    "unknown reference": ("&amp;amp;", "&nbsp;"),
    "bare ampersand": ("&amp;amp;", "&"),
    "single quotes": ('"7"', "'7'"),
    "no quotes": ('"7"', "7"),
    "attribute twice": ('tuid="7"', 'tuid="7" tuid="8"'),
    "line break in a tag": ("<tu tuid", "<tu\ntuid"),
    "line break in a value": ('"sara"', '"sara\nali"'),
    "reference in a value": ('"sara"', '"sara&amp;ali"'),
    "namespace": ('tuid="7"', 'xmlns="urn:x" tuid="7"'),
    "prefix": ('tuid="7"', 'x:tuid="7"'),
    "bad date": ("20240102", "20249902"),
    "bad segment type": ("phrase", "verse"),
    "bad language": ('"ar"', '"ar_LY"'),
    "no language": (' xml:lang="ar"', ""),
    "old language": ('xml:lang="ar"', 'lang="ar"'),
    "two attributes of a property": ('type="x-domain"', 'type="x-domain" xml:lang="en"'),
    "property without type": (' type="x-domain"', ""),
    "property at the end": ("</tu>", '<prop type="x">late</prop></tu>'),
    "stray text": ("<note>", "stray<note>"),
    "no break space": ("<note>", "\u00a0<note>"),
    "illegal character": ("Ouvre", "Ou\x0bvre"),
    "no character": ("Ouvre", "Ou\ufffevre"),
    "carriage returns": ("\n", "\r\n"),
    "old line ends": ("\n", "\r"),
    "empty segment": ("<seg>Ouvre</seg>", "<seg/>"),
    "no segment": ("<seg>Ouvre</seg>", "Ouvre"),
    "two segments": ("<seg>Ouvre</seg>", "<seg>Ouvre</seg><seg>Ouvre</seg>"),
    "unclosed": ("</note>", ""),
    "a unit in a unit": ("Ouvre", "<tu><tuv><seg>a</seg></tuv><tuv><seg>b</seg></tuv></tu>"),
    "end of the body": ("</tu>", "</tu></body><body>"),
    "end of the file": ("</tu>", "</tu></body></tmx>"),
}


def everything(text: str, *, recover: bool) -> Any:
    """All that the reader says of a text."""
    try:
        with TmxReader(io.BytesIO(text.encode("utf-8", "surrogatepass")), name="memory", recover=recover) as reader:
            units = [(reader.line, reader.number, unit) for unit in reader]
    except UnreadableMemory as error:
        return str(error)
    return units, reader.header, reader.repairs


def both(text: str, *, recover: bool) -> tuple[Any, Any]:
    """The same, and what it says without plain units."""
    plain = everything(text, recover=recover)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(body, "plain_text", lambda _: "")
        return plain, everything(text, recover=recover)


def test_a_plain_unit_is_read_without_a_tree() -> None:
    match = UNIT.fullmatch(PLAIN)
    assert match
    unit = PlainUnits().unit(match)
    with TmxReader(io.BytesIO((HEAD + PLAIN.replace('"7"', "'7'") + TAIL).encode())) as reader:
        assert [unit] == list(reader)
        assert hash(unit) == hash(unit)


@pytest.mark.parametrize("recover", [False, True])
@pytest.mark.parametrize("kind", NOT_PLAIN)
def test_what_is_not_plain_is_read_as_by_libxml2(kind: str, recover: bool) -> None:
    changed = PLAIN.replace(*NOT_PLAIN[kind])
    assert changed != PLAIN
    plain, whole = both(HEAD + PLAIN + changed + PLAIN + TAIL, recover=recover)
    assert plain == whole


def line_of(outcome: Any) -> int:
    """The line of the fault that stopped a reading; 0 where none did."""
    found = re.search(r"memory: line (\d+)", str(outcome))
    return int(found[1]) if found else 0


TAGS = ["tu", "/tu", "/tuv", "seg", "/seg", "prop", "/prop", "note", "/note", "/body", "body", "ph", "/ph"]
SIGNS = ["&amp;", "&", "<", ">", '"', "<!--", "-->", "<![CDATA[", "]]>", "<?a", "?>", "\n", "\r", " ", "\u00a0", "\x01"]
PARTS = [PLAIN, '<tuv xml:lang="en">', '<prop type="a">', "text", *SIGNS, *(f"<{tag}>" for tag in TAGS)]
DAMAGE = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)


@settings(deadline=None, max_examples=150)
@given(DAMAGE, st.integers(0, len(PLAIN)), st.integers(0, 30), st.booleans())
def test_damage_is_seen_as_by_libxml2(damage: str, place: int, length: int, recover: bool) -> None:
    changed = PLAIN[:place] + damage + PLAIN[place + length :]
    plain, whole = both(HEAD + PLAIN + changed + PLAIN + TAIL, recover=recover)
    # Of two faults, libxml2 sees first what is not well-formed, and units one by one what comes first.
    assert plain == whole or (not recover and 0 < line_of(plain) < line_of(whole))
