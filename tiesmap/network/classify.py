"""Strong, weak or dormant from contact; bridging or dead end from structure: two separate facts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tiesmap.model.settings import Settings
from tiesmap.model.vocabulary import TieClass
from tiesmap.network.network import Network
from tiesmap.network.strength import strength_at_last_contact

CLASSES = tuple(one.value for one in TieClass)
STRONG, WEAK, DORMANT, INFERRED = range(4)


def tie_classes(network: Network, settings: Settings) -> NDArray[np.int8]:
    """The class of every tie, as a position in `CLASSES`.

    strong: strength of at least `strong_from`; dormant: was that strong on the day of its last
    contact, and has been silent for more than `dormant_after` days; inferred: nobody said or
    showed that the two know each other; weak: all others.
    """
    ties = network.ties
    silent = np.nan_to_num(network.now - ties.last, nan=0.0)
    was_strong = strength_at_last_contact(ties, network.now) >= settings.strong_from
    found = np.full(len(ties), WEAK, dtype=np.int8)
    found[network.strength >= settings.strong_from] = STRONG
    found[was_strong & (silent > settings.dormant_after)] = DORMANT
    found[~ties.known] = INFERRED
    return found
