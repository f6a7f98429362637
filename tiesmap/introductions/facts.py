"""The facts that go into the letters (`templates.FACTS`), from what is stored and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tiesmap.introductions import turns
from tiesmap.introductions.fields import firm_said, said
from tiesmap.introductions.languages import Language, is_own_line
from tiesmap.introductions.templates import TYPED
from tiesmap.introductions.titles import as_said, role_said, title_said
from tiesmap.introductions.turns import NOTHING, Between, Mark, choose
from tiesmap.introductions.words import PLAIN, Words
from tiesmap.model.folding import fold
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.reasons import ReasonKind
from tiesmap.model.requests import IntroRequest
from tiesmap.model.salutations import academic_said, form_of
from tiesmap.model.spoken import addressed, family_name, spoken, titles_before
from tiesmap.network.reach import COMFORTABLE

LONGEST_WHY = 200
PLAINLY = Mark("")


def letter_facts(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    inferred: bool = False,
    words: Words = PLAIN,
) -> dict[str, str]:
    """The facts of a letter about a target by their names in `templates.FACTS`; "": not known."""
    mark = mark_of(f"{connector.id} {connector.name} {said(target.label)}", words)
    say = mark.language
    new = _new_to(rep, connector, target, say) | _at_home(target, words)
    same_company = is_same(connector.company, target.company)
    return {
        **_of_both(rep, connector, words),
        "target": _called(target, say),
        "target_greeting": _greeted(target, say, "target"),
        "target_dear": _dear(target, words, "target"),
        "target_title": said(target.title),
        "target_company": firm_of(target),
        "target_category": said(target.known_category),
        "target_in_full": _presented(target, say),
        "maybe": "yes" if inferred else "",
        "goal": _called(goal, say) if goal else "",
        "goal_in_full": _presented(goal, say) if goal else "",
        **new,
        "target_role": role_said(as_said(target.title, say), new["their_company"], say),
        **_turned(mark, words, connector, _them(connector, target, say)),
        "meet": turns_to(target, "meet", same_company, inferred, mark),
        "why_them": _why_them(new, inferred, mark, connector, target),
        "same_company": "yes" if same_company else "",
        "mention": "",
    }


def turns_to(target: Person, name: str, same_company: bool, maybe: bool, mark: Mark) -> str:
    """Whom the rep would like to meet, or (`name` "mention_meet") to write to, and that the
    connector knows him, or may know him. That two of one firm know each other is no news to them.
    """
    say = mark.language
    colleague = same_company and not maybe
    whom = _presented(target, say, colleague)
    kind = "_colleague" if colleague else "_maybe" if maybe else ""
    since = say.forms["since"] if same_company else ""
    return choose(name + kind, mark, whom=whom, since=since, first=True)


def _at_home(target: Person, words: Words) -> dict[str, str]:
    """Whether the rep knows many in the target's field; else where he does, as one says it."""
    theirs, say = fold(target.known_category), words.language
    if theirs in words.at_home:
        return {"known_field": "yes", "home": ""}
    return {"known_field": "", "home": f" {say.forms['and']} ".join(map(say.field_of, words.many))}


def _why_them(
    new: Mapping[str, str], maybe: bool, mark: Mark, connector: Person, target: Person
) -> str:
    """Why the rep wants to meet the target; "" where nothing says so.

    Only where he knows few in that field does he say so, and to one of the few: apart from you.
    At the firm of a client he is no stranger: he would like to meet one more there.
    """
    field, home, say = new["field"], new["home"], mark.language
    both = is_same(connector.known_category, target.known_category)
    facts = {"home": home, "them": _them(connector, target, say),
             "besides": say.forms["besides"] * both}  # fmt: skip
    if connector.is_client and is_same(connector.company, target.company):
        return turns.maybe("why_same_firm", mark, first=True, **facts)
    if field:
        name = "why_field_maybe" if maybe else "why_field"
        names = [name, f"{name}_new"]
        if new["known_field"]:
            names = ["why_field_more", name]
        elif home:
            names = ["why_new", *names]
        found = (turns.maybe(one, mark, field, first=True, **facts) for one in names)
        return next(filter(None, found), "")
    if new["own_field"]:
        return turns.maybe("why_own_field", mark, new["own_field"], first=True)
    if new["their_company"]:
        return turns.maybe("why_firm", mark, new["their_company"], first=True)
    return "" if maybe else turns.maybe("why_anybody", mark, first=True)


def _presented(person: Person, say: Language, colleague: bool = False) -> str:
    """Name, title and company as one says them: "Tom Field, the head of nursing at Acme"; to a
    `colleague` of his, who knows both, "your colleague Tom Field"."""
    name, title = _called(person, say), title_said(person.title, say)
    if colleague:
        return _to_a_colleague(name, title, say)
    company = firm_of(person)
    if role := role_said(title, company, say):
        return say.forms["name_title"].format(name=name, title=role)
    return say.forms["name_at"].format(name=name, company=company) if company else name


