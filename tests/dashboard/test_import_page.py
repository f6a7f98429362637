"""The page Start asks what only the rep can say of a file, through the real entry point."""

from __future__ import annotations

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.dashboard.looking import fine, look, said
from tests.stored import get
from tiesmap.store import targets
from tiesmap.store.reading import days
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

EVIL = "![x](http://evil.example/p.png) <img src=x onerror=alert(1)>"
ODD = f"Wer;Wo;Mail an;{EVIL}\nAnn Lee;Acme;ann@x.example;{EVIL}\nBob Ray;Inn;bob@x.example;\n"
LOG = "date,from,to\n03/05/2026,Ann Lee,Bob Ray\n"


@pytest.fixture
def workspace(nobody: Workspace) -> Workspace:
    """A database with a rep in it."""
    nobody.files.import_files([("people.csv", b"name,rep\nRita Rep,yes\n")])
    return nobody


def bring(*files: tuple[str, str]) -> AppTest:
    at = look("setup/start")
    at.file_uploader[0].set_value([(name, text.encode(), "text/csv") for name, text in files])
    return fine(at.run())


def box(at: AppTest, label: str) -> st.testing.v1.element_tree.Selectbox:
    return next(one for one in at.selectbox if one.label == label)


def apply(at: AppTest) -> AppTest:
    return fine(at.button(key="apply import").click().run())


def use(at: AppTest) -> AppTest:
    next(button for button in at.button if button.label == "Use these columns").click()
    return fine(at.run())


def test_a_start_with_ratings_from_a_file_says_that_its_first_step_is_done(
    nobody: Workspace,
) -> None:
    rated = "".join(f"Ann Nr{k},{k % 5 + 1}\n" for k in range(30))
    rows = f"name,comfort\nRita Rep,\n{rated}".encode()
    nobody.files.import_files([("people.csv", rows)], "Rita Rep")
    at = fine(look("setup/start"))
    assert "**Step 3 of 4: Your line**" in said(at)
    assert "Step 1 is done: 30 people are rated." in said(at)


def test_the_line_is_asked_for_in_the_language_of_the_letters(nobody: Workspace) -> None:
    """Also when the rep comes back to the step, which then shows the language that he chose."""
    rows = "".join(f"Jörg Nr{k},Einkaufsleiter,j{k}@x.de,{k % 5 + 1}\n" for k in range(30))
    people = f"name,title,email,comfort\nRita Rep,,r@rep.de,\n{rows}".encode()
    nobody.files.import_files([("people.csv", people)], "Rita Rep")
    at = fine(look("setup/start"))
    (line,) = (one for one in at.text_input if one.label.startswith("What does somebody gain"))
    assert line.placeholder.startswith("Ich helfe ")
    line.set_value("Ich halte Betriebe sauber.")
    next(one for one in at.button if one.label == "Go on").click()
    fine(at.run())
    next(one for one in at.button if one.label == "Back").click()
    fine(at.run())
    assert box(at, "The language of your letters").value == "de"


def test_mails_without_a_day_are_said_to_have_none_where_nobody_has_to_look(
    workspace: Workspace,
) -> None:
    header = (
        '"Betreff","Text","Von: (Name)","Von: (Adresse)","Von: (Typ)","An: (Name)","An: (Adresse)"'
    )
    mails = '"AW","Text","Jens Alt","jens@alt.example","SMTP","Rita Rep","rita@rep.example"'
    at = bring(("Posteingang.csv", f"{header}\n{mails}\n"))
    shown = apply(at).text
    assert [one for one in shown if one.value.startswith("Loaded") and "holds no days" in one.value]


def test_the_columns_of_an_unknown_table_are_mapped_and_remembered(workspace: Workspace) -> None:
    at = bring(("odd.csv", ODD))
    rows = next(table.value for table in at.dataframe if "Wer" in table.value)
    assert list(rows["Wer"]) == ["Ann Lee", "Bob Ray"]
    assert not [button for button in at.button if button.label == "Bring them in"]
    for label, field in (("Column 1 holds", "name"), ("Column 2 holds", "company"),
                         ("Column 3 holds", "email")):  # fmt: skip
        box(at, label).set_value(field)
    use(at)
    assert "This would bring in" in said(at)
    apply(at)
    ann, bob = (person for person in workspace.people.people() if not person.rep)
    assert (ann.name, ann.company, ann.email) == ("Ann Lee", "Acme", "ann@x.example")
    assert dict(ann.extra) == {EVIL: EVIL} and bob.company == "Inn"

    again = bring(("other.csv", ODD.replace("Ann Lee", "Cy Fox").replace("ann@", "cy@")))
    assert "read as you mapped such columns before" in said(again)
    next(b for b in again.button if b.label == "Map its columns again").click()
    fine(again.run())
    assert box(again, "Column 3 holds").value == "email"


