"""The guided start on files as a rep has them. Expected: from the world that made them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import repfiles
from tests.guarded import load
from tiesmap.model.firms import bare_name
from tiesmap.model.start import Label
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

MAPPING = {
    "Kundennr.": "id",
    "Ansprechpartner": "name",
    "Fa.": "company",
    "Mailadresse": "email",
    "Position": "title",
}
"""What a rep says of the odd headers."""
FIVE = {
    "linkedin": ("linkedin.zip",),
    "linkedin and mail": ("linkedin.zip", "mails.mbox"),
    "mail": ("mails.mbox",),
    "crm": ("crm.csv",),
    "clients": ("clients.csv",),
    "phone": ("contacts.vcf",),
}


def as_excel_saves(name: str) -> str:
    """A name as it comes back from a file in a code page that lacks some of its letters."""
    return name.encode("cp1252", "replace").decode("cp1252")


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workspace]:
    """A workspace for each kind of files, made once."""
    folder = tmp_path_factory.mktemp("start")
    made: dict[str, Workspace] = {}

    def of(kind: str) -> Workspace:
        if kind not in made:
            database = folder / f"{kind}.db"
            files = [(name, repfiles.KINDS[name]()) for name in FIVE[kind]]
            answers = {"crm.csv": {"mapping": MAPPING, "kind": "people"}}
            empty = open_workspace(database, as_of=repfiles.TODAY)
            empty.files.import_files(files, repfiles.REP, answers=answers)
            made[kind] = open_workspace(database, repfiles.REP, repfiles.TODAY)
        return made[kind]

    return of


@pytest.mark.parametrize("kind", FIVE)
def test_thirty_people_are_asked_about(kind: str, workspaces: Callable[[str], Workspace]) -> None:
    cards = workspaces(kind).start.first_to_rate()
    assert len({card.person for card in cards}) == 30
    assert all(card.why for card in cards)


def test_those_he_is_in_touch_with_come_first(workspaces: Callable[[str], Workspace]) -> None:
    workspace = workspaces("linkedin and mail")
    first = [workspace.people.person(card.person) for card in workspace.start.first_to_rate(10)]
    often = {person.email for person in repfiles.people()[:60]}
    assert all(person is not None and person.email in often for person in first)
    clients = workspaces("clients")
    assert all(card.client for card in clients.start.first_to_rate(20))


@pytest.mark.parametrize("kind", FIVE)
def test_five_asks_lead_out_of_the_connectors_firm(
    kind: str, workspaces: Callable[[str], Workspace]
) -> None:
    workspace = workspaces(kind)
    asks = workspace.start.asks()
    assert len(asks) == 5
    assert len({ask.connector for ask in asks}) == 5
    for ask in asks:
        connector = workspace.people.person(ask.connector)
        assert connector is not None
        if ask.openly is not None:
            about = ask.openly.about
            assert about
            assert about != connector.category
            assert bare_name(about) != bare_name(connector.company)
            assert ask.openly.reasons
        else:
            assert ask.path is not None
            target = workspace.people.person(ask.path.target)
            assert target is not None
            assert target.name
            assert bare_name(target.company) != bare_name(connector.company)


@pytest.mark.parametrize("kind", ["linkedin", "mail", "crm"])
def test_proposed_categories_are_those_of_the_firms(
    kind: str, workspaces: Callable[[str], Workspace]
) -> None:
    workspace = workspaces(kind)
    looks = workspace.start.looks()
    assert len(looks) >= 8
    truth = {as_excel_saves(person.name): person.kind for person in repfiles.people()}
    for group in looks:
        for person in group.people:
            found = workspace.people.person(person)
            assert found is not None
            assert truth[as_excel_saves(found.name)] in ("", group.category)


def test_asks_go_on_the_list_with_letters(tmp_path: Path) -> None:
    empty = open_workspace(tmp_path / "ties.db", as_of=repfiles.TODAY)
    empty.files.import_files([("contacts.vcf", repfiles.vcards())], repfiles.REP)
    workspace = open_workspace(tmp_path / "ties.db", repfiles.REP, repfiles.TODAY)
    assert workspace.start.progress().step == "rate"
    ratings = {card.person: 4 for card in workspace.start.first_to_rate()}
    workspace.people.rate(ratings)
    assert workspace.start.progress().rated == 30
    assert not {card.person for card in workspace.start.first_to_rate()} & set(ratings)
    assert workspace.start.progress().step == "categories"

    offered = workspace.start.labels()
    assert {one.label for one in offered} <= {person.kind for person in repfiles.people()}
    assert "VIP" not in {one.label for one in offered}
    hotels = next(one for one in offered if one.label == "Hotels")
    assert workspace.start.take_labels([hotels]) > 0
    workspace.start.decline_labels([one for one in offered if one != hotels])
    assert workspace.start.labels() == ()
    first = workspace.people.person(hotels.people[0])
    assert first is not None
    assert (first.category, first.category_by) == ("Hotels", "rule")

    group, *others = workspace.start.looks()
    assert workspace.start.accept(group.category, "My " + group.category) == len(group.people)
    assert workspace.start.reject(others[0].category) == len(others[0].people)
    assert workspace.start.accept("") == sum(len(one.people) for one in others[1:])
    assert workspace.start.looks() == ()
    assert workspace.start.progress().step == "gain"

    workspace.start.save_gain("Somebody who explains\npensions")
    assert workspace.start.gain() == "Somebody who explains pensions"
    assert workspace.start.progress().step == "asks"
    asks = workspace.start.asks()
    assert workspace.start.plan(asks) == 5
    assert workspace.start.progress().step == ""
    requests = workspace.asks.requests()
    assert all("explains pensions" in request.note_to_forward for request in requests)
    again = workspace.start.asks()
    taken = {ask.openly.about for ask in asks if ask.openly}
    assert not taken & {ask.openly.about for ask in again if ask.openly and ask in asks}


def test_who_is_skipped_is_not_asked_about_again(tmp_path: Path) -> None:
    empty = open_workspace(tmp_path / "ties.db", as_of=repfiles.TODAY)
    empty.files.import_files([("clients.csv", repfiles.client_csv(40))], repfiles.REP)
    workspace = open_workspace(tmp_path / "ties.db", repfiles.REP, repfiles.TODAY)
    first = workspace.start.first_to_rate()[0].person
    workspace.start.skip(first)
    assert first not in {card.person for card in workspace.start.first_to_rate(100)}
    workspace.start.skip(first, skipped=False)
    assert workspace.start.first_to_rate()[0].person == first
    # Thirty answers are enough, also where some of them are "skip".
    cards = [card.person for card in workspace.start.first_to_rate(30)]
    workspace.people.rate(dict.fromkeys(cards[:27], 3))
    assert workspace.start.progress().step == "rate"
    workspace.start.skip(*cards[27:])
    assert workspace.start.progress().step != "rate"


def test_who_the_rep_may_be_is_found_in_the_files(tmp_path: Path) -> None:
    workspace = open_workspace(tmp_path / "ties.db", as_of=repfiles.TODAY)
    files = [(name, repfiles.KINDS[name]()) for name in ("linkedin.zip", "mails.mbox")]
    (first, *_) = workspace.start.candidates(files)
    assert (first.name, first.address, first.person) == (repfiles.REP, repfiles.REP_MAIL, None)
    assert workspace.start.candidates([("x.pdf", b"%PDF")]) == ()
    workspace.files.import_files(files, repfiles.REP)
    again = open_workspace(tmp_path / "ties.db", repfiles.REP, repfiles.TODAY)
    (known, *_) = again.start.candidates(files)
    assert known.person == again.rep


def test_a_label_is_named_with_its_column() -> None:
    assert Label("Groups", "Hotels", ()).word == "Groups: Hotels"


def test_a_strong_tie_is_rated_before_silent_clients_though_colleagues_are_closer(
    tmp_path: Path,
) -> None:
    """Of twelve colleagues with whom he writes every week nobody is asked."""
    firm = [{"name": f"Colleague {at:02}", "email": f"c{at}@own.example", "company": "Own Ltd"}
            for at in range(12)]  # fmt: skip
    silent = [{"name": f"Client {at}", "company": f"Firm {at}", "client": "yes"} for at in range(3)]
    zoe = {"name": "Zoe Friend", "email": "zoe@friend.example", "company": "Friend"}
    me = {"name": "Rex Rep", "email": "rex@own.example", "company": "Own Ltd", "rep": "yes"}
    mails = [
        {"date": f"2026-0{month}-01", "from": one, "to": other, "channel": "email"}
        for who, months in [*((one["email"], range(1, 7)) for one in firm), (zoe["email"], (3,))]
        for month in months
        for one, other in ((me["email"], who), (who, me["email"]))
    ]
    seat = open_workspace(tmp_path / "t.db", as_of=date(2026, 6, 30))
    load(seat, "Rex Rep", people=[me, *firm, *silent, zoe], interactions=mails)
    seat = open_workspace(tmp_path / "t.db", "Rex Rep", date(2026, 6, 30))
    for one in seat.people.people():
        if one.is_client:
            seat.people.add_tie(seat.rep_id, one.id, "linked")
    names = [seat.people.everybody()[card.person].name for card in seat.start.first_to_rate(30)]
    assert names == ["Zoe Friend", "Client 0", "Client 1", "Client 2"]
