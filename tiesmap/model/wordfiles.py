"""Words that people and programs write, as data: files of lists beside the code, each read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("data")
NAMES, COMPANIES = _FOLDER / "names.toml", _FOLDER / "companies.toml"


@cache
def read(file: Path) -> Mapping[str, Any]:
    """What a file of words holds."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def listed(file: Path, key: str) -> tuple[str, ...]:
    """The words of a list of a file; where it is one text, blanks divide them."""
    said = read(file)[key]
    return tuple(said.split() if isinstance(said, str) else said)
