"""Points taken off a match that is worth less than it looks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fnmatch import fnmatchcase

from tmx.lookup.match import Match

_YEAR = 365.25 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Penalties:
    """What is taken off, in points.

    ``files``: by the file or document a unit came from, by pattern (``drafts/*``); where several
    fit, the highest. ``year``: for each full year since the last change. ``doubt``: times what the
    unit's score lacks of 1, in full points; a unit without a score is not doubted.
    """

    files: Mapping[str, int] = field(default_factory=dict)
    year: float = 0.0
    doubt: float = 10.0

    def of(self, match: Match, now: datetime | None = None) -> int:
        """The points taken off ``match``."""
        names = {match.document, *match.files}
        points = max(
            (value for pattern, value in self.files.items() if any(fnmatchcase(name, pattern) for name in names)),
            default=0,
        )
        moment = match.changed or match.created
        if self.year and moment:
            years = ((now or datetime.now(UTC)) - moment).total_seconds() / _YEAR
            points += int(self.year * max(int(years), 0))
        if match.score is not None:
            points += int(self.doubt * (1 - match.score) + 1e-9)
        return points
