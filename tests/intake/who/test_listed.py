"""Lists of one's own contacts: each row is a tie of its owner. Expected: by hand."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests import repfiles
from tests.stored import evidence, get
from tiesmap.intake.reader import Reader
from tiesmap.model.days import date_of
from tiesmap.store import people as persons
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

AS_OF = repfiles.TODAY
HUBSPOT = (
    b"Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Last Activity Date\n"
    b"1,Ann,Lee,ann@acme.example,Rita Rep,Customer,2026-10-01 09:00\n"
    b"2,Bob,Ray,bob@acme.example,Rita Rep,Lead,\n"
    b"3,Cy,Fox,cy@zeta.example,Max Mate,Customer,2026-09-01 09:00\n"
    b"4,Di,Orr,di@zeta.example,,Lead,a while ago\n"
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ties.db"


def workspace(database: Path, rep: str | None = None) -> Workspace:
    return open_workspace(database, rep, as_of=AS_OF)


def ties_of(database: Path, rep: str) -> dict[str, tuple[str, date | None]]:
    """Whom a rep knows by a declared tie: kind and last contact."""
    own = workspace(database, rep)
    assert own.rep is not None
    names = {person.id: person.label for person in get(own.store, persons.read, None)}
    tables = evidence(own.store)
    return {
        names[row.other]: (
            row.kind,
            None if row.last_contact != row.last_contact else date_of(row.last_contact),
        )
        for row in tables.ties.itertuples()
        if row.person == own.rep
    }


def test_a_row_of_a_crm_ties_its_owner_to_the_contact(database: Path) -> None:
    report = workspace(database).files.import_files([("hubspot.csv", HUBSPOT)], "Rita Rep")
    assert any("are their contacts, not yours (Max Mate 1)" in n for n in report.files[0].notes)
    for rep, clients in (("Rita Rep", {"Ann Lee"}), ("Max Mate", {"Cy Fox"})):
        people = workspace(database, rep).people.people()
        assert {person.name for person in people if person.client} == clients
    assert ties_of(database, "Rita Rep") == {
        "Ann Lee": ("client", date(2026, 10, 1)),
        "Bob Ray": ("contact", None),
        "Di Orr": ("contact", None),  # nobody's: the rep's; and the odd day costs only itself
    }
    assert ties_of(database, "Max Mate") == {"Cy Fox": ("client", date(2026, 9, 1))}
    assert {rep.label for rep in workspace(database).people.reps()} == {"Rita Rep", "Max Mate"}
    (ann, *_) = get(workspace(database).store, persons.find, "Ann Lee")
    assert dict(ann.extra)["Contact owner"] == "Rita Rep"


def test_again_it_changes_nothing_and_a_later_contact_is_added(database: Path) -> None:
    for _ in range(2):
        report = workspace(database).files.import_files([("hubspot.csv", HUBSPOT)], "Rita Rep")
    assert report.files[0].ties == 0
    later = HUBSPOT.replace(b"2026-10-01", b"2026-10-20")
    assert (
        workspace(database).files.import_files([("hubspot.csv", later)], "Rita Rep").files[0].ties
        == 1
    )
    assert len(evidence(workspace(database, "Rita Rep").store).ties) == 5


def test_the_only_owner_of_a_list_is_whose_it_is(database: Path) -> None:
    alone = HUBSPOT.replace(b"Max Mate", b"Rita Rep")
    assert workspace(database).files.import_files([("hubspot.csv", alone)]).rep == "Rita Rep"
    assert len(ties_of(database, "Rita Rep")) == 4


def test_a_rep_who_is_called_otherwise_there_is_not_made_twice(database: Path) -> None:
    alone = HUBSPOT.replace(b"Max Mate", b"Rita Rep").replace(b"Rita Rep", b"R. Maria Rep")
    workspace(database).files.import_files([("hubspot.csv", alone)], "Margarita Rep")
    assert [rep.label for rep in workspace(database).people.reps()] == ["Margarita Rep"]
    assert len(ties_of(database, "Margarita Rep")) == 4


@pytest.mark.parametrize("owner", [b"R. Rep", b"Rep, Rita", b"Rep"])
def test_the_rep_by_initials_or_by_the_family_name_is_no_colleague(
    database: Path, owner: bytes
) -> None:
    """The column of an in-house list says whose the rows are as one likes to write it."""
    other = HUBSPOT.replace(b"Ann,Lee", b"Ann,Leigh").replace(b"Rita Rep", b'"%s"' % owner)
    report = workspace(database).files.import_files([("hubspot.csv", other)], "Rita Rep")
    assert any("not yours (Max Mate 1)" in note for note in report.files[0].notes)
    assert {rep.label for rep in workspace(database).people.reps()} == {"Rita Rep", "Max Mate"}


@pytest.mark.parametrize("name", ["hubspot.csv", "clients.csv", "contacts.vcf"])
def test_whoever_brings_a_list_knows_everybody_in_it(name: str, database: Path) -> None:
    own = workspace(database)
    own.files.import_files([(name, repfiles.KINDS[name]())], repfiles.REP)
    own = workspace(database, repfiles.REP)
    assert own.ways.overview().known == 220
    clients = {p.name for p in repfiles.people()[:220] if p.client}
    marked = {p.name for p in own.people.people() if p.client or p.stage == "client"}
    assert marked == (set() if name == "contacts.vcf" else clients)


def test_a_description_of_a_network_lists_nobodys_contacts(database: Path) -> None:
    people = b"id,name,email\n1,Ann,ann@x.example\n2,Bob,bob@x.example\n3,Cy,cy@x.example\n"
    ties = b"person,other\n1,2\n2,3\n"
    own = workspace(database)
    report = own.files.preview_import([("people.csv", people)], "Ann")
    assert report.files[0].ties == 2
    both = own.files.preview_import([("people.csv", people), ("ties.csv", ties)], "Ann")
    assert [file.ties for file in both.files] == [0, 2]
    marked = people.replace(b"id,name,email\n", b"id,name,email,rep\n").replace(
        b".example\n", b".example,\n"
    )
    assert own.files.preview_import([("people.csv", marked)], "Ann").files[0].ties == 0


def test_who_is_only_mentioned_on_a_card_is_no_contact(database: Path) -> None:
    card = (
        b"BEGIN:VCARD\nVERSION:3.0\nUID:a\nFN:Ann Lee\nitem1.X-ABRELATEDNAMES:Joe\n"
        b"item1.X-ABLABEL:_$!<Spouse>!$_\nEND:VCARD\n"
    )
    workspace(database).files.import_files([("card.vcf", card)], "Rita Rep")
    assert set(ties_of(database, "Rita Rep")) == {"Ann Lee"}


def test_without_a_rep_it_says_what_to_do(database: Path) -> None:
    people = b"Full Name,Email\nAnn Lee,ann@x.example\n"
    (file,) = workspace(database).files.import_files([("list.csv", people)]).files
    assert any("--rep NAME" in note for note in file.notes)


@pytest.mark.parametrize("name", ["crm.csv", "hubspot.csv", "clients.csv", "clients.xlsx"])
def test_whoever_a_list_calls_a_client_is_one(name: str, tmp_path: Path) -> None:
    """By a column in any language, or by the stage in a CRM; the firm is known too."""
    database = tmp_path / "own.db"
    open_workspace(database).files.import_files([(name, repfiles.KINDS[name]())], repfiles.REP)
    found = {one.name: one for one in open_workspace(database).people.everybody().values()}
    world = [one for one in repfiles.people() if one.name in found]
    assert len(world) > 150
    clients = {one.name for one in world if one.client}
    known = {one.name for one in world}  # a code page without all letters spoils some names
    marked = {name for name, one in found.items() if one.client and name in known}
    assert clients and marked == clients
    companies = [one for one in world if found[one.name].company]
    assert len(companies) > 0.9 * len(world)


def test_what_an_invitation_says_besides_is_not_said_to_be_kept() -> None:
    data = (
        b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
        b'Rita Rep,Ann Lee,"3/5/26, 9:00 AM",Hello,OUTGOING,https://www.linkedin.com/in/rita,'
        b"https://www.linkedin.com/in/ann\n"
    )
    own = open_workspace(":memory:", as_of=AS_OF)
    (file,) = own.files.import_files([("Invitations.csv", data)], "Rita Rep").files
    assert (file.source, file.extra_columns) == ("linkedin_invitations", ())


VISITED = """zuletzt besucht|Letzter Besuch|Letztes Gespräch|last visit|Last visited|Last met
    dernière visite
    Visité le|Dernier RDV|Última visita|Fecha última visita|Ultima visita|Visitado em|Laatst bezocht
    Laatste bezoek|Ostatnia wizyta|Data ostatniej wizyty|最終訪問日
    Son Ziyaret|최근 방문일|Последний визит
    Poslední návštěva|Utolsó látogatás"""


@pytest.mark.parametrize("called", [word.strip() for word in re.split(r"[|\n]", VISITED)])
def test_the_day_of_the_last_visit_is_the_last_contact(called: str) -> None:
    data = f"Firma;Ansprechpartner;E-Mail;{called}\nAcme;Ann Lee;ann@acme.example;2026-10-12\n"
    (found,) = Reader(as_of=AS_OF).read("list.csv", data.encode())
    (ann,) = found.people
    assert ann.last_contact == date(2026, 10, 12)
