"""What a letter may say of the two, read from the evidence. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tiesmap.introductions.turns import Between, Mark, shared
from tiesmap.model.paths import OpenAsk
from tiesmap.workspace.letters.common_ground import between
from tiesmap.workspace.opening import open_workspace

PEOPLE = """name,email,company,title,category,rep
Derek Rep,derek@buckeye.example,Buckeye,Agent,,yes
Ann Bank,ann@first.example,First Savings,President,Banking,
Bob Mill,bob@mill.example,Mill Works,Clerk,Manufacturing,
Cy Mill,cy@mill.example,Mill Works,Clerk,Manufacturing,
Dee Works,dee@works.example,Steel Works,Clerk,Manufacturing,
Eve Clinic,eve@clinic.example,City Clinic,Clerk,Health care,
"""
CONTACTS = """date,from,to,channel
2021-03-02,derek@buckeye.example,ann@first.example,email
2026-05-20,derek@buckeye.example,ann@first.example,meeting
2026-05-20,bob@mill.example,derek@buckeye.example,meeting
2026-05-21,ann@first.example,dee@works.example,email
2026-05-21,derek@buckeye.example,eve@clinic.example,email
2026-05-22,ann@first.example,eve@clinic.example,email
2026-07-20,derek@buckeye.example,ann@first.example,email
"""


def test_what_the_two_share_and_why_the_connector_may_know(tmp_path: Path) -> None:
    day = date(2026, 6, 30)
    whole = open_workspace(tmp_path / "ties.db", as_of=day)
    files = [("people.csv", PEOPLE.encode()), ("interactions.csv", CONTACTS.encode())]
    whole.files.import_files(files)
    seat = open_workspace(tmp_path / "ties.db", "Derek Rep", day)
    ann, bob, cy = (seat.people.find(name)[0].id for name in ("Ann Bank", "Bob Mill", "Cy Mill"))
    works = OpenAsk(ann, "category", "Manufacturing", 0.1, ())
    with seat.view() as view:
        # The mail of July is still to come.
        met, since = date(2026, 5, 20), date(2021, 3, 2)
        assert between(view, ann) == Between(day, met, "meeting", since)
        # She wrote to Dee, of that business, and as a banker deals with it; she runs the bank.
        assert between(view, ann, works) == Between(day, met, "meeting", since, True, True, True)
        # Of health care she knows Eve alone, whom Derek knows himself.
        clinics = OpenAsk(ann, "category", "Health care", 0.1, ())
        assert not between(view, ann, clinics).knows
        # Bob knows nobody of that business but a colleague; banks are none that he deals with.
        own = OpenAsk(bob, "category", "Manufacturing", 0.1, ())
        assert between(view, bob, own) == Between(day, met, "meeting", met)
        assert between(view, cy) == Between(day)


def test_a_link_or_a_mail_of_one_side_is_nothing_that_the_two_share(tmp_path: Path) -> None:
    """On LinkedIn since 2015 and one mail of Bob's to many: a letter that speaks of it is a lie."""
    day = date(2026, 6, 30)
    links = "person,other,kind,since\n" + "".join(
        f"derek@buckeye.example,{one},linkedin,2015-03-01\n"
        for one in ("ann@first.example", "bob@mill.example", "cy@mill.example")
    )
    mails = """date,from,to,channel
2024-03-02,bob@mill.example,derek@buckeye.example;cy@mill.example;ann@first.example,email
2023-05-20,derek@buckeye.example,ann@first.example,email
2023-05-21,ann@first.example,derek@buckeye.example,email
"""
    whole = open_workspace(tmp_path / "ties.db", as_of=day)
    files = [("people.csv", PEOPLE), ("interactions.csv", mails), ("ties.csv", links)]
    whole.files.import_files([(name, text.encode()) for name, text in files])
    seat = open_workspace(tmp_path / "ties.db", "Derek Rep", day)
    ann, bob, cy = (seat.people.find(name)[0].id for name in ("Ann Bank", "Bob Mill", "Cy Mill"))
    with seat.view() as view:
        assert between(view, bob) == between(view, cy) == Between(day)
        # Ann answered in 2023: since then they know each other, not since the link.
        assert between(view, ann) == Between(day, date(2023, 5, 21), "email", date(2023, 5, 20))


CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:{0}
DTSTART:{0}T120000Z
DTEND:{0}T130000Z
SUMMARY:{1}
ORGANIZER;CN=Derek Rep:mailto:derek@buckeye.example
{2}
END:VEVENT
END:VCALENDAR
"""


def test_a_meeting_of_several_is_no_meeting_of_the_two(tmp_path: Path) -> None:
    """At Rotary nobody made time for anybody: only a meeting of the two alone is thanked for."""
    day = date(2026, 6, 30)
    attendee = "ATTENDEE;CN={0}:mailto:{0}@{1}.example"
    derek, ann, bob, eve = (
        attendee.format(*one)
        for one in (("derek", "buckeye"), ("ann", "first"), ("bob", "mill"), ("eve", "clinic"))
    )
    events = [
        ("20220608", "Rotary", (derek, ann, bob, eve)),
        ("20260622", "Rotary", (derek, ann, bob)),
        ("20260623", "Lunch", (derek, bob)),
    ]
    calls = "date,from,to,channel\n" + (
        "2026-06-24,derek@buckeye.example,cy@mill.example;dee@works.example,call\n"
    )
    whole = open_workspace(tmp_path / "ties.db", as_of=day)
    files = [("people.csv", PEOPLE), ("interactions.csv", calls)] + [
        (f"{when}.ics", CALENDAR.format(when, what, "\n".join(who))) for when, what, who in events
    ]
    whole.files.import_files([(name, text.encode()) for name, text in files], "Derek Rep")
    seat = open_workspace(tmp_path / "ties.db", "Derek Rep", day)
    names = ("Ann Bank", "Bob Mill", "Cy Mill", "Eve Clinic")
    found = [seat.people.find(name)[0].id for name in names]
    with seat.view() as view:
        of_ann, of_bob, of_cy, of_eve = (between(view, one) for one in found)
    long_known = date(2022, 6, 8)
    assert of_ann == Between(day, date(2026, 6, 22), "", long_known)
    assert of_bob == Between(day, date(2026, 6, 23), "meeting", long_known)
    assert of_cy == Between(day, date(2026, 6, 24), "", date(2026, 6, 24))
    mark = Mark("x")
    assert shared(of_ann, mark) == shared(of_cy, mark) == ""
    assert "took earlier this month" in shared(of_bob, mark)
    # Whether they spoke or wrote in 2022, no file says; that they have known each other, one does.
    assert of_eve.channel == ""
    assert "since 2022" in shared(of_eve, mark) and "last" not in shared(of_eve, mark)
