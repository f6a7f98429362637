"""First drafts of the words for an ask: what it is for, and the letters that go with it.

The letters are arranged by templates (`templates.py`), which a rep can edit; here are the facts
that go into them. Plain text. Nothing is invented: whatever is said of a person stands in a stored
field, or the rep typed it. The purpose is for the rep alone and may say why the target is wanted.
The letters are read by the connector, the note by the target: no numbers, no judgment of a tie,
nothing from the rep's wanted list or notes.
"""

from __future__ import annotations

from dataclasses import replace

from tiesmap.introductions import turns
from tiesmap.introductions.facts import (
    LONGEST_WHY,
    is_same,
    letter_facts,
    mark_of,
    of_reader,
    open_facts,
    open_question,
    request_facts,
    turns_to,
)
from tiesmap.introductions.fields import said
from tiesmap.introductions.turns import NOTHING, Between, Mark, choose
from tiesmap.introductions.words import PLAIN, Words
from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person
from tiesmap.model.requests import IntroRequest
from tiesmap.model.statuses import REPORTED, THANKED


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
        if is_same(connector.company, target.company):
            asked += f", because both are at {said(target.company)} and may know each other"
        else:
            asked += ", because they may know each other"
    further = f" Through {said(target.label)} on to {_with_facts(goal)}." if goal else ""
    return _sentence(asked) + further + _wanted(why)


def draft_open_purpose(connector: Person, ask: OpenAsk, *, words: Words = PLAIN) -> str:
    """What an ask without a name is for, in one line for the rep, with the question as he would
    put it, in the language of his letters."""
    name, mark = said(connector.label), Mark("", code=words.language.code)
    text = f"Ask {name} openly: “{open_question(ask, connector, mark)}”"
    reasons = [said(reason.plainly, LONGEST_WHY) for reason in ask.why if not reason.is_private]
    if reasons:
        text += _sentence(f" Why {name}: {', '.join(reasons[:2])}")
    return text


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
    facts |= of_reader(rep, target, words.language)
    return words.write("mention_note" if mention else "note", facts)


def draft_ask(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    inferred: bool = False,
    note: str = "",
    words: Words = PLAIN,
    between: Between = NOTHING,
) -> str:
    """The message to the connector; `note` is what `with_note` puts below it, if anything.

    `goal` is whom it is all for, given only where the rep wants the letter to say so. `between` is
    what the rep and the connector share.
    """
    facts = letter_facts(rep, connector, target, goal=goal, inferred=inferred, words=words)
    mark = mark_of(facts["connector"], words)
    facts["shared"] = turns.shared(between, mark)
    facts["meet"] = " ".join(filter(None, (facts["meet"], turns.before(between, mark))))
    return words.write("ask", {**facts, "note_below": "yes" if note.strip() else ""})


def draft_mention(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    inferred: bool = False,
    words: Words = PLAIN,
    between: Between = NOTHING,
) -> str:
    """The message that asks the connector whether the rep may mention him to the target."""
    facts = letter_facts(rep, connector, target, inferred=inferred, words=words)
    mark, together = mark_of(facts["connector"], words), bool(facts["same_company"])
    facts |= {
        "shared": turns.shared(between, mark),
        "meet": turns_to(target, "mention_meet", together, inferred, mark),
        "small_ask": choose("mention_asks", mark, first=True),
        "easy_no": choose("mention_nos", mark, first=True),
    }
    return words.write("mention", facts)


def draft_open_ask(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    *,
    note: str = "",
    words: Words = PLAIN,
    between: Between = NOTHING,
) -> str:
    """The message to the connector for an ask without a name; `note` and `between` as in
    `draft_ask`."""
    facts = open_facts(rep, connector, ask, words, between)
    below = "yes" if note.strip() else ""
    return words.write("open_ask", {**facts, "note_below": below})


def draft_open_note(
    rep: Person,
    connector: Person,
    ask: OpenAsk,
    *,
    words: Words = PLAIN,
) -> str:
    """The rep's words to whoever comes to the connector's mind, to be forwarded."""
    return words.write("open_note", open_facts(rep, connector, ask, words))


def with_note(message: str, note: str) -> str:
    """A message to the connector with the note to forward below it, if there is one."""
    below = note.strip()
    return f"{message}\n\n---\n\n{below}" if below else message


def draft_thanks(
    rep: Person, connector: Person, request: IntroRequest, *, words: Words = PLAIN
) -> str:
    """The thank-you to the connector; "" while there is nothing to thank for (see `THANKED`)."""
    if request.status not in THANKED:
        return ""
    return words.write("thanks", request_facts(rep, connector, request, words))


def draft_report(
    rep: Person, connector: Person, request: IntroRequest, *, words: Words = PLAIN
) -> str:
    """What came of it, told to the connector; "" while nothing did (see `REPORTED`)."""
    if request.status not in REPORTED:
        return ""
    return words.write("report", request_facts(rep, connector, request, words))


def draft_reminder(
    rep: Person, connector: Person, request: IntroRequest, *, words: Words = PLAIN
) -> str:
    """The message that asks the connector once more, without a reproach."""
    facts = request_facts(rep, connector, request, words)
    if request.target_id is None:
        ask = replace(request.open_ask, why=())
        plainly = Mark("", tone=words.tone, code=words.language.code)
        facts |= {"question": open_question(ask, connector, plainly)}
    below = "yes" if request.note_to_forward.strip() and not request.is_mention else ""
    return words.write("reminder", {**facts, "note_below": below})


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


def _wanted(why: str) -> str:
    reason = said(why, LONGEST_WHY)
    return _sentence(f" On your wanted list: {reason}") if reason else ""


def _sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."
