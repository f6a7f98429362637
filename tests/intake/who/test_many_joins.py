"""Many of one name: what is one is found as by looking at each pair, and without doing so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.batches import NOBODY
from tiesmap.intake.who import joins
from tiesmap.intake.who.joins import Joins
from tiesmap.intake.who.stated import Stated
from tiesmap.intake.who.stored import Stored
from tiesmap.model.companies import is_one_firm
from tiesmap.model.intake import Key

FIRMS = ("acme", "acme inc", "acme gmbh", "ac me", "acme hotels", "hotels acme", "nord", "nordic")
MAILS = ("a@acme.example", "b@acme.example", "info@nord.example", "a@gmail.com", "x@home.example")
KEYS: tuple[Key, ...] = (
    *(Key("name_company", firm, "ada berg") for firm in FIRMS),
    *(Key("email", "", mail) for mail in MAILS),
    *(Key("phone", "", number) for number in "123"),
    *(Key("profile", "", page) for page in "pq"),
    *(Key("id", "list", number) for number in ("1", "2", "row\n3")),
)
HOMES = {"nord": {"home.example"}, "acme hotels": {"acme.example"}}
SOME = Joins(
    Stored(NOBODY),
    lambda keys: {
        d for kind, firm, _ in keys if kind == "name_company" for d in HOMES.get(firm, ())
    },
)


def pairs(group: Sequence[Stated], fits: Callable[[Stated, Stated], bool]) -> list[list[Stated]]:
    parts: list[list[Stated]] = []
    for one in group:
        near = [part for part in parts if any(fits(one, other) for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([one, *(other for part in near for other in part)])
    return parts


def may_be_one(part: Sequence[Stated]) -> bool:
    apart = any(a.contradicts(b) for a, b in combinations(part, 2))
    return len(part) > 1 and sum(one.ref > 0 for one in part) <= 1 and not apart


def any_firm(fits: Callable[[str, str], bool], a: Stated, b: Stated) -> bool:
    return any(fits(x, y) for x in a.said("name_company") for y in b.said("name_company"))


def by_pairs(group: Sequence[Stated]) -> list[list[Stated]]:
    """The parts of a group by each of its pairs."""
    sure = pairs(group, lambda a, b: a.shares_phone(b) or any_firm(is_one_firm, a, b))
    if len(sure) > 1 and may_be_one(group) and len(whole := pairs(group, SOME._is_near)) == 1:
        return whole
    return [part for part in sure if may_be_one(part)]


def refs(parts: Sequence[Sequence[Stated]]) -> list[list[int]]:
    """Who is in each part: in which order they stand within it is of no account."""
    return [sorted(one.ref for one in part) for part in parts]


@given(st.lists(st.sets(st.sampled_from(KEYS), max_size=3), max_size=7), st.integers(0, 2))
def test_the_parts_are_those_of_each_pair(said: list[set[Key]], known: int) -> None:
    group = [Stated(at + 1 if at < known else -at - 1, keys) for at, keys in enumerate(said)]
    assert refs(SOME.parts(group)) == refs(by_pairs(group))


@given(st.lists(st.sampled_from(FIRMS[:6]), min_size=2, max_size=7))
def test_so_are_those_of_firms_alone(firms: list[str]) -> None:
    group = [Stated(-at - 1, {Key("name_company", firm, "")}) for at, firm in enumerate(firms)]
    assert refs(SOME.parts(group)) == refs(by_pairs(group))


@pytest.mark.parametrize("mail", ["", "ada@{}.example", "info@{}.example"])
def test_many_of_one_name_are_not_compared_pair_by_pair(
    mail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for name in ("is_one_firm", "is_near_firm"):
        real = getattr(joins, name)
        monkeypatch.setattr(joins, name, lambda a, b, f=real: asked.append(a) or f(a, b))
    contradicts = Stated.contradicts
    monkeypatch.setattr(Stated, "contradicts", lambda a, b: asked.append("") or contradicts(a, b))
    many = 200
    group = [
        Stated(-at - 1, {Key("name_company", f"firm {at}", ""), Key("phone", "", str(at))})
        for at in range(many)
    ]
    for at, one in enumerate(group):
        one.keys.update({Key("email", "", mail.format(at))} if mail else ())
    assert SOME.parts(group) == []
    assert len(asked) < 5 * many


def test_the_page_is_told_without_what_the_shell_types() -> None:
    said = joins.tell(["Ann Lee (a@x.example, b@x.example)"])
    assert "(tiesmap undo)" in said
    assert said.plain.endswith("take the import back and write the right address into your list.")
