"""What a process still holds of people after they were erased; run with a database and a rep.

Asks every question there is, erases somebody here and somebody in a second window, and prints what
still refers to their names or addresses.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator

import tiesmap
from tests.workspace.calls import DAY, READS, Facts
from tiesmap.workspace import Workspace


def ask_everything(ws: Workspace) -> None:
    for call in READS.values():
        call(Facts(ws))()


def holders(signs: frozenset[str]) -> Iterator[str]:
    """What refers to a text in which one of these signs stands."""
    for holder in gc.get_objects():
        if holder is signs or type(holder).__name__ == "frame":
            continue
        for one in gc.get_referents(holder):
            text = one.decode("latin-1") if isinstance(one, bytes) else one
            if isinstance(text, str) and any(sign in text.casefold() for sign in signs):
                yield f"{type(holder).__name__} {getattr(holder, '__qualname__', '')}"
                break


def main(database: str, rep: str) -> None:
    ws = tiesmap.open(database, rep=rep, as_of=DAY)
    window = tiesmap.open(database, rep=rep, as_of=DAY)
    ask_everything(ws)
    here, there = (person for person in Facts(ws).people[:2])
    found = [ws.people.person(one) for one in (here, there)]
    signs = frozenset(
        text.casefold() for one in found for text in (one.name, one.email) if len(text) > 6
    )
    print(len(signs), "signs, held by", len(set(holders(signs))), "kinds")
    del found
    ws.data.erase([here])
    window.data.erase([there])
    window.store.close()
    del window
    ws.people.everybody()
    gc.collect()
    for holder in sorted(set(holders(signs))):
        print("still held by", holder)


if __name__ == "__main__":
    main(*sys.argv[1:])
