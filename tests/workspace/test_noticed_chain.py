"""Introductions that mails and notes show: proposed, named where there is no chain, recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.evidence import BY_SUBJECT

MAILS = [
    {"date": "2026-01-04", "from": "Ann Lee", "to": REP, "channel": "email"},
    {"date": "2026-03-04", "from": "Ann Lee", "to": f"{REP}; Bo Ray", "channel": "email"},
    {"date": "2026-03-06", "from": "Bo Ray", "to": REP, "channel": "email"},
    {"date": "2026-03-07", "from": REP, "to": "Bo Ray", "channel": "email"},
]


@pytest.mark.parametrize(
    ("mails", "said"),
    [
        (4, " 1 introduction was noticed in your mails: confirm it on Health."),
        (1, ""),
    ],
)
def test_what_was_noticed_is_named_where_nobody_is_in_the_chain(
    mails: int, said: str, tmp_path: Path
) -> None:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, interactions=MAILS[:mails])
    opened.store.close()
    opened = tiesmap.open(tmp_path / "ties.db", rep=REP, as_of=date(2026, 6, 30))
    nobody = "Nobody on file came to you by an introduction yet."
    assert opened.onward.why_no_chain() == nobody + said
    opened.store.close()


def test_a_mail_that_calls_itself_an_introduction_is_noticed_and_is_no_second_mail(
    tmp_path: Path,
) -> None:
    opened = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(opened, interactions=[MAILS[0], {**MAILS[1], "purpose": BY_SUBJECT}])
    opened.store.close()
    opened = tiesmap.open(tmp_path / "ties.db", rep=REP, as_of=date(2026, 6, 30))
    (one,) = opened.asks.noticed()
    assert (one.introducer_name, one.other_name, one.first) == ("Ann Lee", "Bo Ray", None)
    load(opened, interactions=MAILS[:2])
    assert len(opened.reports.evidence_rows("interactions")) == 2
    opened.store.close()


def noted(path: Path, notes: str, **more: str) -> tiesmap.Workspace:
    people = [
        {"name": "Diane Kowalski", "email": "diane@a.example", "notes": "likes tea"},
        {"name": "Raj Kumar", "email": "raj@b.example", "company": "Bell", "notes": notes},
    ]
    opened = tiesmap.open(path, as_of=date(2026, 6, 30))
    mails = [{**MAILS[0], "from": mail} for mail in ("diane@a.example", "raj@b.example")]
    load(opened, people=people, interactions=mails)
    opened.store.close()
    return tiesmap.open(path, rep=REP, as_of=date(2026, 6, 30))


def test_who_brought_somebody_by_a_note_is_proposed_and_never_known(tmp_path: Path) -> None:
    opened = noted(tmp_path / "ties.db", "met thru Diane Kowalski")
    (one,) = opened.asks.noticed()
    assert (one.introducer_name, one.other_name, one.other_place) == (
        "Diane Kowalski", "Raj Kumar", "Bell"
    )  # fmt: skip
    assert (one.day, one.words) == (None, "met thru Diane Kowalski")
    assert opened.onward.chain() == () and not opened.reports.evidence_rows("introductions")
    assert "1 introduction was noticed in your notes" in opened.onward.why_no_chain()
    assert opened.ways.evidence().introductions == 0
    opened.asks.record_introduction(one)
    assert opened.asks.noticed() == ()
    (link,) = opened.onward.chain()
    assert (link.name, link.through_name, link.day) == ("Raj Kumar", "Diane Kowalski", None)
    assert opened.asks.recorded() == [(one.introducer, one.other, None)]
    # The same row of a file is the same introduction.
    file = f"date,introducer,person,other\n,Diane Kowalski,{REP},Raj Kumar\n".encode()
    report = opened.files.import_files([("introductions.csv", file)])
    assert sum(f.introductions for f in report.files) == 0
    opened.asks.unrecord_introduction(one.introducer, one.other, None)
    assert opened.asks.noticed() == (one,) and opened.asks.recorded() == []
    opened.asks.set_aside(one)
    assert opened.asks.noticed() == () and opened.asks.set_aside_count() == 1
    opened.store.close()


def test_to_whom_somebody_brought_the_rep_is_read_out_of_the_note_on_him(tmp_path: Path) -> None:
    """Raj brought Diane, by the note on him; that she says it of him, too, is the same."""
    opened = noted(tmp_path / "ties.db", "Me presentó a Diane Kowalski")
    (one,) = opened.asks.noticed()
    assert (one.introducer_name, one.other_name) == ("Raj Kumar", "Diane Kowalski")
    assert (one.day, one.words) == (None, "Me presentó a Diane Kowalski")
    people = [{"name": "Diane Kowalski", "email": "diane@a.example", "notes": "via Raj Kumar"}]
    load(opened, people=people)
    assert len(opened.asks.noticed()) == 1
    opened.asks.record_introduction(one)
    assert opened.asks.noticed() == ()
    opened.store.close()


@pytest.mark.parametrize(
    "notes", ["via email", "met thru Carl Jung", "get intro from Diane", "via Raj", f"via {REP}"]
)
def test_a_note_that_names_no_contact_proposes_nothing(notes: str, tmp_path: Path) -> None:
    opened = noted(tmp_path / "ties.db", notes)
    assert opened.asks.noticed() == ()
    opened.store.close()
