"""What stands before an ask of a busy connector: somebody's word."""

from __future__ import annotations

from collections.abc import Iterable

from tiesmap.model.approvals import Gate, Given
from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import UNASKED, Status
from tiesmap.store import approvers
from tiesmap.store.people import labels
from tiesmap.workspace.colleague_asks.reading import given, read
from tiesmap.workspace.colleagues.open_ties import askable
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View


def whom(request: IntroRequest) -> tuple[PersonId | None, str]:
    """For whom an ask is: a person, or a firm or trade in words."""
    return request.target_id, request.target


def gates(view: View, requests: Iterable[IntroRequest]) -> dict[str, Gate]:
    """request -> what stands before it, of those before which anything does."""
    requests = [one for one in requests if not one.is_of_colleague]
    deciding = approvers.read(view.connection, {one.connector_id for one in requests})
    found = {
        one.request: gate_of(view, one.connector_id, *whom(one), called=one.connector)
        for one in requests
        if one.connector_id in deciding
    }
    return {name: gate for name, gate in found.items() if gate is not None}


def gate_of(
    view: View, connector: PersonId, target: PersonId | None, name: str, *,
    beside: PersonId | None = None, called: str = "",
) -> Gate | None:  # fmt: skip
    """What stands before asking a connector for a target, or before asking the colleague `beside`
    for her; None where nobody decides, he does himself, or is gone."""
    approver = approvers.read(view.connection, (connector,)).get(connector)
    if approver in (None, view.rep, beside):
        return None
    by = askable(view, (approver,)).get(approver)
    if by is None:
        return None
    today, days = view.writes_on, view.settings.colleague_days
    stands = Given.NOT_ASKED
    for one in read(view):
        same = (one.rep, one.colleague, one.person) == (view.rep, approver, connector)
        fits = one.target == target if target is not None else one.target_name == name
        if one.word and same and fits:
            stands = given(one, today, days)
            break
    label = called or next(iter(labels(view.connection, (connector,)).values()), "them")
    return Gate(approver, by, label, stands)


def refuse_unasked(view: View, request: IntroRequest, to: str) -> None:
    """Raise Unanswerable where somebody decides who may ask a connector, and has not said yes."""
    if request.status not in UNASKED or to in (*UNASKED, Status.WITHDRAWN):
        return
    gate = gates(view, [request]).get(request.request)
    if gate is not None and not gate.is_open:
        raise Unanswerable(f"{gate.sentence}: the ask waits until {gate.name} says yes.")
