"""A year on the sample, the clock moved week by week: no due date ignores a real contact.

Expected are the days of contact as they stand in the files of the sample, read with the standard
library.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest

import tiesmap
from tests.places import SAMPLE
from tests.stored import get
from tiesmap.model.practice import Note
from tiesmap.store import keys
from tiesmap.workspace import Workspace

LAST = date(2026, 6, 30)
MAREN = "p001"
CONTACT_FAVORS = ("note", "gift", "visit")


@pytest.fixture(scope="module")
def workspace(
    tmp_path_factory: pytest.TempPathFactory, sample_database: bytes
) -> Iterator[Workspace]:
    database = tmp_path_factory.mktemp("year") / "ties.db"
    database.write_bytes(sample_database)
    opened = tiesmap.open(database, as_of=LAST)
    yield opened
    opened.store.close()


def rows(file: str) -> list[dict[str, str]]:
    with (SAMPLE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def days_of_contact() -> dict[str, list[date]]:
    """By whom Maren was in touch with (an id of the files): each day, sorted."""
    found: dict[str, set[date]] = {}

    def add(one: str, other: str, day: str) -> None:
        if MAREN in (one, other) and day:
            found.setdefault(other if one == MAREN else one, set()).add(
                date.fromisoformat(day[:10])
            )

    for row in rows("interactions"):
        to = row["to"].split(";")
        meeting = row["channel"] == "meeting"
        pairs = combinations([row["from"], *to], 2) if meeting else ((row["from"], o) for o in to)
        for one, other in pairs:
            add(one, other, row["date"])
    for row in rows("ties"):
        add(row["person"], row["other"], row["last_contact"])
    for row in rows("notes"):
        add(row["rep"], row["person"], row["date"])
    for row in rows("favors"):
        if row["direction"] == "given" and row["kind"] in CONTACT_FAVORS:
            add(row["rep"], row["person"], row["date"])
    return {person: sorted(days) for person, days in found.items()}


def test_no_due_date_ignores_a_real_contact(workspace: Workspace) -> None:
    days, ids = days_of_contact(), get(workspace.store, keys.public_ids)
    seen, moved, before = 0, 0, {}
    for week in range(52, -1, -1):
        today = LAST - timedelta(weeks=week)
        then = replace(workspace, as_of=today)
        for health in then.week.health():
            real = [day for day in days.get(ids[health.person], ()) if day <= today]
            last = max(real, default=None)
            assert health.last_contact == last, (today, health)
            assert health.due == (last or today) + timedelta(days=health.days if last else 0)
            late = (today - health.due).days
            assert (health.color == "green") == (late <= 0 and last is not None), health
            assert (health.color == "red") == (late > health.days / 2)
            moved += before.get(health.person, last) != last
            before[health.person] = last
            seen += 1
        for item in then.week.week() if week % 4 == 0 else ():
            # An ask is said with its planned day, as on My asks; all else is due within the week.
            planned = item.kind == "ask"
            assert (planned or item.due <= today + timedelta(days=6)) and item.purpose.strip()
            if item.kind == "contact":
                last = max((d for d in days.get(ids[item.person], ()) if d <= today), default=None)
                health = then.week.health_of(item.person)
                assert health is not None and item.due in (health.due, health.next_on)
                assert last is None or item.due > last
    assert seen > 4_000 and moved > 500, "the year has contacts that move what is due"


def test_a_contact_of_today_moves_what_is_due_by_itself(workspace: Workspace) -> None:
    item = next(item for item in workspace.week.week() if item.kind == "contact")
    before = workspace.week.health_of(item.person)
    assert before is not None and before.color == "red"
    note = workspace.week.record(Note(0, 0, item.person, LAST, "called"))
    after = workspace.week.health_of(item.person)
    assert after is not None and after.color == "green"
    assert after.due == LAST + timedelta(days=after.days)
    assert item.person not in {one.person for one in workspace.week.week() if one.kind == "contact"}
    workspace.week.remove_entry(note)
    assert workspace.week.health_of(item.person) == before
    mail = (
        f"date,from,to\n2026-06-30,{MAREN},{get(workspace.store, keys.public_ids)[item.person]}\n"
    )
    report = workspace.files.import_files([("interactions.csv", mail.encode())])
    assert workspace.week.health_of(item.person) == after
    assert report.id is not None
    workspace.data.undo_import(report.id)
    assert workspace.week.health_of(item.person) == before
