"""What a rep opens to colleagues: nothing at first, never a private contact, one word of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from threading import Thread

import pytest
import sqlalchemy as sa

import tiesmap
from tests.guarded import dump, load
from tests.workspace.shown import DAY, RITA, TOM, WHO, ids_of, seat_of, two_reps
from tiesmap.model.asker import Office
from tiesmap.model.colleagues import Openness, OpenTie
from tiesmap.store import schema
from tiesmap.store.store import Conflict
from tiesmap.workspace import Workspace
from tiesmap.workspace.colleagues import part as colleagues
from tiesmap.workspace.view import View


@pytest.fixture
def opened(database: str) -> Iterator[Workspace]:
    yield from two_reps(database)


def _seen(tom: Workspace) -> set[str]:
    return {one.tie.name for text in ("AG", "ag") for one in tom.colleagues.knows(text)}


def test_nothing_is_open_at_first(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    assert list(tom.colleagues.colleagues().values()) == [RITA]
    assert rita.colleagues.openness() == Openness() and rita.colleagues.shown() == ()
    before = dump(opened)
    rita.colleagues.keep_fresh()
    assert dump(opened) == before and _seen(tom) == set()


def test_whole_by_category_and_by_person(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    ids = ids_of(rita)
    assert rita.colleagues.open(Openness(whole=True)) == 4
    assert [one.sentence for one in tom.colleagues.knows("lee ag")] == [
        "Rita Rep knows Ann Lee well"
    ]
    words = {one.tie.name: str(one.tie.strength) for one in tom.colleagues.knows("ag")}
    assert words == {"Ann Lee": "strong", "Bob Ray": "dormant", "Cleo Fox": "weak",
                     "Élodie Ünsk": "weak"}  # fmt: skip
    # The strongest first, however they are called; and found without accents and capitals.
    assert [one.tie.name for one in tom.colleagues.knows("AG")][:2] == ["Ann Lee", "Bob Ray"]
    assert [one.tie.name for one in tom.colleagues.knows("unsk")] == ["Élodie Ünsk"]
    assert not any(tom.colleagues.knows(text) for text in ("%%", "_ _", "a", "  "))
    rita.colleagues.open(Openness(categories=frozenset({"Hotels"})))
    assert _seen(tom) == {"Ann Lee", "Cleo Fox"}
    rita.colleagues.open(Openness(people=frozenset({ids["Bob Ray"]})))
    assert _seen(tom) == {"Bob Ray"}
    rita.colleagues.open(Openness())
    assert _seen(tom) == set() and rita.colleagues.shown() == ()


def test_private_contacts_and_those_marked_stay_out(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    ids = ids_of(rita)
    rita.colleagues.open(Openness(whole=True, people=frozenset({ids["Ann Lee"]})))
    rita.colleagues.keep_private([ids["Ann Lee"]])
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}
    rita.people.set_do_not_ask([ids["Bob Ray"]], True)
    assert _seen(tom) == {"Cleo Fox", "Élodie Ünsk"}, "at once, and not with the next day"
    assert rita.colleagues.open(rita.colleagues.openness()) == 2
    tom.people.set_do_not_ask([ids["Cleo Fox"]], True)
    assert [one.name for one in rita.colleagues.shown()] == ["Élodie Ünsk"], "whoever marks a card"
    tom.data.undo_last()
    rita.colleagues.keep_private([ids["Ann Lee"]], False)
    assert _seen(tom) == WHO.keys() - {"Bob Ray"}
    rita.data.undo_last()  # the mark: what is open is not taken back by Undo
    assert not rita.people.person(ids["Bob Ray"]).do_not_ask
    assert rita.colleagues.openness().whole


def test_it_is_worked_out_anew_once_a_day(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    rita.colleagues.open(Openness(whole=True))
    load(opened, RITA, people=[{"name": "Dee Dorn", "company": "Dorn AG"}],
         interactions=[{"date": "2026-06-29", "from": RITA, "to": "Dee Dorn"}])  # fmt: skip
    # By the clock, not by the day from which one looks.
    for day in (DAY, date(2026, 7, 1)):
        replace(rita, as_of=day).colleagues.keep_fresh()
        assert "Dee Dorn" not in _seen(tom)
    monkeypatch.setattr(colleagues, "date", Tomorrow)
    rita.colleagues.keep_fresh()
    assert "Dee Dorn" in _seen(tom)


def test_where_nobody_is_in_what_is_open_it_is_worked_out_once(
    opened: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rita = seat_of(opened, RITA)
    rita.colleagues.open(Openness(categories=frozenset({"Boats"})))
    monkeypatch.setattr(colleagues, "bare_ties", None)
    rita.colleagues.keep_fresh()


def test_nothing_of_when_or_how_often_is_in_what_colleagues_see() -> None:
    """A colleague's process reads this table alone: its columns are all that there is to see."""
    assert set(schema.known_ties.columns.keys()) == {
        "rep", "person", "name", "company", "category", "sought", "strength", "open", "day",
    }  # fmt: skip
    assert {one.name for one in fields(OpenTie)} <= set(schema.known_ties.columns.keys())


