"""Cues of subtitles to blocks: a line of dialogue is one, and so is a sentence that goes on in the next cue."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Kind
from corpus.language import main_script
from corpus.readers.source import Builder

_DASHES = "-‐‑–—−"
_SOUND = r"(?:\[[^\]]*\]|\([^)]*\)|[♪♫#*].*)"
# What begins a block of its own: a dialogue's dash, a sound, a song, the name of who speaks.
_OWN = re.compile(rf"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*(?:[{_DASHES}]|{_SOUND}|[A-Z][A-Z .'’-]+:|>>)")
_ONLY_SOUND = re.compile(_SOUND)
_CLOSING = "\"'”’»)]}♪♫* \u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_OPENING = "\"'“‘«([ \u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_STOPS, _ENDS, _COMMAS, _DOTS = ".。．۔।", "!?؟！？:", ",،،;؛", ("...", "…")
_LONGEST_GAP = 1500  # milliseconds that a sentence pauses for, at most
_MOST = 6  # cues of a sentence
_STOPPED = 0.2  # of what ends in no other sign ends in a full stop, where full stops are written at all
_SAMPLE = 500  # cues that are looked at
_OVERLAP = 3  # lines that roll up, at most
_ROLLED = 0.4  # of the cues begin with what the one before ends with, in live captions
_DUAL = 0.3  # of the cues have lines in two scripts, where the file is in two languages


@dataclass(frozen=True, slots=True)
class Cue:
    """What is shown at a time, line by line; times in milliseconds."""

    lines: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Piece:
    """Text of one speaker in one script, in the cues from ``first`` to ``last``."""

    text: str
    script: str
    start: int
    end: int
    first: int
    last: int


def add_cues(builder: Builder, cues: Sequence[Cue], language: str = "") -> None:
    """Add the blocks of ``cues``; a sentence is put together where it plainly goes on.

    It does after a comma, before a small letter or between dots; and, in files that write full stops, where there
    is no sign of an end.
    """
    cues = _unrolled(cues)
    several = [cue.lines for cue in cues if len(cue.lines) > 1][:_SAMPLE]
    is_dual = sum(len(_scripts(lines)) > 1 for lines in several) > _DUAL * min(len(cues), _SAMPLE)
    pieces = [list(_pieces(number, cue, by_script=is_dual)) for number, cue in enumerate(cues)]
    stops = _writes_stops([piece.text for group in pieces for piece in group])
    done: list[_Piece] = []
    for group in pieces:
        open_pieces = {piece.script: piece for piece in done[-2 * _MOST :]}  # the last of each script
        begun: set[str] = set()
        for piece in group:
            before = open_pieces.get(piece.script)
            if before and piece.script not in begun and _goes_on(before, piece, stops=stops):
                before.text += f" {piece.text}"
                before.end, before.last = max(before.end, piece.end), piece.last
            else:
                done.append(piece)
            begun.add(piece.script)
    for piece in done:
        builder.add(piece.text, Kind.CUE, times=(piece.start, piece.end), language=language)


def _unrolled(cues: Sequence[Cue]) -> Sequence[Cue]:
    """Cues without the lines of the one before: live captions roll up, and show a line twice or three times."""
    rest: list[Cue] = []
    before: tuple[str, ...] = ()
    for cue in cues:
        most = min(len(cue.lines), _OVERLAP)
        shown = next((count for count in range(most, 0, -1) if before[-count:] == cue.lines[:count]), 0)
        rest.append(replace(cue, lines=cue.lines[shown:]))
        before = cue.lines
    rolled = [cue for cue in rest if cue.lines]
    repeated = sum(len(cue.lines) < len(whole.lines) for cue, whole in zip(rest, cues, strict=True))
    return rolled if repeated > _ROLLED * len(cues) else cues


def _scripts(lines: Sequence[str]) -> set[str]:
    return {script for line in lines[:_SAMPLE] if (script := main_script(line))}


def _pieces(number: int, cue: Cue, *, by_script: bool) -> Iterator[_Piece]:
    """The lines of a cue, those of one speaker in one script together."""
    lines: list[str] = []
    script = ""
    for line in cue.lines:
        found = (main_script(line) or script) if by_script else ""
        if lines and (found != script or _OWN.match(line) or _ONLY_SOUND.fullmatch(lines[-1])):
            yield _Piece(" ".join(lines), script, cue.start, cue.end, number, number)
            lines = []
        lines.append(line)
        script = found
    if lines:
        yield _Piece(" ".join(lines), script, cue.start, cue.end, number, number)


def _writes_stops(texts: Sequence[str]) -> bool:
    """Whether the end of a sentence has a full stop in this file, or none, as in many Arabic and Chinese ones."""
    ends = [text.rstrip(_CLOSING)[-1:] for text in texts if not text.rstrip(_CLOSING).endswith(_DOTS)]
    open_or_stopped = [end for end in ends if end and end not in _ENDS]
    return sum(end in _STOPS for end in open_or_stopped) > _STOPPED * len(open_or_stopped)


def _goes_on(before: _Piece, after: _Piece, *, stops: bool) -> bool:
    if (
        before.last + 1 != after.first
        or after.last - before.first >= _MOST
        or after.start - before.end > _LONGEST_GAP
        or _OWN.match(after.text)
        or _ONLY_SOUND.fullmatch(before.text)
    ):
        return False
    text, following = before.text.rstrip(_CLOSING), after.text.lstrip(_OPENING)
    is_small = following[:1].islower()
    if text.endswith(_DOTS):
        return is_small or following.startswith(_DOTS)
    if not text or text[-1] in _STOPS + _ENDS:
        return False
    return stops or is_small or text[-1] in _COMMAS
