"""Titles as a sentence says them: with the right article and in small letters, as they stand, or
not at all."""

from __future__ import annotations

import pytest

from tiesmap.introductions.languages import language, names
from tiesmap.introductions.titles import as_said, role_said, title_said

ENGLISH = language("en")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Head of nursing", "the head of nursing"),
        ("Deputy head of nursing", "a deputy head of nursing"),
        ("Dealer principal", "the dealer principal"),
        ("Assistant Principal", "an assistant principal"),
        ("Account executive", "an account executive"),
        ("Personnel manager", "the personnel manager"),
        ("Regional Manager", "a regional manager"),
        ("VP OF SALES", "a VP of sales"),
        ("VP, Sales", "a VP"),
        ("CEO & Founder", "the CEO and founder"),
        ("Owner/Operator", "the owner/operator"),
        ("Co-Founder", "a co-founder"),
        ("Registered Nurse", "a registered nurse"),
        ("HR Manager", "an HR manager"),
        ("IT Director", "the IT director"),
        ("University Lecturer", "a university lecturer"),
        ("Chief Financial Officer", "the chief financial officer"),
        ("Head of Nursing at St Mary's | Mum of 3", "the head of nursing"),
        ("Director of Sales - North America", "the director of sales"),
    ],
)
def test_a_title_of_known_words_has_its_article(title, text):
    assert title_said(title, ENGLISH) == as_said(title, ENGLISH) == text


@pytest.mark.parametrize(
    ("code", "title", "text"),
    [
        ("fr", "Ingénieure commerciale", "ingénieure commerciale"),
        ("fr", "Chargée d'affaires", "chargée d'affaires"),
        ("pt", "Gerente", "gerente"),
        ("es", "Jefa de compras", "jefa de compras"),
        ("nl", "Hoofd inkoop", "hoofd inkoop"),
        # A name, an abbreviation or English stands as it is written, and so does a German title.
        ("fr", "Notaire à Lyon", "Notaire à Lyon"),
        ("fr", "DRH", "DRH"),
        ("fr", "Sales Manager", "Sales Manager"),
        ("de", "Leiter Einkauf", "Leiter Einkauf"),
    ],
)
def test_a_title_is_written_small_where_its_language_writes_it_so(code, title, text):
    assert title_said(title, language(code)) == text


def test_a_firm_has_an_owner_and_people_at_it():
    assert role_said("the owner", "Acme", ENGLISH) == "the owner of Acme"
    assert role_said("the owner/operator", "Acme", ENGLISH) == "the owner/operator of Acme"
    assert role_said("the head of nursing", "Acme", ENGLISH) == "the head of nursing at Acme"
    assert role_said("the owner", "", ENGLISH) == "the owner"
    assert role_said("", "Acme", ENGLISH) == ""


@pytest.mark.parametrize(
    ("code", "title", "firm", "said"),
    [
        ("es", "Directora de compras en Lácteos Norte", "Lácteos Norte", ""),
        ("nl", "Hoofd inkoop van Bakkerij Bos B.V.", "Bakkerij Bos", ""),
        ("de", "Geschäftsführer der Keller AG", "Keller", ""),
        ("fr", "Directrice de Labexia", "LABEXIA", ""),
        ("es", "Directora de compras", "Lácteos Norte", " en Lácteos Norte"),
        # A word that only ends so is no firm.
        ("de", "Leiterin Einkauf", "Kauf", " bei Kauf"),
    ],
)
def test_a_title_that_names_the_firm_names_it_once(code, title, firm, said):
    assert role_said(title, firm, language(code)) == title + said


@pytest.mark.parametrize(
    "title", ["Geschäftsführerin", "Head of Fermentation", "Leiter Einkauf", "Of counsel", "CSO"]
)
def test_a_title_with_another_word_stands_as_it_is(title):
    """Whoever made Sales Manager Germany a sales manager germany would look careless."""
    assert title_said(title, ENGLISH) == title
    assert as_said(title, ENGLISH) == ""


@pytest.mark.parametrize(
    "title",
    ["", "-", "Helping teams thrive", "HEAD OF FERMENTATION", "Open to work", "Self-Employed",
     "I help small firms sell more in less time", "Realtor® since 1999", "🚀 Builder", "Retired"],
)  # fmt: skip
def test_what_is_no_title_is_left_out(title):
    assert title_said(title, ENGLISH) == ""


@pytest.mark.parametrize("code", [code for code in names() if code != "en"])
def test_in_other_languages_a_title_stays_as_it_is_written(code):
    assert title_said("Leiterin Einkauf | Netzwerkerin", language(code)) == "Leiterin Einkauf"
    assert title_said("Head of Sales", language(code)) == "Head of Sales"
