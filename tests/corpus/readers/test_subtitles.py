import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_document
from corpus.document import Document, Kind
from corpus.errors import EmptyDocument, UnreadableDocument
from corpus.readers.cues import Cue, _unrolled, add_cues
from corpus.readers.source import Builder, Source
from corpus.readers.subtitles import read

FIXTURES = Path(__file__).parent / "fixtures"
ENGLISH = [
    ("The ferry to the island leaves at seven, when the tide is high.", (1000, 6000)),
    ("- Is there a later one?", (8000, 10000)),
    ("- Not on Fridays.", (8000, 10000)),
    ("[HORN BLOWS]", (11000, 12000)),
    ("The captain's name is Salma.", (12500, 14000)),
    ("She was born here in 1984 and knows every rock. Ask her!", (14100, 19000)),
    ("I thought that... ...the boat had gone.", (30000, 34000)),
]
ARABIC = [
    ("العبّارة إلى الجزيرة تغادر في السابعة، حين يكون المدّ عاليًا.", (1000, 6000)),
    ("- هل هناك رحلة لاحقة؟", (8000, 10000)),
    ("- ليس يوم الجمعة.", (8000, 10000)),
    ("[صوت البوق]", (11000, 12000)),
    ("اسم القبطانة سلمى.", (12500, 14000)),
    ("\u200fوُلدت هنا عام ١٩٨٤ وتعرف كل صخرة. اسألوها & سافروا!", (14100, 19000)),
]


def blocks(document: Document) -> list[tuple[str, tuple[int, int] | None]]:
    assert all(block.kind is Kind.CUE for block in document.blocks)
    return [(document.text[block.start : block.end], block.times) for block in document.blocks]


def texts(*cues: str, name: str = "film.srt") -> list[str]:
    """Of cues of two seconds, half a second apart."""
    numbered = (
        f"{number + 1}\n00:00:{number * 5 // 2:02d},{number % 2 * 500:03d} --> "
        f"00:00:{number * 5 // 2 + 2:02d},{number % 2 * 500:03d}\n{cue}\n"
        for number, cue in enumerate(cues)
    )
    return [text for text, _ in blocks(read(Source(name, "\n".join(numbered).encode())))]


def test_srt() -> None:
    document = read_document(FIXTURES / "ferry.en.srt")
    assert blocks(document) == ENGLISH
    assert document.remarks == ()


def test_webvtt() -> None:
    document = read_document(FIXTURES / "ferry.ar.vtt")
    assert blocks(document) == ARABIC
    assert {block.language for block in document.blocks} == {"ar"}


def test_gzip_and_old_encodings(tmp_path: Path) -> None:
    packed = tmp_path / "ferry.srt.gz"
    packed.write_bytes(gzip.compress((FIXTURES / "ferry.en.srt").read_bytes()))
    assert blocks(read_document(packed)) == ENGLISH
    cue = "1\r\n00:00:01,000 --> 00:00:03,000\r\nتغادر العبّارة في السابعة صباحًا.\r\n"
    document = read(Source("ferry.srt", cue.encode("cp1256"), "cp1256"))
    assert (document.text, document.encoding) == ("تغادر العبّارة في السابعة صباحًا.", "cp1256")
    assert read(Source("ferry.srt", cue.encode("utf-16"))).text == "تغادر العبّارة في السابعة صباحًا."


@pytest.mark.parametrize(
    ("cues", "expected"),
    [
        (["The boat,", "which was late,", "left. We waited."], ["The boat, which was late, left. We waited."]),
        (["We went to", "Paris by train.", "It rained."], ["We went to Paris by train.", "It rained."]),
        (["Where is he?", "I don't know."], ["Where is he?", "I don't know."]),
        (["Wait...", "He is here."], ["Wait...", "He is here."]),
        (["He left…", "…yesterday."], ["He left… …yesterday."]),
        (["He said", "- No.", "Good."], ["He said", "- No.", "Good."]),
        (["I was", "[DOOR SLAMS]", "asleep."], ["I was", "[DOOR SLAMS]", "asleep."]),
        (["I said", "ANNA: No.", "Good."], ["I said", "ANNA: No.", "Good."]),
        (["ذهبت إلى", "السوق.", "ثم عدت.", "نعم."], ["ذهبت إلى السوق.", "ثم عدت.", "نعم."]),
        # A file without full stops: nothing says that a sentence goes on, but a comma.
        (["ذهبت إلى السوق", "عدت مساءً", "نعم"], ["ذهبت إلى السوق", "عدت مساءً", "نعم"]),
        (["ذهبت إلى السوق،", "ثم عدت", "نعم"], ["ذهبت إلى السوق، ثم عدت", "نعم"]),
        (["so I", "went home", "He stayed"], ["so I went home", "He stayed"]),
        ([f"part {number}" for number in range(8)], ["part 0 part 1 part 2 part 3 part 4 part 5", "part 6 part 7"]),
    ],
)
def test_a_sentence_goes_on_where_that_is_plain(cues: list[str], expected: list[str]) -> None:
    assert texts(*cues) == expected


