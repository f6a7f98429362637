"""The sample shows what asking brings: some asks were won, some lost, some wait."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import tiesmap
from tiesmap.model.days import day_number
from tiesmap.model.statuses import Status
from tiesmap.workspace.letters.common_ground import over_by
from tiesmap.workspace.sample import ASKED, GAIN, ask_around, sample_files


def test_the_first_rep_has_asked_won_and_lost(tmp_path: Path) -> None:
    path, day = tmp_path / "sample.db", date(2026, 6, 30)
    at = tiesmap.open(path)
    at.files.import_files(sample_files())
    assert ask_around(at) == len(ASKED)
    assert ask_around(at) == 0  # once
    workspace = tiesmap.open(path, rep="Maren Holloway", as_of=day)
    found = workspace.asks.requests()
    assert len({one.connector_id for one in found}) == len(ASKED)
    assert {"client", "opportunity", "not_now", ""} == {one.outcome for one in found}
    assert {one.status for one in found} == {
        Status.MET, Status.DECLINED, Status.NO_ANSWER, Status.REFUSED, Status.AGREED, Status.ASKED,
        Status.PLANNED,
    }  # fmt: skip
    won = next(one for one in found if one.outcome == "client")
    steps = workspace.asks.history(won)
    assert won.asked_on == day - timedelta(days=150)
    assert [(day - step.at.date()).days for step in steps][-3:] == [139, 121, 84]
    # The letters say what the other gains.
    (planned,) = (one for one in found if one.status == Status.PLANNED)
    letter = workspace.letters.letters(planned)[0]
    assert GAIN in letter.body and GAIN in letter.note
    # What came of them is on Health: not an empty page.
    assert any(tally.asked for tallies in workspace.asks.outcomes().values() for tally in tallies)


def test_many_proposed_categories_are_decided_as_one_thing(tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    names = ("Hotel Lux", "Hotel Alba", "Sparkasse Ulm", "Sparkasse Jena", "Kanzlei Roth")
    people = "name,email,company,rep\nRita Rep,r@x.example,,yes\n" + "".join(
        f"Guest {k},g{k}@x.example,{name},\n" for k, name in enumerate(names)
    )
    tiesmap.open(path).files.import_files([("people.csv", people.encode())])
    workspace = tiesmap.open(path, rep="Rita Rep")
    workspace.start.decide({"Hotels": "Hotels", "Banking": "Banks", "Legal": ""})
    said = {one.company: one.known_category for one in workspace.people.people() if one.company}
    assert said == {
        "Hotel Lux": "Hotels", "Hotel Alba": "Hotels", "Sparkasse Ulm": "Banks",
        "Sparkasse Jena": "Banks", "Kanzlei Roth": "",
    }  # fmt: skip
    last = workspace.data.last_by_hand()
    assert last is not None
    workspace.data.undo_last(last.number)
    assert {one.known_category for one in workspace.people.people()} == {""}


def test_a_meeting_of_this_afternoon_is_not_over_in_the_morning() -> None:
    today, nine = date(2026, 6, 30), datetime(2026, 6, 30, 9)
    at_eight, at_three = (day_number(datetime(2026, 6, 30, hour)) for hour in (8, 15))
    assert at_eight <= over_by(today, nine) < at_three
    assert at_three <= over_by(today, datetime(2026, 7, 2, 9))  # a look back at that day
