"""The stage of the rep's business with somebody, out of the words that lists have for it.

Each word stands once here, whatever road a list comes on: our own people.csv, another program's
export, or columns that the rep mapped.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tiesmap.intake.sources.declaration import same_header
from tiesmap.intake.sources.words import meanings
from tiesmap.model.names import unaccented
from tiesmap.model.people import STAGES
from tiesmap.model.vocabulary import Stage

_WHOLE = {
    "subscriber": Stage.LEAD,
    "marketingqualifiedlead": Stage.LEAD,
    "mql": Stage.LEAD,
    "salesqualifiedlead": Stage.PROSPECT,
    "sql": Stage.PROSPECT,
    "opportunity": Stage.PROSPECT,
    "evangelist": Stage.PARTNER,
    "顧客": Stage.CLIENT,
    "見込み客": Stage.PROSPECT,
    "客户": Stage.CLIENT,
    "고객": Stage.CLIENT,
    **dict.fromkeys(
        (
            "potential",
            "potenziell",
            "potentiel",
            "potencial",
            "potenziale",
            "potentieel",
            "potencjalny",
            "見込み",
            "見込客",
        ),
        Stage.PROSPECT,
    ),
    "取引先": Stage.CLIENT,
    "既存顧客": Stage.CLIENT,
}
"""What counts only where nothing stands beside it."""
_LISTS = {
    Stage.CLIENT: "client clients clientele customer customers kunde kunden kundin kund cliente "
    "clientes clienti cliente klant klanten klient klienci klientow musteri zakaznik "
    "zakaznici ugyfel asiakas клиент",
    Stage.PROSPECT: "prospect prospects prospecto prospekt prospekte interessent interessenten "
    "interessentin interessado interesado interessato prospective",
    Stage.LEAD: "lead leads abonnent abonne",
    Stage.PARTNER: "partner partners partnerin partenaire socio parceiro referralpartner "
    "kooperationspartner vertriebspartner",
}
_WORDS = {word: stage for stage, listed in _LISTS.items() for word in unaccented(listed).split()}
_ENDS = ("kunde", "kunden", "kundin", "klant")
"""How German, Dutch and Nordic words for clients end: Bestandskunde, Stammkunde, Topklant."""
_FORMER = frozenset(
    unaccented(
        "ehem ehemals ehemalig ehemalige ehemaliger früher frühere früherer alt ex former formerly "
        "past previous lost inactive inaktiv inaktiver inaktive verloren verlorener churned ancien "
        "ancienne perdu perdue antiguo antigua perdido perdida antigo antiga perso persa oud "
        "voormalig voormalige vroegere tidligere tidigare entinen były dawny bývalý eski volt "
        "бывший"
    ).split()
)
_COMING = frozenset(
    unaccented(
        "potential potentiell potentieller potenziell potenzieller potenzial potentiel potentielle "
        "potencial potenziale potentiële potentiele potansiyel potencjalny potenciální prospective "
        "target wunsch ziel möglicher doel потенциальный"
    ).split()
)
_NOT = frozenset(("no", "not", "non", "nicht", "kein", "keine", "geen", "nie", "pas", "nessun"))


@lru_cache(maxsize=2**12)
def stage_of(text: str) -> str:
    """The stage (client, former client, lead ...) that a word stands for, or "".

    The first word known counts, also at the end of a longer one: `Customer - Direct`, `A-Kunde` and
    `Bestandskunde` are clients, `ehem. Kunde` and `Ex-Cliente` were, `Client potentiel` may be one.
    """
    whole = same_header(text)
    own = next((one for one in STAGES if whole == same_header(one)), "")
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
    for words, stage in ((_FORMER, Stage.PAST_CLIENT), (_COMING, Stage.PROSPECT))
    for former in words
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
    return stage


_GONE = frozenset(
    ("never", "none", "left", "gone", "quit", "cancelled", "canceled", "pending", "open")
)


def is_no_client(text: str) -> bool:
    """Whether these words say that somebody is no client now: `lost`, `former`, `not yet`."""
    said = set(re.findall(r"[^\W\d_]+", unaccented(text)))
    return not said.isdisjoint(_FORMER | _COMING | _NOT | _GONE)


def read_stage(text: str) -> str:
    """The stage that a word stands for; any other word unchanged."""
    return stage_of(text) or text


_LISTED = (
    "liste", "listen", "lista", "list", "lijst", "lijsten", "kartei", "datei", "daten", "stamm",
    "stammdaten", "verzeichnis", "bestand", "adressen", "kontakte", "register", "portfolio",
    "ubersicht", "overzicht", "gegevens", "mappe", "stammliste",
)  # fmt: skip
"""What stands behind a word for clients where both are written as one: Klantenlijst."""
_SERVING = frozenset(
    (
        "service", "support", "success", "care", "experience", "survey", "team", "dienst",
        "betreuung", "kundenservice", "servicio", "atencion", "assistenza", "obsluga",
    )
)  # fmt: skip
"""Words beside a client by which those are meant who serve him."""
_NUMBER = "customernumber"
_EASTERN = ("顧客", "取引先", "得意先", "客户", "客戶", "고객")


def is_customer_number(column: str) -> bool:
    """Whether a column is called like customer numbers."""
    called = same_header(column)
    return _NUMBER in (called, *meanings().get(called, ()))


def names_clients(text: str) -> bool:
    """Whether the name of a file, a sheet or a list says that it is about clients: `Kundenliste
    2026`, `Clients Nord`; not `Potential customers`, `ehemalige Kunden`, `Customer service`."""
    said = re.findall(r"[^\W\d_]+", unaccented(text))
    if not {*said}.isdisjoint(_SERVING):
        return False
    if any(word in text for word in _EASTERN):
        return "見込" not in text and "潜在" not in text
    return stage_of(" ".join(map(_without_list, said))) == Stage.CLIENT


def _without_list(word: str) -> str:
    ends = (word.removesuffix(end) for end in _LISTED if word.endswith(end))
    return next((rest for rest in ends if rest in _WORDS or rest.endswith(_ENDS)), word)
