"""The domain of a mail address, as far as it tells a firm."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tiesmap.model.memo import memo


def _lines(name: str) -> frozenset[str]:
    text = files("tiesmap.model").joinpath("data", name).read_text("utf-8")
    return frozenset(line for line in map(str.strip, text.splitlines()) if line and line[0] != "#")


@lru_cache(1)
def mail_hosts() -> frozenset[str]:
    """Domains of public mail hosts, which say nothing about an employer."""
    return _lines("mail_hosts.txt")


@lru_cache(1)
def _endings() -> frozenset[str]:
    return _lines("shared_endings.txt")


@memo(2**14)
def firm_of(address: str) -> str:
    """The domain under which a firm registered its name, of an e-mail address there or below it;
    empty where it is anybody's: `ann@mail.acme.co.uk` is of acme.co.uk."""
    domain = address.rpartition("@")[2].strip().casefold().strip(".")
    parts = domain.split(".")
    if len(parts) < 2 or not all(parts):
        return ""
    if any(".".join(parts[at:]) in mail_hosts() for at in range(len(parts) - 1)):
        return ""
    size = 3 if ".".join(parts[-2:]) in _endings() else 2
    return ".".join(parts[-size:]) if len(parts) >= size else ""
