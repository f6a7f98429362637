"""Address books: Google, Outlook, Thunderbird, and lists of contacts in plain words."""

from __future__ import annotations

import re
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.declaration import (
    OTHERS_NAMES,
    LeftOut,
    Make,
    Source,
    beside,
    email_or_full_name,
    email_or_name,
    first_of,
    first_value,
    full_name,
    is_no_name,
    joined,
    made_by,
    only_mail,
    personal_page,
    profile_of,
    under,
)
from tiesmap.intake.sources.own import LIST_WORDS, OTHER_WORDS
from tiesmap.intake.sources.stages import stage_of
from tiesmap.intake.sources.words import positions
from tiesmap.intake.who.relations import kind_of_relation
from tiesmap.model.intake import THE_REP


def referred(*parts: str, person: Make = email_or_name) -> Source:
    """A field that says who referred the person of a row to the rep, which is an introduction.

    `person` makes the reference to him of the columns `parts`: the address, then the name."""
    return Source(
        name="referred",
        title="referrals",
        kind="introductions",
        columns={
            "introducer": under("Referred By"),
            "person": made_by(person, *parts),
        },
        required=(("introducer",), ("person",)),
        defaults={"other": THE_REP},
    )


_SINCE = (
    "Client Since", "Customer Since", "Cust Since", "Cust. Since", "Account Since", "Acct Since",
    "Client Since Date", "Customer Since Date", "Cust Since Date",
)  # fmt: skip
"""Columns of a list of accounts; unlike LIST_WORDS they tell it from our own only beside a name."""

_GOOGLE_NAME = ("First Name|Given Name", "Middle Name|Additional Name", "Last Name|Family Name")

_GOOGLE_RELATIONS = Source(
    name="google_relations",
    title="relations",
    kind="ties",
    columns={
        "other": under("Relation 1 - Value"),
        "person": made_by(email_or_full_name, "E-mail 1 - Value", "Name", *_GOOGLE_NAME),
        "kind": under("Relation 1 - Label", "Relation 1 - Type"),
    },
    required=(("other",), ("person",)),
    reword={"kind": kind_of_relation, "other": first_value},
    left_out=(
        LeftOut(
            "Relation 1 - Value",
            lambda text: " " not in text.strip(),
            "Left out: relations with a first name only, which could be anybody ({count}).",
        ),
    ),
)

_SHOWN = re.compile(r".*[(<\[]\s*([^\s()<>\[\]]+@[^\s()<>\[\]]+)\s*[)>\]]\s*", re.DOTALL)


def _without_paths(rows: Rows) -> Rows:
    """Outlook's contacts with the address that the display name shows, where in its place stands
    the path by which a mail server files somebody."""
    places = positions(rows.header)
    pairs = [
        (places[mail][0], places[shown][0])
        for mail, shown in (
            ("emailaddress", "emaildisplayname"),
            ("email2address", "email2displayname"),
            ("email3address", "email3displayname"),
        )
        if mail in places and shown in places
    ]
    mended = []
    for line, cells in rows.rows:
        for mail, shown in pairs:
            if is_no_name(cells[mail]) and not only_mail(cells[mail]):
                found = _SHOWN.fullmatch(cells[shown])
                text = found[1] if found else ""
                cells = (*cells[:mail], text, *cells[mail + 1 :])
        mended.append((line, cells))
    return replace(rows, rows=tuple(mended))


