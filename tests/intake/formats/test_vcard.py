"""vCards of all versions, and what stands in them that is none. Expected: by hand from RFC 2426,
RFC 6350 and the vCard 2.1 text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiesmap.intake.formats.vcard import is_vcard, read_vcards
from tiesmap.intake.who.matching import match
from tiesmap.model.intake import Checked, KnownPeople
from tiesmap.model.people import PersonRecord
from tiesmap.model.problems import Refused


def card(*lines: str) -> str:
    return "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD"]) + "\r\n"


def read(*cards: str, encoding: str = "utf-8") -> Checked:
    return read_vcards("".join(cards).encode(encoding), "cards.vcf")


def one(*lines: str) -> PersonRecord:
    (person,) = read(card(*lines)).people
    return person


@pytest.mark.parametrize(
    ("lines", "field", "expected"),
    [
        (("FN:Ann Lee",), "name", "Ann Lee"),
        (("FN:Lee\\, Ann\\; Ltd\\\\x",), "name", "Lee, Ann; Ltd\\x"),
        (("N:Lee;Ann;Bea,Cy;Dr.;MBA",), "name", "Ann Bea Cy Lee"),
        (("FN:", "N:Lee;Ann"), "name", "Ann Lee"),
        (("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg",), "name", "Jörg"),
        (("FN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:J=F6rg",), "name", "Jörg"),
        (("FN;ENCODING=QUOTED-PRINTABLE:J=C3=", "=B6rg"), "name", "Jörg"),
        (("FN:A very lo", " ng name"), "name", "A very long name"),
        (
            ("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=", " =B2=D0=B0=D0=BD"),
            "name",
            "Иван",
        ),
        (("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=", " Lee"), "name", "Jörg Lee"),
        (("FN;ENCODING=QUOTED-PRINTABLE:J=C3=", " =B6rg"), "name", "Jörg"),
        (("N:山田;太郎;;;",), "name", "山田 太郎"),
        (("FN:/O=EXAMPLE/OU=X/CN=RECIPIENTS/CN=LEE", "N:Lee;Ann"), "name", "Ann Lee"),
        (("FN:Ann &amp; Bob Lee",), "name", "Ann & Bob Lee"),
        (("FN:Ann", "ORG:Self-employed"), "company", ""),
        (
            ("FN:Ann", "EMAIL:a@x.example", "EMAIL:b@x.example", "EMAIL:nonsense"),
            "emails",
            ("b@x.example",),
        ),
        (("FN:Ann", "TEL:1", "TEL;TYPE=CELL:2", "TEL;TYPE=FAX:3"), "phones", ("2",)),
        (("FN:Ann", "BDAY:19730928T000000+0100"), "extra", {"Birthday": "1973-09-28"}),
        (("FN:Ann", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-05"), "extra", {"Birthday": "--03-05"}),
        (("FN:Ann", "BDAY:--0305"), "extra", {"Birthday": "--03-05"}),
        (("FN:Ann", "EMAIL:a@x.example", "EMAIL;TYPE=PREF:b@x.example"), "email", "b@x.example"),
        (("FN:Ann", "EMAIL:a@x.example", "EMAIL;PREF=1:b@x.example"), "email", "b@x.example"),
        (("FN:Ann", "EMAIL;INTERNET:A@X.example"), "email", "a@x.example"),
        (("FN:Ann", "EMAIL:nonsense", "EMAIL:a@x.example"), "email", "a@x.example"),
        (("FN:Ann", "item1.EMAIL;type=INTERNET:a@x.example"), "email", "a@x.example"),
        (("FN:Ann", "TEL;TYPE=FAX:1", "TEL;TYPE=HOME,VOICE:2"), "phone", "2"),
        (("FN:Ann", "TEL;VALUE=uri:tel:+1-2"), "phone", "+1-2"),
        (("FN:Ann", "ORG:Acme\\; Sons;Sales"), "company", "Acme; Sons"),
        (("FN:Ann", "ROLE:Boss"), "title", "Boss"),
        (("FN:Ann", "ADR:;;Street;Bern;;3000;CH"), "city", "Bern"),
        (("FN:Ann", 'ADR;LABEL="a:b;c":;;Street;Bern;;3000;CH'), "city", "Bern"),
        (("FN:Ann", "URL:https://acme.example/team"), "profile_url", ""),
        (
            ("FN:Ann", "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ann"),
            "profile_url",
            "https://www.linkedin.com/in/ann",
        ),
        (("FN:Ann", "NOTE:one\\ntwo"), "notes", "one\ntwo"),
        (("FN:Ann", "UID:urn:uuid:1"), "id", "urn:uuid:1"),
    ],
)
def test_a_property_is_read_as_its_version_writes_it(
    lines: tuple[str, ...], field: str, expected: object
) -> None:
    assert getattr(one(*lines), field) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_is_read(encoding: str) -> None:
    data = card("FN:Jörg Weiß", "ORG:Grüße GmbH").encode(encoding)
    assert is_vcard(data)
    (person,) = read_vcards(data, "cards.vcf").people
    assert (person.name, person.company) == ("Jörg Weiß", "Grüße GmbH")


def test_a_picture_is_passed_over_however_its_lines_are_cut() -> None:
    checked = read(
        card("FN:Ann", "PHOTO;ENCODING=BASE64;TYPE=JPEG:AAAA", "BBBB=", " CCCC", "", "TITLE:Boss")
    )
    assert checked.people[0].title == "Boss"
    assert not checked.problems


def test_a_line_that_is_none_costs_itself() -> None:
    checked = read(card("FN:Ann", "no line at all", "TITLE:Boss"), card("FN:Bob"))
    assert [person.name for person in checked.people] == ["Ann", "Bob"]
    assert checked.people[0].title == "Boss"
    assert [problem.line for problem in checked.problems] == [4]


def test_a_card_of_nobody_a_company_or_without_end() -> None:
    checked = read(
        card("NOTE:x"),
        card("FN:Acme Ltd", "ORG:Acme Ltd", "N:;;;;"),
        card("FN:Ann", "EMAIL:nonsense"),
        "BEGIN:VCARD\r\nFN:Cut\r\n",
        card("FN:Bob"),
        "BEGIN:VCARD\r\nFN:Last\r\n",
    )
    assert [person.name for person in checked.people] == ["Ann", "Bob"]
    assert checked.row_count == 6
    assert [problem.line for problem in checked.problems] == [1, 11, 16, 22]
    assert any("companies" in note and "(1)" in note for note in checked.notes)


def test_relations_are_ties_of_their_kind() -> None:
    checked = read(
        card(
            "UID:7",
            "FN:Ann Lee",
            "item1.X-ABRELATEDNAMES:Bob Ray",
            "item1.X-ABLabel:_$!<Spouse>!$_",
            "X-ABRELATEDNAMES;type=manager:Cy Fox",
            "RELATED;TYPE=friend;VALUE=text:Dee Day",
            "RELATED;TYPE=co-worker:mailto:eve@x.example?subject=Hi",
            "RELATED;TYPE=kin:urn:uuid:2",
            "RELATED;TYPE=kin:urn:uuid:nobody",
            "RELATED;TYPE=me;VALUE=text:Ann Lee",
            "X-MS-ASSISTANT:Fay Gee",
        ),
        card("UID:urn:uuid:2", "FN:Ida Lee"),
    )
    assert [(tie.person, tie.other, tie.kind) for tie in checked.ties] == [
        ("7", "Bob Ray", "family"),
        ("7", "Cy Fox", "colleague"),
        ("7", "Dee Day", "friend"),
        ("7", "<eve@x.example>", "colleague"),
        ("7", "urn:uuid:2", "family"),
        ("7", "Fay Gee", "colleague"),
    ]
    assert any("not in the file (1)" in note for note in checked.notes)
    matched = match([checked], KnownPeople())
    assert not matched.problems
    assert len({person.ref for person in matched.people}) == 7


def test_two_wives_of_one_first_name_are_two() -> None:
    married = "X-ABRELATEDNAMES;type=spouse:Jenny"
    checked = read(
        card("FN:Ann Lee", "EMAIL:ann@x.example", married), card("FN:Bob Ray", "UID:8", married)
    )
    once, again = match([checked], KnownPeople()), match([checked, checked], KnownPeople())
    assert len({person.ref for person in once.people}) == 4
    assert len({person.ref for person in again.people}) == 4
    assert not once.problems


def test_what_is_no_card_is_refused_in_words() -> None:
    assert not is_vcard(b"name,email\n")
    with pytest.raises(Refused, match=r"odd.vcf holds no vCard"):
        read_vcards(b"name,email\nAnn,a@x.example\n", "odd.vcf")


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40))
def test_a_name_comes_back_as_it_was_escaped(name: str) -> None:
    escaped = name.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    checked = read(card(f"FN:{escaped}", "EMAIL:a@x.example"))
    assert checked.people[0].name == one("EMAIL:a@x.example", f"FN:{escaped}").name
    if name.isascii() and name.isalnum():
        assert checked.people[0].name == name


@given(st.lists(st.text(alphabet='FNEMAIL:;=,."\\ \t-@\xe9', max_size=30), max_size=8))
def test_no_lines_are_an_exception(lines: list[str]) -> None:
    checked = read(card(*lines), card("FN:Bob Ray", "EMAIL:bob@x.example"))
    assert "Bob Ray" in {person.name for person in checked.people}


def test_a_line_of_megabytes_costs_itself_and_a_picture_nothing() -> None:
    long = "Ann, Lee; " * 300_000
    read_one = read(
        card("FN:Ann Lee", f"item1.NOTE:{long}", f"PHOTO;ENCODING=b:{long}", "EMAIL:a@x.example"),
        card("FN:Bo", "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=C3=BC=\r\n" * 200_000),
    )
    assert [(p.name, p.email, p.notes) for p in read_one.people] == [
        ("Ann Lee", "a@x.example", ""),
        ("Bo", "", ""),
    ]
    assert [(p.line, p.column) for p in read_one.problems] == [(4, "NOTE"), (11, "NOTE")]
