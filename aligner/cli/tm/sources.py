"""Files that a memory is filled from: their units, and what tells them from each other."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from aligner.cli.tmx.files import bytes_of, reading, shown
from tmx.exchange import Form, Languages, form_of, read_units
from tmx.store import Source
from tmx.unit import TranslationUnit


def opened(
    path: Path, form: Form | None, languages: Languages | None, *, recover: bool
) -> tuple[Source, AbstractContextManager[Iterable[TranslationUnit]]]:
    """Where units come from, and the units; raises ``TmxError`` here for a file that is not there."""
    form = form or (Form.TMX if str(path) == "-" else form_of(path))
    return Source(path.name, _fingerprint(path)), _units(path, form, languages, recover=recover)


def _fingerprint(path: Path) -> str:
    """Another one after every change; none for a stream."""
    if not path.is_file():
        return ""
    state = path.stat()
    return f"{path.absolute()}:{state.st_size}:{state.st_mtime_ns}"


@contextmanager
def _units(
    path: Path, form: Form, languages: Languages | None, *, recover: bool
) -> Iterator[Iterable[TranslationUnit]]:
    if form is Form.TMX:
        with reading(path, recover=recover) as memory:
            yield memory
    else:
        with bytes_of(path, shown(path)) as stream:
            yield read_units(stream, form, languages, shown(path))
