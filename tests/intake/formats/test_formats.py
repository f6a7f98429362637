"""Kinds of files that people have besides tables: workbooks, chats, lists, messages. By hand."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from PIL import Image

from tiesmap.intake.formats import workbook
from tiesmap.intake.formats.kinds import kind_of_file
from tiesmap.intake.reader import Reader
from tiesmap.intake.reading import read_rows
from tiesmap.model.problems import Refused, RefusedFiles

READER = Reader(as_of=date(2026, 11, 1))


def book(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


PEOPLE: list[list[object]] = [
    ["Name", "E-Mail", "Telefon", "signed_on", "notes"],
    ["Ada Berg", "ada@berg.example", 491512345678, datetime(2024, 5, 2), "mag Tee\nund Segeln"],
    ["Li Otto", "li@otto.example", "0431 12", None, "=1+1"],
]


def test_a_workbook_is_read_as_the_table_that_it_shows() -> None:
    (found,) = READER.read("list.xlsx", book(leer=[], Liste=PEOPLE))
    ada, li = found.people
    assert (ada.name, ada.email, ada.phone) == ("Ada Berg", "ada@berg.example", "491512345678")
    assert (ada.signed_on, ada.notes) == (date(2024, 5, 2), "mag Tee\nund Segeln")
    assert (li.line, li.phone, li.signed_on) == (3, "0431 12", None)
    assert found.problems == ()


def test_a_sheet_can_be_chosen_and_the_others_are_named() -> None:
    data = book(Kunden=PEOPLE, Zahlen=[["id", "name"], [1, "Bo Hart"]])
    assert "the file also holds Zahlen" in read_rows(data, "list.xlsx").notes[0]
    assert read_rows(data, "list.xlsx", sheet="zahlen").rows == ((2, ("1", "Bo Hart")),)
    with pytest.raises(Refused, match=r"has no sheet 'Leute': it has Kunden, Zahlen"):
        read_rows(data, "list.xlsx", sheet="Leute")


@pytest.mark.parametrize("keep", [100, 2000, -40])
def test_a_damaged_workbook_is_refused_in_words(keep: int) -> None:
    data = book(Kunden=PEOPLE)
    with pytest.raises(Refused, match=r"list\.xlsx"):
        READER.read("list.xlsx", data[:keep])


def sheet(rows: str, before: str = "") -> bytes:
    """A workbook whose one sheet has these rows, in its own words."""
    made, out = io.BytesIO(book(Kunden=PEOPLE)), io.BytesIO()
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as odd:
        for part in whole.namelist():
            text = whole.read(part)
            if part.startswith("xl/worksheets/"):
                space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                text = f'{before}<worksheet xmlns="{space}">{rows}</worksheet>'.encode()
            odd.writestr(part, text)
    return out.getvalue()


def row(*cells: str) -> str:
    return "".join(
        ["<row>", *(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells), "</row>"]
    )


HEADER = row("name", "e-mail", "city")


def test_a_cell_of_megabytes_costs_itself() -> None:
    people = row("A" * 3_000_000, "ada@berg.example", "Bern") + row("Li Otto", "", "Kiel")
    (found,) = READER.read("list.xlsx", sheet(HEADER + people))
    assert [(one.name, one.email) for one in found.people] == [
        ("", "ada@berg.example"),
        ("Li Otto", ""),
    ]
    assert [(one.line, one.column) for one in found.problems] == [(2, "name")]


def test_rows_that_are_only_formatted_and_cells_that_are_nested_are_nothing() -> None:
    empty = '<row><c s="0"/><c s="0"/></row>' * 100_000 + "<x>" * 100_000 + "</x>" * 100_000
    text = "<rPh><t>otto</t></rPh><r><t>Li</t></r><r><t> Otto</t></r>"
    last = f'<row r="200000"><c r="A200000" t="inlineStr"><is>{text}</is></c></row>'
    tracemalloc.start()
    (found,) = READER.read("list.xlsx", sheet(HEADER + empty + last))
    assert tracemalloc.get_traced_memory()[1] < 2**26
    tracemalloc.stop()
    assert [(one.line, one.name) for one in found.people] == [(200_000, "Li Otto")]


@pytest.mark.parametrize(
    ("odd", "why"),
    [
        ('<row><c r="XFD9" t="str"><v>x</v></c></row>', "has 16,384 columns"),
        ('<row r="2000000000"><c t="str"><v>x</v></c></row>', "has over 2,000,000 rows"),
        ("<row><c><v>1</v></row>", "cannot be read as a workbook"),
        (row("&long;"), "cannot be read as a workbook"),
    ],
)
def test_a_sheet_that_is_no_honest_one_is_refused_in_words(odd: str, why: str) -> None:
    entity = '<!DOCTYPE worksheet [<!ENTITY long "long">]>'
    with pytest.raises(Refused, match=why):
        READER.read("list.xlsx", sheet(HEADER + odd, entity if "&" in odd else ""))


def test_a_workbook_that_grows_out_of_all_proportion_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbook, "SIZE_LIMIT", 3000)
    with pytest.raises(Refused, match="unpacks to over"):
        READER.read("list.xlsx", book(Kunden=PEOPLE))


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_eml", ".eml"), data)
    return out.getvalue()


def mail(sender: str, to: str, number: int) -> bytes:
    return (
        f"From: {sender}\nTo: {to}\nDate: Mon, {number} Mar 2026 09:00:00 +0000\n"
        f"Message-ID: <m{number}@x.example>\nSubject: SECRET\n\nFrom here on SECRET\n"
    ).encode()


MAILS = (
    mail("Test Rep <rep@us.example>", "Ada Berg <ada@berg.example>", 2),
    mail("Ada Berg <ada@berg.example>", "Test Rep <rep@us.example>", 3),
    mail("Li Otto <li@otto.example>", "Test Rep <rep@us.example>", 4),
)


def test_messages_of_a_file_each_are_one_mailbox() -> None:
    files = [(f"{n}.eml", data) for n, data in enumerate(MAILS)]
    (found,) = READER.read_all(files)
    assert (found.file, found.row_count, len(found.interactions)) == ("0.eml and 2 more", 3, 3)
    assert found.owners[0] == "Test Rep <rep@us.example>"
    (zipped,) = READER.read("mails.zip", packed(a_eml=MAILS[0], b__a_eml=MAILS[1], c_eml=MAILS[2]))
    assert zipped.interactions == found.interactions
    assert "SECRET" not in repr(found)


def test_a_message_of_a_batch_that_is_bad_is_named_by_its_file() -> None:
    bad = MAILS[1].replace(b"Mon, 3 Mar 2026 09:00:00", b"soon")
    (found,) = READER.read_all([("a.eml", MAILS[0]), ("b.eml", bad.replace(b"2026", b"x"))])
    assert [(p.file, p.column) for p in found.problems] == [("b.eml", "Date")]


@pytest.mark.parametrize(
    "text",
    [
        "ada@berg.example\nli@otto.example\n",
        "Ada Berg <ada@berg.example>, li@otto.example",
        '"Berg, Ada" <ada@berg.example>; Li <li@otto.example>',
    ],
)
def test_a_list_of_addresses_is_a_list_of_people(text: str) -> None:
    (found,) = READER.read("list.txt", text.encode())
    assert [person.email for person in found.people] == ["ada@berg.example", "li@otto.example"]


def test_a_line_without_an_address_is_told_with_the_name_of_the_file() -> None:
    lines = [f"Ann Lee <ann{number}@x.example>" for number in range(12)]
    (checked,) = READER.read("friends.txt", "\n".join([*lines, "and Bob"]).encode())
    (problem,) = checked.problems
    assert (problem.file, problem.line, problem.value) == ("friends.txt", 13, "and Bob")
    assert len(checked.people) == 12


def test_a_table_with_addresses_is_no_list_of_them() -> None:
    assert kind_of_file("a.csv", b"Ada Berg,ada@berg.example\nLi Otto,li@otto.example\n") == "table"
    assert kind_of_file("a.csv", b"email\nada@berg.example\n") == "table"


LDIF = """dn: cn=Ada Berg,mail=ada@berg.example
objectclass: person
cn: Ada Berg
givenName: Ada
sn: Berg
mail: ada@berg.example
o:: QmVyZyBHbWJI
title: Leiterin des
  Einkaufs

