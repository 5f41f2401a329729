"""A folder that keeps filling: when there is something new in it that nobody is writing any more."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

State = tuple[int, int]
"""Size in bytes, and time of the last change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: a file is whole that did not change for ``settle``; ``idle`` without anything new is the end.

    Without ``idle`` there is none. ``poll`` lies between two looks.
    """

    settle: float = 5.0
    idle: float | None = None
    poll: float = 1.0


@dataclass(frozen=True, slots=True)
class _Seen:
    state: State
    since: float  # by the monotonic clock


def arrivals(look: Callable[[], Iterable[Path]], patience: Patience) -> Iterator[frozenset[Path]]:
    """All files that are whole, each time that there are new ones or changed ones among them, or old ones are gone.

    ``look`` finds the files there are. What was last changed before the first look counts as whole if
    that is long enough ago.
    """
    seen: dict[Path, _Seen] = {}
    handled: dict[Path, State] = {}
    quiet = time.monotonic()
    is_first = True
    while True:
        states = {path: state for path in look() if (state := _state(path))}
        clock = time.monotonic()
        before = seen
        seen = {
            path: before[path]
            if path in before and before[path].state == state
            else _Seen(state, clock - (_age(state) if is_first else 0))
            for path, state in states.items()
        }
        is_first = False
        whole = {path: one.state for path, one in seen.items() if clock - one.since >= patience.settle}
        if whole.items() - handled.items() or handled.keys() - seen.keys():
            handled = whole
            yield frozenset(whole)
            quiet = time.monotonic()
        elif len(whole) < len(seen):
            quiet = clock
        elif patience.idle is not None and clock - quiet >= patience.idle:
            return
        time.sleep(patience.poll)


def _state(path: Path) -> State | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _age(state: State) -> float:
    return max(time.time() - state[1] / 1e9, 0.0)
