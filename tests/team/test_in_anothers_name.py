"""What nobody writes in another's name, nor finds out by a function, whatever SQL he sends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from tests.team.closing import ALMA, BEN, Two
from tests.team.marked import seen, tables
from tiesmap.model.colleague_asks import Answer, Came
from tiesmap.model.colleagues import Look, Looked, Openness
from tiesmap.model.ids import PersonId
from tiesmap.model.visits import Ending, Side
from tiesmap.store import schema
from tiesmap.store.roles import Role, owner, places
from tiesmap.store.sharing.apart import as_whole
from tiesmap.store.sharing.functions import FUNCTIONS
from tiesmap.store.sharing.policies import rule_of
from tiesmap.store.sharing.preparing import prepare
from tiesmap.store.store import Store, Unusable
from tiesmap.workspace import Workspace
from tiesmap.workspace.access import shell_member

DAY = date(2026, 6, 30)
BY_ME = {
    "ask_limits": {"person"}, "no_go": {"connector", "target"},  # a wish, of whoever it is
    "colleague_asks": {"colleague", "person"},  # whom one asks, and for whom
    "approvers": set(),  # for an admin to say, or for whoever looks after her
    "asked_for": {"target"},  # for whom one asks
    "interactions": {"sender"}, "recipients": {"person"},  # as one's own file says
    "introductions": {"introducer", "person", "other"},
    "ties": {"person", "other"},
    "known_ties": set(), "on_file": set(), "refusals": set(), "seen": set(),
    "looks": {"rep"},  # at whose one looked
    "shown": {"coach", "person"},  # to whom one shows it
    "visits": {"coach", "person"},  # who went along, and to whom
}  # fmt: skip
"""In which columns of rows that others may see one names a colleague in a row of one's own."""
BEGUN: dict[str, dict[str, Any]] = {
    "colleague_asks": dict.fromkeys(("answer", "edited", "came"), "")
    | dict.fromkeys(("answered_on", "do_on", "came_on")),
    "visits": {"agreed": ""},
}


def _is_seen_by_others(table: sa.Table) -> bool:
    rule = rule_of(table)
    return rule is None or rule.sees != f"{owner(table)} = (select tiesmap_rep())"


def _names(table: sa.Table) -> set[str]:
    """The columns by which a row of a table speaks for or of somebody before others."""
    holds = (Role.HOLDS,) if _is_seen_by_others(table) else ()
    return set(places(table, Role.REP, Role.MADE_FOR, *holds))


def _attempt(connection: sa.Connection, statement: sa.Executable) -> bool:
    """Whether a statement is let through; it changes nothing either way."""
    try:
        with connection.begin_nested() as tried:
            done = connection.execute(statement)
            tried.rollback()
            return bool(done.rowcount)
    except sa.exc.DBAPIError as error:
        assert "row-level security" in str(error), error
        return False


@contextmanager
def _begun(connection: sa.Connection, table: sa.Table, of: int) -> Iterator[dict[str, Any]]:
    """The marked row of somebody, as if he were about to write it: gone, where it may go."""
    with connection.begin_nested() as tried:
        mine = owner(table)
        holds = sa.true() if mine is None else table.c[mine] == of
        row = dict(connection.execute(table.select().where(holds)).mappings().all()[0])
        with (
            as_whole(connection),
            suppress(sa.exc.IntegrityError),  # others rest on it
            connection.begin_nested(),
        ):
            connection.execute(table.delete())
        row |= {
            name: value
            for name, value in (("id", 77_777), ("key", b"another key"), ("request", "another"))
            if name in row and (table.c[name].unique or table.c[name].primary_key)
        }
        if table is schema.looks:
            row["who"] = of
        if table is schema.asked_for:  # of an ask that is not answered yet
            asks = schema.colleague_asks
            with as_whole(connection):
                connection.execute(asks.update().where(asks.c.id == row["ask"]).values(answer=""))
        yield row | BEGUN.get(table.name, {})
        tried.rollback()


