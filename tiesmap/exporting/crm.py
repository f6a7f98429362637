"""The targets as tasks for a CRM: CSV whose columns are named as the CRM's import names them.

Texts that a spreadsheet could run get a ' in front here too: such a file is often looked at in
one before it is imported. Open requests only; what is done is no task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tiesmap.exporting.plain import mail_address, one_line, text_lines
from tiesmap.exporting.spreadsheets import to_csv
from tiesmap.model.cells import guard_cell
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import OPEN, UNASKED

_LONGEST_SUBJECT = 255  # of a Salesforce task
_PRIORITY = (0.5, 0.2)  # chances from which on a task is high, and medium


def tasks_to(system: str, requests: Iterable[IntroRequest]) -> bytes:
    """Open requests as a file of tasks for a CRM. Raises ValueError if `system` is unknown.

    Without a BOM, which some importers take for a part of the first column's name.
    """
    if system not in SYSTEMS:
        raise ValueError(f"There are no tasks for {system!r}: choose {' or '.join(SYSTEMS)}.")
    columns = SYSTEMS[system]
    rows = [
        {name: _guarded(write(request)) for name, write in columns.items()}
        for request in requests
        if request.status in OPEN
    ]
    return to_csv(rows, tuple(columns), raw=True)


def _guarded(value: object) -> object:
    return guard_cell(value) if isinstance(value, str) else value


def _priority(request: IntroRequest) -> str:
    high, medium = _PRIORITY
    return "high" if request.chance >= high else "medium" if request.chance >= medium else "low"


def _subject(request: IntroRequest) -> str:
    connector, target = one_line(request.connector, 100), one_line(request.target, 100)
    said = f"Ask {connector} to introduce you to {target}"
    if request.status not in UNASKED:
        said = f"Follow up with {connector} on the introduction to {target}"
    return one_line(said, _LONGEST_SUBJECT)


def _notes(request: IntroRequest) -> str:
    lines = (
        text_lines(request.purpose).strip(),
        f"Through: {' > '.join(one_line(name) for name in request.path)}" if request.path else "",
        f"Why: {one_line('; '.join(request.reasons))}" if request.reasons else "",
        f"tiesmap request {one_line(request.request)}, {request.status}",
    )
    return "\n".join(line for line in lines if line)


def _names(request: IntroRequest) -> tuple[str, str]:
    """First and last name: the last word is the last name; an open ask names nobody."""
    if request.target_id is None:
        return "", ""
    first, _, last = one_line(request.target).rpartition(" ")
    return first, last


def _standing(request: IntroRequest) -> str:
    return "Not Started" if request.status in UNASKED else "Waiting on someone else"


_Columns = Mapping[str, Callable[[IntroRequest], object]]
_HUBSPOT: _Columns = {
    "Task Title": _subject,
    "Task Type": lambda _: "TODO",
    "Task Status": lambda _: "NOT_STARTED",
    "Priority": lambda one: _priority(one).upper(),
    "Due Date": lambda one: one.follow_up_on,
    "Task Notes": _notes,
    "Contact First Name": lambda one: _names(one)[0],
    "Contact Last Name": lambda one: _names(one)[1],
    "Contact Email": lambda one: mail_address(one.target_email),
    "Company Name": lambda one: one_line(one.target_company),
    "Job Title": lambda one: one_line(one.target_title),
}
"""A task and the contact it is about, in one row: the import asks which column is which. Dates are
as 2026-03-05."""
_SALESFORCE: _Columns = {
    "Subject": _subject,
    "Status": _standing,
    "Priority": lambda one: {"medium": "Normal"}.get(_priority(one), _priority(one).title()),
    "ActivityDate": lambda one: one.follow_up_on,
    "Description": _notes,
    "WhoId": lambda _: "",
    "OwnerId": lambda _: "",
    "Who Name": lambda one: "" if one.target_id is None else one_line(one.target),
    "Who Email": lambda one: mail_address(one.target_email),
    "Who Company": lambda one: one_line(one.target_company),
}
"""Fields of the Task object, for the Data Loader; WhoId and OwnerId are ids of that system, to be
filled in there."""
SYSTEMS: Mapping[str, _Columns] = {"hubspot": _HUBSPOT, "salesforce": _SALESFORCE}
"""The CRMs for which there is a file of tasks: each column, and what stands in it."""
