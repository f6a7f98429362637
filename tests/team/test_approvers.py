"""A word before a busy connector: an ask waits for whoever decides, who reads no word of it; on a
file and at a server, which lets nobody say yes in another's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import load
from tests.team.marked import seen
from tiesmap.model.approvals import TO_ASK, Given
from tiesmap.model.colleague_asks import Answer, ColleagueAsk
from tiesmap.model.colleagues import Openness
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import Status
from tiesmap.store import schema
from tiesmap.store.sharing.apart import as_whole
from tiesmap.store.store import Unusable
from tiesmap.workspace import Unanswerable, Workspace

DAY = date(2026, 6, 30)
TOM, RITA, MAREN = "Tom Rep", "Rita Rep", "Maren Holloway"
ROSALIND = {"name": "Rosalind Ash", "email": "rosalind@x.example"}
GIL = {"name": "Gil Goal", "email": "gil@y.example", "company": "Goal AG"}
ZED = {"name": "Zed Zorn", "email": "zed@z.example"}
MARK = "mark-of-tom"


@dataclass(frozen=True)
class Three:
    """Tom knows Rosalind, who knows Gil and Zed; Rita looks after her; Maren knows Zed alone."""

    tom: Workspace
    rita: Workspace
    maren: Workspace
    rosalind: int

    def planned(self, target: str = "Gil Goal") -> IntroRequest:
        """Tom's ask of Rosalind for somebody, which he has not made yet."""
        found = {one.target: one for one in self.tom.asks.requests()}
        if target not in found:
            (person,) = self.tom.people.find(target)
            path = next(one for one in self.tom.ways.paths_to(person.id, 9).paths
                        if one.connector == self.rosalind)  # fmt: skip
            self.tom.asks.plan([path])
            found = {one.target: one for one in self.tom.asks.requests()}
            self.tom.asks.save_request(replace(found[target], purpose=f"{MARK} to meet them"))
            found = {one.target: one for one in self.tom.asks.requests()}
        return found[target]

    def waits(self) -> ColleagueAsk:
        (one,) = self.maren.colleague_asks.waiting()
        return one


@pytest.fixture(scope="module")
def team(shared: str | Path) -> Iterator[Three]:
    seat = tiesmap.open(shared, as_of=DAY)

    def known(rep: str, *people: dict[str, str]) -> list[dict[str, str]]:
        return [
            {"date": f"2026-06-{day:02}", "from": one, "to": other, "channel": "meeting"}
            for person in people
            for day in (2, 9, 16)
            for one, other in ((rep, person["email"]), (person["email"], rep))
        ]

    ties = [{"person": ROSALIND["email"], "other": one["email"], "kind": "friend", "strength": "5"}
            for one in (GIL, ZED)]  # fmt: skip
    load(seat, TOM, people=[ROSALIND, GIL, ZED], ties=ties, interactions=known(TOM, ROSALIND))
    load(seat, RITA, people=[ROSALIND | {"client": "yes"}], interactions=known(RITA, ROSALIND))
    load(seat, MAREN, people=[ZED], interactions=known(MAREN, ZED))
    reps = {person.name: person.id for person in seat.people.reps()}
    tom, rita, maren = (replace(seat, rep=reps[name]) for name in (TOM, RITA, MAREN))
    yield Three(tom, rita, maren, tom.people.find(ROSALIND["email"])[0].id)
    seat.store.close()


@pytest.fixture(autouse=True)
def _decided(team: Three) -> Iterator[None]:
    team.rita.approvals.decides(team.rosalind, team.maren.rep_id)
    yield
    while team.maren.colleague_asks.waiting():
        team.maren.colleague_asks.answer(team.waits().id, Answer.NO)
    store = team.tom.store
    with store.writing() as connection:
        for table in (schema.refusals, schema.asked_for, schema.colleague_asks):
            connection.execute(table.delete())
        for table in (schema.request_steps, schema.requests):
            connection.execute(table.delete())


def test_who_looks_after_a_connector_says_who_decides(team: Three) -> None:
    said = [(team.rosalind, "Rosalind Ash", MAREN)]
    assert list(team.tom.approvals.deciding()) == said == list(team.rita.approvals.deciding())
    if team.tom.store.keeps_apart:
        assert team.maren.approvals.deciding() == (), "she has her not on file"
    with pytest.raises(Unanswerable, match="an admin to say, or for whoever looks after"):
        team.tom.approvals.decides(team.rosalind, None)
    with pytest.raises(Unanswerable, match="Only a colleague"):
        team.rita.approvals.decides(team.rosalind, team.rosalind)
    assert team.rosalind in team.rita.approvals.may_set()
    assert team.rosalind not in team.tom.approvals.may_set()
    ask = team.planned()
    team.rita.approvals.decides(team.rosalind, team.tom.rep_id)
    assert team.tom.approvals.gate(ask) is None, "he decides himself"
    team.rita.approvals.decides(team.rosalind, None)
    assert team.tom.approvals.gate(ask) is None and team.tom.approvals.deciding() == ()


