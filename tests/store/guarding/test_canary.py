"""Nothing of somebody erased is left in any byte of the data folder, whatever happened before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import tiesmap
from benchmarks.canary import files_about, found_in, victim, words_of
from tests.guarded import ANN, BOB, load, someone


def test_no_byte_tells_of_somebody_erased(tmp_path: Path) -> None:
    """A merge and an import that was taken back lie behind; the backups are of before them."""
    numbers = range(4)
    workspace = tiesmap.open(tmp_path / "ties.db", as_of=date(2026, 6, 30))
    load(workspace, people=[ANN, BOB])
    load(workspace, **files_about(numbers))
    # Other addresses of the same people, and cards of their own, which are taken back.
    again = [victim(k) | {"email": f"zqother{k}x@z.example", "id": f"q{k}", "profile_url": ""}
             for k in numbers]  # fmt: skip
    load(workspace, people=again, interactions=[
        {"date": "2026-05-01", "from": f"zqother{k}x@z.example", "to": f"friend{k}@f.example"}
        for k in numbers
    ])  # fmt: skip
    workspace = replace(workspace, rep=someone(workspace, "Rita Rep").id)
    ann = someone(workspace, "Ann Lee")
    workspace.people.save_person(replace(ann, notes="ask zqother1x@z.example"))
    workspace.data.undo_import()
    for k in numbers:
        workspace.people.set_category(
            [someone(workspace, f"Friend {k}").id], f"seen by {victim(k)['name']}"
        )
    workspace.people.rate_categories({f"seen by {victim(k)['name']}": 3 for k in numbers})
    workspace.data.back_up()
    of = {k: workspace.people.find(victim(k)["email"])[0].id for k in numbers}
    workspace.duplicates.merge(of[0], of[1])
    words = words_of(numbers)
    assert len(workspace.data.backups()) >= 4 and found_in(tmp_path, words)
    workspace.data.erase([of[k] for k in numbers if k != 1])
    assert found_in(tmp_path, words) == []
    assert len(workspace.people.people()) == 3 + len(numbers)
    load(workspace, **files_about(numbers))
    assert found_in(tmp_path, words) == []
    workspace.store.close()


def test_what_a_killed_process_left_half_copied_goes_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "ties.db"
    workspace = tiesmap.open(path)
    load(workspace, people=[ANN])
    workspace.data.back_up()
    folder = workspace.data.folder
    assert folder is not None
    kept = {one.name for one in folder.iterdir()}
    workspace.store.close()
    left = [
        folder / "2026-01-01T00-00-00-import.db.part", tmp_path / "ties.db.restore.part",
        folder / "2026-01-01T00-00-00-import.db.part-journal",
        tmp_path / "ties.db.restore.part-wal",
    ]  # fmt: skip
    for one in left:
        one.write_bytes(path.read_bytes())
    mine = tmp_path / "ties.db.notes.part"
    mine.write_text("not ours")
    again = tiesmap.open(path)
    assert not any(one.exists() for one in left)
    assert {one.name for one in folder.iterdir()} == kept and mine.exists()
    for one in left:
        one.write_bytes(path.read_bytes())
    again.data.erase([someone(again, "Ann Lee").id])
    assert not any(one.exists() for one in left)
    again.store.close()
