"""Search: people by any part of a name, an address, a company or a number."""

from __future__ import annotations

import re

from tiesmap.model.folding import unaccented
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.store.reading.known_texts import further_phones, known_texts
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.view import View

_WEB = re.compile(r"^(?:https?://)?(?:www\.)?")
_APOSTROPHE = re.compile(r"['’ʼ`]")
_NUMBER = re.compile(r"[\d\s()+./-]{5,}")


def search(view: View, text: str) -> set[PersonId]:
    """The people in whom every word of a text is found, with or without accents.

    A person's texts are names (former ones too), e-mail addresses and profiles, company, title,
    city and phone.
    """
    texts = _texts(view)
    if _NUMBER.fullmatch(text.strip()):
        digits = re.sub(r"\D", "", text).lstrip("0")
        return {person for person, (_, numbers) in texts.items() if digits and digits in numbers}
    parts = [part for word in text.split() for part in _parts(word)]
    return {person for person, (said, _) in texts.items() if all(part in said for part in parts)}


def _parts(word: str) -> list[str]:
    """A word as it is looked for: an address as it stands, all else without accents."""
    if "@" in word or "/" in word:
        return [_WEB.sub("", word.casefold()).rstrip("/")]
    return unaccented(word).split()


@kept(COMFORT, large=True)
def _texts(view: View) -> dict[PersonId, tuple[str, str]]:
    """person -> the words in which they are found, and the digits of their number."""
    known, phones = known_texts(view.connection), further_phones(view.connection)
    return {
        number: _of(one, known.get(number, []), phones.get(number, []))
        for number, one in view.people.items()
    }


def _of(person: Person, known: list[str], phones: list[str]) -> tuple[str, str]:
    about = (person.company, person.title, person.city, person.academic_title)
    fields = (person.name, *about, *known)
    plain = " ".join(map(unaccented, fields))
    # O'Brien is found as obrien too.
    plain += " " + unaccented(_APOSTROPHE.sub("", person.name))
    addresses = " ".join((person.email.casefold(), person.profile_url.casefold(), *known))
    numbers = " ".join(re.sub(r"\D", "", phone) for phone in (person.phone, *phones))
    return f"{plain} {addresses}", numbers
