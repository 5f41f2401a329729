"""What is wrong with beads that are found, by hand-made links."""

import pytest

from aligner.evaluation import Link
from benchmarks.errors import groups

GOLD: list[Link] = [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]


@pytest.mark.parametrize(
    ("gold", "found", "heading", "missed"),
    [
        (GOLD, [((0,), (0,)), ((1,), (1,)), ((2,), ()), ((3,), (2,))], "left out", 1),
        ([((0,), (0,)), ((1,), ())], [((0, 1), (0,))], "taken in", 1),
        ([((0, 1), (0, 1))], [((0,), (0,)), ((1,), (1,))], "finer", 1),
        ([((0,), (0,)), ((1,), (1,))], [((0, 1), (0, 1))], "coarser", 2),
        ([((0, 1), (0,)), ((2,), (1,))], [((0,), (0,)), ((1, 2), (1,))], "border", 2),
        ([((0, 2), (0,)), ((1,), ())], [((0, 1, 2), (0,))], "unreachable", 1),
        ([((0,), (1,)), ((1,), (0,))], [((0, 1), (0, 1))], "unreachable", 2),
    ],
)
def test_what_is_wrong_has_one_heading(gold: list[Link], found: list[Link], heading: str, missed: int) -> None:
    [group] = [group for group in groups(gold, found) if group.missed()]
    assert (group.heading(), group.missed()) == (heading, missed)


def test_groups_hold_all_links_once() -> None:
    found: list[Link] = [((0,), (0,)), ((1,), (1,)), ((2, 3), (2,))]
    parts = list(groups(GOLD, found))
    assert [link for part in parts for link in part.gold] == GOLD
    assert [link for part in parts for link in part.found] == found
    assert [part.missed() for part in parts] == [0, 2]
