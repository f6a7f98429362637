"""Which of the sheets of a workbook are read, where nobody says it."""

from __future__ import annotations

from collections.abc import Collection

from tiesmap.intake.formats.workbook import sheet_names
from tiesmap.intake.reading import open_table
from tiesmap.intake.sources import mapping
from tiesmap.intake.sources.catalog import identify
from tiesmap.model.problems import Refused


def first_known(data: bytes, name: str, mappings: Collection[str]) -> str:
    """Name of the first sheet whose header is known, by a source or one of the `mappings`; empty
    where there is none, or the workbook has one sheet only."""
    sheets = sheet_names(data, name)
    for sheet in sheets if len(sheets) > 1 else ():
        try:
            header = open_table(data, name, sheet=sheet).header
            if mapping.signature(header) in mappings or identify(header, name):
                return sheet
        except Refused:
            continue
    return ""


def alike(data: bytes, name: str, first: str) -> tuple[str, ...]:
    """Names of the sheet that is read and of all sheets with exactly its columns (one per day of a
    fair, or per region). `first` is the sheet to read; empty for the first of the workbook."""
    sheets = sheet_names(data, name)
    first = first or sheets[0]
    if len(sheets) < 2 or not (wanted := _columns(data, name, first)):
        return (first,)
    others = (one for one in sheets if one != first and _columns(data, name, one) == wanted)
    return (first, *others)


def _columns(data: bytes, name: str, sheet: str) -> str:
    try:
        return mapping.signature(open_table(data, name, sheet=sheet).header)
    except Refused:
        return ""
