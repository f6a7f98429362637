"""Which people are at one firm, by name and mail domain. Expected: by hand."""

from __future__ import annotations

from time import process_time

import pytest

from tiesmap.model.firms import MANY, number_places

MOLEN = "demolenkoek.example"
ONE_FIRM = {
    "three names, one domain": [
        ("De Molen Koek", MOLEN),
        ("De Molen Koek B.V.", MOLEN),
        ("Koekfabriek De Molen", MOLEN),
        ("Koekfabriek De Molen", ""),
        (MOLEN, MOLEN),
        ("", MOLEN),
    ],
    "a short name, and one with legal form": [
        ("Acme", "acme.example"),
        ("ACME Packaging GmbH", "acme.example"),
    ],
    "initials": [
        ("Great Northern Haulage", "gnh.example"),
        ("GNH Ltd", "gnh.example"),
    ],
    "a word shortened": [("TK Friesland", "tkf.example"), ("Tiefkühl Friesland", "tkf.example")],
    "umlauts": [
        ("Bäckerei Tönsing", "toensing.example"),
        ("Tönsing Backwaren KG", "toensing.example"),
    ],
    "no name at all": [("", "acme.example"), ("acme.example", "acme.example")],
    "Spanish": [
        ("Conservas del Norte, S.L.", "conservasnorte.example"),
        ("Grupo Conservas", "conservasnorte.example"),
    ],
    "Polish": [
        ("Piekarnia Żuraw Sp. z o.o.", "zuraw.example"),
        ("Żuraw Piekarnie", "zuraw.example"),
    ],
    "Japanese": [("株式会社青空", "aozora.example"), ("青空", "aozora.example")],
}


@pytest.mark.parametrize("places", ONE_FIRM.values(), ids=ONE_FIRM)
def test_one_firm_under_several_names(places: list[tuple[str, str]]) -> None:
    found = number_places(dict.fromkeys(places, 1))
    assert set(found.values()) == {0}


FIRMS_OF_THEIR_OWN = {
    "he went elsewhere, and the address is of before": [
        ("Acme", "acme.example"),
        ("Weber Logistik", "acme.example"),
    ],
    "franchisees": [(f"Homex {name}", "homex.example") for name in ("Alpha", "Beta", "Gamma", "D")],
    "faculties": [
        ("Universität Bern", "unibe.example"),
        *((f"Universität Bern, Institut für {of}", "unibe.example") for of in ["Physik", "Chemie"]),
        *((f"Universität Bern, {of}", "unibe.example") for of in ("Jus", "Tiermedizin")),
    ],
    "a group's companies": [
        (name, "group.example") for name in ("Baker & Co", "Sea Lines", "Tiller Foods")
    ],
    "a public mail host": [("", ""), ("Acme", ""), ("Weber Logistik", "")],
    "on their own": [("Freelance", "acme.example"), ("Acme", "acme.example")],
    "who is retired is at the firm no longer": [
        ("Retired", "acme.example"),
        ("", "acme.example"),
    ],
    "one name of two firms' domains": [("Acme", "acme.example"), ("", "other.example")],
}


@pytest.mark.parametrize("places", FIRMS_OF_THEIR_OWN.values(), ids=FIRMS_OF_THEIR_OWN)
def test_a_domain_that_is_not_one_firm(places: list[tuple[str, str]]) -> None:
    found = [number_places(dict.fromkeys(places, 1))[place] for place in places]
    named = [firm for firm in found if firm >= 0]
    assert len(set(named)) == len(named)
    assert found.count(-1) == sum(not is_firm for is_firm in map(_says_firm, places))


def _says_firm(place: tuple[str, str]) -> bool:
    return place[0] not in ("Freelance", "Retired") and place != ("", "")


def test_who_gives_no_name_is_at_the_firm_of_most() -> None:
    places = {("Acme", "a.example"): 5, ("Weber Logistik", "a.example"): 1, ("", "a.example"): 1}
    found = number_places(places)
    assert found["", "a.example"] == found["Acme", "a.example"]
    places["Weber Logistik", "a.example"] = 5
    assert number_places(places)["", "a.example"] == -1


def test_a_name_without_end_is_looked_at_once() -> None:
    """A file may hold anything: whoever is compared letter by letter with each letter takes
    minutes."""
    long = [f"{letter * 60_000} Kast" for letter in "xyz"]
    began = process_time()
    assert len(set(number_places(dict.fromkeys([(one, "kast.example") for one in long], 1)))) == 3
    assert process_time() - began < 5


def test_a_domain_of_very_many_names_joins_none() -> None:
    """A provider's; not even the two that would be one under a domain of their own."""
    akin = ["Acme", "ACME Packaging GmbH"]
    words = [f"{one}{other}x Bau" for one in "bcdfghklmn" for other in "aeioubcdfg"]
    for others, firms in ((words[: MANY - 3], MANY - 2), (words[: MANY - 2], MANY)):
        places = {(name, "mail.example"): 1 for name in (*akin, *others)}
        assert len(set(number_places(places).values())) == firms
