"""Marked words in every kind of file and in every text, and a search of every byte for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

Rows = Sequence[dict[str, str]]
REP = "Rita Rep"
MAIL = {"date": "2026-03-01", "from": REP, "to": "ann@x.example", "channel": "email"}


def word(number: int, where: str) -> str:
    """A word that stands nowhere else; half of them with letters that JSON escapes."""
    return f"zq{where}{'é' if number % 2 else ''}{number}x"


def victim(number: int, address: str = "mail") -> dict[str, str]:
    """Somebody of whom each field has a word of its own."""

    def said(where: str) -> str:
        return word(number, where)

    return {
        "id": f"z{number}", "name": f"{said('first')} {said('last')}",
        "email": f"zq{address}{number}x@zqhost{number}x.example",
        "profile_url": f"https://www.linkedin.com/in/zqprofile{number}x",
        "phone": f"+49 170 77{number:05}", "company": said("firm"), "title": said("title"),
        "city": said("city"), "notes": said("note"), "Second mail": f"zqsecond{number}x@z.example",
        "Hobby": said("hobby"),
    }  # fmt: skip


def words_of(numbers: Iterable[int]) -> list[str]:
    """All words by which those people could be told."""
    found = []
    for number in numbers:
        found += [word(number, where) for where in
                  ("first", "last", "firm", "title", "city", "note", "hobby")]  # fmt: skip
        found += [f"zq{what}{number}x" for what in ("mail", "host", "profile", "second", "other")]
        found.append(f"77{number:05}")
    return found


def files_about(numbers: Iterable[int], address: str = "mail") -> dict[str, Rows]:
    """Files of every kind in which those people stand, and are named in what others say."""
    people: list[dict[str, str]] = []
    mails, ties, known, wanted, notes, plans = [], [], [], [], [], []
    for number in numbers:
        one = victim(number, address)
        name, email = one["name"], one["email"]
        people += [
            one,
            {
                "name": f"Friend {number}", "email": f"friend{number}@f.example",
                "notes": f"knows {name}, {email}", "title": f"assistant of {name}",
                "city": f"lives with {name}", "category": f"friends of {name}",
                "Boss": f"{name} {one['Second mail']} {one['profile_url']} {one['phone']}",
            },
        ]  # fmt: skip
        mails += [
            MAIL | {"to": f"friend{number}@f.example", "purpose": f"about {name}",
                    "notes": f"{email} and {one['phone']}", "channel": f"with {name}"},
            MAIL | {"to": f"friend{number}@f.example; {email}", "purpose": "lunch"},
            {"date": "2026-03-02", "from": email, "to": f"friend{number}@f.example"},
        ]  # fmt: skip
        ties += [
            {"person": email, "other": f"friend{number}@f.example", "kind": "friend"},
            {"person": REP, "other": f"friend{number}@f.example", "kind": f"met by {name}"},
        ]
        known += [
            {"introducer": REP, "person": f"friend{number}@f.example", "other": email},
            {"introducer": name, "person": REP, "other": f"friend{number}@f.example",
             "outcome": f"thanks to {name}"},
        ]  # fmt: skip
        wanted += [{"name": name, "why": "chess"}, {"company": f"Firm {number}", "why": name}]
        about = {"person": f"friend{number}@f.example", "date": "2026-03-03"}
        notes.append(about | {"discussed": f"{name} moves", "offer": email, "ask": name})
        plans.append(about | {"text": f"call {name}", "kind": "promise", "due": "2026-04-01"})
    return {
        "people": people, "interactions": mails, "ties": ties, "introductions": known,
        "targets": wanted, "notes": notes, "plans": plans,
    }  # fmt: skip


def forms(text: str) -> Iterator[bytes]:
    """How a text may stand in a file, in small letters."""
    text = text.lower()
    yield text.encode()
    yield text.encode("utf-16-le")
    yield text.encode("utf-16-be")
    yield json.dumps(text)[1:-1].lower().encode()


def found_in(folder: Path, words: Iterable[str]) -> list[str]:
    """Which words stand in which file of a folder."""
    wanted = {form: text for text in words for form in forms(text)}
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            # bytes.lower leaves é as it is, which the small letters of a É are not.
            data = data.lower().replace("É".encode(), "é".encode())
            found += sorted({f"{path.name}: {text}" for form, text in wanted.items()
                             if form in data})  # fmt: skip
    return found
