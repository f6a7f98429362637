"""vCards 2.1, 3 and 4: the address books of Apple, Google, Outlook and telephones.

Read line by line by our own reader: a broken line costs that line, not the file.
"""

from __future__ import annotations

import quopri
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from tiesmap.intake.formats.ourcards import as_we_wrote
from tiesmap.intake.sources.declaration import addressed, personal_page
from tiesmap.intake.table.decoding import find_encoding, text_lines
from tiesmap.intake.table.lines import LONG, TEXT_LIMIT
from tiesmap.intake.table.values import Bad, clean_line, clean_text, read_email
from tiesmap.intake.who.names import before, clean_name, join_name, split_born, turned
from tiesmap.intake.who.nobody import is_family, is_nobody, is_place, some_of
from tiesmap.intake.who.optouts import ask_of_notes, card_says_out
from tiesmap.intake.who.relations import kind_of_relation
from tiesmap.intake.who.salutations import as_addressed
from tiesmap.model.companies import is_company
from tiesmap.model.evidence import TieRecord
from tiesmap.model.intake import OWN_SCOPE, Checked
from tiesmap.model.people import CARDS_BY_US, PersonRecord
from tiesmap.model.problems import Problem, Refused
from tiesmap.model.spoken import spelled

SCOPE = "vcard"
FOLD = "\0"
"""Where a line that goes on begins with a blank; no card holds such a sign."""

_LINE = re.compile(
    r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)"
    r'(?P<params>(?:;(?:"[^"]*"|[^":;])*)*):(?P<value>.*)',
    re.DOTALL | re.ASCII,
)
_PARAM = re.compile(r';((?:"[^"]*"|[^";])*)')
_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE"}
_RELATED = re.compile(r"X-(?:MS-|EVOLUTION-)?(SPOUSE|MANAGER|ASSISTANT)")
_EXTRAS = {"CATEGORIES": "Categories", "NICKNAME": "Nickname", "BDAY": "Birthday"}


def is_vcard(data: bytes) -> bool:
    """Whether a file begins as a vCard does."""
    return (
        data[:200]
        .replace(b"\0", b"")
        .lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
        .upper()
        .startswith(b"BEGIN:VCARD")
    )


@dataclass(frozen=True, slots=True)
class _Property:
    group: str
    name: str
    """In capitals."""
    types: frozenset[str]
    """Values of TYPE and bare parameters, in capitals."""
    value: str
    """As it stands, with its escapes."""

    def parts(self, sign: str = ";") -> list[str]:
        """The parts of a structured value, without escapes."""
        pieces = re.split(rf"(?<!\\){sign}", self.value)
        return [clean_line(_unescape(piece)) for piece in pieces]

    @property
    def line(self) -> str:
        return clean_line(_unescape(self.value))


