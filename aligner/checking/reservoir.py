"""A sample of bounded size from a stream of any length."""

import random
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(slots=True)
class Reservoir(Generic[Item]):
    """Up to ``size`` of the items added, each as likely as any other; the same stream gives the same sample."""

    size: int
    items: list[Item] = field(default_factory=list)
    seen: int = 0
    _chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def add(self, item: Item) -> None:
        """Offer one more item."""
        self.seen += 1
        if len(self.items) < self.size:
            self.items.append(item)
        elif (place := self._chance.randrange(self.seen)) < self.size:
            self.items[place] = item
