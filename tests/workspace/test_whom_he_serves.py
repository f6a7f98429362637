"""Five asks that have to do with the rep's business. Expected: by hand.

Derek insures vans. His clients haul and build; what a dentist or a shop needs is not his trade.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiesmap.workspace import meeting
from tiesmap.workspace.market import clients, market
from tiesmap.workspace.opening import open_workspace
from tiesmap.workspace.workspace import Workspace

DAY = date(2026, 6, 30)
PEOPLE = """name,company,title,category,rep,client,comfort
Derek Rep,Buckeye Insurance,Agent,,yes,,
Hal Hauler,Mad River Transport,Owner,,,yes,5
Una Hauler,Scioto Freight,Fleet Manager,,,yes,4
Bob Builder,Olentangy Builders,Owner,,,yes,5
Ann Books,Park CPAs,Partner,,,,5
Bea Bank,First Savings Bank,Branch Manager,,,,4
Amy Club,Ohio Trucking Association,Director,,,,3
Rob Teeth,Hilliard Family Dental,Dentist,,,yes,1
"""


def derek_of(path: Path, people: str = PEOPLE) -> Workspace:
    open_workspace(path, as_of=DAY).files.import_files([("people.csv", people.encode())])
    seat = open_workspace(path, "Derek Rep", DAY)
    for person in seat.people.people():
        if person.id != seat.rep_id:
            seat.people.add_tie(seat.rep_id, person.id, "friend")
    return seat


@pytest.fixture(scope="module")
def derek(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return derek_of(tmp_path_factory.mktemp("market") / "t.db")


def about(seat: Workspace) -> dict[str, str]:
    people = seat.people.everybody()
    asks = [ask.openly for ask in seat.start.asks()]
    return {people[ask.connector].name: ask.about for ask in asks if ask is not None}


def test_his_clients_trades_are_his_market(derek: Workspace) -> None:
    with derek.view() as view:
        found, mine = market(view), {one.name for one in clients(view)}
    # He dreads the dentist, who says nothing of whom he wants more of.
    assert mine == {"Hal Hauler", "Una Hauler", "Bob Builder"}
    assert found.served == pytest.approx({"logistics": 9 / 14, "construction": 5 / 14})
    # Manufacturers deal with haulers and builders alike; architects with builders alone.
    assert found.next_door["manufacturing"] == pytest.approx(1)
    assert found.next_door["architecture & engineering"] == pytest.approx(5 / 14)
    # Banks deal with everybody, which tells nothing; insurance is his own trade.
    assert not {"banking", "insurance"} & found.next_door.keys()
    assert found.suits("Owner") and found.suits("") and not found.suits("Junior Lawyer")


def test_the_first_asks_have_to_do_with_his_business(derek: Workspace) -> None:
    asks = about(derek)
    assert asks["Amy Club"] == "Logistics"
    assert asks["Ann Books"] == asks["Bea Bank"] == "Construction"
    assert not set(asks.values()) & {"Dental", "Insurance", "Legal", "Investment"}
    for name, trade in (("Hal Hauler", "Logistics"), ("Bob Builder", "Construction")):
        assert asks.get(name) != trade


def test_one_word_of_a_trade_in_any_language_means_the_trade(tmp_path: Path) -> None:
    seat = derek_of(tmp_path / "t.db")
    said = {
        "Lebensmittelhersteller": "Food & drink",
        "Lebensmittel-Hersteller": "Food & drink",
        "food makers": "Food & drink",
        "zuivelbedrijven": "Food & drink",
        "Bäckereien": "Food & drink",
        "Wurstfabriken": "Food & drink",
        "Molkereibetriebe": "Food & drink",
        "Chemieunternehmen": "Chemicals",
        "Spediteure": "Logistics",
        "Immobilienmakler": "Real estate",
        "Modelleisenbahner": "Modelleisenbahner",
    }
    with seat.ways.view() as view:
        found = [meeting.read_wish(view, word) for word in said]
    assert [one.category for one in found if one is not None and not one.company] == list(
        said.values()
    )


def test_whom_he_wants_to_meet_goes_before(tmp_path: Path) -> None:
    seat = derek_of(tmp_path / "t.db")
    assert seat.ways.wishes_offered()[:2] == ("Logistics", "Construction")
    said = ["banking", "trucking companies", "Acme Farms", "park cpas", "  ", "model trains"]
    assert seat.ways.save_wishes(said) == 5
    wanted = [(one.company, one.category) for one in seat.ways.targets()]
    assert wanted == [
        ("", "Banking"), ("", "Logistics"), ("Acme Farms", "Agriculture"), ("Park CPAs", ""),
        ("", "model trains"),
    ]  # fmt: skip
    assert "Logistics" not in seat.ways.wishes_offered()
    assert {"Banking", "Acme Farms"} <= set(about(seat).values())
    assert about(seat)["Amy Club"] == "Logistics"
    last = seat.data.last_by_hand()
    assert last is not None
    seat.data.undo_last(last.number)  # one thing said, one thing taken back
    assert seat.ways.targets() == ()


def test_without_clients_and_wishes_nothing_is_known(tmp_path: Path) -> None:
    nobody = PEOPLE.replace(",yes,5", ",,5").replace(",yes,4", ",,4").replace(",yes,1", ",,1")
    seat = derek_of(tmp_path / "t.db", nobody)
    with seat.view() as view:
        assert not market(view)
    assert len(about(seat)) == len(set(about(seat).values())) == 5