_LINE = st.text(st.sampled_from("aB نع .,،…?!-♪()[]"), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.lists(_LINE, max_size=3), st.integers(0, 4000), st.integers(0, 4000)), max_size=9))
def test_no_word_is_lost_whatever_is_put_together(drawn: list[tuple[list[str], int, int]]) -> None:
    cues: list[Cue] = []
    for lines, gap, length in drawn:
        start = (cues[-1].end if cues else 0) + gap
        cues.append(Cue(tuple(line.strip() for line in lines if line.strip()), start, start + length))
    builder = Builder()
    add_cues(builder, cues)
    document = builder.document(Source("x.srt", b""))
    shown = [word for cue in _unrolled(cues) for line in cue.lines for word in line.split()]
    assert sorted(document.text.split()) == sorted(shown)  # two languages are taken apart, so not in this order
    times = [block.times for block in document.blocks if block.times]
    assert len(times) == len(document.blocks)
    assert [start for start, _ in times] == sorted(start for start, _ in times)
    assert all(start <= end for start, end in times)


def test_a_long_pause_ends_a_sentence() -> None:
    cue = "00:00:0{},000 --> 00:00:0{},000\n{}\n\n"
    near = cue.format(1, 2, "We left,") + cue.format(3, 4, "then came back.")
    far = cue.format(1, 2, "We left,") + cue.format(5, 6, "then came back.")
    assert len(read(Source("x.srt", near.encode())).blocks) == 1
    assert len(read(Source("x.srt", far.encode())).blocks) == 2


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("{\\an8}{\\pos(1,2)}Up <b>here</b>.", ["Up here."]),
        ('<font color="#fff">White</font> as a < b and c > d.', ["White as a < b and c > d."]),
        ("One\\Ntwo\\hthree.", ["One two three."]),
        ("{laughs} {sic}", ["{laughs} {sic}"]),
        ("First line.\n\nSecond line.", ["First line. Second line."]),
        ("\u202bقال نعم.\u202c", ["\u202bقال نعم.\u202c"]),
        ("♪ La la la ♪", ["♪ La la la ♪"]),
        ("- Where are\nyou?\n– Here.", ["- Where are you?", "– Here."]),
        ("[MUSIC]\nCome in.", ["[MUSIC]", "Come in."]),
        ("Count with me:\n3", ["Count with me: 3"]),
        ("2001", ["2001"]),
        (" \n", []),
    ],
)
def test_marks_are_no_text_and_text_stays(cue: str, expected: list[str]) -> None:
    assert texts(cue) == expected


def test_two_languages_in_one_file_are_kept_apart() -> None:
    assert texts("The boat\nالقارب", "left at seven.\nغادر في السابعة.", "We waited.\nانتظرنا.") == [
        "The boat left at seven.",
        "القارب غادر في السابعة.",
        "We waited.",
        "انتظرنا.",
    ]
    assert texts("شركة\nHarbour Lines", "ثم غادرنا.", "نعم.", "لا.") == ["شركة Harbour Lines ثم غادرنا.", "نعم.", "لا."]


def test_a_cue_that_cannot_be_read_is_left_out_and_said() -> None:
    damaged = (
        "1\n00:00:01,000 --> 00:00:02,000\nGood.\n\n2\n00:00:xx,000 --> 00:00:04,000\nLost.\n\n"
        "3\n00:00:05.500 --> 00:00:06\nLost, too.\n\n4\n00:07,250 --> 00:08,000 X1:10 Y1:20\nFine.\n"
    )
    document = read(Source("x.srt", damaged.encode()))
    assert blocks(document) == [("Good.", (1000, 2000)), ("Fine.", (7250, 8000))]
    assert document.remarks == ("cues left out, whose times cannot be read: 2",)


def test_cues_of_web_captions_with_times_of_words() -> None:
    captions = "WEBVTT\nLanguage: en\n\n00:01.000 --> 00:02.000\nwe<00:01.200><c> are</c><00:01.500><c> here</c>\n"
    assert blocks(read(Source("x.vtt", captions.encode()))) == [("we are here", (1000, 2000))]


def test_live_captions_roll_up() -> None:
    captions = (
        "WEBVTT\n\n"
        "00:00:00.160 --> 00:00:02.230 align:start position:0%\n \nthe<00:00:00.480><c> ferry</c>\n\n"
        "00:00:02.230 --> 00:00:02.240\nthe ferry\n \n\n"
        "00:00:02.240 --> 00:00:04.000\nthe ferry\nleaves<00:00:03.000><c> at</c>\n\n"
        "00:00:04.000 --> 00:00:04.010\nleaves at\n \n\n"
        "00:00:04.010 --> 00:00:05.000\nleaves at\nseven\n"
    )
    assert blocks(read(Source("x.vtt", captions.encode()))) == [("the ferry leaves at seven", (160, 5000))]
    assert texts("La la la.", "La la la.\nLa la.", "We sing.", "We dance.") == [
        *("La la la.", "La la la. La la.", "We sing.", "We dance."),
    ]


def test_text_that_is_no_subtitles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.srt"
    path.write_text("Dear Salma,\n\nthe ferry left at 7:00 --> late.\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match=r"letter\.srt: no cue with times"):
        read_document(path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(EmptyDocument):
        read_document(path)
