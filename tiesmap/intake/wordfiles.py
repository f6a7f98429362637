"""The words that programs and people write, as data: the files under data/, each read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("data")


@cache
def read(name: str) -> Mapping[str, Any]:
    """What a file of words holds."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, key: str) -> tuple[str, ...]:
    """The words of a list of a file; where it is one text, blanks divide them."""
    said = read(name)[key]
    return tuple(said.split() if isinstance(said, str) else said)


def either(name: str, key: str) -> str:
    """The pattern that any pattern, or word, of a list of a file fits."""
    return f"(?:{'|'.join(words(name, key))})"
