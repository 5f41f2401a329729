from io import BytesIO
from typing import BinaryIO, cast

import pytest

from tmx import TmxReader
from tmx.streams.surface import Surface

UNIT = '<tu><tuv xml:lang="en"><seg>port</seg></tuv><tuv xml:lang="ar"><seg>ميناء</seg></tuv></tu>\n'
HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" '
    'o-tmf="t" adminlang="en" srclang="en" datatype="x"/>'
)


def seen(body: str, root: str = '<tmx version="1.4">', chunk: int = 0) -> list[tuple[int, str]]:
    data = f"<?xml version='1.0'?>\n{root}\n{HEADER}\n<body>\n{body}</body>\n</tmx>".encode()
    surface = Surface(BytesIO(data))
    if chunk:
        while surface.read(chunk):
            pass
    else:
        with TmxReader(cast("BinaryIO", surface), recover=True) as reader:
            assert all(unit.target.text == "ميناء" for unit in reader)
    return [(problem.line, problem.what) for problem in surface.problems()]


@pytest.mark.parametrize("chunk", [0, 1, 7, 100, 1000])
def test_each_kind_is_named_once_with_its_first_line(chunk: int) -> None:
    old, turned = UNIT.replace("xml:lang", "lang"), UNIT.replace("</tu>", "<prop type='x'>y</prop></tu>")
    body = UNIT * 20 + old + UNIT * 20 + old + turned
    assert [(line, what.partition(":")[0]) for line, what in seen(body, chunk=chunk)] == [
        (25, "<tuv> with lang, as before TMX 1.4, for xml"),
        (47, "<prop> or <note> behind a <tuv>, not before it, 1 times from here on"),
    ]
    assert "4 times" in seen(body, chunk=chunk)[0][1]


@pytest.mark.parametrize(
    ("root", "found"),
    [
        ('<tmx version="1.4">', []),
        ('<tmx version="1.1">', []),
        ('<tmx version="1.4b">', [(2, "version 1.4b, and TMX 1.4b says 1.4")]),
        (
            '<tmx version="1.4" xmlns="http://www.lisa.org/tmx14">',
            [(2, "a default namespace, which TMX does not have")],
        ),
    ],
)
def test_the_root(root: str, found: list[tuple[int, str]]) -> None:
    assert [(line, what.partition(":")[0]) for line, what in seen(UNIT, root)] == found


def test_what_was_right_in_an_old_version_is_right_in_it() -> None:
    assert seen(UNIT.replace("xml:lang", "lang"), '<tmx version="1.1">') == []
