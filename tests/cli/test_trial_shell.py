"""A trial by shell: announced, agreed to, this week as drawn, stopped, and told."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from click.testing import CliRunner

import tiesmap
from tests.guarded import ANN, REP, load
from tiesmap.cli import main


def test_a_whole_trial(tmp_path: Path) -> None:
    database = str(tmp_path / "ties.db")
    load(tiesmap.open(database), REP, people=[ANN])

    def run(day: str, *words: str, code: int = 0) -> str:
        at = ["--db", database, "--as-of", day]
        done = CliRunner().invoke(main, ["trial", *words, *at], catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.output

    before, first = "2026-06-30", "2026-07-06"
    assert "There is no trial" in run(before, "show")
    assert run(before, "show", "--json").endswith('{\n  "trial": []\n}\n')
    assert "week to come" in run(before, "start", "--from", before, code=1)
    assert "8 weeks from 6 July 2026" in run(before, "start", "--from", "2026-07-08")
    asked = run(before, "show")
    assert "only if you say yes" in asked and "to a coach the sum" in asked
    assert "You take part in the trial from 6 July 2026" in run(before, "join")
    said = run(first, "show", "--json")
    (found,) = json.loads(said[said.index("{") :])["trial"]
    # The lot as docs/team.md tells it: whoever has the seed checks it.
    even = sha256(f"{found['seed']}/{found['rep']}/0".encode()).digest()[0] % 2 == 0
    assert found["this_week"] == ("near" if even else "far")
    assert f"By lot this is a {'near week' if even else 'week for the next circle'}" in run(
        first, "show"
    )
    assert "no more" in run("2026-07-22", "leave")
    assert "1 pair of weeks count" in run("2026-07-22", "stop")
    told = run("2026-07-22", "show")
    assert "As drawn, your asks, 1 pair of weeks:\n  Asks made: 0 near, 0 for the next" in told
    assert "nothing to compare" in told and "As asked, your asks" in told and "the team" not in told
    assert "to a coach the sum" not in told
    said = run("2026-07-22", "show", "--json")
    results = json.loads(said[said.index("{") :])["trial"][0]["results"]
    assert [(row["counted"], row["name"]) for row in results][:1] == [("As drawn", "asked")]
    assert len(results) == 7
