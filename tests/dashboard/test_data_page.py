"""The page Data: undo, backups, duplicates, erasing, through the real entry point."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.dashboard.looking import fine, look, said
from tests.guarded import ANN, BOB, MAIL, load, someone
from tiesmap.workspace import Workspace

HOSTILE = "<script>alert(1)</script> **Zed** :red[x] $y$"


@pytest.fixture
def workspace(nobody: Workspace) -> Workspace:
    return nobody


def test_nothing_on_file_is_told(workspace: Workspace) -> None:
    assert "Nothing was imported yet" in said(fine(look("setup/data")))


def test_an_import_is_taken_back(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    load(workspace, interactions=[MAIL], people=[ANN | {"city": "Basel"}])
    at = fine(look("setup/data"))
    fine(at.button(key="undo 2").click().run())
    assert "Import 2: 0 people and 1 row would go, 1 value put back." in said(at)
    assert someone(workspace, "Ann Lee").city == "Basel"
    fine(at.button(key="undo yes 2").click().run())
    assert "Import 2 is undone: 0 people and 1 row removed" in said(at)
    assert someone(workspace, "Ann Lee").city == "Bern"
    assert not [button for button in at.button if button.key == "undo 2"]
    fine(at.button(key="redo import").click().run())
    assert someone(workspace, "Ann Lee").city == "Basel"
    assert not [button for button in at.button if button.key == "redo import"]


def test_a_backup_is_made_and_gone_back_to(workspace: Workspace) -> None:
    load(workspace, people=[ANN])
    at = fine(look("setup/data"))
    fine(next(b for b in at.button if b.label == "Back up now").click().run())
    load(workspace, people=[BOB])
    at = fine(look("setup/data"))
    at.selectbox(key="backup").select_index(0).run()
    at.checkbox[0].check().run()
    fine(at.button(key="restore").click().run())
    assert "The database is restored from" in said(at) and not workspace.people.find("Bob Ray")


def test_duplicates_are_decided_and_taken_apart(workspace: Workspace) -> None:
    odd = ANN | {"name": HOSTILE, "email": "z@y.example"}
    load(workspace, people=[ANN, BOB, odd])
    one, other = someone(workspace, "Ann Lee").id, someone(workspace, HOSTILE).id
    workspace.duplicates.merge(one, other)
    at = fine(look("setup/data"))
    assert HOSTILE in [text.value.split(" is part of ")[0] for text in at.text]
    fine(at.button(key="unmerge 1").click().run())
    assert someone(workspace, HOSTILE).email == "z@y.example"


def test_a_suggestion_is_decided_by_a_button(workspace: Workspace) -> None:
    twin = {"name": "Anne Lee", "company": "Acme", "phone": "+49301234567"}
    load(workspace, people=[ANN | {"phone": "0301234567"}, BOB, twin])
    pair = workspace.duplicates.suggestions()[0]
    at = fine(look("setup/data"))
    fine(at.button(key=f"later {pair.one} {pair.other}").click().run())
    assert "Nobody seems to be on file twice" in said(at)
    fine(at.toggle(key="later").set_value(True).run())
    fine(at.button(key=f"same {pair.one} {pair.other}").click().run())
    assert len(workspace.people.people()) == 3


def test_a_person_is_erased(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    ann = someone(workspace, "Ann Lee").id
    at = fine(look("setup/data"))
    person = next(box for box in at.selectbox if box.label == "Person")
    person.set_value(ann).run()
    assert at.button(key="erase").disabled
    at.checkbox(key=f"sure erase {ann}").check().run()
    fine(at.button(key="erase").click().run())
    assert not workspace.people.find("Ann Lee") and workspace.people.find("Bob Ray")


def test_what_goes_out_is_offered(workspace: Workspace) -> None:
    load(workspace, people=[ANN, BOB])
    at = fine(look("setup/data"))
    labels = [one.label for one in at.get("download_button")]
    people = ("People for a spreadsheet", "Cards for an address book")
    for name in (*people, "Introductions", "Ties", "All my data"):
        assert name in labels


def test_a_folder_is_watched_and_what_appears_is_taken_where_allowed(
    workspace: Workspace, tmp_path: Path
) -> None:
    load(workspace, people=[ANN])
    folder = tmp_path / "in"
    folder.mkdir()
    new = folder / "new.csv"
    new.write_text("name,email\nBo Hart,bo@hart.example\n")
    os.utime(new, (1, 1))
    (folder / "bad.pst").write_bytes(b"!BDN")
    os.utime(folder / "bad.pst", (1, 1))
    at = fine(look("setup/data"))
    fine(at.text_input(key="watched folder").set_value(str(folder)).run())
    assert "This would bring in 1 new person" in said(at)
    assert not [one for one in workspace.people.people() if one.name == "Bo Hart"]
    fine(at.button(key="watched take 1").click().run())
    assert [one for one in workspace.people.people() if one.name == "Bo Hart"]
    second = folder / "second.csv"
    second.write_text("name,email\nCy Dent,cy@dent.example\n")
    os.utime(second, (1, 1))
    fine(at.toggle(key="watched take").set_value(True).run())
    assert [one for one in workspace.people.people() if one.name == "Cy Dent"]
