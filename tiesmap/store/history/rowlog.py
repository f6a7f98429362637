"""Row logs: each changed row before and after. Read backwards, a log undoes the change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from tiesmap.store import schema
from tiesmap.store.rows import Row

_BYTES = "\0bytes"  # no column of a file is called so
Entry = tuple[str, Row | None, Row | None]
"""(table, the row before, the row after); None where there was none."""


def log_text(entries: Sequence[Entry]) -> str:
    """The entries of a log as they are stored."""
    return json.dumps(entries, default=_coded)


def _coded(value: Any) -> Any:
    if isinstance(value, bytes):
        return {_BYTES: value.hex()}
    raise TypeError(f"{type(value).__name__} cannot be kept")


def entries_of(log: str) -> list[Entry]:
    def decoded(pairs: dict[str, Any]) -> Any:
        return bytes.fromhex(pairs[_BYTES]) if pairs.keys() == {_BYTES} else pairs

    found: list[Entry] = json.loads(log, object_hook=decoded)
    return found


def touched_by(log: str) -> Iterator[object]:
    """What a merge changed; a later merge that changes any of it builds on this one.

    These are rows, by table and key, and the people named in removed rows, since restoring such
    a row needs them.
    """
    for name, before, after in entries_of(log):
        if name == schema.changes.name:
            continue
        table = schema.metadata.tables[name]
        for row in (before, after):
            if row is not None:
                yield name, *(row[column.name] for column in table.primary_key)
        if before is not None and after is None:
            for key in table.foreign_keys:
                if key.column.table is schema.people:
                    yield before[key.parent.name]
