"""Code pages told apart by names; see names.toml and suite.py. Expected: what was written."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.intake.suite import SmallFile, outcome, small_files
from tiesmap.intake.questions import Unclear
from tiesmap.intake.reading import read_rows
from tiesmap.intake.table.codepages import escaped_encoding
from tiesmap.intake.table.decoding import find_encoding


def test_small_files_are_read_as_they_were_written_or_asked_about() -> None:
    """216 files of 1 to 20 names in 26 languages and 27 code pages."""
    counts = Counter(map(outcome, small_files()))
    assert counts.total() == 216
    assert counts["garbled"] + counts["asked in vain"] <= 3, counts
    assert counts["exact"] >= 200, counts
    assert counts["refused"] == 0, counts


def test_what_is_about_as_likely_is_asked_with_the_names_in_each_reading() -> None:
    data = SmallFile("Polish", "cp852", ("Paweł Kozłowski",), False).data
    with pytest.raises(Unclear, match="can be read in") as asked:
        read_rows(data, "list.csv")
    assert asked.value.option == "encoding"
    assert "Paweł Kozłowski" in asked.value.choices["cp852"]
    assert "Paweł Kozłowski" in str(asked.value)
    assert read_rows(data, "list.csv", encoding="cp852").rows[0][1][0] == "Paweł Kozłowski"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("高橋 健太郎", "iso2022_jp"),
        ("김민준", "iso2022_kr"),
        ("张伟强", "hz"),
        ("Jürgen Köhler", "utf_7"),
        ("Юлия Щербакова", "utf_7"),
        ("Ondřej Kříž", "utf_7"),
        ("陈建国", "utf_7"),
    ],
)
def test_alphabets_that_are_switched_by_signs_of_ascii_are_seen(name: str, encoding: str) -> None:
    data = f"name,company\r\n{name},Berg\r\n".encode(encoding)
    assert data.isascii()
    assert read_rows(data, "list.csv").rows == ((2, (name, "Berg")),)


@pytest.mark.parametrize(
    "text",
    [
        "name,phone\nAda Berg,+49 431 1234\n",
        "name,phone\nAda Berg,+491512345678\n",
        "name,mail\nAda Berg,ada+news@berg.example\n",
        "name,note\nAda Berg,C++ and A+\n",
        "name,note\nAda Berg,~{x}~\n",
    ],
)
def test_plain_text_with_such_signs_stays_what_it_is(text: str) -> None:
    assert escaped_encoding(text.encode()) == ""
    assert read_rows(text.encode(), "list.csv").encoding == "utf-8"


def test_a_swiss_list_of_three_languages_is_western() -> None:
    # cp1258 makes Nicoḷ of it, cp1250 Nicolň, cp1257 Sąrl: none of them is a name of this list.
    text = "Jürg Käser;Zürich\nNicolò Bürki;Locarno\nBéatrice Maître;Bonvin Informatique Sàrl\n"
    assert find_encoding(text.encode("cp1252"), "list.csv") == "cp1252"


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("iso8859_2", ["Łukasz Żółć", "Šárka Nováková"]),
        ("iso8859_6", ["محمد علي", "فاطمة حسن"]),
        ("iso8859_16", ["Ștefan Țăru", "Ioana Bălan"]),
        ("cp860", ["Fátima Galvão", "Simão Lourenço"]),
        ("cp861", ["Friðrik Þorláksson", "Sæunn Hávarðsdóttir"]),
        ("cp862", ["שירה פרידמן", "גיל רוזנברג"]),
        ("mac_iceland", ["Ýrr Þorláksdóttir", "Örn Hávarðsson"]),
    ],
)
def test_rarer_code_pages_are_read_or_asked_about(encoding: str, names: list[str]) -> None:
    data = "".join(f"{one},p@x.example\n" for one in ("name", *names)).encode(encoding)
    data = data.replace(b"name,p@x.example", b"name,email")
    try:
        found = read_rows(data, "list.csv")
    except Unclear as asked:
        found = read_rows(data, "list.csv", encoding=encoding)
        assert encoding in asked.choices
    assert [cells[0] for _, cells in found.rows] == names


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"])
def test_wide_letters_without_a_mark_are_told_by_their_zero_bytes(encoding: str) -> None:
    data = "name,x\nJüri Põder,\n".encode(encoding)
    assert read_rows(data, "list.csv").rows == ((2, ("Jüri Põder", "")),)


def test_a_capital_after_the_first_letter_of_a_word_is_strange() -> None:
    # In cp860 it would be NÔmes.
    data = "name,city\nAgnès Allègre,Nîmes\nChloé Lagrée,Nîmes\n".encode("cp850")
    assert find_encoding(data, "list.csv") == "cp850"


@pytest.mark.parametrize(
    "line",
    [
        "Bo Hart,RTU’s on roof",
        "Bo Hart,client’s café",
        "Bo Hart,don’t call before 9",
        "Karl’s Diner,Bo Hart",
        "Pat O’Brien,owner",
        "Bo Hart,“best” shop in town",
        "Bo Hart,Pain d’Épices",
        "Bo Hart,retired – call his son",
    ],
)
def test_the_signs_of_typography_alone_show_a_windows_file(line: str) -> None:
    data = f"Name,Notes\r\n{line}\r\n".encode("cp1252")
    assert find_encoding(data, "list.csv") == "cp1252"


def test_many_apostrophes_do_not_outvote_the_accents() -> None:
    lines = ["Name,Notes", *["Bo Hart,RTU’s on roof"] * 30, "Ann Gray,Café Nord"]
    assert find_encoding("\r\n".join(lines).encode("cp1252"), "list.csv") == "cp1252"


@pytest.mark.parametrize("names", [["Luís Solís"], ["París Pérez", "Joaquín Solís"]])
def test_names_that_end_as_if_an_apostrophe_stood_in_them_are_read_or_asked_about(
    names: list[str],
) -> None:
    data = "\r".join(["Name,City", *(f"{name},Mérida" for name in names)]).encode("mac_roman")
    try:
        assert find_encoding(data, "list.csv") == "mac_roman"
    except Unclear as asked:
        assert names[0] in asked.choices["mac_roman"]
