"""Kinds of files, told by their header alone; each source by a sample file and what it gives."""

from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import CASES, DOCS
from tiesmap.intake.questions import Unrecognized
from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.catalog import identify, place
from tiesmap.intake.sources.declaration import KINDS, Source, under
from tiesmap.intake.sources.declared import SOURCES
from tiesmap.model.evidence import CHANNELS, INTRODUCTION_OUTCOMES, TIE_KINDS
from tiesmap.model.folding import letters_of
from tiesmap.model.people import STAGES
from tiesmap.model.practice import DETAIL_KINDS, FAVOR_KINDS, FILES
from tiesmap.model.problems import Refused
from tiesmap.model.requests import COLUMNS, OUTCOMES
from tiesmap.model.statuses import STATUSES

FOLDER = CASES / "sources"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
READER = Reader(as_of=date(2026, 11, 1))
NO_TABLES = {"vcard", "calendar", "mailbox"}
OF_THEIR_OWN = {"whatsapp", "mail_index"}  # see test_formats
DOC = DOCS / "columns.md"
OWN = {source.name: source for source in SOURCES if source.scope == "tiesmap"}
TEMPLATES = [source for source in OWN.values() if source.kind in (*KINDS, *FILES)]


def header_of(source: Source) -> tuple[str, ...]:
    return tuple(name for column in source.columns.values() for name in column.names)


def marked_header_of(source: Source) -> tuple[str, ...]:
    """The first names of all columns, and one of the marks where none is among them."""
    firsts = tuple(p[0] for column in source.columns.values() for p in column.parts)
    there = set(map(letters_of, firsts))
    if not source.marks or there & set(map(letters_of, source.marks)):
        return firsts
    return (*firsts, source.marks[0])


def told(record: Any) -> dict[str, Any]:
    """What a record says, as the samples' JSON does: no empty fields, dates as text."""
    shown = {}
    for item in fields(record):
        value = getattr(record, item.name)
        default = "" if item.default is MISSING else item.default
        if value is None or value == default or value in ("", {}, ()):
            continue
        if isinstance(value, date):
            value = value.isoformat()
        if item.name == "said":
            value = {k: v.isoformat() if isinstance(v, date) else v for k, v in value.items()}
        shown[item.name] = list(value) if isinstance(value, tuple) else value
    return shown


# --- one sample file and its result a source -----------------------------------------------


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_sample_gives_what_is_expected(sample: Path) -> None:
    expected = json.loads(sample.with_suffix(".json").read_text("utf-8"))
    if "refused" in expected:
        with pytest.raises(Refused) as refusal:
            READER.read(sample.name, sample.read_bytes())
        assert sample.name in str(refusal.value)
        assert expected["refused"] in str(refusal.value)
        return

    (checked,) = READER.read(sample.name, sample.read_bytes())

    assert checked.source == expected["source"]
    assert checked.row_count == expected["rows"]
    for kind in (*KINDS, "entries"):
        assert [told(record) for record in getattr(checked, kind)] == expected.get(kind, [])
    assert list(checked.owners) == expected.get("owners", [])
    assert (told(checked.card) if checked.card else {}) == expected.get("card", {})
    assert list(checked.extra_columns) == expected.get("extra_columns", [])
    problems = [[p.line, p.column, p.value] for p in checked.problems]
    assert problems == expected.get("problems", [])
    assert all(problem.message for problem in checked.problems)
    for words in expected.get("notes", []):
        assert any(words in note for note in checked.notes), (words, checked.notes)
    assert "SECRET" not in repr(checked)


def test_every_source_has_a_sample() -> None:
    found = {
        path.stem if path.stem in {s.name for s in SOURCES} else expected.get("source")
        for path in SAMPLES
        for expected in [json.loads(path.with_suffix(".json").read_text("utf-8"))]
    }
    assert found == {source.name for source in SOURCES} | NO_TABLES


# --- which source a header is --------------------------------------------------------------


@pytest.mark.parametrize("source", [*TEMPLATES, OWN["requests"]], ids=lambda source: source.name)
def test_own_templates_are_told_by_their_header(source: Source) -> None:
    assert identify(header_of(source), "file.csv") is source


@given(st.sampled_from(TEMPLATES), st.data())
def test_order_case_and_spaces_of_a_header_do_not_matter(source: Source, data: Any) -> None:
    header = data.draw(st.permutations(header_of(source)))
    spelled = [
        data.draw(st.sampled_from([name, name.upper(), f" {name.replace('_', ' ').title()} "]))
        for name in header
    ]
    assert identify(tuple(spelled), "file.csv") is source


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("name,company", "people"),
        ("email", "people"),
        ("id,name", "people"),
        ("name,email,why", "people"),  # an own column of the rep's list; targets have no e-mail
        ("name,why", "targets"),
        ("company,why", "targets"),
        ("rep,person,comfort", "relationships"),
        ("rep,category,comfort", "relationships"),
        ("name,rep,category", "people"),
        ("email,rep,category", "people"),
        ("date,from,to", "interactions"),
        ("from,to,date,subject,attachments", "interactions"),
        ("person,other", "ties"),
        ("introducer,person,other", "introductions"),
        ("First Name,Last Name,Connected On", "linkedin_connections"),
        ("Connected On,Position,Company,Last Name,First Name", "linkedin_connections"),
        ("Conversation ID,From,Sender Profile URL,To,Date", "linkedin_messages"),
        ("First Name,Last Name,Email", "contacts"),
        ("Nom,Firma", "contacts"),
        ("Record ID,First Name,Last Name,Email,Lifecycle Stage", "hubspot_contacts"),
        ("Record Id,First Name,Last Name,Email,Account Name,Created Time", "zoho"),
        ("First Name,Last Name,Email,Account Name", "salesforce"),
        ("Name,Email,Organization", "pipedrive"),
        ("id,name,email,company,organization", "people"),  # an own column of the rep's list
        ("Organization - Name,Organization - Website,Organization - Industry", "companies"),
        ("Organization - Name,Person - Name,Person - Email,Organization - Website", "pipedrive"),
        ("First Name,Last Name,E-mail Address", "contacts"),
        ("First Name,Last Name,E-mail Address,E-mail 2 Address", "outlook"),
    ],
)
def test_a_file_is_told_by_the_columns_that_it_has(header: str, name: str) -> None:
    assert identify(tuple(header.split(",")), "file.csv").name == name


