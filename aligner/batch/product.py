"""One document of a batch: read, aligned, written, counted; whatever is wrong with it ends here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from aligner.batch.entry import Counts, Entry
from aligner.batch.folder import Folder
from aligner.batch.job import Job
from aligner.batch.options import Recipe
from aligner.batch.planning import fingerprint
from aligner.errors import LoomError
from aligner.formats import Format, Result, write
from aligner.models import load_encoder
from aligner.output import replacing
from aligner.production import produce
from corpus import Bitext, CorpusError, Reading, read_bitext
from tmx import TmxError, Written


@dataclass(frozen=True, slots=True)
class Product:
    """The entry of a document, and the seconds that its stages took."""

    entry: Entry
    seconds: dict[str, float] = field(default_factory=dict)


class Stopwatch:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage."""
        started = perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = round(perf_counter() - started, 4)


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all documents of a batch are made with."""

    folder: Folder
    recipe: Recipe
    signature: str

    def make(self, job: Job) -> Product:
        """The files of a job, and what the manifest says of it; raises nothing but interrupts."""
        mark, watch = fingerprint(job, self.signature), Stopwatch()
        try:
            counts, notes = self._make(job, watch)
        except (LoomError, CorpusError, TmxError) as error:
            return Product(Entry.failed(job, str(error), mark), watch.seconds)
        except MemoryError:
            return Product(Entry.failed(job, f"{job.source}: too large for the memory there is", mark), watch.seconds)
        except Exception as error:  # a fault of ours, or of a library, in one document is no reason to lose the others
            what = " ".join(f"{type(error).__name__}: {error}".split())
            return Product(Entry.failed(job, f"{job.source}: unexpected: {what}", mark), watch.seconds)
        return Product(Entry.done(job, counts, notes, mark), watch.seconds)

    def _make(self, job: Job, watch: Stopwatch) -> tuple[Counts, tuple[str, ...]]:
        recipe = self.recipe
        with watch.stage("reading"):
            bitext = read_bitext(job.source, job.target, _languages(job, recipe.reading))
        with watch.stage("aligning"):
            result = produce(bitext, load_encoder(recipe.model), recipe.wanted)
        with watch.stage("writing"):
            written = [self._write(job, form, result) for form in recipe.forms]
        return _counts(result, written[0].units), _notes(bitext, written[0])

    def _write(self, job: Job, form: Format, result: Result) -> Written:
        path = self.folder.pair(job.name, form)
        _make_folder(path.parent)
        with replacing(path) as out:
            written = write(result, form, out)
            out.flush()
            os.fsync(out.fileno())  # the manifest will say that it is there
        return written


def _languages(job: Job, reading: Reading) -> Reading:
    return replace(
        reading,
        source_language=job.source_language or reading.source_language,
        target_language=job.target_language or reading.target_language,
    )


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LoomError(
            f"{path}: cannot be made ({error.strerror or error}); give the document another name"
        ) from error


def _counts(result: Result, units: int) -> Counts:
    bitext, alignment = result.bitext, result.alignment
    scores = [unit.score for unit in alignment.units() if unit.is_paired]
    return Counts(
        bitext.source.language,
        bitext.target.language,
        len(bitext.source),
        len(bitext.target),
        units,
        sum(bead.is_moved for bead in alignment),
        sum(bead.is_null for bead in alignment),
        round(alignment.source_share, 4),
        round(alignment.target_share, 4),
        round(sum(scores) / max(len(scores), 1), 4),
        alignment.is_doubtful,
        dict(result.stopped),
    )


def _notes(bitext: Bitext, written: Written) -> tuple[str, ...]:
    documents = {side.document.name: side.document for side in (bitext.source, bitext.target)}.values()
    notes = [f"{one.name}: read as {one.encoding}, a guess" for one in documents if one.guessed]
    notes += [f"{one.name}: {remark}" for one in documents for remark in one.remarks]
    losses = (
        (written.illegal, "characters that XML 1.0 forbids"),
        (written.bidi, "bidi controls in source segments"),
        (written.empty, "units with an empty side"),
    )
    return (*notes, *(f"left out: {what}: {count}" for count, what in losses if count))
