"""A name is not replaced by a part of it, nor by a worse spelling. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import REP, load


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("Steven Ortega", "Steve", "Steven Ortega"),
        ("Steven Ortega", "Ortega", "Steven Ortega"),
        ("Ada Maria Berg", "Ada Berg", "Ada Maria Berg"),
        ("Renee Lattimer", "Lattimer, Renee", "Renee Lattimer"),
        ("Heather Jefferson", "Heather JEFFERSON", "Heather Jefferson"),
        ("HEATHER JEFFERSON", "Heather Jefferson", "Heather Jefferson"),
        ("Lattimer, Renee", "Renee Lattimer", "Renee Lattimer"),
        ("Steve", "Steven Ortega", "Steven Ortega"),
        ("Ada Berg", "Ada Maria Berg", "Ada Maria Berg"),
        ("Ada Offner", "Ada Berg", "Ada Berg"),
        ("Jorg Muller", "Jörg Müller", "Jörg Müller"),
    ],
)
def test_the_fuller_name_stays(tmp_path: Path, before: str, after: str, kept: str) -> None:
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(workspace, people=[{"name": REP, "email": "rep@us.example", "rep": "yes"}])
    for name in (before, after):
        load(workspace, people=[{"name": name, "email": "so@freight.example"}])
    (person,) = [person for person in workspace.people.people() if not person.rep]
    workspace.store.close()
    assert person.name == kept
