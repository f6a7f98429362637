"""Who brought somebody, in the words of notes. Expected: by hand."""

from __future__ import annotations

import pytest

from tiesmap.intake.who.in_notes import Called, introduced, introducers
from tiesmap.model.people import Person

NAMES = [
    "Diane Kowalski", "Bob Miller", "Bob Patel", "Hans Vogel", "Ana da Silva Pinto", "Jean Dupont",
    "Nuno Reis", "Dra. Lucía Ortega", "Luca Conti", "Piet van den Berg", "Ewa Nowak", "Ewa Nowak",
]  # fmt: skip
CALLED = Called.of(Person(number, name) for number, name in enumerate(NAMES))


def said(note: str) -> list[tuple[str, str]]:
    return [(NAMES[who], words) for who, words in introducers(note, CALLED)]


@pytest.mark.parametrize(
    ("note", "who", "words"),
    [
        ("met thru Diane Kowalski", "Diane Kowalski", "met thru Diane Kowalski"),
        ("Likes tea. Came via Diane, call Monday", "Diane Kowalski", "Came via Diane"),
        ("Introduced by Bob Miller at Rotary", "Bob Miller", "Introduced by Bob Miller"),
        ("referred by Bob M., 2019", "Bob Miller", "referred by Bob M"),
        ("intro'd by Hans", "Hans Vogel", "intro'd by Hans"),
        ("via Hans", "Hans Vogel", "via Hans"),
        ("Empfohlen von Dr. Hans Vogel.", "Hans Vogel", "Empfohlen von Dr. Hans Vogel"),
        ("Kennengelernt über Hans", "Hans Vogel", "Kennengelernt über Hans"),
        ("veio através da Ana Pinto", "Ana da Silva Pinto", "veio através da Ana Pinto"),
        ("indicado por Nuno Reis", "Nuno Reis", "indicado por Nuno Reis"),
        ("de la part de Jean Dupont", "Jean Dupont", "de la part de Jean Dupont"),
        ("rencontré par Jean", "Jean Dupont", "rencontré par Jean"),
        ("de la part d'Ana Pinto", "Ana da Silva Pinto", "de la part d'Ana Pinto"),
        ("Presentado por: Lucía Ortega", "Dra. Lucía Ortega", "Presentado por: Lucía Ortega"),
        ("tramite Luca", "Luca Conti", "tramite Luca"),
        ("Me lo presentó Lucía Ortega en 2019", "Dra. Lucía Ortega",
         "Me lo presentó Lucía Ortega"),
        ("me la recomendó Lucía", "Dra. Lucía Ortega", "me la recomendó Lucía"),
        ("Nos presentó Lucía.", "Dra. Lucía Ortega", "Nos presentó Lucía"),
        ("Quem me apresentou foi o Nuno Reis", "Nuno Reis", "Quem me apresentou foi o Nuno Reis"),
        ("me l’ha presentato Luca", "Luca Conti", "me l’ha presentato Luca"),
        ("Presentatomi da Luca Conti", "Luca Conti", "Presentatomi da Luca Conti"),
        ("m'a été présenté par Jean Dupont", "Jean Dupont", "présenté par Jean Dupont"),
        ("vorgestellt von Hans Vogel", "Hans Vogel", "vorgestellt von Hans Vogel"),
        ("Bekannt gemacht durch Hans", "Hans Vogel", "Bekannt gemacht durch Hans"),
        ("voorgesteld door Piet", "Piet van den Berg", "voorgesteld door Piet"),
        ("geïntroduceerd door Piet", "Piet van den Berg", "geïntroduceerd door Piet"),
        ("aanbevolen door Piet van den Berg", "Piet van den Berg",
         "aanbevolen door Piet van den Berg"),
    ],
)  # fmt: skip
def test_who_brought_somebody_is_read_out_of_a_note(note: str, who: str, words: str) -> None:
    assert said(note) == [(who, words)]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "likes tea",
        "via email",
        "via LinkedIn",
        "referred by Bob",  # two are called so
        "met through Diane Smith",  # somebody else
        "polecona przez: Ewa Nowak",  # two of one name
        "get intro from Diane Kowalski",
        "ask for an intro by Hans",
        "not through Hans",
        "introduced me to Diane Kowalski",
        "soll von Hans empfohlen werden",
        "met Diane Kowalski at the fair",
        "no me lo presentó Lucía Ortega",
        "me presentó a Lucía Ortega",
        "mi ha presentato Luca",
    ],
)
def test_what_does_not_say_so_or_not_of_whom_proposes_nobody(note: str) -> None:
    assert said(note) == []


@pytest.mark.parametrize(
    ("note", "whom"),
    [
        ("introduced me to Diane Kowalski", "Diane Kowalski"),
        ("Put me in touch with Bob Miller, 2019", "Bob Miller"),
        ("me presentó a Lucía Ortega", "Dra. Lucía Ortega"),
        ("Me puso en contacto con Lucía", "Dra. Lucía Ortega"),
        ("apresentou-me ao Nuno Reis", "Nuno Reis"),
        ("me apresentou a Ana Pinto", "Ana da Silva Pinto"),
        ("mi ha presentato Luca Conti", "Luca Conti"),
        ("Mi ha presentato a Luca", "Luca Conti"),
        ("m’a présenté à Jean Dupont", "Jean Dupont"),
        ("hat mich bekannt gemacht mit Hans Vogel", "Hans Vogel"),
        ("heeft mij voorgesteld aan Piet", "Piet van den Berg"),
    ],
)
def test_to_whom_somebody_introduced_the_rep_is_read_out_of_the_note_on_him(
    note: str, whom: str
) -> None:
    assert [NAMES[who] for who, _ in introduced(note, CALLED)] == [whom]


@pytest.mark.parametrize(
    "note",
    [
        "will introduce me to Diane Kowalski",
        "never introduced me to Diane Kowalski",
        "no me presentó a Lucía Ortega",
        "introduced me to Bob",  # two are called so
        "me lo presentó Lucía Ortega",
        "met thru Diane Kowalski",
    ],
)
def test_what_was_no_introduction_of_the_rep_is_none(note: str) -> None:
    assert not list(introduced(note, CALLED))
