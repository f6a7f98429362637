"""First drafts of the words for an ask: what it is for, and a note that can be forwarded.

Plain text. Nothing is invented: whatever is said of a person stands in a stored field. The purpose
is for the rep alone and may say how the two know each other and why the target is wanted. The note
is read by the connector and by the target, so it says neither: no numbers, no judgment of a tie,
nothing from the rep's wanted list or notes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from tiesmap.model.paths import OpenAsk
from tiesmap.model.people import Person

LONGEST = 80
"""Characters of one stored text that a sentence repeats; the fields themselves stay whole."""
LONGEST_WHY = 200

_EASY_WAY_OUT = "If the timing is wrong, just say so or leave it."
_FORWARD = "You are welcome to forward this note as it is."


def draft_purpose(
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    known_by: Sequence[str] = (),
    inferred: bool = False,
    why: str = "",
) -> str:
    """What the ask is for, in one line for the rep.

    `goal` is the person behind the target, if the path goes on. `known_by` are the reasons of the
    tie between connector and target; `inferred` says that nothing but their employer speaks for
    it. `why` is the reason on the wanted list.
    """
    asked = f"Ask {_said(connector.label)} for an introduction to {_with_facts(target)}"
    if inferred:
        if _same(connector.company, target.company):
            asked += f", because both are at {_said(target.company)} and may know each other"
        else:
            asked += ", because they may know each other"
    elif reasons := [_said(reason, LONGEST_WHY) for reason in known_by if reason][:2]:
        asked += f", because there is a tie between them: {', '.join(reasons)}"
    further = f" Through {_said(target.label)} on to {_with_facts(goal)}." if goal else ""
    return _sentence(asked) + further + _wanted(why)


def draft_open_purpose(connector: Person, ask: OpenAsk, *, why: str = "") -> str:
    """What an ask without a name is for, in one line for the rep."""
    name = _said(connector.label)
    text = f"Ask {name} openly: “{_open_question(ask)}”"
    if reasons := [_said(reason, LONGEST_WHY) for reason in ask.reasons if reason][:2]:
        text += _sentence(f" Why {name}: {', '.join(reasons)}")
    return text + _wanted(why)


def draft_note(
    rep: Person,
    connector: Person,
    target: Person,
    *,
    goal: Person | None = None,
    inferred: bool = False,
) -> str:
    """A note in the rep's voice that the connector can forward to the target as it is."""
    name = _said(target.label)
    if inferred:
        ask = f"Do you know {_presented(target)}? If so, would you introduce me?"
    else:
        ask = f"Would you introduce me to {_presented(target)}?"
    if goal is not None:
        ask += f" Through {name} I hope to get to know {_sentence(_presented(goal))}"
    context = _joined(
        _about(rep), _trust(connector), _interest(rep, connector, target), _small_ask()
    )
    return _letter(
        rep,
        connector,
        ask,
        context,
        f"Could you ask {name} first whether that would be welcome? {_EASY_WAY_OUT} {_FORWARD}",
    )


def draft_open_note(rep: Person, connector: Person, ask: OpenAsk) -> str:
    """A note in the rep's voice for an ask without a name."""
    where = "there" if ask.kind == "company" else "in that field"
    return _letter(
        rep,
        connector,
        f"{_open_question(ask)} I would like to get to know somebody {where}.",
        _joined(_about(rep), _trust(connector), _small_ask()),
        "If a name comes to mind, could you ask that person first whether a call would be "
        f"welcome? {_EASY_WAY_OUT} {_FORWARD}",
    )


def better_purposes(connector: Person, target: Person, *, why: str = "") -> tuple[str, ...]:
    """Purposes to put in the place of an empty one, from what is known; the plainest first."""
    name = _said(target.label)
    found = [draft_purpose(connector, target, why=why)]
    if _said(target.company):
        found.append(
            f"Ask {_said(connector.label)} what matters most at {_said(target.company)} now, "
            f"and whether {name} is the right person to talk to."
        )
    if _said(target.category):
        found.append(
            f"Ask {_said(connector.label)} who else in {_said(target.category)} is worth knowing "
            f"besides {name}."
        )
    return tuple(found)