def test_what_a_file_says_is_in_no_label_and_no_markdown(workspace: Workspace) -> None:
    at = bring(("odd.csv", ODD))
    labels = [
        element.label for kind in ("selectbox", "button", "radio") for element in at.get(kind)
    ]
    shown = [element.value for kind in ("markdown", "caption") for element in at.get(kind)]
    assert not [text for text in (*labels, *shown) if "evil" in str(text)]


def test_rows_can_be_of_another_kind(workspace: Workspace) -> None:
    at = bring(("odd.csv", ODD))
    fine(box(at, "Each row is").set_value("targets").run())
    box(at, "Column 1 holds").set_value("name")
    use(at)
    assert "wishes" in said(apply(at))
    assert [
        target.name
        for target in get(workspace.store, targets.read_targets, workspace.people.reps()[0].id)
    ] == [
        "Ann Lee",
        "Bob Ray",
    ]


def test_the_sign_between_cells_is_asked(workspace: Workspace) -> None:
    at = bring(("colons.csv", "name:email:city\nAnn:ann@x.example:Bern\nBob:bob@x.example:Biel\n"))
    lines = next(table.value for table in at.dataframe if "Line" in table.value)
    assert lines["Text"][0] == "name:email:city"
    fine(box(at, "What separates the cells?").set_value(":").run())
    apply(at)
    assert {person.city for person in workspace.people.people()} == {"", "Bern", "Biel"}


def test_the_line_of_the_header_is_asked_and_then_the_columns(workspace: Workspace) -> None:
    at = bring(("bare.csv", "Ann Lee,ann@x.example\nBob Ray,bob@x.example\n"))
    fine(box(at, "Which line holds the names of the columns?").set_value(0).run())
    box(at, "Column 1 holds").set_value("name")
    box(at, "Column 2 holds").set_value("email")
    apply(use(at))
    assert (
        len(workspace.people.find("ann@x.example"))
        == len(workspace.people.find("bob@x.example"))
        == 1
    )


def test_the_order_of_day_and_month_is_asked_and_may_stay_open(workspace: Workspace) -> None:
    at = bring(("log.csv", LOG))
    assert "Left out, and why (1)" in said(at)
    fine(at.radio[0].set_value(True).run())
    assert "Left out" not in said(at)
    apply(at)
    assert get(workspace.store, days.last_day) == date(2026, 5, 3)


@pytest.mark.parametrize(("row", "waits"), [("Ann Lee,\n", True), ("Ann Lee,yes\n", False)])
def test_the_preview_needs_no_rep_but_to_apply_does(
    row: str, waits: bool, nobody: Workspace
) -> None:
    at = bring(("people.csv", "name,rep\n" + row))
    assert "This would bring in" in said(at) or "All of that is on file" in said(at)
    assert at.button(key="apply import").disabled == waits
    assert ("Say above whose contacts these are" in said(at)) == waits


def test_all_wrong_files_are_named(workspace: Workspace) -> None:
    good = ("people.csv", "name,email\nAnn Lee,ann@x.example\n")
    at = bring(("a.csv", ""), good, ("b.csv", "%PDF-1.7"), ("odd.csv", ODD))
    told = said(at)
    assert "a.csv is empty" in told and "b.csv is a PDF" in told
    assert box(at, "Each row is").value == "people"
    assert not [button for button in at.button if button.label == "Bring them in"]


def test_beside_a_wrong_file_it_is_said_how_to_go_on_with_the_others(workspace: Workspace) -> None:
    good, other = (f"{name}.csv" for name in ("good", "other"))
    people = "name,email\nAnn Lee,ann@x.example\n"
    paper, empty = ("card.pdf", "%PDF-1.7"), ("empty.csv", "")
    one = "Take that file off (the × beside its name) and go on with the others."
    two = "Take those files off (the × beside their names) and go on with the others."
    assert one in said(bring(paper, (good, people), (other, people)))
    assert one in said(bring((f"{good}.pdf", "%PDF-1.7"), (good, people)))
    assert two in said(bring(paper, empty, (other, people)))
    for alone in (bring(paper), bring(paper, empty), bring((good, people))):
        assert "go on with the others" not in said(alone)


