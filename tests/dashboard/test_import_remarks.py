"""What the page says of files speaks of what is on the page."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path

import tiesmap
from tests.repfiles import REP
from tiesmap.dashboard.setup import reports
from tiesmap.model.intake import Note

_MAIL = """From x Mon Jan 05 10:00:00 2026
From: {}
To: Lena Hartwig <lena@hartwig.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000

Hi.

"""


def test_no_remark_names_an_option_of_the_shell(tmp_path: Path) -> None:
    mails = "".join(
        map(_MAIL.format, ("Shop <orders@shop.example>", "Ada Moor <ada@moor.example>"))
    )
    phone = "Name,Phone\nMami,+49 171 5550101\nBo Ray,+49 171 5550102\n"
    clients = "Kd-Nr,Name,E-mail\n1,Cy Fox,cy@fox.example\n2,Di Vos,di@vos.example\n"
    files = [
        ("mails.mbox", mails.encode()),
        ("phone.csv", phone.encode()),
        ("Kundenliste.csv", clients.encode()),
        ("crm.csv", b"Name,Email,Contact Owner\nEd Fry,ed@fry.example,Tom Lee\n"
                    b"Flo Gay,flo@gay.example,Una Poe\n"),
    ]  # fmt: skip
    report = tiesmap.open(tmp_path / "own.db").files.import_files(files, REP)
    notes = [note for file in report.files for note in file.notes]
    said = [note for note, _ in reports.said(report)]
    for option in ("(--machines", "(--take-in", "-clients.)", "(by shell: --rep"):
        assert any(option in note for note in notes), notes
    assert not [note for note in said if "--" in note]
    kept = [note for note in said if note.startswith("Kept with each person, too")]
    assert kept and len(said) == len(set(notes)) + len(kept)


def test_a_file_that_is_nobodys_is_told_without_the_shell(tmp_path: Path) -> None:
    files = [("ratings.csv", b"name,email,comfort\nBo Ray,bo@bay.example,3\n")]
    report = tiesmap.open(tmp_path / "own.db").files.preview_import(files)
    assert any("by shell with --rep NAME" in note for file in report.files for note in file.notes)
    assert not [note for note, _ in reports.said(report) if "--" in note]


def test_a_note_is_a_text_that_is_copied_whole() -> None:
    note = Note("Left out", " (--machines takes them in)", " (2).", "machines")
    assert note == "Left out (--machines takes them in) (2)." and json.dumps(note) == f'"{note}"'
    for other in (copy.deepcopy(note), pickle.loads(pickle.dumps(note))):
        assert (other, other.plain, other.about) == (note, "Left out (2).", "machines")
