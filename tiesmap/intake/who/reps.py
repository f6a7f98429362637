"""The rep of a batch: whose network the files are for, and who in them is that rep."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tiesmap.intake.batch import Batch
from tiesmap.intake.who.firms import is_full
from tiesmap.intake.who.keys import STRONG, keys_of, normalize_name
from tiesmap.intake.who.names import may_be_one
from tiesmap.intake.who.owners import find_owners, is_called, name_of
from tiesmap.intake.who.persons import People
from tiesmap.intake.who.references import Unknown
from tiesmap.model.intake import OWN_SCOPE, Checked, PersonMatch
from tiesmap.model.problems import Refused, shorten

_SEEN_BY_ONE = ("mail", "calendar")
"""Scopes of files in which whose they are takes part in nearly everything."""


def find_rep(
    files: Sequence[Checked], people: People, batch: Batch, rep: str | int | None
) -> int | None:
    if isinstance(rep, int):
        return rep
    if rep is None or not rep.strip():
        marked = (people.ref(row) for row in people.rows if row.record.rep and not row.dropped)
        return next(marked, None) or _only_owner(files, batch)
    text = " ".join(rep.split())
    scopes = list(dict.fromkeys([OWN_SCOPE, *(checked.scope for checked in files)]))
    found = [batch.references.find(scope, text) for scope in scopes]
    refs = {who for who in found if isinstance(who, int)}
    if len(refs) == 1:
        return refs.pop()
    if len(refs) > 1:
        raise Refused(f"The rep '{shorten(text)}' could be several people: name one by e-mail.")
    who = found[0]
    if isinstance(who, Unknown):
        for _, owner in _owners(files, batch):
            # The owner's own reference has an address besides the name.
            if isinstance(owner, Unknown) and (
                owner.key == who.key or _is_called(name_of(owner.record), who.record.name)
            ):
                who = replace(
                    owner,
                    record=replace(owner.record, name=who.record.name or owner.record.name or text),
                )
                break
        else:
            found_by_name = (one for _, one in _namesakes(files, batch, {who.record.name}))
            himself = next(found_by_name, None)
            if himself is not None:
                who = replace(himself, record=replace(himself.record, name=who.record.name))
        return batch.mint(replace(who, record=replace(who.record, rep=True)), 0, "", "", OWN_SCOPE)
    raise Refused(f"The rep '{shorten(text)}' {who}.")


def _owners(files: Sequence[Checked], batch: Batch) -> list[tuple[Checked, int | Unknown]]:
    """Whose files these may be, as far as they can be told."""
    found = [
        (checked, batch.references.find(checked.scope, text))
        for checked, text in _candidates(files)
    ]
    return [(checked, who) for checked, who in found if not isinstance(who, str)]


def _candidates(files: Sequence[Checked]) -> list[tuple[Checked, str]]:
    """Texts of whose files these may be: in each file by itself, and in all that hold messages and
    meetings taken together, for one alone may be too small to tell."""
    found = [(checked, text) for checked in files for text in checked.owners]
    held = [checked for checked in files if checked.scope in _SEEN_BY_ONE and checked.interactions]
    if len(held) > 1:
        records = [record for checked in held for record in checked.interactions]
        found += [(held[0], text) for text in find_owners(records, always=False)]
    return found


def _namesakes(
    files: Sequence[Checked], batch: Batch, names: Collection[str]
) -> list[tuple[Checked, Unknown]]:
    """Those in a rep's own mailboxes and calendars who bear his full name, and are nobody yet: he
    himself, from another address or in a file too small to show whose it is."""
    wanted = {name for text in names if is_full(name := normalize_name(text))}
    if not wanted:
        return []
    found: dict[tuple[str, str], tuple[Checked, Unknown]] = {}
    for checked in files:
        if checked.scope not in _SEEN_BY_ONE:
            continue
        texts = {text for one in checked.interactions for text in (one.sender, *one.to)}
        texts |= {text for one in checked.ties for text in (one.person, one.other)}
        for text in sorted(texts):
            called, sign, _ = text.partition("<")
            if sign and normalize_name(called) in wanted:
                who = batch.references.find(checked.scope, text)
                if isinstance(who, Unknown) and who.record.email:
                    found.setdefault(who.key, (checked, who))
    return list(found.values())


def _is_called(one: str, other: str) -> bool:
    """Whether two names can be one person's own, also by initials: T. Rep is Test Rep."""
    if is_called(one, other):
        return True
    whole = min(len(one.split()), len(other.split())) > 1
    return whole and may_be_one(one, other, renamed=False)


