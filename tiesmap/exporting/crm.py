"""The targets as tasks for a CRM: CSV whose columns are named as the CRM's import names them.

Texts that a spreadsheet could run get a ' in front here too: such a file is often looked at in
one before it is imported. Open requests only; what is done is no task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tiesmap.exporting.plain import mail_address, one_line, text_lines
from tiesmap.exporting.spreadsheets import to_csv
from tiesmap.model.cells import guard_cell
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import OPEN, UNASKED

HUBSPOT_COLUMNS = (
    "Task Title",
    "Task Type",
    "Task Status",
    "Priority",
    "Due Date",
    "Task Notes",
    "Contact First Name",
    "Contact Last Name",
    "Contact Email",
    "Company Name",
    "Job Title",
)
"""A task and the contact it is about, in one row: the import asks which column is which."""

SALESFORCE_COLUMNS = (
    "Subject",
    "Status",
    "Priority",
    "ActivityDate",
    "Description",
    "WhoId",
    "OwnerId",
    "Who Name",
    "Who Email",
    "Who Company",
)
"""Fields of the Task object; WhoId and OwnerId are ids of that system, to be filled in there."""

_LONGEST_SUBJECT = 255  # of a Salesforce task
_PRIORITY = (0.5, 0.2)  # chances from which on a task is high, and medium


def tasks_to_hubspot(requests: Iterable[IntroRequest]) -> bytes:
    """Open requests as tasks for HubSpot's import: UTF-8 without BOM, dates as 2026-03-05."""
    return _csv(map(_hubspot, _open(requests)), HUBSPOT_COLUMNS)


def tasks_to_salesforce(
    requests: Iterable[IntroRequest],
    *,
    who_ids: Mapping[PersonId, str] | None = None,
    owner_id: str = "",
) -> bytes:
    """Open requests as rows of the Task object for Salesforce's Data Loader.

    `who_ids` leads from a stored person to the id of his contact or lead there; `owner_id` is the
    rep's user id there.
    """
    rows = (_salesforce(request, who_ids or {}, owner_id) for request in _open(requests))
    return _csv(rows, SALESFORCE_COLUMNS)


SYSTEMS: Mapping[str, Callable[[Iterable[IntroRequest]], bytes]] = {
    "hubspot": tasks_to_hubspot,
    "salesforce": tasks_to_salesforce,
}
"""The CRMs for which there is a file of tasks, and what writes it."""


def tasks_to(system: str, requests: Iterable[IntroRequest]) -> bytes:
    """Open requests as a file of tasks for a CRM. Raises ValueError if `system` is unknown."""
    if system not in SYSTEMS:
        raise ValueError(f"There are no tasks for {system!r}: choose {' or '.join(SYSTEMS)}.")
    return SYSTEMS[system](requests)


def _open(requests: Iterable[IntroRequest]) -> Iterator[IntroRequest]:
    return (request for request in requests if request.status in OPEN)


def _hubspot(request: IntroRequest) -> dict[str, object]:
    first, last = _names(request)
    return {
        "Task Title": _subject(request),
        "Task Type": "TODO",
        "Task Status": "NOT_STARTED",
        "Priority": _priority(request).upper(),
        "Due Date": request.follow_up_on,
        "Task Notes": _notes(request),
        "Contact First Name": first,
        "Contact Last Name": last,
        "Contact Email": mail_address(request.target_email),
        "Company Name": one_line(request.target_company),
        "Job Title": one_line(request.target_title),
    }


def _salesforce(
    request: IntroRequest, who_ids: Mapping[PersonId, str], owner_id: str
) -> dict[str, object]:
    status = "Not Started" if _is_ahead(request) else "Waiting on someone else"
    return {
        "Subject": _subject(request),
        "Status": status,
        "Priority": {"medium": "Normal"}.get(_priority(request), _priority(request).title()),
        "ActivityDate": request.follow_up_on,
        "Description": _notes(request),
        "WhoId": who_ids.get(request.target_id, "") if request.target_id else "",
        "OwnerId": owner_id,
        "Who Name": "" if request.target_id is None else one_line(request.target),
        "Who Email": mail_address(request.target_email),
        "Who Company": one_line(request.target_company),
    }


def _is_ahead(request: IntroRequest) -> bool:
    """Whether the next step is the rep's, not the connector's."""
    return request.status in UNASKED


def _priority(request: IntroRequest) -> str:
    high, medium = _PRIORITY
    return "high" if request.chance >= high else "medium" if request.chance >= medium else "low"


def _subject(request: IntroRequest) -> str:
    connector, target = one_line(request.connector, 100), one_line(request.target, 100)
    said = f"Ask {connector} to introduce you to {target}"
    if not _is_ahead(request):
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


def _csv(rows: Iterable[Mapping[str, object]], columns: tuple[str, ...]) -> bytes:
    # Without a BOM, which some importers take for a part of the first column's name.
    guarded = (
        {name: guard_cell(v) if isinstance(v, str) else v for name, v in row.items()}
        for row in rows
    )
    return to_csv(guarded, columns, raw=True)
