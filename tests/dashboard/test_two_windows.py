"""Two windows edit one person: the second is told, and what was typed in it is not lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.looking import fine, look
from tests.guarded import ANN, MAIL, REP, load, someone
from tiesmap.model.practice import Action
from tiesmap.workspace import Workspace


@pytest.fixture
def workspace(nobody: Workspace) -> Workspace:
    load(nobody, people=[ANN], interactions=[MAIL])
    return nobody


def window(person: int, part: str) -> AppTest:
    """The page of a person, at a part of it."""
    return fine(look("people", person=str(person), part=part))


def put(at: AppTest, label: str, text: str) -> None:
    next(box for box in at.text_input if box.label == label).set_value(text)


def save(at: AppTest) -> str:
    next(button for button in at.button if button.label == "Save").click()
    at.run()
    assert not at.exception
    return "\n".join(str(text.value) for text in at.text)


def test_the_second_window_is_told_and_keeps_what_was_typed(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee")
    one, other = window(ann.id, "On file"), window(ann.id, "On file")
    put(one, "City", "Aarau")
    put(other, "Title", "Head of Sales")
    save(one)
    told = save(other)
    assert "Ann Lee was changed in another window" in told
    assert "city is now 'Aarau'" in told
    assert (someone(workspace, "Ann Lee").city, someone(workspace, "Ann Lee").title) == (
        "Aarau",
        "",
    )
    # What was typed is still there, and saves once the newer state is shown.
    title = next(box for box in other.text_input if box.label == "Title")
    assert title.value == "Head of Sales"
    save(other)
    after = someone(workspace, "Ann Lee")
    assert (after.city, after.title) == ("Aarau", "Head of Sales")


def press(at: AppTest, label: str) -> str:
    next(button for button in at.button if button.label == label).click()
    at.run()
    assert not at.exception
    return "\n".join(str(text.value) for text in at.text)


def test_a_promise_changed_in_the_other_window_is_not_overwritten(workspace: Workspace) -> None:
    ann = someone(workspace, "Ann Lee").id
    own = replace(workspace, rep=someone(workspace, REP).id)
    promise = own.week.record(Action(0, 0, ann, date(2026, 6, 1), "promise", "send it"))
    at = window(ann, "Plan")
    box = next(box for box in at.selectbox if box.label == "Change one of them")
    box.set_value(0).run()
    changed = own.week.record(replace(promise, due=date(2026, 7, 1)), was=promise)
    assert "was changed since you opened this page" in press(at, "Done today")
    assert own.week.practice().plans == (changed,)
    # Now the page has shown what it is, so the same click counts.
    at.run()
    press(at, "Done today")
    (done,) = own.week.practice().plans
    assert done.due == date(2026, 7, 1) and done.done_on is not None


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "soon"])
def test_a_day_that_cannot_be_meant_is_said_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    monkeypatch.setenv("TIESMAP_AS_OF", day)
    at = look()
    said = "\n".join(str(text.value) for text in at.text)
    assert f"TIESMAP_AS_OF: '{day}'" in said and "did not expect" not in said
    at.run()
    assert "TIESMAP_AS_OF" not in "\n".join(str(text.value) for text in at.text)
