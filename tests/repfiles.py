"""Files as a real rep has them, made anew each time and always the same: nobody in them exists.

One world of people of many cultures in firms that sound real; each function writes what one
program would export of it. `people` gives the world itself, to compare with.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from io import BytesIO, StringIO
from random import Random
from zipfile import ZipFile, ZipInfo

import xlsxwriter

REP = "Lena Hartwig"
REP_MAIL = "lena.hartwig@hartwig-vorsorge.example"
TODAY = date(2026, 10, 30)
"""The last day of which the files tell."""


def _words(text: str) -> list[str]:
    return text.split()


_GIVEN = _words(
    "Anna Ben Carla Dmitri Elif Femi Giulia Hannah Ibrahim Jana Kenji Leila Marek Nadia Oskar "
    "Priya Quentin Rosa Sven Tereza Uchenna Viktor Wanda Xiomara Yusuf Zofia Amélie Björn Chloé "
    "Dóra Émile François Göran Håkon İpek José Łukasz Müge Niamh Øyvind Renée Siân Théo Ángel "
    "Aisha Bao Chidi Deepa Eun-ji Farah Gabriel Hiroshi Ines Jamal Katarzyna Lucía Mei Nikolai"
)
_FAMILY = _words(
    "Abebe Bergström Castillo Dąbrowski Eriksen Fontaine Grünwald Hernández Ivanova Jansen "
    "Kowalski Lefèvre Moreau Nakamura Okafor Petrov Quispe Rossi Schäfer Tanaka Ueda Vandenberghe "
    "Wójcik Xu Yılmaz Zimmermann Achterberg Benedetti Chowdhury Duarte Esposito Fischer "
    "Gallagher Hoffmann "
    "Iyer Johansson Keller Lindqvist Mbeki Novák O'Brien Papadopoulos Qureshi Ramírez Sørensen "
    "Türk Urbański Verbeek Weiß Yamamoto Zanetti Almeida Brandt Costa Delacroix Engel Ferrari"
)
_FIRMS = {
    "Banking": ("Sparkasse {}", "Volksbank {}", "{} Savings Bank", "Banco de {}", "Banque {}"),
    "Insurance": ("{} Versicherung AG", "{} Insurance Brokers", "Seguros {}", "Assurances {}"),
    "Hotels": ("Hotel {}", "{} Resorts", "Grand Hotel {}", "{} Hotels GmbH"),
    "Dental": ("Zahnarztpraxis Dr. {}", "{} Dental Care", "Clínica Dental {}", "Tandartsen {}"),
    "Schools": ("{} High School", "Gymnasium {}", "Lycée {}", "Colegio {}"),
    "Construction": ("{} Bauunternehmung", "{} Construction Ltd", "Constructora {}"),
    "Legal": ("Kanzlei {}", "{} Rechtsanwälte", "{} Law Office", "Studio legale {}"),
    "Logistics": ("Spedition {}", "{} Logistics", "Transportes {}", "{} Freight"),
    "Manufacturing": ("{} Maschinenbau GmbH", "{} Manufacturing Inc", "Usinage {}"),
    "Software & IT": ("{} Software", "{} Informatik AG", "{} Computer Services"),
    "Restaurants": ("Restaurant {}", "Trattoria {}", "{} Catering"),
    "Hospitals & care": ("Klinikum {}", "{} Hospital", "Clinique {}"),
    "Accounting": ("Steuerberatung {}", "{} Accountants", "{} Treuhand AG"),
    "": ("{} Group", "{} & Partner", "{} Holding", "Novara {}", "{} AG", "{} International"),
}
_PLACES = _words(
    "Aarau Bremen Cádiz Delft Elmshorn Firenze Gent Haarlem Innsbruck Jena Konstanz Lübeck Mainz "
    "Nantes Oldenburg Porto Quimper Rouen Siena Torun Uppsala Verona Weimar Ystad Zwolle Ashford "
    "Brighton Coventry Dover Exeter Salem Madison Denver Austin Tampa Boise Fresno Omaha Tulsa"
)
_TITLES = (
    "Managing Director", "Geschäftsführer", "Head of Purchasing", "Leiterin Einkauf", "CFO",
    "Sales Manager", "Vertriebsleiter", "Directrice commerciale", "Office Manager",
    "HR Business Partner", "Responsable achats", "Project Manager", "Software Engineer",
    "Owner", "Director financiero", "Account Manager", "Consultant", "Partner", "Assistenz",
    "Marketing Manager", "Operations Manager", "Inhaberin", "Key Account Manager", "Teacher",
    "Sachbearbeiter", "Responsabile acquisti", "Dyrektor handlowy", "Kierownik projektu", "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody of the world; `kind` is the firm's business, "" where its name does not tell."""

    given: str
    family: str
    company: str
    kind: str
    title: str
    email: str
    phone: str
    linked: date
    contacts: int
    """Mails with the rep."""
    last: date | None
    client: bool

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def _plain(text: str) -> str:
    """A text as it stands in addresses."""
    text = text.translate(str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "ı": "i"}))
    text = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


