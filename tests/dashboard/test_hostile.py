"""Names made to break things, from the file through every page, the map and every export.

Expected: a name is stored as it is seen (padding and control characters off), it comes back from
each export as stored, and no text of a file is ever markup, formula, template or path. What people
read (page, calendar, mail) leaves out marks that turn the direction of what follows.
"""

from __future__ import annotations

import csv
import email
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import tiesmap
from tests.guarded import table
from tests.listed import ink
from tests.places import APP, EVERY_VIEW, turn_to
from tiesmap.intake.table.decoding import find_encoding
from tiesmap.model.problems import Refused
from tiesmap.workspace import Workspace

NAMES = {
    "<script>window.EVIL=1</script>": "",
    "<img src=x onerror=window.EVIL=1>": "",
    '"><svg/onload=window.EVIL=1>': "",
    "![evil](http://127.0.0.1:9/evil.png)": "",
    "[evil](javascript:evil) **bold** :red[evil] $x^2$": "",
    "<https://evil.example/beacon>": "",
    "=cmd|' /C calc'!A0": "",
    "@SUM(1+1)*evil": "",
    "-2+3+evil": "",
    '+HYPERLINK("http://evil.example";"x")': "",
    "{{7*7}} {% include 'evil' %} ${7*7} %(evil)s {0}": "",
    "../../../etc/passwd evil": "",
    "C:\\evil\\NUL.csv": "",
    "\u202eevil\u202c rtl \u2066x\u2069": "evil rtl x",
    "Z\u0310\u0329a\u0301lgo evil": "Z\u0329\u0310\u00e1lgo evil",  # NFC: marks in their order
    "null": "",
    "evil\x07bell  two  blanks ": "evilbell two blanks",
    "l\u2028evil\u2029x": "l evil x",
    "👩\u200d🚀 evil שלום": "evil שלום",  # pictures are no part of a name
    "evil 👩\u200d🚀 עולם": "evil עולם",
    "Robert'); DROP TABLE people;--": "",
    "Ann > Bob; Cy > evil": "",
    "evil " + "x" * 1_000: "",
}
"""What stands in the file -> what is stored, where that differs."""
STORED = [stored or name for name, stored in NAMES.items()]
RAW = ("<script>window", "<img src=x", "<svg/onload")


def missing(names: list[str], texts: list[str]) -> list[str]:
    """The names that no text shows."""
    shown = [ink(text) for text in texts]
    return [name for name in names if not any(ink(name) in text for text in shown)]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everybody's name, company, notes and purposes are hostile: rep - one - his target."""
    path = tmp_path_factory.mktemp("hostile") / "ties.db"
    people = [{"name": "Rita Rep", "email": "rita@x.example", "rep": "yes"}]
    mails = []
    for k, name in enumerate(NAMES):
        one, other = f"one{k}@x.example", f"other{k}@y.example"
        about = {"company": name, "title": name, "category": name, "city": name, "notes": name}
        people.append({"name": name, "email": one, **about})
        people.append(
            {"name": f"{name} T", "email": other, "company": f"T: {name}", "category": "T"}
        )
        for day in range(1, 4):
            for pair in (("rita@x.example", one), (one, other), (other, one)):
                mails.append({
                    "date": f"2026-05-0{day}", "from": pair[0], "to": pair[1],
                    "channel": "email", "purpose": f"{name} {day}", "notes": name,
                })  # fmt: skip
    workspace = tiesmap.open(path, as_of=date(2026, 6, 30))
    report = workspace.files.import_files(
        [("people.csv", table(*people)), ("interactions.csv", table(*mails))], "Rita Rep"
    )
    assert not [problem for file in report.files for problem in file.problems]
    workspace = tiesmap.open(path, rep="Rita Rep", as_of=date(2026, 6, 30))
    workspace.asks.plan(suggestion.path for suggestion in workspace.ways.outward(top=500))
    for request in workspace.asks.requests():
        workspace.asks.record_step(request, "asked")
    workspace.store.close()
    return path


@pytest.fixture
def workspace(database: Path) -> Iterator[Workspace]:
    opened = tiesmap.open(database, rep="Rita Rep", as_of=date(2026, 6, 30))
    yield opened
    opened.store.close()


