"""A watched folder, looked at once: what it holds is shown, and taken where that was allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tiesmap.cli import main

MAIL = "From: {}\nTo: {}\nDate: Mon, {} Mar 2026 09:00:00 +0000\n\nSECRET\n"
REP, ADA, LI = ("Rita Rep <rita@us.example>", "Ada <ada@berg.example>", "Li <li@otto.example>")


def look(tmp_path: Path, *words: str) -> Result:
    database = str(tmp_path / "some.db")
    folder = str(tmp_path / "in")
    given = ["watch", folder, "--once", "--rep", "Rita Rep", "--db", database, *words]
    return CliRunner().invoke(main, given)


def fill(folder: Path) -> None:
    (folder / "mails").mkdir(parents=True)
    (folder / "mails" / "1.eml").write_text(MAIL.format(REP, ADA, 2))
    (folder / "mails" / "2.eml").write_text(MAIL.format(LI, REP, 3))
    (folder / "bad.pst").write_bytes(b"!BDN")
    (folder / ".hidden.csv").write_text("name\nNobody\n")
    (folder / "people.csv").write_text("name,email\nBo Hart,bo@hart.example\n")


def test_what_a_folder_holds_is_shown_and_taken_only_where_allowed(tmp_path: Path) -> None:
    fill(tmp_path / "in")
    shown = look(tmp_path)
    assert shown.exit_code == 0, shown.output
    assert "Nothing is stored yet" in shown.output
    assert "mails/1.eml and 1 more (mailbox" in shown.output
    assert "bad.pst is Outlook's data file" in shown.output
    assert "hidden" not in shown.output

    taken = look(tmp_path, "--take")
    assert "Nothing is stored yet" not in taken.output
    assert "2 interactions" in taken.output

    again = look(tmp_path, "--take")
    assert "2 interactions" not in again.output
    assert "nothing new" in again.output or "the same" in again.output


def test_an_empty_folder_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert look(tmp_path).exit_code == 0


def test_a_download_is_left_until_it_has_its_final_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "safari.csv.download").mkdir(parents=True)
    half = "name,email\nBo Hart,bo@hart.example\nCy De"
    for name in ("a.csv.crdownload", "b.csv.part", "c.TMP", "safari.csv.download/safari.csv"):
        (folder / name).write_text(half)
    (folder / "b.csv").write_text("")  # Firefox keeps the place
    assert look(tmp_path, "--take").output.strip() == ""
    (folder / "a.csv.crdownload").rename(folder / "a.csv")
    assert "1 people new" in look(tmp_path, "--take").output


def test_a_file_that_grows_while_one_looks_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "in" / "list.csv"
    file.parent.mkdir()
    file.write_text("name,email\n")
    grown = "name,email\nBo Hart,bo@hart.example\n"
    with monkeypatch.context() as patched:
        patched.setattr(
            "tiesmap.workspace.files.watching.time.sleep", lambda _: file.write_text(grown)
        )
        assert look(tmp_path, "--take").output.strip() == ""
    assert "1 people new" in look(tmp_path, "--take").output
