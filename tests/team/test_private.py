"""One rep works beside another whose every word is marked, and whose ties are all about the first
one's people: whatever he asks, he is answered as if the other had nothing on file."""

from __future__ import annotations

import difflib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

import tiesmap
from tests.alike import part_of_the_sample
from tests.guarded import load
from tests.postgres import Prepared
from tests.team.closing import closed
from tests.team.marked import Marked, mark
from tests.workspace.calls import READS, Facts
from tiesmap.cli import main
from tiesmap.model.colleagues import Openness
from tiesmap.store import schema
from tiesmap.store.store import open_store
from tiesmap.workspace import Workspace
from tiesmap.workspace.colleagues.open_ties import of_team

DAY = date(2026, 6, 30)
WORD = "mark-of-alma"
REP = "Maren Holloway"
LEFT = {
    "demo": "opens a dashboard",
    "move": "the keeper's",
    "backup": "the keeper's",
    "restore": "the keeper's",
    "erase": "the keeper's",
    "prepare": "the keeper's",
    "watch": "imports",
    "import": "imports",
    "coach": "refused as long as nobody is a member",
}
"""Commands that ask nothing."""
ENDINGS = {"my-data": ".zip", "ticklist": ".csv", "week": ".csv"}
"""What a command writes that does not write text."""
LEFT_CALLS = {
    *(name for name in READS if name.startswith("visits.")),
    "coach.whom",
    "coach.group",
    "coach.page",
    "coach.together",
}
"""The first write down a visit; and as long as nobody is a member, nobody coaches."""
ASKED: dict[str, list[list[str]]] = {
    "find": [["Lee"], [WORD], [f"0@{WORD}.example"]],
    "undo": [["--list"], ["--list", "--hand"]],
    "export-person": [["p020"]],
    "paths": [["--outward"], ["--wanted"], ["--reach", "next"]],
    "practice": [["notes"], ["favors"]],
    "onward": [],
    "mention": [],
    "colleague": [
        ["open"],
        ["shown"],
        ["knows", "zz"],
        ["asks"],
        ["looks"],
        ["give-and-take"],
        ["decides"],
    ],
    "tie": [],
    "outcome": [],
    "asks": [["p025"]],
    "ticklist": [],
}
"""What is asked of a command that wants to be told something; of all others nothing."""


@pytest.fixture(scope="module")
def seats(postgres: Prepared) -> Iterator[tuple[Workspace, str, str]]:
    keeper, app = closed(postgres, "private")
    seat = tiesmap.open(app, as_of=DAY)
    seat.files.import_files(part_of_the_sample(50, 200), REP)
    load(seat, "Alma Rep", people=[{"name": f"{WORD} 0", "email": f"0@{WORD}.example"}])
    reps = {person.name: person.id for person in seat.people.reps()}
    yield replace(seat, rep=reps[REP]), keeper, app
    seat.store.close()
    postgres.server.drop("private")


def _told(value: object) -> str:
    """A value whole, as text; what is packed is unpacked."""
    if isinstance(value, tuple | list):
        return "\n".join(map(_told, value))
    if isinstance(value, dict):
        return "\n".join(f"{key}: {_told(one)}" for key, one in value.items())
    if isinstance(value, pd.DataFrame):
        return str(value.to_csv())
    if isinstance(value, np.ndarray):
        return str(value.tolist())
    if isinstance(value, bytes):
        if value[:2] != b"PK":
            return value.decode("utf-8", "replace")
        with zipfile.ZipFile(io.BytesIO(value)) as packed:
            return "\n".join(
                packed.read(name).decode("utf-8", "replace")
                for name in packed.namelist()
                if "docProps" not in name
            )
    return repr(value)


_MOMENT = re.compile(r"\d{8}T\d{6}Z?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?|0x[0-9a-f]+"
                     r"|datetime\.datetime\([^)]*\)|=+\d+==|[0-9a-f-]{32,36}"
                     r"|version=\d+")  # fmt: skip
"""Of when it was asked, and by what it is told from another answer; and the number by which a card
that two have on file is kept from being written by both at once."""


def _answers(seat: Workspace, app: str, folder: Path) -> dict[str, str]:
    """What the rep is told by every call and every command."""
    facts = Facts(seat)
    found = {}
    for name, call in READS.items():
        if name in LEFT_CALLS:
            continue
        found[name] = _told(call(facts)())
    return _timeless(found | _commands(app, folder))