@lru_cache
def people(count: int = 800, seed: int = 7) -> tuple[Somebody, ...]:
    """The world: the first are those with whom the rep is in touch most."""
    random = Random(seed)
    firms = []
    for kind, forms in _FIRMS.items():
        for place in random.sample(_PLACES + _FAMILY, 26 if kind else 60):
            firms.append((random.choice(forms).format(place), kind))
    random.shuffle(firms)
    names = random.sample([(g, f) for g in _GIVEN for f in _FAMILY], count)
    found = []
    for number, (given, family) in enumerate(names):
        company, kind = firms[int(len(firms) * random.random() ** 1.7)]
        if random.random() < 0.03:
            company, kind = random.choice(("Self-employed", "Freelance", "")), ""
        host = _plain(company) or "mail"
        contacts = max(0, int(40 / (1 + number / 6) - random.random())) if number < 160 else 0
        last = TODAY - timedelta(days=int(3 + 400 * random.random() ** 2)) if contacts else None
        found.append(
            Somebody(
                given,
                family,
                company,
                kind,
                random.choice(_TITLES),
                f"{_plain(given)}.{_plain(family)}@{host}.example",
                f"+49 30 555{number:05d}",
                date(2012, 1, 1) + timedelta(days=random.randrange(5_200)),
                contacts,
                last,
                number < 40 and random.random() < 0.6,
            )
        )
    return tuple(found)


