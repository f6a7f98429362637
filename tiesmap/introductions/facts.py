"""The facts that go into the letters (`templates.FACTS`), from what is stored and typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tiesmap.introductions import turns, variants
from tiesmap.introductions.fields import field_of, said
from tiesmap.introductions.templates import PLAIN, TYPED, Words
from tiesmap.introductions.turns import NOTHING, Between, Mark, choose
from tiesmap.model.ids import PersonId
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.model.spoken import given_name, spoken
from tiesmap.network.nextdoor import OF_MEMBERS, OF_PEERS

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
    mark = Mark(f"{connector.id} {connector.name} {said(target.label)}", words.others)
    new = _new_to(rep, connector, target)
    same_company = is_same(connector.company, target.company)
    return {
        **_of_both(rep, connector, words),
        "target": said(target.label),
        "target_greeting": _greeted(target),
        "target_title": said(target.title),
        "target_company": firm_of(target),
        "target_category": said(target.known_category),
        "target_in_full": _presented(target, not is_same(connector.company, target.company)),
        "maybe": "yes" if inferred else "",
        "goal": said(goal.label) if goal else "",
        "goal_in_full": _presented(goal) if goal else "",
        **new,
        **_turned(mark, _is_own_line(words), _them(connector, target)),
        "meet": _meet(_presented(target, not same_company), same_company, inferred, mark),
        "why_them": _why_them(new, inferred, mark),
        "same_company": "yes" if same_company else "",
        "mention": "",
    }


def _meet(whom: str, same_company: bool, maybe: bool, mark: Mark) -> str:
    """Whom the rep would like to meet, and that the connector knows, or may know, him."""
    if maybe:
        since = ", since you work for the same company" if same_company else ""
        return choose(variants.MEET_MAYBE, mark, whom=whom, since=since, first=True)
    through = " through your work" if same_company else ""
    return choose(variants.MEET, mark, whom=whom, through=through, first=True)


def _why_them(new: Mapping[str, str], maybe: bool, mark: Mark) -> str:
    """Why the rep wants to meet the target; "" where nothing says so."""
    if new["field"]:
        texts = variants.WHY_FIELD_MAYBE if maybe else variants.WHY_FIELD
        return turns.maybe(texts, mark, new["field"], first=True)
    if new["own_field"]:
        return turns.maybe(variants.WHY_OWN_FIELD, mark, new["own_field"], first=True)
    if new["their_company"]:
        return turns.maybe(variants.WHY_FIRM, mark, new["their_company"], first=True)
    return "" if maybe else turns.maybe(variants.WHY_ANYBODY, mark, first=True)


def _presented(person: Person, with_company: bool = True) -> str:
    """Name, title and company as one says them: "Tom Field, Purchasing lead at Acme".

    A colleague is not told where the two work.
    """
    name, title = said(person.label), said(person.title)
    company = firm_of(person) if with_company else ""
    if title and company:
        return f"{name}, {title} at {company}"
    if title:
        return f"{name}, {title}"
    return f"{name} at {company}" if company else name


def firm_of(person: Person) -> str:
    """The firm as one says it; "" where it is only the end of the person's address."""
    firm = said(person.company)
    return "" if firm.casefold() == person.email.rpartition("@")[2].strip().casefold() else firm


def _of_both(rep: Person, connector: Person, words: Words) -> dict[str, str]:
    """The facts of rep and connector, and those that the rep typed."""
    return {
        **{name: said(words.given.get(name, ""), _typed_limit(name)) for name in TYPED},
        "own_line": "yes" if _is_own_line(words) else "",
        "rep": said(rep.label),
        "rep_title": said(rep.title),
        "rep_company": firm_of(rep),
        "rep_email": said(rep.email) if rep.name else "",
        "connector": said(connector.label),
        "greeting": _greeted(connector),
        "connector_company": firm_of(connector),
        "client": "yes" if connector.is_client else "",
        "came_through": said(words.came_through.get(connector.id, "")),
    }


def _turned(mark: Mark, own_line: bool, them: str = "") -> dict[str, str]:
    """The sentences that each letter has in words of its own; `them`: how it calls the target, ""
    in an open ask.

    `own_line`: what the rep typed of the gain is a sentence by itself.
    """
    gains = variants.OWN_LINES if own_line else variants.GAINS
    asks, nos = (
        (variants.NAMED_ASKS, variants.NAMED_NOS)
        if them
        else (variants.OPEN_ASKS, variants.OPEN_NOS)
    )
    return {
        "plea": choose(variants.PLEAS, mark),
        "trust": turns.maybe(variants.CLIENTS, mark, first=True),
        "below": choose(variants.BELOW, mark, first=True),
        "small_ask": choose(asks, mark, them=them),
        "easy_no": choose(nos, mark),
        "pitch": choose(gains, mark, them=them or "them"),
        "shared": "",
        "why_you": "",
        "meet": "",
        "why_them": "",
    }


