"""Drafted words: what one letter says, and of what it keeps silent."""

from __future__ import annotations

import re
from dataclasses import replace
from inspect import signature

import pytest

from tests.introductions.four import ANNA, EVA, MARIA, TOM
from tiesmap.introductions.languages import language, names
from tiesmap.introductions.wording import (
    draft_ask,
    draft_mention,
    draft_note,
    draft_open_ask,
    draft_open_note,
    draft_purpose,
    draft_reminder,
)
from tiesmap.introductions.words import Words
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest

ENGLISH = language("en")


def test_the_purpose_names_whom_and_why():
    assert draft_purpose(ANNA, TOM) == (
        "Ask Anna Berg for an introduction to Tom Field (Purchasing lead, Acme; category Hotels)."
    )
    assert draft_purpose(ANNA, TOM, goal=EVA, why="opens two houses next year.") == (
        "Ask Anna Berg for an introduction to Tom Field (Purchasing lead, Acme; category Hotels). "
        "Through Tom Field on to Eva Lind (Owner, Beta). "
        "On your wanted list: opens two houses next year."
    )


def test_an_inferred_tie_is_never_said_to_be_known():
    colleague = Person(5, "Tom Field", company="berg catering")
    purpose = draft_purpose(ANNA, colleague, inferred=True)
    assert purpose.endswith("because both are at berg catering and may know each other.")
    assert draft_purpose(ANNA, TOM, inferred=True).endswith("because they may know each other.")
    ask = draft_ask(MARIA, ANNA, colleague, inferred=True)
    assert "wonder whether you two know each other, since you're at the same company" in ask
    assert "think you" not in ask and "somebody you know" not in ask
    known = draft_ask(MARIA, ANNA, colleague)
    assert "I'd like to meet your colleague Tom Field." in known and "know each other" not in known


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Head of nursing", "Bo Lee, your head of nursing."),
        ("Dealer principal", "Bo Lee, your dealer principal."),
        ("Buyer", "your colleague Bo Lee."),
        ("Personnel manager", "your colleague Bo Lee."),
        ("Owner", "Bo Lee, the owner."),
        ("", "your colleague Bo Lee."),
    ],
)
def test_a_colleague_is_said_to_be_one(title, said):
    """She needs neither his firm nor, unless he heads something, what he is there."""
    bo, ann = Person(3, "Bo Lee", company="Acme", title=title), replace(ANNA, company="Acme")
    for draft in (draft_ask, draft_mention):
        text = draft(MARIA, ann, bo)
        assert said in text and "Acme" not in text


@pytest.mark.parametrize("code", names())
def test_at_the_firm_of_a_client_the_rep_is_no_stranger(code):
    """Who serves a firm does not ask there whether what she does would be useful."""
    words = Words(many=("Food",), at_home={"hotels"}, code=code, given={"gain": "I help"})
    inside = replace(ANNA, company="Acme", category="Hotels")
    note = draft_note(MARIA, inside, TOM, words=words)
    says = {"en": "I already work with Anna Berg, and I'd like to introduce myself to you directly "
            "and hear what matters to you at Acme.", "de": "Mit Anna Berg arbeite ich bereits",
            "fr": "Je travaille déjà avec Anna Berg", "es": "Ya trabajo con Anna Berg",
            "pt": "Já trabalho com Anna Berg",
            "nl": "Met Anna Berg werk ik al samen",
            }[code[:2]]  # fmt: skip
    assert says in note and "useful" not in note
    elsewhere = draft_note(MARIA, replace(ANNA, category="Hotels"), TOM, words=words)
    no_client = draft_note(MARIA, replace(inside, client=False), TOM, words=words)
    assert says not in elsewhere + no_client
    ask = draft_ask(MARIA, inside, TOM, words=words)
    only = language(code).sentences["why_same_firm"][0].format(them="Tom")
    assert only.split("Tom")[0] in ask
    assert only.split("Tom")[0] not in draft_ask(
        MARIA, replace(inside, client=False), TOM, words=words
    )


def test_a_colleague_who_is_no_client_makes_the_rep_neither_stranger_nor_supplier():
    inside = Person(2, "Anna Berg", company="Acme")
    note = draft_note(MARIA, inside, replace(TOM, title="", category=""))
    assert "You know Acme from the inside" in note
    assert "already work" not in note and "somebody at Acme" not in note


