"""Waiting for something to come true, for a time that a busy machine may need."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable


def until(met: Callable[[], bool], seconds: float) -> bool:
    """Whether a condition came true within so many seconds."""
    end = time.monotonic() + seconds
    while not met():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def is_served(address: str) -> bool:
    """Whether a dashboard answers at this address."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False
