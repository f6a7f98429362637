"""Contacts without a day, as Outlook's table of mails has them: nothing says how long ago.

Expected: by hand, from the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.guarded import load
from tiesmap.exporting.pages import asks_to_html
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace.letters.common_ground import between
from tiesmap.workspace.opening import open_workspace

DAY, REP = date(2026, 11, 28), "Anke Rep"
PEOPLE = [
    {"name": "Jens Alt", "email": "jens@alt.example", "company": "Alt", "category": "Bau"},
    {"name": "Ute Neu", "email": "ute@neu.example", "company": "Neu", "category": "Bau"},
    {"name": "Ole Tag", "email": "ole@tag.example", "company": "Tag", "category": "Bau"},
]
# Two years ago with Jens and Ole, two weeks ago with Ute; both wrote.
CONTACTS = [
    {"date": day, "from": one, "to": other, "channel": "email"}
    for who, day in (
        ("jens@alt", "2024-11-20"),
        ("ole@tag", "2024-11-20"),
        ("ute@neu", "2026-11-14"),
    )
    for one, other in ((REP, f"{who}.example"), (f"{who}.example", REP))
]
OUTLOOK = (
    '"Betreff","Text","Von: (Name)","Von: (Adresse)","Von: (Typ)","An: (Name)","An: (Adresse)"\n'
    + "".join(
        f'"AW","Text","Anke Rep","anke@rep.example","SMTP","{name}","{mail}"\n'
        for name, mail in (("Jens Alt", "jens@alt.example"), ("Ute Neu", "ute@neu.example"))
    )
)


def test_where_mails_have_no_day_nothing_says_how_long_ago_the_last_was(tmp_path: Path) -> None:
    seat = open_workspace(tmp_path / "ties.db", as_of=DAY)
    me = {"name": REP, "email": "anke@rep.example", "rep": "yes"}
    load(seat, REP, people=[me, *PEOPLE], interactions=CONTACTS)
    seat.files.import_files([("Posteingang.csv", OUTLOOK.encode())], rep=REP)
    seat = open_workspace(tmp_path / "ties.db", REP, DAY)
    jens, ute, ole = (seat.people.find(one["name"])[0].id for one in PEOPLE)
    # What a letter may begin with.
    with seat.view() as view:
        assert between(view, jens).last is None
        assert between(view, ute).last == date(2026, 11, 14)
        assert between(view, ole).last == date(2024, 11, 20)
    # What the week and the person's page say of it.
    said = {who: seat.week.health_of(who).say_last("long ago") for who in (jens, ute, ole)}
    assert said[jens] == "last contact with a day long ago, others have none"
    assert said[ute] == said[ole] == "last contact long ago"
    # The list of asks, and the printed one.
    asks = [OpenAsk(who, "category", "Bau", 0.1, ()) for who in (jens, ute, ole)]
    seat.asks.plan([], asks)
    listed = {one.connector: one for one in seat.asks.listed()}
    assert listed["Jens Alt"].last_contact is None
    assert listed["Ute Neu"].last_contact == date(2026, 11, 14)
    printed = asks_to_html([listed["Jens Alt"]], as_of=DAY).decode()
    assert "No file says when you two were last in touch" in printed
    in_week = {one.name: one.reason for one in seat.week.week(20) if one.kind == "ask"}
    assert in_week["Jens Alt"].startswith("last contact with a day")
    assert in_week["Jens Alt"].endswith("ago, others have none")
    assert in_week["Ute Neu"].endswith("last contact 14 days ago")
