"""Whom a row means, and who the rep is. Expected: docs/columns.md by hand."""

from __future__ import annotations

import pytest

from tests.intake.batches import DAY, NOBODY, checked, mails, people, refs, remember, who
from tiesmap.intake.who.matching import match
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.people import RelationshipRecord
from tiesmap.model.problems import Refused


def test_references_by_id_email_name_and_profile() -> None:
    ann = who(id="7", name="Ann Lee", email="ann@x.example", profile_url="linkedin.com/in/ann")
    texts = ("7", "ANN@x.example", "ann  lee", "https://linkedin.com/in/Ann", "Ann <ann@x.example>")
    batch = mails(*((text, "Bo Day") for text in texts))
    matched = match([batch, people(ann)], NOBODY)
    assert matched.problems == ()
    assert {matched.who["interactions.csv", text] for text in texts} == {matched.people[0].ref}
    known = remember(match([people(ann)], NOBODY))
    assert {match([batch], known).who["interactions.csv", text] for text in texts} == {1}


def test_unknown_names_and_emails_make_people_once() -> None:
    matched = match(
        [mails(("Ann Lee", "bo@x.example"), ("ANN LEE", "Bo <BO@x.example>; Cy Fox"))], NOBODY
    )
    made = [(p.record.name, p.record.email, p.record.line, p.file) for p in matched.people]
    assert made == [
        ("Ann Lee", "", 2, "interactions.csv"),
        ("", "bo@x.example", 2, "interactions.csv"),
        ("Cy Fox", "", 3, "interactions.csv"),
    ]
    assert matched.problems == ()


def test_a_person_made_by_name_is_found_again() -> None:
    batch = [mails(("Ann Lee", "Bo Day"))]
    known = remember(match(batch, NOBODY))
    again = match(batch, known)
    assert again.people == ()
    assert set(again.who.values()) == {1, 2}
    # A people.csv that has no more than the name means the same person.
    assert refs(match([people(who(name="Ann Lee"))], known)) == [1]


@pytest.mark.parametrize("text", ["57", "#57", "12.5", "+49 171 123"])
def test_an_unknown_number_is_a_problem_and_makes_nobody(text: str) -> None:
    matched = match([mails((text, "Ann Lee"), ("Bo Day", f"Cy Fox; {text}"))], NOBODY)
    assert matched.people == ()
    assert matched.who == {}
    assert matched.files[0].interactions == ()
    assert [(p.line, p.column, p.value) for p in matched.problems] == [
        (2, "from", text),
        (3, "to", text),
    ]


def test_a_name_that_fits_two_people_is_a_problem_that_lists_them() -> None:
    two = people(
        who(id="1", name="Ann Lee", company="Acme"), who(name="Ann Lee", email="lee@nord.example")
    )
    matched = match([mails(("Ann Lee", "1")), two], NOBODY)
    (problem,) = matched.problems
    assert (problem.column, problem.value) == ("from", "Ann Lee")
    for text in ("2 people", "Acme", "id 1", "lee@nord.example"):
        assert text in problem.message

    (later,) = match([mails(("Ann Lee", "1"))], remember(match([two], NOBODY))).problems
    assert "acme" in later.message and "lee@nord.example" in later.message


def test_oneself_is_taken_out_of_the_recipients() -> None:
    ann = people(who(id="7", name="Ann Lee", email="ann@x.example"))
    batch = mails(
        ("7", "ann@x.example; Bo Day"),
        ("7", "Ann Lee"),
        ("7", "Bo Day; bo day; Cy Fox"),
        ("Eve", "eve"),
    )
    matched = match([ann, batch], NOBODY)
    assert [record.to for record in matched.files[1].interactions] == [
        ("Bo Day",),
        ("Bo Day", "Cy Fox"),
    ]
    assert [(p.line, p.column) for p in matched.problems] == [(3, "to"), (5, "to")]
    assert [p.record.name for p in matched.people] == ["Ann Lee", "Bo Day", "Cy Fox"]


