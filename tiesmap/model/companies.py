"""Texts in company columns that name no company."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORDS = """
    self employed|selfemployed|self|myself|own business|sole trader|sole proprietor|freelance|
    freelancer|freelancing|freelance consultant|independent|independent consultant|
    independent contractor|independent professional|contractor|consultant|consulting|
    retired|unemployed|not employed|student|homemaker|none|no|n a|na|nil|null|nan|not applicable|
    not available|unknown|undefined|tbd|tba|private|personal|home|confidential|various|stealth|
    stealth startup|stealth mode|stealth mode startup|open to work|looking for opportunities|
    seeking opportunities|seeking new opportunities|looking for new opportunities|
    actively looking|in transition|career break|sabbatical|between jobs|currently unemployed|
    no company|company|
    selbständig|selbstständig|selbstaendig|selbststaendig|selbständige|freiberuflich|freiberufler|
    freiberuflerin|freier mitarbeiter|rentner|rentnerin|pensionär|im ruhestand|arbeitslos|
    arbeitssuchend|privat|keine|keine angabe|k a|ohne|unbekannt|vertraulich|elternzeit|
    hausfrau|schüler|studentin|
    indépendant|indépendante|travailleur indépendant|auto entrepreneur|autoentrepreneur|
    micro entrepreneur|à mon compte|profession libérale|retraité|retraitée|sans emploi|étudiant|
    étudiante|aucun|aucune|inconnu|confidentiel|
    autónomo|autónoma|por cuenta propia|trabajador autónomo|independiente|jubilado|jubilada|
    desempleado|desempleada|estudiante|ninguno|ninguna|desconocido|
    autônomo|autônoma|profissional autônomo|conta própria|aposentado|desempregado|nenhum|nenhuma|
    libero professionista|lavoratore autonomo|in proprio|pensionato|disoccupato|studente|nessuno|
    nessuna|zelfstandig|zelfstandige|zelfstandig ondernemer|zzp|zzper|zzp er|eigen bedrijf|
    gepensioneerd|werkloos|geen|onbekend|
    egenföretagare|selvstendig|selvstændig|frilans|eläkeläinen|yrittäjä|
    własna działalność|działalność własna|samozatrudnienie|bezrobotny|brak|emeryt|
    osvč|živnostník|serbest|serbest meslek|kendi işim|emekli|
    самозанятый|фрилансер|фриланс|ип|пенсионер|нет|フリーランス|個人事業主|自営業|无|無|なし|自由职业
"""
_NONE = frozenset(" ".join(text.split()) for text in _WORDS.split("|")) - {""}
"""Not employers: who has one of these is no colleague of others who have it."""


@lru_cache(maxsize=2**14)
def is_company(text: str) -> bool:
    """Whether a text names a company; `Self-employed`, `n/a`, `-` and `NULL` do not."""
    said = unicodedata.normalize("NFC", text).casefold()
    words = " ".join(re.sub(r"[\W_]+", " ", re.sub(r"\(.*?\)", " ", said)).split())
    return bool(words) and words not in _NONE
