"""What the guided start computes: whom to rate first, proposed categories, five asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np

from tiesmap.intake.categories import Vocabulary
from tiesmap.intake.labels import offer_labels
from tiesmap.model.companies import words_of as words_of_firm
from tiesmap.model.days import date_of
from tiesmap.model.groups import grouped
from tiesmap.model.ids import Node, PersonId
from tiesmap.model.people import Person
from tiesmap.model.proposals import PROPOSED
from tiesmap.model.requests import IntroRequest
from tiesmap.model.start import ENOUGH_RATED, Card, FirstAsk, Label, Looks, Progress
from tiesmap.model.statuses import Status
from tiesmap.nurture.first import Acquaintance, rate_first
from tiesmap.store.rules import read_rules
from tiesmap.workspace.asks import drafts
from tiesmap.workspace.asks.choice import Sought, choose
from tiesmap.workspace.history.in_mails import noticed
from tiesmap.workspace.history.past import introduced
from tiesmap.workspace.kept import COMFORT, kept
from tiesmap.workspace.letters import mailing
from tiesmap.workspace.letters.language import seeming_language
from tiesmap.workspace.letters.mailing import Letter
from tiesmap.workspace.market.own_firm import own_firm
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import DECLINED, vocabulary

SKIPPED = "start_skipped"
"""Under which name the rep keeps whom he skipped."""
SORTED = "start_sorted"
"""Under which name the rep keeps the highest id of those whose categories he looked over."""
ASKS = 5
_EXAMPLES = 3
_MANY = 5
"""So many new people of a kind of business that the rep took before are worth a question."""
_CLEARLY = 1.25
"""So many times the chance of an ask on the list a new one must have to be offered for it."""


def words_of(view: View) -> Vocabulary:
    """The words by which categories are proposed."""
    return vocabulary(view.place.store)


def cards(view: View, most: int = 30) -> tuple[Card, ...]:
    """The contacts to rate first, likeliest first; the rep's colleagues are none of them."""
    colleagues = own_firm(view).people
    return rate_first(
        view.people.values(),
        {person: tie for person, tie in acquaintances(view).items() if person not in colleagues},
        view.today,
        most=most,
        passed={PersonId(person) for person in view.own(SKIPPED) or ()},
        introducers={*introduced(view), *(one.introducer for one in noticed(view))},
    )


@kept(COMFORT)
def acquaintances(view: View) -> dict[PersonId, Acquaintance]:
    """What the evidence says about each contact of the rep, by id."""
    network, around, words = view.network, view.around, words_of(view)
    own = network.adjacency.ties_of(around.rep)
    titles = network.people["title"]
    found: dict[PersonId, Acquaintance] = {}
    for node, tie in zip(network.adjacency.neighbors(around.rep).tolist(), own, strict=True):
        if around.ring[node] != 1:
            continue
        last, first = float(network.ties.last[tie]), float(network.ties.first[tie])
        found[network.person(Node(int(node)))] = Acquaintance(
            strength=float(network.strength[tie]),
            contacts=round(network.ties.contacts(int(tie))),
            last=None if np.isnan(last) else date_of(last),
            first=None if np.isnan(first) else date_of(first),
            level=words.propose("", str(titles.iat[node])).level,
        )
    return found


def looks(view: View, new: bool = False) -> tuple[Looks, ...]:
    """The proposed kinds of business that are not decided yet, largest first.

    `new`: of people alone who came since the rep looked them over. What somebody does in a firm
    ("Management") is no kind of business: it stays proposed, and nobody is asked about it. Asked
    is also about contacts whose firm may be of a kind that the rep wants to meet by then.
    """
    known = {one.known_category for one in view.people.values()} if new else set()
    jobs = set(words_of(view).functions)
    seen = int(view.own(SORTED) or 0) if new else 0
    wished = _like_wishes(view, jobs)
    groups = grouped(
        (wished.get(person.id, person.category), person)
        for person in view.people.values()
        if person.id in wished or (
            person.id > seen and person.category_by == PROPOSED
            and not person.rep and person.category not in jobs
        )
    )  # fmt: skip
    return tuple(
        Looks(name, tuple(person.id for person in people), _examples(people))
        for name, people in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0]))
        if not new or name in wished.values() or len(people) >= (_MANY if name in known else 1)
    )


def _like_wishes(view: View, jobs: Collection[str]) -> dict[PersonId, str]:
    """Contacts whose business nothing tells but their firm's name, which holds a word of a kind of
    business that the rep wants to meet: OhioHealth, where he wants "healthcare"."""
    targets = view.targets if view.rep is not None else ()
    wanted = {one.category: words_of(view).words_of(one.category) for one in targets
              if one.category and one.category == one.label}  # fmt: skip
    if not wanted:
        return {}
    found: dict[PersonId, str] = {}
    mine = own_firm(view).people
    for person in view.those([Node(node) for node in view.around.contacts.tolist()]):
        told = person.category not in ("", *jobs) or person.category_by not in ("", PROPOSED)
        if not person.company or told or person.rep or person.id in mine:
            continue
        named = words_of_firm(person.company)
        for category, words in wanted.items():
            if any(one.startswith(word) or one.endswith(word) for one in named for word in words):
                found.setdefault(person.id, category)
    return found


