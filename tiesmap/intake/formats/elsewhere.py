"""Files that tiesmap does not read, and what to export instead: in which program, under which menu.

A program changes its menus; its sentence is one entry here.
"""

from __future__ import annotations

import io
import re
import zipfile

from tiesmap.model.problems import Refused

OUTLOOK = (
    "For people, in Outlook for Windows: File > Open & Export > Import/Export > Export to a file > "
    "Comma Separated Values > Contacts. For meetings: open the Calendar, File > Save Calendar, as "
    ".ics. For mails: open the folder Inbox, mark all messages, and drag them into a folder on the "
    "disk (.msg); or add the account to Thunderbird and take the folder's mbox file. Do the same "
    "with Sent Items"
)
OUTLOOK_MAC = (
    "For people, in Outlook for Mac: open People, mark all, and drag them to the desktop (.vcf), "
    "or File > Export > Contacts to a list. For meetings: open outlook.com or Outlook on the web, "
    "Settings > Calendar > Shared calendars > Publish a calendar, and save the ICS link. For "
    "mails: drag the folders Inbox and Sent to the desktop: each becomes an .mbox file"
)


_MAILS = {
    "emlx": (
        "a message as Apple Mail keeps it. In Mail, choose the mailbox, then Mailbox > Export "
        "Mailbox, and bring in the file mbox from the folder that it makes"
    ),
    "nk2": (
        "the list from which an old Outlook fills in addresses, without who wrote to whom. "
        + OUTLOOK
    ),
    "dbx": (
        "a folder of Outlook Express. Mark all messages there and drag them into a folder on the "
        "disk (.eml), or let Thunderbird import it (Tools > Import) and take its mbox file"
    ),
}


def refuse_elsewhere(data: bytes, name: str) -> None:
    """Raise Refused, with what to export instead, for a file of a known program that is no table,
    mailbox, calendar or address book."""
    ends = name.casefold().rpartition(".")[2]
    if data.startswith(b"!BDN") or ends in ("pst", "ost"):
        raise Refused(f"{name} is Outlook's data file, which only Outlook reads. {OUTLOOK}.")
    if ends == "olm" or (data.startswith(b"PK\x03\x04") and _holds(data, "com.microsoft.__")):
        raise Refused(f"{name} is an archive of Outlook for Mac. {OUTLOOK_MAC}.")
    if ends in _MAILS:
        raise Refused(f"{name} is {_MAILS[ends]}.")
    if data.startswith(b"\x78\x9f\x3e\x22"):
        raise Refused(
            f"{name} holds a mail's attachments as Outlook sends them, without who wrote "
            "it to whom: save the message itself (.msg or .eml) and bring that in."
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            f"{name} is an old Excel or Office file: open it, File > Save As, and choose Excel "
            "Workbook (.xlsx) or CSV UTF-8."
        )
    if _is_attendance(data):
        raise Refused(
            f"{name} is a report (of Teams or Zoom) of who attended one meeting. Bring in your "
            "calendar instead: it says who met whom in all of them (Outlook: open the Calendar, "
            "File > Save Calendar, as .ics; on the web: Settings > Calendar > Shared calendars). "
            "Or keep the names and addresses of its table as a list of people."
        )
    if data.startswith(b"PK\x03\x04"):
        if _holds(data, "index/document.iwa"):
            raise Refused(
                f"{name} is a sheet of Numbers: File > Export To > CSV (or Excel) in Numbers."
            )
        if _holds(data, "content.xml") and _holds(data, "mimetype"):
            raise Refused(
                f"{name} is a sheet of LibreOffice: File > Save As, and choose Excel (.xlsx) or "
                "Text CSV."
            )
        if _holds(data, "xl/workbook.bin"):
            raise Refused(
                f"{name} is a binary workbook: in Excel, File > Save As, and choose Excel Workbook "
                "(.xlsx)."
            )
        if _holds(data, "word/document.xml"):
            raise Refused(f"{name} is a text document: copy its table into a sheet and save that.")


_ATTENDANCE = re.compile(
    r"\s*\W?(?:1\. )?(?:meeting )?(?:summary|zusammenfassung|récapitulatif|résumé|resumen"
    r"|samenvatting|riepilogo|podsumowanie|resumo)\W*\n(?:.*\n){0,12}?.*(?:attended participants"
    r"|number of participants|teilgenommene|anzahl der teilnehmer|participants|participantes"
    r"|deelnemers|partecipanti|uczestni)",
    re.IGNORECASE,
)


_ZOOM = re.compile(r"\W*(?:Meeting ID,Topic,.*\n.*\n\W*)?Name \(Original Name\)\W", re.IGNORECASE)


def _is_attendance(data: bytes) -> bool:
    """Whether a file is the report of who attended a meeting, as Teams or Zoom writes it."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = data[:2048].decode("utf-16" if wide else "utf-8", "replace").replace("\r", "")
    return _ATTENDANCE.match(text.lstrip("\ufeff")) is not None or _ZOOM.match(text) is not None


def _holds(data: bytes, name: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one.casefold() for one in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return any(name in one for one in inside)
