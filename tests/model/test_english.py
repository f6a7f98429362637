"""Counts, days and lists in words; the expected ones are written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.model.english import (
    one_line,
    say_count,
    say_day,
    say_days,
    say_list,
    say_or,
    say_times,
    say_when,
)

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (say_count(0, "ask"), "0 asks"),
        (say_count(1, "person", "people"), "1 person"),
        (say_count(2, "person", "people"), "2 people"),
        (say_count(1200, "pair"), "1,200 pairs"),
        (say_times(0), "not"),
        (say_times(1), "once"),
        (say_times(2), "twice"),
        (say_times(11), "11 times"),
        (say_days(0), "today"),
        (say_days(1), "1 day ago"),
        (say_days(-2), "in 2 days"),
        (say_when(date(2026, 2, 28), TODAY), "1 day ago"),
        (say_when(date(2026, 3, 8), TODAY), "in 7 days"),
        (say_day(date(2026, 5, 3), TODAY), "3 May"),
        (say_day(date(2025, 12, 31), TODAY), "31 December 2025"),
        (say_list([]), ""),
        (say_list(["a"]), "a"),
        (say_list(["a", "b"]), "a and b"),
        (say_or(["a", "b", "c"]), "a, b or c"),
        (one_line(" two\n words "), "two words"),
        (one_line("the long way home, again", 20), "the long way home…"),
    ],
)
def test_as_one_says_it(said: str, words: str) -> None:
    assert said == words
