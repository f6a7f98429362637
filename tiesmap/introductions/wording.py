"""First drafts of the words for an ask: what it is for, and the letters that go with it.

The letters are arranged by templates (`templates.py`), which a rep can edit; here are the facts
that go into them. Plain text. Nothing is invented: whatever is said of a person stands in a stored
field, or the rep typed it. The purpose is for the rep alone and may say why the target is wanted.
The letters are read by the connector, the note by the target: no numbers, no judgment of a tie,
nothing from the rep's wanted list or notes.
"""

from __future__ import annotations

import unicodedata

from tiesmap.introductions.fields import field_of, said
from tiesmap.introductions.templates import PLAIN, TYPED, Words, render
from tiesmap.model.paths import OpenAsk, is_private
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import REPORTED, THANKED

LONGEST_WHY = 200


def draft_purpose(
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    inferred: bool = False,
    why: str = "",
) -> str:
    """What the ask is for, in one line for the rep.

    `goal` is the person behind the target, if the path goes on. `inferred` says that nothing but
    their employer speaks for a tie between connector and target. `why` is the reason on the wanted
    list.
    """
    asked = f"Ask {said(connector.label)} for an introduction to {_with_facts(target)}"
    if inferred:
        if _same(connector.company, target.company):
            asked += f", because both are at {said(target.company)} and may know each other"
        else:
            asked += ", because they may know each other"
    further = f" Through {said(target.label)} on to {_with_facts(goal)}." if goal else ""
    return _sentence(asked) + further + _wanted(why)


def draft_open_purpose(connector: Person, ask: OpenAsk, *, why: str = "") -> str:
    """What an ask without a name is for, in one line for the rep."""
    name = said(connector.label)
    text = f"Ask {name} openly: “{open_question(ask, connector)}”"
    open_reasons = [reason for reason in ask.reasons if reason and not is_private(reason)]
    if reasons := [said(reason, LONGEST_WHY) for reason in open_reasons][:2]:
        text += _sentence(f" Why {name}: {', '.join(reasons)}")
    return text + _wanted(why)


def draft_note(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    mention: bool = False,
    words: Words = PLAIN,
) -> str:
    """The rep's words to the target, which the connector can forward as they are.

    With `mention` he sends them himself, and they mention the connector. They never name whom it
    is all for. `words` are the rep's tone and templates, and the facts that he typed himself.
    """
    facts = letter_facts(rep, connector, target, words=words)
    return render(words.template("mention_note" if mention else "note"), facts)


def draft_ask(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    inferred: bool = False,
    note: str = "",
    words: Words = PLAIN,
) -> str:
    """The message to the connector; `note` is what `with_note` puts below it, if anything.

    `goal` is whom it is all for, given only where the rep wants the letter to say so.
    """
    facts = letter_facts(rep, connector, target, goal=goal, inferred=inferred, words=words)
    return render(words.template("ask"), {**facts, "note_below": "yes" if note.strip() else ""})


def draft_mention(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    inferred: bool = False,
    words: Words = PLAIN,
) -> str:
    """The message that asks the connector whether the rep may mention him to the target."""
    facts = letter_facts(rep, connector, target, inferred=inferred, words=words)
    return render(words.template("mention"), facts)


def draft_open_ask(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    *,
    note: str = "",
    words: Words = PLAIN,
) -> str:
    """The message to the connector for an ask without a name; `note` as in `draft_ask`."""
    facts = _of_open_ask(rep, connector, ask, words)
    below = "yes" if note.strip() else ""
    return render(words.template("open_ask"), {**facts, "note_below": below})


def draft_open_note(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    *,
    words: Words = PLAIN,
) -> str:
    """The rep's words to whoever comes to the connector's mind, to be forwarded."""
    return render(words.template("open_note"), _of_open_ask(rep, connector, ask, words))


def with_note(message: str, note: str) -> str:
    """A message to the connector with the note to forward below it, if there is one."""
    below = note.strip()
    return f"{message}\n\n---\n\n{below}" if below else message


def draft_thanks(
    rep: Person,
    connector: Person,
    request: IntroRequest,
    *,
    words: Words = PLAIN,
) -> str:
    """The thank-you to the connector; "" while there is nothing to thank for (see `THANKED`)."""
    if request.status not in THANKED:
        return ""
    return render(words.template("thanks"), _of_request(rep, connector, request, words))


def draft_report(
    rep: Person,
    connector: Person,
    request: IntroRequest,
    *,
    words: Words = PLAIN,
) -> str:
    """What came of it, told to the connector; "" while nothing did (see `REPORTED`)."""
    if request.status not in REPORTED:
        return ""
    return render(words.template("report"), _of_request(rep, connector, request, words))


