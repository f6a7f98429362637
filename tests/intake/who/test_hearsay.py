"""Who referred somebody, and whom one knows, as a list says it. Expected: by hand."""

from __future__ import annotations

from datetime import date

import pytest

from tiesmap.intake.reader import Reader
from tiesmap.intake.who.matching import match
from tiesmap.model.intake import KnownPeople, Matched

READER = Reader(as_of=date(2026, 11, 1))
ON_FILE = (
    "Name,Email,Company\nJane Roe,jane@roe.example,Roe Ltd\nBo Ray,bo@acme.example,Acme Inc\n"
    "Ann Poe,ann@poe.example,Poe AG\nTom Poe,tom@poe.example,Poe AG\n"
)


def matched(text: str) -> Matched:
    files = [("base.csv", ON_FILE), ("list.csv", text)]
    checked = READER.read_all((name, data.encode()) for name, data in files)
    return match(checked, KnownPeople(), "Rita Rep")


def names(found: Matched) -> dict[int, str]:
    return {one.ref: one.record.name for one in found.people}


def introducers(found: Matched) -> list[tuple[str, str]]:
    who, called = found.who, names(found)
    return [
        (called[who[file.file, one.introducer]], called[who[file.file, one.person]])
        for file in found.files
        for one in file.introductions
    ]


def told(found: Matched) -> list[tuple[int | None, str, str]]:
    return [(one.line, one.column, one.value) for one in found.problems]


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Name;Email;Referred by", "Jane Roe"),
        ("Name;Email;Introduced By", "Roe, Jane"),
        ("First Name;Email;Referral Source", "jane@roe.example"),
        ("Name;E-Mail;Empfohlen durch", "Jane Roe (Roe Ltd)"),
        ("Nom complet;Courriel;Recommandé par", "Jane ROE"),
        ("Nombre completo;Correo;Presentado por", "Jane Roe"),
        ("Nome e cognome;E-mail;Consigliato da", "Jane Roe"),
        ("Naam;E-mail;Aangebracht door", "Jane Roe"),
        ("Name;Email;Lead Source", "Referral - Jane Roe"),
        ("Name;Email;Source", "Client referral: Jane Roe"),
        ("Name;Email;How we met", "Introduced by Jane Roe"),
        ("Name;E-Mail;Quelle", "Empfehlung von Jane Roe"),
        ("Nom complet;E-mail;Origine", "Recommandation de Jane Roe"),
        ("Nombre completo;Correo;Origen", "Recomendado por Jane Roe"),
        ("Nome e cognome;E-mail;Fonte", "Passaparola (Jane Roe)"),
        ("Naam;E-mail;Bron", "via Jane Roe"),
        ("Name;Email;Who introduced us", "Jane Roe 3/2024"),
        ("Name;Email;Via", "Jane Roe, Roe Ltd"),
        ("Name;Email;Source", "Referral / Jane Roe"),
    ],
)
def test_whoever_is_on_file_introduced_whom_she_referred(header: str, cell: str) -> None:
    found = matched(f"{header}\nCy Lee;cy@x.example;{cell}\n")
    assert [one for one, _ in introducers(found)] == ["Jane Roe"]
    assert not found.problems


@pytest.mark.parametrize("column", ["Referred By", "Lead Source", "Knows"])
@pytest.mark.parametrize(
    "cell", ["Google", "website", "my dentist", "Trade Show", "Messe", "Referral", "yes", "n/a", ""]
)
def test_what_is_no_name_says_nothing_and_makes_nobody(column: str, cell: str) -> None:
    found = matched(f"Name,Email,{column}\nCy Lee,cy@x.example,{cell}\n")
    assert sorted(names(found).values())[:3] == ["Ann Poe", "Bo Ray", "Cy Lee"]
    assert len(found.people) == 6  # five in the lists and the rep
    assert not introducers(found) and not found.problems


def test_two_who_referred_are_two_introductions() -> None:
    found = matched("Name,Email,Referred By\nCy Lee,cy@x.example,Jane Roe and Bo Ray\n")
    assert introducers(found) == [("Jane Roe", "Cy Lee"), ("Bo Ray", "Cy Lee")]


def test_a_full_name_that_is_nobodys_yet_is_somebody_new_and_the_report_says_so() -> None:
    found = matched("Name,Email,Referred By\nCy Lee,cy@x.example,Zed Newman\n")
    assert introducers(found) == [("Zed Newman", "Cy Lee")]
    assert any("by a name alone" in note and "Zed Newman" in note for note in found.files[1].notes)


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        ("Referred By", "J. Roe", "J. Roe"),
        ("Lead Source", "Referral from Zed Newman", "Zed Newman"),
        ("Knows", "Zed Newman", "Zed Newman"),
        ("Referred By", "Acme Plumbing", "Acme Plumbing"),
    ],
)
def test_a_name_that_tells_nobody_is_listed_once_and_makes_nobody(
    column: str, cell: str, shown: str
) -> None:
    found = matched(f"Name,Email,{column}\nCy Lee,cy@x.example,{cell}\nDi Fox,d@x.example,{cell}\n")
    assert told(found) == [(2, column, shown)]
    assert found.problems[0].message.endswith("(2 rows)")
    assert len(found.people) == 7 and not introducers(found)


