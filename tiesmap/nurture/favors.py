"""Give more than you take: the balance in a sentence, ideas for giving, and whom to bring together.

An idea rests on what is stored of a person: a promise, a goal, a challenge, an interest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from tiesmap.model.english import one_line, say_day, say_times
from tiesmap.model.groups import grouped
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.model.practice import Detail, Practice
from tiesmap.model.tact import Favor
from tiesmap.model.week import Giving
from tiesmap.nurture.clients import open_actions

WISHES = ("goal", "aspiration", "challenge")
"""Details that somebody else could help with."""
_STOP_WORDS = """
    about after again also and another any are around as at back be been before being but can
    could does doing each every few find finding for from get getting good had has have help her
    his how into its just keep know learn learning like likes love loves make making many more most
    much need needs new next not now off one only other our out over own people person plan plans
    really run runs said she some somebody someone soon start starting still such take than that
    the their them then there they this through time too two under until very want wants was way
    week well were what when where which who will wish with without would year years you your
"""
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A word that two people's stored facts have in common."""

    detail: Detail
    kind: str
    text: str

    @property
    def shared(self) -> bool:
        """Whether it is an interest of both."""
        return self.detail.kind == "interest"

    def reason(self, gainer: str, helper: str) -> str:
        """Which wish of the one meets what of the other, in a sentence."""
        wish = f"{gainer}'s {self.detail.kind}: “{one_line(self.detail.text, 80)}”"
        return f"{wish}. {helper}'s {self.kind}: {self.text}"


def balance(favors: Sequence[Favor], asked: Sequence[date], as_of: date, first: str = "") -> str:
    """A sentence on favors owed between the rep and a person, to read before asking; "" where even.

    `favors` are those with the person, `asked` the days on which the person was asked for an
    introduction, `first` is what to give first ("send the article").
    """
    given = sorted(f.day for f in favors if f.direction == "given" and f.day <= as_of)
    taken = sorted(f.day for f in favors if f.direction == "taken" and f.day <= as_of)
    asks = sorted(day for day in asked if day <= as_of)
    since = given[-1] if given else None
    asks_since = [day for day in asks if since is None or day > since]
    taken_since = [day for day in taken if since is None or day > since]
    if len(taken) > len(given) and not (asks_since or taken_since):
        return f"You took {_favors(len(taken))} and gave {len(given) or 'nothing'}{_first(first)}."
    if not asks_since and not taken_since:
        if len(given) == len(taken):
            return ""
        return f"You gave {_favors(len(given))} and took {len(taken) or 'nothing'}."
    done = []
    if asks_since:
        done.append(f"asked {say_times(len(asks_since))}")
    if taken_since:
        done.append(f"taken {_favors(len(taken_since))}")
    if since is None:
        from_day = min((*asks_since, *taken_since))
        span = f"since {say_day(from_day, as_of)}"
        return f"You have {' and '.join(done)} {span} and given nothing yet{_first(first)}."
    return (
        f"You have {' and '.join(done)} and given nothing since {say_day(since, as_of)}"
        f"{_first(first)}."
    )


@dataclass(frozen=True, slots=True)
class Idea:
    """What to give a person; `promised` is what goes before any gift."""

    text: str
    promised: bool = False

    def __str__(self) -> str:
        return f"keep the promise: {self.text}" if self.promised else self.text

    @property
    def purpose(self) -> str:
        """What to be in touch for."""
        return str(self) if self.promised else f"give {self.text}"


def idea_for(person: Person, practice: Practice, as_of: date) -> Idea | None:
    """An idea what to give a person, from stored facts; None where there are none.

    A promise comes first, then what the person wishes for, then an interest; of these the one
    that was used longest ago.
    """
    for action in open_actions(practice, as_of, "promise").get(person.id, ()):
        return Idea(one_line(action.text), promised=True)
    for kinds, words in (
        (("challenge",), "something that helps with the challenge"),
        (("goal", "aspiration"), "something that helps toward the goal"),
        (("interest",), "something on the interest"),
    ):
        found = [
            d
            for d in practice.details
            if d.person == person.id and d.kind in kinds and d.day <= as_of and d.text.strip()
        ]
        if found:
            best = min(found, key=lambda d: (d.used_on or date.min, -d.day.toordinal(), d.id))
            return Idea(f"{words}: {one_line(best.text)}")
    return None


