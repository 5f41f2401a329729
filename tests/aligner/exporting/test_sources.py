from pathlib import Path

import pytest

from aligner.errors import OutputError
from aligner.exporting.sources import Source, Sources, join_texts
from corpus import CorpusError


def test_a_text_gets_back_the_marks_it_has_in_its_document() -> None:
    source = Source.of("\u200fجاء\u200f علي.\n\u202bذهب.\u202c\nعاد.\n")
    assert source.marked("جاء علي.") == "\u200fجاء\u200f علي."
    assert source.marked("ذهب.") == "\u202bذهب.\u202c"
    assert source.marked("عاد.") == "عاد."
    assert source.marked("ليس هنا.") == "ليس هنا."


def test_documents_are_copied_as_utf_8_and_other_formats_as_they_are(tmp_path: Path) -> None:
    folder = tmp_path / "source"
    folder.mkdir()
    (tmp_path / "a.txt").write_bytes("مرحبا بكم في المكتبة.\r\n".encode("cp1256"))
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04\xff")
    Sources.read([tmp_path / "a.txt", tmp_path / "b.docx"]).copy(folder)
    assert (folder / "a.txt").read_bytes() == "مرحبا بكم في المكتبة.\r\n".encode()
    assert (folder / "b.docx").read_bytes() == b"PK\x03\x04\xff"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"a\.txt: there is another source file a\.txt; rename"):
        Sources.read([tmp_path / "a.txt", tmp_path / "b" / "a.txt"])


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"gone\.txt"):
        Sources.read([tmp_path / "gone.txt"])


def test_wrapped_documents_are_known() -> None:
    wrapped = "\n".join(["These words are set in lines of one and the same width"] * 6)
    assert Sources((), {"a.txt": Source.of(wrapped)}).are_wrapped
    assert not Sources((), {"a.txt": Source.of("One.\nTwo.\n")}).are_wrapped


def test_texts_are_joined_as_their_script_does() -> None:
    assert join_texts(["من؟", "أنا.", "نعم."]) == "من؟ أنا. نعم."
    assert join_texts(["你呢？", "我来。"]) == "你呢？我来。"
    assert join_texts(["alone"]) == "alone"
