"""What the page says of files speaks of what is on the page."""

from __future__ import annotations

from pathlib import Path

import tiesmap
from tests.repfiles import REP
from tiesmap.dashboard.setup import reports

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
    ]
    report = tiesmap.open(tmp_path / "own.db").files.import_files(files, REP)
    notes = [note for file in report.files for note in file.notes]
    said = [note for note, _ in reports.said(report)]
    for option in ("(--machines", "(--take-in", "-clients.)"):
        assert any(option in note for note in notes), notes
    assert not [note for note in said if "--" in note]
    assert len(said) == len(set(notes)) + 1  # and which column is kept
