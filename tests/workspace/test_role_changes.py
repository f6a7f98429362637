"""A role that changed between two imports is news in the week, until the import is taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import tiesmap

TODAY = date.today()
PEOPLE = "id,name,company,title,rep\n1,Rita Rep,Us,,yes\n2,Ann Able,{},{},\n"
CONTACTS = b"date,from,to,channel\n2020-01-01,1,2,email\n"


def test_a_new_role_is_congratulated_and_an_undone_import_is_no_news(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    before = PEOPLE.format("Acme", "Buyer").encode()
    after = PEOPLE.format("Globex Hotels", "Head of Purchasing").encode()
    tiesmap.open(path).files.import_files(
        [("people.csv", before), ("interactions.csv", CONTACTS)], "Rita Rep"
    )
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=TODAY)
    assert not [item for item in workspace.week.week() if item.kind == "change"]
    workspace.files.import_files([("people.csv", after)])
    (item,) = [item for item in workspace.week.week() if item.kind == "change"]
    assert item.purpose == ("congratulate: Head of Purchasing at Globex Hotels, was Buyer at Acme")
    workspace.data.undo_import()
    assert not [item for item in workspace.week.week() if item.kind == "change"]


ACME = """id,name,company,rep
1,Rita Rep,Us,yes
2,Ann Able,{},
3,Bo Bell,Acme,
"""


def test_who_left_a_firm_may_still_know_those_he_left(tmp_path: Path) -> None:
    """Ann was at Acme until this import, where Bo still is: inferred, with the year, and undone
    with the import. Once both are known to know each other nothing is inferred any more."""
    path = tmp_path / "a.db"
    ties = b"person,other,contacts,last_contact\n1,2,9,2026-06-01\n"

    def brought_in(name: str, text: bytes) -> None:
        tiesmap.open(path).files.import_files([(name, text)], "Rita Rep")

    brought_in("people.csv", ACME.format("Acme").encode())
    brought_in("ties.csv", ties)
    brought_in("people again.csv", ACME.format("Globex Hotels").encode())
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=TODAY)
    (bo,) = workspace.people.find("Bo Bell")
    (tie,) = workspace.ways.ties(bo.id)
    assert (tie.other, tie.tie_class) == ("Ann Able", "inferred")
    assert tie.evidence == ("same employer once (inferred)",)
    assert tie.reasons == (
        f"at one company until {TODAY.year}, so they may know each other (inferred)",
    )
    (way,) = workspace.ways.paths_to(bo.id).paths
    assert way.names == ("Rita Rep", "Ann Able", "Bo Bell")
    workspace.data.undo_import()
    (tie,) = workspace.ways.ties(bo.id)
    assert tie.evidence == ("same employer (inferred)",)
    brought_in("people again.csv", ACME.format("Globex Hotels").encode())
    brought_in("known.csv", b"person,other,contacts\n2,3,4\n")
    (tie,) = workspace.ways.ties(bo.id)
    assert tie.tie_class != "inferred" and not any("inferred" in why for why in tie.reasons)
