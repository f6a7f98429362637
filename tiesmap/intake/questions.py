"""What only a person can answer before a file is read."""

from __future__ import annotations

from tiesmap.model.problems import Refused


class Unclear(Refused):
    """The file can be read once one question is answered.

    `option` is the keyword of `reading.read_rows` that takes the answer: delimiter or header_line.
    """

    def __init__(self, sentence: str, option: str) -> None:
        super().__init__(sentence)
        self.option = option
