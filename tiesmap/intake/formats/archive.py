"""Archives (.zip) as LinkedIn and others send them: the files in them, within limits.

Nothing is unpacked to disk, and sizes that an archive states about itself are not trusted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from pathlib import PurePosixPath

from tiesmap.intake.formats.workbook import is_workbook
from tiesmap.model.problems import Refused

MEMBER_LIMIT = 2_000
"""Files in one archive."""
SIZE_LIMIT = 400 * 2**20
"""Bytes of all files of an archive together."""
RATIO_LIMIT = 200
"""How many times its packed size a file may have, from `RATIO_FROM` bytes on: tables of text
reach 20."""
RATIO_FROM = 2**20

_KINDS = (".csv", ".tsv", ".txt", ".vcf", ".ics", ".mbox", ".eml", ".msg",
          ".xlsx", ".xlsm", ".ldif")  # fmt: skip
_PACKED = (".zip", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".jar", ".zst")
_PIECE = 2**16


def is_archive(data: bytes) -> bool:
    """Whether a file is a zip archive (or a workbook, which is one inside)."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"))


def read_archive(data: bytes, name: str) -> list[tuple[str, bytes]]:
    """Name and bytes of each file in an archive that tiesmap may be able to read; pictures and the
    like are passed over.

    Raises Refused, before it takes up room, for a damaged or encrypted archive, for one that
    grows out of all proportion, and for archives in archives.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check(members, name)
            return list(_read(archive, members, name))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        raise Refused(f"{name} is damaged: download it again.") from None


def _check(members: list[zipfile.ZipInfo], name: str) -> None:
    called = [member.filename.casefold() for member in members]
    if "[content_types].xml" in called or "mimetype" in called:
        raise Refused(f"{name} is a workbook or a document: save it as CSV and choose that file.")
    if not members:
        raise Refused(f"{name} is an empty zip archive.")
    if len(members) > MEMBER_LIMIT:
        raise Refused(
            f"{name} holds {len(members):,} files, over the limit of {MEMBER_LIMIT:,}: choose the "
            "files that you need."
        )
    if any(member.flag_bits & 1 for member in members):
        raise Refused(f"{name} is locked by a password: unpack it and choose the files in it.")
    packed = next((member.filename for member in members if _ends(member, _PACKED)), None)
    if packed is not None and not any(_ends(member, _KINDS) for member in members):
        raise Refused(
            f"{name} holds another archive ({packed[-60:]}): unpack it and choose the files in it."
        )
    if sum(member.file_size for member in members if _ends(member, _KINDS)) > SIZE_LIMIT:
        raise _too_large(name)


def _ends(member: zipfile.ZipInfo, ends: tuple[str, ...]) -> bool:
    # Apple Mail's mailbox is a folder INBOX.mbox with a file called mbox in it.
    called = member.filename.casefold()
    return called.endswith(ends) or (ends is _KINDS and called.endswith("/mbox"))


def _too_large(name: str) -> Refused:
    return Refused(
        f"{name} holds over {SIZE_LIMIT // 2**20} MB: unpack it and choose the files you need."
    )


def _read(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str
) -> Iterator[tuple[str, bytes]]:
    room = SIZE_LIMIT
    called = Counter(one.filename.replace("\\", "/").rpartition("/")[2] for one in members)
    given: set[str] = set()
    for member in members:
        # What a Mac adds beside each file starts with ._ and is no text.
        plain = member.filename.replace("\\", "/")
        if not _ends(member, _KINDS) or plain.startswith("__MACOSX/"):
            continue
        held = io.BytesIO()
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                held.write(piece)
                if held.tell() > room:
                    raise _too_large(name)
                if held.tell() > max(RATIO_FROM, member.compress_size * RATIO_LIMIT):
                    raise Refused(
                        f"{name} is no honest archive: {plain[-60:]} in it grows to more than "
                        f"{RATIO_LIMIT} times its size. It was not read."
                    )
        if is_archive(held.getvalue()) and not is_workbook(held.getvalue()):
            raise Refused(
                f"{name} holds another archive ({plain[-60:]}): unpack it and choose the files "
                "in it."
            )
        room -= held.tell()
        short = plain.rpartition("/")[2]
        yield _own_name(plain if called[short] > 1 else short, given), held.getvalue()


def _own_name(name: str, given: set[str]) -> str:
    """The name, with a number where another file of the archive was `given` it: counts and
    sentences go by the names of files."""
    path = PurePosixPath(name)
    numbered = (str(path.with_stem(f"{path.stem} ({number})")) for number in count(2))
    own = next(one for one in chain([name], numbered) if one not in given)
    given.add(own)
    return own
