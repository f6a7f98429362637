"""What a team sees of each other on the pages, and what one rep alone does not see at all."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

from streamlit.testing.v1 import AppTest

from tests.dashboard.looking import look, said
from tests.dashboard.names import table_with_names
from tests.guarded import ANN, MAIL, load
from tests.places import ROOT
from tiesmap.model.colleague_asks import Answer
from tiesmap.model.colleagues import Openness
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace import Workspace


def _tabs(at: AppTest) -> set[str]:
    return {tab.label for tab in at.tabs}


def test_one_rep_is_shown_nothing_of_colleagues(nobody: Workspace) -> None:
    load(nobody, people=[ANN], interactions=[MAIL])
    assert "Your colleagues" not in _tabs(look("setup", view="settings"))
    assert not [box for box in look("find").text_input if box.label == "A name or a firm"]


def _two(nobody: Workspace) -> tuple[Workspace, Workspace]:
    """Two reps: one wrote to Ann, the other to Zed."""
    load(nobody, people=[ANN], interactions=[MAIL])
    load(nobody, "Tom Other", people=[{"name": "Zed Zorn", "company": "Zorn AG"}],
         interactions=[{"date": "2026-06-01", "from": "Tom Other", "to": "Zed Zorn"}])  # fmt: skip
    rita, tom = (replace(nobody, rep=one.id) for one in nobody.people.reps())
    return rita, tom


def _press(at: AppTest, label: str) -> AppTest:
    return next(one for one in at.button if one.label == label).click().run()


_LOOK = """
import sys
from tests.dashboard.looking import look
print(look("find", rep=sys.argv[1]).selectbox(key="pick rep sidebar").value)
"""


def test_the_second_rep_is_shown_without_a_stack_trace_in_the_log(nobody: Workspace) -> None:
    """In a process of its own: what it warns of Streamlit says there, and once."""
    _, tom = _two(nobody)
    done = subprocess.run(
        [sys.executable, "-c", _LOOK, str(tom.rep)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.stdout.split() == [str(tom.rep)], done.stderr
    assert "most recent call last" not in done.stderr


def test_who_has_a_seat_and_nobody_on_file_is_led_to_his_files(nobody: Workspace) -> None:
    nobody.people.make_rep(nobody.people.save_person(Person(PersonId(0), "Rita Rep")).id)
    assert "There is no network yet" in said(look("week"))
    start = look("setup", view="start")
    assert "Bring in the files" in said(start) and "Step 3 of 4" not in said(start)
    home = look()
    assert [one.value for one in home.title] == ["Setup"]


def test_a_network_is_opened_and_found(nobody: Workspace) -> None:
    rita, tom = _two(nobody)
    at = look("setup", view="settings", rep=str(rita.rep))
    assert "Colleagues see nothing of your network" in said(at)
    next(box for box in at.checkbox if box.label == "Open my whole network").check()
    at = next(one for one in at.button if one.label == "Save" and "openness" in str(one.form_id))\
        .click().run()  # fmt: skip
    assert rita.colleagues.openness().whole and "nothing of your network" not in said(at)
    at = look("find", rep=str(tom.rep))
    box = next(box for box in at.text_input if box.label == "A name or a firm")
    at = box.set_value("acme").run()
    assert "Rita Rep knows Ann Lee a little (Acme)" in said(at)
    at = _press(at, "Ask")
    assert "counts as no" in said(at) and at.button(key="ask the colleague")


def test_an_ask_to_a_colleague_stands_on_the_board_and_on_both_healths(nobody: Workspace) -> None:
    rita, tom = _two(nobody)
    rita.colleagues.open(Openness(whole=True))
    number = tom.colleague_asks.ask(rita.rep_id, rita.colleagues.shown()[0].person, "a loan")
    at = look("asks", rep=str(tom.rep))
    assert "waits for an answer" in said(at)
    rita.colleague_asks.answer(number, Answer.YES)
    at = look("asks", rep=str(tom.rep))
    assert "yes: passes your note on as it is" in said(at)
    at = _press(at, "We met")
    assert [one.status for one in tom.asks.listed()] == ["met"]
    assert "Ann Lee" in said(look("ask", rep=str(tom.rep), ask=f"colleague-{number}"))
    for seat, introduced in ((tom, ["1", "0"]), (rita, ["0", "1"])):
        rows = table_with_names(look("health", rep=str(seat.rep)), "Who asked")
        assert [row["Who asked"] for row in rows] == ["you", "they"]
        assert [row["Introduced"] for row in rows] == introduced


def test_a_word_is_asked_for_on_the_ask_and_given_on_the_week(nobody: Workspace) -> None:
    bob, tie = {"name": "Bob _Ray_", "email": "bob@y.example"}, {"person": "Ann Lee"}
    rita, tom = _two(nobody)
    load(nobody, people=[bob], ties=[tie | {"other": "bob@y.example", "kind": "friend"}])
    ann = rita.people.find("Ann Lee")[0]
    rita.people.save_person(replace(ann, client=True))
    at = look("setup", view="settings", rep=str(rita.rep))
    assert "A word before somebody is asked" in said(at)
    rita.approvals.decides(ann.id, tom.rep_id)
    rita.asks.plan([rita.ways.paths_to(rita.people.find("bob@y.example")[0].id, 1).paths[0]])
    (ask,) = rita.asks.requests()
    assert "Tom Other decides who may ask Ann Lee" in said(look("asks", rep=str(rita.rep)))
    at = look("ask", rep=str(rita.rep), ask=ask.request)
    named = at.checkbox(key=f"named {ask.request}")
    assert named.label == r"Say that it is for Bob \_Ray\_", "no name is markup"
    named.check()
    at = _press(at, "Ask for Tom Other's word")
    assert "waits for Tom's word" in said(look("asks", rep=str(rita.rep)))
    at = look("week", rep=str(tom.rep))
    assert "to ask them for an introduction (for Bob _Ray_)" in said(at)
    answer = next(one for one in at.get("button_group") if one.label == "Your answer")
    at = _press(answer.set_value(Answer.YES).run(), "Answer")
    gate = rita.approvals.gate(ask)
    assert gate is not None and gate.is_open


def test_a_trial_is_begun_agreed_to_and_left_where_it_stands(nobody: Workspace) -> None:
    rita, tom = _two(nobody)
    at = _press(look("health", view="coach", rep=str(rita.rep)), "Begin a trial")
    assert "A trial of 8 weeks from 6 July 2026" in said(at)
    at = look("week", rep=str(tom.rep))
    assert "You are in it, from 6 July 2026, only if you say yes" in said(at)
    assert "You take part in the trial from 6 July 2026." in said(_press(at, "Take part"))
    now = tom.trials.standing()
    assert now is not None and now.takes_part
    assert rita.trials.standing() != now, "each says so for himself"
    _press(look("week", rep=str(tom.rep)), "Leave the trial")
    now = tom.trials.standing()
    assert now is not None and not now.takes_part
    # In a week that is drawn Find begins there.
    rita.trials.stop()
    before = replace(rita, as_of=date(2026, 6, 22))
    before.trials.start(date(2026, 6, 29))
    before.trials.join()
    now = rita.trials.standing()
    at = look("find", rep=str(rita.rep))
    assert now is not None and now.lot is not None and now.line in said(at)
    far = next(one for one in at.get("button_group") if one.label == "How far from what you know")
    assert far.value == now.lot


def test_an_ask_stands_on_the_week_until_it_is_answered(nobody: Workspace) -> None:
    rita, tom = _two(nobody)
    rita.colleagues.open(Openness(whole=True))
    number = tom.colleague_asks.ask(rita.rep_id, rita.colleagues.shown()[0].person, "a loan")
    at = look("week", rep=str(rita.rep))
    assert "Tom Other asks you for Ann Lee, Acme" in said(at) and "a loan" in said(at)
    at = next(one for one in at.get("button_group") if one.label == "Your answer")\
        .set_value(Answer.NO).run()  # fmt: skip
    next(box for box in at.text_input if box.label.startswith("Why, for yourself")).set_value(
        "boat"
    )
    at = _press(at, "Answer")
    assert rita.colleague_asks.reasons() == {number: "boat"}
    assert "Between colleagues" not in said(at)
    at = look("week", rep=str(tom.rep))
    assert "Rita Rep said no to Ann Lee, Acme" in said(at) and "boat" not in said(at)
