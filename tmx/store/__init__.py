"""The memory at rest: one SQLite file for any number of units, languages, readers and one writer."""

from tmx.store.addition import Added, Source
from tmx.store.files import remove_memory
from tmx.store.memory import Memory, Selection, Stored
from tmx.store.statistics import Statistics

__all__ = ["Added", "Memory", "Selection", "Source", "Statistics", "Stored", "remove_memory"]
