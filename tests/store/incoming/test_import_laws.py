"""Laws of imports: the same twice changes nothing, and a preview tells the same."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from tests.laws import examples
from tests.store.batches import LOG, NOW, apply, dump, file, keys, mail, matched
from tests.stored import evidence, get
from tiesmap.model.evidence import IntroductionRecord, TieRecord
from tiesmap.model.intake import Checked
from tiesmap.model.people import PersonRecord
from tiesmap.store import imports
from tiesmap.store.rows import read_versions
from tiesmap.store.store import open_store

NAMES = st.sampled_from(["Ann", "Bob", "Cid", "Dora"])
INTERACTIONS = st.builds(
    mail,
    NAMES,
    NAMES,
    NAMES,
    day=st.integers(1, 2),
    channel=st.sampled_from(["email", "call"]),
    notes=st.sampled_from(["", "é"]),
)
TIES = st.builds(
    TieRecord, st.just(2), NAMES, NAMES, contacts=st.sampled_from([None, 1.0]), kind=NAMES
)
INTRODUCTIONS = st.builds(
    IntroductionRecord,
    st.just(2),
    st.sampled_from([None, date(2024, 1, 1)]),
    NAMES,
    NAMES,
    NAMES,
)
PEOPLE = st.builds(
    PersonRecord,
    st.just(2),
    name=NAMES,
    company=st.sampled_from(["", "Acme", "Zeta"]),
    category=st.sampled_from(["", "Bank"]),
    comfort=st.sampled_from([None, 1, 5]),
    do_not_ask=st.sampled_from([None, True, False]),
    client=st.sampled_from([None, True, False]),
    stage=st.sampled_from(["", "lead", "client"]),
    notes=st.sampled_from(["", "x", "y"]),
    connected_on=st.sampled_from([None, date(2020, 1, 1), date(2021, 1, 1)]),
    extra=st.dictionaries(st.just("Region"), st.sampled_from(["", "N", "S"]), max_size=1),
)
BATCHES = st.fixed_dictionaries(
    {
        "people": st.lists(PEOPLE, max_size=6),
        "interactions": st.lists(INTERACTIONS, max_size=8),
        "ties": st.lists(TIES, max_size=4),
        "introductions": st.lists(INTRODUCTIONS, max_size=4),
    }
)
FEW = examples(20)


def batch(rows: dict[str, list[object]], name: str = "file.csv") -> Checked:
    return file(name, **{kind: tuple(records) for kind, records in rows.items()})


@FEW
@given(rows=BATCHES, seed=st.integers(0, 99))
def test_a_batch_again_in_another_order_changes_nothing(rows, seed):
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        apply(store, batch(rows), rep="Rita")
        before, versions = dump(store, LOG), get(store, read_versions)
        for records in rows.values():
            random.Random(seed).shuffle(records)
        again = apply(store, batch(rows), rep="Rita").files[0]
        assert dump(store, LOG) == before
        assert get(store, read_versions) == versions
        assert (again.people_new, again.people_changed, again.interactions) == (0, 0, 0)
        assert (again.ties, again.introductions, again.relationships) == (0, 0, 0)
        store.close()


@FEW
@given(rows=BATCHES, stored=BATCHES)
def test_preview_is_apply_taken_back(rows, stored):
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        apply(store, batch(stored), rep="Rita")
        before = dump(store)
        one = matched(store, batch(rows), rep="Rita")
        told = imports.preview(store, imports.Brought(one, keys, NOW))
        assert dump(store) == before
        assert told == replace(imports.apply(store, imports.Brought(one, keys, NOW)), id=None)
        store.close()


@FEW
@given(first=st.integers(0, 4), second=st.integers(0, 4), together=st.booleans())
def test_kth_identical_row_is_the_same_in_every_file(first, second, together):
    """m copies in one file and n in another are max(m, n), in one batch or in two."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.db")
        row = mail("Ann", "Bob")
        files = (
            file("a.csv", interactions=(row,) * first),
            file("b.csv", interactions=(row,) * second),
        )
        batches = [files] if together else [files[:1], files[1:]]
        new = [f.interactions for one in batches for f in apply(store, *one).files]
        assert new == [first, max(0, second - first)]
        assert len(evidence(store).contacts) == max(first, second)
        store.close()


def test_rows_that_differ_anywhere_are_different(store):
    rows = (
        mail("Ann", "Bob"),
        mail("Bob", "Ann"),
        mail("Ann", "Bob", day=2),
        mail("Ann", "Bob", "Cid"),
        mail("Ann", "Bob", channel="call"),
        mail("Ann", "Bob", purpose="x"),
        mail("Ann", "Bob", notes="x"),
    )
    assert apply(store, file(interactions=rows)).files[0].interactions == len(rows)


def test_other_form_of_the_same_text_is_the_same_row(store):
    apply(store, file(interactions=(mail("Ann", "Bob", "Cid", notes="Z\u00fcrich"),)))
    again = file(interactions=(mail("Ann", "Cid", "Bob", "Cid", notes="Zu\u0308rich"),))
    assert apply(store, again).files[0].interactions == 0
