"""Read TBX-Basic of either edition, in either style."""

from typing import BinaryIO, NoReturn

from tmx.errors import UnreadableGlossary
from tmx.faults import Faults
from tmx.reading.source import utf8_chunks
from tmx.terms.concept import Concept, Glossary
from tmx.terms.formats.identifiers import with_ids
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.tbx.concepts import concept_of
from tmx.terms.formats.tbx.parsing import Node, TbxParser
from tmx.terms.formats.tbx.vocabulary import HEADERS
from tmx.terms.formats.texts import one_line


def read_tbx(stream: BinaryIO, name: str, title: str, tally: Tally) -> Glossary:
    """The glossary in a stream of bytes, gzip or not; ``title`` is its name where the header has none.

    Raises ``UnreadableGlossary``, one line with file, line and concept.
    """
    parser = TbxParser(name, tally)
    concepts: list[Concept] = []
    for node in parser.parse(utf8_chunks(stream, _Strict(name, recover=False))):
        if node.name in HEADERS:
            title = _title(node) or title
        elif concept := concept_of(node, parser, tally):
            concepts.append(concept)
    return Glossary(title, tuple(with_ids(concepts, tally)))


def _title(header: Node) -> str:
    node: Node | None = header
    for name in ("fileDesc", "titleStmt", "title"):
        node = node.first(name) if node else None
    return one_line(node.text) if node else ""


class _Strict(Faults):
    """Faults of the bytes as errors of a glossary."""

    def found(self, line: int, unit: int, what: str, done: str) -> NoReturn:
        raise UnreadableGlossary(f"{self.place(line, unit)}: {what}; save it as UTF-8, or get it again")
