"""Small files of names in many code pages, and what became of each: exact, asked or garbled."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tiesmap.intake.questions import Unclear
from tiesmap.intake.reading import read_rows
from tiesmap.model.problems import Refused

LANGUAGES = tomllib.loads(Path(__file__).with_name("names.toml").read_text("utf-8"))["language"]
SIZES = (1, 2, 5, 20)


@dataclass(frozen=True, slots=True)
class SmallFile:
    language: str
    encoding: str
    names: tuple[str, ...]
    wide: bool
    """Whether other columns stand beside the names."""

    @property
    def data(self) -> bytes:
        if self.wide:
            rows = [f"{n},{name},x{n}@firm.example,Berg" for n, name in enumerate(self.names)]
            return "\r\n".join(["id,name,email,company", *rows, ""]).encode(self.encoding)
        return "\r\n".join(["name,x", *(f"{name}," for name in self.names), ""]).encode(
            self.encoding
        )


def encoded(name: str, encoding: str) -> str:
    """A name as the code page can hold it: Vietnamese writes its tones behind the letters."""
    if encoding != "cp1258":
        return name
    out = []
    for letter in name:
        parts = unicodedata.normalize("NFD", letter)
        kept, tone = parts[0], ""
        for mark in parts[1:]:
            if mark in "\u0300\u0301\u0303\u0309\u0323":
                tone = mark
            else:
                kept = unicodedata.normalize("NFC", kept + mark)
        out.append(kept + tone)
    return "".join(out)


def small_files() -> Iterator[SmallFile]:
    """Some of each language, code page and size, the same ones every time."""
    rng = random.Random(11)
    for said in LANGUAGES:
        for encoding in said["encodings"]:
            for size in SIZES:
                names = [encoded(rng.choice(said["names"]), encoding) for _ in range(size)]
                yield SmallFile(said["name"], encoding, tuple(names), rng.random() < 0.5)


def outcome(file: SmallFile) -> str:
    """exact, asked (with the right reading among the choices), asked in vain, or garbled."""
    try:
        rows = read_rows(file.data, "list.csv").rows
    except Unclear as unclear:
        if unclear.option != "encoding":
            return "refused"
        right = [unicodedata.normalize("NFC", name) for name in file.names]
        for encoding in unclear.choices:
            found = read_rows(file.data, "list.csv", encoding=encoding).rows
            if [named(cells, file) for _, cells in found] == right:
                return "asked"
        return "asked in vain"
    except Refused:
        return "refused"
    right = [unicodedata.normalize("NFC", name) for name in file.names]
    return "exact" if [named(cells, file) for _, cells in rows] == right else "garbled"


def named(cells: tuple[str, ...], file: SmallFile) -> str:
    return unicodedata.normalize("NFC", cells[1 if file.wide else 0])


def main() -> None:
    from collections import Counter

    files = list(small_files())
    found = [(outcome(file), file) for file in files]
    print(len(files), dict(Counter(what for what, _ in found)))
    for what, file in found:
        if what not in ("exact",):
            print(what, file.language, file.encoding, file.names[:3], len(file.names))


if __name__ == "__main__":
    main()
