"""Whether somebody is a client, out of a yes, the day since when, or a word for it."""

from __future__ import annotations

import re

from tiesmap.intake.sources.stages import is_no_client, stage_of
from tiesmap.intake.table.dates import read_dates
from tiesmap.intake.table.values import Bad, clean_line, is_nothing, read_yes_no
from tiesmap.model.vocabulary import Stage

_YEAR = re.compile(r"(?<!\d)(?:19[5-9]\d|20\d\d)(?!\d)|(?<=[^\W\d])\.? ?['’]\d\d(?!\d)")
_LONGEST = 30  # characters of a day with a word beside it; more is a text


def read_client(text: str) -> bool | Bad | None:
    """True for yes, a day, a month or a year since when (`2018`, `Mar 2019`), or a word for a
    client; False for no and for who may become one or was one (`prospect`, `lost 2021`); None for
    an empty cell."""
    said = clean_line(text)
    if not said or is_nothing(said):
        return None
    plain = read_yes_no(said)
    if not isinstance(plain, Bad):
        return plain
    stage = stage_of(said)
    if stage or is_no_client(said):
        return stage == Stage.CLIENT and not is_no_client(said)
    dated = _YEAR.search(said) or not isinstance(read_dates([said], True)[0], Bad)
    if dated and len(said) <= _LONGEST:
        return True
    return Bad("says neither that somebody is a client nor since when: write yes, no or a year")
