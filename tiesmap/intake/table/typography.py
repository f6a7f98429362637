"""Typographic signs where a Latin text has them: the apostrophe of client’s, paired quotes, dashes.

Programs write them into plain text by themselves, so in a list in English they are often the only
signs beyond ASCII; in the wrong code page they become letters (RTUís, clientÆs).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

_ENDING = re.compile(r"(?<![^\W_])([A-Za-z]+)’(?:s|S|re|ve|ll)(?![^\W_])")
_NOT = re.compile(r"(?<=[a-zA-Z]n)’t(?![^\W_])|(?<=[A-Z]N)’T(?![^\W_])")
_ELIDED = re.compile(r"(?<![^\W_])(?:[ODLMNSdlmns]|[Qq]u)(’)(?=[^\W\d_])")
_PLURAL = re.compile(r"(?<=[a-z]{3}s)’(?=\s)")
_QUOTED = re.compile(r"(?<![^\W_])(“)(?=[^\W_])[^“”\r\n]*(?<=\S)(”)(?![^\W_])")
_DASH = re.compile(r"(?<=[\w.)] )[–—](?= [\w(])|(?<=\d)–(?=\d)")
_MEASURE = re.compile(r"(?<=\d)[’”](?=[\s,;\"xX])")

_SHORT = 3  # letters before an apostrophe in which it may as well be a name: Luís, Solís
_CLEAR, _LIKELY, _FITTING = 2.0, 0.0, -1.5
"""What a sign weighs in its place, as the letters of a name do (natural logarithm): an ending that
no name has is worth more than any letter, and no letter stands alone as a dash does."""


def fitting_signs(text: str) -> Mapping[int, float]:
    """Place of each typographic sign that stands where English or French has it -> its weight."""
    fitting = chain(_MEASURE.finditer(text), _PLURAL.finditer(text))
    found = dict.fromkeys((one.start() for one in fitting), _FITTING)
    found.update((one.start(), _CLEAR) for one in _DASH.finditer(text))
    for quoted in _QUOTED.finditer(text):
        found[quoted.start(1)] = found[quoted.start(2)] = _FITTING
    for elided in _ELIDED.finditer(text):
        found[elided.start(1)] = _LIKELY
    for ending in _ENDING.finditer(text):
        stem = ending[1]
        found[ending.end(1)] = _CLEAR if len(stem) > _SHORT or stem.isupper() else _LIKELY
    found.update((one.start(), _CLEAR) for one in _NOT.finditer(text))
    return found