def ask_for_owners(
    files: Sequence[Checked], batch: Batch, rep: int | None
) -> list[tuple[Checked, str]]:
    """A question for each file whose owner can only be one, who is not known as the rep."""
    asked: dict[str, tuple[Checked, str]] = {}
    for checked, text in _candidates(files):
        alone = len(checked.owners) == 1 or text not in checked.owners
        who = batch.references.find(checked.scope, text)
        if not alone or not isinstance(who, Unknown) or not who.record.email:
            continue
        address = who.record.email
        question = (
            f"Is {address} you? It is in nearly all that is in {checked.file}, and nothing says "
            "that it is yours. If it is, add it to the e-mail addresses in your own row of "
            "people.csv (or name yourself by it: --rep), and import again."
        )
        if rep is None or who.key not in batch.made:
            asked.setdefault(address, (checked, question))
    return list(asked.values())


def _only_owner(files: Sequence[Checked], batch: Batch) -> int | None:
    """The one whose file it must be, where nobody said whose; None where it could be several."""
    alone = [checked for checked in files if len(checked.owners) == 1]
    for checked, who in _owners(alone, batch):
        if isinstance(who, int):
            return who
        return batch.mint(who, 0, checked.file, checked.source, checked.scope)
    return None


def names_of(person: int, people: People, batch: Batch) -> set[str]:
    """The names of a person in the files and on file."""
    names = {match.record.name for match in batch.made.values() if match.ref == person}
    names |= {r.record.name for r in people.rows if people.ref(r) == person and not r.dropped}
    return names | {people.known.index.names.get(person, "")}


def settle_owners(
    files: Sequence[Checked], people: People, batch: Batch, rep: int | None
) -> list[PersonMatch]:
    """Take for the rep who owns a file, is called like the rep, and is nobody else yet.

    Returns what the files say of the rep thereby: an address by which he is known from now on, and
    where he works. A profile counts only if the rep has none, since nobody has two.
    """
    if rep is None:
        return []
    known = people.known
    names = names_of(rep, people, batch)
    has = {kind for row in people.rows if people.ref(row) == rep for kind, _, _ in row.keys}
    for match in batch.made.values():
        if match.ref == rep:
            has |= {kind for kind, _, _ in keys_of(match.record, match.scope)}
    if rep > 0:
        has |= {kind for kind, _, _ in known.keys(rep)}
    has &= set(STRONG)
    said = []
    settled: set[tuple[str, str]] = set()
    for checked, owner in (*_owners(files, batch), *_namesakes(files, batch, names)):
        if (
            isinstance(owner, Unknown)
            and owner.key not in batch.made
            and any(_is_called(name_of(owner.record), name) for name in names if name)
            and not (owner.kind == "profile" and "profile" in has)
            and owner.key not in settled
        ):
            settled.add(owner.key)
            batch.references.settle(owner, rep)
            if owner.kind not in has or owner.kind == "email":
                # The name stays as the rep is called, and the address that was known first.
                record = replace(owner.record, id="", name="")
                if owner.kind in has:
                    record = replace(record, email="", emails=(owner.record.email,))
                said.append(PersonMatch(rep, record, checked.file, checked.source, checked.scope))
                has.add(owner.kind)
    return [*said, *_cards(files, rep, names)]


def _cards(files: Sequence[Checked], rep: int, names: Collection[str]) -> list[PersonMatch]:
    """What files say of the rep as their owner, where nothing says that they are somebody else's.

    The name stays as the rep is called.
    """
    found = []
    for checked in files:
        card = checked.card
        if card is not None and (
            not card.name or any(_is_called(card.name, name) for name in names if name)
        ):
            said = replace(card, id="", name="")
            found.append(PersonMatch(rep, said, checked.file, checked.source, checked.scope))
    return found
