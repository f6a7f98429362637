"""The stage of the rep's business with somebody, out of the words that lists have for it.

Each word stands once here, whatever road a list comes on: our own people.csv, another program's
export, or columns that the rep mapped.
"""

from __future__ import annotations

import re

from tiesmap.intake.sources.words import meanings
from tiesmap.intake.wordfiles import read, words
from tiesmap.model.folding import letters_of, unaccented
from tiesmap.model.memo import memo
from tiesmap.model.people import STAGES
from tiesmap.model.vocabulary import Stage

_STAGES = read("stages")
_WHOLE = {word: Stage(name) for name, said in _STAGES["whole"].items() for word in said.split()}
_WORDS = {
    word: Stage(name) for name, said in _STAGES["word"].items() for word in unaccented(said).split()
}
_ENDS = words("stages", "ends")
_FORMER, _COMING, _NOT, _GONE = (
    frozenset(unaccented(_STAGES[name]).split()) for name in ("former", "coming", "not", "gone")
)
_LOST = frozenset(words("stages", "lost"))
_LISTED, _SERVING = words("stages", "lists"), frozenset(words("stages", "serving"))
_EASTERN, _EASTERN_COMING = words("stages", "eastern"), words("stages", "eastern_coming")
_NUMBER = "customernumber"


@memo(2**12)
def stage_of(text: str) -> str:
    """The stage (client, former client, lead ...) that a word stands for, or "".

    The first word known counts, also at the end of a longer one: `Customer - Direct`, `A-Kunde` and
    `Bestandskunde` are clients, `ehem. Kunde` and `Ex-Cliente` were, `Client potentiel` may be one.
    """
    whole = letters_of(text)
    own = next((one for one in STAGES if whole == letters_of(one)), "")
    if own:
        return own
    if whole in _WHOLE:
        return _WHOLE[whole]
    said = unaccented(text.replace("_", " ")).split()
    for word in said:
        stage = _WORDS.get(word)
        before = {*said} - {word}
        end = next((one for one in _ENDS if word.endswith(one)), "")
        if stage is None and end:
            stage = Stage.CLIENT
            before.update((word.removesuffix(end), word.removesuffix(end).removesuffix("s")))
        if stage is not None:
            return _told(stage, before)
    return _PRESSED.get(whole, "")


_PRESSED = {
    former + word: stage
    for word, of in _WORDS.items()
    if of == Stage.CLIENT
    for beside, stage in ((_FORMER, Stage.PAST_CLIENT), (_COMING, Stage.PROSPECT))
    for former in beside
}
"""Both words written as one: formercustomer, excliente."""


def _told(stage: Stage, beside: set[str]) -> str:
    """The stage, as the words beside its own change it."""
    if beside & _NOT:
        return ""
    if stage == Stage.CLIENT and beside & _COMING:
        return Stage.PROSPECT
    if stage == Stage.CLIENT and beside & _FORMER:
        return Stage.PAST_CLIENT
    return "" if stage == Stage.PROSPECT and beside & _FORMER else stage


def is_lost(text: str) -> bool:
    """Whether these words say that a deal was lost: `Closed Lost`, `Abgeschlossen und verloren`."""
    return letters_of(text) in _LOST


def is_no_client(text: str) -> bool:
    """Whether these words say that somebody is no client now: `lost`, `former`, `not yet`."""
    said = set(re.findall(r"[^\W\d_]+", unaccented(text)))
    return not said.isdisjoint(_FORMER | _COMING | _NOT | _GONE)


def read_stage(text: str) -> str:
    """The stage that a word stands for; any other word unchanged."""
    return stage_of(text) or text


def is_customer_number(column: str) -> bool:
    """Whether a column is called like customer numbers."""
    called = letters_of(column)
    return _NUMBER in (called, *meanings().get(called, ()))


def names_clients(text: str) -> bool:
    """Whether the name of a file, a sheet or a list says that it is about clients: `Kundenliste
    2026`, `Clients Nord`; not `Potential customers`, `ehemalige Kunden`, `Customer service`."""
    said = re.findall(r"[^\W\d_]+", unaccented(text))
    if not {*said}.isdisjoint(_SERVING):
        return False
    if any(word in text for word in _EASTERN):
        return not any(word in text for word in _EASTERN_COMING)
    return stage_of(" ".join(map(_without_list, said))) == Stage.CLIENT


def _without_list(word: str) -> str:
    ends = (word.removesuffix(end) for end in _LISTED if word.endswith(end))
    return next((rest for rest in ends if rest in _WORDS or rest.endswith(_ENDS)), word)
