"""The wanted list of a rep: people, companies and categories to meet."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.cells import fold
from tiesmap.model.people import TargetRecord
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.history.journal import write_down
from tiesmap.store.rows import bump, take_ids
from tiesmap.store.schema import targets

TARGET = ("name", "company", "category", "profile_url", "why")


def target_key(rep: int, target: TargetRecord) -> bytes:
    """Two lines of the list that want the same are one."""
    wanted = (target.name, target.company, target.category, target.profile_url)
    return key_of("target", rep, *(fold(text) for text in wanted))


def read_targets(connection: sa.Connection, rep: int) -> tuple[TargetRecord, ...]:
    """The rep's wanted list; `line` counts from 1."""
    query = sa.select(targets).where(targets.c.rep == rep).order_by(targets.c.id)
    return tuple(
        TargetRecord(line=line, **{name: row[name] for name in TARGET})
        for line, row in enumerate(connection.execute(query).mappings(), start=1)
    )


def save_target(connection: sa.Connection, rep: int, target: TargetRecord) -> None:
    """Put somebody, a company or a category on the wanted list, or change the why of it."""
    key = target_key(rep, target)
    known = connection.execute(
        sa.select(targets.c.id, targets.c.why).where(targets.c.key == key)
    ).first()
    changed = known is not None and known.why != target.why
    if known is not None and changed:
        connection.execute(targets.update().where(targets.c.id == known.id).values(why=target.why))
        write_down(connection, targets, [(known.id, "why", known.why, target.why)])
    if known is None:
        connection.execute(
            targets.insert(),
            {"id": take_ids(connection, targets, 1), "key": key, "rep": rep}
            | {name: getattr(target, name) for name in TARGET},
        )
    if changed or known is None:
        bump(connection, "comfort")


def remove_target(connection: sa.Connection, rep: int, target: TargetRecord) -> None:
    """Take a line off the list; one that is not on it is no error."""
    gone = connection.execute(
        targets.delete().where(targets.c.key == target_key(rep, target))
    ).rowcount
    if gone:
        bump(connection, "comfort")
