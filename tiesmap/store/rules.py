"""Rules that set the category of people who got none by hand or from a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from tiesmap.model.folding import fold
from tiesmap.model.memo import memo
from tiesmap.model.people import CategoryRule
from tiesmap.model.proposals import BY_RULE, PROPOSED, REFUSED, Learn
from tiesmap.store.history.journal import Replaced
from tiesmap.store.nouns import noun_of, row_of
from tiesmap.store.operation import Operation
from tiesmap.store.rows import Row
from tiesmap.store.schema import people, rules

NOTHING: Mapping[str, str] = {}
_OF_NOBODY = (PROPOSED, REFUSED)
"""Where a category comes from that no rule gave, and that any rule goes before."""

_ENOUGH = 5_000
"""So many people with a category of the rep's tell what his words mean."""


def category_by_rule(
    rules: Sequence[CategoryRule],
    company: str,
    title: str,
    extra: Mapping[str, str] = NOTHING,
) -> str:
    """The category of the first rule that matches, or "".

    A word matches whole words in any case ("hotel", not "hotels"); with * at its end it matches
    every word that begins with it ("hotel*").
    """
    said = {"company": fold(company), "title": fold(title)}
    for rule in rules:
        if rule.field == "label":
            if extra and any(_has_label(extra, word) for word in rule.words):
                return rule.category
            continue
        texts = said.values() if rule.field == "any" else (said.get(rule.field, ""),)
        if any(_pattern(word).search(text) for word in rule.words for text in texts if fold(word)):
            return rule.category
    return ""


def _has_label(extra: Mapping[str, str], word: str) -> bool:
    column, _, label = word.partition(": ")
    said = extra.get(column, "")
    return label in said and any(part.strip(" *") == label for part in re.split(r":::|[;,|]", said))


@memo(1024)
def _pattern(word: str) -> re.Pattern[str]:
    folded = fold(word)
    end = "" if folded.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){re.escape(folded.rstrip('*'))}{end}")


def read_rules(connection: sa.Connection) -> tuple[CategoryRule, ...]:
    """The stored rules, in their order."""
    return tuple(
        noun_of(CategoryRule, row)
        for row in connection.execute(sa.select(rules).order_by(rules.c.position)).mappings()
    )


def save_rules(op: Operation, new: Sequence[CategoryRule]) -> int:
    """Store the rules and apply them; returns how many people changed."""
    op.clear(rules)
    for k, rule in enumerate(new):
        op.add(rules, row_of(rule, rules) | {"position": k})
    return len({person for person, *_ in apply_rules(op, new)})


def apply_rules(op: Operation, new: Sequence[CategoryRule]) -> list[Replaced]:
    """Set the category by rule for everybody who has none by hand or from a file."""

    def by_rule(_: str, company: str, title: str, extra: Mapping[str, str]) -> tuple[str, str]:
        fitting = category_by_rule(new, company, title, extra)
        return fitting, BY_RULE if fitting else ""

    labels = any(rule.field == "label" for rule in new)
    return _set(op, by_rule, ("", BY_RULE, *_OF_NOBODY), _OF_NOBODY, labels=labels)


def apply_proposals(op: Operation, learn: Learn) -> list[Replaced]:
    """Propose a category for everybody who has none by hand, from a file or by rule.

    A proposal that the rep removed is not made again.
    """
    given = sa.and_(people.c.category_by.in_(("file", "hand", BY_RULE)), people.c.category != "")
    names = (people.c[name] for name in ("name", "company", "title", "category"))
    stated = sa.select(*names).where(given).order_by(people.c.id).limit(_ENOUGH)
    propose = learn(map(tuple, op.connection.execute(stated)))

    def proposed(*said: Any) -> tuple[str, str]:
        fitting = propose(*said)
        return fitting, PROPOSED if fitting else ""

    return _set(op, proposed, ("", PROPOSED), labels=True)


def _set(
    op: Operation,
    find: Callable[[str, str, str, Mapping[str, str]], tuple[str, str]],
    by: Collection[str],
    left: Collection[str] = (),
    *,
    labels: bool = False,
) -> list[Replaced]:
    """Set the category that `find` gives for name, company, title and (where `labels`) further
    fields.

    Only for people whose category comes from `by`; where `find` gives none, a category that comes
    from `left` stays.
    """
    extra = people.c.extra if labels else sa.null()
    names = ("id", "name", "company", "title", "category", "category_by")
    query = (
        sa.select(*(people.c[name] for name in names), extra)
        .where(people.c.category_by.in_(by))
        .order_by(people.c.id)
    )
    values: list[Row] = []
    replaced: list[Replaced] = []
    found = map(tuple, op.connection.execute(query))
    for person, name, company, title, category, said_by, more in found:
        fitting, source = find(name, company, title, more or NOTHING)
        if (fitting, source) == (category, said_by) or (not fitting and said_by in left):
            continue
        values.append({"person": person, "new": fitting, "by": source})
        replaced.append((person, "category", category, fitting))
        replaced.append((person, "category_by", said_by, source))
    if values:
        op.connection.execute(
            people.update()
            .where(people.c.id == sa.bindparam("person"))
            .values(category=sa.bindparam("new"), category_by=sa.bindparam("by")),
            values,
        )
    pairs: list[tuple[Row, Row]] = [
        (
            {"id": number, "category": category, "category_by": said_by},
            {"id": number, "category": value["new"], "category_by": value["by"]},
        )
        for value, (number, _, category, _), (_, _, said_by, _) in zip(
            values, replaced[::2], replaced[1::2], strict=True
        )
    ]
    op.wrote(people, pairs)
    return replaced
