"""The files of a memory on disk."""

from pathlib import Path

from tmx.errors import UnreadableMemory


def remove_memory(path: Path) -> None:
    """Remove a memory that nobody has open, with its log and its vectors; raises ``UnreadableMemory``."""
    names = [f"{path.name}-wal", f"{path.name}-shm", *(one.name for one in path.parent.glob(f"{path.name}.*.vectors"))]
    try:
        for name in names:
            path.with_name(name).unlink(missing_ok=True)
        path.unlink()
    except OSError as error:
        raise UnreadableMemory(f"{path}: cannot be deleted ({error.strerror or error}); is it in use?") from error
