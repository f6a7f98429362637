"""Tasks for a CRM, read back by the csv module."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.listed import PLAIN, ink, lists
from tiesmap.exporting.crm import SYSTEMS, tasks_to
from tiesmap.model.statuses import OPEN, STATUSES


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


NOTES = (
    "Ask Anna Berg for an introduction to Tom Field\n"
    "Through: Maria Santos > Anna Berg > Tom Field > Eva Lind\n"
    "Why: met twice; same city\ntiesmap request rabc, asked"
)


def test_a_task_for_hubspot():
    (row,) = rows_of(tasks_to("hubspot", [PLAIN]))
    expected = {
        "Task Title": "Follow up with Anna Berg on the introduction to Tom Field",
        "Task Type": "TODO",
        "Task Status": "NOT_STARTED",
        "Priority": "LOW",
        "Due Date": "2026-07-07",
        "Task Notes": NOTES,
        "Contact First Name": "Tom",
        "Contact Last Name": "Field",
        "Contact Email": "tom@acme.example",
        "Company Name": "Acme",
        "Job Title": "Buyer",
    }
    assert list(row.items()) == list(expected.items())


def test_a_task_for_salesforce():
    planned = replace(PLAIN, status="planned", chance=0.3)
    asked, ahead = rows_of(tasks_to("salesforce", [PLAIN, planned]))
    assert ",".join(asked) == (
        "Subject,Status,Priority,ActivityDate,Description,WhoId,OwnerId,"
        "Who Name,Who Email,Who Company"
    )
    assert (asked["WhoId"], asked["OwnerId"]) == ("", "")
    assert (asked["Status"], asked["Priority"]) == ("Waiting on someone else", "Low")
    assert (asked["ActivityDate"], asked["Description"]) == ("2026-07-07", NOTES)
    assert ahead["Subject"] == "Ask Anna Berg to introduce you to Tom Field"
    assert (ahead["Status"], ahead["Priority"]) == ("Not Started", "Normal")


def test_an_open_ask_names_nobody():
    ask = replace(PLAIN, target="somebody at Acme", target_id=None, target_email="")
    (row,) = rows_of(tasks_to("hubspot", [ask]))
    assert (row["Contact First Name"], row["Contact Last Name"]) == ("", "")
    assert "somebody at Acme" in row["Task Title"]
    assert rows_of(tasks_to("salesforce", [ask]))[0]["Who Name"] == ""


@pytest.mark.parametrize("status", STATUSES)
def test_what_is_done_is_no_task(status):
    request = replace(PLAIN, status=status)
    count = 1 if status in OPEN else 0
    assert len(rows_of(tasks_to("hubspot", [request]))) == count
    assert len(rows_of(tasks_to("salesforce", [request]))) == count


@settings(deadline=None)
@given(lists)
def test_hostile_texts_keep_their_cells(requests):
    due = [request for request in requests if request.status in OPEN]
    for system, title_of in (("hubspot", "Task Title"), ("salesforce", "Subject")):
        data = tasks_to(system, requests)
        assert not data.startswith(b"\xef\xbb\xbf")
        rows = rows_of(data)
        assert len(rows) == len(due)
        for row, request in zip(rows, due, strict=True):
            assert not any(cell.startswith(tuple("=+-@\t\r\n\0＝＋－＠")) for cell in row.values())
            title = row[title_of]
            assert "\n" not in title and len(title) <= 255
            assert ink(request.target)[:80] in ink(title)


def test_a_system_without_a_table_of_columns_is_refused():
    """An unknown name once gave the file for Salesforce, silently."""
    with pytest.raises(ValueError, match="'pipedrive': choose hubspot or salesforce"):
        tasks_to("pipedrive", [PLAIN])
    assert len({tasks_to(system, [PLAIN]) for system in SYSTEMS}) == 2
