"""The rep's own firm and trade: colleagues are not asked openly, nor anybody about competitors."""

from __future__ import annotations

from dataclasses import dataclass

from tiesmap.model.companies import is_company, may_be_one_firm, without_own
from tiesmap.model.domains import firm_of
from tiesmap.model.firms import bare_name, is_made_of
from tiesmap.model.ids import PersonId
from tiesmap.model.people import Person
from tiesmap.workspace.kept import EVIDENCE, kept
from tiesmap.workspace.view import View
from tiesmap.workspace.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class OwnFirm:
    """Where the rep works, as far as it is known."""

    people: frozenset[PersonId]
    """The ids of his colleagues: who works there, and the other reps, such as owners of rows."""
    trades: frozenset[str]
    """Its kinds of business: the rep's category, and those that its names say."""


@kept(EVIDENCE)
def own_firm(view: View) -> OwnFirm:
    """The rep's firm: by the company on his card, else by the domain of his e-mail address."""
    rep, words = view.rep_person, vocabulary(view.place.store)
    people = view.network.people
    firm = view.network.firm
    here = firm[view.around.rep]
    colleagues = (firm == here) & (here >= 0)
    own = {name for name in people["company"].unique() if name and _is_own(name, rep)}
    own |= set(people["company"][colleagues]) - {""}
    firms = {without_own(name, rep.name) for name in {rep.company, *own}}
    said = {words.propose(name, rep.title).category for name in firms}
    # His trade in another's words, such as LinkedIn's.
    said.add(words.propose(rep.category, "").category)
    colleagues |= people["company"].isin(own).to_numpy() | view.network.reps
    return OwnFirm(
        frozenset(view.network.ids[colleagues].tolist()) - {rep.id},
        frozenset({rep.category, *said} - {""}),
    )


def _is_own(company: str, rep: Person) -> bool:
    if is_company(rep.company):
        return may_be_one_firm(company, rep.company)
    firm = firm_of(rep.email)
    label = bare_name(firm.partition(".")[0])
    # Stricter than `firms.is_called`: whose firm it is, nothing says besides.
    return bool(firm) and (
        company.casefold() == firm or label == bare_name(company) or is_made_of(label, company)
    )
