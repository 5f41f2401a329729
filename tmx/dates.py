"""Dates as TMX writes them, ``20260812T093000Z``."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=512)  # units of one session share a few dates
def read_date(text: str) -> datetime:
    """The moment in UTC, in whole seconds; any form of ISO 8601 will do, and no time zone is UTC.

    Raises ``ValueError``.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text[:40]!r} is no date of ISO 8601") from error
    return moment.replace(microsecond=0)


@lru_cache(maxsize=512)
def written_date(moment: datetime) -> str:
    """The moment in the form that all clients read."""
    moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
    return f"{moment.year:04}{moment:%m%dT%H%M%SZ}"  # %Y does not pad years before 1000