# What people write when they have no purpose; words that may stand around it; names after it.
_FILLER_WORDS = """
    a again am an and are brief briefly call calling email for friendly general i im is it just
    like little mail me meeting month my note now of only or our purpose quick quickly reason short
    simply so some soon the then this to today us want wanted wanting was we week would you
    your
"""
_FILLER = frozenset(_FILLER_WORDS.split())
_NOTHING = re.compile(
    r"\b(?:touch(?:ing)?(?: a)? base|check(?:ing)?(?: back)? (?:in|up)|catch(?:ing)? up|"
    r"follow(?:ing)? up|circl(?:e|ing) back|reach(?:ing)? out|(?:re)?connect(?:ing)?|"
    r"network(?:ing)?|chat(?:ting)?|talk(?:ing)?|intro(?:duction)?|"
    r"(?:(?:stay|keep|get|be)(?:ing)?|getting)(?: back)? in touch|pick(?:ing)? your brains?|"
    r"see(?:ing)? how (?:youre|you|things|everything|its|it)(?: (?:is|are|all))*"
    r"(?: (?:doing|going))?|"
    r"how are you(?: doing)?|say(?:ing)? (?:hi|hello)(?: to \w+){0,1}|hi|hello|"
    r"nothing|none|no|na|n a|tbd|todo|x)\b"
)
_WITH_WHOM = re.compile(
    r"~ (?:with(?: (?!about\b|on\b|to\b|regarding\b|because\b|and\b)\w+){1,3}"
    r"|on (?:you|him|her|them|things)\b)"
)


def is_empty_purpose(text: str) -> bool:
    """Whether a purpose says nothing, such as "just touching base" or "checking in with Anna"."""
    words = re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", ""))
    rest = _WITH_WHOM.sub("~", _NOTHING.sub("~", " ".join(words)))
    return all(word == "~" or word in _FILLER for word in rest.split())


def _with_facts(person: Person) -> str:
    """Name, and in brackets what is stored of the person."""
    facts = ", ".join(_said(fact) for fact in (person.title, person.company) if _said(fact))
    if _said(person.category):
        facts += f"{'; ' if facts else ''}category {_said(person.category)}"
    return f"{_said(person.label)} ({facts})" if facts else _said(person.label)


def _presented(person: Person) -> str:
    """Name, title and company as one says them: "Tom Field, Purchasing lead at Acme"."""
    name, title, company = _said(person.label), _said(person.title), _said(person.company)
    if title and company:
        return f"{name}, {title} at {company}"
    if title:
        return f"{name}, {title}"
    return f"{name} at {company}" if company else name


def _about(rep: Person) -> str:
    title, company = _said(rep.title), _said(rep.company)
    if company:
        return _sentence(f"I work for {company}" + (f" ({title})" if title else ""))
    return _sentence(f"My work: {title}") if title else ""


def _trust(connector: Person) -> str:
    return "You are a client of mine, so you know how I work." if connector.client else ""


def _interest(rep: Person, connector: Person, target: Person) -> str:
    company, category = _said(target.company), _said(target.category)
    # Nobody asks for an introduction in order to get to know his own firm, nor tells the
    # connector that it is hers that he is curious about.
    if _same(company, rep.company) or _same(company, connector.company):
        company = ""
    if _same(category, rep.category):
        category = ""
    if company and category:
        return _sentence(f"I would like to get to know {company}, and more people in {category}")
    if category:
        return _sentence(f"I would like to get to know more people in {category}")
    return _sentence(f"I would like to get to know {company}") if company else ""


def _small_ask() -> str:
    return "A short call would be enough to begin with."


def _open_question(ask: OpenAsk) -> str:
    return f"Who do you know {'at' if ask.kind == 'company' else 'in'} {_said(ask.about)}?"


def _wanted(why: str) -> str:
    said = _said(why, LONGEST_WHY)
    return _sentence(f" On your wanted list: {said}") if said else ""


def _letter(rep: Person, connector: Person, *paragraphs: str) -> str:
    signature = "\n".join(
        line for line in ("Thank you,", _said(rep.label), _said(rep.email)) if line
    )
    if rep.email and not rep.name:
        signature = f"Thank you,\n{_said(rep.email)}"
    parts = [_greeting(connector), *(part for part in paragraphs if part), signature]
    return "\n\n".join(parts)


_NOT_GIVEN = frozenset(("dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "the", "team"))


def _greeting(person: Person) -> str:
    """The first name where the name plainly has one, else the whole name."""
    name = _said(person.name)
    if not name:
        return "Hello,"
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
    return f"Hello {first if is_given else name},"


def _said(text: str, limit: int = LONGEST) -> str:
    """A stored text as a part of a sentence: on one line, cut to `limit` characters.

    Characters that steer the terminal or turn the writing direction of what follows are left out:
    a name must not change how the rest of a note reads.
    """
    kept = "".join(
        " " if unicodedata.category(letter) == "Cc" else letter
        for letter in text
        if unicodedata.bidirectional(letter) not in _TURNS
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


_TURNS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def _sentence(text: str) -> str:
    """`text` with a full stop, unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…")) else text + "."


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _same(a: str, b: str) -> bool:
    return bool(_said(a)) and _said(a).casefold() == _said(b).casefold()
