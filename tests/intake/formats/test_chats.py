"""A chat, as telephones export it: who wrote on which day, and never what."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest

from tiesmap.intake.questions import Unclear
from tiesmap.intake.reader import Reader
from tiesmap.model.intake import THE_REP
from tiesmap.model.problems import Refused

READER = Reader(as_of=date(2026, 11, 1))
CHAT = """[07.03.26, 21:22:39] Ada Berg: \u200eMessages and calls are end-to-end encrypted.
[07.03.26, 21:22:39] Ada Berg: SECRET
and a second line of it
[07.03.26, 21:28:10] Test Rep: SECRET: SECRET
[07.03.26, 21:29:10] Test Rep: SECRET
[08.03.26, 09:00:00] Ada Berg: SECRET
"""


MINE = replace(READER, called=("Test Rep",))


def in_zip(name: str, text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("me", [{}, {"me": "Nobody Else"}])
def test_a_chat_in_which_nobody_is_called_like_the_rep_is_asked_about(me: dict[str, str]) -> None:
    for name, data in (("_chat.txt", CHAT.encode()), ("chat.zip", in_zip("_chat.txt", CHAT))):
        asking = replace(MINE, called=("Tess Repp",), answers={name: me})
        with pytest.raises(Unclear, match=r"who are you in it, .* or ") as asked:
            asking.read(name, data)
        assert (asked.value.option, {*asked.value.choices}) == ("me", {"Ada Berg", "Test Rep"})
        (question,) = asking.questions(name, data)
        assert (question.option, question.needed) == ("me", True)
        assert me.get("me", "") in question.sentence
        (found,) = replace(asking, answers={name: {"me": "Ada Berg"}}).read(name, data)
        assert {i.sender for i in found.interactions} == {THE_REP, "Test Rep"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_chat.txt", "SECRET one\nAda Berg: SECRET, two; three\n"),
        ("log.txt", "[2026.03.14 um 9h22] Ada: SECRET\n"),
    ],
)
def test_the_refusal_of_a_chat_shows_nothing_of_it(name: str, text: str) -> None:
    with pytest.raises(Refused, match="export the chat again") as refused:
        MINE.read(name, text.encode())
    assert "SECRET" not in str(refused.value)


def test_a_chat_tells_who_wrote_on_which_day_and_never_what() -> None:
    (found,) = MINE.read("_chat.txt", CHAT.encode())
    assert [(i.line, i.date, i.sender, i.to) for i in found.interactions] == [
        (2, datetime(2026, 3, 7), "Ada Berg", (THE_REP,)),
        (4, datetime(2026, 3, 7), THE_REP, ("Ada Berg",)),
        (6, datetime(2026, 3, 8), "Ada Berg", (THE_REP,)),
    ]
    assert "SECRET" not in repr(found)


@pytest.mark.parametrize(
    "line",
    [
        "3/14/26, 9:22\u202fPM - {}: x",
        "14.03.26, 21:22 - {}: x",
        "[14/03/2026, 21:22:39] {}: x",
        "\u200e[2026-03-14, 21:22:39] {}: x",
        "14/3/2026 9:22 p. m. - {}: x",
        "14/03/2026 à 14:05 - {}: x",
        "2026/3/14 下午2:05 - {}: x",
        "2026年3月14日 14:05 - {}: x",
        "2026년 3월 14일 오후 2:05, {} : x",
        "[2026. 3. 14. 오후 2:05:11] {}: x",
        "14.3.2026 klo 14.05 - {}: x",
        "14.03.26 г., 14:05 ч. - {}: x",
        "14/3/26, 2:05 μ.μ. - {}: x",
        "١٤\u200f/٣\u200f/٢٠٢٦، ٢:٠٥ م - {}: x",
        "14/3/2569 14:05 - {}: x",
    ],
)
def test_chats_of_other_telephones(line: str) -> None:
    text = "\n".join([line.format("Ada Berg"), line.format("Test Rep")])
    (found,) = MINE.read("WhatsApp Chat with Ada.txt", text.encode())
    assert [i.date.date() for i in found.interactions] == [date(2026, 3, 14)] * 2


def test_a_chat_whose_dates_are_open_asks() -> None:
    text = b"3/4/26, 9:22 PM - Ada Berg: x\n3/4/26, 9:23 PM - Test Rep: x\n"
    (question,) = MINE.questions("_chat.txt", text)
    assert question.option == "day_first"
    answered = replace(MINE, answers={"_chat.txt": {"day_first": True}})
    (found,) = answered.read("_chat.txt", text)
    assert found.interactions[0].date == datetime(2026, 4, 3)


JOINED = "\n".join(
    [
        "[05.03.26, 10:00:00] Jonas: a",
        "[06.03.26, 10:00:00] Claudia Fischer: b",
        "[25.03.26, 10:00:00] Jonas: c",
    ]
)


PROFILE = (
    "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,"
    "Geo Location,Twitter Handles,Websites,Instant Messengers\n"
    "Jonas,Aebischer,,,,Account Manager,,Software,,Bern,,,\n"
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_who_the_rep_is_in_a_chat_another_file_of_the_batch_may_say(order: tuple[int, ...]) -> None:
    files = [("WhatsApp Chat.txt", JOINED.encode()), ("Profile.csv", PROFILE.encode())]
    found = READER.read_all([files[at] for at in order])
    (chat,) = (one for one in found if one.source == "whatsapp")
    assert [one.file for one in found] == [files[at][0] for at in order]
    assert [one.sender for one in chat.interactions] == [THE_REP, "Claudia Fischer", THE_REP]
    called = replace(READER, called=("Jonas Aebischer",))
    assert not called.questions(*files[0])
    (question,) = READER.questions(*files[0])
    assert question.option == "me"
    two = JOINED.replace("Claudia Fischer", "Aebischer")
    assert called.questions("WhatsApp Chat.txt", two.encode())
