"""Archives: read within limits, or refused in words. Expected: what was put into them."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pytest

from tests.places import CASES
from tiesmap.intake.formats import archive
from tiesmap.intake.formats.archive import read_archive
from tiesmap.intake.questions import Unclear
from tiesmap.intake.reader import Reader
from tiesmap.model.problems import Refused

SAMPLES = CASES / "sources"
READER = Reader(as_of=date(2026, 11, 1))


def packed(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


LINKEDIN: dict[str, bytes | str] = {
    "Connections.csv": sample("linkedin_connections.csv"),
    "messages.csv": sample("linkedin_messages.csv"),
    "Invitations.csv": sample("linkedin_invitations.csv"),
    "Profile.csv": sample("linkedin_profile.csv"),
    "Recommendations_Received.csv": sample("linkedin_recommendations.csv"),
    "Endorsement_Received_Info.csv": sample("linkedin_endorsements.csv"),
    "Skills.csv": "Name\nSelling\nTalking\n",
    "Languages.csv": "Name,Proficiency\nGerman,NATIVE\n",
    "Ad_Targeting.csv": "Member Age,Company,Company\n1,2,3\n",
    "Positions.csv": "Company Name,Title,Description\nAcme,Owner,\n",
    "Rich Media/photo.jpg": b"\xff\xd8\xff",
}


def test_linkedins_archive_is_read_as_it_comes() -> None:
    files = READER.read("Basic.zip", packed(LINKEDIN))
    assert [file.source for file in files] == [
        "linkedin_connections",
        "linkedin_messages",
        "linkedin_invitations",
        "linkedin_profile",
        "linkedin_recommendations",
        "linkedin_endorsements",
    ]
    assert files[1].file == "Basic.zip/messages.csv"
    alone = READER.read("messages.csv", sample("linkedin_messages.csv"))
    assert files[1].interactions == alone[0].interactions
    (note,) = [note for note in files[0].notes if "Passed over" in note]
    for name in ("Skills.csv", "Languages.csv", "Ad_Targeting.csv", "Positions.csv"):
        assert name in note


def test_a_file_that_matters_is_not_passed_over_in_silence() -> None:
    broken = {**LINKEDIN, "Connections.csv": bytes(99)}
    with pytest.raises(Refused, match=r"Basic.zip/Connections.csv"):
        READER.read("Basic.zip", packed(broken))


def test_other_archives_hold_cards_calendars_mails_and_our_own_files() -> None:
    names = ("vcard.vcf", "calendar.ics", "mailbox.mbox", "people.csv")
    files = READER.read("takeout.zip", packed({f"Takeout/{name}": sample(name) for name in names}))
    assert [file.source for file in files] == ["vcard", "calendar", "mailbox", "people"]


def test_what_a_mac_adds_is_passed_over() -> None:
    files = {"people.csv": sample("people.csv"), "__MACOSX/._people.csv": b"\0\1\2"}
    assert [name for name, _ in read_archive(packed(files), "a.zip")] == ["people.csv"]


@pytest.mark.parametrize(
    ("first", "second", "called"),
    [
        ("people.csv", "people.csv", ["people.csv", "people (2).csv"]),
        ("a/people.csv", "a\\people.csv", ["a/people.csv", "a/people (2).csv"]),
        ("a/people.csv", "b/people.csv", ["a/people.csv", "b/people.csv"]),
        ("INBOX.mbox/mbox", "INBOX.mbox/mbox", ["INBOX.mbox/mbox", "INBOX.mbox/mbox (2)"]),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_of_one_name_are_each_read_under_their_own(
    first: str, second: str, called: list[str]
) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(first, "name,email\nAda Berg,ada@b.example\n")
        made.writestr(second, "name,email\nBo Hart,bo@h.example\n")
    found = READER.read("two.zip", held.getvalue())
    assert [file.file for file in found] == [f"two.zip/{name}" for name in called]
    assert [one.name for file in found for one in file.people] == ["Ada Berg", "Bo Hart"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"[Content_Types].xml": "", "xl/workbook.xml": ""}, "cannot be read as a workbook"),
        ({"inner.zip": packed({"people.csv": "name\nAnn\n"})}, "holds another archive"),
        ({"inner.csv": packed({"people.csv": "name\nAnn\n"})}, "holds another archive"),
        ({"data.tar.gz": b"\x1f\x8b"}, "holds another archive"),
        ({"photo.jpg": b"\xff\xd8\xff"}, "holds no file that tiesmap reads"),
        ({"people.csv": b"name\n" + b"A" * 20_000_000}, "grows to more than"),
        ({}, "empty"),
    ],
)
def test_an_archive_is_refused_in_words(files: dict[str, bytes | str], why: str) -> None:
    with pytest.raises(Refused, match=why) as refusal:
        READER.read("odd.zip", packed(files))
    assert str(refusal.value).startswith("odd.zip")
    assert not isinstance(refusal.value, Unclear)


def test_a_size_that_the_archive_states_is_not_believed() -> None:
    """The stated sizes say ten bytes; the content is twenty million."""
    honest = packed({"people.csv": b"name\n" + b"A" * 20_000_000})
    lying = honest.replace(struct.pack("<L", 20_000_005), struct.pack("<L", 10))
    assert lying != honest
    try:
        found = read_archive(lying, "bomb.zip")
    except Refused as refusal:
        assert "bomb.zip" in str(refusal)
    else:
        assert sum(len(data) for _, data in found) <= 10


def test_an_archive_is_refused_by_its_total_and_by_its_number_of_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "SIZE_LIMIT", 1000)
    with pytest.raises(Refused, match="choose the files you need"):
        read_archive(packed({f"{n}.csv": f"name\n{n:400}\n" for n in range(3)}), "big.zip")
    monkeypatch.setattr(archive, "MEMBER_LIMIT", 2)
    with pytest.raises(Refused, match="over the limit of 2"):
        read_archive(packed({f"{n}.csv": "name\nAnn\n" for n in range(3)}), "many.zip")


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(packed({"people.csv": "name\nAnn\n"}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    with pytest.raises(Refused, match="locked by a password"):
        read_archive(bytes(data), "locked.zip")


@pytest.mark.parametrize("keep", [4, 30, 60, 100, 150])
def test_a_damaged_archive_is_refused(keep: int) -> None:
    data = packed({"people.csv": sample("people.csv")})
    with pytest.raises(Refused, match="is damaged"):
        read_archive(data[:keep], "cut.zip")


def test_a_flipped_byte_is_a_refusal_or_harmless() -> None:
    whole = packed({"people.csv": sample("people.csv")})
    for place in range(0, len(whole), 7):
        data = bytearray(whole)
        data[place] ^= 0xFF
        try:
            found = read_archive(bytes(data), "bent.zip")
        except Refused as refusal:
            assert "bent.zip" in str(refusal)
        else:
            assert [data for _, data in found] in ([], [sample("people.csv")])


def test_who_invited_the_rep_and_was_not_accepted_is_nobody_he_knows() -> None:
    page = "https://www.linkedin.com/in/"
    connections = f"First Name,Last Name,URL,Connected On\nAda,Berg,{page}ada,03 Mar 2026\n"
    head = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    rows = [
        f'Britt Growth,Rita Rep,"3/5/26, 9:58 AM",,INCOMING,{page}britt,{page}rita\n',
        f'Ada Berg,Rita Rep,"3/2/26, 9:58 AM",,INCOMING,{page}ada,{page}rita\n',
        f'Rita Rep,Cy Dent,"3/1/26, 9:58 AM",,OUTGOING,{page}rita,{page}cy\n',
    ]
    held: dict[str, bytes | str] = {
        "Connections.csv": connections, "Invitations.csv": head + "".join(rows)
    }  # fmt: skip
    told = {file.source: file for file in READER.read("Basic.zip", packed(held))}
    found = told["linkedin_invitations"]
    assert [one.sender.split(" <")[0] for one in found.interactions] == ["Ada Berg", "Rita Rep"]
    assert any("never wrote (1)" in note for note in found.notes)
    # Without the connections nobody can tell who was accepted.
    del held["Connections.csv"]
    assert len(READER.read("Basic.zip", packed(held))[0].interactions) == 3
