"""What is wrong with a file: an error, or in recovery a repair that is noted and lived with."""

from dataclasses import dataclass, field
from typing import NoReturn

from tmx.errors import UnreadableMemory


@dataclass(frozen=True, slots=True)
class Repair:
    """What recovery did at a line (from 1) of a unit (from 1; 0 is outside of units)."""

    line: int
    unit: int
    what: str


@dataclass(slots=True)
class Faults:
    """Raises at the first fault, or with ``recover`` collects what was done about each."""

    name: str
    recover: bool
    repairs: list[Repair] = field(default_factory=list)

    def found(self, line: int, unit: int, what: str, done: str) -> None:
        """``what`` is wrong; ``done`` says what recovery does about it (``it is removed``)."""
        if not self.recover:
            raise UnreadableMemory(f"{self.place(line, unit)}: {what}; with recovery (--recover) {done}")
        self.repaired(line, unit, f"{what}: {done}")

    def repaired(self, line: int, unit: int, what: str) -> None:
        """Recovery did something about what is no error without it."""
        if self.recover:
            self.repairs.append(Repair(line, unit, what))

    def fatal(self, line: int, unit: int, what: str) -> NoReturn:
        """There is no way around this one, not even in recovery."""
        raise UnreadableMemory(f"{self.place(line, unit)}: {what}")

    def place(self, line: int, unit: int) -> str:
        """The beginning of a message."""
        return f"{self.name}: line {line}" + (f": unit {unit}" if unit else "")
