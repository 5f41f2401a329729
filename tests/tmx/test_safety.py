"""What a hostile or huge file cannot do."""

import io
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tmx import TmxReader, UnreadableMemory, read_tmx

HEAD = '<tmx version="1.4">\n<header srclang="en"/>\n<body>\n'
TAIL = "</body>\n</tmx>\n"
UNIT = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ar"><seg>مفتوح</seg></tuv></tu>\n'


def units(text: str, *, recover: bool = False) -> list[str]:
    with TmxReader(io.BytesIO(text.encode()), name="memory", recover=recover) as reader:
        return [unit.source.text for unit in reader]


def test_an_entity_bomb_is_refused_and_never_goes_off() -> None:
    entities = "".join(f'<!ENTITY e{level + 1} "{f"&e{level};" * 10}">' for level in range(9))
    bomb = f'<!DOCTYPE tmx [<!ENTITY e0 "haha">{entities}]>' + HEAD + UNIT.format("&e9;") + TAIL
    with pytest.raises(UnreadableMemory, match="memory: line 1: the document type declares entities"):
        units(bomb)
    assert units(bomb, recover=True) == ["&e9;"]


@pytest.mark.parametrize(
    "declared", ['<!ENTITY x SYSTEM "{}">', '<!ENTITY % x SYSTEM "{}"> %x;', '<!ENTITY x PUBLIC "-//X" "{}">']
)
def test_an_external_entity_is_not_read(tmp_path: Path, declared: str) -> None:
    (tmp_path / "secret").write_text("secret")
    for place in (str(tmp_path / "secret"), (tmp_path / "secret").as_uri()):
        text = f"<!DOCTYPE tmx [{declared.format(place)}]>" + HEAD + UNIT.format("a&x;b") + TAIL
        with pytest.raises(UnreadableMemory, match="the document type declares entities"):
            units(text)
        assert units(text, recover=True) == ["a&x;b"]


def test_no_document_type_and_no_schema_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("the network was touched")

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/tmx14.dtd"
        monkeypatch.setattr(socket, "create_connection", connect)
        text = f'<!DOCTYPE tmx PUBLIC "-//X" "{address}">' + HEAD + UNIT.format("Open") + TAIL
        assert units(text) == ["Open"]
        assert units(text.replace("</seg>", "", 1), recover=True) == ["Open"]
        with pytest.raises(TimeoutError):  # libxml2 would not ask Python's socket
            server.accept()


def test_a_local_document_type_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "tmx14.dtd").write_text('<!ENTITY x "secret">')
    (tmp_path / "a.tmx").write_text(
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + HEAD + UNIT.format("a&x;b") + TAIL, encoding="utf-8"
    )
    with pytest.raises(UnreadableMemory, match=r"line 4: unit 1: .*Entity 'x' not defined"):
        list(read_tmx(tmp_path / "a.tmx"))
    assert [unit.source.text for unit in read_tmx(tmp_path / "a.tmx", recover=True)] == ["a&x;b"]


@pytest.mark.parametrize(
    "what", ["& ", "<!--", "<![CDATA[", "<?", "<", "\x01", '<tu "', "<hi>", "<ph>", "</tu>", "<tu>"]
)
def test_recovery_takes_time_by_the_length_of_the_damage(what: str) -> None:
    text = HEAD + UNIT.format(what * (100_000 // len(what))) + UNIT.format("Open") + TAIL
    start = time.process_time()
    assert "Open" in units(text, recover=True)
    assert time.process_time() - start < 3  # by the square of it, it were a minute


@pytest.mark.parametrize("opening", ["<!--", "<!DOCTYPE tmx [", "<!DOCTYPE tmx [<!--", '<!DOCTYPE "', "<?", "<tmx "])
def test_a_head_without_end_is_refused_at_once(opening: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadableMemory):
        units(opening * 100_000)
    assert time.process_time() - start < 3


def test_a_unit_beyond_all_measure_costs_no_other() -> None:
    text = HEAD + UNIT.format("x" * 11_000_000) + UNIT.format("Open") + TAIL
    with pytest.raises(UnreadableMemory, match=r"memory: line 4: unit 1: a .* longer than 10 MB"):
        units(text)
    assert units(text, recover=True) == ["Open"]


MEASURE = """
import resource, sys
from pathlib import Path
from tmx import TmxReader, TmxWriter

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024)

def run(path):
    with TmxReader(Path(path)) as reader, open("/dev/null", "wb") as out, TmxWriter(out, reader.header) as writer:
        for unit in reader:
            writer.write(unit)
    return writer.written.units

run(sys.argv[1])
before = peak()
print(run(sys.argv[2]), peak() - before)
"""


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    unit = UNIT.format("The harbour is closed to all boats until the storm has passed. " * 30)
    for name, count in (("small", 500), ("large", 15_000)):
        with (tmp_path / name).open("w", encoding="utf-8") as out:
            out.writelines([HEAD, *(unit for _ in range(count)), TAIL])
    assert (tmp_path / "large").stat().st_size > 28_000_000
    command = [sys.executable, "-c", MEASURE, str(tmp_path / "small"), str(tmp_path / "large")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    written, grown = done.stdout.split()
    assert int(written) == 15_000
    assert float(grown) < 4  # MB
