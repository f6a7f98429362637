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
    seat = tiesmap.open(path, rep="Rita Rep", as_of=TODAY)
    assert not [item for item in seat.week.week() if item.kind == "change"]
    seat.files.import_files([("people.csv", after)])
    (item,) = [item for item in seat.week.week() if item.kind == "change"]
    assert item.purpose == ("congratulate: Head of Purchasing at Globex Hotels, was Buyer at Acme")
    seat.data.undo_import()
    assert not [item for item in seat.week.week() if item.kind == "change"]
