"""The guard in front of a text cell that a spreadsheet would run as a formula.

Written by the exports and taken off by the reader, so both must follow one rule.
"""

from __future__ import annotations

import re

# = + - @ also in full width, which some spreadsheets take for the same.
_RUNS = re.compile(r"'*[=+\-@\t\r\n\0＝＋－＠]")


def guard_cell(text: str) -> str:
    """`text` with a ' in front where a spreadsheet could run it.

    Also where it starts with such a ' already, so that `unguard_cell` gives back every text.
    """
    return "'" + text if _RUNS.match(text) else text


def unguard_cell(text: str) -> str:
    """The text that `guard_cell` was given; any other text unchanged."""
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text
