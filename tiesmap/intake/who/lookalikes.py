"""Two people on file who are one, as sure as it can be said without asking: name, firm or contact.

The same full name, or a short form of the given name (Bill, William), with one mailbox, one phone
number or one firm; and no profile, and no address at one firm, that tells the two apart. Two names
of a firm are one firm where the people of both write from one domain.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from itertools import combinations, product

from tiesmap.intake.who.alphabets import alike_in_latin
from tiesmap.intake.who.employers import homes_of
from tiesmap.intake.who.keys import normalize_company, normalize_profile
from tiesmap.intake.who.names import is_short_for, short_groups, words_of
from tiesmap.model.addresses import is_shared_name, mailbox_of
from tiesmap.model.companies import has_legal_form, is_near_firm, is_one_firm
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import works_there
from tiesmap.model.ids import PersonId
from tiesmap.model.names import are_generations
from tiesmap.model.people import Person
from tiesmap.model.phones import number_of

_INITIAL = re.compile(r"^(?:[^\W\d_]{2,4}\.\s+)*(M)\.?\s+(\S.*)$")
"""M. Weber, Dr. M. Weber: the letter that also stands for Monsieur."""
_CROWD = 40
"""So many who may be called by one name are a name that says little."""
Homes = Mapping[str, Set[str]]
"""A firm, as it is compared -> the domains that its people write from."""
NOWHERE: Homes = {}


def homes_on_file(people: Iterable[Person]) -> Homes:
    """Firm -> the domains in the addresses of people on file who name that firm and no other."""
    named = ((person.company, person.email) for person in people)
    return homes_of((company, mail) for company, mail in named if company != firm_of(mail))


def are_one(one: Person, other: Person, homes: Homes = NOWHERE) -> bool:
    """Whether two people are one for sure; `homes` are the domains of the firms on file."""
    return (
        _are_called_alike(one.name, other.name)
        and not are_apart(one, other)
        and (_share_contact(one, other) or _share_firm(one, other, homes))
    )


def sure_pairs(people: Collection[Person]) -> set[tuple[PersonId, PersonId]]:
    """Pairs of ids (the lower first) of people who are on file twice for sure.

    Somebody who could be either of two different people is in no pair."""
    homes = homes_on_file(people)
    found = {
        (min(one.id, other.id), max(one.id, other.id))
        for group in _called(people).values()
        for one, other in combinations(group, 2)
        if one.id != other.id and are_one(one, other, homes)
    }
    return _without_doubt(found, {person.id: person for person in people})


def likely_pairs(
    people: Collection[Person], sure: Iterable[tuple[PersonId, PersonId]] = ()
) -> dict[tuple[PersonId, PersonId], str]:
    """Pairs (the lower id first) worth asking about, and why; the cards of `sure` pairs are one.

    Two people of a name that nobody else has, one of them without firm and address, or with a
    private address and no firm; an address without a name that is made of the name of somebody at
    its firm; and an initial that fits just one person of that family name at the firm."""
    alike: dict[PersonId, set[PersonId]] = {}
    cards = _cards_of_one(people, sure)
    for group in _called(people).values():
        for one, other in combinations(group, 2):
            a, b = cards[one.id][0].id, cards[other.id][0].id
            if a != b and _are_called_alike(one.name, other.name):
                alike.setdefault(a, set()).add(b)
                alike.setdefault(b, set()).add(a)
    pairs = {
        (min(one, *others), max(one, *others)) for one, others in alike.items() if len(others) == 1
    }
    found: dict[tuple[PersonId, PersonId], str] = {}
    for first, last in pairs:
        if len(alike[first]) > 1 or len(alike[last]) > 1:
            continue
        both = list(product(cards[first], cards[last]))
        asked = ((one, other, _why_ask(one, other)) for one, other in both)
        if not any(are_apart(one, other) for one, other in both):
            one, other, why = next((a for a in asked if a[2]), (*both[0], ""))
            found |= {(min(one.id, other.id), max(one.id, other.id)): why} if why else {}
    found |= dict.fromkeys(_in_two_alphabets(people), "the same name in another alphabet")
    found |= dict.fromkeys(_initialed(people), "nobody else at the firm has this initial")
    found |= dict.fromkeys(_with_one_number(people), "nobody else has this phone number")
    return found | dict.fromkeys(_nameless(people), "the address is made of the name")


def _cards_of_one(
    people: Iterable[Person], sure: Iterable[tuple[PersonId, PersonId]]
) -> dict[PersonId, list[Person]]:
    """Each card, by id -> all cards of that person, as far as pairs are sure."""
    cards = {person.id: [person] for person in people}
    for one, other in sure:
        if cards[one] is not cards[other]:
            cards[one] += cards[other]
            cards |= {card.id: cards[one] for card in cards[other]}
    return cards


def _in_two_alphabets(people: Collection[Person]) -> Iterator[tuple[PersonId, PersonId]]:
    pairs = list(alike_in_latin(people))
    homes = homes_on_file(people) if pairs else NOWHERE
    for one, other in pairs:
        near = _is_bare(one, other) or _share_contact(one, other) or _share_firm(one, other, homes)
        if near and not are_apart(one, other):
            yield min(one.id, other.id), max(one.id, other.id)


def _initialed(people: Collection[Person]) -> Iterator[tuple[PersonId, PersonId]]:
    """C. Oetjen and Carsten Oetjen, the only one of a firm whom the initial fits."""
    named: dict[tuple[str, ...], list[tuple[bool, Person]]] = {}
    for person in people:
        # M. is not only Monsieur.
        initial = _INITIAL.search(person.name)
        first, *family = (initial[1], initial[2]) if initial else words_of(person.name) or ("",)
        first, family = first.lower(), [word for one in family for word in words_of(one)]
        if family:
            named.setdefault((first[0], *family), []).append((len(first) == 1, person))
    unclear = {key: all_ for key, all_ in named.items() if any(short for short, _ in all_)}
    homes = homes_on_file(people) if unclear else NOWHERE
    for bearers in unclear.values():
        full = [person for short, person in bearers if not short]
        for one in (person for short, person in bearers if short):
            near = [other for other in full if _share_firm(one, other, homes)]
            if len(near) == 1 and not are_apart(one, near[0]):
                yield min(one.id, near[0].id), max(one.id, near[0].id)


def _with_one_number(people: Collection[Person]) -> Iterator[tuple[PersonId, PersonId]]:
    """The only two with a phone number, if the name of one is a part of the other's, or both have
    one given name: Folake of a telephone, or a name of before."""
    bearers: dict[str, list[Person]] = {}
    for person in people:
        if (number := number_of(person.phone)) and person.name:
            bearers.setdefault(number, []).append(person)
    for pair in bearers.values():
        if len(pair) != 2 or are_apart(*pair) or has_legal_form(pair[0].name + " " + pair[1].name):
            continue
        mine, theirs = (words_of(person.name) for person in pair)
        few, many = sorted((set(mine), set(theirs)), key=len)
        if few and (few <= many or is_short_for(mine[0], theirs[0])) and few & many:
            yield min(one.id for one in pair), max(one.id for one in pair)


def _called(people: Iterable[Person]) -> dict[tuple[str, ...], list[Person]]:
    """Those who may be called alike, in groups small enough to say something."""
    called: dict[tuple[str, ...], list[Person]] = {}
    for person in people:
        for key in _callings(words_of(person.name)):
            called.setdefault(key, []).append(person)
    return {key: group for key, group in called.items() if 1 < len(group) <= _CROWD}


def _is_bare(one: Person, other: Person) -> bool:
    return not (one.company and other.company) and not (one.email and other.email)


def _why_ask(one: Person, other: Person) -> str:
    """Why two whose name nobody else has may be one; "" where nothing says so."""
    if _is_bare(one, other):
        return "nobody else has this name"
    if one.company and other.company:
        return ""
    # Whoever writes from home has no firm on file.
    private = [not p.company and not firm_of(p.email) for p in (one, other)]
    if sum(private) != 1:
        return ""
    return "nobody else has this name, and one address is a private one"


def _nameless(people: Collection[Person]) -> Iterator[tuple[PersonId, PersonId]]:
    """Addresses without a name, each with the only one of its firm whose name it is made of."""
    bare = [person for person in people if not person.name and firm_of(person.email)]
    if not bare:
        return
    homes = homes_on_file(people)
    at_work: dict[str, list[Person]] = {}
    for person in people:
        for form in _addresses(words_of(person.name)) if not firm_of(person.email) else ():
            at_work.setdefault(form, []).append(person)
    for nameless in bare:
        name, _, domain = nameless.email.partition("@")
        fitting = [
            one
            for one in at_work.get(re.sub(r"[\W\d_]", "", name), ())
            if works_there(one.company, nameless.email) or firm_of(domain) in _domains(one, homes)
        ]
        if len(fitting) == 1:
            yield min(nameless.id, fitting[0].id), max(nameless.id, fitting[0].id)


def _addresses(words: tuple[str, ...]) -> set[str]:
    """What stands before the @ of somebody at a firm: ann, annlee, alee, leeann, leea."""
    if len(words) < 2:
        return set()
    first, last = words[0], "".join(words[1:])
    return {first, first + last, first[0] + last, last + first, last + first[0], first + last[0]}


def _callings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """What those have in common who may be called alike: the words, or the kind of given name."""
    if len(words) > 1:
        yield tuple(sorted(words))
        for number in short_groups(words[0]):
            yield (str(number), *words[1:])


def _without_doubt(
    found: set[tuple[PersonId, PersonId]], known: Mapping[PersonId, Person]
) -> set[tuple[PersonId, PersonId]]:
    near: dict[PersonId, set[PersonId]] = {}
    for one, other in found:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    doubted = {
        person
        for person, others in near.items()
        if any(are_apart(known[a], known[b]) for a, b in combinations(sorted(others), 2))
    }
    return {pair for pair in found if doubted.isdisjoint(pair)}


def looks_like(one: Person, other: Person, homes: Homes = NOWHERE) -> bool:
    """Whether a mark on one person should hold for the other too: they are surely one person, or
    have the same full name and one of them has no firm on file."""
    if are_one(one, other, homes):
        return True
    same = sorted(words_of(one.name)) == sorted(words_of(other.name))
    open_ = not one.company or not other.company
    return open_ and same and len(words_of(one.name)) > 1 and not are_apart(one, other)


def are_apart(one: Person, other: Person) -> bool:
    """Whether a profile, an address at one firm, or Sr. and Jr., tells two people apart."""
    if are_generations(one.name, other.name):
        return True
    mine, theirs = normalize_profile(one.profile_url), normalize_profile(other.profile_url)
    if mine and theirs and mine != theirs:
        return True
    if not one.email or not other.email or mailbox_of(one.email) == mailbox_of(other.email):
        return False
    firm = firm_of(one.email)
    return bool(firm) and firm == firm_of(other.email)


def families(people: Iterable[Person]) -> Mapping[str, list[Person]]:
    """Word of a name (given names aside) -> the people who bear it."""
    found: dict[str, list[Person]] = {}
    for person in people:
        for word in dict.fromkeys(words_of(person.name)[1:]):
            found.setdefault(word, []).append(person)
    return found


def looking_like(
    wanted: Iterable[Person],
    people: Collection[Person],
    different: Collection[tuple[PersonId, PersonId]] = (),
) -> Iterator[tuple[Person, Person]]:
    """Pairs (wanted, other) in which the other looks like somebody wanted.

    `different` are the pairs, the lower id first, who were said to be two people."""
    some = list(wanted)
    if not some:
        return
    words = {word for person in some for word in words_of(person.name)[1:]}
    homes = homes_on_file(people)
    near = families(p for p in people if not words.isdisjoint(words_of(p.name)))
    for one in some:
        beside = {p.id: p for word in words_of(one.name)[1:] for p in near.get(word, ())}
        for other in beside.values():
            pair = (min(one.id, other.id), max(one.id, other.id))
            if one.id != other.id and pair not in different and looks_like(one, other, homes):
                yield one, other


def _are_called_alike(one: str, other: str) -> bool:
    mine, theirs = words_of(one), words_of(other)
    if min(len(mine), len(theirs)) < 2 or min(map(len, (*mine[:1], *theirs[:1]))) < 2:
        return False
    if sorted(mine) == sorted(theirs):
        return True
    return is_short_for(mine[0], theirs[0]) and mine[1:] == theirs[1:]


def _share_contact(one: Person, other: Person) -> bool:
    if one.email and other.email and mailbox_of(one.email) == mailbox_of(other.email):
        return not is_shared_name(mailbox_of(one.email))
    mine, theirs = number_of(one.phone), number_of(other.phone)
    return bool(mine) and mine == theirs


def _share_firm(one: Person, other: Person, homes: Homes) -> bool:
    firms = (one.company, other.company)
    if all(firms) and (is_one_firm(*firms) or is_near_firm(*firms)):
        return True
    if works_there(one.company, other.email) or works_there(other.company, one.email):
        return True
    return not _domains(one, homes).isdisjoint(_domains(other, homes))


def _domains(person: Person, homes: Homes) -> set[str]:
    """Where somebody writes from, and where the others of the firm do."""
    own = firm_of(person.email)
    return {*homes.get(normalize_company(person.company), ()), *([own] if own else [])}
