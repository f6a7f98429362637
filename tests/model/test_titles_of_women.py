"""A German title says of a woman that she is one; the other form says nothing. By hand."""

from __future__ import annotations

import pytest

from tiesmap.model.salutations import form_of


@pytest.mark.parametrize(
    ("salutation", "title", "form"),
    [
        ("", "Schreinermeisterin", "Ms"),
        ("", "Geschäftsführerin & Inhaberin", "Ms"),
        ("", "Leiterin Einkauf", "Ms"),
        ("", "Rechtsanwältin", "Ms"),
        ("", "Schreinermeister", ""),
        ("", "Leiter Werk Berlin", ""),
        ("", "Administrator, Martin & Söhne", ""),
        ("Mr", "Vertretung der Geschäftsführerin", "Mr"),
        ("", "", ""),
    ],
)
def test_only_what_a_title_says(salutation: str, title: str, form: str) -> None:
    assert form_of(salutation, title) == form
