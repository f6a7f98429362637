"""How many examples a law is tried with."""

from __future__ import annotations

import os

from hypothesis import settings

USUAL = 40
TOLD = int(os.environ.get("TIESMAP_EXAMPLES", USUAL))
"""Examples of a law that says no number. What else is said grows and shrinks with it."""


def examples(number: int) -> settings:
    """So many, where nothing else is told."""
    return settings(max_examples=max(1, number * TOLD // USUAL))
