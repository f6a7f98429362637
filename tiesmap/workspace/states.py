"""Since which version a team's database is as it is, for one asker.

What colleagues do that he does not see is no reason to work out anything of his anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from tiesmap.store.schema import REWRITTEN
from tiesmap.store.sharing import sight
from tiesmap.workspace.place import Place


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an asker saw last: at which versions, since which of them it is so, and its sign."""

    versions: dict[str, int]
    states: dict[str, int]
    sign: tuple[int, ...]


def states_of(place: Place, connection: sa.Connection, versions: dict[str, int]) -> dict[str, int]:
    """The version of each group of tables at which the asker last saw something change."""

    def look(before: _Seen | None) -> tuple[dict[str, int], _Seen]:
        if before is not None and any(versions[name] < n for name, n in before.versions.items()):
            return versions, before  # an older view than the last
        if before is not None and versions == before.versions:
            return before.states, before
        sign = versions[REWRITTEN], *sight.sign(connection)
        same = before is not None and sign == before.sign
        states = before.states if before is not None and same else versions
        return states, _Seen(versions, states, sign)

    found = versions
    if sight.is_held(connection):
        found = place.cache.carry(("states", place.sees), look)
    place.cache.see({(name, place.sees): n for name, n in found.items()})
    return found