def _to_a_colleague(name: str, title: str, say: Language) -> str:
    """Only who heads something is named by it: "your head of nursing", "the owner"."""
    words = title.casefold().split()
    if words[:1] != ["the"] or set(words).isdisjoint(say.titles.get("the", ())):
        return say.forms["colleague"].format(name)
    if words[-1] in say.titles.get("of", ()):
        return say.forms["name_title"].format(name=name, title=title)
    return say.forms["your"].format(name=name, title=title.removeprefix("the "))


def _called(person: Person, say: Language) -> str:
    """As a letter calls somebody: by name, else the address, else in words, never by a number."""
    return said(spoken(person.name) or person.email) or say.forms["nameless"]


def firm_of(person: Person) -> str:
    """The firm as one says it; "" where it is only the end of the person's address."""
    firm = firm_said(person.company)
    return "" if firm.casefold() == person.email.rpartition("@")[2].strip().casefold() else firm


def _of_both(rep: Person, connector: Person, words: Words) -> dict[str, str]:
    """The facts of rep and connector, and those that the rep typed."""
    return {
        **{name: said(words.given.get(name, ""), _typed_limit(name)) for name in TYPED},
        "gain": _gain(words),
        "own_line": "yes" if is_own_line(_gain(words)) else "",
        "rep": _called(rep, words.language),
        "rep_title": said(rep.title),
        "rep_role": role_said(title_said(rep.title, words.language), firm_of(rep), words.language),
        "rep_company": firm_of(rep),
        "rep_email": said(rep.email) if rep.name else "",
        "rep_phone": said(rep.phone),
        "connector": _called(connector, words.language),
        "greeting": _greeted(connector, words.language),
        "dear": _dear(connector, words),
        "connector_company": firm_of(connector),
        "client": "yes" if connector.is_client else "",
        "came_through": _through(connector, words),
    }


def of_reader(rep: Person, target: Person, say: Language) -> dict[str, str]:
    """What a note to the target says of him: he may be asked about his own firm, which a letter to
    a colleague of his does not name; never about the rep's."""
    firm = "" if is_same(target.company, rep.company) else firm_of(target)
    role = role_said(as_said(target.title, say), firm, say)
    return {"their_company": firm, "target_role": role}


def _turned(mark: Mark, words: Words, connector: Person, them: str = "") -> dict[str, str]:
    """The sentences that each letter has in words of its own; `them`: how it calls the target, ""
    in an open ask."""
    kind, through = "named" if them else "open", _through(connector, words)
    return {
        "plea": choose("pleas", mark),
        "trust": turns.maybe("clients", mark, first=True),
        "brought": choose("brought", mark, through, first=True) if through else "",
        "below": choose("below", mark, first=True),
        "small_ask": choose(f"{kind}_asks", mark, them=them),
        "easy_no": choose(f"{kind}_nos", mark, them=them),
        "pitch": _pitch(words, mark, kind, them or mark.language.forms["them"]),
        "in_return": choose("in_return", mark, first=True),
        "any_time": turns.maybe("any_time", mark, first=True),
        "passed_on": choose("passed_on", mark, _called(connector, mark.language)),
        "call": choose("calls", mark),
        "no_reply": choose("no_replies", mark),
        "shared": "",
        "why_you": "",
        "meet": "",
        "why_them": "",
    }


def _pitch(words: Words, mark: Mark, kind: str, them: str) -> str:
    """What the rep does for others, in a sentence; "" where he typed nothing. A line of his own is
    a clause of it: "In case Tom asks, we help firms"."""
    gain = _gain(words).rstrip(".")
    if not gain:
        return ""
    name = "gains" if not is_own_line(gain) else "own_lines" if kind == "named" else "open_lines"
    text = choose(name, mark, them=them, gain=gain)
    small = f": {gain}" not in text or (mark.language.small_after_colon and name != "gains")
    if not small or re.match(r"I\W", gain):
        return text
    return text.replace(gain, gain[:1].lower() + gain[1:])


def _them(connector: Person, target: Person, say: Language) -> str:
    """The target's name in the middle of a letter: two who share a first name are told apart."""
    first = _greeted(target, say, "target")
    if _formally(target, say, "target") or not first or first == _greeted(connector, say):
        return _called(target, say)  # Mr may have another form in the middle of a sentence
    return first


def _through(connector: Person, words: Words) -> str:
    """Who introduced the connector to the rep; "" where nobody did."""
    return said(words.came_through.get(connector.id, ""))


def _gain(words: Words) -> str:
    """What the rep typed of what there is to gain; a sentence of his begins with a capital."""
    line = said(words.given.get("gain", ""), LONGEST_WHY)
    return line[:1].upper() + line[1:] if is_own_line(line) else line


def mark_of(ask: str, words: Words) -> Mark:
    """What a letter is known by, in the rep's words."""
    return Mark(ask, words.others, words.tone, words.language.code)


