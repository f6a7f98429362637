"""The owner of a mailbox, calendar or export, and who in it is the rep.

Being frequent is not enough to take an owner for the rep: a stored rep must have the same name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tiesmap.intake.who.keys import normalize_profile
from tiesmap.intake.who.names import may_be_one
from tiesmap.model.addresses import mailbox_of
from tiesmap.model.evidence import InteractionRecord
from tiesmap.model.folding import fold
from tiesmap.model.intake import Checked
from tiesmap.model.memo import memo
from tiesmap.model.people import PersonRecord

MOST = 3  # candidates that are worth naming
FEW = 3  # interactions from which on they show whose file it is, if he is not in all of them
SURELY = 0.9
LIKELY = 0.5


def find_owners(records: Sequence[InteractionRecord], *, always: bool) -> tuple[str, ...]:
    """References of the people whose own file this may be, likeliest first; just one if it is sure.

    In files whose owner is in every row (`always`): all who are in every row. In others: the one
    person who is in nearly all rows, or else all who are in at least half of them.
    """
    if not always and len(records) < FEW:
        return ()
    counts: Counter[str] = Counter()
    texts: dict[str, Counter[str]] = {}
    for record in records:
        for text in dict.fromkeys((record.sender, *record.to)):
            key = identity(text)
            counts[key] += 1
            texts.setdefault(key, Counter())[text] += 1

    def found(share: float) -> list[str]:
        return [key for key, count in counts.most_common() if count >= share * len(records)]

    owners = found(1.0 if always else SURELY)
    if not always and len(owners) != 1:
        owners = found(LIKELY)
    if len(owners) > MOST:
        return ()
    # One file calls him by name, another knows his address alone.
    return tuple(max(said := texts[key], key=lambda t: (t[:1] != "<", said[t])) for key in owners)


@memo(2**14)
def identity(text: str) -> str:
    """The identity of a reference `Name <address>`: the address, or else the name."""
    if inside := re.search(r"<([^<>]+)>\s*$", text):
        return normalize_profile(inside[1]) or inside[1].casefold()
    return fold(text)


def is_called(one: str, other: str) -> bool:
    """Whether two names can be one person's own: all words of one are in the other."""
    words, others = (set(re.findall(r"\w+", fold(name))) for name in (one, other))
    small, large = sorted((words, others), key=len)
    return bool(small) and small <= large


def the_one_called(writers: Iterable[str], called: Iterable[str]) -> str | None:
    """The only writer of a chat who is called like the rep; None where several or none are."""
    names = [name for name in called if name]
    mine = [writer for writer in writers if any(is_called(writer, name) for name in names)]
    return mine[0] if len(mine) == 1 else None


def own_names(files: Iterable[Checked]) -> list[str]:
    """The rep's names by those files of a batch that say whose they are."""
    own = [f for f in files if f.scope in ("mail", "calendar") or f.source.startswith("linkedin")]
    return [name for f in own for text in f.owners if (name := text.partition("<")[0].strip())]


def is_known_as(one: str, other: str) -> bool:
    """Whether two names can be one person's own, also by initials: T. Rep is Test Rep."""
    if is_called(one, other):
        return True
    whole = min(len(one.split()), len(other.split())) > 1
    return whole and may_be_one(one, other, renamed=False)


def name_of(owner: PersonRecord) -> str:
    """The name of an owner, or else the part of the address before the @."""
    return owner.name or owner.email.partition("@")[0].replace("_", " ")


def references_in(checked: Checked) -> set[str]:
    """The texts by which the messages, meetings and ties of a file name people."""
    found = {text for one in checked.interactions for text in (one.sender, *one.to)}
    return found | {text for one in checked.ties for text in (one.person, one.other)}


def addresses_of_names(files: Sequence[Checked]) -> Mapping[str, set[str]]:
    """name -> the mailboxes it is used for in the messages and meetings of these files."""
    texts = {text for checked in files for text in references_in(checked)}
    found: dict[str, set[str]] = {}
    for text in texts:
        if not text.endswith(">") or "@" not in text:
            continue
        name, _, address = text[:-1].rpartition("<")
        found.setdefault(fold(name), set()).add(mailbox_of(address))
    return found
