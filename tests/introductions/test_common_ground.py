"""What a letter says of what the two share, and why an open ask goes to this connector."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.introductions.four import ANNA, MARIA, TOM
from tiesmap.introductions import turns
from tiesmap.introductions.languages import language, names
from tiesmap.introductions.turns import Between
from tiesmap.introductions.wording import (
    draft_ask,
    draft_mention,
    draft_open_ask,
    draft_open_note,
    draft_open_purpose,
)
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.reasons import Reason, ReasonKind, in_words


def test_open_asks():
    why = in_words("senior title"), in_words("knows 40 people")
    at_acme = OpenAsk(2, "company", "Acme", 0.3, why)
    assert draft_open_purpose(ANNA, at_acme) == (
        "Ask Anna Berg openly: “Do you know somebody at Acme, or somebody who does?” "
        "Why Anna Berg: senior title, knows 40 people."
    )
    in_hotels = OpenAsk(2, "category", "Hotels", 0.3, ())
    assert draft_open_purpose(ANNA, in_hotels) == (
        "Ask Anna Berg openly: “Do you know somebody in the hotel business, or somebody who does?”"
    )
    ask = draft_open_ask(MARIA, ANNA, in_hotels)
    assert "Do you know somebody in the hotel business, or somebody who does?" in ask
    # Who gets the note is one of them: the note speaks to him.
    assert "You know Acme from the inside" in draft_open_note(MARIA, ANNA, at_acme)
    assert "You know the hotel business from the inside" in draft_open_note(MARIA, ANNA, in_hotels)
    for draft in (draft_open_ask, draft_open_note):
        assert "40" not in draft(MARIA, ANNA, at_acme)


NOW = date(2026, 11, 28)


MET = Between(NOW, date(2026, 10, 4), "meeting")


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (MET, r"(with me|your time|time for me|you took) in October\."),
        (
            replace(MET, last=date(2026, 11, 3)),
            r"(with me|your time|time for me|you took) earlier this month\.",
        ),
        (replace(MET, channel="call"), r"(with me|on the phone) in October\."),
        (
            Between(NOW, date(2023, 2, 1), "email"),
            r"(in touch|wrote|emails are from).* 2023",
        ),
        (
            Between(NOW, date(2026, 3, 18), "email", date(2019, 1, 2)),
            r"(in touch|wrote|emails are from).* March",
        ),
        (Between(NOW, date(2026, 7, 1), "email", date(2019, 1, 2)), r"since 2019"),
    ],
)
def test_a_letter_begins_with_what_the_two_share(between, said):
    openly = OpenAsk(2, "category", "Hotels", 0.3, ())
    for ask in (
        draft_ask(MARIA, ANNA, TOM, between=between),
        draft_open_ask(MARIA, ANNA, openly, between=between),
        draft_mention(MARIA, ANNA, TOM, between=between),
    ):
        assert re.search(said, ask.split("\n")[2])


@pytest.mark.parametrize("code", names())
def test_whoever_met_is_thanked_and_nothing_more(code):
    """A call may have been about a claim: nobody says that it was good to catch up."""
    said = language(code).sentences
    for text in said["met"] + said["talked"]:
        assert re.search(r"[Tt]hank|apprec|[Dd]ank|[Mm]erci|[Gg]racias|agradezco|Agradeço", text), (
            text
        )
        assert not re.search(
            r"good|great|enjoy|catch|schön|gefreut|gern|plaisir|gusto|encanta", text
        ), text


@pytest.mark.parametrize(
    ("code", "year", "month"),
    [
        ("de", " 2025 ", " im April "),
        ("fr", r" (en|à) 2025\b", r" (en|à) avril\b"),
        ("es", r" (en|desde) 2025\b", r" (en|desde) abril\b"),
        ("pt", r" (em|desde) 2025\b", r" (em|desde) abril\b"),
        ("nl", r" (in|van|sinds) 2025\b", r" (in|van|sinds) april\b"),
    ],
)
def test_a_silence_of_half_a_year_is_said_by_its_month(code, year, month):
    for ask in "abcdef":
        for last, said in ((date(2025, 4, 9), year), (date(2026, 4, 9), month)):
            text = turns.shared(Between(NOW, last, "call"), turns.Mark(ask, code=code))
            assert re.search(said, re.sub(r"[.,;]", " ", text)), text


@pytest.mark.parametrize("channel", ["call", "meeting"])
def test_a_contact_of_today_was_today(channel):
    assert " today." in turns.shared(Between(NOW, NOW, channel), turns.Mark("x"))


@pytest.mark.parametrize(
    "between",
    [
        Between(),
        Between(NOW, date(2026, 10, 4), "email"),
        Between(NOW, date(2026, 12, 4), "meeting"),  # still to come
        Between(NOW, date(2026, 7, 1), "email", date(2025, 1, 2)),
    ],
)
def test_where_nothing_is_shared_nothing_is_said_of_it(between):
    assert turns.shared(between, "x") == ""


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Between(knows=True), "people in the hotel business"),
        (Between(deals=True), "food"),
        (Between(runs_it=True), "Berg Catering"),
        (Between(), "rather start with somebody you trust"),
    ],
)
def test_an_open_ask_says_why_this_connector(why, said):
    ask = draft_open_ask(MARIA, ANNA, OpenAsk(2, "category", "Hotels", 0.3, ()), between=why)
    assert said in ask


def test_who_works_at_an_association_is_asked_about_its_members():
    """Not whether she knows somebody in the trade of which she is the president."""
    members = Reason(ReasonKind.MEMBERS, ("Hotel Association",))
    ask = OpenAsk(2, "category", "Hotels", 0.3, (members,))
    letter = draft_open_ask(MARIA, ANNA, ask)
    assert "Which of your members in the hotel business should I get to know?" in letter
    assert "Do you know somebody" not in letter


def test_a_proposed_business_of_the_connector_stands_in_no_letter():
    guessed = replace(ANNA, category="Food", category_by="proposed")
    for number in range(20):
        ask = OpenAsk(2, "category", f"Hotels {number}", 0.3, ())
        text = draft_open_ask(MARIA, guessed, ask, between=Between(deals=True))
        assert "food" not in text.casefold() and "Berg Catering" in text


@pytest.mark.parametrize("why", [Between(deals=True), Between(runs_it=True)])
def test_a_firm_that_ends_in_a_stop_ends_the_sentence(why):
    hill = Person(2, "Anna Berg", company="Hill Hauling Co.")
    for number in range(9):
        ask = OpenAsk(2, "category", f"Hotels {number}", 0.3, ())
        assert ".." not in draft_open_ask(MARIA, hill, ask, between=why)


def test_what_is_only_proposed_is_probable():
    why = Reason(ReasonKind.DEALS, ("Hotels & spas", "Food"), proposed=True)
    assert str(why) == "is in Hotels & spas (proposed), which deals with Food"
    ask = OpenAsk(2, "category", "Food", 0.3, (why,))
    assert "Anna Berg: is probably in Hotels & spas, which deals" in draft_open_purpose(ANNA, ask)
