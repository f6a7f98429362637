"""The rep's own words for trades in place of ours. Expected: by hand."""

from __future__ import annotations

import pytest

from tiesmap.intake.categories import LANGUAGES, vocabulary
from tiesmap.intake.ownwords import learning

CRAFTS = [
    ("Schlosserei Maier", "Prokurist", "Metallbau"),
    ("Schlosserei Voß", "Inhaber", "Metallbau"),
    ("Elektro Klein GmbH", "Inhaber", "Elektro"),
    ("Elektro-Haug", "", "Elektro"),
    ("Malerbetrieb Jäger", "", "Maler"),
]
BAU = [
    ("Becker Tiefbau AG", "Polier", "Bau"),
    ("Klett Tiefbau AG", "Polier", "Bau"),
    ("Müller AG", "", "Bau"),
]


def proposed(stated: list[tuple[str, str, str]], company: str, title: str = "") -> str:
    named = [("Ann Lee", *said) for said in stated]
    return learning(vocabulary())(named)("Bob Ray", company, title, {})


@pytest.mark.parametrize(
    ("stated", "company", "category"),
    [
        # Whose firms have the same words is called the same.
        (CRAFTS, "Schlosserei Weber", "Metallbau"),
        (CRAFTS, "Elektro Weiß GmbH", "Elektro"),
        # One painter is no rule, nor one who says it by the title; no word of hers is one for all
        # that is Construction.
        (CRAFTS, "Malerbetrieb Voß", "Construction"),
        ([*CRAFTS, ("Müller AG", "Bauleiter", "Elektro")], "Acme AG", ""),
        (CRAFTS, "Jäger Bauunternehmung GmbH", "Construction"),
        # A name of the whole trade is: also of firms with other words.
        (BAU, "Jäger Bauunternehmung GmbH", "Bau"),
        (BAU, "Zimmerei Banzhaf", "Bau"),
        (BAU, "Volksbank Ulm", "Banking"),
        # Who says two of them in her language hears the others so, too.
        ([*BAU, ("Hotel Adlon", "", "Hotellerie")], "Volksbank Ulm", "Banken"),
        ([*BAU, ("Adlon", "", "Hotellerie"), *[(t, "", t) for t in ("Legal", "Media")]],
         "Volksbank Ulm", "Banking"),
        ([("A", "", "Bâtiment"), ("B", "", "Avocats")], "Banque Martin", "Banques"),
        # Her word goes across trades: it is none for a trade.
        ([*BAU, ("Bank A", "", "Bau"), ("Bank B", "", "Bau")], "Zimmerei Banzhaf", "Construction"),
        # How dear somebody is, is no kind of business; ours stay ours.
        ([(c, t, "A-Kunde") for c, t, _ in CRAFTS], "Schlosserei Weber", "Construction"),
        ([(c, t, "Construction") for c, t, _ in BAU], "Becker Tiefbau AG", "Construction"),
        # Two words of hers for one thing: neither.
        ([*CRAFTS[:2], ("Schlosserei A", "", "Stahl"), ("Schlosserei B", "", "Stahl")],
         "Schlosserei Weber", "Construction"),
        ([], "Schlosserei Weber", "Construction"),
    ],
)  # fmt: skip
def test_her_own_word_is_proposed(
    stated: list[tuple[str, str, str]], company: str, category: str
) -> None:
    assert proposed(stated, company) == category


def test_names_of_trades_are_nobody_elses() -> None:
    words = vocabulary()
    assert words.name_in("Construction", "de") == "Bau"
    assert words.name_in("Construction", "en") == words.name_in("Construction", "xx")
    for trade in words.industries:
        for code in LANGUAGES:
            assert words.trade_called(words.name_in(trade, code)) == trade, (trade, code)


OF_ONE = [("Fordham Keys Ltd", "Negotiator", "Real Estate")]


@pytest.mark.parametrize(
    ("stated", "company", "title", "category"),
    [
        # Of one firm are all who write its name in some way.
        (OF_ONE, "FORDHAM KEYS", "Lettings", "Real Estate"),
        (OF_ONE, "Fordham Lettings", "", ""),
        (OF_ONE, "Fordham Keys", "Retired", ""),
        # The rep wrote it so first: it is no second category beside ours.
        (OF_ONE, "Putney Real Estate", "", "Real Estate"),
        # What somebody does, how dear he is, and who is nowhere say nothing of others.
        ([("Fordham Keys", "", "Purchasing")], "Fordham Keys", "", ""),
        ([("Fordham Keys", "", "A-Kunde")], "Fordham Keys", "", ""),
        ([("Self-employed", "", "Real Estate")], "Self-employed", "", ""),
        # Two kinds at one firm: neither; the firm's own name goes before one of its people.
        ([*OF_ONE, ("Fordham Keys", "", "Law")], "Fordham Keys", "", ""),
        ([("Hotel Adlon", "", "Law")], "Hotel Adlon", "", "Hotels"),
        ([("Hotel Adlon", "", "Law")] * 2, "Hotel Adlon", "", "Law"),
        ([("Hotel Adlon", "", "Partners in Mitte")], "Hotel Adlon", "", "Partners in Mitte"),
    ],
)
def test_a_firm_is_called_as_its_people_are(
    stated: list[tuple[str, str, str]], company: str, title: str, category: str
) -> None:
    assert proposed(stated, company, title) == category
