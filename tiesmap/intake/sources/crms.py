"""Systems in which sales people keep their contacts: HubSpot, Salesforce, Pipedrive, Zoho."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tiesmap.intake.reading import Rows
from tiesmap.intake.sources.addressbooks import referred
from tiesmap.intake.sources.declaration import (
    OTHERS_NAMES,
    LeftOut,
    Source,
    beside,
    email_or_full_name,
    email_or_name,
    first_item,
    first_of,
    first_value,
    full_name,
    joined,
    made_by,
    same_header,
    under,
)
from tiesmap.intake.sources.stages import stage_of
from tiesmap.intake.table.values import clean_line, is_yes
from tiesmap.model.intake import THE_REP

_ACTIVITIES = {"lunch": "meeting", "dinner": "meeting", "coffee": "meeting", "visit": "meeting"}
_ZOHO = ("Created Time", "Modified Time", "Account Name.id", "Contact Owner.id", "Lead Owner.id")


def _activity(text: str) -> str:
    return _ACTIVITIES.get(same_header(text), text)


def _is_open(text: str) -> bool:
    return clean_line(text).casefold() in ("", "no", "false", "0", "to do", "open")


def _people_of_boxes(rows: Rows) -> Rows:
    """Streak's table with a row for each of the people that stand in one cell of it."""
    at = rows.header.index(next(name for name in rows.header if same_header(name) == "contacts"))
    made = []
    for line, cells in rows.rows:
        for one in filter(None, map(str.strip, re.split(r"[;,\n]", cells[at]))):
            made.append((line, (*cells[:at], one, *cells[at + 1 :])))
    return replace(rows, rows=tuple(made))


def _called(parts: Sequence[str]) -> str:
    """The name in `Ada Berg <ada@berg.example>`."""
    name = parts[0].partition("<")[0].strip(' "')
    return "" if "@" in name else name


def _called_last(parts: Sequence[str]) -> str:
    """The name; of Odoo's complete name, `Berg AG, Ada Berg`, what stands behind the firm."""
    return parts[0] or parts[1].rpartition(", ")[2]


def _firm_of(parts: Sequence[str]) -> str:
    """The firm of whoever belongs to one; else that before a complete name."""
    return next(filter(None, parts[:2]), "") or parts[2].rpartition(", ")[0]


def _mail_of(parts: Sequence[str]) -> str:
    found = re.search(r"[^\s@<>]+@[^\s@<>]+", parts[0])
    return found[0] if found else ""


