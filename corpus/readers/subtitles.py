"""Subtitles, SRT and WebVTT: what is said, and when."""

import html
import re

import pysubs2

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.cues import Cue, add_cues
from corpus.readers.declared import standard_tag
from corpus.readers.source import Builder, Source

_TIME = r"((?:\d{1,2}:)?\d{1,2}:\d{1,2}[.,]\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?=\s|$)")
_DIGIT = re.compile(r"\d")
_LANGUAGE = re.compile(r"^Language:\s*([\w-]+)\s*$", re.M)
# Marks of style and voice, the times of words, and positions as {\an8}; the pronunciation above a word is no text.
_MARK = re.compile(r"<rt>[^<]*</rt>|</?[A-Za-z][^<>\n]*>|<\d[\d:.]*>|</>|\{\\[^{}\n]*\}")
_LARGEST = 5_000_000  # bytes: fifty films
# Stands before every time, and at the end: pysubs2 takes a last line of digits away, as the number of the next cue.
_NUMBER = "\n\n0"


def read(source: Source) -> Document:
    """A block for each cue, or for the cues that a sentence goes on over, with the times it begins and ends at.

    Marks of style, positions, names of voices, notes and styles of WebVTT are no text; what is heard (``[MUSIC]``)
    and the dashes of a dialogue are. Raises ``UndecodableText``, and ``UnreadableDocument`` where there is no cue.
    """
    if len(source.data) > _LARGEST:
        raise UnreadableDocument(f"{source.name}: larger than {_LARGEST / 1e6:.0f} MB; split it into several files")
    decoded = decode(source.data, source.name, source.encoding)
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    is_web = text.startswith("WEBVTT")
    cleaned, wrong = _cleaned(_MARK.sub("", text), is_web=is_web)
    events = pysubs2.SSAFile.from_string(cleaned, format_="srt", keep_html_tags=True)
    cues = [Cue(_lines(event.text, is_web=is_web), event.start, event.end) for event in events]
    if not cues and text.strip():
        raise UnreadableDocument(f"{source.name}: no cue with times in it; give it the suffix .txt if it is text")
    said = _LANGUAGE.search(text.partition("\n\n")[0]) if is_web else None
    builder = Builder()
    add_cues(builder, cues, standard_tag(said[1]) if said else "")
    remarks = (f"cues left out, whose times cannot be read: {wrong}",) if wrong else ()
    return builder.document(source, encoding=decoded.encoding, guessed=decoded.guessed, remarks=remarks)


def _cleaned(text: str, *, is_web: bool) -> tuple[str, int]:
    """Nothing but cues, as pysubs2 reads them, and how many were left out.

    It knows neither what stands between the cues of WebVTT nor their names, and takes a time it cannot read for text.
    """
    kept: list[str] = []
    wrong, inside = 0, False
    for line in text.split("\n"):
        if "-->" in line and _DIGIT.search(line):
            times = _TIMES.match(line)
            inside = times is not None
            if times is None:
                wrong += 1
            else:
                kept += (*([_NUMBER] if is_web else []), " --> ".join(map(_with_hours, times.groups())))
        elif not line.strip():
            inside = inside and not (is_web and not line)  # a line of spaces ends no cue of WebVTT
            kept += [""] * bool(kept and kept[-1])
        elif inside:
            kept.append(line)
    return "\n".join([*kept, _NUMBER]), wrong


def _with_hours(time: str) -> str:
    return time if time.count(":") == 2 else f"0:{time}"


def _lines(text: str, *, is_web: bool) -> tuple[str, ...]:
    plain = text.replace("\\h", " ")
    plain = html.unescape(plain) if is_web else plain
    return tuple(line.strip() for line in re.split(r"\\[Nn]|\n", plain) if line.strip())
