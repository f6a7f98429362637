"""Father and son, what somebody was called before, and numbers with an extension. By hand."""

from __future__ import annotations

import pytest

from tiesmap.model.names import are_generations, say_other
from tiesmap.model.phones import number_of


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        ("John Pohl Sr.", "John Pohl, Jr", True),
        ("John Pohl Senior", "John Pohl jun.", True),
        ("Robert King II", "Robert King III", True),
        ("John Pohl Sr.", "John Pohl Senior", False),
        ("John Pohl", "John Pohl Jr.", False),
        ("Sr. Moor", "Anna Senior", False),
    ],
)
def test_father_and_son_are_two(one: str, other: str, two: bool) -> None:
    assert are_generations(one, other) is are_generations(other, one) is two


def test_a_short_form_is_no_name_from_before() -> None:
    others = ["Bob Moor", "Sara Offner", "Robert Moor Jr.", "Bob Moor"]
    assert say_other("Robert Moor", others) == ["also Bob Moor, Robert Moor Jr.",
                                                "formerly Sara Offner"]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    ["763-555-0139 x286", "+1 (763) 555-0139", "763 555 0139, ext. 12", "763.555.0139#22",
     "(763) 555-0139 Durchwahl 4"],
)  # fmt: skip
def test_an_extension_is_no_part_of_the_number(written: str) -> None:
    assert number_of(written) == "635550139"
