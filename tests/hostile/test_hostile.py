"""Whatever a file was made to do, reading it ends in one line that names it."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import CorpusError, EmptyDocument, UndecodableText, UnreadableFile
from corpus.reading import read_document
from tests.conftest import Loom
from tests.hostile.files import HOSTILE, MEGABYTE, TEXT, archive, deflated, gzipped, pack

PATIENCE = 60  # seconds on a busy machine; benchmarks/hostile.py says what it takes
NO_FILES = ("folder.txt", "pipe.txt", "device.txt", "loop.txt", "dangling.txt", "locked.txt")
NO_TEXT = ("picture.txt", "picture.html", "program.srt", "nul.txt", "nul.md", "controls.txt", "noise.txt")
EMPTY = ("empty.txt", "empty.docx", "blank.md", "comments.html")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """A file that hangs fails, and does not hold up the rest."""

    def give_up(*_: object) -> None:
        raise TimeoutError(f"not done within {PATIENCE} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_file_ends_in_one_line_that_names_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    HOSTILE[name](path)
    if name == "locked.txt" and os.access(path, os.R_OK):
        path.unlink()  # nothing is locked for the superuser; missing is as near as it comes
    with pytest.raises(CorpusError) as error:
        read_document(path)
    line = str(error.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    assert len(line) < len(str(path)) + 250
    if name in NO_FILES:
        assert isinstance(error.value, UnreadableFile)
    if name in NO_TEXT:
        assert isinstance(error.value, UndecodableText)
    if name in EMPTY:
        assert isinstance(error.value, EmptyDocument)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("flat-bomb.docx", "would unpack to"),
        ("overlapping.docx", "would unpack to"),
        ("many-parts.epub", "60,000 parts"),
        ("encrypted.docx", "locked with a password"),
        ("office-locked.docx", "locked with a password"),
        ("locked.pdf", "locked with a password"),
        ("old.doc", "old Word"),
        ("text.docx", "it is no DOCX file"),
        ("text.pdf", "it is no PDF file"),
        ("gzip-bomb.txt.gz", "larger than"),
        ("gzip-in-gzip.txt.gz", "packed twice"),
        ("truncated.txt.gz", "damaged gzip"),
        ("gigabyte-line.txt", "larger than"),
        ("long-line.txt", "line 1 of its text"),
        ("outside.xlf", "declares entities"),
        ("deep.html", "Excessive depth"),
        ("deep-list.md", "deep"),
        ("pipe.txt", "a device or a pipe"),
        ("device.txt", "a device or a pipe"),
        ("folder.txt", "a folder"),
        ("dangling.txt", "no such file"),
    ],
)
def test_the_line_says_what_is_wrong(name: str, words: str, tmp_path: Path) -> None:
    HOSTILE[name](tmp_path / name)
    with pytest.raises(CorpusError, match=words):
        read_document(tmp_path / name)


@pytest.mark.parametrize("name", ["flat-bomb.docx", "laughs.tmx", "deep.html", "pipe.txt", "nul.txt", "truncated.pdf"])
def test_the_command_prints_the_line_and_writes_nothing(name: str, tmp_path: Path, loom: Loom) -> None:
    HOSTILE[name](tmp_path / name)
    outcome = loom("align", tmp_path / name, "-o", tmp_path / "out.tmx")
    assert outcome.code == 1
    assert outcome.out == ""
    assert outcome.err.startswith("loom: ")
    assert name in outcome.err
    assert outcome.err.count("\n") == 1
    assert not (tmp_path / "out.tmx").exists()


def test_a_lying_archive_is_unpacked_no_further_than_it_says(tmp_path: Path) -> None:
    """Neither time nor memory tell that safely; what was unpacked does."""
    from corpus.readers.containers import members
    from corpus.readers.source import Source
    from tests.hostile.files import Part

    packed, _, checksum = pack("a" * 100)
    with members(Source("a.zip", archive([Part("a", deflated(9 * MEGABYTE), 100, checksum)]))) as found:
        assert found.read("a") == b"a" * 100
    assert packed


def test_a_pipe_of_the_shell_is_read() -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    assert read_document(f"/dev/fd/{reading}").text == TEXT
    os.close(reading)


def test_bombs_are_what_they_are_called() -> None:
    """The maker of bombs makes bombs: otherwise the tests above would show nothing."""
    import zlib

    assert len(zlib.decompress(deflated(2 * MEGABYTE), -15)) == 2 * MEGABYTE
    assert len(zlib.decompressobj(31).decompress(gzipped(3 * MEGABYTE)[:-8])) == 3 * MEGABYTE
