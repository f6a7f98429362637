"""Backups, going back to them, and erasing people so that nothing of them is left."""

from __future__ import annotations

import json
import sqlite3
import stat
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import tiesmap
from tests.guarded import ANN, BOB, MAIL, REP, TIE, TRACE, dump, load, someone
from tests.stored import get
from tiesmap.model.guarding import Backup
from tiesmap.store.guarding import backups, privacy
from tiesmap.store.rows import read_versions
from tiesmap.store.store import Unusable
from tiesmap.workspace import Workspace


def files_of(workspace: Workspace) -> list[Path]:
    path = workspace.store.path
    assert path is not None
    return sorted(file for file in path.parent.rglob("*") if file.is_file())


# Backups -----------------------------------------------------------------------------------------


def test_a_backup_is_made_before_each_change_that_is_hard_to_undo(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    assert workspace.data.backups() == ()  # there was nothing to copy
    load(workspace, interactions=[MAIL])
    load(workspace, interactions=[MAIL])
    workspace.duplicates.merge(someone(workspace, "Ann Lee").id, someone(workspace, "Bob Ray").id)
    assert [backup.why for backup in workspace.data.backups()] == ["merge", "import", "import"]
    assert workspace.data.folder is not None
    assert stat.S_IMODE(workspace.data.folder.stat().st_mode) == 0o700
    for backup in workspace.data.backups():
        assert stat.S_IMODE((workspace.data.folder / backup.name).stat().st_mode) == 0o600
    assert not [path for path in files_of(workspace) if path.name.endswith((".part", "-journal"))]


def test_what_did_not_change_is_not_copied_again(workspace: Workspace) -> None:
    load(workspace, people=[ANN])
    path = workspace.store.path
    assert path is not None
    assert backups.take(path, "import", datetime(2026, 1, 1)) is not None
    assert backups.take(path, "import", datetime(2026, 1, 2)) is None
    assert workspace.data.back_up() is not None  # asked for by hand it is


def test_going_back(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    workspace.data.back_up()
    before = dump(workspace)
    load(workspace, people=[ANN | {"city": "Basel"}], interactions=[MAIL])
    changed = dump(workspace)
    workspace.data.restore(workspace.data.backups()[-1].name)
    assert dump(workspace) == before
    assert someone(workspace, "Ann Lee").city == "Bern"
    workspace.data.restore()  # the latest is what there was before going back
    assert dump(workspace) == changed


def test_no_number_is_given_out_twice_after_going_back(workspace: Workspace) -> None:
    load(workspace, people=[ANN])
    workspace.data.back_up()
    old = get(workspace.store, read_versions)
    load(workspace, people=[BOB])
    bob = someone(workspace, "Bob Ray").id
    workspace.data.restore(workspace.data.backups()[-1].name)
    load(workspace, people=[{"name": "Cy Dow", "email": "cy@x.example"}])
    assert someone(workspace, "Cy Dow").id > bob
    assert get(workspace.store, read_versions)["evidence"] > old["evidence"] + 1


def test_do_not_ask_survives_going_back(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    workspace.data.back_up()
    workspace.people.set_do_not_ask([someone(workspace, "Ann Lee").id], True)
    assert workspace.data.restore(workspace.data.backups()[-1].name) == 1
    assert someone(workspace, "Ann Lee").do_not_ask and not someone(workspace, "Bob Ray").do_not_ask


def test_a_damaged_database_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "ties.db"
    workspace = tiesmap.open(path)
    load(workspace, people=[ANN])
    workspace.data.back_up()
    workspace.store.close()
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    workspace.data.restore()
    assert someone(tiesmap.open(path), "Ann Lee").city == "Bern"
    assert path.with_name("ties.db.damaged").read_bytes() == bytes(data)


def test_a_damaged_backup_is_refused_and_nothing_changed(workspace: Workspace) -> None:
    load(workspace, people=[ANN])
    backup = workspace.data.back_up()
    assert backup is not None and workspace.data.folder is not None
    (workspace.data.folder / backup.name).write_bytes(b"SQLite format 3\0" + bytes(5000))
    before = dump(workspace)
    with pytest.raises(Unusable, match="damaged"):
        workspace.data.restore(backup.name)
    with pytest.raises(Unusable, match="no backup called"):
        workspace.data.restore("nothing")
    assert dump(workspace) == before


def test_where_no_backup_can_be_made_nothing_is_imported(workspace: Workspace) -> None:
    load(workspace, people=[ANN])
    assert workspace.data.folder is not None
    workspace.data.folder.write_text("in the way")
    before = dump(workspace)
    with pytest.raises(Unusable, match="No backup could be made"):
        load(workspace, people=[BOB])
    assert dump(workspace) == before


def test_backups_are_thinned_by_age() -> None:
    now = datetime(2026, 6, 30, 12)
    made = [now - timedelta(hours=6 * k) for k in range(4 * 100)]
    stored = [Backup(at.strftime("%Y-%m-%dT%H-%M-%S-import.db"), at, "import", 1) for at in made]
    gone = backups.superseded(stored, now)
    kept = [backup.at for backup in stored if backup not in gone]
    ages = [(now - at).days for at in kept]
    assert ages.count(0) == 4, "all of the last day"
    assert len([age for age in ages if 1 <= age <= 7]) == 8, "one of each day"
    assert 7 <= len([age for age in ages if age > 7]) <= 9, "one a week"
    assert max(ages) <= 61
    rest = [backup for backup in stored if backup not in gone]
    assert backups.superseded(rest, now) == []


def test_of_many_copies_in_one_second_the_last_is_the_newest(workspace: Workspace) -> None:
    """More than are kept of a day: twenty merges a second are no rare thing."""
    load(workspace, people=[ANN])
    path, now = workspace.store.path, datetime(2026, 6, 30, 12)
    assert path is not None
    for _ in range(2 * backups.TODAY + 5):
        made = backups.take(path, "hand", now)
        assert made is not None and backups.listed(path)[0].name == made.name
    assert len(backups.listed(path)) == backups.TODAY


def test_an_older_database_is_copied_and_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ties.db"
    workspace = tiesmap.open(path)
    load(workspace, people=[ANN])
    before = dump(workspace, (*TRACE, "migrations"))
    workspace.store.close()
    with sqlite3.connect(path) as raw:
        for name in ("merges", "decisions", "erased", "rep_settings", "migrations"):
            raw.execute(f"drop table {name}")
        raw.execute("alter table imports drop column undone")
        raw.execute("update counters set value = 1 where name = 'schema'")
        raw.execute("delete from counters where name = 'id:merges'")
        raw.execute("pragma user_version = 1")
    again = tiesmap.open(path)
    assert dump(again, (*TRACE, "migrations")) == before
    assert [backup.why for backup in again.data.backups()] == ["update"]
    again.data.undo_import()
    assert again.people.people() == ()


def test_a_database_in_memory_has_no_backups() -> None:
    workspace = tiesmap.open("sqlite://")
    load(workspace, people=[ANN])
    assert workspace.data.backups() == ()
    with pytest.raises(Unusable, match="kept in memory alone"):
        workspace.data.back_up()


# Erasing -----------------------------------------------------------------------------------------

ZED = {
    "id": "z9", "name": "Zedekiah Quill", "email": "zed.quill@quill.example", "company": "Quillery",
    "profile_url": "https://www.linkedin.com/in/zedquill", "phone": "+49 170 5550123",
    "city": "Quillburg", "notes": "Zedekiah plays chess", "Hobby": "quillwork",
}  # fmt: skip
FILES = {
    "people": [ANN | {"notes": "friend of Zedekiah Quill", "Boss": "Zedekiah Quill"}, BOB, ZED],
    "interactions": [
        MAIL | {"to": "ann@x.example; zed.quill@quill.example", "purpose": "lunch"},
        MAIL | {"notes": "about Zedekiah  Quill, zed.quill@quill.example"},
        {"date": "2026-03-02", "from": "Zedekiah Quill", "to": "Ann Lee", "channel": "email"},
        {"date": "2026-03-03", "from": "Zedekiah Quill", "to": "Ann Lee; Bob Ray",
         "channel": "meeting"},
        {"date": "2026-03-04", "from": REP, "to": "Zedekiah Quill"},
    ],
    "ties": [TIE, {"person": "z9", "other": "Ann Lee"}],
    "introductions": [{"introducer": REP, "person": "Ann Lee", "other": "z9"}],
    "relationships": [{"rep": REP, "person": "z9", "comfort": "5", "stage": "client"}],
    "targets": [{"name": "Zedekiah Quill", "why": "chess"}, {"company": "Grand Hotel", "why": ""}],
}  # fmt: skip
TRACES = (b"zedekiah", b"quill", b"5550123")


def traces(workspace: Workspace) -> list[str]:
    return [
        f"{path.name}: {trace!r}"
        for path in files_of(workspace)
        for trace in TRACES
        if trace in path.read_bytes().lower()
    ]


def lived_in(workspace: Workspace) -> Workspace:
    load(workspace, **FILES)
    workspace = replace(workspace, rep=someone(workspace, REP).id)
    workspace.people.save_person(
        replace(someone(workspace, "Zedekiah Quill"), city="Old Quillburg")
    )
    workspace.asks.keep_requests(workspace.asks.suggest_requests())
    workspace.data.back_up()
    workspace.people.save_person(
        replace(someone(workspace, "Ann Lee"), notes="knows Zedekiah Quill well")
    )
    workspace.data.back_up()
    return workspace


def test_nothing_of_an_erased_person_is_left_in_any_file(workspace: Workspace) -> None:
    workspace = lived_in(workspace)
    assert traces(workspace)
    ann, bob = someone(workspace, "Ann Lee"), someone(workspace, "Bob Ray")
    report = workspace.data.erase([someone(workspace, "Zedekiah Quill").id])
    assert traces(workspace) == []
    assert report.people == 1 and report.backups == len(workspace.data.backups()) == 2
    assert someone(workspace, "Ann Lee").notes == "knows [erased] well"
    assert someone(workspace, "Bob Ray") == bob and someone(workspace, "Ann Lee").city == ann.city
    # Mail to Ann alone, the mail to both, and the meeting that now is Bob's with Ann.
    assert len(workspace.people.contacts(ann.id)) == 3
    assert [target.company for target in workspace.ways.targets()] == ["Grand Hotel"]


def test_no_file_brings_an_erased_person_back(workspace: Workspace) -> None:
    workspace = lived_in(workspace)
    workspace.data.erase([someone(workspace, "Zedekiah Quill").id])
    trace = ("imports", "counters", "person_stated", "restated", "person_rows")
    before = dump(workspace, trace)
    load(workspace, **FILES)
    assert traces(workspace) == []
    assert dump(workspace, trace) == before
    for sign in ({"name": "Z. Q.", "email": "ZED.quill@quill.example"},
                 {"name": "Zedekiah Quill", "company": "Quillery"},
                 {"name": "Quill", "profile_url": "linkedin.com/in/zedquill/"}):  # fmt: skip
        report = workspace.files.import_files([("people.csv", _table(sign))], REP)
        assert any("erased before" in note for note in report.files[0].notes)
    assert traces(workspace) == [] and len(workspace.people.people()) == 3


def test_a_phone_number_brings_nobody_back_and_keeps_nobody_else_out(workspace: Workspace) -> None:
    """Cut short or without a name it is hers; beside another name, or an address, it is not."""
    said = {"name": "Zedekiah Quill", "email": "zed@quill.example", "phone": "+49 170 1234567"}
    workspace.files.import_files([("people.csv", _table(said))], REP)
    workspace.data.erase([someone(workspace, "Zedekiah Quill").id])
    known = len(workspace.people.people())
    chat = b"[02.03.26, 14:05:00] +49 170 1234567: hi\n[02.03.26, 14:06:00] Rita Rep: yes\n"
    workspace.files.import_files([("_chat.txt", chat)], REP)
    for name in ("Z. Quill", "Quill", "Zedekiah"):
        cells = {"name": name, "phone": "0170/1234567"}
        report = workspace.files.import_files([("people.csv", _table(cells))], REP)
        assert any("erased before" in note for note in report.files[0].notes), name
    assert len(workspace.people.people()) == known
    other = {"name": "Z. Quill", "email": "z@other.example", "phone": "0170/1234567"}
    for cells in ({"name": "Bo Quint", "phone": "0170/1234567"}, other):
        workspace.files.import_files([("people.csv", _table(cells))], REP)
    assert len(workspace.people.people()) == known + 2


def _table(row: dict[str, str]) -> bytes:
    return (",".join(row) + "\n" + ",".join(row.values()) + "\n").encode()


def test_going_back_does_not_bring_an_erased_person_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace = lived_in(workspace)
    assert workspace.data.folder is not None
    outside = tmp_path.parent / f"{tmp_path.name}-copy.db"
    outside.write_bytes((workspace.data.folder / workspace.data.backups()[0].name).read_bytes())
    workspace.data.erase([someone(workspace, "Zedekiah Quill").id])
    for name in [*(backup.name for backup in workspace.data.backups()), str(outside)]:
        workspace.data.restore(name)
        assert not workspace.people.find("Zedekiah Quill") and workspace.people.find("Ann Lee")
        assert traces(workspace) == []
    load(workspace, **FILES)
    assert traces(workspace) == []


def test_erasing_that_was_cut_off_is_finished_by_the_next_start(workspace: Workspace) -> None:
    workspace = lived_in(workspace)
    path = workspace.store.path
    assert path is not None
    with workspace.store.operation("erase") as op:
        privacy.erase(op, [someone(workspace, "Zedekiah Quill").id])
    workspace.store.close()
    assert traces(workspace)  # in the backups
    again = tiesmap.open(path)
    assert traces(again) == []
    with again.store.reading() as connection:
        assert privacy.pending(connection) == []


def test_of_two_who_share_a_name_only_one_is_erased(workspace: Workspace) -> None:
    load(workspace, people=[ANN, ANN | {"email": "ann@other.example", "company": "Other"}],
         interactions=[MAIL | {"notes": "Ann Lee called"}])  # fmt: skip
    one = next(person for person in workspace.people.people() if person.company == "Other")
    workspace.data.erase([one.id])
    ann = someone(workspace, "Ann Lee")
    assert ann.email == "ann@x.example"
    assert workspace.people.contacts(ann.id)[0]["notes"] == "Ann Lee called"


def test_a_merged_person_is_erased_with_both_cards(workspace: Workspace) -> None:
    workspace = lived_in(workspace)
    workspace.duplicates.merge(
        someone(workspace, "Bob Ray").id, someone(workspace, "Zedekiah Quill").id
    )
    workspace.data.erase([someone(workspace, "Bob Ray").id])
    assert traces(workspace) == []


def test_one_persons_data_and_nobody_elses(workspace: Workspace) -> None:
    workspace = lived_in(workspace)
    data, listed = workspace.data.export_person(someone(workspace, "Zedekiah Quill").id)
    found = json.loads(data)
    assert found["person"][0]["email"] == "zed.quill@quill.example"
    assert found["person"][0]["Hobby"] == "quillwork"
    assert found["relationships"][0]["notes"] == "Zedekiah plays chess"
    assert len(found["interactions"]) == 4
    assert found["said_by_files"][0]["file"] == "people.csv"
    assert ("hand", "Old Quillburg") in {(one["by"], one["after"]) for one in found["changes"]}
    for text in (data.decode(), listed.decode("utf-8-sig")):
        assert "Zedekiah Quill" in text and "Quillburg" in text
        for other in ("Ann Lee", "Bob Ray", REP, "ann@x.example", "bob@x.example"):
            assert other not in text
