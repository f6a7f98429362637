"""What a team sees of each other on the pages, and what one rep alone does not see at all."""

from __future__ import annotations

from dataclasses import replace

from tests.dashboard.test_practice_pages import look, said
from tests.guarded import ANN, MAIL, load
from tiesmap.workspace import Workspace


def _tabs(at: object) -> set[str]:
    return {tab.label for tab in at.tabs}  # type: ignore[attr-defined]


def test_one_rep_is_shown_nothing_of_colleagues(nobody: Workspace) -> None:
    load(nobody, people=[ANN], interactions=[MAIL])
    assert "Your colleagues" not in _tabs(look("setup", view="settings"))
    assert not [box for box in look("find").text_input if box.label == "A name or a firm"]


def test_a_network_is_opened_and_found(nobody: Workspace) -> None:
    load(nobody, people=[ANN], interactions=[MAIL])
    load(nobody, "Tom Other", people=[{"name": "Zed Zorn", "company": "Zorn AG"}],
         interactions=[{"date": "2026-06-01", "from": "Tom Other", "to": "Zed Zorn"}])  # fmt: skip
    rita, tom = (one.id for one in nobody.people.reps())
    at = look("setup", view="settings", rep=str(rita))
    assert "Colleagues see nothing of your network" in said(at)
    next(box for box in at.checkbox if box.label == "Open my whole network").check()
    at = next(one for one in at.button if one.label == "Save" and "openness" in str(one.form_id))\
        .click().run()  # fmt: skip
    assert replace(nobody, rep=rita).colleagues.openness().whole
    assert "Colleagues see 1 person" in said(at) or "What they see: 1 person" in str(at.expander)
    at = look("find", rep=str(tom))
    box = next(box for box in at.text_input if box.label == "A name or a firm")
    at = box.set_value("acme").run()
    assert "Rita Rep knows Ann Lee a little (Acme)" in said(at)