def test_one_file_twice_is_asked_about_twice(workspace: Workspace) -> None:
    at = bring(("log.csv", LOG), ("log.csv", LOG))
    assert len(at.radio) == 2


def test_likely_pairs_are_asked_where_an_import_ends(workspace: Workspace) -> None:
    workspace.files.import_files(
        [("a.csv", b"name,email,company\nRobert Smith,rs@acme.example,Acme\n")], "Rita Rep"
    )
    at = apply(bring(("b.csv", "name,email,company\nR. Smith,r@web.example,Acme\n")))
    assert "Is this one person?" in said(at)
    fine(next(one for one in at.button if one.label.startswith("Same")).click().run())
    (merge,) = workspace.duplicates.merges()
    assert (merge.gone_label, merge.kept_label) == ("R. Smith", "Robert Smith")
    workspace.duplicates.unmerge(merge.id)
    assert len(workspace.people.people()) == 3


def test_who_of_a_chat_is_the_rep_is_asked(workspace: Workspace) -> None:
    chat = "13/03/2026, 09:15 - Ritchie: Hallo\n14/03/2026, 09:16 - Ada Berg: yo\n"
    at = bring(("chat.txt", chat))
    fine(box(at, "In this chat you are").set_value("Ritchie").run())
    apply(at)
    assert {one.name for one in workspace.people.people()} == {"Rita Rep", "Ada Berg"}


def test_machines_are_taken_in_by_one_click(workspace: Workspace) -> None:
    mail = "From x@y Tue Mar  3 10:00:00 2026\nFrom: {}\nTo: Rita Rep <rita@us.example>\nDate: "
    mail += "Tue, 03 Mar 2026 10:00:00 +0100\n\nx\n\n"
    box_ = mail.format("Billing <billing@shop.example>") + mail.format("Ada <ada@b.example>")
    at = bring(("all.mbox", box_))
    fine(next(one for one in at.checkbox if "machines" in one.label).check().run())
    apply(at)
    assert "billing@shop.example" in {one.email for one in workspace.people.people()}


def test_only_the_mailbox_with_machines_offers_to_take_them_in(workspace: Workspace) -> None:
    mail = "From x@y Tue Mar  3 10:00:00 2026\nFrom: {}\nTo: Rita Rep <rita@us.example>\nDate: "
    mail += "Tue, 03 Mar 2026 10:00:00 +0100\n\nx\n\n"
    ada = mail.format("Ada <ada@b.example>")
    at = bring(("Mail", ada), ("Mail-old", mail.format("Billing <billing@shop.example>") + ada))
    assert sum("machines" in one.label for one in at.checkbox) == 1


def test_cards_of_one_full_name_are_made_one_by_one_click(workspace: Workspace) -> None:
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    for name, family in (("Ada", "Berg"), ("Bo", "Hart"), ("Cy", "Dent")):
        page = f"https://www.linkedin.com/in/{name}"
        connections += f"{name},{family},{page},,Firm {name},CFO,01 Mar 2024\n"
    workspace.files.import_files([("Connections.csv", connections.encode())], "Rita Rep")
    mails = "Ada Berg <ada@host0.example>\nBo Hart <bo@host1.example>\n"
    at = apply(bring(("list.txt", mails)))
    assert "2 names stand on two cards each" in said(at)
    fine(at.button(key="merge all").click().run())
    people = {one.name: one for one in workspace.people.people()}
    assert len(people) == len(workspace.people.people()) == 4
    ada = people["Ada Berg"]
    assert (ada.company, ada.email) == ("Firm Ada", "ada@host0.example")
    workspace.duplicates.unmerge(workspace.duplicates.merges()[0].id)
    assert len(workspace.people.people()) == 5