@pytest.mark.parametrize(
    "header",
    [
        "Wer,Firma",
        "first,second,third",
        "company,category",
        "person,strength",
        "date,from",
        "First Name,Last Name",
        "",
    ],
)
def test_a_header_that_fits_nothing_is_refused_with_what_it_has(header: str) -> None:
    with pytest.raises(Refused) as refusal:
        identify(tuple(header.split(",")), "odd.csv")
    sentence = str(refusal.value)
    assert sentence.startswith("odd.csv fits no kind of file")
    for name in filter(None, header.split(",")):
        assert name in sentence


def test_the_refusal_names_the_columns_of_the_nearest_source_first() -> None:
    with pytest.raises(Refused, match=r"for interactions: date, from and to, or"):
        identify(("date", "from", "whom"), "mails.csv")
    with pytest.raises(Refused, match=r"for targets: why and name or .*, and no column Last Name"):
        identify(("Last Name", "why"), "contacts.csv")


def test_two_sources_that_claim_a_header_are_both_named() -> None:
    one = Source("one", "lists of one", "people", {"name": under("who")}, (("name",),))
    two = Source("two", "lists of two", "people", {"email": under("mail")}, (("email",),))
    both = r"could be one \(lists of one\) and two \(lists of two\)\. Say what its columns are"
    with pytest.raises(Unrecognized, match=both):
        identify(("who", "mail"), "both.csv", (one, two))
    assert identify(("who",), "one.csv", (one, two)) is one


def test_no_two_sources_claim_the_header_of_a_third() -> None:
    for source in SOURCES:
        header = marked_header_of(source)
        if source.kind == "report":
            with pytest.raises(Refused, match="is a report"):
                identify(header, "file.csv")
        else:
            assert identify(header, "file.csv") is source


@pytest.mark.parametrize(
    "header", [("name", "Name", "email"), ("name", "e-mail", "EMAIL"), ("email", "name", " na me")]
)
def test_two_columns_of_one_name_are_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="rename or delete all but one"):
        identify(header, "twice.csv")


def test_columns_without_a_field_are_found_whatever_their_name() -> None:
    placed = place(OWN["people"], ("", "name", "shoe size", "shoe size"), "people.csv")
    assert placed.fields == {"name": (1,)}
    assert placed.extra == (0, 2, 3)


def test_a_header_name_keeps_its_letters_and_digits() -> None:
    assert letters_of("  E-Mail Address ") == letters_of("EMAIL_ADDRESS") == "emailaddress"
    assert letters_of("Straße 2") == "strasse2"
    assert letters_of("E-mail 1") != letters_of("E-mail 2")


# --- the declarations and docs/columns.md --------------------------------------------------


def section(title: str) -> str:
    """The part of the document under a heading."""
    parts = re.split(r"^#+ ", DOC.read_text("utf-8"), flags=re.MULTILINE)[1:]
    found = [part for part in parts if part.splitlines()[0].strip("`") == title]
    assert len(found) == 1, title
    return found[0]


@pytest.mark.parametrize("source", TEMPLATES, ids=lambda source: source.name)
def test_the_document_has_the_declared_columns(source: Source) -> None:
    rows = re.findall(r"^\| `(\w+)` \|", section(f"{source.name}.csv"), flags=re.MULTILINE)
    assert rows == list(header_of(source))


def test_the_document_has_the_columns_of_the_lists_that_go_out() -> None:
    assert re.findall(r"^\| `(\w+)` \|", section("The intro-request list"), flags=re.M) == list(
        COLUMNS
    )
    for name in ("ties_report", "paths_report"):
        title = f"The `{name.removesuffix('_report')}` report"
        (line,) = [text for text in section(title).splitlines() if text.startswith("Columns:")]
        assert re.findall(r"`(\w+)`", line) == list(header_of(OWN[name]))


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("channel", CHANNELS),
        ("tie kind", TIE_KINDS),
        ("stage", STAGES),
        ("introduction outcome", INTRODUCTION_OUTCOMES),
        ("favor kind", FAVOR_KINDS),
        ("detail kind", DETAIL_KINDS),
        ("request status", STATUSES),
        ("request outcome", OUTCOMES),
    ],
)
def test_the_document_has_the_lists_of_words(label: str, words: tuple[str, ...]) -> None:
    (line,) = [
        text for text in section("Lists of words").splitlines() if text.startswith(f"| {label} |")
    ]
    assert re.findall(r"`(\w+)`", line) == list(words)


def test_the_document_names_every_program_whose_files_are_read() -> None:
    named = re.findall(r"^\| `(\w+)` \|", section("Other programs' files"), flags=re.MULTILINE)
    others = {source.name for source in SOURCES if source.scope != "tiesmap"} | NO_TABLES
    assert set(named) == others | OF_THEIR_OWN
    assert len(named) == len(set(named))