def _them(connector: Person, target: Person) -> str:
    """The target's name in the middle of a letter: two who share a first name are told apart."""
    first = _greeted(target)
    return first if first and first != _greeted(connector) else said(target.label)


_OWN_LINE = re.compile(r"(?:I|We|My|Our|I['’]\w+|We['’]\w+)\s")
"""A line that says what the rep does: it is a sentence by itself."""


def _is_own_line(words: Words) -> bool:
    return _OWN_LINE.match(words.given.get("gain", "").strip()) is not None


def open_facts(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    words: Words,
    between: Between = NOTHING,
) -> dict[str, str]:
    """The facts of an ask without a name."""
    is_company, about = ask.kind == "company", said(ask.about)
    where = (f"at {about}" if is_company else f"in {field_of(about)}") * bool(about)
    mark = Mark(f"{connector.id} {about}", words.others)
    why = turns.why_you(between, connector, where, mark)
    if asks_for(ask, OF_PEERS):
        why = turns.maybe(variants.PEERS, mark)
    elif not why and words.tone != "brief":
        why = turns.maybe(variants.TRUSTED, mark, first=True)
    return {
        **_of_both(rep, connector, words),
        **_turned(mark, _is_own_line(words)),
        "shared": turns.shared(between, mark),
        "why_you": why,
        "question": open_question(ask, connector, mark),
        "about": about,
        "world": about if is_company else field_of(about),
        "where": "there" if is_company else "in that field",
        "where_in_full": where,
    }


def _typed_limit(name: str) -> int:
    return 2000 if name == "resume_link" else LONGEST_WHY  # a link that is cut leads nowhere


def request_facts(
    rep: Person, connector: Person, request: IntroRequest, words: Words
) -> dict[str, str]:
    """The facts of a request that is under way. Its target may have no name yet."""
    target = Person(
        request.target_id or PersonId(0),
        request.target,
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


def _new_to(rep: Person, connector: Person, target: Person) -> dict[str, str]:
    """What is new to the rep behind the target.

    Nobody asks for an introduction in order to get to know his own firm, nor tells the connector
    that it is hers that he is curious about.
    """
    company = firm_of(target)
    if is_same(company, rep.company) or is_same(company, connector.company):
        company = ""
    their = target.known_category
    both = is_same(their, rep.known_category)
    field = "" if is_same(their, rep.category) else field_of(their)
    interest = f"more people in {field}" if field else company
    return {
        "interest": interest,
        "field": field,
        "own_field": field_of(their) if both else "",
        "their_company": company,
    }


def open_question(ask: OpenAsk, connector: Person, mark: Mark = PLAINLY) -> str:
    """The question of an open ask, as the rep would put it to the connector.

    It asks for somebody whom the connector knows, or knows of through another: more names come to
    mind than to "whom do you know?" (Park, Nault & Kuwabara 2024). Who works at an association is
    asked about its members; whoever is in that trade himself, about those he does not compete with.
    """
    if ask.kind == "company" and is_same(ask.about, connector.company):
        return f"Who else at {said(ask.about)} should I get to know?"
    where = f"at {said(ask.about)}" if ask.kind == "company" else f"in {field_of(ask.about)}"
    if asks_for(ask, OF_MEMBERS):
        return choose(variants.OF_MEMBERS, mark, where, first=True)
    if asks_for(ask, OF_PEERS):
        who = "Who else" if is_same(connector.known_category, ask.about) else "Whom"
        return choose(variants.OF_PEERS, mark, where, who=who, first=True)
    return choose(variants.QUESTIONS, mark, where, first=True)


def asks_for(ask: OpenAsk, whom: str) -> bool:
    """Whether an open ask is for members (`OF_MEMBERS`) or for peers (`OF_PEERS`)."""
    return any(reason.endswith(whom) for reason in ask.reasons)


def _greeted(person: Person) -> str:
    """The first name where the name plainly has one, else the whole name; "" without a name."""
    name = said(spoken(person.name))
    return given_name(name) or name


def is_same(a: str, b: str) -> bool:
    return bool(said(a)) and said(a).casefold() == said(b).casefold()
