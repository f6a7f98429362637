"""The guided start: "is this you?", thirty ratings, proposed categories, one line, five asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tiesmap.intake.reader import File
from tiesmap.intake.who.candidates import find_candidates
from tiesmap.model.english import say_some
from tiesmap.model.ids import PersonId
from tiesmap.model.intake import Checked
from tiesmap.model.people import CategoryRule, Person
from tiesmap.model.problems import Refused
from tiesmap.model.proposals import REFUSED
from tiesmap.model.requests import IntroRequest
from tiesmap.model.start import Candidate, FirstAsk, Label, Looks
from tiesmap.store import people, rules, schema
from tiesmap.store.settings import read_of_rep, read_setting, write_of_rep, write_setting
from tiesmap.workspace.asks.part import Asks
from tiesmap.workspace.files.part import reader_of
from tiesmap.workspace.history import in_mails
from tiesmap.workspace.letters.part import Letters
from tiesmap.workspace.part import Part, question
from tiesmap.workspace.start import proposals
from tiesmap.workspace.vocabulary import DECLINED, proposing

_OWNERS = "owners_said"
"""The rep's setting: of whom it was said whether they are colleagues."""


class Start(Part):
    """The first minutes of a rep; each later import offers only what is new."""

    # Is this you? --------------------------------------------------------------------------------

    def candidates(self, files: Iterable[File] = ()) -> tuple[Candidate, ...]:
        """The people who may be the rep: reps on file, then owners of the files.

        Unreadable files are skipped here: the import says what is wrong with them.
        """
        checked: list[Checked] = []
        with self.view() as view:
            reader = reader_of(view, None)
            for name, data in files:
                try:
                    checked += reader.read(name, data)
                except Refused:
                    continue
            on_file = [
                Candidate(rep.label, rep.email, "on file as a rep", rep.id)
                for rep in view.people.values()
                if rep.rep
            ]
        known = {one.address for one in on_file if one.address} | {one.name for one in on_file}
        found = [one for one in find_candidates(checked) if not {one.name, one.address} & known]
        return (*on_file, *found)

    def owners(self) -> tuple[tuple[Person, int], ...]:
        """Whom files name as owner of rows, taken for colleagues and not asked about yet; with how
        many people each is known to know. A team's own reps are no question."""
        with self.view() as view:
            if self.place.member is not None or view.rep is None:
                return ()
            said = {int(one) for one in view.own(_OWNERS) or ()} | {view.rep_id}
            others = people.read(view.connection, None, schema.people.c.rep)
            found = [(one, view.nodes((one.id,))) for one in others if one.id not in said]
            known = [(one, len(view.network.contacts_of(n))) for one, nodes in found for n in nodes]
        return tuple((one, many) for one, many in known if many)

    def answer_owner(self, person: PersonId, *, colleague: bool) -> None:
        """Whether an owner of rows is a colleague; whoever is none is somebody who knows them."""
        rep = self.place.rep_id
        with self.writing("whether a colleague is", [person]) as op:
            said = {int(one) for one in read_of_rep(op.connection, rep, _OWNERS) or ()}
            write_of_rep(op, rep, _OWNERS, sorted(said | {person}))
            if not colleague:
                people.set_by_hand(op, [person], {"rep": False})

    progress = question(proposals.progress)

    # These thirty first --------------------------------------------------------------------------

    first_to_rate = question(proposals.cards)

    def skip(self, *persons: PersonId, skipped: bool = True) -> None:
        """Stop asking about these people, or ask again."""
        rep = self.place.rep_id
        with self.writing("rating later" if skipped else "rating after all", persons) as op:
            before = {int(one) for one in read_of_rep(op.connection, rep, proposals.SKIPPED) or ()}
            after = before.union(persons) if skipped else before.difference(persons)
            write_of_rep(op, rep, proposals.SKIPPED, sorted(after))
            op.groups.add("comfort")

    # These look like -----------------------------------------------------------------------------

    def looks(self, new: bool = False) -> tuple[Looks, ...]:
        """The proposed categories with their people, largest first.

        `new`: only of people who came since the rep looked all of them over (`decide`).
        """
        with self.view() as view:
            return proposals.in_his_words(view, proposals.looks(view, new))

    introducers = question(in_mails.by_introducer)

    def accept(self, category: str, as_: str = "") -> int:
        """Accept a proposed category, under another name if wanted; returns how many people.

        "" as `category` accepts all proposals.
        """
        return self.decide({category: as_ or None})

    def reject(self, category: str) -> int:
        """Reject a proposed category, and propose none for these people again; returns how many."""
        return self.decide({category: ""})

    def decide(self, names: Mapping[str, str | None], *, all_seen: bool = False) -> int:
        """Accept or reject many proposed categories as one thing to undo; how many people.

        `names` leads from a proposed category to what it is to be called: None as proposed, ""
        rejects it. With `all_seen` the start asks again only about people who come later.
        """
        done = 0
        with self.view() as view:
            groups, last = proposals.looks(view), max(view.people, default=0)
            propose = view.propose
        one = next(iter(names), "") if len(names) == 1 else ""
        what = f"the proposed category {one}" if one else "the proposed categories"
        with self.writing(what=what) as op:
            for group in groups:
                if group.category not in names and "" not in names:
                    continue
                name = names[group.category] if group.category in names else names[""]
                new = group.category if name is None else name
                by = "hand" if new else REFUSED
                new = people.as_written(op.connection, new, group.people)
                done += people.set_by_hand(op, group.people, {"category": new, "category_by": by})
            if done:
                rules.apply_proposals(op, propose)
            if all_seen:
                write_of_rep(op, self.place.rep_id, proposals.SORTED, last)
                op.groups.add("people")
        return done

    labels = question(proposals.labels)

    def take_labels(self, labels: Sequence[Label]) -> int:
        """Turn labels into categories; returns how many people changed.

        They become rules, so they hold for later files, but give way to hand and file."""
        if not labels:
            return 0
        added = [CategoryRule((one.word,), one.label, "label") for one in labels]
        with self.writing(f"taking as a category: {say_some([one.label for one in labels])}") as op:
            kept = rules.read_rules(op.connection)
            return rules.save_rules(op, [*kept, *added])

    def decline_labels(self, labels: Sequence[Label]) -> None:
        """Record that these labels are no categories; they are not offered again."""
        with self.writing(
            f"taking as no category: {say_some([one.label for one in labels])}"
        ) as op:
            before = set(map(str, read_setting(op.connection, DECLINED) or ()))
            after = before | {label.word for label in labels}
            write_setting(op, DECLINED, sorted(after))
            rules.apply_proposals(op, proposing(self.place.store, after))
            op.groups.add("people")

    # What does somebody gain? --------------------------------------------------------------------

    def gain(self) -> str:
        """What people gain from meeting the rep, in his own words; it is used in drafts."""
        words, _ = Letters(self.place).own_words()
        return words.given.get("gain", "")

    def save_gain(self, text: str) -> None:
        """Store that line with the rep's wording."""
        words, _ = Letters(self.place).own_words()
        given = {**words.given, "gain": " ".join(text.split())}
        Letters(self.place).save_words(replace(words, given=given))

    # Five asks -----------------------------------------------------------------------------------

    asks = question(proposals.first_asks)
    drafted = question(proposals.drafted)
    swaps = question(proposals.swaps)

    def swap(self, pairs: Sequence[tuple[IntroRequest, FirstAsk]]) -> int:
        """Take asks back and plan the better ones in their place, as one thing to undo."""
        return Asks(self.place).plan(
            [ask.path for _, ask in pairs if ask.path is not None],
            [ask.openly for _, ask in pairs if ask.openly is not None],
            instead_of=[old for old, _ in pairs],
        )

    def plan(self, asks: Sequence[FirstAsk]) -> int:
        """Put asks on the list, with their letters; returns how many are new."""
        return Asks(self.place).plan(
            [ask.path for ask in asks if ask.path is not None],
            [ask.openly for ask in asks if ask.openly is not None],
        )
