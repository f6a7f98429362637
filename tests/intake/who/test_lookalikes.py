"""Who is surely one person, and who is not. Expected: by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.intake.who.test_duplicates import CROWD
from tiesmap.intake.who.duplicates import suggest
from tiesmap.intake.who.lookalikes import are_one, likely_pairs, looking_like, sure_pairs
from tiesmap.model.people import Person

PAGE = "https://www.linkedin.com/in/"
JOE = Person(1, "Joseph Sullivan", "jsullivan@yoder.example", company="Yoder Dairy Delivery")
PATTY = Person(1, "Patricia McAllister", company="Scioto Valley Freight", profile_url=PAGE + "pm")


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        (JOE, Person(2, "Joe Sullivan", "jsullivan@yoder.example"), True),
        (JOE, Person(2, "Sullivan, Joe", company="Yoder Dairy"), True),
        (PATTY, Person(2, "Patty McAllister", company="SCIOTO VALLEY FREIGHT INC"), True),
        (PATTY, Person(2, "PATRICIA MCALLISTER", "pm@sciotovalleyfreight.example"), True),
        (Person(1, "William Ratliff", company="Great Lakes Drayage", profile_url=PAGE + "wr"),
         Person(2, "Bill Ratliff", "wr@gld.example", company="Great Lakes Drayage LLC"), True),
        (Person(1, "Deb Novotny", company="City of Westerville"),
         Person(2, "Deborah Novotny", company="Westerville, City of"), True),
        (Person(1, "Ann Lee", phone="(614) 555-0101"), Person(2, "Lee, Ann", phone="6145550101"),
         True),
        # Two given names, one mailbox and firm; two profiles; two addresses at one firm.
        (JOE, Person(2, "John Sullivan", "jsullivan@yoder.example", company="Yoder Dairy"), False),
        (JOE, Person(2, "Joe Ratliff", company="Yoder Dairy"), False),
        (PATTY, replace(PATTY, id=2, profile_url=PAGE + "pm2"), False),
        (JOE, replace(JOE, id=2, email="joe2@yoder.example"), False),
        # Father and son, on one roof and phone; one of whom it is not said may be either.
        (Person(1, "John Pohl Sr.", phone="952-555-0165", company="Pohl Tool & Die"),
         Person(2, "John Pohl Jr", phone="952-555-0165", company="Pohl Tool & Die"), False),
        (Person(1, "John Pohl Sr.", phone="952-555-0165"),
         Person(2, "John Pohl", phone="952-555-0165 x286"), True),
        # Nothing but the name, or a part of it.
        (Person(1, "Ann Lee", company="Acme"), Person(2, "Ann Lee"), False),
        (Person(1, "Ann Lee", company="Acme"), Person(2, "Ann", company="Acme"), False),
        (Person(1, "Ann Lee", company="Acme"), Person(2, "Ann Lee", company="Nord"), False),
        (Person(1, "A. Lee", company="Acme"), Person(2, "Ann Lee", company="Acme"), False),
        (Person(1, "", company="Acme"), Person(2, "", company="Acme"), False),
    ],
)  # fmt: skip
def test_name_and_firm_or_contact_make_sure(one: Person, other: Person, sure: bool) -> None:
    assert are_one(one, other) is are_one(other, one) is sure
    crowd = [*CROWD, one, other]
    marked = sure or (one.name == other.name != "" and not (one.company and other.company))
    assert {pair[1].id for pair in looking_like([one], crowd)} == ({2} if marked else set())
    assert not list(looking_like([one], crowd, {(1, 2)}))
    found = [pair for pair in suggest(crowd) if (pair.one, pair.other) == (1, 2)]
    assert [pair.sure for pair in found] == [True] if sure else not any(p.sure for p in found)


BRANDT = "Brandt Heating & Cooling"
OTHERS_THERE = Person(9, "Leroy Dawkins", "ldawkins@brandthvac.example", company=BRANDT)


def _sure(*people: Person) -> set[tuple[int, int]]:
    return {(pair.one, pair.other) for pair in suggest([*CROWD, *people]) if pair.sure}


def test_two_names_of_a_firm_are_one_where_its_people_write_from_one_domain() -> None:
    one = Person(1, "Carla Gallagher", company=BRANDT)
    other = Person(2, "Carla Gallagher", "cg@brandthvac.example")
    assert not _sure(one, other)
    assert _sure(one, other, OTHERS_THERE) == {(1, 2)}
    named = Person(3, "Steven Zimmerman", company=BRANDT)
    hvac = Person(4, "Steve Zimmerman", company="Comfort HVAC")
    there = Person(8, "Gail Rupp", "gr@brandthvac.example", company="Comfort HVAC")
    assert not _sure(named, hvac, OTHERS_THERE)
    assert _sure(named, hvac, there, OTHERS_THERE) == {(3, 4)}
    # A mail host is nobody's firm.
    at_home = Person(8, "Gail Rupp", "gr@gmail.com", company="Comfort HVAC")
    other_home = replace(OTHERS_THERE, email="ld@gmail.com")
    assert not _sure(named, hvac, at_home, other_home)


def _asked(*people: Person) -> dict[tuple[int, int], str]:
    crowd = [*CROWD, *people]
    return likely_pairs(crowd, sure_pairs(crowd))


NUMBER = "07744 886568"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        # A telephone has the given name alone, or the name of before; never sure.
        (Person(1, "Folake Donnelly", "f@nash.example", phone=NUMBER),
         Person(2, "Folake", "fd@gmail.com", phone="+44 7744 886568"),
         "nobody else has this phone number"),
        (Person(1, "Hannah Pickering", "hp@wand.example", phone=NUMBER),
         Person(2, "Hannah Goddard", "hg@hotmail.com", phone="+44 7744 886568"),
         "nobody else has this phone number"),
        (Person(1, "Folake", phone=NUMBER), Person(2, "Nash Ltd", phone=NUMBER), ""),
        # M. is an initial as well as Monsieur.
        (Person(1, "Dr. M. Weber", company="Weber AG"),
         Person(2, "Monika Weber", company="Weber AG"),
         "nobody else at the firm has this initial"),
        (Person(1, "M. Weber", company="Weber AG"), Person(2, "Jan Weber", company="Weber AG"), ""),
        (Person(1, "Tunde Okonjo", company="Age Together"),
         Person(2, "", "tunde@agetogether.example"),
         "the address is made of the name"),
    ],
)  # fmt: skip
def test_what_is_worth_asking(one: Person, other: Person, why: str) -> None:
    assert _asked(one, other) == ({(1, 2): why} if why else {})


def test_cards_that_are_surely_one_count_as_one() -> None:
    home = Person(3, "Amy Palmer", phone="07644 812376")
    work = Person(1, "Amy Palmer", company="Calder IT")
    mail = Person(2, "Amy Palmer", "amy@calder.example", company="Calder IT")
    assert _asked(work, mail, home) == {(1, 3): "nobody else has this name"}
    assert _asked(work, replace(mail, company="Nord", email="amy@nord.example"), home) == {}


def test_two_with_a_phone_and_a_third_are_a_switchboard() -> None:
    cards = [
        Person(n, name, phone=NUMBER) for n, name in enumerate(("Ann", "Ann Lee", "Ann Ray"), 1)
    ]
    assert (1, 2) not in _asked(*cards)


def test_a_degree_behind_a_name_is_no_part_of_it() -> None:
    bank = {"company": "Barclays"}
    one, other = Person(1, "Mei Hussain, ACA", **bank), Person(2, "Mei Hussain", "m@x.de", **bank)
    assert _sure(one, other) == {(1, 2)}