def open_facts(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    words: Words,
    between: Between = NOTHING,
) -> dict[str, str]:
    """The facts of an ask without a name."""
    is_company = ask.kind == "company"
    about = (firm_said if is_company else said)(ask.about)
    mark = mark_of(f"{connector.id} {about}", words)
    say = mark.language
    where = say.where(about, company=is_company)
    why = turns.why_you(between, connector, where, mark)
    if ask.is_for(ReasonKind.PEERS):
        why = turns.maybe("peers", mark)
    elif not why and words.tone != "brief":
        why = turns.maybe("trusted", mark, first=True)
    return {
        **_of_both(rep, connector, words),
        **_turned(mark, words, connector),
        "shared": turns.shared(between, mark),
        "why_you": turns.before(between, mark) or why,
        "question": open_question(ask, connector, mark),
        "about": about,
        "world": about if is_company else say.field_of(about),
        "where": say.forms["there" if is_company else "in_that_field"],
        "where_in_full": where,
    }


def _typed_limit(name: str) -> int:
    return 2000 if name == "resume_link" else LONGEST_WHY  # a link that is cut leads nowhere


def request_facts(
    rep: Person, connector: Person, request: IntroRequest, words: Words
) -> dict[str, str]:
    """The facts of a request that is under way. Its target may have no name yet."""
    where = words.language.where(
        request.target_company or request.target_category, company=bool(request.target_company)
    )
    openly = where and request.target_id is None and request.target == request.open_ask.target
    target = Person(
        request.target_id or PersonId(0),
        words.language.forms["somebody"].format(where) if openly else request.target,
        company=request.target_company,
        title=request.target_title,
        category=request.target_category,
    )
    return {
        **letter_facts(rep, connector, target, words=words),
        "status": request.status,
        "outcome": request.outcome,
        "mention": "yes" if request.is_mention else "",
    }


def _new_to(rep: Person, connector: Person, target: Person, say: Language) -> dict[str, str]:
    """What is new to the rep behind the target.

    Nobody asks for an introduction in order to get to know his own firm, nor tells the connector
    that it is hers that he is curious about.
    """
    company = firm_of(target)
    if is_same(target.company, rep.company) or is_same(target.company, connector.company):
        company = ""
    their = target.known_category
    both = is_same(their, rep.known_category)
    field = "" if is_same(their, rep.category) else say.field_of(their)
    interest = say.forms["more_people"].format(field) if field else company
    return {
        "interest": interest,
        "field": field,
        "own_field": say.field_of(their) if both else "",
        "their_company": company,
    }


def open_question(ask: OpenAsk, connector: Person, mark: Mark = PLAINLY) -> str:
    """The question of an open ask, as the rep would put it to the connector.

    It asks for somebody whom the connector knows, or knows of through another: more names come to
    mind than to "whom do you know?" (Park, Nault & Kuwabara 2024). Who works at an association is
    asked about its members; whoever is in that trade himself, about those he does not compete with.
    """
    if ask.kind == "company" and is_same(ask.about, connector.company):
        return choose("own_firm", mark, firm_said(ask.about))
    where = mark.language.where(ask.about, company=ask.kind == "company")
    if ask.is_for(ReasonKind.MEMBERS):
        return choose("of_members", mark, where, first=True)
    if ask.is_for(ReasonKind.PEERS):
        same = is_same(connector.known_category, ask.about)
        who = mark.language.forms["who_else" if same else "whom"]
        alone = said(ask.about).casefold() in mark.language.unrivaled
        name = "of_unrivaled" if alone else "of_peers"
        return choose(name, mark, where, who=who, first=True)
    return choose("questions", mark, where, first=True)


def _greeted(person: Person, say: Language, who: str = "connector") -> str:
    """The name as a letter begins with it: Frau Dr. Weber, or as `addressed` has it."""
    if formal := _formally(person, say, who):
        return formal
    title = academic_said(person.academic_title)
    name = f"{title} {spoken(person.name)}" if title else person.name
    return addressed(said(name), by_first_name=_by_first_name(person, say, who))


def _by_first_name(person: Person, say: Language, who: str) -> bool:
    at_ease = who in say.at_ease and (person.comfort or 0) >= COMFORTABLE
    return at_ease or who in say.first_names


def _formally(person: Person, say: Language, who: str) -> str:
    """Mr or Ms, title and family name; "" where that is not known, or they go by first names."""
    family = said(family_name(person.name))
    mr_or_ms = form_of(person.salutation, person.title)
    if _by_first_name(person, say, who) or not mr_or_ms or not family:
        return ""
    title = academic_said(person.academic_title) or titles_before(person.name)
    form = say.forms.get(mr_or_ms.casefold(), "")
    return say.filled(form, title=f"{title} " if title else "", family=family)


def _dear(person: Person, words: Words, who: str = "connector") -> str:
    """What stands before such a name in place of Hello, in a plain letter; "" where nothing
    does."""
    say = words.language
    if words.tone != "plain" or not _formally(person, say, who):
        return ""
    return say.forms.get(f"dear_{form_of(person.salutation, person.title).casefold()}", "")


def is_same(a: str, b: str) -> bool:
    return bool(said(a)) and said(a).casefold() == said(b).casefold()
