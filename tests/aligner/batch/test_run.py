"""A batch from pairs to files, over and over again."""

import json
import os
import signal
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from aligner import LoomError, OutputError
from aligner.batch.entry import Entry, Status
from aligner.batch.folder import opened
from aligner.batch.job import By, Job, Pairing, Unpaired
from aligner.batch.options import BatchOptions, Recipe
from aligner.batch.pool import products
from aligner.batch.product import Product, Workshop
from aligner.batch.run import finish_batch, run_batch
from aligner.formats import Format
from aligner.production import Wanted
from tests.aligner.batch.documents import pairing, write_pair
from tmx import read_tmx
from tmx.store import Memory


def here(workshop: Workshop, jobs: Sequence[Job], processes: int, limit: float) -> Generator[Product, None, None]:
    """Makes products in this process, which has loaded everything."""
    return (workshop.make(job) for job in jobs)


run = partial(run_batch, make=here)


def entries(out: Path) -> dict[str, Entry]:
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {entry.name: entry for entry in map(Entry.parse, lines)}


def written(out: Path) -> dict[str, int]:
    """When each file of a pair was written."""
    return {path.name: path.stat().st_mtime_ns for path in (out / "pairs").rglob("*") if path.is_file()}


def test_every_document_has_files_an_entry_and_its_units_in_the_memory(tmp_path: Path) -> None:
    given = pairing(tmp_path / "in", 3)
    lonely = Unpaired(tmp_path / "in" / "وحيد.txt", "in ar; nothing\nelse")
    out = tmp_path / "out"
    recipe = Recipe(form=Format.TSV, wanted=Wanted(filters=("min-words=2",)))
    options = BatchOptions(recipe, memory=tmp_path / "m.loom")
    summary = run(replace(given, unpaired=(lonely,)), out, options)
    assert sorted(written(out)) == sorted(f"text{n:03}.{form}" for n in range(3) for form in ("tmx", "tsv"))
    assert [(one.name, one.status) for one in entries(out).values()] == [
        *((job.name, Status.DONE) for job in given.jobs),
        (str(lonely.path), Status.UNPAIRED),
    ]
    counts = entries(out)["text000"].counts
    assert counts
    assert (counts.source_segments, counts.target_segments, counts.units) == (9, 9, 8)
    assert counts.removed == {"min-words 2": 1}
    assert counts.confidence > 0.8
    assert (out / "unpaired.tsv").read_text(encoding="utf-8") == f"{lonely.path}\tin ar; nothing else\n"
    texts = [(unit.source.text, unit.target.text) for unit in read_tmx(out / "memory.tmx")]
    assert len(texts) == len(set(texts)) == summary.merged.units
    assert summary.merged.units + summary.merged.repeated == 24
    assert summary.segments == 54
    assert summary.removed == {"min-words 2": 3}
    with Memory.open(tmp_path / "m.loom") as memory:
        assert memory.statistics().units == summary.merged.units


def test_what_is_done_is_not_done_again_unless_something_changed(tmp_path: Path) -> None:
    given, out, options = pairing(tmp_path / "in", 3), tmp_path / "out", BatchOptions()
    run(given, out, options)
    before, memory = written(out), (out / "memory.tmx").read_bytes()
    assert run(given, out, options).fresh == frozenset()
    assert written(out) == before
    assert (out / "memory.tmx").read_bytes() == memory
    given.jobs[1].source.write_text("The harbour is closed.\n", encoding="utf-8")
    (out / "pairs" / "text002.tmx").unlink()
    assert run(given, out, options).fresh == {"text001", "text002"}
    assert written(out)["text000.tmx"] == before["text000.tmx"]
    fewer = run(Pairing(given.jobs[:1], ()), out, options)
    assert (fewer.left_over, fewer.merged.units) == (2, 9)
    assert len(written(out)) == 3
    other = replace(options, recipe=Recipe(wanted=Wanted(min_confidence=0.2)))
    assert len(run(given, out, other).fresh) == 3


