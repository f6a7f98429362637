"""Tombstones: how an erased person is recognized in a later file, without storing who it was.

A sign (an e-mail address, a profile, a name with a company, an id, a phone number) is stored as a
keyed blake2b hash whose key never leaves the database. It cannot be read back, but a file that
names the same person gives the same hash.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, TypeVar

import sqlalchemy as sa

from tiesmap.model.addresses import mailbox_of
from tiesmap.model.evidence import BETWEEN, KINDS, InteractionRecord
from tiesmap.model.folding import fold
from tiesmap.model.intake import MADE_UP, Checked, Matched
from tiesmap.model.people import PersonRecord, RelationshipRecord, TargetRecord
from tiesmap.model.phones import is_number
from tiesmap.store.history.provenance import in_json
from tiesmap.store.incoming.batch import KeysOf
from tiesmap.store.rows import insert_new
from tiesmap.store.schema import erased, people, settings
from tiesmap.store.settings import read_setting
from tiesmap.store.transactions import Conflict

T = TypeVar("T", PersonRecord, InteractionRecord, RelationshipRecord, TargetRecord)
BLOT = "[erased]"
ERASING_KEY = "erasing_key"
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d[\d /().-]{5,}\d")
_URL = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/[^\s<>\"]+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def email_sign(text: str) -> tuple[str, ...]:
    """An e-mail address in the form used for comparing."""
    return "email", "", text.strip().lower()


def phone_sign(text: str) -> tuple[str, ...] | None:
    """The last nine digits of a phone number; None where it has too few to identify anybody."""
    digits = re.sub(r"\D", "", text)
    return ("phone", "", digits[-9:]) if len(digits) >= 7 else None


def number_signs(names: Iterable[str], phones: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Each phone number of somebody, alone and with each name: whole, first, last, "a lee"."""
    names = list(names)
    for phone in phones:
        sign = phone_sign(phone)
        if sign is not None:
            yield sign
            for name in names:
                words = [fold(word) for word in _WORD.findall(name)]
                if words:
                    short = {" ".join(words), words[0], words[-1], f"{words[0][0]} {words[-1]}"}
                    yield from (("phone", form, sign[2]) for form in sorted(short))


def url_sign(text: str) -> tuple[str, ...]:
    """The address of a web page in the form used for comparing."""
    return "url", "", re.sub(r"^https?://(www\.)?", "", fold(text)).rstrip("/.,;)")


def name_sign(text: str) -> tuple[tuple[str, ...], int]:
    """A name in the form used for comparing, and its number of words.

    A single word is compared with its capitals, so that the verb "will" is not taken for Will.
    """
    found = _WORD.findall(text)
    words = found if len(found) == 1 else [fold(word) for word in found]
    return ("name", "", " ".join(words)), len(words)


def signs_in(text: str) -> Iterator[tuple[str, ...]]:
    """The addresses and phone numbers in a text."""
    yield from (url_sign(found) for found in _URL.findall(text))
    yield from (email_sign(found) for found in _ADDRESS.findall(text))
    yield from (sign for found in _PHONE.findall(text) if (sign := phone_sign(found)) is not None)


