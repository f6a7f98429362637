"""Who stands as owner of rows is asked about once. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import tiesmap
from tests.guarded import REP, someone
from tiesmap.workspace import Workspace

LIST = (
    "First Name,Last Name,Email,Contact owner,Lifecycle Stage\n"
    "Ann,Lee,ann@x.example,Nicole Hug,Customer\n"
    "Bob,Ray,bob@x.example,Nicole Hug,Lead\n"
    f"Cy,Day,cy@x.example,{REP},Customer\n"
).encode()


def begun(path: Path) -> Workspace:
    people = f"name,email,rep\n{REP},rep@us.example,yes\n".encode()
    tiesmap.open(path).files.import_files([("people.csv", people), ("crm.csv", LIST)], REP)
    return tiesmap.open(path, rep=REP, as_of=date(2026, 6, 30))


def test_an_owner_of_rows_is_asked_about_once(tmp_path: Path) -> None:
    workspace = begun(tmp_path / "t.db")
    ((nicole, many),) = workspace.start.owners()
    assert (nicole.label, many, nicole.rep) == ("Nicole Hug", 2, True)
    workspace.start.answer_owner(nicole.id, colleague=True)
    assert workspace.start.owners() == ()
    assert someone(workspace, "Nicole Hug").rep
    # A later file asks no more.
    more = LIST.replace(b"Bob,Ray,bob@x.example", b"Dee,Fox,dee@x.example")
    workspace.files.import_files([("crm.csv", more)])
    assert workspace.start.owners() == ()


def test_who_is_no_colleague_knows_these_people_and_who_is_the_rep_gives_them(
    tmp_path: Path,
) -> None:
    workspace = begun(tmp_path / "t.db")
    ((nicole, _),) = workspace.start.owners()
    workspace.start.answer_owner(nicole.id, colleague=False)
    assert not someone(workspace, "Nicole Hug").rep and workspace.start.owners() == ()
    assert len(workspace.people.reps()) == 1
    workspace.data.undo_last()
    ((nicole, _),) = workspace.start.owners()
    workspace.duplicates.merge(workspace.rep_id, nicole.id)
    contacts = {tie.other for tie in workspace.ways.ties(workspace.rep_id)}
    assert {"Ann Lee", "Bob Ray", "Cy Day"} <= contacts
