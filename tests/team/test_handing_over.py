"""A rep leaves: his clients go to another by name, his ties as bare facts, and his words only where
he says so while he is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

import tiesmap
from tests.guarded import load
from tests.postgres import Prepared
from tests.team.closing import closed
from tests.team.marked import seen
from tiesmap.cli import main
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.model.practice import Detail, Loss, Note
from tiesmap.store import members
from tiesmap.store.schema import members as members_table
from tiesmap.store.store import Conflict
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import NotIn, member_of
from tiesmap.workspace.opening import open_unseated, seated
from tiesmap.workspace.team import handover
from tiesmap.workspace.view import View

DAY = date(2026, 6, 30)
WORD = "mark-of-rita"
RITA, TOM = "Rita Rep", "Tom Other"


@pytest.fixture
def door(
    postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Workspace, str]]:
    """Rita has two clients and a prospect; Tom has one of the clients on file too, as a contact."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    by_keeper, for_all = closed(postgres, "handing")
    keeper = tiesmap.open(by_keeper, as_of=DAY)
    keeper.team.add("adam@t.example", MemberRole.ADMIN, "Adam Admin")
    for name in (RITA, TOM):
        keeper.team.add(f"{name.split()[0].lower()}@t.example", MemberRole.REP, name)
    keeper.store.close()
    opened = replace(open_unseated(for_all), as_of=DAY)
    people = [
        {"name": "Ann Lee", "email": "ann@x.example", "client": "yes", "notes": WORD},
        {"name": "Bob Ray", "email": "bob@x.example", "client": "yes", "comfort": "5"},
        {"name": "Cy Fox", "email": "cy@x.example", "notes": WORD},
    ]
    mails = [{"date": f"2026-06-{day:02}", "from": RITA, "to": "ann@x.example", "notes": WORD,
              "channel": "meeting"} for day in range(1, 20, 2)]  # fmt: skip
    rita = sits(opened, "rita")
    load(rita, RITA, people=people, interactions=mails)
    ann = rita.people.find("ann@x.example")[0].id
    rita.week.record(Note(0, rita.rep_id, ann, DAY, WORD, "a test", "to hear of it", DAY))
    rita.week.record(Detail(0, rita.rep_id, ann, DAY, "interest", f"{WORD} sails"))
    load(sits(opened, "tom"), TOM, people=[{"name": "Bob Ray", "email": "bob@x.example"}])
    yield opened, by_keeper
    opened.store.close()


def sits(door: Workspace, name: str) -> Workspace:
    return seated(door, member_of(door.store, f"{name}@t.example"))


def clients(seat: Workspace) -> set[str]:
    return {one.name for one in seat.people.people() if one.is_client}


def test_clients_of_who_left_go_to_another_without_a_word(door: tuple[Workspace, str]) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    bob = tom.people.find("bob@x.example")[0].id
    said = "Rita Rep looks after Bob Ray: ask Rita first"
    with tom.view() as view:
        assert {one: str(what.why) for one, what in view.looked_after.items()} == {bob: said}
    adam.team.end("rita@t.example")
    # Whoever left looks after nobody; how many that are, an admin is told, and not who.
    with tom.view() as view:
        assert view.looked_after == {}
    assert adam.team.left_alone() == {RITA: 2} and tom.team.left_alone() == {}
    with pytest.raises(NotIn, match="took the words with them"):
        adam.team.hand_over("rita@t.example", "tom@t.example", words=True)
    with pytest.raises(NotIn, match="your own clients alone"):
        tom.team.hand_over("rita@t.example", "tom@t.example")
    assert adam.team.hand_over("rita@t.example", "tom@t.example") == (2, 0)
    assert adam.team.left_alone() == {}
    # Tom has them by name: on file, as his clients, with something to do about each.
    assert clients(tom) == {"Ann Lee", "Bob Ray"}
    (ann,) = tom.people.find("ann@x.example")
    todo = {one.person: one for one in tom.week.practice().plans}
    assert todo[ann.id].text == "introduce yourself: until 30 June Rita Rep looked after them"
    assert {ann.id, bob} == todo.keys()
    # The tie is there, strong as it was; not what it rests on, nor anybody who was no client.
    with tom.view() as view:
        tie = view.network.tie_between(view.node(rita.rep_id), view.node(ann.id))
        assert tie is not None and view.network.ties.judged[tie] == 5
        assert view.contacts.empty
    assert not tom.people.find("cy@x.example")
    assert list(seen(opened.store, tom.rep_id, (WORD,))) == []
    with pytest.raises(Unanswerable, match="no clients to hand over"):
        adam.team.hand_over("rita@t.example", "tom@t.example")


def test_whoever_is_taken_off_the_list_looks_after_nobody(door: tuple[Workspace, str]) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    with tom.view() as view:
        assert len(view.looked_after) == 1
    with pytest.raises(Unanswerable, match="looks after 2 clients: hand them over first"):
        adam.team.remove("rita@t.example")
    ann = rita.people.find("ann@x.example")[0].id
    rita.colleagues.keep_private([ann])
    rita.people.mark_clients({rita.people.find("bob@x.example")[0].id: False})
    adam.team.remove("rita@t.example")
    assert adam.team.left_alone() == {}, "whoever is private is told of to nobody"
    adam.team.add("rita@t.example", MemberRole.REP, RITA)
    rita = sits(opened, "rita")
    rita.people.mark_clients({rita.people.find("bob@x.example")[0].id: True})
    with opened.store.operation("merge", None) as op:
        members.remove(op, next(iter(members.read(op.connection, members_table.c.email
                                                  == "rita@t.example"))))  # fmt: skip
    with tom.view() as view:
        assert view.looked_after == {}
    assert adam.team.left_alone() == {RITA: 1}


