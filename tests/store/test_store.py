"""The store: edits by hand, and what is loaded. Real SQLite files throughout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

import tiesmap
from tests.stored import evidence, get, one_person, put
from tiesmap.model import tables
from tiesmap.model.days import day_number
from tiesmap.model.people import CategoryRule, Person, TargetRecord
from tiesmap.model.requests import IntroRequest
from tiesmap.model.settings import Settings
from tiesmap.store import keys as index
from tiesmap.store import people, ratings, requests, rules, schema, targets
from tiesmap.store import ties as declared
from tiesmap.store.reading import contacts as happened
from tiesmap.store.reading import days
from tiesmap.store.rows import read_versions
from tiesmap.store.rules import category_by_rule
from tiesmap.store.settings import write_setting
from tiesmap.store.store import Conflict, Store, open_store


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "ties.db")
    yield opened
    opened.close()


def add(store: Store, name: str, rep: int | None = None, **fields: object) -> Person:
    return put(store, people.save, Person(id=0, name=name, **fields), rep, ())


def bumped(before, after) -> set[str]:
    """The groups whose version went up."""
    return {name for name in before if after[name] > before[name]} | {
        f"-{name}" for name in before if after[name] < before[name]
    }


def insert_contact(store: Store, number: int, when: datetime, sender: int, to: list[int], **more):
    with store.writing() as connection:
        connection.execute(
            schema.interactions.insert(),
            {
                "id": number,
                "key": number.to_bytes(16, "big"),
                "day": day_number(when),
                "channel": "email",
                "sender": sender,
                "recipients": len(to),
            }
            | more,
        )
        connection.execute(
            schema.recipients.insert(), [{"interaction": number, "person": p} for p in to]
        )


# People ------------------------------------------------------------------------------------------


def test_saved_person_comes_back_whole(store):
    rep = put(store, people.save, Person(0, "Rita", rep=True), None, ())
    full = Person(
        id=0,
        name="Zoë Müller",
        email="zoe@example.com",
        profile_url="https://example.com/in/zoe",
        phone="+41 1",
        company="Acme",
        title="CFO",
        category="Hotels",
        city="Bern",
        do_not_ask=True,
        client=True,
        comfort=4,
        stage="client",
        signed_on=date(2024, 2, 29),
        bucket="A",
        notes="likes <b>tea</b>",
        extra={"Region": "DACH"},
    )
    saved = put(store, people.save, full, rep.id, ())
    assert saved == replace(full, id=saved.id, category_by="hand", version=1)
    assert one_person(store, saved.id, rep.id) == saved
    # What Rita says is hers alone.
    bare = replace(saved, client=False, comfort=None, stage="", signed_on=None, bucket="", notes="")
    assert one_person(store, saved.id) == bare
    assert get(store, people.read, None, schema.people.c.rep) == (rep,)
    assert get(store, people.read, rep.id) == (rep, saved)
    assert one_person(store, 10_000) is None


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


def test_second_window_is_told_and_nothing_is_lost(tmp_path):
    first, second = open_store(tmp_path / "x.db"), open_store(tmp_path / "x.db")
    rep = add(first, "Rita")
    ann = add(first, "Ann", rep.id, notes="old")
    seen = one_person(second, ann.id, rep.id)
    put(first, people.save, replace(ann, city="Bern"), rep.id, ())
    with pytest.raises(Conflict, match="Ann"):
        put(second, people.save, replace(seen, city="Basel"), rep.id, ())
    assert one_person(second, ann.id, rep.id).city == "Bern"
    # A rating, too, is a change of what the other window shows.
    seen = one_person(second, ann.id, rep.id)
    put(first, ratings.rate, rep.id, {ann.id: 2})
    with pytest.raises(Conflict):
        put(second, people.save, replace(seen, notes="new"), rep.id, ())
    now = one_person(second, ann.id, rep.id)
    assert (now.comfort, now.notes) == (2, "old")
    assert put(second, people.save, replace(now, notes="new"), rep.id, ()).notes == "new"


def test_edit_of_somebody_who_is_gone_is_a_conflict(store):
    with pytest.raises(Conflict, match="removed"):
        put(store, people.save, Person(id=77, name="Ghost"), None, ())
    rep = add(store, "Rita")
    with pytest.raises(Conflict):
        put(store, ratings.rate, rep.id, {77: 3})


def test_address_of_another_person_is_refused(store):
    keys = [("email", "", "ann@x.ch"), ("name", "", "ann")]
    ann = put(store, people.save, Person(0, "Ann", email="ann@x.ch"), None, keys)
    with pytest.raises(Conflict, match="belongs to Ann"):
        put(store, people.save, Person(0, "Anna", email="ann@x.ch"), None, keys)
    other = put(store, people.save, Person(0, "Ann"), None, [("name", "", "ann")])
    known = get(store, index.known_people)
    assert known.by_email == {"ann@x.ch": ann.id}
    assert known.by_name == {"ann": (ann.id, other.id)}
    assert known.names == {ann.id: "Ann", other.id: "Ann"}
    # An address that a person had once still leads to the person.
    put(store, people.save, replace(ann, email="a@y.ch"), None, [("email", "", "a@y.ch")])
    assert get(store, index.known_people).by_email == {"ann@x.ch": ann.id, "a@y.ch": ann.id}


def test_find_by_id_email_and_name(store):
    ann = add(store, "Émile  Zola", email="Emile@Example.com")
    two = [add(store, "Bo Li"), add(store, "bo li", company="Acme")]
    numbered = put(store, people.save, Person(0, "Cid"), None, [("id", "crm", "c-77")])
    own = put(store, people.save, Person(0, "Dora"), None, [("id", "tiesmap", "d1")])
    assert get(store, people.find, "ÉMILE ZOLA") == (ann,)
    assert get(store, people.find, "emile@example.COM ") == (ann,)
    # The id in our own files, or t and the number; never the number of the database alone.
    assert get(store, people.find, f"t{ann.id}") == (ann,)
    assert get(store, people.find, " d1 ") == (own,)
    assert get(store, people.find, str(ann.id)) == ()
    assert get(store, people.find, "Bo Li") == tuple(two)
    assert get(store, people.find, "C-77") == (numbered,)
    for nobody in ("", "  ", "Zola", "0", "9" * 40, "%", "x' or 1=1 --"):
        assert get(store, people.find, nobody) == (), nobody


def test_nobody_goes_by_the_id_of_another(store):
    """A file may call somebody t1 or t2 by itself: people.csv of another database does."""
    ann, bob, cid = (add(store, name) for name in ("Ann", "Bob", "Cid"))
    mine = [("id", "tiesmap", f"t{ann.id}"), ("id", "tiesmap", f"tt{ann.id}")]
    dora = put(
        store, people.save, Person(0, "Dora"), None, [("id", "tiesmap", f"t{cid.id}"), *mine]
    )
    ids = get(store, index.public_ids)
    assert ids == {ann.id: "ttt1", bob.id: "t2", cid.id: "tt3", dora.id: "t1"}
    for person, public in ids.items():
        assert [found.id for found in get(store, people.find, public)] == [person]
    known = get(store, index.known_people)
    assert {known.by_id.get(("tiesmap", i)) or known.by_number[i] for i in ids.values()} == set(ids)


def test_ratings_are_loaded_and_taken_away(store):
    rita, otto = add(store, "Rita"), add(store, "Otto")
    ann = add(store, "Ann")
    assert put(store, ratings.rate, rita.id, {ann.id: 5, otto.id: 1}) == 2
    assert put(store, ratings.rate, rita.id, {otto.id: None}) == 1
    put(store, ratings.rate_categories, rita.id, {"Hotels": 3, "Banks": 1})
    put(store, ratings.rate_categories, rita.id, {"Banks": None})
    loaded = evidence(store)
    rated = loaded.relationships.dropna(subset="comfort")
    assert rated[["rep", "person", "comfort"]].to_numpy().tolist() == [[rita.id, ann.id, 5]]
    assert loaded.category_ratings.to_numpy().tolist() == [[rita.id, "Hotels", 3]]
    assert get(store, ratings.category_comforts, rita.id) == {"Hotels": 3}
    for wrong in (0, 6, 2.5):
        with pytest.raises(ValueError, match="comfort"):
            put(store, ratings.rate, rita.id, {ann.id: wrong})


# Rules -------------------------------------------------------------------------------------------

RULES = (
    CategoryRule(("hotel*", "inn"), "Hotels"),
    CategoryRule(("chief financial officer", "cfo"), "Finance", "title"),
    CategoryRule(("bank",), "Banks", "company"),
)


@pytest.mark.parametrize(
    ("company", "title", "category"),
    [
        ("Grand HOTELS AG", "", "Hotels"),
        ("", "Hotelier", "Hotels"),
        ("Inner Circle", "", ""),
        ("The Inn", "CFO", "Hotels"),
        ("CFO Services", "", ""),
        ("Acme", "Chief  Financial Officer", "Finance"),
        ("Bank of X", "", "Banks"),
        ("Acme", "Bank clerk", ""),
        ("Banking Ltd", "", ""),
        ("", "", ""),
    ],
)
def test_rules_look_at_whole_words(company, title, category):
    assert category_by_rule(RULES, company, title) == category


def test_rules_leave_hand_and_file_alone(store):
    inn = add(store, "A", company="Sun Inn")
    hand = add(store, "B", company="Sun Inn", category="Mine")
    assert put(store, rules.save_rules, RULES) == 1
    assert get(store, rules.read_rules) == RULES
    by = {p.id: (p.category, p.category_by) for p in get(store, people.read, None)}
    assert by == {inn.id: ("Hotels", "rule"), hand.id: ("Mine", "hand")}
    # A rule that goes takes its categories with it.
    assert put(store, rules.save_rules, RULES[1:]) == 1
    assert one_person(store, inn.id).category_by == "" == one_person(store, inn.id).category


# Ties, targets, settings -------------------------------------------------------------------------


def test_tie_by_hand_is_one_whichever_way_round(store):
    ann, bob = add(store, "Ann"), add(store, "Bob")
    put(store, declared.add_tie, ann.id, bob.id, "friend", 2)
    put(store, declared.add_tie, bob.id, ann.id, "friend", 4)
    ties = evidence(store).ties
    assert ties[["person", "other", "kind", "strength"]].to_numpy().tolist() == [
        [ann.id, bob.id, "friend", 4.0]
    ]
    assert get(store, declared.declared_ties, bob.id)["by_hand"].tolist() == [True]
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


# Requests ----------------------------------------------------------------------------------------


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
        reasons=("wrote 14 times", "a; b > c"),
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


# Loading -----------------------------------------------------------------------------------------

COLUMNS = {
    "people": tables.PEOPLE,
    "contacts": tables.CONTACTS,
    "ties": tables.TIES,
    "introductions": tables.INTRODUCTIONS,
    "relationships": tables.RELATIONSHIPS,
    "category_ratings": tables.CATEGORY_RATINGS,
    "targets": tables.TARGETS,
}


def kinds(frame) -> dict[str, str]:
    return {name: str(kind) for name, kind in frame.dtypes.items()}


def filled(store: Store) -> tuple[Person, ...]:
    """Ann mails Bob and Cid; Bob meets Ann; Cid is introduced; a wanted list; ratings."""
    ann, bob, cid = (add(store, name) for name in ("Ann", "Bob", "Cid"))
    insert_contact(store, 2, datetime(2024, 1, 10, 12), ann.id, [cid.id, bob.id])
    insert_contact(store, 1, datetime(2024, 1, 10, 23, 59, 59), bob.id, [ann.id], channel="meeting")
    insert_contact(store, 3, datetime(2024, 1, 11), cid.id, [ann.id], channel="telex")
    with store.writing() as connection:
        for number, (since, last) in enumerate(
            [(None, "2024-01-10"), ("2024-01-10", "2024-01-12"), ("2024-01-11", None)], start=1
        ):
            connection.execute(
                schema.ties.insert(),
                {
                    "id": number,
                    "key": bytes([number]),
                    "person": ann.id,
                    "other": bob.id,
                    "kind": "friend",
                    "since": since and day_number(date.fromisoformat(since)),
                    "last_contact": last and day_number(date.fromisoformat(last)),
                },
            )
        for number, day in enumerate([None, "2024-01-10", "2024-01-11"], start=1):
            connection.execute(
                schema.introductions.insert(),
                {
                    "id": number,
                    "key": bytes([number]),
                    "day": day and day_number(date.fromisoformat(day)),
                    "introducer": ann.id,
                    "person": bob.id,
                    "other": cid.id,
                },
            )
    put(store, ratings.rate, ann.id, {bob.id: 4})
    put(store, ratings.rate_categories, ann.id, {"Hotels": 4})
    put(store, targets.save_target, ann.id, TargetRecord(line=0, name="Zed"))
    return ann, bob, cid


@pytest.mark.parametrize("full", [False, True], ids=["empty", "filled"])
@pytest.mark.parametrize("as_of", [None, date(1999, 1, 1), date(2024, 1, 10)])
def test_tables_have_the_columns_that_the_model_names(store, full, as_of):
    if full:
        filled(store)
    loaded = evidence(store, as_of)
    for name, columns in COLUMNS.items():
        frame = getattr(loaded, name)
        assert kinds(frame) == kinds(tables.empty(columns)), name
        assert list(frame.index) == list(range(len(frame))), name


def test_contacts_are_ordered_and_channels_numbered(store):
    ann, bob, cid = filled(store)
    contacts = evidence(store).contacts
    noon = day_number(datetime(2024, 1, 10, 12))
    assert contacts.drop(columns="day").to_numpy().tolist() == [
        # interaction, sender, recipient, channel (meeting 1, email 0, other 7), recipients
        [1, bob.id, ann.id, 1, 1],
        [2, ann.id, bob.id, 0, 2],
        [2, ann.id, cid.id, 0, 2],
        [3, cid.id, ann.id, 7, 1],
    ]
    assert contacts["day"].tolist()[1:3] == [noon, noon]


@pytest.mark.parametrize(
    ("as_of", "seen"),
    [
        (None, [1, 2, 3]),
        (date(2024, 1, 9), []),
        (date(2024, 1, 10), [1, 2]),
        (datetime(2024, 1, 10, 12), [2]),
        (date(2024, 1, 11), [1, 2, 3]),
    ],
)
def test_only_contacts_up_to_the_day_are_loaded(store, as_of, seen):
    filled(store)
    assert sorted(set(evidence(store, as_of).contacts["interaction"])) == seen


def test_ties_and_introductions_of_a_past_day(store):
    filled(store)
    past = evidence(store, date(2024, 1, 10))
    # The third tie began later; the second one's last contact came later, so its day is unknown.
    known = [None if day != day else day for day in past.ties["last_contact"]]
    assert known == [day_number(date(2024, 1, 10)), None]
    assert len(past.introductions) == 2
    assert get(store, days.last_day) == date(2024, 1, 12)


def test_last_day_of_an_empty_store(store):
    assert get(store, days.last_day) is None


def test_contacts_of_a_person_newest_first(store):
    ann, _, _ = filled(store)
    shown = get(store, happened.contacts_of, ann.id, 50)
    assert shown[["interaction", "other", "wrote", "channel"]].to_numpy().tolist() == [
        [3, "Cid", False, "telex"],
        [1, "Bob", False, "meeting"],
        [2, "Bob; Cid", True, "email"],
    ]
    assert shown["date"][1].to_pydatetime() == datetime(2024, 1, 10, 23, 59, 59)
    assert len(get(store, happened.contacts_of, ann.id, 1)) == 1
    assert kinds(get(store, happened.contacts_of, 999, 50)) == kinds(shown)


def test_load_gives_what_a_reader_sees_while_another_writes(tmp_path):
    one, two = open_store(tmp_path / "x.db"), open_store(tmp_path / "x.db")
    add(one, "Ann")
    with one.writing() as connection:
        connection.execute(schema.people.insert(), {"id": 99, "name": "Half done"})
        assert [person.name for person in get(two, people.read, None)] == ["Ann"]


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Jo M\u00fcl\u00adler", "Jo M\u00fcller"),  # a soft hyphen
        ("Jo M\u00fcller", "jo  M\u00fcl\u00adler"),
        ("Jo Mu\u0308ller", "JO M\u00dcLLER"),  # composed and not
        ("\uff2a\uff4f Weiss", "jo wei\u00df"),  # full width, sharp s
        ("Jo\u200b Ray", "Jo Ray"),  # a space without width
    ],
)
def test_a_name_is_found_in_the_form_in_which_files_are_matched(store, stored, asked):
    from tiesmap.intake.who.keys import normalize_name

    assert normalize_name(stored) == normalize_name(asked)
    put(store, people.save, Person(id=0, name=stored), None, ())
    assert [person.name for person in get(store, people.find, asked)] == [stored]
