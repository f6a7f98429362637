"""What a rep does not ask, because of where he works himself. Expected: by hand."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from tiesmap.model.companies import may_be_one_firm
from tiesmap.model.days import date_of
from tiesmap.model.employers import read_former, say_former
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace

PEOPLE = """name,email,company,title,category,rep,comfort
Derek Rep,derek@buckeye.example,Buckeye Fleet Insurance,Agent,,yes,
Shawn Fultz,shawn@buckeye.example,Buckeye Fleet Insurance Group,Claims Advocate,Insurance,,5
Ann Bank,ann@first.example,First Savings,President,Banking,,5
Bob Mill,bob@mill.example,Mill Works,Owner,Manufacturing,,5
"""


@pytest.fixture
def derek(tmp_path: Path) -> Workspace:
    whole = open_workspace(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    whole.files.import_files([("people.csv", PEOPLE.encode())])
    workspace = open_workspace(tmp_path / "ties.db", "Derek Rep", date(2026, 6, 30))
    for name in ("Shawn Fultz", "Ann Bank", "Bob Mill"):
        workspace.people.add_tie(workspace.rep_id, workspace.people.find(name)[0].id, "friend")
    return workspace


def test_no_colleague_is_asked_and_nobody_about_the_reps_own_trade(derek: Workspace) -> None:
    asks = derek.ways.open_asks()
    asked = [derek.people.person(ask.connector) for ask in asks]
    assert {one.name for one in asked if one} == {"Ann Bank", "Bob Mill"}
    # Both banks and works deal with insurers: that would be for Derek's competitors.
    assert asks and "Insurance" not in {ask.about for ask in asks}


def test_the_own_trade_is_asked_about_where_his_clients_are_in_it(tmp_path: Path) -> None:
    """Kees sells machines to machine works: these are his clients, and no competitors."""
    people = "name,company,title,category,rep,client,comfort\n"
    people += "Kees Rep,Kees Tools,Sales,Manufacturing,yes,,\n"
    people += "".join(f"Works {n},Works {n},Owner,Manufacturing,,yes,4\n" for n in range(4))
    people += "Ann Bank,First Savings,President,Banking,,,5\n"
    path = tmp_path / "ties.db"
    open_workspace(path, as_of=date(2026, 6, 30)).files.import_files([("p.csv", people.encode())])
    kees = open_workspace(path, "Kees Rep", date(2026, 6, 30))
    for person in kees.people.people():
        if person.id != kees.rep_id:
            kees.people.add_tie(kees.rep_id, person.id, "friend")

    def topics() -> set[str]:
        return {one.openly.about for one in kees.start.asks() if one.openly is not None}

    assert topics() == {"Manufacturing"} and kees.ways.wishes_offered()[0] == "Manufacturing"
    works = [one.id for one in kees.people.people() if one.client]
    kees.people.mark_clients(dict.fromkeys(works[1:], False))
    assert "Manufacturing" not in topics()  # one client in it may be a supplier


def test_colleagues_are_not_rated_first_nor_among_the_first_asks(derek: Workspace) -> None:
    colleague = derek.people.find("Shawn Fultz")[0].id
    derek.people.rate({colleague: None, derek.people.find("Ann Bank")[0].id: None})
    assert colleague not in {card.person for card in derek.start.first_to_rate()}
    assert colleague not in {ask.connector for ask in derek.start.asks()}


def test_who_owns_rows_of_a_list_is_a_colleague_though_no_firm_is_known(derek: Workspace) -> None:
    customers = "Name,Company,Account Owner\n" + "".join(
        f"{name},{name} Freight,{owner}\n"
        for name, owner in (("Cy Fox", "Derek Rep"), ("Di Elk", "Nic Hug"), ("Ed Owl", "Nic Hug"))
    )
    derek.files.import_files([("crm.csv", customers.encode())])
    nic = derek.people.find("Nic Hug")[0]
    assert not nic.company
    derek.people.add_tie(derek.rep_id, nic.id, "colleague")
    assert nic.id not in {card.person for card in derek.start.first_to_rate()}
    derek.people.rate({nic.id: 5})
    # Whoever knows people in a trade that is wanted is asked first: Nic would be.
    known = [derek.people.find(name)[0].id for name in ("Di Elk", "Ed Owl")]
    derek.people.set_category(known, "Logistics")
    asks = derek.ways.open_asks(about=("category", "Logistics"))
    assert nic.id not in {ask.connector for ask in asks}


def test_without_a_firm_on_the_card_the_domain_of_his_address_tells_it(tmp_path: Path) -> None:
    known, unknown = "derek@buckeye.example,Buckeye Fleet Insurance", "d@buckeyefleetins.example,"
    people = PEOPLE.replace(known, unknown)
    open_workspace(tmp_path / "t.db").files.import_files([("people.csv", people.encode())])
    workspace = open_workspace(tmp_path / "t.db", "Derek Rep", date(2026, 6, 30))
    with workspace.view() as view:
        own = own_firm(view)
    assert own.people == {workspace.people.find("Shawn Fultz")[0].id}
    assert own.trades == {"Insurance"}


def test_a_wish_of_his_own_goes_before(derek: Workspace) -> None:
    asks = derek.ways.open_asks(about=("category", "Insurance"))
    assert {ask.about for ask in asks} == {"Insurance"}


def test_the_purpose_on_a_list_says_nothing_of_the_reps_comfort(derek: Workspace) -> None:
    asks = derek.ways.open_asks()
    assert all(any("your comfort" in reason for reason in ask.reasons) for ask in asks)
    for request in derek.asks.draft_open(asks):
        assert "Why " in request.purpose and "comfort" not in request.purpose


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rumpf Waste", "Rumpf Waste Services", True),
        ("Tri County Tanker Lines", "Tri-County Tanker Lines, LLC", True),
        ("Tricounty Lines", "Tri-County Lines", True),
        ("Park & Dorsey", "Park and Dorsey CPAs", True),
        ("Baeckerei Toensing AG", "Bäckerei Tönsing", True),
        ("Cafe Rene", "Café René", True),
        ("Acme Hotels", "Acme Bakery", False),
        ("Bäckerei Tönsing", "Bäckerei Töpfer", False),
        ("Bell", "", False),
        ("GmbH", "Bell GmbH", False),
    ],
)
def test_a_firm_spelled_otherwise_is_the_same(one: str, other: str, same: bool) -> None:
    assert may_be_one_firm(one, other) is same is may_be_one_firm(other, one)


POSITIONS = """Company Name,Title,Started On,Finished On
Buckeye Fleet Insurance Group,Producer,Mar 2018,
Nationwide,Underwriter,Jun 2011,Feb 2018
"""
CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Shawn,Fultz,https://www.linkedin.com/in/shawn,,Buckeye Fleet Insurance,Claims Advocate,03 Mar 2024
Gail,Rupp,https://www.linkedin.com/in/gail,,Nationwide,Manager,03 Mar 2024
Ann,Bank,https://www.linkedin.com/in/ann,,First Savings Bank,President,03 Mar 2024
"""