def _unescape(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[_Property] = field(default_factory=list)
    closed: bool = False

    def all(self, *names: str) -> list[_Property]:
        """The properties of these names, the preferred ones first."""
        found = [one for one in self.properties if one.name in names and one.value.strip()]
        return sorted(found, key=lambda one: "PREF" not in one.types)

    def lines(self, *names: str) -> list[str]:
        """What these properties say, the preferred ones first."""
        return [text for one in self.all(*names) if (text := one.line)]

    def first(self, *names: str) -> str:
        return next(iter(self.lines(*names)), "")


def read_vcards(data: bytes, name: str, take_in: Collection[str] = ()) -> Checked:
    """The people in a file of vCards, and the ties that relations declare.

    Those of firms, family and places are no people, but names to `take_in` are. Refused if none.
    """
    encoding = find_encoding(data, name, table=False)
    problems: list[Problem] = []
    cards = list(_cards(data, encoding, name, problems))
    if not cards:
        raise Refused(f"{name} holds no vCard: export the contacts again.")
    ours = all(map(_by_us, cards))
    people: list[PersonRecord] = []
    ties: list[TieRecord] = []
    left: defaultdict[str, list[str]] = defaultdict(list)
    uids = {card.first("UID") for card in cards} - {""}
    mentioned: set[str] = set()
    for card in cards:
        if not card.closed:
            message = "begins a card that does not end, so it was not loaded: export it again"
            problems.append(Problem(name, card.line, "", "BEGIN:VCARD", message))
            continue
        called = clean_name(card.first("FN"))
        if (nobody := _no_person(card)) and not (called and called in take_in):
            left[nobody].append(called)
            continue
        record = _person(card, name, problems)
        if record is None:
            continue
        record = as_addressed(as_we_wrote(record, card.lines) if ours else record, card.lines)
        people.append(record)
        own = record.id or record.email or record.name
        made, nowhere = _relations(card, own, uids)
        beside = [person for person, _ in made if person is not None]
        people += beside
        mentioned |= {person.id for person in beside}
        ties += [tie for _, tie in made]
        left[_NOWHERE] += [""] * nowhere
    problems.sort(key=lambda problem: problem.line or 0)
    return Checked(
        file=name,
        source="vcard",
        scope=OWN_SCOPE if ours else SCOPE,
        encoding=encoding,
        delimiter="",
        row_count=len(cards),
        people=tuple(people),
        listed=not ours,  # everybody on file goes out in ours, whomever the rep knows of them
        mentioned=frozenset(mentioned),
        ties=tuple(ties),
        problems=tuple(problems),
        notes=(
            *(f"Left out: {w} ({len(left[w])}){some_of(left[w])}." for w in _LEFT if left[w]),
            *ask_of_notes("NOTE", (one.notes for one in people if not one.do_not_ask)),
        ),
        held=tuple(filter(None, (*left[_FAMILY], *left[_GROUPS]))),
    )


_COMPANIES = "cards of companies, which are not people"
_GROUPS = "cards of groups and places, which are not people"
_FAMILY = "cards of the family, by what one calls them, such as Mami"
_NOWHERE = "relations to cards that are not in the file"
_LEFT = (_COMPANIES, _GROUPS, _FAMILY, _NOWHERE)


def _no_person(card: _Card) -> str:
    """What a card is about, if that is no person."""
    kind = card.first("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    if kind in ("group", "location", "application", "device"):
        return _GROUPS
    if kind in ("org", "organization") or card.first("X-ABSHOWAS").upper() == "COMPANY":
        return _COMPANIES
    name = clean_name(card.first("FN"))
    company = next((one.parts()[0] for one in card.all("ORG")), "")
    if name and not company and not card.first("EMAIL", "TITLE", "ROLE"):
        if is_family(name):
            return _FAMILY
        if is_place(name) or is_nobody(name):
            return _GROUPS
    return _COMPANIES if name and name == company and not any(_name_parts(card)) else ""


# One pass over the lines, with the states of the format.
def _cards(data: bytes, encoding: str, file: str, problems: list[Problem]) -> Iterator[_Card]:  # noqa: C901
    card: _Card | None = None
    inside = ""  # the property before, if it holds a picture
    depth = 0
    for number, text in _content_lines(data, encoding):
        upper = text.strip().upper()
        if upper == "BEGIN:VCARD":
            if card is not None and inside == "AGENT":
                depth += 1  # a card inside the card, about somebody's assistant
                continue
            if card is not None:
                yield card
            card, inside = _Card(number), ""
        elif card is None or not upper:
            continue
        elif upper == "END:VCARD":
            if depth:
                depth -= 1
                continue
            card.closed = True
            yield card
            card = None
        elif depth:
            continue
        elif len(text) <= TEXT_LIMIT and (found := _LINE.fullmatch(text)):
            inside = found["name"].upper()
            if inside not in _BINARY:
                card.properties.append(_property(found, encoding))
        elif len(text) > TEXT_LIMIT:
            inside = re.split("[;:]", text[:99], maxsplit=1)[0].rpartition(".")[2].upper()
            if inside not in _BINARY:
                problems.append(Problem(file, number, inside, clean_line(text[:200]), LONG))
        elif inside not in _BINARY:
            message = "is no line of a vCard and was passed over: check the card in your program"
            problems.append(Problem(file, number, "", clean_line(text)[:200], message))
    if card is not None:
        yield card


def _content_lines(data: bytes, encoding: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, with folded lines joined."""
    held: list[str] = []
    start, quoted, soft = 0, False, False
    for number, raw in enumerate(text_lines(data, encoding), 1):
        text = raw.rstrip("\r\n")
        if soft:
            # A blank at the start may be a fold besides: what it is, the charset tells.
            held[-1] = held[-1][:-1]
            held.append(FOLD + text[1:] if text[:1] in (" ", "\t") else text)
        elif start and text[:1] in (" ", "\t"):
            held.append(text[1:])
            continue
        else:
            if start:
                yield start, "".join(held)
            held, start = [text], number
            quoted = "QUOTED-PRINTABLE" in text.partition(":")[0].upper()
        soft = quoted and text.endswith("=")
    if start:
        yield start, "".join(held)


def _property(found: re.Match[str], encoding: str) -> _Property:
    types: set[str] = set()
    charset = encoding
    encoded = False
    for param in _PARAM.findall(found["params"]):
        key, equals, value = param.partition("=")
        key = key.strip().upper()
        value = value.strip('" ') if equals else key
        if key == "CHARSET":
            charset = value
        elif "QUOTED-PRINTABLE" in value.upper():
            encoded = True
        elif key == "PREF":
            types.add("PREF")
        elif key == "TYPE" or not equals:
            types.update(value.upper().split(","))
    text = found["value"]
    if encoded:
        text = _unquoted(text, charset, encoding)
    return _Property(found["group"] or "", found["name"].upper(), frozenset(types), text)


def _unquoted(text: str, charset: str, encoding: str) -> str:
    """Quoted-printable text as it was meant. A blank after a soft line break is text, unless it
    cuts a sign in two or stands before an encoded one: then the program folded the line too."""
    forms = [text.replace(FOLD, " ")]
    if FOLD in text:
        forms.insert(0 if f"{FOLD}=" in text else 1, text.replace(FOLD, ""))
    raw = [quopri.decodestring(form.encode(encoding, "replace")) for form in forms]
    for one in raw:
        try:
            return one.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw[-1].decode("cp1252", "replace")


def _by_us(card: _Card) -> bool:
    return card.first("PRODID") == CARDS_BY_US


def _birthday(text: str) -> str:
    """A birthday as 1973-09-28, or --03-05 where the year is none (Apple writes 1604)."""
    found = re.match(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?!\d)", text)
    if not found:
        return text
    year, month, day = found.groups()
    return f"--{month}-{day}" if year in ("--", "1604", "0000") else f"{year}-{month}-{day}"


def _name_parts(card: _Card) -> list[str]:
    """Given, additional and family name."""
    for one in card.all("N"):
        family, given, additional = [*one.parts(), "", "", ""][:3]
        return [given, additional.replace(",", " "), family]
    return []


def _person(card: _Card, file: str, problems: list[Problem]) -> PersonRecord | None:
    parts = _name_parts(card)
    name = clean_name(card.first("FN")) or clean_name(join_name(parts))
    if not _by_us(card):
        in_order = bool(parts and parts[0]) and name.casefold().startswith(parts[0].casefold())
        name = spelled(turned(name), turn=not in_order)
    name, born = split_born(turned(name))
    mails = [one.line for one in card.all("EMAIL")]
    read = [read_email(text) for text in mails]
    good = [mail for mail in read if isinstance(mail, str) and mail]
    pairs = zip(mails, read, strict=True)
    bad = next(((text, mail) for text, mail in pairs if isinstance(mail, Bad)), None)
    if bad is not None and not good:
        problems.append(Problem(file, card.line, "EMAIL", bad[0], bad[1].message))
        if not name:
            return None
    if not name and not good:
        message = "the card has no name and no e-mail address: fill in one of them"
        problems.append(Problem(file, card.line, "", "", message))
        return None
    phones = [one for one in card.all("TEL") if not one.types & {"FAX", "PAGER"}]
    organization = next((one.parts() for one in card.all("ORG")), [])
    address = sorted(card.all("ADR"), key=lambda one: "WORK" not in one.types)
    extra = {label: text for key, label in _EXTRAS.items() if (text := card.first(key))}
    if len(organization) > 1 and organization[1]:
        extra["Department"] = organization[1]
    if "Birthday" in extra:
        extra["Birthday"] = _birthday(extra["Birthday"])
    pages = [one.line for one in card.all("URL", "X-SOCIALPROFILE")]
    own_pages = list(dict.fromkeys(page for page in pages if personal_page([page])))
    numbers = list(dict.fromkeys(one.line.removeprefix("tel:") for one in phones))
    company = organization[0] if organization else ""
    return PersonRecord(
        line=card.line,
        id=card.first("UID"),
        name=name,
        former=tuple(filter(None, [born])) or _former(card, name),
        email=good[0] if good else "",
        emails=tuple(dict.fromkeys(mail for mail in good if mail != good[0])),
        profile_url=own_pages[0] if own_pages else "",
        profiles=tuple(own_pages[1:]),
        phone=numbers[0] if numbers else "",
        phones=tuple(numbers[1:]),
        company=company if is_company(company) else "",
        title=card.first("TITLE", "ROLE"),
        city=next((parts[3] for one in address if len(parts := one.parts()) > 3 and parts[3]), ""),
        notes=next((clean_text(_unescape(one.value)) for one in card.all("NOTE")), ""),
        do_not_ask=card_says_out([(one.name, one.line) for one in card.properties]) or None,
        extra=extra,
    )


def _former(card: _Card, name: str) -> tuple[str, ...]:
    """Names of before, as Apple and Evolution write them."""
    return tuple(
        before(one.line, name) for one in card.all("X-MAIDENNAME", "X-MAIDEN-NAME") if one.line
    )


def _relations(
    card: _Card, own: str, uids: set[str]
) -> tuple[list[tuple[PersonRecord | None, TieRecord]], int]:
    """The ties that a card declares, each with the person it makes, and how many lead nowhere.

    A first name alone is somebody of their own in each card: two wives called Jenny are two.
    """
    labels = {one.group: one.line for one in card.properties if one.name == "X-ABLABEL"}
    found: list[tuple[PersonRecord | None, TieRecord]] = []
    nowhere = 0
    for one in card.properties:
        said = _RELATED.fullmatch(one.name)
        if not said and one.name not in ("X-ABRELATEDNAMES", "RELATED"):
            continue
        label = said[1] if said else labels.get(one.group) or _label(one.types)
        text = one.line
        if not text or label.casefold() == "me":
            continue
        person: PersonRecord | None = None
        if text.casefold().startswith("mailto:"):
            other = addressed("", text[7:].partition("?")[0])
        elif re.match(r"(?:urn|https?|tel):", text, re.IGNORECASE):
            if text not in uids:
                nowhere += 1
                continue
            other = text
        elif " " in text:
            other = text
        else:
            other = f"{text}\n{own}"
            person = PersonRecord(card.line, id=other, name=text)
        found.append((person, TieRecord(card.line, own, other, kind=kind_of_relation(label))))
    return found, nowhere


def _label(types: Collection[str]) -> str:
    return next((kind for kind in sorted(types) if kind != "PREF"), "")
