"""Keeping people, ties and ratings: what a rep enters by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiesmap.intake.who.matching import keys_of
from tiesmap.model.intake import OWN_SCOPE
from tiesmap.model.people import CategoryRule, Person, PersonRecord, TargetRecord
from tiesmap.model.settings import Settings
from tiesmap.workspace.seat import Seat


class Keeping(Seat):
    """The edits that a rep makes himself. Each is one transaction."""

    def reps(self) -> tuple[Person, ...]:
        """Everybody whose network may be looked at."""
        return self.store.reps()

    def make_rep(self, person: int) -> None:
        """Mark somebody on file as a rep, whose network may be looked at, and choose him."""
        self.store.set_rep([person], True)
        self.store.choose_rep(person)

    def choose_rep(self) -> None:
        """Remember the rep of this seat as the one whose network to show next time."""
        self.store.choose_rep(self.rep_id)

    def people(self) -> tuple[Person, ...]:
        """Everybody on file, with what the rep says of each."""
        return self.store.people(self.rep)

    def people_again(self, known: Mapping[int, Person]) -> dict[int, Person]:
        """Everybody on file by id; of those `known` from before only who changed is read."""
        return self.store.people_again(self.rep, known)

    def person(self, person: int) -> Person | None:
        """One person with what the rep says of him."""
        return self.store.person(person, self.rep)

    def find(self, text: str) -> tuple[Person, ...]:
        """All people whom an id, an e-mail or a full name may mean."""
        return self.store.find(text)

    def save_person(self, person: Person) -> Person:
        """Add (id 0) or change a person; raises Conflict if somebody else changed him meanwhile."""
        record = PersonRecord(
            line=0,
            name=person.name,
            email=person.email,
            profile_url=person.profile_url,
            company=person.company,
        )
        return self.store.save_person(person, self.rep, keys_of(record, OWN_SCOPE))

    def rate(self, comfort: Mapping[int, int | None]) -> None:
        """Rate how at ease the rep is with people, 1-5; None takes a rating back."""
        self.store.rate(self.rep_id, comfort)

    def rate_categories(self, comfort: Mapping[str, int | None]) -> None:
        """Rate how at ease the rep is with whole categories, 1-5; None takes a rating back."""
        self.store.rate_categories(self.rep_id, comfort)

    def category_ratings(self) -> dict[str, int]:
        """The rep's own ratings of whole categories."""
        return self.store.category_ratings(self.rep_id)

    def set_category(self, people: Sequence[int], category: str) -> None:
        """Put many people into a category at once."""
        self.store.set_category(people, category)

    def set_do_not_ask(self, people: Sequence[int], marked: bool) -> None:
        """Mark people so that they are in no list, as connector, target or step."""
        self.store.set_do_not_ask(people, marked)

    def add_tie(self, person: int, other: int, kind: str, strength: int | None = None) -> None:
        """These two know each other."""
        self.store.add_tie(person, other, kind, strength)

    def remove_tie(self, person: int, other: int) -> None:
        """Take back a tie that was added by hand."""
        self.store.remove_tie(person, other)

    def ties_by_hand(self, person: int) -> list[tuple[int, str]]:
        """Whom the person is tied to by hand (an id), and the kind of tie."""
        ties = self.store.declared_ties(person)
        rows = zip(ties["other"], ties["kind"], ties["by_hand"], strict=True)
        return [(int(other), str(kind)) for other, kind, by_hand in rows if by_hand]

    def contacts(self, person: int, limit: int = 50) -> list[dict[str, object]]:
        """The person's last interactions, newest first: date, other, wrote, channel, purpose,
        notes."""
        return [
            {str(name): value for name, value in row.items() if name != "interaction"}
            for row in self.store.contacts_of(person, limit).to_dict("records")
        ]

    def rules(self) -> tuple[CategoryRule, ...]:
        """The rules that set a category from words in company or title."""
        return self.store.rules()

    def save_rules(self, rules: Sequence[CategoryRule]) -> None:
        """Replace the rules and apply them to everybody whose category nobody set."""
        self.store.save_rules(rules)
        self.store.propose_categories(self.vocabulary.category)

    def targets(self) -> tuple[TargetRecord, ...]:
        """The rep's wanted list."""
        return self.store.targets(self.rep_id)

    def save_target(self, target: TargetRecord) -> None:
        """Put somebody, a company or a category on the wanted list."""
        self.store.save_target(self.rep_id, target)

    def remove_target(self, target: TargetRecord) -> None:
        """Take an entry off the wanted list."""
        self.store.remove_target(self.rep_id, target)

    def save_settings(self, settings: Settings) -> None:
        """Store thresholds and switches."""
        self.store.save_settings(settings)
