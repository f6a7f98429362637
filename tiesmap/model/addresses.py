"""E-mail addresses that reach the same mailbox, by the rules of the mail provider."""

from __future__ import annotations

from collections.abc import Mapping

from tiesmap.model.memo import memo
from tiesmap.model.wordfiles import NAMES, listed

_SAME_HOST: Mapping[str, str] = {
    "googlemail.com": "gmail.com",
    "me.com": "icloud.com",
    "mac.com": "icloud.com",
    "protonmail.com": "proton.me",
    "protonmail.ch": "proton.me",
    "pm.me": "proton.me",
    "ya.ru": "yandex.ru",
    "yandex.com": "yandex.ru",
    "fastmail.fm": "fastmail.com",
}
"""A domain -> the one under which the same mailbox has its first address."""
_WITHOUT_SIGNS: Mapping[str, str] = {"gmail.com": ".", "proton.me": "._-"}
"""Signs in the name that do not count there."""
_WITH_TAGS = frozenset(
    (
        "gmail.com", "icloud.com", "proton.me", "yandex.ru", "outlook.com", "hotmail.com",
        "live.com", "msn.com", "fastmail.com", "zoho.com", "mailbox.org", "posteo.de",
    )
)  # fmt: skip
"""What stands after a + is a label there, not another mailbox."""


@memo(2**14)
def mailbox_of(address: str) -> str:
    """The one form of all addresses of a mailbox, for comparing: `ann.lee+x@googlemail.com` is
    `annlee@gmail.com`.

    The rules are those of the providers' own help pages (Gmail's dots, plus and googlemail.com;
    Proton's dots, hyphens and underscores; Apple's me.com and mac.com; sub-addresses, RFC 5233).
    Any other address is only put in lower case: nobody can know what another server does.
    """
    address = address.strip().lower()
    name, at, host = address.rpartition("@")
    host = _SAME_HOST.get(host, host)
    if host in _WITH_TAGS:
        name = name.partition("+")[0] or name
    for sign in _WITHOUT_SIGNS.get(host, ""):
        name = name.replace(sign, "") or name
    return f"{name}{at}{host}"


_SHARED = frozenset(listed(NAMES, "shared"))


def is_shared_name(address: str) -> bool:
    """Whether an address names an office or a family, not a person: info@, sales@, family@."""
    name = address.partition("@")[0].strip().lower()
    return name.partition("+")[0].strip("._-0123456789") in _SHARED
