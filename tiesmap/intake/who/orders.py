"""How a name or a number is written: as an address, or what is on file, has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from tiesmap.model.folding import fold, unaccented
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Matched
from tiesmap.model.memo import memo
from tiesmap.model.names import TITLES
from tiesmap.model.people import Person, PersonRecord, RelationshipRecord
from tiesmap.model.phones import number_of

_NOTHING: Mapping[str, str] = {}
_R = TypeVar("_R", PersonRecord, RelationshipRecord)
_IN_PARTS = frozenset(
    ("google_contacts", "outlook", "thunderbird", "salesforce", "hubspot_contacts", "vcard",
     "linkedin_connections", "linkedin_contacts", "people")
)  # fmt: skip
"""Sources that know given and family name apart, or hold what somebody wrote for tiesmap."""
_INITIALS = 4
"""Up to so many letters may be initials: IT, SaaS."""


@memo(2**14)
def as_in_address(name: str, address: str) -> str:
    """A name with the given name first, where the address shows which one that is.

    `Aubert Yves` at yves.aubert@ or y.aubert@ is Yves Aubert; else the name stays as it is."""
    words = name.replace(",", " ").split()
    if words and address.startswith(f"{words[0].lower()}."):
        return name  # the given name first in both, as nearly every address has it
    parts = address.partition("@")[0].split(".")
    if len(parts) != 2 or not 1 < len(words) < 5:
        return name
    given, family = (_bare(part) for part in parts)
    said = [_bare(word) for word in words]
    if not given or not family or any(word in TITLES for word in said):
        return name

    def fits(first: str, others: list[str]) -> bool:
        return "".join(others) == family and given in (first, first[:1])

    if fits(said[0], said[1:]) or not fits(said[-1], said[:-1]):
        return name
    return " ".join([words[-1], *words[:-1]])


def _bare(word: str) -> str:
    return "".join(filter(str.isalpha, unaccented(word)))


def as_known(
    matched: Matched, stored: Mapping[PersonId, Person], categories: Mapping[str, str] = _NOTHING
) -> Matched:
    """The batch, with names and numbers of known people written as they are known already.

    So is a category, of whomever: `Real estate` is no second one beside `Real Estate`. It is
    spelled as on file (`categories`, folded), else as most rows have it, in capitals only where all
    do.

    `Aubert Yves` in a table does not replace Yves Aubert on file, or in another file that knows
    given and family name apart; 41782804596 does not replace the same number on file, unless only
    the new one has the country code."""
    known = {
        match.ref: match.record.name
        for match in matched.people
        if match.record.name and match.source in _IN_PARTS
    }

    def told(ref: int, name: str) -> str:
        person = stored.get(PersonId(ref))
        for other in (known.get(ref, ""), person.name if person else ""):
            if other and other != name and _is_back_to_front(name, other):
                return other
        return name

    spelled = {**_usual_spellings(matched), **categories}

    def as_others(record: _R) -> _R:
        usual = spelled[fold(record.category)] if record.category else ""
        return record if usual == record.category else replace(record, category=usual)

    people = []
    for match in matched.people:
        said: dict[str, Any] = {}
        if match.record.category:
            said["category"] = as_others(match.record).category
        if match.source not in _IN_PARTS and match.record.name:
            said["name"] = told(match.ref, match.record.name)
        if match.record.phone and match.ref > 0 and (person := stored.get(PersonId(match.ref))):
            said["phone"] = _better(match.record.phone, person.phone)
        changed = {name: text for name, text in said.items() if text != getattr(match.record, name)}
        people.append(replace(match, record=replace(match.record, **changed)) if changed else match)
    files = tuple(
        replace(file, relationships=tuple(map(as_others, file.relationships)))
        if file.relationships
        else file
        for file in matched.files
    )
    return replace(matched, people=tuple(people), files=files)


def _usual_spellings(matched: Matched) -> dict[str, str]:
    """Each category of a batch, folded -> as most of its rows write it, and not in capitals where
    others do not; of equals the first."""
    counts = Counter(match.record.category for match in matched.people)
    counts.update(one.category for file in matched.files for one in file.relationships)
    quiet = sorted(
        counts, key=lambda said: (said.isupper() and len(said) > _INITIALS, -counts[said])
    )
    return {fold(said): said for said in reversed(quiet)}


def _better(phone: str, stored: str) -> str:
    """The number on file where the other is the same, and no more of it."""
    if phone == stored or not stored or number_of(phone) != number_of(stored):
        return phone
    return phone if phone.startswith("+") and not stored.startswith("+") else stored


def _is_back_to_front(name: str, other: str) -> bool:
    mine, theirs = unaccented(name).split(), unaccented(other).split()
    return mine != theirs and sorted(mine) == sorted(theirs)
