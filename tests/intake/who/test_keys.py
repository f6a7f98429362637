"""The forms in which keys of people are compared. Expected: docs/columns.md by hand."""

from __future__ import annotations

import pytest

from tiesmap.intake.who.keys import (
    normalize_company,
    normalize_email,
    normalize_profile,
)
from tiesmap.model.folding import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("https://www.linkedin.com/in/Jane-Doe/", "in/jane-doe"),
        ("http://linkedin.com/in/jane-doe?trk=x", "in/jane-doe"),
        ("linkedin.com/in/jane-doe#about", "in/jane-doe"),
        ("https://de.linkedin.com/in/jane-doe/de", "in/jane-doe"),
        ("/in/jane-doe", "in/jane-doe"),
        ("https://www.linkedin.com/in/j%C3%B6rg", "in/jörg"),
        ("https://www.linkedin.com/in/jo\u0308rg", "in/jörg"),
        ("https://www.linkedin.com/pub/jane-doe/1/2/3", "pub/jane-doe/1/2/3"),
        ("https://www.Profiles.example/Jane/", "profiles.example/jane"),
        ("https://profiles.example/show?id=7", "profiles.example/show?id=7"),
        ("https://www.linkedin.com/in/", ""),
        ("https://www.linkedin.com", ""),
        ("https://www.linkedin.com/company/acme/", ""),
        ("https://jane.example/", ""),
        ("", ""),
    ],
)
def test_spellings_of_a_profile(text: str, key: str) -> None:
    assert normalize_profile(text) == key


def test_names_are_compared_without_case_width_and_blanks_but_with_accents() -> None:
    assert fold("  JOSÉ   Müller ") == fold("Jose\u0301 mu\u0308ller")
    assert fold("Ann\u00a0Lee") == fold("Ａnn lee") == "ann lee"
    assert fold("Weiß") == fold("WEISS")
    assert fold("José") != fold("Jose")


def test_companies_are_compared_without_punctuation_but_with_their_legal_form() -> None:
    assert normalize_company("Acme, Inc.") == normalize_company("ACME Inc") == "acme inc"
    assert normalize_company("N.O.R.D. Hotels") == normalize_company("Nord-Hotels")
    assert normalize_company("Acme Inc") != normalize_company("Acme GmbH")
    assert normalize_company("Müller & Co") != normalize_company("Müller")
    assert normalize_company("-") == ""


def test_emails_are_compared_in_small_letters() -> None:
    assert normalize_email(" Ann@X.Example ") == "ann@x.example"
