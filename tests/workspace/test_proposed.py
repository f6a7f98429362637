"""Categories proposed on import: never over what somebody said, and taken away for good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tiesmap.model.people import CategoryRule, TargetRecord
from tiesmap.model.problems import Refused
from tiesmap.model.requests import IntroRequest
from tiesmap.model.start import Label
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

PEOPLE = (
    b"id,name,email,company,title,category\n"
    b"1,Ann Lee,ann@x.example,Commerzbank AG,Teller,\n"
    b"2,Bob Ray,bob@x.example,Grand Hotel,Concierge,Lodging\n"
    b"3,Cy Fox,cy@x.example,Acme,Head of Purchasing,\n"
    b"4,Di Orr,di@x.example,Acme,,\n"
    b"5,Flo Bank,flo@x.example,Bank & Partner,,\n"
)
STATED = b"id,name,email,category\n1,Ann Lee,ann@x.example,Banking\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = open_workspace(tmp_path / "ties.db", as_of=date(2026, 11, 1))
    workspace.files.import_files([("people.csv", PEOPLE)])
    return workspace


def said(workspace: Workspace) -> dict[str, tuple[str, str]]:
    return {p.name.split()[0]: (p.category, p.category_by) for p in workspace.people.people()}


def test_who_has_no_category_gets_one_proposed(workspace: Workspace) -> None:
    assert said(workspace) == {
        "Ann": ("Banking", "proposed"),
        "Bob": ("Lodging", "file"),
        "Cy": ("Purchasing", "proposed"),
        "Di": ("", ""),
        "Flo": ("", ""),  # his own family name
    }
    (again,) = workspace.files.import_files([("people.csv", PEOPLE)]).files
    assert (again.people_new, again.people_changed, again.people_same) == (0, 0, 5)


def test_a_file_that_says_the_same_makes_it_known(workspace: Workspace) -> None:
    workspace.files.import_files([("stated.csv", STATED)])
    assert said(workspace)["Ann"] == ("Banking", "file")


def test_a_rule_of_the_reps_own_goes_first(workspace: Workspace) -> None:
    workspace.people.save_rules([CategoryRule(("commerzbank",), "Big banks")])
    assert said(workspace)["Ann"] == ("Big banks", "rule")
    assert said(workspace)["Cy"] == ("Purchasing", "proposed")
    workspace.people.save_rules([])
    assert said(workspace)["Ann"] == ("Banking", "proposed")


def test_what_the_rep_takes_away_is_not_proposed_again(workspace: Workspace) -> None:
    ann, _, cy, *_ = (person.id for person in workspace.people.people())
    workspace.people.set_category([ann], "")
    workspace.people.set_category([cy], "Purchasing")
    workspace.files.import_files([("people.csv", PEOPLE)])
    assert said(workspace)["Ann"] == ("", "refused")
    assert said(workspace)["Cy"] == ("Purchasing", "hand")
    workspace.files.import_files([("stated.csv", STATED)])
    assert said(workspace)["Ann"] == ("Banking", "file")


def test_a_proposal_gives_way_in_a_merge(workspace: Workspace) -> None:
    ann, bob, *_ = (person.id for person in workspace.people.people())
    workspace.duplicates.merge(ann, bob)
    assert said(workspace)["Ann"] == ("Lodging", "file")


def test_taken_back_with_the_import_that_brought_the_words(workspace: Workspace) -> None:
    workspace.files.import_files([("more.csv", b"id,name,company\n4,Di Orr,Sparkasse Ulm\n")])
    assert said(workspace)["Di"] == ("Banking", "proposed")
    entry = workspace.data.imports()[0]
    workspace.data.undo_import(entry.id)
    assert said(workspace)["Di"] == ("", "")


def test_words_beside_the_database_are_read_in_place_of_ours(
    workspace: Workspace, tmp_path: Path
) -> None:
    own = tmp_path / "categories.toml"
    own.write_text('[[industry]]\nname = "Tellers"\ntitle = ["teller"]\n', "utf-8")
    workspace.files.import_files([("people.csv", PEOPLE)])
    assert said(workspace)["Ann"] == ("Tellers", "proposed")
    assert said(workspace)["Cy"] == ("", "")
    own.write_text("industry", "utf-8")
    with pytest.raises(Refused, match="cannot be read"):
        workspace.files.import_files([("people.csv", PEOPLE)])


# Shown as proposed, stated nowhere -------------------------------------------------------------

AROUND = (
    b"id,name,company,title,category,rep\n"
    b"r,Rep Roe,Us,,,yes\n"
    b"1,Ann Lee,Commerzbank AG,Teller,,\n"
    b"2,Bob Ray,Sparkasse Ulm,Teller,Banking,\n"
    b"3,Tom Poe,Grand Hotel,Concierge,,\n"
)
TIES = b"person,other,contacts,last_contact\nr,1,9,2026-10-20\n1,3,9,2026-10-20\n1,2,9,2026-10-20\n"


@pytest.fixture
def around(tmp_path: Path) -> Workspace:
    path = tmp_path / "around.db"
    workspace = open_workspace(path, as_of=date(2026, 11, 1))
    workspace.files.import_files([("people.csv", AROUND), ("ties.csv", TIES)])
    return open_workspace(path, "Rep Roe", date(2026, 11, 1))


def test_a_category_says_how_much_of_it_is_proposed(around: Workspace) -> None:
    assert around.people.categories() == {
        "Banking": "Banking (1 of 2 proposed)",
        "Hotels": "Hotels (proposed)",
    }
    around.start.accept("Banking")
    assert around.people.categories()["Banking"] == "Banking"


def test_a_person_says_it(around: Workspace) -> None:
    words = {p.name: (p.category_in_words, p.known_category) for p in around.people.people()}
    assert words["Ann Lee"] == ("Banking (proposed)", "")
    assert words["Bob Ray"] == ("Banking", "Banking")
    assert words["Rep Roe"] == ("", "")


def test_the_map_says_it(around: Workspace) -> None:
    view = around.ways.map_view()
    assert {one.label: one.category for one in view.people} == {
        "Ann Lee": "Banking (proposed)",
        "Bob Ray": "Banking",
        "Tom Poe": "Hotels (proposed)",
    }
    assert {one.category: one.proposed for one in view.sectors} == {"Banking": True, "Hotels": True}
    around.start.accept("Banking")
    sectors = around.ways.map_view().sectors
    assert {one.category: one.proposed for one in sectors} == {"Banking": False, "Hotels": True}


def test_no_letter_and_no_list_states_it(around: Workspace) -> None:
    """The same ask before and after the proposal is taken for known."""
    (tom,) = around.people.find("Tom Poe")

    def ask() -> IntroRequest:
        return next(r for r in around.asks.suggest_requests() if r.target_id == tom.id)

    guessed = ask()
    assert guessed.target_category == ""
    assert "hotels" not in guessed.purpose.casefold()
    assert "hotels" not in guessed.note_to_forward.casefold()
    around.start.accept("Hotels")
    stated = ask()
    assert stated.target_category == "Hotels"
    assert "hotels" in stated.purpose.casefold()


def test_a_proposal_does_not_come_back_as_known(around: Workspace, tmp_path: Path) -> None:
    files = {"people.csv": around.reports.people_csv(), "people.vcf": around.reports.people_vcf()}
    for name, data in files.items():
        again = open_workspace(tmp_path / f"{name}.db", as_of=date(2026, 11, 1))
        again.files.import_files([("me.csv", b"name,rep\nMe Myself,yes\n")])
        again.files.import_files([(name, data)], "Me Myself")
        assert said(again)["Ann"] == ("Banking", "proposed")


def test_a_label_that_our_words_know_is_proposed(workspace: Workspace) -> None:
    google = (
        b"Name,Given Name,Group Membership,E-mail 1 - Value\n"
        b"Eve Kay,Eve,* myContacts ::: Hotels,e@x.example\n"
    )
    workspace.files.import_files([("google.csv", google)])
    assert said(workspace)["Eve"] == ("Hotels", "proposed")
    workspace.start.decline_labels([Label("Group Membership", "Hotels", ())])
    assert said(workspace)["Eve"] == ("", "")
    workspace.files.import_files([("google.csv", google)])
    assert said(workspace)["Eve"] == ("", "")


def test_nobody_is_asked_openly_about_his_own_firm(around: Workspace) -> None:
    """All know a banker; who is one is asked for others, because the rep wants to meet bankers."""
    around.ways.save_target(TargetRecord(0, company="Commerzbank AG"))
    (ann,) = around.people.find("Ann Lee")

    def asked() -> set[str]:
        asks = [*around.ways.open_asks(), *around.asks.plan_asks(asks=20).open_asks]
        return {ask.about for ask in asks if ask.connector == ann.id}

    assert asked() and not asked() & {"Banking", ann.company}
    around.ways.save_target(TargetRecord(0, category="Banking"))
    assert "Banking" in asked() and ann.company not in asked()


def test_a_function_out_of_a_title_is_no_circle_until_it_is_stated(around: Workspace) -> None:
    """Ann knows a buyer, and is not asked for "somebody in purchasing"; once it is stated she is.

    To meet "somebody in purchasing" whatever the business leads nowhere.
    """
    around.files.import_files(
        [
            ("more.csv", b"id,name,company,title\n4,Cy Fox,Acme,Head of Purchasing\n"),
            ("more ties.csv", b"person,other,contacts,last_contact\n1,4,9,2026-10-20\n"),
        ]
    )

    def asked() -> set[str]:
        return {ask.about for ask in around.ways.open_asks() if ask.reasons[0].startswith("knows")}

    def circles() -> set[str]:
        return {circle.circle for circle in around.ways.circles()}

    (cy,) = around.people.find("Cy Fox")
    assert cy.category_in_words == "Purchasing (proposed)"
    assert asked() == {"Hotels"}
    assert circles() == {"Banking", "Hotels"}
    around.people.set_category([cy.id], "Purchasing")
    assert asked() == {"Hotels", "Purchasing"}
    assert circles() == {"Banking", "Hotels", "Purchasing"}


def test_the_reason_says_that_it_rests_on_a_proposal(around: Workspace) -> None:
    (ask,) = (a for a in around.ways.open_asks() if a.about == "Hotels")
    assert ask.reasons[0] == "knows 1 person in Hotels (proposed)"
    (path,) = (s.path for s in around.ways.outward() if s.path.names[-1] == "Tom Poe")
    assert "you know nobody in Hotels (proposed) yet" in path.reasons
    (row,) = (r for r in around.reports.path_rows([path]))
    assert row["goal_category"] == "Hotels (proposed)"
    assert {r["circle"] for r in around.reports.circle_rows(around.ways.circles())} == {
        "Banking (1 of 2 proposed)",
        "Hotels (proposed)",
    }


def test_what_is_said_of_one_is_proposed_to_others_of_the_firm(workspace: Workspace) -> None:
    _, _, _, di, flo = (person.id for person in workspace.people.people())
    workspace.people.set_category([di], "Vans")
    assert said(workspace)["Cy"] == ("Vans", "proposed")
    # Two letters make no second category, by hand and by file; all together it is written anew.
    workspace.people.set_category([flo], "VANS")
    assert said(workspace)["Flo"] == ("Vans", "hand")
    more = (
        b"id,name,email,company,title,category\n6,Gus Ott,g@y.example,Y,,vans\n"
        b"7,Ha Ro,h@z.example,Z,,Ice\n8,Ia Po,i@w.example,W,,ICE\n"
    )
    workspace.files.import_files([("more.csv", more)])
    assert said(workspace)["Gus"] == ("Vans", "file")
    assert said(workspace)["Ia"] == ("Ice", "file")
    (again,) = workspace.files.import_files([("more.csv", more)]).files
    assert again.people_changed == 0
    workspace.people.set_category([p.id for p in workspace.people.people()[3:6]], "Vehicles")
    workspace.people.set_category([di], "")
    assert said(workspace)["Cy"] == ("Purchasing", "proposed")
    workspace.start.accept("Banking", as_="Ice cream")
    assert said(workspace)["Ann"] == ("Ice cream", "hand")
