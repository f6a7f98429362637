"""The words by which categories are proposed: the rep's own file, else ours."""

from __future__ import annotations

from functools import lru_cache

from tiesmap.intake import categories
from tiesmap.intake.categories import Vocabulary
from tiesmap.store.store import Store


def vocabulary(store: Store) -> Vocabulary:
    """The words of the file beside the database, else those that tiesmap ships.

    Raises Refused where that file cannot be meant.
    """
    own = None if store.path is None else store.path.with_name(categories.NAME)
    if own is None or not own.is_file():
        return categories.vocabulary()
    return _read(own.read_text("utf-8-sig"), str(own))


@lru_cache(maxsize=2)
def _read(text: str, name: str) -> Vocabulary:
    return categories.read_vocabulary(text, name)
