"""Postings: terms, and the units that have them, as arrays.

A term is the hash of a stem, of a whole match key, or of a key with its numbers left open. Postings are kept in
buckets by the first bits of the term.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from tmx.matching.tokens import Hashes
from tmx.store.presence import Ids

BUCKETS = 1024
_SHIFT = np.uint64(64 - 10)
WHOLE, GENERAL = np.uint64(0x5851F42D4C957F2D), np.uint64(0x14057B7EF767814F)
"""What the hashes of whole and of general keys are combined with, so that they are not those of stems."""


def bucket_of(term: int) -> int:
    """The bucket of a term."""
    return term >> int(_SHIFT)


@dataclass(frozen=True, slots=True)
class Postings:
    """Terms in rising order; those of term ``i`` are ``units[ends[i - 1]:ends[i]]``."""

    terms: Hashes
    ends: Ids
    units: Ids

    @classmethod
    def of(cls, terms: Hashes, units: Ids) -> "Postings":
        """From pairs of a term and a unit, in any order; pairs that occur twice count once."""
        order = np.lexsort((units, terms))
        terms, units = terms[order], units[order]
        fresh = np.ones(len(terms), bool)
        fresh[1:] = (terms[1:] != terms[:-1]) | (units[1:] != units[:-1])
        distinct, counts = np.unique(terms[fresh], return_counts=True)
        return cls(distinct, np.cumsum(counts, dtype=np.int32), units[fresh])

    @classmethod
    def read(cls, row: Sequence[bytes]) -> "Postings":
        """From the columns of a row."""
        return cls(np.frombuffer(row[0], np.uint64), np.frombuffer(row[1], np.int32), np.frombuffer(row[2], np.int32))

    @classmethod
    def merged(cls, rows: Sequence[Sequence[bytes]]) -> "Postings":
        """From the columns of rows, the units of each beyond those of the row before."""
        joined = cls.read([b"".join(column) for column in zip(*rows, strict=True)])
        counts = joined.ends.copy()
        counts[1:] -= joined.ends[:-1]
        firsts = np.cumsum([0, *(len(row[1]) // counts.itemsize for row in rows[:-1])])
        counts[firsts] = joined.ends[firsts]
        ends = np.cumsum(counts, dtype=np.int64)
        order = np.argsort(joined.terms, kind="stable")
        units = joined.units.data  # a frequent term has so many that they are moved once only
        parts = zip((ends - counts)[order].tolist(), ends[order].tolist(), strict=True)
        terms = joined.terms[order]
        last = np.flatnonzero(np.append(terms[1:] != terms[:-1], True))
        return cls(
            terms[last],
            np.cumsum(counts[order], dtype=np.int32)[last],
            np.frombuffer(b"".join([units[start:end] for start, end in parts]), np.int32),
        )

    def row(self) -> tuple[bytes, bytes, bytes]:
        """The columns of a row."""
        return self.terms.tobytes(), self.ends.tobytes(), self.units.tobytes()

    def renumbered(self, numbers: Ids) -> "Postings":
        """With ``numbers[unit]`` for each unit, which have to rise as the units do; without those of 0."""
        units = numbers[self.units]
        kept = units > 0
        if kept.all():
            return Postings(self.terms, self.ends, units)
        terms, counts = np.unique(self.pairs()[kept], return_counts=True)
        return Postings(terms, np.cumsum(counts, dtype=np.int32), units[kept])

    def pairs(self) -> Hashes:
        """The term of each of ``units``."""
        counts = self.ends.copy()
        counts[1:] -= self.ends[:-1]  # a tenth of the time that np.diff takes, of which a merge makes thousands
        return np.repeat(self.terms, counts)

    def of_term(self, term: int) -> Ids:
        """The units of a term."""
        place = int(np.searchsorted(self.terms, np.uint64(term)))
        if place == len(self.terms) or int(self.terms[place]) != term:
            return self.units[:0]
        return self.units[self.ends[place - 1] if place else 0 : self.ends[place]]

    def buckets(self) -> Iterable[tuple[int, "Postings"]]:
        """Its parts, with the number of their bucket; empty ones are left out."""
        bounds = np.searchsorted(self.terms >> _SHIFT, np.arange(BUCKETS + 1, dtype=np.uint64))
        ends = np.concatenate([[0], self.ends])
        for bucket in np.flatnonzero(np.diff(bounds)).tolist():
            first, stop = bounds[bucket], bounds[bucket + 1]
            units = self.units[ends[first] : ends[stop]]
            yield bucket, Postings(self.terms[first:stop], self.ends[first:stop] - np.int32(ends[first]), units)
