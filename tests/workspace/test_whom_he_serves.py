"""Five asks that have to do with the rep's business. Expected: by hand.

Derek insures vans. His clients haul and build; what a dentist or a shop needs is not his trade.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiesmap.introductions.facts import open_question
from tiesmap.introductions.turns import Mark
from tiesmap.network.market import ELSEWHERE, Basis
from tiesmap.workspace.market import whom_to_meet
from tiesmap.workspace.market.market import clients, market
from tiesmap.workspace.market.market import served as served_by
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
Amy Club,Ohio Trucking Association,Director,,,,4
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
    # Whom he serves are asked about their own trade, and not for those they compete with.
    (hal,) = (
        ask for ask in derek.start.asks() if ask.connector == derek.people.find("Hal Hauler")[0].id
    )
    (request, letter), *_ = derek.start.drafted([hal])
    assert letter is not None and letter.subject == "Who should I know in logistics?"
    # Nobody has said yet that he is in logistics: it is not said to him either ("who else").
    who = "Who in logistics should I get to know, apart from those you compete with?"
    assert who in letter.body and who in request.purpose


def test_a_colleagues_client_is_asked_openly_only_where_a_wish_leads_there(tmp_path: Path) -> None:
    seat = derek_of(tmp_path / "t.db")
    assert "Ann Books" in about(seat)
    other = b"rep,person,client\nRita Rep,Ann Books,yes\n"
    people = b"name,rep\nRita Rep,yes\n"
    seat.files.import_files([("people.csv", people), ("relationships.csv", other)], "Rita Rep")
    assert "Ann Books" not in about(seat)
    # With a wish she may be asked, and the word about it is said.
    seat.ways.save_wishes(["construction"])
    assert "Ann Books" in about(seat)


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
        found = [whom_to_meet.read_wish(view, word) for word in said]
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


def test_what_means_one_trade_is_one_wish_in_his_words(tmp_path: Path) -> None:
    seat = derek_of(tmp_path / "t.db")
    assert seat.ways.save_wishes(["breweries", " food", "Banking", "Breweries"]) == 2
    assert [one.category for one in seat.ways.targets()] == ["Food & drink", "Banking"]
    last = seat.data.last_by_hand()
    assert last is not None and last.what == (
        "whom you want to meet: breweries and food (asked about as Food & drink) and Banking"
    )


def test_only_trades_of_somebody_on_file_are_offered(derek: Workspace) -> None:
    offered = derek.ways.wishes_offered()
    held = {one.category for one in derek.people.everybody().values()}
    assert offered and set(offered) <= held


def test_a_trade_that_a_file_states_is_offered_before_those_that_are_proposed(
    tmp_path: Path,
) -> None:
    """Of the trades next door to his clients', retail is shared least and stated."""
    rest = derek_of(tmp_path / "a.db", PEOPLE + "Kay Shop,Polaris Store,Owner,,,,3\n")
    assert rest.ways.wishes_offered()[-1] == "Retail"
    told = derek_of(tmp_path / "b.db", PEOPLE + "Kay Shop,Polaris Store,Owner,Retail,,,3\n")
    assert told.ways.wishes_offered()[0] == "Retail"


def test_a_firm_on_file_is_meant_by_the_beginning_of_its_name(tmp_path: Path) -> None:
    """Nobody asks "Do you know somebody in Battelle?"."""
    more = "Cy Lab,Battelle Memorial Institute,Chemist,,,,\nDee Lab,Zeltron Inc.,Clerk,,,,\n"
    more += "Ed Ray,Wexner Hall,Clerk,,,,\nFay Ray,Wexner House,Clerk,,,,\n"
    seat = derek_of(tmp_path / "t.db", PEOPLE + more)
    said = ["Battelle", "zeltron", "battelle", "Batt", "Wexner"]
    with seat.ways.view() as view:
        found = [whom_to_meet.read_wish(view, word) for word in said]
    # A small word may be a trade as he calls it; of two firms neither is meant.
    assert [(one.company, one.category) for one in found if one is not None] == [
        ("Battelle Memorial Institute", ""), ("Zeltron Inc.", ""), ("", "battelle"), ("", "Batt"),
        ("", "Wexner"),
    ]  # fmt: skip
    seat.ways.save_wishes(["Battelle"])
    (ask, *_) = (one.openly for one in seat.start.asks() if one.openly is not None)
    for code, where in (("en", "at"), ("de", "bei"), ("fr", "chez")):
        asked = open_question(ask, seat.people.everybody()[ask.connector], Mark("", code=code))
        assert f" {where} Battelle Memorial Institute" in asked


# name: client, comfort of each; and what his market then rests on, by hand.
MARKS = {"Hal Hauler": ("yes", ""), "Bob Builder": ("yes", ""), "Ann Books": ("", "")}
RATINGS = {
    "Hal Hauler": ("", "5"), "Una Hauler": ("", "4"), "Bob Builder": ("", "4"),
    "Ann Books": ("", "5"), "Rob Teeth": ("", "1"), "Bea Bank": ("", "3"),
}  # fmt: skip


