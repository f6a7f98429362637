"""A word before a busy connector: who decides who may ask her, and asking him."""

from __future__ import annotations

from tiesmap.model.approvals import TO_ASK, TO_MEET, Gate, Given
from tiesmap.model.colleague_asks import ColleagueAsk
from tiesmap.model.ids import PersonId
from tiesmap.model.members import MemberRole
from tiesmap.model.requests import IntroRequest
from tiesmap.store import approvers, colleague_asks
from tiesmap.store.people import labels
from tiesmap.workspace.colleague_asks.gates import gate_of, gates, whom
from tiesmap.workspace.colleagues.open_ties import askable, of_team
from tiesmap.workspace.part import Part
from tiesmap.workspace.place import Unanswerable
from tiesmap.workspace.view import View


class Approvals(Part):
    """Who decides who may ask a connector, and what he said."""

    def deciding(self) -> tuple[tuple[PersonId, str, str], ...]:
        """(connector, her name, who decides who may ask her) of those on file, by her name."""
        with self.view() as view:
            found = approvers.read(view.connection) if view.rep is not None else {}
            known = view.some(found)
            called = labels(view.connection, found.values())
        rows = [(one, known[one].label, called.get(by, "")) for one, by in found.items()
                if one in known]  # fmt: skip
        return tuple(sorted(rows, key=lambda row: (row[1].casefold(), row[0])))

    def may_set(self) -> tuple[PersonId, ...]:
        """For whom one may say who decides: an admin for all whom he has on file, and whoever
        looks after a connector for her."""
        with self.view() as view:
            every = _is_admin(view)
            return tuple(one for one, who in view.people.items() if every or who.is_client)

    def decides(self, connector: PersonId, approver: PersonId | None) -> None:
        """Let a colleague, or oneself, decide who may ask a connector; None: everybody may."""
        with self.view() as view:
            found = view.some((connector,)).get(connector)
            if found is None:
                raise Unanswerable("This person is not on your file.")
            admin = _is_admin(view)
            if not admin and approvers.is_fixed(view.connection, connector, view.rep):
                raise Unanswerable(
                    f"An admin said who may ask {found.label}: an admin changes it, or who decides."
                )
            if not admin and not found.is_client:
                raise Unanswerable(
                    f"Who may ask {found.label} is for an admin to say, or for whoever looks after "
                    "them."
                )
            if approver not in (None, view.rep, *askable(view)):
                raise Unanswerable("Only a colleague can decide who may ask somebody.")
        with self.writing("who decides who may ask", [connector]) as op:
            approvers.save(op, connector, approver, by_admin=admin)

    def gate(self, request: IntroRequest) -> Gate | None:
        """What stands before an ask of the rep's own; None: nothing."""
        with self.view() as view:
            return gates(view, [request]).get(request.request)

    def gate_to(self, colleague: PersonId, person: PersonId) -> Gate | None:
        """What stands before asking a colleague for somebody."""
        with self.view() as view:
            return gate_of(view, person, None, "", beside=colleague)

    def ask_word(self, request: IntroRequest, *, named: bool = False) -> int:
        """Ask for the word of who decides; `named`: he is told for whom, whomever he knows."""
        with self.view() as view:
            gate = gates(view, [request]).get(request.request)
            new = _word(view, gate, request.connector_id, TO_ASK, *whom(request))
        with self.writing(f"asking whether {request.connector} may be asked") as op:
            return colleague_asks.ask(op, new, named=named)

    def ask_word_to_meet(self, colleague: PersonId, person: PersonId) -> int:
        """Ask whether a colleague may be asked for somebody whom he shows that he knows."""
        with self.view() as view:
            tie = next((one.tie for one in of_team(view) if one.tie.rep == colleague
                        and one.tie.person == person), None)  # fmt: skip
            if tie is None:
                raise Unanswerable("This colleague does not show that they know this person.")
            gate = gate_of(view, person, None, "", beside=colleague, called=tie.name)
            new = _word(view, gate, person, TO_MEET)
        with self.writing(f"asking whether {new.name} may be asked for") as op:
            return colleague_asks.ask(op, new)


def _is_admin(view: View) -> bool:
    member = view.place.member
    return member is not None and member.role is MemberRole.ADMIN


def _word(
    view: View, gate: Gate | None, person: PersonId, why: str, target: PersonId | None = None,
    name: str = "",
) -> ColleagueAsk:  # fmt: skip
    """An ask for a word. Raises Unanswerable where there is none to ask for."""
    if gate is None:
        raise Unanswerable("Nobody has to be asked first here.")
    if gate.given is Given.WAITS:
        raise Unanswerable(f"{gate.name} was asked already: wait for the answer.")
    if gate.given is Given.YES:
        raise Unanswerable(f"{gate.name} said yes already.")
    if gate.given is Given.NO:
        raise Unanswerable(f"{gate.name} said: not now. Leave it for a while.")
    return ColleagueAsk(
        0, view.rep_id, gate.approver, person, gate.connector, "", why, "", view.writes_on,
        word=True, target=target, target_name=name,
    )  # fmt: skip
