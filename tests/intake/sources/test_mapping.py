"""Tables of any layout, mapped once. Expected: by hand."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from math import inf
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stored import get
from tiesmap.intake.questions import Unrecognized
from tiesmap.intake.reader import FIRST_ROWS, Reader
from tiesmap.intake.sources.catalog import identify
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.intake.sources.mapping import FIELDS, signature, source_of, suggest_mapping
from tiesmap.model.problems import Refused, RefusedFiles
from tiesmap.store.reading import contacts, days
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace

HEADER = ("Wer", "Wo", "Mailadresse", "Note!")
MAPPING = {"Wer": "name", "Wo": "company", "Mailadresse": "email"}
ODD = b"Wer;Wo;Mailadresse;Note!\nAnn Lee;Acme;ann@acme.example;x\nBob Ray;Acme;;y\n"
TURNED = b"MAILADRESSE,note,wo,Wer\ncy@acme.example,z,Acme,Cy Fox\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "ties.db", as_of=date(2026, 11, 1))


def test_a_file_of_any_layout_is_read_once_its_columns_are_mapped(workspace: Workspace) -> None:
    with pytest.raises(Unrecognized, match="only in part: the column 'Wer' looks like names"):
        workspace.files.preview_import([("odd.csv", ODD)])
    (question,) = workspace.files.import_questions([("odd.csv", ODD)])
    assert (question.file, question.option, question.needed) == ("odd.csv", "mapping", True)

    workspace.files.remember_mapping(HEADER, MAPPING)
    assert workspace.files.import_questions([("odd.csv", ODD)]) == ()
    (report,) = workspace.files.import_files([("odd.csv", ODD)]).files
    assert (report.source, report.people_new) == ("mapped", 2)
    ann, bob = workspace.people.people()
    assert (ann.name, ann.company, ann.email) == ("Ann Lee", "Acme", "ann@acme.example")
    assert dict(bob.extra) == {"Note!": "y"}

    (again,) = workspace.files.import_files([("odd.csv", ODD)]).files
    assert (again.people_new, again.people_changed) == (0, 0)
    (turned,) = workspace.files.import_files([("other.csv", TURNED)]).files
    assert turned.people_new == 1


def test_what_is_asked_about_and_what_is_offered_is_told_by_the_same_rows(
    workspace: Workspace,
) -> None:
    rows = "".join(f"Ann Lee{letter};Acme;;\n" for letter in "abcdefghijkl")
    data = f"Name;Firma;Weg;Was\n{rows}Bob Roe;Bolt;bob@bolt.example;\n".encode()
    with pytest.raises(Unrecognized, match="'Weg' looks like e-mail addresses"):
        workspace.files.preview_import([("late.csv", data)])
    top = workspace.files.first_rows("late.csv", data)
    assert top.suggested["Weg"] == "email" and len(top.rows) == FIRST_ROWS


def test_a_mapping_is_offered_next_time_and_can_be_taken_back(workspace: Workspace) -> None:
    top = workspace.files.first_rows("odd.csv", ODD)
    assert top.header == HEADER
    assert top.rows[0] == ("Ann Lee", "Acme", "ann@acme.example", "x")
    assert top.suggested == {"Wer": "name", "Mailadresse": "email", "Note!": "notes"}
    workspace.files.remember_mapping(HEADER, MAPPING)
    assert workspace.files.first_rows("other.csv", TURNED).suggested == MAPPING
    workspace.files.remember_mapping(HEADER, {})
    with pytest.raises(Unrecognized):
        workspace.files.preview_import([("odd.csv", ODD)])


def test_a_mapping_can_be_given_for_one_file(workspace: Workspace) -> None:
    answers = {"odd.csv": {"mapping": MAPPING}}
    assert (
        workspace.files.preview_import([("odd.csv", ODD)], answers=answers).files[0].people_new == 2
    )
    with pytest.raises(Unrecognized):
        workspace.files.preview_import([("odd.csv", ODD)])


def test_an_open_date_is_asked_and_answered(workspace: Workspace) -> None:
    data = b"Wann,Von,An\n03/05/2026,Ann Lee,Bob Ray\n"
    mapping = {"Wann": "date", "Von": "from", "An": "to"}
    workspace.files.remember_mapping(("Wann", "Von", "An"), mapping)
    (question,) = workspace.files.import_questions([("log.csv", data)])
    assert (question.option, question.needed) == ("day_first", False)
    assert len(workspace.files.preview_import([("log.csv", data)]).files[0].problems) == 1
    for day_first, day in ((True, date(2026, 5, 3)), (False, date(2026, 3, 5))):
        answers = {"log.csv": {"day_first": day_first}}
        assert workspace.files.import_questions([("log.csv", data)], answers) == ()
        workspace.files.import_files([("log.csv", data)], answers=answers)
        assert get(workspace.store, days.last_day) == max(day, date(2026, 5, 3))


def test_a_delimiter_is_asked_and_answered(workspace: Workspace) -> None:
    data = b"name^email^city\nAnn^ann@acme.example^Bern\n"
    (question,) = workspace.files.import_questions([("odd.csv", data)])
    assert question.option == "delimiter"
    answers = {"odd.csv": {"delimiter": "^"}}
    assert (
        workspace.files.preview_import([("odd.csv", data)], answers=answers).files[0].people_new
        == 1
    )


def test_names_are_joined_and_of_other_fields_the_first_counts() -> None:
    header = ("Tel. 2", "Rufname", "Zuname", "Tel. 1")
    source = source_of(
        {"Zuname": "name", "Rufname": "name", "Tel. 1": "phone", "Tel. 2": "phone"}, header
    )
    assert source.columns["name"].parts == (("Rufname",), ("Zuname",))
    assert source.columns["phone"].parts == (("Tel. 2",), ("Tel. 1",))
    assert source.columns["phone"].take == "first"


def test_of_two_columns_called_like_firms_the_one_with_names_is_of_people() -> None:
    header = ["Job #", "Cust Name", "Co.", "Eml", "Last Talked"]
    rows = [
        ["7", "Wright, Robert", "Brown & Brown", "rob@brown.example", "10/25/2025"],
        ["8", "ANN LEE", "Tri-State Roofing Inc", "ann@tri.example", "11/02/2025"],
        ["9", "Bo Hart", "Tri-State Roofing Inc", "bo@tri.example", "11/03/2025"],
    ]
    assert suggest_mapping(header, rows) == {
        "Cust Name": "name", "Co.": "company", "Eml": "email", "Last Talked": "last_contact"
    }  # fmt: skip
    firms = [["7", "Acme Inc", "Bolt", "x@acme.example", ""]]
    assert suggest_mapping(header, firms)["Cust Name"] == "company"


@pytest.mark.parametrize(
    ("mapping", "kind"),
    [
        ({"a": "name"}, "people"),
        ({"a": "email", "b": "comfort"}, "people"),
        ({"a": "rep", "b": "person"}, "relationships"),
        ({"a": "date", "b": "from", "c": "to"}, "interactions"),
        ({"a": "introducer", "b": "person", "c": "other"}, "introductions"),
        ({"a": "person", "b": "other"}, "ties"),
        ({"a": "company", "b": "why"}, "targets"),
    ],
)
def test_the_fields_tell_the_kind_of_rows(mapping: dict[str, str], kind: str) -> None:
    assert source_of(mapping, ("a", "b", "c")).kind == kind


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ({}, "No column is mapped"),
        ({"a": ""}, "No column is mapped"),
        ({"a": "name", "b": "introducer"}, "A row of people has no introducer: leave"),
        ({"a": "date", "b": "to", "c": "company"}, "A row of interactions has no company: leave"),
        (
            {"a": "name", "b": "shoe size"},
            "no field 'shoe size': say id, name, first_name, last_name, email",
        ),
        ({"a": "company"}, "people need name or email"),
        ({"a": "date", "b": "from"}, "interactions need date and to"),
        ({"z": "name"}, "has no column 'z'"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(mapping: dict[str, str], why: str) -> None:
    with pytest.raises(Refused, match=why):
        source_of(mapping, ("a", "b", "c"))


def test_rows_are_what_the_rep_says_they_are() -> None:
    columns = {"a": "name", "b": "company"}
    assert source_of(columns, ("a", "b", "c")).kind == "people"
    assert source_of(columns, ("a", "b", "c"), "targets").kind == "targets"
    with pytest.raises(Refused, match="A row of targets has no email"):
        source_of({"a": "name", "b": "email"}, ("a", "b"), "targets")
    with pytest.raises(Refused, match="'friends' is no kind of rows: say people, "):
        source_of(columns, ("a", "b"), "friends")


def test_a_mapping_is_remembered_with_what_its_rows_are(workspace: Workspace) -> None:
    workspace.files.remember_mapping(HEADER, MAPPING)
    assert workspace.files.first_rows("odd.csv", ODD).kind == "people"
    columns = {"Wer": "name", "Wo": "company"}
    workspace.files.remember_mapping(HEADER, columns, "targets")
    top = workspace.files.first_rows("odd.csv", ODD)
    assert (top.suggested, top.kind) == (columns, "targets")
    (report,) = workspace.files.import_files([("odd.csv", ODD)], "Rita Rep").files
    assert (report.targets, report.people_new) == (2, 0)


def test_every_refused_file_is_named_with_its_sentence(workspace: Workspace) -> None:
    good = ("people.csv", b"name,email\nAnn,ann@x.example\n")
    wrong = [("a.csv", b""), ("b.pdf", b"%PDF-1.7"), good, ("odd.csv", ODD)]
    with pytest.raises(RefusedFiles) as refused:
        workspace.files.import_files(wrong)
    sentences = [str(one) for one in refused.value.refusals]
    assert [sentence.split()[0] for sentence in sentences] == ["a.csv", "b.pdf", "odd.csv"]
    assert all(sentence in str(refused.value) for sentence in sentences)
    assert workspace.people.people() == ()


def test_the_answer_for_an_archive_holds_for_the_files_in_it(workspace: Workspace) -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("log.csv", "date,from,to\n03/05/2026,Ann Lee,Bob Ray\n")
    file = ("all.zip", packed.getvalue())
    (question,) = workspace.files.import_questions([file])
    assert (question.file, question.option) == ("all.zip/log.csv", "day_first")
    answers = {"all.zip": {"day_first": True}}
    assert workspace.files.import_questions([file], answers) == ()
    assert (
        workspace.files.import_files([file], "Rita Rep", answers=answers).files[0].interactions == 1
    )
    assert get(workspace.store, days.last_day) == date(2026, 5, 3)


def test_the_top_of_a_text_is_shown_as_it_stands(workspace: Workspace) -> None:
    lines = workspace.files.first_lines("odd.csv", "Größe;x\n".encode("cp1252") + b"<b>;=1+1\n")
    assert lines == ("Größe;x", "<b>;=1+1")


def test_a_first_guess_is_made_of_the_names() -> None:
    assert suggest_mapping(("Nom", "Courriel", "Entreprise", "Truc")) == {
        "Nom": "name",
        "Courriel": "email",
        "Entreprise": "company",
    }
    assert suggest_mapping(("From", "To", "Date", "Text")) == {
        "From": "from",
        "To": "to",
        "Date": "date",
    }


@given(st.permutations(HEADER))
def test_the_order_of_columns_does_not_count(header: list[str]) -> None:
    assert signature(header) == signature([name.upper() for name in HEADER])
    assert signature(header) != signature(header[1:])


def test_every_field_that_is_offered_is_one_of_ours() -> None:
    own = {source.name: source for source in SOURCES if source.scope == "tiesmap"}
    for kind, names in FIELDS.items():
        assert names == tuple(column.called for column in own[kind].columns.values())
        assert identify(names, "file.csv").name == kind


def test_a_log_of_ones_own_contacts_needs_no_column_for_oneself():
    data = b"Datum;Wer;Wie\n2026-05-04;Ada Example;Anruf\n2026-05-05;Bo Example;call\n"
    mapping = {"Datum": "date", "Wer": "to", "Wie": "channel"}
    workspace = open_workspace(":memory:")
    workspace.files.import_files(
        [("log.csv", data)], "Rita Rep", answers={"log.csv": {"mapping": mapping}}
    )
    (rep,) = workspace.people.reps()
    told = get(workspace.store, contacts.contacts_of, rep.id, inf, 50)
    assert {row["other"] for row in told} == {"Ada Example", "Bo Example"}
    assert all(row["wrote"] for row in told)


def test_a_column_that_was_mapped_in_one_sheet_is_the_same_in_another() -> None:
    mapping = {"Who": "name", "How close": "comfort", "Kind": "category"}
    answers = {"a.csv": {"mapping": mapping, "kind": "people"}}
    reader = Reader(as_of=date(2026, 11, 1), answers=answers)
    (found,) = reader.read("b.csv", b"Name,Email,How close,Kind\nAda Berg,a@b.example,4,Golf\n")
    (ada,) = found.people
    assert (ada.comfort, ada.category) == (4, "Golf")
    own = b"Name,Email,How close,Kind,Category\nAda Berg,a@b.example,4,Golf,Banks\n"
    assert reader.read("c.csv", own)[0].people[0].category == "Banks"


def test_a_book_of_accounts_without_addresses_proposes_whom_one_talks_to() -> None:
    header = ["Acct", "Who I talk to", "Lines", "How are we", "Notes to self"]
    rows = [
        ["Gulf Bend Trucking", "Curtis Ellison", "Pkg + Umb", "great", "golf"],
        ["Hebert & Sons Roofing", "Kenji Quarles", "BOP", "ok", ""],
        ["St. Alphonsus", "Maribel Norwood", "GL/WC/Auto", "great", "king cake"],
    ]
    assert suggest_mapping(header, rows) == {"Acct": "company", "Who I talk to": "name"}
    # Towns, lines and moods are nobody: one word each, or said over and over.
    header[1] = "Where"
    rows = [
        [row[0], town, *row[2:]]
        for row, town in zip(rows, ("Zachary", "Addis", "Brusly"), strict=True)
    ]
    assert suggest_mapping(header, rows) == {"Acct": "company"}
