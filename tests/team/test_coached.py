"""A rep and his coach at a database that the server itself closes: each sees what is his, an admin
adds members who have no card, and nobody makes himself an admin."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, table
from tests.nurture.test_coaching import ask
from tests.postgres import Prepared
from tests.team.closing import closed
from tiesmap.dashboard.health.coach import called
from tiesmap.model.colleagues import Look, Looked, Openness
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.model.practice import Note
from tiesmap.model.visits import Ending, Seen, Side
from tiesmap.nurture.trials import Arm
from tiesmap.store import requests, schema
from tiesmap.store.store import Unusable
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import NotIn, member_of
from tiesmap.workspace.coach.part import Overlap
from tiesmap.workspace.opening import open_unseated, seated

DAY = date(2026, 6, 30)
HIS, HERS = (4, 3, 5, 2, 4), (4, 4, 2, 2, 5)


@pytest.fixture
def door(
    postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """Nobody's seat, by the role that owns nothing; the keeper let in an admin and two reps."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    by_keeper, for_all = closed(postgres, "coached")
    keeper = tiesmap.open(by_keeper, as_of=DAY)
    keeper.team.add("adam@t.example", MemberRole.ADMIN, "Adam Admin")
    keeper.team.add("rita@t.example", MemberRole.REP, REP)
    keeper.team.add("tom@t.example", MemberRole.REP, "Tom Other")
    keeper.store.close()
    opened = replace(open_unseated(for_all), as_of=DAY)
    yield opened
    opened.store.close()


def sits(door: Workspace, name: str) -> Workspace:
    return seated(door, member_of(door.store, f"{name}@t.example"))


def test_a_rep_and_his_coach_at_a_closed_database(door: Workspace) -> None:
    rita, tom, adam = (sits(door, name) for name in ("rita", "tom", "adam"))
    adam.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rita.rep_id])
    cora = sits(door, "cora")
    people = table(ANN | {"client": "yes", "comfort": "5"}, BOB)
    rita.files.import_files([("people.csv", people)])
    ann = rita.people.find("Ann Lee")[0].id
    rita.week.record(Note(0, rita.rep_id, ann, DAY, "marked", "marked", "marked", DAY))
    number = rita.visits.begin(ann, cora.rep_id)
    rita.visits.note(number, Side.REP, HIS, Ending.OPEN, "marked words")
    assert tom.visits.visits() == adam.visits.visits() == ()
    (visit,) = cora.visits.visits()
    assert visit.noted == {Side.REP} and "marked" not in repr(visit)
    count = sa.select(sa.func.count()).select_from(schema.seen)
    with door.store.reading(cora.rep_id) as connection:
        assert connection.execute(count).scalar_one() == 0, "the server itself holds it back"
    now = cora.visits.note(number, Side.COACH, HERS, Ending.OPEN)
    assert now.by_rep == Seen(HIS, Ending.OPEN, "marked words")
    cora.visits.agree(now, "ask less")
    assert rita.visits.visit(number).agreed == "ask less"
    # The coach's page is counts, of his own reps alone.
    (one,) = cora.coach.group()
    assert (one.figures.accounts, one.figures.documented, one.figures.never_asked) == (1, 1, 1)
    page = cora.coach.page(rita.rep_id).decode()
    assert not any(word in page for word in ("marked", "Ann", "Tom"))
    names = [called(seat) for seat in (rita, tom, cora)]
    assert names == ["What your coach sees", "As a coach", "As a coach"]
    _each_look_is_written_down(rita, tom, cora)