def test_what_an_admin_said_nobody_changes_by_calling_her_his_client(team: Three) -> None:
    store, deciding = team.rita.store, schema.approvers
    says = {True: deciding.update().values(by_admin=True), False: deciding.delete()}
    with store.writing() as connection:
        connection.execute(says[True])
    try:
        for who in (None, team.tom.rep_id, team.rita.rep_id):
            with pytest.raises(Unanswerable, match="An admin said who may ask Rosalind Ash"):
                team.rita.approvals.decides(team.rosalind, who)
        if store.keeps_apart:
            with store.writing(keep=False, asker=team.rita.rep_id) as connection:
                for change in (deciding.delete(), deciding.update().values(by_admin=False)):
                    assert connection.execute(change).rowcount == 0
        with store.writing() as connection:
            connection.execute(deciding.update().values(approver=team.rita.rep_id))
        team.rita.approvals.decides(team.rosalind, team.tom.rep_id)
        assert [who for *_, who in team.rita.approvals.deciding()] == [TOM], "who decided may"
    finally:
        with store.writing() as connection:
            connection.execute(says[False])


def test_an_ask_of_ones_own_waits_for_the_word(team: Three) -> None:
    ask, tom = team.planned(), team.tom
    # Rita looks after her, and that is said before.
    assert tom.asks.ask_first(ask)[-1] == f"{MAREN} decides who may ask Rosalind Ash"
    for step in (tom.asks.record_step, tom.asks.jump):
        with pytest.raises(Unanswerable, match="the ask waits until Maren Holloway says yes"):
            step(ask, "asked" if step == tom.asks.record_step else "agreed")
    data = tom.reports.requests_file([replace(ask, status=Status.ASKED)], ".csv")
    changed, (problem,) = tom.asks.read_requests("asks.csv", data)
    assert changed == 0 and "decides who may ask" in problem.message
    number = tom.approvals.ask_word(ask)
    gate = tom.approvals.gate(ask)
    assert gate is not None and gate.sentence == "waits for Maren's word"
    with pytest.raises(Unanswerable, match="wait for the answer"):
        tom.approvals.ask_word(ask)
    assert [one.request for one in tom.asks.listed()] == [ask.request], "it stands with the ask"
    # She reads who asks whom, and no word of it.
    one = team.waits()
    assert (one.id, one.name, one.why, one.note) == (number, "Rosalind Ash", TO_ASK, "")
    assert MARK not in repr(one) and team.rita.colleague_asks.waiting() == ()
    with pytest.raises(Unanswerable, match="yes or no"):
        team.maren.colleague_asks.answer(number, Answer.MENTION)
    team.maren.colleague_asks.answer(number, Answer.NO, reason="she is tired")
    gate = tom.approvals.gate(ask)
    assert gate is not None and gate.sentence == "Maren Holloway said: not now"
    assert "tired" not in repr(tom.colleague_asks.asks()) and not tom.colleague_asks.reasons()
    with pytest.raises(Unanswerable, match="not now"):
        tom.approvals.ask_word(ask)
    later = replace(tom, as_of=DAY + timedelta(15))
    assert getattr(later.approvals.gate(ask), "given", None) is Given.NOT_ASKED
    team.maren.data.undo_last()
    team.maren.colleague_asks.answer(number, Answer.YES)
    assert team.maren.colleague_asks.waiting() == (), "a yes is all that she has to do"
    assert tom.asks.record_step(ask, "asked").status == "asked"


def test_silence_is_a_no_and_another_target_another_word(team: Three) -> None:
    ask = team.planned()
    team.tom.approvals.ask_word(ask)
    gate = replace(team.tom, as_of=DAY + timedelta(15)).approvals.gate(ask)
    assert gate is not None and gate.given is Given.NO
    team.maren.colleague_asks.answer(team.waits().id, Answer.YES)
    other = team.tom.approvals.gate(team.planned("Zed Zorn"))
    assert other is not None and other.given is Given.NOT_ASKED


@pytest.mark.parametrize(
    ("target", "named", "reads"),
    [("Gil Goal", False, False), ("Gil Goal", True, True), ("Zed Zorn", False, True)],
    ids=["neither told nor known", "told", "known"],
)
def test_for_whom_it_is_she_reads_where_she_is_told_or_knows_them(
    team: Three, target: str, named: bool, reads: bool
) -> None:
    team.tom.approvals.ask_word(team.planned(target), named=named)
    # Whoever has a file has every card in it.
    whole = not team.tom.store.keeps_apart
    assert team.waits().target_name == (target if reads or whole else "")


