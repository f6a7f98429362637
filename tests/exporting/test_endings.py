"""A file that goes out is of the format that its name says, or is not written."""

from __future__ import annotations

import pytest

from tiesmap.exporting.endings import in_format
from tiesmap.model.problems import Refused

FORMATS = {".csv": lambda: b"csv", ".html": lambda: b"page"}


@pytest.mark.parametrize(
    ("suffix", "made"),
    [(".csv", b"csv"), (".CSV", b"csv"), ("", b"csv"), (".txt", b"csv"), (".html", b"page"),
     (".HTM", b"page")],
)  # fmt: skip
def test_an_ending_says_the_format(suffix: str, made: bytes) -> None:
    assert in_format(suffix, FORMATS) == made


@pytest.mark.parametrize("suffix", [".docx", ".xls", ".json", "."])
def test_another_ending_is_refused_with_those_there_are(suffix: str) -> None:
    with pytest.raises(Refused, match=r"let the name end in \.csv or \.html"):
        in_format(suffix, FORMATS)


def test_what_is_no_csv_is_no_csv_without_an_ending_either() -> None:
    with pytest.raises(Refused, match="file without an ending"):
        in_format("", {".zip": lambda: b""})