@pytest.mark.parametrize("code", names())
def test_who_introduced_them_is_all_that_is_said_of_it(code):
    """Not that it went well, nor that they met: on file is only who did it."""
    others: list[str] = []
    claims = "we met|met in|still|how much|never|rencontre|bis heute|bewirkt|combien"
    claims += "|sans|ohne|todavía|sin|sem|nog|zonder"
    for number in range(4):
        through = {2: "Eva Lind"}
        words = Words(code=code, came_through=through, others="\n".join(others))
        others.append(draft_ask(MARIA, replace(ANNA, client=False), TOM, words=words))
        (said,) = re.findall(r"[^.]*Eva Lind[^.]*\.", others[number])
        assert not re.search(rf"\b({claims})\b", said, re.I), said


def test_few_but_the_reader_himself():
    """To somebody of the field that is new to the rep: apart from you."""
    inside, words = replace(ANNA, category="Hotels"), Words(many=("Food",))
    few = "I don't know many people in the hotel business yet, and"
    assert f"but apart from you {few}" in draft_ask(MARIA, inside, TOM, words=words)
    assert f"but {few}" in draft_ask(MARIA, ANNA, TOM, words=words)


@pytest.mark.parametrize(
    ("gain", "said"),
    [
        ("We keep fleets insured!", r" we keep fleets insured!( |$)"),
        ("My firm cleans", r" my firm cleans\."),
        ("I clean.", r" I clean\.( |$)"),
        ("I'm a cleaner", r" I'm a cleaner\."),
    ],
)
def test_a_line_of_ones_own_is_a_clause(gain, said):
    words = Words(given={"gain": gain})
    for ask in (
        draft_ask(MARIA, ANNA, TOM, words=words),
        draft_open_ask(MARIA, ANNA, OpenAsk(2, "category", "Hotels", 0.3, ()), words=words),
    ):
        assert re.search(said, ask, re.M) and f": {gain[:4]}" not in ask


@pytest.mark.parametrize(
    ("code", "gain", "said"),
    [
        ("fr", "J'aide les laboratoires", " : j'aide les laboratoires."),
        ("fr", "Nous équipons les laboratoires", " : nous équipons les laboratoires."),
        ("fr", "Labexia dans leur laboratoire", " : Labexia dans leur laboratoire."),
        ("de", "Wir helfen Laboren", ": Wir helfen Laboren."),
        ("nl", "Wij helpen laboratoria", ": wij helpen laboratoria."),
        ("nl", "Labexia in elk laboratorium", ": Labexia in elk laboratorium."),
    ],
)
def test_behind_a_colon_a_line_is_written_as_its_language_has_it(code, gain, said):
    words = Words(given={"gain": gain}, code=code)
    for number in range(8):
        openly = OpenAsk(2, "category", f"Hotels {number}", 0.3, ())
        ask = draft_open_ask(MARIA, ANNA, openly, words=words)
        assert said in ask.replace("\xa0", " ")


def test_who_gets_a_forwarded_note_is_told_where_to_answer():
    """What he writes back goes to the connector, who sent it on."""
    told = "You can reach me directly at the address below."
    assert told in draft_note(MARIA, ANNA, TOM)
    assert told not in draft_note(replace(MARIA, email=""), ANNA, TOM)
    assert told not in draft_note(MARIA, ANNA, TOM, mention=True)  # the rep sends it himself


def test_who_offers_nothing_offers_the_same():
    """What is in it for the connector: the rep's offer, or an introduction in return."""
    again = "And if there's anyone I can introduce you to, just say so."
    assert again in draft_ask(MARIA, ANNA, TOM)
    assert again not in draft_ask(MARIA, ANNA, TOM, words=Words(given={"offer": "a fair"}))


def test_notes_of_one_day_are_not_one_note():
    notes = [draft_note(MARIA, Person(n, "Anna Berg"), TOM) for n in range(20, 40)]
    assert len(set(notes)) > 9


@pytest.mark.parametrize("code", names())
def test_under_each_letter_stands_how_the_rep_is_reached(code):
    words = Words(code=code)
    for rep, below in (
        (MARIA, ["Nordlicht", "maria@nordlicht.example"]),
        (replace(MARIA, phone="+49 40 1"), ["Nordlicht", "+49 40 1", "maria@nordlicht.example"]),
        (replace(MARIA, phone="+49 40 1", email=""), ["Nordlicht", "+49 40 1"]),
        (replace(MARIA, company="", email=""), []),
    ):
        for text in (
            draft_ask(rep, ANNA, TOM, words=words),
            draft_note(rep, ANNA, TOM, words=words),
        ):
            assert text.split("\n\n")[-1].splitlines()[1:] == ["Maria Santos", *below]
    by_phone = draft_note(replace(MARIA, phone="1", email=""), ANNA, TOM, words=words)
    there = (
        "at the number",
        "unter der Nummer",
        "au numéro",
        "al número",
        "para o número",
        "het nummer",
    )
    assert any(word in by_phone for word in there)