def _each_look_is_written_down(rita: Workspace, tom: Workspace, cora: Workspace) -> None:
    """Of two looks on one day one line; whose it is reads it, and nobody takes it away."""
    counts = ("Cora Coach", Looked(cora.rep_id, Look.COUNTS, date.today()))
    assert rita.colleagues.looks() == (counts,) and cora.colleagues.looks() == ()
    rita.files.import_files([("mails.csv", table(MAIL))])
    rita.colleagues.open(Openness(whole=True))
    assert tom.colleagues.knows("nobody there") == () and rita.colleagues.looks() == (counts,)
    for _ in range(2):
        assert [one.tie.name for one in tom.colleagues.knows("lee")] == ["Ann Lee"]
    ties = (tom.people.person(tom.rep_id).label, Looked(tom.rep_id, Look.TIES, date.today()))
    assert set(rita.colleagues.looks()) == {counts, ties}
    # Who says that it is another day looked today all the same.
    later = replace(tom, written=tom.writes_on - timedelta(90))
    later.colleagues.who_knows(rita.people.find("Ann Lee")[0].id)
    assert set(rita.colleagues.looks()) == {counts, ties} and tom.colleagues.looks() == ()
    looks = schema.looks
    for asker in (tom, rita):
        with door_of(asker) as connection:
            for undone in (looks.delete(), looks.update().values(rep=0)):
                assert connection.execute(undone).rowcount == 0
    with pytest.raises(Unusable, match="it is somebody else's"), door_of(tom) as connection:
        row = {"rep": rita.rep_id, "who": cora.rep_id, "kind": str(Look.TIES), "day": 1.0}
        connection.execute(looks.insert().values(row))


def door_of(seat: Workspace) -> contextlib.AbstractContextManager[sa.Connection]:
    return seat.store.writing(asker=seat.rep_id)


def test_what_the_team_asks_of_each_a_coach_says_and_the_server_holds_it(door: Workspace) -> None:
    rita, adam = sits(door, "rita"), sits(door, "adam")
    adam.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rita.rep_id])
    cora = sits(door, "cora")
    cora.coach.set_benchmarks({"asked": 4})
    adam.coach.set_benchmarks({"documented": 80})
    assert rita.coach.benchmarks() == {"asked": 4, "documented": 80}
    own = schema.settings
    named = own.c.key == "benchmarks"
    for change in (
        own.update().where(named).values(value={"asked": 1}),
        own.update().where(named).values(key="gone"),
        own.delete().where(named),
    ):
        with door_of(rita) as connection:
            assert connection.execute(change).rowcount == 0
    cora.coach.set_benchmarks({"asked": 0, "documented": 0})
    with door_of(adam) as connection:
        assert connection.execute(own.delete().where(named)).rowcount == 1
    with pytest.raises(Unusable, match="it is somebody else's"), door_of(rita) as connection:
        connection.execute(own.insert().values(key="benchmarks", value={"asked": 1}))
    rita.save_settings(rita.settings)
    assert rita.coach.benchmarks() == {}


def test_a_trial_is_a_coachs_to_begin_and_each_reps_to_agree_to(door: Workspace) -> None:
    """Four reps and their coach: what leaves a seat is a sum, written down as a look."""
    rita, tom, adam = (sits(door, name) for name in ("rita", "tom", "adam"))
    for name in ("uma", "vic"):
        adam.team.add(f"{name}@t.example", MemberRole.REP, f"{name.title()} Other")
    reps = [rita, tom, sits(door, "uma"), sits(door, "vic")]
    whom = [seat.rep_id for seat in reps]
    adam.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=whom)
    cora, first, over = sits(door, "cora"), DAY + timedelta(6), DAY + timedelta(34)
    for write in (lambda: rita.trials.start(first), rita.trials.stop):
        with pytest.raises(NotIn, match="ask your coach"):
            write()
    seed = cora.trials.start(first, 4).seed
    # Who has no clients and coaches is asked for nothing, and reads how it stands.
    now = cora.trials.standing()
    assert now is not None and not now.may_join and "only if you say yes" not in now.line
    assert "Each rep agrees" in now.line and "from 6 July 2026" in now.line
    with pytest.raises(Unanswerable, match="for reps"):
        cora.trials.join()
    for seat in reps:
        ahead = seat.trials.standing()
        assert ahead is not None and ahead.may_join
    with door_of(rita) as connection:
        named = schema.settings.c.key == "trial"
        assert not connection.execute(schema.settings.delete().where(named)).rowcount
    for number, seat in enumerate(reps):
        seat.files.import_files([("people.csv", table(ANN))])
        asked = replace(ask(number, seat.people.find("Ann Lee")[0].id, None), asked_on=first)
        with seat.store.operation("hand", seat.rep_id) as op:
            requests.add_requests(op, [replace(asked, rep_id=seat.rep_id)])
    for count, seat in enumerate(reps, 1):
        seat.trials.join()
        told = replace(cora, as_of=over).trials.together()
        assert (told is None) == (count < 4), "three or fewer are told of by no sum"
        # Nobody says yes for another, nor reads whether he did; and the server holds it.
        with door_of(seat) as connection:
            (row,) = connection.execute(sa.select(schema.rep_settings)).mappings()
            assert row["rep"] == seat.rep_id
            others = schema.rep_settings.c.rep != seat.rep_id
            assert not connection.execute(schema.rep_settings.delete().where(others)).rowcount
        with pytest.raises(Unusable, match="it is somebody else's"), door_of(seat) as connection:
            other = {"rep": adam.rep_id, "name": "trial", "value": {seed: ["2026-06-30"]}}
            connection.execute(schema.rep_settings.insert().values(other))
    assert told is not None and (told.reps, told.pairs) == (4, 8)
    assert sum(told.counts["As drawn", arm, "asked"] for arm in Arm) == 4
    assert "Ann" not in repr(told) and replace(tom, as_of=over).trials.together() is None
    counts = ("Cora Coach", Looked(cora.rep_id, Look.COUNTS, date.today()))
    assert rita.colleagues.looks() == (counts,)


