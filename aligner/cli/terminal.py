"""What a person sees: messages, progress, and pairs of texts in either direction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from aligner.alignment import Alignment
from aligner.encoder import Progress as Callback
from corpus import Bitext, Document

# Isolates (UAX #9): without them the full stop of an Arabic line that follows a Latin label moves to
# the wrong end of the line. Each line has its own: terminals lay out line by line.
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _POP = "\u2066", "\u2067", "\u2069"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")  # an escape sequence in a text is not for the terminal
_LABEL = 26  # columns before the text


def messages() -> Console:
    """The console for messages: stderr, never wrapped, so that an error stays one line."""
    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def report_guess(document: Document) -> None:
    """Say so where the encoding of a text is a guess."""
    if document.guessed:
        messages().print(f"loom: {document.name}: read as {document.encoding}, a guess; --encoding names another")


def answers() -> Console:
    """The console for what was asked for: stdout, texts as they are."""
    return Console(highlight=False, markup=False, emoji=False)


@contextmanager
def progress(label: str) -> Iterator[Callback]:
    """A progress bar on a terminal, silence elsewhere."""
    console = messages()
    bar = Progress(
        TextColumn(label),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show_pairs(bitext: Bitext, alignment: Alignment) -> None:
    """Print every bead: number, type and score, then each side on lines of its own."""
    console = answers()
    sides = bitext.source, bitext.target
    for number, bead in enumerate(alignment, 1):
        score = "no partner" if bead.is_null else f"{bead.score:.2f}"
        labels = [f"{number:>4}  {bead.shape}  {score}"]
        for side, run in zip(sides, (bead.source, bead.target), strict=True):
            if run:
                text = _CONTROLS.sub("\ufffd", " ".join(side.text(run).split()))
                isolate = _RIGHT_TO_LEFT if _is_right_to_left(text) else _LEFT_TO_RIGHT
                body = _wrapped(console, text, console.width - _LABEL)
                heads = [f"{labels.pop() if labels else '':<22}{side.language:<4}"]
                for head, line in zip_longest(heads, body, fillvalue=""):
                    console.out(f"{head:<{_LABEL}}{isolate}{line}{_POP}", highlight=False)
        console.out("")


def _wrapped(console: Console, text: str, width: int) -> list[str]:
    lines = Text(text).wrap(console, max(width, 20))
    return [line.plain.rstrip() for line in lines if cell_len(line.plain)]


def _is_right_to_left(text: str) -> bool:
    classes = [bidirectional(char) for char in text]
    return classes.count("R") + classes.count("AL") > classes.count("L")
