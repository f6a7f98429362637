"""Who may use a team's database: members alone, each in his own seat, as long as he is one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, load, someone, table
from tests.postgres import Prepared
from tests.team.closing import closed
from tiesmap.cli import main
from tiesmap.dashboard.shared import door
from tiesmap.model.asker import Office
from tiesmap.model.colleagues import Openness
from tiesmap.model.members import MemberRole
from tiesmap.model.serving import TeamServer
from tiesmap.store import schema
from tiesmap.store.store import Conflict, open_store
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import LET_PAST, TOKEN, NotIn, member_of
from tiesmap.workspace.opening import open_unseated, refuse_unguarded, seated

OTHER = "Tom Other"
DAY = date(2026, 6, 30)


@pytest.fixture(scope="module")
def ready(postgres: Prepared) -> Prepared:
    """A database that is made ready, emptied for each test."""
    closed(postgres, "members")
    return Prepared(postgres.server, "members")


@pytest.fixture
def team(ready: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Its address for its keeper; backups lie in the test's folder."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    ready.empty()
    return ready.server.url(ready.at_hand, "keeper")


@pytest.fixture
def for_all(ready: Prepared, team: str) -> str:
    """Its address for everybody, by the role that owns nothing."""
    return ready.server.url(ready.at_hand, "asks")


@pytest.fixture
def owner(team: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """Whoever runs the database; Rita and Tom are reps, Adam is the admin."""
    monkeypatch.delenv(TOKEN, raising=False)
    opened = tiesmap.open(team, as_of=DAY)
    load(opened, people=[ANN, BOB], interactions=[MAIL])
    load(opened, OTHER, people=[{"name": "Cy Fox", "email": "cy@fox.example"}],
         interactions=[{"date": "2026-03-02", "from": OTHER, "to": "cy@fox.example"},
                       {"date": "2026-03-02", "from": "cy@fox.example", "to": "bob@x.example"}],
         )  # fmt: skip
    opened.team.add("adam@team.example", MemberRole.ADMIN, "Adam Admin")
    opened.team.add("rita@team.example", MemberRole.REP, REP)
    opened.team.add("Tom@team.example", MemberRole.REP, OTHER)
    yield opened
    opened.store.close()


def sits(owner: Workspace, name: str) -> Workspace:
    """The seat of a member whom the door lets in, at the keeper's address: there no policy helps
    tiesmap to refuse what is not his."""
    door = open_store(owner.store.url.replace("keeper@", "asks@"))
    try:
        return seated(owner, member_of(door, f"{name}@team.example"))
    finally:
        door.close()


def _opened(owner: Workspace) -> int:
    """How many ties are stored that somebody shows his colleagues."""
    with owner.store.reading(Office.WHOLE) as connection:
        return len(
            connection.execute(sa.select(schema.known_ties).where(schema.known_ties.c.open)).all()
        )


def run(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, list(words))
    assert done.exit_code == code, done.output
    return done.output


def test_nobody_gets_into_another_seat(owner: Workspace, team: str) -> None:
    rita, tom = sits(owner, "rita"), someone(owner, OTHER)
    assert rita.rep_person.name == REP
    with pytest.raises(NotIn, match="not yours"):
        seated(owner, rita.member, OTHER)
    # Not by replacing the rep of an open workspace either, for a question or a write.
    with pytest.raises(NotIn, match="somebody else's network"), replace(rita, rep=tom.id).view():
        pass
    with pytest.raises(NotIn, match="somebody else's network"):
        replace(rita, rep=tom.id).people.rate({someone(owner, "Ann Lee").id: 5})


def test_files_say_nothing_in_another_reps_name(owner: Workspace) -> None:
    rita = sits(owner, "rita")
    people = [("people.csv", table({"name": "Eve New", "email": "eve@x.example"}))]
    with pytest.raises(NotIn, match="somebody else's contacts"):
        rita.files.import_files(people, OTHER)
    with pytest.raises(NotIn, match=r"relationships.csv, line 3: .* 'Tom Other'"):
        rita.files.import_files(
            [("relationships.csv", table(
                {"rep": REP, "person": "Ann Lee", "comfort": "5"},
                {"rep": OTHER, "person": "Ann Lee", "comfort": "1"},
            ))]
        )  # fmt: skip
    assert not rita.people.find("Eve New")
    rita.files.import_files(people, REP)
    assert rita.people.find("Eve New")


def test_who_is_out_is_out_at_once(owner: Workspace) -> None:
    rita, ann = sits(owner, "rita"), someone(owner, "Ann Lee").id
    with rita.view() as view:
        assert view.people
    rita.colleagues.open(Openness(whole=True))
    assert _opened(owner) > 0
    owner.team.end("rita@team.example", date.today() + timedelta(days=1))
    assert _opened(owner) > 0, "it is hidden from that day on, when nobody's tiesmap may run"
    owner.team.end("rita@team.example")
    assert _opened(owner) == 0
    with pytest.raises(NotIn, match="no member of this team any more"):
        rita.people.people()
    with pytest.raises(NotIn, match="no member of this team any more"):
        rita.people.rate({ann: 5})
    with pytest.raises(NotIn, match="no member of this team any more"):
        rita.files.import_files([("people.csv", table(BOB))])
    with pytest.raises(NotIn, match="no member of this team any more"):
        sits(owner, "rita")
    # Let in again, she finds all as it was.
    owner.team.add("rita@team.example", MemberRole.REP, until=date.today() + timedelta(days=1))
    assert sits(owner, "rita").people.person(ann)
    assert sits(owner, "tom").rep_person.name == OTHER


def test_who_signed_in_too_long_ago_is_out_within_a_page_too(owner: Workspace) -> None:
    """A fragment, a dialog or a callback runs by itself, with the workspace of the page."""
    rita, ann = sits(owner, "rita"), someone(owner, "Ann Lee").id
    assert rita.member is not None
    soon, ago = (datetime.now() + timedelta(hours=hours) for hours in (1, -1))
    within = replace(rita, member=replace(rita.member, signed_until=soon))
    within.people.rate({ann: 5})
    over = replace(rita, member=replace(rita.member, signed_until=ago))
    with pytest.raises(NotIn, match="sign in"):
        over.people.people()
    with pytest.raises(NotIn, match="sign in"):
        over.people.rate({ann: 1})
    assert within.people.person(ann).comfort == 5


def test_the_door_says_until_when_one_is_signed_in(
    owner: Workspace, for_all: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(for_all)
    now = int(time.time())
    user = {"is_logged_in": True, "email": "rita@team.example", "email_verified": True}
    team = TeamServer("https://t.example", "s" * 32, "", "", "", hours=3)
    monkeypatch.setattr(door, "team_server", lambda: team)
    monkeypatch.setattr(door.st, "user", user | {"iat": now - 3600})
    member = door.enter(store)
    assert member is not None and member.signed_until == datetime.fromtimestamp(now + 2 * 3600)
    monkeypatch.setattr(door.st, "user", user | {"iat": now - 4 * 3600})
    with pytest.raises(door.SignedOut, match="too long ago"):
        door.enter(store)
    store.close()


def test_what_concerns_all_is_an_admins(owner: Workspace) -> None:
    rita, adam = sits(owner, "rita"), sits(owner, "adam")
    for refused in (
        lambda: rita.team.add("eve@team.example", MemberRole.ADMIN, "Eve"),
        lambda: rita.team.end("tom@team.example"),
        lambda: rita.team.new_token("tom@team.example"),
        lambda: rita.data.restore(),
        lambda: rita.data.erase([someone(owner, "Ann Lee").id]),
        lambda: rita.data.undo_import(2),
    ):
        with pytest.raises(NotIn, match="ask an admin"):
            refused()
    with pytest.raises(Conflict, match="remove him first"):
        adam.data.erase([someone(owner, OTHER).id])
    with pytest.raises(Conflict, match="so their cards stay apart"):
        rita.duplicates.merge(someone(owner, REP).id, someone(owner, OTHER).id)
    with pytest.raises(Conflict, match="only admin"):
        adam.team.end("adam@team.example")
    with pytest.raises(Conflict, match="only admin"):
        adam.team.add("adam@team.example", MemberRole.REP)
    # Nor is it taken back by an undo: not by him who did it, and not by anybody else.
    for seat in (rita, adam):
        with pytest.raises(Conflict, match="nothing done by hand"):
            seat.data.undo_last()
    adam.team.remove("tom@team.example")
    assert adam.data.erase([someone(owner, OTHER).id]).people == 1


def test_a_role_ends_at_once_too(owner: Workspace) -> None:
    owner.team.add("eve@team.example", MemberRole.ADMIN, "Eve Admin")
    eve = sits(owner, "eve")
    owner.team.add("eve@team.example", MemberRole.REP)
    with pytest.raises(NotIn):
        eve.team.end("tom@team.example")
    assert sits(owner, "tom").rep_person.name == OTHER


def test_what_is_not_said_again_stays(owner: Workspace) -> None:
    last = date.today() + timedelta(days=30)
    rita = someone(owner, REP)
    coach = {"reps": (rita.id,), "until": last, "db_role": "cora"}
    first = owner.team.add("cora@team.example", MemberRole.COACH, "Cora Coach", **coach)
    assert owner.team.add("cora@team.example", MemberRole.COACH) == first
    assert owner.team.coached() == {first.person: (rita.id,)}
    # A rep coaches nobody; and who was out already is in again.
    owner.team.end("cora@team.example")
    again = owner.team.add("cora@team.example", MemberRole.REP)
    assert (again.active_until, again.db_role, owner.team.coached()) == (None, "cora", {})


def test_a_list_that_comes_back_changes_nobody_elses_asks(owner: Workspace) -> None:
    rita, tom = sits(owner, "rita"), sits(owner, "tom")
    (ask,) = tom.asks.suggest_requests(1)
    tom.asks.keep_requests([ask])
    before = tom.asks.requests()
    data = tom.reports.requests_file(before, ".csv")
    rita.asks.read_requests("asks.csv", data.replace(b"suggested", b"planned"))
    assert tom.asks.requests() == before and rita.asks.requests() == ()


def test_a_card_that_names_another_address_opens_no_other_seat(owner: Workspace) -> None:
    """Everybody may edit a card, also an admin's; who signs in by what is not on it."""
    rita, adam = sits(owner, "rita"), someone(owner, "Adam Admin")
    rita.people.save_person(replace(adam, email="rita@team.example"))
    assert sits(owner, "rita").rep_person.name == REP
    assert sits(owner, "adam").rep_person.name == "Adam Admin"


