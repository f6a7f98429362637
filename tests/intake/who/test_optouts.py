"""Opt-outs in the words of other programs: marked or asked about, never silent. By hand."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tiesmap.intake.reader import Reader
from tiesmap.intake.who.optouts import ask_of_notes
from tiesmap.intake.wordfiles import read

PATTERNS = [
    (name, one) for name in ("text", "referrals") for one in read("optouts")["pattern"][name]
]
READER = Reader(as_of=date(2026, 11, 1))

MARKED = """
Kontaktverbot=ja|Werbeverbot=x|email_permission=opt-out|E-Mail zulassen=Nicht zulassen|
Marketing status=No consent|Kontaktaufnahme=nicht erwünscht|Kontakt nicht erwünscht=ja|
Ansprache=verboten|メール拒否=1|Darse de baja=sí|Baja=sí|Pas de démarchage=oui|
Ne souhaite pas être contacté=oui|Sin consentimiento=sí|No desea ser contactado=sí|
Senza consenso=sì|Non desidera contatti=sì|Sem consentimento=sim|Geen toestemming=ja|
Brak zgody=tak|Keine Einwilligung=ja|Contact refusé=oui|Wil niet gebeld worden=ja|不同意=是|
Без согласия=да|OK to contact=forbidden|Contact permitted? Do not call=yes
"""
ASKED = """
Kontakt erwünscht=nein|OK to contact=No|Communication preference=None|Can contact=N|
Contact=no|Contacto permitido=no|Contact autorisé=non|Contatto consentito=no|
Mag gebeld worden=nee|Akkoord=nee|Kommunikationspräferenz=keine|Email permission=no
"""
SILENT = """
Kontaktverbot=nein|Kontakt erwünscht=ja|OK to contact=Yes|Communication preference=Email|
Contact=yes|Baja=no|Ansprache=per Du|Fecha de baja=|Nota=no|Bajada=sí|Preferred language=None
"""


def cases(text: str) -> list[str]:
    return ["".join(one.splitlines()) for one in text.replace("\n", "").split("|")]


def told(case: str) -> tuple[bool, bool]:
    """Whether the person is marked, and whether it is asked."""
    column, _, cell = case.partition("=")
    rows = f"Ada,Berg,ada@b.example,{cell}\nBo,Hart,bo@h.example,\n"
    text = f"First Name,Last Name,Email,{column}\n{rows}"
    (found,) = READER.read("list.csv", text.encode())
    ada, bo = found.people
    assert not bo.do_not_ask
    return bool(ada.do_not_ask), any("not to be asked? If so" in note for note in found.notes)


@pytest.mark.parametrize("case", cases(MARKED))
def test_who_asked_for_peace_is_marked(case: str) -> None:
    assert told(case) == (True, False)


@pytest.mark.parametrize("case", cases(ASKED))
def test_what_may_mean_it_is_asked(case: str) -> None:
    assert told(case) == (False, True)


@pytest.mark.parametrize("case", cases(SILENT))
def test_what_does_not_mean_it_is_not_asked(case: str) -> None:
    assert told(case) == (False, False)


@pytest.mark.parametrize(
    "note",
    [
        "Please do not contact", "dont call", "Don't e-mail", "never ask", "asked to be left alone",
        "asked not to be called", "opt out", "opted out", "unsubscribe me", "nicht mehr anrufen",
        "keine Werbung", "möchte nicht kontaktiert werden", "ne plus contacter", "no llamar",
        "non chiamare", "niet meer bellen",
    ],
)  # fmt: skip
def test_a_note_that_asks_for_peace_in_each_of_the_words_is_asked_about(note: str) -> None:
    assert ask_of_notes("Notes", ["met in Rome", f"2024\n{note}", ""])


def test_a_card_says_it_by_a_field_of_its_own_or_perhaps_in_a_note() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\n{}\nEND:VCARD\n"
    said = (
        "X-DO-NOT-CONTACT:true", "X-DO-NOT-CONTACT:false", "NOTE:please do not call again",
        "NOTE:never ask her for referrals",
    )  # fmt: skip
    names = ("Ada Berg", "Bo Hart", "Cy Dent", "Di Eck")
    text = "".join(card.format(*one) for one in zip(names, said, strict=True))
    (found,) = READER.read("a.vcf", text.encode())
    assert [bool(one.do_not_ask) for one in found.people] == [True, False, False, True]
    assert [note for note in found.notes if "'NOTE' of 1 person may ask for peace" in note]


UNCLEAR = """
Do Not Solicit=DNS per owner 3/14|Opt out=see file|
Do not call=only mornings says her assistant and never ever on the mobile|
Kontaktverbot=laut Inhaber|Unsubscribed=not subscribed|
Do Not Contact=ask Denise first
"""
PLAIN_NO = """
Do Not Solicit=n/a|Do not call=-|Opt out=none|Kontaktverbot=entfällt|Do Not Contact=0|
Do Not Mail=FALSE|Opt out date=0000-00-00|Unsubscribe link=https://x.example/u/1
"""


@pytest.mark.parametrize("case", cases(UNCLEAR))
def test_other_words_under_an_opt_out_hold_the_person_until_it_is_decided(case: str) -> None:
    assert told(case) == (True, False)


def test_who_is_held_is_told_with_the_words() -> None:
    text = "Full Name,Email,Do Not Solicit\nAda Berg,ada@b.example,DNS per owner 3/14\n"
    (found,) = READER.read("list.csv", text.encode())
    (note,) = (note for note in found.notes if "until you decide" in note)
    assert "1 person" in note and "'DNS per owner 3/14'" in note and "'Do Not Solicit'" in note


@pytest.mark.parametrize("case", cases(PLAIN_NO))
def test_nothing_under_an_opt_out_holds_nobody(case: str) -> None:
    assert told(case) == (False, False)


@pytest.mark.parametrize(
    ("note", "marked"),
    [
        ("DO NOT ask for referrals, he hates it", True),
        ("golf. Don’t ask him for any intros", True),
        ("never ask her for a referral again", True),
        ("bitte nicht mehr nach Empfehlungen fragen", True),
        ("ne pas lui demander de recommandations", True),
        ("no referrals yet", False),
        ("ask for referrals in May", False),
        ("do not call before 9", False),
        ("don't ask about the divorce", False),
    ],
)
def test_a_note_that_refuses_asks_in_so_many_words_marks_the_person(
    note: str, marked: bool
) -> None:
    text = f'Full Name,Email,Notes\nAda Berg,ada@b.example,"{note}"\n'
    (found,) = READER.read("list.csv", text.encode())
    assert bool(found.people[0].do_not_ask) is marked


@pytest.mark.parametrize(("name", "pattern"), PATTERNS)
@given(data=st.data())
@examples(40)
def test_the_words_of_the_first_look_stand_in_whatever_is_looked_for(
    name: str, pattern: str, data: st.DataObject
) -> None:
    found = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE | re.ASCII)))
    assert any(word in found.lower() for word in read("optouts")["word"][name])
