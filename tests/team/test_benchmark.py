"""benchmarks/team.py brings in what it says, and each rep of it gets his own pages."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks import team
from tests.postgres import Prepared
from tiesmap.store import schema


def test_an_invented_team_is_brought_in_and_measured(
    postgres: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(team, "MORE", 20)
    size = team.Size(reps=2, people=40, contacts=120, sessions=2)
    address = team.closed(postgres.server, "measured")
    took = team.bring(address, size)
    seats = team._seats(address, 2)
    for rep, seat in enumerate(seats):
        with seat.view() as view:
            rows = sa.select(sa.func.count()).select_from(schema.interactions)
            assert view.connection.execute(rows).scalar_one() == 60
            # Thirty of his own list, and the reps.
            assert len(view.people) == 30 + size.reps
        assert seat.ways.outward("near", 5, accounts=True), rep
    alone = team.alone(address, size)
    both = team.together(address, size)
    assert all(value > 0 for value in {**took, **alone, **both}.values())
    for seat in seats:
        seat.store.close()
    postgres.server.drop("measured")
