"""Keys by which a person is recognized, and the normalized forms of texts for comparing."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote

from tiesmap.intake.who.names import words_of
from tiesmap.model.domains import firm_of
from tiesmap.model.folding import fold
from tiesmap.model.intake import MADE_UP, STRONG, Key
from tiesmap.model.memo import memo
from tiesmap.model.names import in_one
from tiesmap.model.people import PersonRecord
from tiesmap.model.phones import number_of


@memo(2**14)
def normalize_company(text: str) -> str:
    """A company's name as it is compared: without case, accents and punctuation.

    Legal forms stay (Acme Inc and Acme GmbH are two companies): no match may be wrong.
    """
    text = fold(text).replace(".", "")
    return " ".join(re.sub(r"[^\w&+]|_", " ", text).split())


def normalize_email(text: str) -> str:
    """An e-mail address in the form used for comparing: lower case."""
    return unicodedata.normalize("NFC", text).strip().lower()


_LINKEDIN = re.compile(r"(?:^|[/.])linkedin\.com/(in|pub)/([^?#]+)|^/?(in|pub)/([^?#]+)")


@memo(2**14)
def normalize_profile(text: str) -> str:
    """The part of a profile's address that identifies a person: `in/jane-doe` for LinkedIn.

    Other addresses come without scheme, www and closing slash. Empty where the address is not of
    one person: a host alone, a company's page.
    """
    text = unicodedata.normalize("NFC", unquote(text)).strip().lower()
    if found := _LINKEDIN.search(text):
        kind, slug = (found[1], found[2]) if found[1] else (found[3], found[4])
        # Older addresses (pub/name/1/2/3) need their numbers; after in/name comes a language.
        slug = slug.strip("/") if kind == "pub" else slug.split("/")[0]
        return f"{kind}/{slug}" if slug else ""
    if re.match(r"(?:[a-z]+://)?(?:[^/]+\.)?linkedin\.com(?:/|$)", text):
        return ""
    text = re.sub(r"^[a-z]+://", "", text).removeprefix("www.").rstrip("/")
    host, _, page = text.partition("/")
    return text if page and "." in host else ""


def keys_of(record: PersonRecord, scope: str) -> tuple[Key, ...]:
    """The keys of a person that a row states, strongest first."""
    keys: list[Key] = []
    if record.id:
        keys.append(Key("id", scope, record.id))
    if record.profile_url and (profile := normalize_profile(record.profile_url)):
        keys.append(Key("profile", "", profile))
    name = fold(record.name) if record.name else ""
    if record.email:
        keys += _email_keys(record, name, record.email)
    if record.profiles or record.emails:
        further = (normalize_profile(text) for text in record.profiles)
        keys += [Key("profile", "", profile) for profile in further if profile]
        keys += [key for email in record.emails for key in _email_keys(record, name, email)]
    # 林田 恵美 is found as 林田恵美 too.
    for form in dict.fromkeys((name, in_one(name))) if name else ():
        if record.company and (company := normalize_company(record.company)):
            keys.append(Key("name_company", company, form))
        keys.append(Key("name", "", form))
    if name:
        keys += [Key("name", "", former) for former in map(fold, record.former) if former]
    return tuple(dict.fromkeys(keys)) if record.profiles or record.emails else tuple(keys)


def _email_keys(record: PersonRecord, name: str, email: str) -> list[Key]:
    email = normalize_email(email)
    if email in record.shared:
        return [Key("email", name, email)] if name else []
    return [Key("email", "", email)]


def numbers_of(record: PersonRecord) -> set[str]:
    """The phone numbers of a row, as they are compared."""
    return {*map(number_of, (record.phone, *record.phones))} - {""}


def phone_keys(records: Sequence[PersonRecord]) -> dict[int, list[Key]]:
    """Row number -> its phone numbers as keys, of kind `phone`.

    Only numbers that stand with one name in all rows: one of several names is a switchboard's and
    tells nobody apart."""
    names: dict[str, set[str]] = {}
    said: dict[int, list[str]] = {}
    for at, record in enumerate(records):
        if record.name and (record.phone or record.phones):
            numbers = [number_of(text) for text in (record.phone, *record.phones)]
            said[at] = [number for number in numbers if number]
            name = " ".join(sorted(words_of(record.name)))
            for number in said[at]:
                names.setdefault(number, set()).add(name)
    found = {
        at: [Key("phone", "", number) for number in numbers if len(names[number]) == 1]
        for at, numbers in said.items()
    }
    return {at: keys for at, keys in found.items() if keys}


def tells_apart(key: Key) -> bool:
    """Whether a key of this kind belongs to one person only; a shared address does not."""
    return key.kind in STRONG and not (key.kind == "email" and key.scope)


def is_given(key: Key) -> bool:
    """Whether a key is a profile, or an id that was not made up of a row and so tells nothing."""
    return key.kind == "profile" or (key.kind == "id" and MADE_UP not in key.value)


def mark_of(key: Key) -> tuple[str, str]:
    """Of what a key that tells apart is: its kind and scope; of an address, whether it is one of a
    firm. Who has one at work may well have another at home."""
    if key.kind == "email":
        return key.kind, "at work" if firm_of(key.value) else ""
    return key.kind, key.scope


def made_up_id(record: PersonRecord, alone: Counter[str]) -> str:
    """An id for a row with a name and nothing that tells who it is.

    The k-th such row of a file is the k-th of any other of its scope: the same file twice makes
    nobody twice, and nobody is known by the name alone. What a rep rates is no part of it.
    """
    said = (record.name, record.title, record.city, record.phone)
    text = MADE_UP.join(map(fold, said))
    alone[text] += 1
    return f"{text}{MADE_UP}{alone[text]}"