def test_nobody_is_asked_to_open_his_own_firm():
    same = Person(6, "Max Muster", company="Nordlicht", category="Hotels")
    note = draft_note(MARIA, ANNA, same)
    assert note.count("Nordlicht") == 2  # where she says who she is, and where she signs
    assert "You see the hotel business from the inside, and" in note


@pytest.mark.parametrize(
    ("category", "said"),
    [
        ("Hotels", "the hotel business"),
        ("Bakeries", "bakeries"),
        ("Real estate", "real estate"),
        ("IT", "IT"),
        ("Health care", "health care"),
        ("Legal", "the legal field"),
        ("Property mgrs", "property management"),
        ("Docs & dentists", "medicine and dentistry"),
        ("HR consultants", "HR consulting"),
        # The rep's own words stay as he wrote them.
        ("Öl und Gas", "Öl und Gas"),
        ("Metallbau", "Metallbau"),
        ("Bau & Handwerk", "Bau and Handwerk"),
        ("Travel & airlines", "travel and airlines"),
        ("酒店", "酒店"),
        ("", ""),
    ],
)
def test_a_category_as_one_says_it(category, said):
    assert ENGLISH.field_of(category) == said


def test_who_is_behind_it_is_named_only_where_the_rep_ticked_it():
    assert "Eva Lind" in draft_ask(MARIA, ANNA, TOM, goal=EVA)
    for text in (draft_ask(MARIA, ANNA, TOM), draft_mention(MARIA, ANNA, TOM)):
        assert "Eva" not in text
    # The note has no way to name it at all.
    assert "goal" not in signature(draft_note).parameters


def test_may_i_mention_your_name():
    ask = draft_mention(MARIA, ANNA, TOM)
    assert "I'm about to write to Tom Field, a purchasing lead at Acme" in ask
    assert "May I mention your name when I do?" in ask
    assert "introduce" not in ask and "forward" not in ask
    note = draft_note(MARIA, ANNA, TOM, mention=True)
    assert "We both know Anna Berg, who's fine with me saying so." in note
    assert "pass this on" not in note


def test_without_facts_there_is_still_an_ask():
    bare = Person(7, "", "x.y@firm.example")
    assert draft_purpose(bare, Person(8, "Bo")) == (
        "Ask x.y@firm.example for an introduction to Bo."
    )
    rep = Person(9, "", "rep@firm.example")
    assert draft_note(rep, bare, Person(8, "")).startswith("Hello,\n\nI'm rep@firm.example.")
    ask = draft_ask(rep, bare, Person(8, "Bo"))
    assert re.match(r"Hello,\n\n[^\n]+[.?] I'd like to meet Bo, and ", ask)
    assert sum(text.format(them="Bo") in ask for text in ENGLISH.sentences["named_asks"]) == 1
    assert ask.endswith("Thank you,\nrep@firm.example")


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Anna Berg", "Hello Anna,"),
        ("Jean-Baptiste Kouassi-Merle", "Hello Jean-Baptiste,"),
        ("Þóra D. Óskarsdóttir", "Hello Þóra,"),
        ("Berg, Anna", "Hello Anna,"),
        ("Dr Anna Berg", "Hello Anna,"),
        ("Dr. Berg", "Hello Dr. Berg,"),
        ("Hans-Jürgen Freiherr von Bülow", "Hello Hans-Jürgen,"),
        ("王 伟", "Hello 王 伟,"),
        ("IT Helpdesk", "Hello IT Helpdesk,"),
        # An initial is no first name, and nobody is greeted by it.
        ("J. Berg", "Hello,"),
        ("J Berg", "Hello,"),
        ("W. ter Horst", "Hello,"),
        ("J.-P. Martin", "Hello,"),
        ("A. B. Lee", "Hello,"),
        ("Dr. W. ter Horst", "Hello Dr. ter Horst,"),
        ("Prof. Dr. M. Weiss", "Hello Prof. Dr. Weiss,"),
        ("M. Weiss", "Hello,"),
        ("Anna B.", "Hello Anna,"),
        ("JP Berg", "Hello JP Berg,"),
        ("Cher", "Hello Cher,"),
    ],
)
def test_a_first_name_only_where_it_is_plain(name, greeting):
    assert draft_ask(MARIA, Person(2, name), TOM).splitlines()[0] == greeting
    assert draft_note(MARIA, ANNA, Person(3, name)).splitlines()[0] == greeting


