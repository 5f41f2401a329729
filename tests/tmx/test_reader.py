from pathlib import Path

import pytest

from tmx import Header, TranslationUnit, UnreadableMemory, Variant, read_tmx, write_tmx

HEAD = '<?xml version="1.0"?><tmx version="1.4"><header/><body>'
TAIL = "</body></tmx>"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    units = [
        TranslationUnit((Variant("en", "Fish & chips <cheap>"), Variant("ar", "سمك «وبطاطس»"))),
        TranslationUnit((Variant("en", "two"), Variant("ar", "اثنان"), Variant("fr", "deux"))),
    ]
    with (tmp_path / "a.tmx").open("wb") as out:
        write_tmx(out, Header("en", "test", "1"), units)
    assert list(read_tmx(tmp_path / "a.tmx")) == units


def test_native_codes_are_no_text_but_highlighted_text_is(tmp_path: Path) -> None:
    seg = '<seg>a <bpt i="1">&lt;b></bpt>bold<ept i="1"/> and <hi>marked <ph/>text</hi>.</seg>'
    path = write(tmp_path / "a.tmx", f'{HEAD}<tu><tuv xml:lang="en">{seg}</tuv></tu>{TAIL}')
    assert [unit.source.text for unit in read_tmx(path)] == ["a bold and marked text."]


def test_older_files_say_lang(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tmx", f'{HEAD}<tu><tuv lang="EN"><seg>x</seg></tuv><tuv lang="FR"/></tu>{TAIL}')
    assert list(read_tmx(path)) == [TranslationUnit((Variant("EN", "x"), Variant("FR", "")))]


def test_a_default_namespace_is_no_obstacle(tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="en"><seg>a<ph>x</ph></seg></tuv></tu>'
    text = f'<tmx xmlns="http://www.lisa.org/tmx14"><body>{unit}</body></tmx>'
    assert [unit.source.text for unit in read_tmx(write(tmp_path / "a.tmx", text))] == ["a"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD, "line 1: not well-formed"),
        ("", "line 1: not well-formed"),
        ("<html/>", "line 1: <html> where <tmx>"),
        (f"{HEAD}\n\n<tu><tuv><seg>x</seg></tuv></tu>{TAIL}", "line 3: a <tuv> without xml:lang"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path / "bad.tmx", text)
    with pytest.raises(UnreadableMemory, match=f"bad.tmx: {message}"):
        list(read_tmx(path))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMemory, match="none"):
        list(read_tmx(tmp_path / "none.tmx"))


def test_entities_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    entity = f'<!DOCTYPE tmx [<!ENTITY x SYSTEM "{tmp_path / "secret"}">]>'
    body = '<tmx version="1.4"><header/><body><tu><tuv xml:lang="en"><seg>a&x;b</seg></tuv></tu></body></tmx>'
    path = write(tmp_path / "a.tmx", entity + body)
    assert [unit.source.text for unit in read_tmx(path)] == ["ab"]
