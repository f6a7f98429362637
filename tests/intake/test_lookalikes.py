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


def test_none_is_sure_of_whom_two_are_meant() -> None:
    bare = Person(3, "Patricia McAllister", company="Scioto Valley Freight")
    two = replace(PATTY, id=2, profile_url=PAGE + "pm2")
    found = suggest([*CROWD, PATTY, two, bare])
    assert found and not any(pair.sure for pair in found)
    assert any(pair.sure for pair in suggest([*CROWD, PATTY, bare]))
