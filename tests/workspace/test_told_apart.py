"""Two people of one name are told apart wherever one is named. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load
from tiesmap.model.namesakes import tell_apart
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person

MÜLLER = "Thomas Müller"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ({"company": "Müller Treuhand AG"}, {"company": "Praxis Bern"}, "(Müller Treuhand AG)"),
        ({"company": "Acme", "title": "Buyer"}, {"company": "ACME", "title": "CEO"}, "(Buyer)"),
        ({"email": "t@a.example"}, {}, "(t@a.example)"),
        ({}, {"company": "Acme"}, "(known since 2019)"),
        ({"company": "Acme"}, {"company": "Acme"}, "(known since 2019)"),
    ],
)
def test_what_tells_two_of_one_name_apart(
    one: dict[str, str], other: dict[str, str], said: str
) -> None:
    two = [Person(1, MÜLLER, **one), Person(2, f"Dr. {MÜLLER}", **other)]
    assert tell_apart(two, {1: 2019})[1] == f"{MÜLLER} {said}"


def test_week_asks_and_what_is_printed_say_which_of_the_two(tmp_path: Path) -> None:
    workspace = tiesmap.open(tmp_path / "t.db", as_of=date(2026, 6, 30))
    two = [
        {"name": MÜLLER, "company": "Müller Treuhand AG", "email": "t@mt.example", "client": "yes"},
        {"name": f"Dr. {MÜLLER}", "email": "thomas@praxis.example", "client": "yes"},
        {"name": "Eva Solo", "company": "Solo AG", "email": "eva@solo.example"},
    ]
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}, *two])
    mails = [{"date": "2025-01-01", "channel": "email", "from": "rep@us.example"}]
    to = [{**mails[0], "to": row["email"]} for row in two]
    load(workspace, interactions=to, ties=[{"person": row["email"], "other": "eva@solo.example"}
                                           for row in two[:2]])  # fmt: skip
    workspace.store.close()
    workspace = tiesmap.open(tmp_path / "t.db", rep=REP, as_of=date(2026, 6, 30))
    ids = [p.id for p in workspace.people.people() if not p.rep]
    said = workspace.people.apart([*ids, None])
    assert list(said.values()) == [
        f"{MÜLLER} (Müller Treuhand AG)", f"{MÜLLER} (thomas@praxis.example)",
    ]  # fmt: skip
    named = {item.name for item in workspace.week.week() if MÜLLER in item.name}
    assert named == set(said.values())
    doctor = workspace.people.person(ids[1])
    assert doctor is not None and doctor.label == MÜLLER
    asks = workspace.asks.draft_open(
        [OpenAsk(one, "category", "Dental", 0.5, ()) for one in ids[:2]]
    )
    assert {ask.connector for ask in asks} == {MÜLLER}
    printed = workspace.reports.requests_file(asks, ".html").decode()
    assert f"{MÜLLER} (thomas@praxis.example)" in printed
    workspace.store.close()
