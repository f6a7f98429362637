"""Entries of calendars that are no meeting or no person: cancelled meetings, rooms, equipment.

Words of the programs in many languages, as data.
"""

from __future__ import annotations

import re

_CALLED_OFF = (
    r"cancell?ed|cancell?ation|abgesagt|absage|storniert|entfällt|ausgefallen|annul[ée]e?|"
    r"annulation|cancelad[oa]|anulad[oa]|annullat[oa]|cancellat[oa]|geannuleerd|afgelast|inställt|"
    r"inställd|avbokat|avlyst|aflyst|peruutettu|peruttu|odwołan[eoya]|anulowan[eoya]|zrušeno|"
    r"zrušené|lemondva|törölve|anulat[ăa]?|i̇?ptal(?: edildi)?|ακυρώθηκε|отмен[её]н[ао]?|скасовано|"
    r"キャンセル(?:済み)?|中止|取消|已取消|취소됨?|בוטל|تم الإلغاء|đã hủy|ยกเลิก(?:แล้ว)?|dibatalkan"
)
_CANCELLED = re.compile(
    rf"^\W*(?:{_CALLED_OFF})\s*(?:event|termin|meeting)?\s*[:：\]】)\u2013\u2014|-]"
    rf"|[\[(](?:{_CALLED_OFF})[\])]\s*$|^\W*(?:{_CALLED_OFF})\W*$",
    re.IGNORECASE,
)


def is_called_off(title: str) -> bool:
    """Whether the title of a meeting says that it was cancelled: `Canceled: Lunch`."""
    return _CANCELLED.search(title.casefold()) is not None


_ROOM = re.compile(
    r"\b(?:meeting|conference|conf|board|seminar|training|huddle|video|focus|phone|interview)"
    r"[\s._-]*(?:room|booth)\b|\broom[\s._-]*\w{0,2}\d|^(?:room|raum|sala|salle|saal|zaal)[\s._-]*\w*\d"
    r"|\b(?:besprechung|konferenz|meeting|seminar|schulung|sitzung)s?(?:raum|zimmer|saal)\b"
    r"|\bsalle (?:de|du|des|d')\b|\bsala (?:de |delle |del )?(?:reuni|junta|confer|riunion)"
    r"|\bvergader(?:zaal|ruimte|kamer)\b|\b(?:mötes|konferens)rum\b|\bmøterom\b|\bneuvotteluhuone\b"
    r"|\bsala konferencyjna\b|\bzasedací místnost|\bпереговорн|会議室|会议室|회의실"
    r"|\b(?:beamer|projector|projektor|projecteur|proyector|flipchart|whiteboard|webcam|parkplatz|"
    r"parking (?:spot|space|lot)|firmenwagen|poolfahrzeug|dienstwagen|pool car|equipment)\b",
    re.IGNORECASE,
)


def is_room(name: str, address: str = "") -> bool:
    """Whether an invited "person" is a room or equipment, by name or address."""
    mailbox = address.partition("@")[0].replace("_", " ")
    return any(_ROOM.search(text) is not None for text in (name, mailbox) if text)