_NO_PEOPLE = (
    "Companies are no people: they fill in the company and the category of people who are on file, "
    "where these are empty."
)
CRMS: tuple[Source, ...] = (
    Source(
        name="hubspot_contacts",
        title="HubSpot's contacts",
        kind="people",
        listed=True,
        scope="hubspot",
        columns={
            "id": first_of("Record ID", "Contact ID"),
            "name": joined("First Name", "Last Name"),
            "email": first_of("Email", "Work Email"),
            "phone": first_of("Phone Number", "Mobile Phone Number"),
            "company": first_of(
                "Company Name|Company", "Associated Company|Primary Associated Company"
            ),
            "title": under("Job Title"),
            "category": under("Industry"),
            "city": under("City"),
            "profile_url": under("LinkedIn URL", "LinkedIn Profile", "LinkedIn Bio"),
            "stage": under("Lifecycle Stage"),
            "last_contact": beside("Last Contacted", "Last Activity Date", "Last Activity"),
            "owner": beside("Contact owner", "HubSpot Owner"),
        },
        required=(("id",), ("name", "email")),
        marks=(
            "Lifecycle Stage", "Lead Status", "Contact owner", "Associated Company", "Create Date",
            "Contact Type", "Last Activity Date",
        ),
        unlike=("Company owner", "Account Name", *_ZOHO),
        narrows=("people", "contacts"),
        reword={"email": first_value, "company": first_item},
        also=(referred("Email", "First Name", "Last Name"),),
    ),
    Source(
        name="salesforce",
        title="Salesforce's contacts or leads",
        kind="people",
        listed=True,
        scope="salesforce",
        columns={
            "id": first_of("Contact ID", "Lead ID", "ID"),
            "name": made_by(full_name, "Full Name", "First Name", "Middle Name", "Last Name"),
            "email": under("Email"),
            "phone": first_of("Phone", "Mobile|Mobile Phone"),
            "company": first_of("Account Name", "Company / Account", "Company"),
            "title": under("Title", "Titel"),
            "category": under("Industry"),
            "city": first_of("Mailing City", "City"),
            "stage": beside("Account Type", "Type", "Customer Status", "Account Status"),
            "last_contact": beside("Last Activity", "Last Activity Date"),
            "owner": beside("Contact Owner", "Lead Owner", "Account Owner"),
        },
        required=(("name",), ("email", "phone", "company")),
        marks=(
            "Account Name", "Contact ID", "Lead ID", "Account ID", "Mailing City",
            "Mailing State/Province", "Company / Account", "Lead Source", "Lead Owner",
            "Owner Alias", "Account Owner",
        ),
        unlike=("Record ID", "Primary Email", "Person - Name", *_ZOHO),
        narrows=("people", "contacts"),
        reword={"stage": stage_of},
        also=(referred("Email", "First Name", "Last Name"),),
    ),
    Source(
        name="zoho",
        title="Zoho's contacts or leads",
        kind="people",
        listed=True,
        scope="zoho",
        columns={
            "id": first_of("Record Id", "Contact Id", "Lead Id"),
            "name": made_by(
                full_name, "Full Name|Contact Name|Lead Name|Name", "First Name", "Last Name"
            ),
            "email": first_of("Email", "Secondary Email"),
            "phone": first_of("Phone", "Mobile"),
            "company": first_of("Account Name", "Company"),
            "title": first_of("Title", "Designation"),
            "category": under("Industry"),
            "city": first_of("Mailing City", "City"),
            "last_contact": beside("Last Activity Time"),
            "owner": beside("Contact Owner", "Lead Owner"),
        },
        required=(("name", "email"),),
        marks=_ZOHO,
        unlike=("Tags",),  # Notion has a time of creation, too
        narrows=("people", "contacts"),
        also=(
            referred(
                "Email", "Full Name|Contact Name|Lead Name", "First Name", "Last Name",
                person=email_or_full_name,
            ),
        ),
    ),
    Source(
        name="pipedrive",
        title="Pipedrive's people",
        kind="people",
        listed=True,
        scope="pipedrive",
        columns={
            "id": first_of("Person - ID", "ID"),
            "name": first_of("Person - Name", "Name"),
            "email": first_of(
                "Person - Email|Email", "Person - Email - Work|Email - Work",
                "Person - Email - Home|Email - Home", "Person - Email - Other|Email - Other",
            ),
            "phone": first_of(
                "Person - Phone|Phone", "Person - Phone - Work|Phone - Work",
                "Person - Phone - Mobile|Phone - Mobile",
            ),
            "company": first_of("Organization - Name", "Person - Organization", "Organization"),
            "title": under("Person - Job title", "Job title"),
            "last_contact": beside("Person - Last activity date", "Last activity date"),
            "owner": beside("Person - Owner", "Owner"),
        },
        required=(("name",), ("email", "phone", "company")),
        marks=("Person - Name", "Organization"),
        unlike=(
            *OTHERS_NAMES, "Activity - Subject", "Company", "Profile URL", "Do not ask", "Comfort",
            "Rep", "Why",
        ),
        narrows=("people", "contacts"),
        reword={"email": first_value, "phone": first_value},
    ),
    Source(
        name="pipedrive_activities",
        title="Pipedrive's activities",
        kind="interactions",
        scope="pipedrive",
        columns={
            "date": under("Activity - Due date"),
            "sender": under("Activity - Assigned to user"),
            "to": made_by(email_or_name, "Person - Email", "Person - Name"),
            "channel": under("Activity - Type"),
            "purpose": under("Activity - Subject"),
        },
        required=(("date",), ("to",)),
        defaults={"sender": THE_REP},
        reword={"channel": _activity},
        left_out=(
            LeftOut("Activity - Done", _is_open, "Left out: activities not done ({count})."),
            LeftOut(
                "Person - Name",
                lambda text: not text.strip(),
                "Left out: activities with nobody in them ({count}).",
            ),
        ),
    ),
    Source(
        name="affinity",
        title="Affinity's people",
        kind="people",
        scope="affinity",
        columns={
            "id": under("Person Id"),
            "name": made_by(full_name, "Full Name|Name", "First Name", "Last Name"),
            "email": first_of("Primary Email", "Email Addresses|Emails"),
            "phone": first_of("Phone Number", "Phone Numbers"),
            "company": under("Organizations", "Current Organization", "Organization"),
            "title": under("Job Titles", "Current Job Title", "Job Title"),
            "category": under("Industry"),
            "city": under("Location (City)", "City"),
            "profile_url": under("LinkedIn URL"),
        },
        required=(("name", "email"),),
        marks=("Affinity Row ID", "Source of Introduction (Full Name)", "Location (City)"),
        narrows=("people", "contacts", "thunderbird", "outlook", "linkedin_contacts"),
        reword={"email": first_value, "company": first_item, "title": first_item},
    ),
    Source(
        name="atomic_crm",
        title="Atomic CRM's contacts",
        kind="people",
        scope="atomic",
        columns={
            "name": joined("first_name", "last_name"),
            "email": first_of("email_work", "email_home", "email_other"),
            "phone": first_of("phone_work", "phone_home", "phone_other"),
            "company": under("company"),
            "title": under("title"),
            "profile_url": under("linkedin_url"),
            "notes": under("background"),
        },
        required=(("name",), ("email", "phone")),
        marks=("email_work", "phone_work", "has_newsletter"),
        narrows=("people", "contacts", "outlook"),
    ),
    Source(
        name="close",
        title="Close's leads or contacts",
        kind="people",
        listed=True,
        scope="close",
        # A lead is a firm, with its first contact in the same row; a contact is in a row by itself.
        columns={
            "name": under("primary_contact_name", "name"),
            "email": first_of("primary_contact_primary_email", "primary_email"),
            "phone": first_of("primary_contact_primary_phone", "primary_phone"),
            "title": under("primary_contact_title", "title"),
            "company": under("display_name", "lead_name"),
            "category": under("industry"),
        },
        required=(("name",), ("email", "phone")),
        marks=("primary_contact_name", "lead_id"),
        narrows=("people", "contacts", "thunderbird"),
    ),
    Source(
        name="streak",
        title="Streak's boxes",
        kind="people",
        listed=True,
        scope="streak",
        # A box is a deal; the people of it stand in one cell.
        columns={
            "name": made_by(_called, "Contacts"),
            "email": made_by(_mail_of, "Contacts"),
            "company": under("Organizations", "Organization"),
            "stage": beside("Stage"),
            "owner": beside("Assigned To"),
            "last_contact": beside("Date of Last Email", "Last Email Date"),
            "notes": under("Notes"),
        },
        required=(("name",), ("owner", "company", "last_contact")),
        marks=("Contacts",),
        narrows=("people", "contacts", "pipedrive"),
        reword={"stage": stage_of},
        prepare=_people_of_boxes,
    ),
    Source(
        name="odoo",
        title="Odoo's contacts",
        kind="people",
        scope="odoo",
        columns={
            "id": under("id", "External ID"),
            "name": made_by(
                _called_last, "name|First Name|Last Name", "Complete Name|Display Name"
            ),
            "email": under("email"),
            "phone": first_of("phone", "mobile"),
            "company": made_by(
                _firm_of, "parent_id|Related Company|parent_name", "company_name|Company Name",
                "Complete Name|Display Name",
            ),
            "title": under("function", "Job Position", "Job Title"),
            "city": under("city"),
            "notes": under("comment"),
        },
        required=(("name",),),
        marks=("is_company", "Is a Company"),
        narrows=("people", "contacts", "pipedrive"),
        left_out=(
            LeftOut("is_company", is_yes, "Left out: companies, which are not people ({count})."),
            LeftOut("Is a Company", is_yes, "Left out: companies, which are not people ({count})."),
        ),
    ),
    Source(
        name="companies",
        title="a list of companies",
        kind="companies",
        scope="companies",
        columns={
            "name": first_of("Company Name", "Account Name", "Organization - Name"),
            "website": first_of(
                "Company Domain Name", "Website URL", "Website", "Organization - Website"
            ),
            "category": first_of("Industry", "Organization - Industry", "Account Type"),
        },
        required=(("name",), ("website", "category")),
        unlike=(*OTHERS_NAMES, "Name", "Email", "Person - Name", "Full Name"),
        once=("name",),
        notes=(_NO_PEOPLE,),
    ),
    Source(
        name="company_list",
        title="a list of companies in German, French or Spanish",
        kind="companies",
        scope="companies",
        columns={
            "name": first_of("Firma", "Firmenname", "Unternehmen", "Société", "Entreprise",
                             "Raison sociale", "Empresa"),
            "website": first_of("Domain", "Domäne", "Website", "Webseite", "Homepage", "Internet",
                                "Domaine", "Site web", "Site internet", "Dominio", "Sitio web"),
            "category": first_of("Branche", "Secteur", "Secteur d'activité", "Sector"),
        },
        required=(("name",), ("website",), ("category",)),
        unlike=(*OTHERS_NAMES, "Name", "Vorname", "Nachname", "Ansprechpartner", "Kontakt", "Email",
                "E-Mail-Adresse", "Mail", "Nom", "Prénom", "Contact", "Interlocuteur", "Courriel",
                "Nombre", "Apellidos", "Contacto", "Correo", "Kunde seit"),
        once=("name",),
        notes=(_NO_PEOPLE,),
    ),
)  # fmt: skip
"""What these systems write when a list, a view or a report is exported."""
