"""What a reader is given, and what it builds its document with."""

from dataclasses import dataclass, field

from corpus.document import Block, Document, Kind


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file, unpacked if it was compressed; ``encoding`` is the one the user named, or None."""

    name: str
    data: bytes
    encoding: str | None = None


@dataclass(slots=True)
class Builder:
    """Collects the blocks of a document in order: their texts become lines of its text.

    Text is kept as it is but for white space at the ends of a block; blocks of white space vanish.
    """

    _texts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def add(
        self,
        text: str,
        kind: Kind = Kind.PARAGRAPH,
        *,
        level: int = 0,
        cell: tuple[int, int, int] = (-1, -1, -1),
        times: tuple[int, int] | None = None,
        language: str = "",
    ) -> None:
        """Append a block; ``cell`` is table, row and column, see ``Block``."""
        text = text.strip()
        if not text:
            return
        end = self._length + len(text)
        self._blocks.append(Block(self._length, end, kind, level, *cell, times, language))
        self._texts.append(text)
        self._length = end + 1

    def document(
        self, source: Source, *, encoding: str = "utf-8", guessed: bool = False, remarks: tuple[str, ...] = ()
    ) -> Document:
        """The document of what was added."""
        return Document(source.name, "\n".join(self._texts), encoding, guessed, tuple(self._blocks), remarks)