def test_a_bad_file_costs_only_itself_and_is_tried_again_on_demand(tmp_path: Path) -> None:
    given, out, options = pairing(tmp_path / "in", 2), tmp_path / "out", BatchOptions()
    run(given, out, options)
    bad = given.jobs[0]
    text = bad.source.read_bytes()
    bad.source.write_bytes(b"")
    missing = Job("missing", tmp_path / "no.txt", bad.target, By.LIST, None, "en", "ar")
    upwards = Job("../../upwards", *write_pair(tmp_path / "in", 9), By.LIST)
    both = Pairing((*given.jobs, missing, upwards), ())
    summary = run(both, out, options)
    errors = {entry.name: entry.error or "" for entry in summary.of(Status.FAILED)}
    assert errors.keys() == {bad.name, "missing", "../../upwards"}
    assert "; nothing to align" in errors[bad.name]
    assert "no such file" in errors["missing"]
    assert not (out / "pairs" / "text000.tmx").exists()
    assert len(summary.of(Status.DONE)) == 1
    assert run(both, out, options).fresh == frozenset()
    assert len(run(both, out, replace(options, retry_failed=True)).fresh) == 3
    bad.source.write_bytes(text)
    assert run(both, out, options).fresh == {bad.name}


def test_a_run_goes_on_after_a_torn_line(tmp_path: Path) -> None:
    given, out, options = pairing(tmp_path / "in", 3), tmp_path / "out", BatchOptions()
    run(given, out, options)
    whole = (out / "manifest.jsonl").read_bytes()
    memory = (out / "memory.tmx").read_bytes()
    state = json.loads((out / "batch.json").read_text())
    (out / "batch.json").write_text(json.dumps(state | {"finished": False}))
    lines = whole.splitlines(keepends=True)
    (out / "manifest.jsonl").write_bytes(lines[2] + b"\xff no line of ours\n" + lines[0][:70])
    (out / "pairs" / ".text000.tmx.abc.part").write_bytes(b"<tmx")
    assert run(given, out, options).fresh == {"text000", "text001"}
    assert (out / "manifest.jsonl").read_bytes() == whole
    assert (out / "memory.tmx").read_bytes() == memory
    assert sorted(written(out)) == ["text000.tmx", "text001.tmx", "text002.tmx"]


def test_an_interrupted_batch_can_be_put_together_as_far_as_it_came(tmp_path: Path) -> None:
    given, out, options = pairing(tmp_path / "in", 3), tmp_path / "out", BatchOptions()
    run(Pairing(given.jobs[:2], ()), out, options)
    (out / "memory.tmx").unlink()
    assert len(finish_batch(given, out, options).of(Status.DONE)) == 2
    assert (out / "memory.tmx").exists()


def test_two_batches_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with opened(tmp_path / "out"), pytest.raises(OutputError, match="at work in it"):
        run(Pairing((), ()), tmp_path / "out", BatchOptions())


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(OutputError, match="other files in it"):
        run(Pairing((), ()), tmp_path, BatchOptions())
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_no_output_is_an_input_as_well(tmp_path: Path) -> None:
    given, out = pairing(tmp_path / "in", 1), tmp_path / "out"
    run(given, out, BatchOptions())
    own = out / "pairs" / "text000.tmx"
    before = own.read_bytes()
    with pytest.raises(OutputError, match="inputs are in the folder of the output"):
        run(Pairing((Job("text000", own, None, By.FILE),), ()), out, BatchOptions())
    assert own.read_bytes() == before


@dataclass(frozen=True, slots=True)
class Deadly(Workshop):
    """Some jobs end the process they are in."""

    def make(self, job: Job) -> Product:
        once = self.folder.path / "once"
        if job.name.endswith("1") or (job.name.endswith("2") and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGSEGV if job.name.endswith("1") else signal.SIGKILL)
        if job.name.endswith("3"):
            signal.pause()
        return Product(Entry.failed(job, "alive", self.signature))


def test_a_process_that_dies_costs_one_job_and_only_if_it_dies_twice(tmp_path: Path) -> None:
    given = pairing(tmp_path / "in", 5, length=1)
    with opened(tmp_path / "out") as folder:
        made = products(Deadly(folder, Recipe(), "x"), given.jobs, 2, 1.0)
        errors = {product.entry.name: product.entry.error or "" for product in made}
    assert len(errors) == 5
    assert "was ended by SIGSEGV" in errors["text001"]
    assert str(given.jobs[1].source) in errors["text001"]
    assert "took longer than 1 s" in errors["text003"]
    assert {errors[f"text00{number}"] for number in (0, 2, 4)} == {"alive"}


@dataclass(frozen=True, slots=True)
class Broken(Workshop):
    """Cannot even be read by another process."""

    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (7,))


def test_where_no_process_can_work_it_is_said(tmp_path: Path) -> None:
    given = pairing(tmp_path / "in", 1)
    with opened(tmp_path / "out") as folder, pytest.raises(LoomError, match="before it could begin"):
        list(products(Broken(folder, Recipe(), "x"), given.jobs, 1, 60.0))
