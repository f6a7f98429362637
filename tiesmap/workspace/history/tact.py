"""What tact says of asking each contact now, from what is on file."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tiesmap.introductions.tact import weigh_tact
from tiesmap.model.days import date_of
from tiesmap.model.ids import PersonId
from tiesmap.model.statuses import NOT_AGAIN
from tiesmap.model.tact import Tact
from tiesmap.workspace.history import past
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.view import View


@kept(ALL)
def tact(view: View, weeks: int = 1) -> dict[PersonId, Tact]:
    """What tact says about asking each contact now, by id, for a plan of so many weeks."""
    network, around = view.network, view.around
    own = network.adjacency.ties_of(around.rep)
    last = {
        person: None if np.isnan(day) else date_of(float(day))
        for person, day in zip(
            map(network.person, network.adjacency.neighbors(around.rep)),
            network.ties.last_known(network.now)[own],
            strict=True,
        )
        if around.ring[network.node(person)] == 1
    }
    requests = view.requests
    found = weigh_tact(past.dealings(view, last), view.limits, view.today, weeks=weeks)
    for request in requests:
        if request.status in NOT_AGAIN and request.target_id is not None:
            said = found[request.connector_id]
            again = said.no_go | {request.target_id}
            found[request.connector_id] = replace(said, no_go=again)
    return found
