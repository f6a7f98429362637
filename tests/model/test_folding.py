"""The forms in which texts are compared. Expected values by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.folding import fold, letters_of, unaccented, without_accents

FORMS = {
    "E-Mail_Address": ("e-mail_address", "emailaddress", "e-mail_address", "e mail address"),
    "  Müller  & Söhne ": ("müller & söhne", "müllersöhne", "  muller  & sohne ", "muller sohne"),
    "MUELLER": ("mueller", "mueller", "mueller", "muller"),
    "Straße 2": ("strasse 2", "strasse2", "strasse 2", "strasse 2"),
    "Ægir Łoś": ("ægir łoś", "ægirłoś", "aegir los", "agir los"),
    "ＡＢ社": ("ab社", "ab社", "ab社", "ab社"),
    "Soft\u00adhyphen": ("softhyphen", "softhyphen", "soft\u00adhyphen", "soft hyphen"),
    # Another letter, and no accent: a `ga` is no `ka`. Composed, as a keyboard writes it.
    "ガラス": ("ガラス",) * 4,
    "김하늘": ("김하늘",) * 4,
}


@pytest.mark.parametrize("text", FORMS)
def test_each_form_leaves_out_what_the_table_says(text: str) -> None:
    assert (fold(text), letters_of(text), without_accents(text), unaccented(text)) == FORMS[text]


@given(st.text(max_size=12))
def test_what_was_folded_stays_as_it_is(text: str) -> None:
    for form in (fold, letters_of, without_accents):
        assert form(form(text)) == form(text)


@given(st.text(st.characters(max_codepoint=0x24F), max_size=12))
def test_two_that_are_one_key_are_one_name(text: str) -> None:
    assert unaccented(fold(text)) == unaccented(text.replace("\u00ad", ""))
