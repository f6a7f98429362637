"""A purpose that says nothing is told apart from one that does."""

from __future__ import annotations

import pytest

from tiesmap.model.purposes import is_empty_purpose


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "—",
        "touching base",
        "Just touching base!",
        "The purpose of my call is to touch base.",
        "Checking in",
        "just checking in with Anna Berg",
        "check in",
        "Quick catch-up",
        "Catching up with Anna",
        "following up",
        "Say hello",
        "I wanted to say hi to Anna",
        "To see how things are going",
        "see how you're doing",
        "stay in touch",
        "Reaching out",
        "pick your brain",
        "Networking",
        "touching base and checking in on you",
        "n/a",
        "TBD",
        "Introduction",
        "just a quick call",
    ],
)
def test_empty_purposes(text):
    assert is_empty_purpose(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ask Anna Berg for an introduction to Tom Field",
        "Introduction to Tom Field",
        "Catch up on the May order",
        "Follow up on the offer of 12 March",
        "Check in with Anna about the renewal of the linen contract",
        "Talk with Anna Berg about Acme",
        "the purpose of my call is to hear how the new kitchen works",
        "Hotels",
        "向安娜请教",
    ],
)
def test_purposes_that_say_something(text):
    assert not is_empty_purpose(text)


def test_long_purposes():
    assert is_empty_purpose("touching base with you " * 2000)
    assert not is_empty_purpose("touching base with you " * 2000 + "about linen")
