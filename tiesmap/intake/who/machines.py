"""Who writes mails and is no person: programs, newsletters, a firm's own mailbox."""

from __future__ import annotations

import re

from tiesmap.intake.categories import vocabulary
from tiesmap.intake.who.nobody import is_function
from tiesmap.model.addresses import is_shared_name
from tiesmap.model.companies import has_legal_form
from tiesmap.model.names import unaccented

_NOBODY = re.compile(
    r"(?:^|[._+-])(?:no-?_?reply|do-?_?not-?_?reply|mailer-daemon|postmaster|bounces?|"
    r"notifications?|newsletters?|listserv|majordomo|(?:keine|nicht)[._-]?antwort(?:en)?|"
    r"(?:bitte[._-]?)?nicht[._-]?antworten|ne[._-]?pas[._-]?repondre|pas[._-]?de[._-]?reponse|"
    r"no[._-]?responder?|no[._-]?responda|sin[._-]?respuesta|nao[._-]?respond[ae]r?|"
    r"non[._-]?rispondere|niet[._-]?(?:be)?antwoorden|geen[._-]?antwoord|svar[._-]?ej|"
    r"inte[._-]?svara|ikke[._-]?svar|ei[._-]?vasta(?:uksia)?|nie[._-]?odpowiadaj|neodpovidat|"
    r"ne[._-]?valaszolj|yanit(?:lama|siz)|auto[._-]?(?:mailer|reply|confirm))(?:[._+@-]|$)"
)
_PLATFORMS = re.compile(
    r"@(?:[\w-]+\.)*(?:docusign\.(?:net|com)|calendly\.com|doodle\.com|zoom\.us|zendesk\.com|"
    r"atlassian\.net|intercom-mail\.com|hubspotemail\.net|mailchimpapp\.net|sendgrid\.net|"
    r"facebookmail\.com|linkedin\.com|xing\.com|slack\.com|dropbox\.com|wetransfer\.com|"
    r"paypal\.(?:com|de)|eventbrite\.com|surveymonkey\.com|amazon\.(?:com|de|co\.uk|fr|it|es))$"
)
"""Hosts of programs that write for people; who works there writes from the same, and is known by
having been written to."""
# Senders that are called like a department or a program. Some are people: whoever was ever written
# to is one.
_MACHINE = re.compile(
    r"(?:buchhaltung|accounting|accounts?-?payable|mahnung(?:en)?|bestell\w*|auftrag\w*|order-?\w*"
    r"|versandinfo|kundendienst|kunden-?center|commandes?|pedidos?|fatture|facturacion|reservierung"
    r"|buchung(?:en)?|bookings?|termin(?:e|bestaetigung)?|bewerbung(?:en)?|recruiting|wordpress|reply|answer|antwort|billing|invoices?|rechnung(?:en)?|factur(?:e|a|ation)s?|support"
    r"|help-?desk|tickets?|jira|confluence|git(?:hub|lab)|calendar|calendar-(?:invite|notification)s?"
    r"|invit(?:e|ation)s?|invitation|alerts?|alarm|notify|notice|news|updates?|digest|reminders?"
    r"|receipts?|orders?|bestellung(?:en)?|versand|shipping|delivery|tracking|automat\w*|system"
    r"|admin|root|cron|daemon|robot|bot|webmaster|survey|umfrage|feedback|marketing|promo\w*|offers?"
    r"|members?|membership|accounts?|service|kundenservice|security|verif\w*|confirm\w*|team-?mail"
    r"|messages?|mailer|daily|weekly|jobs?|careers?|events?|webinars?|donotreply)"
    r"(?:[-+._]?[0-9a-f]{3,}|[-+._]\S*?)?@",
    re.IGNORECASE,
)
_MAILING = re.compile(
    r"@(?:notifications?|notify|alerts?|bounces?|mailers?|mailings?|news|newsletters?|updates?|"
    r"marketing|mktg|promos?|offers?|deals|em?|email)\d?\.[\w-]{3,}\.[\w.-]+$"
)
"""Hosts below a firm's own from which its programs write: notification.intuit.com."""


def is_nobody(mail: str) -> bool:
    """Whether an address says that nobody reads what is written to it."""
    return _NOBODY.search(mail) is not None


def is_machine(name: str, mail: str) -> bool:
    """Whether a sender is called like a program, a department or the firm itself.

    An address to which somebody wrote is a person's all the same."""
    return (
        _MACHINE.match(mail) is not None
        or _PLATFORMS.search(mail) is not None
        or _MAILING.search(mail) is not None
        or is_function(name)
        or _is_firm(name, mail)
    )


def _is_firm(name: str, mail: str) -> bool:
    """Whether the name at a mailbox that several read is that of its domain, or of an association:
    `SBB CFF FFS <info@sbb.ch>`, `Handwerkskammer Ulm <info@hwk-ulm.de>`."""
    if not name or has_legal_form(name) or not is_shared_name(mail):
        return False
    if vocabulary().gathers(name):
        return True
    firm = mail.rpartition("@")[2].rpartition(".")[0].rpartition(".")[2].replace("-", "")
    said = unaccented(name).split()
    return bool(said) and firm in (said[0], "".join(said))
