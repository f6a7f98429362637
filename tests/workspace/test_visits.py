"""What did you see? Neither sees the other's before both are in, on a file and in a team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, dump, load, someone
from tiesmap.model.members import MemberRole
from tiesmap.model.visits import Ending, Seen, Side
from tiesmap.store import schema
from tiesmap.store.store import Conflict
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.opening import seated

DAY = date(2026, 6, 30)
HIS, HERS = (4, 3, 5, 2, 4), (4, 4, 2, 2, 5)


@pytest.fixture
def opened(database: str) -> Iterator[Workspace]:
    workspace = tiesmap.open(database, as_of=DAY)
    load(workspace, people=[ANN, BOB], interactions=[MAIL])
    yield tiesmap.open(database, REP, as_of=DAY)
    workspace.store.close()


def test_two_names_on_one_machine(opened: Workspace) -> None:
    ann, visits = someone(opened, "Ann Lee").id, opened.visits
    number = visits.begin(ann, "Cora Coach")
    assert [coach.name for coach in visits.coaches()] == ["Cora Coach"]
    assert visits.sides(visits.visit(number)) == (Side.REP, Side.COACH)
    now = visits.note(number, Side.REP, HIS, Ending.OPEN, "she kept looking at the clock")
    # Covered: also for him who wrote it, because both look at this machine.
    assert now.noted == {Side.REP} and now.by_rep is None and not now.is_open
    with pytest.raises(Conflict, match="First both"):
        visits.agree(now, "ask less")
    # It can be changed as long as the other is not in.
    visits.note(number, Side.REP, (4, 3, 5, 2, 3), Ending.LATER, "and she asked twice")
    now = visits.note(number, Side.COACH, HERS, Ending.LATER)
    assert now.by_rep == Seen((4, 3, 5, 2, 3), Ending.LATER, "and she asked twice")
    assert now.by_coach == Seen(HERS, Ending.LATER)
    with pytest.raises(Conflict, match="stays as it is"):
        visits.note(number, Side.REP, HERS, Ending.LATER)
    visits.agree(now, "  ask two questions\nbefore the offer ", date(2026, 7, 14))
    with pytest.raises(Conflict, match="something else meanwhile"):
        visits.agree(now, "another thing")
    (one,) = visits.visits()
    assert (one.agreed, one.due) == ("ask two questions before the offer", date(2026, 7, 14))
    # Apart by 0, 1, 3, 0, 2.
    (how_far,) = visits.agreement()
    assert (how_far.same, how_far.near, how_far.same_ending) == (2, 3, True)


def test_what_was_done_by_hand_is_taken_back(opened: Workspace) -> None:
    ann, visits = someone(opened, "Ann Lee").id, opened.visits
    before = dump(opened)
    number = visits.begin(ann, someone(opened, "Bob Ray").id)
    for side, marks in ((Side.REP, HIS), (Side.COACH, HERS)):
        visits.note(number, side, marks, Ending.OPEN)
    visits.agree(visits.visit(number), "ask less")
    assert [opened.data.undo_last() for _ in range(4)] == [
        "what you agreed on after Ann Lee",
        "what you saw at Ann Lee",
        "what you saw at Ann Lee",
        "a visit to Ann Lee",
    ]
    assert dump(opened) == before
    again = visits.begin(ann, "Cora Coach")
    visits.note(again, Side.REP, HIS, Ending.OPEN)
    visits.forget(again)
    assert visits.visits() == ()


@pytest.mark.parametrize(
    ("marks", "sentence"), [((1, 2, 3), "Give 5 marks"), ((1, 2, 3, 4, 6), "each 1 to 5")]
)
def test_what_makes_no_sense_is_a_sentence(
    opened: Workspace, marks: tuple[int, ...], sentence: str
) -> None:
    ann, visits = someone(opened, "Ann Lee").id, opened.visits
    number = visits.begin(ann, "Cora Coach")
    with pytest.raises(Unanswerable, match=sentence):
        visits.note(number, Side.REP, marks, Ending.OPEN)
    with pytest.raises(Unanswerable, match="three people"):
        visits.begin(ann, ann)
    with pytest.raises(Unanswerable, match="who went along"):
        visits.begin(ann, "  ")
    with pytest.raises(Unanswerable, match="no visit 99"):
        visits.note(99, Side.REP, HIS, Ending.OPEN)


def test_who_is_erased_leaves_nothing_in_them(opened: Workspace) -> None:
    ann, bob = someone(opened, "Ann Lee"), someone(opened, "Bob Ray")
    number = opened.visits.begin(ann.id, "Cora Coach")
    opened.visits.note(number, Side.REP, HIS, Ending.OPEN, "Bob Ray was there too")
    other = opened.visits.begin(bob.id, "Dora Coach")
    opened.visits.note(other, Side.COACH, HERS, Ending.OPEN, "as at Ann Lee, before")
    opened.data.erase([ann.id])
    assert [one.client for one in opened.visits.visits()] == ["Bob Ray"]
    with opened.store.reading(opened.rep) as connection:
        texts = list(connection.execute(sa.select(schema.seen.c.words)).scalars())
    assert len(texts) == 1 and "Ann" not in texts[0]


def test_in_a_team_each_notes_his_own(team: str) -> None:
    owner = tiesmap.open(team, as_of=DAY)
    load(owner, people=[ANN, BOB], interactions=[MAIL])
    load(owner, "Tom Other", people=[{"name": "Cy Fox"}])
    owner.team.add("adam@t.example", MemberRole.ADMIN, "Adam Admin")
    for name, card in (("rita", REP), ("tom", "Tom Other")):
        owner.team.add(f"{name}@t.example", MemberRole.REP, card)
    rep = someone(owner, REP).id
    owner.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rep])
    members = {one.email: one for one in owner.team.members()}
    rita, tom, cora = (
        seated(owner, members[f"{name}@t.example"]) for name in ("rita", "tom", "cora")
    )
    number = rita.visits.begin(someone(owner, "Ann Lee").id, cora.rep_id)
    rita.visits.note(number, Side.REP, HIS, Ending.OPEN, "marked words")
    with pytest.raises(Unanswerable, match="what the other saw"):
        rita.visits.note(number, Side.COACH, HERS, Ending.OPEN)
    for seat in (tom, seated(owner, members["adam@t.example"])):
        assert seat.visits.visits() == ()
        with pytest.raises(Unanswerable, match="no visit"):
            seat.visits.note(number, Side.COACH, HERS, Ending.OPEN)
    (hers,) = cora.visits.visits()
    assert hers.client == "Ann Lee" and hers.noted == {Side.REP}
    assert "marked" not in repr(hers)
    now = cora.visits.note(number, Side.COACH, HERS, Ending.OPEN)
    assert now.by_rep == Seen(HIS, Ending.OPEN, "marked words")
    cora.visits.agree(now, "ask two questions")
    assert rita.visits.visit(number).agreed == "ask two questions"
    assert cora.visits.agreement() == rita.visits.agreement()
    with pytest.raises(Unanswerable, match="Only the rep"):
        cora.visits.forget(number)
    owner.store.close()
