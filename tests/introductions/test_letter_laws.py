"""Laws over many letters: each fact is a stored one, and no two of one day say the same."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.introductions.four import MARIA
from tests.introductions.test_templates import letters, texts
from tiesmap.introductions.languages import language, names
from tiesmap.introductions.templates import TONES
from tiesmap.introductions.turns import Between
from tiesmap.introductions.wording import (
    better_purposes,
    draft_ask,
    draft_mention,
    draft_note,
    draft_open_ask,
    draft_purpose,
)
from tiesmap.introductions.words import Words
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.purposes import is_empty_purpose
from tiesmap.model.reasons import Reason, ReasonKind

# The capital letters that the sentences themselves bring.
OWN_WORDS = set(
    "Ask Beyond Through On Why Hello Would Do If I My You Thank May There And Kind What "  # noqa: SIM905
    "Both A There Could Should And It One So Eventually Best As".split()
)


def capitals(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z]\w*", text))


for said in language("en").sentences.values():
    OWN_WORDS |= {word for text in said for word in capitals(text)}


people = st.builds(
    Person,
    id=st.just(1),
    name=st.lists(letters, min_size=1, max_size=3).map(" ".join),
    email=st.sampled_from(["", "q@x.example"]),
    company=texts,
    title=texts,
    category=texts,
    client=st.booleans(),
    notes=st.just("Secret Note"),
    comfort=st.sampled_from([None, 5]),
)


@given(people, people, people, st.none() | people, st.booleans(), texts)
def test_every_capital_word_is_a_stored_fact_or_a_word_of_the_sentence(
    rep, connector, target, goal, inferred, why
):
    persons = [rep, connector, target, *([goal] if goal else [])]
    facts = {
        word
        for person in persons
        for text in (
            person.name,
            person.label,
            person.email,
            person.company,
            person.title,
            person.category,
        )
        for word in text.split()
    }
    note = draft_note(rep, connector, target)
    ask = draft_ask(rep, connector, target, goal=goal, inferred=inferred)
    for letter in (note, ask):
        assert capitals(letter) <= facts | OWN_WORDS
        # Nothing of the inside: no figures, no judgment of the tie, no wanted list, no notes.
        assert not re.search(r"\d|weak|strong|tie|chance|wanted|score", letter, re.IGNORECASE)
    purpose = draft_purpose(connector, target, goal=goal, inferred=inferred, why=why)
    assert capitals(purpose) <= facts | OWN_WORDS | set(why.split())
    for text in (note, ask, purpose):
        assert not re.search(r"\b(?:he|she|him|her|his|hers|None)\b|  | ,|\.\.|\(\)", text)
    for better in better_purposes(connector, target, why=why):
        assert capitals(better) <= facts | OWN_WORDS | set(why.split())
        assert not is_empty_purpose(better)


def sentences(letter: str) -> set[str]:
    """What a letter says besides greeting and signature, sentence by sentence."""
    body = "\n".join(letter.split("\n")[1:-3])
    found = re.findall(r"[^\n]+?(?<=[^\W_A-Z]|\u00a0)(?<!Dr)[.?!:](?= |\n)", body)
    return {one.strip().casefold() for one in found}


GIVEN = Words(given={"gain": "I keep cold food cold.", "offer": "a word at the fair"})
KNOWN = st.builds(
    Between,
    st.just(date(2026, 11, 28)),
    st.sampled_from([None, date(2026, 10, 4), date(2023, 2, 1), date(2026, 5, 1)]),
    st.sampled_from(["email", "meeting", "call"]),
    st.sampled_from([None, date(2019, 1, 2)]),
)
FIELDS = st.sampled_from(["Hotels", "Legal", "Food & drink", ""])
SOMEBODY = st.builds(
    Person,
    id=st.integers(2, 99),
    name=st.sampled_from(["Dr. Ada Berg", "HANS VON BÜLOW", "J. P. Ek", "Lee, Bo", "王 伟", ""]),
    email=st.just("a@b.example"),
    company=st.sampled_from(["Acme", "Hill Hauling Co.", "Ek & Sons {0}", ""]),
    category=FIELDS,
    client=st.booleans(),
)
ABOUT = st.builds(
    OpenAsk,
    st.just(2),
    st.sampled_from(["category", "company"]),
    st.sampled_from(["Hotels", "Food & drink"]),
    st.just(0.3),
    st.sampled_from([(), (Reason(ReasonKind.PEERS, ("Hotels",)),)]),
)
LETTER = st.tuples(SOMEBODY, KNOWN, ABOUT | SOMEBODY, st.booleans())


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(names())),
    st.sampled_from(list(TONES)),
    st.lists(LETTER, min_size=2, max_size=5),
)
def test_no_sentence_stands_in_two_letters_of_now(code, tone, letters):
    """Whoever they go to: two who get one on the same day may sit at one table."""
    said: set[str] = set()
    words = replace(GIVEN, tone=tone, code=code)
    for connector, between, whom, inferred in letters:
        shared = {"words": words, "between": between}
        if isinstance(whom, OpenAsk):
            letter = draft_open_ask(MARIA, connector, whom, note="n", **shared)
        else:
            mention = whom.id % 3 == 0
            draft = draft_mention if mention else partial(draft_ask, note="n")
            letter = draft(MARIA, connector, whom, inferred=inferred, **shared)
        new = sentences(letter) - {"i keep cold food cold.", "a word at the fair."}
        assert not new & said, new & said
        assert "{" not in letter.replace("{0}", "") and ".." not in letter
        said |= new
        words = replace(words, others=words.others + "\n" + letter)


def test_five_letters_are_five_letters():
    """The same ask of five people: no two begin and end alike, and each stays as it is."""
    people = [Person(n, f"Anna {name}") for n, name in enumerate("Ek Ost Ro Ny Au".split(), 20)]  # noqa: SIM905
    asks = [OpenAsk(one.id, "category", "Hotels", 0.3, ()) for one in people]
    drafted = [draft_open_ask(MARIA, *pair) for pair in zip(people, asks, strict=True)]
    assert drafted == [draft_open_ask(MARIA, *pair) for pair in zip(people, asks, strict=True)]
    assert len(set(drafted)) == 5