def owed(practice: Practice, as_of: date) -> dict[PersonId, tuple[int, date]]:
    """person -> (how many more favors were taken than given, since when).

    The day is that of the first favor taken that is not made up for.
    """
    told = [favor for favor in practice.favors if favor.day <= as_of]
    given = Counter(favor.person for favor in told if favor.direction == "given")
    taken = grouped((favor.person, favor.day) for favor in told if favor.direction != "given")
    return {
        person: (len(days) - given[person], sorted(days)[given[person]])
        for person, days in taken.items()
        if len(days) > given[person]
    }


def suggest_givings(
    people: Iterable[Person],
    practice: Practice,
    know: Callable[[PersonId, PersonId], bool],
    as_of: date,
    top: int = 20,
) -> tuple[Giving, ...]:
    """Pairs of the rep's people who do not know each other and would both gain from meeting.

    Both gain where they share an interest, or where what each wishes for (a goal, an aspiration, a
    challenge) meets what the other does (category, title) or is interested in. Rare words count
    more: the worth is the sum of log(people / people with the word) over the words that meet.
    Nobody marked "do not ask" is in it. `know` says whether two are known to know each other.
    """
    chosen = [person for person in people if not person.do_not_ask]
    ids = {person.id for person in chosen}
    details = grouped(
        (detail.person, detail)
        for detail in practice.details
        if detail.person in ids and detail.day <= as_of
    )
    offers = {p.id: _offers(p, details.get(p.id, ())) for p in chosen}
    spread = Counter(word for said in offers.values() for word in said)
    gains = _meetings(details, offers)
    names = {person.id: person.label for person in chosen}
    rare = {word: log((1 + len(chosen)) / count) for word, count in spread.items()}
    pairs = [
        (-sum(rare[word] for word in {*there, *gains[other, one]}), one, other)
        for (one, other), there in gains.items()
        if one < other and (other, one) in gains
    ]
    found: list[Giving] = []
    for _, one, other in sorted(pairs):
        if len(found) == top:
            break
        if not know(one, other):
            reasons = _gains(gains[one, other], gains[other, one], names[one], names[other])
            found.append(Giving(one, other, reasons))
    return tuple(found)


def _meetings(
    details: Mapping[PersonId, Sequence[Detail]],
    offers: Mapping[PersonId, Mapping[str, tuple[str, str]]],
) -> dict[tuple[PersonId, PersonId], dict[str, _Meeting]]:
    """(who gains, who helps) -> the words that a wish and an offer have in common."""
    who_offers = grouped((word, person) for person, said in offers.items() for word in said)
    gains: dict[tuple[PersonId, PersonId], dict[str, _Meeting]] = {}
    for person in details:
        for detail in details[person]:
            if detail.kind not in (*WISHES, "interest"):
                continue
            for word in sorted(words_of(detail.text)):
                for other in who_offers.get(word, ()):
                    if other == person:
                        continue
                    kind, text = offers[other][word]
                    if detail.kind == "interest" and kind != "interest":
                        continue
                    met = gains.setdefault((person, other), {})
                    met.setdefault(word, _Meeting(detail, kind, text))
    return gains


def _gains(
    there: Mapping[str, _Meeting], back: Mapping[str, _Meeting], one: str, other: str
) -> tuple[str, ...]:
    """What both would gain, in words."""
    shared = [word for word in sorted(there) if there[word].shared and word in back]
    topics = dict.fromkeys(one_line(there[word].detail.text, 60) for word in shared)
    reasons = [f"both: {topic}" for topic in topics]
    for gainer, helper, met in ((one, other, there), (other, one, back)):
        for word, meeting in sorted(met.items()):
            if word not in shared:
                reasons.append(meeting.reason(gainer, helper))
    return tuple(dict.fromkeys(reasons))


def words_of(text: str) -> frozenset[str]:
    """The content words of a text, in a form in which they can be compared."""
    found = set()
    for word in re.findall(r"[^\W\d_]{3,}", text.casefold()):
        if word not in _STOP:
            found.add(_stem(word))
    return frozenset(found)


def _stem(word: str) -> str:
    """Without a plural: "bakeries" and "bakery", "hotels" and "hotel" meet."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _offers(person: Person, details: Iterable[Detail]) -> dict[str, tuple[str, str]]:
    """word -> what the person does or cares for, with the stored text."""
    found: dict[str, tuple[str, str]] = {}
    for detail in details:
        if detail.kind == "interest":
            for word in words_of(detail.text):
                found.setdefault(word, ("interest", one_line(detail.text, 60)))
    for kind, text in (("category", person.category), ("title", person.title)):
        for word in words_of(text):
            found.setdefault(word, (kind, one_line(text, 60)))
    return found


def _favors(count: int) -> str:
    return "one favor" if count == 1 else f"{count} favors"


def _first(first: str) -> str:
    return f": first, {first}" if first else ": give something first"
