"""Phone numbers as they are compared."""

from __future__ import annotations

import re

SHORTEST = 7
"""Fewer digits are an extension or a code, which many have."""
COMPARED = 9
"""So many digits at the end tell a number, with the code of its country or without."""


def number_of(text: str) -> str:
    """The digits by which a phone number is compared: +49 151 2345678 and 0151 2345678 are one.

    Empty for what is no number.
    """
    digits = re.sub(r"\D", "", text.partition("ext")[0])
    return digits[-COMPARED:] if len(digits) >= SHORTEST else ""


def is_number(text: str) -> bool:
    """Whether a text is a phone number and nothing else."""
    return bool(number_of(text)) and re.fullmatch(r"[\d\s()+./\u2010-\u2015-]+", text) is not None
