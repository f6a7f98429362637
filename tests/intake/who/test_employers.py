"""Where somebody works, by the domain of the address. Expected: by hand, and by the Public Suffix
List for the endings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests import repfiles
from tiesmap.intake.who.employers import spellings
from tiesmap.model.companies import is_company
from tiesmap.model.domains import firm_of, mail_hosts
from tiesmap.model.firms import bare_name, is_made_of
from tiesmap.workspace import Workspace
from tiesmap.workspace.opening import open_workspace


@pytest.mark.parametrize(
    ("address", "firm"),
    [
        ("ann@acme.example", "acme.example"),
        ("ann@mail.eu.acme.example", "acme.example"),
        ("ann@mail.acme.co.uk", "acme.co.uk"),
        ("ANN@ACME.CO.JP", "acme.co.jp"),
        ("ann@gmail.com", ""),
        ("ann@users.noreply.github.com", ""),
        ("ann@yahoo.co.uk", ""),
        ("ann@t-online.de", ""),
        ("ann@co.uk", ""),
        ("ann@localhost", ""),
        ("ann", ""),
        ("", ""),
    ],
)
def test_the_firm_of_an_address(address: str, firm: str) -> None:
    assert firm_of(address) == firm


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Acme Inc.", "acme"),
        ("Banque Sørensen S.A.", "banquesorensen"),
        ("AG", "ag"),
        ("Müller & Söhne GmbH & Co. KG", "mullersohne"),
        ("Müller & Söhne GmbH & Co. KG", "mueller-soehne"),
        ("Nova Energie", "novaenergie"),  # no umlaut, where the two words meet
    ],
)
def test_a_name_as_a_domain_writes_it(company: str, name: str) -> None:
    assert bare_name(company) == bare_name(name)
    assert bare_name(company) != bare_name(name + "n")


@pytest.mark.parametrize(
    ("label", "company", "short"),
    [
        ("gldrayage", "Great Lakes Drayage LLC", True),
        ("parkdorsey", "Park & Dorsey CPAs", True),
        ("heartlandmedtrans", "Heartland Medical Transport", True),
        ("wellerbauman", "Weller, Bauman and Partners", True),
        ("heartland", "Heartland Medical Transport", False),
        ("glad", "Great Lakes Drayage", False),
        ("acme", "Acme", False),
        ("acmehotels", "Acme Bakery", False),
        # Whole words of it, with others between them.
        ("tidewaterbrokers", "Tidewater Insurance Brokers", True),
        ("insurancebrokers", "Tidewater Insurance Brokers", False),
        ("tidewaterbrok", "Tidewater Insurance Brokers", False),
    ],
)
def test_a_domain_made_of_the_beginnings_of_words(label: str, company: str, short: bool) -> None:
    assert is_made_of(label, company) is short


def test_a_name_that_the_domain_is_made_of_counts_where_it_is_the_only_one() -> None:
    said = [("Great Lakes Drayage LLC", ""), ("Great Lakes Drayage", ""), ("Gulf Drayage", "")]
    assert spellings(said)("ann@gldrayage.example").startswith("Great Lakes Drayage")
    two = [*said, ("Green Lane Drayage", "")]
    assert spellings(two)("ann@gldrayage.example") == "gldrayage.example"


def test_the_spelling_of_those_who_state_it() -> None:
    spelled = spellings(
        [
            ("ACME Ltd", "a@acme.example"),
            ("Acme Ltd.", "b@acme.example"),
            ("ACME Ltd", "c@acme.example"),
            ("Other", "d@shared.example"),
            ("Another", "e@shared.example"),
            ("Müller Söhne GmbH", ""),
            ("Webmail", "x@gmail.com"),
        ]
    )
    assert spelled("z@acme.example") == "ACME Ltd"
    assert spelled("z@shared.example") == "shared.example"  # two firms: neither is said
    assert spelled("z@mueller-soehne.example") == "Müller Söhne GmbH"
    assert spelled("z@nobody-knows.example") == "nobody-knows.example"
    assert spelled("z@gmail.com") == ""


def test_hosts_are_in_small_letters_and_each_once() -> None:
    assert len(mail_hosts()) > 200
    assert all(host == host.strip().lower() and "." in host for host in mail_hosts())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "ties.db", as_of=date(2026, 10, 30))


def test_a_mailbox_has_companies_and_with_them_categories(workspace: Workspace) -> None:
    workspace.files.import_files([("mails.mbox", repfiles.mailbox())], repfiles.REP)
    people = [p for p in workspace.people.people() if p.email != repfiles.REP_MAIL]
    assert {p.company for p in people} == {firm_of(p.email) for p in people}
    proposed = [p for p in people if p.category_by == "proposed"]
    assert len(proposed) > len(people) / 2
    truth = {p.email: p.kind for p in repfiles.people()}
    wrong = [p for p in proposed if truth[p.email] not in ("", p.category)]
    assert not wrong
    again = workspace.files.import_files([("mails.mbox", repfiles.mailbox())], repfiles.REP).files[
        0
    ]
    assert (again.people_changed, again.interactions) == (0, 0)


def test_other_files_give_the_spelling_before_and_after(tmp_path: Path) -> None:
    mails, clients = ("mails.mbox", repfiles.mailbox()), ("clients.csv", repfiles.client_csv())
    truth = {p.email: p.company for p in repfiles.people() if is_company(p.company)}
    for number, order in enumerate(([clients, mails], [mails, clients], [mails, clients, mails])):
        workspace = open_workspace(tmp_path / f"{number}.db", as_of=date(2026, 10, 30))
        for file in order:
            workspace.files.import_files([file], repfiles.REP)
        people = [p for p in workspace.people.people() if truth.get(p.email)]
        assert len(people) > 100
        assert {p.email: p.company for p in people} == {p.email: truth[p.email] for p in people}
