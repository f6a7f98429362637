"""Offering: what the rep can do for a connector in return, before he asks."""

from __future__ import annotations

import numpy as np

from tiesmap.network.reach import COMFORTABLE
from tiesmap.workspace.wanting import Wanting

IDEAS = 2
"""How many people to propose an introduction to."""


class Offering(Wanting):
    """What to bring along to a meeting beside the asks."""

    def offers_to(self, connector: int) -> tuple[str, ...]:
        """What the rep can offer a connector: what he typed in his settings, then introductions.

        Proposed are contacts with whom he is at ease, in the connector's own category or else
        city, and not known to know the connector.
        """
        typed = self.words.given.get("offer", "")
        node, network, around = self.node(connector), self.network, self.around
        people = network.people
        known = set(network.adjacency.neighbors(node).tolist())
        comfort = self.standpoint.comfort.person
        contacts = around.contacts[~network.marked[around.contacts]]
        ideas: list[str] = []
        for column in ("category", "city"):
            own = str(people[column].iat[node])
            if not own:
                continue
            same = (people[column].iloc[contacts] == own).to_numpy(dtype=bool)
            near = contacts[same & (comfort[contacts] >= COMFORTABLE)]
            for other in near[np.lexsort((near, -comfort[near]))].tolist():
                if other != node and other not in known and len(ideas) < IDEAS:
                    ideas.append(self._idea(other, own))
        return tuple(text for text in (typed, *dict.fromkeys(ideas)) if text)

    def _idea(self, other: int, shared: str) -> str:
        row = self.network.people.iloc[other]
        place = ", ".join(str(row[name]) for name in ("title", "company") if row[name])
        who = f"{self.label(other)} ({place})" if place else self.label(other)
        return f"an introduction to {who}, also in {shared}"
