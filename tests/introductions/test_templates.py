"""What tiesmap writes by itself, in each tone: whole letters, of stored facts alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.introductions.four import ANNA, EVA, MARIA, TOM
from tiesmap.introductions import facts
from tiesmap.introductions.languages import language
from tiesmap.introductions.templates import (
    FACTS,
    KINDS,
    TONES,
    TYPED,
    check_template,
    default_template,
)
from tiesmap.introductions.wording import (
    draft_ask,
    draft_note,
    draft_open_ask,
    draft_open_note,
    draft_report,
    draft_thanks,
    with_note,
)
from tiesmap.introductions.words import Words
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.reasons import in_words
from tiesmap.model.requests import OUTCOMES, IntroRequest
from tiesmap.model.statuses import REPORTED, STATUSES, THANKED


def asked(status: str = "met", outcome: str = "") -> IntroRequest:
    return IntroRequest(
        request="rabc",
        status=status,
        rep="Maria Santos",
        rep_id=1,
        connector="Anna Berg",
        connector_id=2,
        target="Tom Field",
        target_id=3,
        goal="Tom Field",
        goal_id=3,
        path=("Maria Santos", "Anna Berg", "Tom Field"),
        chance=0.123,
        why=(in_words("met 14 times"),),
        outcome=outcome,
    )


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_defaults_are_sound(tone, kind):
    assert check_template(kind, default_template(kind, tone)) == ()


def test_every_fact_of_the_letters_is_declared_and_every_declared_one_is_given():
    letter = facts.letter_facts(MARIA, ANNA, TOM, goal=EVA)
    there = {"question", "about", "where", "where_in_full", "status", "outcome", "note_below"}
    there |= {"world"}
    assert set(letter) | there == set(FACTS)


def test_an_ask_in_full():
    words = Words(given={"offer": "a place at our fair", "gain": "linen that lasts."})
    ask = draft_ask(MARIA, ANNA, TOM, note="something", words=words)
    assert ask == (
        "Hello Anna,\n\n"
        "There's something you might be able to help me with. I'd like to meet Tom Field, a "
        "purchasing lead at Acme, and I think you two know each other.\n\n"
        "I'm trying to get to know more people in the hotel business, and I'd rather start with "
        "somebody you know than with a cold email. "
        "You know firsthand what it's like to work with me. "
        "Here's what it could do for Tom: linen that lasts. "
        "What I can do for you in return: a place at our fair.\n\n"
        "If it makes sense to you, could you ask Tom whether I may call? "
        "There's a short note below you can forward. "
        "If you'd rather not, that's no problem at all.\n\n"
        "Thank you,\nMaria Santos\nNordlicht\nmaria@nordlicht.example"
    )
    assert with_note(ask, " below \n") == ask + "\n\n---\n\nbelow"
    assert with_note(ask, " ") == ask


def test_a_note_in_full():
    typed = {"expertise": "linen that lasts, deliveries by bicycle", "like": "quiet", "gain": "x"}
    typed |= {"resume_link": "https://maria.example/"}
    assert draft_note(MARIA, ANNA, TOM, words=Words(given=typed)) == (
        "Hello Tom,\n\n"
        "I'm Maria Santos, a sales lead at Nordlicht. "
        "Anna Berg kindly agreed to send this your way. "
        "People usually come to me for linen that lasts, deliveries by bicycle. "
        "What it's like to work with me: quiet.\n\n"
        "Here's what you could get out of it: x. "
        "As a purchasing lead at Acme, you see the hotel business from the inside, and I'd value "
        "your honest take on whether what I do would be useful there.\n\n"
        "Would you be open to a fifteen-minute call sometime in the next two weeks? "
        "You can reach me directly at the address below. "
        "If it's not for you, there's no need to reply, and I won't follow up.\n\n"
        "Best regards,\nMaria Santos\nNordlicht\nmaria@nordlicht.example\n"
        "More about me: https://maria.example/"
    )


TURNS = {
    word
    for lists in (language("en").sentences, *language("en").of_tone.values())
    for texts in lists.values()
    for text in texts
    for word in re.findall(r"[\w']+", text)
} | {"since", "you're", "at", "the", "same", "company", "Who", "an", "your", "colleague", "besides"}
"""The words of the sentences that differ from letter to letter."""
SENTENCE = re.compile(r"[^.?!\n]+[.?!]")


def has_one_of(what: str, letter: str, words: Words) -> bool:
    """One small ask (or easy no), and no second."""
    named, openly = (
        words.language.texts(f"{kind}_{what}", words.tone) for kind in ("named", "open")
    )
    return (
        sum(
            f" {text.format(them='Tom')}" in letter.replace("\n", " ") for text in {*named, *openly}
        )
        == 1
    )


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("with_facts", [True, False])
def test_no_sentence_twice_in_a_letter_and_its_note(tone, with_facts):
    typed = {"gain": "g", "offer": "o", "expertise": "e", "like": "l"} if with_facts else {}
    words = Words(tone, given=typed, came_through={2: "Cora Ek"} if with_facts else {})
    openly = OpenAsk(2, "category", "Hotels", 0.3, ())
    pairs = [
        (
            draft_ask(MARIA, ANNA, TOM, note="n", words=words),
            draft_note(MARIA, ANNA, TOM, words=words),
        ),
        (
            draft_open_ask(MARIA, ANNA, openly, note="n", words=words),
            draft_open_note(MARIA, ANNA, openly, words=words),
        ),
    ]
    for ask, note in pairs:
        said = [found.strip() for found in SENTENCE.findall(with_note(ask, note)) if " " in found]
        assert len(said) == len(set(said))
        assert "?" in ask
        assert has_one_of("asks", ask, words) and has_one_of("nos", ask, words)
        assert re.search("no need to reply", note)
    if with_facts and tone != "brief":
        assert "Cora Ek introduced the two of us, and" in pairs[0][0]
    elif not with_facts:
        assert "introduced the two of us" not in pairs[0][0]


@pytest.mark.parametrize("tone", TONES)
def test_the_note_is_for_the_target_and_the_ask_for_the_connector(tone):
    words = Words(tone)
    openly = OpenAsk(2, "company", "Acme", 0.3, ())
    note, open_note = (
        draft_note(MARIA, ANNA, TOM, words=words),
        draft_open_note(MARIA, ANNA, openly, words=words),
    )
    assert note.startswith("Hello Tom,") and open_note.startswith("Hello,")
    for text in (note, open_note):
        assert "Anna Berg" in text and "introduce me" not in text and "client" not in text
        assert re.search("no need to reply", text)
    asks = (
        draft_ask(MARIA, ANNA, TOM, words=words),
        draft_open_ask(MARIA, ANNA, openly, words=words),
    )
    for text in asks:
        assert text.startswith("Hello Anna,")
        assert has_one_of("nos", text, words)
    assert "Do you know somebody at Acme, or somebody who does?" in asks[1]


def test_an_ask_without_any_facts():
    assert draft_ask(Person(1, "Maria"), Person(2, ""), Person(3, "Bo")) == (
        "Hello,\n\n"
        "I have a small favor to ask. I'd like to meet Bo, and I think you two know each other.\n\n"
        "I'd rather come through you than write out of the blue. "
        "And if there's anyone I can introduce you to, just say so.\n\n"
        "Could you check with Bo whether a quick call would be all right? And if it's bad timing, "
        "just tell me.\n\n"
        "Thank you,\nMaria"
    )


def test_tones():
    brief, warm = Words("brief"), Words("warm")
    assert draft_note(MARIA, ANNA, TOM, words=brief) == (
        "Hello Tom,\n\n"
        "I'm Maria Santos, a sales lead at Nordlicht. "
        "Anna Berg kindly agreed to send this your way. "
        "As a purchasing lead at Acme, you see the hotel business from the inside, and I'd value "
        "your honest take on what matters there right now. "
        "Do you have fifteen minutes for a call? You can reach me directly at the address below. "
        "If it doesn't suit you, no need to reply."
        "\n\nBest,\nMaria Santos\nNordlicht\nmaria@nordlicht.example"
    )
    texts = [draft_ask(MARIA, ANNA, TOM, words=words) for words in (brief, Words(), warm)]
    assert len(texts[0]) < len(texts[1]) < len(texts[2])
    assert Words("unknown").template("note") == default_template("note")


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("status", STATUSES)
def test_thanks_and_reports_say_what_happened(tone, status):
    words = Words(tone)
    thanks = draft_thanks(MARIA, ANNA, asked(status), words=words)
    assert bool(thanks) == (status in THANKED)
    for outcome in ("", *OUTCOMES):
        report = draft_report(MARIA, ANNA, asked(status, outcome), words=words)
        assert bool(report) == (status in REPORTED)
        assert ("client of mine" in report) == (outcome == "client" and status in REPORTED)
        for text in (thanks, report):
            assert "None" not in text and "14" not in text and not re.search(r"  |\n\n\n| ,", text)
            assert not text or ("Tom Field" in text or status == "declined")


def test_a_report():
    assert draft_report(
        MARIA, ANNA, asked("met", "opportunity"), words=Words(given={"offer": "x"})
    ) == (
        "Hello Anna,\n\n"
        "You introduced me to Tom Field, and we've met. It made all the difference that it came "
        "from you.\n"
        "We've found something to work on together.\n\n"
        "What I can do for you in return: x.\n\n"
        "Thank you again,\nMaria Santos\nNordlicht\nmaria@nordlicht.example"
    )


letters = st.text("QXZ", min_size=1, max_size=6)
texts = st.lists(letters, min_size=0, max_size=3).map(" ".join)
people = st.builds(
    Person,
    id=st.just(1),
    name=st.lists(letters, min_size=1, max_size=3).map(" ".join),
    company=texts,
    title=texts,
    category=texts,
    client=st.booleans(),
    notes=st.just("Secret Note"),
    comfort=st.sampled_from([None, 5]),
)


@settings(deadline=None)
@given(
    people,
    people,
    people,
    st.none() | people,
    st.booleans(),
    st.sampled_from(list(TONES)),
    st.dictionaries(st.sampled_from(TYPED), texts),
    st.sampled_from(["company", "category"]),
)
def test_nothing_is_invented_in_any_tone(rep, connector, target, goal, maybe, tone, given, kind):
    persons = [rep, connector, target, *([goal] if goal else [])]
    facts = {
        word
        for text in (
            *(t for p in persons for t in (p.name, p.label, p.company, p.title, p.category)),
            *given.values(),
        )
        for word in text.split()
    }
    words = Words(tone, given=given)
    ask = OpenAsk(1, kind, "Zzz", 0.3, (in_words("senior"),))
    for name, text in (
        ("note", draft_note(rep, connector, target, words=words)),
        ("ask", draft_ask(rep, connector, target, goal=goal, inferred=maybe, words=words)),
        ("open_ask", draft_open_ask(rep, connector, ask, words=words)),
        ("open_note", draft_open_note(rep, connector, ask, words=words)),
    ):
        own = set(re.findall(r"[\w']+", default_template(name, tone)))
        said = set(re.findall(r"[\w']+", text)) - own - facts
        assert said <= {"Zzz", "zzz", "at", "in", "Do", "you", "know", "somebody", "or", "who",
                        "does", "there", "that", "field"} | TURNS  # fmt: skip
        assert not re.search(r"\d|weak|strong|chance|wanted|score|None|Secret", text)
        assert not re.search(r"  |\.\.|\(\)|\n\n\n| ,|: \.", text)
