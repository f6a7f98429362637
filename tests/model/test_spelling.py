"""Names as they are said. Expected: by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.names import says_less
from tiesmap.model.spoken import spelled


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("JULIE SNAVELY", "Julie Snavely"),
        ("ANN LEE", "Ann Lee"),
        ("Heather JEFFERSON", "Heather Jefferson"),
        ("DUPONT Marie", "Marie Dupont"),
        ("DE LA TOUR Anne", "Anne de la Tour"),
        ("von HART Bo", "Bo von Hart"),
        ("JAN VAN DER MEER", "Jan van der Meer"),
        ("ИВАНОВ Иван", "Иван Иванов"),
        ("PATRICIA McALLISTER", "Patricia McAllister"),
        ("PATRICIA MCALLISTER", "Patricia McAllister"),
        ("SEAN O'BRIEN", "Sean O'Brien"),
        ("ANNA-LENA MÜLLER-STAHL", "Anna-Lena Müller-Stahl"),
        ("AJ SMITH", "AJ Smith"),
        ("AL SMITH", "Al Smith"),
        ("Bo HART III", "Bo Hart III"),
        ("DANIEL FULTZ, CPA", "Daniel Fultz"),
        ("Ann Lee, MBA, PMP", "Ann Lee"),
        # As they are said already, or nobody can know.
        ("JP Morgan", "JP Morgan"),
        ("LI Wei", "LI Wei"),
        ("Bo Hart, Jr.", "Bo Hart, Jr."),
        ("Berg, Ada", "Berg, Ada"),
        ("田中 太郎", "田中 太郎"),
        ("ACME GmbH", "ACME GmbH"),
        ("MADONNA", "MADONNA"),
    ],
)
def test_a_name_is_spelled_as_it_is_said(written: str, said: str) -> None:
    assert spelled(written) == said


@given(st.text("abAB vdeVDE,.-'İß", max_size=16))
def test_what_is_spelled_once_stays(text: str) -> None:
    once = spelled(text)
    assert spelled(once) == once


def test_how_small_words_are_written_replaces_no_name_on_file() -> None:
    assert says_less("Jose von Stein", "Jose Von Stein")
    assert says_less("Jose Von Stein", "Jose von Stein")
    assert not says_less("Jose von Stein", "JOSE VON STEIN")
    assert not says_less("Ann McAllister", "Ann Mcallister")