def test_of_an_initial_it_says_who_may_be_meant() -> None:
    found = matched("Name,Email,Source\nCy Lee,cy@x.example,Referral: T. Poe\n")
    assert found.problems[0].message.startswith("may be Tom Poe")


def test_whom_somebody_knows_is_a_tie_of_the_two() -> None:
    found = matched('Name,Email,Who they know\nCy Lee,cy@x.example,"Jane Roe, Bo Ray; Ann Poe"\n')
    called, file = names(found), found.files[1]
    others = [called[found.who["list.csv", tie.other]] for tie in file.ties]
    assert others == ["Jane Roe", "Bo Ray", "Ann Poe"]
    assert file.listed  # it is a list of contacts all the same
    assert file.people[0].extra == {"Who they know": "Jane Roe, Bo Ray; Ann Poe"}


@pytest.mark.parametrize(
    "cell",
    [
        "Jane Roe @ Roe Ltd",
        "Jane Roe @Roe",
        "Jane Roe (Roe Ltd)",
        "Jane Roe [Roe]",
        "Jane Roe, Roe",
        "Jane Roe, Cy Plumbing",
        "Roe, Jane",
    ],
)
@pytest.mark.parametrize("column", ["Who they know", "Referred by"])
def test_a_name_with_the_firm_behind_it_is_a_name(column: str, cell: str) -> None:
    rows = f'Name,Email,Company,{column}\nCy Lee,cy@x.example,Cy Plumbing,"{cell}"\n'
    found = matched(rows)
    called, file = names(found), found.files[1]
    known = [found.who["list.csv", tie.other] for tie in file.ties]
    known += [found.who["list.csv", one.introducer] for one in file.introductions]
    assert [called[one] for one in known] == ["Jane Roe"]
    assert not found.problems and len(found.people) == 6


@pytest.mark.parametrize(
    ("cell", "firm"), [("Jane Roe @ Acme", "Acme Inc"), ("Jane Roe (Roe)", "Roe Ltd")]
)
def test_the_firm_tells_which_of_one_name_is_meant(cell: str, firm: str) -> None:
    rows = f"Name,Email,Company,Knows\nCy Lee,cy@x.example,,{cell}\n"
    found = matched(rows + "Jane Roe,jane@acme.example,Acme Inc,\n")
    (tie,) = found.files[1].ties
    who = found.who["list.csv", tie.other]
    assert [one.record.company for one in found.people if one.ref == who] == [firm]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Zed Newman @ Acme", ("Zed Newman", "Acme")),
        ("García López, Ana", ("Ana García López", "")),
    ],
)
def test_in_a_table_of_ties_it_makes_somebody_with_that_firm(
    cell: str, said: tuple[str, str]
) -> None:
    found = matched(f'person,other,contacts\nJane Roe,"{cell}",3\n')
    assert not found.problems
    assert said in {(one.record.name, one.record.company) for one in found.people}


def test_who_came_through_the_rep_is_no_introduction_and_no_mistake() -> None:
    found = matched("Name,Email,Referred By\nCy Lee,cy@x.example,Rita Rep\n")
    assert not introducers(found) and not found.problems


def test_each_of_several_in_a_row_was_referred() -> None:
    found = matched("Company,Player 1,Player 2,Referred By\nAcme,Cy Lee,Di Fox,Jane Roe\n")
    assert introducers(found) == [("Jane Roe", "Cy Lee"), ("Jane Roe", "Di Fox")]


def test_a_file_of_our_own_says_it_in_introductions_alone() -> None:
    header = "id,name,email,rep,do_not_ask,client,signed_on,Referred By"
    text = f"{header}\n7,Cy Lee,cy@x.example,no,no,no,,Jane Roe\n"
    assert not introducers(matched(text))


def test_a_name_in_han_is_a_full_name() -> None:
    found = matched("氏名,メールアドレス,紹介者\n山田 太郎,t@yamada.example,林 恵美\n")
    assert introducers(found) == [("林 恵美", "山田 太郎")] and not found.problems


def test_who_came_by_himself_is_no_fault_and_who_knows_himself_is_told() -> None:
    found = matched("Name;Email;Referred by;Knows\nLi Otto;li@otto.example;Li Otto;Li Otto\n")
    assert [(one.line, one.column, one.value) for one in found.problems] == [
        (2, "Knows", "Li Otto")
    ]
    assert "the same person" in found.problems[0].message
    (checked,) = (file for file in found.files if file.file == "list.csv")
    assert not checked.introductions and not checked.ties


def test_a_card_related_to_its_own_person_is_told() -> None:
    card = (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Li Otto\nEMAIL:li@otto.example\n"
        "RELATED;TYPE=colleague:mailto:li@otto.example\nEND:VCARD\n"
    )
    checked = READER.read("cards.vcf", card.encode())
    found = match(checked, KnownPeople(), "Rita Rep")
    (problem,) = found.problems
    assert problem.file == "cards.vcf" and "li@otto.example" in problem.value
    assert not found.files[0].ties
