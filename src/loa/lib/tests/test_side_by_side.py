"""What changed between two texts stands beside what it replaced."""

import pytest

from loa.lib.side_by_side import Pair, side_by_side


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        (["a"], ["a"], [("a", "a")]),
        (["a", "b", "c"], ["a", "x", "c"], [("a", "a"), ("b", "x"), ("c", "c")]),
        (["a"], ["a", "b"], [("a", "a"), ("", "b")]),
        (["a", "b"], ["b"], [("a", ""), ("b", "b")]),
        (["a", "b"], ["x", "y", "z"], [("a", "x"), ("b", "y"), ("", "z")]),
    ],
)
def test_lines_stand_in_pairs(old, new, pairs):
    assert list(side_by_side(old, new)) == [Pair(*one) for one in pairs]


def test_only_a_pair_of_equal_lines_is_the_same():
    assert [one.same for one in side_by_side(["a", "b"], ["a", "c"])] == [True, False]
