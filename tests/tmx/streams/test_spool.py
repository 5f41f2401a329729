from hypothesis import given
from hypothesis import strategies as st

from tmx.streams.spool import Spool

ROWS = st.lists(st.tuples(st.integers(0, 5) | st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1)), max_size=60)


@given(ROWS, ROWS, st.integers(1, 70))
def test_parts_hold_every_row_at_its_place_and_equals_together(
    first: list[tuple[int, int]], second: list[tuple[int, int]], rows_in_part: int
) -> None:
    with Spool(2, rows_in_part) as spool, Spool(2) as more:
        for row in first:
            spool.append(*row)
        for row in second:
            more.append(*row)
        spool.extend(more)
        parts = [(places.tolist(), rows.tolist()) for places, rows in spool.parts()]
        assert len(spool) == len(first) + len(second)
    found = {place: tuple(row) for places, rows in parts for place, row in zip(places, rows, strict=True)}
    assert found == dict(enumerate([*first, *second]))
    firsts = [{row[0] for row in rows} for _, rows in parts]
    assert sum(map(len, firsts)) == len(set().union(*firsts))
