"""The source documents of a project: copied into it, and asked how a text stands there."""

import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from aligner.errors import OutputError
from aligner.exporting.normalising import MARKS
from aligner.output import replacing
from corpus import paragraphs, read_document

_PLAIN = ("", ".txt", ".utf8")  # suffixes of what OmegaT is told to read as plain text
_MARKS_BEFORE, _MARKS_AFTER = re.compile(rf"{MARKS.pattern}+\Z"), re.compile(f"{MARKS.pattern}+")
# A sign of a script that puts no space between sentences.
_UNSPACED = re.compile("[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uff65]")


@dataclass(frozen=True, slots=True)
class Source:
    """A document in plain text, as it stands and without bidi marks; ``places`` are where the signs left stand."""

    text: str
    bare: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Source":
        """The document with this text."""
        if not MARKS.search(text):
            return cls(text, text, ())
        places = tuple(place for place, sign in enumerate(text) if not MARKS.match(sign))
        return cls(text, "".join(text[place] for place in places), places)

    def marked(self, text: str) -> str:
        """``text``, which has no bidi marks, with those it has in the document; as it is if it is not there."""
        first = self.bare.find(text) if self.places else -1
        if first < 0:
            return text
        start, stop = self.places[first], self.places[first + len(text) - 1] + 1
        before, after = _MARKS_BEFORE.search(self.text[max(start - 9, 0) : start]), _MARKS_AFTER.match(self.text, stop)
        return self.text[start - len(before.group() if before else "") : after.end() if after else stop]


@dataclass(frozen=True, slots=True)
class Sources:
    """The documents, by the names of their files."""

    paths: tuple[Path, ...] = ()
    texts: dict[str, Source] = field(default_factory=dict)

    @classmethod
    def read(cls, paths: Iterable[Path]) -> "Sources":
        """Read what is plain text; raises ``CorpusError``, and ``OutputError`` where two files have one name."""
        held = tuple(paths)
        names = [path.name for path in held]
        for path in held:
            if names.count(path.name) > 1:
                raise OutputError(f"{path}: there is another source file {path.name}; rename one of them")
        plain = (path for path in held if path.suffix.lower() in _PLAIN)
        return cls(held, {path.name: Source.of(read_document(path).text) for path in plain})

    @property
    def are_wrapped(self) -> bool:
        """Whether there is a document whose lines end within paragraphs."""
        texts = [source.text for source in self.texts.values()]
        return any(re.search(r"[\r\n]", text[span.start : span.end]) for text in texts for span in paragraphs(text))

    def copy(self, folder: Path) -> None:
        """Put the documents into ``folder``: plain text as UTF-8, other formats as they are."""
        for path in self.paths:
            with replacing(folder / path.name) as out:
                if path.name in self.texts:
                    out.write(self.texts[path.name].text.encode("utf-8", "surrogatepass"))
                else:
                    with path.open("rb") as file:
                        shutil.copyfileobj(file, out)

    def marked(self, file: str, text: str) -> str:
        """``text`` with the bidi marks that it has in its document."""
        return self.texts[file].marked(text) if file in self.texts else text

    def join(self, file: str, texts: Sequence[str]) -> str | None:
        """Consecutive texts of a document as one, with what stands between them there.

        None where they do not stand in one paragraph of it. Of a document that is not here it is
        taken that they do, with a space between them where the script has spaces.
        """
        if file not in self.texts:
            return join_texts(texts)
        found = re.search(r"[^\S\r\n]*".join(map(re.escape, texts)), self.texts[file].bare)
        return found.group() if found else None


def join_texts(texts: Sequence[str]) -> str:
    """Texts as one, with a space between two where their script has spaces.

    >>> join_texts(["من؟", "أنا."]), join_texts(["你呢？", "我来。"])
    ('من؟ أنا.', '你呢？我来。')
    """
    joints = ["" if _UNSPACED.match(before[-1:] or after[:1]) else " " for before, after in pairwise(texts)]
    return "".join(part for pair in zip(texts, [*joints, ""], strict=True) for part in pair)
