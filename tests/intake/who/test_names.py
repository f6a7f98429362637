"""Names that may be one person's and those that are two people's. Expected: by hand."""

from __future__ import annotations

from string import ascii_lowercase as LETTERS

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.who import sharing
from tiesmap.intake.who.names import clean_name, is_same_name, join_name, may_be_one, words_of
from tiesmap.model.folding import unaccented


@pytest.mark.parametrize(
    ("one", "other", "same", "renamed"),
    [
        ("Ada Berg", "Berg, Ada", True, True),
        ("Dr. Ada Berg, MBA", "ADA BERG", True, True),
        ("T. Rep", "Test Rep", True, True),
        ("Bob Hart", "Robert Hart", True, True),
        ("Jörg Müller", "Joerg Mueller", True, True),
        ("Ada Maria Berg", "Ada Berg", True, True),
        ("Berg", "Ada Berg", True, True),
        ('Ada "Bubba" Berg', "Ada Berg", True, True),
        ("Ada „Bubba“ Berg", "Berg, Ada", True, True),
        ("Ada 'Bubba' O'Hart", "Ada O'Hart", True, True),
        ("Ada Bergg", "Ada Berg", True, True),
        ("山田 太郎", "山田太郎", True, True),
        ("Taro Yamada", "山田太郎", True, True),
        # She married.
        ("Sara Offner", "Sara Lowrie", False, True),
        # Couples, siblings, strangers.
        ("Jana Moor", "Jonas Moor", False, False),
        ("Jana Moor", "Jan Moor", False, False),
        ("Maria Lopez", "Mario Lopez", False, False),
        ("Martin Moor", "Marvin Moor", False, False),
        ("Jana Moor", "Jonas Feld", False, False),
        ("Ann", "Bo", False, False),
        ("Person 1", "Person 2", False, False),
    ],
)
def test_two_names_are_one_persons_or_two(one: str, other: str, same: bool, renamed: bool) -> None:
    assert may_be_one(one, other, renamed=False) is same
    assert may_be_one(one, other) is renamed
    assert may_be_one(other, one) is renamed


@pytest.mark.parametrize("title", ["Eng.", "Engº", "Eng.ª", "Dra.", "Dr.ª", "Ing.", "Arq."])
def test_a_title_is_no_part_of_the_name(title: str) -> None:
    assert words_of(f"{title} Ana Silva") == ("ana", "silva")


@given(st.text(), st.text())
def test_comparing_names_takes_no_sides(one: str, other: str) -> None:
    assert may_be_one(one, other) == may_be_one(other, one)
    assert may_be_one(one, one) and is_same_name(one, one)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Nakamura", "Nakamura"),
        (". Suharto", "Suharto"),
        ("Madhuri -", "Madhuri"),
        ("O&#39;Neil &amp; Sons", "O'Neil & Sons"),
        ("/O=EXAMPLE/OU=FIRST/CN=RECIPIENTS/CN=LEE", ""),
        ("N/A", ""),
        ("-", ""),
        ("Ann Lee", "Ann Lee"),
        # The end of a word is no salutation.
        ("Williams Ann Lee", "Williams Ann Lee"),
        ("Adams John Quincy", "Adams John Quincy"),
        ("Ms. Ann Mary Lee", "Ann Mary Lee"),
        ("Imke Oetjen (she/her)", "Imke Oetjen"),
        ("Jan (er/ihm) Berg", "Jan Berg"),
        ("Bo Hart [They / Them]", "Bo Hart"),
        ("Bo Hart he/him", "Bo Hart"),
        ("Bo Hart (Berg AG)", "Bo Hart (Berg AG)"),
        # What no database takes is no part of a name, however it is written.
        ("=?utf-8?q?Bo=00?= Hart", "Bo Hart"),
        ("=?unicode_escape?q?B=5Cud800o?= Hart", "Bo Hart"),
        ("B&#x200b;o Hart", "Bo Hart"),
    ],
)
def test_what_is_no_name_is_left_out_of_one(text: str, expected: str) -> None:
    assert clean_name(text) == expected


def test_scripts_that_put_the_family_name_first_keep_their_order() -> None:
    assert join_name(["太郎", "", "山田"]) == "山田 太郎"
    assert join_name(["Taro", "", "Yamada"]) == "Taro Yamada"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Álvaro Trémieux", "Alvaro Tremieux"), ("Łukasz Øst", "lukasz ost"),
     ("Jörg Müller", "Joerg Mueller"), ("Weiß", "WEISS"), ("Ångström", "angstrom")],
)  # fmt: skip
def test_a_name_is_found_as_a_keyboard_without_accents_types_it(name: str, typed: str) -> None:
    assert unaccented(name) == unaccented(typed)


@pytest.mark.parametrize(
    ("short", "long"), [("Joe", "Joseph"), ("Mike", "Michael"), ("Sue", "Susan"), ("Bob", "Robert")]
)
def test_a_short_form_is_its_long_one(short: str, long: str) -> None:
    assert may_be_one(f"{short} Sullivan", f"{long} Sullivan", renamed=False)


@given(st.text("aeouAEU ._-,1x\t", max_size=12))
def test_plain_letters_are_reduced_as_any_others(text: str) -> None:
    # A letter without a form of its own takes the general way, at the end of the text.
    assert unaccented(f"{text} ß") == " ".join([*unaccented(text).split(), "ss"])


@pytest.mark.parametrize(
    ("one", "other", "address", "two"),
    [
        ("Jana Moor", "Jonas Moor", "moor@home.example", True),
        ("Jana Moor", "Jonas Moor", "jm@home.example", True),
        ("Jana Moor", "Jonas Feld", "moor@home.example", True),
        # Who has an address of his own is spelled by others as they like.
        ("Sergey Ivanov", "Sergei Ivanov", "s.ivanov@acme.example", False),
        ("Mohammed Ali", "Muhammad Ali", "mali@acme.example", False),
        ("Kevin Lee", "Ka Wai Lee", "kevin.lee@acme.example", False),
        # Who writes for the boss writes from the boss's address.
        ("Alan Boss", "Sue Helper", "aboss@acme.example", False),
    ],
)
def test_two_names_at_an_address(one: str, other: str, address: str, two: bool) -> None:
    assert sharing.are_two(one, other, address) is two is sharing.are_two(other, one, address)


def test_of_the_names_at_a_programs_address_few_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked, are_two = [], sharing.are_two
    monkeypatch.setattr(sharing, "are_two", lambda *names: asked.append(names) or are_two(*names))
    names = {f"{a.upper()}{b}us {b.upper()}{a}ov": 1 for a in LETTERS for b in LETTERS}
    assert sharing.people_at(names, "notices@forge.example") == {}
    assert len(asked) < len(names)
    couple = {"Jana Moor": 2, "Jonas Moor": 1}
    assert set(sharing.people_at(couple, "moor@home.example").values()) == set(couple)
