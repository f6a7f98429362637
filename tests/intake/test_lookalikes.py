"""Who is surely one person, and who is not. Expected: by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.intake.test_duplicates import CROWD
from tiesmap.intake.who.duplicates import suggest
from tiesmap.intake.who.lookalikes import are_one, looking_like
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
    found = suggest([*CROWD, *people])
    assert not any(pair.sure for pair in found)
    return {(pair.one, pair.other): pair.reasons[-1] for pair in found}


def test_the_only_two_of_a_name_are_asked_about_where_one_is_bare() -> None:
    invited = Person(1, "Eva Huber", profile_url=PAGE + "eh")
    other = Person(2, "Eva Huber", "eva@keystone.example", company="Keystone Towing")
    crowd = [person for person in CROWD if person.name != "Eva Huber"]
    asked = {(pair.one, pair.other) for pair in suggest([*crowd, invited, other])}
    assert asked == {(1, 2)}
    # A third of that name; another profile; a firm on both sides.
    third = Person(3, "Eva Huber", "eh@nord.example", company="Nord")
    assert not suggest([*crowd, invited, other, third])
    assert not suggest([*crowd, invited, replace(other, profile_url=PAGE + "eh2")])
    assert not suggest([*crowd, replace(invited, company="Acme"), other])


def test_an_address_without_a_name_is_asked_about_where_one_name_makes_it() -> None:
    steven = Person(1, "Steven Zimmerman", company=BRANDT)
    bare = Person(2, "", "szimmerman@brandthvac.example")
    assert _asked(steven, bare, OTHERS_THERE) == {(1, 2): "the address is made of the name"}
    susan = Person(3, "Susan Zimmerman", company=BRANDT)
    assert not _asked(steven, susan, bare, OTHERS_THERE)
    assert not _asked(steven, replace(bare, email="office@brandthvac.example"), OTHERS_THERE)


def test_none_is_sure_of_whom_two_are_meant() -> None:
    bare = Person(3, "Patricia McAllister", company="Scioto Valley Freight")
    two = replace(PATTY, id=2, profile_url=PAGE + "pm2")
    found = suggest([*CROWD, PATTY, two, bare])
    assert found and not any(pair.sure for pair in found)
    assert any(pair.sure for pair in suggest([*CROWD, PATTY, bare]))