def test_ties_and_introductions_need_different_people() -> None:
    ann = people(who(id="7", name="Ann Lee"))
    declared = checked(
        "ties.csv",
        ties=[TieRecord(2, "7", "Ann Lee"), TieRecord(3, "7", "Bo"), TieRecord(4, "Eve", "EVE")],
    )
    past = checked(
        "introductions.csv",
        introductions=[
            IntroductionRecord(2, None, "7", "Bo", "Ann Lee"),
            IntroductionRecord(3, None, "7", "Bo", "Cy"),
            IntroductionRecord(4, None, "7", "Bo", "99"),
        ],
    )
    matched = match([declared, past, ann], NOBODY)
    assert [record.line for record in matched.files[0].ties] == [3]
    assert [record.line for record in matched.files[1].introductions] == [3]
    assert [(p.file, p.line, p.column) for p in matched.problems] == [
        ("ties.csv", 2, ""),
        ("ties.csv", 4, ""),
        ("introductions.csv", 2, ""),
        ("introductions.csv", 4, "other"),
    ]
    assert {p.record.name for p in matched.people} == {"Ann Lee", "Bo", "Cy"}


def test_who_stands_in_a_rep_column_becomes_a_rep() -> None:
    said = checked(
        "relationships.csv",
        relationships=[
            RelationshipRecord(2, "Rosa", person="Ann", comfort=5),
            RelationshipRecord(3, "Ben", category="Hotels", comfort=2),
            RelationshipRecord(4, "", person="Cy", comfort=1),
            RelationshipRecord(5, "Rosa", person="ROSA", comfort=1),
        ],
    )
    reps = {"Rosa": True, "Ben": True, "Ann": None, "Cy": None}
    matched = match([said, people(who(name="Ben"))], NOBODY)
    assert {p.record.name: p.record.rep for p in matched.people} == reps
    assert [problem.line for problem in matched.problems] == [5]
    assert len(matched.files[0].relationships) == 3

    later = match([said], remember(match([people(who(name="Ben"))], NOBODY)))
    assert [(p.ref, p.record.rep) for p in later.people if p.ref > 0] == [(1, True)]


def test_two_files_of_one_name_and_different_scope_are_refused() -> None:
    with pytest.raises(Refused, match=r"called export\.csv"):
        match([people(file="export.csv"), people(file="export.csv", scope="crm")], NOBODY)


# --- the rep -------------------------------------------------------------------------------


def test_the_rep_is_told_by_id_email_or_name() -> None:
    team = people(who(id="r1", name="Rosa Reyes", email="rosa@x.example"), who(name="Ben Boyd"))
    known = remember(match([team], NOBODY))
    for text in ("r1", "ROSA@x.example", " rosa  reyes "):
        assert match([team], NOBODY, text).rep == match([team], NOBODY).people[0].ref
        assert match([mails(("a@x.example", "b@x.example"))], known, text).rep == 1
    assert match([team], NOBODY, 12).rep == 12


def test_without_a_rep_the_first_one_of_the_files_is_taken() -> None:
    team = people(who(name="Ann"), who(name="Ben", rep=True), who(name="Cy", rep=True))
    matched = match([team], NOBODY)
    assert matched.rep == matched.people[1].ref
    assert match([people(who(name="Ann", rep=False))], NOBODY).rep is None


def test_an_unknown_rep_is_made_and_is_whom_the_files_mean_by_that_name() -> None:
    matched = match([mails(("rosa reyes", "Ann"))], NOBODY, "Rosa Reyes")
    rep = [person for person in matched.people if person.ref == matched.rep]
    assert [(p.record.name, p.record.rep, p.file) for p in rep] == [("Rosa Reyes", True, "")]
    assert matched.who["interactions.csv", "rosa reyes"] == matched.rep


def test_a_rep_who_cannot_be_told_is_refused() -> None:
    two = people(who(id="1", name="Ann Lee"), who(id="2", name="Ann Lee"))
    with pytest.raises(Refused, match="fits 2 people"):
        match([two], NOBODY, "Ann Lee")
    with pytest.raises(Refused, match="id of nobody"):
        match([two], NOBODY, "99")


def test_a_chat_is_with_the_one_of_a_name_whose_number_the_telephone_has() -> None:
    cards = people(
        who(name="Ada Berg", company="Berg AG", profile_url="https://www.linkedin.com/in/ada-1"),
        who(name="Ada Berg", company="Hart AG", phone="+41 79 862 89 10", email="a@hart.example"),
        who(name="Test Rep", rep=True),
    )
    rows = (InteractionRecord(1, DAY, "Test Rep", ("Ada Berg",), "chat"),)
    chat = checked("_chat.txt", "chat", interactions=rows)
    found = match([cards, chat], NOBODY)
    assert not found.problems
    assert found.who["_chat.txt", "Ada Berg"] == found.people[1].ref
    # A table names nobody by number: there it is asked.
    other = match([cards, checked("i.csv", interactions=rows)], NOBODY)
    assert "fits 2 people" in other.problems[0].message