def test_a_rep_shows_one_thing_and_takes_it_back(door: Workspace) -> None:
    rita, tom, adam = (sits(door, name) for name in ("rita", "tom", "adam"))
    adam.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rita.rep_id])
    adam.team.add("carl@t.example", MemberRole.COACH, "Carl Coach", reps=[rita.rep_id, tom.rep_id])
    cora, carl = sits(door, "cora"), sits(door, "carl")
    rita.files.import_files([("people.csv", table(ANN, BOB))])
    ann, bob = (rita.people.find(name)[0].id for name in ("Ann Lee", "Bob Ray"))
    said, kept = (
        rita.week.record(Note(0, rita.rep_id, ann, DAY, text, "an offer", "call again"))
        for text in ("shown words", "own words")
    )
    assert isinstance(said, Note) and isinstance(kept, Note)
    assert list(rita.showing.coaches().values()) == ["Cora Coach", "Carl Coach"]
    number = rita.showing.show(cora.rep_id, said)
    assert rita.showing.show(cora.rep_id, said) == number, "once is enough"
    name = rita.showing.show(carl.rep_id, bob)
    (one,) = cora.showing.received(rita.rep_id)
    assert one == rita.showing.own()[1] and one.account == f"Ann Lee, {ANN['company']}"
    assert one.words == "shown words\nProposed: an offer\nNext: call again"
    (other,) = carl.showing.received()
    assert (other.account.split(",")[0], other.words, other.note) == ("Bob Ray", "", None)
    for seat in (tom, adam):
        assert seat.showing.received() == seat.showing.own() == ()
    # The server itself holds it: each his own rows, and the coach no note, nor what is not his.
    assert [_shown_to(seat) for seat in (rita, cora, carl, tom, adam)] == [2, 1, 1, 0, 0]
    for seat in (cora, carl, tom):
        with door_of(seat) as connection:
            assert not connection.execute(sa.select(schema.practice["notes"])).all()
            for change in (schema.shown.delete(), schema.shown.update().values(words="x")):
                assert connection.execute(change).rowcount == 0
    with pytest.raises(Unanswerable, match="no coach of yours"):
        rita.showing.show(tom.rep_id, ann)
    with pytest.raises(Unanswerable, match="no coach of yours"):
        tom.showing.show(cora.rep_id, tom.rep_id)
    _what_becomes_of_it(rita, cora, said, number)
    looks = {(who, look.kind) for who, look in rita.colleagues.looks()}
    assert looks == {("Cora Coach", Look.SHOWN), ("Carl Coach", Look.SHOWN)}
    # Whoever coaches one no longer is shown nothing, by SQL neither; the rep sees what he shows.
    adam.team.add("carl@t.example", MemberRole.COACH, reps=[tom.rep_id])
    assert carl.showing.received() == () and _shown_to(carl) == 0
    assert rita.showing.own() == () and not rita.showing.take_back(name)
    _who_coaches_again_begins_with_nothing(rita, adam, bob)


