"""Which documents of a batch belong together: by a table, by their names, and where these do not tell, by content.

A file that holds both languages is a pair by itself. Everything that is found is in a pair, or in the
list of those without one, with the reason.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path, PurePath

from aligner.batch.content import Content, find_alike, read_content
from aligner.batch.discovery import Found, discover
from aligner.batch.job import By, Job, Pairing, Unpaired
from aligner.batch.naming import NamedPair, directed, pair_by_name
from aligner.batch.table import Row, read_table
from aligner.encoder import Encoder
from corpus import CorpusError
from corpus.language import primary
from corpus.readers.catalogue import without_suffixes

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PairingOptions:
    """Named languages (BCP 47) say what is a source and what is a target.

    Pairs by content that are less probable than ``least``, in 0..1, are none.
    """

    source_language: str | None = None
    target_language: str | None = None
    encoding: str | None = None
    by_content: bool = True
    least: float = 0.5

    def named(self) -> list[str]:
        """The languages that are named."""
        return [tag for tag in (self.source_language, self.target_language) if tag]


def find_pairs(
    inputs: Sequence[Path], options: PairingOptions, encoder: Encoder, advance: Advance | None = None
) -> Pairing:
    """The pairs among files, folders and tables; raises ``BatchError`` for an input that is not there.

    ``advance`` is told how many files were read for their content, and how many there are to read.
    """
    jobs: list[Job] = []
    files: list[Found] = []
    for found in discover(inputs):
        rows = read_table(found.path)
        if rows is None:
            files.append(found)
        else:
            jobs += [_job_of(row, options) for row in rows]
    listed = {path.resolve() for job in jobs for path in (job.source, job.target) if path}
    files = [file for file in files if file.path.resolve() not in listed]
    pairs = pair_by_name(files, options.source_language, options.target_language)
    jobs += [_job_by_name(pair, options) for pair in pairs]
    taken = {file.path for pair in pairs for file in (pair.source, pair.target)}
    rest = [file for file in files if file.path not in taken]
    unpaired: list[Unpaired] = []
    if options.by_content:
        more, unpaired = _by_content(rest, options, encoder, advance)
        jobs += more
    else:
        unpaired = [Unpaired(file.path, "no other file has its name in another language") for file in rest]
    return Pairing(tuple(_with_names_of_their_own(jobs)), tuple(sorted(unpaired, key=lambda one: str(one.path))))


def _job_of(row: Row, options: PairingOptions) -> Job:
    return Job(
        _stem(PurePath(row.source.name)),
        row.source,
        row.target,
        By.LIST if row.target else By.FILE,
        None,
        row.source_language or options.source_language,
        row.target_language or options.target_language,
    )


def _job_by_name(pair: NamedPair, options: PairingOptions) -> Job:
    return Job(
        "/".join(filter(None, pair.key)) or _stem(PurePath(pair.source.place)),
        pair.source.path,
        pair.target.path,
        By.NAME,
        None,
        options.source_language or pair.source_language or None,
        options.target_language or pair.target_language or None,
    )


def _by_content(
    files: Sequence[Found], options: PairingOptions, encoder: Encoder, advance: Advance | None
) -> tuple[list[Job], list[Unpaired]]:
    jobs: list[Job] = []
    unpaired: list[Unpaired] = []
    single: list[tuple[Found, Content]] = []
    for number, file in enumerate(files, 1):
        try:
            content = read_content(file.path, encoder, options.named(), options.encoding)
        except CorpusError as error:
            unpaired.append(Unpaired(file.path, str(error)))
        except Exception as error:  # whatever a library makes of a broken file, the others go on
            unpaired.append(Unpaired(file.path, f"cannot be read ({type(error).__name__}: {error})"))
        else:
            if len(content.languages) == 2:
                jobs.append(_job(file, None, By.FILE, options.named() or content.languages))
            else:
                single.append((file, content))
        if advance:
            advance(number, len(files))
    used: set[Path] = set()
    for source, target in _language_pairs([content for _, content in single], options):
        own, other = (
            [one for one in single if primary(one[1].languages[0]) == code and one[0].path not in used]
            for code in (source, target)
        )
        for pair in find_alike([content for _, content in own], [content for _, content in other]):
            if pair.score >= options.least:
                (file, content), (partner, its) = own[pair.source], other[pair.target]
                jobs.append(_job(file, partner, By.CONTENT, (*content.languages, *its.languages), pair.score))
                used |= {file.path, partner.path}
    for file, content in single:
        if file.path not in used:
            unpaired.append(
                Unpaired(file.path, f"in {content.languages[0]}; no text in another language is its translation")
            )
    return jobs, unpaired


def _job(file: Found, partner: Found | None, by: By, languages: Sequence[str], score: float | None = None) -> Job:
    source, target = [*languages, None][:2] if by is By.CONTENT else (None, None)
    return Job(_stem(file.place), file.path, partner.path if partner else None, by, score, source, target)


def _language_pairs(contents: Sequence[Content], options: PairingOptions) -> Iterator[tuple[str, str]]:
    """The languages to pair: the named ones; else those of most files first, English as the source."""
    counts = Counter(primary(content.languages[0]) for content in contents)
    named = [primary(tag) for tag in options.named()]
    for pair in sorted(combinations(sorted(counts), 2), key=lambda pair: -min(counts[pair[0]], counts[pair[1]])):
        if all(tag in pair for tag in named):
            yield directed(pair, options.source_language, options.target_language)


def _with_names_of_their_own(jobs: Sequence[Job]) -> list[Job]:
    """The jobs in order of their names; where two have the same, the later ones get a number."""
    named: list[Job] = []
    seen: Counter[str] = Counter()
    for job in sorted(jobs, key=lambda job: (job.name, str(job.source), str(job.target))):
        seen[job.name.casefold()] += 1
        count = seen[job.name.casefold()]
        named.append(job if count == 1 else replace(job, name=f"{job.name}~{count}"))
    return named


def _stem(place: PurePath) -> str:
    """A path without the suffixes of its format."""
    return place.with_name(without_suffixes(place.name)).as_posix()