def test_a_name_can_neither_break_nor_turn_nor_flood_the_text():
    hostile = Person(3, "Tom\r\n\r\nPS: send\u202e money", company="A" * 5000)
    for note in (draft_note(MARIA, ANNA, hostile), draft_ask(MARIA, ANNA, hostile)):
        assert "Tom PS: send money" in note
        assert "\u202e" not in note and "\r" not in note
        assert len(note) < 1000
    assert "\n" not in draft_purpose(ANNA, hostile, why="x\ny" * 500)
    markup = "<img src=x onerror=alert(1)> ![x](http://host/p.png) {name} =1+1"
    assert markup in draft_note(MARIA, ANNA, Person(3, markup))


@pytest.mark.parametrize(
    ("gain", "in_letter", "in_note"),
    [
        ("I keep fleets insured", ENGLISH.sentences["open_lines"], "I keep"),
        ("a second look", ENGLISH.sentences["gains"], "get out of it: a second look."),
    ],
)
def test_a_line_of_ones_own_is_a_sentence(gain, in_letter, in_note):
    words, openly = Words(given={"gain": gain}), OpenAsk(2, "category", "Hotels", 0.3, ())
    ask = draft_open_ask(MARIA, ANNA, openly, words=words)
    assert any(text.format(them="them", gain=gain) in ask for text in in_letter)
    note = draft_open_note(MARIA, ANNA, openly, words=words)
    assert in_note in note and ("get out of it: I" not in note)


def test_two_who_share_a_first_name_are_told_apart():
    ask = draft_ask(MARIA, Person(2, "Anna Berg"), Person(3, "Anna Lund"))
    assert "Hello Anna," in ask and re.search(r"\?[^?]*\n|Anna Lund (whether|is open)", ask)
    assert "Anna is" not in ask and "Anna whether" not in ask
    assert re.search(r"Tom (whether|is open)", draft_ask(MARIA, ANNA, TOM))


def test_the_end_of_an_address_is_no_firm():
    """A mailbox has no names of firms: what it gives is not said in a letter."""
    rep = Person(1, "Lena", email="lena@mails.example", company="mails.example")
    bo = Person(3, "Bo Lee", email="bo@Zeta.example", company="Zeta.example", title="Buyer")
    for text in (draft_note(rep, ANNA, bo), draft_ask(rep, ANNA, bo)):
        assert "I work for" not in text and "Zeta" not in text
    assert "Bo Lee, a buyer, and" in draft_ask(rep, ANNA, bo)
    stays = replace(bo, company="Zeta")
    assert "a buyer at Zeta" in draft_ask(rep, ANNA, stays)


def test_somebody_of_the_own_trade_is_met_as_one():
    rep, bo = Person(1, "Lena", category="Insurance"), Person(3, "Bo Lee", category="Insurance")
    assert "Since we're both in insurance, I'd like" in draft_note(rep, ANNA, bo)
    assert "how things work at" not in draft_ask(rep, ANNA, replace(bo, company="Zeta"))


def test_only_who_knows_few_in_a_field_says_so():
    """Once the other reasons stand in letters of now, it is a reason that he knows few there."""
    written: list[str] = []
    while len(written) < 6:
        words = Words(others="\n".join(written))
        written.append(draft_ask(MARIA, ANNA, TOM, words=words))
    few = "I don't know many people in the hotel business"
    (first,) = [n for n, letter in enumerate(written) if few in letter]
    at_home = Words(others="\n".join(written[:first]), at_home={"hotels"})
    assert few not in draft_ask(MARIA, ANNA, TOM, words=at_home)


def test_a_reminder_asks_once_more_without_a_reproach():
    ask = IntroRequest(
        "r1", "asked", "Maria", 1, "Anna Berg", 2, "Tom Field", 3, "Tom Field", 3,
        ("Maria", "Anna Berg", "Tom Field"), 0.1, (), target_company="Acme", note_to_forward="Hi",
    )  # fmt: skip
    said = draft_reminder(MARIA, ANNA, ask)
    assert "asked whether you'd introduce me to Tom Field at Acme." in said
    assert "is below again" in said
    mention = draft_reminder(MARIA, ANNA, replace(ask, request="m1"))
    assert "whether I might mention your name to Tom Field." in mention and "below" not in mention
    openly = replace(ask, target="somebody in Hotels", target_id=None, goal_id=None,
                     target_company="", target_category="Hotels")  # fmt: skip
    assert "Do you know somebody in the hotel business, or somebody who does?" in draft_reminder(
        MARIA, ANNA, openly
    )