def _who_coaches_again_begins_with_nothing(rita: Workspace, adam: Workspace, bob: PersonId) -> None:
    """Whatever ended it: he coaches others, is another thing, is let in no more, or was removed."""
    carl, whom = "carl@t.example", [rita.rep_id]

    def until_yesterday() -> None:
        with adam.store.writing() as connection:
            mine = schema.members.c.email == carl
            connection.execute(schema.members.update().where(mine).values(active_until=1.0))

    ends: list[Callable[[], object]] = [
        lambda: adam.team.add(carl, MemberRole.REP),
        lambda: adam.team.end(carl),
        lambda: adam.team.remove(carl),
        until_yesterday,
    ]
    for end in ends:
        card = adam.team.add(carl, MemberRole.COACH, "Carl Coach", reps=whom).person
        rita.showing.show(card, bob)
        end()
        adam.team.add(carl, MemberRole.COACH, "Carl Coach", reps=whom)
        assert rita.showing.own() == ()
    # Who is said to be what he is stays so, and with him what he is shown.
    rita.showing.show(card, bob)
    adam.team.add(carl, MemberRole.COACH, reps=whom)
    assert len(rita.showing.own()) == 1


def _what_becomes_of_it(rita: Workspace, cora: Workspace, said: Note, number: int) -> None:
    """It stays what it was, goes with its note, comes back with it, and is taken back."""
    edited = rita.week.record(replace(said, discussed="later words"), said)
    assert "shown words" in cora.showing.received()[0].words
    rita.week.remove_entry(edited)
    assert cora.showing.received() == () and _shown_to(cora) == 0
    rita.data.undo_last()
    assert [one.id for one in cora.showing.received()] == [number]
    assert not cora.showing.take_back(number) and rita.showing.take_back(number)
    assert cora.showing.received() == () and not rita.showing.take_back(number)
    # And with the import that brought its note.
    notes = table({"person": ANN["email"], "date": "2026-05-04", "discussed": "from a file"})
    rita.files.import_files([("notes.csv", notes)])
    with rita.view() as view:
        (brought,) = (one for one in view.practice.notes if one.discussed == "from a file")
    rita.showing.show(cora.rep_id, brought)
    rita.data.undo_import()
    assert cora.showing.received() == () and _shown_to(cora) == 0


def _shown_to(seat: Workspace) -> int:
    with seat.store.reading(seat.rep_id) as connection:
        count = sa.select(sa.func.count()).select_from(schema.shown)
        return int(connection.execute(count).scalar_one())


