"""The language in which a rep seems to write."""

from __future__ import annotations

from tiesmap.introductions.languages import seeming
from tiesmap.store.reading.written import written
from tiesmap.workspace.kept import ALL, kept
from tiesmap.workspace.view import View

_TYPED_COUNTS = 25
"""So often a line that the rep typed himself counts beside what stands in his files."""


@kept(ALL)
def seeming_language(view: View) -> str:
    """The code of the language that the rep seems to write in, of one without letters too: what he
    typed counts most."""
    texts, addresses = written(view.connection)
    typed = [view.own_words[0].given.get("gain", ""), view.resume[0].headline]
    return seeming([*texts, *typed * _TYPED_COUNTS], addresses)