def test_an_older_backup_lets_nobody_in_again(owner: Workspace) -> None:
    owner.data.back_up()
    owner.team.end("rita@team.example")
    owner.team.remove("tom@team.example")
    sits(owner, "adam").data.restore()
    with pytest.raises(NotIn, match="no member of this team any more"):
        sits(owner, "rita")
    with pytest.raises(NotIn, match="nobody's in this team"):
        sits(owner, "tom")


def test_the_shell_knows_a_member_by_his_token(
    owner: Workspace, team: str, for_all: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = owner.team.new_token("rita@team.example")
    monkeypatch.setenv(TOKEN, token)
    assert "signed in as Rita Rep" in run("ties", "--db", for_all)
    assert "is not yours" in run("ties", "--db", for_all, "--rep", OTHER, code=1)
    refused = run("member", "add", "eve@team.example", "--role", "admin", "--db", for_all, code=1)
    assert "ask an admin" in refused
    again = owner.team.new_token("rita@team.example")
    assert "The token is nobody's" in run("ties", "--db", for_all, code=1)
    monkeypatch.setenv(TOKEN, again)
    run("ties", "--db", for_all)
    owner.team.revoke_token("rita@team.example")
    assert "The token is nobody's" in run("ties", "--db", for_all, code=1)
    monkeypatch.setenv(TOKEN, "")
    assert "adam@team.example  admin  Adam Admin" in run("member", "list", "--db", team)


def test_the_shell_knows_a_member_by_his_role_at_the_server(
    owner: Workspace, ready: Prepared, team: str
) -> None:
    server, name = ready.server, ready.at_hand
    for role in ("rita", "nobody_known"):
        server.run(f"drop role if exists {role}", f"create role {role} login in role asks")
    run("member", "add", "rita@team.example", "--role", "rep", "--database-role", "rita",
        "--db", team)  # fmt: skip
    hers, stranger = (server.url(name, who) for who in ("rita", "nobody_known"))
    assert "signed in as Rita Rep" in run("ties", "--db", hers)
    assert "is not yours" in run("ties", "--db", hers, "--rep", OTHER, code=1)
    assert "lets in members alone" in run("ties", "--db", stranger, code=1)
    with pytest.raises(NotIn):
        tiesmap.open(stranger)
    server.run("alter role rita bypassrls")
    assert LET_PAST in run("ties", "--db", hers, code=1)
    server.run("alter role rita nobypassrls")
    run("member", "deactivate", "rita@team.example", "--db", team)
    assert "lets in members alone" in run("ties", "--db", hers, code=1), "it is nobody's any more"
    server.run("drop role rita", "drop role nobody_known")


@pytest.mark.parametrize("how", ["superuser", "keeper", "as the keeper", "became strong", "hidden"])
def test_no_member_comes_in_by_a_role_that_no_policy_holds(
    owner: Workspace, ready: Prepared, for_all: str, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    run_sql, url = ready.server.run, ready.server.url
    token = owner.team.new_token("rita@team.example")
    before = open_store(for_all)
    assert member_of(before, "rita@team.example").role is MemberRole.REP
    refuse_unguarded(for_all)
    run_sql("drop role if exists strong", "create role strong login in role asks")
    who, after = {
        "superuser": ("tiesmap", ""),
        "keeper": ("keeper", ""),
        "as the keeper": ("strong", "grant keeper to strong"),
        "became strong": ("asks", "alter role asks bypassrls"),
        # It comes as another role, which one statement takes off again.
        "hidden": ("strong", "alter role strong superuser; alter role strong set role asks"),
    }[how]
    try:
        if after:
            run_sql(*after.split("; "))
        at = str(url(ready.at_hand, who))
        with pytest.raises(NotIn, match="No policy holds the role"):
            refuse_unguarded(at)
        store = before if who == "asks" else open_store(at)  # also in a window that is open
        with pytest.raises(NotIn, match="`tiesmap prepare` let in"):
            member_of(store, "rita@team.example")
        store.close()
        monkeypatch.setenv(TOKEN, token)
        assert LET_PAST in run("ties", "--db", at, code=1)
    finally:
        before.close()
        run_sql("alter role asks nobypassrls", "drop role strong")


def test_the_first_member_is_an_admin(team: str) -> None:
    opened = tiesmap.open(team)
    with pytest.raises(Unanswerable, match="first member is an admin"):
        opened.team.add("rita@team.example", MemberRole.REP, REP)
    with pytest.raises(Unanswerable, match="is not an e-mail address"):
        opened.team.add("rita at team.example", MemberRole.ADMIN, REP)
    with pytest.raises(Unanswerable, match="give his name too"):
        opened.team.add("rita@team.example", MemberRole.ADMIN)
    opened.team.add("rita@team.example", MemberRole.ADMIN, "'; drop table members; --")
    assert [one.email for one in opened.team.members()] == ["rita@team.example"]
    with pytest.raises(Unanswerable, match="is nobody's here"):
        opened.team.end("x' or '1'='1")
    opened.store.close()


def test_a_member_has_a_last_day(owner: Workspace) -> None:
    owner.team.end("rita@team.example", date(2026, 12, 31))
    found = {one.email: one for one in owner.team.members()}["rita@team.example"]
    assert found.active_until == datetime(2027, 1, 1)
    assert found.is_active(datetime(2026, 12, 31, 23, 59))
    assert not found.is_active(datetime(2027, 1, 1))


def test_a_file_has_no_members_and_asks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    opened = tiesmap.open(path)
    with pytest.raises(Unanswerable, match="A file is one rep's"):
        opened.team.add("rita@team.example", MemberRole.ADMIN, REP)
    assert open_unseated(path).rep is None
    opened.store.close()
    assert "asks nobody who he is" in run("member", "list", "--db", str(path))
