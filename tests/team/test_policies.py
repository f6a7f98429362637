"""What the server itself holds back: every table, every text, each asker; and that the look at it
would notice a policy that is gone."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from tests.postgres import Prepared
from tests.team.closing import ALMA, BEN, Two
from tests.team.marked import missing, seen, tables, texts
from tiesmap.cli import main
from tiesmap.model.asker import Asker, Office
from tiesmap.model.colleague_asks import Answer
from tiesmap.model.colleagues import Openness
from tiesmap.model.ids import PersonId
from tiesmap.model.visits import Ending, Side
from tiesmap.store import schema
from tiesmap.store.operation import Operation
from tiesmap.store.reading import contacts
from tiesmap.store.roles import owner
from tiesmap.store.sharing.policies import WITHOUT_OWNER, rule_of, statements
from tiesmap.store.sharing.preparing import prepare
from tiesmap.store.sharing.sight import AT_MOST, UNSIGNED, at_most, sign
from tiesmap.store.store import Conflict, Store, Unusable, open_store
from tiesmap.workspace import Unanswerable, Workspace
from tiesmap.workspace.access import NotIn, is_guarded, shell_member


def test_each_table_says_whose_its_rows_are_or_why_they_are_nobodys() -> None:
    lost = [table.name for table in schema.metadata.sorted_tables if rule_of(table) is None]
    assert lost == [], "name a rep by a role, or say in WITHOUT_OWNER or by info[shared] why not"
    assert all(len(rule.why) > 15 for rule in WITHOUT_OWNER.values())
    assert not WITHOUT_OWNER.keys() - schema.metadata.tables.keys()
    both = [name for name in WITHOUT_OWNER if owner(schema.metadata.tables[name])]
    assert both == [], "an owner goes before: take it out of WITHOUT_OWNER"


def test_every_text_of_each_rep_is_marked(two: Two) -> None:
    with two.keeper.reading() as connection:
        for word in (ALMA, BEN):
            assert missing(connection, word) == []


def test_each_asker_reads_his_own_and_not_a_word_of_anybody_else(two: Two) -> None:
    unseen = {"merges"}  # read by our own work alone
    mine = {table.name for table in tables() if texts(table)} - unseen
    for asker, own, other in ((two.alma, ALMA, BEN), (two.ben, BEN, ALMA)):
        found = list(seen(two.app, asker, (own, other)))
        assert {table for table, word in found if word == own} == mine
        assert [table for table, word in found if word == other] == []
    strangers: tuple[Asker | None, ...] = (None, Office.DOOR, 987_654)
    for asker in strangers:
        assert list(seen(two.app, asker, (ALMA, BEN))) == [], asker


def test_nobody_asks_nobody_is_told(two: Two) -> None:
    with two.app.reading(None) as connection:
        told = [
            table.name
            for table in schema.metadata.sorted_tables
            if connection.execute(sa.select(sa.literal(1)).select_from(table)).first()
        ]
    assert told == ["counters"]


def test_all_that_a_rep_sees_lies_among_the_rows_that_are_looked_at_for_him(two: Two) -> None:
    for asker in (two.alma, two.ben):
        with two.app.reading(asker) as connection:
            for name in AT_MOST:
                table = schema.metadata.tables[name]
                query = sa.select(*table.primary_key).order_by(*table.primary_key)
                among = query.where(*at_most(connection, table))
                assert str(among) != str(query)
                assert connection.execute(among).all() == connection.execute(query).all() != []
    with two.keeper.reading(two.alma) as connection:
        assert at_most(connection, schema.people) == (), "the keeper sees all"


def test_a_reps_contacts_are_the_same_where_a_server_gives_their_parts(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two.app.reading(two.alma) as connection:
        parts = contacts.contacts_with(connection, two.alma, np.inf)
        monkeypatch.setattr(contacts, "at_most", lambda *_: ())
        whole = contacts.contacts_with(connection, two.alma, np.inf)
    assert len(parts) > 1
    assert sorted(parts.itertuples(index=False)) == sorted(whole.itertuples(index=False))
    assert parts.dtypes.equals(whole.dtypes)


def test_a_sign_tells_that_a_row_one_sees_was_written_and_of_no_other(two: Two) -> None:
    def write_again(table: sa.Table, seen: bool) -> None:
        with two.app.reading(two.alma) as connection:
            mine = sa.text(f"select ctid::text from {table.name}")
            rows = list(connection.execute(mine).scalars())
        name = next(iter(table.columns)).name
        is_mine = "= any" if seen else "<> all"
        with two.keeper.writing() as connection:
            again = f"update {table.name} set {name} = {name} where ctid::text {is_mine}(:rows)"
            assert connection.execute(sa.text(again), {"rows": rows}).rowcount or not seen

    def signed() -> tuple[int, ...]:
        with two.app.reading(two.alma) as connection:
            return sign(connection)

    before = signed()
    for table in tables():
        write_again(table, seen=False)
    assert signed() == before, "of what she does not see she is told nothing"
    kept = {table.name for table in tables() if table.name not in UNSIGNED}
    assert len(kept) > 25
    for name in sorted(kept):
        write_again(schema.metadata.tables[name], seen=True)
        now = signed()
        assert now != before, name
        before = now


@pytest.mark.parametrize("name", [table.name for table in tables() if texts(table)])
def test_a_policy_that_is_gone_would_be_noticed(two: Two, name: str) -> None:
    table = schema.metadata.tables[name]

    def run(statement: str) -> list[str]:
        two.postgres.server.run(statement, database="two")
        return [word for _, word in seen(two.app, two.ben, (ALMA, BEN), table)]

    (made,) = (one for one in statements("keeper", "asks")
               if one.startswith(f"create policy asker on {name} "))  # fmt: skip
    assert run(f"alter policy asker on {name} using (true)") == [ALMA, BEN]
    assert run(f"drop policy asker on {name}") == [], "without any it is closed"
    assert ALMA not in run(made)


def test_nobody_writes_in_a_colleagues_name(two: Two) -> None:
    said = schema.relationships
    row = {"id": 77_777, "rep": two.alma, "person": two.ben}
    with (
        pytest.raises(Unusable, match="it is somebody else's"),
        two.app.writing(asker=two.ben) as connection,
    ):
        connection.execute(said.insert().values(row))
    with two.app.writing(asker=two.ben) as connection:
        every = [said.update().values(notes="x"), schema.practice["notes"].delete()]
        changed = [connection.execute(one).rowcount for one in every]
    assert changed == [1, 1], "his own row, and no other"
    with two.keeper.reading() as connection:
        notes = set(connection.execute(sa.select(said.c.notes).where(said.c.rep == two.alma)))
    assert all(ALMA in note for (note,) in notes)


def test_a_bare_tie_is_for_colleagues_to_see_once_it_is_open_and_never_theirs(two: Two) -> None:
    table = schema.known_ties
    hers = table.c.rep == two.alma

    def open_it(flag: bool) -> list[str]:
        with two.keeper.writing() as connection:
            connection.execute(table.update().where(hers).values(open=flag))
        return [word for _, word in seen(two.app, two.ben, (ALMA,), table)]

    assert open_it(False) == []
    try:
        assert open_it(True) == [ALMA]
        assert list(seen(two.app, Office.DOOR, (ALMA,), table)) == [(table.name, ALMA)]
        assert list(seen(two.app, None, (ALMA,), table)) == []
        # A mark on the card holds at once, whoever set it, by SQL too.
        marked = schema.people.update().where(schema.people.c.name.startswith(ALMA))
        for flag in (True, False):
            with two.keeper.writing() as connection:
                connection.execute(marked.values(do_not_ask=flag))
            assert bool(list(seen(two.app, two.ben, (ALMA,), table))) is not flag
        with two.app.writing(asker=two.ben) as connection:
            for take in (table.delete(), table.update().values(rep=two.ben), table.update()
                         .values(open=False)):  # fmt: skip
                assert connection.execute(take.where(hers)).rowcount == 0
    finally:
        open_it(False)


def test_why_a_colleague_refuses_is_read_by_nobody_else(two: Two) -> None:
    day, word = date(2026, 6, 30), "because-of-the-boat"
    alma, ben = (Workspace(two.app, PersonId(who), day) for who in (two.alma, two.ben))
    ben.colleagues.open(Openness(whole=True))
    try:
        tie = alma.colleagues.knows(BEN)[0].tie
        number = alma.colleague_asks.ask(PersonId(two.ben), tie.person, "a sail")
        ben.colleague_asks.answer(number, Answer.NO, reason=word)
        assert [one.answer for one in alma.colleague_asks.asks() if one.id == number] == [Answer.NO]
        told = {who: {table for table, _ in seen(two.app, who, (word,))}
                for who in (two.alma, two.ben, Office.DOOR, None)}  # fmt: skip
        assert told == {
            two.alma: set(),
            two.ben: {"refusals", "operations"},
            Office.DOOR: set(),
            None: set(),
        }
        with two.app.writing(asker=two.ben) as connection:
            gone = schema.colleague_asks.delete().where(schema.colleague_asks.c.id == number)
            assert connection.execute(gone).rowcount == 0, "an ask is his who asked"
    finally:
        ben.data.undo_last()
        alma.data.undo_last()
        ben.colleagues.open(Openness())


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("drop table notes", "owner"),
        ("alter table notes disable row level security", "owner"),
        ("drop policy asker on notes", "owner"),
        ("truncate notes", "permission denied"),
        ("set role keeper", "permission denied"),
        ("set session authorization keeper", "permission denied"),
        ("create function public.tiesmap_rep2() returns int language sql return 1", "permission"),
        ("set row_security = off; select * from notes", "row-level security"),
    ],
)
def test_the_role_of_everybody_owns_nothing(two: Two, sql: str, why: str) -> None:
    with (
        two.app.engine.connect().execution_options(writing=True) as connection,
        pytest.raises(sa.exc.DBAPIError, match=why),
    ):
        connection.exec_driver_sql(sql)


def test_a_role_that_no_policy_holds_is_refused(two: Two) -> None:
    for role in ("tiesmap", "keeper", "nobody-there"):
        with pytest.raises(Unusable, match=r"No policy holds|has no role"):
            prepare(two.keeper.engine, role)
    with pytest.raises(Unusable, match=r"is for the keeper"):
        prepare(two.app.engine, "asks")


def test_a_database_that_is_not_closed_opens_for_its_keeper_alone(
    two: Two, postgres: Prepared
) -> None:
    run = two.postgres.server.run
    run("alter table notes no force row level security", database="two")
    try:
        with pytest.raises(Unusable, match="tiesmap prepare"):
            open_store(str(postgres.server.url("two", "asks")))
    finally:
        prepare(two.keeper.engine, "asks")


def test_what_needs_everybodys_rows_is_the_keepers(two: Two) -> None:
    ben = Workspace(two.app, two.ben, date(2026, 6, 30))
    person = next(p.id for p in ben.people.people() if p.id != two.ben)
    for work in (ben.data.back_up, ben.data.restore, lambda: ben.data.erase([person])):
        with pytest.raises(Unusable, match=r"is for the keeper|no backup of"):
            work()


def test_a_role_of_ones_own_is_oneself_whatever_one_says(two: Two, own_role: Store) -> None:
    for asker in (two.ben, two.alma, Office.WHOLE, Office.DOOR):
        found = list(seen(own_role, asker, (ALMA, BEN)))
        assert {word for _, word in found} == {BEN}, asker
    two.postgres.server.run("update members set active_until = 1 where id = 1", database="two")
    assert list(seen(own_role, two.ben, (ALMA, BEN))) == [], "he is no member any more"


def test_only_an_admin_says_who_is_a_member(two: Two, own_role: Store) -> None:
    members = schema.members
    raised = members.update().where(members.c.person == two.ben).values(role="admin")
    with (
        pytest.raises(Unusable, match="it is somebody else's"),
        two.app.writing(asker=two.ben) as connection,
    ):
        connection.execute(raised)
    with own_role.writing(asker=two.alma) as connection:
        assert connection.execute(members.delete()).rowcount == 0, "nor who is none any more"
    with two.app.writing(asker=two.alma) as connection:
        assert connection.execute(raised).rowcount == 1


def test_who_is_a_member_is_listed_also_where_his_card_is_a_colleagues(
    two: Two, own_role: Store
) -> None:
    alma = Workspace(two.app, PersonId(two.alma), date(2026, 6, 30))
    card = next(one.id for one in alma.people.people() if one.name.startswith(ALMA))
    two.postgres.server.run("insert into members (id, email, person, role, db_role, token) values "
                            f"(3, 'cleo@x.example', {card}, 'admin', '', '')",
                            database="two")  # fmt: skip
    url = two.postgres.server.url("two", "bens_own")
    done = CliRunner().invoke(main, ["member", "list", "--db", url], catch_exceptions=False)
    assert "cleo@x.example  admin" in done.output
    assert ALMA not in done.output


def test_a_role_of_ones_own_that_is_no_members_any_more_is_nobody(
    two: Two, own_role: Store
) -> None:
    two.postgres.server.run("delete from members", database="two")
    for asker in (two.ben, two.alma, Office.WHOLE, Office.DOOR):
        assert list(seen(own_role, asker, (ALMA, BEN))) == [], asker
    with pytest.raises(NotIn, match="lets in members alone"):
        shell_member(own_role)


@pytest.mark.parametrize("name", ["on_file", "person_stated", "restated"])
def test_nobody_lets_himself_in_to_what_a_colleague_has_on_file(two: Two, name: str) -> None:
    table = schema.metadata.tables[name]
    mine: sa.ColumnElement[bool]
    with two.keeper.reading() as connection:
        if name == "on_file":
            mine, own = table.c.rep == two.alma, {"rep": two.ben}
        else:
            imports = schema.imports
            whose = sa.select(imports.c.rep, imports.c.id)
            of = {row.rep: row.id for row in connection.execute(whose)}
            mine, own = table.c.import_id == of[two.alma], {"import_id": of[two.ben]}
        rows = [dict(row) for row in connection.execute(table.select().where(mine)).mappings()]
    row = next(row for row in rows if row.get("person") != two.alma) | own
    with (
        pytest.raises(Unusable, match="it is somebody else's"),
        two.app.writing(asker=two.ben) as connection,
    ):
        connection.execute(table.insert().values(row))


def test_what_a_colleague_owns_is_not_removed_by_whoever_sees_it_too(two: Two) -> None:
    with two.keeper.writing() as connection:
        tie = (
            connection.execute(sa.select(schema.ties).where(schema.ties.c.rep == two.alma))
            .mappings()
            .first()
        )
        assert tie is not None
        (number,) = connection.execute(
            sa.select(schema.imports.c.id).where(schema.imports.c.rep == two.ben)
        ).first() or (0,)
        again = {"import_id": number, "table_name": "ties", "row_id": tie["id"], "field": ""}
        connection.execute(
            schema.ties.update().where(schema.ties.c.id == tie["id"]).values(person=two.ben)
        )
        connection.execute(schema.restated.insert().values(again))
    try:
        with (
            pytest.raises(Conflict, match="somebody else's"),
            two.app.writing(asker=two.ben) as connection,
        ):
            op = Operation(connection, "hand", PersonId(two.ben))
            (row,) = op.rows(schema.ties, schema.ties.c.id == tie["id"])
            op.remove(schema.ties, row)
    finally:
        with two.keeper.writing() as connection:
            given = schema.restated.c.row_id == tie["id"], schema.restated.c.import_id == number
            connection.execute(schema.restated.delete().where(*given))
            connection.execute(
                schema.ties.update().where(schema.ties.c.id == tie["id"]).values(
                    person=tie["person"])
            )  # fmt: skip


def test_a_visit_that_the_coach_has_noted_is_not_removed_over_his_head(two: Two) -> None:
    day = date(2026, 6, 30)
    alma, ben = (Workspace(two.app, PersonId(who), day) for who in (two.alma, two.ben))
    client = next(p.id for p in ben.people.people() if p.id not in (two.alma, two.ben))
    number = ben.visits.begin(client, PersonId(two.alma), day)
    alma.visits.note(number, Side.COACH, [3] * 5, Ending.OPEN)
    with pytest.raises(Unanswerable, match="first note what you saw"):
        ben.visits.forget(number)
    ben.visits.note(number, Side.REP, [3] * 5, Ending.OPEN)
    ben.visits.forget(number)
    assert number not in {one.id for one in ben.visits.visits()}
    ben.data.undo_last()
    assert number in {one.id for one in ben.visits.visits()}


def test_whoever_may_act_as_the_keeper_is_not_taken_for_a_stranger(two: Two) -> None:
    run = two.postgres.server.run
    run("drop role if exists runs_it", "create role runs_it login in role keeper")
    store = open_store(two.postgres.server.url("two", "runs_it"))
    assert not is_guarded(store)
    store.close()
    run("drop role runs_it")
