"""Phone numbers as they are compared."""

from __future__ import annotations

import re

SHORTEST = 7
"""Fewer digits are an extension or a code, which many have."""
_EXTENSION = re.compile(
    r"(?<=\d)[\s,;(]*(?:x|ext|extension|durchwahl|poste|anexo|#)[.:\s]*\d{1,6}\W*$", re.IGNORECASE
)
COMPARED = 9
"""So many digits at the end tell a number, with the code of its country or without."""


def number_of(text: str) -> str:
    """The digits by which a phone number is compared: +49 151 2345678 and 0151 2345678 are one, and
    so are 763-555-0139 x286 and 763-555-0139.

    Empty for what is no number.
    """
    digits = re.sub(r"\D", "", _EXTENSION.sub("", text))
    return digits[-COMPARED:] if len(digits) >= SHORTEST else ""


def is_number(text: str) -> bool:
    """Whether a text is a phone number and nothing else."""
    return bool(number_of(text)) and re.fullmatch(r"[\d\s()+./\u2010-\u2015-]+", text) is not None
