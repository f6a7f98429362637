"""Who writes mails and is no person: programs, newsletters, a firm's own mailbox."""

from __future__ import annotations

import re

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.who.nobody import is_function
from tiesmap.intake.wordfiles import either
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.companies import has_legal_form
from tiesmap.model.folding import unaccented

_NOBODY = re.compile(rf"(?:^|[._+-]){either('mail', 'nobody')}(?:[._+@-]|$)")
_PLATFORMS = re.compile(rf"@(?:[\w-]+\.)*{either('mail', 'platforms')}$")
_MACHINE = re.compile(
    rf"{either('mail', 'machines')}(?:[-+._]?[0-9a-f]{{3,}}|[-+._]\S*?)?@", re.IGNORECASE
)
_MAILING = re.compile(rf"@{either('mail', 'mailing')}\d?\.[\w-]{{3,}}\.[\w.-]+$")


def is_nobody(mail: str) -> bool:
    """Whether an address says that nobody reads what is written to it."""
    return _NOBODY.search(mail) is not None


def is_machine(name: str, mail: str) -> bool:
    """Whether a sender is called like a program, a department or the firm itself.

    An address to which somebody wrote is a person's all the same."""
    return (
        _MACHINE.match(mail) is not None
        or _PLATFORMS.search(mail) is not None
        or _MAILING.search(mail) is not None
        or is_function(name)
        or _is_firm(name, mail)
    )


def _is_firm(name: str, mail: str) -> bool:
    """Whether the name at a mailbox that several read is that of its domain, or of an association:
    `SBB CFF FFS <info@sbb.ch>`, `Handwerkskammer Ulm <info@hwk-ulm.de>`."""
    if not name or has_legal_form(name) or not is_shared_name(mail):
        return False
    if vocabulary().gathers(name):
        return True
    firm = mail.rpartition("@")[2].rpartition(".")[0].rpartition(".")[2].replace("-", "")
    said = unaccented(name).split()
    return bool(said) and firm in (said[0], "".join(said))
