from pathlib import Path

import pytest

from corpus import EmptyDocument, UndecodableText, UnreadableFile, read_document
from corpus.decoding import decode

TEXT = (
    "The council announced today that the library will open again.\n"
    "أعلن المجلس اليوم أن المكتبة ستفتح أبوابها من جديد، وأن الدخول مجاني للجميع.\n"
    "هل لديكم صورة قديمة للمكتبة؟ أحضروها معكم إلى الافتتاح لتصبح جزءًا من معرض دائم.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_no_guess(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding), "x")
    assert decoded.text == TEXT
    assert not decoded.guessed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1256", "iso8859_6"])
@pytest.mark.parametrize("text", [TEXT, TEXT.split("\n", 1)[1]], ids=["both", "arabic"])
def test_legacy_encodings_are_guessed_and_said(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert decoded.text == text
    assert decoded.guessed


def test_a_named_encoding_decides() -> None:
    assert decode(TEXT.encode("iso8859_6"), "x", "iso8859_6").text == TEXT


@pytest.mark.parametrize(
    ("data", "encoding", "message"),
    [
        (b"%PDF-1.7 some text", None, "a PDF file"),
        (b"PK\x03\x04rest", None, "a zip container"),
        (bytes(range(256)) * 20, None, "binary content"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, None, "binary content"),
        ("سطر\nثان".encode() + b"\xff" + " نص عربي طويل بما يكفي".encode(), None, "broken UTF-8 at line 2"),
        (b"abc \xe9", "utf-8", "not utf-8 at line 1, byte 4"),
        (b"abc", "klingon", "unknown encoding 'klingon'"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, encoding: str | None, message: str) -> None:
    with pytest.raises(UndecodableText, match=message):
        decode(data, "some.txt", encoding)


def test_reading_names_the_file(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b" \n\n")
    with pytest.raises(EmptyDocument, match=r"empty\.txt"):
        read_document(empty)
    with pytest.raises(UnreadableFile, match=r"none\.txt: no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="this is a folder"):
        read_document(tmp_path)
