"""Kinds of faults that people reported of other programs, each by small files of its own.

The files stand in tests/cases/kinds.toml, with what is expected of them by hand: who is there, by
what, and what is told. Read and matched as an import does it, file after file.
"""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.intake.batches import NOBODY, remember
from tests.places import CASES
from tiesmap.intake.reader import Reader
from tiesmap.intake.who.matching import match
from tiesmap.model.intake import Matched
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Refused

KINDS = tomllib.loads((CASES / "kinds.toml").read_text("utf-8"))["case"]
READER = Reader(as_of=date(2026, 11, 1), called=("Test Rep",))
MERGED = ("name", "email", "phone", "company", "title", "category", "city", "profile_url")


def data_of(file: Mapping[str, str]) -> bytes:
    if "base64" in file:
        return base64.b64decode(file["base64"])
    return file["text"].encode(file.get("encoding", "utf-8"))


def told(records: list[PersonRecord]) -> dict[str, Any]:
    """What the rows about somebody say together: of each field the first, of addresses all."""
    found: dict[str, Any] = {
        name: next((v for r in records if (v := getattr(r, name))), "") for name in MERGED
    }
    for one, more in (("emails", "email"), ("phones", "phone")):
        every = [v for r in records for v in (getattr(r, more), *getattr(r, one)) if v]
        found[one] = sorted(set(every))
    found["former"] = sorted({name for r in records for name in r.former})
    found["notes"] = "\n".join(r.notes for r in records if r.notes)
    found["extra"] = {name: text for r in records for name, text in r.extra.items()}
    found["stage"] = next((r.stage for r in records if r.stage), "")
    found["do_not_ask"] = any(r.do_not_ask for r in records)
    found["connected_on"] = next((str(r.connected_on) for r in records if r.connected_on), "")
    return found


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case["name"])
def test_kind(case: Mapping[str, Any]) -> None:
    known, people = NOBODY, dict[int, list[PersonRecord]]()
    names: dict[int, str] = {}
    notes: list[str] = []
    problems: list[str] = []
    matched: Matched | None = None
    interactions = 0
    for file in case["files"]:
        answers = {file["name"]: file["answers"]} if "answers" in file else {}
        try:
            checked = replace(READER, answers=answers).read_all([(file["name"], data_of(file))])
            matched = match(checked, known, "Test Rep")
        except Refused as refused:
            assert case.get("refused", "nothing is refused") in str(refused)
            return
        start = max(known.names, default=0) + 1
        ids: dict[int, int] = {}
        for person in matched.people:
            ref = person.ref
            number = ref if ref > 0 else ids.setdefault(ref, start + len(ids))
            people.setdefault(number, []).append(person.record)
        known = remember(matched, known)
        names = dict(known.names)
        notes += [note for one in matched.files for note in one.notes]
        problems += [
            p.message for p in (*matched.problems, *(p for f in checked for p in f.problems))
        ]
        interactions += sum(len(one.interactions) for one in matched.files)
    assert "refused" not in case
    found = [told(rows) for n, rows in people.items() if names[n] != "Test Rep"]
    for wanted in case["people"]:
        good = [one for one in found if all(one[key] == value for key, value in wanted.items())]
        assert good, f"nobody is {wanted}: {found}"
        found.remove(good[0])
    assert not found, "nobody else is there"
    for part in case.get("notes", ()):
        assert any(part in note for note in notes), notes
    for part in case.get("problems", ()):
        assert any(part in problem for problem in problems), problems
    if not case.get("problems"):
        assert not problems
    if "interactions" in case:
        assert interactions == case["interactions"]
    assert matched is not None
