"""The rep of a batch: whose network the files are for, and who in them is that rep."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tiesmap.intake.batch import Batch
from tiesmap.intake.who.joins import name_words
from tiesmap.intake.who.keys import keys_of
from tiesmap.intake.who.meant import Meant, Unknown
from tiesmap.intake.who.names import is_full
from tiesmap.intake.who.owners import find_owners, identity, is_known_as, name_of, references_in
from tiesmap.intake.who.persons import People
from tiesmap.model.domains import firm_of
from tiesmap.model.folding import fold
from tiesmap.model.intake import OWN_SCOPE, STRONG, Checked, Note, PersonMatch
from tiesmap.model.problems import Refused, shorten

_SEEN_BY_ONE = ("mail", "calendar")
"""Scopes of files in which whose they are takes part in nearly everything."""


def find_rep(
    files: Sequence[Checked], people: People, batch: Batch, rep: str | int | None
) -> int | None:
    """The number of the rep of a batch; None where nobody says who that is.

    `rep` is as in `matching.match`. Raises Refused where it is unclear who a text means.
    """
    if isinstance(rep, int):
        return rep
    if rep is None or not rep.strip():
        marked = (row.ref for row in people.rows if row.record.rep)
        return next(marked, None) or _only_owner(files, batch)
    text = " ".join(rep.split())
    scopes = list(dict.fromkeys([OWN_SCOPE, *(checked.scope for checked in files)]))
    found = [batch.references.find(scope, text) for scope in scopes]
    refs = {who.person for who in found if who.person}
    if len(refs) == 1:
        return refs.pop()
    if len(refs) > 1:
        raise Refused(f"The rep '{shorten(text)}' could be several people: name one by e-mail.")
    if who := found[0].new:
        for owner in (one.new for _, one in _owners(files, batch) if one.new):
            # The owner's own reference has an address besides the name.
            if owner.key == who.key or is_known_as(name_of(owner.record), who.record.name):
                who = replace(
                    owner,
                    record=replace(owner.record, name=who.record.name or owner.record.name or text),
                )
                break
        else:
            found_by_name = (one for _, one in _of_his_name(files, batch, {who.record.name}))
            himself = next(found_by_name, None)
            if himself is not None:
                who = replace(himself, record=replace(himself.record, name=who.record.name))
        return batch.mint(replace(who, record=replace(who.record, rep=True)), 0, "", "", OWN_SCOPE)
    known = people.known.index
    # His namesakes, such as the card in his own telephone, are no reps.
    reps = known.reps.intersection(known.by_name.get(fold(text), ()))
    if len(reps) == 1:
        return next(iter(reps))
    raise Refused(f"The rep '{shorten(text)}' {found[0].why}.")


def _owners(files: Sequence[Checked], batch: Batch) -> list[tuple[Checked, Meant]]:
    """Whose files these may be, as far as they can be told."""
    found = [
        (checked, batch.references.find(checked.scope, text))
        for checked, text in _candidates(files)
    ]
    return [(checked, who) for checked, who in found if not who.why]


def _candidates(files: Sequence[Checked]) -> list[tuple[Checked, str]]:
    """Texts of whose files these may be: in each file by itself, and in all that hold messages and
    meetings taken together, for one alone may be too small to tell."""
    found = [(checked, text) for checked in files for text in checked.owners]
    held = [checked for checked in files if checked.scope in _SEEN_BY_ONE and checked.interactions]
    if len(held) > 1:
        records = [record for checked in held for record in checked.interactions]
        found += [(held[0], text) for text in find_owners(records, always=False)]
    return found


def _of_his_name(
    files: Sequence[Checked], batch: Batch, names: Collection[str]
) -> list[tuple[Checked, Unknown]]:
    """Those in a rep's own mailboxes and calendars who bear his full name, and are nobody yet: he
    himself, from another address or in a file too small to show whose it is."""
    wanted = {name for text in names if is_full(name := fold(text))}
    if not wanted:
        return []
    found: dict[tuple[str, str], tuple[Checked, Unknown]] = {}
    for checked in files:
        if checked.scope not in _SEEN_BY_ONE:
            continue
        for text in sorted(references_in(checked)):
            called, sign, _ = text.partition("<")
            if sign and fold(called) in wanted:
                who = batch.references.find(checked.scope, text).new
                if who and who.record.email:
                    found.setdefault(who.key, (checked, who))
    return list(found.values())


def _written_otherwise(
    files: Sequence[Checked], batch: Batch, names: Collection[str], mine: Collection[str]
) -> list[tuple[Checked, Unknown, bool]]:
    """Those in a rep's own mailboxes and calendars who bear his full name written otherwise, such
    as Kroeger, Sabine, and whether that is sure: at a firm's domain that one of his addresses
    (`mine`) has, or of messages in his mailbox that he did not get, and so sent."""
    wanted = {words for name in names if (words := name_words(name))}
    homes = {firm for address in mine if (firm := firm_of(address))}
    found: dict[tuple[str, str], tuple[Checked, Unknown, bool]] = {}
    for checked in files if wanted else ():
        if checked.scope not in _SEEN_BY_ONE:
            continue
        texts = {text for one in checked.interactions for text in (one.sender, *one.to)}
        for text in sorted(texts):
            called, sign, _ = text.partition("<")
            if not sign or name_words(called) not in wanted:
                continue
            who = batch.references.find(checked.scope, text).new
            if not who or not who.record.email:
                continue
            sure = firm_of(who.record.email) in homes or _has_sent(checked, text, mine)
            if who.key not in found or sure:
                found[who.key] = checked, who, sure
    return list(found.values())


def _has_sent(checked: Checked, text: str, mine: Collection[str]) -> bool:
    """Whether somebody sent a message of a mailbox that none of the rep's addresses got."""
    return checked.scope == "mail" and any(
        one.sender == text and not any(identity(to) in mine for to in one.to)
        for one in checked.interactions
    )


