"""Which rows are one person. Expected: docs/columns.md by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.intake.batches import NOBODY, mails, people, refs, remember, who
from tiesmap.intake.who.matching import match
from tiesmap.model.people import PersonRecord


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (who(id="7", name="Ann Lee"), who(id="7", name="Ann Meyer"), True),
        (who(name="A", profile_url="linkedin.com/in/a"), who(name="B", profile_url="in/A"), True),
        (who(name="Ann", email="ann@x.example"), who(name="Bo", email="ANN@x.example"), False),
        (who(name="Ann Lee", email="x@x.example"), who(name="Ann Day", email="X@x.example"), True),
        (who(name="Jana Moor", email="x@x.example"), who(name="Jonas Moor", email="x@x.example"),
         False),
        (who(email="ann@x.example"), who(name="Bo", email="ann@x.example"), True),
        (who(name="Ann", email="ann.lee@gmail.com"), who(email="annlee+x@googlemail.com"), True),
        (who(id="1", email="ann@x.example"), who(id="2", email="ann@x.example"), True),
        (who(name="Ann Lee", company="Acme, Inc."), who(name="ann lee", company="ACME Inc"), True),
        (who(name="Ann Lee", company="Acme", email="a@x.example"),
         who(name="Ann Lee", company="Acme"), True),
        (who(name="Ann Lee"), who(name="Ann Lee"), False),
        (who(name="Ann Lee", company="Acme"), who(name="Ann Lee"), False),
        (who(name="Ann Lee", company="Acme"), who(name="Ann Lee", company="Nord"), False),
        (who(id="1", name="Ann Lee"), who(id="2", name="Ann Lee"), False),
        # The same name at the same company, and two of something that nobody has twice:
        (who(name="Ann Lee", company="Acme", profile_url="in/ann-lee-1"),
         who(name="Ann Lee", company="Acme", profile_url="in/ann-lee-2"), False),
        (who(name="Ann Lee", company="Acme", email="ann.lee@x.example"),
         who(name="Ann Lee", company="Acme", email="ann.lee2@x.example"), False),
        (who(id="1", name="Ann Lee", company="Acme"),
         who(id="2", name="Ann Lee", company="Acme"), False),
    ],
)  # fmt: skip
def test_two_rows_are_one_person_or_two(one: PersonRecord, other: PersonRecord, same: bool) -> None:
    in_one_file = match([people(one, other)], NOBODY)
    in_two_files = match([people(one), people(other, file="more.csv")], NOBODY)
    known = remember(match([people(one)], NOBODY))
    later = match([people(other)], known)

    assert (len(set(refs(in_one_file))) == 1) == same
    if not (one.name == other.name and not one.id and not one.company):  # equal rows of two files
        assert (len(set(refs(in_two_files))) == 1) == same
        assert (refs(later) == [1]) == same
    assert not in_one_file.problems + in_two_files.problems + later.problems


def test_ids_mean_something_only_in_their_scope() -> None:
    ours = people(who(id="7", name="Ann Lee"))
    theirs = people(who(id="7", name="Bo Day"), file="crm.csv", scope="crm")
    matched = match([ours, theirs], NOBODY)
    assert len(set(refs(matched))) == 2
    assert refs(match([theirs], remember(match([ours], NOBODY)))) == [-1]


def test_what_no_file_called_somebody_leads_to_them_and_is_no_sign_against_another_id() -> None:
    ann = who(name="Ann", company="Acme")
    stored = replace(remember(match([people(ann, scope="linkedin")], NOBODY)), by_number={"t1": 1})
    assert refs(match([people(replace(ann, id="c-7"))], stored)) == [1]
    assert refs(match([people(who(id="t1", name="Ann", email="ann@x.ch"))], stored)) == [1]
    assert refs(match([mails(("t1", "zoe@x.ch"))], stored)) == [-1]
    # Said by a file, the same id would be: two of one numbering are two people.
    given = replace(stored, by_id={("tiesmap", "t1"): 1}, by_number={})
    assert refs(match([people(replace(ann, id="c-7"))], given)) == [-1]


def test_the_first_match_wins_and_never_joins_two_stored_people() -> None:
    known = remember(match([people(who(id="1", name="Ann Lee"), who(email="a@x.example"))], NOBODY))
    matched = match([people(who(id="1", name="Ann Lee", email="a@x.example"))], known)
    assert refs(matched) == [1]
    assert matched.problems == ()


def test_equal_rows_without_a_key_are_as_many_people_in_every_file() -> None:
    file = people(
        who(name="Ann Lee", city="Bonn"), who(name="Ann Lee", city="Bonn"), who(name="Bo")
    )
    once = match([file], NOBODY)
    assert len(set(refs(once))) == 3
    assert refs(match([file], remember(once))) == [1, 2, 3]
    rated = people(who(name="Ann Lee", city="Bonn", comfort=5), who(name="Bo", notes="tall"))
    assert refs(match([rated], remember(once))) == [1, 3]


def test_a_bare_row_that_fits_two_people_is_listed() -> None:
    batch = people(
        who(name="Ann Lee", company="Acme", email="ann@x.example"),
        who(name="Ann Lee", company="Acme", email="lee@x.example"),
        who(name="Ann Lee", company="Acme"),
    )
    matched = match([batch], NOBODY)
    assert [person.record.line for person in matched.people] == [2, 3]
    (problem,) = matched.problems
    assert (problem.file, problem.line, problem.column, problem.value) == (
        "people.csv",
        4,
        "name",
        "Ann Lee",
    )
    assert "ann@x.example" in problem.message and "lee@x.example" in problem.message
    assert matched.files[0].people == tuple(person.record for person in matched.people)


def test_a_bare_row_is_hers_who_turns_out_to_be_one_or_has_the_number() -> None:
    one = who(name="Ann Lee", company="Acme", email="ann@acme.example", phone="030 1234567")
    bare = who(name="Ann Lee", company="Acme", phone="+49 30 1234567")
    private = who(name="Ann Lee", company="Acme", email="ann@gmail.com")
    assert len(set(refs(match([people(one, private, bare)], NOBODY)))) == 1
    other = who(name="Ann Lee", company="Acme", email="lee@acme.example")
    first, second, third = refs(match([people(other, one, bare)], NOBODY))
    assert first != second == third


def test_another_list_with_the_same_numbers_overwrites_nobody() -> None:
    known = remember(
        match([people(who(id="1", name="Ann Lee"), who(id="2", name="Bo Day"))], NOBODY)
    )
    other = people(
        who(id="1", name="Cy Fox", email="cy@x.example"),
        who(id="2", name="Bo Hill"),  # a first name in common is no sign once the list is in doubt
        who(id="3", name="Di Kerr"),
    )
    matched = match([other, mails(("1", "3"), ("3", "cy@x.example"), ("3", "Eve"))], known)

    assert [p.record.name for p in matched.people] == ["Cy Fox", "Bo Hill", "Di Kerr", "Eve"]
    assert [p.ref > 0 or p.record.id in ("1", "2") for p in matched.people] == [False] * 4
    assert [(p.file, p.line, p.column, p.value) for p in matched.problems] == [
        ("people.csv", 2, "id", "1"),
        ("people.csv", 3, "id", "2"),
        ("interactions.csv", 2, "from", "1"),
    ]
    assert "Ann Lee" in matched.problems[0].message
    assert [record.line for record in matched.files[1].interactions] == [3, 4]


@pytest.mark.parametrize(
    "changed",
    [
        who(id="1", name="Ann Meyer"),
        who(id="1", name="A. Lee"),
        who(id="1", name="Nobody Else", email="ann@x.example"),
        who(id="1", name="Nobody Else", email="new@x.example", profile_url="in/ann"),
        who(id="1", name="ANN LEE", email="new@x.example", profile_url="in/new"),
    ],
)
def test_an_id_stays_with_its_person_if_anything_agrees(changed: PersonRecord) -> None:
    stored = who(id="1", name="Ann Lee", email="ann@x.example", profile_url="in/ann")
    matched = match([people(changed)], remember(match([people(stored)], NOBODY)))
    assert refs(matched) == [1]
    assert matched.problems == ()


def test_one_id_for_two_people_in_one_batch_is_nobodys() -> None:
    ours, theirs = who(id="1", name="Ann Lee"), who(id="1", name="Cy Fox")
    for files in (
        [people(ours, theirs)],
        [people(ours), people(theirs, file="more.csv")],
        [people(theirs, file="more.csv"), people(ours)],
    ):
        matched = match([*files, mails(("1", "Eve"))], NOBODY)
        assert {p.record.name for p in matched.people} == {"Ann Lee", "Cy Fox"}
        assert len(set(refs(matched))) == 2
        told = [p.column for p in matched.problems if "came in without it" in p.message]
        assert (told, len(matched.problems)) == (["id"] * 2, 3)
        known = remember(matched)  # and the same files again make nobody twice
        assert set(refs(match(files, known))) == {1, 2}
