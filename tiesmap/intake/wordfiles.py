"""The words that programs and people write, as data: the files under data/, each read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tiesmap.model import wordfiles

FOLDER = Path(__file__).with_name("data")


def read(name: str) -> Mapping[str, Any]:
    """What a file of words holds."""
    return wordfiles.read(FOLDER / f"{name}.toml")


def words(name: str, key: str) -> tuple[str, ...]:
    """The words of a list of a file; where it is one text, blanks divide them."""
    return wordfiles.listed(FOLDER / f"{name}.toml", key)


def either(name: str, key: str) -> str:
    """The pattern that any pattern, or word, of a list of a file fits."""
    return f"(?:{'|'.join(words(name, key))})"
