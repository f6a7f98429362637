"""Who is who. Expected: docs/columns.md by hand, and the laws that hold for any batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tiesmap.intake.who.employers import firm_of
from tiesmap.intake.who.keys import (
    keys_of,
    normalize_company,
    normalize_email,
    normalize_name,
    normalize_profile,
)
from tiesmap.intake.who.matching import match
from tiesmap.model.addresses import mailbox_of
from tiesmap.model.evidence import InteractionRecord, IntroductionRecord, TieRecord
from tiesmap.model.intake import Checked, KnownPeople, Matched
from tiesmap.model.people import PersonRecord, RelationshipRecord
from tiesmap.model.problems import Refused

NOBODY = KnownPeople()
DAY = datetime(2026, 3, 5)


def checked(file: str = "people.csv", scope: str = "tiesmap", **rows: Iterable[object]) -> Checked:
    said = {kind: tuple(records) for kind, records in rows.items()}
    return Checked(file, "people", scope, "utf-8", ",", 0, **said)  # type: ignore[arg-type]


def people(*records: PersonRecord, file: str = "people.csv", scope: str = "tiesmap") -> Checked:
    numbered = (replace(record, line=line) for line, record in enumerate(records, 2))
    return checked(file, scope, people=numbered)


def who(**said: object) -> PersonRecord:
    return PersonRecord(0, **said)  # type: ignore[arg-type]


def mails(*pairs: tuple[str, str], file: str = "interactions.csv") -> Checked:
    """Interactions of (from, "to; to")."""
    records = (
        InteractionRecord(line, DAY, sender, tuple(to.split("; ")), "email")
        for line, (sender, to) in enumerate(pairs, 2)
    )
    return checked(file, interactions=records)


def refs(matched: Matched) -> list[int]:
    return [person.ref for person in matched.people]


def remember(matched: Matched, known: KnownPeople = NOBODY) -> KnownPeople:
    """The index as it is after storing the batch: everybody keeps every key they came with.

    A key belongs to the first who had it, but for names.
    """
    by_id, by_profile = dict(known.by_id), dict(known.by_profile)
    by_email, by_name_company = dict(known.by_email), dict(known.by_name_company)
    by_shared = {mailbox: dict(names) for mailbox, names in known.by_shared.items()}
    by_name, names = dict(known.by_name), dict(known.names)
    ids: dict[int, int] = {}
    start = max(names, default=0) + 1
    for person in matched.people:
        number = person.ref if person.ref > 0 else ids.setdefault(person.ref, start + len(ids))
        names.setdefault(number, person.record.name or person.record.email)
        for kind, scope, value in keys_of(person.record, person.scope):
            if kind == "id":
                by_id.setdefault((scope, value), number)
            elif kind == "profile":
                by_profile.setdefault(value, number)
            elif kind == "email" and scope:
                by_shared.setdefault(mailbox_of(value), {}).setdefault(scope, number)
            elif kind == "email":
                by_email.setdefault(mailbox_of(value), number)
            elif kind == "name_company":
                by_name_company.setdefault((value, scope), number)
            elif number not in by_name.get(value, ()):
                by_name[value] = (*by_name.get(value, ()), number)
    return KnownPeople(
        by_id, by_profile, by_email, by_shared, by_name_company, by_name=by_name, names=names
    )


# --- keys ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://www.linkedin.com/in/Jane-Doe/", "in/jane-doe"),
        ("http://linkedin.com/in/jane-doe?trk=x", "in/jane-doe"),
        ("linkedin.com/in/jane-doe#about", "in/jane-doe"),
        ("https://de.linkedin.com/in/jane-doe/de", "in/jane-doe"),
        ("/in/jane-doe", "in/jane-doe"),
        ("https://www.linkedin.com/in/j%C3%B6rg", "in/jörg"),
        ("https://www.linkedin.com/in/jo\u0308rg", "in/jörg"),
        ("https://www.linkedin.com/pub/jane-doe/1/2/3", "pub/jane-doe/1/2/3"),
        ("https://www.Profiles.example/Jane/", "profiles.example/jane"),
        ("https://profiles.example/show?id=7", "profiles.example/show?id=7"),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com", ""),
        ("https://www.linkedin.com/company/acme/", ""),
        ("https://jane.example/", ""),
        ("", ""),
    ],
)
def test_spellings_of_a_profile(text: str, key: str) -> None:
    assert normalize_profile(text) == key


def test_names_are_compared_without_case_width_and_blanks_but_with_accents() -> None:
    assert normalize_name("  JOSÉ   Müller ") == normalize_name("Jose\u0301 mu\u0308ller")
    assert normalize_name("Ann\u00a0Lee") == normalize_name("Ａnn lee") == "ann lee"
    assert normalize_name("Weiß") == normalize_name("WEISS")
    assert normalize_name("José") != normalize_name("Jose")


def test_companies_are_compared_without_punctuation_but_with_their_legal_form() -> None:
    assert normalize_company("Acme, Inc.") == normalize_company("ACME Inc") == "acme inc"
    assert normalize_company("N.O.R.D. Hotels") == normalize_company("Nord-Hotels")
    assert normalize_company("Acme Inc") != normalize_company("Acme GmbH")
    assert normalize_company("Müller & Co") != normalize_company("Müller")
    assert normalize_company("-") == ""


def test_emails_are_compared_in_small_letters() -> None:
    assert normalize_email(" Ann@X.Example ") == "ann@x.example"


# --- rows about people ---------------------------------------------------------------------


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

    assert [p.record.name for p in matched.people] == ["Di Kerr", "", "Eve"]
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
        assert matched.people == ()
        assert len(matched.problems) == 3


# --- references ----------------------------------------------------------------------------


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


# --- laws ----------------------------------------------------------------------------------


def some(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", *values])


PEOPLE = st.builds(
    PersonRecord,
    line=st.just(0),
    id=some("1", "2", "3"),
    name=st.sampled_from(["Ann Lee", "Ann Day", "Bo Day", "Cy Fox"]),
    email=some("a@x.example", "b@x.example", "c@x.example"),
    profile_url=some("in/a", "in/b"),
    company=some("Acme", "Nord"),
)
REFERENCES = st.sampled_from(
    ["1", "2", "9", "Ann Lee", "bo day", "Eve", "a@x.example", "d@x.example"]
)
MAILS = st.tuples(REFERENCES, st.lists(REFERENCES, min_size=1, max_size=3).map("; ".join))


@st.composite
def batches(draw: st.DrawFn) -> list[Checked]:
    files = [
        people(*draw(st.lists(PEOPLE, max_size=4)), file=f"people{number}.csv")
        for number in range(draw(st.integers(1, 3)))
    ]
    return [*files, mails(*draw(st.lists(MAILS, max_size=4)))]


def alike(record: PersonRecord) -> tuple[str, ...]:
    """A row without the made-up id, which counts equal rows."""
    number = record.id if "\n" not in record.id else ""
    return (number, record.name, record.email, record.profile_url, record.company)


def outcome(matched: Matched) -> object:
    """What came of a batch, without the numbers of new people: who is with whom, what is left."""
    groups: dict[int, list[object]] = {}
    for person in matched.people:
        groups.setdefault(person.ref, []).append((person.file, person.record.line))
    for (file, text), ref in matched.who.items():
        groups.setdefault(ref, []).append((file, text))
    people = sorted((max(ref, 0), sorted(map(str, group))) for ref, group in groups.items())
    return people, sorted((p.file, p.line, p.column, p.value) for p in matched.problems)


@given(batches(), batches(), st.randoms())
def test_the_order_of_files_does_not_matter(
    first: list[Checked], files: list[Checked], random: object
) -> None:
    known = remember(match(first, NOBODY))
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert outcome(match(shuffled, known)) == outcome(match(files, known))


@given(batches(), batches())
def test_the_same_batch_again_makes_nobody(first: list[Checked], files: list[Checked]) -> None:
    known = remember(match(first, NOBODY))
    once = match(files, known)
    # A row that was refused its id for lack of agreement may agree with what was learned since.
    assume(all(problem.column != "id" for problem in once.problems))
    after = remember(once, known)
    again = match(files, after)
    assert [ref for ref in refs(again) if ref < 0] == []
    assert remember(again, after).names.keys() == after.names.keys()


@given(batches())
def test_nobody_is_known_by_the_name_alone(files: list[Checked]) -> None:
    """Rows of one person hang together by keys that are more than a name."""
    matched = match(files, NOBODY)
    rows = [person for person in matched.people if person.file.startswith("people")]
    graph: nx.Graph[object] = nx.Graph()
    for number, person in enumerate(rows):
        graph.add_node(number)
        for kind, scope, value in keys_of(person.record, person.scope):
            if kind != "name":  # an address that several have holds together as any does
                graph.add_edge(number, (kind, "" if kind == "email" else scope, value))
            # Where nobody else has the name, the firm is known by the domain others write from.
            if kind == "email" and (domain := firm_of(value)):
                graph.add_edge(number, ("firm", domain))
            if kind == "name_company":
                graph.add_edge(number, ("company", scope))
    for one, first in enumerate(rows):
        for other, second in enumerate(rows[:one]):
            if first.ref == second.ref:
                assert nx.has_path(graph, one, other)


@given(batches())
def test_rows_that_share_a_profile_or_an_email_are_one_person(files: list[Checked]) -> None:
    matched = match(files, NOBODY)
    for kind in ("id", "profile", "email"):
        told: dict[object, int] = {}
        for person in matched.people:
            for key in keys_of(person.record, person.scope):
                if key[0] == kind:
                    assert told.setdefault(key, person.ref) == person.ref


@given(batches())
def test_every_row_is_kept_with_its_people_or_listed(files: list[Checked]) -> None:
    matched = match(files, NOBODY)
    listed = {(problem.file, problem.line) for problem in matched.problems}
    for before, after in zip(files, matched.files, strict=True):
        for kind in ("people", "interactions"):
            kept = {record.line for record in getattr(after, kind)}
            for record in getattr(before, kind):
                assert (record.line in kept) != ((before.file, record.line) in listed)
        for record in after.interactions:
            told = [matched.who[after.file, text] for text in (record.sender, *record.to)]
            assert len(set(told)) == len(told) > 1
    everybody = {person.ref for person in matched.people}
    assert set(matched.who.values()) <= everybody


@given(st.lists(PEOPLE, max_size=5), st.randoms())
def test_the_order_of_rows_does_not_matter(rows: Sequence[PersonRecord], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def groups(records: Sequence[PersonRecord]) -> list[list[tuple[str, ...]]]:
        found: dict[int, list[tuple[str, ...]]] = {}
        for person in match([people(*records)], NOBODY).people:
            found.setdefault(person.ref, []).append(alike(person.record))
        return sorted(sorted(group) for group in found.values())

    assert groups(shuffled) == groups(rows)