def test_first_and_last_name_are_chosen_and_joined(workspace: Workspace) -> None:
    at = bring(("odd.csv", "Q1;Q2;Q3\nOrtega;Steve;so@freight.example\n"))
    assert {"first name", "last name"} <= set(box(at, "Column 1 holds").options)
    assert "joined in the order of the columns" in said(at)
    for number, field in enumerate(("last_name", "first_name", "email"), start=1):
        box(at, f"Column {number} holds").set_value(field)
    apply(use(at))
    assert [one.name for one in workspace.people.find("so@freight.example")] == ["Steve Ortega"]


def test_all_sure_pairs_are_joined_with_the_import_and_each_is_taken_apart(
    workspace: Workspace,
) -> None:
    first = "name,company\nRobert Smith,Acme Freight\nWilliam Orr,Nord Hotels\nSue Frey,Acme\n"
    workspace.files.import_files([("a.csv", first.encode())], "Rita Rep")
    rows = "Bob Smith,bob@web.example,Acme Freight Inc\nBill Orr,b@web.example,Nord Hotels\n"
    at = apply(bring(("b.csv", "name,email,company\n" + rows + "Sam Frey,s@x.example,Acme\n")))
    merges = workspace.duplicates.merges()
    assert {one.kept_label for one in merges} == {"Robert Smith", "William Orr"}
    assert "2 people on file twice for sure" in said(at)
    workspace.duplicates.unmerge(merges[0].id)
    assert len(workspace.duplicates.merges()) == 1
    assert len(workspace.people.people()) == 6
    # One button takes back the import, and what was joined with it.
    (undo,) = (one for one in at.button if one.label == "Undo: the import of b.csv")
    at = fine(undo.click().run())
    assert workspace.people.find("Sam Frey"), "nothing goes without a yes"
    assert "would go" in said(at)
    fine(next(one for one in at.button if one.label == "Yes, take it back").click().run())
    names = {one.name for one in workspace.people.people()} - {"Rita Rep"}
    assert names == {"Robert Smith", "William Orr", "Sue Frey"}
    assert workspace.duplicates.merges() == ()


def test_what_bears_one_name_is_one_by_going_on_where_trades_are_looked_over(
    workspace: Workspace,
) -> None:
    connections = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    for name in ("Ada", "Bo"):
        page = f"https://www.linkedin.com/in/{name.casefold()}"
        connections += f"{name},Berg,{page},,Grand Hotel {name},Hotel Manager,01 Mar 2024\n"
    workspace.files.import_files([("Connections.csv", connections.encode())], "Rita Rep")
    at = apply(bring(("list.txt", "Ada Berg <ada@x.example>\nBo Berg <bo@y.example>\n")))
    fine(next(one for one in at.button if one.label == "Skip this step").click().run())
    assert next(one for one in at.checkbox if one.key == "namesakes one").value
    fine(next(one for one in at.button if one.label == "Right, go on").click().run())
    assert {one.kept_label for one in workspace.duplicates.merges()} == {"Ada Berg", "Bo Berg"}


def test_who_introduced_the_rep_is_asked_before_the_first_asks(workspace: Workspace) -> None:
    """Ticked is only proposed: nothing counts until he goes on, and without a tick it is a no."""
    people, mails = "name,company,notes\n", "date,from,to\n"
    for name, notes in (
        ("Ada *Berg*", ""), ("Bo Lind", ""), ("Cy Marsh", "met thru Bo Lind"),
        ("Di Noble", "met thru Ada *Berg*"), ("Ed Osten", "Introduced by Ada *Berg*"),
    ):  # fmt: skip
        people += f"{name},Grand Hotel,{notes}\n"
        mails += f"2026-01-02,{name},Rita Rep\n"
    at = apply(bring(("people.csv", people), ("interactions.csv", mails)))
    fine(next(one for one in at.button if one.label == "Skip this step").click().run())
    assert "Did these introduce you to somebody?" in said(at)
    ticks = [one for one in at.checkbox if str(one.key).startswith("introduced ")]
    assert len(at.checkbox) > 2 and list(at.checkbox)[:2] == ticks  # above the rest
    assert [(one.label, one.value) for one in ticks] == [
        (r"Ada \*Berg\*\: to Di Noble, Ed Osten (from your notes)", True),
        (r"Bo Lind\: to Cy Marsh (from your notes)", True),
    ]
    own = open_workspace(workspace.store.url, "Rita Rep")
    assert own.asks.recorded() == []
    ticks[1].uncheck()
    at = fine(next(one for one in at.button if one.label == "Right, go on").click().run())
    assert any("gain from meeting you" in one.label for one in at.text_input)
    (ada,) = own.people.find("Ada *Berg*")
    assert [introducer for introducer, _, _ in own.asks.recorded()] == [ada.id, ada.id]
    assert own.asks.noticed() == () and own.asks.set_aside_count() == 1