def _commands(
    app: str, folder: Path, names: Iterable[str] = tuple(main.commands)
) -> dict[str, str]:
    found = {}
    for name in names:
        for given in [] if name in LEFT else ASKED.get(name, [[]]):
            out = folder / f"{name}{ENDINGS.get(name, '.txt')}"
            put = ["--out", str(out)] if name in ("my-data", "ticklist", "week") else []
            asked = [name, *given, "--db", app, "--rep", REP, "--as-of", DAY.isoformat(), *put]
            done = CliRunner().invoke(main, asked)
            assert not put or out.exists(), done.output
            said = _told(out.read_bytes()) if put else ""
            found[" ".join([name, *given])] = f"{done.exit_code}\n{done.stdout}\n{said}"
    return found


def _timeless(found: dict[str, str]) -> dict[str, str]:
    return {name: _MOMENT.sub("", text) for name, text in found.items()}


def _differ(one: dict[str, str], other: dict[str, str]) -> dict[str, list[str]]:
    """The first lines of each answer that are not the same."""
    return {
        name: list(difflib.unified_diff(one[name].splitlines(), text.splitlines(), n=0))[3:7]
        for name, text in other.items()
        if text != one[name]
    }


def _come(seat: Workspace, keeper: str) -> Workspace:
    """The colleague's work: all about the rep's people, and each of his texts marked."""
    people = [person for person in seat.people.people() if not person.rep]
    some = [{"name": p.name, "email": p.email, "notes": f"{WORD} on {p.id}", "comfort": "5"}
            for p in people if p.email and p.name][:40]  # fmt: skip
    mails = [
        {"date": f"2026-06-{1 + k % 28:02}", "from": "Alma Rep", "to": one["email"],
         "channel": "meeting", "purpose": WORD, "notes": f"{WORD} {k}"}
        for k, one in enumerate(some * 3)
    ]  # fmt: skip
    ties = [{"person": one["email"], "other": other["email"], "kind": "friend", "strength": "5"}
            for one in some[:20] for other in some[20:30]]  # fmt: skip
    number = load(seat, "Alma Rep", people=some, interactions=mails, ties=ties)
    reps = {person.name: person.id for person in seat.people.reps()}
    alma = replace(seat, rep=reps["Alma Rep"])
    mine = next(p.id for p in alma.people.people() if p.name == f"{WORD} 0")
    alma.people.judge_tie(*[p.id for p in people if p.email and p.name][:2], 1)
    alma.ways.outward("near", 20)
    kept = frozenset(p.id for p in people if p.email in {one["email"] for one in some[:5]})
    assert alma.colleagues.open(Openness(whole=True, private=kept | {mine})) == len(some) - 5
    store = open_store(keeper)
    others = tuple(p.id for p in alma.people.people() if p.id not in (mine, alma.rep))
    with store.writing() as connection:
        mark(connection, Marked(reps["Alma Rep"], WORD, (mine, *others[:3]), number))
    store.close()
    return alma


def test_whom_a_colleagues_file_has_a_rep_write_with_he_has_on_file(
    seats: tuple[Workspace, str, str],
) -> None:
    """The sample's mails are of three reps, and one of them brought them in."""
    seat, *_ = seats
    told, to = schema.interactions, schema.recipients
    for rep in (one for one in seat.people.reps() if one.id != seat.rep):
        own = replace(seat, rep=rep.id)
        with own.view() as view:
            mine = view.connection.execute(sa.select(told.c.id).where(told.c.rep == rep.id)).all()
            named = sa.select(to.c.person).join(told, told.c.id == to.c.interaction)
            whom = set(view.connection.execute(named.where(told.c.rep == rep.id)).scalars())
            assert whom <= view.people.keys() == set(view.network.ids.tolist())
            assert whom - {rep.id} <= set(view.contacts["person"])
        assert len(whom) > 5 if rep.name != "Alma Rep" else not mine
        own.week.week()
        assert {one.name for one in own.people.people()} >= {rep.name}


def test_a_colleagues_words_and_ties_change_no_answer(
    seats: tuple[Workspace, str, str], tmp_path: Path
) -> None:
    seat, keeper, app = seats
    facts = Facts(seat)
    assert len(facts.requests) > 2
    _commands(app, tmp_path, ["requests"])  # puts asks on the list
    before = _answers(seat, app, tmp_path)
    alma = _come(seat, keeper)
    # One process serves both: what was worked out for her is at hand, and not for him.
    with alma.view() as view:
        assert WORD in _told([person.notes for person in view.people.values()])
        assert len(view.network.ties) > 200
    after = _answers(seat, app, tmp_path)
    assert len(after) > 150
    for name, text in after.items():
        assert WORD not in text or WORD in name, name
    # What she opened is told to whoever asks for his data, and enters nothing else.
    assert _differ(before, after).keys() == {"export-person p020"}
    private = alma.colleagues.openness().private
    shown = {one.person for one in alma.colleagues.shown()}
    assert len(private) == 6 and not private & shown
    with seat.view() as view:
        assert {one.tie.person for one in of_team(view)} == shown
    for person in private:
        assert seat.colleagues.who_knows(person) == ()
