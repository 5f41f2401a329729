"""What is wrong with the letters of a file, and no longer shows in its units: OmegaT 6.1 refuses such files.

Looked for while the bytes pass by on their way to the reader; in plain UTF-8 only.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from tmx.streams.problems import Problem, Severity

_OVERLAP = 512  # bytes of a chunk that are searched again with the next one
_ROOT = re.compile(rb"<tmx\b[^>]*>")
_VERSION = re.compile(rb"""\sversion\s*=\s*["']([^"']*)""")
_KNOWN = {b"1.0", b"1.1", b"1.2", b"1.3", b"1.4"}
_REFUSED = "OmegaT from 6.1 on refuses the file"
_REMEDY = "loom tmx convert writes it as it should be"
_OLD_LANGUAGE = "<tuv> with lang, as before TMX 1.4, for xml:lang"
_PATTERNS = {
    _OLD_LANGUAGE: re.compile(rb"<tuv\s(?:[^>]*\s)?lang\s*="),
    "<prop> or <note> behind a <tuv>, not before it": re.compile(rb"</tuv>\s*<(?:prop|note)\b"),
}


class Surface:
    """A stream that watches what is read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._tail, self._line = b"", 1  # the end of what was read, and the line that it begins on
        self._root: tuple[bytes, int] | None = None
        self._seen = dict.fromkeys(_PATTERNS, (0, 0))  # how often, and the line of the first

    def read(self, size: int = -1) -> bytes:
        """What the stream reads."""
        data = self._stream.read(size)
        text = self._tail + data
        if self._root is None and (root := _ROOT.search(text)):
            self._root = root[0], self._line + text.count(b"\n", 0, root.start())
        for what, pattern in _PATTERNS.items():
            count, line = self._seen[what]
            for found in pattern.finditer(text):
                if found.end() > len(self._tail):
                    count += 1
                    line = line or self._line + text.count(b"\n", 0, found.start())
            self._seen[what] = count, line
        cut = max(len(text) - _OVERLAP, 0)
        self._tail = text[cut:]
        self._line += text.count(b"\n", 0, cut)
        return data

    def problems(self) -> Iterator[Problem]:
        """What was seen so far."""
        root, line = self._root or (b"", 0)
        version = _VERSION.search(root)
        if b"xmlns=" in root:
            what = f"a default namespace, which TMX does not have: {_REFUSED}"
            yield Problem(Severity.ERROR, line, 0, what, _REMEDY)
        if version and version[1] not in _KNOWN:
            what = f"version {version[1].decode(errors='replace')[:20]}, and TMX 1.4b says 1.4: {_REFUSED}"
            yield Problem(Severity.ERROR, line, 0, what, _REMEDY)
        is_old = bool(version and version[1] in _KNOWN - {b"1.4"})
        for what, (count, first) in self._seen.items():
            if count and not (is_old and what == _OLD_LANGUAGE):
                yield Problem(Severity.ERROR, first, 0, f"{what}, {count:,} times from here on: {_REFUSED}", _REMEDY)
