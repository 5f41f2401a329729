"""Where tags are tags: XML outside of comments, CDATA sections and processing instructions."""

import re
from collections.abc import Iterator

_OPENING = re.compile(rb"<!--|<!\[CDATA\[|<\?")
_CLOSING = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}


def tag_spans(data: bytes, *, open_ended: bool = False) -> Iterator[tuple[int, int]]:
    """Start and end of each span of ``data`` in which ``<`` begins a tag, in one pass.

    What is opened and never closed holds tags, or with ``open_ended``, where more data may follow, none.
    """
    start = position = 0
    never_closed: set[bytes] = set()
    while opening := _OPENING.search(data, position):
        closing = _CLOSING[opening[0]]
        end = -1 if closing in never_closed else data.find(closing, opening.end())
        if end >= 0:
            yield start, opening.start()
            start = position = end + len(closing)
        elif open_ended:
            yield start, opening.start()
            return
        else:
            never_closed.add(closing)
            position = opening.end()
    yield start, len(data)