def said(says: dict[str, tuple[str, str]]) -> str:
    """The same people, of whom the rep said just this."""
    header, *rows = PEOPLE.splitlines()
    kept = [row.rsplit(",", 2)[0] for row in rows]
    return "\n".join(
        [header, *(",".join((row, *says.get(row.split(",")[0], ("", "")))) for row in kept)]
    )


@pytest.mark.parametrize(
    ("says", "by", "served", "sentence"),
    [
        pytest.param(
            MARKS, Basis.CLIENTS, {"logistics": 1 / 2, "construction": 1 / 2},
            "by what your clients do: Logistics and Construction", id="marks only",
        ),
        # Everybody likes an accountant: that says nothing of whom the rep serves.
        pytest.param(
            RATINGS, Basis.LIKED, {"logistics": 9 / 18, "construction": 4 / 18},
            "by the people you like to call (rated 4 or 5): Logistics and Construction",
            id="ratings only",
        ),
        pytest.param(
            RATINGS | {"Bob Builder": ("yes", "3")}, Basis.CLIENTS, {"construction": 1},
            "by what your clients do: Construction", id="both",
        ),
        # A client whom he dreads says nothing; then those whom he likes do.
        pytest.param(
            {**RATINGS, "Rob Teeth": ("yes", "1")}, Basis.LIKED,
            {"logistics": 9 / 18, "construction": 4 / 18},
            "by the people you like to call (rated 4 or 5): Logistics and Construction",
            id="a dreaded client",
        ),
        pytest.param(
            {}, Basis.CLOSEST, {"logistics": 3 / 7},
            "by the people who seem closest to you, which is inferred: Logistics", id="neither",
        ),
    ],
)  # fmt: skip
def test_whoever_is_there_stands_in_for_clients(
    tmp_path: Path,
    says: dict[str, tuple[str, str]],
    by: Basis,
    served: dict[str, float],
    sentence: str,
) -> None:
    seat = derek_of(tmp_path / "t.db", said(says))
    with seat.view() as view:
        found = market(view)
    assert (found.by, found.served) == (by, pytest.approx(served))
    assert seat.ways.goes_by() == sentence
    assert seat.ways.wishes_offered()[0].casefold() in served
    # Nobody is asked about dentists or restaurants by chance.
    about_it = [found.fit(trade) for trade in about(seat).values()]
    assert about_it and min(about_it[:2]) > ELSEWHERE


def test_what_is_not_named_of_what_clients_do_is_counted(tmp_path: Path) -> None:
    trades = ("Logistics", "Construction", "Landscaping", "Dental", "Retail")
    rows = [f"P{n} {one},{one} {n},,{one},,yes,5" for one in trades for n in range(2)]
    header, rep, *_ = PEOPLE.splitlines()
    said = derek_of(tmp_path / "t.db", "\n".join([header, rep, *rows])).ways.goes_by()
    assert said.startswith("by what your clients do: ")
    assert sum(one in said for one in trades) == 3
    assert said.endswith(" and 2 more kinds of business")


def test_where_no_trade_stands_out_everything_goes_by_chance(tmp_path: Path) -> None:
    trades = "Dental Retail Hotels Media Energy Farming Mining".split()  # noqa: SIM905
    rows = [f"P{n} Q,Firm {n},,{trade},,,5" for n, trade in enumerate(trades)]
    header, rep, *_ = PEOPLE.splitlines()
    seat = derek_of(tmp_path / "t.db", "\n".join([header, rep, *rows]))
    with seat.view() as view:
        assert not market(view)
    assert seat.ways.goes_by() == "by chance alone, for no kind of business stands out yet"
    assert set(seat.ways.wishes_offered()) >= {"Dental", "Retail"}


def test_family_and_friends_stand_in_for_nobody(tmp_path: Path) -> None:
    seat = derek_of(tmp_path / "t.db", said(RATINGS))
    private = [one.id for one in seat.people.people() if one.name.endswith("Hauler")]
    seat.people.set_do_not_ask(private, True)
    with seat.view() as view:
        assert not {"Hal Hauler", "Una Hauler"} & {one.name for one in served_by(view).people}


def test_a_quarter_of_those_whom_he_likes_is_no_trade_for_all_asks(tmp_path: Path) -> None:
    """Two of eight are hauliers: of five asks two are about haulage, by hand; a rep whose clients
    all haul asks for nothing else."""
    header, rep, *_ = PEOPLE.splitlines()
    trades = "Logistics Logistics Construction Hotels Manufacturing Schools Retail Restaurants"
    rows = [f"P{n} Q,Firm {n},,{trade},,,4" for n, trade in enumerate(trades.split())]
    seat = derek_of(tmp_path / "a.db", "\n".join([header, rep, *rows]))
    with seat.view() as view:
        assert market(view).served == pytest.approx({"logistics": 1 / 4})
    asks = list(about(seat).values())
    assert len(asks) == 5 and asks.count("Logistics") == 2 and len(set(asks)) == 4
    rows = [f"P{n} Q,Firm {n},,Logistics,,yes,4" for n in range(6)]
    seat = derek_of(tmp_path / "b.db", "\n".join([header, rep, *rows]))
    assert list(about(seat).values()) == ["Logistics"] * 5
