"""A batch on one page.

pairs -> those that have no result yet -> several processes -> a line in the manifest for each,
         as soon as its files are there -> one memory of all units -> figures

Whatever ends a run, the next one goes on from the manifest, and the files come out as if nothing had been.
"""

import json
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from time import perf_counter

from aligner.batch.entry import Entry, Status
from aligner.batch.folder import Folder, opened
from aligner.batch.job import Job, Pairing, Unpaired
from aligner.batch.manifest import Manifest, write_lines
from aligner.batch.merging import header, import_memory, write_memory
from aligner.batch.options import BatchOptions
from aligner.batch.planning import refuse_outputs, remaining
from aligner.batch.pool import products
from aligner.batch.product import Product, Workshop
from aligner.batch.summary import Summary
from aligner.models import load_encoder
from aligner.production import Shown, unseen
from tmx.store import Added, Source

Maker = Callable[[Workshop, Sequence[Job], int, float], Generator[Product, None, None]]
"""Makes products of jobs, by so many processes, each within so many seconds."""


def run_batch(
    pairing: Pairing, out: Path, options: BatchOptions, shown: Shown = unseen, make: Maker = products
) -> Summary:
    """Align all jobs of a pairing that have no result yet, and put all results together in the folder ``out``.

    Raises ``LoomError`` where nothing can be written or no process can work; what is wrong with a
    document is in the manifest. An interrupt leaves a folder that the next run goes on with. ``make``
    is who does the work: several processes.
    """
    started = perf_counter()
    recipe = options.recipe
    signature = recipe.signature()
    with opened(out) as folder, Manifest(folder.manifest) as manifest:
        refuse_outputs(pairing.jobs, folder)
        jobs = remaining(pairing.jobs, manifest.entries, folder, options, signature)
        wanted = replace(recipe.wanted, moment=folder.begin(anew=bool(jobs)))
        workshop = Workshop(folder, replace(recipe, wanted=wanted), signature)
        align_jobs(make(workshop, jobs, options.processes, options.time_limit), len(jobs), folder, manifest, shown)
        return put_together(pairing, folder, manifest, options, shown).since(started, {job.name for job in jobs})


def finish_batch(pairing: Pairing, out: Path, options: BatchOptions, shown: Shown = unseen) -> Summary:
    """Put together what there is of a batch that was interrupted, without the jobs that have no result yet."""
    signature = options.recipe.signature()
    with opened(out) as folder, Manifest(folder.manifest) as manifest:
        missing = set(remaining(pairing.jobs, manifest.entries, folder, options, signature))
        jobs = tuple(job for job in pairing.jobs if job not in missing)
        return put_together(replace(pairing, jobs=jobs), folder, manifest, options, shown)


def align_jobs(
    made: Generator[Product, None, None], count: int, folder: Folder, manifest: Manifest, shown: Shown
) -> None:
    """Enter what is made into the manifest, as soon as it is there; ``count`` products are to come."""
    with (
        shown("aligning") as advance,
        folder.timings.open("a", encoding="utf-8") as timings,
        closing(made),
    ):
        for number, product in enumerate(made, 1):
            if product.entry.status is Status.FAILED:
                folder.discard(product.entry.name)
            manifest.append(product.entry)
            timings.write(_timing(product))
            advance(number, count)


def put_together(pairing: Pairing, folder: Folder, manifest: Manifest, options: BatchOptions, shown: Shown) -> Summary:
    """Write what is about all documents: memory, manifest, and the files that have no partner."""
    results = [manifest.entries[job.name].found_again(job) for job in pairing.jobs]
    done = [entry for entry in results if entry.status is Status.DONE]
    languages = [entry.counts.source_language for entry in done if entry.counts]
    with shown("merging") as advance:
        head = header(languages, load_encoder(options.recipe.model).name, folder.begin(anew=False))
        merged = write_memory(folder.memory, head, [folder.pair(entry.name) for entry in done], advance)
    imported = add_to_memory(options.memory, folder) if options.memory else None
    write_lines(folder.unpaired, map(_row, pairing.unpaired))
    entries = (*results, *map(Entry.unpaired, pairing.unpaired))
    names = {job.name for job in pairing.jobs}
    left_over = sum(one.status is Status.DONE and one.name not in names for one in manifest.entries.values())
    manifest.finish(entries)
    folder.finish()
    return Summary(entries, merged, imported, left_over)


def add_to_memory(store: Path, folder: Folder) -> Added:
    """Add the units of all documents to a memory; a TMX that it took before, it does not read again."""
    with folder.memory.open("rb") as stream:
        mark = file_digest(stream, "blake2b").hexdigest()
    return import_memory(store, folder.memory, Source(f"{folder.path.name}/{folder.memory.name}", mark))


def _timing(product: Product) -> str:
    return json.dumps({"name": product.entry.name, **product.seconds}, ensure_ascii=False) + "\n"


def _row(file: Unpaired) -> str:
    return f"{file.path}\t{' '.join(file.reason.removeprefix(f'{file.path}: ').split())}"
