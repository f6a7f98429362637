"""The pages of the practice, used: This week, a person's habits, Give, Health, the pace."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.dashboard.looking import look, said
from tests.dashboard.names import table_with_names
from tests.places import APP
from tiesmap.dashboard.people import habits
from tiesmap.dashboard.setup.pace import read_buckets
from tiesmap.model.people import Person
from tiesmap.model.practice import BUCKETS, Action, Bucket, Detail, Note, Standard
from tiesmap.model.tact import Favor
from tiesmap.workspace import Workspace

DAY = date(2026, 6, 30)
EVIL = "![x](http://127.0.0.1:9/p.png)"
PEOPLE = """id,name,company,title,category,client,stage,signed_on,rep
1,Me Myself,Acme,,,,,,yes
2,Ana Ruiz,Bakers,Buyer,Bakeries,yes,client,2026-03-01,
3,Bo Li,Mills,Miller,Flour mills,,prospect,,
4,Cy Fox,,,,,,,
"""
MAILS = """date,from,to,channel
2026-03-20,1,2,email
2026-03-21,2,1,email
2026-06-20,1,3,email
2026-06-21,3,1,email
2026-06-22,1,4,email
"""


@pytest.fixture
def workspace(nobody: Workspace) -> Workspace:
    nobody.files.import_files(
        [("people.csv", PEOPLE.encode()), ("interactions.csv", MAILS.encode())]
    )
    return tiesmap.open(nobody.store.url, as_of=DAY)


def again(workspace: Workspace) -> Workspace:
    return tiesmap.open(workspace.store.url, as_of=DAY)


def ids(workspace: Workspace) -> dict[str, int]:
    return {person.name: person.id for person in workspace.people.people()}


def press(at: AppTest, label: str, place: int = 0) -> AppTest:
    [button for button in at.button if button.label == label][place].click()
    return at.run()


def fill(at: AppTest, label: str, text: str) -> None:
    next(box for box in at.text_input if box.label == label).set_value(text)


def test_the_product_opens_with_this_week_once_there_is_data(workspace: Workspace) -> None:
    text = said(look())
    assert text.startswith("Week")
    assert "1. Ana Ruiz" in text and "After the sale" in text
    assert "hear what works and what does not since the contract was signed" in text
    assert "signed on 1 March; last contact 101 days ago" in text
    assert "**2** on time" in text and "**1** overdue" in text


def test_a_conversation_is_logged_from_the_week_and_the_item_goes(workspace: Workspace) -> None:
    at = press(look(), "Done")
    fill(at, "What was discussed", "the second oven")
    fill(at, "The purpose of the next contact is …", "bring the offer for the oven")
    press(at, "Log it")
    (note,) = again(workspace).week.practice().notes
    assert (note.person, note.day, note.discussed) == (
        ids(workspace)["Ana Ruiz"],
        DAY,
        "the second oven",
    )
    assert note.next_purpose == "bring the offer for the oven"
    assert note.next_on is not None and note.next_on > DAY
    health = again(workspace).week.health_of(note.person)
    assert health is not None and (health.color, health.last_contact) == ("green", DAY)
    assert not any(item.kind == "after_sale" for item in again(workspace).week.week())


def test_an_empty_purpose_is_questioned_before_it_is_stored(workspace: Workspace) -> None:
    workspace.week.record(Detail(0, 0, ids(workspace)["Ana Ruiz"], DAY, "goal", "a second bakery"))
    at = press(look(), "Done")
    fill(at, "What was discussed", "the oven")
    fill(at, "The purpose of the next contact is …", "just touching base")
    press(at, "Log it")
    assert "gives the other person nothing" in said(at)
    assert "a second bakery" in said(at)
    assert again(workspace).week.practice().notes == ()
    press(at, "Save it as it is")
    assert [note.next_purpose for note in again(workspace).week.practice().notes] == [
        "just touching base"
    ]


def test_without_a_next_step_it_is_asked_for(workspace: Workspace) -> None:
    ana = ids(workspace)["Ana Ruiz"]
    at = look("people", person=str(ana), part="Conversations")
    fill(at, "What was discussed", "the oven")
    press(at, "Log it")
    assert "No next step is set" in said(at)
    assert [note.discussed for note in again(workspace).week.practice().notes] == ["the oven"]


def test_not_this_one_and_snooze_keep_an_item_away(workspace: Workspace) -> None:
    at = press(look(), "Not this one")
    assert "Ana Ruiz: left out until 28 Jul." in said(at)
    # Put off is not in touch: it is counted apart, and she stays late.
    health = said(look("health"))
    assert "This month you put off 1 thing" in health and "**1** overdue" in health
    press(at, "Undo")
    assert any(item.kind == "after_sale" for item in again(workspace).week.week())
    at = press(look(), "Not this one")
    at = press(at, "Show what comes next")
    assert "1. Ana Ruiz" in said(at)  # the contact that is overdue moves up
    assert not any(item.kind == "after_sale" for item in again(workspace).week.week())
    press(press(at, "Snooze"), "Snooze until then")
    (nap, _) = again(workspace).week.practice().snoozes
    assert (nap.item, nap.until) == ("contact", DAY + timedelta(days=14))
    health = again(workspace).week.health_of(ids(workspace)["Ana Ruiz"])
    assert health is not None and health.due == nap.until


def test_a_snooze_is_ended_on_the_page_of_the_person(workspace: Workspace) -> None:
    ana = ids(workspace)["Ana Ruiz"]
    workspace.week.snooze(ana, date(2026, 9, 1))
    workspace.week.snooze(ana, date(2026, 7, 20), "need")
    at = look("people", person=str(ana))
    assert "snoozed until 1 Sep" in said(at)
    press(at, "End the snooze")
    assert again(workspace).week.practice().snoozes == ()
    assert not any(button.label == "End the snooze" for button in at.button)


def test_a_conversation_with_anybody_is_logged_from_the_week(workspace: Workspace) -> None:
    cy = ids(workspace)["Cy Fox"]
    at = look()
    next(s for s in at.selectbox if s.label == "With whom").set_value(cy).run()
    fill(at, "What was discussed", "met at the fair")
    press(at, "Log it")
    (note,) = again(workspace).week.practice().notes
    assert (note.person, note.discussed) == (cy, "met at the fair")
    assert next(s for s in at.selectbox if s.label == "With whom").value is None


def test_what_is_done_can_be_opened_again(workspace: Workspace) -> None:
    ana = ids(workspace)["Ana Ruiz"]
    workspace.week.record(Action(0, 0, ana, DAY, "promise", "send the article", done_on=DAY))
    at = look("people", person=str(ana), part="Plan")
    boxes = [s for s in at.selectbox if s.label == "Change one of them"]
    boxes[0].set_value(0).run()
    press(at, "Not done yet")
    (action,) = again(workspace).week.practice().plans
    assert action.done_on is None


def test_the_pages_of_oneself_and_of_a_stranger(workspace: Workspace) -> None:
    stranger = workspace.people.save_person(Person(0, "Dee Far"))
    text = said(look("people", person=str(stranger.id), part="Conversations"))
    assert "Dee Far" in text and "No conversation is on file yet." in text
    own = look("people", person=str(workspace.rep))
    said(own)
    assert not any(button.label == "Log it" for button in own.button)


def test_a_promise_is_done_in_place_and_a_favor_returned(workspace: Workspace) -> None:
    who = ids(workspace)
    workspace.week.record(
        Action(0, 0, who["Bo Li"], date(2026, 6, 1), "promise", "send the article")
    )
    workspace.week.record(Favor(0, 0, who["Cy Fox"], date(2026, 6, 1), "taken", "referral"))
    text = said(look())
    assert "keep the promise: send the article" in text
    assert "say thanks with a written note" in text
    at = look()
    kinds = [item.kind for item in again(workspace).week.week()]
    assert set(kinds) == {"after_sale", "promise", "favor"}
    done = [button for button in at.button if button.key and button.key.startswith("done promise")]
    done[0].click()
    assert "Bo Li: done." in said(at.run())
    (action,) = again(workspace).week.practice().plans
    assert action.done_on == DAY
    press(at.run(), "Note it")
    favors = again(workspace).week.practice().favors
    assert [f.direction for f in favors] == ["given", "taken"]
    assert not any(item.kind in ("promise", "favor") for item in again(workspace).week.week())


def test_favors_are_one_click_and_the_balance_is_said(workspace: Workspace) -> None:
    bo = ids(workspace)["Bo Li"]
    at = look("people", person=str(bo), part="Give and take")
    assert "You are even." in said(at)
    at.button(key=f"favor taken referral {bo}").click()
    at.run()
    assert "You have taken one favor since 30 June and given nothing yet" in said(at)
    at.button(key=f"favor given advice {bo}").click()
    at.run()
    assert "You are even." in said(at)
    assert {(f.direction, f.kind) for f in again(workspace).week.practice().favors} == {
        ("taken", "referral"),
        ("given", "advice"),
    }


def test_what_matters_plans_and_the_client_are_kept(workspace: Workspace) -> None:
    ana, bo = ids(workspace)["Ana Ruiz"], ids(workspace)["Bo Li"]
    workspace.week.record(Action(0, 0, bo, DAY, "action", "send the new price list"))
    at = look("people", person=str(ana), part="What matters")
    fill(at, "What matters", "rows every Sunday")
    press(at, "Add")
    assert [d.text for d in again(workspace).week.practice().details] == ["rows every Sunday"]
    at = look("people", person=str(ana), part="Plan")
    fill(at, "What to do, or what was done", "Send the new price list.")
    press(at, "Add")
    assert "The same words are on file for others" in said(at) and "Bo Li" in said(at)
    assert len(again(workspace).week.practice().plans) == 1
    press(at, "Add it anyway")
    assert len(again(workspace).week.practice().plans) == 2
    at = look("people", person=str(ana), part="As a client")
    fill(at, "The standard", "answers within a day")
    press(at, "Add the standard")
    fill(at, "In the client's words", "fast")
    press(at, "Add the mark")
    assert not again(workspace).week.practice().satisfaction
    next(s for s in at.selectbox if s.label == "Mark").select("4")
    press(at, "Add the mark")
    next(b for b in at.text_area if b.label == "What a review found").set_value("a second oven")
    press(at, "Add the review")
    found = again(workspace).week.practice()
    assert [s.text for s in found.standards] == ["answers within a day"]
    assert [(m.mark, m.words) for m in found.satisfaction] == [(4, "fast")]
    assert [n.findings for n in found.needs] == ["a second oven"]
    text = said(look("people", person=str(ana)))
    assert "you: answers within a day" in text and "interest: rows every Sunday" in text


def test_two_people_are_brought_together_from_give(workspace: Workspace) -> None:
    who = ids(workspace)
    workspace.week.record(Detail(0, 0, who["Ana Ruiz"], DAY, "challenge", "finding a good miller"))
    workspace.week.record(Detail(0, 0, who["Bo Li"], DAY, "goal", "supply more bakeries"))
    at = look("week/give")
    assert "Ana Ruiz and Bo Li" in said(at)
    press(at, "Introduced them")
    assert "Nobody to bring together yet" in said(at)
    favors = again(workspace).week.practice().favors
    assert {(f.person, f.direction, f.kind) for f in favors} == {
        (who["Ana Ruiz"], "given", "introduction"),
        (who["Bo Li"], "given", "introduction"),
    }


def test_a_bucket_is_set_and_taken_back(workspace: Workspace) -> None:
    bo = ids(workspace)["Bo Li"]
    at = look("people", person=str(bo))
    next(s for s in at.selectbox if s.label == "Kind of relationship").set_value("connector").run()
    said(at)
    health = again(workspace).week.health_of(bo)
    assert health is not None and (health.bucket, health.bucket_by) == ("connector", "set")
    next(s for s in at.selectbox if s.label == "Kind of relationship").set_value("").run()
    health = again(workspace).week.health_of(bo)
    assert health is not None and health.bucket_by != "set"


def test_benchmarks_are_set_on_the_page_health(workspace: Workspace) -> None:
    at = look("health")
    next(n for n in at.number_input if n.label == "Client").set_value(5)
    press(at, "Save")
    assert again(workspace).week.pace().benchmarks == {"client": 5}
    client = next(row for row in table_with_names(at, "You want") if row["Stage"] == "client")
    assert [client[head] for head in ("People", "You want", "Missing")] == ["1", "5", "4"]


def test_the_pace_of_the_week_is_set(workspace: Workspace) -> None:
    at = look("setup/settings")
    at.number_input(key="pace items").set_value(3)
    at.number_input(key="pace alarm").set_value(200)
    at.button(key="save pace").click()
    at.run()
    said(at)
    pace = again(workspace).week.pace()
    assert (pace.items, pace.after_sale_days, pace.buckets) == (3, 200, BUCKETS)


def row(name: object, priority: object, days: object, needs: object) -> dict[str, object]:
    names = ("Kind", "Priority", "Every … days", "Needs review every … days")
    return dict(zip(names, (name, priority, days, needs), strict=True))


def test_buckets_of_the_table_are_read_or_said_to_be_wrong() -> None:
    assert read_buckets([row(" near ", 1, 14, None), row(None, None, None, None)]) == (
        (Bucket("near", 1, 14, 0),),
        "",
    )
    for rows, wrong in (
        ([], "at least one kind of relationship"),
        ([row("", 1, 30, 0)], "a name"),
        ([row("a", 1, 0, 0)], "one day"),
        ([row("a", 1, 30, 0), row("A", 2, 60, 0)], "same name"),
    ):
        found, sentence = read_buckets(rows)
        assert found == () and wrong in sentence


def test_written_text_never_reaches_a_call_that_reads_markup(workspace: Workspace) -> None:
    who = ids(workspace)
    workspace.people.save_person(
        replace(next(p for p in workspace.people.people() if p.name == "Cy Fox"), name=EVIL)
    )
    for person in (who["Ana Ruiz"], who["Cy Fox"]):
        workspace.week.record(Note(0, 0, person, DAY, EVIL, EVIL, EVIL, DAY))
        workspace.week.record(Detail(0, 0, person, DAY, "interest", f"rowing {EVIL}", EVIL, DAY))
        workspace.week.record(Action(0, 0, person, DAY, "promise", f"{EVIL} send it", EVIL, DAY))
        workspace.week.record(Standard(0, 0, person, DAY, "client", EVIL))
        workspace.week.record(Favor(0, 0, person, DAY, "taken", "gift", EVIL))
    ana = str(who["Ana Ruiz"])
    parts = [look("people", person=ana, part=part) for part in (*habits.PARTS, "Ties", "On file")]
    for at in (look(), *parts, look("week/give"), look("health")):
        kinds = ("markdown", "caption", "info", "warning", "error", "subheader", "title", "header")
        for element in (e for kind in kinds for e in at.get(kind)):
            assert "127.0.0.1:9" not in str(element.value)
        for button in at.button:
            assert "127.0.0.1:9" not in button.label
        assert not at.exception
    assert EVIL in said(look())


def pieces() -> list[ast.FunctionDef]:
    """The functions of the dashboard that Streamlit runs by themselves, outside of the page."""
    files = sorted((APP.parent / "tiesmap" / "dashboard").rglob("*.py"))
    functions = (n for file in files for n in ast.walk(ast.parse(file.read_text("utf-8"))))
    return [
        node
        for node in functions
        if isinstance(node, ast.FunctionDef)
        and any(
            name in ast.unparse(mark)
            for mark in node.decorator_list
            for name in ("st.dialog", "st.fragment")
        )
    ]


@pytest.mark.parametrize("piece", pieces(), ids=lambda piece: piece.name)
def test_a_piece_that_runs_by_itself_is_within_the_boundary(piece: ast.FunctionDef) -> None:
    said = [step for step in piece.body if not isinstance(step, ast.Expr)]
    (first,) = (ast.unparse(step).splitlines()[0] for step in said)
    assert first.startswith("with boundary.said()")


@pytest.mark.parametrize("error", ["ValueError('odd')", "Unanswerable('Nobody is there.')"])
def test_what_goes_wrong_within_the_boundary_is_one_sentence(error: str) -> None:
    at = AppTest.from_string(
        "from tiesmap.dashboard.shared import boundary\n"
        "from tiesmap.workspace import Unanswerable\n"
        f"with boundary.said():\n    raise {error}\n"
    ).run()
    assert not at.exception
    (text,) = at.text
    assert ("did not expect" in text.value) or text.value == "Nobody is there."
    assert "odd" not in text.value


def test_where_nobody_has_a_stage_no_picture_of_stages_is_drawn(nobody: Workspace) -> None:
    people = PEOPLE.replace("client,2026", ",2026").replace(",yes,,", ",,,").replace("prospect", "")
    files = [("people.csv", people.encode()), ("interactions.csv", MAILS.encode())]
    nobody.files.import_files(files)
    health = look("health")
    assert not health.exception
    assert "Nobody has a stage yet" in " ".join(one.value for one in health.caption)