def draft_reminder(
    rep: Person,
    connector: Person,
    request: IntroRequest,
    *,
    words: Words = PLAIN,
) -> str:
    """The message that asks the connector once more, without a reproach."""
    facts = _of_request(rep, connector, request, words)
    if request.target_id is None:
        kind = "company" if request.target_company else "category"
        about = request.target_company or request.target_category
        ask = OpenAsk(connector.id, kind, about, request.chance, ())
        facts |= {"question": open_question(ask, connector)}
    below = "yes" if request.note_to_forward.strip() and not request.is_mention else ""
    return render(words.template("reminder"), {**facts, "note_below": below})


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
    return {
        **_of_both(rep, connector, words),
        "target": said(target.label),
        "target_greeting": _greeted(target),
        "target_title": said(target.title),
        "target_company": firm_of(target),
        "target_category": said(target.known_category),
        "target_in_full": _presented(target, not _same(connector.company, target.company)),
        "maybe": "yes" if inferred else "",
        "goal": said(goal.label) if goal else "",
        "goal_in_full": _presented(goal) if goal else "",
        **_new_to(rep, connector, target),
        "same_company": "yes" if _same(connector.company, target.company) else "",
        "mention": "",
    }


def better_purposes(connector: Person, target: Person, *, why: str = "") -> tuple[str, ...]:
    """Purposes to put in the place of an empty one, from what is known; the plainest first."""
    name = said(target.label)
    found = [draft_purpose(connector, target, why=why)]
    if said(target.company):
        found.append(
            f"Ask {said(connector.label)} what matters most at {said(target.company)} now, "
            f"and whether {name} is the right person to talk to."
        )
    category = said(target.known_category)
    if category:
        found.append(
            f"Ask {said(connector.label)} who else in {category} is worth knowing besides {name}."
        )
    return tuple(found)


def _with_facts(person: Person) -> str:
    """Name, and in brackets what is stored of the person."""
    facts = ", ".join(said(fact) for fact in (person.title, person.company) if said(fact))
    if said(person.known_category):
        facts += f"{'; ' if facts else ''}category {said(person.known_category)}"
    return f"{said(person.label)} ({facts})" if facts else said(person.label)


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


def _of_open_ask(rep: Person, connector: Person, ask: OpenAsk, words: Words) -> dict[str, str]:
    """The facts of an ask without a name."""
    is_company, about = ask.kind == "company", said(ask.about)
    return {
        **_of_both(rep, connector, words),
        "question": open_question(ask, connector),
        "about": about,
        "where": "there" if is_company else "in that field",
        "where_in_full": (f"at {about}" if is_company else f"in {field_of(about)}") * bool(about),
    }


def _typed_limit(name: str) -> int:
    return 2000 if name == "resume_link" else LONGEST_WHY  # a link that is cut leads nowhere


def _of_request(
    rep: Person, connector: Person, request: IntroRequest, words: Words
) -> dict[str, str]:
    """The facts of a request that is under way. Its target may have no name yet."""
    target = Person(
        request.target_id or 0,
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
    if _same(company, rep.company) or _same(company, connector.company):
        company = ""
    their = target.known_category
    both = _same(their, rep.known_category)
    field = "" if _same(their, rep.category) else field_of(their)
    interest = f"more people in {field}" if field else company
    return {
        "interest": interest,
        "field": field,
        "own_field": field_of(their) if both else "",
        "their_company": company,
    }


def open_question(ask: OpenAsk, connector: Person) -> str:
    """The question of an open ask, as the rep would put it to the connector.

    It asks for somebody whom the connector knows, or knows of through another: more names come to
    mind than to "whom do you know?" (Park, Nault & Kuwabara 2024).
    """
    if ask.kind == "company" and _same(ask.about, connector.company):
        return f"Who else at {said(ask.about)} should I get to know?"
    where = f"at {said(ask.about)}" if ask.kind == "company" else f"in {field_of(ask.about)}"
    return f"Do you know somebody {where}, or somebody who does?"


def _wanted(why: str) -> str:
    reason = said(why, LONGEST_WHY)
    return _sentence(f" On your wanted list: {reason}") if reason else ""


_NOT_GIVEN = frozenset(("dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "the", "team"))


def _greeted(person: Person) -> str:
    """The first name where the name plainly has one, else the whole name; "" without a name."""
    name = said(person.name)
    if not name:
        return ""
    words = name.split()
    plain = len(words) in (2, 3) and all(
        "LATIN" in unicodedata.name(letter, "") or letter in "-'’."
        for word in words
        for letter in word
    )
    first = words[0]
    is_given = (
        plain
        and len(first) > 1
        and first[0].isupper()
        and not first.isupper()
        and "." not in first
        and first.casefold() not in _NOT_GIVEN
    )
    return first if is_given else name


def _sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _same(a: str, b: str) -> bool:
    return bool(said(a)) and said(a).casefold() == said(b).casefold()
