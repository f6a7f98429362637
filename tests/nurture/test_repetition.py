"""The same text about several people is found, whatever it calls them."""

from __future__ import annotations

import pytest

from tests.nurtured import DAY, REP
from tiesmap.model.practice import Action, Detail, Note
from tiesmap.model.tact import Favor
from tiesmap.nurture.repetition import same_text


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Send the new price list, Cai!", (2, 4)),
        ("send  THE new price list", (2, 4)),
        ("send the old price list", ()),
        ("the price list", ()),  # too short to tell
        ("", ()),
    ],
)
def test_the_same_text_for_many_is_found(text: str, same: tuple[int, ...]) -> None:
    entries: list[Action | Note | Favor | Detail] = [
        Action(1, REP, 2, DAY, "action", "Send the new price list, Ana."),
        Action(2, REP, 4, DAY, "action", "x", why="send the new price list"),
        Action(3, REP, 3, DAY, "action", "Send the new price list"),
        Note(4, REP, 2, DAY, discussed="send the new price list"),
    ]
    names = {2: "Ana Ruiz", 3: "Cai Wu", 4: "Dov"}
    assert same_text(text, entries, 3, names) == same
