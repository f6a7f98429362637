"""The wanted list of a rep: people, companies and categories to meet."""

from __future__ import annotations

import sqlalchemy as sa

from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.people import TargetRecord
from tiesmap.store.history.fingerprints import key_of
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.schema import targets

TARGET = ("name", "company", "category", "profile_url", "why")


def target_key(rep: PersonId, target: TargetRecord) -> bytes:
    """The key of a wanted line: lines that want the same have the same key."""
    wanted = (target.name, target.company, target.category, target.profile_url)
    return key_of("target", rep, *(fold(text) for text in wanted))


def read_targets(connection: sa.Connection, rep: PersonId) -> tuple[TargetRecord, ...]:
    """The rep's wanted list; `line` counts from 1."""
    query = sa.select(targets).where(targets.c.rep == rep).order_by(targets.c.id)
    return tuple(
        noun_of(TargetRecord, row, line=line)
        for line, row in enumerate(connection.execute(query).mappings(), start=1)
    )


def save_target(op: Operation, rep: PersonId, target: TargetRecord) -> None:
    """Put a person, company or category on the wanted list, or change its reason."""
    key = target_key(rep, target)
    known = op.rows(targets, targets.c.key == key)
    if known:
        op.change(targets, known[0], why=target.why)
    else:
        more = {"id": op.take_id(targets), "key": key, "rep": rep}
        op.add(targets, row_of(target, targets) | more)


def remove_target(op: Operation, rep: PersonId, target: TargetRecord) -> None:
    """Remove a line from the wanted list; no error where it is not there."""
    op.clear(targets, targets.c.key == target_key(rep, target))
