"""What to bring up at one meeting: the open asks of one connector."""

from __future__ import annotations

from collections.abc import Sequence

from tiesmap.model.ids import PersonId
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import OPEN


def for_meeting(
    requests: Sequence[IntroRequest], connector_id: PersonId, most: int = 5
) -> tuple[IntroRequest, ...]:
    """At most `most` open asks of this connector, the best chance first.

    Each target once: two requests for the same person, toward two goals, are one name to bring up.
    """
    found: dict[PersonId | str, IntroRequest] = {}
    for request in sorted(requests, key=_by_chance):
        if request.connector_id == connector_id and request.status in OPEN:
            whom = request.target if request.target_id is None else request.target_id
            found.setdefault(whom, request)
    return tuple(found.values())[: max(most, 0)]


def _by_chance(request: IntroRequest) -> tuple[float, str]:
    return -request.chance, request.request