@dataclass(slots=True)
class Signs:
    """The signs of all erased people."""

    key: bytes
    hashes: frozenset[bytes]
    lengths: tuple[int, ...]
    """How many words the erased names have, the longest first."""
    _seen: dict[str, bool] = field(default_factory=dict)

    def hash_of(self, *sign: str) -> bytes:
        """The keyed hash of a sign."""
        return blake2b("\x1f".join(sign).encode(), digest_size=16, key=self.key).digest()

    def knows(self, *sign: str) -> bool:
        """Whether this is a sign of somebody erased."""
        return self.hash_of(*sign) in self.hashes

    def knows_name(self, text: str) -> bool:
        """Whether this is the name of somebody erased."""
        found = self._seen.get(text)
        if found is None:
            sign, words = name_sign(text)
            found = self._seen[text] = words in self.lengths and self.knows(*sign)
        return found

    def is_erased(self, record: PersonRecord, scope: str, keys: KeysOf) -> bool:
        """Whether a row is about somebody erased.

        An e-mail address, a profile, or a name with its company is enough. An id counts only
        where the name beside it does not differ, a name alone only where the row has nothing else.
        """
        strong = False
        for kind, where, value in keys(record, scope):
            if kind == "id":
                fits = not record.name or self.knows_name(record.name)
                if fits and self.knows(kind, where, value):
                    return True
                strong = strong or MADE_UP not in value
            elif kind != "name":
                strong = True
                if self.knows(kind, where, value):
                    return True
                if kind == "email" and self.knows(kind, where, mailbox_of(value)):
                    return True
        if strong:
            return False
        return (bool(record.name) and self.knows_name(record.name)) or self._knows_number(record)

    def _knows_number(self, record: PersonRecord) -> bool:
        """Whether a row has the phone number of somebody erased and no more of a name than hers
        cut short: a colleague at the same switchboard has a name of his own."""
        nameless = not record.name or is_number(record.name)
        form = "" if nameless else " ".join(fold(word) for word in _WORD.findall(record.name))
        numbers = (record.phone, *record.phones, record.name if nameless else "")
        found = (phone_sign(number) for number in numbers if number)
        return any(sign is not None and self.knows("phone", form, sign[2]) for sign in found)

    def blot(self, text: str, blot: str = BLOT) -> str:
        """A text without the names, addresses and numbers of erased people."""
        if not text:
            return text
        text = _URL.sub(lambda m: blot if self.knows(*url_sign(m[0])) else m[0], text)
        text = _ADDRESS.sub(lambda m: blot if self.knows(*email_sign(m[0])) else m[0], text)
        text = _PHONE.sub(
            lambda m: blot if (sign := phone_sign(m[0])) and self.knows(*sign) else m[0], text
        )
        words = list(_WORD.finditer(text))
        out, done, k = [], 0, 0
        while k < len(words):
            for length in self.lengths:
                last = k + length - 1
                if last < len(words):
                    start, end = words[k].start(), words[last].end()
                    if self.knows_name(text[start:end]):
                        out += [text[done:start], blot]
                        done, k = end, last
                        break
            k += 1
        return "".join([*out, text[done:]])


def read_signs(connection: sa.Connection) -> Signs | None:
    """The signs of all erased people; None where nobody was erased.

    A name that somebody on file also has is not used as a sign.
    """
    rows = connection.execute(sa.select(erased.c.sign, erased.c.words)).all()
    if not rows:
        return None
    lengths = tuple(sorted({words for _, words in rows if words}, reverse=True))
    signs = Signs(key_of_database(connection), frozenset(sign for sign, _ in rows), lengths)
    borne = {
        signs.hash_of(*sign)
        for (name,) in connection.execute(sa.select(people.c.name))
        for sign, words in [name_sign(name)]
        if words in lengths
    }
    return Signs(signs.key, signs.hashes - borne, lengths)


def key_of_database(connection: sa.Connection) -> bytes:
    """The secret key of the hashes; created where there is none."""
    stored = read_setting(connection, ERASING_KEY)
    if stored is None:
        stored = secrets.token_hex(32)
        connection.execute(settings.insert().values(key=ERASING_KEY, value=stored))
    return bytes.fromhex(str(stored))


def keep_signs(connection: sa.Connection, signs: Iterable[tuple[tuple[str, ...], int]]) -> None:
    """Store the hashes of pairs (sign, number of words of a name, or 0)."""
    key = Signs(key_of_database(connection), frozenset(), ())
    rows = sorted({(key.hash_of(*sign), words) for sign, words in signs})
    insert_new(connection, erased, ("sign", "words"), rows)


