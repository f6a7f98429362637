"""Labels, groups and tags of address books and CRMs, offered as categories: the rep is asked once.

A label that a program puts on everybody ("myContacts"), or that says how important somebody is
("VIP"), is no category: `[labels]` in categories.toml lists both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from tiesmap.intake.categories import Vocabulary
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.start import Label

LEAST = 2
"""A label of one person alone is no category."""
MOST_SHARE = 0.8
"""A label that nearly everybody has tells nothing."""


def labels_of(extra: Mapping[str, str], words: Vocabulary) -> list[tuple[str, str]]:
    """(column, label) for each label in the label columns among a person's further fields."""
    return [
        (column, label)
        for column, text in extra.items()
        if words.is_label_column(column)
        for label in split_labels(text)
    ]


def named_by(extra: Mapping[str, str], words: Vocabulary, declined: Collection[str] = ()) -> str:
    """The one category that a person's labels name; "" where they name none, or several.

    `declined` are `Label.word`s that the rep said are no category.
    """
    said = labels_of(extra, words)
    kept = [label for column, label in said if Label(column, label, ()).word not in declined]
    named = set(map(words.of_label, kept)) - {""}
    return named.pop() if len(named) == 1 else ""


def split_labels(text: str) -> list[str]:
    """Each label of a cell: Google divides them by ` ::: `, others by ; or , or |."""
    parts = re.split(r"\s*:::\s*|\s*[;,|]\s*", text)
    return list(dict.fromkeys(filter(None, (part.strip(" *") for part in parts))))


def offer_labels(
    people: Iterable[Person], words: Vocabulary, decided: Collection[str] = ()
) -> tuple[Label, ...]:
    """The labels that could be categories, most frequent first.

    `decided` are `Label.word`s that the rep accepted or declined.
    """
    everybody = [person for person in people if not person.rep]
    found: defaultdict[tuple[str, str], list[PersonId]] = defaultdict(list)
    with_labels: defaultdict[str, int] = defaultdict(int)
    for person in everybody:
        said = labels_of(person.extra, words)
        for column in {column for column, _ in said}:
            with_labels[column] += 1
        for column, label in said:
            found[column, label].append(person.id)
    offered = [
        Label(column, label, tuple(ids))
        for (column, label), ids in found.items()
        if len(ids) >= LEAST
        and (len(ids) <= MOST_SHARE * len(everybody) or len(everybody) < 10)
        and words.is_category(label)
    ]
    offered = [label for label in offered if label.word not in decided]
    return tuple(sorted(offered, key=lambda one: (-len(one.people), one.label)))