def profile(name: str) -> str:
    given, family = name.split()
    header = "First Name,Last Name,Headline,Industry,Geo Location,Twitter Handles"
    return f"{header}\n{given},{family},Fleets,Insurance,Ohio,\n"


def archive(of: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr("Connections.csv", CONNECTIONS)
        made.writestr("Positions.csv", POSITIONS)
        made.writestr("Profile.csv", profile(of))
    return held.getvalue()


def test_linkedin_tells_his_firm_his_trade_and_where_he_was(tmp_path: Path) -> None:
    path, day = tmp_path / "t.db", date(2026, 6, 30)
    files = [("Basic.zip", archive("Derek Rep"))]
    open_workspace(path, as_of=day).files.import_files(files, rep="Derek Rep")
    seat = open_workspace(path, "Derek Rep", day)
    rep = seat.rep_person
    assert (rep.company, rep.title) == ("Buckeye Fleet Insurance Group", "Producer")
    assert rep.category == "Insurance"
    assert rep.extra == {"Former employers": "Nationwide (2011-2018)"}
    shawn, gail = (seat.people.find(name)[0].id for name in ("Shawn Fultz", "Gail Rupp"))
    with seat.view() as view:
        own = own_firm(view)
    assert own.people == {shawn} and own.trades == {"Insurance"}
    with seat.view() as view:
        tie = view.network.tie_between(view.node(seat.rep_id), view.node(gail))
        assert tie is not None and date_of(view.network.ties.parted[tie]).year == 2018
    again = seat.files.import_files(files)
    assert not again.changes


def test_the_positions_of_somebody_else_are_not_the_reps(tmp_path: Path) -> None:
    seat = open_workspace(tmp_path / "t.db", as_of=date(2026, 6, 30))
    seat.files.import_files([("Basic.zip", archive("Kyle Other"))], rep="Derek Rep")
    seat = open_workspace(tmp_path / "t.db", "Derek Rep", date(2026, 6, 30))
    assert seat.rep_person.company == "" == seat.rep_person.category


def test_former_employers_are_read_as_they_are_written() -> None:
    said = "Acme; Sons (2001-2009); Old (1999)".replace("; Sons", ", Sons")
    told = read_former(said)
    assert [(one.company, one.since, one.until) for one in told] == [
        ("Acme, Sons", 2001, 2009),
        ("Old", None, 1999),
    ]
    assert say_former(reversed(told)) == said
    assert read_former("somewhere; Acme (soon)") == ()
