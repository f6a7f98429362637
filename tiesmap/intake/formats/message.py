"""Single messages as Outlook saves them (.msg): the head of a mail, never its text."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, formataddr
from struct import unpack_from
from typing import Any

from tiesmap.model.problems import Refused

_HEAD = "007D"
_SENDER_NAME, _SENDER_SMTP, _SENDER, _SENT_SMTP = "0C1A", "5D01", "0C1F", "5D02"
_NAME, _SMTP, _ADDRESS = "3001", "39FE", "3003"
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_TO, _CC = 1, 2
_RECIPIENT_TYPE = 0x0C15
_FROM = re.compile(r"^from:", re.IGNORECASE | re.MULTILINE)


def is_message(data: bytes, name: str) -> bool:
    """Whether a file is a message saved by Outlook (.msg)."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return False
    wide = "__substg1.0_".encode("utf-16-le")
    return name.casefold().endswith(".msg") or wide in data


def message_head(data: bytes, name: str) -> bytes:
    """The head of a message as a mail has it: From, To, Cc, Date, and what shows a machine.

    Raises Refused for what cannot be read as such a message.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as stored:
            head = _text(stored, [], _HEAD)
            if _FROM.search(head):
                lines = head.replace("\r\n", "\n").lstrip("\n")
                return lines.partition("\n\n")[0].encode("utf-8", "replace") + b"\n\n"
            return _put_together(stored)
    except Exception:
        raise Refused(
            f"{name} cannot be read as a message of Outlook's: in Outlook, open it, File > Save "
            "As, and save it again; or drag it into Thunderbird and save it from there as .eml."
        ) from None


def _put_together(stored: Any) -> bytes:
    """A head put together from properties, for a message without one, such as a sent message."""
    sender = formataddr(
        (
            _text(stored, [], _SENDER_NAME),
            _mail(stored, [], _SENDER_SMTP, _SENT_SMTP, _SENDER),
        )
    )
    named: dict[int, list[str]] = {_TO: [], _CC: []}
    folders = {path[0] for path in stored.listdir() if path[0].startswith("__recip_version1.0_")}
    for folder in sorted(folders):
        fixed = _fixed(stored, [folder], 8)
        kind = unpack_from("<I", fixed[_RECIPIENT_TYPE])[0] if _RECIPIENT_TYPE in fixed else _TO
        whom = (_text(stored, [folder], _NAME), _mail(stored, [folder], _SMTP, _ADDRESS))
        if kind in named and whom[1]:
            named[kind].append(formataddr(whom))
    times = _fixed(stored, [], 32)
    sent = times.get(_SUBMITTED) or times.get(_DELIVERED)
    lines = [f"From: {sender}", f"To: {', '.join(named[_TO])}"]
    if named[_CC]:
        lines.append(f"Cc: {', '.join(named[_CC])}")
    if sent is not None:
        ticks = unpack_from("<Q", sent)[0]
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
        lines.append(f"Date: {format_datetime(moment)}")
    return "\n".join(lines).encode("utf-8", "replace") + b"\n\n"


def _text(stored: Any, folder: list[str], tag: str) -> str:
    for kind, encoding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        path = [*folder, f"__substg1.0_{tag}{kind}"]
        if stored.exists(path):
            raw: bytes = stored.openstream(path).read()
            return raw.decode(encoding, "replace").rstrip("\0")
    return ""


def _mail(stored: Any, folder: list[str], *tags: str) -> str:
    """The first of these that is an address, and no path of a mail server."""
    texts = (_text(stored, folder, tag) for tag in tags)
    return next((text for text in texts if "@" in text and not text.startswith("/")), "")


def _fixed(stored: Any, folder: list[str], skip: int) -> dict[int, bytes]:
    """The properties of fixed size: property number -> its eight bytes."""
    path = [*folder, "__properties_version1.0"]
    if not stored.exists(path):
        return {}
    raw = stored.openstream(path).read()
    return {
        unpack_from("<I", raw, at)[0] >> 16: raw[at + 8 : at + 16]
        for at in range(skip, len(raw) - 15, 16)
    }