class Seen(HTMLParser):
    """The tags and the text that a browser would make of a page."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.sources: list[str] = []
        self.text = ""
        self._inside = ""
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._inside = tag
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if self._inside not in ("script", "style"):
            self.text += data


def test_a_name_is_stored_as_it_is_seen(workspace: Workspace) -> None:
    found = {person.name for person in workspace.people.people()}
    assert found == {*STORED, *(f"{name} T" for name in STORED), "Rita Rep"}
    assert len(workspace.asks.requests()) == len(NAMES)


@pytest.mark.parametrize("raw", [False, True])
def test_csv_holds_the_names_and_no_formula(workspace: Workspace, raw: bool) -> None:
    data = workspace.reports.requests_file(workspace.asks.requests(), ".csv", raw=raw)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    guard = "" if raw else "'"
    for row in rows:
        assert raw or not [text for text in row.values() if text[:1] in ("=", "+", "-", "@")]
    assert {row["connector"].removeprefix(guard) for row in rows} == set(STORED)
    count, problems = workspace.asks.read_requests("asks.csv", data)
    assert (count, problems) == (0, ())


def test_a_workbook_holds_the_names_as_text(workspace: Workspace) -> None:
    data = workspace.reports.requests_file(workspace.asks.requests(), ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert not [link for link in links if "evil" in str(link.target)]
    assert set(STORED) <= {cell.value for cell in cells}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert not [name for name in book.namelist() if "external" in name.casefold()]


@pytest.mark.parametrize("kind", [".html", "asks"])
def test_pages_to_print_hold_the_names_and_no_markup_of_theirs(
    workspace: Workspace, kind: str
) -> None:
    asks = workspace.asks.requests()
    page = Seen(
        workspace.reports.asks_page(asks)
        if kind == "asks"
        else workspace.reports.requests_file(asks, kind)
    )
    assert not {"script", "img", "svg", "iframe", "link", "object"} & set(page.tags)
    assert not [source for source in page.sources if "evil" in source.split("?")[0]]
    assert missing(STORED, [page.text]) == []


def test_notes_in_markdown_hold_no_markup_of_theirs(workspace: Workspace) -> None:
    markdown_it = pytest.importorskip("markdown_it")
    text = workspace.reports.requests_file(workspace.asks.requests(), ".md").decode("utf-8")
    page = Seen(markdown_it.MarkdownIt("commonmark").enable("table").render(text).encode())
    assert not {"script", "img", "svg", "a", "em"} & set(page.tags)
    assert missing(STORED, [page.text]) == []


def test_the_calendar_holds_the_names(workspace: Workspace) -> None:
    data = (
        workspace.reports.requests_file(workspace.asks.requests(), ".ics")
        .decode("utf-8")
        .replace("\r\n ", "")
    )
    said = re.findall(r"^SUMMARY:(.*)\r$", data, re.M)
    assert len(said) == len(NAMES)
    plain = [re.sub(r"\\(.)", lambda mark: mark[1], text) for text in said]
    assert missing([name[:40] for name in STORED], plain) == []
    assert set(re.findall(r"^[A-Z]+", data, re.M)) <= {
        "BEGIN", "END", "PRODID", "VERSION", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART",
        "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP",
    }  # fmt: skip


def test_the_mails_hold_the_names_and_run_no_template(workspace: Workspace) -> None:
    data = workspace.reports.requests_file(workspace.asks.requests(), ".zip")
    bodies = ""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.namelist():
            assert re.fullmatch(r"2026-\d\d-\d\d [^<>:\"/\\|?*\x00-\x1f]+\.eml", entry)
            mail = email.message_from_bytes(archive.read(entry), policy=default)
            assert mail.get_content_type() == "text/plain"
            assert {name.lower() for name in mail} <= {
                "to", "from", "subject", "x-unsent", "x-uniform-type-identifier", "mime-version",
                "content-type", "content-transfer-encoding",
            }  # fmt: skip
            bodies += mail.get_content()
    assert missing([name[:40] for name in STORED], [bodies]) == []
    assert "49" not in bodies


def test_the_map_file_runs_and_fetches_nothing_of_theirs(workspace: Workspace) -> None:
    data = workspace.reports.map_html(workspace.ways.map_view())
    page = Seen(data)
    assert not [source for source in page.sources if source]
    assert not {"img", "iframe", "link", "object"} & set(page.tags)
    assert not [sign for sign in RAW if sign.encode() in data]


def test_one_persons_data_holds_the_name(workspace: Workspace) -> None:
    for name in STORED:
        (person,) = (one for one in workspace.people.people() if one.name == name)
        data, _ = workspace.data.export_person(person.id)
        assert name in json.dumps(json.loads(data), ensure_ascii=False).replace(
            "\\\\", "\\"
        ).replace('\\"', '"')


@pytest.mark.parametrize("page", EVERY_VIEW)
def test_a_page_shows_no_name_as_markup(
    page: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIESMAP_DB", str(database))
    monkeypatch.setenv("TIESMAP_AS_OF", "2026-06-30")
    monkeypatch.setenv("TIESMAP_REP", "Rita Rep")
    at = AppTest.from_file(str(APP), default_timeout=120)
    turn_to(at, page)
    st.cache_resource.clear()
    assert not at.exception
    said = [
        str(element.value)
        for kind in ("markdown", "caption", "title", "header", "subheader", "info", "warning",
                     "error", "success")
        for element in at.get(kind)
    ]  # fmt: skip
    labels = [
        str(element.label)
        for kind in ("button", "selectbox", "checkbox", "radio", "toggle", "text_input", "expander",
                     "tab", "metric", "number_input", "text_area", "multiselect", "slider")
        for element in at.get(kind)
        if hasattr(element, "label")
    ]  # fmt: skip
    # What can be undone says of whom, as a label must: each sign of markup is escaped.
    undo = [text for text in labels if text.startswith("Undo: ")]
    assert not [
        text for text in undo if re.search(r"(?<!\\)[\[\]<>*_`$:!{}]", text[len("Undo: ") :])
    ]
    rest = [text for text in said + labels if text not in undo]
    assert not [text for text in rest if re.search("evil|DROP TABLE|7\\*7", text, re.I)]


@pytest.mark.parametrize("name", ["nul.csv", "../../evil.csv", "<b>evil</b>.csv", "{{7*7}}.csv"])
def test_the_name_of_a_file_is_only_a_name(name: str, workspace: Workspace) -> None:
    with pytest.raises(Refused) as refused:
        workspace.files.preview_import([(name, bytes(range(256)) * 8)])
    assert str(refused.value).startswith(f"{name}, line 1: the header holds bytes that are no text")
    assert find_encoding(b"name\nAnn\n", name) == "utf-8"
