"""Opt-outs: people who asked not to be contacted, in the words of other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tiesmap.intake.sources.declaration import same_header
from tiesmap.intake.table.values import clean_line

_YES_COLUMNS = """
    Email Opt Out|Email Opt-Out|Has Opted Out Of Email|HasOptedOutOfEmail|Opted Out|Opt Out|Optout
    Opted Out Of Email|Email Optout|hs_email_optout|Unsubscribed From All Email|Unsubscribed
    Unsubscribe|Email Unsubscribed|Is Unsubscribed|Newsletter Unsubscribed|Do Not Call|DoNotCall
    Do Not Contact|DoNotContact|Do Not Email|DoNotEmail|Do Not Mail|Do Not Phone|DoNotPhone
    Do Not Market|Do Not SMS|Do Not Trade|Do Not Disturb|Do Not Text|Do Not Send Marketing|DNC|DND
    No Email|No Calls|No Contact|No Marketing|Is Opt Out|SMS Opt Out|Phone Opt Out|Fax Opt Out
    Call Opt Out|Global Opt Out|Marketing Opt Out|Blacklisted|Blocklisted|Email Blacklisted
    Suppressed|Do Not Bulk Email|Do Not Allow Emails|Do Not Allow Phone Calls
    Do not allow Bulk Emails|Abgemeldet|Nicht kontaktieren|Nicht anrufen|Keine Werbung|Keine E-Mails
    Keine E-Mail|Keine Anrufe|Werbesperre|Kontaktsperre|Mailsperre|Widerspruch|Werbewiderspruch
    E-Mail-Abmeldung|Newsletter abgemeldet|Gesperrt für Werbung|Ne pas contacter|Ne pas appeler
    Ne pas envoyer d'e-mail|Désabonné|Désinscrit|Désinscription|Opposition|No contactar|No llamar
    No enviar correo|Dado de baja|Cancelada la suscripción|Não contatar|Não contactar|Não ligar
    Descadastrado|Non contattare|Non chiamare|Disiscritto|Niet contacteren|Niet bellen|Niet mailen
    Afgemeld|Uitgeschreven|Nie kontaktować|Nie dzwonić|Kontakta inte|Ring inte
    メール配信停止|連絡不可|配信停止|オプトアウト
"""
"""A yes under one of these asks for peace."""
_NO_COLUMNS = """
    Accepts Marketing|Accepts Email Marketing|Accepts SMS Marketing|Email Opt In|Opt In|Opted In
    Opt-In Email|Marketing Consent|Email Consent|Consent To Contact|Contact Allowed|Subscribed
    Is Subscribed|Email Subscribed|May Contact|Can Contact|Allow Email|Allow Emails|Allow Phone
    Allow Contact|Allow Marketing|Einwilligung|Werbeeinwilligung|Kontakt erlaubt|Newsletter Opt-In
    Darf kontaktiert werden|Consentement|Consentimiento
"""
"""A no under one of these: perhaps never asked, so it is a question."""
_STATUS_COLUMNS = """
    Subscription Status|Email Status|Email Marketing Status|Email Subscriber Status
    Email Subscription Status|Opt-In Status|Opt In Status|Marketing Status|Marketing Contact Status
    Contact Status|Consent Status|Email Permission Status|Permission Status|Status|SMS Subscription
    Email Marketing Consent|Newsletter Status|Newsletter|Abo-Status|Statut d'abonnement
"""
"""A word under one of these may say either."""
_OUT = """
    unsubscribed|opted out|opt out|optedout|optout|do not contact|do not call|do not email|blocked
    blacklisted|blocklisted|suppressed|withdrawn|declined|removed|complained|spam complaint|refused
    abgemeldet|widerrufen|gesperrt|ausgetragen|désabonné|désinscrit|dado de baja|descadastrado
    disiscritto|uitgeschreven|afgemeld|dnc|no contact
"""
_PERHAPS = """
    non marketing contact|non marketing|not subscribed|never subscribed|no permission|not opted in
    none|kein marketingkontakt|non subscriber|nicht angemeldet
"""
_YES_WORDS = """
    yes y true t 1 x ja j wahr oui vrai si sí sim verdadero verdadeiro vero sì tak on
    checked ✓ ✔ はい
"""
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = """
    no n false f 0 nein falsch non faux não nao falso nie off unchecked nee
"""
_NO = frozenset(_NO_WORDS.split())


def _names(lines: str) -> frozenset[str]:
    return frozenset(same_header(name) for name in lines.replace("\n", "|").split("|")) - {""}


_OF_YES, _OF_NO, _OF_STATUS = map(_names, (_YES_COLUMNS, _NO_COLUMNS, _STATUS_COLUMNS))
_OUT_WORDS, _PERHAPS_WORDS = map(_names, (_OUT, _PERHAPS))


def find_optouts(
    header: Sequence[str], places: Sequence[int], rows: Sequence[Sequence[str]]
) -> tuple[list[bool], list[str]]:
    """For each row whether it is an opt-out; and sentences about unclear columns.

    `places` are the columns that no field is made for. What may mean it is asked about, in a
    sentence with the words that answer it.
    """
    out = [False] * len(rows)
    told: Counter[str] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for at in places:
        name = same_header(header[at])
        certain = name in _OF_YES
        if not (certain or name in _OF_NO or name in _OF_STATUS):
            continue
        for number, row in enumerate(rows):
            said = clean_line(row[at])
            word = said.casefold()
            plain = same_header(said)
            if (certain and (word in _YES or plain == name)) or (plain and plain in _OUT_WORDS):
                out[number] = True
                told[clean_line(header[at])] += 1
            elif plain in _PERHAPS_WORDS or (name in _OF_NO and word in _NO):
                asked[clean_line(header[at]), said] += 1
    notes = [
        f"Marked 'do not ask', for the column '{column}' says so: {_people(count)}. If it is about "
        "mailings alone, take the mark off on their pages."
        for column, count in told.items()
    ]
    notes += [
        f"The column '{column}' says '{said}' of {_people(count)}. Does it mean that they are not "
        f"to be asked? If so, set 'do not ask' for them, or map the column to do_not_ask; "
        "nobody is marked so far."
        for (column, said), count in asked.items()
    ]
    return out, notes


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"
