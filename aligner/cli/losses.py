"""What a memory could not hold: notes for the person who has it written."""

from pathlib import Path
from typing import Protocol

from aligner.cli.terminal import messages


class Losses(Protocol):
    """What writers report of what they left out."""

    @property
    def empty(self) -> int:
        """Units with an empty segment."""
        ...

    @property
    def illegal(self) -> int:
        """Characters that XML 1.0 has no place for."""
        ...

    @property
    def bidi(self) -> int:
        """Bidi controls in source segments."""
        ...

    @property
    def foreign(self) -> int:
        """Attributes that TMX does not know."""
        ...


def report_losses(written: Losses, output: Path) -> None:
    """Say what the writer left out, where it did."""
    for count, what in (
        (written.illegal, "characters that XML 1.0 forbids"),
        (written.bidi, "bidi controls in source segments, which they would hide from look-ups"),
        (written.empty, "units with an empty side"),
        (written.foreign, "attributes that TMX 1.4b does not have"),
    ):
        if count:
            messages().print(f"loom: note: {output}: left out: {what}: {count}")