def test_a_merge_and_erasing_reach_what_is_open(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    ids = ids_of(rita)
    rita.colleagues.open(Openness(whole=True, private=frozenset({ids["Ann Lee"]})))
    rita.duplicates.merge(ids["Cleo Fox"], ids["Ann Lee"])
    assert _seen(tom) == {"Bob Ray", "Élodie Ünsk"}, "private of one is private of both"
    rita.duplicates.unmerge(rita.duplicates.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}
    opened.data.erase([ids["Bob Ray"]])
    with opened.store.reading(Office.WHOLE) as connection:
        left = connection.execute(sa.select(schema.known_ties.c.name)).scalars().all()
    assert sorted(filter(None, left)) == ["Cleo Fox", "Élodie Ünsk"]


def test_a_closed_network_stays_closed_when_a_card_is_taken_apart(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    ids = ids_of(rita)
    rita.colleagues.open(Openness(whole=True))
    rita.duplicates.merge(ids["Cleo Fox"], ids["Ann Lee"])
    rita.colleagues.keep_fresh()
    assert _seen(tom) == WHO.keys() - {"Ann Lee"}, "the same day already"
    rita.colleagues.open(Openness())
    rita.duplicates.unmerge(rita.duplicates.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert _seen(tom) == set() and rita.colleagues.shown() == ()


def test_private_while_merged_is_private_of_both_apart(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    ids = ids_of(rita)
    rita.colleagues.open(Openness(whole=True, private=frozenset({ids["Ann Lee"]})))
    rita.duplicates.merge(ids["Cleo Fox"], ids["Ann Lee"])
    rita.colleagues.keep_private([ids["Bob Ray"]])  # all that is open is written anew
    rita.duplicates.unmerge(rita.duplicates.merges()[0].id)
    rita.colleagues.keep_fresh()
    assert {ids["Ann Lee"], ids["Bob Ray"]} <= rita.colleagues.openness().private
    assert _seen(tom) == {"Élodie Ünsk"}


@pytest.mark.parametrize("close", [
    lambda rita: rita.colleagues.open(Openness()),
    lambda rita: rita.colleagues.keep_private(ids_of(rita).values()),
], ids=["closed", "private"])  # fmt: skip
def test_what_is_closed_in_another_window_stays_closed(
    opened: Workspace,
    database: str,
    monkeypatch: pytest.MonkeyPatch,
    close: Callable[[Workspace], int],
) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    other = replace(tiesmap.open(database), as_of=DAY, rep=rita.rep_id)
    rita.colleagues.open(Openness(whole=True))
    slow = colleagues.bare_ties

    def meanwhile(view: View, said: Openness) -> list[OpenTie]:
        found = slow(view, said)
        monkeypatch.setattr(colleagues, "bare_ties", slow)
        window = Thread(target=close, args=[other])
        window.start()
        window.join()
        return found

    monkeypatch.setattr(colleagues, "bare_ties", meanwhile)
    monkeypatch.setattr(colleagues, "date", Tomorrow)
    replace(rita, as_of=DAY + timedelta(1)).colleagues.keep_fresh()
    assert _seen(tom) == set() and rita.colleagues.shown() == ()
    other.store.close()


def test_a_page_from_before_takes_no_private_mark_away(opened: Workspace) -> None:
    rita, tom = (seat_of(opened, name) for name in (RITA, TOM))
    before = rita.colleagues.openness()
    rita.colleagues.keep_private([ids_of(rita)["Ann Lee"]])
    with pytest.raises(Conflict, match="meanwhile"):
        rita.colleagues.open(replace(before, whole=True), before)
    assert _seen(tom) == set()


class Tomorrow(date):
    """A clock that is a day ahead."""

    @classmethod
    def today(cls) -> date:
        return date.fromordinal(date.today().toordinal() + 1)
