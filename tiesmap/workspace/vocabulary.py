"""The words from which categories are proposed: the rep's own file, or else ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tiesmap.intake import categories
from tiesmap.intake.categories import Vocabulary
from tiesmap.intake.ownwords import learning
from tiesmap.model.problems import Refused
from tiesmap.model.proposals import Learn
from tiesmap.store.store import Store

DECLINED = "labels_declined"
"""Under which name it is kept which labels are no category."""


def vocabulary(store: Store) -> Vocabulary:
    """The words of the file beside the database, or else those that come with tiesmap.

    Raises Refused where that file is wrong.
    """
    own = None if store.path is None else store.path.with_name(categories.NAME)
    if own is None or not own.is_file():
        return categories.vocabulary()
    return _read(own.read_text("utf-8-sig"), str(own))


def functions(store: Store) -> tuple[str, ...]:
    """What somebody does, whatever the business: "Purchasing"; proposed alone it is no circle."""
    try:
        return vocabulary(store).functions
    except Refused:  # Whoever imports is told; questions are answered with the words we ship.
        return categories.vocabulary().functions


def proposing(store: Store, declined: Iterable[object]) -> Learn:
    """How categories are proposed, without the labels that the rep declined."""
    return learning(vocabulary(store), set(map(str, declined)))


@lru_cache(maxsize=2)
def _read(text: str, name: str) -> Vocabulary:
    return categories.read_vocabulary(text, name)
