"""How at ease the rep is with each contact and each category: rated, or inferred from his ties.

Comfort is a number from 1 (hardly) to 5 (at home). Where the rep gave no rating, a contact's is
inferred as 1 + 4 x closeness, halfway toward the category's where the rep rated that. A
category's is the mean over the contacts in it, pulled toward the overall mean as if `PRIOR` more
people of average comfort were in it (empirical-Bayes shrinkage, Efron & Morris 1977), so that a
category of one or two people does not stand out by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from tiesmap.model.ids import Node
from tiesmap.model.reasons import Reason, ReasonKind
from tiesmap.model.tables import Ratings
from tiesmap.network.arrays import Bools, Floats, Ints
from tiesmap.network.closeness import closeness
from tiesmap.network.network import Network

MIDDLE = 3.0
"""The middle of the scale."""
PRIOR = 3.0
"""People of average comfort that are thought into every category."""


@dataclass(frozen=True, slots=True)
class CategoryComfort:
    """Comfort with a category, whether the rep rated it, and on how many contacts it rests.

    told: whether a rating or a contact says anything of it, or it is only what is usual.
    """

    comfort: float
    rated: bool
    people: int
    told: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Comfort:
    """The rep's comfort: per node 1-5 (NaN for those who are no contact), and by category.

    `person` is rated or inferred; `said` is what the rep rated, the person or else the category;
    `told` is `person` where a rating or a contact says so, NaN where all that is on file is that
    the two are linked: such a figure would be the same for everybody.
    """

    person: Floats
    said: Floats
    told: Floats
    rated: Bools
    categories: dict[str, CategoryComfort]
    overall: float

    @property
    def factor(self) -> Floats:
        """Per node, what comfort does to the chance of the first hop: 1 at 5 down to .2 at 1.

        Only what the rep rated counts, a person or his category; without a rating it is that of
        the middle, 3. Inferred comfort comes from the same contact as tie strength, which the
        hop's chance has in it already: counting it twice made the rankings worse.
        """
        return np.asarray(np.nan_to_num(self.said, nan=MIDDLE) / 5)

    def reasons(self, node: Node) -> tuple[Reason, ...]:
        """The rep's comfort with a contact as a reason, none where nothing tells."""
        comfort = float(self.told[node])
        said = f"{comfort:.1f} of 5 ({'rated' if self.rated[node] else 'inferred'})"
        return () if np.isnan(comfort) else (Reason(ReasonKind.COMFORT, (said,)),)


def shrunk(total: ArrayLike, people: ArrayLike, overall: float) -> Floats:
    """Mean comfort of groups, pulled toward the overall one by `PRIOR` people of it in each."""
    sums, sizes = np.asarray(total, dtype=np.float64), np.asarray(people, dtype=np.float64)
    return np.asarray((sums + PRIOR * overall) / (sizes + PRIOR))


def measure_comfort(network: Network, rep: Node, ratings: Ratings) -> Comfort:
    """Comfort of the rep (a node) with everybody he is known to know.

    What other reps rated is passed over.
    """
    rep_id = network.person(rep)
    n = len(network)
    contacts = network.contacts_of(rep)
    category = network.category

    rating = np.full(n, np.nan)
    people, of_categories = ratings.people, ratings.categories
    own = people[(people["rep"] == rep_id) & people["comfort"].notna()]
    own = own[own["person"].isin(network.ids)]
    at = np.searchsorted(network.ids, own["person"].to_numpy(dtype=np.int64))
    rating[at] = own["comfort"].to_numpy(dtype=np.float64)
    mine = of_categories[of_categories["rep"] == rep_id]
    said = {str(c): float(v) for c, v in zip(mine["category"], mine["comfort"], strict=True)}

    all_own = network.adjacency.ties_of(rep)
    own_ties = all_own[network.known[all_own]].astype(np.int64)
    near = closeness(network, own_ties)

    person = np.full(n, np.nan)
    inferred = 1 + 4 * near
    of_category = np.array([said.get(str(c), np.nan) for c in category[contacts]], dtype=float)
    pulled = np.where(np.isnan(of_category), inferred, (inferred + of_category) / 2)
    person[contacts] = np.where(np.isnan(rating[contacts]), pulled, rating[contacts])

    stated = np.full(n, np.nan)
    stated[contacts] = np.where(np.isnan(rating[contacts]), of_category, rating[contacts])
    told = np.full(n, np.nan)
    tells = _tells(network, own_ties) | ~np.isnan(stated[contacts])
    told[contacts] = np.where(tells, person[contacts], np.nan)

    known = person[contacts]
    overall = float(known.mean()) if len(known) else 1.0
    categories = {}
    for name in sorted({str(c) for c in category[contacts] if c} | set(said)):
        inside = known[category[contacts] == name]
        mean = float(shrunk(inside.sum(), len(inside), overall))
        tells_of = name in said or not np.isnan(told[contacts][category[contacts] == name]).all()
        categories[name] = CategoryComfort(
            said.get(name, mean), name in said, len(inside), tells_of
        )
    rated = np.zeros(n, dtype=bool)
    rated[contacts] = ~np.isnan(rating[contacts])
    return Comfort(person, stated, told, rated, categories, overall)


def _tells(network: Network, own_ties: Ints) -> Bools:
    """Per tie of the rep: whether a contact, a judgment or an introduction says how near it is."""
    ties = network.ties
    contacts = ties.given + ties.taken + ties.together + ties.summed + ties.introductions
    return np.asarray((contacts[own_ties] > 0) | ~np.isnan(ties.judged[own_ties]))
