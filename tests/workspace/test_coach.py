"""The coach's page: its figures are those of a hand count, and it holds no word of a rep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, load, someone
from tiesmap.model.members import MemberRole
from tiesmap.model.practice import Note
from tiesmap.nurture import benchmarks
from tiesmap.nurture.coaching import Funnel
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import NotIn
from tiesmap.workspace.coach.part import Coached
from tiesmap.workspace.opening import seated
from tiesmap.workspace.sample import ask_around

DAY = date(2026, 6, 30)
AT_EASE = {
    "p021", "p081", "p092", "p103", "p119", "p120", "p163", "p164", "p175",
    "p185", "p266", "p286", "p306", "p325", "p358", "p376", "p379",
}  # fmt: skip
"""Maren's clients of comfort 4 or 5, read in relationships.csv."""


def test_the_figures_of_the_sample_are_those_of_a_hand_count(
    tmp_path: Path, sample_database: bytes
) -> None:
    """Counted in the CSVs of data/sample, and in `sample.ASKED` for what came of asks."""
    path = tmp_path / "sample.db"
    path.write_bytes(sample_database)
    opened = tiesmap.open(path, as_of=DAY)
    ask_around(opened)
    divya, maren, tomas = opened.coach.group()
    assert [one.name for one in (divya, maren, tomas)] == [
        "Divya Raghunathan", "Maren Holloway", "Tomás Ibarra Quiñones"
    ]  # fmt: skip
    # relationships.csv: the rows of each with client yes.
    assert [one.figures.accounts for one in (maren, tomas, divya)] == [21, 18, 14]
    # notes.csv, the last note of each client. Maren: p021 p175 p185 p286 p358 p376 are whole and
    # have a day, p040 and p266 lack the next. Tomás: p168 p357. Divya: p048 p196, p283 lacks it.
    assert [one.figures.documented for one in (maren, tomas, divya)] == [6, 2, 2]
    assert [one.figures.next_set for one in (maren, tomas, divya)] == [6, 2, 2]
    # ASKED, days before: 150 118 101 88 80 64 21 6; the last five lie within 91 days. Of those 88
    # 64 21 were answered, 88 introduced and met ("not now"). Of all eight, 80 and 6 were not
    # answered, 150 118 88 introduced and met, and 150 became a client.
    assert maren.figures.quarter == Funnel(5, 3, 1, 1, 0)
    assert maren.figures.ever == Funnel(8, 6, 3, 3, 1)
    assert tomas.figures.ever == divya.figures.ever == Funnel()
    # One client by 1 of 3 met, 3 of 3 introduced, 3 of 6 answered, 6 of 8 asked.
    assert maren.needed == tomas.needed == divya.needed == Funnel(8, 6, 3, 3, 1)
    # relationships.csv, clients of comfort 4 or 5: Tomás 14, Divya 14, and Maren those of AT_EASE,
    # but for whom she asked (whom, is up to the search).
    with replace(opened, rep=maren.rep).view() as view:
        asked = {view.public_ids[one.connector_id] for one in view.requests if one.asked_on}
    assert len(asked) == 8 and len(AT_EASE) == 17
    assert maren.figures.never_asked == len(AT_EASE - asked)
    assert [one.figures.never_asked for one in (tomas, divya)] == [14, 14]
    # Each knows somebody in all eleven categories since long before April.
    assert [one.figures.entered for one in (maren, tomas, divya)] == [0, 0, 0]
    # Signed within half a year: p084 alone, on 26 February, last contact on 4 March.
    assert [one.figures.neglected for one in (maren, tomas, divya)] == [1, 0, 0]
    assert [one.figures.worn for one in (maren, tomas, divya)] == [0, 0, 0]
    # On time: as many days since the last contact as the bucket allows, or fewer.
    for one in (maren, tomas, divya):
        healths = replace(opened, rep=one.rep).week.health()
        sorted_in = [h for h in healths if h.color != "gray"]
        on_time = [h for h in sorted_in if h.last_contact is not None
                   and h.last_contact + timedelta(days=h.days) >= DAY]  # fmt: skip
        assert (one.figures.kept, one.figures.looked_after) == (len(on_time), len(sorted_in))
    _what_stands_beside_them(opened, (divya, maren, tomas))
    opened.store.close()


