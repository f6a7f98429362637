"""What each column is to a person is said once, beside the column."""

from __future__ import annotations

import json

import sqlalchemy as sa

from tests.guarded import ANN, BOB, MAIL, TRACE, dump, load, someone
from tests.standing import OF_PEOPLE, PLACES, place
from tiesmap.store import schema
from tiesmap.store.roles import Role, days, seen_days, standing
from tiesmap.workspace import Workspace

COLUMNS = [column for table in schema.metadata.sorted_tables for column in table.columns]
MEASURES = {"contacts", "strength", "chance", "tie_strength"}
"""Numbers with a fraction that are no day."""


def test_a_person_in_a_column_has_a_role() -> None:
    lost = [
        f"{column.table.name}.{column.name}"
        for column in COLUMNS
        if any(key.column.table is schema.people for key in column.foreign_keys)
        and not isinstance(column.info.get("role"), Role)
    ]
    assert lost == [], "say what the person is to the row: _person(..., Role.X)"


def test_each_text_says_whether_somebody_may_be_named_in_it() -> None:
    lost = [
        f"{column.table.name}.{column.name}"
        for column in COLUMNS
        if isinstance(column.type, sa.Text | sa.JSON)
        and not isinstance(column.info.get("free"), bool)
    ]
    assert lost == [], "say free=True or use _text, which says no"


PARTS = {
    "recipients": "interactions",
    "person_keys": "known_by",
    "person_rows": "said_by_files",
    "person_stated": "said_by_files",
    "ask_limits": "limits",
    "on_file": "person",  # that the card is there is all that it says
}
"""Under which word the dossier has a table, where not under its own name."""


def test_whoever_asks_for_their_data_gets_the_rows_of_each_table_that_names_them(
    workspace: Workspace,
) -> None:
    load(workspace, people=[ANN])
    found = json.loads(workspace.data.export_person(someone(workspace, "Ann Lee").id)[0])
    named = {table.name for table, _ in standing(schema.metadata, Role.HOLDS, Role.ABOUT)}
    assert {PARTS.get(name, name) for name in named} <= found.keys()


def test_each_number_with_a_fraction_is_a_day_or_a_measure() -> None:
    floats = {column.name for column in COLUMNS if isinstance(column.type, sa.Float)}
    told = set().union(*(days(table) for table in schema.metadata.sorted_tables))
    assert floats - told == MEASURES and not told & MEASURES


def test_the_last_day_is_of_what_happened() -> None:
    seen = {f"{column.table.name}.{column.name}" for column in seen_days(schema.metadata)}
    assert seen == {
        "interactions.day", "introductions.day", "ties.last_contact", "requests.asked_on",
        "visits.day",
        *(f"{name}.day" for name in schema.practice),
    }  # fmt: skip


def test_after_a_merge_the_other_card_stands_nowhere(workspace: Workspace) -> None:
    load(
        workspace,
        people=[ANN, BOB, {"name": "Dee Fox"}, {"name": "Eve Gray"}, {"name": "Kay Kept"}],
        interactions=[MAIL],
    )
    load(workspace, people=[{"name": "Bobby Ray", "email": "bobby@y.example"}])
    bob, bobby = someone(workspace, "Kay Kept").id, someone(workspace, "Bobby Ray").id
    with workspace.store.writing() as connection:
        for table, column in PLACES:
            if table is not schema.ask_limits:
                place(connection, table, column, bobby, bob)
        place(connection, schema.ask_limits, "person", bobby)
    known = (*TRACE, "known_ties")  # follows from the rest, and is worked out anew
    before = dump(workspace, known)
    number = workspace.duplicates.merge(bob, bobby)
    with workspace.store.reading() as connection:
        for table, column in [*PLACES, *((schema.metadata.tables[name], "person")
                                         for name in OF_PEOPLE if name != "people")]:  # fmt: skip
            stands = sa.select(sa.func.count()).select_from(table).where(table.c[column] == bobby)
            assert connection.execute(stands).scalar_one() == 0, (table.name, column)
    workspace.duplicates.unmerge(number)
    assert dump(workspace, known) == before


def test_after_erasing_the_person_stands_nowhere(workspace: Workspace) -> None:
    load(
        workspace, people=[ANN, BOB, {"name": "Dee Fox"}, {"name": "Eve Gray"}], interactions=[MAIL]
    )
    load(workspace, people=[{"name": "Cy Dow", "email": "cy@x.example"}])
    cy = someone(workspace, "Cy Dow").id
    with workspace.store.writing() as connection:
        for table, column in PLACES:
            place(connection, table, column, cy)
    workspace.data.erase([cy])
    with workspace.store.reading() as connection:
        for column in COLUMNS:
            if "role" in column.info or column is schema.people.c.id:
                stands = sa.select(sa.func.count()).where(column == cy)
                assert connection.execute(stands).scalar_one() == 0, str(column)