def test_private_contacts_go_only_where_the_rep_says_so(door: tuple[Workspace, str]) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    rita.colleagues.keep_private([rita.people.find("ann@x.example")[0].id])
    assert adam.team.hand_over("rita@t.example", "tom@t.example") == (1, 0)
    assert clients(tom) == {"Bob Ray"}
    assert rita.team.hand_over("rita@t.example", "tom@t.example") == (1, 0)
    assert clients(tom) == {"Ann Lee", "Bob Ray"}


def test_who_is_handed_over_is_who_nobody_else_looks_after(door: tuple[Workspace, str]) -> None:
    opened, keeper = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    ann, bob = (rita.people.find(f"{name}@x.example")[0].id for name in ("ann", "bob"))
    rita.week.record(Detail(0, rita.rep_id, bob, DAY, "interest", f"{WORD} skis"))
    tom.people.mark_clients({bob: True})
    with pytest.raises(Unanswerable, match="looks after 1 client: hand them over"):
        adam.team.remove("rita@t.example")
    done = CliRunner().invoke(
        main, ["member", "hand-over", "rita@t.example", "--to", "tom@t.example", "--words",
               "--as-of", "2026-06-30", "--db", keeper]
    )  # fmt: skip
    assert done.output == (
        "1 client of rita@t.example went to tom@t.example\n"
        "1 client left to colleagues who looked after them already\n"
    )
    # Nothing to do about Bob, whom he looks after already; her words about him are his too.
    assert {one.person for one in tom.week.practice().plans} == {ann}
    assert {one.person for one in tom.week.practice().details} == {ann, bob}
    assert clients(rita) == set() and clients(tom) == {"Ann Lee", "Bob Ray"}
    # Nor is anything said to whoever looks after somebody by himself that he keeps him private.
    rita.people.mark_clients({ann: True, bob: True})
    tom.colleagues.keep_private([ann])
    adam.team.end("rita@t.example")
    assert adam.team.left_alone() == {RITA: 1}


def test_a_client_who_left_is_nobodys(door: tuple[Workspace, str]) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    bob = rita.people.find("bob@x.example")[0].id
    with tom.view() as view:
        assert bob in view.looked_after
    rita.week.record(Loss(0, rita.rep_id, bob, DAY, "too dear"))
    with tom.view() as view:
        assert view.looked_after == {}
    adam.team.end("rita@t.example")
    assert adam.team.left_alone() == {RITA: 1}
    assert adam.team.hand_over("rita@t.example", "tom@t.example") == (1, 0)
    assert clients(tom) == {"Ann Lee"}


def test_what_changed_before_the_write_is_not_handed_over(
    door: tuple[Workspace, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    slow = handover._strength

    def meanwhile(view: View, person: PersonId) -> float | None:
        monkeypatch.setattr(handover, "_strength", slow)
        ann = PersonId(view.people[person].id)
        window = Thread(target=rita.people.mark_clients, args=[{ann: False}])
        window.start()
        window.join()
        return slow(view, person)

    monkeypatch.setattr(handover, "_strength", meanwhile)
    with pytest.raises(Conflict, match="meanwhile"):
        adam.team.hand_over("rita@t.example", "tom@t.example")
    assert clients(tom) == set()


def test_by_his_own_role_nobody_hands_over(
    door: tuple[Workspace, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, _ = door
    adam = sits(opened, "adam")
    monkeypatch.setattr(members, "by_session", lambda _: True)
    with pytest.raises(NotIn, match="your own rows alone"):
        adam.team.hand_over("rita@t.example", "tom@t.example")


def test_his_words_go_to_whom_he_names_while_he_is_there(door: tuple[Workspace, str]) -> None:
    opened, _ = door
    rita, tom, adam = (sits(opened, name) for name in ("rita", "tom", "adam"))
    with pytest.raises(NotIn, match="only by the rep") as refused:
        adam.team.hand_over("rita@t.example", "tom@t.example", words=True)
    assert "left took" not in str(refused.value), "she is still there"
    with pytest.raises(Unanswerable, match="one and the same"):
        rita.team.hand_over("rita@t.example", "rita@t.example")
    assert rita.team.hand_over("rita@t.example", "tom@t.example", words=True) == (2, 0)
    (ann,) = tom.people.find("ann@x.example")
    told = tom.people.person(ann.id)
    assert told is not None
    assert told.notes == f"{WORD}\nRita Rep, 2026-06-30: {WORD}; a test; to hear of it"
    (detail,) = tom.week.practice().details
    assert (detail.text, detail.rep) == (f"{WORD} sails", tom.rep_id)
    # A conversation of hers is no contact of his; her comfort is her own.
    assert tom.week.practice().notes == ()
    assert {one.comfort for one in tom.people.people()} == {None}
    # What she said of Cy, who was no client, stays hers, and she keeps her own words.
    assert not tom.people.find("cy@x.example")
    assert len(rita.week.practice().notes) == 1 and clients(rita) == set()


def test_whoever_runs_the_database_hands_over_in_the_shell(door: tuple[Workspace, str]) -> None:
    _, keeper = door

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["member", *words, "--db", keeper])
        assert done.exit_code == code, done.output
        return done.output

    run("deactivate", "rita@t.example")
    assert "Rita Rep left: 2 clients whom nobody looks after since" in run("list")
    assert "took the words with them" in run(
        "hand-over", "rita@t.example", "--to", "tom@t.example", "--words", code=1
    )
    gone = run("hand-over", "rita@t.example", "--to", "tom@t.example")
    assert gone.startswith("2 clients of rita@t.example went to tom@t.example")
    assert "left" not in run("list")
    run("hand-over", "tom@t.example", "--to", "rita@t.example", code=1)