def test_a_row_of_ones_own_names_a_colleague_only_where_that_is_said(two: Two) -> None:
    named, own = {}, set()
    with two.app.writing(keep=False, asker=two.ben) as connection:
        for table in (table for table in tables() if _names(table)):
            with _begun(connection, table, two.ben) as row:
                if _attempt(connection, table.insert().values(row)):
                    own.add(table.name)
                named[table.name] = {
                    column for column in _names(table)
                    if _attempt(connection, table.insert().values(row | {column: two.alma}))
                }  # fmt: skip
    assert {name: columns for name, columns in named.items() if columns or name in BY_ME} == BY_ME
    # An insert that is refused anyway would say nothing: these are tried below, and in
    # test_approvers.py.
    assert named.keys() - own == {"refusals", "approvers"}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            schema.colleague_asks,
            {
                "rep": {"came", "came_on", "told"},
                "colleague": {
                    "answer",
                    "answered_on",
                    "edited",
                    "do_on",
                    "came",
                    "came_on",
                    "told",
                },
            },
        ),
        (
            schema.visits,
            {"rep": {"rep_in", "agreed", "due"}, "coach": {"coach_in", "agreed", "due"}},
        ),
    ],
    ids=lambda one: getattr(one, "name", ""),
)
def test_each_of_two_changes_what_is_his_to_say(
    two: Two, table: sa.Table, expected: dict[str, set[str]]
) -> None:
    who = {"rep": two.alma, "colleague": two.ben, "coach": two.ben}
    for side, columns in expected.items():
        with two.app.writing(keep=False, asker=who[side]) as connection:
            with as_whole(connection):
                query = table.select().where(table.c.rep == two.alma)
                row = dict(connection.execute(query).mappings().one())
                row |= {"id": 77_777} | {place: who[place] for place in expected}
                connection.execute(table.insert().values(row))
            changed = {
                column.name
                for column in table.columns
                if _attempt(connection, table.update().where(table.c.id == row["id"])
                            .values({column.name: _other(row[column.name], two)}))
            }  # fmt: skip
        assert changed == columns, side


def _other(value: Any, two: Two) -> Any:
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return two.ben if value == two.alma else two.alma
    return "something else" if isinstance(value, str) else 20_601.0


def test_nobody_learns_that_there_is_a_reason(two: Two) -> None:
    alma, ben = (Workspace(two.app, PersonId(who), DAY) for who in (two.alma, two.ben))
    asks, refusals = schema.colleague_asks, schema.refusals
    ben.colleagues.open(Openness(whole=True))
    tie = alma.colleagues.knows(BEN)[0].tie
    told = {}
    try:
        for reason in ("", "because of the boat"):
            number = alma.colleague_asks.ask(PersonId(two.ben), tie.person, "a sail")
            ben.colleague_asks.answer(number, Answer.NO, reason=reason)
            row = {"ask": number, "rep": two.ben, "person": tie.person, "reason": "x"}
            with two.app.writing(keep=False, asker=two.alma) as connection:
                told[reason] = [
                    _attempt(connection, refusals.insert().values(row | {"colleague": two.alma})),
                    _attempt(connection, asks.delete().where(asks.c.id == number)),
                ]
            ben.data.undo_last()
            alma.data.undo_last()
    finally:
        ben.colleagues.open(Openness())
    assert told == {"": [False, False], "because of the boat": [False, False]}


def test_what_the_other_saw_is_covered_until_one_has_noted_ones_own(two: Two) -> None:
    """Whatever flags he sets; and once he has seen it, his own stays as it is."""
    ben, alma = (Workspace(two.app, PersonId(who), DAY) for who in (two.ben, two.alma))
    client = next(p.id for p in ben.people.people() if p.id not in (two.alma, two.ben))
    number = ben.visits.begin(client, PersonId(two.alma), DAY)
    ben.visits.note(number, Side.REP, [3] * 5, Ending.OPEN, "covered words")
    visits, noted = schema.visits, schema.seen
    this = visits.update().where(visits.c.id == number)
    mine = noted.c.visit == number, noted.c.by_coach
    query = sa.select(noted.c.words).where(noted.c.visit == number)
    with two.app.writing(keep=False, asker=two.alma) as connection:
        connection.execute(this.values(coach_in=True))
        assert connection.execute(query).all() == []
    alma.visits.note(number, Side.COACH, [1] * 5, Ending.OPEN, "mine")
    with two.app.writing(keep=False, asker=two.alma) as connection:
        assert len(connection.execute(query).all()) == 2
        for again in (this.values(coach_in=False), noted.update().where(*mine).values(words="now"),
                      noted.delete().where(*mine)):  # fmt: skip
            assert not _attempt(connection, again)
    ben.visits.forget(number)


