"""Names as they are said. Expected: by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.model.companies import spells_worse
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
        ("SANDER van 't Hof", "Sander van 't Hof"),
        ('Kayla "Buddy" LEDBETTER', 'Kayla "Buddy" Ledbetter'),
        # As they are said already, or nobody can know.
        ("NASA Liaison", "NASA Liaison"),
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
    assert says_less("J. Moor", "Jana Moor") and says_less("Ada B", "Ada Berg")
    assert not says_less("Jana Moor", "J. Moor") and not says_less("K. Moor", "Jana Moor")


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        ("Guenter Thiessen", "Günter Thießen"),
        ("Bjoern Petersen", "Björn Petersen"),
        ("Dr. Bjoern Petersen", "Björn Petersen"),
        ("Juergen Grünwald", "Grünwald, Jürgen"),
        ("Jose Ibanez", "José Ibáñez"),
    ],
)
def test_umlauts_written_out_replace_none(worse: str, better: str) -> None:
    assert says_less(worse, better)
    assert not says_less(better, worse)


@pytest.mark.parametrize(
    ("text", "stored", "expected"),
    [
        ("Baeckerei Toensing AG", "Bäckerei Tönsing", True),
        ("Baeckerei Toensing", "Bäckerei Tönsing AG", True),
        ("Bäckerei Tönsing AG", "Baeckerei Toensing AG", False),
        ("Mueller Transport GmbH", "Müller Logistik GmbH", False),
        ("Acme Inc", "Acme", False),
        ("Acme", "", False),
    ],
)
def test_a_firm_is_spelled_with_its_umlauts(text: str, stored: str, expected: bool) -> None:
    assert spells_worse(text, stored) is expected
