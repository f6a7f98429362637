"""What stands among people and is none: firms, functions such as a front desk, and tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tiesmap.intake.sources.declaration import same_header
from tiesmap.intake.table.values import clean_line, is_yes
from tiesmap.intake.who.names import short_groups
from tiesmap.model.names import unaccented
from tiesmap.model.problems import shorten

_TYPES = frozenset(
    (
        "type", "recordtype", "contacttype", "entrytype", "kind", "typ", "art", "kontakttyp",
        "kontaktart", "datensatztyp", "typedecontact", "tipo", "tipodecontacto", "tipocontatto",
        "tipodecontato", "soort", "contactsoort", "rodzaj", "tür", "persontype", "entitytype",
    )
)  # fmt: skip
_IS_FIRM = frozenset(
    ("iscompany", "isacompany", "isorganization", "isorganisation", "isbusiness", "isafirm",
     "istfirma", "isteinefirma", "firmenkontakt", "estsociete", "estunesociété", "esempresa",
     "èunazienda", "isbedrijf")
)  # fmt: skip
_FIRMS = frozenset(
    (
        "company", "organization", "organisation", "account", "business", "firm", "firma",
        "unternehmen", "organisationen", "société", "societe", "entreprise", "empresa",
        "organización", "organizacion", "azienda", "società", "organizzazione", "bedrijf",
        "organisatie", "företag", "firmy", "şirket", "kurum", "vendorcompany", "corporate",
        "corporation", "household", "법인", "회사", "会社", "法人",
    )
)  # fmt: skip
_PART = (
    r"sales|service|billing|support|marketing|office|purchasing|procurement|dispatch|claims|"
    r"customer service|customer care|human resources|hr|it|ap|ar|legal|accounting|accounts|finance|"
    r"payroll|admin|operations|shipping|receiving|parts|warehouse|facilities|leasing|"
    r"underwriting|compliance|maintenance|front|main|general|fleet"
)
_OF_A_FIRM = (
    r"vertrieb|verkauf|einkauf|buchhaltung|sekretariat|kundenservice|kundendienst|poststelle|"
    r"rechnungswesen|personalabteilung"
)
"""What stands before a firm's name: Vertrieb Hansepack. Behind a name it is where one works."""
_FUNCTION = re.compile(
    rf"(?:the )?(?:{_PART}) (?:dept|department|desk|inbox|mailbox|hotline|queue|counter)"
    r"|(?:customer|client|technical|tech|product|it) (?:service|services|care|support|success)"
    r"|(?:human resources|accounts? (?:payable|receivable)|front desk|help ?desk|mail ?room|"
    r"switchboard|reception(?: desk)?|main (?:office|number|line)|front office|back office|"
    r"general (?:inquiries|enquiries|mailbox|info|information)|(?:do ?not|no) ?reply|"
    r"mailing list|distribution list|all (?:staff|employees|team|hands|users)|everyone|"
    r"(?:sales|support|marketing|service|office|billing|accounting|hr) team|shared mailbox|"
    r"accounting|billing|dispatch|payroll|info|office|sales|support|newsletter|webmaster|"
    r"postmaster|mailer daemon|administrator|system administrator|unknown caller|voicemail|"
    r"linkedin[ -](?:member|user|mitglied|lid|medlem|nutzer)|mitglied von linkedin|"
    r"membre (?:de )?linkedin|(?:miembro|usuario) de linkedin|(?:membro|utente|usuario)(?: d[io])? "
    r"linkedin|facebook[ -](?:user|nutzer)|deleted (?:account|user))"
    r"|.+ (?:newsletter|mailing list|digest|alerts|notifications)"
    r"|empfang|rezeption|telefonzentrale|zentrale|sekretariat|buchhaltung|einkauf|verkauf|vertrieb|"
    r"kundenservice|kundendienst|kundenbetreuung|personalabteilung|rechnungswesen|poststelle|"
    r"(?:abteilung|abt) .+|hotline|"
    rf"(?:{_OF_A_FIRM}) (?!(?:herr|frau|hr|fr) ).+|"
    r"(?:scanner|kopierer|konferenzraum|besprechungsraum)(?: .+)?|"
    r"accueil|standard|comptabilite|secretariat|service (?:client|clients|commercial|achats|"
    r"comptabilite|technique)|"
    r"recepcion|contabilidad|atencion al cliente|secretaria|departamento de .+|dpto .+|"
    r"segreteria|amministrazione|reception|ufficio .+|receptie|boekhouding|klantenservice|"
    r"recepcao|contabilidade|atendimento|recepcja|ksiegowosc|sekretariat|ugyfelszolgalat|"
    r"danisma|muhasebe|resepsiyon|musteri hizmetleri"
)
_TEST = re.compile(
    r"(?:test|demo|dummy|sample|example|asdf|qwerty|xxx|aaa)"
    r"(?: (?:test|tester|testing|user|account|contact|person|customer|client|lead|record|demo|"
    r"dummy|asdf|\d+))+|test|tester|testuser|asdf|dummy"
)
_TEST_MAIL = re.compile(r"(?:test|demo|asdf|dummy)@(?:test|example|asdf|demo)\.\w+")