def test_an_ask_through_a_colleague_waits_for_the_word_too(team: Three) -> None:
    team.rita.colleagues.open(Openness(whole=True))
    tom, (tie,) = team.tom, [one.tie for one in team.tom.colleagues.knows("Rosalind")]
    with pytest.raises(Unanswerable, match="ask for Maren Holloway's word first"):
        tom.colleague_asks.ask(tie.rep, tie.person, "a talk")
    assert tom.approvals.gate_to(tie.rep, tie.person) is not None
    number = tom.approvals.ask_word_to_meet(tie.rep, tie.person)
    (stands,) = tom.asks.listed()
    assert (stands.status, stands.reasons) == ("planned", ("waits for Maren's word",))
    assert team.rita.colleague_asks.waiting() == () and team.waits().target_name == ""
    team.maren.colleague_asks.answer(number, Answer.YES)
    (stands,) = tom.asks.listed()
    assert stands.status == "planned" and "may be asked" in stands.reasons[0]
    tom.colleague_asks.ask(tie.rep, tie.person, "a talk")
    assert [one.connector for one in tom.asks.listed()] == [RITA], "the word has done its work"
    assert [one.why for one in team.rita.colleague_asks.waiting()] == ["a talk"]
    # Who decides answers an ask to himself by answering it.
    team.rita.approvals.decides(team.rosalind, team.rita.rep_id)
    assert tom.approvals.gate_to(tie.rep, tie.person) is None
    assert tom.colleague_asks.give_and_take()[0][1].asked == 1, "a word is no introduction"


def test_who_decides_no_more_is_asked_no_more(team: Three) -> None:
    ask = team.planned()
    team.tom.approvals.ask_word(ask)
    team.rita.approvals.decides(team.rosalind, None)
    assert team.maren.colleague_asks.waiting() == () and team.tom.approvals.gate(ask) is None
    assert team.tom.asks.record_step(ask, "asked").status == "asked"


@pytest.mark.parametrize("shared", ["server"], indirect=True)  # a file keeps nothing apart
def test_the_server_lets_nobody_decide_in_anothers_name(team: Three) -> None:
    number = team.tom.approvals.ask_word(team.planned())
    asks, deciding = schema.colleague_asks, schema.approvers
    store = team.tom.store
    yes = asks.update().where(asks.c.id == number).values(answer="yes")
    with store.writing(keep=False, asker=team.rita.rep_id) as connection:
        assert connection.execute(yes).rowcount == 0, "she sees none"
    with pytest.raises(Unusable, match="somebody else's"), store.writing(
        keep=False, asker=team.tom.rep_id) as connection:  # fmt: skip
        connection.execute(yes)
    with store.writing(keep=False, asker=team.maren.rep_id) as connection:
        assert connection.execute(yes).rowcount == 1
    # Nor does anybody but who looks after her say who decides.
    for who, says in ((team.tom, 0), (team.maren, 0), (team.rita, 1)):
        with store.writing(keep=False, asker=who.rep_id) as connection:
            assert connection.execute(deciding.delete()).rowcount == says
    # An admin does, of those whom he has on file.
    admin = {"id": 1, "email": "a@x.example", "role": "admin", "db_role": "", "token": ""}
    with store.writing(keep=False, asker=team.tom.rep_id) as connection:
        with as_whole(connection):
            connection.execute(schema.members.insert().values(admin | {"person": team.tom.rep_id}))
        assert connection.execute(deciding.delete()).rowcount == 1
    taken = deciding.update().values(approver=team.tom.rep_id)
    with store.writing(keep=False, asker=team.tom.rep_id) as connection:
        assert connection.execute(taken).rowcount == 0
    assert list(seen(store, team.maren.rep_id, (MARK, "Gil Goal"))) == []
    with store.reading(team.maren.rep_id) as connection:
        assert connection.execute(sa.select(schema.asked_for)).all() == []


@pytest.mark.parametrize("shared", ["server"], indirect=True)
def test_a_yes_for_one_target_is_not_made_one_for_another(team: Three) -> None:
    ask, other, told = team.planned(), team.planned("Zed Zorn"), schema.asked_for
    number = team.tom.approvals.ask_word(ask)
    team.maren.colleague_asks.answer(number, Answer.YES)
    store, me = team.tom.store, team.tom.rep_id
    with store.writing(keep=False, asker=me) as connection:
        row = dict(connection.execute(sa.select(told)).mappings().one())
        assert connection.execute(told.delete()).rowcount == 0
        with as_whole(connection):
            connection.execute(told.delete())
        with pytest.raises(sa.exc.DBAPIError, match="row-level security"):
            connection.execute(told.insert().values(row | {"target": other.target_id}))
