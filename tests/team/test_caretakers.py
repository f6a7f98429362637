"""Whose client somebody is: told to whoever has that person on file, before he is asked or asked
for; on a file and at a server alike, and nothing else of the colleague's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import load
from tiesmap.model.reasons import Reason, ReasonKind, first_of, in_words
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
ANA, TOMAS = "Ana Rep", "Tomás Reyes"
CORA = {"name": "Cora Connector", "email": "cora@x.example", "company": "Hotel Inns"}
BOGDAN = {"name": "Bogdan Ilic", "email": "bogdan@y.example", "category": "Banks",
          "company": "Bank of Y"}  # fmt: skip
DORA = {"name": "Dora Connector", "email": "dora@x.example", "company": "Spa Inns"}
GIL = {"name": "Gil Free", "email": "gil@z.example", "category": "Banks", "company": "Z Bank"}
WORD = "mark-of-tomas"
ACCOUNTS = """Record Id,First Name,Last Name,Email,Contact owner,Lifecycle Stage
1,Bogdan,Ilic,bogdan@y.example,Tomás Reyes,Customer
2,Gil,Free,gil@z.example,Tomás Reyes,Lead
""".encode()
HIS_TOO = """Record Id,First Name,Last Name,Email,Contact owner,Lifecycle Stage
9,Dora,Connector,dora@x.example,Tomás Reyes,Customer
""".encode()
FIRST = "Tomás Reyes looks after Bogdan Ilic: ask Tomás first"


@pytest.fixture(scope="module")
def ana(shared: str | Path) -> Iterator[Workspace]:
    """Ana knows Cora, who knows Bogdan and Gil; Tomás has a list with the owner of each account."""
    seat = tiesmap.open(shared, as_of=DAY)
    mails = [
        {"date": f"2026-0{month}-08", "from": one, "to": other, "channel": "meeting"}
        for month in (3, 4, 5)
        for known in (CORA["email"], DORA["email"])
        for one, other in ((ANA, known), (known, ANA))
    ]
    ties = [{"person": CORA["email"], "other": one["email"], "kind": "friend", "strength": "5"}
            for one in (BOGDAN, GIL)]  # fmt: skip
    ties.append({"person": DORA["email"], "other": GIL["email"], "kind": "friend"})
    load(seat, ANA, people=[CORA, DORA, BOGDAN, GIL], interactions=mails, ties=ties)
    load(seat, TOMAS, people=[{"name": "Nobody of Hers", "email": "n@n.example", "notes": WORD}])
    seat.files.import_files([("hubspot.csv", ACCOUNTS)], ANA)
    reps = {person.name: person.id for person in seat.people.reps()}
    yield replace(seat, rep=reps[ANA])
    seat.store.close()


def _said(ana: Workspace) -> list[str]:
    (bogdan,) = ana.people.find(BOGDAN["email"])
    (cora,) = ana.people.find(CORA["email"])
    with ana.view() as view:
        found = (view.looked_after.get(one.id) for one in (cora, bogdan))
        return [str(one.why) if one else "" for one in found]


def test_a_colleagues_client_is_suggested_with_a_word_about_it(ana: Workspace) -> None:
    assert _said(ana) == ["", FIRST]
    bogdan = ana.people.find(BOGDAN["email"])[0].id
    gil = ana.people.find(GIL["email"])[0].id
    near = ana.ways.outward("near", 9, accounts=True)
    told = {one.path.goal: first_of(one.path.why) for one in near}
    assert (told[bogdan], told[gil]) == ((FIRST,), ())
    plan = ana.asks.plan_asks(5, accounts=True).asks
    planned = {one.path.goal: first_of(one.path.why) for one in plan}
    assert planned[bogdan] == (FIRST,) and planned[gil] == ()
    assert first_of(ana.ways.paths_to(bogdan).paths[0].why) == (FIRST,)
    openings = [way for circle in ana.ways.circles(accounts=True) for way in circle.openings]
    assert {way.person: way.first for way in openings}[bogdan] == (FIRST,)
    # It stands with the ask and its letters, and in none of them.
    found = ana.asks.suggest_requests(5, accounts=True)
    asks = {one.target_id: one for one in found if one.target_id}
    assert asks[bogdan].reasons[0] == FIRST
    ana.asks.keep_requests([asks[bogdan]])
    (kept,) = ana.asks.requests()
    assert ana.asks.ask_first(kept) == (FIRST,)
    letters = ana.letters.letters(kept)
    assert letters and not any("looks after" in one.whole for one in letters)


def test_a_colleague_who_is_asked_himself_need_not_be_asked_before(ana: Workspace) -> None:
    (tomas,) = (one.id for one in ana.people.reps() if one.name == TOMAS)
    (bogdan,) = ana.people.find(BOGDAN["email"])
    mails = b"date,from,to,channel\n2026-06-01,Ana Rep,Tom\xc3\xa1s Reyes,meeting\n"
    mails += b"2026-06-02,Tom\xc3\xa1s Reyes,Ana Rep,meeting\n"
    tie = "person,other,kind,strength\nTomás Reyes,bogdan@y.example,friend,5\n".encode()
    report = ana.files.import_files([("interactions.csv", mails), ("ties.csv", tie)], ANA)
    ways = {one.connector: first_of(one.why) for one in ana.ways.paths_to(bogdan.id).paths}
    # At a server nobody says for a colleague whom he knows.
    assert (tomas in ways) != ana.store.keeps_apart
    assert ways.pop(tomas, ()) == () and set(ways.values()) == {(FIRST,)}
    ana.data.undo_import(report.id)


def test_a_firm_that_a_colleague_looks_after_is_account_work(ana: Workspace) -> None:
    """Nobody there is asked for unless the rep looks inside the accounts; then it is said."""
    bogdan, gil = (ana.people.find(one["email"])[0].id for one in (BOGDAN, GIL))
    cora = ana.people.find(CORA["email"])[0].id
    new = b"name,email,category\nBea Teller,bea@y.example,Banks\n"
    tie = b"person,other,kind\ncora@x.example,bea@y.example,friend\n"
    report = ana.files.import_files([("people.csv", new), ("ties.csv", tie)], ANA)
    (bea,) = ana.people.find("bea@y.example")
    assert {one.path.goal for one in ana.ways.outward("near", 9)} == {gil}
    assert {one.path.goal for one in ana.asks.plan_asks(5).asks} == {gil}
    assert {one.path.goal for one in ana.ways.outward("near", 9, accounts=True)} == {
        bogdan, gil, bea.id
    }  # fmt: skip
    said = "Tomás Reyes looks after Bank of Y: ask Tomás first"
    (path,) = ana.ways.paths_to(bea.id).paths
    assert (path.connector, first_of(path.why)) == (cora, (said,))
    ana.data.undo_import(report.id)


def test_who_is_asked_openly_is_looked_after_too(ana: Workspace) -> None:
    dora = ana.people.find(DORA["email"])[0].id
    ana.files.import_files([("more.csv", HIS_TOO)], ANA)
    first = "Tomás Reyes looks after Dora Connector: ask Tomás first"
    found = {ask.connector: ask for ask in ana.ways.open_asks(5, ("category", "Banks"))}
    assert first_of(found[dora].why) == (first,)
    (drafted,) = ana.asks.draft_open([found[dora]])
    assert first in drafted.reasons and "looks after" not in drafted.purpose
    # Once she is a client of Ana's too there is nobody to ask.
    ana.people.save_person(replace(ana.people.person(dora), client=True))
    with ana.view() as view:
        assert dora not in view.looked_after


def test_of_whom_one_does_not_have_on_file_nothing_is_told(ana: Workspace) -> None:
    """Nor what else a colleague says of his client."""
    tomas = next(one for one in ana.people.reps() if one.name == TOMAS)
    his = replace(ana, rep=tomas.id)
    hers = his.people.find("n@n.example")[0]
    his.people.save_person(replace(his.people.person(hers.id), client=True))
    with ana.view() as view:
        assert (hers.id in view.looked_after) == (not ana.store.keeps_apart)
        assert FIRST in {str(one.why) for one in view.looked_after.values()}
        assert WORD not in repr(view.looked_after)
        if ana.store.keeps_apart:
            rows = view.connection.exec_driver_sql("select * from tiesmap_caretakers()").all()
            assert (ana.people.find(BOGDAN["email"])[0].id, tomas.id) in rows
            assert {row.rep for row in rows} == {tomas.id}
            assert hers.id not in {row.person for row in rows}


@pytest.mark.parametrize(
    ("reps", "said"),
    [
        (["Tomás Reyes"], "Tomás Reyes looks after Ann: ask Tomás first"),
        (["J. R."], "J. R. looks after Ann: ask J. R. first"),
        (["Tomás Reyes", "Li"], "Tomás Reyes and Li look after Ann: ask them first"),
    ],
)
def test_the_words_are_for_the_rep_alone(reps: list[str], said: str) -> None:
    first = Reason(ReasonKind.FIRST, ("Ann", *reps))
    assert str(first) == said and first.is_private and not in_words(said).is_private


def test_a_private_contact_is_not_told(ana: Workspace) -> None:
    tomas = replace(ana, rep=next(one.id for one in ana.people.reps() if one.name == TOMAS))
    assert _said(ana) == ["", FIRST]
    bogdan = ana.people.find(BOGDAN["email"])[0].id
    tomas.colleagues.keep_private([bogdan])
    assert _said(ana) == ["", ""]
    tomas.colleagues.keep_private([bogdan], False)
    assert _said(ana) == ["", FIRST]


def test_who_is_to_be_asked_is_named_once() -> None:
    looked_after = [("Tae-yang Moon", "Tomás Ibarra"), ("Sorrelstead Clinic", "Tomás Ibarra"),
                    ("Bo", "Eva")]  # fmt: skip
    reasons = [in_words("met 4 times"), *(Reason(ReasonKind.FIRST, one) for one in looked_after)]
    assert first_of(reasons) == (
        "Tomás Ibarra looks after Tae-yang Moon and Sorrelstead Clinic: ask Tomás first",
        "Eva looks after Bo: ask Eva first",
    )
