"""Roles and firms that changed between imports, and days that come back every year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tiesmap.model.news import News
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Pace, Practice
from tiesmap.nurture.changes import role_changes, say_change
from tiesmap.nurture.purposes import event_day, near_events, offer_purposes
from tiesmap.nurture.week import compose_week

DAY = date(2026, 6, 30)
ANN = Person(2, "Ann", title="Head of Purchasing", company="Globex Hotels")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [("title", "Buyer"), ("company", "Acme")],
            "congratulate: Head of Purchasing at Globex Hotels, was Buyer at Acme",
        ),
        ([("title", "Buyer")], "congratulate: Head of Purchasing at Globex Hotels, was Buyer"),
        (
            [("company", "Acme")],
            "congratulate: Head of Purchasing at Globex Hotels, was Head of Purchasing at Acme",
        ),
        # What it was before all of it.
        (
            [("title", "Clerk"), ("title", "Buyer")],
            "congratulate: Head of Purchasing at Globex Hotels, was Clerk",
        ),
        ([("title", "")], None),
        ([("title", "head of  purchasing")], None),
        # The same firm, spelled otherwise.
        ([("company", "Globex")], None),
        ([("company", "Globex Hotels Ltd.")], None),
        ([("company", "GlobexHotels")], None),
        (
            [("company", "Globex & Hotels"), ("title", "Buyer")],
            "congratulate: Head of Purchasing at Globex Hotels, was Buyer",
        ),
    ],
)
def test_a_new_role_is_a_reason_to_congratulate(rows, said):
    told = [(2, date(2026, 6, 1), field, before) for field, before in rows]
    found = role_changes(told, {2: ANN}, DAY)
    assert [say_change(change) for change in found] == ([said] if said else [])


@pytest.mark.parametrize("before", ["globex.example", "hotels-of-globex.co.uk", "gx.com"])
def test_the_name_of_a_firm_that_was_known_by_its_mail_domain_is_no_news(before):
    row = (2, date(2026, 6, 1), "company", before)
    assert not role_changes([row], {2: ANN}, DAY)
    (change,) = role_changes([row, (2, date(2026, 6, 1), "title", "Buyer")], {2: ANN}, DAY)
    assert say_change(change) == "congratulate: Head of Purchasing at Globex Hotels, was Buyer"


@pytest.mark.parametrize(
    ("before", "now", "news"),
    [
        ("Ingenieurbüro Wöhlers", "Ing.-Büro Wöhlers", False),
        ("TK Friesland", "Tiefkühl Friesland", False),
        ("Baeckerei Toensing AG", "Bäckerei Tönsing AG", False),
        ("Masch.-Fabrik Wenz GmbH", "Maschinenfabrik Wenz", False),
        ("Oldenkamp Wurst", "Wurstfabrik Oldenkamp GmbH", False),
        # Firms that share a word, a beginning or a place are not one for that.
        ("Müller Logistik", "Müller Pharma", True),
        ("Deutsche Bank", "Deutsche Bahn", True),
        ("Nord Logistik", "Nordost Logistik", True),
        ("TK Friesland", "Tiefkühl Holstein", True),
        ("TK Friesland", "Molkerei Friesland", True),
        ("Tiefkühl Friesland", "Tankstellen Friesland", True),
        ("BMW Bank", "Bremer Bank", True),
        ("SAP", "Sappi", True),
    ],
)
def test_a_firm_written_shorter_is_no_news_where_the_title_stays(before, now, news):
    ann = {2: Person(2, "Ann", title="Leitung Einkauf", company=now)}
    for was, company in ((before, now), (now, before)):
        person = {2: replace(ann[2], company=company)}
        row = (2, date(2026, 6, 1), "company", was)
        assert bool(role_changes([row], person, DAY)) is news
        # The same title said again changes nothing; a new one is news in any case.
        title = (2, date(2026, 6, 1), "title", "Leitung  einkauf")
        assert bool(role_changes([row, title], person, DAY)) is news
        assert role_changes([row, (2, date(2026, 6, 1), "title", "Buyer")], person, DAY)


def test_news_grows_old_and_nobody_unknown_is_congratulated():
    row = (2, date(2026, 5, 1), "title", "Buyer")
    assert role_changes([row], {2: ANN}, DAY)
    assert not role_changes([row], {2: ANN}, date(2026, 7, 1))
    assert not role_changes([row], {2: ANN}, date(2026, 4, 30))
    assert not role_changes([row], {}, DAY)


def test_it_is_an_item_of_the_week():
    changes = role_changes([(2, date(2026, 6, 25), "title", "Buyer")], {2: ANN}, DAY)
    (item,) = compose_week([ANN], [], Practice(), Pace(), DAY, news=News(changes=changes))
    assert (item.kind, item.person, item.asks) == ("change", 2, False)
    assert item.purpose.startswith("congratulate: Head of Purchasing")


def detail(text: str, on: date) -> Detail:
    return Detail(1, 1, 2, date(2020, 1, 1), "event", text, event_on=on)


@pytest.mark.parametrize(
    ("text", "on", "as_of", "day"),
    [
        ("birthday", date(1980, 7, 4), DAY, date(2026, 7, 4)),
        ("Birthday of the firm", date(1980, 1, 2), date(2026, 12, 30), date(2027, 1, 2)),
        ("birthday", date(1980, 12, 30), date(2026, 1, 2), date(2025, 12, 30)),
        ("birthday", date(1984, 2, 29), date(2026, 2, 20), date(2026, 2, 28)),
        ("birthday", date(1984, 2, 29), date(2028, 2, 20), date(2028, 2, 29)),
        ("wedding anniversary", date(2016, 6, 30), DAY, DAY),
        # What happens once is not repeated.
        ("a trade fair", date(2025, 7, 1), DAY, date(2025, 7, 1)),
    ],
)
def test_what_comes_back_every_year(text, on, as_of, day):
    found = detail(text, on)
    assert event_day(found, as_of) == day
    near = -21 <= (day - as_of).days <= 14
    assert bool(near_events([found], as_of)) == near


def test_a_contract_signed_on_a_29th_of_february_has_its_anniversary():
    client = Person(2, "Ann", client=True, signed_on=date(2024, 2, 29))
    said = offer_purposes(client, Practice(), date(2026, 2, 25))
    assert "say thanks for 2 years as a client" in said
    assert not offer_purposes(client, Practice(), date(2024, 2, 29))
