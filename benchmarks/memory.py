"""How fast a memory is read, filled and searched, and how much a look-up finds.

    python -m benchmarks.memory [--units 1000000] [--queries 200] > benchmarks/memory.txt

The texts are those of ``../shared/data/train``, translated into English, and near-duplicates of them: one to
three words replaced, left out, added or misspelt. Queries are near-duplicates of units, and texts that the
memory does not have. Recall of fuzzy look-up: of the queries for which an exhaustive scan with rapidfuzz finds
a unit of 70 % or more, the share for which the look-up's best match is as good; and of the five best, the
share that is matched by one as good. Of semantic look-up: of the five nearest vectors by exact search, the
share found. Ratios of one run on one machine; the machine is shared.
"""

import argparse
import gzip
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from lxml import etree
from rapidfuzz import fuzz, process

from aligner import load_encoder
from tmx import Header, TmxReader, TranslationUnit, Variant, write_tmx
from tmx.lookup import Lookup, Options, Query, Semantic
from tmx.matching.keys import match_keys
from tmx.matching.stems import words
from tmx.store import Memory, Source

DATA = Path(__file__).parents[2] / "shared" / "data" / "train"
_LEFT_OUT = ("names", "omw", "cldr")  # lists of names, not texts
_FIVE = 5
Pair = tuple[str, str]


def main() -> None:
    """Build the memory, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200, help="0: only read and import")
    arguments = parser.parse_args()
    chance = random.Random(5)
    known, unseen = _pairs(chance)
    pairs = _with_near_duplicates(known[: arguments.units // 2], arguments.units, chance)
    print(f"units:{len(pairs)}|queries:{arguments.queries}|seed:5")
    with tempfile.TemporaryDirectory(prefix="loom.") as folder:
        path = Path(folder) / "texts.tmx"
        with path.open("wb") as out:
            units = (TranslationUnit((Variant("en", one), Variant("und", other))) for one, other in pairs)
            write_tmx(out, Header("en", "benchmark", "1"), units)
        _read(path)
        with Memory.create(Path(folder) / "memory.loom") as memory:
            _fill(memory, path)
            sources = [pair[0] for pair in pairs]
            half = arguments.queries // 2
            asked = [_near_duplicate(chance.choice(sources), sources, chance) for _ in range(half)]
            asked += [pair[0] for pair in unseen[:half]]
            if asked:
                _search(memory, sources, asked)
                _mean(memory, sources, asked)
    print(f"peak memory of all this: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _pairs(chance: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Distinct English texts of at least three words with their translations; the last 5,000 are set aside."""
    found: dict[str, str] = {}
    for path in sorted(DATA.glob("*-en/*.tsv.gz")):
        if not any(name in path.name for name in _LEFT_OUT):
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    other, text, *_ = line.rstrip("\n").split("\t")
                    if len(text.split()) > 2:
                        found.setdefault(text, other)
    pairs = list(found.items())
    chance.shuffle(pairs)
    return pairs[:-5000], pairs[-5000:]


def _with_near_duplicates(pairs: list[Pair], number: int, chance: random.Random) -> list[Pair]:
    texts = [pair[0] for pair in pairs]
    found = dict(zip(match_keys(texts), pairs, strict=True))
    while len(found) < number:
        some = [(_near_duplicate(text, texts, chance), other) for text, other in chance.choices(pairs, k=10_000)]
        found = dict(zip(match_keys([text for text, _ in some]), some, strict=True)) | found
    return list(found.values())[:number]


def _near_duplicate(text: str, texts: Sequence[str], chance: random.Random) -> str:
    own = text.split()
    for _ in range(chance.choice((1, 1, 2, 3))):
        place, stranger = chance.randrange(len(own)), chance.choice(chance.choice(texts).split())
        match chance.choice(("replace", "replace", "leave out", "add", "misspell")):
            case "replace":
                own[place] = stranger
            case "leave out" if len(own) > 2:
                del own[place]
            case "misspell" if len(own[place]) > 3:
                own[place] = own[place][:2] + own[place][3:]
            case _:
                own.insert(place, stranger)
    return " ".join(own)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _read(path: Path) -> None:
    def bare() -> None:
        for _, unit in etree.iterparse(path, events=("end",), tag="tu"):
            unit.clear()
            while unit.getprevious() is not None:
                del unit.getparent()[0]

    def reader() -> None:
        with TmxReader(path) as units:
            for _ in units:
                pass

    bare_time, own = _timed(bare), _timed(reader)
    print(f"read: bare iterparse {bare_time:.1f} s, TmxReader {own:.1f} s: {bare_time / own:.2f} of its speed")


def _fill(memory: Memory, path: Path) -> None:
    def fill() -> None:
        with TmxReader(path) as units:
            memory.add(units, Source(path.name))

    seconds = _timed(fill)
    count = memory.statistics().units
    memory.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = memory.path.stat().st_size / 1e6
    print(f"import: {count} units in {seconds:.0f} s, {count / seconds:.0f} a second; {size:.0f} MB on disk")