def test_by_a_role_of_ones_own_all_that_is_ones_to_say_is_said_and_taken_back(
    two: Two, own_role: Store
) -> None:
    alma = Workspace(two.app, PersonId(two.alma), DAY)
    ben = Workspace(own_role, PersonId(two.ben), DAY, member=shell_member(own_role))
    ben.colleagues.open(Openness(whole=True))
    try:
        tie = alma.colleagues.knows(BEN)[0].tie
        number = alma.colleague_asks.ask(PersonId(two.ben), tie.person, "a sail")
        ben.colleague_asks.answer(number, Answer.NO, reason="because of the boat")
        ben.data.undo_last()
        ben.colleague_asks.answer(number, Answer.EDITED, note="in my words")
        ben.colleague_asks.came(number, Came.INTRODUCED)
        visit = ben.visits.begin(tie.person, PersonId(two.alma), DAY)
        ben.visits.note(visit, Side.REP, [3] * 5, Ending.OPEN, "seen")
        ben.data.undo_last()
        ben.visits.note(visit, Side.REP, [4] * 5, Ending.OPEN, "seen")
        alma.visits.note(visit, Side.COACH, [2] * 5, Ending.OPEN)
        both = ben.visits.visit(visit)
        assert both.is_open and both.by_coach is not None
        ben.visits.agree(both, "ask less")
        ben.visits.forget(visit)
        assert visit not in {one.id for one in ben.visits.visits()}
        (one,) = (one for one in alma.colleague_asks.asks() if one.id == number)
        assert (one.edited, one.came) == ("in my words", Came.INTRODUCED)
    finally:
        ben.colleagues.open(Openness())
        gone = "delete from colleague_asks where why = 'a sail'"
        two.postgres.server.run(gone, database="two")


def test_a_function_tells_nobody_more_than_the_rows_do(two: Two) -> None:
    run = two.postgres.server.run
    run("drop role if exists nobody_let_in", "create role nobody_let_in")
    may = ("select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace "
           "and has_function_privilege('{}', p.oid, 'execute')")  # fmt: skip
    assert run(may.format("nobody_let_in"), database="two") == []
    assert len(run(may.format("asks"), database="two")) == len(FUNCTIONS)
    run("drop role nobody_let_in")
    with two.app.reading(two.ben) as connection:
        stands = "select n from generate_series(1, 2000) n where tiesmap_stands(n)"
        every = set(connection.execute(sa.select(schema.interactions.c.id)).scalars())
        assert set(connection.exec_driver_sql(stands).scalars()) <= every
    with two.keeper.reading() as connection:
        hers = sa.select(schema.on_file.c.person).where(schema.on_file.c.rep == two.alma)
        cards = set(connection.execute(hers).scalars()) - {two.alma, two.ben}
    with two.app.reading(two.ben) as connection:
        files = sa.select(sa.func.tiesmap_files(sa.bindparam("n")))
        told = {connection.execute(files, {"n": n}).scalar() for n in (*cards, 987_654)}
    assert cards and told == {False}, "a colleague's card and none at all are alike"
    shown = schema.shown
    people = Workspace(two.app, PersonId(two.ben), DAY).people.people()
    mine = next(one.id for one in people if one.id not in (two.alma, two.ben))
    row = {"id": 77_777, "rep": two.ben, "coach": two.alma, "person": mine, "day": 1.0}
    with two.app.writing(keep=False, asker=two.ben) as connection:
        assert _attempt(connection, shown.insert().values(row))
        own = shown.update().where(shown.c.rep == two.ben)
        for place in ("coach", "person"):
            for n in (*cards, 987_654):
                assert not _attempt(connection, shown.insert().values(row | {place: n}))
                assert not _attempt(connection, own.values({place: n}))


def test_who_asks_whether_somebody_is_shown_learns_what_the_rows_show(two: Two) -> None:
    """Of every pair: closed, marked, nobody's, of a stranger and of no number are one no."""
    ben = Workspace(two.app, PersonId(two.ben), DAY)
    mine = [one.id for one in ben.people.people() if one.id not in (two.alma, two.ben)]
    ben.colleagues.open(Openness(whole=True))
    try:
        shown = {one.person for one in ben.colleagues.shown()}
        ben.people.set_do_not_ask([sorted(shown)[0]], True)
        numbers = sorted({*mine, *shown, two.alma, two.ben, 987_654})
        for asker in (two.alma, two.ben, None, 987_654):
            with two.app.reading(asker) as connection:
                ties = schema.known_ties
                open_ = sa.select(ties.c.rep, ties.c.person).where(ties.c.open)
                rows = {tuple(row) for row in connection.execute(open_)}
                ask = sa.select(sa.func.tiesmap_shows(sa.bindparam("who"), sa.bindparam("whom")))
                told = {
                    (who, whom)
                    for who in (two.alma, two.ben, 987_654)
                    for whom in numbers
                    if connection.execute(ask, {"who": who, "whom": whom}).scalar()
                }
            # A rep alone sees of himself what is marked since.
            assert told == {pair for pair in rows if pair[1] != sorted(shown)[0]}
            assert bool(told) == (asker is not None and len(shown) > 1)
    finally:
        ben.data.undo_last()
        ben.colleagues.open(Openness())