ADDRESS_BOOKS: tuple[Source, ...] = (
    Source(
        name="google_contacts",
        title="Google Contacts",
        kind="people",
        listed=True,
        scope="google",
        columns={
            "name": made_by(full_name, "Name", *_GOOGLE_NAME),
            "email": first_of("E-mail 1 - Value", "E-mail 2 - Value", "E-mail 3 - Value"),
            "phone": first_of("Phone 1 - Value", "Phone 2 - Value", "Phone 3 - Value"),
            "company": under("Organization Name", "Organization 1 - Name"),
            "title": under("Organization Title", "Organization 1 - Title"),
            "city": first_of("Address 1 - City", "Address 2 - City"),
            "profile_url": made_by(
                personal_page, "Website 1 - Value", "Website 2 - Value", kept=True
            ),
            "notes": under("Notes"),
            "former": under("Maiden Name", "Former Names"),
        },
        required=(("name",),),
        marks=(
            "E-mail 1 - Value", "Phone 1 - Value", "Group Membership", "File As",
            "Organization 1 - Name", "Phonetic First Name", "Yomi Name",
        ),
        narrows=("people", "contacts"),
        reword={"email": first_value, "phone": first_value},
        also=(_GOOGLE_RELATIONS,),
    ),
    Source(
        name="outlook",
        title="Outlook's contacts",
        kind="people",
        listed=True,
        scope="outlook",
        # Its Title is Mr. or Dr., where another program's is the position.
        columns={
            "name": joined("First Name", "Middle Name", "Last Name"),
            "email": first_of("E-mail Address", "E-mail 2 Address", "E-mail 3 Address"),
            "phone": first_of(
                "Mobile Phone", "Business Phone", "Primary Phone", "Home Phone",
                "Company Main Phone", "Other Phone",
            ),
            "company": under("Company"),
            "title": first_of("Job Title", "Title"),
            "city": first_of("Business City", "Home City", "Other City", "City"),
            "profile_url": made_by(personal_page, "Web Page", "Personal Web Page", kept=True),
            "notes": under("Notes"),
        },
        required=(("name",),),
        marks=(
            "E-mail 2 Address", "Business Phone", "Home Phone 2", "Company Main Phone",
            "E-mail Display Name", "Business Street",
        ),
        narrows=("contacts",),
        reword={"email": only_mail},
        prepare=_without_paths,
        also=(referred("E-mail Address", "First Name", "Middle Name", "Last Name"),),
    ),
    Source(
        name="thunderbird",
        title="Thunderbird's address book",
        kind="people",
        listed=True,
        scope="thunderbird",
        columns={
            "name": made_by(full_name, "Display Name", "First Name", "Last Name"),
            "email": first_of("Primary Email", "Secondary Email"),
            "phone": first_of("Work Phone", "Mobile Number", "Home Phone"),
            "company": under("Organization", "Company"),
            # Its Titre, Titel and Título is the position, which Outlook calls otherwise.
            "title": first_of("Job Title", "Title"),
            "former": under("Former Names", "Maiden Name"),
            "city": first_of("Work City", "Home City"),
            "profile_url": made_by(personal_page, "Web Page 1", "Web Page 2", kept=True),
            "notes": under("Notes"),
        },
        required=(("name",), ("email",)),
        marks=("Primary Email",),
        unlike=("Emails", "Organizations", "Job Titles"),
        narrows=("contacts", "outlook"),
    ),
    Source(
        name="contacts",
        title="a list of contacts",
        kind="people",
        listed=True,
        scope="contacts",
        columns={
            "name": made_by(
                full_name,
                "Full Name|Name|Lead Name|Contact Name|Display Name",
                "First Name|Given Name|Vorname|Prénom|Prenom|Nombre|Nome",
                "Middle Name",
                "Last Name|Surname|Family Name|Nachname|Nom|Apellidos|Apellido|Cognome",
            ),
            "email": under("Email", "Email Address", "Mail", "Courriel", "Correo electrónico"),
            "phone": first_of(
                "Phone|Phone Number|Telephone|Téléphone|Telephone Number|Telefon|Teléfono|Telefono",
                "Mobile|Mobile Phone|Cell Phone|Handy|Portable|Móvil",
                "Work Phone|Business Phone",
                "Home Phone",
            ),
            "company": first_of(
                "Company|Company Name|Employer|Entreprise|Société|Firma|Unternehmen|Empresa"
                "|Azienda",
                "Organization|Organisation|Organization Name",
            ),
            "title": first_of("Job Title|Position|Poste|Fonction|Funktion|Cargo", "Title"),
            "category": under("Category", "Industry", "Branche", "Secteur", "Sector"),
            "city": under("City", "Ville", "Stadt", "Ort", "Ciudad"),
            "profile_url": under("LinkedIn", "LinkedIn URL", "LinkedIn Profile", "Profile URL"),
            "client": beside(
                "Client", "Is client", "Customer", "Is customer", "Kunde", "Ist Kunde", "Cliente",
                "Klant", "Klient", "Client Since",
            ),
            "stage": beside(
                "Stage", "Lifecycle Stage", "Contact Type", "Status", "Account Status",
                "Contact Status", "Customer Status", "Client Status",
            ),
            "last_contact": beside(
                "Last Contact", "Last Contacted", "Last Activity", "Last Activity Date",
                "Last Touch", "Letzter Kontakt", "Letzte Aktivität", "Dernier contact",
                "Dernière activité", "Último contacto", "Última actividad", "Laatste contact",
                "Ultimo contatto", "Ostatni kontakt", "最終連絡日",
            ),
            "owner": beside(
                "Owner", "Account Owner", "Contact Owner", "Account Manager", "Sales Rep",
                "Betreuer", "Kundenbetreuer", "Besitzer", "Propriétaire", "Propietario",
                "Proprietario", "Eigenaar", "Relatiebeheerder", "Opiekun", "担当者",
            ),
            "notes": under("Notes", "Notizen", "Remarques"),
            "former": under("Former Names", "Maiden Name"),
        },
        required=(("name",), ("email", "phone", "company", "profile_url")),
        marks=(
            *OTHERS_NAMES, *OTHER_WORDS, *LIST_WORDS, *_SINCE, "Surname", "Prénom", "Contact Name",
        ),
        narrows=("people",),
        reword={"stage": stage_of, "profile_url": profile_of},
        also=(
            referred(
                "Email|Email Address", "Full Name|Name", "First Name|Given Name",
                "Last Name|Family Name",
                person=email_or_full_name,
            ),
        ),
    ),
)  # fmt: skip
"""Lists of people whom somebody has the address of. They tell who people are, not who knows whom.
"""
