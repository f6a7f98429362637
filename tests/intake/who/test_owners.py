"""Whose file it is, and who in it is the rep. Expected: by hand."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.places import CASES
from tiesmap.intake.who.owners import find_owners, is_called
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.intake import Note
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

SAMPLES = CASES / "sources"
MESSAGES = ("messages.csv", (SAMPLES / "linkedin_messages.csv").read_bytes())
INVITATIONS = ("Invitations.csv", (SAMPLES / "linkedin_invitations.csv").read_bytes())
PROFILE = ("Profile.csv", (SAMPLES / "linkedin_profile.csv").read_bytes())
CALENDAR = ("calendar.ics", (SAMPLES / "calendar.ics").read_bytes())
REFERRED = ("outlook.csv", (SAMPLES / "outlook.csv").read_bytes())


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ties.db"


def workspace(database: Path) -> Workspace:
    return open_workspace(database, as_of=date(2026, 11, 1))


def named(database: Path) -> list[str]:
    return sorted(person.label for person in workspace(database).people.people())


def mails(*pairs: str) -> list[InteractionRecord]:
    """Interactions of "sender>to,to"."""
    return [
        InteractionRecord(line, datetime(2026, 3, 5), sender, tuple(to.split(",")))
        for line, (sender, _, to) in enumerate((pair.partition(">") for pair in pairs), 2)
    ]


@pytest.mark.parametrize(
    ("pairs", "always", "expected"),
    [
        (["me>ann", "bob>me,cy"], True, ("me",)),
        (["me>ann"], True, ("me", "ann")),
        (["me>ann", "ann>me"], True, ("me", "ann")),
        (["ann>bob", "cy>dee"], True, ()),
        ([], True, ()),
        (["me>ann", "bob>me"], False, ()),  # too few to tell
        (["me>ann", "bob>me", "cy>me"], False, ("me",)),
        (["me>ann", "ann>me", "me>ann", "me>bob"], False, ("me",)),
        (["me>ann", "ann>me", "cy>dee", "ann>me"], False, ("me", "ann")),
        (["ann>bob", "cy>dee", "eve>fay"], False, ()),
        (["Me <a@x>>ann", "Other Me <a@x>>bob"], True, ("Me <a@x>",)),
    ],
)
def test_an_owner_takes_part_in_all_or_nearly_all(
    pairs: list[str], always: bool, expected: tuple[str, ...]
) -> None:
    records = [
        InteractionRecord(2, datetime(2026, 3, 5), sender, tuple(to.split(",")))
        for sender, _, to in (
            pair.rpartition(">") for pair in pairs
        )
    ]  # fmt: skip
    assert find_owners(records, always=always) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Maren Holloway", "maren  holloway", True),
        ("Maren Holloway, MBA", "Maren Holloway", True),
        ("maren.holloway", "Maren Holloway", True),
        ("Maren", "Maren Holloway", True),
        ("Maren Stein", "Maren Holloway", False),
        ("", "Maren Holloway", False),
    ],
)
def test_names_that_can_be_one_persons_own(one: str, other: str, expected: bool) -> None:
    assert is_called(one, other) is expected
    assert is_called(other, one) is expected


def test_where_nobody_is_the_rep_the_owner_becomes_the_rep(database: Path) -> None:
    workspace(database).files.import_files([MESSAGES, INVITATIONS])
    (rep,) = workspace(database).people.reps()
    assert rep.name == "Maren Holloway"
    assert rep.profile_url == "https://www.linkedin.com/in/maren-holloway"
    assert len(named(database)) == 4


@pytest.mark.parametrize("name", ["Maren Holloway", "maren holloway", "Holloway Maren"])
def test_a_rep_of_the_owners_name_is_the_owner(database: Path, name: str) -> None:
    workspace(database).files.import_files(
        [("people.csv", f"id,name,rep\n1,{name},yes\n".encode())]
    )
    for files in ([MESSAGES, CALENDAR], [CALENDAR], [MESSAGES, INVITATIONS, PROFILE]):
        workspace(database).files.import_files(files)
    (rep,) = workspace(database).people.reps()
    assert (rep.name, rep.email) == (name, "maren@rep.example")
    assert rep.profile_url == "https://www.linkedin.com/in/maren-holloway"
    assert sum("holloway" in label.lower() for label in named(database)) == 1


def test_the_rep_may_be_named_by_the_caller(database: Path) -> None:
    for _ in range(2):
        workspace(database).files.import_files([CALENDAR, MESSAGES, PROFILE], "Maren Holloway")
        assert sum("Maren" in label for label in named(database)) == 1
    (rep,) = workspace(database).people.reps()
    assert (rep.email, rep.profile_url[-14:]) == ("maren@rep.example", "maren-holloway")


def test_an_owner_of_another_name_stays_himself(database: Path) -> None:
    workspace(database).files.import_files([("people.csv", b"id,name,rep\n1,Rita Moss,yes\n")])
    workspace(database).files.import_files([MESSAGES])
    (rep,) = workspace(database).people.reps()
    assert (rep.name, rep.profile_url) == ("Rita Moss", "")
    assert "Maren Holloway" in named(database)


def test_a_rep_with_another_profile_is_somebody_else(database: Path) -> None:
    people = b"name,profile_url,rep\nMaren Holloway,https://www.linkedin.com/in/another,yes\n"
    workspace(database).files.import_files([("people.csv", people)])
    workspace(database).files.import_files([MESSAGES])
    assert named(database).count("Maren Holloway") == 2


def test_a_second_address_of_the_rep_replaces_none(database: Path) -> None:
    people = b"name,email,rep\nMaren Holloway,maren@home.example,yes\n"
    workspace(database).files.import_files([("people.csv", people)])
    workspace(database).files.import_files([CALENDAR])
    (rep,) = workspace(database).people.reps()
    assert rep.email == "maren@home.example"
    assert sum("Maren" in label for label in named(database)) == 1


def test_what_is_said_of_the_rep_waits_until_there_is_one(database: Path) -> None:
    (report,) = workspace(database).files.import_files([REFERRED]).files
    assert report.introductions == 0
    assert all("nobody is the rep" in problem.message for problem in report.problems)
    assert all("\0" not in problem.sentence for problem in report.problems)
    (report,) = workspace(database).files.import_files([REFERRED], "Maren Holloway").files
    assert (report.introductions, report.problems) == (2, ())
    (report,) = workspace(database).files.import_files([REFERRED], "Maren Holloway").files
    assert report.introductions == 0


def test_no_cell_can_mean_the_rep(database: Path) -> None:
    ties = b"person,other\n\x00rep,Ann Lee\n"
    people = b"id,name,rep\n1,Rita Moss,yes\n"
    workspace(database).files.import_files([("people.csv", people)])
    (report,) = workspace(database).files.import_files([("ties.csv", ties)]).files
    assert report.ties == 0
    assert [(one.line, "no text" in one.message) for one in report.problems] == [(2, True)]


# --- over all files of a batch -----------------------------------------------------------------


def letter(number: int, sender: str, to: str) -> tuple[str, bytes]:
    """A mailbox of one message."""
    text = (
        f"From x@y Mon Mar 02 09:00:00 2026\r\nFrom: {sender}\r\nTo: {to}\r\n"
        f"Date: Mon, {number} Mar 2026 09:00:00 +0000\r\nMessage-ID: <{number}@x>\r\n\r\nhello\r\n"
    )
    return f"{number}.mbox", text.encode()


def mailboxes(me: str) -> list[tuple[str, bytes]]:
    ann, bob = "Ann Lee <ann@x.example>", "Bob Ray <bob@x.example>"
    return [letter(2, me, ann), letter(3, ann, me), letter(4, bob, me), letter(5, me, bob)]


@pytest.mark.parametrize("name", ["Rita Rep", "R. Rep", "Rep, Rita", "Rita M. Rep"])
def test_whose_mailboxes_they_are_shows_in_all_of_them_together(database: Path, name: str) -> None:
    me = f'"{name}" <rita@us.example>'
    workspace(database).files.import_files(mailboxes(me), "Rita Rep")
    assert named(database) == ["Ann Lee", "Bob Ray", "Rita Rep"]
    (rep,) = workspace(database).people.find("rita@us.example")
    assert rep.name == "Rita Rep" and rep.rep


def test_a_second_address_of_the_rep_is_known_too(database: Path) -> None:
    workspace(database).files.import_files(mailboxes("Rita Rep <rita@us.example>"), "Rita Rep")
    workspace(database).files.import_files(mailboxes("Rita Rep <rita@home.example>"), "Rita Rep")
    assert named(database) == ["Ann Lee", "Bob Ray", "Rita Rep"]
    (rep,) = workspace(database).people.find("rita@home.example")
    assert rep.email == "rita@us.example"


def test_an_owner_called_otherwise_is_asked_about(database: Path) -> None:
    files = mailboxes("Chief <boss@us.example>")
    report = workspace(database).files.import_files(files, "Rita Rep")
    (note,) = [note for file in report.files for note in file.notes if "boss@us.example" in note]
    assert note.startswith("Is boss@us.example you?")
    assert isinstance(note, Note) and "--rep" in note and "--" not in note.plain
    assert "Chief" in named(database)


@pytest.mark.parametrize("second", ['"Kroeger, Sabine" <s.kroeger@us.example>',
                                    "Sabine Kroeger <sk@us.example>"])  # fmt: skip
def test_the_rep_written_otherwise_at_his_own_firm_is_the_rep(database: Path, second: str) -> None:
    me = "Sabine Kröger <sabine.kroeger@us.example>"
    files = [*mailboxes(me), letter(6, "Ann Lee <ann@x.example>", second)]
    report = workspace(database).files.import_files(files, "Sabine Kröger")
    address = second.partition("<")[2].strip(">")
    assert named(database) == ["Ann Lee", "Bob Ray", "Sabine Kröger"]
    (rep,) = workspace(database).people.find(address)
    assert rep.rep and rep.email == "sabine.kroeger@us.example"
    notes = [note for file in report.files for note in file.notes if address in note]
    assert [note for note in notes if "a further address of yours" in note]


def test_from_which_the_rep_sent_is_his(database: Path) -> None:
    me, home = "Sabine Kröger <sabine@us.example>", "Sabine Kroeger <sk@home.example>"
    files = [*mailboxes(me), letter(6, home, "Ann Lee <ann@x.example>")]
    workspace(database).files.import_files(files, "Sabine Kröger")
    assert named(database) == ["Ann Lee", "Bob Ray", "Sabine Kröger"]


def test_a_namesake_elsewhere_is_asked_about(database: Path) -> None:
    me, other = "Sabine Kröger <sabine@us.example>", "Sabine Kroeger <sk@other.example>"
    files = [*mailboxes(me), letter(6, other, me)]
    report = workspace(database).files.import_files(files, "Sabine Kröger")
    assert "Sabine Kroeger" in named(database)
    (note,) = [note for file in report.files for note in file.notes if "sk@other" in note]
    assert note.startswith("Is sk@other.example you?")


def test_an_owner_is_called_by_name_where_one_file_names_him() -> None:
    me, day = "me@us.example", datetime(2026, 3, 5)
    with_name = [InteractionRecord(1, day, f"T Rep <{me}>", ("Ada <ada@b.example>",))]
    alone = [InteractionRecord(n, day, f"P <p{n}@b.example>", (f"<{me}>",)) for n in range(4)]
    assert find_owners([*alone, *with_name], always=False) == ("T Rep <me@us.example>",)


def test_a_namesake_of_the_rep_on_file_does_not_keep_him_from_importing(database: Path) -> None:
    """The card that everybody has of himself in his telephone."""
    mine = "name,email,rep\nRita Rep,rep@us.example,yes\n"
    own = "name,email\nRita Rep,own@home.example\n"
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Berg\nTEL:+1 763 555 0139\nEND:VCARD\n"
    opened = workspace(database)
    opened.files.import_files([("me.csv", mine.encode())])
    opened.files.import_files([("people.csv", own.encode())], "rep@us.example")
    report = opened.files.import_files([("contacts.vcf", card.encode())], "Rita Rep")
    assert report.files[0].people_new == 1
    assert len(opened.people.find("Rita Rep")) == 2
