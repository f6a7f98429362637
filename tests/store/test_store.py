"""The store: ties, wanted lists, settings, requests by hand, and which versions go up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import tiesmap
from tests.stored import add, evidence, get, one_person, put
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.reasons import Reason, ReasonKind, in_words
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.store import people, ratings, requests, rules, targets
from tiesmap.store import ties as declared
from tiesmap.store.rows import read_versions
from tiesmap.store.settings import write_setting
from tiesmap.store.store import Conflict


def bumped(before, after) -> set[str]:
    """The groups whose version went up."""
    return {name for name in before if after[name] > before[name]} | {
        f"-{name}" for name in before if after[name] < before[name]
    }


def test_versions_go_up_only_where_something_changed(store):
    rep = add(store, "Rita")

    def after(edit) -> set[str]:
        before = get(store, read_versions)
        edit()
        return bumped(before, get(store, read_versions))

    ann = add(store, "Ann", company="Acme hotels")
    bob = add(store, "Bob")
    request = ask("r1", rep, ann, bob)
    target = TargetRecord(line=0, company="Acme")
    edits = [
        (lambda: add(store, "Cid"), {"evidence", "people"}),
        (lambda: put(store, people.save, one_person(store, ann.id), None, ()), set()),
        (
            lambda: put(store, people.save, replace(one_person(store, ann.id), city="X"), None, ()),
            {"people"},
        ),
        (
            lambda: put(
                store,
                people.save,
                replace(one_person(store, ann.id, rep.id), stage="lead"),
                rep.id,
                (),
            ),
            {"comfort"},
        ),
        (lambda: put(store, ratings.rate, rep.id, {ann.id: 5, bob.id: None}), {"comfort"}),
        (lambda: put(store, ratings.rate, rep.id, {ann.id: 5}), set()),
        (lambda: put(store, ratings.rate_categories, rep.id, {"Hotels": 2}), {"comfort"}),
        (lambda: put(store, ratings.rate_categories, rep.id, {"Hotels": 2}), set()),
        (
            lambda: put(
                store,
                people.set_by_hand,
                [ann.id, bob.id],
                {"category": "Hotels", "category_by": "hand"},
            ),
            {"people"},
        ),
        (
            lambda: put(
                store,
                people.set_by_hand,
                [ann.id, bob.id],
                {"category": "Hotels", "category_by": "hand"},
            ),
            set(),
        ),
        (lambda: put(store, people.set_by_hand, [bob.id], {"do_not_ask": True}), {"people"}),
        (lambda: put(store, declared.add_tie, ann.id, bob.id, "friend", None), {"evidence"}),
        (lambda: put(store, declared.add_tie, bob.id, ann.id, "friend", None), set()),
        (lambda: put(store, declared.remove_tie, bob.id, ann.id), {"evidence"}),
        (lambda: put(store, targets.save_target, rep.id, target), {"comfort"}),
        (lambda: put(store, targets.save_target, rep.id, target), set()),
        (lambda: put(store, targets.remove_target, rep.id, target), {"comfort"}),
        (lambda: put(store, requests.add_requests, [request]), {"requests"}),
        (lambda: put(store, requests.add_requests, [request]), set()),
        (lambda: put(store, requests.save_request, replace(request, status="asked")), {"requests"}),
        (lambda: put(store, write_setting, "settings", {"max_hops": 2}), set()),
        (lambda: put(store, rules.save_rules, [CategoryRule(("rita",), "Reps", "company")]), set()),
    ]
    for number, (edit, groups) in enumerate(edits):
        assert after(edit) == groups, number


def test_tie_by_hand_is_one_whichever_way_round(store):
    ann, bob = add(store, "Ann"), add(store, "Bob")
    put(store, declared.add_tie, ann.id, bob.id, "friend", 2)
    put(store, declared.add_tie, bob.id, ann.id, "friend", 4)
    ties = evidence(store).ties
    assert ties[["person", "other", "kind", "strength"]].to_numpy().tolist() == [
        [ann.id, bob.id, "friend", 4.0]
    ]
    assert get(store, declared.judged, bob.id) == {ann.id: 4}
    with pytest.raises(ValueError, match="two people"):
        put(store, declared.add_tie, ann.id, ann.id, "other", None)
    assert put(store, declared.remove_tie, bob.id, ann.id) == 1
    assert put(store, declared.remove_tie, bob.id, ann.id) == 0
    assert evidence(store).ties.empty


def test_wanted_list(store):
    rita, otto = add(store, "Rita"), add(store, "Otto")
    acme = TargetRecord(line=0, company="Acme", why="big")
    put(store, targets.save_target, rita.id, acme)
    put(store, targets.save_target, rita.id, TargetRecord(line=0, category="Hotels"))
    put(store, targets.save_target, rita.id, replace(acme, company=" ACME", why="bigger"))
    assert get(store, targets.read_targets, rita.id) == (
        TargetRecord(line=1, company="Acme", why="bigger"),
        TargetRecord(line=2, category="Hotels"),
    )
    assert get(store, targets.read_targets, otto.id) == ()
    put(store, targets.remove_target, rita.id, acme)
    assert [target.category for target in get(store, targets.read_targets, rita.id)] == ["Hotels"]


def test_settings_and_chosen_rep_survive(tmp_path):
    workspace = tiesmap.open(tmp_path / "x.db")
    assert workspace.settings == Settings() and workspace.rep is None
    first, rita = (add(workspace.store, name) for name in ("Otto", "Rita"))
    put(workspace.store, people.set_by_hand, [first.id, rita.id], {"rep": True})
    workspace.save_settings(Settings(max_hops=2, strong_from=0.5))
    replace(workspace, rep=rita.id).people.choose_rep()
    workspace.store.close()
    again = tiesmap.open(tmp_path / "x.db")
    assert again.settings == Settings(max_hops=2, strong_from=0.5)
    assert again.rep == rita.id
    again.data.erase([rita.id])
    again.store.close()
    assert tiesmap.open(tmp_path / "x.db").rep == first.id, "whoever is gone is not chosen"


def ask(request: str, rep: Person, connector: Person, target: Person | None) -> IntroRequest:
    name = target.name if target else "somebody at Acme"
    return IntroRequest(
        request=request,
        status="suggested",
        rep=rep.name,
        rep_id=rep.id,
        connector=connector.name,
        connector_id=connector.id,
        target=name,
        target_id=target.id if target else None,
        goal=name,
        goal_id=target.id if target else None,
        path=(rep.name, connector.name, name),
        chance=0.25,
        why=(
            in_words("wrote 14 times"),
            in_words("a; b > c"),
            Reason(ReasonKind.DEALS, ("Hotels", "Food"), proposed=True),
            Reason(ReasonKind.FIRST, ("Ann Lee", "Tomás Reyes")),
        ),
        tie_strength=0.5,
        last_contact=date(2024, 5, 1),
        follow_up_on=date(2024, 5, 8),
    )


def test_requests_are_stored_once_and_in_order(store):
    rita, ann, bob = (add(store, name) for name in ("Rita", "Ann", "Bob"))
    asks = [ask("z", rita, ann, bob), ask("a", rita, ann, None)]
    assert put(store, requests.add_requests, [*asks, asks[0]]) == 2
    assert get(store, requests.read_requests, rita.id) == tuple(asks)
    edited = put(store, requests.save_request, replace(asks[0], status="asked", purpose="meet"))
    assert edited == replace(asks[0], status="asked", purpose="meet", version=2)
    # Suggesting again leaves what was edited, and adds what is new at the end.
    assert put(store, requests.add_requests, [*asks, ask("m", rita, bob, ann)]) == 1
    assert get(store, requests.read_requests, rita.id) == (
        edited,
        asks[1],
        ask("m", rita, bob, ann),
    )
    with pytest.raises(Conflict, match="request to Ann"):
        put(store, requests.save_request, replace(asks[0], status="declined"))
    assert get(store, requests.read_requests, rita.id)[0].status == "asked"
    assert get(store, requests.read_requests, ann.id) == ()