def _what_stands_beside_them(opened: Workspace, group: tuple[Coached, ...]) -> None:
    """The quarters before, the stages, the team, and the page with benchmarks on it."""
    _, maren, _ = group
    # Of ASKED 150 118 101 lie in the quarter before, which ended 91 days before: two of them were
    # introduced by then, and the client of day 84 was none yet. Before it there is nothing.
    now, then = maren.figures, [one.asks for one in maren.figures.before]
    assert then == [Funnel(3, 3, 2, 2, 0), Funnel()]
    asked = benchmarks.trends(now)[0]
    assert (asked.counts, asked.said[:8]) == ((5, 3, 0), "8 in all")
    # notes.csv up to 31 March: of clients p185 alone was whole by then, and in December nobody.
    documented = [[q.documented for q in one.figures.before] for one in group]
    assert documented == [[0, 0], [1, 0], [0, 0]]
    for one in group:
        seat = replace(opened, rep=one.rep)
        days = {h.person: h.days for h in seat.week.health()}
        for back, quarter in enumerate(one.figures.before, start=1):
            at = DAY - timedelta(days=91 * back)
            last = {h.person: h.last_contact for h in replace(seat, as_of=at).week.health()}
            kept = [who for who, span in days.items()
                    if (day := last.get(who)) and day + timedelta(days=span) >= at]  # fmt: skip
            assert quarter.kept == len(kept), (one.name, back)
    # relationships.csv: lead, prospect, client, past_client, partner of each.
    stages = [[row.people for row in one.figures.stages[:5]] for one in group]
    assert stages == [[3, 10, 14, 5, 2], [5, 16, 21, 6, 6], [3, 12, 18, 8, 1]]
    # The firms of their leads and prospects in people.csv: Teaselbourne of all three; Maren and
    # Tomás also Pewterstead and Aldergarth, Maren and Divya Bramblemoor, Whinfell and Zinniabourne.
    team = opened.coach.together()
    assert [(one.one[0], one.other[0], one.accounts) for one in team.overlaps] == [
        ("D", "M", 4), ("D", "T", 1), ("M", "T", 3)
    ]  # fmt: skip
    assert team.figures is not None
    assert [row.people for row in team.figures.stages[:5]] == [11, 38, 53, 19, 9]
    assert (team.reps, team.figures.documented, team.figures.quarter.asked) == (3, 10, 5)
    opened.coach.set_benchmarks({"asked": 4, "documented": 50, "prospect": 12})
    opened.coach.set_benchmarks({"prospect": 0})
    assert opened.coach.benchmarks() == {"asked": 4, "documented": 50}
    page = opened.coach.page(maren.rep).decode()
    for said in ("Asked: 5; wanted 12 (4 a month): 7 short.",
                 "6 of 21 clients (29 %); wanted 50 %: 5 short.",
                 "<td>Asked, last quarter</td><td>5</td><td>3</td><td>0</td>"
                 "<td>12 (4 a month)</td><td>8</td>",
                 "Asked in the last three quarters: 5, 3, 0; 8 in all", "1 new client takes 8 asks",
                 "<td>prospect</td><td>16</td>"):  # fmt: skip
        assert said in page, said
    # Three are so few that a median would tell of each of them.
    assert "median" not in page
    for name, value in (("asks", 1), ("documented", 101), ("asked", -1)):
        with pytest.raises(Unanswerable):
            opened.coach.set_benchmarks({name: value})


def test_a_coach_sees_counts_of_his_reps_alone(team: str) -> None:
    owner = tiesmap.open(team, as_of=DAY)
    secret = {"client": "yes", "comfort": "5", "notes": "marked words"}
    load(owner, people=[ANN | secret, BOB], interactions=[MAIL])
    load(owner, "Tom Other", people=[{"name": "Cy Fox", **secret}, {"name": "Dee Fox", **secret}])
    owner.team.add("adam@t.example", MemberRole.ADMIN, "Adam Admin")
    for name, card in (("rita", REP), ("tom", "Tom Other")):
        owner.team.add(f"{name}@t.example", MemberRole.REP, card)
    rep, other = someone(owner, REP).id, someone(owner, "Tom Other").id
    owner.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rep])
    members = {one.email: one for one in owner.team.members()}
    rita, tom, cora, adam = (
        seated(owner, members[f"{name}@t.example"]) for name in ("rita", "tom", "cora", "adam")
    )
    ann = someone(owner, "Ann Lee").id
    rita.week.record(Note(0, rita.rep_id, ann, DAY, "marked words", "marked", "marked", DAY))
    (one,) = cora.coach.group()
    figures = one.figures
    assert (one.name, figures.accounts, figures.documented, figures.next_set) == (REP, 1, 1, 1)
    assert figures.never_asked == 1
    page = cora.coach.page(rep).decode()
    for text in (repr(cora.coach.group()), page):
        assert not any(word in text for word in ("marked", "Ann", "Tom", "Bob"))
    with pytest.raises(Unanswerable, match="do not coach"):
        cora.coach.page(other)
    # What the team asks of each rep a coach says, or an admin; every rep sees it.
    cora.coach.set_benchmarks({"documented": 80})
    adam.coach.set_benchmarks({"asked": 4})
    with pytest.raises(NotIn, match="ask your coach"):
        rita.coach.set_benchmarks({"asked": 1})
    assert rita.coach.benchmarks() == {"documented": 80, "asked": 4} and not rita.coach.may_set()
    # Nobody else sees more than himself, an admin neither.
    assert [[one.name for one in seat.coach.group()] for seat in (rita, tom, adam)] == [
        [REP], ["Tom Other"], ["Adam Admin"]
    ]  # fmt: skip
    assert tom.coach.group()[0].figures.accounts == 2
    # She reads no row of his, and counts nothing once she is out.
    with pytest.raises(NotIn), replace(cora, rep=rep).view():
        pass
    owner.team.end("cora@t.example")
    with pytest.raises(NotIn, match="no member"):
        cora.coach.group()
    owner.store.close()
