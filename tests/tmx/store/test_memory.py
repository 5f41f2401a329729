"""The store: what goes in comes out, twice is once, and what was committed stays."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmx import InvalidUnit, Note, Property, SegType, TranslationUnit, UnreadableMemory, Variant
from tmx.matching.stems import hash_stems
from tmx.store import Memory, Selection, Source, addition
from tmx.store.index import Index

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def pair(english: str, arabic: str, **more: object) -> TranslationUnit:
    return TranslationUnit((Variant("en", english), Variant("ar", arabic)), **more)  # type: ignore[arg-type]


UNITS = [
    pair("The harbour is open.", "الميناء مفتوح."),
    pair(
        "The harbour is closed.",
        "الميناء مغلق.",
        properties=(Property("x-score", "0.8"), Property("x-source-file", "news.txt")),
    ),
    pair("Yes.", "نعم.", created=NOW, changed=NOW, segtype=SegType.SENTENCE, notes=(Note("formal"),)),
]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    with Memory.create(tmp_path / "memory.loom") as made:
        yield made


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
names = st.text("abcdefgh-", min_size=1)
attributes = st.lists(st.tuples(names, texts), max_size=2, unique_by=lambda pair: pair[0]).map(tuple)
properties = st.lists(st.builds(Property, names, texts, attributes), max_size=2).map(tuple)
notes = st.lists(st.builds(Note, texts, attributes), max_size=2).map(tuple)
variants = st.builds(Variant, st.sampled_from(["en", "ar", "fr-CA"]), texts, properties, notes, st.just(""), attributes)
moments = st.none() | st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
units = st.builds(
    TranslationUnit,
    st.lists(variants, min_size=1, max_size=4).map(tuple),
    properties,
    st.none() | st.sampled_from(SegType),
    moments,
    moments,
    notes,
    attributes,
)


@settings(deadline=None, max_examples=50)
@given(st.lists(units, max_size=5, unique_by=lambda unit: unit.variants))
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, given_units: list[TranslationUnit]) -> None:
    with Memory.create(tmp_path_factory.mktemp("store") / "memory.loom") as memory:
        assert memory.add(given_units, Source("a")).new == len(given_units)
        assert list(memory.units()) == given_units


def test_the_same_units_twice_change_nothing(memory: Memory) -> None:
    assert memory.add(UNITS, Source("a.tmx")).new == 3
    again = memory.add([*UNITS, *UNITS], Source("b.tmx"))
    assert (again.read, again.new, again.known) == (6, 0, 6)
    assert list(memory.units()) == UNITS
    assert memory.find(1).files == ("a.tmx", "b.tmx")


def test_a_later_change_replaces_what_is_said_of_a_unit(memory: Memory) -> None:
    old, new = (pair("Yes.", "نعم.", changed=NOW + timedelta(days=days), notes=(Note(str(days)),)) for days in (0, 2))
    memory.add([old], Source("a"))
    assert memory.add([new], Source("b")).replaced == 1
    assert memory.add([old], Source("c")).known == 1
    assert list(memory.units()) == [new]


def test_a_unit_may_come_again_in_the_same_batch(memory: Memory) -> None:
    old, new = (pair("Yes.", "نعم.", changed=NOW + timedelta(days=days), notes=(Note(str(days)),)) for days in (0, 2))
    added = memory.add([UNITS[0], old, new, old, UNITS[0]], Source("a"))
    assert (added.read, added.new, added.replaced, added.known) == (5, 2, 0, 3)
    assert list(memory.units()) == [UNITS[0], new]
    again = memory.add([UNITS[1], new, UNITS[1], UNITS[0]], Source("b"))
    assert (again.new, again.known) == (1, 3)
    assert [memory.find(number).files for number in (1, 2, 3)] == [("a", "b"), ("a", "b"), ("b",)]


def test_units_that_say_more_than_others_keep_it(memory: Memory) -> None:
    many = [pair(f"Ship {n}.", f"سفينة {n}.", notes=(Note("old"),) if n % 7 == 3 else ()) for n in range(130)]
    assert memory.add(many, Source("a")).new == 130
    assert list(memory.units()) == many


def test_rows_refer_to_rows_that_are_there(memory: Memory) -> None:
    def broken() -> Iterator[TranslationUnit]:
        yield from UNITS
        raise KeyboardInterrupt

    for units in (UNITS, UNITS[:1], broken()):
        with suppress(KeyboardInterrupt):
            memory.add(units, Source("a"))
        assert memory.connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert not memory.connection.execute("PRAGMA foreign_key_check").fetchall()


def test_modules_in_the_current_folder_are_not_taken(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addition, "_BATCH", 1)
    monkeypatch.chdir(tmp_path)
    Path("tmx.py").write_text("raise SystemExit")
    assert memory.add(UNITS, Source("a")).new == 3


def test_one_text_in_two_places_is_two_units(memory: Memory) -> None:
    here, there = (pair("Yes.", "نعم.", properties=(Property("prev", text),)) for text in ("Here?", "There?"))
    assert memory.add([here, there, here], Source("a")).new == 2


def test_an_unchanged_file_is_not_read_again(memory: Memory) -> None:
    source = Source("a.tmx", "fingerprint")
    memory.add(UNITS, source)

    def untouched() -> Iterator[TranslationUnit]:
        raise AssertionError
        yield

    assert memory.add(untouched(), source).known == 3
    memory.remove(Selection(document="a.tmx"))
    assert memory.add(UNITS, source).new == 3


def test_a_broken_import_goes_on_where_it_was(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addition, "_BATCH", 2)
    many = [pair(f"Ship number {number} is here.", f"السفينة رقم {number} هنا.") for number in range(7)]
    source, committed = Source("a.tmx", "fingerprint"), []

    def broken() -> Iterator[TranslationUnit]:
        yield from many[:5]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.add(broken(), source, lambda added: committed.append(added.read))
    assert committed == [2]  # one batch is read ahead
    assert list(memory.units()) == many[:2]
    assert not memory.statistics().files[0].complete
    added = memory.add(many, source)
    assert (added.read, added.new, added.known) == (7, 5, 2)
    assert list(memory.units()) == many


def test_long_units_make_small_transactions(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addition, "_CHARACTERS", 100)
    committed: list[int] = []
    short, long = ("word " * number for number in (5, 50))
    memory.add(
        [pair(f"{text}{number}", "نص") for number, text in enumerate([short, long, short, long, long])],
        Source("a"),
        lambda added: committed.append(added.read),
    )
    assert committed == [2, 4, 5]


def test_more_variants_than_a_memory_takes_are_refused(memory: Memory) -> None:
    with pytest.raises(InvalidUnit, match="257 variants"):
        memory.add([TranslationUnit((Variant("en", "One."),) * 257)], Source("a"))


def test_units_are_selected_and_removed(memory: Memory) -> None:
    memory.add([*UNITS, TranslationUnit((Variant("fr-CA", "Oui."), Variant("en-GB", "Yes.")))], Source("a.tmx"))
    assert [unit.source.text for unit in memory.units(Selection(("fr",)))] == ["Oui."]
    assert len(list(memory.units(Selection(("en",))))) == 4
    assert memory.remove(Selection()) == 0
    assert memory.remove(Selection(document="news.txt")) == 1
    assert memory.remove(Selection(below=0.5)) == 0
    assert memory.remove(Selection(("fr",))) == 1
    assert list(memory.units()) == [UNITS[0], UNITS[2]]


def test_the_index_is_the_same_after_merging(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addition, "_BATCH", 3)
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(30)]
    lines = [" ".join(chance.choices(vocabulary, k=5)) for _ in range(80)]
    memory.add([pair(line, "نص") for line in lines], Source("a"))
    index = Index(memory.connection)
    index.refresh()
    stored = [unit.source.text for unit in memory.units()]
    for word, term in zip(vocabulary, hash_stems(vocabulary).tolist(), strict=True):
        expected = [number for number, line in enumerate(stored, 1) if word in line.split()]
        assert sorted(index.units(term, memory.numbers_of("en")[0]).tolist()) == expected


def test_statistics(memory: Memory) -> None:
    memory.add(UNITS, Source("a.tmx"))
    statistics = memory.statistics()
    assert (statistics.units, statistics.scored) == (3, 1)
    assert [(pair.source, pair.target, pair.units) for pair in statistics.pairs] == [("en", "ar", 3)]
    assert statistics.first == statistics.last == "2026-01-02T03:04:05Z"


def test_readers_see_what_was_committed_while_another_writes(memory: Memory) -> None:
    memory.add(UNITS, Source("a"))
    reading = memory.units()
    first = next(reading)
    with Memory.open(memory.path) as other:
        other.add([pair("More.", "المزيد.")], Source("b"))
    assert [first, *reading] == UNITS
    assert len(list(memory.units())) == 4


def test_two_writers_wait_for_each_other(memory: Memory) -> None:
    def write(name: str) -> None:
        with Memory.open(memory.path) as own:
            own.add([pair(f"{name} {number}", "نص") for number in range(200)], Source(name))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("one", "two", "three")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert memory.statistics().units == 600


@pytest.mark.parametrize(
    ("content", "expected"),
    [(None, "no such memory"), (b"not a database at all, but long enough to be read as one", "not a memory")],
)
def test_what_is_no_memory(tmp_path: Path, content: bytes | None, expected: str) -> None:
    path = tmp_path / "memory.loom"
    if content:
        path.write_bytes(content * 100)
    with pytest.raises(UnreadableMemory, match=expected):
        Memory.open(path)


def test_another_database_is_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE unit (id)")
    other.close()
    with pytest.raises(UnreadableMemory, match="no memory"):
        Memory.open(path)


def test_a_memory_of_a_newer_version_is_left_alone(memory: Memory) -> None:
    memory.connection.execute("PRAGMA user_version = 99")
    memory.close()
    with pytest.raises(UnreadableMemory, match="newer version"):
        Memory.open(memory.path)


IMPORT = """
import sys
from pathlib import Path
from tmx import TranslationUnit, Variant
from tmx.store import Memory, Source, addition
addition._BATCH = 50
path = Path(sys.argv[1])
texts = ((f"Sentence number {n} of many.", f"الجملة رقم {n}.") for n in range(3000))
units = (TranslationUnit((Variant("en", one), Variant("ar", other))) for one, other in texts)
with Memory.open(path) as memory:
    memory.add(units, Source("a", "same"), lambda added: print(added.read, flush=True))