dn: cn=Freunde
objectclass: groupOfNames
cn: Freunde
member: cn=Ada Berg,mail=ada@berg.example
"""


def test_a_directory_in_ldif_is_an_address_book() -> None:
    (found,) = READER.read("book.ldif", LDIF.encode())
    (ada,) = found.people
    assert (ada.name, ada.email, ada.company) == ("Ada Berg", "ada@berg.example", "Berg GmbH")
    assert ada.title == "Leiterin des Einkaufs"


def test_the_table_of_a_mail_folder_is_read_without_a_header() -> None:
    text = (
        '"Hi","Ada Berg <ada@berg.example>","Test Rep <rep@us.example>","3/14/2026 9:00","","4"\n'
        '"Re: Hi","Test Rep <rep@us.example>","Ada <ada@berg.example>, li@otto.example",'
        '"3/15/2026 9:00","","5"\n'
    )
    (found,) = READER.read("index.csv", text.encode())
    assert [(i.date.day, i.sender, i.to) for i in found.interactions] == [
        (14, "Ada Berg <ada@berg.example>", ("Test Rep <rep@us.example>",)),
        (15, "Test Rep <rep@us.example>", ("Ada <ada@berg.example>", "<li@otto.example>")),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("mail.pst", b"!BDN....", "Import/Export"),
        ("mail.ost", b"!BDN....", "Save Calendar"),
        ("old.xls", b"\xd0\xcf\x11\xe0rest", "Excel Workbook"),
        ("one.msg", b"\xd0\xcf\x11\xe0rest", r"\.eml"),
        ("mac.olm", packed(x=b"1"), "Outlook for Mac"),
        ("sheet.ods", packed(mimetype=b"x", **{"content.xml": b"x"}), "LibreOffice"),
        ("sheet.numbers", packed(**{"Index__Document.iwa": b"x"}), "Numbers"),
        (
            "text.docx",
            packed(**{"[Content_Types].xml": b"", "word__document.xml": b""}),
            "text doc",
        ),
    ],
)
def test_what_only_its_program_reads_is_refused_with_what_to_export(
    name: str, data: bytes, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        READER.read(name, data)
    assert str(refused.value).startswith(name)


def test_of_several_sheets_the_first_that_is_known_is_read_and_the_others_are_offered() -> None:
    data = book(
        Cover=[["Clients", "As of"], ["of the north", "2026"]],
        People=[["Name", "E-Mail", "Firma"], ["Ada Berg", "ada@berg.example", "Berg AG"]],
    )
    reader = Reader(date(2026, 6, 30))
    (checked,) = reader.read("clients.xlsx", data)
    assert [person.name for person in checked.people] == ["Ada Berg"]
    (question,) = reader.questions("clients.xlsx", data)
    assert (question.option, list(question.choices)) == ("sheet", ["People", "Cover"])
    other = Reader(date(2026, 6, 30), answers={"clients.xlsx": {"sheet": "Cover"}})
    assert [one.option for one in other.questions("clients.xlsx", data)] == ["mapping"]


def test_a_cell_that_is_merged_downwards_holds_for_each_of_its_rows() -> None:
    from openpyxl import load_workbook

    rows = [["Clients of the north"], ["Name", "E-Mail", "Firma"], ["Ada Berg", "a@x.example", "A"],
            ["Bo Hart", "b@x.example"], ["Cy Dent", "c@x.example"]]  # fmt: skip
    written = load_workbook(io.BytesIO(book(People=rows)))
    written.active.merge_cells("A1:C1")
    written.active.merge_cells("C3:C4")
    written.save(data := io.BytesIO())
    (checked,) = Reader(date(2026, 6, 30)).read("clients.xlsx", data.getvalue())
    assert [one.company for one in checked.people] == ["A", "A", ""]


def test_sheets_with_the_same_columns_are_read_together() -> None:
    header = ["Nr", "Besucher", "Praxis / Firma", "Natel", "Besuch am"]
    data = book(
        Freitag=[["Besucher am Freitag"], [], header, [1, "Ada Berg", "Berg AG", 793692395, 46177]],
        Samstag=[["Besucher am Samstag"], [], header, [1, "Bo Hart", "Hart AG", 793692396, 46178]],
        Notizen=[["Was", "Wer"], ["Stand", "Cy"]],
    )
    reader = Reader(date(2026, 6, 30))
    friday, saturday = reader.read("fair.xlsx", data)
    assert [friday.file, saturday.file] == ["fair.xlsx", "fair, Samstag.xlsx"]
    assert [one.name for file in (friday, saturday) for one in file.people] == [
        "Ada Berg",
        "Bo Hart",
    ]
    (question,) = reader.questions("fair.xlsx", data)
    assert question.chosen == ("Freitag", "Samstag")
    one = Reader(date(2026, 6, 30), answers={"fair.xlsx": {"sheet": "Samstag"}})
    assert [file.people[0].name for file in one.read("fair.xlsx", data)] == ["Bo Hart"]


def test_what_is_said_of_the_columns_of_one_file_holds_for_the_next_of_the_batch() -> None:
    said = {"mapping": {"Wer": "name", "Wo": "company"}, "kind": "people"}
    reader = Reader(date(2026, 6, 30), answers={"north.csv": said})
    (checked,) = reader.read("south.csv", b"Wo;Wer;Wann\nBerg AG;Ada Berg;nie\n")
    assert [(one.name, one.company) for one in checked.people] == [("Ada Berg", "Berg AG")]
    assert reader.questions("south.csv", b"Wo;Wer;Wann\nBerg AG;Ada Berg;nie\n") == ()


NOTE = b"Hello: there\n\nFrom: Ada Berg <ada@berg.example>\n"
"""What its name calls a mail, and no mail begins in it."""


def test_files_of_a_batch_come_back_in_their_order_with_single_mails_among_them() -> None:
    chat = b"[05.03.26, 10:00:00] Test Rep: a\n[25.03.26, 10:00:00] Claudia Fischer: b\n"
    mails = [(f"{n}.eml", data) for n, data in enumerate(MAILS)]
    others = [("WhatsApp Chat.txt", chat), ("people.csv", b"name,email\nBo Hart,bo@hart.example\n")]
    found = READER.read_all([mails[0], *others, *mails[1:]])
    assert [one.file for one in found] == ["0.eml and 2 more", "WhatsApp Chat.txt", "people.csv"]
    found = READER.read_all([others[0], mails[0], others[1], *mails[1:]])
    assert [one.file for one in found] == ["WhatsApp Chat.txt", "0.eml and 2 more", "people.csv"]


def test_each_file_of_a_batch_that_is_refused_says_so_in_the_order_of_the_files() -> None:
    files = [("one.msg", b"\xd0\xcf\x11\xe0rest"), ("a.eml", MAILS[0]), ("note.eml", NOTE),
             ("empty.csv", b"\n\n")]  # fmt: skip
    with pytest.raises(RefusedFiles) as caught:
        READER.read_all(files)
    said = [str(one).partition(" ")[0] for one in caught.value.refusals]
    assert said == ["one.msg", "note.eml", "empty.csv"]


def test_a_mail_without_a_message_is_passed_over_in_an_archive() -> None:
    (found,) = READER.read("a.zip", packed(note_eml=NOTE, mail_eml=MAILS[0]))
    assert found.file == "a.zip/mail.eml" and found.row_count == 1
    assert any("note.eml" in note for note in found.notes)


@pytest.mark.parametrize("above", [b"Microsoft Mail Internet Headers Version 2.0\r\n", b"\n"])
def test_a_line_of_the_programs_own_above_a_mail_hides_nothing_of_it(above: bytes) -> None:
    (found,) = READER.read("one.eml", above + MAILS[0])
    (plain,) = READER.read("one.eml", MAILS[0])
    assert [(one.sender, one.to) for one in found.interactions] == [
        (one.sender, one.to) for one in plain.interactions
    ]
    assert found.interactions and not found.problems


def test_a_list_of_addresses_may_be_one_long_line() -> None:
    text = ", ".join(f"Ada{n} Berg <a{n}@b.example>" for n in range(5_000))
    (found,) = READER.read("to.txt", text.encode())
    assert len(found.people) == 5_000


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "HEIC"])
def test_a_picture_is_refused_with_what_helps(form: str) -> None:
    out = io.BytesIO()
    if form == "HEIC":  # as a telephone begins it
        out.write(b"\0\0\0\x24ftypheic\0\0\0\0mif1heic" + bytes(range(256)) * 9)
    else:
        Image.effect_noise((90, 60), 50).save(out, form)
    for name in ("card.jpg", "people.csv"):
        with pytest.raises(Refused, match=f"{name} is a picture.* Add a person") as refusal:
            READER.read(name, out.getvalue())
        assert "CSV" not in str(refusal.value)