def copy_signs(rows: Iterable[tuple[bytes, int]], key: str, to: sa.Connection) -> None:
    """Copy the secret key and the signs of another copy of the database."""
    to.execute(settings.delete().where(settings.c.key == ERASING_KEY))
    to.execute(settings.insert().values(key=ERASING_KEY, value=key))
    to.execute(erased.delete())
    insert_new(to, erased, ("sign", "words"), list(rows))


NAMING = ("notes", "title", "category", "city", "academic_title", "stage")
"""What a row about one person may name others in, besides its further fields."""


# What comes in -----------------------------------------------------------------------------------


def without_erased(matched: Matched, signs: Signs | None, keys: KeysOf) -> tuple[Matched, int]:
    """A batch without erased people, and how many of them it named.

    Rows that name them are left out, except interactions with other people in them; their names
    are blotted out of all other texts.
    """
    if signs is None:
        return matched, 0
    gone = {
        match.ref
        for match in matched.people
        if match.ref < 0 and signs.is_erased(match.record, match.scope, keys)
    }
    if matched.rep in gone:
        raise Conflict("The rep of these files was erased: say whose they are, with another name.")
    kept = tuple(
        replace(match, record=_blotted(signs, match.record))
        for match in matched.people
        if match.ref not in gone
    )
    who = {place: ref for place, ref in matched.who.items() if ref not in gone}
    files = tuple(_file_without(signs, file, matched, gone) for file in matched.files)
    return replace(matched, people=kept, who=who, files=files), len(gone)


def _blotted(signs: Signs, record: PersonRecord) -> PersonRecord:
    extra = {name: signs.blot(text) for name, text in record.extra.items()}
    told = _told(signs, record, *NAMING)
    return told if extra == record.extra else replace(told, extra=extra)


def _told(signs: Signs, record: T, *names: str) -> T:
    """A row with erased people blotted out of these texts."""
    said: dict[str, Any] = {name: signs.blot(getattr(record, name)) for name in names}
    if all(getattr(record, name) == text for name, text in said.items()):
        return record
    return replace(record, **said)


def _file_without(signs: Signs, file: Checked, matched: Matched, gone: set[int]) -> Checked:
    def named(text: str) -> bool:
        return matched.who.get((file.file, text)) in gone

    def interactions() -> Iterator[InteractionRecord]:
        for record in file.interactions:
            if named(record.sender):
                continue
            to = tuple(text for text in record.to if not named(text))
            if to:
                yield replace(_told(signs, record, *KINDS["interactions"].texts), to=to)

    def wishes() -> Iterator[TargetRecord]:
        for target in file.targets:
            wanted = (target.name, target.company, target.category, target.profile_url)
            if all(signs.blot(text) == text for text in wanted):
                yield _told(signs, target, "why")

    entries = (
        replace(
            record,
            said={
                name: signs.blot(value) if isinstance(value, str) else value
                for name, value in record.said.items()
            },
        )
        for record in file.entries
        if not named(record.person) and not named(record.rep)
    )
    between: dict[str, Any] = {
        name: tuple(_told(signs, record, *kind.texts) for record in getattr(file, name))
        for name, kind in BETWEEN.items()
    }
    return replace(
        file,
        entries=tuple(entries),
        people=tuple(_blotted(signs, record) for record in file.people),
        interactions=tuple(interactions()),
        relationships=tuple(
            _told(signs, record, "category", "stage", "bucket") for record in file.relationships
        ),
        targets=tuple(wishes()),
        **between,
    )


# What is stored ----------------------------------------------------------------------------------


def blot_values(value: Any, blot: Callable[[str], str]) -> Any:
    """A text, or every text in a JSON value, after `blot`; keys of objects stay as they are."""
    if isinstance(value, str):
        return blot(value)
    if isinstance(value, Mapping):
        return {name: blot_values(one, blot) for name, one in value.items()}
    if isinstance(value, list):
        return [blot_values(one, blot) for one in value]
    return value


def blot_json(text: str, blot: Callable[[str], str]) -> str:
    """A JSON document (as text) after `blot`."""
    return in_json(blot_values(json.loads(text), blot)) if text else text
