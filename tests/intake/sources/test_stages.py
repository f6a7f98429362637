"""What lists call clients, prospects and leads. Expected: by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.stored import evidence
from tiesmap.intake.reader import Reader
from tiesmap.intake.sources.mapping import suggest_mapping
from tiesmap.intake.sources.stages import is_lost, stage_of
from tiesmap.model.days import date_of
from tiesmap.model.people import STAGES
from tiesmap.workspace.opening import open_workspace

SAID = {
    "client": "Kunde|A-Kunde|Kunde (A)|Bestandskunde|Kundin|Stammkunde|Neukunde|B Kunden|klant|"
    "Vaste klant|cliente|Cliente activo|client|Klient|Kund|müşteri|Zákazník|Клиент|Customer|"
    "Customer - Direct|Existing Customer|Key-Account-Kunde|顧客|Closed Won|Closed - Won|Won|Gagné|"
    "Invoiced|Paid & Closed|取引中|契約中|成交客户|기존고객",
    "past_client": "ehem. Kunde|Ehemaliger Kunde|Ex-Kunde|Altkunde|Former customer|past client|"
    "Formercustomer|Oud-klant|oudklant|ancien client|antiguo cliente|excliente|Kunde (ehem.)|"
    "Inaktiver Kunde|były klient|Lost customer|Client inactif|Cliente inactivo|Cliente inattivo|"
    "Churned|休眠|解約|流失客户|휴면고객",
    "prospect": "Interessent|Interessentin|prospect|Prospects|Wunschkunde|Potenzieller Kunde|"
    "Proposal|Proposal/Price Quote|Proposal Sent|Negotiation/Review|Qualified|Qualified To Buy|"
    "Decision Maker Bought-In|1-Qualify|Contact Made|Demo Scheduled|Id. Decision Makers|"
    "Angebot gesendet|In Verhandlung|Qualifiziert zum Kauf|Devis envoyé|Négociation|"
    "Propuesta enviada|Negociación|Em negociação|Orçamento|In trattativa|Preventivo inviato|"
    "Offerte verstuurd|Negocjacje|見積|"
    "Client potentiel|cliente potencial|Opportunity|Sales Qualified Lead|Zielkunde|商談中|潜在客户",
    "lead": "Lead kalt|Lead|kalter Lead|Leads|Subscriber|warm lead",
    "partner": "Partner|Referral Partner|Vertriebspartner|Partenaire",
    "": "|Closed Lost|Lost|Won back?|Lost proposal|Unqualified|Kein Angebot|"
    "Lieferant|kein Kunde|Nichtkunde|Not a customer|Kundendienst|aktiv|x|Leader|Wettbewerb",
}


@pytest.mark.parametrize(
    ("text", "stage"), [(text, stage) for stage, some in SAID.items() for text in some.split("|")]
)
def test_a_word_of_a_list_says_a_stage(text: str, stage: str) -> None:
    assert stage_of(text) == stage


def test_our_own_words_say_themselves() -> None:
    assert [stage_of(stage) for stage in STAGES] == list(STAGES)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Closed Lost", True), ("Closed - Lost", True), ("Abgeschlossen und verloren", True),
        ("Perdu", True), ("失注", True), ("Lost customer", False), ("Closed Won", False),
        ("", False),
    ],
)  # fmt: skip
def test_a_deal_that_was_lost_is_told_from_a_client_who_left(text: str, lost: bool) -> None:
    assert is_lost(text) is lost


KUNDEN = (
    "Kd.-Nr.;Wer;Firma;E-Mail;Betreuer;Status;Letzter Kontakt\n"
    "1;Ann Lee;Acme;ann@acme.example;Rita Rep;A-Kunde;11.06.2026\n"
    "2;Bo Ray;Acme;bo@acme.example;Max Mate;ehem. Kunde;09.06.2026\n"
    "3;Cy Fox;Zeta;cy@zeta.example;Rita Rep;Interessent;\n"
    "4;Di Orr;Zeta;di@zeta.example;Rita Rep;Lead kalt;bald\n"
    "5;Ed Poe;Zeta;ed@zeta.example;Rita Rep;Lieferant;\n"
)


@pytest.mark.parametrize("mapped", [True, False])
def test_a_clients_list_is_read_alike_on_every_road(mapped: bool, tmp_path: Path) -> None:
    text = KUNDEN if mapped else KUNDEN.replace("Wer", "Name")
    header = text.splitlines()[0].split(";")
    mapping = {**suggest_mapping(header), "Wer": "name", "Status": "stage"}
    assert (mapping["Betreuer"], mapping["Letzter Kontakt"]) == ("owner", "last_contact")
    database = tmp_path / "own.db"
    answers = {"kunden.csv": {"mapping": mapping}} if mapped else {}
    files = [("kunden.csv", text.encode())]
    open_workspace(database).files.import_files(files, "Rita Rep", answers=answers)
    own = open_workspace(database, as_of=date(2026, 11, 28))
    found = {one.name: one for one in own.people.everybody().values()}
    stages = {name: one.stage for name, one in found.items() if name not in ("Rita Rep", "Bo Ray")}
    other = {"Lieferant"} if mapped else {""}
    assert {stages.pop("Ed Poe")} == other
    assert stages == {"Ann Lee": "client", "Cy Fox": "prospect", "Di Orr": "lead", "Max Mate": ""}
    assert found["Ann Lee"].client
    assert found["Di Orr"].extra["Letzter Kontakt"] == "bald"
    ties = evidence(own.store).ties
    names = {one.id: name for name, one in found.items()}
    mine = ties[ties["person"] == own.rep]
    assert {names[who] for who in mine["other"]} == {"Ann Lee", "Cy Fox", "Di Orr", "Ed Poe"}
    assert [date_of(day) for day in mine["last_contact"].dropna()] == [date(2026, 6, 11)]


def test_a_plain_list_with_a_status_needs_no_mapping() -> None:
    data = b"Name;Firma;E-Mail;Status\nAnn Lee;Acme;a@acme.example;Kunde\n"
    (found,) = Reader(as_of=date(2026, 11, 28)).read("list.csv", data)
    assert [one.stage for one in found.people] == ["client"]