@pytest.mark.parametrize("how", ["closed", "private", "marked"])
def test_an_ask_that_is_over_tells_not_why(two: Two, how: str) -> None:
    alma, ben = (Workspace(two.app, PersonId(who), DAY) for who in (two.alma, two.ben))
    ben.colleagues.open(Openness(whole=True))
    tie = alma.colleagues.knows(BEN)[0].tie
    number = alma.colleague_asks.ask(PersonId(two.ben), tie.person, "a sail")
    try:
        {
            "closed": lambda: ben.colleagues.open(Openness()),
            "private": lambda: ben.colleagues.keep_private([tie.person]),
            "marked": lambda: ben.people.set_do_not_ask([tie.person], True),
        }[how]()
        (said,) = (one for one in alma.colleague_asks.waiting() if one.id == number)
        assert said.is_over(DAY, 14)
        assert number not in {one.id for one in ben.colleague_asks.waiting()}
        assert alma.colleagues.who_knows(tie.person) == ()
    finally:
        ben.people.set_do_not_ask([tie.person], False)
        ben.colleagues.open(Openness())
        alma.data.undo_last()


def test_making_it_ready_again_takes_away_what_an_older_version_told(two: Two) -> None:
    run = two.postgres.server.run
    older = "tiesmap_stands(bigint, bigint, bigint)"
    run(f"create function {older} returns boolean language sql return true",
        f"alter function {older} owner to keeper",
        "alter policy asker on interactions using (tiesmap_stands(id, sender, rep))",
        database="two")  # fmt: skip
    prepare(two.keeper.engine, "asks")
    assert run(f"select to_regprocedure('{older}') is null", database="two") == [(True,)]
    assert {word for _, word in seen(two.app, two.ben, (ALMA, BEN))} == {BEN}


def test_a_look_waits_for_no_writer(two: Two) -> None:
    alma, ben = (Workspace(two.app, PersonId(who), DAY) for who in (two.alma, two.ben))
    ben.colleagues.open(Openness(whole=True))
    try:
        with two.app.writing():
            assert alma.colleagues.knows(BEN)
        assert Looked(PersonId(two.alma), Look.TIES, date.today()) in {
            one for _, one in ben.colleagues.looks()
        }
    finally:
        ben.colleagues.open(Openness())


def test_what_somebody_who_left_had_opened_is_shown_no_more(two: Two) -> None:
    ties = schema.known_ties
    add = "insert into members (id, email, person, role, db_role, token, active_until) values "
    now = datetime.now().timestamp() / 86_400
    run = two.postgres.server.run
    with two.keeper.writing() as connection:
        connection.execute(ties.update().where(ties.c.rep == two.alma).values(open=True))
    try:
        run(f"{add} (2, 'ben@x.example', {two.ben}, 'rep', '', '', null)", database="two")
        for until, shown in ((now + 2, [ALMA]), (now - 2, [])):
            row = f"(1, 'alma@x.example', {two.alma}, 'rep', '', '', {until})"
            run(add + row, database="two")
            assert [word for _, word in seen(two.app, two.ben, (ALMA,), ties)] == shown
            assert [word for _, word in seen(two.app, two.alma, (ALMA,), ties)] == [ALMA]
            run("delete from members where id = 1", database="two")
        assert [word for _, word in seen(two.app, two.ben, (ALMA,), ties)] == [], "nor a member"
        with pytest.raises(Unusable, match="somebody else's"), two.app.writing(
            asker=two.ben) as connection:  # fmt: skip
            connection.execute(ties.insert().values(rep=two.alma, person=1, strength="strong",
                                                    day=1.0))  # fmt: skip
    finally:
        run("delete from members", database="two")
        with two.keeper.writing() as connection:
            connection.execute(ties.update().values(open=False))