print("done", flush=True)
"""


def test_killed_at_any_moment_it_opens_and_goes_on(tmp_path: Path) -> None:
    """Five kills; LOOM_KILLS=100 for the long version, whose rounds start anew once an import is through."""
    chance = random.Random(3)
    path, round_ = tmp_path / "memory.loom", 0
    Memory.create(path).close()
    for kill in range(int(os.environ.get("LOOM_KILLS", "5"))):
        process = subprocess.Popen([sys.executable, "-c", IMPORT, path], stdout=subprocess.PIPE, text=True)
        assert process.stdout
        reported = process.stdout.readline().split() or ["0"]
        time.sleep(chance.random() * 0.2)
        process.send_signal(signal.SIGKILL)
        reported += process.communicate()[0].split()
        with Memory.open(path) as memory:
            assert memory.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",), kill
            numbers = [int(one) for one in reported if one.isdigit()]
            assert memory.statistics().units >= max(numbers, default=0), kill  # none where it was through before
            assert [unit.source.text for unit in memory.units()] == [
                f"Sentence number {number} of many." for number in range(memory.statistics().units)
            ]
        if "done" in reported:
            round_ += 1
            path = tmp_path / f"memory-{round_}.loom"
            Memory.create(path).close()
    subprocess.run([sys.executable, "-c", IMPORT, path], check=True, stdout=subprocess.DEVNULL)
    with Memory.open(path) as memory:
        assert memory.statistics().units == 3000
        assert memory.statistics().files[0].complete