def _search(memory: Memory, sources: list[str], asked: list[str]) -> None:
    keys = match_keys(sources)
    fuzzy, exact = Lookup(memory, "en", "und"), Lookup(memory, "en", "und", Options(only_exact=True))
    fuzzy.find(Query(asked[0]))  # reads the lengths
    times, scan_times, fts_times = [], [], []
    best = five = five_all = hits = fts_best = 0
    fts = _fts(keys)
    for query, key in zip(asked, match_keys(asked), strict=True):
        start = time.perf_counter()
        matches = fuzzy.find(Query(query))
        times.append(time.perf_counter() - start)
        start = time.perf_counter()
        scan = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=70, limit=_FIVE)
        scan_times.append(time.perf_counter() - start)
        start = time.perf_counter()
        few = process.extractOne(key, [keys[row] for row in _fts_rows(fts, key)], scorer=fuzz.ratio, score_cutoff=70)
        fts_times.append(time.perf_counter() - start)
        if scan:
            hits += 1
            own = sorted(
                (fuzz.ratio(key, one) for one in match_keys([match.source.text for match in matches])), reverse=True
            )
            wanted = [one[1] for one in {keys[row]: (keys[row], ratio) for _, ratio, row in scan}.values()]
            good = [first >= second - 1e-6 for first, second in zip(own + [0.0] * _FIVE, wanted, strict=False)]
            best += good[0]
            five += sum(good)
            five_all += len(wanted)
            fts_best += bool(few and few[1] >= scan[0][1] - 1e-6)
    print(
        f"fuzzy: {_spread(times)}; recall of the best {best / hits:.3f}, of five {five / five_all:.3f} ({hits} queries)"
    )
    print(f"peers: exhaustive rapidfuzz {_spread(scan_times)}")
    print(
        f"       SQLite FTS5, the six rarest words, BM25, 400 candidates: {_spread(fts_times)};"
        f" recall {fts_best / hits:.3f}"
    )
    chosen = random.Random(6).sample(sources, len(asked))
    times = [_timed(partial(exact.find, Query(text))) for text in chosen]
    print(f"exact: {_spread(times)}; found {sum(bool(exact.find(Query(text))) for text in chosen)} of {len(chosen)}")


def _fts(keys: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE texts USING fts5(key, content='', tokenize='unicode61')")
    connection.executemany("INSERT INTO texts (rowid, key) VALUES (?, ?)", enumerate(keys))
    connection.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(texts, row)")
    connection.execute("CREATE TABLE frequency (term TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID")
    connection.execute("INSERT INTO frequency SELECT term, doc FROM vocabulary")
    return connection


def _fts_rows(connection: sqlite3.Connection, key: str) -> Iterator[int]:
    numbers = {word: row[0] for word in set(words(key)) if (row := _frequency(connection, word))}
    rarest = sorted(numbers, key=lambda word: numbers[word])[:6]
    query = " OR ".join(f'"{word}"' for word in rarest)
    if query:
        statement = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT 400"
        yield from (row for (row,) in connection.execute(statement, (query,)))


def _frequency(connection: sqlite3.Connection, word: str) -> tuple[int] | None:
    row: tuple[int] | None = connection.execute("SELECT number FROM frequency WHERE term = ?", (word,)).fetchone()
    return row


def _mean(memory: Memory, sources: list[str], asked: list[str]) -> None:
    encoder = load_encoder()
    semantic = Semantic(memory, "en", encoder.encode, encoder.name)
    build = _timed(semantic.refresh)
    size = semantic.path.stat().st_size / 1e6
    vectors = encoder.encode(asked)
    exact = np.full((len(asked), _FIVE), -1, np.float32)
    for first in range(0, len(sources), 8192):
        cosines = np.concatenate([exact, vectors @ encoder.encode(sources[first : first + 8192]).T], axis=1)
        exact = np.partition(cosines, -_FIVE, axis=1)[:, -_FIVE:]
    times, found = [], []
    for query, vector, worst in zip(asked, vectors, exact.min(axis=1), strict=True):
        start = time.perf_counter()
        near = semantic.nearest(query, _FIVE)
        times.append(time.perf_counter() - start)
        # By similarity, not by number: of equal texts any one will do. Vectors of 8 bits are a little off.
        cosines = encoder.encode([sources[unit - 1] for unit, _ in near]) @ vector
        found.append(np.count_nonzero(cosines >= worst - 1e-3) / _FIVE)
    print(
        f"semantic: {_spread(times)}; recall of five {statistics.mean(found):.3f};"
        f" built in {build:.0f} s, {size:.0f} MB"
    )


def _spread(times: Sequence[float]) -> str:
    ordered = sorted(times)
    last = ordered[int(len(ordered) * 0.99)]
    return f"median {1000 * statistics.median(ordered):.1f} ms, 99th percentile {1000 * last:.1f} ms"


if __name__ == "__main__":
    main()