_SUM = re.compile(
    r"(?:grand |sub ?|sous )?totale?(?: (?:general|generale|kunden|besucher|teilnehmer|kontakte|"
    r"umsatz|visitors|attendees|customers|clients|contacts|rows|chf|eur|usd|visiteurs|"
    r"visitatori|contatti))*"
    r"|(?:gesamt|zwischen|end)?summen?(?: (?:kunden|besucher|teilnehmer|kontakte|umsatz|chf|eur))*"
    r"|gesamt(?:zahl|umsatz|ergebnis)?|anzahl(?: .+)?|somme|somma|suma|totaal|razem|celkem|yhteensa"
)
_PLACE = re.compile(
    r"(?:pizzeria|ristorante|restaurant|gasthaus|gasthof|trattoria|taverne|brasserie|hotel|cafe|"
    r"coiffeur|coiffure|friseur|apotheke|pharmacie|farmacia|taxi|garage|autogarage|pannendienst|"
    r"pharmacy)(?: .+)?"
    r"|(?:haus|zahn|kinder|fraue?n|tier|augen)arzt(?:praxis)?|hausmeister|schulhaus|kita|notruf|combox"
    r"|.+ (?:hotline|pizzeria|taxi|helpdesk|kundendienst)"
    r"|dentist|(?:family )?doctor|vet|babysitter|handyman|plumber|landlord|school|emergency|"
    r"medecin|dentiste|veterinaire|nounou|ecole|proprietaire|urgences|medico|dentista|"
    r"veterinario|scuola|idraulico|canguro|casero|fontanero|colegio|urgencias|huisarts|tandarts|"
    r"dierenarts|oppas|loodgieter|school|lekarz|dentysta|weterynarz|hydraulik|przedszkole|"
    r"(?:ristorante|restauracja|peluqueria|parrucchiere|kapper|fryzjer|tandarts|huisarts)(?: .+)?"
    r"|病院|歯医者|歯科|学校|保育園|タクシー|美容院|.+(?:病院|歯科医院|美容室|寿司|食堂)"
)
_FAMILY = re.compile(
    r"(?:meine? |my |mon |ma |mi |mijn )?(?:mami|mama|mam|mom|mommy|mum|mummy|mutti|mutter|mother|"
    r"maman|mamma|moeder|papi|papa|dad|daddy|vati|vater|father|babbo|tata|oma|opa|omi|opi|grosi|"
    r"grandma|grandpa|granny|nonna|nonno|mamie|papy|abuela|abuelo|babcia|dziadek|schatz|schatzi|"
    r"honey|darling|sweetheart|wife|husband|cheri|cherie|mon coeur|amore|tesoro|carino|schat|"
    r"schatje|lieverd|kochanie|bruder|schwester|tante|onkel|gotti|zuhause|daheim|maison|casa|thuis)"
    r"|ice|in case of emergency|notfallkontakt|お母さん|母|お父さん|父|ママ|パパ|妻|夫|実家"
)
_RELATIVE = re.compile(
    r"(?:tante|onkel|oma|opa|aunt|auntie|uncle|tonton|oom|grosi|nonna|nonno|abuela|abuelo|babcia)"
    r" ([^ ]+)"
)
"""What stands before a given name. Oma and Opa are given names too: Oma Okafor."""


def is_sum(name: str) -> bool:
    """Whether what stands under the names is the line of the sums: Total Besucher."""
    return _SUM.fullmatch(unaccented(name)) is not None


def is_place(name: str) -> bool:
    """Whether a name in a telephone is that of a place or a trade: Pizzeria Vesuvio, Hausarzt."""
    return _PLACE.fullmatch(unaccented(name)) is not None


def is_family(name: str) -> bool:
    """Whether a card of a telephone is of the family, by what one calls her: Mami, Opa Fritz. Only
    before a given name that is known as one: Opa Nkosi is a name."""
    plain = unaccented(name)
    found = _RELATIVE.fullmatch(plain)
    return _FAMILY.fullmatch(plain) is not None or bool(found and short_groups(found[1]))


def some_of(names: Iterable[str]) -> str:
    """The first few names that were left out, as a note goes on with them: `: Mami; Papi`."""
    few = [shorten(name, 40) for name in dict.fromkeys(names) if name][:5]
    return ": " * bool(few) + "; ".join(few)


def is_function(name: str) -> bool:
    """Whether a name is that of a function or a list, not of a person: Front Desk, AP Dept."""
    return _FUNCTION.fullmatch(unaccented(name)) is not None


def is_nobody(name: str, address: str = "") -> bool:
    """Whether a row is about a function or a list, or about somebody who was entered only to try a
    program out: Test Test at test@test.com."""
    plain = unaccented(name)
    if _FUNCTION.fullmatch(plain):
        return True
    if _TEST_MAIL.fullmatch(address.strip().lower()):
        return not plain or _TEST.fullmatch(plain) is not None or plain.split()[0] == "test"
    return _TEST.fullmatch(plain) is not None and " " in plain


def says_firm(header: Sequence[str]) -> list[tuple[int, bool]]:
    """The columns that say of each row whether it is a firm: place, and whether by yes and no."""
    found = []
    for at, name in enumerate(header):
        word = same_header(name)
        if word in _TYPES or word in _IS_FIRM:
            found.append((at, word in _IS_FIRM))
    return found


def is_firm(cell: str, yes_no: bool) -> bool:
    """Whether the cell of such a column says that the row is a firm."""
    return is_yes(cell) if yes_no else same_header(clean_line(cell)) in _FIRMS