def _a_meeting_is_called_off_by_ones_own_import(rita: Workspace, tom: Workspace) -> None:
    """And on again by undoing it; what a colleague did by hand he can still take back."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:a", "DTSTART:20260602T103000",
             "ORGANIZER:mailto:WHO", f"ATTENDEE:mailto:{ANN['email']}", "END:VEVENT",
             "END:VCALENDAR", ""]  # fmt: skip
    held = "\r\n".join(lines)
    off = held.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT").replace("WHO", ANN["email"])
    done = tom.data.last_by_hand()
    for seat in (rita, tom):
        me = seat.people.person(seat.rep_id)
        calendar = held.replace("WHO", me.email).encode()
        seat.files.import_files([("people.csv", table(ANN)), ("calendar.ics", calendar)])
    assert (_met(rita), _met(tom)) == (1, 1)
    rita.files.import_files([("calendar.ics", off.encode())])
    assert (_met(rita), _met(tom)) == (0, 1)
    assert tom.data.last_by_hand() == done
    rita.data.undo_import()
    assert (_met(rita), _met(tom)) == (1, 1)


def _met(seat: Workspace) -> int:
    with seat.store.reading(seat.rep_id) as connection:
        meeting = schema.interactions.c.channel == "meeting"
        return len(connection.execute(sa.select(schema.interactions.c.id).where(meeting)).all())


def test_two_who_court_one_account_are_told_of_by_count_until_both_name_it(door: Workspace) -> None:
    rita, tom, adam = (sits(door, name) for name in ("rita", "tom", "adam"))
    adam.team.add("cora@t.example", MemberRole.COACH, "Cora Coach", reps=[rita.rep_id, tom.rep_id])
    cora = sits(door, "cora")
    firm, lead = {"company": "Fern Hotels"}, {"stage": "lead"}
    rows = {
        rita: [ANN | firm | lead, {"name": "Alone One", "company": "Elm"} | lead],
        tom: [{"name": "Fay Front", "email": "fay@f.example"} | firm | {"stage": "prospect"},
              {"name": "Cy Client", "email": "cy@f.example", "stage": "client"} | firm],
    }  # fmt: skip
    for seat, people in rows.items():
        seat.files.import_files([("people.csv", table(*people))])
    assert {one.figures.accounts for one in cora.coach.group()} == {0, 1}
    (pair,) = cora.coach.together().overlaps
    assert pair == Overlap(REP, "Tom Other", 1, ())
    assert "Fern" not in repr(cora.coach.together())
    ann, fay = rita.people.find("Ann Lee")[0].id, tom.people.find("Fay Front")[0].id
    rita.showing.show(cora.rep_id, ann)
    assert cora.coach.together().overlaps[0].names == (), "Tom has not named it"
    tom.showing.show(cora.rep_id, fay)
    assert cora.coach.together().overlaps[0].names == (
        "Ann Lee, Fern Hotels / Fay Front, Fern Hotels",
    )
    # Whom a rep keeps private he courts for nobody to count.
    tom.colleagues.keep_private([fay])
    assert cora.coach.together().overlaps == ()
    _a_meeting_is_called_off_by_ones_own_import(rita, tom)
    # Who left counts in no median and no sum, and is not offered; let in again, he does.
    assert adam.team.coached() == {cora.rep_id: (rita.rep_id, tom.rep_id)}
    adam.team.end("tom@t.example")
    assert [one.name for one in cora.coach.group()] == [REP]
    assert cora.coach.together().reps == 1 and cora.coach.whom() == (rita.rep_id,)
    assert adam.team.coached() == {cora.rep_id: (rita.rep_id,)}
    with pytest.raises(Unanswerable, match="do not coach"):
        cora.coach.page(tom.rep_id)
    adam.team.add("tom@t.example", MemberRole.REP)
    assert len(cora.coach.group()) == 2


def test_nobody_makes_himself_an_admin(door: Workspace) -> None:
    tom, members = sits(door, "tom"), schema.members
    change = members.update().where(members.c.person == tom.rep_id).values(role="admin")
    with contextlib.suppress(Unusable), door.store.writing(asker=tom.rep_id) as connection:
        connection.execute(change)
    assert sits(door, "tom").member == tom.member


def test_an_admin_adds_whom_a_colleague_alone_has_on_file(door: Workspace) -> None:
    """The card is taken by its address, or there would be two of one person."""
    tom, adam = sits(door, "tom"), sits(door, "adam")
    tom.files.import_files([("people.csv", table({"name": "Eva New", "email": "eva@t.example"}))])
    (eva,) = tom.people.find("eva@t.example")
    assert not adam.people.find("eva@t.example")
    assert adam.team.add("eva@t.example", MemberRole.REP).person == eva.id
    assert sits(door, "eva").rep_person.name == "Eva New"
    # By a name alone nobody is found: that would say whom a colleague has.
    tom.files.import_files([("more.csv", table({"name": "Max Other", "email": "m@o.example"}))])
    (max_,) = tom.people.find("m@o.example")
    assert adam.team.add("max@t.example", MemberRole.ADMIN, "Max Other").person != max_.id


def test_where_nobody_is_a_member_nobody_coaches(
    postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    seat = tiesmap.open(closed(postgres, "without")[1], as_of=DAY)
    seat.files.import_files([("people.csv", table(ANN))], REP)
    with pytest.raises(Unanswerable, match="tiesmap member add"):
        seat.coach.group()
    seat.store.close()
