"""Files that tiesmap does not read, and what to export instead (elsewhere.toml)."""

from __future__ import annotations

import re

from tiesmap.intake import wordfiles
from tiesmap.intake.formats.workbook import names_inside
from tiesmap.model.problems import Refused


def refuse_elsewhere(data: bytes, name: str) -> None:
    """Raise Refused, with what to export instead, for a file of a known program that is no table,
    mailbox, calendar or address book."""
    known = wordfiles.read("elsewhere")
    ends = name.casefold().rpartition(".")[2]
    inside = names_inside(data)
    text = _beginning(data)
    for kind in known["file"]:
        holds = kind.get("holds", ())
        if (
            ends in kind.get("ends", ())
            or ("starts" in kind and data.startswith(bytes.fromhex(kind["starts"])))
            or (inside and holds and all(any(part in one for one in inside) for part in holds))
            or ("text" in kind and re.match(kind["text"], text, re.IGNORECASE))
        ):
            raise Refused(f"{name} {kind['says'].format(**known['how'])}")


def _beginning(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:2048].decode("utf-16" if wide else "utf-8", "replace").replace("\r", "")
    return text.lstrip("\ufeff")
