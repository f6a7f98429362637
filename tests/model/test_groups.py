"""Values in groups: none lost, none added, in the order in which they came."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.groups import grouped


@given(st.lists(st.tuples(st.integers(0, 3), st.integers())))
def test_each_group_has_its_values_in_their_order(pairs: list[tuple[int, int]]) -> None:
    found = grouped(pairs)
    assert list(found) == list(dict.fromkeys(key for key, _ in pairs))
    for key, values in found.items():
        assert values == [value for other, value in pairs if other == key]
