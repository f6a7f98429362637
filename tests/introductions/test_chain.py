"""Who came through whom: a tree, whatever order or nonsense the files have."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tiesmap.introductions.chain import chain
from tiesmap.introductions.ticklist import choose_names, read_ticks
from tiesmap.model.onward import Name
from tiesmap.model.tact import Made

DAY = date(2020, 1, 1)
NAMES = {k: f"P{k}" for k in range(2, 12)}


def made(connector: int, other: int, days: int = 0) -> Made:
    return Made(connector, 1, other, DAY + timedelta(days))


def test_a_tree_by_hand():
    r"""
    2 - 3 - 5     2 brought 3 and later 4; 3 brought 5 and 6; 7 brought 8.
     \   \- 6
      4
    """
    found = chain([made(2, 4, 9), made(3, 6, 8), made(2, 3), made(3, 5, 5), made(7, 8, 1)], NAMES)
    assert [(x.person, x.through, x.step, x.led_to) for x in found] == [
        (3, 2, 1, 2),
        (5, 3, 2, 0),
        (6, 3, 2, 0),
        (4, 2, 1, 0),
        (8, 7, 1, 0),
    ]


def test_two_who_brought_each_other_begin_one_chain():
    found = chain([made(2, 3), made(3, 2, 1)], NAMES)
    assert [(x.person, x.through) for x in found] == [(3, 2)]
    assert chain([made(2, 99)], NAMES) == ()


@given(st.lists(st.builds(made, st.integers(2, 11), st.integers(2, 11), st.integers(0, 9))))
def test_each_once_and_no_circle(arrivals):
    found = chain(arrivals, NAMES)
    assert len({x.person for x in found}) == len(found)
    assert {x.person for x in found} <= {one.other for one in arrivals}
    step = {x.person: x.step for x in found}
    assert all(x.step == step.get(x.through, 0) + 1 for x in found)
    assert sum(x.led_to for x in found) == sum(x.step - 1 for x in found)


def test_the_list_leaves_out_his_own_firm_and_is_short():
    ranked = [
        Name("Ann", company="Acme", person=1),
        *(Name(f"B{k}", company="Bell", person=10 + k) for k in range(4)),
        Name("Globe"),
        Name("Ann", company="Other", person=1),
        *(Name(f"C{k}", company=f"C{k}", person=20 + k) for k in range(9)),
    ]
    found = choose_names(ranked, "acme")
    assert len(found) == 8
    assert [one.name for one in found][:3] == ["B0", "B1", "Globe"]
    assert choose_names(ranked[:4], "acme") == tuple(ranked[1:4])


HEADER = ("Connector_ID", "name", "company", "person_id", "Yes", "not him", "better_somebody_else")


def test_what_is_ticked_and_what_cannot_be_read():
    rows = [
        (2, ["p2", "Theo", "Bell", "p3", "x", "", ""]),
        (3, ["p2", "Una", "Bell", "p4", "no", "X", ""]),
        (4, ["p2", "Gil", "Bell", "p5", "", "", "Ann"]),
        (5, ["p2", "Globe", "", "", "yes", "", ""]),
        (6, ["p2", "Nix", "", "p3", "", "0", ""]),
        (7, ["p9", "Nix", "", "p3", "x", "", ""]),
        (8, ["p2", "Nix", "", "p9", "x", "", ""]),
        (9, ["p2", "Nix", "", "p3", "x", "x", ""]),
    ]
    ids = {"p2": 2, "p3": 3, "p4": 4, "p5": 5}
    found, problems = read_ticks(rows, HEADER, ids, "list.csv")
    assert [(t.line, t.person, t.yes, t.not_him, t.better) for t in found] == [
        (2, 3, True, False, ""),
        (3, 4, False, True, ""),
        (4, 5, False, False, "Ann"),
        (5, None, True, False, ""),
    ]
    assert [(p.line, p.column) for p in problems] == [
        (7, "connector_id"),
        (8, "person_id"),
        (9, "yes"),
    ]
    none, (problem,) = read_ticks(rows, ("name",), ids, "list.csv")
    assert none == () and "tiesmap ticklist" in problem.message
