"""What a person sees: messages, progress, and pairs of texts in either direction."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from aligner.alignment import Alignment, Unit
from aligner.encoder import Progress as Callback
from aligner.units import text_of
from corpus import Bitext, Document

# Isolates (UAX #9): without them the full stop of an Arabic line that follows a Latin label moves to
# the wrong end of the line. Each line has its own: terminals lay out line by line.
LEFT_TO_RIGHT, RIGHT_TO_LEFT, POP = "\u2066", "\u2067", "\u2069"
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")  # an escape sequence in a text is not for the terminal
LABEL = 26  # columns before the text


def messages() -> Console:
    """The console for messages: stderr, never wrapped, so that an error stays one line."""
    return Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def report_reading(document: Document) -> None:
    """Say what the reader of a document has to say, and where its encoding is a guess."""
    for remark in document.remarks:
        messages().print(f"loom: {document.name}: {remark}")
    if document.guessed:
        messages().print(f"loom: {document.name}: read as {document.encoding}, a guess; --encoding names another")


def report_filtered(stopped: Mapping[str, int]) -> None:
    """Say how many units each filter left out, where there are filters."""
    if stopped:
        counts = ", ".join(f"{name} {count:,}" for name, count in stopped.items())
        messages().print(f"loom: left out by filters: {counts}")


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
    """Print every unit: number, type and score, then each side on lines of its own."""
    console = answers()
    for number, unit in enumerate(alignment.units(), 1):
        label = heading(number, unit)
        for side, extent in ((bitext.source, unit.source), (bitext.target, unit.target)):
            if extent.segments:
                show_side(console, label, side.language, Text(readable(text_of(side, extent))))
                label = ""
        console.out("")


def heading(number: int, unit: Unit) -> str:
    """What stands before a unit."""
    score = f"{unit.score:.2f}" if unit.is_paired else "no partner"
    return f"{number:>4}  {unit.shape}  {score}{'  moved' if unit.is_moved else ''}"


def readable(text: str) -> str:
    """A text on one line, without what a terminal would obey."""
    return _CONTROLS.sub("\ufffd", " ".join(text.split()))


def show_side(console: Console, label: str, language: str, text: Text) -> None:
    """Print a side of a unit, wrapped, every line isolated in its own direction."""
    isolate = RIGHT_TO_LEFT if is_right_to_left(text.plain) else LEFT_TO_RIGHT
    head = f"{label:<22}{language:<4}"
    lines = text.wrap(console, max(console.width - LABEL, 20))
    for line in (line for line in lines if cell_len(line.plain)):
        line.rstrip()
        console.print(Text.assemble(f"{head:<{LABEL}}{isolate}", line, POP), soft_wrap=True)
        head = ""


def is_right_to_left(text: str) -> bool:
    """Whether most letters of ``text`` run from right to left."""
    classes = [bidirectional(char) for char in text]
    return classes.count("R") + classes.count("AL") > classes.count("L")
