"""People: who is on file, and what the rep enters by hand. Each edit is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tiesmap.intake.who.lookalikes import looking_like
from tiesmap.intake.who.matching import keys_of
from tiesmap.model.days import end_number
from tiesmap.model.english import say_some
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.people import CategoryRule, KnownBy, Person, PersonRecord
from tiesmap.model.proposals import REFUSED
from tiesmap.store import people, ratings, rules, settings, ties
from tiesmap.store.history import merges
from tiesmap.store.history.merges import different
from tiesmap.store.reading import contacts
from tiesmap.store.reading.known_by import known_by
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.people import categories, finding, listed, namesakes

CHOSEN = "chosen_rep"
"""Under which name the rep is kept whose network is shown first."""


class People(Part):
    """The people on file."""

    # Who is there --------------------------------------------------------------------------------

    def people(self) -> tuple[Person, ...]:
        """Everybody on file, by id, with what the rep says about each."""
        with self.view() as view:
            return tuple(view.people.values())

    everybody = question(listed.everybody)
    called = question(listed.called)
    reps = question(listed.reps)

    categories = question(categories.in_words)

    def person(self, person: PersonId) -> Person | None:
        """One person, with what the rep says about them."""
        with self.view() as view:
            return view.person(person)

    def find(self, text: str) -> tuple[Person, ...]:
        """All people whom an id, an e-mail or a name may mean."""
        with self.view() as view:
            return people.find(view.connection, text)

    search = question(finding.search)
    apart = question(namesakes.apart)

    def known_by(self, person: PersonId) -> tuple[KnownBy, ...]:
        """Every address, number and name that leads to a person, the oldest first."""
        with self.view() as view:
            return known_by(view.connection, [person]).get(person, ())

    def contacts(self, person: PersonId) -> list[dict[str, object]]:
        """The person's last fifty interactions, newest first: date, other, wrote, channel, purpose,
        notes."""
        with self.view() as view:
            return contacts.contacts_of(view.connection, person, end_number(view.today), 50)

    def kept_for(self, persons: Iterable[PersonId]) -> dict[PersonId, PersonId]:
        """Whom each of these ids means now: the person, or whom he was made part of since; without
        those who are on file no more."""
        with self.view() as view:
            kept, there = merges.kept_for(view.connection), view.people
        found = {}
        for person in persons:
            now = person
            while now not in there and now in kept:
                now = kept[now]
            if now in there:
                found[person] = now
        return found

    # Edits ---------------------------------------------------------------------------------------

    def make_rep(self, person: PersonId) -> None:
        """Mark a person on file as a rep, and choose their network."""
        with self.writing("making a rep of", [person]) as op:
            people.set_by_hand(op, [person], {"rep": True})
            settings.write_setting(op, CHOSEN, person)

    def choose_rep(self) -> None:
        """Remember this workspace's rep as the one to show next time."""
        rep = self.place.rep_id
        with self.writing("whose network is shown first") as op:
            settings.write_setting(op, CHOSEN, rep)

    def save_person(self, person: Person) -> Person:
        """Add (id 0) or change a person; raises Conflict if they were changed meanwhile."""
        record = PersonRecord(
            line=0,
            name=person.name,
            email=person.email,
            profile_url=person.profile_url,
            company=person.company,
        )
        what = f"what is on file of {person.label}" if person.id else f"adding {person.label}"
        with self.view() as view:
            propose, had = view.propose, view.person(person.id)
            marked = person.do_not_ask and had is not None and not had.do_not_ask
            twins = self._looking_like([person.id]) if marked else []
        with self.writing(what) as op:
            named = keys_of(record, OWN_SCOPE)
            if new := person.category != (had.category if had else ""):
                category = people.as_written(op.connection, person.category, [person.id])
                person = replace(person, category=category)
            saved = people.save(op, person, self.place.rep, named)
            if saved.do_not_ask and twins:
                people.set_by_hand(op, twins, {"do_not_ask": True})
            if new:
                rules.apply_proposals(op, propose)
            return saved

    def _looking_like(self, persons: Sequence[PersonId]) -> list[PersonId]:
        """Who is not marked and is surely one of these people, as far as nobody said otherwise."""
        with self.view() as view:
            some = view.some(persons)
            others = (p for p in view.people.values() if not p.do_not_ask or p.id in some)
            pairs = looking_like(some.values(), tuple(others), different(view.connection))
            return list(dict.fromkeys(other.id for _, other in pairs if other.id not in some))

    def set_category(self, persons: Sequence[PersonId], category: str) -> None:
        """Put many people into a category; "" puts them in none, for good."""
        by = "hand" if category else REFUSED
        with self.view() as view:
            propose = view.propose
        with self.writing("the category of", persons) as op:
            category = people.as_written(op.connection, category, persons)
            people.set_by_hand(op, persons, {"category": category, "category_by": by})
            rules.apply_proposals(op, propose)

    def set_do_not_ask(self, persons: Sequence[PersonId], marked: bool) -> None:
        """Mark people as "do not ask": they appear in no list, as connector, target or step.

        Whoever is surely one of them, under another row, is marked too.
        """
        what = "never asking" if marked else "asking again"
        if marked:
            persons = [*persons, *self._looking_like(persons)]
        with self.writing(what, persons) as op:
            people.set_by_hand(op, persons, {"do_not_ask": marked})

    # Comfort -------------------------------------------------------------------------------------

    def rate(self, comfort: Mapping[PersonId, int | None]) -> None:
        """Rate how at ease the rep is with people, 1 to 5; None removes a rating."""
        rep = self.place.rep_id
        with self.writing("the rating of", comfort) as op:
            ratings.rate(op, rep, comfort)

    def mark_clients(self, clients: Mapping[PersonId, bool]) -> None:
        """Mark people as clients of the rep, or as no longer."""
        rep = self.place.rep_id
        with self.writing("who is a client:", clients) as op:
            ratings.say(op, rep, {one: {"client": flag} for one, flag in clients.items()})

    def rate_categories(self, comfort: Mapping[str, int | None]) -> None:
        """Rate how at ease the rep is with whole categories, 1 to 5; None removes a rating."""
        rep = self.place.rep_id
        with self.writing(f"the rating of {say_some([*comfort])}") as op:
            ratings.rate_categories(op, rep, comfort)

    def category_ratings(self) -> dict[str, int]:
        """The rep's own ratings of whole categories."""
        with self.view() as view:
            return ratings.category_comforts(view.connection, view.rep_id)

    # Ties and rules by hand ----------------------------------------------------------------------

    def add_tie(
        self, person: PersonId, other: PersonId, kind: str, strength: int | None = None
    ) -> None:
        """Record that two people know each other."""
        with self.writing("the tie between", [person, other]) as op:
            ties.add_tie(op, person, other, kind, strength)

    def judge_tie(self, person: PersonId, other: PersonId, strength: int | None) -> float | None:
        """Judge how well two people know each other: 1 to 5, 0 for not at all, None for "they do".

        The judgment beats what was counted and no import touches it. It is undone as the last
        edit by hand, or by `remove_tie`. Returns what was said by hand before.
        """
        with self.writing("the strength of the tie between", [person, other]) as op:
            return ties.judge_tie(op, person, other, strength)

    def remove_tie(self, person: PersonId, other: PersonId) -> None:
        """Remove a tie that was added by hand."""
        with self.writing("taking away the tie between", [person, other]) as op:
            ties.remove_tie(op, person, other)

    def judged(self, person: PersonId) -> dict[PersonId, int | None]:
        """What was said by hand of the person's ties: whom with (an id), and how strong, 1-5.

        0: they do not know each other; None: they do.
        """
        with self.view() as view:
            return ties.judged(view.connection, person)

    def rules(self) -> tuple[CategoryRule, ...]:
        """The rules that set a category from words in company or title."""
        with self.view() as view:
            return rules.read_rules(view.connection)

    def save_rules(self, new: Sequence[CategoryRule]) -> None:
        """Replace the rules, and apply them to everybody whose category nobody set."""
        with self.view() as view:
            propose = view.propose
        with self.writing("the rules for categories") as op:
            rules.save_rules(op, new)
            if rules.apply_proposals(op, propose):
                op.groups.add("people")