def _table(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def linkedin_zip(count: int = 800) -> bytes:
    """LinkedIn's archive: connections with its three lines of notes above, profile, messages."""
    who = people(count)
    random = Random(11)
    connections = _table(
        ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"),
        (
            (
                p.given,
                p.family,
                f"https://www.linkedin.com/in/{_plain(p.given)}-{_plain(p.family)}-{n:04x}",
                p.email if random.random() < 0.04 else "",
                p.company,
                p.title,
                p.linked.strftime("%d %b %Y"),
            )
            for n, p in enumerate(who)
        ),
    )
    notes = 'Notes:\r\n"When exporting your connection data, you may notice that some of the email '
    notes += 'addresses are missing."\r\n\r\n'
    profile = _table(
        ("First Name", "Last Name", "Maiden Name", "Address", "Headline", "Geo Location"),
        ((*REP.split(), "", "", "Pensions that people understand", "Berlin"),),
    )
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in (
            ("Connections.csv", notes + connections),
            ("Profile.csv", profile),
            ("Skills.csv", "Name\r\nNegotiation\r\n"),
        ):
            archive.writestr(ZipInfo(name, (2026, 10, 30, 8, 0, 0)), text)
    return out.getvalue()


def mailbox(count: int = 160) -> bytes:
    """The rep's mails with those he is in touch with, some with a colleague of theirs in copy."""
    who = [p for p in people() if p.contacts][:count]
    random = Random(13)
    by_firm: dict[str, list[Somebody]] = {}
    for p in who:
        by_firm.setdefault(p.company, []).append(p)
    mails = []
    for p in who:
        assert p.last is not None
        for k in range(p.contacts):
            day = p.last - timedelta(days=int(k * random.uniform(4, 30)))
            when = datetime(day.year, day.month, day.day, 8 + k % 9, random.randrange(60))
            others = [o for o in by_firm[p.company] if o is not p]
            copied = random.sample(others, 1) if others and random.random() < 0.3 else []
            if not others and random.random() < 0.05:
                copied = [random.choice([o for o in who if o is not p])]
            mails.append((when, p, k % 3 != 0, copied))
    mails.sort(key=lambda mail: mail[0])
    return "".join(_mail(n, *mail) for n, mail in enumerate(mails)).encode()


def _mail(number: int, when: datetime, p: Somebody, mine: bool, copied: Sequence[Somebody]) -> str:
    rep, other = f'"{REP}" <{REP_MAIL}>', f'"{p.name}" <{p.email}>'
    sender, to = (rep, other) if mine else (other, rep)
    stamp = when.strftime("%a, %d %b %Y %H:%M:00 +0000")
    copies = f"Cc: {', '.join(f'{c.name} <{c.email}>' for c in copied)}\n" if copied else ""
    return (
        f"From - {when.strftime('%a %b %d %H:%M:00 %Y')}\nFrom: {sender}\nTo: {to}\n{copies}"
        f"Date: {stamp}\nSubject: Note {number}\nMessage-ID: <{number}@hartwig.example>\n"
        "Content-Type: text/plain; charset=utf-8\n\nHello.\n\n"
    )


ODD_HEADER = (
    "Kundennr.", "Ansprechpartner", "Fa.", "Mailadresse", "Tel./Mobil", "Position", "Kunde",
    "letzter Kontakt", "Betreuer",
)  # fmt: skip


def _client_rows(count: int) -> list[tuple[str, ...]]:
    return [
        (
            f"K{1000 + n}",
            p.name,
            p.company,
            p.email if n % 9 else "",
            p.phone if n % 4 else "",
            p.title,
            "ja" if p.client else "nein",
            p.last.strftime("%d.%m.%Y") if p.last else "",
            REP,
        )
        for n, p in enumerate(people()[:count])
    ]


def odd_crm_csv(count: int = 220) -> bytes:
    """A list out of a CRM with headers of its own, as a German Excel saves it."""
    return _table(ODD_HEADER, _client_rows(count), ";").encode("cp1252", "replace")


def hubspot_csv(count: int = 220) -> bytes:
    """HubSpot's export of all contacts."""
    return _table(
        ("Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner",
         "Associated Company", "Job Title", "Lifecycle Stage", "Last Activity Date"),
        (
            (
                str(9000 + n), p.given, p.family, p.email, p.phone, REP, p.company, p.title,
                "Customer" if p.client else "Lead",
                p.last.strftime("%Y-%m-%d 10:15") if p.last else "",
            )
            for n, p in enumerate(people()[:count])
        ),
    ).encode()  # fmt: skip


def client_csv(count: int = 220) -> bytes:
    """A list that a rep keeps by hand, with client = yes."""
    return _table(
        ("Name", "Company", "E-mail", "Phone", "Title", "Client"),
        (
            (p.name, p.company, p.email, p.phone, p.title, "yes" if p.client else "")
            for p in people()[:count]
        ),
    ).encode("utf-8-sig")


def vcards(count: int = 220) -> bytes:
    """The telephone's address book, with groups."""
    cards = []
    for n, p in enumerate(people()[:count]):
        groups = ",".join(filter(None, ("myContacts", "VIP" if p.client else "", p.kind)))
        cards.append(
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nUID:card-{n}\r\nFN:{p.name}\r\n"
            f"N:{p.family};{p.given};;;\r\nORG:{p.company}\r\nTITLE:{p.title}\r\n"
            f"EMAIL;TYPE=WORK:{p.email}\r\nTEL;TYPE=CELL:{p.phone}\r\n"
            f"CATEGORIES:{groups}\r\nEND:VCARD\r\n"
        )
    return "".join(cards).encode()


def workbook(count: int = 220) -> bytes:
    """The client list as an Excel workbook: a sheet of people, and one that says nothing."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": datetime(2026, 10, 30)})
    sheet = book.add_worksheet("Contacts")
    sheet.write_row(0, 0, ("Name", "Company", "Email", "Phone", "Job Title", "Client"))
    for n, p in enumerate(people()[:count], 1):
        row = (p.name, p.company, p.email, p.phone, p.title, "yes" if p.client else "")
        sheet.write_row(n, 0, row)
    book.add_worksheet("Notes").write(0, 0, "nothing here")
    book.close()
    return out.getvalue()


KINDS = {
    "linkedin.zip": linkedin_zip,
    "mails.mbox": mailbox,
    "crm.csv": odd_crm_csv,
    "hubspot.csv": hubspot_csv,
    "clients.csv": client_csv,
    "contacts.vcf": vcards,
    "clients.xlsx": workbook,
}
"""File name -> what makes it."""