def test_how_the_rep_is_reached_is_asked_once_where_no_file_says_it(
    workspace: Workspace,
) -> None:
    at = apply(bring(("list.csv", "Name,Company,Cell\nAda Berg,Grand Hotel,0711 22\n")))
    while not any("gain from meeting you" in one.label for one in at.text_input):
        fine(
            next(o for o in at.button if o.label in ("Skip this step", "Right, go on"))
            .click()
            .run()
        )
    for asked, typed in (
        ("Your e-mail address", "rita@rep.example"),
        ("Your firm", " Rep Roofs Inc. "),
        ("Your phone", "(918) 555-0142"),
    ):
        next(one for one in at.text_input if one.label.startswith(asked)).set_value(typed)
    line = next(one for one in at.text_input if "gain from meeting you" in one.label)
    line.set_value("We keep roofs tight.")
    fine(next(one for one in at.button if one.label == "Go on").click().run())
    own = open_workspace(workspace.store.url, "Rita Rep")
    me = own.rep_person
    assert (me.email, me.company) == ("rita@rep.example", "Rep Roofs Inc.")
    assert (me.phone, own.start.gain()) == ("(918) 555-0142", "We keep roofs tight.")
    fine(next(one for one in at.button if one.label == "Back").click().run())
    assert not any(one.label.startswith("Your ") for one in at.text_input)


def test_a_list_that_may_be_of_clients_is_asked_about(workspace: Workspace) -> None:
    plain = "Firma;Name;E-Mail\nAcme;Ada Berg;ada@acme.example\n"
    at = bring(("Klantenlijst.csv", plain))
    question = next(one for one in at.checkbox if "my clients" in one.label)
    assert "Are these your clients: 1 person?" in said(at) and not question.value
    assert "Are these your clients: 1 person?" in said(fine(at.run()))  # nobody said no to it
    question = next(one for one in at.checkbox if "my clients" in one.label)
    fine(question.check().run())
    # What was said holds while other files come, need an answer, and go.
    for beside in ("name:email:city\nAnn:ann@x.example:Bern\n", "name,email\nBo Ray,b@x.example\n"):
        files = [("first.csv", beside), ("Klantenlijst.csv", plain)]
        at.file_uploader[0].set_value([(n, text.encode(), "text/csv") for n, text in files])
        fine(at.run())
    assert next(one for one in at.checkbox if "my clients" in one.label).value
    apply(at)
    own = open_workspace(workspace.store.url, "Rita Rep")
    assert [one.name for one in own.people.people() if one.client] == ["Ada Berg"]


def test_who_looks_like_nobody_in_a_telephone_is_taken_in_by_one_click(
    workspace: Workspace,
) -> None:
    at = bring(("phone.csv", "Name,Phone\nPapa,0711 22\nVoicemail,0711 23\nAnn Lee,0711 24\n"))
    held = next(one for one in at.button_group if one.label == "Take in")
    assert list(held.options) == ["Papa", "Voicemail"] and not held.value
    apply(fine(held.set_value(["Papa"]).run()))
    assert {one.name for one in workspace.people.people()} == {"Rita Rep", "Ann Lee", "Papa"}


def test_a_firm_without_anybody_in_a_list_goes_on_the_wanted_list_by_one_click(
    workspace: Workspace,
) -> None:
    rows = "Account Name,Primary Contact,Stage,Notes\nAcme,Ann Lee,Lead,\n"
    at = bring(("accounts.csv", rows + "Battelle,,Target,get in\nZeta,,Target,\n"))
    firms = next(one for one in at.button_group if one.label == "To meet")
    assert list(firms.options) == ["Battelle", "Zeta"] and not firms.value
    at = fine(firms.set_value(["Battelle"]).run())
    assert "1 wish" in said(at)
    apply(at)
    own = open_workspace(workspace.store.url, "Rita Rep")
    assert [(one.company, one.why) for one in own.ways.targets()] == [("Battelle", "get in")]