def ask_for_owners(
    files: Sequence[Checked], batch: Batch, rep: int | None
) -> list[tuple[Checked, str]]:
    """A question for each file whose owner can only be one, who is not known as the rep."""
    asked: dict[str, tuple[Checked, str]] = {}
    for checked, text in _candidates(files):
        alone = len(checked.owners) == 1 or text not in checked.owners
        who = batch.references.find(checked.scope, text).new
        if not alone or not who or not who.record.email:
            continue
        address = who.record.email
        question = Note(
            f"Is {address} you? It is in nearly all that is in {checked.file}, and nothing says "
            "that it is yours. If it is, add it to the e-mail addresses in your own row of "
            "people.csv",
            " (or name yourself by it: --rep)",
            ", and import again.",
        )
        if rep is None or who.key not in batch.made:
            asked.setdefault(address, (checked, question))
    return list(asked.values())


def _only_owner(files: Sequence[Checked], batch: Batch) -> int | None:
    """The one whose file it must be, where nobody said whose; None where it could be several."""
    alone = [checked for checked in files if len(checked.owners) == 1]
    for checked, who in _owners(alone, batch):
        if who.new:
            return batch.mint(who.new, 0, checked.file, checked.source, checked.scope)
        return who.person
    return None


def names_of(person: int, people: People, batch: Batch) -> set[str]:
    """The names of a person in the files and on file."""
    names = {match.record.name for match in batch.made.values() if match.ref == person}
    names |= {row.record.name for row in people.rows if row.ref == person}
    return names | {people.known.index.names.get(person, "")}


def recognize_rep(
    files: Sequence[Checked], people: People, batch: Batch, rep: int | None
) -> tuple[list[PersonMatch], list[tuple[Checked, str]]]:
    """What files say of the rep, found by taking their owner for the rep, and sentences about it.

    An owner is taken for the rep where he is called like him and is nobody else yet. What they say
    is an address by which the rep is known from now on, and where he works. A profile counts only
    if the rep has none, since nobody has two.
    """
    if rep is None:
        return [], []
    names = names_of(rep, people, batch)
    keys = _keys_of_rep(rep, people, batch)
    has = {kind for kind, _ in keys} & set(STRONG)
    said: list[PersonMatch] = []
    taken: set[tuple[str, str]] = set()

    def take(checked: Checked, owner: Unknown) -> bool:
        if (
            owner.key in batch.made
            or owner.key in taken
            or (owner.kind == "profile" and "profile" in has)
            or not any(is_known_as(name_of(owner.record), name) for name in names if name)
        ):
            return False
        taken.add(owner.key)
        keys.add(owner.key)
        batch.references.identify(owner, rep)
        if owner.kind not in has or owner.kind == "email":
            # The name stays as the rep is called, and the address that was known first.
            record = replace(owner.record, id="", name="")
            if owner.kind in has:
                record = replace(record, email="", emails=(owner.record.email,))
            said.append(PersonMatch(rep, record, checked.file, checked.source, checked.scope))
            has.add(owner.kind)
        return True

    owners = ((checked, who.new) for checked, who in _owners(files, batch) if who.new)
    for checked, owner in (*owners, *_of_his_name(files, batch, names)):
        take(checked, owner)
    told: list[tuple[Checked, str]] = []
    mine = {value for kind, value in keys if kind == "email"}
    for checked, owner, sure in _written_otherwise(files, batch, names, mine):
        address = owner.record.email
        if not sure and owner.key not in taken and owner.key not in batch.made:
            told.append(
                (checked, _IS_IT_YOU.format(address=address, name=shorten(name_of(owner.record))))
            )
        elif sure and take(checked, owner):
            told.append(
                (
                    checked,
                    f"{address} is taken for a further address of yours: the name "
                    "is yours, and so is the firm's domain or what was sent from it.",
                )
            )
    return [*said, *_cards(files, rep, names)], told


_IS_IT_YOU = (
    "Is {address} you? It is called {name}, as you are. If it is, add it to the e-mail addresses "
    "in your own row of people.csv, and import again; until then it is somebody else."
)


def _keys_of_rep(rep: int, people: People, batch: Batch) -> set[tuple[str, str]]:
    """(kind, value) of all keys of the rep, in the files and on file."""
    keys = [key for row in people.rows if row.ref == rep for key in row.keys]
    for match in batch.made.values():
        if match.ref == rep:
            keys += keys_of(match.record, match.scope)
    if rep > 0:
        keys += people.known.keys(rep)
    return {(kind, value) for kind, _, value in keys}


def _cards(files: Sequence[Checked], rep: int, names: Collection[str]) -> list[PersonMatch]:
    """What files say of the rep as their owner, where nothing says that they are somebody else's.

    The name stays as the rep is called.
    """
    found = []
    for checked in files:
        card = checked.card
        if card is not None and (
            not card.name or any(is_known_as(card.name, name) for name in names if name)
        ):
            said = replace(card, id="", name="")
            found.append(PersonMatch(rep, said, checked.file, checked.source, checked.scope))
    return found
