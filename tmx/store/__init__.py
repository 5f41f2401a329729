"""The memory at rest: one SQLite file for any number of units, languages, readers and one writer."""

from tmx.store.addition import Source
from tmx.store.files import remove_memory
from tmx.store.memory import Memory, Selection, Stored
from tmx.store.statistics import Statistics
from tmx.store.writing import Added

__all__ = ["Added", "Memory", "Selection", "Source", "Statistics", "Stored", "remove_memory"]
