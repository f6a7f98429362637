"""How often such introductions happen, and how the rep's own network holds together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tiesmap.model.days import end_number
from tiesmap.model.ids import PersonId
from tiesmap.model.replay import Replay
from tiesmap.network import likelihood, outreach, percolation
from tiesmap.network.reach import CategoryReach, reach_by_category
from tiesmap.network.replay import DAYS, replay
from tiesmap.workspace.history import in_mails
from tiesmap.workspace.kept import ALL, EVIDENCE, kept
from tiesmap.workspace.view import View

BASIS = likelihood.BASIS
"""Where the likelihoods were measured, as the end of a sentence."""
LEAST_TIES = 25
"""With fewer ties than this a fifth of them says nothing."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The two pictures of Onnela et al. (2007), of the known ties within reach, without the rep.

    overlap: the mean neighborhood overlap of the weakest fifth of the ties, ..., the strongest.
    weak_first, strong_first: the share of people in the largest connected part after 0, 5, ...
    100 % of the ties went, the weakest first or the strongest first.
    """

    people: int
    ties: int
    overlap: tuple[float, ...]
    weak_first: tuple[float, ...]
    strong_first: tuple[float, ...]

    @property
    def bridges_are_weak(self) -> bool:
        """Whether the strongest fifth of the ties has more overlap than the weakest fifth."""
        return self.overlap[-1] > self.overlap[0]

    @property
    def weak_ties_hold(self) -> bool:
        """Whether the network falls apart sooner when weak ties are removed first."""
        return sum(self.weak_first) < sum(self.strong_first)


@kept()
def by_category(view: View) -> tuple[CategoryReach, ...]:
    """For each category: how many people the rep knows, is at ease with, and could reach.

    People who alone lead to some of them are given by id.
    """
    return reach_by_category(view.taught)


@kept(ALL)
def evidence(view: View, days: int = DAYS) -> Replay:
    """How well introductions of the last so many days would have been foreseen, all of them.

    The rep's own and those among others in the files, each from what was known before it; with
    simple rules beside.
    """
    end, own = end_number(view.as_of), in_mails.happened(view)
    return replay(view.read_tables(), end, view.rep_id, days, view.settings, own)


@kept()
def likelihoods(view: View, people: tuple[PersonId, ...]) -> dict[PersonId, str]:
    """id -> the likelihood of an introduction to them within 60 days, in words (see `BASIS`).

    Only for people whom one introduction would reach; for others nothing was measured.
    """
    nodes, chance = outreach.chances_next(view.taught)
    found = likelihood.MEASURED.at(likelihood.shares(chance))
    ids = view.network.ids[nodes]
    wanted = np.isin(ids, people)
    said = [likelihood.in_words(value) for value in found[wanted].tolist()]
    return dict(zip(ids[wanted].tolist(), said, strict=True))


@kept(EVIDENCE)
def pictures(view: View) -> Pictures | None:
    """The two pictures of the rep's own network; None where it has too few ties for them."""
    around = view.around
    ties, structure = view.network.ties, around.structure
    near = around.ring > 0
    kept = np.flatnonzero(structure.measured & near[ties.a] & near[ties.b])
    overlap = structure.overlap[kept]
    if np.count_nonzero(~np.isnan(overlap)) < LEAST_TIES:
        return None
    strength = view.network.strength[kept]
    people, ends = np.unique(np.concatenate([ties.a[kept], ties.b[kept]]), return_inverse=True)
    a, b = ends[: len(kept)], ends[len(kept) :]
    gone = [
        percolation.giant_shares(len(people), a, b, strength, weak_first=weak_first)
        for weak_first in (True, False)
    ]
    return Pictures(
        people=len(people),
        ties=len(kept),
        overlap=tuple(percolation.overlap_by_strength(strength, overlap).tolist()),
        weak_first=tuple(gone[0].tolist()),
        strong_first=tuple(gone[1].tolist()),
    )