def in_his_words(view: View, found: Sequence[Looks]) -> tuple[Looks, ...]:
    """Proposed kinds of business as the rep would call them: in the language that he writes in, and
    which of them are words of his own already."""
    if not found:
        return ()
    words, ours = words_of(view), set(words_of(view).industries)
    wanted = {one.category for one in view.targets} if view.rep is not None else set()
    code = (view.words.code or seeming_language(view)).partition("-")[0]
    known = {one.known_category for one in view.people.values()} - ours
    return tuple(
        replace(
            one,
            name=one.category if one.category in wanted else words.name_in(one.category, code),
            own=one.category in known,
        )
        for one in found
    )


def _examples(people: list[Person]) -> tuple[str, ...]:
    counts = Counter(person.company or person.title for person in people)
    return tuple(text for text, _ in counts.most_common(_EXAMPLES) if text)


def labels(view: View) -> tuple[Label, ...]:
    """The labels from files that could be categories and are not decided yet."""
    rules = read_rules(view.connection)
    decided = {word for rule in rules if rule.field == "label" for word in rule.words}
    decided |= set(map(str, view.value(DECLINED) or ()))
    return offer_labels(view.people.values(), words_of(view), decided)


def first_asks(view: View, most: int = ASKS, *, good: bool = False) -> tuple[FirstAsk, ...]:
    """The first asks, each to a different connector.

    Only `good` ones: of whom he knows, for what he wants.
    """
    plan = choose(view, Sought(most, first=True, good=good))
    return (
        *(FirstAsk(path=ask.path) for ask in plan.asks),
        *(FirstAsk(openly=ask) for ask in plan.open_asks),
    )


def drafted(view: View, asks: Sequence[FirstAsk]) -> tuple[tuple[IntroRequest, Letter | None], ...]:
    """First asks as they would stand on the list, each with its letter in words of its own."""
    found: list[tuple[IntroRequest, Letter | None]] = []
    before = ""
    for ask in asks:
        made = (
            drafts.draft(view, [ask.path])
            if ask.path is not None
            else drafts.draft_open(view, [ask.openly] if ask.openly is not None else [])
        )
        letter = next(iter(mailing.letters(view, made[0], before)), None)
        before += letter.body if letter is not None else ""
        found.append((made[0], letter))
    return tuple(found)


def swaps(view: View) -> tuple[tuple[IntroRequest, FirstAsk], ...]:
    """Asks on the list that were not made yet, each with a better one that is new.

    Better is an ask for a named person in place of an open one, or one with a clearly better
    chance, of somebody with whom the rep is at ease as well. The worst of the list go first, for
    the best of what is new.
    """
    begun = [r for r in view.requests if r.status != Status.SUGGESTED]
    waiting = [r for r in begun if r.status == Status.PLANNED]
    if not waiting:
        return ()
    asked = {r.connector_id for r in begun}
    good = first_asks(view, len(waiting) + len(asked), good=True)
    new = [ask for ask in good if ask.connector not in asked]
    new.sort(key=lambda ask: (ask.path is not None, _chance(ask)), reverse=True)
    waiting.sort(key=lambda r: (r.target_id is not None, r.chance))
    return tuple(
        (old, ask) for old, ask in zip(waiting, new, strict=False) if _is_better(view, ask, old)
    )


def _is_better(view: View, new: FirstAsk, old: IntroRequest) -> bool:
    """Whether the rep is as much at ease with whom the new one asks, and it leads further."""
    said = view.standpoint.comfort.said
    ease = [float(said[node]) for node in view.nodes((old.connector_id, new.connector))]
    if len(ease) == 2 and ease[0] > np.nan_to_num(ease[1]):
        return False
    further = (new.path is not None, _chance(new))
    return further > (old.target_id is not None, old.chance * _CLEARLY)


def _chance(ask: FirstAsk) -> float:
    if ask.path is not None:
        return ask.path.chance
    return ask.openly.chance if ask.openly is not None else 0.0


def progress(view: View) -> Progress:
    """How far the start is."""
    if view.rep is None:
        return Progress(False, 0, 0, 0, 0, False, 0)
    rated = sum(person.comfort is not None for person in view.people.values())
    asked = [r for r in view.requests if r.status != Status.SUGGESTED]
    enough = rated + len(view.own(SKIPPED) or ()) >= ENOUGH_RATED
    return Progress(
        rep=True,
        rated=rated,
        to_rate=0 if enough else len(cards(view)),
        looks=sum(len(one.people) for one in looks(view, new=True)),
        labels=len(labels(view)),
        introduced=0 if asked else len(noticed(view)),
        gain=bool(view.own_words[0].given.get("gain", "").strip()),
        asks=len(asked),
    )
